//! What a run has to say, wherever it was asked for.

use std::io;

use super::super::format::{Delivery, Destinations, Format};
use super::super::job;
use super::super::status::Status;
use super::super::terminal;
use super::{CheckArgs, FailLevel};
use crate::finding::Level;
use crate::load::load;
use crate::options::Options;
use crate::report::{self, SettingLine};
use crate::rules::Settings;
use crate::source::Opened;
use crate::source::harmless::{prose, putln};

impl CheckArgs {
    /// Writes what the run has to say wherever it was asked for.
    pub(super) fn deliver(&self, places: &Destinations<'_>, delivery: Delivery<'_>, status: Status) -> Status {
        let failed = places.write(delivery);
        failed.iter().for_each(|error| terminal::say(&format!("error: {error}")));
        let status = if failed.is_empty() { status } else { Status::Failed };
        terminal::finish(self.print(delivery), status)
    }

    fn print(&self, delivery: Delivery<'_>) -> io::Result<()> {
        match delivery {
            Delivery::Failure(_) if self.format.is_for_people() => return Ok(()),
            _ => terminal::print(|out| self.format.write(delivery, terminal::look(self.color), out))?,
        }
        if let (Delivery::Report(report), Format::Human | Format::Plain | Format::Github) = (delivery, self.format) {
            if let Some(words) = report.left_out_words() {
                terminal::say(&words);
            }
            terminal::say(&report.sum_up());
            if let Some(next) = report.next_step().filter(|_| self.format == Format::Human) {
                terminal::say(&next);
            }
        }
        if let (Delivery::Report(report), Format::Github) = (delivery, self.format) {
            job::summarise(|out| report::github_summary(report, out));
        }
        Ok(())
    }

    pub(super) fn write_config(&self, opened: &Opened, options: &Options) -> io::Result<()> {
        let sources = &opened.sources;
        let name = |fail_on: FailLevel| fail_on.level().map_or("never", Level::as_str);
        let run = [
            SettingLine::of_run("as-of", self.as_of, options.as_of),
            SettingLine::of_run("horizon", self.horizon, "none"),
            SettingLine::of_run("fail-on", self.fail_on.map(name), name(FailLevel::Error)),
            SettingLine::of_run("level", self.level.map(|least| least.level().as_str()), Level::Info.as_str()),
            SettingLine::of_run("max-findings", self.max_findings, "all"),
        ];
        let policies = opened.policies.iter().map(|policy| {
            let settings = Settings::of(&load(sources, policy, options.days()).model, options);
            (sources.name(policy.main), SettingLine::of_policy(&settings))
        });
        let policies: Vec<_> = policies.collect();
        terminal::print(|out| match self.format.is_json() {
            true => report::json_settings(sources, &run, &policies, out),
            false => report::settings(sources, &run, &policies, out),
        })
    }

    pub(super) fn write_files(&self, opened: &Opened) -> io::Result<()> {
        let names: Vec<_> = opened.sources.iter().map(|(_, file)| file.name().to_owned()).collect();
        terminal::print(|out| match self.format.is_json() {
            true => report::json_files(&names, out),
            false => names.iter().try_for_each(|name| putln!(out, "{}", prose(name))),
        })
    }
}
