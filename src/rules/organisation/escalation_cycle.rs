//! Rule `escalation-cycle`.

use std::collections::HashMap;

use crate::model::{Escalation, Id, Model, Role};
use crate::rules::rule::rule;
use crate::rules::support::circles::{Tie, shown, ties};
use crate::rules::support::words::few;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::Text;

rule! {
    /// Escalation paths that lead back to where they began.
    ///
    /// # Why it matters
    /// Somebody escalates because the matter cannot be settled where it is. A path that leads back returns it there: it goes round until
    /// somebody gives up, and each step believes that another has it.
    ///
    /// # Example
    /// ```toml
    /// [roles.buyer]
    /// reports-to = "purchaser"
    ///
    /// [roles.purchaser]
    ///
    /// [activities.order-goods]
    /// A = "manager"
    /// R = "buyer"
    ///
    /// [escalations.late-delivery]
    /// path = ["manager", "buyer", "manager"]
    /// within = "1 day"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [escalations.late-delivery]
    /// - path = ["manager", "buyer", "manager"]
    /// + path = ["buyer", "manager"]
    ///   within = "1 day"
    /// ```
    ///
    /// # Silent when
    /// A role on the path is defined nowhere: that is said instead. Where several circles share roles, one of them is shown; the next
    /// comes to light when it is mended.
    "escalation-cycle", Error, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let steps = first_steps(cx.model);
    let step = |from, to| steps.get(&(from, to));
    for circle in cx.org.escalation_circles() {
        let mut ties = ties(&circle, |from, to| step(from, to).map(|step| step.place));
        let Some(escalation) = ties.iter().filter_map(|tie| step(tie.from, tie.to)).map(|step| step.escalation).min()
        else {
            continue;
        };
        let closing = last_within(&ties, |tie| step(tie.from, tie.to).filter(|step| step.escalation == escalation));
        ties.rotate_left(closing);
        let Some(closing) = ties.first() else { continue };
        let start = cx.role_id(closing.to);
        let message = match ties.len() {
            1 => format!("`{start}` escalates to itself"),
            _ => format!("escalation from `{start}` leads back to it by {}", few(others(cx, &ties))),
        };
        let subject = cx.model.escalations[escalation].subject();
        let finding = found
            .finding(subject, closing.place, message)
            .help("end the path before it comes to a role a second time, at somebody who can settle the matter");
        found.add(shown(cx, finding, &ties, "asks"));
    }
}

/// A step of a path: where it is first written.
struct Asking {
    escalation: Id<Escalation>,
    number: usize,
    /// The role that is asked.
    place: Place,
}

fn first_steps(model: &Model) -> HashMap<(Id<Role>, Id<Role>), Asking> {
    let mut steps = HashMap::new();
    for (id, escalation) in model.escalations.iter() {
        for (number, (from, to)) in escalation.steps().enumerate() {
            steps.entry((from.value, to.value)).or_insert(Asking { escalation: id, number, place: to.place });
        }
    }
    steps
}

/// Which of the ties is the last step of those that `within` picks.
fn last_within<'a>(ties: &[Tie], within: impl Fn(&Tie) -> Option<&'a Asking>) -> usize {
    let picked = ties.iter().enumerate().filter_map(|(at, tie)| Some((within(tie)?.number, at)));
    picked.max().map_or(0, |(_, at)| at)
}

/// The roles of a circle but the one that the first tie leads to, in their order after it.
fn others(cx: &Context<'_>, ties: &[Tie]) -> impl ExactSizeIterator<Item = Text> {
    ties.iter().skip(1).map(|tie| cx.role_id(tie.to))
}
