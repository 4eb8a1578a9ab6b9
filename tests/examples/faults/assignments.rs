//! Faults in who does what: letters, cases, stages.

use toml::{Table, Value};

use super::super::policy::{Path, Policy};
use super::Kind;

/// A letter, or a list with one.
const LETTERS: [&str; 2] = ["activities.*.", "activities.*.cases.*."];

pub(crate) fn kinds(policy: &Policy) -> Vec<Kind> {
    vec![
        Kind::new("nobody is A", &["no-accountable"], set(policy, "A", |_, _| Some(Vec::new()))),
        Kind::new("an A is left out", &["no-accountable", "example-contradicted"], left_out(policy, "A")),
        Kind::new("a second A is added", &["several-accountable"], set(policy, "A", |policy, path| {
            let mut names = owned(policy.names(path));
            names.push(uninvolved(policy, path)?);
            Some(names)
        })),
        Kind::new("another role is A", &["example-contradicted", "accountable-without-authority"], key_nodes_moved(policy)),
        Kind::new("a party outside is A", &["external-accountable"], set(policy, "A", |_, _| Some(vec!["customer".into()]))),
        Kind::new("the A answers to an R", &["accountable-outranked"], set(policy, "A", subordinate_of_an_r)),
        Kind::new("nobody is R", &["no-responsible"], set(policy, "R", |_, _| Some(Vec::new()))),
        Kind::new("an R is left out", &["no-responsible"], left_out(policy, "R")).harmless_at(&[
            ("activities.find-customers|survey-needs|write-proposal|quote|lead-negotiation|sign-contract|cross-sell.cases", OWN_R),
        ]),
        Kind::new("everyone is R", &["everyone-responsible"], set(policy, "R", |policy, _| {
            Some(owned(policy.ids("roles")))
        })),
        Kind::new("the A is consulted", &["redundant-letter"], beside(policy, "A", "C")),
        Kind::new("the R is informed", &["redundant-letter"], beside(policy, "R", "I")),
        Kind::new("six are consulted", &["too-many-consulted"], crowd(policy, "C", 6)),
        Kind::new("nine are informed", &["too-many-informed"], crowd(policy, "I", 9)),
        Kind::new("an activity is in no stage", &["unstaged-activity"], without(policy, "activities.*.stage")),
        Kind::new("a stage is added and nothing happens in it", &["empty-stage"], empty_stages(policy)),
        Kind::new("a role is added and does nothing", &["idle-role"], idle_roles(policy)),
        Kind::new("a role is added and only told", &["informed-only-role"], told_roles(policy)),
        Kind::new("one role is A of everything", &["overloaded-accountable"], all_held(policy, "A")),
        Kind::new("one role is R of everything", &["overloaded-responsible"], all_held(policy, "R")),
        Kind::new(
            "a case is widened to every case",
            &["several-accountable", "no-responsible", "example-contradicted"],
            widened(policy, "activities"),
        )
        .harmless_at(&[
            ("activities.write-proposal|quote|follow-up.cases", MORE_DO_IT),
            ("activities.survey-needs.cases.0", MORE_DO_IT),
        ]),
    ]
}

const MORE_DO_IT: &str = "more roles do the work in some cases, and one answers for it in each";
const OWN_R: &str = "the R at the top then holds in the case too: another matrix, and a whole one";

/// The policy without each place that the pattern leads to.
pub(crate) fn without(policy: &Policy, pattern: &str) -> Vec<(Path, Policy)> {
    policy.places(pattern).into_iter().map(|path| (path.clone(), policy.without(&path))).collect()
}

fn holders(policy: &Policy, letter: &str) -> Vec<Path> {
    LETTERS.iter().flat_map(|place| policy.places(&format!("{place}{letter}"))).collect()
}

/// The policy with other holders of each list of a letter, where `names` has some.
fn set(policy: &Policy, letter: &str, names: impl Fn(&Policy, &Path) -> Option<Vec<String>>) -> Vec<(Path, Policy)> {
    let made = |path: Path| Some((path.clone(), policy.with(&path, names(policy, &path)?)));
    holders(policy, letter).into_iter().filter_map(made).collect()
}

fn left_out(policy: &Policy, letter: &str) -> Vec<(Path, Policy)> {
    holders(policy, letter).into_iter().map(|path| (path.clone(), policy.without(&path))).collect()
}

fn owned(names: Vec<&str>) -> Vec<String> {
    names.into_iter().map(str::to_owned).collect()
}

/// The first role that has no letter where the list stands.
fn uninvolved(policy: &Policy, list: &Path) -> Option<String> {
    let beside = list.parent();
    let involved =
        |role: &str| ["R", "A", "S", "C", "I"].iter().any(|letter| policy.names(&beside.then(letter)).contains(&role));
    policy.ids("roles").into_iter().find(|role| !involved(role)).map(str::to_owned)
}

/// Each key node and each activity with a worked example, with marketing as the A.
fn key_nodes_moved(policy: &Policy) -> Vec<(Path, Policy)> {
    let keys = policy.places("activities.*.key").into_iter().map(|key| key.parent());
    let asked = policy
        .places("examples.*.activity")
        .into_iter()
        .map(|place| Path::from("activities").then(policy.names(&place).first().copied().unwrap_or_default()));
    let mut moved: Vec<Path> = keys.chain(asked).collect();
    moved.sort_by_key(ToString::to_string);
    moved.dedup();
    let marketing = Value::from("marketing-manager");
    moved.into_iter().map(|activity| (activity.clone(), policy.with(&activity.then("A"), marketing.clone()))).collect()
}

fn subordinate_of_an_r(policy: &Policy, list: &Path) -> Option<Vec<String>> {
    let doers = policy.names(&list.parent().then("R"));
    let below = |role: &str| doers.iter().any(|doer| policy.answers_to(role, doer));
    policy.ids("roles").into_iter().find(|role| below(role)).map(|role| vec![role.to_owned()])
}

/// The holders of one letter given another beside it.
fn beside(policy: &Policy, letter: &str, other: &str) -> Vec<(Path, Policy)> {
    let made = |path: Path| {
        let list = path.parent().then(other);
        let mut names = owned(policy.names(&list));
        names.push((*policy.names(&path).first()?).to_owned());
        Some((path, policy.with(&list, names)))
    };
    holders(policy, letter).into_iter().filter_map(made).collect()
}

/// The first roles that are neither R nor A, so many, given a letter of each activity.
fn crowd(policy: &Policy, letter: &str, count: usize) -> Vec<(Path, Policy)> {
    let made = |activity: Path| {
        let acts = |role: &str| ["R", "A"].iter().any(|letter| policy.names(&activity.then(letter)).contains(&role));
        let names: Vec<_> = policy.ids("roles").into_iter().filter(|role| !acts(role)).take(count).collect();
        (activity.clone(), policy.with(&activity.then(letter), owned(names)))
    };
    policy.places("activities.*").into_iter().map(made).collect()
}

fn empty_stages(policy: &Policy) -> Vec<(Path, Policy)> {
    let stages = policy.at("stages").and_then(Value::as_array).cloned().unwrap_or_default();
    let made = |position: usize| {
        let mut stages = stages.clone();
        stages.insert(position, Value::Table([("id".to_owned(), Value::from("after-care"))].into_iter().collect()));
        (Path::from("stages").then(&position.to_string()), policy.with(&Path::from("stages"), stages))
    };
    (0..=stages.len()).map(made).collect()
}

fn idle_roles(policy: &Policy) -> Vec<(Path, Policy)> {
    let path = Path::from("roles.trainer.reports-to");
    let superiors = policy.ids("roles").into_iter().filter(|role| *role != "customer");
    superiors.map(|superior| (path.then(superior), policy.with(&path, superior))).collect()
}

fn told_roles(policy: &Policy) -> Vec<(Path, Policy)> {
    let role = policy.with(&Path::from("roles.trainer.name"), "培训专员");
    let told = |activity: Path| {
        let list = activity.then("I");
        let mut names = owned(role.names(&list));
        names.push("trainer".to_owned());
        (activity, role.with(&list, names))
    };
    role.places("activities.*").into_iter().map(told).collect()
}

/// Each role in turn holding a letter of every activity at the top.
fn all_held(policy: &Policy, letter: &str) -> Vec<(Path, Policy)> {
    let activities = policy.places("activities.*");
    let made = |role: &str| {
        let give = |policy: Policy, activity: &Path| policy.with(&activity.then(letter), role);
        (Path::from("roles").then(role), activities.iter().fold(policy.clone(), give))
    };
    policy.ids("roles").into_iter().map(made).collect()
}

/// Each case widened to every case.
pub(crate) fn widened(policy: &Policy, table: &str) -> Vec<(Path, Policy)> {
    let whens = policy.places(&format!("{table}.*.cases.*.when")).into_iter();
    whens.map(|when| (when.clone(), policy.with(&when, Table::new()))).collect()
}
