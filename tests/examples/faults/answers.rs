//! Faults in what an answer says: who is enough, who stands beside it, what silence means.

use toml::{Table, Value};

use super::super::policy::{Path, Policy};
use super::Kind;

/// Wherever an answer is written.
const ANSWERS: [&str; 4] = [
    "decisions.*.decides",
    "decisions.*.limits.*.decides",
    "decisions.*.cases.*.decides",
    "decisions.*.cases.*.limits.*.decides",
];

pub(crate) fn kinds(policy: &Policy) -> Vec<Kind> {
    let chained: &[(&str, &str)] = &[("decisions.contract-signing.limits.1|2", "the steps below agree first")];
    vec![
        Kind::new("silence counts as consent", &["silence-agrees"], silent(policy)),
        Kind::new("one of two is enough for both", &["joint-in-name-only"], joint_in_name(policy)),
        Kind::new("the one who decides is asked before", &["asks-oneself"], asked_before(policy)).harmless_at(&[
            ("decisions.contract-signing.limits.0", "several hold the post: one asks another"),
            ("decisions.price-discount.limits.0|1", "several hold the post: one asks another"),
            ("decisions.price-discount.cases.0.limits.0|1", "several hold the post: one asks another"),
            ("decisions.special-price.limits.1", "several hold the post: one asks another"),
            ("decisions.special-price.cases.0.limits.1", "several hold the post: one asks another"),
        ]),
        Kind::new("a party outside decides", &["external-decider"], decided_outside(policy)).harmless_at(chained),
        Kind::new("nobody says who asks", &["four-eyes-without-requester"], asked_by_nobody(policy)),
        Kind::new("the review lies ahead", &["reviewed-in-future"], reviewed_ahead(policy)),
    ]
}

fn answers(policy: &Policy) -> impl Iterator<Item = Path> {
    ANSWERS.iter().flat_map(|pattern| policy.places(pattern))
}

fn silent(policy: &Policy) -> Vec<(Path, Policy)> {
    let decisions = policy.places("decisions.*").into_iter();
    decisions.map(|decision| (decision.clone(), policy.with(&decision.then("then"), "agreed"))).collect()
}

/// The second of two who sign jointly gives way to the first.
fn joint_in_name(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |path: Path| {
        let all = path.then("all");
        let [first, second] = policy.names(&all)[..] else { return None };
        let any: Table = [("any".to_owned(), Value::from(vec![first, second]))].into_iter().collect();
        let joint = vec![Value::from(first), Value::Table(any)];
        Some((all.clone(), policy.with(&all, joint)))
    };
    answers(policy).filter_map(made).collect()
}

fn asked_before(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |path: Path| {
        let decides = policy.get(&path)?.as_str()?.to_owned();
        let consults = path.parent().then("consults");
        Some((consults.clone(), policy.with(&consults, decides)))
    };
    answers(policy).filter_map(made).collect()
}

fn decided_outside(policy: &Policy) -> Vec<(Path, Policy)> {
    answers(policy).map(|path| (path.clone(), policy.with(&path, "customer"))).collect()
}

fn asked_by_nobody(policy: &Policy) -> Vec<(Path, Policy)> {
    let watched = policy.places("decisions.*.four-eyes").into_iter().map(|path| path.parent().then("requested-by"));
    watched.map(|path| (path.clone(), policy.without(&path))).collect()
}

fn reviewed_ahead(policy: &Policy) -> Vec<(Path, Policy)> {
    let path = Path::from("matrix.reviewed");
    let Ok(ahead) = "2031-01-01".parse::<toml::value::Datetime>() else { return Vec::new() };
    vec![(path.clone(), policy.with(&path, ahead))]
}
