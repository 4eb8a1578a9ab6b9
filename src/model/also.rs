//! What some cases need on top of whatever answers them.

use super::beside::{Beside, Manner, Parties, take_beside};
use super::case_set::CaseSet;
use super::deciders::Deciders;
use super::footing::Footing;
use super::resolver::Resolver;
use super::written::deciders;
use crate::source::Place;
use crate::syntax::{self, Flaw, Located, Remarks, Slot};

/// What some cases need on top of whatever answers them.
#[derive(Debug, Clone)]
pub struct Also {
    /// The cases that need it.
    pub when: CaseSet,
    /// Who must sign as well.
    pub decides: Slot<Located<Deciders>>,
    /// What stands beside it.
    pub beside: Beside,
    /// What is remarked on it.
    pub remarks: Remarks,
    /// All of its table.
    pub place: Place,
}

impl Also {
    pub(super) fn resolve(mut declared: syntax::Also, footing: &Footing<'_>, resolver: &mut Resolver<'_>) -> Self {
        let place = declared.place;
        let remarks = declared.remarks();
        let when = CaseSet::required(std::mem::take(&mut declared.when), place, footing.dimensions, resolver);
        let decides = match std::mem::take(&mut declared.decides) {
            Slot::Absent => Slot::Absent,
            Slot::Unread => Slot::Unread,
            Slot::Given(written) => match deciders(&written.value, footing, resolver) {
                Some(value) => Slot::Given(Located { value, place: written.place }),
                None => Slot::Unread,
            },
        };
        let also = Self { when, decides, beside: take_beside!(declared, footing, resolver), remarks, place };
        if !also.adds_something() {
            let help = "say who must sign as well: `decides = \"…\"`, or name `agrees`, `consults`, `informs`, `reviews` or \
                        `files-with`";
            resolver.say(Flaw::MissingKey, place, "this adds nothing", help);
        }
        also
    }

    /// Whether anybody is named in it.
    #[must_use]
    pub fn adds_something(&self) -> bool {
        let adds = [Manner::Agrees, Manner::Consults, Manner::Informs, Manner::Reviews, Manner::FilesWith];
        !self.decides.is_absent() || adds.iter().any(|manner| !self.beside.list(*manner).is_empty())
    }

    /// Those whose signature it adds.
    pub fn signers(&self) -> impl Iterator<Item = &Deciders> {
        let decides = self.decides.get().map(|decides| &decides.value);
        decides.into_iter().chain(self.beside.agrees.items.iter().map(|party| &party.who))
    }
}
