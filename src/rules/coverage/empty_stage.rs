//! Rule `empty-stage`.

use std::collections::BTreeSet;

use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::subject::Kind;

rule! {
    /// A stage with no activity.
    ///
    /// # Why it matters
    /// Nobody owns what happens in a stage in which nothing is done: the cycle breaks there, and each side thinks that the other
    /// takes over.
    ///
    /// # Example
    /// ```toml
    /// [[stages]]
    /// id = "offer"
    ///
    /// [[stages]]
    /// id = "contract"
    ///
    /// [activities.make-offer]
    /// stage = "offer"
    /// A = "director"
    /// R = ["manager", "seller"]
    /// C = "assistant"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   C = "assistant"
    /// +
    /// + [activities.sign-contract]
    /// + stage = "contract"
    /// + A = "manager"
    /// + R = "seller"
    /// ```
    ///
    /// # Silent when
    /// The stage of an activity could not be read: it may be this one.
    "empty-stage", Error, Coverage, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    if !cx.model.is_sure_of(Kind::Stage) {
        return;
    }
    let stages = cx.model.activities.values().iter().filter_map(|activity| activity.stage.get());
    let used: BTreeSet<_> = stages.map(|stage| stage.value).collect();
    for (_, stage) in cx.model.stages.iter().filter(|(id, _)| !used.contains(id)) {
        let finding = found
            .finding(stage.subject(), stage.place, format!("nothing is done in the stage `{}`", stage.id))
            .label("no activity is in it")
            .help(format!("give an activity `stage = \"{}\"`, or take the stage out", stage.id));
        found.add(finding);
    }
}
