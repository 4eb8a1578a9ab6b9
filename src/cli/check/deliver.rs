//! What a run has to say, wherever it was asked for.

use std::env;
use std::fs::OpenOptions;
use std::io::{self, Write};

use super::super::config;
use super::super::format::{Format, Said};
use super::super::status::Status;
use super::super::terminal;
use super::{Check, FailOn};
use crate::finding::Level;
use crate::report::{self, Report};
use crate::source::{Opened, harmless};

impl Check {
    /// Writes what the run has to say wherever it was asked for.
    pub(super) fn deliver(&self, said: Said<'_>, status: Status) -> Status {
        let mut status = status;
        for report in &self.reports {
            if let Err(error) = report.write(said) {
                terminal::say(&format!("error: {error}"));
                status = Status::Failed;
            }
        }
        status_of(self.print(said), status)
    }

    fn print(&self, said: Said<'_>) -> io::Result<()> {
        match said {
            Said::Failure(_) if self.format.is_for_people() => return Ok(()),
            _ => terminal::print(|out| self.format.write(said, terminal::look(self.color), out))?,
        }
        if let (Said::Report(report), Format::Plain | Format::Github) = (said, self.format) {
            terminal::say(&report.sum_up());
            summarise_job(self.format, report);
        }
        Ok(())
    }

    pub(super) fn write_config(&self, opened: &Opened) -> io::Result<()> {
        let options = self.options();
        let name = |fail_on: FailOn| fail_on.level().map_or("never", Level::as_str);
        let run = config::Run::new()
            .with("as-of", self.as_of, options.as_of)
            .with("fail-on", self.fail_on.map(name), name(FailOn::Error))
            .with("max-findings", self.max_findings, "all");
        terminal::print(|out| config::write(opened, &options, &run, self.format, out))
    }

    pub(super) fn write_files(&self, names: &[String]) -> io::Result<()> {
        terminal::print(|out| match self.format.is_json() {
            true => report::json_files(names, out),
            false => names.iter().try_for_each(|name| writeln!(out, "{}", harmless::prose(name))),
        })
    }
}

/// Adds to the summary of GitHub's job where there is one. That it cannot be written is told and changes nothing.
fn summarise_job(format: Format, report: &Report) {
    let Some(path) = env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty() && format == Format::Github)
    else {
        return;
    };
    let mut summary = Vec::new();
    let written = report::github_summary(report, &mut summary)
        .and_then(|()| OpenOptions::new().append(true).create(true).open(&path))
        .and_then(|mut file| file.write_all(&summary));
    if let Err(error) = written {
        terminal::say(&format!("note: cannot write the summary of the job: {error}"));
    }
}

/// The status of a run whose output was, or was not, written.
pub(super) fn status_of(written: io::Result<()>, status: Status) -> Status {
    match written {
        Ok(()) => status,
        Err(error) => {
            terminal::say(&format!("error: cannot write to standard output: {error}"));
            Status::Failed
        }
    }
}
