//! `raci init`: a commented policy to begin with.

mod days;
mod translated;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::{Failure, here};
use super::publish::LangChoice;
use super::status::Status;
use super::{day, terminal};
use crate::report::counted;
use crate::source::MAIN_FILE;
use crate::writer;
use translated::{translated, wordings};

/// Write a commented policy to begin with; what is there already stays as it is
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder, which is made where there is none
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,

    /// What to begin with
    #[arg(long, value_enum, value_name = "TEMPLATE", default_value_t = Template::Minimal)]
    template: Template,

    /// The language of its names and comments
    #[arg(long, value_enum, value_name = "LANG", default_value_t = LangChoice::En)]
    lang: LangChoice,
}

/// What to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Template {
    /// One file: a few roles, one activity, one decision right
    Minimal,
    /// One file: a small company, with stages, regions, people, a joint decision, a loan and an escalation
    Company,
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

/// What people read in the sales department, in English.
const SALES_ENGLISH: &str = include_str!("sales.en.txt");

/// The same in Chinese.
const SALES_CHINESE: &str = include_str!("sales.zh.txt");

impl Template {
    /// The files, their days as they were when the template was written.
    fn files(self, lang: LangChoice) -> Vec<(&'static str, String)> {
        let alone = |text: &str| vec![(MAIN_FILE, text.to_owned())];
        match (self, lang) {
            (Self::Minimal, LangChoice::En) => alone(include_str!("minimal.en.toml")),
            (Self::Minimal, LangChoice::Zh) => alone(include_str!("minimal.zh.toml")),
            (Self::Company, LangChoice::En) => alone(include_str!("company.en.toml")),
            (Self::Company, LangChoice::Zh) => alone(include_str!("company.zh.toml")),
            (Self::Sales, LangChoice::En) => in_words_of(SALES_ENGLISH),
            (Self::Sales, LangChoice::Zh) => in_words_of(SALES_CHINESE),
        }
    }
}

/// The sales department, with what people read in it in the words of a table.
fn in_words_of(table: &str) -> Vec<(&'static str, String)> {
    let wordings = wordings(table);
    SALES.iter().map(|(name, text)| (*name, translated(text, &wordings))).collect()
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
        let mut files = self.template.files(self.lang);
        if let Some(reviewed) = files.iter().find_map(|(_, text)| days::reviewed(text)) {
            files.iter_mut().for_each(|(_, text)| *text = days::moved(text, reviewed, today));
        }
        writer::make(&here, &self.folder, &files).map_err(|error| Failure::new(error.to_string()))?;
        Ok(files.len())
    }
}
