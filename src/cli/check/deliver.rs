//! What a run has to say, wherever it was asked for.

use std::io;

use super::super::config;
use super::super::format::{Format, Places, Said};
use super::super::job;
use super::super::status::Status;
use super::super::terminal;
use super::{Check, FailOn};
use crate::finding::Level;
use crate::options::Options;
use crate::report;
use crate::source::Opened;
use crate::source::harmless::{prose, putln};

impl Check {
    /// Writes what the run has to say wherever it was asked for.
    pub(super) fn deliver(&self, places: &Places<'_>, said: Said<'_>, status: Status) -> Status {
        let failed = places.write(said);
        failed.iter().for_each(|error| terminal::say(&format!("error: {error}")));
        let status = if failed.is_empty() { status } else { Status::Failed };
        terminal::finish(self.print(said), status)
    }

    fn print(&self, said: Said<'_>) -> io::Result<()> {
        match said {
            Said::Failure(_) if self.format.is_for_people() => return Ok(()),
            _ => terminal::print(|out| self.format.write(said, terminal::look(self.color), out))?,
        }
        if let (Said::Report(report), Format::Human | Format::Plain | Format::Github) = (said, self.format) {
            report.left_out_words().iter().for_each(|words| terminal::say(words));
            terminal::say(&report.sum_up());
        }
        if let (Said::Report(report), Format::Github) = (said, self.format) {
            job::summarise(|out| report::github_summary(report, out));
        }
        Ok(())
    }

    pub(super) fn write_config(&self, opened: &Opened, options: &Options) -> io::Result<()> {
        let name = |fail_on: FailOn| fail_on.level().map_or("never", Level::as_str);
        let run = config::Run::new()
            .with("as-of", self.as_of, options.as_of)
            .with("fail-on", self.fail_on.map(name), name(FailOn::Error))
            .with("max-findings", self.max_findings, "all");
        terminal::print(|out| config::write(opened, options, &run, self.format, out))
    }

    pub(super) fn write_files(&self, names: &[String]) -> io::Result<()> {
        terminal::print(|out| match self.format.is_json() {
            true => report::json_files(names, out),
            false => names.iter().try_for_each(|name| putln!(out, "{}", prose(name))),
        })
    }
}
