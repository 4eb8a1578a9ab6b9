//! Obeys what `raci check` says of a slip, and looks where that leads.

use jiff::civil::date;
use raci::check::check;
use raci::finding::{Finding, Level};
use raci::fix::{self, Replacement, replacements};
use raci::options::Options;
use raci::source::{FileId, Policy, Sources};
use toml::Value;

/// Whoever obeys is where they wanted to be after this many steps, or never.
const MOST_STEPS: usize = 8;

/// Asserts of each pair that whoever wrote the second in place of the first in `policy` comes back to what the policy means by doing
/// what the first error offers first.
pub(crate) fn come_back(policy: &str, slips: &[(&str, &str)]) {
    let policy = Slipped::base(policy);
    all(slips.iter().map(|(right, wrong)| policy.slip(right, wrong).and_then(|slip| slip.obey(&policy.text))));
}

/// Asserts of each that whoever wrote the second in place of the first is offered this, in this order and unasked none of it, and that
/// each of it leads to what it names.
pub(crate) fn are_asked(policy: &str, slips: &[(&str, &str, &[&str])]) {
    let policy = Slipped::base(policy);
    all(slips.iter().map(|(right, wrong, meant)| {
        let slip = policy.slip(right, wrong)?;
        for (number, meant) in meant.iter().enumerate() {
            slip.fixed(number).and_then(|fixed| fixed.obey(&policy.slip(right, meant)?.text))?;
        }
        let first = slip.first_error().ok_or_else(|| slip.told("says nothing"))?;
        match first.fixes.len() == meant.len() && first.fixes.iter().all(|fix| !fix.is_safe) {
            true => Ok(()),
            false => Err(slip.told("does not offer these alone, or one of them unasked")),
        }
    }));
}

/// Asserts of each pair that `raci check --fix` makes the first of the second, unasked.
pub(crate) fn are_mended(policy: &str, slips: &[(&str, &str)]) {
    let policy = Slipped::base(policy);
    all(slips.iter().map(|(right, wrong)| {
        let slip = policy.slip(right, wrong)?;
        match slip.mended() {
            after if meaning(&after).is_some_and(|is| Some(is) == meaning(&policy.text)) => Ok(()),
            after => Err(slip.told(&format!("is made {:?}", changed(&policy.text, &after)))),
        }
    }));
}

/// Asserts of each that whoever wrote the second in place of the first is told this by the first error, of which nothing can be done
/// unasked.
pub(crate) fn are_told(policy: &str, slips: &[(&str, &str, &str)]) {
    let policy = Slipped::base(policy);
    all(slips.iter().map(|(right, wrong, told)| {
        let slip = policy.slip(right, wrong)?;
        let first = slip.first_error().ok_or_else(|| slip.told("says nothing"))?;
        match format!("{}\n{}", first.message, first.help).contains(told) && first.safe_fix().is_none() {
            true => Ok(()),
            false => Err(slip.told(&format!("does not say {told:?}"))),
        }
    }));
}

fn all(slips: impl Iterator<Item = Result<(), String>>) {
    let wrong: Vec<String> = slips.filter_map(Result::err).collect();
    assert!(wrong.is_empty(), "{} slips lead elsewhere:\n\n{}", wrong.len(), wrong.join("\n"));
}

/// A policy, and what was written in it.
struct Slipped {
    text: String,
    wrong: String,
}

impl Slipped {
    fn base(text: &str) -> Self {
        let base = Self { text: text.to_owned(), wrong: String::new() };
        let errors: Vec<String> = base.errors().into_iter().map(|error| error.message).collect();
        assert!(errors.is_empty() && meaning(text).is_some(), "the policy is wrong by itself: {errors:#?}");
        base
    }

    fn slip(&self, right: &str, wrong: &str) -> Result<Self, String> {
        match self.text.matches(right).count() {
            1 => Ok(Self { text: self.text.replacen(right, wrong, 1), wrong: wrong.to_owned() }),
            count => Err(format!("{right:?} stands in the policy {count} times")),
        }
    }

    fn found(&self) -> (Sources, Vec<Finding>) {
        let sources = Sources::in_memory([("raci.toml", self.text.as_str())]);
        let (findings, _) = check(&sources, &[Policy::alone(FileId(0))], &Options::on(date(2026, 7, 1)));
        (sources, findings)
    }

    fn errors(&self) -> Vec<Finding> {
        let mut errors = self.found().1;
        errors.retain(|finding| finding.level == Level::Error && !finding.implied);
        errors.sort_by(|one, other| {
            let by = |finding: &Finding| (finding.primary.place, finding.rule, finding.subject.clone());
            by(one).cmp(&by(other)).then_with(|| one.message.cmp(&other.message))
        });
        errors
    }

    fn first_error(&self) -> Option<Finding> {
        self.errors().into_iter().next()
    }

    /// The same after one of what the first error offers was done.
    fn fixed(&self, number: usize) -> Result<Self, String> {
        let first = self.first_error().ok_or_else(|| self.told("says nothing more, and means something else"))?;
        let sources = self.found().0;
        let offered = replacements(&sources, [&first]).into_iter().flatten().nth(number);
        let (_, edits) = offered.ok_or_else(|| self.told(&format!("offers less than {}", number + 1)))?;
        Ok(Self { text: edited(&self.text, edits), wrong: self.wrong.clone() })
    }

    /// Does what is offered first until it means what was meant.
    fn obey(&self, meant: &str) -> Result<(), String> {
        let mut at = Self { text: self.text.clone(), wrong: self.wrong.clone() };
        let mut way = String::new();
        for _ in 0..MOST_STEPS {
            if at.errors().is_empty() && meaning(&at.text) == meaning(meant) {
                return Ok(());
            }
            let next = at.fixed(0).map_err(|told| format!("{way}{told}"))?;
            way = format!("{way}{}\n", at.told(&format!("→ {:?}", changed(&at.text, &next.text))));
            at = next;
        }
        Err(format!("{way}never ends"))
    }

    fn mended(&self) -> String {
        let sources = self.found().0;
        match fix::fix(&sources, &[Policy::alone(FileId(0))], &Options::on(date(2026, 7, 1))) {
            Ok(fixed) => fixed.sources.text(FileId(0)).to_string(),
            Err(worse) => worse.to_string(),
        }
    }

    /// What was written, what is said of it, and `then`.
    fn told(&self, then: &str) -> String {
        let mut told = format!("{:?}", self.wrong);
        for error in self.errors().into_iter().take(3) {
            told = format!("{told}\n    {}: {}\n      help: {}", error.rule, error.message, error.help);
        }
        format!("{told}\n    {then}\n")
    }
}

fn edited(text: &str, mut edits: Vec<Replacement>) -> String {
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.place));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.place.span.range(), &edit.text);
    }
    text
}

/// The lines of `after` that are not in `before`.
fn changed<'t>(before: &str, after: &'t str) -> Vec<&'t str> {
    after.lines().filter(|line| before.lines().all(|other| other != *line)).collect()
}

/// What a text means, however it is written: numbers by what they are, one thing as a list of one, tables in any order.
fn meaning(text: &str) -> Option<Value> {
    text.parse::<toml::Table>().ok().map(|table| plain(Value::Table(table)))
}

fn plain(value: Value) -> Value {
    match value {
        Value::Integer(whole) => Value::Float(whole as f64),
        Value::Array(mut items) if items.len() == 1 => plain(items.remove(0)),
        Value::Array(items) => Value::Array(items.into_iter().map(plain).collect()),
        Value::Table(table) => Value::Table(table.into_iter().map(|(key, value)| (key, plain(value))).collect()),
        value => value,
    }
}
