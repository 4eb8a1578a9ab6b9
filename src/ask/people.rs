//! People: who can give an answer in a case, on a day.

use case_space::Point;

use super::basis::Ask;
use super::given::{Asker, posts};
use super::link::Reason;
use super::question::Answered;
use crate::model::{Answer, Decision, Id, Manner, Person, Role};

/// Somebody who can act for a role of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: Id<Person>,
    /// For which role.
    pub role: Id<Role>,
    /// By what.
    pub through: ActingBy,
}

/// By what somebody acts for a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActingBy {
    /// By holding it, or a seat on the body that it is.
    Post,
    /// By standing in, where nobody who holds it is there.
    Deputy,
    /// By a right that it lends.
    Delegation,
}

impl ActingBy {
    /// The word that machine output uses; none for a holder himself.
    #[must_use]
    pub const fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Post => None,
            Self::Deputy => Some("deputy"),
            Self::Delegation => Some("delegation"),
        }
    }
}

impl Ask<'_> {
    /// Who can sign for each role of the answers; `None` where nobody need, or the policy lists no people.
    pub(super) fn actors(&self, decision: &Decision, answered: &Answered<'_>) -> Option<Vec<Actor>> {
        let mut roles = Vec::new();
        for resolution in &answered.resolutions {
            let agree = resolution.list(Manner::Agrees).iter().flat_map(|who| who.roles());
            roles.extend(resolution.answer.iter().flat_map(Answer::roles).chain(agree));
        }
        if roles.is_empty() || self.model.people.is_empty() {
            return None;
        }
        let is_own_request =
            |person: Id<Person>| decision.four_eyes.is_some() && answered.case.asker == Some(Asker::Person(person));
        let mut actors: Vec<Actor> = Vec::new();
        for role in roles {
            for (person, through) in self.who_acts(decision, role, &answered.case.point) {
                let is_known = actors.iter().any(|actor| (actor.person, actor.role) == (person, role));
                if !is_known && !is_own_request(person) {
                    actors.push(Actor { person, role, through });
                }
            }
        }
        Some(actors)
    }

    fn who_acts(&self, decision: &Decision, role: Id<Role>, point: &Point) -> Vec<(Id<Person>, ActingBy)> {
        let seats = self.model.members(role).into_iter().filter(|member| self.model.roles[*member].body.is_none());
        let mut holders: Vec<_> = [role].into_iter().chain(seats).flat_map(|role| self.present(role, point)).collect();
        let mut through = ActingBy::Post;
        if holders.is_empty() {
            through = ActingBy::Deputy;
            let deputies = self.model.stand_ins(role);
            let deputies = deputies.filter(|deputy| deputy.when.is_none_or(|when| when.may_contain(point)));
            let mut deputies = deputies.map(|deputy| self.present(deputy.role.value, point));
            holders = deputies.find(|people| !people.is_empty()).unwrap_or_default();
        }
        let lent = self.lent(decision).filter(|link| match link.reason {
            Reason::Lends(from, delegation) => from == role && delegation.when.may_contain(point),
            _ => false,
        });
        let delegates = lent.flat_map(|link| link.roles).flat_map(|to| self.present(to, point));
        let delegates = delegates.map(|person| (person, ActingBy::Delegation));
        holders.into_iter().map(|person| (person, through)).chain(delegates).collect()
    }

    /// Those who hold a role in a case and are there on the day, in the order of the policy.
    fn present(&self, role: Id<Role>, point: &Point) -> Vec<Id<Person>> {
        let is_there = |person: &Person| {
            posts(person, point).contains(&role) && !person.absent.iter().any(|leave| leave.contains(self.today))
        };
        self.model.people.as_written().filter(|(_, person)| is_there(person)).map(|(id, _)| id).collect()
    }
}
