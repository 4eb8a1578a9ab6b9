//! Rule `contract-in-one-hand`.

use crate::rules::rule::rule;
use crate::rules::support::one_hand::each_hand;

rule! {
    /// One role or person handles two of drafting, reviewing and sealing a contract.
    ///
    /// # Why it matters
    /// Each of the three is there to stop what the one before got wrong: a review of one's own draft finds nothing, and a seal in the drafter's
    /// hand makes a contract of anything (合同管理: 拟定、审核与用印相互分离; 企业内部控制应用指引第16号——合同管理).
    ///
    /// # Example
    /// ```toml
    /// [lint]
    /// packs = ["cn-internal-control"]
    ///
    /// [activities.draft-contract]
    /// duty = "contract-drafting"
    /// A = "manager"
    /// R = "seller"
    ///
    /// [activities.review-contract]
    /// duty = "contract-review"
    /// A = "director"
    /// R = "manager"
    ///
    /// [activities.seal-contract]
    /// duty = "contract-seal"
    /// A = "manager"
    /// R = "seller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   duty = "contract-seal"
    ///   A = "manager"
    /// - R = "seller"
    /// + R = "assistant"
    /// ```
    ///
    /// # Silent when
    /// The pack is not asked for; one of the duties is not tagged (`duty = "…"` on an activity or a decision); nobody holds both in one and the
    /// same case; or the cases could not be read. Doing the work (`R`) and having a say in a decision count; answering for both (`A`) does not,
    /// unless the one who answers does the work. Parties outside the organisation do not count.
    "contract-in-one-hand", Error, CnInternalControl,
    check: |cx, found| each_hand(cx, &["contract-drafting", "contract-review", "contract-seal"], "let one role draft, another review and a third seal", found)
}
