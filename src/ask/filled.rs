//! What is not given of a case, where it makes no difference.

use std::collections::BTreeMap;

use case_space::{Coordinate, Point, Space, Vocabulary};

use super::given::{Case, MOST_TRIED, choices};
use super::refused::CaseError;
use crate::model::{Id, Model, Role};
use crate::subject::Text;

/// What is asked in a case that may be given in part.
pub(super) struct Inquiry<'a, T, F: Fn(&Point) -> Option<T>> {
    /// The spaces that tell the cases apart.
    pub(super) spaces: Vec<&'a Space>,
    /// What else tells them apart: dimensions, and what is told apart on each.
    pub(super) beside: Vec<(usize, Vec<Coordinate>)>,
    /// Who may be the one who asks; none where that does not matter.
    pub(super) requesters: Vec<Id<Role>>,
    /// What holds in a case; `None` where there is no such case.
    pub(super) tell: F,
}

impl<T: PartialEq, F: Fn(&Point) -> Option<T>> Inquiry<'_, T, F> {
    /// The same case with something on the dimensions that are not given, where what is told is the same whatever that is.
    ///
    /// # Errors
    /// Where it is not. `Ok(None)` where there is no such case.
    pub(super) fn fill(&self, case: Case, model: &Model) -> Result<Option<Case>, CaseError> {
        let free = self.free(&case.point, model);
        let Some(tried) = case.point.combined(&free, MOST_TRIED) else {
            return Err(self.missing(free.iter().map(|(dimension, _)| *dimension).collect(), model));
        };
        let tried = tried.iter().filter_map(|point| Some((point, (self.tell)(point)?)));
        let tried: Vec<_> = tried.collect();
        let Some(((first, told), others)) = tried.split_first() else { return Ok(None) };
        if others.iter().all(|(_, other)| other == told) {
            return Ok(Some(Case { point: (*first).clone(), ..case }));
        }
        Err(self.missing(on_which(&free, &tried), model))
    }

    /// The dimensions that are not given, and what is told apart on each.
    fn free(&self, point: &Point, model: &Model) -> Vec<(usize, Vec<Coordinate>)> {
        let mut free: BTreeMap<usize, Vec<Coordinate>> = BTreeMap::new();
        for space in &self.spaces {
            for dimension in space.dimensions().filter(|dimension| point.coordinate(*dimension).is_none()) {
                free.entry(dimension).or_default().extend(space.told_apart(dimension));
            }
        }
        for (dimension, choices) in &self.beside {
            if point.coordinate(*dimension).is_none() {
                free.entry(*dimension).or_insert_with(|| choices.clone());
            }
        }
        let asks = model.dimensions.requested_by().and_then(|asks| free.get_mut(&asks.index()));
        if let (Some(asks), false) = (asks, self.requesters.is_empty()) {
            *asks = self.requesters.iter().map(|role| Coordinate::Value(role.index())).collect();
        }
        free.into_iter().collect()
    }

    fn missing(&self, mut dimensions: Vec<usize>, model: &Model) -> CaseError {
        dimensions.sort_by_key(|dimension| model.dimensions.order(*dimension));
        let of_each = |number: usize| {
            let dimension = model.dimensions.numbered(number)?;
            let asks = model.dimensions.requested_by().is_some_and(|asks| asks.index() == number);
            let may_ask = || self.requesters.iter().map(|role| model.roles[*role].id.clone()).collect::<Vec<Text>>();
            let has = match asks && !self.requesters.is_empty() {
                true => format!("one of {}", may_ask().join(", ")),
                false => choices(dimension),
            };
            Some((dimension.id.clone(), has))
        };
        CaseError::Missing(dimensions.into_iter().filter_map(of_each).collect())
    }
}

/// The dimensions of `free` on which it depends what is told: those by which alone two cases differ that differ in it, or all.
fn on_which<T: PartialEq>(free: &[(usize, Vec<Coordinate>)], told: &[(&Point, T)]) -> Vec<usize> {
    let without = |point: &Point, dimension: usize| -> Vec<(usize, Coordinate)> {
        let mut others: Vec<_> = point.coordinates().iter().filter(|(other, _)| *other != dimension).cloned().collect();
        others.sort();
        others
    };
    let matters = |dimension: &usize| {
        let mut by_others = BTreeMap::new();
        told.iter().any(|(point, told)| *by_others.entry(without(point, *dimension)).or_insert(told) != told)
    };
    let all = || free.iter().map(|(dimension, _)| *dimension);
    let some: Vec<usize> = all().filter(matters).collect();
    if some.is_empty() { all().collect() } else { some }
}
