//! Rights: what the top of a decision or one of its cases says.

use super::answer::Answer;
use super::beside::Beside;
use super::dimension::Dimension;
use super::footing::Footing;
use super::id::Id;
use super::ladder::Ladder;
use super::resolver::Resolver;
use super::written::{Written, two_answers};
use crate::source::Place;
use crate::syntax::{self, Flag, Flaw, Located, Slot, To};

/// What the top of a decision or one of its cases says.
#[derive(Debug, Clone)]
pub struct Right {
    /// Who decides, outright or up a ladder.
    pub body: Body,
    /// What stands beside that.
    pub beside: Beside,
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
    /// The answers that it gives, with their places and the numbers of their steps.
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
    pub(super) beside: Beside,
}

/// The keys of the table that give an answer.
macro_rules! take_keys {
    ($body:ident, $footing:ident, $resolver:ident) => {
        $crate::model::right::Keys {
            written: $crate::model::written::Written {
                decides: std::mem::take(&mut $body.decides),
                free: std::mem::take(&mut $body.free),
                forbidden: std::mem::take(&mut $body.forbidden),
                elsewhere: std::mem::take(&mut $body.elsewhere),
            },
            limits: std::mem::take(&mut $body.limits),
            measure: std::mem::take(&mut $body.measure),
            chain: std::mem::take(&mut $body.chain),
            beside: take_beside!($body, $footing, $resolver),
        }
    };
}

pub(super) use take_keys;

impl Right {
    /// What the keys say. `inherited` is the measure at the top, for a case with a ladder that names none.
    pub(super) fn resolve(
        keys: Keys,
        inherited: Slot<Id<Dimension>>,
        footing: &Footing<'_>,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let measure = match resolver.slot(keys.measure) {
            Slot::Absent => inherited,
            own => own.map(|measure| measure.value),
        };
        let chain = keys.chain.place_if_set();
        let answer = keys.written.answer(footing, resolver);
        let ladder = keys.limits.map(|limits| {
            let place = limits.place;
            (Ladder::resolve(limits, measure, chain.is_some(), footing, resolver), place)
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
                    Some(Answer::Elsewhere) => "elsewhere",
                    _ => "decides",
                };
                two_answers(key, place, "limits", limits, resolver);
                Body::Unread
            }
            (Slot::Absent, Slot::Given((ladder, _))) => ladder.map_or(Body::Unread, Body::Ladder),
            (Slot::Given((answer, place)), Slot::Absent) => Body::Plain(answer, place),
            (Slot::Absent, Slot::Absent) => Body::Silent,
        };
        Self { body, beside: keys.beside }
    }
}
