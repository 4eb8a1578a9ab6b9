//! The forms that a report takes, and where it goes beside standard output.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::report::{self, Look, Report};
use crate::source::harmless::{Out, prose, putln};
use crate::writer::{NoOutlet, NoWay, Outlet};

/// The forms that a report takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Source lines with marks, for a terminal
    Human,
    /// One line a finding
    Plain,
    /// One object, for programs
    Json,
    /// One object a line, for programs
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub, and a summary of the job
    Github,
    /// Code quality report of GitLab
    Gitlab,
    /// JUnit's XML, for build servers
    Junit,
}

/// What a run has to say.
#[derive(Clone, Copy)]
pub(super) enum Delivery<'a> {
    Report(&'a Report),
    /// Why the job could not be done.
    Failure(&'a str),
}

impl Format {
    /// The place where a new format is added.
    pub(super) fn write(self, delivery: Delivery<'_>, look: Look, out: &mut Out<'_>) -> io::Result<()> {
        match (self, delivery) {
            (Self::Human, Delivery::Report(report)) => report::human(report, look, out),
            (Self::Plain, Delivery::Report(report)) => report::plain(report, out),
            (Self::Json, Delivery::Report(report)) => report::json(report, out),
            (Self::Jsonl, Delivery::Report(report)) => report::jsonl(report, out),
            (Self::Sarif, Delivery::Report(report)) => report::sarif(report, out),
            (Self::Github, Delivery::Report(report)) => report::github(report, out),
            (Self::Gitlab, Delivery::Report(report)) => report::gitlab(report, out),
            (Self::Junit, Delivery::Report(report)) => report::junit(report, out),
            (Self::Human | Self::Plain, Delivery::Failure(error)) => {
                error.lines().try_for_each(|line| putln!(out, "error: {}", prose(line)))
            }
            (Self::Json, Delivery::Failure(error)) => report::failure(error, out),
            (Self::Jsonl, Delivery::Failure(error)) => report::jsonl_failure(error, out),
            (Self::Sarif, Delivery::Failure(error)) => report::sarif_failure(error, out),
            (Self::Github, Delivery::Failure(error)) => report::github_failure(error, out),
            (Self::Gitlab, Delivery::Failure(error)) => report::gitlab_failure(error, out),
            (Self::Junit, Delivery::Failure(error)) => report::junit_failure(error, out),
        }
    }

    /// Whether people read it, who have standard error before their eyes too.
    pub(super) const fn is_for_people(self) -> bool {
        matches!(self, Self::Human | Self::Plain)
    }

    /// How the names of its files end.
    const fn ending(self) -> &'static str {
        match self {
            Self::Human | Self::Plain | Self::Github => "txt",
            Self::Json | Self::Gitlab => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Junit => "xml",
        }
    }

    /// Whether it is made of JSON.
    pub(super) const fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl | Self::Sarif | Self::Gitlab)
    }
}

/// A report beside the main one: `FORMAT=FILE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Destination {
    format: Format,
    path: PathBuf,
}

impl Destination {
    pub(super) fn parse(written: &str) -> Result<Self, String> {
        let (format, path) = written.split_once('=').ok_or("write a format, `=` and a file: sarif=raci.sarif")?;
        if path.is_empty() || path == "-" {
            return Err("name a file after the `=`; standard output is for `--format`".to_owned());
        }
        let known = || Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let format = Format::from_str(format, false).map_err(|_| {
            let known: Vec<_> = known().map(|value| value.get_name().to_owned()).collect();
            format!("there is no format `{format}`; there are {}", known.join(", "))
        })?;
        Ok(Self { format, path: path.into() })
    }

    /// The place that it is, as seen from the folder `here`; or why there is no way to it, which keeps nothing else from being done.
    fn place(&self, here: &Path) -> Result<io::Result<Outlet>, String> {
        match Outlet::new(here, &self.path) {
            Ok(target) => Ok(Ok(target)),
            Err(NoOutlet::NoWay(NoWay::Unknown(error))) => Ok(Err(error)),
            Err(error @ NoOutlet::Policy) => {
                Err(self.cannot_write(&format!("{error}; name another, such as `raci.{}`", self.format.ending())))
            }
            Err(error) => Err(self.cannot_write(&error)),
        }
    }

    fn cannot_write(&self, why: &dyn fmt::Display) -> String {
        format!("cannot write `{}`: {why}", self.path.display())
    }
}

/// The reports beside the main one, of which each has a place of its own.
#[derive(Default)]
pub(super) struct Destinations<'d>(Vec<(&'d Destination, io::Result<Outlet>)>);

impl<'d> Destinations<'d> {
    /// The places that these are, as seen from the folder `here`, or what is wrong with one of them.
    pub(super) fn of(here: &Path, destinations: &'d [Destination]) -> Result<Self, String> {
        let mut places: Vec<(&Destination, io::Result<Outlet>)> = Vec::with_capacity(destinations.len());
        for destination in destinations {
            let place = destination.place(here)?;
            let is_same =
                |other: &io::Result<Outlet>| matches!((&place, other), (Ok(one), Ok(other)) if one.is_same(other));
            if places.iter().any(|(_, other)| is_same(other)) {
                return Err(format!("two reports cannot go to one file: `{}`", destination.path.display()));
            }
            places.push((destination, place));
        }
        Ok(Self(places))
    }

    /// Writes each file, and returns why some could not be.
    pub(super) fn write(&self, delivery: Delivery<'_>) -> Vec<String> {
        let failed = self.0.iter().filter_map(|(destination, place)| {
            let target = match place {
                Ok(target) => target,
                Err(error) => return Some(destination.cannot_write(error)),
            };
            let mut bytes = Vec::new();
            let rendered = destination.format.write(delivery, Look::default(), &mut Out::new(&mut bytes));
            rendered.and_then(|()| target.write(&bytes)).err().map(|error| destination.cannot_write(&error))
        });
        failed.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_destination_is_a_format_and_a_file() {
        let sarif = Destination { format: Format::Sarif, path: "out/a=b.sarif".into() };
        assert_eq!(Destination::parse("sarif=out/a=b.sarif"), Ok(sarif));
        for (wrong, why) in [("sarif", "`=`"), ("sarif=", "name a file"), ("json=-", "--format"), ("xml=x", "junit")] {
            assert!(Destination::parse(wrong).unwrap_err().contains(why), "{wrong}");
        }
    }

    #[test]
    fn a_report_takes_no_place_of_a_policy_or_of_another_report() {
        let folder = tempfile::TempDir::new().unwrap();
        for (wrong, why) in [
            (&["junit=raci.toml"][..], "files of a policy are called so; name another, such as `raci.xml`"),
            (&["json=b.RACI.toml"], "name another, such as `raci.json`"),
            (&["json=a", "plain=./a"], "two reports cannot go to one file: `./a`"),
        ] {
            let destinations: Vec<_> = wrong.iter().map(|written| Destination::parse(written).unwrap()).collect();
            let refused = Destinations::of(folder.path(), &destinations).err().unwrap();
            assert!(refused.contains(why), "{refused}");
        }
    }
}
