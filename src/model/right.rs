//! Rights: what the top of a decision or one of its cases says.

use case_space::{Condition, Held, Part, Selection};

use super::answer::Answer;
use super::case_set::CaseSet;
use super::coverage::{Origin, Sketch};
use super::dimension::{Dimension, Dimensions};
use super::id::Id;
use super::ladder::{Ladder, Step};
use super::refs::Refs;
use super::resolver::Resolver;
use super::role::Role;
use super::written::{Written, two_answers};
use crate::source::Place;
use crate::syntax::{self, Flag, Flaw, Located, OneOrMany, Slot, To};

/// What the top of a decision or one of its cases says.
#[derive(Debug, Clone)]
pub struct Right {
    /// Who decides, outright or up a ladder.
    pub body: Body,
    /// Roles that are asked before.
    pub consults: Refs<Role>,
    /// Roles that are told after.
    pub informs: Refs<Role>,
}

/// The answer of the top of a decision or of one of its cases.
#[derive(Debug, Clone)]
pub enum Body {
    /// No answer is given.
    Silent,
    /// One is given and could not be read.
    Unread,
    /// One answer; `None` where it names somebody unknown.
    Plain(Option<Answer>, Place),
    /// A ladder of approval limits.
    Ladder(Ladder),
}

impl Body {
    /// The parts that it gives of the cases of `when`. `held` is what holds where an answer does.
    pub(super) fn parts<V>(
        &self,
        sketch: &mut Sketch,
        when: &Condition,
        case: Option<usize>,
        held: &mut impl FnMut(&Answer) -> Held<V>,
    ) -> Vec<Part<V>> {
        let mut part = |when, answer: Option<&Answer>, origin| {
            let held = answer.map_or(Held::Unknown, &mut *held);
            sketch.part(when, held, origin)
        };
        match self {
            Self::Silent => Vec::new(),
            Self::Unread => vec![part(when.clone(), None, Origin { case, ..Origin::default() })],
            Self::Plain(answer, place) => {
                let origin = Origin { place: *place, step_place: *place, case, step: None };
                vec![part(when.clone(), answer.as_ref(), origin)]
            }
            Self::Ladder(ladder) => {
                let steps = ladder.steps.iter().zip(0..);
                let of_step = |(step, number): (&Step, usize)| {
                    let within = Selection::numbers([step.interval.clone()]);
                    let when = when.clone().and(ladder.measure.index(), within);
                    let origin = Origin { place: step.answer_place, step_place: step.place, case, step: Some(number) };
                    part(when, step.answer.as_ref(), origin)
                };
                steps.map(of_step).collect()
            }
        }
    }

    /// The answers that it gives.
    pub(super) fn answers(&self) -> impl Iterator<Item = (Option<&Answer>, Place)> {
        let plain = if let Self::Plain(answer, place) = self { Some((answer.as_ref(), *place)) } else { None };
        let steps = if let Self::Ladder(ladder) = self { ladder.steps.as_slice() } else { &[] };
        plain.into_iter().chain(steps.iter().map(|step| (step.answer.as_ref(), step.answer_place)))
    }
}

/// The keys that give an answer, taken out of a decision or a case.
pub(super) struct Keys {
    pub(super) written: Written,
    pub(super) limits: Slot<Located<Vec<syntax::Limit>>>,
    pub(super) measure: Slot<To<syntax::Dimension>>,
    pub(super) chain: Slot<Flag>,
    pub(super) consults: Slot<OneOrMany<To<syntax::Role>>>,
    pub(super) informs: Slot<OneOrMany<To<syntax::Role>>>,
}

/// The keys of the table that give an answer.
macro_rules! take_keys {
    ($body:ident) => {
        $crate::model::right::Keys {
            written: $crate::model::written::Written {
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

pub(super) use take_keys;

impl Right {
    /// What the keys say. `inherited` is the measure at the top, for a case with a ladder that names none.
    pub(super) fn resolve(
        keys: Keys,
        inherited: Slot<Id<Dimension>>,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let measure = match resolver.slot(keys.measure) {
            Slot::Absent => inherited,
            own => own.map(|measure| measure.value),
        };
        let chain = keys.chain.place_if_set();
        let answer = keys.written.answer(resolver);
        let ladder = keys.limits.map(|limits| {
            let place = limits.place;
            (Ladder::resolve(limits, measure, chain.is_some(), dimensions, resolver), place)
        });
        if let (Some(place), Slot::Absent) = (chain, &ladder) {
            let help = "give `limits`, or leave `chain` out";
            resolver.say(Flaw::InvalidValue, place, "`chain` stands without `limits`", help);
        }
        let body = match (answer, ladder) {
            (Slot::Unread, _) | (_, Slot::Unread) => Body::Unread,
            (Slot::Given((answer, place)), Slot::Given((_, limits))) => {
                let key = match answer {
                    Some(Answer::Free) => "free",
                    Some(Answer::Forbidden) => "forbidden",
                    _ => "decides",
                };
                two_answers(key, place, "limits", limits, resolver);
                Body::Unread
            }
            (Slot::Absent, Slot::Given((ladder, _))) => ladder.map_or(Body::Unread, Body::Ladder),
            (Slot::Given((answer, place)), Slot::Absent) => Body::Plain(answer, place),
            (Slot::Absent, Slot::Absent) => Body::Silent,
        };
        Self { body, consults: resolver.refs_slot(keys.consults), informs: resolver.refs_slot(keys.informs) }
    }
}

/// What holds in some cases.
#[derive(Debug, Clone)]
pub struct DecisionCase {
    /// The cases in which it holds.
    pub when: CaseSet,
    /// What holds in them.
    pub right: Right,
    /// All of its table.
    pub place: Place,
}

impl DecisionCase {
    pub(super) fn resolve(
        mut declared: syntax::DecisionCase,
        measure: Slot<Id<Dimension>>,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let place = declared.place;
        let when = CaseSet::required(std::mem::take(&mut declared.when), place, dimensions, resolver);
        Self { when, right: Right::resolve(take_keys!(declared), measure, dimensions, resolver), place }
    }
}
