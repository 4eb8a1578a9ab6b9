//! Letters: who is responsible, accountable, consulted and informed, at the top of an activity or in some of its cases.

use case_space::{Condition, Held, Part};

use super::case_set::CaseSet;
use super::coverage::{Coverage, Origin, Sketch};
use super::dimension::Dimensions;
use super::id::Id;
use super::refs::Refs;
use super::resolver::Resolver;
use super::role::Role;
use super::sign::{either, leave_out, letter};
use crate::source::Place;
use crate::subject::Kind;
use crate::syntax::{self, Capacity, Letter, Remarks, Scheme, Slot};

/// The holders of letters.
#[derive(Debug, Clone, Default)]
pub struct Letters(Vec<(Letter, Holders)>);

/// The holders of one letter.
#[derive(Debug, Clone)]
pub struct Holders {
    /// The roles that hold it.
    pub roles: Refs<Role>,
    /// Where they are named.
    pub place: Place,
}

impl Holders {
    /// The part that they hold where `when` does.
    pub(super) fn part(&self, sketch: &mut Sketch, when: Condition, case: Option<usize>) -> Part<Id<Role>> {
        let place = self.place;
        let held = match Held::all(self.roles.ids()) {
            held if held.values().is_empty() && self.roles.has_unread => Held::Unknown,
            held => held,
        };
        sketch.part(when, held, Origin { place, step_place: place, case, step: None })
    }

    /// What they hold where they do so in every case.
    pub(super) fn everywhere<'h>(
        holders: impl IntoIterator<Item = &'h Self>,
        dimensions: &Dimensions,
    ) -> Coverage<Id<Role>> {
        let mut sketch = Sketch::default();
        let holders = holders.into_iter();
        let top: Vec<_> = holders.map(|holders| holders.part(&mut sketch, Condition::always(), None)).collect();
        sketch.cover(&top, &[], dimensions)
    }

    fn unread(resolver: &mut Resolver<'_>) -> Self {
        Self { roles: resolver.unread_refs::<syntax::Role>(), place: Place::default() }
    }

    /// Adds what came under another key by a slip: what was meant is not known then, one of the two or both.
    fn join(&mut self, more: Self) {
        self.add(&more);
        self.roles.has_unread = true;
    }

    /// Adds the holders of another letter.
    pub(super) fn add(&mut self, more: &Self) {
        for role in &more.roles.items {
            if !self.roles.contains(role.value) {
                self.roles.items.push(*role);
            }
        }
        self.roles.has_unread |= more.roles.has_unread;
    }
}

impl Letters {
    pub(super) fn resolve(
        declared: Slot<syntax::Letters>,
        scheme: &Scheme,
        keys: &'static [&'static str],
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let Slot::Given(declared) = declared else { return Self::unread(scheme, resolver) };
        let mut letters: Vec<(Letter, Holders)> = Vec::new();
        for lettered in declared {
            let Some(letter) = letter(&lettered.key, scheme, keys, resolver) else {
                leave_out(&lettered, resolver);
                for letter in either(&lettered.key, scheme) {
                    letters.push((letter, Holders::unread(resolver)));
                }
                continue;
            };
            resolver.notes.mistakes.extend(lettered.mistakes);
            let holders = match lettered.roles {
                Slot::Given(roles) => {
                    let place = roles.place;
                    Holders { roles: resolver.refs::<syntax::Role>(roles), place }
                }
                Slot::Absent | Slot::Unread => Holders::unread(resolver),
            };
            match letters.iter_mut().find(|(held, _)| *held == letter) {
                Some((_, first)) => {
                    first.join(holders);
                    resolver.unsure_of([Kind::Role]);
                }
                None => letters.push((letter, holders)),
            }
        }
        letters.sort_by_key(|(letter, _)| *letter);
        Self(letters)
    }

    fn unread(scheme: &Scheme, resolver: &mut Resolver<'_>) -> Self {
        Self(scheme.letters().iter().map(|letter| (*letter, Holders::unread(resolver))).collect())
    }

    /// The holders of a letter; `None` where the letter is not named.
    #[must_use]
    pub fn get(&self, letter: Letter) -> Option<&Holders> {
        self.0.iter().find(|(named, _)| *named == letter).map(|(_, holders)| holders)
    }

    /// The letters that are named, with their holders.
    pub fn iter(&self) -> impl Iterator<Item = (Letter, &Holders)> {
        self.0.iter().map(|(letter, holders)| (*letter, holders))
    }

    /// Those of them that mean this.
    pub fn of(&self, capacity: Capacity) -> impl Iterator<Item = (Letter, &Holders)> {
        self.iter().filter(move |(letter, _)| letter.capacity() == capacity)
    }
}

/// Who holds which letter in some cases.
#[derive(Debug, Clone)]
pub struct ActivityCase {
    /// The cases in which others hold them than at the top.
    pub when: CaseSet,
    /// The letters that are replaced in them.
    pub letters: Letters,
    /// All of its table.
    pub place: Place,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl ActivityCase {
    pub(super) fn resolve(
        mut declared: syntax::ActivityCase,
        scheme: &Scheme,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let remarks = declared.remarks();
        let letters = Letters::resolve(declared.letters, scheme, syntax::ActivityCase::KEYS, resolver);
        let when = CaseSet::required(declared.when, declared.place, dimensions, resolver);
        Self { when, letters, place: declared.place, remarks }
    }

    pub(super) fn unread(resolver: &mut Resolver<'_>) -> Self {
        let place = Place::default();
        resolver.unsure_of([Kind::Role]);
        Self { when: CaseSet::unread(place, resolver), letters: Letters::default(), place, remarks: Remarks::default() }
    }
}
