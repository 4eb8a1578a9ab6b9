//! Rule `example-contradicted`.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Coordinate, Held, Point};

use crate::finding::Finding;
use crate::model::{
    Activity, Also, Answer, Coverage, Deciders, Decision, Example, Id, Ladder, Origin, Question, Role, Spread,
};
use crate::rules::decisions::limits_out_of_order::idle_steps;
use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::Text;
use crate::syntax::{Capacity, Located};

rule! {
    /// A worked example to which the matrix gives another answer.
    ///
    /// # Why it matters
    /// A worked example is what people agreed on: "50 000 is still the clerk's". Where the matrix answers otherwise, one of the two is not what
    /// was meant, and a change of a limit has moved a right that nobody wanted to move.
    ///
    /// # Example
    /// ```toml
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "manager", below = 10 },
    ///   { decides = "director" },
    /// ]
    ///
    /// [[examples]]
    /// decision = "grant-discount"
    /// given = { discount = 10 }
    /// decides = "manager"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   limits = [
    /// -   { decides = "manager", below = 10 },
    /// +   { decides = "manager", at-most = 10 },
    ///     { decides = "director" },
    /// ```
    ///
    /// # Silent when
    /// The answers mean the same, however they are written: nesting does not matter, nor does order where the example writes none, and of a
    /// chain the last one decides. Who agrees may be left out or named; what `also` adds to those who decide belongs to the answer. An
    /// approver who follows from the requester is whom that comes to in the case. Something in the example, or the answer of the matrix in that
    /// case, could not be read. The decision has a step that can never apply (`limits-out-of-order`) or cases over each other in a circle
    /// (`precedence-cycle`). An example that leaves out a dimension on which the answer
    /// depends is a `missing-key`.
    "example-contradicted", Error, Record, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for example in &cx.model.examples {
        if !cx.budget().spend(work(cx, example)) {
            found.unproven(example.subject(&cx.model.decisions, &cx.model.activities), example.given_place);
            continue;
        }
        let contradiction = match &example.question {
            Question::Decides(decision, expected) => decided(cx, example, decision.value, expected),
            Question::Accountable(activity, expected) => accountable(cx, example, activity.value, *expected),
        };
        if let Some(contradiction) = contradiction {
            found.add(contradiction.finding(cx, found, example));
        }
    }
}

/// How many steps it takes, for each piece and dimension, to find the answer.
const LOOKS: usize = 2;

/// How many steps it takes to find the answer.
fn work(cx: &Context<'_>, example: &Example) -> usize {
    let (pieces, dimensions) = match &example.question {
        Question::Decides(decision, _) => cx.model.decisions[decision.value].coverage.as_ref().map(size_of),
        Question::Accountable(activity, _) => match cx.model.activities[activity.value].spread(Capacity::Accountable) {
            Some(Spread::ByCase(coverage)) => Some(size_of(coverage)),
            _ => None,
        },
    }
    .unwrap_or_default();
    pieces.saturating_mul(dimensions).saturating_add(1).saturating_mul(LOOKS)
}

fn size_of<V: Copy + Ord>(coverage: &Coverage<V>) -> (usize, usize) {
    (coverage.origins.len(), coverage.cover.space().dimensions().count())
}

/// What the matrix answers in place of what an example expects.
struct Contradiction {
    /// Where the example says what it expects.
    place: Place,
    /// What it expects, in words: "`clerk` decides".
    expected: String,
    /// What the matrix answers, in words, and where; none where it answers nothing.
    answers: Vec<(String, Place)>,
    /// That it answers nothing, in words.
    nothing: &'static str,
    roles: Vec<Text>,
}

fn decided(
    cx: &Context<'_>,
    example: &Example,
    decision: Id<Decision>,
    expected: &Located<Answer>,
) -> Option<Contradiction> {
    let decision = &cx.model.decisions[decision];
    if is_plainly_wrong(cx, decision) {
        return None;
    }
    let (all, coverage) = decision.in_full()?;
    let on_another_day = match coverage.cover.evaluate(&example.given) {
        Ok(_) => None,
        Err(_) => Some(cx.model.authority_on_any_day(decision)?),
    };
    let (all, coverage) =
        on_another_day.as_ref().map_or((all, coverage), |any| (any.answers.as_slice(), &any.coverage));
    let mut answers = Vec::new();
    let is_unread = |also: &Also| !also.adds_something() || also.decides.is_unread() || also.beside.agrees.has_unread;
    for piece in coverage.cover.evaluate(&example.given).ok()? {
        let Held::Values(values) = &piece.held else { return None };
        let origin = coverage.origin(piece.origin);
        if decision.also_at(origin, &example.given).any(is_unread) {
            return None;
        }
        let held = values.iter().filter_map(|number| all.get(number.index()));
        let is_chain = decision.step_at(origin).is_some_and(|(ladder, _)| ladder.chain);
        answers.extend(held.map(|answer| (answer, origin, is_chain)));
    }
    let point = asked(cx, example, decision);
    let meant = meant(cx, decision, &point, &expected.value);
    let is_meant = |(answer, origin, is_chain): &(&Answer, Origin, bool)| {
        let own = without_agreeing(cx, decision, *origin, &point);
        [Some(*answer), own.as_ref()].into_iter().flatten().any(|answer| is_as_meant(answer, *is_chain, &meant))
    };
    if !answers.is_empty() && answers.iter().all(is_meant) {
        return None;
    }
    let roles = answers.iter().map(|(answer, ..)| *answer).chain([&meant]).flat_map(Answer::roles);
    let roles: BTreeSet<_> = roles.collect();
    Some(Contradiction {
        place: expected.place,
        expected: said(cx, &expected.value),
        answers: answers.iter().map(|(answer, origin, _)| (said(cx, answer), origin.place)).collect(),
        nothing: "nobody decides",
        roles: roles.into_iter().map(|role| cx.role_id(role)).collect(),
    })
}

/// Whether steps or cases of the decision stand in each other's way, which is said: what it answers then is not what was meant.
fn is_plainly_wrong(cx: &Context<'_>, decision: &Decision) -> bool {
    let has_idle_step = |ladder: &Ladder| idle_steps(ladder, &cx.model.dimensions[ladder.measure]).next().is_some();
    !decision.circles.is_empty() || decision.ladders().any(has_idle_step)
}

/// The case of the example, with the only one who may ask.
fn asked(cx: &Context<'_>, example: &Example, decision: &Decision) -> Point {
    let requester = cx.model.dimensions.requested_by().map(Id::index);
    match (requester, decision.requested_by.items.as_slice()) {
        (Some(asked), [only]) if example.given.coordinate(asked).is_none() => {
            example.given.clone().at(asked, Coordinate::Value(only.value.index()))
        }
        _ => example.given.clone(),
    }
}

/// What the example expects, for the one who asks in it.
fn meant(cx: &Context<'_>, decision: &Decision, point: &Point, expected: &Answer) -> Answer {
    let Answer::Decides(deciders) = expected else { return expected.clone() };
    cx.model.comes_to(decision, deciders, point).map_or_else(|| expected.clone(), Answer::Decides)
}

/// Those who decide without those who agree, as `raci who` lists these beside them; nobody where no approval is needed without them.
fn without_agreeing(cx: &Context<'_>, decision: &Decision, origin: Origin, point: &Point) -> Option<Answer> {
    let own = cx.model.answer_in(decision, origin, point).filter(Answer::is_decided)?;
    let added = decision.also_at(origin, point).filter_map(|also| also.decides.get());
    let added = added.filter_map(|added| cx.model.comes_to(decision, &added.value, point));
    Some(own.with(added.collect()))
}

/// Whether the answer is what is meant. Who signs before whom counts where that says so; of a chain the last step is enough.
fn is_as_meant(answer: &Answer, is_chain: bool, meant: &Answer) -> bool {
    let is_same = |answer: &Answer| match meant.deciders().is_some_and(has_order) {
        true => answer.meaning() == meant.meaning(),
        false => at_once(answer).meaning() == at_once(meant).meaning(),
    };
    is_same(answer) || is_chain && is_same(&without_chain(answer))
}

/// The answer without those who agree before its last step.
fn without_chain(answer: &Answer) -> Answer {
    let last = |member: &Deciders| match member {
        Deciders::InTurn(steps) => steps.last().unwrap_or(member).clone(),
        _ => member.clone(),
    };
    match answer {
        Answer::Decides(Deciders::All(members)) => Answer::Decides(Deciders::All(members.iter().map(last).collect())),
        _ => answer.decisive().into_owned(),
    }
}

/// Whether it says who comes before whom.
fn has_order(deciders: &Deciders) -> bool {
    matches!(deciders, Deciders::InTurn(_) | Deciders::FirstOf(_)) || deciders.members().iter().any(has_order)
}

/// The answer whoever comes before whom.
fn at_once(answer: &Answer) -> Answer {
    match answer {
        Answer::Decides(deciders) => Answer::Decides(in_any_order(deciders)),
        Answer::Chain(steps) => Answer::Decides(Deciders::All(steps.iter().map(in_any_order).collect())),
        Answer::Free | Answer::Forbidden | Answer::Elsewhere => answer.clone(),
    }
}

/// The deciders whoever comes before whom.
fn in_any_order(deciders: &Deciders) -> Deciders {
    let members = || deciders.members().iter().map(in_any_order).collect();
    match deciders {
        Deciders::Role(_) | Deciders::Relative(_) | Deciders::Holders(..) => deciders.clone(),
        Deciders::All(_) | Deciders::InTurn(_) => Deciders::All(members()),
        Deciders::Any(_) | Deciders::FirstOf(_) => Deciders::Any(members()),
        Deciders::Count(count, _, against) => Deciders::Count(*count, members(), *against),
    }
}

fn accountable(
    cx: &Context<'_>,
    example: &Example,
    activity: Id<Activity>,
    expected: Located<Id<Role>>,
) -> Option<Contradiction> {
    let activity = &cx.model.activities[activity];
    let coverage = activity.coverage(Capacity::Accountable, &cx.model.dimensions)?;
    let pieces = coverage.cover.evaluate(&example.given).ok()?;
    let mut holders = BTreeMap::new();
    for piece in pieces {
        let Held::Values(values) = &piece.held else { return None };
        let place = coverage.origin(piece.origin).place;
        for role in values {
            holders.entry(*role).or_insert(place);
        }
    }
    if holders.len() == 1 && holders.contains_key(&expected.value) {
        return None;
    }
    let named = |role: Id<Role>| format!("`{}` is accountable", cx.role_id(role));
    let roles: BTreeSet<_> = holders.keys().copied().chain([expected.value]).collect();
    Some(Contradiction {
        place: expected.place,
        expected: named(expected.value),
        answers: holders.iter().map(|(role, place)| (named(*role), *place)).collect(),
        nothing: "nobody is accountable",
        roles: roles.into_iter().map(|role| cx.role_id(role)).collect(),
    })
}

/// An answer in words: "`clerk` decides".
fn said(cx: &Context<'_>, answer: &Answer) -> String {
    match answer {
        Answer::Free => "no approval is needed".to_owned(),
        Answer::Forbidden => "nobody may".to_owned(),
        Answer::Elsewhere => "it is decided outside this matrix".to_owned(),
        Answer::Decides(deciders) if deciders.takes_one() => format!("{} decides", answer.words(&cx.model.roles)),
        Answer::Decides(Deciders::InTurn(_)) => format!("{} decide in turn", answer.words(&cx.model.roles)),
        Answer::Decides(_) => format!("{} decide together", answer.words(&cx.model.roles)),
        Answer::Chain(_) => format!("{} decides", answer.words(&cx.model.roles)),
    }
}

impl Contradiction {
    fn finding(self, cx: &Context<'_>, found: &Found, example: &Example) -> Finding {
        let Self { place, expected, answers, nothing, roles } = self;
        let mut given: Vec<_> = answers.iter().map(|(answer, _)| answer.as_str()).collect();
        given.dedup();
        let answer = if given.is_empty() { nothing.to_owned() } else { given.join(", and also ") };
        let subject = example.subject(&cx.model.decisions, &cx.model.activities);
        let finding = found
            .finding(subject, place, format!("in this case {answer}; the example says that {expected}"))
            .label("what the example expects")
            .also(example.given_place, "the case");
        let finding = match answers.as_slice() {
            [] => finding.help("mend the matrix, so that somebody does, or take the example out"),
            _ => finding.help("mend the limit or the case that answers, or the example if that is what is wrong"),
        };
        let finding = finding.also_each(answers.iter().map(|(answer, place)| (*place, answer)));
        finding.cases(example.cases(&cx.model.dimensions)).roles(roles)
    }
}
