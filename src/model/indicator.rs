//! Indicators: duties that are measured.

use case_space::Interval;

use super::activity::Activity;
use super::id::Id;
use super::refs::Refs;
use super::resolver::{Resolver, Resolves};
use super::role::Role;
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{self, Located, Named, Remarks, Slot, Term};

/// A duty that is measured.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// What references name it by.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people call it; the id where it has no other name.
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
    /// What is remarked on it.
    pub remarks: Remarks,
}

impl Indicator {
    pub(super) fn resolve(declared: Named<syntax::Indicator>, resolver: &mut Resolver<'_>) -> Self {
        let Named { id, mut body } = declared;
        let remarks = body.remarks();
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
            remarks,
        }
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Indicator, self.id.clone())
    }
}

impl Resolves for syntax::Indicator {
    type Resolved = Indicator;
}
