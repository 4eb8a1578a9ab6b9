//! `raci publish`: the matrix as a page, a workbook, a sheet or a diagram.

use std::env;
use std::fmt;
use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::failure::Failure;
use super::policy::{Loaded, one_policy};
use super::status::Status;
use super::{day, terminal};
use crate::finding::{Finding, Level};
use crate::options::{Days, Options};
use crate::proved::Proved;
use crate::publish::{self, Audit, Edition, Filter, Grid};
use crate::report::counted;
use crate::rules;
use crate::source::harmless::Out;
use crate::words::Lang;
use crate::writer::{NoOutlet, Outlet};

/// Publish the matrix as a page, a workbook, a sheet or a diagram
#[derive(Debug, Args)]
pub(super) struct Publish {
    /// The policy [default: the one that holds the current folder]
    #[arg(value_name = "PATH")]
    policy: Option<PathBuf>,

    /// The form
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Medium,

    /// The file to write, whole or not at all [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Publish a policy that has errors, and show what was found
    #[arg(long)]
    allow_findings: bool,

    /// The language of what stands around the matrix [default: the `language` of the policy, or en]
    #[arg(long, value_enum, value_name = "LANG")]
    lang: Option<LangChoice>,

    /// The day on which the matrix is looked at, such as 2026-12-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day::parse)]
    as_of: Option<Date>,
}

/// The forms of a published matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Medium {
    /// Everything as a page in one file, with a form that answers who decides
    Html,
    /// The matrix, decision rights and the rest as tables, for a README or a wiki
    Markdown,
    /// The matrix, for a spreadsheet
    Csv,
    /// Everything as a workbook with a sheet for each: the matrix, decision rights, roles and the rest
    Xlsx,
    /// Reporting lines and escalations as a flowchart, for Markdown that draws it
    Mermaid,
    /// Reporting lines and escalations, for Graphviz
    Dot,
}

impl Medium {
    /// Whether it is text, which a terminal can show.
    const fn is_text(self) -> bool {
        !matches!(self, Self::Xlsx)
    }

    /// How the names of its files end.
    const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Mermaid => "mmd",
            Self::Dot => "dot",
        }
    }

    /// Whether what was found has a place in it.
    const fn shows_findings(self) -> bool {
        matches!(self, Self::Html | Self::Markdown | Self::Xlsx)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LangChoice {
    /// English
    En,
    /// Chinese
    Zh,
}

impl From<LangChoice> for Lang {
    fn from(language: LangChoice) -> Self {
        match language {
            LangChoice::En => Self::English,
            LangChoice::Zh => Self::Chinese,
        }
    }
}

impl Publish {
    pub(super) fn run(self) -> Status {
        self.publish().unwrap_or_else(|failure| failure.end())
    }

    fn publish(&self) -> Result<Status, Failure> {
        if self.output.is_none() && !self.format.is_text() && terminal::is_watched() {
            let help = "`-o matrix.xlsx` writes it to a file".to_owned();
            return Err(Failure::new("a workbook cannot be shown in a terminal").help([help]));
        }
        let place = self.place()?;
        let loaded = one_policy(self.policy.as_deref(), Days::only(day::or_today(self.as_of)?))?;
        let checked = self.check(&loaded)?;
        let Loaded { sources, built, org } = loaded;
        let lang =
            self.lang.map(Lang::from).or(built.model.matrix.language.get().map(|language| Lang::from(*language)));
        let edition = Edition::new(&built.model, &org, sources, checked, lang.unwrap_or_default());
        let grid = Grid::new(&built.model, &Filter::default())?;
        if !self.format.shows_findings() {
            for found in &edition.found {
                terminal::say(&format!("{}: {}: {} [{}]", found.level, found.subject, found.message, found.rule));
            }
        }
        self.deliver(place.as_ref(), |out| match self.format {
            Medium::Html => publish::page(&edition, &grid, out),
            Medium::Markdown => publish::markdown(&edition, &grid, out),
            Medium::Csv => publish::csv(&edition, &grid, out),
            Medium::Xlsx => publish::workbook(&edition, &grid, out),
            Medium::Mermaid => publish::mermaid(&edition, out),
            Medium::Dot => publish::dot(&edition, out),
        })?;
        Ok(Status::Clean)
    }

    /// What a check finds. A policy with errors is refused unless it was said that it may have them.
    fn check(&self, loaded: &Loaded) -> Result<Audit, Failure> {
        let day = day::or_today(self.as_of)?;
        let options = Options::on(day);
        let model = &loaded.built.model;
        let findings = rules::run(model, &loaded.org, &options, loaded.built.mistakes.clone()).findings;
        let is_error = |finding: &&Finding| finding.level == Level::Error && finding.waived.is_none();
        let errors = findings.iter().filter(is_error).count();
        if errors > 0 && !self.allow_findings {
            let errors = counted(errors as u64, "error", "errors");
            let line = format!("the policy has {errors} and is not published: `raci check` shows them");
            let help = "`--allow-findings` publishes it with them".to_owned();
            return Err(Failure::new(line).help([help]).with(Status::Found));
        }
        Ok(Audit { day, findings, proved: Proved::of(model), shows_findings: self.allow_findings })
    }

    /// Where it is to go; `None` for standard output.
    fn place(&self) -> Result<Option<Outlet>, Failure> {
        let Some(path) = &self.output else { return Ok(None) };
        let here = env::current_dir().map_err(|error| self.cannot_write(&error))?;
        let place = Outlet::new(&here, path).map_err(|error| match error {
            NoOutlet::Policy => {
                self.cannot_write(&format!("{error}; name another, such as `matrix.{}`", self.format.ending()))
            }
            _ => self.cannot_write(&error),
        });
        place.map(Some)
    }

    fn deliver(
        &self,
        place: Option<&Outlet>,
        write: impl FnOnce(&mut Out<'_>) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let Some(place) = place else {
            return terminal::print(write).map_err(|error| self.cannot_write(&error));
        };
        let mut bytes = Vec::new();
        let written = write(&mut Out::new(&mut bytes)).and_then(|()| place.write(&bytes));
        written.map_err(|error| self.cannot_write(&error))
    }

    fn cannot_write(&self, why: &dyn fmt::Display) -> Failure {
        let place = self
            .output
            .as_ref()
            .map_or_else(|| "to standard output".to_owned(), |path| format!("`{}`", path.display()));
        Failure::new(format!("cannot write {place}: {why}"))
    }
}
