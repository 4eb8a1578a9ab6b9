//! Rule `deputy-cycle`.

use crate::rules::rule::rule;
use crate::rules::support::circles::{named, shown, ties};
use crate::rules::{Context, Found};

rule! {
    /// Deputies that stand in for each other in a circle.
    ///
    /// # Why it matters
    /// A deputy is there for the day on which somebody is away. In a circle the one who is called on may call on the one who is away: if
    /// all of them are, as on the same holiday, what they decide stands still, and while one is there it is never plain who acts for
    /// whom.
    ///
    /// # Example
    /// ```toml
    /// [roles.seller]
    /// reports-to = "manager"
    /// deputy = "assistant"
    ///
    /// [roles.assistant]
    /// reports-to = "manager"
    /// deputy = "seller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles.assistant]
    ///   reports-to = "manager"
    /// - deputy = "seller"
    /// ```
    ///
    /// # Silent when
    /// A role on the circle names a deputy that is defined nowhere: that is said instead. Or one of them names somebody outside it as
    /// well, who acts when all of them are away, or a deputy for some cases alone.
    "deputy-cycle", Error, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for circle in cx.org.deputy_circles() {
        let ties = ties(&circle, |from, to| {
            let mut deputies = cx.model.roles[from].deputies.items.iter();
            deputies.find(|deputy| deputy.value == to).map(|deputy| deputy.place)
        });
        let Some(first) = ties.first() else { continue };
        let who = named(cx, &ties);
        let message = match ties.len() {
            1 => format!("{who} is its own deputy"),
            2 => format!("{who} are each other's deputies"),
            _ => format!("{who} stand in for each other in a circle"),
        };
        let finding = found
            .finding(cx.model.roles[first.from].subject(), first.place, message)
            .help("let one of them name a deputy who is not among them, or none");
        found.add(shown(cx, finding, &ties, "is stood in for by"));
    }
}
