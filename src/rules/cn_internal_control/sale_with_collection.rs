//! Rule `sale-with-collection`.

use crate::rules::rule::rule;
use crate::rules::support::one_hand::each_hand;

rule! {
    /// One role or person handles both the sale and the collection of the payment.
    ///
    /// # Why it matters
    /// Whoever both sells and collects can keep a payment back and hide it behind a later one, and nobody else sees it. No department or person
    /// may handle the whole of sale and collection (内部会计控制规范——销售与收款(试行), 财会[2002]21号; 企业内部控制应用指引第9号——销售业务).
    ///
    /// # Example
    /// ```toml
    /// [matrix]
    /// owner = "head"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [lint]
    /// packs = ["cn-internal-control"]
    ///
    /// [roles.head]
    ///
    /// [roles.seller]
    /// reports-to = "head"
    ///
    /// [roles.cashier]
    /// reports-to = "head"
    ///
    /// [indicators.result]
    /// role = "head"
    ///
    /// [activities.sell]
    /// duty = "sale"
    /// A = "head"
    /// R = "seller"
    ///
    /// [activities.collect-payment]
    /// duty = "collection"
    /// A = "head"
    /// R = "seller"
    ///
    /// [activities.count-cash]
    /// A = "head"
    /// R = "cashier"
    /// ```
    ///
    /// # Put right
    /// ```toml
    /// [matrix]
    /// owner = "head"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [lint]
    /// packs = ["cn-internal-control"]
    ///
    /// [roles.head]
    ///
    /// [roles.seller]
    /// reports-to = "head"
    ///
    /// [roles.cashier]
    /// reports-to = "head"
    ///
    /// [indicators.result]
    /// role = "head"
    ///
    /// [activities.sell]
    /// duty = "sale"
    /// A = "head"
    /// R = "seller"
    ///
    /// [activities.collect-payment]
    /// duty = "collection"
    /// A = "head"
    /// R = "cashier"
    ///
    /// [activities.count-cash]
    /// A = "head"
    /// R = "cashier"
    /// ```
    ///
    /// # Silent when
    /// The pack is not asked for; one of the duties is not tagged (`duty = "…"` on an activity or a decision); nobody holds both in one and the
    /// same case; or the cases could not be read. Doing the work (`R`) and having a say in a decision count; answering for both (`A`) does not,
    /// unless the one who answers does the work. Parties outside the organisation do not count.
    "sale-with-collection", Error, CnInternalControl,
    check: |cx, found| each_hand(cx, &["sale", "collection"], "let one role sell and another collect", found)
}
