//! Rule `escalation-without-time`.

use crate::rules::rule::rule;
use crate::rules::{Context, Found};

rule! {
    /// An escalation path that gives its steps no time.
    ///
    /// # Why it matters
    /// Without a time limit nobody knows when to ask the next one: a step that does not answer stops the whole path, and whoever waits
    /// cannot tell patience from neglect. Service desks and approval engines therefore tie every escalation to a span after which it
    /// goes on by itself.
    ///
    /// # Example
    /// ```toml
    /// [escalations.late-delivery]
    /// path = ["manager", "director"]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   path = ["manager", "director"]
    /// + within = "1 day"
    /// ```
    ///
    /// # Silent when
    /// `within` is given and could not be read: that is said instead.
    "escalation-without-time", Warning, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for escalation in cx.model.escalations.values().iter().filter(|escalation| escalation.within.is_absent()) {
        let message = format!("nothing says how long each step of `{}` may take", escalation.id);
        let help = "say when the next one is asked, such as `within = \"1 business day\"`";
        found.add(found.finding(escalation.subject(), escalation.place, message).label("no `within`").help(help));
    }
}
