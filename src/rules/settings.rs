//! At what level each rule is run, and from which numbers those that count complain.

use std::collections::BTreeMap;

use super::{ALL, Rule, Threshold};
use crate::check::Options;
use crate::finding::{Finding, Level, Subject, Text};
use crate::model::Model;
use crate::space::Number;
use crate::syntax::{Located, Mistake, Setting, nearest};

/// The levels and thresholds of one run.
#[derive(Debug)]
pub struct Settings {
    levels: BTreeMap<&'static str, Option<Level>>,
    pub(super) thresholds: BTreeMap<Text, Number>,
}

impl Settings {
    /// What `[lint]` says, and over it the command line; names that mean nothing are among `mistakes` then.
    pub(super) fn new(model: &Model, options: &Options, mistakes: &mut Vec<Finding>) -> Self {
        let lint = &model.lint;
        let packs: Vec<&str> =
            lint.packs.iter().filter(|pack| is_pack(pack, mistakes)).map(|pack| pack.value.as_str()).collect();
        let by_default = |rule: &Rule| rule.group.pack().is_none_or(|pack| packs.contains(&pack)).then_some(rule.level);
        let mut levels: BTreeMap<_, _> = ALL.iter().map(|rule| (rule.name, by_default(rule))).collect();
        for (name, setting) in &lint.rules {
            if let Some(rule) = silenceable(name, "set", Subject::Matrix, mistakes) {
                levels.insert(rule.name, level(setting.value));
            }
        }
        for (name, level) in &options.levels {
            if let Some(rule) = super::find(name).filter(|rule| rule.can_be_silenced()) {
                levels.insert(rule.name, *level);
            }
        }
        let known = lint.thresholds.iter().filter(|(name, _)| is_threshold(name, mistakes));
        Self { levels, thresholds: known.map(|(name, number)| (name.value.clone(), number.value.clone())).collect() }
    }

    /// The level of a rule; `None` where it is off.
    #[must_use]
    pub fn level(&self, rule: &Rule) -> Option<Level> {
        self.levels.get(rule.name).copied().flatten()
    }
}

const fn level(setting: Setting) -> Option<Level> {
    match setting {
        Setting::Off => None,
        Setting::At(level) => Some(level),
    }
}

/// The rule of that name, where there is one that can be `done` away with; what is wrong is said.
pub(super) fn silenceable(
    name: &Located<Text>,
    done: &str,
    subject: Subject,
    mistakes: &mut Vec<Finding>,
) -> Option<&'static Rule> {
    let Some(rule) = super::find(&name.value) else {
        unknown("rule", name, subject, ALL.iter().map(|rule| rule.name), mistakes);
        return None;
    };
    if !rule.can_be_silenced() {
        let message = format!("`{}` cannot be {done}: the file says something it cannot mean", rule.name);
        let finding = Mistake::InvalidValue.finding(subject, name.place, message);
        mistakes.push(finding.help("take this out, and mend what it finds"));
        return None;
    }
    Some(rule)
}

fn is_pack(name: &Located<Text>, mistakes: &mut Vec<Finding>) -> bool {
    let mut packs: Vec<_> = ALL.iter().filter_map(|rule| rule.group.pack()).collect();
    packs.dedup();
    let known = packs.contains(&name.value.as_str());
    if !known {
        unknown("pack", name, Subject::Matrix, packs, mistakes);
    }
    known
}

fn is_threshold(name: &Located<Text>, mistakes: &mut Vec<Finding>) -> bool {
    let thresholds = || ALL.iter().filter_map(|rule| rule.threshold).map(|threshold: Threshold| threshold.name);
    let known = thresholds().any(|threshold| threshold == name.value);
    if !known {
        unknown("threshold", name, Subject::Matrix, thresholds(), mistakes);
    }
    known
}

fn unknown(
    noun: &str,
    name: &Located<Text>,
    subject: Subject,
    known: impl IntoIterator<Item = &'static str>,
    mistakes: &mut Vec<Finding>,
) {
    let help = match nearest(&name.value, known) {
        Some(near) if near.is_close => format!("did you mean `{}`?", near.word),
        Some(near) => format!("the nearest {noun} is `{}`; `raci explain --all` lists the rules", near.word),
        None => format!("there is no {noun} to name"),
    };
    let finding =
        Mistake::UnknownReference.finding(subject, name.place, format!("there is no {noun} `{}`", name.value));
    mistakes.push(finding.label("defined nowhere").help(help));
}
