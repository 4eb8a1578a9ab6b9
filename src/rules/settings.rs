//! At what level each rule is run, and from which numbers those that count complain.

use std::collections::BTreeMap;

use case_space::Number;

use super::gravity::Gravity;
use super::list::{ALL, find};
use super::rule::Rule;
use super::threshold::Threshold;
use crate::finding::{Finding, Level};
use crate::model::Model;
use crate::nearest::{did_you_mean, nearest};
use crate::options::Options;
use crate::source::Place;
use crate::subject::{Subject, Text};
use crate::syntax::{Flaw, Located, Setting};

/// The levels and thresholds of one run.
#[derive(Debug)]
pub struct Settings {
    levels: BTreeMap<&'static str, (Option<Level>, SetBy)>,
    pub(super) thresholds: BTreeMap<Text, Number>,
    /// Where each of the thresholds stands.
    places: BTreeMap<Text, Place>,
}

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetBy {
    /// It is as it comes.
    Nobody,
    /// `[lint]` says so here.
    File(Place),
    /// The command line says so.
    CommandLine,
}

impl Settings {
    /// What `[lint]` says, and over it the command line.
    #[must_use]
    pub fn of(model: &Model, options: &Options) -> Self {
        Self::new(model, options, &mut Vec::new())
    }

    /// What `[lint]` says, and over it the command line; names in `[lint]` that mean nothing are among `mistakes` then.
    pub(super) fn new(model: &Model, options: &Options, mistakes: &mut Vec<Finding>) -> Self {
        let lint = &model.lint;
        let packs: BTreeMap<&str, Place> =
            lint.packs.iter().filter(|pack| is_pack(pack, mistakes)).map(|pack| (&*pack.value, pack.place)).collect();
        let mut levels: BTreeMap<_, _> = ALL.iter().map(|rule| (rule.name, by_default(rule, &packs))).collect();
        for (name, setting) in &lint.rules {
            if let Some(rule) = silenceable(name, "set", Subject::Matrix, mistakes) {
                levels.insert(rule.name, (level(setting.value), SetBy::File(setting.place)));
            }
        }
        for (name, level) in &options.levels {
            if let Ok(rule) = adjustable(name, "set") {
                levels.insert(rule.name, (*level, SetBy::CommandLine));
            }
        }
        let known: Vec<_> = lint.thresholds.iter().filter(|(name, _)| is_threshold(name, mistakes)).collect();
        Self {
            levels,
            thresholds: known.iter().map(|(name, number)| (name.value.clone(), number.value.clone())).collect(),
            places: known.iter().map(|(name, number)| (name.value.clone(), number.place)).collect(),
        }
    }

    /// The level of a rule; `None` where it is off.
    #[must_use]
    pub fn level(&self, rule: &Rule) -> Option<Level> {
        self.levels.get(rule.name).and_then(|(level, _)| *level)
    }

    /// What a finding of a rule weighs; `None` where it is off.
    pub(super) fn weight(&self, rule: &Rule) -> Option<Gravity> {
        let (level, set_by) = self.levels.get(rule.name)?;
        let is_own = rule.topic.pack().is_some() || matches!(set_by, SetBy::Nobody);
        level.map(|level| Gravity { level, is_own })
    }

    /// Every rule that can be set, with its level and where that comes from, in the order of the list.
    pub fn levels(&self) -> impl Iterator<Item = (&'static Rule, Option<Level>, SetBy)> {
        let settable = ALL.iter().filter(|rule| rule.can_be_silenced());
        settable.filter_map(|rule| self.levels.get(rule.name).map(|(level, set_by)| (*rule, *level, *set_by)))
    }

    /// Every threshold, with its number and where that comes from, in the order of the list of rules.
    pub fn thresholds(&self) -> impl Iterator<Item = (Threshold, Number, SetBy)> {
        ALL.iter().filter_map(|rule| rule.threshold).map(|threshold| {
            let place = self.places.get(threshold.name);
            let set_by = place.map_or(SetBy::Nobody, |place| SetBy::File(*place));
            (threshold, threshold.among(&self.thresholds), set_by)
        })
    }
}

/// The level that a rule has by itself: none in a pack that is not asked for.
fn by_default(rule: &Rule, packs: &BTreeMap<&str, Place>) -> (Option<Level>, SetBy) {
    match rule.topic.pack() {
        None => (Some(rule.level), SetBy::Nobody),
        Some(pack) => packs.get(pack).map_or((None, SetBy::Nobody), |place| (Some(rule.level), SetBy::File(*place))),
    }
}

const fn level(setting: Setting) -> Option<Level> {
    match setting {
        Setting::Off => None,
        Setting::At(level) => Some(level),
    }
}

/// Why a rule cannot be set or waived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    mistake: Flaw,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// The rule of that name, where there is one that can be `done` away with.
///
/// # Errors
/// Where there is none, or where it says that the file cannot mean what it says.
pub fn adjustable(name: &str, done: &str) -> Result<&'static Rule, Refusal> {
    let Some(rule) = find(name) else {
        return Err(unknown(Flaw::UnknownReference, "rule", name, ALL.iter().map(|rule| rule.name)));
    };
    if rule.can_be_silenced() {
        return Ok(rule);
    }
    Err(Refusal {
        mistake: Flaw::InvalidValue,
        message: format!("`{}` cannot be {done}: the file says something it cannot mean", rule.name),
        help: "take this out, and mend what it finds".to_owned(),
    })
}

/// The rule that a file names, where it can be `done` away with; why it cannot is said.
pub(super) fn silenceable(
    name: &Located<Text>,
    done: &str,
    subject: Subject,
    mistakes: &mut Vec<Finding>,
) -> Option<&'static Rule> {
    adjustable(&name.value, done).map_err(|refusal| mistakes.push(refusal.finding(subject, name.place))).ok()
}

impl Refusal {
    fn finding(self, subject: Subject, place: Place) -> Finding {
        let finding = self.mistake.finding(subject, place, self.message).help(self.help);
        if self.mistake == Flaw::UnknownReference { finding.label("defined nowhere") } else { finding }
    }
}

fn is_pack(name: &Located<Text>, mistakes: &mut Vec<Finding>) -> bool {
    let mut packs: Vec<_> = ALL.iter().filter_map(|rule| rule.topic.pack()).collect();
    packs.dedup();
    let known = packs.contains(&name.value.as_str());
    if !known {
        mistakes.push(unknown(Flaw::UnknownReference, "pack", &name.value, packs).finding(Subject::Matrix, name.place));
    }
    known
}

fn is_threshold(name: &Located<Text>, mistakes: &mut Vec<Finding>) -> bool {
    let thresholds = || ALL.iter().filter_map(|rule| rule.threshold).map(|threshold: Threshold| threshold.name);
    let known = thresholds().any(|threshold| threshold == name.value);
    if !known {
        mistakes.push(
            unknown(Flaw::UnknownKey, "threshold", &name.value, thresholds()).finding(Subject::Matrix, name.place),
        );
    }
    known
}

fn unknown(mistake: Flaw, noun: &str, name: &str, known: impl IntoIterator<Item = &'static str>) -> Refusal {
    let help = did_you_mean(nearest(name, known), |near| match near {
        Some(word) => format!("the nearest {noun} is `{word}`; `raci explain --all` lists the rules"),
        None => format!("there is no {noun} to name"),
    });
    Refusal { mistake, message: format!("there is no {noun} `{name}`"), help }
}
