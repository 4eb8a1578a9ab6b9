//! `raci init`: a commented policy to begin with.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::publish::Language;
use super::status::Status;
use super::{day, terminal};
use crate::report::counted;
use crate::source::MAIN_FILE;

/// Write a commented policy to begin with; what is there already stays as it is
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder, which is made where there is none
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,

    /// What to begin with
    #[arg(long, value_enum, value_name = "TEMPLATE", default_value_t = Template::Minimal)]
    template: Template,

    /// The language of the minimal policy; the sales department has Chinese names and English comments
    #[arg(long, value_enum, value_name = "LANG", default_value_t = Language::En)]
    lang: Language,
}

/// What to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Template {
    /// One file: a few roles, one activity, one decision right
    Minimal,
    /// A folder: the whole matrix of a sales department
    Sales,
}

/// A file by its name in the folder, and its text.
type File = (&'static str, &'static str);

macro_rules! sales {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../examples/sales-department/", $name)))),*]
    };
}

const SALES: &[File] = sales![
    "raci.toml",
    "roles.raci.toml",
    "people.raci.toml",
    "activities/0-steering.raci.toml",
    "activities/1-lead.raci.toml",
    "activities/2-needs.raci.toml",
    "activities/3-proposal.raci.toml",
    "activities/4-contract.raci.toml",
    "activities/5-delivery.raci.toml",
    "activities/6-repurchase.raci.toml",
    "decisions.raci.toml",
    "handoffs.raci.toml",
    "escalations.raci.toml",
    "indicators.raci.toml",
    "controls.raci.toml",
    "examples.raci.toml",
];

impl Template {
    const fn files(self, lang: Language) -> &'static [File] {
        match (self, lang) {
            (Self::Minimal, Language::En) => &[(MAIN_FILE, include_str!("minimal.en.toml"))],
            (Self::Minimal, Language::Zh) => &[(MAIN_FILE, include_str!("minimal.zh.toml"))],
            (Self::Sales, _) => SALES,
        }
    }
}

impl Init {
    pub(super) fn run(self) -> Status {
        match self.write() {
            Ok(count) => {
                let files = counted(count as u64, "file", "files");
                terminal::say(&format!("wrote {files} to `{}`: try `raci check` there", self.folder.display()));
                Status::Clean
            }
            Err(line) => {
                terminal::say(&format!("error: {line}"));
                Status::Failed
            }
        }
    }

    /// Writes the files, where none of them is there.
    fn write(&self) -> Result<usize, String> {
        let files = self.template.files(self.lang);
        for (name, _) in files {
            let path = self.folder.join(name);
            if path.symlink_metadata().is_ok() {
                return Err(format!("`{}` is there already: name another folder", path.display()));
            }
        }
        let today = day::today().map_err(|failure| failure.lines.join("\n"))?;
        for (name, text) in files {
            let path = self.folder.join(name);
            let written = write_new(&path, &reviewed_on(text, today));
            written.map_err(|error| format!("cannot write `{}`: {error}", path.display()))?;
        }
        Ok(files.len())
    }
}

/// The text with its day of review moved to this one, so that nothing is overdue.
fn reviewed_on(text: &str, today: Date) -> String {
    let review = |line: &str| match line.strip_prefix("reviewed = ") {
        Some(rest) => {
            format!("reviewed = {today}{}", rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-'))
        }
        None => line.to_owned(),
    };
    text.split('\n').map(review).collect::<Vec<_>>().join("\n")
}

/// Writes a file that was not there.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
