//! `raci init`: a commented policy to begin with.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::failure::{Failure, here};
use super::publish::LangChoice;
use super::status::Status;
use super::{day, terminal};
use crate::report::counted;
use crate::source::MAIN_FILE;
use crate::writer;

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
    #[arg(long, value_enum, value_name = "LANG", default_value_t = LangChoice::En)]
    lang: LangChoice,
}

/// What to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Template {
    /// One file: a few roles, one activity, one decision right
    Minimal,
    /// A folder: the whole matrix of a sales department
    Sales,
}

/// A file by its name in the folder, and its text; of several, the first is the policy's main file.
type TemplateFile = (&'static str, &'static str);

macro_rules! sales {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../examples/sales-department/", $name)))),*]
    };
}

const SALES: &[TemplateFile] = sales![
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
    const fn files(self, lang: LangChoice) -> &'static [TemplateFile] {
        match (self, lang) {
            (Self::Minimal, LangChoice::En) => &[(MAIN_FILE, include_str!("minimal.en.toml"))],
            (Self::Minimal, LangChoice::Zh) => &[(MAIN_FILE, include_str!("minimal.zh.toml"))],
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
            Err(failure) => failure.end(),
        }
    }

    /// Writes all files, or none where one of them is there.
    fn write(&self) -> Result<usize, Failure> {
        let (here, today) = (here()?, day::today()?);
        let files = self.template.files(self.lang).iter();
        let files: Vec<_> = files.map(|(name, text)| (*name, reviewed_on(text, today))).collect();
        writer::make(&here, &self.folder, &files).map_err(|error| Failure::new(error.to_string()))?;
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
