//! `raci who`: who decides, or is accountable, in one case, and why.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::day;
use super::failure::Failure;
use super::policy::{Loaded, find_role, one_policy};
use super::status::Status;
use super::terminal::{self, Color};
use crate::ask::{Ask, Asked, day_in};
use crate::options::Days;
use crate::report::json_error;
use crate::report::who::{human, json};

/// Who decides, or is accountable, in one case, and why
#[derive(Debug, Args)]
pub(super) struct Who {
    /// The decision or activity, such as `decisions.price-discount` or `price-discount`; without it, all are listed
    #[arg(value_name = "SUBJECT")]
    subject: Option<String>,

    /// The case: a value for each dimension that matters
    #[arg(value_name = "DIM=VALUE", value_parser = pair)]
    case: Vec<(String, String)>,

    /// Turn it round: everything that a role decides, is accountable and responsible for
    #[arg(long, value_name = "ROLE", conflicts_with = "subject")]
    role: Option<String>,

    /// The policy [default: the one that holds the current folder]
    #[arg(long, value_name = "PATH")]
    policy: Option<PathBuf>,

    /// How the answer is shown
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = AnswerFormat::Human)]
    format: AnswerFormat,

    /// The day on which delegations must hold, such as 2026-12-31; `date=2026-12-31` says the same [default: today]
    #[arg(long, value_name = "DATE", value_parser = day::parse)]
    as_of: Option<Date>,
}

/// The forms of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AnswerFormat {
    /// For people
    Human,
    /// One object, for programs
    Json,
}

pub(super) fn pair(written: &str) -> Result<(String, String), String> {
    let (dimension, value) =
        written.split_once(['=', '＝']).ok_or("write a dimension, `=` and a value: amount=80000")?;
    Ok((dimension.trim().to_owned(), value.trim().to_owned()))
}

impl Who {
    pub(super) fn run(self) -> Status {
        let told = self.day().and_then(|today| {
            let loaded = one_policy(self.policy.as_deref(), Days::only(today))?;
            self.tell(&loaded, today)
        });
        told.unwrap_or_else(|failure| {
            failure.say();
            if self.format == AnswerFormat::Json {
                let _ = terminal::print(|out| json_error(&failure.text(), out));
            }
            failure.status
        })
    }

    /// The day of the question: the one that the case gives, over that of the run.
    fn day(&self) -> Result<Date, Failure> {
        day::or_today(day_in(&self.case)?.or(self.as_of))
    }

    fn tell(&self, loaded: &Loaded, today: Date) -> Result<Status, Failure> {
        let (model, sources) = (&loaded.built.model, &loaded.sources);
        let ask = Ask { model, org: &loaded.org, today };
        if let Some(role) = &self.role {
            let role = find_role(model, role)?;
            let holdings = ask.holdings(role);
            let written = terminal::print(|out| match self.format {
                AnswerFormat::Human => human::holdings(model, sources, role, &holdings, out),
                AnswerFormat::Json => json::holdings(model, sources, role, &holdings, out),
            });
            return Ok(terminal::finish(written, Status::Clean));
        }
        let Some(subject) = &self.subject else {
            let written = terminal::print(|out| match self.format {
                AnswerFormat::Human => human::all(model, out),
                AnswerFormat::Json => json::all(model, out),
            });
            return Ok(terminal::finish(written, Status::Clean));
        };
        let asked = Asked::find(model, subject).map_err(|error| Failure::new(error.to_string()))?;
        let reply = ask.who(asked, &self.case)?;
        let width = terminal::is_watched().then(|| terminal::look(Color::Never).width);
        let written = terminal::print(|out| match self.format {
            AnswerFormat::Human => human::reply(model, sources, &reply, width, out),
            AnswerFormat::Json => json::reply(model, sources, &reply, out),
        });
        Ok(terminal::finish(written, if reply.says.is_one() { Status::Clean } else { Status::Found }))
    }
}
