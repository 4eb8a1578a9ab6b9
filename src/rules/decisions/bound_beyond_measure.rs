//! Rule `bound-beyond-measure`.

use std::collections::BTreeSet;
use std::ops::Bound;

use case_space::{Domain, Interval, Numbers, Space, interval_words};

use crate::finding::Finding;
use crate::model::{CaseSet, Dimension, Dimensions, Limit};
use crate::rules::decisions::limits_out_of_order::idle_steps;
use crate::rules::rule::rule;
use crate::rules::support::limits::{Bounding, WrittenLimit, limits};
use crate::rules::support::words::with_unit;
use crate::rules::{Context, Found};

rule! {
    /// A limit past the end of what it limits, so that it changes nothing there.
    ///
    /// # Why it matters
    /// A limit of 500 on a discount of at most 100 % tells nothing apart: most often it is a zero too many, and whoever was to decide above
    /// 50 is never asked. Or the end of the measure was drawn in and the limits forgot.
    ///
    /// # Example
    /// ```toml
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "manager", at-most = 10 },
    ///   { decides = "director", at-most = 500 },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///     { decides = "manager", at-most = 10 },
    /// -   { decides = "director", at-most = 500 },
    /// +   { decides = "director", at-most = 50 },
    /// +   { forbidden = true },
    ///   ]
    /// ```
    ///
    /// # Silent when
    /// The limit stands at the end itself, or leaves out no number that could be meant beyond it (`below = 101` where whole numbers end at
    /// 100). A case that never applies because of it is `unreachable-case`, a step that never does `limits-out-of-order`. Days have no end.
    "bound-beyond-measure", Warning, Decisions, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let dimensions = &cx.model.dimensions;
    let mut places = BTreeSet::new();
    for written in limits(cx.model) {
        let measure = &dimensions[written.limit.measure];
        let Some(past) = past(&written.limit, measure).filter(|_| !is_said(&written, dimensions)) else { continue };
        if places.insert(written.limit.place) {
            found.add(beyond(found, &written, measure, &past));
        }
    }
}

/// The numbers that a measure does not have and that the limit stands among.
fn past(limit: &Limit, measure: &Dimension) -> Option<Interval> {
    let Some(Domain::Numbers(numbers)) = measure.domain.as_ref().filter(|_| !measure.is_day()) else { return None };
    let is_upper = limit.within.low() == Bound::Unbounded;
    let (below, above) = (numbers.within.lower(), numbers.within.higher());
    let (own, other) = if is_upper { (above, below) } else { (below, above) };
    let all = Numbers { within: Interval::ALL, ..numbers.clone() };
    if !numbers.any_in(&limit.within) {
        return Some(other);
    }
    all.any_in(&limit.within.clone().meet(&own)).then_some(own)
}

/// Whether another rule says it: of a case or a step that never applies.
fn is_said(written: &WrittenLimit<'_>, dimensions: &Dimensions) -> bool {
    match written.bounds {
        Bounding::Step(ladder) => idle_steps(ladder, &dimensions[ladder.measure]).next().is_some(),
        Bounding::Case(when) => never_applies(when, dimensions),
        Bounding::Other => false,
    }
}

/// Whether there is no such case.
fn never_applies(when: &CaseSet, dimensions: &Dimensions) -> bool {
    Space::divided_by(dimensions.on_any_day(), &[when.condition()]).1.iter().all(Option::is_none)
}

fn beyond(found: &Found, written: &WrittenLimit<'_>, measure: &Dimension, past: &Interval) -> Finding {
    let WrittenLimit { subject, limit, .. } = written;
    let at = limit.number().map(|number| with_unit(number, measure)).unwrap_or_default();
    let message =
        format!("a limit of `{subject}` at {at} changes nothing: `{}` is never {}", measure.id, interval_words(past));
    let help =
        format!("correct the number (a zero too many?), or take the limit out, or let `{}` go as far", measure.id);
    let finding =
        found.finding(subject.clone(), limit.place, message).label(format!("past the end of `{}`", measure.id));
    finding.also(measure.place, "says which numbers there are").help(help)
}
