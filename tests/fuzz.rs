//! What the fuzz targets try on bytes of their own making, tried on the bytes that are kept, and on every policy of the other tests.

#![expect(clippy::expect_used, reason = "a property that does not hold is a test that fails")]

#[path = "../fuzz/properties.rs"]
mod properties;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

/// Fails where something does not hold for the bytes.
type Holds = fn(&[u8]);

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let targets: [(&str, Holds); 5] = [
        ("syntax", properties::syntax),
        ("check", properties::check),
        ("diff", properties::diff),
        ("who", properties::who),
        ("fix", properties::fix),
    ];
    let kept = targets.into_iter().map(|(target, holds)| trials(&root.join("fuzz/corpus").join(target), holds));
    let mut trials: Vec<Trial> = kept.flatten().collect();
    for folder in ["tests/policies", "examples"] {
        trials.extend(self::trials(&root.join(folder), properties::check));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// A test for each file at and below a folder.
fn trials(folder: &Path, holds: Holds) -> Vec<Trial> {
    let name = |path: &Path| path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path).display().to_string();
    let test = |path: PathBuf| {
        Trial::test(name(&path), move || {
            holds(&fs::read(&path)?);
            Ok(())
        })
    };
    files(folder).into_iter().map(test).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}
