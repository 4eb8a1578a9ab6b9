//! Decision rights: who decides, at the top and by case, outright or up a ladder of approval limits.

use std::collections::BTreeMap;

use super::activity::Activity;
use super::answer::{Answer, Deciders, Meaning};
use super::case::{CaseSet, Dimension, Dimensions};
use super::coverage::Coverage;
use super::id::Id;
use super::ladder::Ladder;
use super::organisation::{Role, Stage, place_if_set};
use super::resolver::{Refs, Resolver};
use super::room;
use crate::finding::{Kind, Subject, Text};
use crate::source::Place;
use crate::syntax::{self, Expression, Flag, Located, Mistake, Named, OneOrMany, Slot, Term, To};

/// A decision right.
#[derive(Debug)]
pub struct Decision {
    /// Its id.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people read.
    pub name: Text,
    /// The stage at which it is taken.
    pub stage: Slot<Located<Id<Stage>>>,
    /// The activity at which it is taken.
    pub activity: Slot<Located<Id<Activity>>>,
    /// The roles that ask for it.
    pub requested_by: Refs<Role>,
    /// The time to decide before it goes up.
    pub within: Slot<Located<Term>>,
    /// Nobody decides on a request of their own, which is said here.
    pub four_eyes: Option<Place>,
    /// The window over which amounts add up.
    pub per: Slot<Located<Text>>,
    /// The kinds of duty that it is.
    pub duties: Vec<Located<Text>>,
    /// What holds where no case says otherwise.
    pub top: Right,
    /// What holds in some cases.
    pub cases: Vec<DecisionCase>,
    /// The different answers that it gives, in the order of what they mean, each as it is most plainly written.
    pub answers: Vec<Answer>,
    /// Who decides where; `None` where that could not be read, or is too large to be derived.
    pub coverage: Option<Coverage>,
    /// How many words the cover takes, where they are too many.
    pub(super) too_large: Option<usize>,
}

/// What holds in some cases.
#[derive(Debug, Clone)]
pub struct DecisionCase {
    /// The cases.
    pub when: CaseSet,
    /// What holds in them.
    pub right: Right,
    /// Where it stands.
    pub place: Place,
}

/// What the top of a decision or one of its cases says.
#[derive(Debug, Clone)]
pub struct Right {
    /// The answer.
    pub body: Body,
    /// Roles that are asked before.
    pub consults: Refs<Role>,
    /// Roles that are told after.
    pub informs: Refs<Role>,
}

/// The answer of the top of a decision or of one of its cases.
#[derive(Debug, Clone)]
pub enum Body {
    /// None is given.
    Silent,
    /// One is given and could not be read.
    Unreadable,
    /// One answer; `None` where it names somebody unknown.
    Plain(Option<Answer>, Place),
    /// Approval limits.
    Ladder(Ladder),
}

/// The keys of an answer, wherever it stands.
pub(super) struct Written {
    pub(super) decides: Slot<Located<Expression>>,
    pub(super) free: Slot<Flag>,
    pub(super) forbidden: Slot<Flag>,
}

/// An answer and its place; `None` where it names somebody unknown.
pub(super) type Placed = (Option<Answer>, Place);

impl Written {
    /// The answer. `Ok(None)` where none is given, `Err` where it could not be read or there are two.
    pub(super) fn answer(self, resolver: &mut Resolver<'_>) -> Result<Option<Placed>, ()> {
        let unreadable = self.decides.is_unreadable() || self.free.is_unreadable() || self.forbidden.is_unreadable();
        let decides = self.decides.take().map(|decides| (deciders(&decides.value, resolver), decides.place));
        let given = [
            decides.map(|(deciders, place)| ("decides", (deciders.map(Answer::Decides), place))),
            place_if_set(self.free).map(|place| ("free", (Some(Answer::Free), place))),
            place_if_set(self.forbidden).map(|place| ("forbidden", (Some(Answer::Forbidden), place))),
        ];
        let mut given = given.into_iter().flatten();
        match (given.next(), given.next()) {
            (Some((first, (_, one))), Some((second, (_, other)))) => {
                two_answers(first, one, second, other, resolver);
                Err(())
            }
            (Some((_, answer)), None) => Ok(Some(answer)),
            (None, _) if unreadable => {
                resolver.lose([Kind::Role]);
                Err(())
            }
            (None, _) => Ok(None),
        }
    }
}

/// Says that one body gives two kinds of answer.
fn two_answers(first: &str, one: Place, second: &str, other: Place, resolver: &mut Resolver<'_>) {
    let message = format!("`{second}` stands beside `{first}`");
    let finding = Mistake::InvalidValue.finding(resolver.subject.clone(), other, message);
    resolver.mistakes.push(
        finding
            .label("another answer")
            .also(one, "one answer")
            .help("keep one of them: a body gives one kind of answer"),
    );
}

/// The deciders with references resolved; `None` where somebody is unknown.
pub(super) fn deciders(written: &Expression, resolver: &mut Resolver<'_>) -> Option<Deciders> {
    match written {
        Expression::Role(role) => resolver.one(role).map(|role| Deciders::Role(role.value)),
        Expression::All(members, _) => members_of(members, resolver).map(Deciders::All),
        Expression::Any(members, _) => members_of(members, resolver).map(Deciders::Any),
        Expression::Count(count, members, _) => {
            members_of(members, resolver).map(|members| Deciders::Count(count.value, members))
        }
        Expression::Holders(count, role, _) => {
            resolver.one(role).map(|role| Deciders::Holders(count.value, role.value))
        }
    }
}

fn members_of(members: &[Expression], resolver: &mut Resolver<'_>) -> Option<Vec<Deciders>> {
    let named: Vec<&To<syntax::Role>> = members
        .iter()
        .filter_map(|member| if let Expression::Role(role) = member { Some(role) } else { None })
        .collect();
    resolver.say_doubles("role", &named, |role| (&role.id, role.place));
    let resolved: Vec<_> = members.iter().map(|member| deciders(member, resolver)).collect();
    resolved.into_iter().collect()
}

/// The keys that give an answer, taken out of a decision or a case.
struct Keys {
    written: Written,
    limits: Slot<Located<Vec<syntax::Limit>>>,
    measure: Slot<To<syntax::Dimension>>,
    chain: Slot<Flag>,
    consults: Slot<OneOrMany<To<syntax::Role>>>,
    informs: Slot<OneOrMany<To<syntax::Role>>>,
}

macro_rules! take_keys {
    ($body:ident) => {
        Keys {
            written: Written {
                decides: std::mem::take(&mut $body.decides),
                free: std::mem::take(&mut $body.free),
                forbidden: std::mem::take(&mut $body.forbidden),
            },
            limits: std::mem::take(&mut $body.limits),
            measure: std::mem::take(&mut $body.measure),
            chain: std::mem::take(&mut $body.chain),
            consults: std::mem::take(&mut $body.consults),
            informs: std::mem::take(&mut $body.informs),
        }
    };
}

impl Right {
    /// What the keys say. `inherited` is the measure at the top, for a case with a ladder that names none.
    fn resolve(
        keys: Keys,
        inherited: Slot<Id<Dimension>>,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let measure = match resolver.slot(keys.measure) {
            Slot::Absent => inherited,
            own => own.map(|measure| measure.value),
        };
        let chain = place_if_set(keys.chain);
        let answer = keys.written.answer(resolver);
        let ladder = keys.limits.map(|limits| {
            let place = limits.place;
            (Ladder::resolve(limits, measure, chain.is_some(), dimensions, resolver), place)
        });
        if let (Some(place), Slot::Absent) = (chain, &ladder) {
            let help = "give `limits`, or leave `chain` out";
            resolver.say(Mistake::InvalidValue, place, "`chain` stands without `limits`", help);
        }
        let body = match (answer, ladder) {
            (Err(()), _) | (_, Slot::Unreadable) => Body::Unreadable,
            (Ok(Some((answer, place))), Slot::Given((_, limits))) => {
                let key = match answer {
                    Some(Answer::Free) => "free",
                    Some(Answer::Forbidden) => "forbidden",
                    _ => "decides",
                };
                two_answers(key, place, "limits", limits, resolver);
                Body::Unreadable
            }
            (Ok(None), Slot::Given((ladder, _))) => ladder.map_or(Body::Unreadable, Body::Ladder),
            (Ok(Some((answer, place))), Slot::Absent) => Body::Plain(answer, place),
            (Ok(None), Slot::Absent) => Body::Silent,
        };
        Self { body, consults: resolver.refs_slot(keys.consults), informs: resolver.refs_slot(keys.informs) }
    }
}

impl Decision {
    pub(super) fn resolve(
        declared: Named<syntax::Decision>,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let Named { id, mut body } = declared;
        let keys = take_keys!(body);
        // a measure at the top without limits there is for the ladders of the cases
        let measure = match &keys.measure {
            Slot::Given(to) => resolver.names_silently(to),
            Slot::Absent => Slot::Absent,
            Slot::Unreadable => Slot::Unreadable,
        };
        let top = Right::resolve(keys, Slot::Absent, dimensions, resolver);
        let cases_unreadable = body.cases.is_unreadable();
        let cases = body.cases.take().unwrap_or_default();
        let mut decision = Self {
            place: id.place,
            name: body.name.take().unwrap_or_else(|| id.value.clone()),
            id: id.value,
            stage: resolver.slot(body.stage),
            activity: resolver.slot(body.activity),
            requested_by: resolver.refs_slot(body.requested_by),
            within: body.within,
            four_eyes: place_if_set(body.four_eyes),
            per: body.per,
            duties: resolver.tags(body.duty),
            top,
            cases: cases.into_iter().map(|case| DecisionCase::resolve(case, measure, dimensions, resolver)).collect(),
            answers: Vec::new(),
            coverage: None,
            too_large: None,
        };
        if !cases_unreadable && decision.is_readable() {
            decision.cover(dimensions, room::AT_ONCE);
        } else {
            resolver.lose([Kind::Role, Kind::Dimension]);
        }
        decision
    }

    /// Derives the cover of the decision's cases, unless it takes more than so many words.
    pub(super) fn cover(&mut self, dimensions: &Dimensions, most: usize) {
        let Answers { different, numbers } = Answers::of(self);
        match Coverage::of_decision(self, &numbers, dimensions, most) {
            Ok(coverage) => (self.coverage, self.too_large) = (Some(coverage), None),
            Err(words) => self.too_large = Some(words),
        }
        self.answers = different;
    }

    /// Whether it is known who decides where, up to the names of some deciders.
    fn is_readable(&self) -> bool {
        let unreadable = |right: &Right| matches!(right.body, Body::Unreadable);
        !unreadable(&self.top) && self.cases.iter().all(|case| case.when.is_known && !unreadable(&case.right))
    }

    /// The top and the cases.
    pub fn rights(&self) -> impl Iterator<Item = &Right> {
        std::iter::once(&self.top).chain(self.cases.iter().map(|case| &case.right))
    }

    /// Every answer that is written, with its place; `None` where it names somebody unknown.
    pub fn written_answers(&self) -> impl Iterator<Item = (Option<&Answer>, Place)> {
        self.rights().flat_map(|right| right.body.answers())
    }

    /// The numbers of the answers of which `is_so` is true.
    #[must_use]
    pub fn numbers_of(&self, is_so: impl Fn(&Answer) -> bool) -> Vec<u32> {
        self.answers.iter().zip(0..).filter(|(answer, _)| is_so(answer)).map(|(_, number)| number).collect()
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Decision, self.id.clone())
    }

    /// Whether everybody that is named could be resolved.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.coverage.is_some() && self.written_answers().all(|(answer, _)| answer.is_some())
    }
}

impl Body {
    /// The answers that it gives.
    fn answers(&self) -> impl Iterator<Item = (Option<&Answer>, Place)> {
        let plain = if let Self::Plain(answer, place) = self { Some((answer.as_ref(), *place)) } else { None };
        let steps = if let Self::Ladder(ladder) = self { ladder.steps.as_slice() } else { &[] };
        plain.into_iter().chain(steps.iter().map(|step| (step.answer.as_ref(), step.answer_place)))
    }
}

impl DecisionCase {
    fn resolve(
        mut declared: syntax::DecisionCase,
        measure: Slot<Id<Dimension>>,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let place = declared.place;
        let when = match std::mem::take(&mut declared.when) {
            Slot::Given(when) => CaseSet::resolve(when, dimensions, resolver),
            Slot::Absent | Slot::Unreadable => CaseSet::unreadable(place, resolver),
        };
        Self { when, right: Right::resolve(take_keys!(declared), measure, dimensions, resolver), place }
    }
}

/// The different answers of a decision in the order of what they mean, each as it is most plainly written: which of them stands first in
/// the file makes no difference.
pub(super) struct Answers {
    different: Vec<Answer>,
    /// Of each answer that is written, the number of what it means.
    numbers: Vec<u32>,
}

impl Answers {
    fn of(decision: &Decision) -> Self {
        let written: Vec<&Answer> = decision.written_answers().filter_map(|(answer, _)| answer).collect();
        let mut by_meaning: BTreeMap<Meaning, Vec<usize>> = BTreeMap::new();
        for (at, answer) in written.iter().enumerate() {
            by_meaning.entry(answer.meaning()).or_default().push(at);
        }
        let plainest = |places: &Vec<usize>| {
            let alike = places.iter().filter_map(|at| written.get(*at));
            alike.min_by_key(|answer| (answer.roles().len(), **answer)).copied().cloned()
        };
        let different = by_meaning.values().filter_map(plainest).collect();
        let mut numbers = vec![0; written.len()];
        for (places, number) in by_meaning.values().zip(0..) {
            places.iter().for_each(|at| numbers.get_mut(*at).into_iter().for_each(|known| *known = number));
        }
        Self { different, numbers }
    }
}
