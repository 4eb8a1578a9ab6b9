//! Circles of roles, each tied to the next, as findings: readable however many roles there are.

use super::Context;
use super::words::few;
use crate::finding::Finding;
use crate::model::{Id, Role};
use crate::source::Place;

/// So many ties of a circle are shown; of a longer one the first and the last, which closes it.
const SHOWN: usize = 6;

/// What ties a role to the next of its circle.
pub(super) struct Tie {
    pub(super) from: Id<Role>,
    pub(super) to: Id<Role>,
    /// Where that is said.
    pub(super) place: Place,
}

/// The ties of a circle, from its first role around to it.
pub(super) fn ties(circle: &[Id<Role>], place: impl Fn(Id<Role>, Id<Role>) -> Option<Place>) -> Vec<Tie> {
    let onward = circle.iter().skip(1).chain(circle.first());
    circle
        .iter()
        .zip(onward)
        .filter_map(|(from, to)| Some(Tie { from: *from, to: *to, place: place(*from, *to)? }))
        .collect()
}

/// The roles from which the ties start, in words.
pub(super) fn named(cx: &Context<'_>, ties: &[Tie]) -> String {
    few(ties.iter().map(|tie| cx.role_id(tie.from)))
}

/// The finding with its roles and what there is to see at each tie: the first is the finding's own place. `verb` is what each does to
/// the next.
pub(super) fn shown(cx: &Context<'_>, finding: Finding, ties: &[Tie], verb: &str) -> Finding {
    let says = |tie: &Tie| format!("`{}` {verb} `{}`", cx.role_id(tie.from), cx.role_id(tie.to));
    let closing = ties.len().saturating_sub(1);
    let mut finding = finding.roles(ties.iter().map(|tie| cx.role_id(tie.from)));
    for (number, tie) in ties.iter().enumerate() {
        if number == 0 {
            finding = finding.label(says(tie));
        } else if number < SHOWN || number == closing {
            finding = finding.also(tie.place, says(tie));
        }
    }
    finding
}
