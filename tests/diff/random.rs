//! Thousands of pairs of policies, each looked at case by case: what is said to have moved did, and nothing else.

use std::collections::BTreeSet;

use case_space::Number;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use raci::cases::{Cases, Portion};
use raci::diff::{Change, Diff, Effect, State};
use raci::model::{Meaning, Quorum, Signed};
use raci::subject::{Kind, Subject};

use crate::diff;
use crate::reference::{Body, Case, Holding, Matters, Of, ROLES, Right, Say, TIERS, When, Written, cases};
use crate::tries::tries;

const BOTH: [Of; 2] = [Of::Decision, Of::Activity];

fn say() -> impl Strategy<Value = Say> {
    let two = || subsequence(vec![0, 1, 2], 2).prop_shuffle();
    prop_oneof![
        6 => (0..ROLES.len()).prop_map(Say::Role),
        2 => two().prop_map(|roles| Say::All(roles[0], roles[1])),
        2 => two().prop_map(|roles| Say::Any(roles[0], roles[1])),
        1 => Just(Say::Free),
        1 => Just(Say::Forbidden),
    ]
}

fn end() -> impl Strategy<Value = (i64, bool)> {
    (select(vec![0, 2, 4, 6, 8]), any::<bool>())
}

fn ladder() -> impl Strategy<Value = Right> {
    let steps = subsequence(vec![0, 2, 4, 6, 8], 1..4).prop_flat_map(|ends| {
        let steps: Vec<_> =
            ends.into_iter().map(|end| (any::<bool>().prop_map(move |within| Some((end, within))), say())).collect();
        (steps, proptest::option::of(say()))
    });
    steps.prop_map(|(mut steps, last)| {
        steps.extend(last.map(|say| (None, say)));
        Right::Ladder(steps)
    })
}

fn when(tiers: Vec<usize>) -> impl Strategy<Value = When> {
    let count = tiers.len();
    let tiers = proptest::option::of(subsequence(tiers, 1..=count));
    (tiers, proptest::option::of(end()), proptest::option::of(end())).prop_map(|(tiers, low, high)| {
        // an interval that holds nothing is a mistake
        let high = high.filter(|(high, _)| low.is_none_or(|(low, _)| low < *high));
        When { tiers, low, high }
    })
}

fn body(tiers: Vec<usize>, of: Of) -> impl Strategy<Value = Body> {
    let right = move || match of {
        Of::Decision => prop_oneof![say().prop_map(Right::Plain), ladder()].boxed(),
        Of::Activity => say().prop_map(Right::Plain).boxed(),
    };
    let cases = proptest::collection::vec((when(tiers), right()), 0..4);
    (proptest::option::weighted(0.8, right()), cases).prop_map(|(top, cases)| Body { top, cases })
}

fn written(whole: bool) -> impl Strategy<Value = Written> {
    let tiers = subsequence(vec![0, 1, 2, 3], 1..=TIERS.len()).prop_shuffle();
    let low = select(vec![None, Some(-2), Some(0), Some(2)]);
    (tiers, low, any::<bool>(), 0..ROLES.len()).prop_flat_map(move |(tiers, low, is_driven, doer)| {
        (body(tiers.clone(), Of::Decision), body(tiers.clone(), Of::Activity)).prop_map(move |(decision, activity)| {
            Written { tiers: tiers.clone(), low, whole, is_driven, doer, decision, activity }
        })
    })
}

/// Two policies that have nothing to do with each other, or one and what became of it.
fn pairs() -> impl Strategy<Value = (Written, Written)> {
    let apart = any::<bool>().prop_flat_map(|whole| (written(whole), written(whole)));
    let near = any::<bool>().prop_flat_map(written).prop_flat_map(|old| {
        let new = body(old.tiers.clone(), Of::Decision);
        let case = (when(old.tiers.clone()), say());
        (Just(old), new, case, 0..5_u8).prop_map(|(old, decision, (when, say), what)| {
            let mut new = old.clone();
            match what {
                0 => new.decision = decision,
                1 => new.decision.cases.push((when, Right::Plain(say))),
                2 => new.activity.cases.push((when, Right::Plain(say))),
                3 => new.is_driven = !old.is_driven,
                _ => drop(new.decision.cases.pop()),
            }
            (old, new)
        })
    });
    prop_oneof![apart, near]
}

/// Whether the case is among those that the change is about.
fn contains(found: &Cases, case: Case) -> bool {
    found.region.iter().all(|(dimension, extent)| match extent {
        Portion::Values(values) => dimension == "tier" && values.iter().any(|value| *value == TIERS[case.tier]),
        Portion::Interval(interval) => {
            dimension == "amount" && interval.contains(&(&Number::from(5 * case.halves) * &Number::power_of_ten(-1)))
        }
        Portion::Days(_) => false,
    })
}

/// What a state is, as the reference writes it.
fn holding(diff: &Diff, state: &State) -> Holding {
    let quorum = |quorum: &Quorum| {
        let mut ids: Vec<_> = quorum.roles().map(|role| diff.roles[role].id.to_string()).collect();
        ids.sort_unstable();
        ids.join("+")
    };
    let meaning = |meaning: Meaning| match meaning {
        Meaning::Free => "free".to_owned(),
        Meaning::Forbidden => "forbidden".to_owned(),
        Meaning::Elsewhere => "elsewhere".to_owned(),
        Meaning::Decided(signed) => {
            let Signed::Quorums { quorums, .. } = signed else { return String::new() };
            let mut quorums: Vec<_> = quorums.iter().map(quorum).collect();
            quorums.sort_unstable();
            quorums.join("|")
        }
    };
    match state {
        State::None | State::Words(_) => None,
        State::Roles(roles) => Some(roles.iter().map(ToString::to_string).collect()),
        State::Answers(answers) => Some(answers.iter().map(|answer| meaning(answer.meaning())).collect()),
    }
}

/// Whether the role decides, has a say, or neither.
fn power(role: &str, holding: &Holding) -> u8 {
    let quorums = holding.iter().flatten().flat_map(|answer| answer.split('|'));
    let of = |quorum: &str| match quorum {
        quorum if quorum == role => 2,
        quorum if quorum.split('+').any(|signs| signs == role) => 1,
        _ => 0,
    };
    quorums.map(of).max().unwrap_or(0)
}

fn subject(of: Of) -> Subject {
    match of {
        Of::Decision => Subject::Of(Kind::Decision, "discount".into()),
        Of::Activity => Subject::Of(Kind::Activity, "sell".into()),
    }
}

/// Holds what is said of one subject against what is so in every case.
fn check(old: &Written, new: &Written, of: Of, diff: &Diff) -> Result<(), TestCaseError> {
    let matters = Matters::of([old.body(of), new.body(of)]);
    let about = subject(of);
    // who does the work is a thing of its own
    let is_about = |change: &&Change| change.subject == about && change.effect != Effect::Duties;
    let changes: Vec<&Change> = diff.changes.iter().filter(is_about).collect();
    for change in &changes {
        prop_assert!(change.cases.is_some(), "no cases: {}", change.words());
    }
    for case in cases(old.whole) {
        let (before, after) = (old.holding(of, case, matters), new.holding(of, case, matters));
        if before.is_none() && after.is_none() {
            continue;
        }
        let here: Vec<&&Change> =
            changes.iter().filter(|change| contains(change.cases.as_ref().unwrap(), case)).collect();
        prop_assert_eq!(here.is_empty(), before == after, "{:?}: {:?} became {:?}", case, before, after);
        for change in &here {
            prop_assert_eq!(&holding(diff, &change.before), &before, "{:?}: {}", case, change.words());
            prop_assert_eq!(&holding(diff, &change.after), &after, "{:?}: {}", case, change.words());
        }
        let has = |effect| here.iter().any(|change| change.effect == effect);
        let count = |holding: &Holding| holding.as_ref().map(BTreeSet::len);
        prop_assert_eq!(has(Effect::Gap), before != after && count(&after) == Some(0), "{:?}", case);
        prop_assert_eq!(has(Effect::Overlap), before != after && count(&after) > Some(1), "{:?}", case);
        if of == Of::Decision {
            for role in ROLES {
                let says = |effect| here.iter().any(|change| change.effect == effect && change.roles == [role]);
                let (was, is) = (power(role, &before), power(role, &after));
                prop_assert_eq!(
                    (says(Effect::Gained), says(Effect::Lost)),
                    (is > was, is < was),
                    "{} {:?}",
                    role,
                    case
                );
            }
        }
    }
    Ok(())
}

/// What is said of the subjects, with before and after in this order or turned round.
fn moved(diff: &Diff, turned: bool) -> BTreeSet<(Subject, String, Holding, Holding)> {
    let is_about = |change: &&Change| BOTH.iter().any(|of| subject(*of) == change.subject);
    let told = |change: &Change| {
        let (before, after) = (holding(diff, &change.before), holding(diff, &change.after));
        let (before, after) = if turned { (after, before) } else { (before, after) };
        (change.subject.clone(), change.when.clone(), before, after)
    };
    diff.changes.iter().filter(is_about).map(told).collect()
}

proptest! {
    #![proptest_config(tries(192))]

    #[test]
    fn what_is_said_to_have_moved_did((old, new) in pairs()) {
        let diff = diff(&old.toml(), &new.toml());
        for of in BOTH {
            check(&old, &new, of, &diff)?;
        }
    }

    #[test]
    fn who_does_the_work_is_who_did_it_whatever_letter_says_so((old, new) in pairs()) {
        let diff = diff(&old.toml(), &new.toml());
        prop_assert_eq!(diff.of(Effect::Duties).count() > 0, old.doer != new.doer);
    }

    #[test]
    fn the_other_way_round_it_is_turned_round((old, new) in pairs()) {
        let (there, back) = (diff(&old.toml(), &new.toml()), diff(&new.toml(), &old.toml()));
        prop_assert_eq!(moved(&there, false), moved(&back, true));
        let gains = |diff: &Diff, effect| diff.of(effect).map(|change| (change.roles.clone(), change.when.clone())).collect::<BTreeSet<_>>();
        prop_assert_eq!(gains(&there, Effect::Gained), gains(&back, Effect::Lost));
        prop_assert_eq!(gains(&there, Effect::Weakened), gains(&back, Effect::Strengthened));
    }

    #[test]
    fn of_itself_nothing_is_different((old, _) in pairs()) {
        prop_assert!(diff(&old.toml(), &old.toml()).changes.is_empty());
    }
}
