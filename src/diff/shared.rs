//! Dimensions of two versions made one: whatever they can be in either.

use std::collections::HashMap;

use case_space::{Domain, Home, Numbers, Spacing};

use super::renames::Renames;
use crate::model::{BuiltIn, Dimension, Model};
use crate::subject::{Kind, Text};

/// A dimension that can be all that it can be in either version.
pub(super) struct Shared {
    pub(super) id: Text,
    pub(super) unit: Option<Text>,
    /// The values, or none for a number.
    pub(super) values: Vec<Text>,
    pub(super) domain: Domain,
    /// Whether it is the day.
    pub(super) is_day: bool,
    /// The other dimension of this id, where one version has values and the other numbers.
    pub(super) twin: Option<usize>,
}

/// Every dimension, in the same order whichever version comes first.
pub(super) fn dimensions(old: &Model, new: &Model, renames: &Renames) -> Vec<Shared> {
    let mut shared = Vec::new();
    for versions in renames.both(Kind::Dimension, [&old.dimensions, &new.dimensions], |dimension| &dimension.id) {
        // who asks is named by the common ids of the roles
        let before = versions.first().copied().flatten().filter(|one| one.built_in == Some(BuiltIn::RequestedBy));
        let renamed = before.map(|one| {
            let values = one.values.iter().map(|role| renames.called(Kind::Role, role)).collect::<Vec<_>>();
            let mut renamed = one.clone();
            renamed.values = values;
            renamed
        });
        let [old, new] = versions;
        add([renamed.as_ref().or(old), new], &mut shared);
    }
    shared
}

fn add([old, new]: [Option<&Dimension>; 2], shared: &mut Vec<Shared>) {
    let (Some(one), Some(other)) = (old, new) else {
        shared.extend(old.or(new).map(Shared::of));
        return;
    };
    if let Some(both) = Shared::of_both(one, other) {
        return shared.push(both);
    }
    let number = shared.len();
    let twin = |dimension, twin| Shared { id: other.id.clone(), twin: Some(twin), ..Shared::of(dimension) };
    let mut twins = [twin(one, number.saturating_add(1)), twin(other, number)];
    // the values before the numbers, whichever version has them
    if one.is_number() {
        twins = [twin(other, number.saturating_add(1)), twin(one, number)];
    }
    shared.extend(twins);
}

impl Shared {
    fn of(dimension: &Dimension) -> Self {
        Self {
            id: dimension.id.clone(),
            unit: dimension.unit.clone(),
            values: dimension.values.clone(),
            // nothing that names a dimension that could not be read is compared
            domain: dimension.domain.clone().unwrap_or(Domain::Values { count: 0 }),
            is_day: dimension.is_day(),
            twin: None,
        }
    }

    /// What the dimension can be in either; `None` where it is a number in one of them alone.
    fn of_both(old: &Dimension, new: &Dimension) -> Option<Self> {
        let new = Self::of(new);
        let old = Self::of(old);
        let (domain, values) = match (&old.domain, &new.domain) {
            (Domain::Values { .. }, Domain::Values { .. }) => {
                let values = united(old.values, &new.values);
                (Domain::Values { count: values.len() }, values)
            }
            (Domain::Numbers(one), Domain::Numbers(other)) => (Domain::Numbers(either(one, other)), Vec::new()),
            _ => return None,
        };
        Some(Self { id: new.id, unit: new.unit.or(old.unit), values, domain, is_day: new.is_day, twin: None })
    }
}

/// All values, in the order of the version that has them all; where none has, in the order of the alphabet.
fn united(old: Vec<Text>, new: &[Text]) -> Vec<Text> {
    if is_part(&old, new) {
        return new.to_vec();
    }
    if is_part(new, &old) {
        return old;
    }
    let mut all = [old.as_slice(), new].concat();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether the words of one list stand in the other, in their order.
fn is_part(few: &[Text], many: &[Text]) -> bool {
    let mut many = many.iter();
    few.iter().all(|word| many.any(|other| other == word))
}

/// The numbers that exist in either. Where the steps differ, all that the finer one has; where neither is finer, every number.
fn either(one: &Numbers, other: &Numbers) -> Numbers {
    let finer = |one: &Spacing, other: &Spacing| one.admits(other.size()).then(|| one.clone());
    let step = match (&one.step, &other.step) {
        (Some(one), Some(other)) => finer(one, other).or_else(|| finer(other, one)),
        _ => None,
    };
    Numbers { within: one.within.hull(&other.within), step, falls: other.falls }
}

/// Where the dimensions of one version, which it calls so, are found among the shared ones.
pub(super) fn homes(model: &Model, called: impl Fn(Kind, &Text) -> Text, shared: &[Shared]) -> Vec<Home> {
    let is_number = |one: &Shared| matches!(one.domain, Domain::Numbers(_));
    let numbers: HashMap<(&Text, bool), usize> =
        shared.iter().zip(0..).map(|(one, number)| ((&one.id, is_number(one)), number)).collect();
    let home = |dimension: &Dimension| {
        let number = numbers.get(&(&called(Kind::Dimension, &dimension.id), dimension.is_number())).copied();
        let values = number.and_then(|number| shared.get(number)).map_or(&[][..], |one| &one.values);
        let values: HashMap<&Text, usize> = values.iter().zip(0..).collect();
        let common = |value: &Text| match dimension.built_in {
            Some(_) => values.get(&called(Kind::Role, value)).copied(),
            None => values.get(value).copied(),
        };
        let values = dimension.values.iter().filter_map(common).collect();
        // one that could not be read has no home, and nothing that names it is compared
        Home { dimension: number.unwrap_or(usize::MAX), values }
    };
    model.dimensions.values().iter().map(home).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use case_space::{Interval, Number};

    fn texts(words: &str) -> Vec<Text> {
        words.split(' ').map(Text::from).collect()
    }

    #[test]
    fn values_keep_the_order_of_whoever_has_them_all() {
        assert_eq!(united(texts("small large"), &texts("small middle large")), texts("small middle large"));
        assert_eq!(united(texts("small middle large"), &texts("middle")), texts("small middle large"));
        assert_eq!(united(texts("b a"), &texts("c b")), texts("a b c"));
        assert_eq!(united(texts("c b"), &texts("b a")), texts("a b c"));
    }

    #[test]
    fn numbers_are_those_of_either() {
        let numbers = |low: i64, step: Option<&str>| Numbers {
            within: Interval::ALL.at_least(Number::from(low)),
            step: step.and_then(|size| Spacing::new(size.parse().unwrap())),
            falls: false,
        };
        assert_eq!(either(&numbers(0, Some("1")), &numbers(-5, Some("0.01"))), numbers(-5, Some("0.01")));
        assert_eq!(either(&numbers(0, Some("2")), &numbers(0, Some("3"))), numbers(0, None));
        assert_eq!(either(&numbers(0, Some("2")), &numbers(0, None)), numbers(0, None));
    }
}
