//! Faults in what schedules of authority say: what is added, what stands above what, whom the approver follows from, bodies, days, what is
//! lent.

use toml::{Table, Value};

use super::super::policy::{Path, Policy};
use super::Kind;
use super::assignments::without;
use super::decisions::{ENDS, flip, moved};

pub(crate) fn kinds(policy: &Policy) -> Vec<Kind> {
    let pinned: &[&str] = &["example-contradicted"];
    // the schedule has no contracts to sign
    let agrees: &[_] = match policy.places("decisions.contract-signing").as_slice() {
        [] => &[],
        _ => &[("decisions.contract-signing.also", "an example says who decides, and need not say who agrees")],
    };
    vec![
        Kind::new("an addition is dropped", pinned, without(policy, "decisions.*.also.*")),
        Kind::new("an addition is only asked", pinned, only_asked(policy)),
        Kind::new("an addition is written as a case", ADDED_AS_A_CASE, additions_as_cases(policy)),
        Kind::new("an addition holds in every case", pinned, widened(policy)).harmless_at(agrees),
        Kind::new("a bound of an addition or a case is moved or flipped", MOVED, bounds(policy)),
        Kind::new(
            "an exception stands above nothing",
            &["several-deciders"],
            without(policy, "decisions.*.cases.*.over"),
        ),
        Kind::new("an exception stands above what is not there", &["unknown-reference"], above_nobody(policy)),
        Kind::new(
            "an exception and another case stand above each other",
            &["precedence-cycle"],
            above_each_other(policy),
        ),
        Kind::new("an exception is not alone any more", pinned, without(policy, "decisions.*.cases.*.alone")),
        Kind::new("the approver follows from the requester in another way", pinned, related_otherwise(policy))
            .harmless_at(&[("decisions.recruit.reviews", "an example says who decides, not who looks at it before")]),
        Kind::new("nobody asks", NOBODY_ASKS, nobody_asks(policy)),
        Kind::new("somebody asks who has nobody above", &["no-decider"], asked_from_the_top(policy)),
        Kind::new("another level approves", pinned, other_levels(policy)),
        Kind::new(
            "one signature fewer or more is enough",
            &["example-contradicted", "invalid-value"],
            other_counts(policy),
        ),
        Kind::new("another share is enough", pinned, other_shares(policy)),
        Kind::new("an order is turned round", pinned, turned_round(policy)),
        Kind::new(
            "what cannot be is left out",
            &["no-decider", "example-contradicted"],
            without(policy, "impossible.*"),
        ),
        Kind::new("a part is no part any more", &["several-deciders"], without(policy, "dimensions.*.part-of")),
        Kind::new("a number is a part of itself", &["invalid-value"], part_of_itself(policy)),
        Kind::new("a quorum is above the members", &["invalid-value"], quorums(policy)),
        Kind::new("a body is its own member", &["invalid-value"], own_members(policy)),
        Kind::new(
            "a body has a superior who is its member",
            &["invalid-value", "reporting-cycle"],
            under_members(policy),
        ),
        Kind::new("who asks for one duty decides on the other", &["conflicting-duties"], asked_by_deciders(policy)),
    ]
}

const ADDED_AS_A_CASE: &[&str] = &["example-contradicted", "several-deciders"];
const MOVED: &[&str] = &["example-contradicted", "no-decider", "several-deciders"];
const NOBODY_ASKS: &[&str] = &["example-contradicted", "unknown-reference", "missing-key"];

/// Every place below an answer with one of these keys.
fn in_answers(policy: &Policy, keys: &str) -> Vec<Path> {
    let all = policy.all_places().into_iter();
    all.filter(|path| path.step(0) == "decisions" && keys.split('|').any(|key| key == path.last())).collect()
}

fn only_asked(policy: &Policy) -> Vec<(Path, Policy)> {
    let signs = policy.places("decisions.*.also.*.decides|agrees").into_iter();
    let made = |path: Path| {
        let beside = path.parent().then("consults");
        let mut asked: Vec<Value> = policy.names(&beside).into_iter().map(Value::from).collect();
        asked.extend(policy.get(&path).cloned());
        (path.clone(), policy.without(&path).with(&beside, asked))
    };
    signs.map(made).collect()
}

fn additions_as_cases(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |path: Path| {
        let cases = path.parent().parent().then("cases");
        let mut all = policy.get(&cases).and_then(Value::as_array).cloned().unwrap_or_default();
        all.push(policy.get(&path)?.clone());
        Some((path.clone(), policy.without(&path).with(&cases, all)))
    };
    policy.places("decisions.*.also.*").into_iter().filter_map(made).collect()
}

fn widened(policy: &Policy) -> Vec<(Path, Policy)> {
    let whens = policy.places("decisions.*.also.*.when").into_iter();
    whens.map(|when| (when.clone(), policy.with(&when, Table::new()))).collect()
}

/// Each bound up, down and flipped; a day as well.
fn bounds(policy: &Policy) -> Vec<(Path, Policy)> {
    let places = policy.places(&format!("decisions.*.also|cases.*.when.*.{ENDS}"));
    let made = |path: Path| {
        let flipped = policy.renamed(&path, flip(path.last()));
        let others = match policy.get(&path) {
            Some(Value::Datetime(day)) => [1, -1].map(|by| policy.with(&path, another_day(*day, by))),
            Some(number) => [1.0, -1.0].map(|by| policy.with(&path, moved(policy, path.step(5), number, by))),
            None => return Vec::new(),
        };
        [vec![flipped], others.into()].concat().into_iter().map(|edit| (path.clone(), edit)).collect()
    };
    places.into_iter().flat_map(made).collect()
}

fn another_day(day: toml::value::Datetime, by: i64) -> Value {
    let day: jiff::civil::Date = day.to_string().parse().unwrap_or_else(|error| panic!("{error}"));
    let other = day.saturating_add(jiff::Span::new().days(by)).to_string();
    Value::from(other.parse::<toml::value::Datetime>().unwrap_or_else(|error| panic!("{error}")))
}

fn above_nobody(policy: &Policy) -> Vec<(Path, Policy)> {
    let places = policy.places("decisions.*.cases.*.over").into_iter();
    places.map(|path| (path.clone(), policy.with(&path, vec!["every-other"]))).collect()
}

/// An exception and another case of the decision that stand above each other.
fn above_each_other(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |over: Path| {
        let (own, cases) = (over.parent(), over.parent().parent());
        let others = policy.places(&format!("{cases}.*")).into_iter();
        let other = others.into_iter().find(|other| *other != own && policy.get(&other.then("id")).is_some())?;
        let (id, others_id) = (policy.get(&own.then("id"))?.clone(), policy.get(&other.then("id"))?.clone());
        Some((over.clone(), policy.with(&over, vec![others_id]).with(&other.then("over"), vec![id])))
    };
    policy.places("decisions.*.cases.*.over").into_iter().filter_map(made).collect()
}

fn related_otherwise(policy: &Policy) -> Vec<(Path, Policy)> {
    let places = in_answers(policy, "superior-of|head-of").into_iter();
    let other = |path: &Path| if path.last() == "head-of" { "superior-of" } else { "head-of" };
    places.map(|path| (path.clone(), policy.renamed(&path, other(&path)))).collect()
}

/// The requesters left out of each decision whose answer follows from them.
fn nobody_asks(policy: &Policy) -> Vec<(Path, Policy)> {
    let follows = in_answers(policy, "superior-of|head-of");
    let asked = policy.places("decisions.*.requested-by").into_iter();
    asked
        .filter(|path| follows.iter().any(|follows| follows.step(1) == path.step(1)))
        .map(|path| (path.clone(), policy.without(&path)))
        .collect()
}

/// Each decision on which a superior decides asked for by the chair, too.
fn asked_from_the_top(policy: &Policy) -> Vec<(Path, Policy)> {
    let follows = in_answers(policy, "superior-of");
    let made = |path: Path| {
        let mut names: Vec<_> = policy.names(&path).into_iter().map(str::to_owned).collect();
        names.push("chair".to_owned());
        (path.clone(), policy.with(&path, names))
    };
    let asked = policy.places("decisions.*.requested-by").into_iter();
    asked.filter(|path| follows.iter().any(|follows| follows.step(1) == path.step(1))).map(made).collect()
}

fn other_levels(policy: &Policy) -> Vec<(Path, Policy)> {
    let places = in_answers(policy, "at-least").into_iter();
    places
        .filter(|path| policy.get(&path.parent().then("above")).is_some_and(Value::is_str))
        .flat_map(|path| ["manager", "chief"].map(|level| (path.clone(), policy.with(&path, level))))
        .collect()
}

fn other_counts(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |path: Path| {
        let count = policy.get(&path).and_then(Value::as_integer).unwrap_or_default();
        [count - 1, count + 1].map(|count| (path.clone(), policy.with(&path, count)))
    };
    in_answers(policy, "count").into_iter().flat_map(made).collect()
}

fn other_shares(policy: &Policy) -> Vec<(Path, Policy)> {
    let places = in_answers(policy, "share").into_iter();
    places.map(|path| (path.clone(), policy.with(&path, "3/4"))).collect()
}

fn turned_round(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |path: Path| {
        let mut list = policy.get(&path)?.as_array()?.clone();
        list.reverse();
        Some((path.clone(), policy.with(&path, list)))
    };
    in_answers(policy, "in-turn").into_iter().filter_map(made).collect()
}

fn part_of_itself(policy: &Policy) -> Vec<(Path, Policy)> {
    let places = policy.places("dimensions.*.part-of").into_iter();
    places.map(|path| (path.clone(), policy.with(&path, path.step(1)))).collect()
}

/// Each quorum one above all those that there are.
fn quorums(policy: &Policy) -> Vec<(Path, Policy)> {
    let holders = |role: &str| policy.at(&format!("roles.{role}.holders")).and_then(Value::as_integer).unwrap_or(1);
    let made = |members: Path| {
        let all: i64 = policy.names(&members).into_iter().map(holders).sum();
        let quorum = members.parent().then("quorum");
        (quorum.clone(), policy.with(&quorum, all + 1))
    };
    policy.places("roles.*.members").into_iter().map(made).collect()
}

fn own_members(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |members: Path| {
        let mut names: Vec<_> = policy.names(&members).into_iter().map(str::to_owned).collect();
        names.push(members.step(1).to_owned());
        (members.clone(), policy.with(&members, names))
    };
    policy.places("roles.*.members").into_iter().map(made).collect()
}

fn under_members(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |members: Path| {
        let superior = members.parent().then("reports-to");
        let first = (*policy.names(&members).first()?).to_owned();
        Some((superior.clone(), policy.with(&superior, first)))
    };
    policy.places("roles.*.members").into_iter().filter_map(made).collect()
}

/// Those who decide on one of two duties made to ask for the other.
fn asked_by_deciders(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |duties: Path| {
        let parts: Vec<_> = policy.names(&duties).into_iter().filter_map(|duty| duty.split_once(':')).collect();
        let duty = |part: &str| parts.iter().find(|(_, of)| *of == part).map(|(duty, _)| Path::from(*duty));
        let asks = duty("requested-by")?.then("requested-by");
        let decides = duty("decides")?;
        let decider = policy.all_places().into_iter().find(|path| {
            path.is_within(&decides.to_string())
                && matches!(path.last(), "decides" | "0")
                && policy.get(path).is_some_and(Value::is_str)
        })?;
        let mut names: Vec<_> = policy.names(&asks).into_iter().map(str::to_owned).collect();
        names.push((*policy.names(&decider).first()?).to_owned());
        Some((duties.clone(), policy.with(&asks, names)))
    };
    policy.places("separations.*.duties").into_iter().filter_map(made).collect()
}
