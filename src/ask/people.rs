//! People: who can give an answer in a case, on a day.

use std::collections::BTreeSet;

use super::basis::Ask;
use super::given::Asker;
use super::question::Answered;
use super::resolution::Resolution;
use crate::hands::{Acting, ActsBy, Cast, Fewer, Hand, Need, OneCase, Relay, Staff, Workforce};
use crate::model::{Answer, Decision, Id, Manner, Person, Role};
use crate::options::STEPS;

/// Somebody who can act for a role of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: Id<Person>,
    /// For which role.
    pub role: Id<Role>,
    /// By what.
    pub through: ActsBy,
}

/// Who signs in a case, on the day.
#[derive(Debug, Default)]
pub(super) struct Signing {
    /// Who can sign for each role of the answers; `None` where nobody need, or the policy lists no people.
    pub(super) people: Option<Vec<Actor>>,
    /// Those who can give the answer, where they are fewer than it says.
    pub(super) fewer: Option<Fewer>,
    /// By which steps roles act for those of the answers, as far as somebody does.
    pub(super) relays: Vec<Relay>,
}

impl Ask<'_> {
    /// Who signs for the answers, as things are.
    pub(super) fn signing(&self, id: Id<Decision>, answered: &Answered<'_>) -> Signing {
        let mut roles: Vec<Id<Role>> = Vec::new();
        for role in answered.resolutions.iter().flat_map(signers) {
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        let workforce = Workforce::new(self.model);
        let staff = workforce.staff();
        let asks = answered.case.asker.filter(|_| self.model.decisions[id].four_eyes.is_some());
        let asking = if let Some(Asker::Role(role)) = asks { Some(role) } else { None };
        let case = OneCase::new(staff, id, roles.iter().copied(), asking, &answered.case.point);
        let Some(case) = case.filter(|_| !roles.is_empty()) else { return Signing::default() };
        let barred = match asks {
            Some(Asker::Person(person)) => Some(Hand::Person(person)),
            Some(Asker::Role(role)) => case.only_holder(role),
            None => None,
        };
        let needs: Vec<Need> = answered.resolutions.iter().filter_map(|one| need(one, (&case, staff))).collect();
        let seats = roles.iter().flat_map(|role| self.seats(*role)).map(|role| Need::Signatures(role, 1));
        let seats: Vec<Need> = seats.collect();
        let all: Vec<&Need> = needs.iter().chain(&seats).collect();
        let is_filled = |hand: &Hand| !matches!(hand, Hand::Holder(role, _) if Some(*role) == workforce.unfilled());
        let casts = case.acting_now(&all, is_filled).into_iter();
        let casts = casts.map(|cast| if let Some(barred) = &barred { cast.without(barred) } else { cast });
        let casts: Vec<Cast> = casts.collect();
        let fewer = |need: &Need| {
            let budget = self.model.share_of(STEPS);
            casts.iter().find_map(|cast| need.fewer(cast, &budget).into_found())
        };
        Signing {
            fewer: if let [need] = needs.as_slice() { fewer(need) } else { None },
            people: (!self.model.people.is_empty()).then(|| self.actors(&roles, &casts)),
            relays: self.relays(&roles, &casts, (&case, staff)),
        }
    }

    /// A role and, of a body, those by whom it acts.
    pub(super) fn seats(&self, role: Id<Role>) -> impl Iterator<Item = Id<Role>> + use<> {
        [role].into_iter().chain(self.model.members(role))
    }

    /// Who signs for each role: those who hold it or a seat on it, who stands in, to whom it is lent; each in the order of the policy.
    fn actors(&self, roles: &[Id<Role>], casts: &[Cast]) -> Vec<Actor> {
        let mut actors: Vec<Actor> = Vec::new();
        for role in roles {
            let mut ranked = Vec::new();
            let seats = self.seats(*role).flat_map(|seat| casts.iter().map(move |cast| cast.acting(seat)));
            for (seat, acting) in seats.enumerate() {
                let come_to: Vec<Id<Role>> = acting.iter().map(|acting| acting.holds).collect();
                for Acting { hand, holds, through, .. } in acting {
                    let Hand::Person(person) = hand else { continue };
                    let nearness = come_to.iter().position(|role| role == holds);
                    ranked.push((*through, seat, nearness, self.model.people.place(*person), *person));
                }
            }
            ranked.sort_unstable();
            let mut known = BTreeSet::new();
            let first = ranked.into_iter().filter(|(.., person)| known.insert(*person));
            actors.extend(first.map(|(through, .., person)| Actor { person, role: *role, through }));
        }
        actors
    }

    /// By which steps those act for the roles who do not hold them.
    fn relays(&self, roles: &[Id<Role>], casts: &[Cast], (case, staff): (&OneCase, Staff<'_>)) -> Vec<Relay> {
        let mut relays: Vec<Relay> = Vec::new();
        for seat in roles.iter().flat_map(|role| self.seats(*role)) {
            let mut come_to = BTreeSet::new();
            for acting in casts.iter().flat_map(|cast| cast.acting(seat)) {
                let is_new = acting.through != ActsBy::Post && come_to.insert((acting.through, acting.holds));
                let steps = if is_new { case.relays(staff, seat, acting) } else { Vec::new() };
                relays.extend(steps.into_iter().filter(|step| !relays.contains(step)).collect::<Vec<_>>());
            }
        }
        relays
    }
}

/// Those who sign for what holds, and for what they agree to.
fn signers(resolution: &Resolution) -> impl Iterator<Item = Id<Role>> {
    let agree = resolution.list(Manner::Agrees).iter().flat_map(|who| who.roles());
    resolution.answer.iter().flat_map(Answer::roles).chain(agree)
}

/// What it takes, with those who agree.
fn need(resolution: &Resolution, (case, staff): (&OneCase, Staff<'_>)) -> Option<Need> {
    let answer = resolution.answer.clone()?.with(resolution.list(Manner::Agrees).to_vec());
    case.need(staff, &answer)
}
