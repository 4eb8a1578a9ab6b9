//! Rule `unstaged-activity`.

use crate::model::Activity;
use crate::rules::rule::rule;
use crate::rules::{Context, Found};

rule! {
    /// The policy has stages, and an activity is in none.
    ///
    /// # Why it matters
    /// An activity outside the cycle is in nobody's view: the matrix is read stage by stage, and what is checked from one stage to
    /// the next passes it by.
    ///
    /// # Example
    /// ```toml
    /// [[stages]]
    /// id = "offer"
    ///
    /// [activities.answer-complaint]
    /// A = "manager"
    /// R = "seller"
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
    ///   [[stages]]
    ///   id = "offer"
    ///
    /// + [[stages]]
    /// + id = "service"
    /// +
    ///   [activities.answer-complaint]
    /// + stage = "service"
    ///   A = "manager"
    /// ```
    ///
    /// # Silent when
    /// The policy has no stages: then it is a plain matrix. Also where the stage of the activity could not be read.
    "unstaged-activity", Warning, Coverage, each_activity: check
}

fn check(cx: &Context<'_>, activity: &Activity, found: &mut Found) {
    if cx.model.stages.is_empty() || !activity.stage.is_absent() {
        return;
    }
    let finding = found
        .finding(activity.subject(), activity.place, format!("`{}` is in no stage", activity.id))
        .label("outside the cycle")
        .help("say when it is done: `stage = \"…\"`");
    found.add(finding);
}
