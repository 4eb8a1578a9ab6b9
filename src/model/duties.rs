//! Hand-offs, escalations, indicators, and duties that are kept apart.

use std::collections::BTreeSet;

use case_space::Interval;

use super::activity::Activity;
use super::decision::Decision;
use super::id::Id;
use super::organisation::{Role, Stage};
use super::resolver::{Refs, Resolver};
use crate::finding::{Kind, Subject, Text};
use crate::source::Place;
use crate::syntax::{self, Located, Mistake, Named, Slot, Term};

/// An interface between roles or departments.
#[derive(Debug, Clone)]
pub struct Handoff {
    /// Its id.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people read.
    pub name: Text,
    /// The roles that give.
    pub from: Refs<Role>,
    /// The roles that receive.
    pub to: Refs<Role>,
    /// The stages in which it happens.
    pub stages: Refs<Stage>,
    /// What is handed over.
    pub artefact: Slot<Text>,
    /// How soon.
    pub within: Slot<Located<Term>>,
    /// How often.
    pub every: Slot<Located<Term>>,
}

impl Handoff {
    pub(super) fn resolve(declared: Named<syntax::Handoff>, resolver: &mut Resolver<'_>) -> Self {
        let Named { id, body } = declared;
        let mut stages = resolver.refs_slot(body.stage);
        let more = resolver.refs_slot(body.stages);
        stages.incomplete |= more.incomplete;
        stages.items.extend(more.items);
        Self {
            place: id.place,
            name: body.name.take().unwrap_or_else(|| id.value.clone()),
            id: id.value,
            from: resolver.some_refs(body.from),
            to: resolver.some_refs(body.to),
            stages,
            artefact: body.artefact,
            within: body.within,
            every: body.every,
        }
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Handoff, self.id.clone())
    }
}

/// Whom to ask when something cannot be settled.
#[derive(Debug, Clone)]
pub struct Escalation {
    /// Its id.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people read.
    pub name: Text,
    /// What sets it off.
    pub trigger: Option<Text>,
    /// The stage in which it happens.
    pub stage: Slot<Located<Id<Stage>>>,
    /// The roles, in the order in which they are asked.
    pub path: Refs<Role>,
    /// The time that each step has.
    pub within: Slot<Located<Term>>,
}

impl Escalation {
    pub(super) fn resolve(declared: Named<syntax::Escalation>, resolver: &mut Resolver<'_>) -> Self {
        let Named { id, body } = declared;
        Self {
            place: id.place,
            name: body.name.take().unwrap_or_else(|| id.value.clone()),
            id: id.value,
            trigger: body.trigger.take(),
            stage: resolver.slot(body.stage),
            path: resolver.path(body.path),
            within: body.within,
        }
    }

    /// The role that asks and the one that is asked, step by step; none where somebody on the path is not known.
    pub fn steps(&self) -> impl Iterator<Item = (Located<Id<Role>>, Located<Id<Role>>)> {
        let known = if self.path.incomplete { &[] } else { self.path.items.as_slice() };
        known.iter().copied().zip(known.iter().copied().skip(1))
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Escalation, self.id.clone())
    }
}

/// A duty that is measured.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its id.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people read.
    pub name: Text,
    /// The role that owns it.
    pub role: Slot<Located<Id<Role>>>,
    /// The activity that it measures.
    pub activity: Slot<Located<Id<Activity>>>,
    /// What is to be reached.
    pub target: Slot<Located<Interval>>,
    /// The unit of the target.
    pub unit: Slot<Located<Text>>,
    /// The span of time over which it is counted.
    pub per: Slot<Located<Term>>,
    /// The indicator that this one is a part of.
    pub rolls_up_to: Slot<Located<Id<Indicator>>>,
    /// Beyond these bounds somebody is warned.
    pub alert: Slot<Located<Interval>>,
    /// The roles that are warned.
    pub alerts: Refs<Role>,
}

impl Indicator {
    pub(super) fn resolve(declared: Named<syntax::Indicator>, resolver: &mut Resolver<'_>) -> Self {
        let Named { id, body } = declared;
        Self {
            place: id.place,
            name: body.name.take().unwrap_or_else(|| id.value.clone()),
            id: id.value,
            role: resolver.slot(body.role),
            activity: resolver.slot(body.activity),
            target: body.target.map(|target| Located { value: target.value.0, place: target.place }),
            unit: body.unit,
            per: body.per,
            rolls_up_to: resolver.slot(body.rolls_up_to),
            alert: body.alert.map(|alert| Located { value: alert.value.0, place: alert.place }),
            alerts: resolver.refs_slot(body.alerts),
        }
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Indicator, self.id.clone())
    }
}

/// Something that is done or decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// An activity.
    Activity(Id<Activity>),
    /// A decision.
    Decision(Id<Decision>),
}

/// Duties that no one role or person may hold together.
#[derive(Debug, Clone)]
pub struct Separation {
    /// Where it stands.
    pub place: Place,
    /// The duties, each once; what could not be resolved is left out.
    pub duties: Vec<Located<Duty>>,
    /// Why.
    pub reason: Option<Text>,
}

impl Separation {
    pub(super) fn resolve(declared: syntax::Separation, resolver: &mut Resolver<'_>) -> Self {
        let written = declared.duties.take();
        if let Some(alone) = written.as_ref().filter(|written| written.items.len() < 2 && !written.incomplete) {
            let help = "name at least two activities or decisions, or take the separation out";
            resolver.say(Mistake::InvalidValue, alone.place, "one duty alone is kept apart from nothing", help);
        }
        let written = written.map_or_else(Vec::new, |duties| duties.items);
        let distinct = resolver.distinct("duty", &written, |duty| (&duty.value, duty.place));
        let resolved = distinct.into_iter().filter_map(|duty| resolver.duty(duty));
        // one duty can be written with and without quotes
        let mut known = BTreeSet::new();
        Self {
            place: declared.place,
            duties: resolved.filter(|duty| known.insert(duty.value)).collect(),
            reason: declared.reason.take(),
        }
    }
}
