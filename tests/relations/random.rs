//! Random matrices, which shrink to small ones. Everything in them can be meant: no rule about mistakes in writing has anything to say.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::matrix::{
    Activity, Body, Case, Decision, Delegation, End, Escalation, Example, Handoff, Indicator, Interval, Ladder,
    Letters, Matrix, Measure, Person, ROLES, Right, Role, Say, Term, VALUES, Waiver, When,
};

/// The numbers at which something may change.
const ENDS: [i64; 4] = [10, 20, 30, 40];

/// Rules that a waiver may be about.
const WAIVED: [&str; 4] = ["no-decider", "several-deciders", "authority-leaves-line", "redundant-threshold"];

fn role() -> impl Strategy<Value = usize> {
    0..ROLES
}

/// So many roles at most, at least one.
fn roles(most: usize) -> impl Strategy<Value = Vec<usize>> {
    subsequence((0..ROLES).collect::<Vec<_>>(), 1..=most)
}

/// Mostly none.
fn few_roles() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![4 => Just(Vec::new()), 1 => roles(2)]
}

fn measure(falls: f64) -> impl Strategy<Value = Measure> {
    let low = select(vec![None, Some((0, true)), Some((0, false)), Some((10, true))]);
    let high = select(vec![None, None, Some((50, true)), Some((40, true))]);
    (low, high, any::<bool>(), prop::bool::weighted(0.3), prop::bool::weighted(falls)).prop_map(
        |(low, high, is_whole, is_money, falls)| Measure { within: Interval { low, high }, is_whole, is_money, falls },
    )
}

/// A post that mostly reports to one of those before it.
fn post(number: usize) -> impl Strategy<Value = Role> {
    let reports = if number == 0 { 0.05 } else { 0.75 };
    let superior = prop_oneof![12 => 0..number.max(1), 1 => role()];
    (
        option::weighted(reports, superior),
        option::weighted(0.2, role()),
        option::weighted(0.2, 0..4_usize),
        option::weighted(0.85, 0..2_usize),
        prop::bool::weighted(0.06),
    )
        .prop_map(|(superior, deputy, level, department, is_external)| Role {
            superior,
            deputy,
            level,
            department,
            is_external,
        })
}

fn end() -> impl Strategy<Value = End> {
    (select(ENDS.to_vec()), any::<bool>())
}

fn interval() -> impl Strategy<Value = Interval> {
    (option::weighted(0.3, end()), option::weighted(0.3, end())).prop_map(|(low, high)| {
        // an interval that holds nothing is a mistake
        let high = high.filter(|(high, _)| low.is_none_or(|(low, _)| low < *high));
        Interval { low, high }
    })
}

fn values(count: usize) -> impl Strategy<Value = BTreeSet<usize>> {
    subsequence((0..count).collect::<Vec<_>>(), 1..=count).prop_map(|values| values.into_iter().collect())
}

fn when() -> impl Strategy<Value = When> {
    let of = |dimension: usize| option::weighted(0.4, values(VALUES[dimension]));
    (of(0), of(1), interval(), interval())
        .prop_map(|(grade, site, amount, margin)| When { values: [grade, site], numbers: [amount, margin] })
}

fn several(roles: Vec<usize>) -> Vec<Term> {
    roles.into_iter().map(Term::Role).collect()
}

fn term() -> impl Strategy<Value = Term> {
    let two = || subsequence((0..ROLES).collect::<Vec<_>>(), 2..=3);
    prop_oneof![
        8 => role().prop_map(Term::Role),
        2 => two().prop_map(|roles| Term::All(several(roles))),
        2 => two().prop_map(|roles| Term::Any(several(roles))),
        1 => two().prop_map(|roles| Term::Count(2, several(roles))),
        1 => (role(), two()).prop_map(|(one, roles)| Term::All(vec![Term::Role(one), Term::Any(several(roles))])),
    ]
}

fn say() -> impl Strategy<Value = Say> {
    prop_oneof![10 => term().prop_map(Say::Decides), 1 => Just(Say::Free), 1 => Just(Say::Forbidden)]
}

fn ladder() -> impl Strategy<Value = Ladder> {
    let steps = subsequence(ENDS.to_vec(), 1..=3).prop_flat_map(|ends| {
        ends.into_iter().map(|end| (any::<bool>().prop_map(move |within| (end, within)), say())).collect::<Vec<_>>()
    });
    (0..2_usize, steps, option::weighted(0.8, say()), prop::bool::weighted(0.1)).prop_map(
        |(measure, steps, last, is_chain)| {
            // who signs one after the other is somebody
            let signs = |say: &Say| matches!(say, Say::Decides(_));
            let is_chain = is_chain && steps.iter().map(|(_, say)| say).chain(&last).all(signs);
            Ladder { measure, steps, last, is_chain }
        },
    )
}

fn body() -> impl Strategy<Value = Body> {
    let right = prop_oneof![1 => say().prop_map(Right::Plain), 1 => ladder().prop_map(Right::Ladder)];
    (right, few_roles(), few_roles()).prop_map(|(right, consults, informs)| Body { right, consults, informs })
}

fn decision() -> impl Strategy<Value = Decision> {
    let about = (option::of(0..2_usize), option::of(0..2_usize), few_roles());
    let kept = (prop::bool::weighted(0.2), any::<bool>(), any::<bool>());
    (about, kept, option::weighted(0.8, body()), vec((when(), body()), 0..4)).prop_map(
        |((stage, activity, requested_by), (four_eyes, is_timed, adds_up), top, cases)| Decision {
            stage,
            activity,
            requested_by,
            four_eyes,
            is_timed,
            adds_up,
            top,
            cases,
        },
    )
}

fn letters(likely: f64) -> impl Strategy<Value = Letters> {
    let held = |likely: f64, most: usize| option::weighted(likely, roles(most));
    let accountable = prop_oneof![12 => roles(1), 1 => roles(2), 1 => Just(Vec::new())];
    (held(likely, 2), option::weighted(likely, accountable), held(likely / 3.0, 2), held(likely / 3.0, 2))
        .prop_map(|(r, a, c, i)| [r, a, c, i])
}

fn activity() -> impl Strategy<Value = Activity> {
    (option::weighted(0.8, 0..2_usize), letters(0.9), vec((when(), letters(0.5)), 0..3))
        .prop_map(|(stage, top, cases)| Activity { stage, top, cases })
}

fn handoff() -> impl Strategy<Value = Handoff> {
    (roles(2), roles(2), any::<bool>()).prop_map(|(from, to, is_complete)| Handoff { from, to, is_complete })
}

fn escalation() -> impl Strategy<Value = Escalation> {
    (roles(3).prop_shuffle(), any::<bool>()).prop_map(|(path, is_timed)| Escalation { path, is_timed })
}

fn indicator() -> impl Strategy<Value = Indicator> {
    (role(), 0..2_usize, select(vec![10, 100]), any::<bool>(), option::of(few_roles()))
        .prop_map(|(role, activity, target, is_part, alerts)| Indicator { role, activity, target, is_part, alerts })
}

fn delegation() -> impl Strategy<Value = Delegation> {
    let ends = option::of(any::<bool>());
    (role(), roles(2), 0..2_usize, option::of(when()), ends).prop_map(|(from, to, decision, when, ends)| {
        let to: Vec<usize> = to.into_iter().filter(|to| *to != from).collect();
        let to = if to.is_empty() { vec![(from + 1) % ROLES] } else { to };
        Delegation { from, to, decision, when, ends }
    })
}

fn example() -> impl Strategy<Value = Example> {
    let value = |dimension: usize| 0..VALUES[dimension];
    let number = || select(vec![80_i64, 120]);
    (0..2_usize, (value(0), value(1)), (number(), number()), say()).prop_map(|(decision, values, quarters, decides)| {
        Example { decision, given: Case { values: values.into(), quarters: quarters.into() }, decides }
    })
}

fn waiver() -> impl Strategy<Value = Waiver> {
    (select(WAIVED.to_vec()), 0..2_usize, option::weighted(0.8, role()), option::weighted(0.8, any::<bool>()))
        .prop_map(|(rule, decision, approved_by, until)| Waiver { rule, decision, approved_by, until })
}

/// Mostly none, else one or two.
fn seldom<T: std::fmt::Debug + Clone + 'static>(one: impl Strategy<Value = T> + 'static) -> BoxedStrategy<Vec<T>> {
    prop_oneof![3 => Just(Vec::new()), 2 => vec(one, 1..3)].boxed()
}

pub(crate) fn matrix() -> impl Strategy<Value = Matrix> {
    let person =
        (roles(2), prop_oneof![Just(When::default()), when()]).prop_map(|(roles, when)| Person { roles, when });
    let space = (measure(0.0), measure(0.7));
    let kept = (option::of(role()), prop::bool::weighted(0.2), prop::bool::weighted(0.7), prop::bool::weighted(0.1));
    let organisation = (
        (0..ROLES).map(post).collect::<Vec<_>>(),
        option::weighted(0.7, (option::of(role()), option::of(role())).prop_map(<[_; 2]>::from)),
        seldom(person),
    );
    let rights = (
        prop_oneof![1 => Just(Vec::new()), 6 => vec(activity(), 1..3)],
        prop::bool::weighted(0.2),
        vec(decision(), 1..3),
    );
    let around = (seldom(handoff()), seldom(escalation()), seldom(indicator()));
    let record = (seldom(delegation()), seldom(example()), seldom(waiver()));
    (space, kept, organisation, rights, around, record).prop_map(
        |(space, kept, organisation, rights, around, record)| {
            let (owner, accountable_works, is_staged, is_separated) = kept;
            let (roles, heads, people) = organisation;
            let (activities, is_alike, decisions) = rights;
            let (handoffs, escalations, indicators) = around;
            let (delegations, examples, waivers) = record;
            Matrix {
                measures: space.into(),
                owner,
                accountable_works,
                is_staged,
                heads,
                roles,
                people,
                activities,
                decisions,
                handoffs,
                escalations,
                indicators,
                is_separated,
                is_alike,
                delegations,
                examples,
                waivers,
            }
        },
    )
}
