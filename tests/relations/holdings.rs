//! What a role is told that it holds is what `who` answers, case by case.

use std::collections::BTreeSet;

use case_space::Number;
use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use raci::ask::{Ask, Asked, Holding, How, InCases, Says};
use raci::cases::Portion;
use raci::load::load;
use raci::model::{Dimensions, Standing};
use raci::org::Org;
use raci::source::{FileId, Policy, Sources};
use raci::subject::{Kind, Subject};
use raci::syntax::Capacity;

use crate::tries;

/// The day on which policies are read.
const DAY: raci::options::Days = raci::options::Days::only(jiff::civil::date(2026, 7, 1));

const ROLES: [&str; 3] = ["a", "b", "c"];
const TIERS: [&str; 3] = ["x", "y", "z"];

/// Who decides, as it is written, and what that is to the role `a`, if it names it.
const ANSWERS: [(&str, Option<Standing>); 7] = [
    ("\"a\"", Some(Standing::Alone)),
    ("\"b\"", None),
    ("{ all = [\"a\", \"b\"] }", Some(Standing::Together)),
    ("{ any = [\"a\", \"c\"] }", Some(Standing::OneOfSeveral)),
    ("{ count = 2, of = [\"a\", \"b\", \"c\"] }", Some(Standing::Together)),
    ("{ any = [\"a\", { all = [\"b\", \"c\"] }] }", Some(Standing::OneOfSeveral)),
    ("{ all = [\"b\", { any = [\"a\", \"b\"] }] }", Some(Standing::Named)),
];

fn answer() -> impl Strategy<Value = String> {
    (0..ANSWERS.len()).prop_map(|number| format!("decides = {}", ANSWERS[number].0))
}

fn limits() -> impl Strategy<Value = String> {
    (answer(), answer(), 0..3_u32, any::<bool>()).prop_map(|(low, high, end, chain)| {
        let limits = format!("limits = [{{ {low}, at-most = {} }}, {{ {high} }}]", end * 10);
        format!("measure = \"n\"\n{limits}{}", if chain { "\nchain = true" } else { "" })
    })
}

fn right() -> impl Strategy<Value = String> {
    prop_oneof![answer(), limits()]
}

/// A condition: on the number, on the value, on both or on neither. What it leaves to others has holes.
fn when() -> impl Strategy<Value = String> {
    let numbers = (0..4_u32, 0..4_u32).prop_map(|(one, other)| {
        format!("{{ at-least = {}, at-most = {} }}", one.min(other) * 10, one.max(other) * 10)
    });
    let tiers = subsequence(TIERS.to_vec(), 1..3).prop_map(|tiers| format!("{tiers:?}"));
    (prop::option::of(numbers), prop::option::of(tiers)).prop_map(|(numbers, tiers)| {
        let numbers = numbers.map(|numbers| format!("m = {numbers}"));
        let tiers = tiers.map(|tiers| format!("t = {tiers}"));
        format!("{{ {} }}", numbers.into_iter().chain(tiers).collect::<Vec<_>>().join(", "))
    })
}

fn policy() -> impl Strategy<Value = String> {
    let cases = prop::collection::vec((when(), right()), 0..4);
    let letters = prop::collection::vec((when(), select(&ROLES[..])), 0..3);
    (right(), cases, select(&ROLES[..]), letters).prop_map(|(top, cases, accountable, letters)| {
        let cases = cases.iter().map(|(when, right)| format!("[[decisions.d.cases]]\nwhen = {when}\n{right}\n"));
        let letters = letters.iter().map(|(when, role)| format!("[[activities.w.cases]]\nwhen = {when}\nA = \"{role}\"\n"));
        let (cases, letters): (String, String) = (cases.collect(), letters.collect());
        format!(
            "[dimensions]\nn = {{ at-least = 0, at-most = 30, step = 5 }}\nm = {{ at-least = 0, at-most = 30, step = 10 }}\n\
             t = {TIERS:?}\n[roles]\na = {{}}\nb = {{}}\nc = {{}}\n[decisions.d]\n{top}\n{cases}\
             [activities.w]\nA = \"{accountable}\"\n{letters}"
        )
    })
}

/// Every case, by the texts of its coordinates.
fn every_case() -> impl Iterator<Item = [(String, String); 3]> {
    let of = |(n, m, t): (u32, u32, &str)| {
        [("n", (n * 5).to_string()), ("m", (m * 10).to_string()), ("t", t.to_owned())]
            .map(|(id, at)| (id.to_owned(), at))
    };
    let numbers = (0..=6).flat_map(|n| (0..=3).map(move |m| (n, m)));
    numbers.flat_map(|(n, m)| TIERS.map(|t| (n, m, t))).map(of)
}

fn holds(holding: &Holding<'_>, case: &[(String, String)], dimensions: &Dimensions) -> bool {
    let Some(region) = holding.cases.region(dimensions) else { return false };
    region.iter().all(|(dimension, extent)| {
        let at = &case.iter().find(|(id, _)| id == dimension.as_str()).unwrap().1;
        match extent {
            Portion::Values(values) => values.iter().any(|value| value == at.as_str()),
            Portion::Interval(interval) => interval.contains(&at.parse::<Number>().unwrap()),
            Portion::Days(_) => false,
        }
    })
}

/// A standing, or the letter A.
type Part = Option<Standing>;

proptest! {
    #![proptest_config(tries(96))]

    #[test]
    fn a_role_holds_in_a_case_exactly_what_who_answers_there(policy in policy(), role in 0..ROLES.len()) {
        let sources = Sources::in_memory([("raci.toml", policy.as_str())]);
        let built = load(&sources, &Policy::alone(FileId(0)), DAY);
        prop_assert!(built.mistakes.is_empty(), "{:?}", built.mistakes);
        let org = Org::new(&built.model);
        let ask = Ask { model: &built.model, org: &org, today: date(2026, 7, 1) };
        let (role, _) = built.model.roles.iter().nth(role).unwrap();
        let (holdings, dimensions) = (ask.holdings(role), &built.model.dimensions);
        for holding in &holdings {
            let InCases::These(space, block) = &holding.cases else { continue };
            let words = space.phrase(block, dimensions);
            prop_assert_eq!(words.is_empty(), holding.cases.region(dimensions).unwrap().is_empty());
            prop_assert!(!words.contains("is any"), "{}", words);
        }
        for case in every_case() {
            for (id, kind) in [("d", Kind::Decision), ("w", Kind::Activity)] {
                let subject = Subject::Of(kind, id.into());
                let asked = Asked::find(&built.model, &subject.to_string()).unwrap();
                let said: BTreeSet<Part> = match ask.who(asked, &case).unwrap().says {
                    Says::Decides(answers) => answers.iter().filter_map(|resolution| resolution.answer.as_ref()?.standing(role)).map(Some).collect(),
                    Says::Holds(letters) => {
                        letters.iter().filter(|(letter, roles)| letter.capacity() == Capacity::Accountable && roles.contains(&role)).map(|_| None).collect()
                    }
                };
                let held = holdings.iter().filter(|holding| holding.subject == subject && holds(holding, &case, dimensions));
                let held: BTreeSet<Part> = held.map(|holding| match &holding.how {
                    How::Decides(standing, _) => Some(*standing),
                    How::Letter(_) => None,
                    How::Unproven => panic!("small spaces are proved"),
                }).collect();
                prop_assert_eq!(held, said, "{:?} in {:?}", subject, case);
            }
        }
    }
}

#[test]
fn an_answer_says_what_the_signature_of_a_role_is_worth() {
    for (answer, standing) in ANSWERS {
        let policy = format!("[roles]\na = {{}}\nb = {{}}\nc = {{}}\n[decisions.d]\ndecides = {answer}\n");
        let sources = Sources::in_memory([("raci.toml", policy.as_str())]);
        let built = load(&sources, &Policy::alone(FileId(0)), DAY);
        let org = Org::new(&built.model);
        let ask = Ask { model: &built.model, org: &org, today: date(2026, 7, 1) };
        let (role, _) = built.model.roles.iter().next().unwrap();
        let held: Vec<_> = ask.holdings(role).into_iter().map(|holding| holding.how).collect();
        match (held.as_slice(), standing) {
            ([], None) => {}
            ([How::Decides(held, _)], Some(standing)) => assert_eq!(*held, standing, "{answer}"),
            (held, _) => panic!("{answer}: {held:?}"),
        }
    }
}
