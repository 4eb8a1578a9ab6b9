//! Rule `sale-with-collection`.

use crate::rules::rule::rule;
use crate::rules::support::one_hand::each_hand;

rule! {
    /// One role or person handles both the sale and the collection of the payment.
    ///
    /// # Why it matters
    /// Whoever both sells and collects can keep a payment back and hide it behind a later one, and nobody else sees it. No department or person
    /// may handle the whole of sale and collection (内部会计控制规范——销售与收款(试行), 财会\[2002\]21号; 企业内部控制应用指引第9号——销售业务).
    ///
    /// # Example
    /// ```toml
    /// [lint]
    /// packs = ["cn-internal-control"]
    ///
    /// [activities.sell]
    /// duty = "sale"
    /// A = "manager"
    /// R = "seller"
    ///
    /// [activities.collect-payment]
    /// duty = "collection"
    /// A = "director"
    /// R = "seller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   duty = "collection"
    ///   A = "director"
    /// - R = "seller"
    /// + R = "assistant"
    /// ```
    ///
    /// # Silent when
    /// The pack is not asked for; one of the duties is not tagged (`duty = "…"` on an activity or a decision); nobody holds both in one and the
    /// same case; or the cases could not be read. Doing the work (`R`) and having a say in a decision count; answering for both (`A`) does not,
    /// unless the one who answers does the work. Parties outside the organisation do not count.
    "sale-with-collection", Error, CnInternalControl,
    check: |cx, found| each_hand(cx, &["sale", "collection"], "let one role sell and another collect", found)
}
