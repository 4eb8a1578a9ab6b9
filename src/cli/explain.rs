//! `raci explain`: the page of a rule, offline.

use clap::Args;

use super::status::Status;
use super::terminal::{self, Color};
use crate::nearest::{did_you_mean, nearest};
use crate::report;
use crate::rules::{self, Rule};

/// Explain a rule: what is wrong, why it matters, an example, and the example put right
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The rule, such as `no-decider`
    #[arg(value_name = "RULE", required_unless_present = "all", value_parser = rule)]
    rule: Option<&'static Rule>,

    /// List every rule
    #[arg(long, conflicts_with = "rule")]
    all: bool,

    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,
}

impl Explain {
    pub(super) fn run(self) -> Status {
        let look = terminal::look(self.color);
        let written = terminal::print(|out| match self.rule {
            Some(rule) => report::page(rule, look, out),
            None => report::pages(look, out),
        });
        terminal::finish(written, Status::Clean)
    }
}

/// The rule of that name.
fn rule(name: &str) -> Result<&'static Rule, String> {
    rules::find(name).ok_or_else(|| {
        let near = nearest(name, rules::ALL.iter().map(|rule| rule.name));
        let help = did_you_mean(near, |near| match near {
            Some(word) => format!("the nearest is `{word}`, and `--all` lists them"),
            None => "`--all` lists them".to_owned(),
        });
        format!("there is no such rule; {help}")
    })
}
