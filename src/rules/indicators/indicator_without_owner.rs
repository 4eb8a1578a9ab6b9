//! Rule `indicator-without-owner`.

use std::collections::HashSet;

use crate::model::{Id, Indicator};
use crate::rules::rule::rule;
use crate::rules::{Context, Found};

rule! {
    /// An indicator that nobody owns.
    ///
    /// # Why it matters
    /// A number that nobody owns is everybody's and nobody's: it is read out at the review, and nobody has to say why it was missed. Published
    /// lists of indicators often stop at the number ("complaints are answered within 2 hours") and leave out whose it is.
    ///
    /// # Example
    /// ```toml
    /// [activities.answer-complaint]
    /// A = "manager"
    /// R = "seller"
    ///
    /// [indicators.response-time]
    /// activity = "answer-complaint"
    /// target = { at-most = 2 }
    /// unit = "hours"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [indicators.response-time]
    /// + role = "seller"
    ///   activity = "answer-complaint"
    /// ```
    ///
    /// # Silent when
    /// Another indicator rolls up to it: it is the sum of what others own. The owner could not be read.
    "indicator-without-owner", Warning, Indicators, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let indicators = cx.model.indicators.values();
    let sums: HashSet<Id<Indicator>> =
        indicators.iter().filter_map(|indicator| indicator.rolls_up_to.get().map(|sum| sum.value)).collect();
    for (id, indicator) in cx.model.indicators.iter() {
        if !indicator.role.is_absent() || sums.contains(&id) {
            continue;
        }
        let message = format!("nobody owns `{}`", indicator.id);
        let mut finding = found.finding(indicator.subject(), indicator.place, message).label("no `role`");
        if let Some(measured) = indicator.activity.get() {
            let activity = &cx.model.activities[measured.value];
            finding = finding.also(activity.place, "what it measures");
        }
        found.add(finding.help("name the role that is measured by it: `role = \"…\"`"));
    }
}
