//! Which role decides alone, in which cases and by what that is written?

use std::collections::BTreeMap;

use crate::model::{Answer, Decision, Id, Origin, Role};
use crate::rules::{Context, Found};

/// Each role that decides alone in some case, with what is added, and each place at which an answer is written by which it does; in order.
pub(in crate::rules) fn alone(cx: &Context<'_>, decision: &Decision, found: &mut Found) -> Vec<(Id<Role>, Origin)> {
    let Some((answers, coverage)) = decision.in_full() else { return Vec::new() };
    let alone: Vec<_> = answers.iter().map(Answer::sole_decider).collect();
    if alone.iter().all(Option::is_none) {
        return Vec::new();
    }
    let pieces = coverage.cover.resolved(cx.budget());
    if !pieces.is_proven() {
        found.unproven(decision.subject(), decision.place);
    }
    let mut written = BTreeMap::new();
    for piece in pieces.found() {
        let origin = coverage.origin(piece.origin);
        for role in piece.held.values().iter().filter_map(|answer| *alone.get(answer.index())?) {
            written.entry((role, origin.case, origin.step)).or_insert(origin);
        }
    }
    written.into_iter().map(|((role, ..), origin)| (role, origin)).collect()
}
