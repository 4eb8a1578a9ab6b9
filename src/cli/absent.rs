//! `raci absent`: what stops, and where it goes, while people are away.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::day;
use super::failure::Failure;
use super::policy::{Loaded, find_hands, one_policy};
use super::status::Status;
use super::terminal::{self, Color};
use crate::absent::Absences;
use crate::hands::Hand;
use crate::options::Days;
use crate::report::absent::{Away, Outages, human, json};
use crate::report::json_error;

/// What stops, and where it goes, while people are away
#[derive(Debug, Args)]
pub(super) struct AbsentArgs {
    /// Who is away, all at once: people, or roles for those who hold them; without one, each person and each pair
    #[arg(value_name = "PERSON")]
    people: Vec<String>,

    /// Not who is away: who can carry a sale, or what `[[separations]]` keep apart, from the first duty to the last without a third
    #[arg(long, conflicts_with = "people")]
    alone: bool,

    /// The first day, such as 2026-12-21 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day::parse)]
    from: Option<Date>,

    /// The last day [default: the first]
    #[arg(long, value_name = "DATE", value_parser = day::parse)]
    until: Option<Date>,

    /// The policy [default: the one that holds the current folder]
    #[arg(long, value_name = "PATH")]
    policy: Option<PathBuf>,

    /// At most so many people, and so many pairs; of each chain with --alone
    #[arg(long, value_name = "N", default_value_t = 20)]
    max: usize,

    /// How it is shown
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = AbsentFormat::Human)]
    format: AbsentFormat,
}

/// The forms of what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AbsentFormat {
    /// For people
    Human,
    /// One object, for programs
    Json,
}

impl AbsentArgs {
    pub(super) fn run(self) -> Status {
        let told = self.days().and_then(|days| {
            let loaded = one_policy(self.policy.as_deref(), days)?;
            self.tell(&loaded, days)
        });
        told.unwrap_or_else(|failure| {
            failure.say();
            if self.format == AbsentFormat::Json {
                let _ = terminal::print(|out| json_error(&failure.text(), out));
            }
            failure.status
        })
    }

    fn days(&self) -> Result<Days, Failure> {
        let from = day::or_today(self.from)?;
        let until = self.until.unwrap_or(from);
        if until < from {
            return Err(Failure::new(format!("{until} is before {from}: the last day comes after the first")));
        }
        Ok(Days { from, until })
    }

    fn tell(&self, loaded: &Loaded, days: Days) -> Result<Status, Failure> {
        let (model, sources) = (&loaded.built.model, &loaded.sources);
        let absences = Absences::new(model, &loaded.org, days);
        let away = self.away(loaded)?;
        let (one, ranking, carriers);
        let told = if self.alone {
            carriers = absences.carriers(self.max);
            Outages::Carried(&carriers)
        } else if away.is_empty() {
            ranking = absences.ranking(self.max);
            Outages::Each(&ranking)
        } else {
            one = absences.of(&away);
            Outages::One(&one)
        };
        let away = Away { model, sources, days, told };
        let width = terminal::look(Color::Never).width;
        let written = terminal::print(|out| match self.format {
            AbsentFormat::Human => human::human(&away, width, out),
            AbsentFormat::Json => json::json(&away, out),
        });
        Ok(terminal::finish(written, Status::Clean))
    }

    /// Those who are away, each once.
    fn away(&self, loaded: &Loaded) -> Result<Vec<Hand>, Failure> {
        let mut away = Vec::new();
        for written in &self.people {
            for hand in find_hands(&loaded.built.model, written)? {
                if !away.contains(&hand) {
                    away.push(hand);
                }
            }
        }
        Ok(away)
    }
}
