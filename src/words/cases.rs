//! Cases: what must hold in them.

use case_space::{Domain, Extents, Interval, Number, Space, Vocabulary, interval_words, named_words};

use std::ops::Bound;

use super::voice::{Naming, Voice, clean};
use crate::model::{CaseSet, Dimension, Ladder, Model, Step};

impl Voice<'_> {
    /// A condition for each dimension that a set of cases restricts.
    #[must_use]
    pub fn conditions(&self, cases: &CaseSet) -> Vec<String> {
        let Some(described) = described(self.model, cases) else { return vec![self.words().no_case.to_owned()] };
        described.iter().map(|(number, extents)| self.condition(*number, extents)).collect()
    }

    /// A set of cases, as it stands after "when"; `None` where they are all that there are.
    #[must_use]
    pub fn cases(&self, cases: &CaseSet) -> Option<String> {
        let Naming::Ids = self.naming else {
            let conditions = self.conditions(cases);
            return (!conditions.is_empty()).then(|| self.when(&conditions));
        };
        let (space, regions) = Space::divided_by(self.model.dimensions.domains(), &[cases.condition()]);
        let region = regions.into_iter().next().flatten();
        let block = region.and_then(|region| space.blocks(&region).next());
        match block.map(|block| space.phrase(&block, &self.model.dimensions)) {
            None => Some(self.words().no_case.to_owned()),
            Some(when) => Some(when).filter(|when| !when.is_empty()),
        }
    }

    /// Conditions that hold all at once.
    #[must_use]
    pub fn when(&self, conditions: &[String]) -> String {
        let words = self.words();
        if conditions.is_empty() { words.every_case.to_owned() } else { conditions.join(words.and_also) }
    }

    /// What must hold of a dimension: `customer-tier: A, B`, `0 < amount ≤ 50 000 CNY`.
    fn condition(&self, number: usize, extents: &Extents) -> String {
        let Some(dimension) = self.model.dimensions.numbered(number) else { return String::new() };
        let words = self.words();
        match extents {
            Extents::Values(values) if dimension.built_in.is_some() && matches!(self.naming, Naming::Names(_)) => {
                let roles = values.iter().filter_map(|value| self.model.roles.id(*value));
                format!("{}{}{}", words.requested_by, words.colon, self.roles(roles))
            }
            Extents::Values(values) => {
                let named = values.iter().filter_map(|value| match self.naming {
                    Naming::Ids => dimension.values.get(*value),
                    Naming::Names(_) => dimension.value_name(*value),
                });
                let named: Vec<_> = named.map(clean).collect();
                format!("{}{}{}", clean(&dimension.name), words.colon, named.join(words.list))
            }
            Extents::Intervals(intervals) => {
                let each: Vec<_> = intervals.iter().map(|interval| self.numbers(dimension, interval)).collect();
                each.join(words.either)
            }
        }
    }

    /// The numbers for which a step of a ladder holds.
    #[must_use]
    pub fn limit(&self, ladder: &Ladder, step: &Step) -> String {
        let measure = &self.model.dimensions[ladder.measure];
        match self.naming {
            Naming::Ids => {
                let unit = measure.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
                let words = named_words(ladder.measure.index(), &step.interval, &self.model.dimensions);
                let words = words.unwrap_or_else(|| interval_words(&step.interval));
                format!("{} is {words}{unit}", measure.id)
            }
            Naming::Names(_) => self.numbers(measure, &step.interval),
        }
    }

    /// The numbers of an interval, without ends that are the dimension's own: `50 000 < amount ≤ 200 000 CNY`.
    fn numbers(&self, dimension: &Dimension, interval: &Interval) -> String {
        let name = match self.naming {
            Naming::Names(_) if dimension.is_day() => self.words().date.to_owned(),
            _ => clean(&dimension.name),
        };
        let unit = dimension.unit.as_ref().map_or_else(String::new, |unit| format!(" {}", clean(unit)));
        let own = match &dimension.domain {
            Some(Domain::Numbers(numbers)) if !dimension.is_day() => numbers.within.clone(),
            _ => Interval::ALL,
        };
        let low = if interval.low() == own.low() { Bound::Unbounded } else { interval.low() };
        let high = if interval.high() == own.high() { Bound::Unbounded } else { interval.high() };
        let called = |number: &Number| dimension.day(number).unwrap_or_else(|| number.grouped());
        format!("{}{unit}", called_between(low, &name, high, called))
    }
}

/// What a set of cases admits on each dimension that it restricts; `None` where there is no such case.
#[must_use]
pub fn described(model: &Model, cases: &CaseSet) -> Option<Vec<(usize, Extents)>> {
    let (space, regions) = Space::divided_by(model.dimensions.on_any_day(), &[cases.condition()]);
    let region = regions.into_iter().next().flatten()?;
    let mut described = space.describe_exactly(&region);
    described.sort_by_key(|(number, _)| model.dimensions.order(*number));
    Some(described)
}

/// What lies between two bounds: `50 000 < amount ≤ 200 000`.
#[must_use]
pub fn between(low: Bound<&Number>, name: &str, high: Bound<&Number>) -> String {
    called_between(low, name, high, Number::grouped)
}

fn called_between(low: Bound<&Number>, name: &str, high: Bound<&Number>, called: impl Fn(&Number) -> String) -> String {
    match (low, high) {
        (Bound::Included(one), Bound::Included(other)) if one == other => format!("{name} = {}", called(one)),
        (Bound::Unbounded, Bound::Unbounded) => format!("{name}: ∞"),
        (Bound::Included(low), Bound::Unbounded) => format!("{name} ≥ {}", called(low)),
        (Bound::Excluded(low), Bound::Unbounded) => format!("{name} > {}", called(low)),
        (low, high) => {
            let from = match low {
                Bound::Included(low) => format!("{} ≤ ", called(low)),
                Bound::Excluded(low) => format!("{} < ", called(low)),
                Bound::Unbounded => String::new(),
            };
            let up_to = match high {
                Bound::Included(high) => format!(" ≤ {}", called(high)),
                Bound::Excluded(high) => format!(" < {}", called(high)),
                Bound::Unbounded => String::new(),
            };
            format!("{from}{name}{up_to}")
        }
    }
}
