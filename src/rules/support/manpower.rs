//! How many people does an answer really take, in which cases, and who are they?

use std::collections::{BTreeMap, BTreeSet};

use case_space::Region;

use super::regions::Covered;
use super::words::joined;
use crate::finding::Finding;
use crate::hands::{Acting, ActsBy, Hand, Hands, Need, NoHands, Situation};
use crate::model::{Also, Answer, Decision, Id, Origin, Role};
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::Text;

/// Who may act in a decision; `None` where that could not be read, and where it is too much to look at, which is then said.
pub(in crate::rules) fn hands_of<'c>(cx: &Context<'c>, decision: &Decision, found: &mut Found) -> Option<&'c Hands> {
    match cx.workforce.of(decision) {
        Ok(hands) => Some(hands),
        Err(NoHands::Unread) => None,
        Err(NoHands::TooMuch) => {
            found.unproven(decision.subject(), decision.place);
            None
        }
    }
}

/// Situations of a decision that are judged alike, by their numbers.
pub(in crate::rules) type Alike<V> = BTreeMap<V, Vec<Id<Situation>>>;

/// What is judged of situations, and where.
pub(in crate::rules) struct InSituations<'a, V> {
    pub(in crate::rules) is: &'a V,
    /// The first of the situations.
    pub(in crate::rules) situation: &'a Situation,
    /// Where their answers are written.
    pub(in crate::rules) origins: Vec<Origin>,
    /// " when …", or nothing for every case.
    pub(in crate::rules) when: &'a str,
}

impl<V> InSituations<'_, V> {
    /// The first place at which such an answer is written; where nothing else is asked for, that at which it is added.
    pub(in crate::rules) fn place(&self, decision: &Decision, answer: Option<&Answer>) -> Place {
        let is_free = self.origins.iter().all(|origin| matches!(decision.answer_at(*origin), Some(Answer::Free)));
        let roles = answer.map_or_else(BTreeSet::new, Answer::roles);
        let signs = |also: &&Also| also.signers().any(|signer| !signer.roles().is_disjoint(&roles));
        let added = decision.also.iter().filter(|_| is_free).find(signs);
        let written = self.origins.first().map_or(decision.place, |origin| origin.place);
        added.map_or(written, |also| also.decides.get().map_or(also.place, |decides| decides.place))
    }
}

/// Adds a finding for each region of cases of which one thing is judged, for the requests of one role where it is given.
pub(in crate::rules) fn each_verdict<V>(
    cx: &Context<'_>,
    (decision, hands): (&Decision, &Hands),
    alike: &Alike<V>,
    requester: impl Fn(&V) -> Option<Id<Role>>,
    found: &mut Found,
    finding: impl Fn(&Found, &InSituations<'_, V>) -> Option<Finding>,
) {
    let Some(coverage) = hands.coverage(decision).filter(|_| !alike.is_empty()) else { return };
    let covered = Covered { subject: decision.subject(), place: decision.place, coverage: coverage.as_ref() };
    for (is, situations) in alike {
        let of_region = |found: &Found, region: &Region, when: &str| {
            let origins = coverage.cover.origins_of(situations, region, cx.budget()).into_iter();
            let origins = origins.map(|origin| coverage.origin(origin)).collect();
            let situation = situations.first().and_then(|first| hands.situation(*first))?;
            finding(found, &InSituations { is, situation, origins, when })
        };
        match (requester(is), coverage.cover.space().all()) {
            (Some(requester), _) => covered.each_held(cx, (situations, requester), found, of_region),
            (None, Some(all)) => covered.each_within(cx, (situations, &all), found, of_region),
            (None, None) => {}
        }
    }
}

/// The hands by what they are called: people by their ids, others by the roles that they hold.
pub(in crate::rules) fn names(cx: &Context<'_>, hands: &[Hand]) -> String {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for hand in hands {
        let name = hand.words(cx.model);
        match counted.last_mut().filter(|(known, _)| *known == name) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => counted.push((name, 1)),
        }
    }
    let named = counted.into_iter().map(|(name, count)| match count {
        1 => name,
        count => format!("{count} of {name}"),
    });
    joined(&named.collect::<Vec<_>>())
}

/// The people among hands, as findings name them.
pub(in crate::rules) fn people(cx: &Context<'_>, hands: &[Hand]) -> Vec<Text> {
    let person = |hand: &Hand| match hand {
        Hand::Person(person) => Some(cx.model.people[*person].id.clone()),
        _ => None,
    };
    hands.iter().filter_map(person).collect()
}

/// That a hand signs for a role, and by what.
pub(in crate::rules) struct SignedFor {
    pub(in crate::rules) role: Id<Role>,
    pub(in crate::rules) acting: Acting,
}

/// For which roles of a need each of the hands signs, the nearest first.
pub(in crate::rules) fn signatures(hands: &Hands, situation: &Situation, need: &Need, of: &[Hand]) -> Vec<SignedFor> {
    let cast = hands.cast(situation, &[need]);
    let signing = |role: Id<Role>| {
        let own = cast.acting(role).iter().filter(|acting| of.contains(&acting.hand));
        own.map(move |acting| SignedFor { role, acting: acting.clone() }).collect::<Vec<_>>()
    };
    let mut all: Vec<SignedFor> = need.roles().into_iter().flat_map(signing).collect();
    all.sort_by_key(|signature| signature.acting.through);
    all
}

/// The finding with each place at which it is said that the hands may sign for several roles.
pub(in crate::rules) fn shown(cx: &Context<'_>, mut finding: Finding, signatures: &[SignedFor]) -> Finding {
    let mut known = BTreeSet::new();
    for SignedFor { role, acting } in signatures {
        let (role, holds) = (cx.role_id(*role), cx.role_id(acting.holds));
        let label = match acting.through {
            ActsBy::Post => None,
            ActsBy::Deputy => acting.place.map(|place| (place, format!("`{holds}` may stand in for `{role}`"))),
            ActsBy::Delegation => {
                acting.place.map(|place| (place, format!("`{role}` lends it, and `{holds}` may use it")))
            }
        };
        let label = label.or_else(|| match acting.hand {
            Hand::Person(person) => {
                let person = &cx.model.people[person];
                let post = person.posts.items.iter().find(|post| post.role.value == acting.holds)?;
                Some((post.role.place, format!("`{}` holds `{holds}`", person.id)))
            }
            _ => None,
        });
        if let Some((place, text)) = label.filter(|label| known.insert(label.clone())) {
            finding = finding.also(place, text);
        }
    }
    finding
}

/// The number of people in words: "one person", "3 people".
pub(in crate::rules) fn people_in_words(count: usize) -> String {
    match count {
        1 => "one person".to_owned(),
        count => format!("{count} people"),
    }
}
