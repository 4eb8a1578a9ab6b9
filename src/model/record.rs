//! Delegations, worked examples, waivers, and which rules are run.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::activity::Activity;
use super::answer::Answer;
use super::case::{CaseSet, Dimension, Dimensions};
use super::decision::{Decision, Written};
use super::id::{Id, List};
use super::names::{Refs, Resolver};
use super::organisation::Role;
use crate::finding::{Kind, Point, Subject, Text};
use crate::source::Place;
use crate::space::{Domain, Number};
use crate::syntax::{self, Located, Mistake, Scalar, Setting, Settings, Slot};

/// A decision right that is lent.
#[derive(Debug, Clone)]
pub struct Delegation {
    /// Where it stands.
    pub place: Place,
    /// The role that lends it.
    pub from: Slot<Located<Id<Role>>>,
    /// The roles that may use it.
    pub to: Refs<Role>,
    /// The decision.
    pub decision: Slot<Located<Id<Decision>>>,
    /// The cases in which it is lent. Where none is said, every case, at the place of the decision.
    pub when: CaseSet,
    /// The first day.
    pub valid_from: Slot<Located<Date>>,
    /// The last day.
    pub valid_until: Slot<Located<Date>>,
}

impl Delegation {
    pub(super) fn resolve(declared: syntax::Delegation, dimensions: &Dimensions, resolver: &mut Resolver<'_>) -> Self {
        resolver.subject = about(Kind::Decision, declared.decision.get().map(|to| &to.id));
        let whole = declared.decision.get().map_or(declared.place, |decision| decision.place);
        Self {
            place: declared.place,
            from: resolver.slot(declared.from),
            to: resolver.refs_slot(declared.to),
            decision: resolver.slot(declared.decision),
            when: match declared.when {
                Slot::Given(when) => CaseSet::resolve(when, dimensions, resolver),
                Slot::Absent => CaseSet::every(whole),
                Slot::Unreadable => CaseSet::unreadable(declared.place, resolver),
            },
            valid_from: declared.valid_from,
            valid_until: declared.valid_until,
        }
    }

    /// Whether it holds on the day; its last day included.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        let begun = self.valid_from.get().is_none_or(|from| from.value <= day);
        begun && self.valid_until.get().is_none_or(|until| day <= until.value)
    }
}

/// The subject of a table that has no id: what it is about.
fn about(kind: Kind, id: Option<&Text>) -> Subject {
    id.map_or(Subject::Matrix, |id| Subject::Of(kind, id.clone()))
}

/// A worked example.
#[derive(Debug, Clone)]
pub struct Example {
    /// Where it stands.
    pub place: Place,
    /// What it asks.
    pub question: Question,
    /// The full case.
    pub given: BTreeMap<Id<Dimension>, Located<Point>>,
    /// Where the case stands.
    pub given_place: Place,
}

/// What an example asks, and the answer that it expects.
#[derive(Debug, Clone)]
pub enum Question {
    /// Who decides?
    Decides(Located<Id<Decision>>, Located<Answer>),
    /// Who is accountable?
    Accountable(Located<Id<Activity>>, Located<Id<Role>>),
}

impl Example {
    /// The example; `None` where it is not complete, which is then said.
    pub(super) fn resolve(
        declared: syntax::Example,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Option<Self> {
        let place = declared.place;
        resolver.subject = match (&declared.decision, &declared.activity) {
            (Slot::Given(decision), _) => about(Kind::Decision, Some(&decision.id)),
            (_, Slot::Given(activity)) => about(Kind::Activity, Some(&activity.id)),
            _ => Subject::Matrix,
        };
        let decision = resolver.slot(declared.decision);
        let activity = resolver.slot(declared.activity);
        let written = Written { decides: declared.decides, free: declared.free, forbidden: declared.forbidden };
        let decides = written.answer(resolver);
        let accountable = resolver.slot(declared.accountable);
        let given = declared.given.take();
        let case = given.as_ref().map(|given| case(given, dimensions, resolver));
        let question = match (decision, activity) {
            (Slot::Absent, Slot::Absent) => {
                let help = "say what it is about: `decision = \"…\"` or `activity = \"…\"`";
                resolver.say(Mistake::MissingKey, place, "`decision` or `activity` is missing", help);
                None
            }
            (decision, Slot::Absent) => decision_question(decision, decides, place, resolver),
            (Slot::Absent, activity) => activity_question(activity, accountable, place, resolver),
            _ => {
                let help = "write one example for each";
                resolver.say(
                    Mistake::InvalidValue,
                    place,
                    "an example is about a decision or an activity, not both",
                    help,
                );
                None
            }
        };
        Some(Self { place, question: question?, given: case??, given_place: given.map_or(place, |given| given.place) })
    }

    /// What a finding on it names: the decision or activity that it is about.
    #[must_use]
    pub fn subject(&self, decisions: &List<Decision>, activities: &List<Activity>) -> Subject {
        match &self.question {
            Question::Decides(decision, _) => decisions[decision.value].subject(),
            Question::Accountable(activity, _) => activities[activity.value].subject(),
        }
    }
}

type Answered = Result<Option<(Option<Answer>, Place)>, ()>;

fn decision_question(
    decision: Slot<Located<Id<Decision>>>,
    answer: Answered,
    place: Place,
    resolver: &mut Resolver<'_>,
) -> Option<Question> {
    match answer {
        Ok(Some((answer, place))) => Some(Question::Decides(decision.take()?, Located { value: answer?, place })),
        Ok(None) => {
            let help = "say who decides in this case: `decides = \"…\"`";
            resolver.say(Mistake::MissingKey, place, "`decides` is missing", help);
            None
        }
        Err(()) => None,
    }
}

fn activity_question(
    activity: Slot<Located<Id<Activity>>>,
    accountable: Slot<Located<Id<Role>>>,
    place: Place,
    resolver: &mut Resolver<'_>,
) -> Option<Question> {
    if accountable.is_absent() {
        let help = "say who is accountable in this case: `accountable = \"…\"`";
        resolver.say(Mistake::MissingKey, place, "`accountable` is missing", help);
    }
    Some(Question::Accountable(activity.take()?, accountable.take()?))
}

/// The case that is given; `None` where something in it could not be read.
fn case(
    given: &syntax::Given,
    dimensions: &Dimensions,
    resolver: &mut Resolver<'_>,
) -> Option<BTreeMap<Id<Dimension>, Located<Point>>> {
    let mut case = BTreeMap::new();
    let mut complete = !given.incomplete;
    for (name, scalar) in &given.values {
        let Some(id) = resolver.find::<Dimension>(Kind::Dimension, &name.value, name.place) else {
            complete = false;
            continue;
        };
        match dimensions[id].point(scalar, resolver) {
            Some(value) => {
                case.insert(id, Located { value, place: scalar.place });
            }
            None => complete = false,
        }
    }
    complete.then_some(case)
}

impl Dimension {
    /// The value or number, where the dimension has it; what is wrong is said.
    fn point(&self, scalar: &Located<Scalar>, resolver: &mut Resolver<'_>) -> Option<Point> {
        let domain = self.domain.as_ref()?;
        match (&scalar.value, domain) {
            (Scalar::Value(word), Domain::Values { .. }) => {
                if !self.values.contains(word) {
                    self.unknown_value(word, scalar.place, resolver);
                    return None;
                }
                Some(Point::Value(word.clone()))
            }
            (Scalar::Number(number), Domain::Numbers(numbers)) => {
                if !numbers.admits(number) {
                    let message = format!("`{}` is never {number}", self.id);
                    let help = "give a number within its bounds and on its step";
                    resolver.say(Mistake::InvalidValue, scalar.place, message, help);
                    return None;
                }
                Some(Point::Number(number.clone()))
            }
            (Scalar::Value(word), Domain::Numbers(_)) => {
                let message = format!("`{}` is a number, and `{word}` is not", self.id);
                resolver.say(Mistake::InvalidValue, scalar.place, message, "write a number, without quotes");
                None
            }
            (Scalar::Number(number), Domain::Values { .. }) => {
                let message = format!("`{}` has values, and {number} is a number", self.id);
                resolver.say(Mistake::InvalidValue, scalar.place, message, "name one of its values, in quotes");
                None
            }
        }
    }
}

/// An exception, on the record.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Where it stands.
    pub place: Place,
    /// The rule.
    pub rule: Located<Text>,
    /// What the findings are about.
    pub subject: Located<Subject>,
    /// Why.
    pub reason: Located<Text>,
    /// The role that approved it.
    pub approved_by: Slot<Located<Id<Role>>>,
    /// The last day on which it holds.
    pub until: Slot<Located<Date>>,
}

impl Waiver {
    /// The waiver; `None` where it is not complete, which is then said.
    pub(super) fn resolve(declared: syntax::Waiver, resolver: &mut Resolver<'_>) -> Option<Self> {
        let written = declared.subject.take();
        resolver.subject =
            written.as_ref().and_then(|written| Subject::parse(&written.value)).unwrap_or(Subject::Matrix);
        let approved_by = resolver.slot(declared.approved_by);
        let subject = written.and_then(|written| resolver.known_subject(&written));
        Some(Self {
            place: declared.place,
            rule: declared.rule.take()?,
            subject: subject?,
            reason: declared.reason.take()?,
            approved_by,
            until: declared.until,
        })
    }
}

/// Which rules are run, at what level: names are not looked up here.
#[derive(Debug, Clone, Default)]
pub struct Lint {
    /// The level of each rule that is to differ from its own.
    pub rules: Vec<(Located<Text>, Located<Setting>)>,
    /// The numbers from which the rules that count complain.
    pub thresholds: Vec<(Located<Text>, Located<Number>)>,
    /// Sets of rules that are off until asked for.
    pub packs: Vec<Located<Text>>,
}

impl From<syntax::Lint> for Lint {
    fn from(declared: syntax::Lint) -> Self {
        Self {
            rules: declared.rules.take().map_or_else(Vec::new, |Settings(rules)| rules),
            thresholds: declared.thresholds.take().map_or_else(Vec::new, |Settings(thresholds)| thresholds),
            packs: declared.packs.take().map_or_else(Vec::new, |packs| packs.items),
        }
    }
}
