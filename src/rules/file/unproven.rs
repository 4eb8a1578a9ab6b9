//! Rule `unproven`.

use crate::rules::rule::rule;

rule! {
    /// A space of cases too hard to cover within the budget.
    ///
    /// # Why it matters
    /// Every case of an activity or a decision is covered exactly, never by samples. To tell whether conditions over many dimensions cover all
    /// cases is hard in the worst case (coNP-complete), so there are tables that no method settles in a time that anybody would wait. Then
    /// this is said, with what was shown all the same: silence would read as proof.
    ///
    /// # When it happens
    /// Hundreds of cases, each of which restricts some of seven or more dimensions in a way of its own. Tables as people write them, of tens
    /// of thousands of cases, are far from it.
    ///
    /// # Put right
    /// Split the decision or the activity into several that are taken in different cases, or tell its cases apart by fewer dimensions. What is
    /// found on the subject stands; only that there is nothing more is not proved, for the rules that the message names.
    ///
    /// # Silent when
    /// Every case could be covered. It cannot be switched off or waived.
    "unproven", Error, File
}
