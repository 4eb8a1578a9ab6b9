//! Rule `single-point`.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::hands::{Hand, Hands, Situation};
use crate::model::{Decision, Id, Person, Role};
use crate::rules::rule::rule;
use crate::rules::support::manpower::{Alike, InSituations, each_verdict, hands_of};
use crate::rules::{Context, Found};
use crate::syntax::Lapse;

rule! {
    /// One person without whom nobody can decide a case.
    ///
    /// # Why it matters
    /// People fall ill, leave and go on holiday. Where one absence stops a decision, the business waits, or somebody decides who may not:
    /// continuity plans ask for each key task who does it when its holder is not there (ISO 22301, clause 8.2).
    ///
    /// # Example
    /// ```toml
    /// [people]
    /// ann = { roles = "director" }
    /// ben = { roles = "manager" }
    /// cleo = { roles = "assistant" }
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   ann = { roles = "director" }
    /// + dan = { roles = "director" }
    ///   ben = { roles = "manager" }
    /// ```
    ///
    /// # Silent when
    /// The policy lists no people; somebody else holds the role, stands in for it or is lent the right; nobody can decide the case in any
    /// event (`vacant`); or it goes up in time, where `within` is said, to a superior or along an escalation to somebody else.
    "single-point", Info, Hands, each_decision: check
}

/// The person, and the roles for which nobody else signs.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Indispensable {
    person: Id<Person>,
    roles: BTreeSet<Id<Role>>,
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    if cx.model.people.is_empty() {
        return;
    }
    let Some(hands) = hands_of(cx, decision, found).filter(|hands| hands.is_sure()) else { return };
    let mut alike: Alike<Indispensable> = Alike::new();
    for (id, situation) in hands.situations() {
        for alone in needed(cx, hands, situation) {
            alike.entry(alone).or_default().push(id);
        }
    }
    each_verdict(
        cx,
        (decision, hands),
        &alike,
        |_| None,
        found,
        |found, verdict| {
            let goes_up = verdict.origins.iter().all(|origin| goes_up(cx, decision, *origin, verdict.is));
            (!goes_up).then(|| of_one(cx, found, (decision, hands), verdict))
        },
    );
}

/// The people without each of whom a situation has nobody who decides.
fn needed(cx: &Context<'_>, hands: &Hands, situation: &Situation) -> Vec<Indispensable> {
    let Some(need) = hands.need(situation) else { return Vec::new() };
    let cast = hands.present(situation, &[need]);
    let signing: Vec<_> = need.roles().into_iter().flat_map(|role| cast.acting(role)).collect();
    let people: BTreeSet<Id<Person>> = signing
        .iter()
        .filter_map(|acting| if let Hand::Person(person) = acting.hand { Some(person) } else { None })
        .collect();
    if !cx.budget().spend(people.len().saturating_mul(signing.len())) || !need.is_met_by(&cast, |_, _| true) {
        return Vec::new();
    }
    let is_needed = |person: &Id<Person>| !need.is_met_by(&cast, |_, acting| acting.hand != Hand::Person(*person));
    let alone = people.into_iter().filter(is_needed).map(|person| {
        let by_them = |role: &Id<Role>| cast.acting(*role).iter().any(|acting| acting.hand == Hand::Person(person));
        Indispensable { person, roles: need.roles().into_iter().filter(by_them).collect() }
    });
    alone.collect()
}

/// Whether what one person does not decide goes in time to somebody else.
fn goes_up(cx: &Context<'_>, decision: &Decision, origin: crate::model::Origin, alone: &Indispensable) -> bool {
    let mut times = decision.times_at(origin);
    let has_time = decision.times_at(origin).any(|times| !times.within.is_absent());
    let lapse = times.find_map(|times| times.then.get()).map_or(Lapse::Escalates, |then| then.value);
    has_time && lapse == Lapse::Escalates && alone.roles.iter().all(|role| somebody_above(cx, *role, alone.person))
}

/// Whether somebody else than the person holds a role above this one, or one that an escalation leads to in time.
fn somebody_above(cx: &Context<'_>, role: Id<Role>, person: Id<Person>) -> bool {
    let timely = cx.model.escalations.values().iter().filter(|escalation| !escalation.within.is_absent());
    let next = timely.flat_map(|escalation| escalation.steps()).filter(|(from, _)| from.value == role);
    let mut above = cx.org.superiors(role).chain(next.map(|(_, to)| to.value));
    above.any(|above| cx.workforce.staff().may_be_held_by_another(above, person))
}

fn of_one(
    cx: &Context<'_>,
    found: &Found,
    (decision, hands): (&Decision, &Hands),
    verdict: &InSituations<'_, Indispensable>,
) -> Finding {
    let Indispensable { person, roles } = verdict.is;
    let person = &cx.model.people[*person];
    let roles: Vec<_> = roles.iter().map(|role| cx.role_id(*role)).collect();
    let listed = roles.iter().map(|role| format!("`{role}`")).collect::<Vec<_>>().join(", ");
    let message = format!("without `{}` nobody can decide `{}`{}", person.id, decision.id, verdict.when);
    found
        .finding(person.subject(), person.place, message)
        .label(format!("signs for {listed}"))
        .also(verdict.place(decision, hands.answer(verdict.situation)), "nobody else can give this answer")
        .help(format!("name a deputy or a second holder of {listed}, or say `within`, so that it goes up in time"))
        .roles(roles)
        .people([person.id.clone()])
}
