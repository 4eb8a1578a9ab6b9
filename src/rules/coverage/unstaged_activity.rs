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
    /// [matrix]
    /// owner = "head-of-sales"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [[stages]]
    /// id = "offer"
    /// [[stages]]
    /// id = "contract"
    ///
    /// [roles.head-of-sales]
    /// [roles.seller]
    /// reports-to = "head-of-sales"
    ///
    /// [activities.make-offer]
    /// stage = "offer"
    /// A = "head-of-sales"
    /// R = "seller"
    ///
    /// [activities.sign-contract]
    /// stage = "contract"
    /// A = "head-of-sales"
    /// R = "seller"
    ///
    /// [activities.answer-complaint]
    /// A = "head-of-sales"
    /// R = "seller"
    ///
    /// [indicators.revenue]
    /// role = "head-of-sales"
    /// target = { at-least = 12 }
    /// unit = "million EUR"
    /// per = "1 year"
    /// ```
    ///
    /// # Put right
    /// ```toml
    /// [matrix]
    /// owner = "head-of-sales"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [[stages]]
    /// id = "offer"
    /// [[stages]]
    /// id = "contract"
    /// [[stages]]
    /// id = "service"
    ///
    /// [roles.head-of-sales]
    /// [roles.seller]
    /// reports-to = "head-of-sales"
    ///
    /// [activities.make-offer]
    /// stage = "offer"
    /// A = "head-of-sales"
    /// R = "seller"
    ///
    /// [activities.sign-contract]
    /// stage = "contract"
    /// A = "head-of-sales"
    /// R = "seller"
    ///
    /// [activities.answer-complaint]
    /// stage = "service"
    /// A = "head-of-sales"
    /// R = "seller"
    ///
    /// [indicators.revenue]
    /// role = "head-of-sales"
    /// target = { at-least = 12 }
    /// unit = "million EUR"
    /// per = "1 year"
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
