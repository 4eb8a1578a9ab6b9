//! Approval limits: a ladder of steps over one measure, each step starting where the one before ends.

use case_space::{Coordinate, Domain, Interval, Number, Point, Way};

use super::answer::Answer;
use super::beside::{Beside, Parties, take_beside};
use super::deciders::Deciders;
use super::dimension::Dimension;
use super::footing::Footing;
use super::id::Id;
use super::limit::Limit;
use super::resolver::Resolver;
use super::written::Written;
use crate::source::Place;
use crate::syntax::{self, Flaw, Located, Remarks, Slot};

/// A ladder of approval limits.
#[derive(Debug, Clone)]
pub struct Ladder {
    /// The number that the limits are on.
    pub measure: Id<Dimension>,
    /// Which way the steps go.
    pub escalates: Way,
    /// The steps below agree first, one after the other.
    pub chain: bool,
    /// The steps, as written.
    pub steps: Vec<Step>,
    /// The list of steps.
    pub place: Place,
}

/// A step of a ladder.
#[derive(Debug, Clone)]
pub struct Step {
    /// Who decides; `None` where somebody is unknown.
    pub answer: Option<Answer>,
    /// Where that is said.
    pub answer_place: Place,
    /// Its end; `None` where it has no limit.
    pub end: Option<End>,
    /// The numbers that it is for: empty where it does not climb above the steps before it.
    pub interval: Interval,
    /// What stands beside that.
    pub beside: Beside,
    /// What is remarked on it.
    pub remarks: Remarks,
    /// Where the step stands.
    pub place: Place,
}

/// The end of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// The number at which the step ends.
    pub number: Number,
    /// Whether the number itself is still within the step.
    pub included: bool,
    /// Where the number stands.
    pub place: Place,
}

impl Ladder {
    /// The ladder; `None` where it cannot be read, which is then said.
    pub(super) fn resolve(
        limits: Located<Vec<syntax::Limit>>,
        measure: Slot<Id<Dimension>>,
        chain: bool,
        footing: &Footing<'_>,
        resolver: &mut Resolver<'_>,
    ) -> Option<Self> {
        let dimensions = footing.dimensions;
        let measure = named_measure(measure, limits.place, resolver);
        let escalates = measure.map_or(Way::Up, |measure| dimensions[measure].escalates);
        let is_number = measure.is_some_and(|measure| is_number(&dimensions[measure], limits.place, resolver));
        if limits.value.is_empty() {
            let help = "give at least one step such as `{ decides = \"…\", at-most = 50_000 }`";
            resolver.say(Flaw::InvalidValue, limits.place, "a ladder with no steps", help);
            return None;
        }
        let (is_sure, last) = (measure.is_some(), limits.value.len().saturating_sub(1));
        let written: Vec<_> = limits
            .value
            .into_iter()
            .enumerate()
            .map(|(number, limit)| {
                Step::resolve(limit, escalates, Sure { way: is_sure, last: number == last }, footing, resolver)
            })
            .collect();
        let steps: Option<Vec<Step>> = written.into_iter().collect();
        let measure = measure.filter(|_| is_number)?;
        let mut ladder = Self { measure, escalates, chain, steps: steps?, place: limits.place };
        ladder.climb(&dimensions[measure]);
        if chain {
            ladder.agree_in_turn();
        }
        Some(ladder)
    }

    /// The limit that ends the step, if it has one.
    #[must_use]
    pub fn limit(&self, step: &Step) -> Option<Limit> {
        let end = step.end.as_ref()?;
        Some(Limit { measure: self.measure, within: end.within(self.escalates), place: end.place })
    }

    /// Gives each step the numbers from the end of those before it to its own.
    fn climb(&mut self, measure: &Dimension) {
        let Some(Domain::Numbers(numbers)) = &measure.domain else { return };
        let escalates = self.escalates;
        let mut left = numbers.within.clone();
        for step in &mut self.steps {
            match &step.end {
                None => step.interval = std::mem::replace(&mut left, nothing()),
                Some(end) => {
                    step.interval = left.clone().meet(&end.within(escalates));
                    left = left.meet(&end.beyond(escalates));
                }
            }
        }
    }

    /// Puts before each answer those of the steps below it.
    fn agree_in_turn(&mut self) {
        let mut below: Option<Vec<Deciders>> = Some(Vec::new());
        for step in &mut self.steps {
            match &step.answer {
                Some(Answer::Decides(deciders)) => {
                    if let Some(below) = &mut below {
                        below.push(deciders.clone());
                    }
                    step.answer = below.clone().map(|mut in_turn| match (in_turn.len(), in_turn.pop()) {
                        (1, Some(alone)) => Answer::Decides(alone),
                        (_, last) => Answer::Chain(in_turn.into_iter().chain(last).collect()),
                    });
                }
                Some(_) => {}
                None => below = None,
            }
        }
    }
}

/// An interval that holds no number.
fn nothing() -> Interval {
    Interval::ALL.above(Number::ZERO).below(Number::ZERO)
}

fn named_measure(measure: Slot<Id<Dimension>>, place: Place, resolver: &mut Resolver<'_>) -> Option<Id<Dimension>> {
    if measure.is_absent() {
        let help = "say what the limits are on: `measure = \"amount\"`";
        resolver.say(Flaw::MissingKey, place, "`measure` is missing: the limits do not say what they are on", help);
    }
    measure.take()
}

fn is_number(measure: &Dimension, place: Place, resolver: &mut Resolver<'_>) -> bool {
    if matches!(measure.domain, Some(Domain::Values { .. })) {
        let message = format!("the limits are on `{}`, which is no number", measure.id);
        resolver.say(
            Flaw::InvalidValue,
            place,
            message,
            "name a dimension that is a number as `measure`, or write `cases`",
        );
    }
    measure.is_number()
}

/// What is known of a step before it is read.
#[derive(Clone, Copy)]
struct Sure {
    /// In which direction its ladder goes.
    way: bool,
    /// That it is the last.
    last: bool,
}

impl Step {
    fn resolve(
        mut limit: syntax::Limit,
        escalates: Way,
        sure: Sure,
        footing: &Footing<'_>,
        resolver: &mut Resolver<'_>,
    ) -> Option<Self> {
        let place = limit.place;
        let remarks = limit.remarks();
        let beside = take_beside!(limit, footing, resolver);
        let ends = Ends {
            rising: [(limit.at_most, "at-most", true), (limit.below, "below", false)],
            falling: [(limit.at_least, "at-least", true), (limit.above, "above", false)],
        };
        let end = ends.end(escalates, sure, resolver);
        let written = Written {
            decides: limit.decides,
            free: limit.free,
            forbidden: limit.forbidden,
            elsewhere: limit.elsewhere,
        };
        let (answer, answer_place) = match written.answer(footing, resolver) {
            Slot::Given(given) => given,
            Slot::Absent => {
                let help = "say who decides: `decides = \"…\"`, `free = true` or `forbidden = true`";
                resolver.say(Flaw::MissingKey, place, "`decides` is missing in this step", help);
                (None, place)
            }
            Slot::Unread => (None, place),
        };
        if end.is_unread() {
            return None;
        }
        Some(Self { answer, answer_place, end: end.take(), interval: nothing(), beside, remarks, place })
    }
}

type Bounds = [(Slot<Located<Number>>, &'static str, bool); 2];

/// The bounds of a step as written.
struct Ends {
    rising: Bounds,
    falling: Bounds,
}

impl Ends {
    /// The end of the step. Where it is plain nevertheless, saying also where the step begins does not hide it.
    fn end(self, escalates: Way, sure: Sure, resolver: &mut Resolver<'_>) -> Slot<End> {
        let (proper, improper, ends) = match escalates {
            Way::Up => (self.rising, self.falling, "`at-most` or `below`"),
            Way::Down => (self.falling, self.rising, "`at-least` or `above`"),
        };
        let is_plain = sure.last || proper.iter().any(|(slot, ..)| slot.get().is_some());
        let mut readable = true;
        for (slot, key, _) in &improper {
            if let (Slot::Given(number), true) = (slot, sure.way) {
                let message = format!("a step says where it ends, with {ends}, and `{key}` says where it begins");
                let help = format!("take `{key}` out: a step begins where the one before it ends");
                resolver.say(Flaw::InvalidValue, number.place, message, help);
            }
            readable &= slot.is_absent() || (is_plain && slot.get().is_some());
        }
        let [(closed, .., included), (open, ..)] = proper;
        readable &= !closed.is_unread() && !open.is_unread();
        match (closed.take(), open.take()) {
            (Some(_), Some(second)) => {
                resolver.say(Flaw::InvalidValue, second.place, "the step has two ends", "keep one of them");
                Slot::Unread
            }
            _ if !readable => Slot::Unread,
            (Some(number), None) => Slot::Given(End { number: number.value, included, place: number.place }),
            (None, Some(number)) => Slot::Given(End { number: number.value, included: false, place: number.place }),
            (None, None) => Slot::Absent,
        }
    }
}

impl End {
    /// The numbers up to the end.
    fn within(&self, escalates: Way) -> Interval {
        let number = self.number.clone();
        match (escalates, self.included) {
            (Way::Up, true) => Interval::ALL.at_most(number),
            (Way::Up, false) => Interval::ALL.below(number),
            (Way::Down, true) => Interval::ALL.at_least(number),
            (Way::Down, false) => Interval::ALL.above(number),
        }
    }

    /// The numbers beyond the end.
    fn beyond(&self, escalates: Way) -> Interval {
        let number = self.number.clone();
        match (escalates, self.included) {
            (Way::Up, true) => Interval::ALL.above(number),
            (Way::Up, false) => Interval::ALL.at_least(number),
            (Way::Down, true) => Interval::ALL.below(number),
            (Way::Down, false) => Interval::ALL.at_most(number),
        }
    }
}

impl Ladder {
    /// The step for the number that the case has on the measure.
    #[must_use]
    pub fn step_at(&self, point: &Point) -> Option<&Step> {
        let Some(Coordinate::Number(number)) = point.coordinate(self.measure.index()) else { return None };
        self.steps.iter().find(|step| step.interval.contains(number))
    }
}
