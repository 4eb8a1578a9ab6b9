//! Rule `impossible-target`.

use case_space::{Interval, Number};

use crate::model::Indicator;
use crate::rules::rule::rule;
use crate::rules::support::measure::counted;
use crate::rules::{Context, Found};

rule! {
    /// A target that no value can meet, or a per cent outside 0 to 100.
    ///
    /// # Why it matters
    /// A target that nothing can reach is missed every time, and teaches everybody to miss targets.
    ///
    /// # Example
    /// ```toml
    /// [indicators.orders-in-time]
    /// role = "manager"
    /// target = { at-least = 95, below = 90 }
    /// unit = "%"
    /// per = "1 month"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   role = "manager"
    /// - target = { at-least = 95, below = 90 }
    /// + target = { at-least = 90, below = 95 }
    ///   unit = "%"
    /// ```
    ///
    /// # Silent when
    /// The unit is not a per cent (`%`, `percent`, `per cent`, 百分比) and some number meets the target. For growth that may be below 0 or above
    /// 100 per cent, say what is counted instead, such as `"percentage points"`.
    "impossible-target", Error, Indicators, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for indicator in cx.model.indicators.values() {
        let Some(target) = indicator.target.get() else { continue };
        if target.value.is_empty() {
            let message = format!("no number meets the target of `{}`", indicator.id);
            let finding = found.finding(indicator.subject(), target.place, message).label("the bounds leave nothing");
            found.add(finding.help("put the lower bound below the upper one"));
        } else if let Some((key, number)) = outside(indicator, &target.value) {
            let number = number.grouped();
            let message = match key {
                "above" | "below" => {
                    format!("the target of `{}` is {key} {number}, and a per cent lies between 0 and 100", indicator.id)
                }
                _ => format!("the target of `{}` is {number}, and a per cent lies between 0 and 100", indicator.id),
            };
            let mut finding = found.finding(indicator.subject(), target.place, message).label("no such per cent");
            if let Some(unit) = indicator.unit.get() {
                finding = finding.also(unit.place, "the unit");
            }
            found.add(finding.help("give a number from 0 to 100, or another unit"));
        }
    }
}

/// A bound that is no per cent, or beyond which there is none, where it should be one.
fn outside<'a>(indicator: &Indicator, target: &'a Interval) -> Option<(&'static str, &'a Number)> {
    let is_percent = counted(&indicator.unit.get()?.value).is_percent();
    let hundred = Number::from(100);
    let mut bounds = target.keys().filter(|_| is_percent);
    bounds.find(|(key, number)| match *key {
        "above" => number.is_negative() || **number >= hundred,
        "below" => **number <= Number::ZERO || **number > hundred,
        _ => number.is_negative() || **number > hundred,
    })
}
