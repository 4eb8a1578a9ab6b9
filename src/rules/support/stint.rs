//! Who comes to hold duties together by acting for another: a role, or one of those who hold it?

use std::collections::BTreeSet;

use super::circumstance::{Circumstance, those};
use super::duties::Charge;
use super::separated::{Breach, Charges};
use crate::hands::{ActsBy, Relay};
use crate::model::{Id, Person, Role, RoleInCases};
use crate::rules::Context;
use crate::source::Place;

/// That one acts for another, and what falls to it then.
pub(in crate::rules) struct Stint<'a> {
    /// By which step.
    pub(in crate::rules) last: Relay,
    /// For whom, by steps of their own, who act for the first.
    pub(in crate::rules) before: &'a [Relay],
    pub(in crate::rules) circumstance: Circumstance,
    pub(in crate::rules) lent: &'a [Charge],
}

/// Duties that one comes to hold together.
pub(in crate::rules) struct Burden<'a> {
    /// Somebody, by a post that he holds beside the role that acts; `None` for that role.
    pub(in crate::rules) of: Option<(Id<Person>, Id<Role>)>,
    pub(in crate::rules) breach: Breach<'a>,
    pub(in crate::rules) circumstance: Circumstance,
}

impl Stint<'_> {
    /// What comes together in the hands of the role that acts, or else in those of people who hold it, where nobody else does; `None` where
    /// that is too much to look at.
    pub(in crate::rules) fn burdens<'m>(&self, cx: &Context<'_>, charges: &Charges<'m>) -> Option<Vec<Burden<'m>>> {
        let acting = self.last.to;
        let mut burdens: Vec<Burden<'m>> = Vec::new();
        let of_role = self.together(cx, charges, &self.circumstance, charges.of(acting))?;
        burdens.extend(of_role.into_iter().map(|breach| Burden {
            of: None,
            breach,
            circumstance: self.circumstance.clone(),
        }));
        let mut of_people: Vec<Burden<'m>> = Vec::new();
        for (person, held) in cx.workforce.staff().posts(acting) {
            of_people.extend(self.of_person(cx, charges, person, held)?);
        }
        of_people.retain(|burden| burdens.iter().all(|known| !known.is_of_same(burden)));
        let is_inevitable = |burden: &&Burden<'m>| !self.has_another(cx, acting, burden, &of_people);
        let inevitable: Vec<bool> = of_people.iter().map(|burden| is_inevitable(&burden)).collect();
        let of_people = of_people.into_iter().zip(inevitable).filter(|(_, is)| *is).map(|(burden, _)| burden);
        for burden in of_people {
            if burdens.iter().all(|known| known.person() != burden.person() || !known.is_of_same(&burden)) {
                burdens.push(burden);
            }
        }
        Some(burdens)
    }

    /// Who comes to hold what together, and where it is said that he acts.
    pub(in crate::rules) fn key(&self, burden: &Burden<'_>) -> (Option<Id<Person>>, Place, Place) {
        (burden.person(), burden.breach.separation.place, self.last.place)
    }

    /// What one who holds these duties comes to hold in a circumstance.
    fn together<'m>(
        &self,
        cx: &Context<'_>,
        charges: &Charges<'m>,
        circumstance: &Circumstance,
        own: &[Charge],
    ) -> Option<Vec<Breach<'m>>> {
        let may_conflict = |lent: &[Charge], own: &[Charge]| {
            let lent = lent.iter().map(|charge| (false, *charge));
            charges.between(own.iter().map(|charge| (true, *charge)).chain(lent))
        };
        if !cx.budget().spend(own.len().saturating_add(self.lent.len()).saturating_add(1)) {
            return None;
        }
        if may_conflict(self.lent, own).is_empty() {
            return Some(Vec::new());
        }
        let lent = those(self.lent.iter(), |charge| circumstance.falls(cx, charge))?;
        let own = those(own.iter(), |charge| circumstance.holds(cx, charge))?;
        let mut breaches = may_conflict(&lent, &own);
        breaches.retain(|breach| !self.passes_by(charges, breach));
        Some(breaches)
    }

    /// What one who holds the role that acts comes to hold together with what he holds by other roles; first by which.
    fn of_person<'m>(
        &self,
        cx: &Context<'_>,
        charges: &Charges<'m>,
        id: Id<Person>,
        held: &RoleInCases,
    ) -> Option<Vec<Burden<'m>>> {
        let person = &cx.model.people[id];
        let others = || person.posts.items.iter().filter(|post| post.role.value != held.role.value);
        if others().all(|post| charges.of(post.role.value).is_empty()) {
            return Some(Vec::new());
        }
        let Some(circumstance) = self.circumstance.among_those(cx, &held.when) else { return Some(Vec::new()) };
        if self.is_away(cx, id, &circumstance) {
            return Some(Vec::new());
        }
        let lent: BTreeSet<_> = self.lent.iter().map(Charge::separated).collect();
        let all = person.roles().flat_map(|role| charges.of(role)).copied();
        // what falls to him and is his already
        let known: Vec<Charge> = all.filter(|charge| lent.contains(&charge.separated())).collect();
        let mut burdens = Vec::new();
        for post in others() {
            let Some(both) = circumstance.among_those(cx, &post.when) else { continue };
            let own: Vec<Charge> = charges.of(post.role.value).iter().chain(&known).copied().collect();
            let breaches = self.together(cx, charges, &both, &own)?;
            let of = Some((id, post.role.value));
            burdens.extend(breaches.into_iter().map(|breach| Burden { of, breach, circumstance: both.clone() }));
        }
        Some(burdens)
    }

    /// Whether one of those between holds one of the duties, so that what is to say of these is said of it.
    fn passes_by(&self, charges: &Charges<'_>, breach: &Breach<'_>) -> bool {
        let is_kept = |charge: &Charge| breach.separation.duties.iter().any(|kept| kept.value == charge.separated());
        self.before.iter().any(|relay| charges.of(relay.to).iter().any(is_kept))
    }

    /// Whether somebody is not there then, because others stand in for a role that he holds.
    fn is_away(&self, cx: &Context<'_>, person: Id<Person>, circumstance: &Circumstance) -> bool {
        let absent = |role: Id<Role>| {
            self.before.iter().chain([&self.last]).any(|relay| relay.by == ActsBy::Deputy && relay.from == role)
        };
        let mut posts = cx.model.people[person].posts.items.iter();
        posts.any(|post| absent(post.role.value) && circumstance.among_those(cx, &post.when).is_some())
    }

    /// Whether somebody else holds the role that acts then, whom it brings nothing of the kind.
    fn has_another(&self, cx: &Context<'_>, acting: Id<Role>, burden: &Burden<'_>, all: &[Burden<'_>]) -> bool {
        let is_burdened = |person| all.iter().any(|one| one.person() == Some(person) && one.is_of_same(burden));
        cx.workforce.staff().posts(acting).any(|(person, held)| {
            let is_other = Some(person) != burden.person() && !is_burdened(person);
            let both = if is_other { burden.circumstance.among_those(cx, &held.when) } else { None };
            both.is_some_and(|both| !self.is_away(cx, person, &both))
        })
    }
}

impl Burden<'_> {
    fn person(&self) -> Option<Id<Person>> {
        self.of.map(|(person, _)| person)
    }

    /// Whether it is the same that is kept apart.
    fn is_of_same(&self, other: &Self) -> bool {
        self.breach.separation.place == other.breach.separation.place
    }
}
