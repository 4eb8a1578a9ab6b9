//! Other ids.

use proptest::prelude::*;

use crate::cells::same_cases;
use crate::names::{Naming, back};
use crate::random::matrix;
use crate::said::{Files, Said, same_as};
use crate::tries;
use crate::write::Manner;

/// Rules of which the subject is one among equals: the first by its id.
const ONE_AMONG_EQUALS: [&str; 4] = ["reporting-cycle", "deputy-cycle", "escalation-cycle", "same-name-activity"];

/// What does not depend on the order of the ids. Of several choices of regions that cover a gap, one goes by it, and with the regions who
/// decides beside them.
fn whatever_the_order(said: Said) -> Option<Said> {
    // whether the next decider is an exception is judged of each region, so that it goes by the choice of regions too
    if said.rule == "authority-leaves-line" {
        return None;
    }
    let subject = if ONE_AMONG_EQUALS.contains(&said.rule) { String::new() } else { said.subject.clone() };
    // of several who may sign twice so that as few sign, one is named
    let is_chosen = ["no-decider", "one-hand"].contains(&said.rule);
    let roles = if is_chosen { Default::default() } else { said.roles.clone() };
    Some(Said { subject, roles, ..said })
}

proptest! {
    #![proptest_config(tries(64))]

    #[test]
    fn in_the_same_order(matrix in matrix()) {
        let other = Files::written(&matrix, Manner { naming: Naming::Kept, ..Manner::default() });
        let names = back(Naming::Kept);
        same_as(&Files::plain(&matrix), &other, Some, |said| Some(said.renamed(&names)))?;
    }

    #[test]
    fn in_the_opposite_order(matrix in matrix()) {
        let other = Files::written(&matrix, Manner { naming: Naming::Turned, ..Manner::default() });
        let names = back(Naming::Turned);
        let renamed = |said: Said| whatever_the_order(said.renamed(&names));
        same_cases((&matrix, &Files::plain(&matrix)), (&matrix, &other), whatever_the_order, renamed)?;
    }
}
