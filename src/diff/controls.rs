//! Controls that became weaker or stricter: duties kept apart, exceptions, and the rules that are run.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use case_space::Number;
use jiff::civil::Date;

use super::change::{Change, Effect, Version};
use super::common::{Pair, View};
use super::words::listed_words;
use crate::finding::Level;
use crate::model::{Duty, DutyPart, SeparatedDuty, Waiver};
use crate::options::Options;
use crate::rules::Settings;
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::Located;

/// What is different about separations and waivers.
pub(super) fn compare(pair: &Pair<'_>) -> Vec<Change> {
    let (old, new) = (Separated::of(&pair.old), Separated::of(&pair.new));
    let mut changes = old.without(&new, Effect::Weakened, "need no longer be kept apart", Version::Old);
    changes.extend(new.without(&old, Effect::Strengthened, "must be kept apart", Version::New));
    changes.extend(waivers(pair));
    changes
}

/// A duty that is kept apart, or the part of it that is, as both versions call it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Separate {
    subject: Subject,
    part: Option<DutyPart>,
}

impl fmt::Display for Separate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.part {
            Some(part) => write!(f, "{}:{}", self.subject, part.as_str()),
            None => write!(f, "{}", self.subject),
        }
    }
}

/// Duties that are kept apart, any two of each set.
struct Separated {
    sets: BTreeMap<BTreeSet<Separate>, Place>,
    /// The numbers of the sets that each duty is in.
    sets_of: BTreeMap<Separate, BTreeSet<usize>>,
}

/// A set of more duties than this is told as a whole.
const MOST_DUTIES: usize = 40;

impl Separated {
    fn of(view: &View<'_>) -> Self {
        let model = view.model;
        let subject = |duty: Duty| match duty {
            Duty::Activity(id) => Subject::Of(Kind::Activity, view.called(Kind::Activity, &model.activities[id].id)),
            Duty::Decision(id) => Subject::Of(Kind::Decision, view.called(Kind::Decision, &model.decisions[id].id)),
        };
        let named = |SeparatedDuty { duty, part }| Separate { subject: subject(duty), part };
        let set = |duties: &[Located<SeparatedDuty>]| duties.iter().map(|duty| named(duty.value)).collect();
        let sets = model.separations.iter().map(|separation| (set(&separation.duties), separation.place));
        let mut separated = Self { sets: sets.collect(), sets_of: BTreeMap::new() };
        for (number, set) in separated.sets.keys().enumerate() {
            for duty in set {
                separated.sets_of.entry(duty.clone()).or_default().insert(number);
            }
        }
        separated
    }

    /// Whether the two are kept apart, as such or as parts of duties that are kept apart as a whole.
    fn keeps(&self, one: &Separate, other: &Separate) -> bool {
        let (one, other) = (self.sets_with(one), self.sets_with(other));
        !one.is_disjoint(&other)
    }

    /// The numbers of the sets that the duty is in, or the whole of it.
    fn sets_with(&self, duty: &Separate) -> BTreeSet<usize> {
        let is_in_whole = duty.part.is_some_and(|part| part.is_in_whole());
        let whole = is_in_whole.then(|| Separate { subject: duty.subject.clone(), part: None });
        let sets = [Some(duty), whole.as_ref()].into_iter().flatten().filter_map(|duty| self.sets_of.get(duty));
        sets.flatten().copied().collect()
    }

    /// What this one keeps apart and `other` does not.
    fn without(&self, other: &Self, effect: Effect, what: &str, version: Version) -> Vec<Change> {
        let (mut changes, mut told) = (Vec::new(), BTreeSet::new());
        for (set, place) in self.sets.iter().filter(|(set, _)| !other.sets.contains_key(*set)) {
            let all: Vec<_> = pairs(set);
            let free: Vec<_> = all.iter().filter(|(one, two)| !other.keeps(one, two)).collect();
            let whole: Vec<&Separate> = set.iter().collect();
            let groups = if free.len() == all.len() || set.len() > MOST_DUTIES {
                vec![whole]
            } else {
                free.into_iter().map(|(one, two)| vec![*one, *two]).collect()
            };
            for group in groups.into_iter().filter(|group| group.len() > 1) {
                let message = format!("{} {what}", listed_words(&group));
                if told.insert(message.clone()) {
                    changes.push(Change::new(effect, Subject::Matrix, message).at(version, *place));
                }
            }
        }
        changes
    }
}

fn pairs(set: &BTreeSet<Separate>) -> Vec<(&Separate, &Separate)> {
    let later = |number: usize| set.iter().skip(number.saturating_add(1));
    set.iter()
        .take(MOST_DUTIES)
        .enumerate()
        .flat_map(|(number, one)| later(number).map(move |two| (one, two)))
        .collect()
}

/// What a waiver excuses: a rule on a subject.
type Excuse = (Text, Subject);

fn excuses<'a>(view: &View<'a>) -> BTreeMap<Excuse, Vec<&'a Waiver>> {
    let mut excuses: BTreeMap<Excuse, Vec<&Waiver>> = BTreeMap::new();
    for waiver in &view.model.waivers {
        let (Some(rule), Some(subject)) = (waiver.rule.get(), waiver.subject.get()) else { continue };
        let subject = match &subject.value {
            Subject::Matrix => Subject::Matrix,
            Subject::Of(kind, id) => Subject::Of(*kind, view.called(*kind, id)),
        };
        excuses.entry((rule.value.clone(), subject)).or_default().push(waiver);
    }
    excuses
}

/// Until when an exception holds: the later, the greater.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Until {
    Day(Date),
    WithoutEnd,
}

impl Until {
    /// When the last of these ends; `None` where there is none.
    fn last(waivers: &[&Waiver]) -> Option<Self> {
        let until = |waiver: &&Waiver| waiver.until.get().map_or(Self::WithoutEnd, |until| Self::Day(until.value));
        waivers.iter().map(until).max()
    }
}

impl fmt::Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "until {day}"),
            Self::WithoutEnd => f.write_str("without an end"),
        }
    }
}

fn waivers(pair: &Pair<'_>) -> Vec<Change> {
    let (old, new) = (excuses(&pair.old), excuses(&pair.new));
    let excuses: BTreeSet<&Excuse> = old.keys().chain(new.keys()).collect();
    let changes = excuses.into_iter().filter_map(|excuse| {
        let [before, after] = [&old, &new].map(|excuses| excuses.get(excuse).map(Vec::as_slice).unwrap_or_default());
        waiver(excuse, before, after)
    });
    changes.collect()
}

/// What is different about an exception; `None` where it holds as long.
fn waiver((rule, subject): &Excuse, before: &[&Waiver], after: &[&Waiver]) -> Option<Change> {
    let (effect, message, aside) = match (Until::last(before), Until::last(after)) {
        (None, Some(until)) => (Effect::Weakened, format!("`{rule}` is excused on `{subject}` {until}"), reason(after)),
        (Some(_), None) => {
            (Effect::Strengthened, format!("`{rule}` is no longer excused on `{subject}`"), String::new())
        }
        (Some(was), Some(is)) if was != is => {
            let effect = if was < is { Effect::Weakened } else { Effect::Strengthened };
            (effect, format!("`{rule}` is excused on `{subject}` {is}"), format!("before: {was}"))
        }
        _ => return None,
    };
    let placed = |version, waivers: &[&Waiver]| waivers.first().map(|waiver| (version, waiver.place));
    let place = placed(Version::New, after).or_else(|| placed(Version::Old, before));
    Some(Change { place, ..Change::new(effect, subject.clone(), message).aside(aside) })
}

fn reason(waivers: &[&Waiver]) -> String {
    let reason = waivers.iter().find_map(|waiver| waiver.reason.get());
    reason.map_or_else(String::new, |reason| format!("reason: {}", reason.value))
}

/// What is different about the levels at which rules are run, and the numbers from which they complain.
pub(super) fn lint(pair: &Pair<'_>) -> Vec<Change> {
    let options = Options::on(Date::ZERO);
    let [old, new] = pair.views().map(|view| Settings::of(view.model, &options));
    let levels: BTreeMap<&str, Option<Level>> = old.levels().map(|(rule, level, _)| (rule.name, level)).collect();
    let of_levels = new.levels().filter_map(|(rule, after, _)| {
        let before = levels.get(rule.name).copied().flatten();
        let word = |level: Option<Level>| level.map_or("off", Level::as_str);
        let message = format!("the rule `{}` is `{}`", rule.name, word(after));
        stricter(after.cmp(&before), message, format!("before: `{}`", word(before)))
    });
    let thresholds: BTreeMap<&str, Number> =
        old.thresholds().map(|(threshold, number, _)| (threshold.name, number)).collect();
    let of_thresholds = new.thresholds().filter_map(|(threshold, after, _)| {
        let before = thresholds.get(threshold.name)?;
        let message = format!("the threshold `{}` is {after}", threshold.name);
        stricter(before.cmp(&after), message, format!("before: {before}"))
    });
    of_levels.chain(of_thresholds).collect()
}

/// What became stricter, which is how it stands to what it was, or less strict; `None` for what is as strict.
fn stricter(than_it_was: Ordering, message: String, before: String) -> Option<Change> {
    let effect = match than_it_was {
        Ordering::Less => Effect::Weakened,
        Ordering::Equal => return None,
        Ordering::Greater => Effect::Strengthened,
    };
    Some(Change::new(effect, Subject::Matrix, message).aside(before))
}
