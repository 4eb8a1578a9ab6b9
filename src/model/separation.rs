//! Separations: duties, or parts of them, that are kept apart.

use std::collections::BTreeSet;

use super::activity::Activity;
use super::decision::Decision;
use super::id::{Id, List};
use super::resolver::Resolver;
use crate::nearest::{did_you_mean_or, nearest};
use crate::source::Place;
use crate::subject::{Kind, Subject, Text, split_part};
use crate::syntax::{self, Capacity, Flaw, Letter, Located, Remarks, Scheme};

/// Something that is done or decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// It is done.
    Activity(Id<Activity>),
    /// It is decided.
    Decision(Id<Decision>),
}

/// A part of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyPart {
    /// The activity's letter is held.
    Letter(Letter),
    /// The decision is asked for.
    RequestedBy,
    /// The decision is made, signed or agreed to.
    Decides,
}

impl DutyPart {
    const OF_A_DECISION: [Self; 2] = [Self::RequestedBy, Self::Decides];

    /// The part as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Letter(letter) => letter.as_str(),
            Self::RequestedBy => "requested-by",
            Self::Decides => "decides",
        }
    }

    /// Whether whoever holds the duty as a whole may hold it by this part.
    #[must_use]
    pub const fn is_in_whole(&self) -> bool {
        match self {
            Self::Letter(letter) => matches!(letter.capacity(), Capacity::Responsible | Capacity::Accountable),
            Self::Decides => true,
            Self::RequestedBy => false,
        }
    }
}

/// A duty that is kept apart from others, or the part of it that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeparatedDuty {
    /// What is done or decided.
    pub duty: Duty,
    /// The part of it; `None` for the whole: the work of the activity and the answering for it, or the deciding.
    pub part: Option<DutyPart>,
}

impl SeparatedDuty {
    /// The duty that is named, or the part of one; what is wrong is said.
    fn resolve(
        written: &Located<Text>,
        activities: &List<Activity>,
        resolver: &mut Resolver<'_>,
    ) -> Option<Located<Self>> {
        let place = written.place;
        let is_known =
            |subject: &Subject| matches!(subject, Subject::Of(kind, id) if resolver.names.is_defined(*kind, id));
        let is_whole = Subject::parse(&written.value).as_ref().is_some_and(is_known);
        let split = split_part(&written.value).filter(|_| !is_whole);
        let subject = split.map_or(written.value.as_str(), |(subject, _)| subject);
        let subject = resolver.known_subject(&Located { value: subject.into(), place })?.value;
        let duty = match &subject {
            Subject::Of(kind @ Kind::Activity, id) => resolver.find(*kind, id, place).map(Duty::Activity),
            Subject::Of(kind @ Kind::Decision, id) => resolver.find(*kind, id, place).map(Duty::Decision),
            _ => {
                let message = format!("`{}` is no duty", written.value);
                let help = "name an activity or a decision such as `activities.collection`";
                resolver.say(Flaw::InvalidValue, place, message, help);
                None
            }
        }?;
        let scheme = match duty {
            Duty::Activity(id) => Some(&activities[id].scheme),
            Duty::Decision(_) => None,
        };
        let part = match split {
            Some((_, part)) => Some(DutyPart::resolve(part, scheme, &subject, place, resolver)?),
            None => None,
        };
        Some(Located { value: Self { duty, part }, place })
    }
}

impl DutyPart {
    /// The part that is named, a letter where there is a scheme; what is wrong is said.
    fn resolve(
        written: &str,
        scheme: Option<&Scheme>,
        subject: &Subject,
        place: Place,
        resolver: &mut Resolver<'_>,
    ) -> Option<Self> {
        let parts: Vec<Self> = match scheme {
            None => Self::OF_A_DECISION.into(),
            Some(scheme) => scheme.letters().iter().copied().map(Self::Letter).collect(),
        };
        let found = parts.iter().find(|part| part.as_str() == written).copied();
        if found.is_none() && scheme.is_none_or(Scheme::is_sure) {
            let near = nearest(written, parts.iter().map(Self::as_str));
            let all: Vec<_> = parts.iter().map(|part| format!("`{subject}:{}`", part.as_str())).collect();
            let help = did_you_mean_or(near, format!("name one of {}", all.join(", ")), "the nearest");
            let message = format!("`{written}` is no part of `{subject}`");
            resolver.say(Flaw::UnknownReference, place, message, help);
        }
        found
    }
}

/// Duties that no one role or person may hold together.
#[derive(Debug, Clone)]
pub struct Separation {
    /// All of its table.
    pub place: Place,
    /// The duties, each once; what could not be resolved is left out.
    pub duties: Vec<Located<SeparatedDuty>>,
    /// Why they are kept apart, in the words of the policy.
    pub reason: Option<Text>,
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Separation {
    pub(super) fn resolve(
        mut declared: syntax::Separation,
        activities: &List<Activity>,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let remarks = declared.remarks();
        let written = declared.duties.take();
        if let Some(alone) = written.as_ref().filter(|written| written.items.len() < 2 && !written.has_unread) {
            let help = "name at least two activities or decisions, or take the separation out";
            resolver.say(Flaw::InvalidValue, alone.place, "one duty alone is kept apart from nothing", help);
        }
        let written = written.map_or_else(Vec::new, |duties| duties.items);
        let distinct = resolver.distinct("duty", &written, |duty| (&duty.value, duty.place));
        let resolved =
            distinct.into_iter().filter_map(|duty| Some((duty, SeparatedDuty::resolve(duty, activities, resolver)?)));
        // one duty can be written with and without quotes
        let mut known = BTreeSet::new();
        let mut duties: Vec<_> = resolved.filter(|(_, duty)| known.insert(duty.value)).collect();
        duties.retain(|(written, duty)| !is_named_whole(written, duty.value, &known, resolver));
        Self {
            place: declared.place,
            duties: duties.into_iter().map(|(_, duty)| duty).collect(),
            reason: declared.reason.take(),
            remarks,
        }
    }
}

/// Whether the duty is part of one that is named as a whole, which is then said.
fn is_named_whole(
    written: &Located<Text>,
    SeparatedDuty { duty, part }: SeparatedDuty,
    named: &BTreeSet<SeparatedDuty>,
    resolver: &mut Resolver<'_>,
) -> bool {
    let is_so = part.is_some_and(|part| part.is_in_whole()) && named.contains(&SeparatedDuty { duty, part: None });
    if is_so {
        let message = format!("`{}` is part of a duty that is named as a whole", written.value);
        resolver.say(Flaw::InvalidValue, written.place, message, "name the whole of it, or its parts");
    }
    is_so
}
