//! Rule `asks-oneself`.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Condition, OriginId};

use crate::finding::Finding;
use crate::model::{Answer, Deciders, Decision, Id, Manner, Origin, Parties, Party, Person, Role};
use crate::rules::rule::rule;
use crate::rules::support::answers::Occurrence;
use crate::rules::support::held::WhatHolds;
use crate::rules::support::words::joined;
use crate::rules::{Context, Found};
use crate::source::Place;

rule! {
    /// The only one who decides is also the one who is asked before, looks at it, agrees to it or is told.
    ///
    /// # Why it matters
    /// Consulting, reviewing and agreeing are there so that a second person looks at it; being told, so that a second person knows. Where
    /// that is the one who decides, there is no second person: on paper there is a control, and in fact there is none. Mostly another role
    /// was meant.
    ///
    /// # Example
    /// ```toml
    /// [decisions.hire-seller]
    /// activity = "make-offer"
    /// decides = "manager"
    /// consults = "manager"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   decides = "manager"
    /// - consults = "manager"
    /// + consults = "director"
    /// ```
    ///
    /// # Silent when
    /// The role is asked (or told …) in other cases of the decision too, in which somebody else decides or no approval is needed: "the
    /// controller is asked" holds for all, and the controller decides some of it. Several hold the role (`holders`, `[people]`): one asks
    /// another. Others may or must decide as well (`any`, `all`, `also`). The role is named as one of several (`{ any = […] }`), or follows
    /// from who asks.
    "asks-oneself", Warning, Decisions, each_decision: check
}

/// In what manner one may stand beside one's own answer.
const MANNERS: [Manner; 4] = [Manner::Consults, Manner::Reviews, Manner::Agrees, Manner::Informs];

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    if decision.all_beside().all(|beside| MANNERS.iter().all(|manner| beside.list(*manner).items.is_empty())) {
        return;
    }
    let (Some(before), Some(full)) = (WhatHolds::before_additions(decision), WhatHolds::in_full(decision)) else {
        return;
    };
    let all = Standings::of(cx, decision, (before, full));
    let sets: BTreeSet<_> = all.own.iter().map(|((role, ..), manners)| (role, manners)).collect();
    for (role, manners) in sets.into_iter().filter(|(role, _)| !several_hold(cx, **role)) {
        let is_meant = |origin: OriginId, answer: &Answer| {
            let origin = full.origin(origin);
            let stands_so = all.own.get(&(*role, origin.case, origin.step)) == Some(manners);
            stands_so && decides_alone(answer, *role, &decision.parties_at(origin, Manner::Agrees).0)
        };
        full.each(cx, &Condition::always(), is_meant, found, |found, own| {
            let origin = own.origins.first()?;
            let beside = manners.iter().filter_map(|manner| {
                let parties = decision.parties_at(*origin, *manner).0;
                Some((*manner, parties.iter().find(|party| party.who == Deciders::Role(*role))?.place))
            });
            Some(asks_oneself(cx, found, own, (*role, &beside.collect::<Vec<_>>())))
        });
    }
    for also in &decision.also {
        for (role, lists) in all.in_vain_of(|manner| also.beside.list(manner)) {
            let is_meant = |_, answer: &Answer| decides_alone(answer, role, &[]);
            if !several_hold(cx, role) {
                full.each(cx, &also.when.condition(), is_meant, found, |found, own| {
                    Some(asks_oneself(cx, found, own, (role, &lists)))
                });
            }
        }
    }
}

/// A role that decides alone, and the case and the step in which that is written.
type At = (Id<Role>, Option<usize>, Option<usize>);

/// The roles that stand beside their own answers alone.
struct Standings {
    /// Each role, and in what manner; whether it stands there in vain wherever it does.
    in_vain: BTreeMap<(Id<Role>, Manner), bool>,
    /// The roles that stand so beside what is written in a case and a step, and in which manners.
    own: BTreeMap<At, BTreeSet<Manner>>,
}

impl Standings {
    fn of(cx: &Context<'_>, decision: &Decision, (before, full): (WhatHolds<'_>, WhatHolds<'_>)) -> Self {
        let mut all = Self { in_vain: BTreeMap::new(), own: BTreeMap::new() };
        let mut alone: BTreeMap<At, Origin> = BTreeMap::new();
        for (id, answers) in before.pieces() {
            let origin = before.origin(id);
            let written = decision.answer_at(origin).filter(|written| written.relatives().is_empty());
            for answer in answers.into_iter().filter(|answer| *answer != Some(&Answer::Forbidden)) {
                let decides = written.or(answer).and_then(|answer| answer.decisive().sole_decider());
                for manner in MANNERS {
                    let (parties, _) = decision.parties_at(origin, manner);
                    if !cx.budget().spend(parties.len()) {
                        return Self { in_vain: BTreeMap::new(), own: BTreeMap::new() };
                    }
                    parties.iter().filter_map(|party| role_of(party)).for_each(|role| {
                        *all.in_vain.entry((role, manner)).or_insert(true) &= decides == Some(role);
                    });
                }
                alone.extend(decides.map(|role| ((role, origin.case, origin.step), origin)));
            }
        }
        for also in &decision.also {
            let lists = MANNERS.into_iter().map(|manner| (manner, &also.beside.list(manner).items));
            let named =
                lists.flat_map(|(manner, items)| items.iter().filter_map(move |one| Some((role_of(one)?, manner))));
            let named: Vec<_> = named.collect();
            let cases = also.when.condition();
            let held =
                [before, full].map(|what| if named.is_empty() { Vec::new() } else { what.answers_in(cx, &cases) });
            for (role, manner) in named {
                // who agrees signs, and is one of those who decide with what is added
                let [before, full] = &held;
                let held = if manner == Manner::Agrees { before } else { full };
                let mut decided = held.iter().filter(|answer| ***answer != Answer::Forbidden);
                let is_alone = decided.all(|answer| answer.sole_decider() == Some(role));
                *all.in_vain.entry((role, manner)).or_insert(true) &= is_alone;
            }
        }
        let own = alone.into_iter().map(|(at, origin)| (at, all.beside(decision, origin, at.0)));
        all.own = own.filter(|(_, manners)| !manners.is_empty()).collect();
        all
    }

    /// In which manners the role stands in vain beside what is written there.
    fn beside(&self, decision: &Decision, origin: Origin, role: Id<Role>) -> BTreeSet<Manner> {
        let is_in_vain = |manner: &Manner| self.in_vain.get(&(role, *manner)).copied().unwrap_or_default();
        let stands = |manner: &Manner| {
            let parties = decision.parties_at(origin, *manner).0;
            parties.iter().any(|party| role_of(party) == Some(role))
        };
        MANNERS.into_iter().filter(is_in_vain).filter(stands).collect()
    }

    /// The roles of some lists that stand there in vain: in which manners, and where that is written.
    fn in_vain_of<'a>(&self, list: impl Fn(Manner) -> &'a Parties) -> BTreeMap<Id<Role>, Vec<InList>> {
        let mut roles: BTreeMap<Id<Role>, Vec<InList>> = BTreeMap::new();
        for manner in MANNERS {
            for party in &list(manner).items {
                let role = role_of(party).filter(|role| self.in_vain.get(&(*role, manner)) == Some(&true));
                if let Some(role) = role {
                    roles.entry(role).or_default().push((manner, party.place));
                }
            }
        }
        roles
    }
}

/// The manner in which a role stands beside an answer, and where that is written.
type InList = (Manner, Place);

/// The role that stands there by itself.
const fn role_of(party: &Party) -> Option<Id<Role>> {
    if let Deciders::Role(role) = party.who { Some(role) } else { None }
}

/// Whether the role decides in the end, and besides only those who agree.
fn decides_alone(answer: &Answer, role: Id<Role>, agreeing: &[&Party]) -> bool {
    let signers = answer.decisive().signers();
    let agrees = |signer: &Id<Role>| agreeing.iter().any(|party| party.who.roles().contains(signer));
    signers.contains(&role) && signers.iter().all(|signer| *signer == role || agrees(signer))
}

/// Whether several people hold the role, so that one asks another.
fn several_hold(cx: &Context<'_>, role: Id<Role>) -> bool {
    let holds = |person: &&Person| person.posts.items.iter().any(|post| post.role.value == role);
    cx.model.roles[role].is_class() || cx.model.people.values().iter().filter(holds).nth(1).is_some()
}

fn asks_oneself(
    cx: &Context<'_>,
    found: &Found,
    own: &Occurrence<'_>,
    (role, lists): (Id<Role>, &[InList]),
) -> Finding {
    let role = cx.role_id(role);
    let what: Vec<String> = lists.iter().map(|(manner, _)| to_do(*manner).to_owned()).collect();
    let keys: BTreeSet<Manner> = lists.iter().map(|(manner, _)| *manner).collect();
    let keys: Vec<String> = keys.iter().map(|manner| format!("`{}`", manner.as_str())).collect();
    let message = format!("`{role}` alone decides `{}`{}, and is also {}", own.decision.id, own.when, joined(&what));
    let place = lists.first().map_or(own.place(), |(_, place)| *place);
    let others = lists.iter().skip(1).map(|(manner, place)| (*place, format!("and {}", to_do(*manner))));
    found
        .finding(own.decision.subject(), place, message)
        .label("the one who decides")
        .also_each(others)
        .also(own.place(), "decides alone")
        .help(format!("name somebody else in {}, or take `{role}` out", joined(&keys)))
        .roles([role.clone()])
}

const fn to_do(manner: Manner) -> &'static str {
    match manner {
        Manner::Reviews => "to review it",
        Manner::Agrees => "to agree to it",
        Manner::Informs => "to be told",
        _ => "to be asked before",
    }
}
