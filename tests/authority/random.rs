//! Random policies that shrink, in which everything can be meant.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::mend;
use crate::policy::{
    Also, BOARD, Beside, Body, Case, Decision, Dimension, Ladder, Lists, Measure, ONE, Org, Over, POSTS, Policy, Range,
    Right, Role, Say, Space, Step, Term, VALUES, When,
};

/// The numbers at which something may change.
const ENDS: [i64; 4] = [10 * ONE, 20 * ONE, 30 * ONE, 40 * ONE];
/// The days, likewise.
const DAYS: [i64; 3] = [10, 20, 30];

fn post() -> impl Strategy<Value = Role> {
    0..POSTS
}

fn posts(most: usize) -> impl Strategy<Value = BTreeSet<Role>> {
    subsequence((0..POSTS).collect::<Vec<_>>(), 1..=most).prop_map(|posts| posts.into_iter().collect())
}

fn measure() -> impl Strategy<Value = Measure> {
    let low = select(vec![None, Some((0, true)), Some((0, false)), Some((10 * ONE, true))]);
    let high = select(vec![None, None, Some((50 * ONE, true)), Some((50 * ONE, false)), Some((40 * ONE, true))]);
    let step = select(vec![None, None, Some(ONE), Some(ONE / 2), Some(4 * ONE)]);
    (low, high, step, prop::bool::weighted(0.3)).prop_map(|(low, high, step, falls)| Measure {
        within: Range { low, high },
        step,
        falls,
    })
}

fn range(bounds: &[i64], likely: f64) -> impl Strategy<Value = Range> + use<> {
    let (ends, exact) = (bounds.to_vec(), bounds.to_vec());
    let end = move || option::weighted(0.7, (select(ends.clone()), any::<bool>()));
    let between = (end(), end()).prop_map(|(low, high)| {
        // a range that holds nothing is a mistake
        let high = high.filter(|(high, _)| low.is_none_or(|(low, _)| low < *high));
        Range { low, high }
    });
    let at = select(exact).prop_map(|at| Range { low: Some((at, true)), high: Some((at, true)) });
    option::weighted(likely, prop_oneof![6 => between, 1 => at]).prop_map(Option::unwrap_or_default)
}

fn when() -> BoxedStrategy<When> {
    let values = |dimension: usize| {
        let some = subsequence((0..VALUES[dimension]).collect::<Vec<_>>(), 1..VALUES[dimension]);
        option::weighted(0.45, some.prop_map(|some| some.into_iter().collect::<BTreeSet<_>>()))
    };
    (
        (values(0), values(1)),
        (range(&ENDS, 0.45), range(&ENDS, 0.45)),
        option::weighted(0.45, posts(3)),
        range(&DAYS, 0.45),
        any::<bool>(),
    )
        .prop_map(|(values, numbers, askers, days, by_not)| When {
            values: values.into(),
            numbers: numbers.into(),
            askers,
            days,
            by_not,
        })
        .boxed()
}

fn leaf() -> BoxedStrategy<Term> {
    prop_oneof![
        14 => post().prop_map(Term::Role),
        2 => Just(Term::Role(BOARD)),
        2 => Just(Term::SuperiorOf),
        1 => Just(Term::HeadOf),
        1 => (1..4_usize).prop_map(Term::AtLeastLevel),
        1 => post().prop_map(Term::AtLeastRole),
        1 => (0..2_usize).prop_map(Term::HolderOf),
        1 => Just(Term::Holders(2)),
        1 => Just(Term::Share),
    ]
    .boxed()
}

fn of_several(members: impl Strategy<Value = Term> + Clone + 'static) -> BoxedStrategy<Term> {
    let some = move || vec(members.clone(), 2..4);
    prop_oneof![
        3 => some().prop_map(Term::All),
        3 => some().prop_map(Term::Any),
        2 => some().prop_map(Term::InTurn),
        2 => some().prop_map(Term::FirstOf),
        2 => (1..3_usize, some(), option::weighted(0.3, Just(0))).prop_map(|(count, of, against)| Term::Count(count, of, against)),
    ]
    .boxed()
}

fn term() -> BoxedStrategy<Term> {
    let flat = prop_oneof![4 => leaf(), 1 => of_several(leaf())].boxed();
    prop_oneof![10 => leaf(), 6 => of_several(leaf()), 2 => of_several(flat)].boxed()
}

fn say() -> impl Strategy<Value = Say> {
    prop_oneof![14 => term().prop_map(Say::Decides), 2 => Just(Say::Free), 1 => Just(Say::Forbidden), 1 => Just(Say::Elsewhere)]
}

fn lists(likely: f64, can_be_empty: bool) -> BoxedStrategy<Lists> {
    let one = prop_oneof![8 => post().prop_map(Term::Role), 1 => Just(Term::Role(BOARD)), 1 => Just(Term::SuperiorOf)];
    let some = vec(one, usize::from(!can_be_empty)..3);
    vec(option::weighted(likely, some), Beside::ALL.len())
        .prop_map(|lists| {
            let mut lists = lists.into_iter();
            std::array::from_fn(|_| lists.next().flatten())
        })
        .boxed()
}

fn ladder() -> BoxedStrategy<Ladder> {
    let steps = vec((select(ENDS.to_vec()), any::<bool>(), say(), lists(0.06, false)), 1..4);
    (0..2_usize, steps, option::weighted(0.75, (say(), lists(0.06, false))), prop::bool::weighted(0.25))
        .prop_map(|(measure, steps, last, is_chain)| {
            let steps =
                steps.into_iter().map(|(end, within, say, lists)| Step { end: Some((end, within)), say, lists });
            let last = last.map(|(say, lists)| Step { end: None, say, lists });
            Ladder { measure, falls: false, steps: steps.chain(last).collect(), is_chain }
        })
        .boxed()
}

fn right() -> BoxedStrategy<Right> {
    prop_oneof![3 => say().prop_map(Right::Plain), 2 => ladder().prop_map(Right::Ladder)].boxed()
}

fn case() -> BoxedStrategy<Case> {
    let over = prop_oneof![
        4 => Just(Over::Nothing),
        1 => Just(Over::All),
        2 => subsequence(vec![0_usize, 1, 2], 1..3).prop_map(|these| Over::These(these.into_iter().collect())),
    ];
    (when(), right(), lists(0.1, true), over, prop::bool::weighted(0.4))
        .prop_map(|(when, right, lists, over, is_alone)| Case {
            when,
            body: Body { right: Some(right), lists },
            over,
            is_alone,
        })
        .boxed()
}

fn also() -> BoxedStrategy<Also> {
    (when(), option::weighted(0.7, term()), lists(0.15, false))
        .prop_map(|(when, decides, lists)| Also { when, decides, lists })
        .boxed()
}

fn few<T: std::fmt::Debug + Clone + 'static>(
    none: u32,
    one: impl Strategy<Value = T> + 'static,
    most: usize,
) -> BoxedStrategy<Vec<T>> {
    prop_oneof![none => Just(Vec::new()), 3 => vec(one, 1..=most)].boxed()
}

fn decision() -> BoxedStrategy<Decision> {
    let requesters = prop_oneof![1 => Just(BTreeSet::new()), 4 => posts(3)];
    let top = (option::weighted(0.75, right()), lists(0.1, false)).prop_map(|(right, lists)| Body { right, lists });
    let dimensions = subsequence(Dimension::ALL.to_vec(), 1..=3);
    ((requesters, prop::bool::weighted(0.15), top), few(1, case(), 4), few(1, also(), 3), few(4, when(), 1), dimensions)
        .prop_map(|((requesters, four_eyes, top), cases, also, impossible, dimensions)| {
            let mut decision = Decision { requesters, four_eyes, top, cases, also, impossible };
            mend::keep_to(&mut decision, &dimensions);
            decision
        })
        .boxed()
}

fn org() -> BoxedStrategy<Org> {
    let has_lines = prop::bool::weighted(0.85);
    (
        has_lines,
        vec(option::weighted(0.85, post()), POSTS),
        vec(option::weighted(0.5, 0..4_usize), POSTS),
        vec(option::weighted(0.8, 0..2_usize), POSTS),
        vec(option::weighted(0.7, post()), 2),
    )
        .prop_map(|(has_lines, superiors, levels, departments, heads)| Org {
            superiors: superiors.into_iter().map(|superior| superior.filter(|_| has_lines)).collect(),
            levels,
            departments,
            heads,
        })
        .boxed()
}

fn space() -> BoxedStrategy<Space> {
    let holders = |dimension: usize| vec(option::weighted(0.6, post()), VALUES[dimension]);
    (
        any::<(bool, bool)>(),
        (holders(0), holders(1)),
        (measure(), measure()),
        prop::bool::weighted(0.4),
        few(3, when(), 2),
    )
        .prop_map(|((has_groups, has_names), holders, measures, is_part, impossible)| Space {
            has_groups,
            has_names,
            holders: holders.into(),
            measures: measures.into(),
            is_part,
            impossible,
        })
        .boxed()
}

pub(crate) fn policy() -> BoxedStrategy<Policy> {
    (org(), space(), vec(decision(), 1..3), select(vec![0_i64, 10, 11, 20, 25, 31]))
        .prop_map(|(org, space, decisions, today)| {
            let mut policy = Policy { org, space, decisions, today };
            mend::policy(&mut policy);
            policy
        })
        .boxed()
}

/// What differs in another version of the first decision.
#[derive(Debug, Clone)]
enum Edit {
    Top(Body),
    Case(usize, Option<Case>),
    MoreCase(Case),
    Over(usize, Over, bool),
    When(usize, When),
    Also(usize, Option<Also>),
    MoreAlso(Also),
    Lists(Lists),
}

fn edit() -> BoxedStrategy<Edit> {
    let top = (option::weighted(0.75, right()), lists(0.1, false)).prop_map(|(right, lists)| Body { right, lists });
    let over = prop_oneof![Just(Over::Nothing), Just(Over::All), Just(Over::These([0].into()))];
    prop_oneof![
        top.prop_map(Edit::Top),
        (0..4_usize, option::of(case())).prop_map(|(number, case)| Edit::Case(number, case)),
        case().prop_map(Edit::MoreCase),
        (0..4_usize, over, any::<bool>()).prop_map(|(number, over, is_alone)| Edit::Over(number, over, is_alone)),
        (0..4_usize, when()).prop_map(|(number, when)| Edit::When(number, when)),
        (0..3_usize, option::of(also())).prop_map(|(number, also)| Edit::Also(number, also)),
        also().prop_map(Edit::MoreAlso),
        lists(0.1, false).prop_map(Edit::Lists),
    ]
    .boxed()
}

fn put<T>(list: &mut Vec<T>, number: usize, one: Option<T>) {
    if list.is_empty() {
        return;
    }
    let number = number % list.len();
    list.remove(number);
    if let Some(one) = one {
        list.insert(number, one);
    }
}

fn edited(policy: &Policy, edit: Edit) -> Policy {
    let mut policy = policy.clone();
    let decision = &mut policy.decisions[0];
    let dimensions: Vec<Dimension> = Dimension::ALL.into_iter().filter(|one| decision.has(*one)).collect();
    let count = decision.cases.len().max(1);
    match edit {
        Edit::Top(top) => decision.top = top,
        Edit::Case(number, case) => put(&mut decision.cases, number, case),
        Edit::MoreCase(case) => decision.cases.push(case),
        Edit::Over(number, over, is_alone) => {
            if let Some(case) = decision.cases.get_mut(number % count) {
                (case.over, case.is_alone) = (over, is_alone);
            }
        }
        Edit::When(number, when) => {
            if let Some(case) = decision.cases.get_mut(number % count) {
                case.when = when;
            }
        }
        Edit::Also(number, also) => put(&mut decision.also, number, also),
        Edit::MoreAlso(also) => decision.also.push(also),
        Edit::Lists(lists) => decision.top.lists = lists,
    }
    mend::keep_to(decision, &dimensions);
    mend::policy(&mut policy);
    policy
}

/// Two versions of a policy that has one decision.
pub(crate) fn versions() -> impl Strategy<Value = [Policy; 2]> {
    (policy(), edit()).prop_map(|(mut old, edit)| {
        old.decisions.truncate(1);
        let new = edited(&old, edit);
        [old, new]
    })
}
