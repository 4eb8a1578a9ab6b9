//! Random organisations that shrink.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::policy::{
    BOARD, Body, COUNCIL, Case, Decision, Holders, How, InCases, KINDS, Ladder, Loan, POSTS, Person, Policy, Post,
    Quorum, ROLES, Range, Right, Role, Say, Term, When,
};

/// The numbers at which something may change, and the days.
const ENDS: [i64; 2] = [10, 20];
const DAYS: [i64; 2] = [5, 10];

fn post() -> impl Strategy<Value = Role> {
    0..POSTS
}

fn role() -> impl Strategy<Value = Role> {
    prop_oneof![12 => 0..POSTS, 2 => Just(BOARD), 1 => Just(COUNCIL)]
}

fn posts(most: usize) -> impl Strategy<Value = BTreeSet<Role>> {
    subsequence((0..POSTS).collect::<Vec<_>>(), 1..=most).prop_map(|posts| posts.into_iter().collect())
}

/// From one end or to one.
fn range(ends: [i64; 2]) -> impl Strategy<Value = Range> {
    prop_oneof![
        select(ends.to_vec()).prop_map(|low| Range { low: Some(low), high: None }),
        select(ends.to_vec()).prop_map(|high| Range { low: None, high: Some(high) }),
        Just(Range { low: Some(ends[0]), high: Some(ends[1]) }),
    ]
}

fn kinds() -> impl Strategy<Value = BTreeSet<usize>> {
    subsequence((0..KINDS).collect::<Vec<_>>(), 1..KINDS).prop_map(|some| some.into_iter().collect())
}

fn some_cases() -> BoxedStrategy<When> {
    prop_oneof![
        4 => kinds().prop_map(|kinds| When { kinds: Some(kinds), ..When::default() }),
        2 => range(ENDS).prop_map(|amounts| When { amounts, ..When::default() }),
        2 => range(DAYS).prop_map(|days| When { days, ..When::default() }),
        1 => (kinds(), range(ENDS)).prop_map(|(kinds, amounts)| When { kinds: Some(kinds), amounts, ..When::default() }),
    ]
    .boxed()
}

fn when(likely: f64) -> BoxedStrategy<When> {
    option::weighted(likely, some_cases()).prop_map(Option::unwrap_or_default).boxed()
}

fn leaf() -> BoxedStrategy<Term> {
    prop_oneof![
        16 => post().prop_map(Term::Role),
        4 => Just(Term::Role(BOARD)),
        3 => Just(Term::Role(COUNCIL)),
        2 => Just(Term::SuperiorOf),
        3 => (2..4_u32, role()).prop_map(|(count, role)| Term::Holders(count, role)),
        1 => role().prop_map(Term::Share),
    ]
    .boxed()
}

fn of_several(members: impl Strategy<Value = Term> + 'static) -> BoxedStrategy<Term> {
    let how = prop_oneof![
        4 => Just(How::All),
        2 => Just(How::Any),
        1 => Just(How::InTurn),
        1 => Just(How::FirstOf),
        2 => (1..3_usize).prop_map(How::Count),
    ];
    (how, vec(members, 2..4)).prop_map(|(how, members)| Term::Of(how, members)).boxed()
}

fn term() -> BoxedStrategy<Term> {
    let flat = prop_oneof![3 => leaf(), 1 => of_several(leaf())].boxed();
    prop_oneof![6 => leaf(), 6 => of_several(leaf()), 3 => of_several(flat)].boxed()
}

fn say() -> BoxedStrategy<Say> {
    prop_oneof![20 => term().prop_map(Say::Decides), 2 => Just(Say::Free), 1 => Just(Say::Forbidden), 1 => Just(Say::Elsewhere)]
        .boxed()
}

fn ladder() -> BoxedStrategy<Ladder> {
    let ends = subsequence(ENDS.to_vec(), 1..=2);
    let plain = (ends.clone(), vec(say(), 3), any::<bool>()).prop_map(|(ends, says, has_last)| {
        let ends = ends.into_iter().map(Some).chain(has_last.then_some(None));
        Ladder { steps: ends.zip(says).collect(), is_chain: false }
    });
    let chain = (ends, vec(term(), 3)).prop_map(|(ends, terms)| {
        let ends = ends.into_iter().map(Some).chain([None]);
        Ladder { steps: ends.zip(terms.into_iter().map(Say::Decides)).collect(), is_chain: true }
    });
    prop_oneof![2 => plain, 1 => chain].boxed()
}

fn right() -> BoxedStrategy<Right> {
    prop_oneof![3 => say().prop_map(Right::Plain), 1 => ladder().prop_map(Right::Ladder)].boxed()
}

fn agrees(likely: f64) -> BoxedStrategy<Option<Vec<Role>>> {
    option::weighted(likely, posts(2).prop_map(|posts| posts.into_iter().collect())).boxed()
}

fn decision() -> BoxedStrategy<Decision> {
    let requesters = prop_oneof![1 => Just(BTreeSet::new()), 4 => posts(2)];
    let case = (some_cases(), right(), agrees(0.2)).prop_map(|(when, right, agrees)| Case { when, right, agrees });
    let also = (when(0.8), term());
    (
        (requesters, prop::bool::weighted(0.5), option::weighted(0.9, right()), agrees(0.15)),
        few(2, case.boxed(), 2),
        few(3, also.boxed(), 1),
        prop::bool::weighted(0.15),
    )
        .prop_map(|((requesters, four_eyes, right, agrees), cases, also, has_time)| {
            let agrees = agrees.unwrap_or_default();
            Decision { requesters, four_eyes, right, agrees, cases, also, has_time }
        })
        .boxed()
}

fn few<T: std::fmt::Debug + Clone + 'static>(none: u32, one: BoxedStrategy<T>, most: usize) -> BoxedStrategy<Vec<T>> {
    prop_oneof![none => Just(Vec::new()), 2 => vec(one, 1..=most)].boxed()
}

fn in_cases(role: impl Strategy<Value = Role> + 'static) -> BoxedStrategy<InCases> {
    (role, when(0.3)).prop_map(|(role, when)| InCases { role, when }).boxed()
}

fn person() -> BoxedStrategy<Person> {
    let role = prop_oneof![20 => 0..POSTS, 1 => Just(BOARD)];
    (vec(in_cases(role), 1..4), when(0.1), few(5, range(DAYS).boxed(), 1))
        .prop_map(|(mut posts, when, absent)| {
            let mut known = BTreeSet::new();
            posts.retain(|post| known.insert(post.role));
            let closed = |days: Range| Range { low: days.low.or(Some(0)), high: days.high.or(Some(20)) };
            Person { posts, when, absent: absent.into_iter().map(closed).collect() }
        })
        .boxed()
}

fn loan() -> BoxedStrategy<Loan> {
    let decisions = prop_oneof![
        2 => Just(BTreeSet::new()),
        1 => subsequence(vec![0_usize, 1], 1..=2).prop_map(|some| some.into_iter().collect()),
    ];
    let valid = option::weighted(0.4, range(DAYS)).prop_map(Option::unwrap_or_default);
    (role(), posts(2), decisions, when(0.3), valid)
        .prop_map(|(from, to, decisions, when, valid)| Loan { from, to, decisions, when, valid })
        .boxed()
}

fn holders() -> impl Strategy<Value = Holders> {
    prop_oneof![8 => Just(Holders::NotSaid), 2 => (1..4_u32).prop_map(Holders::Exactly), 1 => Just(Holders::Several)]
}

fn bodies() -> BoxedStrategy<Vec<Body>> {
    let quorum =
        || prop_oneof![3 => Just(Quorum::Majority), 2 => Just(Quorum::All), 2 => (1..4_u32).prop_map(Quorum::Exactly)];
    (posts(3), quorum(), posts(2), any::<bool>(), quorum())
        .prop_map(|(members, quorum, mut others, has_board, of_others)| {
            if has_board {
                others.insert(BOARD);
            }
            vec![Body { members, quorum }, Body { members: others, quorum: of_others }]
        })
        .boxed()
}

pub(crate) fn policy() -> BoxedStrategy<Policy> {
    let posts = (vec(option::weighted(0.6, post()), POSTS), vec(holders(), POSTS));
    let deputies = vec(few(2, in_cases(role()), 2), ROLES);
    (
        (prop::bool::weighted(0.2), posts, bodies(), deputies),
        few(1, person(), 6),
        few(1, loan(), 2),
        vec(decision(), 1..3),
        (select(vec![0_i64, 5, 7]), any::<bool>(), prop::bool::weighted(0.2)),
    )
        .prop_map(
            |(
                (superior_stands_in, posts, bodies, deputies),
                people,
                loans,
                decisions,
                (today, is_long, has_repeats),
            )| {
                let (superiors, holders) = posts;
                let posts = superiors.into_iter().zip(holders).map(|(superior, holders)| Post { superior, holders });
                let until = if is_long { today + 10 } else { today };
                let mut policy = Policy {
                    superior_stands_in,
                    posts: posts.collect(),
                    bodies,
                    deputies,
                    people,
                    loans,
                    decisions,
                    today,
                    until,
                };
                mend(&mut policy, has_repeats);
                policy
            },
        )
        .boxed()
}

/// Takes out what would be a mistake in writing.
fn mend(policy: &mut Policy, has_repeats: bool) {
    for (number, post) in policy.posts.iter_mut().enumerate() {
        post.superior = post.superior.filter(|superior| *superior < number);
    }
    for (number, deputies) in policy.deputies.iter_mut().enumerate() {
        let mut known = BTreeSet::from([number]);
        deputies.retain(|deputy| known.insert(deputy.role));
    }
    for body in &mut policy.bodies {
        let members = u32::try_from(body.members.len()).unwrap();
        if let Quorum::Exactly(count) = &mut body.quorum {
            *count = (*count).min(members);
        }
    }
    // one who sits on a body acts for it by that
    if policy.is_listed(BOARD) {
        policy.deputies[BOARD].clear();
        policy.loans.retain(|loan| loan.from != BOARD);
    }
    let count = policy.decisions.len();
    for loan in &mut policy.loans {
        loan.to.remove(&loan.from);
        loan.decisions.retain(|decision| *decision < count);
    }
    policy.loans.retain(|loan| !loan.to.is_empty());
    for decision in &mut policy.decisions {
        mend_decision(decision, has_repeats);
    }
}

fn mend_decision(decision: &mut Decision, has_repeats: bool) {
    let mut chained = BTreeSet::new();
    for right in decision.right.iter_mut().chain(decision.cases.iter_mut().map(|case| &mut case.right)) {
        let is_chain = right.is_chain();
        let mut known = BTreeSet::new();
        for term in right.terms_mut() {
            let own = if is_chain { &mut known } else { &mut BTreeSet::new() };
            if !has_repeats {
                other_roles(term, own);
            }
        }
        chained.extend(known);
    }
    let agrees = decision.cases.iter_mut().filter_map(|case| case.agrees.as_mut()).chain([&mut decision.agrees]);
    agrees.for_each(|agrees| agrees.retain(|role| !chained.contains(role)));
    for (_, term) in &mut decision.also {
        // what is added where there is no superior is left open
        term.change(&mut |term| {
            if *term == Term::SuperiorOf {
                *term = Term::Role(0);
            }
        });
        if !has_repeats {
            other_roles(term, &mut chained.clone());
        }
    }
    if decision.counts_members_of_deciding_body() {
        decision.terms_mut().for_each(|term| term.change(&mut of_whole_bodies));
    }
    decision.terms_mut().for_each(once_each);
}

/// Names another role where one stands in it already, as long as there are others.
fn other_roles(term: &mut Term, known: &mut BTreeSet<Role>) {
    term.change(&mut |term| {
        let Some(role) = term.role_mut() else { return };
        let mut others = (0..ROLES).map(|step| (*role + step) % ROLES);
        *role = others.find(|other| !known.contains(other)).unwrap_or(*role);
        known.insert(*role);
    });
}

/// Names bodies in place of so many of their members.
fn of_whole_bodies(term: &mut Term) {
    if let Term::Holders(_, role) | Term::Share(role) = term
        && *role >= BOARD
    {
        *term = Term::Role(*role);
    }
}

/// Takes out members that stand there twice.
fn once_each(term: &mut Term) {
    let Term::Of(_, members) = term else { return };
    members.iter_mut().for_each(once_each);
    let mut known: Vec<Term> = Vec::new();
    members.retain(|member| {
        let is_new = !known.contains(member);
        known.push(member.clone());
        is_new
    });
    if let [one] = members.as_slice() {
        *term = one.clone();
    }
}
