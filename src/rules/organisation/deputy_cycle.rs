//! Rule `deputy-cycle`.

use crate::finding::{Finding, Level};
use crate::rules::rule::rule;
use crate::rules::support::circles::{named, shown, ties};
use crate::rules::{Context, Found};

rule! {
    /// Deputies that stand in for each other in a circle, or a role that is its own deputy.
    ///
    /// # Why it matters
    /// A deputy is there for the day on which somebody is away. In a circle of three or more the one who is called on calls on the next, and
    /// that one on the first again: while one is there it is never plain who acts for whom, and if all of them are away, as on the same
    /// holiday, what they decide stands still. A role that is its own deputy has none, which is an error.
    ///
    /// # Example
    /// ```toml
    /// [roles.seller]
    /// reports-to = "manager"
    /// deputy = "assistant"
    ///
    /// [roles.assistant]
    /// reports-to = "manager"
    /// deputy = "clerk"
    ///
    /// [roles.clerk]
    /// reports-to = "manager"
    /// deputy = "seller"
    ///
    /// [activities.make-offer]
    /// A = "director"
    /// R = ["manager", "seller"]
    /// C = ["assistant", "clerk"]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles.clerk]
    ///   reports-to = "manager"
    /// - deputy = "seller"
    /// ```
    ///
    /// # Silent when
    /// Two cover for each other, as is usual (AB角), be they two of many who do so. A role on the circle names a deputy that is defined
    /// nowhere: that is said instead. Or one of them names somebody outside it as well, who acts when all of them are away, or a deputy for
    /// some cases alone.
    "deputy-cycle", Warning, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for circle in cx.org.deputy_circles() {
        let ties = ties(&circle, |from, to| {
            let mut deputies = cx.model.roles[from].deputies.items.iter();
            deputies.find(|deputy| deputy.value == to).map(|deputy| deputy.place)
        });
        let Some(first) = ties.first() else { continue };
        let who = named(cx, &ties);
        let is_own = ties.len() == 1;
        let (message, help) = if is_own {
            (format!("{who} is its own deputy"), "name somebody else, or nobody")
        } else {
            let help = "let one of them name a deputy who is not among them, or none";
            (format!("{who} stand in for each other in a circle"), help)
        };
        let finding = found.finding(cx.model.roles[first.from].subject(), first.place, message).help(help);
        let finding = shown(cx, finding, &ties, "is stood in for by");
        found.add(if is_own { graver(finding) } else { finding });
    }
}

/// An error, unless the rule is set to another level than its own.
fn graver(finding: Finding) -> Finding {
    Finding { level: if finding.level == RULE.level { Level::Error } else { finding.level }, ..finding }
}
