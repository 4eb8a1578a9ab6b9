//! The matrix as a whole.

use jiff::civil::Date;

use super::id::Id;
use super::levels::Levels;
use super::resolver::Resolver;
use super::role::Role;
use crate::source::Place;
use crate::subject::Text;
use crate::syntax::{self, Language, Located, Remarks, Scheme, Slot, Term};

/// The matrix as a whole: what it is called and how it is kept.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// The table's place; the start of the main file where there is none.
    pub place: Place,
    /// What it is called.
    pub title: Option<Text>,
    /// The role that keeps it.
    pub owner: Slot<Located<Id<Role>>>,
    /// The letters in use.
    pub scheme: Scheme,
    /// Where a role names no deputy, its superior stands in.
    pub superior_stands_in: bool,
    /// The language of what is said about it.
    pub language: Slot<Language>,
    /// The organisation's layers.
    pub levels: Levels,
    /// Where nobody is responsible, the one who is accountable does the work.
    pub accountable_does_work: bool,
    /// The day from which it holds.
    pub effective: Slot<Located<Date>>,
    /// The day on which it was last reviewed.
    pub reviewed: Slot<Located<Date>>,
    /// How often it is reviewed.
    pub review_every: Slot<Located<Term>>,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Matrix {
    /// The matrix. `letters` are those that activities name: they tell the scheme where that cannot be read.
    pub(super) fn resolve<'l>(
        mut declared: syntax::Matrix,
        letters: impl IntoIterator<Item = &'l str>,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        Self {
            place: declared.place,
            remarks: declared.remarks(),
            title: declared.title.take(),
            owner: resolver.slot(declared.owner),
            scheme: match declared.scheme {
                Slot::Given(scheme) => scheme,
                Slot::Absent => Scheme::default(),
                Slot::Unread => Scheme::guess(letters),
            },
            // where it cannot be read, nobody is missed who may not be missing
            superior_stands_in: !declared.stands_in.is_absent(),
            language: declared.language,
            levels: Levels::resolve(declared.levels, resolver),
            // where it cannot be read, nobody is missed who may not be missing
            accountable_does_work: declared.accountable_does_work.is_unread()
                || declared.accountable_does_work.take().unwrap_or_default(),
            effective: declared.effective,
            reviewed: declared.reviewed,
            review_every: declared.review_every,
        }
    }
}

impl Matrix {
    /// The day on which it was last looked at: the last review or, before the first, the day from which it holds.
    #[must_use]
    pub const fn last_review(&self) -> &Slot<Located<Date>> {
        if self.reviewed.is_absent() { &self.effective } else { &self.reviewed }
    }
}
