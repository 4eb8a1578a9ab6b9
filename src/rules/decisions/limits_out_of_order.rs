//! Rule `limits-out-of-order`.

use case_space::{Domain, Way};

use crate::finding::Finding;
use crate::model::{Answer, Decision, Dimension, End, Ladder, Step};
use crate::rules::rule::rule;
use crate::rules::support::words::with_unit;
use crate::rules::{Context, Found};

rule! {
    /// A ladder step that does not climb, so that it can never apply.
    ///
    /// # Why it matters
    /// A step begins where the one before it ends. One whose limit is not beyond that is dead: who is named in it believes to have a right
    /// and has none. Most often two steps were swapped, or a limit lost or gained a nought.
    ///
    /// # Example
    /// ```toml
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "manager", at-most = 20 },
    ///   { decides = { all = ["manager", "director"] }, at-most = 10 },
    ///   { decides = "director" },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   limits = [
    /// -   { decides = "manager", at-most = 20 },
    /// -   { decides = { all = ["manager", "director"] }, at-most = 10 },
    /// +   { decides = "manager", at-most = 10 },
    /// +   { decides = { all = ["manager", "director"] }, at-most = 20 },
    ///     { decides = "director" },
    ///   ]
    /// ```
    ///
    /// # Silent when
    /// The limit or the measure could not be read. The other rules on ladders are silent about one whose steps are out of order, so that
    /// one mistake is said once.
    "limits-out-of-order", Error, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    for ladder in decision.ladders() {
        let measure = &cx.model.dimensions[ladder.measure];
        for (number, step) in idle_steps(ladder, measure) {
            let before = ladder.steps.get(..number).unwrap_or_default();
            let roles = step.answer.iter().flat_map(Answer::roles);
            let finding = never_applies(found, decision, (ladder, measure), before, step);
            found.add(finding.roles(roles.map(|role| cx.role_id(role))));
        }
    }
}

/// The steps for which no number is left, with their numbers.
pub(in crate::rules) fn idle_steps<'a>(
    ladder: &'a Ladder,
    measure: &'a Dimension,
) -> impl Iterator<Item = (usize, &'a Step)> {
    let numbers = if let Some(Domain::Numbers(numbers)) = &measure.domain { Some(numbers) } else { None };
    let steps = ladder.steps.iter().enumerate();
    steps.filter(move |(_, step)| numbers.is_some_and(|numbers| !numbers.any_in(&step.interval)))
}

fn never_applies(
    found: &Found,
    decision: &Decision,
    (ladder, measure): (&Ladder, &Dimension),
    before: &[Step],
    step: &Step,
) -> Finding {
    let place = step.end.as_ref().map_or(step.answer_place, |end| end.place);
    let finding = |message: String| found.finding(decision.subject(), place, message);
    let id = &decision.id;
    if let Some(unlimited) = before.iter().find(|step| step.end.is_none()) {
        return finding(format!("a step of `{id}` can never apply: the step before it has no limit"))
            .label("stands after a step without a limit")
            .also(unlimited.place, "this step has no limit")
            .help("put the step without a limit last, or give it one");
    }
    let (higher, climbing) = match ladder.escalates {
        Way::Up => ("above", "rising"),
        Way::Down => ("below", "falling"),
    };
    let climbs = |end: &End, far: &End| match ladder.escalates {
        Way::Up => end.number > far.number,
        Way::Down => end.number < far.number,
    };
    let farthest =
        before.iter().filter_map(|step| step.end.as_ref()).reduce(|far, end| if climbs(end, far) { end } else { far });
    match (&step.end, farthest) {
        (Some(end), Some(far)) if !climbs(end, far) => {
            let [end, far_number] = [&end.number, &far.number].map(|number| with_unit(number, measure));
            finding(format!("a step of `{id}` can never apply: its limit of {end} is not {higher} {far_number}"))
                .label(format!("not {higher} the limit before it"))
                .also(far.place, "a step before it reaches up to here")
                .help(format!("put the steps in the order of {climbing} limits, or correct the limit"))
        }
        _ => finding(format!("a step of `{id}` can never apply: there is no `{}` that it is for", measure.id))
            .label("no number is left for this step")
            .also(measure.place, "says which numbers there are")
            .help("move the limit, take the step out, or widen the bounds of the measure"),
    }
}
