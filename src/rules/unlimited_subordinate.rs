//! Rule `unlimited-subordinate`.

use super::rule::rule;
use super::{Context, Found};
use crate::model::{Body, Coverage, Decision, Id, Ladder, Role, Step};
use crate::space::Region;

rule! {
    /// A ladder that ends with no limit at a role whose superior has no say in the decision.
    ///
    /// # Why it matters
    /// Limits were drawn, so somebody thought that large cases need more authority than small ones; yet the largest of all are decided by
    /// somebody who answers to somebody else, who may never hear of them. Often the last limit was forgotten, not waived: a published list
    /// that says who decides "above 50 000" and stops there gives that role everything. Schedules of delegation name a ceiling for every role
    /// below the top for this reason.
    ///
    /// # Example
    /// ```toml
    /// [matrix]
    /// owner = "director"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [dimensions]
    /// discount = { unit = "%", at-least = 0, at-most = 100 }
    ///
    /// [roles]
    /// director = { deputy = "vice" }
    /// vice = { reports-to = "director" }
    /// manager = { reports-to = "director", deputy = "director" }
    /// clerk = { reports-to = "manager", deputy = "manager" }
    ///
    /// [activities.make-offer]
    /// R = ["clerk", "manager"]
    /// A = "director"
    /// C = "vice"
    ///
    /// [indicators.offers-won]
    /// role = "director"
    /// activity = "make-offer"
    /// target = { at-least = 30 }
    /// unit = "%"
    /// per = "1 year"
    ///
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "clerk", at-most = 10 },
    ///   { decides = "manager" },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```toml
    /// [matrix]
    /// owner = "director"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [dimensions]
    /// discount = { unit = "%", at-least = 0, at-most = 100 }
    ///
    /// [roles]
    /// director = { deputy = "vice" }
    /// vice = { reports-to = "director" }
    /// manager = { reports-to = "director", deputy = "director" }
    /// clerk = { reports-to = "manager", deputy = "manager" }
    ///
    /// [activities.make-offer]
    /// R = ["clerk", "manager"]
    /// A = "director"
    /// C = "vice"
    ///
    /// [indicators.offers-won]
    /// role = "director"
    /// activity = "make-offer"
    /// target = { at-least = 30 }
    /// unit = "%"
    /// per = "1 year"
    ///
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "clerk", at-most = 10 },
    ///   { decides = "manager", at-most = 30 },
    ///   { decides = "director" },
    /// ]
    /// ```
    ///
    /// # Silent when
    /// The role answers to nobody in the organisation, its direct superior decides, is consulted or is informed somewhere in the decision, the
    /// last step is decided by more than one role, or the ladder has one step only.
    "unlimited-subordinate", Info, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let Some(coverage) = decision.coverage.as_ref().filter(|_| decision.is_complete()) else { return };
    for right in decision.rights() {
        if let Body::Ladder(ladder) = &right.body {
            unlimited(cx, decision, coverage, ladder, found);
        }
    }
}

fn unlimited(cx: &Context<'_>, decision: &Decision, coverage: &Coverage, ladder: &Ladder, found: &mut Found) {
    let [.., below, last] = ladder.steps.as_slice() else { return };
    let Some((role, superior)) = subordinate(cx, last) else { return };
    let (None, Some(limit)) = (&last.end, &below.end) else { return };
    if has_a_say(decision, superior) {
        return;
    }
    let Some(region) = region(cx, coverage, last) else { return };
    let dimensions = &cx.model.dimensions;
    let (role, superior) = (cx.role_id(role), cx.role_id(superior));
    let words = coverage.words(&region, dimensions);
    let message = format!("`{role}` decides `{}` without a ceiling when {words}", decision.id);
    let help = format!("give this step a limit and add one for `{superior}`, or name `{superior}` in `informs` if no ceiling is meant");
    let finding = found
        .finding(decision.subject(), last.answer_place, message)
        .label(format!("answers to `{superior}`, who has no say"))
        .also(limit.place, "the highest limit")
        .help(help)
        .roles([role, superior])
        .cases(coverage.cases(&region, &region, dimensions));
    found.add(finding);
}

/// The one role that decides the step, and whom it answers to in the organisation.
fn subordinate(cx: &Context<'_>, step: &Step) -> Option<(Id<Role>, Id<Role>)> {
    let role = step.answer.as_ref()?.sole_decider()?;
    let superior = cx.org.superior(role)?;
    (!cx.model.roles[superior].external).then_some((role, superior))
}

/// Whether the role decides, is asked or is told in some case of the decision.
fn has_a_say(decision: &Decision, role: Id<Role>) -> bool {
    let decides = decision.written_answers().filter_map(|(answer, _)| answer).any(|answer| answer.roles().contains(&role));
    let hears = decision.rights().any(|right| {
        let steps = if let Body::Ladder(ladder) = &right.body { ladder.steps.as_slice() } else { &[] };
        let of_steps = steps.iter().flat_map(|step| [&step.consults, &step.informs]);
        [&right.consults, &right.informs].into_iter().chain(of_steps).any(|roles| roles.contains(role))
    });
    decides || hears
}

/// The largest region in which the step holds.
fn region(cx: &Context<'_>, coverage: &Coverage, step: &Step) -> Option<Region> {
    let pieces = coverage.cover.resolved(cx.budget()).into_found().into_iter();
    let of_step = pieces.filter(|piece| coverage.origin(piece.origin).step_place == step.place);
    of_step.map(|piece| piece.region).max_by_key(|region| coverage.cover.space().size(region))
}
