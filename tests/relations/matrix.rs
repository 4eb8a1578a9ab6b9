//! A matrix as data: what the random ones are made of, and what every way of writing one starts from.
//!
//! The roles, dimensions and values are always the same ones, so that whatever is made simpler stays a matrix. Numbers are heights:
//! the higher, the more authority it takes. Where a measure escalates downward they are written with the other sign.

use std::collections::BTreeSet;

pub(crate) const ROLES: usize = 6;
/// How many values each dimension of values has.
pub(crate) const VALUES: [usize; 2] = [3, 2];
/// Values of the first dimension that a group has a name for.
pub(crate) const GROUP: [usize; 2] = [1, 2];

#[derive(Debug, Clone)]
pub(crate) struct Matrix {
    pub(crate) measures: [Measure; 2],
    pub(crate) owner: Option<usize>,
    pub(crate) accountable_works: bool,
    pub(crate) is_staged: bool,
    pub(crate) heads: Option<[Option<usize>; 2]>,
    pub(crate) roles: Vec<Role>,
    pub(crate) people: Vec<Person>,
    pub(crate) activities: Vec<Activity>,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) handoffs: Vec<Handoff>,
    pub(crate) escalations: Vec<Escalation>,
    pub(crate) indicators: Vec<Indicator>,
    pub(crate) is_separated: bool,
    /// The activities have one name.
    pub(crate) is_alike: bool,
    pub(crate) delegations: Vec<Delegation>,
    pub(crate) examples: Vec<Example>,
    pub(crate) waivers: Vec<Waiver>,
}

/// A dimension of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Measure {
    pub(crate) within: Interval,
    pub(crate) is_whole: bool,
    pub(crate) is_money: bool,
    pub(crate) falls: bool,
}

/// A number, and whether it is within.
pub(crate) type End = (i64, bool);

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Interval {
    pub(crate) low: Option<End>,
    pub(crate) high: Option<End>,
}

#[derive(Debug, Clone)]
pub(crate) struct Role {
    pub(crate) superior: Option<usize>,
    pub(crate) deputy: Option<usize>,
    pub(crate) level: Option<usize>,
    pub(crate) department: Option<usize>,
    pub(crate) is_external: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) roles: Vec<usize>,
    pub(crate) when: When,
}

/// Some cases: a condition on each dimension, or none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct When {
    pub(crate) values: [Option<BTreeSet<usize>>; 2],
    pub(crate) numbers: [Interval; 2],
}

#[derive(Debug, Clone)]
pub(crate) struct Activity {
    pub(crate) stage: Option<usize>,
    pub(crate) top: Letters,
    pub(crate) cases: Vec<(When, Letters)>,
}

pub(crate) const LETTERS: [&str; 4] = ["R", "A", "C", "I"];

/// Who holds each of [`LETTERS`], where it is said.
pub(crate) type Letters = [Option<Vec<usize>>; 4];

#[derive(Debug, Clone)]
pub(crate) struct Decision {
    pub(crate) stage: Option<usize>,
    pub(crate) activity: Option<usize>,
    pub(crate) requested_by: Vec<usize>,
    pub(crate) four_eyes: bool,
    pub(crate) is_timed: bool,
    pub(crate) adds_up: bool,
    pub(crate) top: Option<Body>,
    pub(crate) cases: Vec<(When, Body)>,
}

/// An answer, and whom it is asked and told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Body {
    pub(crate) right: Right,
    pub(crate) consults: Vec<usize>,
    pub(crate) informs: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Right {
    Plain(Say),
    Ladder(Ladder),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ladder {
    pub(crate) measure: usize,
    pub(crate) steps: Vec<(End, Say)>,
    /// Who decides without limit.
    pub(crate) last: Option<Say>,
    pub(crate) is_chain: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Say {
    Decides(Term),
    Free,
    Forbidden,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Term {
    Role(usize),
    All(Vec<Term>),
    Any(Vec<Term>),
    Count(usize, Vec<Term>),
}

#[derive(Debug, Clone)]
pub(crate) struct Handoff {
    pub(crate) from: Vec<usize>,
    pub(crate) to: Vec<usize>,
    pub(crate) is_complete: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Escalation {
    pub(crate) path: Vec<usize>,
    pub(crate) is_timed: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Indicator {
    pub(crate) role: usize,
    pub(crate) activity: usize,
    pub(crate) target: i64,
    pub(crate) is_part: bool,
    /// Who is warned, if there is a warning.
    pub(crate) alerts: Option<Vec<usize>>,
}

#[derive(Debug, Clone)]
pub(crate) struct Delegation {
    pub(crate) from: usize,
    pub(crate) to: Vec<usize>,
    pub(crate) decision: usize,
    pub(crate) when: Option<When>,
    /// It ends, and not yet.
    pub(crate) ends: Option<bool>,
}

#[derive(Debug, Clone)]
pub(crate) struct Example {
    pub(crate) decision: usize,
    pub(crate) given: Case,
    pub(crate) decides: Say,
}

#[derive(Debug, Clone)]
pub(crate) struct Waiver {
    pub(crate) rule: &'static str,
    pub(crate) decision: usize,
    pub(crate) approved_by: Option<usize>,
    pub(crate) until: Option<bool>,
}

/// One case; numbers in quarters, so that there is something between any two that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) values: [usize; 2],
    pub(crate) quarters: [i64; 2],
}

impl Interval {
    pub(crate) fn is_all(&self) -> bool {
        self.low.is_none() && self.high.is_none()
    }

    pub(crate) fn contains(&self, quarters: i64) -> bool {
        self.low.is_none_or(|(low, within)| quarters > 4 * low || within && quarters == 4 * low)
            && self.high.is_none_or(|(high, within)| quarters < 4 * high || within && quarters == 4 * high)
    }

    /// What both hold, if that is anything.
    pub(crate) fn meet(&self, other: &Self) -> Option<Self> {
        let tighter = |ends: [Option<End>; 2], sign: i64| {
            ends.into_iter().flatten().max_by_key(|(number, within)| (sign * number, !within))
        };
        let both = Self { low: tighter([self.low, other.low], 1), high: tighter([self.high, other.high], -1) };
        let holds = match (both.low, both.high) {
            (Some((low, from)), Some((high, to))) => low < high || low == high && from && to,
            _ => true,
        };
        holds.then_some(both)
    }
}

impl When {
    pub(crate) fn contains(&self, case: &Case) -> bool {
        let values = self.values.iter().zip(case.values);
        let numbers = self.numbers.iter().zip(case.quarters);
        values.into_iter().all(|(values, value)| values.as_ref().is_none_or(|values| values.contains(&value)))
            && numbers.into_iter().all(|(interval, number)| interval.contains(number))
    }

    /// The part of it in which a measure is within the interval, if there is any.
    pub(crate) fn within(&self, measure: usize, interval: &Interval) -> Option<Self> {
        let mut part = self.clone();
        part.numbers[measure] = part.numbers[measure].meet(interval)?;
        Some(part)
    }
}

impl Ladder {
    /// The steps with the interval of each.
    pub(crate) fn intervals(&self) -> impl Iterator<Item = (Interval, &Say)> {
        let ends = self.steps.iter().map(|(end, say)| (Some(*end), say));
        let last = self.last.iter().map(|say| (None, say));
        let mut low: Option<End> = None;
        ends.chain(last).map(move |(high, say)| {
            let interval = Interval { low, high };
            // one that does not climb has none, and the next begins where those before it end
            let next = high.map(|(number, within)| (number, !within));
            low = [low, next].into_iter().flatten().max_by_key(|(number, within)| (*number, !within));
            (interval, say)
        })
    }
}

impl Matrix {
    /// Every answer that is written, to be written otherwise.
    pub(crate) fn says_mut(&mut self) -> impl Iterator<Item = &mut Say> {
        let bodies = self
            .decisions
            .iter_mut()
            .flat_map(|decision| decision.top.iter_mut().chain(decision.cases.iter_mut().map(|(_, body)| body)));
        bodies.flat_map(|body| match &mut body.right {
            Right::Plain(say) => vec![say],
            Right::Ladder(ladder) => ladder.steps.iter_mut().map(|(_, say)| say).chain(ladder.last.as_mut()).collect(),
        })
    }
}
