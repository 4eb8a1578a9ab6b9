//! Waivers: exceptions, on the record.

use jiff::civil::Date;

use super::id::Id;
use super::resolver::Resolver;
use super::role::Role;
use crate::source::Place;
use crate::subject::{Subject, Text};
use crate::syntax::{self, Flaw, Located, Remarks, Slot};

/// An exception, on the record.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// All of its table.
    pub place: Place,
    /// The name of the rule whose findings it hides; there need be no such rule.
    pub rule: Slot<Located<Text>>,
    /// What the findings are about, where there is such a thing.
    pub subject: Slot<Located<Subject>>,
    /// What they are about as it is written, which need not exist; the matrix where that names no subject.
    written: Subject,
    /// Why the exception is made, in the words of the policy.
    pub reason: Slot<Located<Text>>,
    /// The role that approved it.
    pub approved_by: Slot<Located<Id<Role>>>,
    /// The last day on which it holds.
    pub until: Slot<Located<Date>>,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Waiver {
    pub(super) fn resolve(mut declared: syntax::Waiver, resolver: &mut Resolver<'_>) -> Self {
        let written = declared.subject.get().and_then(|written| Subject::parse(&written.value));
        let written = written.unwrap_or(Subject::Matrix);
        resolver.subject = written.clone();
        Self {
            place: declared.place,
            remarks: declared.remarks(),
            rule: declared.rule,
            written,
            subject: match declared.subject {
                Slot::Given(written) => resolver.known_subject(&written).map_or(Slot::Unread, Slot::Given),
                Slot::Absent | Slot::Unread => Slot::Unread,
            },
            reason: reason(declared.reason, resolver),
            approved_by: resolver.slot(declared.approved_by),
            until: declared.until,
        }
    }

    /// The rule and the subject whose findings it hides; `None` where one of them could not be read.
    #[must_use]
    pub fn target(&self) -> Option<(&Located<Text>, &Located<Subject>)> {
        self.rule.get().zip(self.subject.get())
    }

    /// What a finding on it names: what it excuses.
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.written.clone()
    }
}

/// A reason with words in it.
fn reason(written: Slot<Located<Text>>, resolver: &mut Resolver<'_>) -> Slot<Located<Text>> {
    match written {
        Slot::Given(reason) if reason.value.trim().is_empty() => {
            let help = "say why the exception is made, so that others can judge it";
            resolver.say(Flaw::InvalidValue, reason.place, "the reason is empty", help);
            Slot::Unread
        }
        written => written,
    }
}
