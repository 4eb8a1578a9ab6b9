//! Delegations: decision rights that are lent.

use jiff::civil::Date;

use super::case_set::CaseSet;
use super::decision::Decision;
use super::dimension::Dimensions;
use super::id::{Id, List};
use super::refs::Refs;
use super::resolver::Resolver;
use super::role::Role;
use crate::source::Place;
use crate::subject::{Kind, Subject};
use crate::syntax::{self, Flaw, Located, Remarks, Slot};

/// Decision rights that are lent.
#[derive(Debug)]
pub struct Delegation {
    /// All of its table.
    pub place: Place,
    /// The role that lends it.
    pub from: Slot<Located<Id<Role>>>,
    /// The roles that may use it.
    pub to: Refs<Role>,
    /// The decisions that are named as lent; where none is, all that `from` decides are.
    pub named: Refs<Decision>,
    /// The cases in which they are lent. Where none is said, every case in which `from` decides.
    pub when: CaseSet,
    /// Whether no cases are said, so that no more is lent than `from` has.
    pub lends_own: bool,
    /// The roles that agreed to it.
    pub agrees: Refs<Role>,
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
        if let Some([decision]) = declared.decision.get().map(|decisions| decisions.items.as_slice()) {
            resolver.subject = Subject::Of(Kind::Decision, decision.id.clone());
        }
        let whole = declared.decision.get().map_or(declared.place, |decisions| decisions.place);
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
            named: if declared.decision.is_absent() { Refs::default() } else { resolver.some_refs(declared.decision) },
            lends_own: declared.when.is_absent(),
            when: match declared.when {
                Slot::Given(when) => CaseSet::resolve(when, dimensions, resolver),
                Slot::Absent => CaseSet::every(whole),
                Slot::Unread => CaseSet::unread(declared.place, resolver),
            },
            agrees: if declared.agrees.is_absent() { Refs::default() } else { resolver.some_refs(declared.agrees) },
            valid_from: declared.valid_from,
            valid_until: declared.valid_until,
        }
    }

    /// The decisions that are lent, and where that is said.
    #[must_use]
    pub fn decisions(&self, decisions: &List<Decision>) -> Vec<Located<Id<Decision>>> {
        if !self.named.is_empty() {
            return self.named.items.clone();
        }
        let Some(from) = self.from.get() else { return Vec::new() };
        let decides = |decision: &Decision| decision.all_with_a_say().any(|role| role == from.value);
        let own = decisions.iter().filter(|(_, decision)| decides(decision));
        own.map(|(value, _)| Located { value, place: self.place }).collect()
    }

    /// What a finding on it names: the first decision that it names, or the matrix.
    #[must_use]
    pub fn subject(&self, decisions: &List<Decision>) -> Subject {
        self.named.ids().next().map_or(Subject::Matrix, |decision| decisions[decision].subject())
    }

    /// What is lent, in words.
    #[must_use]
    pub fn words(&self, decisions: &List<Decision>, roles: &List<Role>) -> String {
        let named: Vec<_> = self.named.ids().map(|decision| format!("`{}`", decisions[decision].id)).collect();
        match self.from.get() {
            Some(from) if self.named.is_empty() => format!("all that `{}` decides", roles[from.value].id),
            _ => named.join(", "),
        }
    }

    /// Whether it ends before it begins, which has been said: it holds on no day.
    #[must_use]
    pub fn is_backward(&self) -> bool {
        let days = self.valid_from.get().zip(self.valid_until.get());
        days.is_some_and(|(from, until)| until.value < from.value)
    }

    /// Whether it holds on the day; its last day included.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        let begun = self.valid_from.get().is_none_or(|from| from.value <= day);
        begun && self.valid_until.get().is_none_or(|until| day <= until.value)
    }
}
