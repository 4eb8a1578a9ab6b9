//! `raci who`: who decides, or is accountable, in one case, and why.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::policy::{Loaded, find_role, no_such_case, one_policy};
use super::status::Status;
use super::{day, terminal};
use crate::ask::{Ask, Asked};
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
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Human)]
    format: Format,

    /// The day on which delegations must hold, such as 2026-12-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day::parse)]
    as_of: Option<Date>,
}

/// The forms of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// One object, for programs
    Json,
}

pub(super) fn pair(written: &str) -> Result<(String, String), String> {
    let (dimension, value) = written.split_once('=').ok_or("write a dimension, `=` and a value: amount=80000")?;
    Ok((dimension.trim().to_owned(), value.trim().to_owned()))
}

impl Who {
    pub(super) fn run(self) -> Status {
        let told = match one_policy(self.policy.as_deref()) {
            Ok(loaded) => self.tell(&loaded),
            Err((status, lines)) => Err((status, lines)),
        };
        told.unwrap_or_else(|(status, lines)| {
            lines.iter().for_each(|line| terminal::say(line));
            if self.format == Format::Json {
                let error = lines.join("\n");
                let error = error.strip_prefix("error: ").unwrap_or(&error);
                let _ = terminal::print(|out| json::failure(error, out));
            }
            status
        })
    }

    fn tell(&self, loaded: &Loaded) -> Result<Status, (Status, Vec<String>)> {
        let (model, sources) = (&loaded.built.model, &loaded.sources);
        let ask = Ask { model, org: &loaded.org, today: day::or_today(self.as_of)? };
        let failed = |line: String| (Status::Failed, vec![format!("error: {line}")]);
        let mut status = Status::Clean;
        let written = if let Some(role) = &self.role {
            let role = find_role(model, role).map_err(failed)?;
            let holdings = ask.holdings(role);
            terminal::print(|out| match self.format {
                Format::Human => human::holdings(model, sources, role, &holdings, out),
                Format::Json => json::holdings(model, sources, role, &holdings, out),
            })
        } else if let Some(subject) = &self.subject {
            let asked = Asked::find(model, subject).map_err(|error| failed(error.to_string()))?;
            let reply = ask.who(asked, &self.case).map_err(|error| no_such_case(&error))?;
            if !reply.says.is_one() {
                status = Status::Found;
            }
            terminal::print(|out| match self.format {
                Format::Human => human::reply(model, sources, &reply, out),
                Format::Json => json::reply(model, sources, &reply, out),
            })
        } else {
            terminal::print(|out| match self.format {
                Format::Human => human::all(model, out),
                Format::Json => json::all(model, out),
            })
        };
        written.map_err(|error| failed(format!("cannot write to standard output: {error}")))?;
        Ok(status)
    }
}
