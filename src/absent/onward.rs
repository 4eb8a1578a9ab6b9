//! Where a decision goes that stalls.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use case_space::Point;

use super::absences::Absences;
use crate::hands::Hand;
use crate::model::{CaseSet, Decision, Escalation, Id, Leave, Origin, Role, RoleInCases};
use crate::syntax::{Headcount, Lapse, Slot, Term};

/// Where a decision goes that stalls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayOn {
    /// When the time to decide runs out, up the line to the first of whom somebody is there.
    Up {
        /// The role that does not decide.
        from: Id<Role>,
        /// To whom it goes.
        to: Id<Role>,
        /// The time.
        within: Term,
        /// How often that time runs out: more than once where others between are away too.
        times: u32,
    },
    /// Along an escalation, to the first of whom somebody is there.
    Along {
        /// The escalation.
        escalation: Id<Escalation>,
        /// The role that does not decide.
        from: Id<Role>,
        /// To whom it goes.
        to: Id<Role>,
        /// The time of each step, where there is one.
        within: Option<Term>,
        /// How many steps that is.
        times: u32,
    },
    /// When the time runs out, it counts as decided.
    Lapses(Term, Lapse),
}

impl WayOn {
    /// Whether it leads to somebody by itself.
    #[must_use]
    pub const fn is_timely(&self) -> bool {
        matches!(self, Self::Up { .. } | Self::Along { within: Some(_), .. })
    }
}

/// Of those who stand in for each other, so many are looked at.
const MOST_STAND_INS: usize = 64;

impl Absences<'_> {
    /// Where the answers that are written there go, for which nobody signs as these roles.
    pub(super) fn ways_on(
        &self,
        decision: &Decision,
        origins: &[Origin],
        missing: &[Id<Role>],
        there: There<'_>,
    ) -> Vec<WayOn> {
        let mut ways = Vec::new();
        for origin in origins {
            match (decision.within_at(*origin), decision.lapse_at(*origin)) {
                (None, _) => {}
                (Some(within), Lapse::Escalates) => {
                    ways.extend(missing.iter().filter_map(|role| self.up(*role, within.value, there)));
                }
                (Some(within), lapse) => ways.push(WayOn::Lapses(within.value, lapse)),
            }
        }
        for role in missing {
            ways.extend(self.along(*role, there));
        }
        let mut different: Vec<WayOn> = Vec::new();
        for way in ways {
            if !different.contains(&way) {
                different.push(way);
            }
        }
        different
    }

    fn up(&self, from: Id<Role>, within: Term, there: There<'_>) -> Option<WayOn> {
        let (times, to) = (1..).zip(self.org.superiors(from)).find(|(_, above)| self.somebody_acts(*above, there))?;
        Some(WayOn::Up { from, to, within, times })
    }

    fn along(&self, from: Id<Role>, there: There<'_>) -> impl Iterator<Item = WayOn> {
        let escalations = self.model.escalations.iter().filter(|(_, escalation)| !escalation.path.has_unread);
        escalations.filter_map(move |(id, escalation)| {
            let next = escalation.path.ids().skip_while(|role| *role != from).skip(1);
            let (times, to) = (1..).zip(next).find(|(_, next)| self.somebody_acts(*next, there))?;
            let within = escalation.within.get().map(|within| within.value);
            Some(WayOn::Along { escalation: id, from, to, within, times })
        })
    }

    /// Whether somebody may be there who holds the role, or one that stands in for it.
    fn somebody_acts(&self, role: Id<Role>, there: There<'_>) -> bool {
        let mut line = vec![role];
        let mut at = 0;
        while let Some(role) = line.get(at).copied().filter(|_| at < MOST_STAND_INS) {
            if self.somebody_is(role, there) {
                return true;
            }
            at = at.saturating_add(1);
            let is_so = |when: Option<&CaseSet>| when.is_none_or(|when| when.may_contain(there.case));
            let stand_ins = self.model.stand_ins(role).filter(|stand_in| is_so(stand_in.when));
            let new: Vec<_> = stand_ins.map(|stand_in| stand_in.role.value).filter(|one| !line.contains(one)).collect();
            line.extend(new);
        }
        false
    }

    /// Whether somebody may hold the role in the case, and is there on some of the days.
    fn somebody_is(&self, role: Id<Role>, there: There<'_>) -> bool {
        let staff = self.workforce.staff();
        let own = &self.model.roles[role];
        if own.body.is_some() {
            return true;
        }
        if !staff.is_listed(role) {
            let is_one = matches!(own.holders, Slot::Given(Headcount::Exactly(NonZeroU32::MIN)) | Slot::Absent);
            return !is_one || !there.away.contains(&Hand::Holder(role, 0));
        }
        let mut people = staff.people(role);
        people.any(|id| {
            let person = &self.model.people[id];
            let is_gone = |leave: &Leave| leave.contains(self.days.from) && leave.contains(self.days.until);
            let holds = |post: &RoleInCases| post.role.value == role && post.when.may_contain(there.case);
            let is_here = !there.away.contains(&Hand::Person(id)) && !person.absent.iter().any(is_gone);
            is_here && person.posts.items.iter().any(holds)
        })
    }
}

/// In which case it is asked who is there, and who is away.
#[derive(Clone, Copy)]
pub(super) struct There<'a> {
    pub(super) case: &'a Point,
    pub(super) away: &'a BTreeSet<Hand>,
}
