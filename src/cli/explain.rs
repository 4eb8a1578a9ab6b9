//! `raci explain`: the page of a rule, offline.

use clap::Args;
use jiff::civil::date;

use super::failure::Failure;
use super::status::Status;
use super::terminal::{self, Color};
use crate::check::check;
use crate::nearest::{did_you_mean, nearest};
use crate::options::Options;
use crate::report::{self, TriedExample};
use crate::rules::{self, Rule, sought};
use crate::source::harmless::Out;
use crate::source::{FileId, MAIN_FILE, Policy, Sources};

/// Explain a rule: what is wrong, why it matters, an example, and the example put right; without a rule, list them all
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The rule: its name, such as `no-decider`, or some words of what is wrong
    #[arg(value_name = "RULE")]
    words: Vec<String>,

    /// List every rule
    #[arg(long, conflicts_with_all = ["words", "full"])]
    all: bool,

    /// Show the example whole, with the policy that it stands in, and all that is said of the rule
    #[arg(long)]
    full: bool,

    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,
}

/// More rules than these are not named where words mean several.
const MOST_NAMED: usize = 8;

impl Explain {
    pub(super) fn run(self) -> Status {
        let look = terminal::look(self.color);
        if self.words.is_empty() {
            return terminal::finish(terminal::print(|out| report::pages(look, out)), Status::Clean);
        }
        match rule(&self.words.join(" ")) {
            Ok(rule) => terminal::finish(terminal::print(|out| page(rule, self.full, look, out)), Status::Clean),
            Err(failure) => failure.end(),
        }
    }
}

/// The page, with what is found in its example on a day on which nothing in it is overdue.
fn page(rule: &Rule, is_full: bool, look: report::Look, out: &mut Out<'_>) -> std::io::Result<()> {
    let (policy, before) = rule.example();
    let sources = Sources::in_memory([(MAIN_FILE, policy)]);
    let (mut findings, _) = check(&sources, &[Policy::alone(FileId(0))], &Options::on(date(2026, 7, 1)));
    findings.retain(|finding| finding.rule == rule.name);
    report::page(rule, TriedExample { sources: &sources, findings: &findings, before }, is_full, look, out)
}

/// The rule that is meant.
fn rule(words: &str) -> Result<&'static Rule, Failure> {
    match sought(words).as_slice() {
        [rule] => Ok(rule),
        [] => {
            let near = nearest(words, rules::ALL.iter().flat_map(|rule| [rule.name, rule.headline_in_chinese()]));
            let help = did_you_mean(near, |_| "`raci explain` lists them".to_owned());
            Err(Failure::new(format!("there is no rule `{words}`; {help}")))
        }
        several => {
            let named = several.iter().take(MOST_NAMED).map(|rule| format!("  `{}`: {}", rule.name, rule.summary()));
            let more = several.len().saturating_sub(MOST_NAMED);
            let more = (more > 0).then(|| format!("  and {more} more"));
            let count = several.len();
            Err(Failure::new(format!("`{words}` may mean {count} rules; name one of them:")).help(named.chain(more)))
        }
    }
}
