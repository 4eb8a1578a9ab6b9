//! Rule `unknown-duty`.

use crate::nearest::{did_you_mean, nearest};
use crate::rules::rule::rule;
use crate::rules::support::duties::{KINDS, subject, tags};
use crate::rules::{Context, Found};

rule! {
    /// A tag that no rule of the pack knows.
    ///
    /// # Why it matters
    /// The rules of the pack find duties by their tags. One that is misspelt is found by none of them, and what should be kept apart is not looked
    /// at. The tags are `sale`, `collection`, `credit-assessment`, `contract-approval`, `bookkeeping`, `contract-drafting`, `contract-review` and
    /// `contract-seal`, on activities or decisions, and `major-matter`, on decisions.
    ///
    /// # Example
    /// ```toml
    /// [lint]
    /// packs = ["cn-internal-control"]
    ///
    /// [activities.sell]
    /// duty = "sales"
    /// A = "manager"
    /// R = "seller"
    ///
    /// [activities.collect-payment]
    /// duty = "collection"
    /// A = "director"
    /// R = "assistant"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [activities.sell]
    /// - duty = "sales"
    /// + duty = "sale"
    ///   A = "manager"
    /// ```
    ///
    /// # Silent when
    /// The pack is not asked for. Tags of your own are welcome where it is not.
    "unknown-duty", Warning, CnInternalControl, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for (duty, kind) in tags(cx.model).filter(|(_, kind)| !KINDS.contains(&kind.value.as_str())) {
        let message = format!("no rule knows the duty `{}`", kind.value);
        let one_of = |_| format!("use one of {}", KINDS.map(|kind| format!("`{kind}`")).join(", "));
        let help = did_you_mean(nearest(&kind.value, KINDS), one_of);
        found.add(found.finding(subject(cx, duty), kind.place, message).label("not known").help(help));
    }
}
