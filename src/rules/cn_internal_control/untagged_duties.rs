//! Rule `untagged-duties`.

use crate::rules::rule::rule;
use crate::rules::support::duties::{KINDS, tags};
use crate::rules::{Context, Found, Topic};
use crate::subject::Subject;

rule! {
    /// The pack is asked for, and no activity or decision is tagged with a duty that it knows.
    ///
    /// # Why it matters
    /// The rules of the pack look at duties that are tagged, and at nothing else. Without a tag they have nothing to say, and their silence reads as
    /// if all were well.
    ///
    /// # Example
    /// ```toml
    /// [lint]
    /// packs = ["cn-internal-control"]
    ///
    /// [activities.sell]
    /// A = "manager"
    /// R = "seller"
    ///
    /// [activities.collect-payment]
    /// A = "director"
    /// R = "assistant"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [activities.sell]
    /// + duty = "sale"
    ///   A = "manager"
    ///   R = "seller"
    ///
    ///   [activities.collect-payment]
    /// + duty = "collection"
    ///   A = "director"
    /// ```
    ///
    /// # Silent when
    /// The pack is not asked for, at least one tag is known to it, or the policy has neither activities nor decisions.
    "untagged-duties", Warning, CnInternalControl, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let is_empty = cx.model.activities.is_empty() && cx.model.decisions.is_empty();
    if is_empty || tags(cx.model).any(|(_, kind)| KINDS.contains(&kind.value.as_str())) {
        return;
    }
    let pack = cx.model.lint.packs.iter().find(|pack| Some(pack.value.as_str()) == Topic::CnInternalControl.pack());
    let place = pack.map_or(cx.model.matrix.place, |pack| pack.place);
    let message = "nothing is tagged with a duty, so that the pack has nothing to look at";
    let finding = found.finding(Subject::Matrix, place, message).label("asked for here");
    found.add(finding.help("say of activities and decisions what duty they are, such as `duty = \"collection\"`"));
}
