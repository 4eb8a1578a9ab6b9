//! Rule `unreachable-case`.

use case_space::{
    Condition, Cover, Domain, Held, OriginId, Piece, Region, Selection, Space, interval_words, named_words,
};

use crate::cases::Cases;
use crate::finding::Finding;
use crate::model::{
    Activity, ActivityCase, Answer, Body, CaseSet, Coverage, Decision, DecisionCase, Dimension, Holders, Id, Right,
    Step,
};
use crate::rules::rule::rule;
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
    /// not be read, and where two cases differ in who is asked before or told after.
    "unreachable-case", Warning, Coverage, each_activity: of_an_activity, each_decision: of_a_decision
}

/// So many of the cases that say the same are shown.
const MOST_PLACES: usize = 3;

/// Something with cases, and where each of them is written.
struct Subjected<'a> {
    subject: Subject,
    place: Place,
    cases: Vec<(&'a CaseSet, Place)>,
}

fn of_an_activity(cx: &Context<'_>, activity: &Activity, found: &mut Found) {
    if activity.cases.is_empty() || !activity.is_covered() {
        return;
    }
    let cases = activity.cases.iter().map(|case| (&case.when, case.place)).collect();
    let subjected = Subjected { subject: activity.subject(), place: activity.place, cases };
    each_dead(cx, &subjected, &activity.cases.iter().map(of_activity).collect::<Vec<_>>(), found);
}

fn of_a_decision(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    if decision.cases.is_empty() || decision.coverage.is_none() {
        return;
    }
    let cases = decision.cases.iter().map(|case| (&case.when, case.place)).collect();
    let subjected = Subjected { subject: decision.subject(), place: decision.place, cases };
    each_dead(cx, &subjected, &decision.cases.iter().map(of_decision).collect::<Vec<_>>(), found);
}

/// What a case of an activity says: of each letter that it names, who holds it.
fn of_activity(case: &ActivityCase) -> Precept {
    let when = case.when.condition();
    let said = |(letter, holders): (Letter, &Holders)| match holders.roles.has_unread {
        true => Tenor::Unknown,
        false => Tenor::Holders(letter, holders.roles.ids().collect()),
    };
    Precept { parts: case.letters.iter().map(|named| (when.clone(), said(named))).collect(), when }
}

/// What a case of a decision says: that it stands over the top, and who decides.
fn of_decision(case: &DecisionCase) -> Precept {
    let when = case.when.condition();
    let Right { body, beside } = &case.right;
    let said = |answer: Option<&Answer>, step: Option<&Step>| {
        let lists = [Some(beside), step.map(|step| &step.beside)].into_iter().flatten();
        let parties = lists
            .flat_map(|beside| beside.lists())
            .flat_map(|(manner, list)| list.items.iter().map(move |party| (manner, party.who.clone())));
        Tenor::Answer(answer.map(Answer::meaning), parties.collect())
    };
    let mut parts = vec![(when.clone(), Tenor::Claims)];
    match body {
        Body::Silent => parts.push((when.clone(), said(None, None))),
        Body::Plain(Some(answer), _) => parts.push((when.clone(), said(Some(answer), None))),
        Body::Plain(None, _) | Body::Unread => parts.push((when.clone(), Tenor::Unknown)),
        Body::Ladder(ladder) => parts.extend(ladder.steps.iter().map(|step| {
            let within = Selection::numbers([step.interval.clone()]);
            let said = step.answer.as_ref().map_or(Tenor::Unknown, |answer| said(Some(answer), Some(step)));
            (when.clone().and(ladder.measure.index(), within), said)
        })),
    }
    Precept { when, parts }
}

/// Adds a finding for each case that has no effect.
fn each_dead(cx: &Context<'_>, subjected: &Subjected<'_>, said: &[Precept], found: &mut Found) {
    let Subjected { subject, place, cases } = subjected;
    let search = DeadCases::new(&cx.model.dimensions, said, MOST, cx.budget());
    for (number, dead) in search.dead.iter().take(MOST) {
        let Some((when, case)) = cases.get(*number) else { continue };
        found.add(match dead {
            Dead::Never => never(cx, found, subject, when),
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

fn never(cx: &Context<'_>, found: &Found, subject: &Subject, when: &CaseSet) -> Finding {
    let (place, why) = impossible(cx, when);
    found
        .finding(subject.clone(), place, format!("this case of `{subject}` can never apply: {why}"))
        .label("never so")
        .help("mend the condition, or take the case out")
}

/// The condition that holds nowhere, and why.
fn impossible(cx: &Context<'_>, when: &CaseSet) -> (Place, String) {
    let dimensions = &cx.model.dimensions;
    for limit in &when.limits {
        let dimension = &dimensions[limit.measure];
        if let Some(Domain::Numbers(numbers)) = dimensions.on_any_day().get(limit.measure.index())
            && !numbers.any_in(&limit.within)
        {
            let words = named_words(limit.measure.index(), &limit.within, dimensions);
            let words = words.unwrap_or_else(|| interval_words(&limit.within));
            return (limit.place, format!("`{}` is never {words}", dimension.id));
        }
    }
    let is_empty = |id: Id<Dimension>, selection: &Selection| {
        let alone = Condition::always().and(id.index(), selection.clone());
        Space::divided_by(dimensions.on_any_day(), &[alone]).1.iter().all(Option::is_none)
    };
    let culprit = when.conditions.iter().find(|(id, selection)| is_empty(**id, selection));
    let name = culprit.map_or_else(|| "a dimension".to_owned(), |(id, _)| format!("`{}`", dimensions[*id].id));
    (when.place, format!("no value of {name} meets its condition"))
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
