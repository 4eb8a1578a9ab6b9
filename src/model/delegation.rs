//! Delegations: decision rights that are lent.

use jiff::civil::Date;

use super::case_set::CaseSet;
use super::decision::Decision;
use super::dimension::Dimensions;
use super::id::Id;
use super::refs::Refs;
use super::resolver::Resolver;
use super::role::Role;
use crate::source::Place;
use crate::subject::{Kind, Subject};
use crate::syntax::{self, Flaw, Located, Remarks, Slot};

/// A decision right that is lent.
#[derive(Debug, Clone)]
pub struct Delegation {
    /// All of its table.
    pub place: Place,
    /// The role that lends it.
    pub from: Slot<Located<Id<Role>>>,
    /// The roles that may use it.
    pub to: Refs<Role>,
    /// The decision that is lent.
    pub decision: Slot<Located<Id<Decision>>>,
    /// The cases in which it is lent. Where none is said, every case, at the place of the decision.
    pub when: CaseSet,
    /// The first day on which it holds.
    pub valid_from: Slot<Located<Date>>,
    /// The last day on which it holds.
    pub valid_until: Slot<Located<Date>>,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Delegation {
    pub(super) fn resolve(
        mut declared: syntax::Delegation,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        if let Slot::Given(decision) = &declared.decision {
            resolver.subject = Subject::Of(Kind::Decision, decision.id.clone());
        }
        let whole = declared.decision.get().map_or(declared.place, |decision| decision.place);
        if let (Slot::Given(from), Slot::Given(until)) = (&declared.valid_from, &declared.valid_until)
            && until.value < from.value
        {
            let message = format!("the delegation ends on {}, before it begins", until.value);
            let finding = Flaw::InvalidValue.finding(resolver.subject.clone(), until.place, message);
            let finding = finding.label("the last day").also(from.place, "the first day");
            resolver.add(finding.help("let `valid-until` be the same day or a later one"));
        }
        Self {
            place: declared.place,
            remarks: declared.remarks(),
            from: resolver.slot(declared.from),
            to: resolver.some_refs(declared.to),
            decision: resolver.slot(declared.decision),
            when: match declared.when {
                Slot::Given(when) => CaseSet::resolve(when, dimensions, resolver),
                Slot::Absent => CaseSet::every(whole),
                Slot::Unread => CaseSet::unread(declared.place, resolver),
            },
            valid_from: declared.valid_from,
            valid_until: declared.valid_until,
        }
    }

    /// Whether it holds on the day; its last day included.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        let begun = self.valid_from.get().is_none_or(|from| from.value <= day);
        begun && self.valid_until.get().is_none_or(|until| day <= until.value)
    }
}
