//! Rule `credit-with-contract-approval`.

use crate::rules::rule::rule;
use crate::rules::support::one_hand::each_hand;

rule! {
    /// One role or person both assesses a customer's credit and approves contracts with customers.
    ///
    /// # Why it matters
    /// Whoever wants the contract sees the customer's credit in a kind light. Credit assessment and the approval of contracts are incompatible
    /// duties (不相容职务) in the guides to 企业内部控制应用指引第9号——销售业务, and credit management is to be apart from sales (财会\[2002\]21号).
    ///
    /// # Example
    /// ```toml
    /// [lint]
    /// packs = ["cn-internal-control"]
    ///
    /// [activities.assess-credit]
    /// duty = "credit-assessment"
    /// A = "director"
    /// R = "manager"
    ///
    /// [activities.approve-contract]
    /// duty = "contract-approval"
    /// A = "director"
    /// R = "manager"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   duty = "credit-assessment"
    ///   A = "director"
    /// - R = "manager"
    /// + R = "assistant"
    /// ```
    ///
    /// # Silent when
    /// The pack is not asked for; one of the duties is not tagged (`duty = "…"` on an activity or a decision); nobody holds both in one and the
    /// same case; or the cases could not be read. Doing the work (`R`) and having a say in a decision count; answering for both (`A`) does not,
    /// unless the one who answers does the work. Parties outside the organisation do not count.
    "credit-with-contract-approval", Error, CnInternalControl,
    check: |cx, found| each_hand(cx, &["credit-assessment", "contract-approval"], "let a role assess the credit that has no say in the contract", found)
}
