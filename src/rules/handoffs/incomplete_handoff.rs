//! Rule `incomplete-handoff`.

use crate::model::Handoff;
use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::syntax::Slot;

rule! {
    /// A hand-off that does not say what is handed over, or neither how soon nor how often.
    ///
    /// # Why it matters
    /// A hand-off is a promise between two desks. Without the thing that is handed over the receiver cannot tell whether it has come,
    /// and without a time nobody can tell whether it is late: both are what the disputes are about.
    ///
    /// # Example
    /// ```toml
    /// [roles.packer]
    /// reports-to = "manager"
    ///
    /// [activities.send-goods]
    /// A = "manager"
    /// R = "packer"
    ///
    /// [handoffs.order]
    /// from = "seller"
    /// to = "packer"
    /// within = "1 business day"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   to = "packer"
    /// + artefact = "the signed order"
    ///   within = "1 business day"
    /// ```
    ///
    /// # Silent when
    /// What would say it is there and could not be read: that is said instead.
    "incomplete-handoff", Warning, Handoffs, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for handoff in cx.model.handoffs.values() {
        let no_time = handoff.within.is_absent() && handoff.every.is_absent();
        let (lacks, help) = match (has_no_artefact(handoff), no_time) {
            (false, false) => continue,
            (true, false) => ("what is handed over", "say it: `artefact = \"…\"`"),
            (false, true) => {
                ("how soon or how often", "say it: `within = \"2 days\"`, or `every = \"1 week\"` for a report")
            }
            (true, true) => (
                "what is handed over, nor how soon or how often",
                "say both: `artefact = \"…\"`, and `within = \"2 days\"` or `every = \"1 week\"`",
            ),
        };
        let message = format!("`{}` does not say {lacks}", handoff.id);
        found.add(found.finding(handoff.subject(), handoff.place, message).label("not complete").help(help));
    }
}

fn has_no_artefact(handoff: &Handoff) -> bool {
    match &handoff.artefact {
        Slot::Absent => true,
        Slot::Given(artefact) => artefact.trim().is_empty(),
        Slot::Unread => false,
    }
}
