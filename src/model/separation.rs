//! Separations: duties that are kept apart.

use std::collections::BTreeSet;

use super::activity::Activity;
use super::decision::Decision;
use super::id::Id;
use super::resolver::Resolver;
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, Flaw, Located, Remarks};

/// Something that is done or decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// It is done.
    Activity(Id<Activity>),
    /// It is decided.
    Decision(Id<Decision>),
}

impl Duty {
    /// The activity or decision that is named; what is wrong is said.
    fn resolve(written: &Located<Text>, resolver: &mut Resolver<'_>) -> Option<Located<Self>> {
        let Located { value: subject, place } = resolver.known_subject(written)?;
        let duty = match &subject {
            Subject::Of(kind @ Kind::Activity, id) => resolver.find(*kind, id, place).map(Self::Activity),
            Subject::Of(kind @ Kind::Decision, id) => resolver.find(*kind, id, place).map(Self::Decision),
            _ => {
                let message = format!("`{}` is no duty", written.value);
                let help = "name an activity or a decision such as `activities.collection`";
                resolver.say(Flaw::InvalidValue, place, message, help);
                None
            }
        };
        duty.map(|value| Located { value, place })
    }
}

/// Duties that no one role or person may hold together.
#[derive(Debug, Clone)]
pub struct Separation {
    /// All of its table.
    pub place: Place,
    /// The duties, each once; what could not be resolved is left out.
    pub duties: Vec<Located<Duty>>,
    /// Why they are kept apart, in the words of the policy.
    pub reason: Option<Text>,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Separation {
    pub(super) fn resolve(mut declared: syntax::Separation, resolver: &mut Resolver<'_>) -> Self {
        let remarks = declared.remarks();
        let written = declared.duties.take();
        if let Some(alone) = written.as_ref().filter(|written| written.items.len() < 2 && !written.has_unread) {
            let help = "name at least two activities or decisions, or take the separation out";
            resolver.say(Flaw::InvalidValue, alone.place, "one duty alone is kept apart from nothing", help);
        }
        let written = written.map_or_else(Vec::new, |duties| duties.items);
        let distinct = resolver.distinct("duty", &written, |duty| (&duty.value, duty.place));
        let resolved = distinct.into_iter().filter_map(|duty| Duty::resolve(duty, resolver));
        // one duty can be written with and without quotes
        let mut known = BTreeSet::new();
        Self {
            place: declared.place,
            duties: resolved.filter(|duty| known.insert(duty.value)).collect(),
            reason: declared.reason.take(),
            remarks,
        }
    }
}
