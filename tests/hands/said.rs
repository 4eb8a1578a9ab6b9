//! The cases that the program tells of, and whether they are those that are so.

use case_space::Number;
use raci::cases::{Cases, Portion};

use crate::policy::Point;
use crate::write;

/// The cases that a finding is about.
#[derive(Debug, Clone)]
pub(crate) struct Region(Vec<(String, Portion)>);

impl Region {
    pub(crate) fn of(cases: &Cases) -> Self {
        Self(cases.region.iter().map(|(id, portion)| (id.to_string(), portion.clone())).collect())
    }

    pub(crate) fn contains(&self, point: &Point) -> bool {
        self.0.iter().all(|(id, portion)| contains(id, portion, point))
    }

    /// The same where only values are looked at: where something is so above and below of what it is not, one part of it is told.
    fn may_contain(&self, point: &Point) -> bool {
        self.0.iter().all(|(id, portion)| !matches!(portion, Portion::Values(_)) || contains(id, portion, point))
    }
}

fn contains(id: &str, portion: &Portion, point: &Point) -> bool {
    match portion {
        Portion::Values(values) => {
            let own = if id == "kind" { Some(write::kind(point.kind)) } else { point.asker.map(write::role) };
            own.is_some_and(|own| values.iter().any(|value| **value == *own))
        }
        Portion::Interval(interval) => interval.contains(&Number::from(point.amount)),
        Portion::Days(ends) => {
            let day = write::date(point.day).to_string();
            ends.iter().all(|(key, end)| if *key == "at-least" { *day >= **end } else { *day <= **end })
        }
    }
}

/// What is wrong in what is told: the cases of which it is so are not all in a region, or others are. What may be so or not is left out.
pub(crate) fn differs(told: &[Region], cases: &[(Point, Option<bool>)]) -> Option<(Point, bool)> {
    let differ = |numbers: fn(&Point) -> i64| {
        let first = cases.first().map(|(point, _)| numbers(point));
        let last = cases.last().map(|(point, _)| numbers(point));
        cases.iter().any(|(point, _)| ![first, last].contains(&Some(numbers(point))))
    };
    let can_have_holes = differ(|point| point.amount) || differ(|point| point.day);
    let wrong = cases.iter().find(|(point, is_so)| match is_so {
        Some(false) => told.iter().any(|region| region.contains(point)),
        Some(true) => !told.iter().any(|region| region.contains(point) || can_have_holes && region.may_contain(point)),
        None => false,
    });
    wrong.and_then(|(point, is_so)| Some((*point, (*is_so)?)))
}
