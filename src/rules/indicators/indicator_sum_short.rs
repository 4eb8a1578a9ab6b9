//! Rule `indicator-sum-short`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use case_space::Number;

use crate::finding::Finding;
use crate::meant::Measure;
use crate::model::{Id, Indicator};
use crate::rules::rule::rule;
use crate::rules::support::measure::counted;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::syntax::Slot;

rule! {
    /// Targets that roll up to a target do not reach it.
    ///
    /// # Why it matters
    /// A target is broken down so that everybody knows their part of it. If all parts are reached and the whole is not, nobody has failed and
    /// nobody answers for what is missing.
    ///
    /// # Example
    /// ```toml
    /// [indicators.annual-sales]
    /// role = "director"
    /// target = { at-least = 12_000_000 }
    /// unit = "CNY"
    /// per = "1 year"
    ///
    /// [indicators.sales-east]
    /// role = "manager"
    /// target = { at-least = 600_000 }
    /// unit = "CNY"
    /// per = "1 month"
    /// rolls-up-to = "annual-sales"
    ///
    /// [indicators.sales-north]
    /// role = "seller"
    /// target = { at-least = 100 }
    /// unit = "万元"
    /// per = "1 quarter"
    /// rolls-up-to = "annual-sales"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   role = "seller"
    /// - target = { at-least = 100 }
    /// + target = { at-least = 120 }
    ///   unit = "万元"
    /// ```
    ///
    /// # Silent when
    /// A target has no lower bound (`at-most`, `below`): what may not be exceeded does not add up to what must be reached. Per cents and other
    /// ratios (`visits per customer`) do not add up either. A part has no target, or the units and periods do not go together
    /// (`indicator-unit-mismatch` says so) or are not given.
    /// Sums are exact, twelve months make a year, and 1 万元 is 10 000 CNY.
    "indicator-sum-short", Error, Indicators, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let mut parts: BTreeMap<Id<Indicator>, Vec<&Indicator>> = BTreeMap::new();
    for indicator in cx.model.indicators.values() {
        if let Some(whole) = indicator.rolls_up_to.get() {
            parts.entry(whole.value).or_default().push(indicator);
        }
    }
    for (whole, parts) in parts {
        let whole = &cx.model.indicators[whole];
        if let Some(short) = Short::new(whole, &parts) {
            found.add(short.finding(cx, found, whole, &parts));
        }
    }
}

/// What is missing, in what the units are made of.
struct Short {
    /// What the parts come to in the period of the whole.
    sum: Number,
    /// What they are to reach.
    goal: Number,
    /// How much one of the whole's unit is.
    scale: Number,
    /// Where the goal stands.
    place: Place,
}

impl Short {
    /// `None` where the parts reach the whole, or where that cannot be told.
    fn new(whole: &Indicator, parts: &[&Indicator]) -> Option<Self> {
        let (goal, goal_included) = lowest(whole)?;
        let measure = measure(whole).filter(|measure| !measure.is_ratio())?;
        let goal = goal * &measure.scale;
        let mut sum = Number::ZERO;
        let mut sum_included = true;
        for part in parts {
            let (least, included) = lowest(part)?;
            sum = &sum + &(least * &factor(whole, &measure, part)?);
            sum_included &= included;
        }
        let reached = sum > goal || (sum == goal && (goal_included || !sum_included));
        let place = whole.target.get()?.place;
        (!reached).then_some(Self { sum, goal, scale: measure.scale, place })
    }

    fn finding(&self, cx: &Context<'_>, found: &Found, whole: &Indicator, parts: &[&Indicator]) -> Finding {
        let message = match self.amounts(whole) {
            Some((sum, missing)) => format!("what rolls up to `{}` comes to {sum}, {missing} short", whole.id),
            None => format!("what rolls up to `{}` does not reach it", whole.id),
        };
        let finding = found.finding(whole.subject(), self.place, message).label("to be reached");
        let targets = parts.iter().filter_map(|part| Some((part, part.target.get()?.place))).take(MOST_SHOWN);
        let finding = finding.also_each(targets.map(|(part, place)| (place, format!("`{}` is a part", part.id))));
        let owners: BTreeSet<_> = parts.iter().filter_map(|part| part.role.get()).map(|role| role.value).collect();
        finding
            .help("raise the parts or lower the whole, so that the whole is reached when every part is")
            .roles(owners.into_iter().map(|owner| cx.role_id(owner)))
    }

    /// What the parts come to and what is missing, in the unit of the whole; `None` where that is no finite decimal, or nothing is
    /// missing but the bound itself.
    fn amounts(&self, whole: &Indicator) -> Option<(String, String)> {
        let missing = &self.goal - &self.sum;
        let unit = whole.unit.get().map_or_else(String::new, |unit| format!(" {}", unit.value));
        let per = whole.per.get().map_or_else(String::new, |per| format!(" in {}", per.value));
        let amount = |number: &Number| Some(format!("{}{unit}", number.divided_by(&self.scale)?.grouped()));
        (missing != Number::ZERO).then_some(())?;
        Some((format!("{}{per}", amount(&self.sum)?), amount(&missing)?))
    }
}

/// More places than this are not shown.
const MOST_SHOWN: usize = 12;

/// The least that the target asks for, and whether that is enough.
fn lowest(indicator: &Indicator) -> Option<(&Number, bool)> {
    match indicator.target.get()?.value.low() {
        Bound::Included(least) => Some((least, true)),
        Bound::Excluded(least) => Some((least, false)),
        Bound::Unbounded => None,
    }
}

/// The unit; one that is left out is the same everywhere.
fn measure(indicator: &Indicator) -> Option<Measure> {
    match &indicator.unit {
        Slot::Given(unit) => Some(counted(&unit.value)),
        Slot::Absent => Some(counted("")),
        Slot::Unread => None,
    }
}

/// How much one of the part counts for in the period of the whole: 12 for a month in a year, 10 000 for 万元.
fn factor(whole: &Indicator, unit: &Measure, part: &Indicator) -> Option<Number> {
    let own = measure(part).filter(|own| own.goes_with(unit))?;
    let periods = match (&whole.per, &part.per) {
        (Slot::Given(whole), Slot::Given(part)) => i64::try_from(whole.value.times(part.value)?).ok()?,
        (Slot::Absent, Slot::Absent) => 1,
        _ => return None,
    };
    Some(&own.scale * &Number::from(periods))
}
