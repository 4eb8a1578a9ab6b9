//! Delegations, worked examples, waivers, and which rules are run.

use std::collections::BTreeMap;

use case_space::{Coordinate, Domain, Interval, Number, Vocabulary};
use jiff::civil::Date;

use super::activity::{Activity, Spread};
use super::answer::Answer;
use super::case::{CaseSet, Dimension, Dimensions};
use super::decision::{Decision, Placed, Written};
use super::id::{Id, List};
use super::organisation::Role;
use super::resolver::{Refs, Resolver};
use crate::finding::{Cases, Extent, Kind, Point, Subject, Text};
use crate::source::Place;
use crate::syntax::{self, Letter, Located, Mistake, Scalar, Setting, Settings, Slot, number_meant};

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
        if let (Slot::Given(from), Slot::Given(until)) = (&declared.valid_from, &declared.valid_until)
            && until.value < from.value
        {
            let message = format!("the delegation ends on {}, before it begins", until.value);
            let finding = Mistake::InvalidValue.finding(resolver.subject.clone(), until.place, message);
            let finding = finding.label("the last day").also(from.place, "the first day");
            resolver.mistakes.push(finding.help("let `valid-until` be the same day or a later one"));
        }
        Self {
            place: declared.place,
            from: resolver.slot(declared.from),
            to: resolver.some_refs(declared.to),
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

impl Example {
    /// The case by the numbers of its dimensions and values.
    #[must_use]
    pub fn point(&self, dimensions: &Dimensions) -> case_space::Point {
        self.given.iter().fold(case_space::Point::default(), |point, (id, given)| {
            let coordinate = match &given.value {
                Point::Number(number) => Some(Coordinate::Number(number.clone())),
                Point::Value(value) => dimensions[*id].number_of(value).map(Coordinate::Value),
            };
            match coordinate {
                Some(coordinate) => point.at(id.index(), coordinate),
                None => point,
            }
        })
    }

    /// The case as a finding gives it: this one alone.
    #[must_use]
    pub fn cases(&self, dimensions: &Dimensions) -> Cases {
        let mut ordered: Vec<_> = self.given.iter().collect();
        ordered.sort_by_key(|(id, _)| dimensions.order(id.index()));
        let given = || ordered.iter().map(|(id, given)| (dimensions[**id].id.clone(), given.value.clone()));
        let exactly = |point| match point {
            Point::Number(number) => Extent::Interval(Interval::exactly(number)),
            Point::Value(value) => Extent::Values(vec![value]),
        };
        Cases { witness: given().collect(), region: given().map(|(id, point)| (id, exactly(point))).collect() }
    }
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
        mut declared: syntax::Example,
        dimensions: &Dimensions,
        activities: &List<Activity>,
        decisions: &List<Decision>,
        resolver: &mut Resolver<'_>,
    ) -> Option<Self> {
        resolver.subject = match (&declared.decision, &declared.activity) {
            (Slot::Given(decision), _) => about(Kind::Decision, Some(&decision.id)),
            (_, Slot::Given(activity)) => about(Kind::Activity, Some(&activity.id)),
            _ => Subject::Matrix,
        };
        let place = declared.place;
        let given = std::mem::take(&mut declared.given).take();
        let case = given.as_ref().map(|given| case(given, dimensions, resolver));
        let question = Question::resolve(declared, resolver);
        let (given, question, case) = (given?, question?, case??);
        let example = Self { place, question, given: case, given_place: given.place };
        let left_out = example.left_out(activities, decisions);
        for dimension in &left_out {
            let id = &dimensions[*dimension].id;
            let message = format!("`{id}` is missing: the answer depends on it");
            resolver.say(Mistake::MissingKey, given.place, message, format!("add `{id} = …` to `given`"));
        }
        left_out.is_empty().then_some(example)
    }

    /// The dimensions that matter to the subject and are not given.
    fn left_out(&self, activities: &List<Activity>, decisions: &List<Decision>) -> Vec<Id<Dimension>> {
        let coverage = match &self.question {
            Question::Decides(decision, _) => decisions[decision.value].coverage.as_ref(),
            Question::Accountable(activity, _) => match activities[activity.value].spread(Letter::A) {
                Some(Spread::ByCase(coverage)) => Some(coverage),
                _ => None,
            },
        };
        let matter = coverage.into_iter().flat_map(|coverage| coverage.cover.space().dimensions());
        matter.filter_map(Id::numbered).filter(|dimension| !self.given.contains_key(dimension)).collect()
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

impl Question {
    /// What is asked and expected; `None` where that is not clear, which is then said.
    fn resolve(declared: syntax::Example, resolver: &mut Resolver<'_>) -> Option<Self> {
        let place = declared.place;
        let decision = resolver.slot(declared.decision);
        let activity = resolver.slot(declared.activity);
        let written = Written { decides: declared.decides, free: declared.free, forbidden: declared.forbidden };
        let answer = written.answer(resolver);
        let accountable = resolver.slot(declared.accountable);
        match (decision, activity) {
            (Slot::Absent, Slot::Absent) => {
                let help = "say what it is about: `decision = \"…\"` or `activity = \"…\"`";
                resolver.say(Mistake::MissingKey, place, "`decision` or `activity` is missing", help);
                None
            }
            (decision, Slot::Absent) => {
                if let Slot::Given(accountable) = accountable {
                    let help = "write `decides`, or name an `activity`";
                    let message = "`accountable` is asked of an activity, and this example is about a decision";
                    resolver.say(Mistake::InvalidValue, accountable.place, message, help);
                }
                decided(decision, answer, place, resolver)
            }
            (Slot::Absent, activity) => {
                if let Ok(Some((_, place))) = answer {
                    let help = "write `accountable`, or name a `decision`";
                    let message = "`decides` is asked of a decision, and this example is about an activity";
                    resolver.say(Mistake::InvalidValue, place, message, help);
                }
                accounted(activity, accountable, place, resolver)
            }
            _ => {
                let message = "an example is about a decision or an activity, not both";
                resolver.say(Mistake::InvalidValue, place, message, "write one example for each");
                None
            }
        }
    }
}

fn decided(
    decision: Slot<Located<Id<Decision>>>,
    answer: Result<Option<Placed>, ()>,
    place: Place,
    resolver: &mut Resolver<'_>,
) -> Option<Question> {
    let Some((answer, place)) = answer.ok()? else {
        let help = "say who decides in this case: `decides = \"…\"`";
        resolver.say(Mistake::MissingKey, place, "`decides` is missing", help);
        return None;
    };
    Some(Question::Decides(decision.take()?, Located { value: answer?, place }))
}

fn accounted(
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
                if self.number_of(word).is_some() {
                    return Some(Point::Value(word.clone()));
                }
                if self.groups.iter().any(|group| group.id.value == *word) {
                    let message = format!("`{word}` is a group, and a case has one value of `{}`", self.id);
                    resolver.say(Mistake::InvalidValue, scalar.place, message, "name one of its values");
                } else {
                    self.unknown_value(word, scalar.place, resolver);
                }
                None
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
                let help = number_meant(word).unwrap_or_else(|| "write a number, without quotes".to_owned());
                resolver.say(Mistake::InvalidValue, scalar.place, message, help);
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
    pub rule: Slot<Located<Text>>,
    /// What the findings are about, where there is such a thing.
    pub subject: Slot<Located<Subject>>,
    /// What they are about as it is written, which need not exist; the matrix where that names no subject.
    written: Subject,
    /// Why.
    pub reason: Slot<Located<Text>>,
    /// The role that approved it.
    pub approved_by: Slot<Located<Id<Role>>>,
    /// The last day on which it holds.
    pub until: Slot<Located<Date>>,
}

impl Waiver {
    pub(super) fn resolve(declared: syntax::Waiver, resolver: &mut Resolver<'_>) -> Self {
        let written = declared.subject.get().and_then(|written| Subject::parse(&written.value));
        let written = written.unwrap_or(Subject::Matrix);
        resolver.subject = written.clone();
        Self {
            place: declared.place,
            rule: declared.rule,
            written,
            subject: match declared.subject {
                Slot::Given(written) => resolver.known_subject(&written).map_or(Slot::Unreadable, Slot::Given),
                Slot::Absent | Slot::Unreadable => Slot::Unreadable,
            },
            reason: reason(declared.reason, resolver),
            approved_by: resolver.slot(declared.approved_by),
            until: declared.until,
        }
    }

    /// The rule and the subject whose findings it hides; `None` where one of them could not be read.
    #[must_use]
    pub fn target(&self) -> Option<(&Located<Text>, &Located<Subject>)> {
        self.rule.get().zip(self.subject.get())
    }

    /// What a finding on it names: what it excuses.
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.written.clone()
    }
}

/// A reason with words in it.
fn reason(written: Slot<Located<Text>>, resolver: &mut Resolver<'_>) -> Slot<Located<Text>> {
    match written {
        Slot::Given(reason) if reason.value.trim().is_empty() => {
            let help = "say why the exception is made, so that others can judge it";
            resolver.say(Mistake::InvalidValue, reason.place, "the reason is empty", help);
            Slot::Unreadable
        }
        written => written,
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
