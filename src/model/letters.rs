//! Letters: who is responsible, accountable, consulted and informed, at the top of an activity or in some of its cases.

use case_space::{Condition, Held, Part};

use super::case_set::CaseSet;
use super::coverage::{Coverage, Origin, Sketch};
use super::dimension::Dimensions;
use super::id::Id;
use super::refs::Refs;
use super::resolver::Resolver;
use super::role::Role;
use crate::source::Place;
use crate::subject::Kind;
use crate::syntax::{self, Flaw, Letter, Remarks, Scheme, Slot};

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
    pub(super) fn everywhere(holders: Option<&Self>, dimensions: &Dimensions) -> Coverage<Id<Role>> {
        let mut sketch = Sketch::default();
        let top: Vec<_> =
            holders.map(|holders| holders.part(&mut sketch, Condition::always(), None)).into_iter().collect();
        sketch.cover(&top, &[], dimensions)
    }
}

impl Letters {
    pub(super) fn resolve(declared: syntax::Letters, scheme: Scheme, resolver: &mut Resolver<'_>) -> Self {
        let mut letters: Vec<(Letter, Holders)> = Vec::new();
        for (letter, slot) in declared {
            let holders = match slot {
                Slot::Absent => continue,
                Slot::Unread => Holders { roles: resolver.unread_refs::<syntax::Role>(), place: Place::default() },
                Slot::Given(assigned) => {
                    let place = assigned.roles.place;
                    if !scheme.letters().contains(&letter) {
                        not_in_scheme(letter, scheme, Place::new(place.file, assigned.letter), resolver);
                    }
                    Holders { roles: resolver.refs::<syntax::Role>(assigned.roles), place }
                }
            };
            letters.push((meant(letter, scheme), holders));
        }
        // of a letter and another that was meant as it, the first stands
        letters.sort_by_key(|(letter, _)| *letter);
        letters.dedup_by_key(|(letter, _)| *letter);
        Self(letters)
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
}

/// The letter of the scheme that means the same, so that nobody is missed because of a letter of another scheme.
fn meant(letter: Letter, scheme: Scheme) -> Letter {
    if matches!(letter, Letter::R | Letter::D) { scheme.doer() } else { letter }
}

fn not_in_scheme(letter: Letter, scheme: Scheme, place: Place, resolver: &mut Resolver<'_>) {
    let known: Vec<_> = scheme.letters().iter().map(|letter| format!("`{}`", letter.as_str())).collect();
    let meant = match (letter, scheme) {
        (Letter::R, Scheme::Daci) => "; who does the work is `D` here",
        (Letter::D, _) => "; who does the work is `R` here",
        (Letter::S, Scheme::Raci) => "; set `scheme = \"RASCI\"` in `[matrix]` for roles that support",
        (Letter::V, _) => "; set `scheme = \"RACI-VS\"` in `[matrix]` for roles that verify",
        _ => "",
    };
    resolver.say(
        Flaw::UnknownKey,
        place,
        format!("the scheme {} has no letter `{}`", scheme.as_str(), letter.as_str()),
        format!("use one of {}{meant}", known.join(", ")),
    );
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
        scheme: Scheme,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let remarks = declared.remarks();
        let letters = Letters::resolve(declared.take_letters(), scheme, resolver);
        let when = CaseSet::required(declared.when, declared.place, dimensions, resolver);
        Self { when, letters, place: declared.place, remarks }
    }

    pub(super) fn unread(resolver: &mut Resolver<'_>) -> Self {
        let place = Place::default();
        resolver.unsure_of([Kind::Role]);
        Self { when: CaseSet::unread(place, resolver), letters: Letters::default(), place, remarks: Remarks::default() }
    }
}
