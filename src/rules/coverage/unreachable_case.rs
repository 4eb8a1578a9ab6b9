//! Rule `unreachable-case`.

use std::borrow::Cow;

use case_space::{
    Absent, Condition, Coordinate, Cover, Domain, Held, OriginId, Piece, Region, Selection, Space, interval_words,
    named_words,
};

use crate::cases::Cases;
use crate::finding::Finding;
use crate::model::{
    Activity, ActivityCase, Answer, Body, CaseSet, Coverage, Decision, Dimension, Dimensions, Holders, Id, Impossible,
    Ladder, Origin, Role, Seniority, Step,
};
use crate::rules::decisions::limits_out_of_order::idle_steps;
use crate::rules::rule::rule;
use crate::rules::support::around::Around;
use crate::rules::support::dead_cases::{Dead, DeadCases, Precept, Tenor};
use crate::rules::support::regions::MOST;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::Subject;
use crate::syntax::Letter;

rule! {
    /// A case that can never apply, or that is wholly covered by cases that say the same.
    ///
    /// # Why it matters
    /// A case without effect looks like a rule. Its bounds may be mistyped, so that the case that was meant goes by the top; or a
    /// wider case was added later, and whoever now changes one of the two believes to have changed the matter. (Masked and subsumed
    /// rules are among the checks of every decision table tool.)
    ///
    /// # Example
    /// ```toml
    /// [dimensions.amount]
    /// unit = "EUR"
    /// at-least = 0
    ///
    /// [activities.sign-contract]
    /// A = "manager"
    /// R = "seller"
    ///
    /// [[activities.sign-contract.cases]]
    /// when = { amount = { above = 10_000 } }
    /// A = "director"
    ///
    /// [[activities.sign-contract.cases]]
    /// when = { amount = { above = 50_000 } }
    /// A = "director"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   when = { amount = { above = 10_000 } }
    ///   A = "director"
    /// -
    /// - [[activities.sign-contract.cases]]
    /// - when = { amount = { above = 50_000 } }
    /// - A = "director"
    /// ```
    ///
    /// # Silent when
    /// Of two cases that say the same in all cases one remains: the later one is reported. A case that says the same as the top is
    /// silent, since it may be there to stay when the top changes. Also where what the case is for, or who is named in it, could
    /// not be read, where two cases differ in what stands beside the answer in the end, the lists of the top counted, and where the case
    /// stands `over` others. A case whose days are past or to come is no mistake.
    "unreachable-case", Warning, Coverage, each_activity: of_an_activity, each_decision: of_a_decision
}

/// So many of the cases that say the same are shown.
const MOST_PLACES: usize = 3;

/// Something with cases, and where each of them is written.
struct Subjected<'a> {
    subject: Subject,
    place: Place,
    cases: Vec<(&'a CaseSet, Place)>,
    /// The cases that do not exist.
    absent: Cow<'a, Absent>,
    /// The decision, where it is one.
    decision: Option<&'a Decision>,
}

fn of_an_activity(cx: &Context<'_>, activity: &Activity, found: &mut Found) {
    if activity.cases.is_empty() || !activity.is_covered() {
        return;
    }
    let cases = activity.cases.iter().map(|case| (&case.when, case.place)).collect();
    let absent = Cow::Borrowed(cx.model.dimensions.absent());
    let subjected = Subjected { subject: activity.subject(), place: activity.place, cases, absent, decision: None };
    each_dead(cx, &subjected, &activity.cases.iter().map(of_activity).collect::<Vec<_>>(), found);
}

fn of_a_decision(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let tells_apart = !decision.cases.is_empty() || decision.ladders().next().is_some();
    if !tells_apart || decision.coverage.is_none() {
        return;
    }
    let cases = decision.cases.iter().map(|case| (&case.when, case.place)).collect();
    let absent = Cow::Owned(cx.model.absent_of(decision));
    let subjected =
        Subjected { subject: decision.subject(), place: decision.place, cases, absent, decision: Some(decision) };
    if let Some(nothing) = nothing_exists(cx, &subjected, decision, found) {
        found.add(nothing);
        return;
    }
    each_absent_step(cx, &subjected, decision, found);
    if !decision.cases.is_empty() {
        let said: Vec<_> = (0..decision.cases.len()).filter_map(|number| of_decision(decision, number)).collect();
        each_dead(cx, &subjected, &said, found);
    }
}

/// What a case of an activity says: of each letter that it names, who holds it.
fn of_activity(case: &ActivityCase) -> Precept {
    let when = case.when.condition();
    let said = |(letter, holders): (Letter, &Holders)| match holders.roles.has_unread {
        true => Tenor::Unknown,
        false => Tenor::Holders(letter, holders.roles.ids().collect()),
    };
    let parts = case.letters.iter().map(|named| (when.clone(), said(named))).collect();
    Precept { parts, when }
}

/// What a case of a decision says: that it stands over the top, and who decides.
fn of_decision(decision: &Decision, number: usize) -> Option<Precept> {
    let case = decision.cases.get(number)?;
    let when = case.when.condition();
    let said = |answer: Option<&Answer>, step: Option<usize>| {
        let around = Around::of(decision, Origin { case: Some(number), step, ..Origin::default() });
        let is_alone = case.alone.is_some();
        around.map_or(Tenor::Unknown, |around| Tenor::Answer(answer.map(Answer::meaning), around, is_alone))
    };
    let mut parts = vec![(when.clone(), Tenor::Claims)];
    match &case.right.body {
        Body::Silent => parts.push((when.clone(), said(None, None))),
        Body::Plain(Some(answer), _) => parts.push((when.clone(), said(Some(answer), None))),
        Body::Plain(None, _) | Body::Unread => parts.push((when.clone(), Tenor::Unknown)),
        Body::Ladder(ladder) => parts.extend(ladder.steps.iter().zip(0..).map(|(step, at)| {
            let said = step.answer.as_ref().map_or(Tenor::Unknown, |answer| said(Some(answer), Some(at)));
            (of_step(&when, ladder, step), said)
        })),
    }
    // what it keeps out is a thing that no other says
    if !case.over.is_none() {
        parts.push((when.clone(), Tenor::Unknown));
    }
    Some(Precept { when, parts })
}

/// Says that no case of the decision exists, however it tells them apart.
fn nothing_exists(cx: &Context<'_>, subjected: &Subjected<'_>, decision: &Decision, found: &Found) -> Option<Finding> {
    let space = decision.coverage.as_ref()?.cover.space();
    if subjected.absent.is_empty() || space.region(&Condition::always()).is_some() {
        return None;
    }
    let subject = &subjected.subject;
    let finding = found.finding(subject.clone(), subjected.place, format!("no case of `{subject}` exists"));
    let is_about = |impossible: &&Impossible| {
        let mut named = impossible.when.conditions.keys();
        named.all(|dimension| space.dimensions().any(|known| known == dimension.index()))
    };
    let meant = cx.model.impossible.iter().chain(&decision.impossible).filter(is_about).take(MOST_PLACES);
    let finding =
        finding.label("nothing is left of it").help("narrow what is said not to exist, or take the decision out");
    Some(finding.also_each(meant.map(|impossible| (impossible.place, "says that there is no such case"))))
}

/// The cases that a step is for.
fn of_step(when: &Condition, ladder: &Ladder, step: &Step) -> Condition {
    when.clone().and(ladder.measure.index(), Selection::numbers([step.interval.clone()]))
}

/// Adds a finding for each step of a ladder that is for numbers that exist, but in no case of the ladder.
fn each_absent_step(cx: &Context<'_>, subjected: &Subjected<'_>, decision: &Decision, found: &mut Found) {
    let dimensions = &cx.model.dimensions;
    if subjected.absent.is_empty() {
        return;
    }
    let cases = decision.cases.iter().map(|case| (case.when.condition(), &case.right.body));
    let bodies = [(Condition::always(), &decision.top.body)].into_iter().chain(cases);
    let ladders =
        bodies.filter_map(|(when, body)| if let Body::Ladder(ladder) = body { Some((when, ladder)) } else { None });
    for (when, ladder) in ladders {
        let idle: Vec<usize> = idle_steps(ladder, &dimensions[ladder.measure]).map(|(number, _)| number).collect();
        let steps: Vec<Condition> = ladder.steps.iter().map(|step| of_step(&when, ladder, step)).collect();
        let (_, regions) = Space::divided_without(dimensions.on_any_day(), &steps, &subjected.absent);
        // a ladder of which nothing is left belongs to a case that never applies
        if regions.iter().all(Option::is_none) {
            continue;
        }
        for (number, (step, region)) in ladder.steps.iter().zip(&regions).enumerate() {
            if region.is_none() && !idle.contains(&number) {
                let own = steps.get(number).cloned().unwrap_or_default();
                let message = format!("this step of `{}` can never apply: there is no such case", subjected.subject);
                let finding = found.finding(subjected.subject.clone(), step.place, message);
                found.add(explained(cx, finding.label("never so"), subjected, &own).help("take the step out"));
            }
        }
    }
}

/// The finding with the places that say that there are no such cases.
fn explained(cx: &Context<'_>, finding: Finding, subjected: &Subjected<'_>, when: &Condition) -> Finding {
    let own = subjected.decision.into_iter().flat_map(|decision| &decision.impossible);
    let is_meant = |impossible: &&Impossible| {
        let alone = Absent { conditions: vec![impossible.when.condition()], orders: Vec::new() };
        let (_, regions) = Space::divided_without(cx.model.dimensions.on_any_day(), std::slice::from_ref(when), &alone);
        regions.iter().all(Option::is_none)
    };
    let meant = cx.model.impossible.iter().chain(own).filter(is_meant).take(MOST_PLACES);
    finding.also_each(meant.map(|impossible| (impossible.place, "says that there is no such case")))
}

/// Adds a finding for each case that has no effect.
fn each_dead(cx: &Context<'_>, subjected: &Subjected<'_>, said: &[Precept], found: &mut Found) {
    let Subjected { subject, place, cases, absent, .. } = subjected;
    let seniority = subjected.decision.map_or_else(Seniority::default, Decision::seniority);
    let search = DeadCases::new((cx.model.dimensions.on_any_day(), absent), said, &seniority, MOST, cx.budget());
    for (number, dead) in search.dead.iter().take(MOST) {
        let Some((when, case)) = cases.get(*number) else { continue };
        found.add(match dead {
            Dead::Never => never(cx, found, subjected, when),
            Dead::Under(region, above) => {
                let above = above.iter().filter_map(|other| cases.get(*other)).map(|(_, place)| *place);
                kept_out(found, subject, *case, above).cases(described(cx, &search.space, region))
            }
            Dead::Superfluous(region, others) => {
                let others = others.iter().filter_map(|other| cases.get(*other)).map(|(_, place)| *place);
                superfluous(found, subject, *case, others).cases(described(cx, &search.space, region))
            }
        });
    }
    let more = search.dead.len().saturating_sub(MOST).saturating_add(search.more);
    if more > 0 {
        let message = format!("as many as {more} more cases of `{subject}` may have no effect");
        let help = "take out those that are listed, and check again";
        found.add(found.finding(subject.clone(), *place, message).help(help));
    }
    if !search.is_proven {
        found.unproven(subject.clone(), *place);
    }
}

fn never(cx: &Context<'_>, found: &Found, subjected: &Subjected<'_>, when: &CaseSet) -> Finding {
    let subject = &subjected.subject;
    let asked_by_nobody = subjected.decision.is_some_and(|decision| is_asked_by_nobody(cx, decision, when));
    let why = if asked_by_nobody { "nobody who is meant asks for it" } else { "there is no such case" };
    let known = impossible(&cx.model.dimensions, when);
    let (place, why) = known.unwrap_or_else(|| (when.place, why.to_owned()));
    let finding = found
        .finding(subject.clone(), place, format!("this case of `{subject}` can never apply: {why}"))
        .label("never so")
        .help(match asked_by_nobody {
            true => "name them in `requested-by` of the decision, or take the case out",
            false => "mend the condition, or take the case out",
        });
    explained(cx, finding, subjected, &when.condition())
}

/// Whether the case is one of requesters of whom none may ask.
fn is_asked_by_nobody(cx: &Context<'_>, decision: &Decision, when: &CaseSet) -> bool {
    let asked = cx.model.dimensions.requested_by().and_then(|asked| when.conditions.get(&asked));
    let is_meant = |role: Id<Role>| asked.is_some_and(|asked| asked.contains(&Coordinate::Value(role.index())));
    asked.is_some() && !decision.requested_by.items.is_empty() && !decision.requested_by.ids().any(is_meant)
}

/// A case over which others stand everywhere.
fn kept_out(found: &Found, subject: &Subject, case: Place, above: impl Iterator<Item = Place>) -> Finding {
    let message = format!("this case of `{subject}` has no effect: wherever it holds, others stand over it");
    let finding = found
        .finding(subject.clone(), case, message)
        .label("always kept out")
        .help("narrow the cases that stand over it, or take this one out");
    finding.also_each(above.take(MOST_PLACES).map(|place| (place, "stands over it")))
}

/// The condition that holds nowhere, and why.
fn impossible(dimensions: &Dimensions, when: &CaseSet) -> Option<(Place, String)> {
    for limit in &when.limits {
        let dimension = &dimensions[limit.measure];
        if let Some(Domain::Numbers(numbers)) = dimensions.on_any_day().get(limit.measure.index())
            && !numbers.any_in(&limit.within)
        {
            let words = named_words(limit.measure.index(), &limit.within, dimensions);
            let words = words.unwrap_or_else(|| interval_words(&limit.within));
            return Some((limit.place, format!("`{}` is never {words}", dimension.id)));
        }
    }
    let is_empty = |id: Id<Dimension>, selection: &Selection| {
        let alone = Condition::always().and(id.index(), selection.clone());
        Space::divided_by(dimensions.on_any_day(), &[alone]).1.iter().all(Option::is_none)
    };
    let (culprit, _) = when.conditions.iter().find(|(id, selection)| is_empty(**id, selection))?;
    Some((when.place, format!("no value of `{}` meets its condition", dimensions[*culprit].id)))
}

fn superfluous(found: &Found, subject: &Subject, case: Place, others: impl Iterator<Item = Place>) -> Finding {
    let message = format!("this case of `{subject}` has no effect: wherever it holds, others say the same");
    let finding = found
        .finding(subject.clone(), case, message)
        .label("could be left out")
        .help("take the case out, or say what is to be different in it");
    finding.also_each(others.take(MOST_PLACES).map(|place| (place, "says the same")))
}

/// The cases that a superfluous case is for; where they are not all of one piece, the first piece of them.
fn described(cx: &Context<'_>, space: &Space, region: &Region) -> Cases {
    let piece = Piece { region: region.clone(), held: Held::one(()), origin: OriginId::NOWHERE };
    let cover = Cover::of_pieces(space.clone(), vec![piece]);
    let pieces = cover.crowds(1, 1, cx.budget()).into_found().found;
    let first = pieces.first().map_or(region, |piece| &piece.region).clone();
    let coverage = Coverage { cover, origins: Vec::new() };
    coverage.cases(&coverage.block(&first, &first), &first, &cx.model.dimensions)
}
