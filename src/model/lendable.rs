//! What may be lent, to whom and for how long: what delegations are held against.

use super::case_set::CaseSet;
use super::decision::Decision;
use super::footing::Footing;
use super::id::Id;
use super::refs::Refs;
use super::relative::Rank;
use super::resolver::Resolver;
use super::role::Role;
use super::written::rank;
use crate::source::Place;
use crate::subject::{Kind, Subject};
use crate::syntax::{self, Flaw, Located, OneOrMany, Remarks, Slot, Term};

/// Decision rights that may be lent.
#[derive(Debug)]
pub struct Lendable {
    /// All of its table.
    pub place: Place,
    /// The roles that may lend them; where none is named, everybody may.
    pub from: Refs<Role>,
    /// Who may borrow them; where nobody is named, everybody may.
    pub to: Vec<Borrower>,
    /// Whether somebody is named in `to` who could not be read.
    pub to_has_unread: bool,
    /// Whether nobody may borrow who stands below the lender.
    pub not_below_lender: bool,
    /// The decisions that may be lent; where none is named, all that the lender decides.
    pub named: Refs<Decision>,
    /// The cases in which they may be lent; every case where none is said.
    pub when: CaseSet,
    /// The longest time.
    pub longest: Slot<Located<Term>>,
    /// The roles whose consent it takes.
    pub agrees: Refs<Role>,
    /// Whether the borrower may lend them on.
    pub further: Slot<bool>,
    /// What is remarked on it.
    pub remarks: Remarks,
}

/// Who may borrow a decision right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Borrower {
    /// This role.
    Role(Id<Role>),
    /// Whoever is of this rank or higher.
    AtLeast(Rank),
    /// Whoever does not stand below the lender.
    NotBelowLender,
}

impl Lendable {
    pub(super) fn resolve(mut declared: syntax::Lendable, footing: &Footing<'_>, resolver: &mut Resolver<'_>) -> Self {
        if let Some([decision]) = declared.decision.get().map(|decisions| decisions.items.as_slice()) {
            resolver.subject = Subject::Of(Kind::Decision, decision.id.clone());
        }
        let remarks = declared.remarks();
        let (to, to_has_unread) = borrowers(declared.to, footing, resolver);
        Self {
            place: declared.place,
            from: named(declared.from, resolver),
            to,
            to_has_unread,
            not_below_lender: declared.not_below.get().is_some(),
            named: named(declared.decision, resolver),
            when: match declared.when {
                Slot::Given(when) => CaseSet::resolve(when, footing.dimensions, resolver),
                Slot::Absent => CaseSet::every(declared.place),
                Slot::Unread => CaseSet::unread(declared.place, resolver),
            },
            longest: declared.longest,
            agrees: named(declared.agrees, resolver),
            further: declared.further,
            remarks,
        }
    }

    /// What a finding on it names: the first decision that it names, or the matrix.
    #[must_use]
    pub fn subject(&self, decisions: &super::id::List<Decision>) -> Subject {
        self.named.ids().next().map_or(Subject::Matrix, |decision| decisions[decision].subject())
    }

    /// The roles that it names.
    pub fn roles(&self) -> impl Iterator<Item = Id<Role>> {
        let borrowers = self.to.iter().filter_map(|borrower| match borrower {
            Borrower::Role(role) | Borrower::AtLeast(Rank::Role(role)) => Some(*role),
            Borrower::AtLeast(Rank::Level(_)) | Borrower::NotBelowLender => None,
        });
        self.from.ids().chain(borrowers).chain(self.agrees.ids())
    }
}

/// References of which there is at least one where they are written at all.
fn named<T: super::resolver::Resolves>(
    written: Slot<OneOrMany<syntax::To<T>>>,
    resolver: &mut Resolver<'_>,
) -> Refs<T::Resolved> {
    if written.is_absent() { Refs::default() } else { resolver.some_refs(written) }
}

/// Those who may borrow, and whether somebody could not be read.
fn borrowers(
    written: Slot<OneOrMany<syntax::Borrower>>,
    footing: &Footing<'_>,
    resolver: &mut Resolver<'_>,
) -> (Vec<Borrower>, bool) {
    let Slot::Given(written) = written else {
        if written.is_unread() {
            resolver.unsure_of([Kind::Role]);
        }
        return (Vec::new(), written.is_unread());
    };
    if written.has_unread {
        resolver.unsure_of([Kind::Role]);
    }
    if written.items.is_empty() && !written.has_unread {
        let help = "name at least one role, or leave `to` out where everybody may borrow";
        resolver.say(Flaw::InvalidValue, written.place, "an empty list names nobody", help);
    }
    let count = written.items.len();
    let read: Vec<_> =
        written.items.into_iter().filter_map(|borrower| Borrower::resolve(borrower, footing, resolver)).collect();
    let has_unread = written.has_unread || count == 0 || read.len() < count;
    (read, has_unread)
}

impl Borrower {
    fn resolve(written: syntax::Borrower, footing: &Footing<'_>, resolver: &mut Resolver<'_>) -> Option<Self> {
        let place = written.place;
        let is_unread = written.role.is_unread() || written.at_least.is_unread() || written.not_below.is_unread();
        match (written.role.take(), written.at_least.take(), written.not_below.take()) {
            (Some(role), None, None) => resolver.one(&role).map(|role| Self::Role(role.value)),
            (None, Some(least), None) => rank(&least, footing, resolver).map(Self::AtLeast),
            (None, None, Some(syntax::Lender::Lender)) => Some(Self::NotBelowLender),
            (None, None, None) if is_unread => None,
            _ => {
                let help = "name a role, or write `at-least` with a level or a role, or `not-below = \"lender\"`";
                resolver.say(Flaw::InvalidValue, place, "a borrower is told by one key", help);
                None
            }
        }
    }
}
