//! Rule `joint-in-name-only`.

use std::collections::{BTreeMap, BTreeSet};

use case_space::Condition;

use crate::finding::Finding;
use crate::model::{Also, Answer, Deciders, Decision, Id, Manner, Origin, Party, Role};
use crate::rules::rule::rule;
use crate::rules::support::MOST_PLACES;
use crate::rules::support::answers::Occurrence;
use crate::rules::support::held::WhatHolds;
use crate::rules::support::words::joined;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::syntax::Amount;

rule! {
    /// An answer that says two or more, and that one role alone satisfies.
    ///
    /// # Why it matters
    /// "The director and, beside them, the director or the manager": on paper two sign, and the director signs for both. Joint decisions are
    /// asked for where one person must not be enough (企业内部控制基本规范, art. 30: 集体决策审批或者联签); a form of words that lets one
    /// through gives that away, and nobody sees it.
    ///
    /// # Example
    /// ```toml
    /// [decisions.hire-seller]
    /// activity = "make-offer"
    /// decides = { all = ["director", { any = ["director", "manager"] }] }
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   activity = "make-offer"
    /// - decides = { all = ["director", { any = ["director", "manager"] }] }
    /// + decides = { all = ["director", "manager"] }
    /// ```
    ///
    /// # Silent when
    /// One is enough on purpose: `any`, `first-of`, `count = 1`. Two holders of one role count as two (`{ count = 2, of = "council" }`). Who
    /// agrees signs as well, and counts; so does who is added by `also`, in the cases in which that is. What is written once for several
    /// cases or requesters, of which some do take two, is as it should be: the superior of the one who asks and the director, or
    /// somebody who agrees to all, or is added to all, and decides some. That the one who decides agrees as well is `asks-oneself`. Two roles that one person
    /// holds are another matter (`one-hand`).
    "joint-in-name-only", Warning, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let (Some(before), Some(full)) = (WhatHolds::before_additions(decision), WhatHolds::in_full(decision)) else {
        return;
    };
    let written = Writing::of(cx, decision, before);
    let alone: BTreeSet<&BTreeSet<Id<Role>>> = written.in_name.values().map(|own| &own.alone).collect();
    for alone in alone {
        let is_of = |at: &WrittenAt| written.in_name.get(at).is_some_and(|own| own.alone == *alone);
        let is_meant = |origin, answer: &Answer| is_of(&at(full.origin(origin))) && !answer.enough_alone().is_empty();
        full.each(cx, &Condition::always(), is_meant, found, |found, own| {
            let places: BTreeMap<Place, String> = own
                .origins
                .iter()
                .filter_map(|origin| written.in_name.get(&at(*origin)))
                .map(|own| (own.place, own.takes.clone()))
                .collect();
            let help = own.origins.first().map(|origin| help(cx, together(decision, *origin).as_ref()))?;
            Some(enough(cx, found, (own, alone), places)?.help(help))
        });
    }
    for also in &decision.also {
        let is_decided = |_, answer: &Answer| answer.is_decided();
        let together = also.decides.get().and_then(|signers| Some((signers.place, in_name(&signers.value)?)));
        if let Some((place, together)) = together {
            full.each(cx, &also.when.condition(), is_decided, found, |found, own| {
                let takes = BTreeMap::from([(place, together.words(&cx.model.roles))]);
                Some(enough(cx, found, (own, &together.enough_alone()), takes)?.help(help(cx, Some(together))))
            });
        } else if let Some(alone) = enough_with(cx, (before, full), also) {
            full.each(cx, &also.when.condition(), is_decided, found, |found, own| {
                adds_nobody(cx, found, (own, &alone), also)
            });
        }
    }
}

/// Those of whom one is enough wherever an `also` adds a signature to that of somebody who decides; `None` where in some case it takes two.
fn enough_with(cx: &Context<'_>, (before, full): (WhatHolds<'_>, WhatHolds<'_>), also: &Also) -> OneSuffices {
    let cases = also.when.condition();
    let decided = |answer: &&&Answer| !matches!(answer, Answer::Forbidden | Answer::Elsewhere);
    let without = before.answers_in(cx, &cases);
    if also.signers().next().is_none() || without.iter().filter(decided).any(|answer| !answer.is_decided()) {
        return None;
    }
    let with = full.answers_in(cx, &cases);
    let alone = with.iter().filter(decided).try_fold(BTreeSet::new(), |all, answer| {
        let own = answer.enough_alone();
        (!own.is_empty()).then(|| &all | &own)
    })?;
    // that the one who decides agrees is said elsewhere
    let is_oneself = |who: &Deciders| {
        without.iter().all(|answer| answer.sole_decider().is_some_and(|role| *who == Deciders::Role(role)))
    };
    let is_asked_alone = also.decides.is_absent() && also.signers().all(is_oneself);
    (!is_asked_alone).then_some(alone)
}

/// The case and the step in which an answer is written.
type WrittenAt = (Option<usize>, Option<usize>);

const fn at(origin: Origin) -> WrittenAt {
    (origin.case, origin.step)
}

/// An answer that names more than one of whom one is enough wherever it is given.
struct InName {
    /// Where they are named.
    place: Place,
    /// Who they are, in words.
    takes: String,
    /// Who is enough.
    alone: BTreeSet<Id<Role>>,
}

/// The answers that are written, and who is enough.
struct Writing {
    in_name: BTreeMap<WrittenAt, InName>,
}

/// Who is enough in some case; `None` where in some case nobody is.
type OneSuffices = Option<BTreeSet<Id<Role>>>;

impl Writing {
    fn of(cx: &Context<'_>, decision: &Decision, before: WhatHolds<'_>) -> Self {
        let mut writing = Self { in_name: BTreeMap::new() };
        let mut of_answer: BTreeMap<Answer, OneSuffices> = BTreeMap::new();
        let mut of_agreeing: BTreeMap<Deciders, OneSuffices> = BTreeMap::new();
        let mut origins: BTreeMap<WrittenAt, Origin> = BTreeMap::new();
        for (origin, answers) in before.pieces() {
            let origin = before.origin(origin);
            let (parties, _) = decision.parties_at(origin, Manner::Agrees);
            let Some(signed) = decision.signed_at(origin).filter(|_| cx.budget().spend(parties.len() + 1)) else {
                continue;
            };
            let own = answers.iter().try_fold(BTreeSet::new(), |all, answer| {
                let own = (*answer)?.enough_alone();
                (!own.is_empty()).then(|| &all | &own)
            });
            let is_met = |known: &mut OneSuffices| *known = known.take().zip(own.as_ref()).map(|(all, own)| &all | own);
            is_met(of_answer.entry(signed).or_insert_with(|| Some(BTreeSet::new())));
            for party in parties {
                is_met(of_agreeing.entry(party.who.clone()).or_insert_with(|| Some(BTreeSet::new())));
            }
            origins.entry(at(origin)).or_insert(origin);
        }
        for (at, origin) in origins {
            let own = named_together(decision, origin, |who| matches!(of_agreeing.get(who), Some(Some(_))));
            let enough = decision.signed_at(origin).and_then(|signed| of_answer.get(&signed).cloned().flatten());
            let Some(((place, takes), alone)) = own.map(|place| (place, takes(cx, decision, origin))).zip(enough)
            else {
                continue;
            };
            let alone = together(decision, origin).map_or(alone, |together| together.enough_alone());
            if !alone.is_empty() {
                writing.in_name.insert(at, InName { place, takes, alone });
            }
        }
        writing
    }
}

/// Where more than one are named for the answer that is written there. Who agrees counts where that is so `in_vain` wherever they do.
fn named_together(decision: &Decision, origin: Origin, in_vain: impl Fn(&Deciders) -> bool) -> Option<Place> {
    let written = decision.answer_at(origin)?;
    if says_several(written) {
        return Some(origin.place);
    }
    let (parties, _) = decision.parties_at(origin, Manner::Agrees);
    let mut others = parties.iter().filter(|party| !agrees_to_itself(party, written));
    others.find(|party| in_vain(&party.who)).map(|party| party.place)
}

/// Those of an answer who decide together and of whom one is enough, with those who agree.
fn together(decision: &Decision, origin: Origin) -> Option<Deciders> {
    match decision.signed_at(origin)? {
        Answer::Decides(deciders) => in_name(&deciders).cloned(),
        _ => None,
    }
}

fn takes(cx: &Context<'_>, decision: &Decision, origin: Origin) -> String {
    let signed = decision.signed_at(origin).map(|signed| signed.words(&cx.model.roles));
    together(decision, origin).map(|together| together.words(&cx.model.roles)).or(signed).unwrap_or_default()
}

/// Whether it says that two or more decide, or that some do of whom one is enough.
fn says_several(answer: &Answer) -> bool {
    match answer {
        Answer::Decides(deciders) => takes_several(deciders) || in_name(deciders).is_some(),
        Answer::Chain(_) => true,
        Answer::Free | Answer::Forbidden | Answer::Elsewhere => false,
    }
}

/// Whether it names two or more who decide together. One who is named twice is one: that is said elsewhere.
fn takes_several(deciders: &Deciders) -> bool {
    let named: BTreeSet<&Deciders> = deciders.members().iter().collect();
    match deciders {
        Deciders::All(_) | Deciders::InTurn(_) => match named.first() {
            Some(only) if named.len() == 1 => takes_several(only),
            _ => true,
        },
        Deciders::Count(count, members, _) => *count > 1 && named.len() == members.len(),
        Deciders::Holders(Amount::Count(count), ..) => *count > 1,
        Deciders::Holders(Amount::Share(..), ..) => true,
        Deciders::Role(_) | Deciders::Relative(_) | Deciders::Any(_) | Deciders::FirstOf(_) => false,
    }
}

/// Those who decide together and of whom one is enough: all, or some among alternatives.
fn in_name(deciders: &Deciders) -> Option<&Deciders> {
    match takes_several(deciders) {
        true => Some(deciders).filter(|deciders| !deciders.enough_alone().is_empty()),
        false => deciders.members().iter().find_map(in_name),
    }
}

/// Whether the one who decides alone is the one who agrees.
fn agrees_to_itself(party: &Party, decides: &Answer) -> bool {
    decides.sole_decider().is_some_and(|role| party.who == Deciders::Role(role))
}

/// One is enough of those who are named at these places.
fn enough(
    cx: &Context<'_>,
    found: &Found,
    (own, alone): (&Occurrence<'_>, &BTreeSet<Id<Role>>),
    places: BTreeMap<Place, String>,
) -> Option<Finding> {
    let decision = own.decision;
    let mut places = places.into_iter();
    let (place, takes) = places.next()?;
    let named: Vec<String> = alone.iter().map(|role| format!("`{}`", cx.role_id(*role))).collect();
    let message = format!("`{}` takes {takes}{}, and {} alone is enough", decision.id, own.when, named.join(" or "));
    let finding = found
        .finding(decision.subject(), place, message)
        .label("one signature is enough")
        .also_each(places.take(MOST_PLACES).map(|(place, takes)| (place, format!("takes {takes}"))))
        .roles(alone.iter().map(|role| cx.role_id(*role)));
    Some(finding)
}

/// Who is added is one of whom one is enough already.
fn adds_nobody(
    cx: &Context<'_>,
    found: &Found,
    (own, alone): (&Occurrence<'_>, &BTreeSet<Id<Role>>),
    also: &Also,
) -> Option<Finding> {
    let decision = own.decision;
    let added: Vec<String> = also.signers().map(|signer| signer.words(&cx.model.roles)).collect();
    let place = also.decides.get().map(|signers| signers.place);
    let place = place.or(also.beside.agrees.items.first().map(|party| party.place))?;
    let named: Vec<String> = alone.iter().map(|role| format!("`{}`", cx.role_id(*role))).collect();
    let message = format!(
        "{} {} `{}` as well{}, and {} alone is enough",
        joined(&added),
        if added.len() == 1 { "signs" } else { "sign" },
        decision.id,
        own.when,
        named.join(" or ")
    );
    let finding = found
        .finding(decision.subject(), place, message)
        .label("adds no signature")
        .also_each(own.origins.iter().take(MOST_PLACES).map(|origin| (origin.place, "decides already")))
        .help("name somebody here who does not decide it already")
        .roles(alone.iter().map(|role| cx.role_id(*role)));
    Some(finding)
}

/// So many roles are written out.
const WRITTEN: usize = 6;

/// What asks for two.
fn help(cx: &Context<'_>, together: Option<&Deciders>) -> String {
    let has_order = |deciders: &&Deciders| matches!(deciders, Deciders::InTurn(_));
    let known = together.filter(|deciders| deciders.relatives().is_empty() && !has_order(deciders));
    let roles = known.map(Deciders::roles).unwrap_or_default();
    let named: Vec<String> = roles.iter().map(|role| format!("\"{}\"", cx.role_id(*role))).collect();
    let list = named.join(", ");
    match named.len() {
        2 => format!("if both are to sign, write `{{ all = [{list}] }}`; if one is enough, name that one"),
        3..=WRITTEN => {
            format!("if two are to sign, write `{{ count = 2, of = [{list}] }}`; if one is enough, name that one")
        }
        _ => "if two are to sign, name two who are never the same; if one is enough, name that one".to_owned(),
    }
}
