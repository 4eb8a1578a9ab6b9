//! Rule `collection-with-bookkeeping`.

use crate::rules::rule::rule;
use crate::rules::support::one_hand::each_hand;

rule! {
    /// One role or person both collects payments and keeps the books on them.
    ///
    /// # Why it matters
    /// Whoever takes money in and also writes down what came in can make the two agree. Custody and recording are kept apart everywhere
    /// (企业内部控制基本规范, 财会\[2008\]7号, art. 29; the same in COSO).
    ///
    /// # Example
    /// ```toml
    /// [lint]
    /// packs = ["cn-internal-control"]
    ///
    /// [activities.collect-payment]
    /// duty = "collection"
    /// A = "director"
    /// R = "assistant"
    ///
    /// [activities.keep-books]
    /// duty = "bookkeeping"
    /// A = "director"
    /// R = "assistant"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   duty = "bookkeeping"
    ///   A = "director"
    /// - R = "assistant"
    /// + R = "manager"
    /// ```
    ///
    /// # Silent when
    /// The pack is not asked for; one of the duties is not tagged (`duty = "…"` on an activity or a decision); nobody holds both in one and the
    /// same case; or the cases could not be read. Doing the work (`R`) and having a say in a decision count; answering for both (`A`) does not,
    /// unless the one who answers does the work. Parties outside the organisation do not count.
    "collection-with-bookkeeping", Error, CnInternalControl,
    check: |cx, found| each_hand(cx, &["collection", "bookkeeping"], "let one role collect and another keep the books", found)
}
