//! Rule `indicator-unit-mismatch`.

use crate::rules::rule::rule;
use crate::rules::support::measure::counted;
use crate::rules::{Context, Found};

rule! {
    /// An indicator that rolls up to one of another unit, or of a period that its own does not make up.
    ///
    /// # Why it matters
    /// What is counted in hours cannot be added to what is counted in yuan, and weeks do not make up a month. A sum of such targets is a number
    /// without a meaning, and nobody can say whether the whole is reached.
    ///
    /// # Example
    /// ```toml
    /// [indicators.new-customers]
    /// role = "director"
    /// target = { at-least = 60 }
    /// unit = "customers"
    /// per = "1 year"
    ///
    /// [indicators.new-customers-east]
    /// role = "manager"
    /// target = { at-least = 5 }
    /// unit = "CNY"
    /// per = "1 month"
    /// rolls-up-to = "new-customers"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   target = { at-least = 5 }
    /// - unit = "CNY"
    /// + unit = "customers"
    ///   per = "1 month"
    /// ```
    ///
    /// # Silent when
    /// One of the two gives no unit or no period. Units that differ by a known factor go together: 元 and 万元, hours and minutes, `customer` and
    /// `customers`. So do months, quarters and years, and minutes, hours, days and weeks.
    "indicator-unit-mismatch", Error, Indicators, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for part in cx.model.indicators.values() {
        let Some(whole) = part.rolls_up_to.get() else { continue };
        let whole = &cx.model.indicators[whole.value];
        if let (Some(own), Some(other)) = (part.unit.get(), whole.unit.get())
            && !counted(&own.value).goes_with(&counted(&other.value))
        {
            let message = format!(
                "`{}` is counted in `{}`, and `{}`, to which it rolls up, in `{}`",
                part.id, own.value, whole.id, other.value
            );
            let help = "count both in the same unit, or take `rolls-up-to` out";
            let finding = found.finding(part.subject(), own.place, message).label("the part").help(help);
            found.add(finding.also(other.place, "the whole"));
        }
        if let (Some(own), Some(other)) = (part.per.get(), whole.per.get())
            && other.value.times(own.value).is_none()
        {
            let message = format!(
                "`{}` is counted over {}, which does not make up the {} of `{}`, to which it rolls up",
                part.id, own.value, other.value, whole.id
            );
            let help = "choose periods of which a whole number makes up the other: months for a year, days for a week";
            let finding = found.finding(part.subject(), own.place, message).label("the part").help(help);
            found.add(finding.also(other.place, "the whole"));
        }
    }
}
