//! Rule `unlimited-subordinate`.

use std::collections::BTreeMap;

use case_space::OriginId;

use crate::model::{Answer, Coverage, Decision, Dimension, Id, Role, Step};
use crate::rules::rule::rule;
use crate::rules::support::regions::Covered;
use crate::rules::{Context, Found};
use crate::source::Place;

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
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "seller", at-most = 10 },
    ///   { decides = "manager" },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///     { decides = "seller", at-most = 10 },
    /// -   { decides = "manager" },
    /// +   { decides = "manager", at-most = 30 },
    /// +   { decides = "director" },
    ///   ]
    /// ```
    ///
    /// # Silent when
    /// The role answers to nobody in the organisation, its direct superior decides, signs or stands beside the answer (`consults`,
    /// `informs`, `agrees` …) somewhere in the decision, the step or its case asks for somebody else as well, the
    /// last step is decided by more than one role, or the ladder has one step only.
    "unlimited-subordinate", Info, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let Some(coverage) = decision.coverage.as_ref().filter(|_| !decision.has_unread()) else { return };
    let mut unlimited: BTreeMap<_, Vec<Unlimited<'_>>> = BTreeMap::new();
    for ladder in decision.ladders() {
        let [.., below, last] = ladder.steps.as_slice() else { continue };
        let (Some(roles), None, Some(limit)) = (subordinate(cx, last), &last.end, &below.end) else { continue };
        if !has_a_say(decision, roles.1) {
            let unlimited = unlimited.entry((roles, ladder.measure)).or_default();
            unlimited.push(Unlimited { step: last, limit: limit.place });
        }
    }
    for ((roles, measure), steps) in unlimited {
        each_ceiling(cx, (decision, coverage), roles, (measure, &steps), found);
    }
}

/// The last step of a ladder, and where the limit before it stands.
struct Unlimited<'a> {
    step: &'a Step,
    limit: Place,
}

/// Adds a finding for each region in which one of the steps holds, by which one role decides, up to the end of the measure.
fn each_ceiling(
    cx: &Context<'_>,
    (decision, coverage): (&Decision, &Coverage<Id<Answer>>),
    (role, superior): (Id<Role>, Id<Role>),
    (measure, steps): (Id<Dimension>, &[Unlimited<'_>]),
    found: &mut Found,
) {
    let step_at = |origin: OriginId| steps.iter().find(|one| one.step.place == coverage.origin(origin).step_place);
    let pieces = coverage.cover.pieces();
    let is_of_step = |piece: usize| pieces.get(piece).and_then(|piece| step_at(piece.origin)).map(|_| ());
    let only = Coverage { cover: coverage.cover.of_some(is_of_step), origins: coverage.origins.clone() };
    let covered = Covered { subject: decision.subject(), place: decision.place, coverage: &only };
    let (role, superior) = (cx.role_id(role), cx.role_id(superior));
    let heavier = cx.model.dimensions[measure].escalates;
    covered.each_crowd(cx, 1, found, |found, overlap, when| {
        // where another case takes over, that is the ceiling
        if only.cover.space().beside(&overlap.region, measure.index(), heavier).is_some() {
            return None;
        }
        let message = format!("`{role}` decides `{}` without a ceiling{when}", decision.id);
        let help = format!(
            "give this step a limit and add one for `{superior}`, or name `{superior}` in `informs` if no ceiling is meant"
        );
        let first = overlap.origins.first().and_then(|origin| step_at(*origin)).or(steps.first());
        let place = first.map_or(decision.place, |first| first.step.answer_place);
        let finding = found
            .finding(decision.subject(), place, message)
            .label(format!("answers to `{superior}`, who has no say"))
            .help(help)
            .roles([role.clone(), superior.clone()]);
        Some(finding.also_each(first.map(|first| (first.limit, "the highest limit"))))
    });
}

/// The one role that decides the step, and whom it answers to in the organisation.
fn subordinate(cx: &Context<'_>, step: &Step) -> Option<(Id<Role>, Id<Role>)> {
    let role = step.answer.as_ref()?.sole_decider()?;
    let superior = cx.org.superior(role)?;
    (!cx.model.roles[superior].external).then_some((role, superior))
}

/// Whether the role decides, signs or stands beside the answer in some case of the decision.
fn has_a_say(decision: &Decision, role: Id<Role>) -> bool {
    let mut answers = decision.written_answers().filter_map(|(answer, _)| answer);
    let mut lists = decision.all_beside().flat_map(|beside| beside.lists());
    answers.any(|answer| answer.roles().contains(&role))
        || decision.all_with_a_say().any(|one| one == role)
        || lists.any(|(_, roles)| roles.contains(role))
}
