//! Rule `alert-without-recipient`.

use crate::rules::rule::rule;
use crate::rules::{Context, Found};

rule! {
    /// An alert with nobody to be warned.
    ///
    /// # Why it matters
    /// A warning that reaches nobody warns nobody. The threshold stands in the matrix, everybody believes that somebody watches it, and the
    /// overdue receivable or the lost customer is seen when it is too late.
    ///
    /// # Example
    /// ```toml
    /// [indicators.orders-in-time]
    /// role = "manager"
    /// target = { at-least = 95 }
    /// unit = "%"
    /// per = "1 month"
    /// alert = { below = 90 }
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   alert = { below = 90 }
    /// + alerts = ["manager", "seller"]
    /// ```
    ///
    /// # Silent when
    /// The roles to be warned could not be read.
    "alert-without-recipient", Warning, Indicators, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for indicator in cx.model.indicators.values() {
        let Some(alert) = indicator.alert.get().filter(|_| indicator.alerts.is_empty()) else { continue };
        let message = format!("`{}` sets off an alert, and nobody is warned", indicator.id);
        let finding = found.finding(indicator.subject(), alert.place, message).label("the alert");
        let owner = indicator.role.get().map(|role| cx.role_id(role.value));
        found.add(finding.help("say who is warned: `alerts = [\"…\"]`").roles(owner));
    }
}
