//! Rule `no-decider`.

use std::collections::BTreeSet;
use std::ops::Bound;

use case_space::{Condition, Number, Selection, Way};

use crate::finding::Finding;
use crate::model::{Body, Decision, DecisionCase, Origin, Relative};
use crate::rules::rule::rule;
use crate::rules::support::edges::{Edge, Gap};
use crate::rules::support::regions::Covered;
use crate::rules::{Context, Found};
use crate::source::Place;

rule! {
    /// A region of cases in which nobody decides.
    ///
    /// # Why it matters
    /// A case for which nobody has the right to decide waits, or is decided by whoever dares. Such cases hide between two limits, exactly
    /// on a limit ("below 10 000" here, "above 10 000" there), above the highest one, and in a customer tier or region that was left out.
    /// For every post the scope of its authority has to be stated (企业内部控制基本规范, art. 30). The rule looks at every case that there is, not
    /// at samples, and names one of those that it finds.
    ///
    /// # Example
    /// ```toml
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "manager", at-most = 5 },
    ///   { decides = "director", at-most = 20 },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   limits = [
    ///     { decides = "manager", at-most = 5 },
    ///     { decides = "director", at-most = 20 },
    /// +   { forbidden = true },
    ///   ]
    /// ```
    ///
    /// # Silent when
    /// Some of what the decision says could not be read, or names a role that is not defined: that is said instead. A case that is `free`
    /// or `forbidden` has its answer, and so has one that is decided `elsewhere`; cases that do not exist (outside a dimension's bounds,
    /// between its steps, `[[impossible]]`, of roles that may not ask) need none. An approver who follows from the requester stands for
    /// itself where the decision names no requester or the policy has no reporting lines; else one for whom there is nobody is a gap. A step of a
    /// ladder that can never apply leaves no gap, since the steps after it begin where those before it end: that is `limits-out-of-order`.
    "no-decider", Error, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let Some(covered) = Covered::decision(decision) else { return };
    covered.each_gap(cx, found, |found, region, when| {
        let message = format!("nobody decides `{}`{when}", decision.id);
        let gap = Gap { decision, coverage: covered.coverage, region };
        let roles: BTreeSet<_> = gap.neighbours(cx).flat_map(|answer| answer.signers()).collect();
        let finding = match (silent_case(gap), gap.edges(cx).as_slice()) {
            (Some(case), _) => silent(found, decision, case, message),
            _ if let Some((place, follows)) = nobody_follows(cx, gap) => {
                nowhere(found, decision, place, follows, message)
            }
            (None, []) => left_out(found, decision, message),
            (None, [nearest, others @ ..]) => at_limits(found, decision, nearest, others, message),
        };
        finding.roles(roles.into_iter().map(|role| cx.role_id(role)))
    });
}

/// The case that takes the whole gap and gives no answer.
fn silent_case<'a>(gap: Gap<'a>) -> Option<&'a DecisionCase> {
    let mut silent = gap.decision.cases.iter().filter(|case| matches!(case.right.body, Body::Silent));
    let space = gap.coverage.cover.space();
    silent.find(|case| space.region(&case.when.condition()).is_some_and(|region| gap.region.is_within(&region)))
}

/// Where an approver is written who comes to nobody in all these cases, and whether from the requester.
fn nobody_follows(cx: &Context<'_>, gap: Gap<'_>) -> Option<(Place, bool)> {
    let is_within = |origin: &Origin| {
        let case = origin.case.and_then(|number| gap.decision.cases.get(number));
        let mut when = case.map_or_else(Condition::always, |case| case.when.condition());
        if let Some((ladder, step)) = gap.decision.step_at(*origin) {
            when = when.and(ladder.measure.index(), Selection::numbers([step.interval.clone()]));
        }
        gap.coverage.cover.space().region(&when).is_some_and(|region| gap.region.is_within(&region))
    };
    let written = gap.coverage.origins.iter().filter(|origin| is_within(origin));
    let mut following = written.filter_map(|origin| {
        let relatives = gap.decision.signed_at(*origin)?.relatives();
        let from_requester = relatives.iter().any(Relative::follows_from_requester);
        (!relatives.is_empty()).then_some((origin.place, from_requester))
    });
    following.next().filter(|_| cx.budget().spend(gap.coverage.origins.len()))
}

/// A gap in which an approver who follows from the requester or the case comes to nobody.
fn nowhere(found: &Found, decision: &Decision, place: Place, from_requester: bool, message: String) -> Finding {
    let help = match from_requester {
        true => "say whom they report to or who heads their department, or who decides then in a case of its own",
        false => {
            "say who is in charge: `values = { … = { holder = \"…\" } }`, or who decides then in a case of its own"
        }
    };
    found.finding(decision.subject(), place, message).label("comes to nobody then").help(help)
}

fn silent(found: &Found, decision: &Decision, case: &DecisionCase, message: String) -> Finding {
    found
        .finding(decision.subject(), case.place, message)
        .label("this case does not say who decides")
        .help("say who decides in this case, or take it out so that the top holds")
}

/// A gap that no limit ends: whole values are left out, or everything is.
fn left_out(found: &Found, decision: &Decision, message: String) -> Finding {
    let finding = found.finding(decision.subject(), decision.place, message);
    if decision.rights().all(|right| matches!(right.body, Body::Silent)) {
        let help =
            "add `decides = \"…\"` or `limits`, or say that it is `free = true` or `forbidden = true` on purpose";
        return finding.label("nothing says who decides").help(help);
    }
    let help = "name who decides then: at the top, or in a case of its own";
    finding.label("no answer covers these cases").help(help)
}

/// A gap that ends at limits.
fn at_limits(found: &Found, decision: &Decision, nearest: &Edge, others: &[Edge], message: String) -> Finding {
    let finding = found
        .finding(decision.subject(), nearest.limit.place, message)
        .label(label(nearest))
        .help(help(nearest, others));
    finding.also_each(others.iter().map(|edge| (edge.limit.place, label(edge))))
}

fn label(edge: &Edge) -> &'static str {
    let is_included = matches!(end(edge), Bound::Included(_));
    match (edge.way, edge.is_last, is_included) {
        (Way::Down, true, _) => "the highest limit",
        (Way::Up, true, _) => "the lowest limit",
        (Way::Down, false, true) => "nobody decides above this",
        (Way::Down, false, false) => "nobody decides from this on",
        (Way::Up, false, true) => "nobody decides below this",
        (Way::Up, false, false) => "nobody decides up to this",
    }
}

/// The end of the limit that faces the gap.
fn end(edge: &Edge) -> Bound<&Number> {
    match edge.way {
        Way::Down => edge.limit.within.high(),
        Way::Up => edge.limit.within.low(),
    }
}

fn help(nearest: &Edge, others: &[Edge]) -> String {
    let side = if nearest.way == Way::Down { "above" } else { "below" };
    if nearest.is_last {
        return match nearest.ends_step {
            true => format!("give the last step no bound, or name who decides {side} it"),
            false => format!("take this limit out, or add a case for what is {side} it"),
        };
    }
    let facing = |edge: &&Edge| edge.limit.measure == nearest.limit.measure && edge.way != nearest.way;
    match (end(nearest), others.iter().find(facing).map(end)) {
        (Bound::Excluded(one), Some(Bound::Excluded(other))) if one == other => {
            "let one of the two limits include the number: `at-most` for `below`, or `at-least` for `above`".to_owned()
        }
        (_, Some(_)) => "let the two limits meet, or add a case for what lies between them".to_owned(),
        (_, None) => format!("name who decides {side} this limit, or move it"),
    }
}
