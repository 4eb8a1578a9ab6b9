//! Files that are nearly part of a policy: what somebody meant to be read, and is not.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::caps::read_capped;
use super::store::{MAIN_FILE, is_policy_file};

/// A file that is nearly part of a policy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NearFile {
    /// Its name, as it came from outside.
    pub name: String,
    /// Why it is not.
    pub because: Because,
}

/// Why a file is nearly part of a policy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// It is nearly called as a policy's main file is, or says what one says: this is what to call it.
    Name(String),
    /// It says what a policy does, in another format.
    Format,
    /// It is a workbook or a sheet.
    Sheet,
}

/// So many entries of a folder are looked at.
const MOST: usize = 1000;

/// So many bytes of a file are looked at to see whether it is of a policy.
const HEAD: usize = 1 << 16;

/// What is nearly a policy in a folder that holds none.
pub(super) fn nearly_policies(folder: &Path, name: impl Fn(&Path) -> String) -> Vec<NearFile> {
    let near = |path: PathBuf| {
        let because = nearly_main(&path)?;
        Some(NearFile { name: name(&path), because })
    };
    sorted(files_in(folder).filter_map(near))
}

/// What says what a policy does and stands beside its main file, but is not called so that it is read.
pub(super) fn unread_beside(folder: &Path, name: impl Fn(&Path) -> String) -> Vec<NearFile> {
    let near = |path: PathBuf| {
        let is_candidate =
            extension(&path) == "toml" && !path.file_name().is_some_and(is_policy_file) && says_policy(&path);
        let stem = path.file_stem().filter(|_| is_candidate)?.to_string_lossy().into_owned();
        Some(NearFile { name: name(&path), because: Because::Name(format!("{stem}.raci.toml")) })
    };
    sorted(files_in(folder).filter_map(near))
}

fn sorted(near: impl Iterator<Item = NearFile>) -> Vec<NearFile> {
    let mut near: Vec<NearFile> = near.collect();
    near.sort();
    near
}

/// The files in a folder whose names can be shown.
fn files_in(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().take(MOST).flatten();
    entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file())).map(|entry| entry.path())
}

fn nearly_main(path: &Path) -> Option<Because> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let because = Because::Name(MAIN_FILE.to_owned());
    let is_named =
        name.strip_prefix(MAIN_FILE).is_some_and(|rest| rest.is_empty() || [".txt", ".toml"].contains(&rest));
    match extension(path).as_str() {
        _ if is_named || name == "raci.txt" || name == "raci" => Some(because),
        "toml" if says_policy(path) => Some(because),
        "yaml" | "yml" | "json" if name.starts_with("raci.") => Some(Because::Format),
        "xlsx" | "xlsm" | "xls" | "ods" | "csv" | "tsv" => Some(Because::Sheet),
        _ => None,
    }
}

fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Whether it begins as a file of a policy does: with one of its tables, before any that is none.
fn says_policy(path: &Path) -> bool {
    let Ok(bytes) = File::open(path).and_then(|file| read_capped(file, HEAD)) else { return false };
    let text = String::from_utf8_lossy(&bytes);
    let tables: Vec<&str> = text.lines().filter_map(|line| line.trim_start().strip_prefix('[')).collect();
    let is_own = |header: &&str| {
        let id = header.trim_start_matches('[').split(['.', ']']).next().unwrap_or_default();
        TABLES.contains(&id.trim())
    };
    !tables.is_empty() && tables.iter().all(is_own)
}

/// The tables of a policy.
const TABLES: [&str; 18] = [
    "matrix",
    "stages",
    "dimensions",
    "departments",
    "roles",
    "people",
    "activities",
    "decisions",
    "handoffs",
    "escalations",
    "indicators",
    "separations",
    "delegations",
    "lendable",
    "impossible",
    "examples",
    "waivers",
    "lint",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        files.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
        folder
    }

    fn file_name(path: &Path) -> String {
        path.file_name().unwrap().to_string_lossy().into_owned()
    }

    #[test]
    fn what_is_nearly_a_policy_is_told_by_its_name_or_by_what_it_says() {
        let folder = folder(&[
            ("raci.toml.txt", ""),
            ("RACI.TOML", ""),
            ("matrix.toml", "# x\n[matrix]\ntitle = \"x\"\n[roles.a]\n"),
            ("Cargo.toml", "[package]\nname = \"x\"\n"),
            ("raci.yaml", ""),
            ("Matrix.xlsx", ""),
            ("notes.txt", ""),
        ]);
        let named = |name: &str| NearFile { name: name.to_owned(), because: Because::Name(MAIN_FILE.to_owned()) };
        let other = |name: &str, because| NearFile { name: name.to_owned(), because };
        assert_eq!(
            nearly_policies(folder.path(), file_name),
            [
                other("Matrix.xlsx", Because::Sheet),
                named("RACI.TOML"),
                named("matrix.toml"),
                named("raci.toml.txt"),
                other("raci.yaml", Because::Format),
            ]
        );
    }

    #[test]
    fn what_stands_beside_a_policy_and_is_not_read_is_told() {
        let folder = folder(&[
            ("raci.toml", "[matrix]\n"),
            ("roles.raci.toml", "[roles.a]\n"),
            ("activities.toml", "[activities.sell]\nA = \"a\"\n"),
            ("deny.toml", "[advisories]\n"),
            ("rust.toml", "[matrix]\n[toolchain]\n"),
        ]);
        let unread = unread_beside(folder.path(), file_name);
        let because = Because::Name("activities.raci.toml".to_owned());
        assert_eq!(unread, [NearFile { name: "activities.toml".to_owned(), because }]);
    }
}
