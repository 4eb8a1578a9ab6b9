//! Slips of the pen: ids, keys, values, whole lines.

use std::collections::{BTreeMap, BTreeSet};

use toml::Value;

use super::super::policy::{Path, Policy};
use super::Kind;

pub(crate) fn kinds(policy: &Policy) -> Vec<Kind> {
    let policy = &with_few_examples(policy);
    vec![
        Kind::new("a reference is misspelt", &["unknown-reference"], misspelt_references(policy)),
        Kind::new("a name is misspelt where it is defined", &["unknown-reference"], misspelt_definitions(policy)),
        Kind::new("a key is misspelt", &["unknown-key"], misspelt_keys(policy)),
        Kind::new("a value is of the wrong kind", &["invalid-value"], wrong_values(policy)),
        Kind::new("a list names somebody twice", &["duplicate-definition", "escalation-cycle"], doubled(policy)),
        Kind::new("a condition is empty", &["invalid-value"], empty_conditions(policy)),
        Kind::of_texts("a header is left open", &["invalid-toml"], open_headers(policy)),
    ]
}

/// The policy with every tenth worked example: they are all of a kind.
fn with_few_examples(policy: &Policy) -> Policy {
    let examples = policy.places("examples.*").into_iter().rev();
    let others = examples.filter(|example| example.last().parse::<usize>().is_ok_and(|number| number % 10 > 0));
    others.fold(policy.clone(), |policy, example| policy.without(&example))
}

/// Every place, but no more than three of a sort: a key is read in the same way in every activity.
fn places_of_each_sort(policy: &Policy) -> Vec<Path> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut is_early = |path: &Path| {
        let count = counts.entry(sort(path)).or_default();
        *count += 1;
        *count <= 3
    };
    policy.all_places().into_iter().filter(|path| is_early(path)).collect()
}

/// The path without the ids and numbers in it.
fn sort(path: &Path) -> String {
    let steps = (0..path.len()).map(|number| {
        let step = path.step(number);
        let is_name = number == 1 && TABLES.split('|').any(|table| table == path.step(0));
        if is_name || step.parse::<usize>().is_ok() { "*" } else { step }
    });
    steps.collect::<Vec<_>>().join(".")
}

/// Tables whose keys are ids.
const TABLES: &str = "roles|departments|dimensions|activities|decisions|handoffs|escalations|indicators|people";

/// Keys whose text, or each entry of whose list, is an id of something.
const REFERENCES: &str = "owner|level|department|head|reports-to|deputy|roles|stage|stages|R|A|S|C|I|activity|decision|requested-by|\
                          measure|decides|all|any|consults|informs|from|to|path|role|alerts|rolls-up-to|accountable|approved-by|rule|subject|\
                          duties|agrees|reviews|refuses|files-with|confirmed-by|members|in-turn|first-of|of|\
                          vendor|budget|urgency|contract|post|account|country|phase|market|segment|customer-tier|product-line|region|east|north";

fn is_reference(path: &Path) -> bool {
    let key = if path.last().parse::<usize>().is_ok() { path.parent() } else { path.clone() };
    let named = REFERENCES.split('|').any(|reference| reference == key.last());
    // the values of a dimension are defined here, not referred to
    named && !(path.step(0) == "dimensions" && path.step(2) != "groups")
}

/// Every reference and the id that it names.
fn references(policy: &Policy) -> Vec<(Path, &str)> {
    let references = policy.all_places().into_iter().filter(is_reference);
    references.filter_map(|path| policy.get(&path).and_then(Value::as_str).map(|id| (path, id))).collect()
}

fn misspelt_references(policy: &Policy) -> Vec<(Path, Policy)> {
    let misspelt = |(path, id): (Path, &str)| (path.clone(), policy.with(&path, format!("{id}-2")));
    references(policy).into_iter().map(misspelt).collect()
}

/// Each id that something refers to.
fn misspelt_definitions(policy: &Policy) -> Vec<(Path, Policy)> {
    let named: BTreeSet<&str> = references(policy).into_iter().map(|(_, id)| id).collect();
    let defined = [policy.places(&format!("{TABLES}.*")), policy.places("stages.*.id")].concat();
    let id_of = |path: &Path| policy.get(path).and_then(Value::as_str).map(str::to_owned);
    let misspelt = |path: Path| match id_of(&path) {
        Some(id) => (path.clone(), policy.with(&path, format!("{id}-2"))),
        None => (path.clone(), policy.renamed(&path, &format!("{}-2", path.last()))),
    };
    let is_named = |path: &Path| named.contains(id_of(path).as_deref().unwrap_or(path.last()));
    defined.into_iter().filter(is_named).map(misspelt).collect()
}

/// Whether the last of the path is a key of the format, not an id or a name of the users' own.
fn is_key(path: &Path) -> bool {
    let is_id = path.len() == 2 && TABLES.split('|').any(|table| table == path.step(0));
    let is_name = matches!(path.parent().last(), "when" | "given" | "rules" | "thresholds" | "groups" | "values");
    path.last().parse::<usize>().is_err() && !is_id && !is_name
}

fn misspelt_keys(policy: &Policy) -> Vec<(Path, Policy)> {
    let keys = places_of_each_sort(policy).into_iter().filter(is_key);
    keys.map(|path| (path.clone(), policy.renamed(&path, &format!("{}x", path.last())))).collect()
}

/// Each value given as what it can never be.
fn wrong_values(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |path: Path| {
        let wrong = if policy.get(&path)?.is_bool() { Value::from("yes") } else { Value::from(true) };
        Some((path.clone(), policy.with(&path, wrong)))
    };
    places_of_each_sort(policy).into_iter().filter_map(made).collect()
}

fn doubled(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |path: Path| match policy.get(&path)? {
        Value::Array(list) if is_reference(&path) && list.first().is_some_and(Value::is_str) => {
            let mut list = list.clone();
            list.push(list.first()?.clone());
            Some((path.clone(), policy.with(&path, list)))
        }
        _ => None,
    };
    policy.all_places().into_iter().filter_map(made).collect()
}

fn empty_conditions(policy: &Policy) -> Vec<(Path, Policy)> {
    let conditions = [
        "activities|decisions.*.cases|also.*.when.*",
        "impossible.*.when.*",
        "people.*.when.*",
        "delegations.*.when.*",
    ];
    let places = conditions.iter().flat_map(|pattern| policy.places(pattern));
    places.map(|path| (path.clone(), policy.with(&path, Vec::<Value>::new()))).collect()
}

/// The first header of each kind of table without its last bracket.
fn open_headers(policy: &Policy) -> Vec<(Path, String)> {
    let whole = policy.to_toml();
    let mut kinds = BTreeSet::new();
    let headers = whole.lines().filter(|line| line.starts_with('[') && kinds.insert(line.split('.').next()));
    let made = |header: &str| {
        let text =
            whole.replacen(&format!("{header}\n"), &format!("{}\n", header.strip_suffix(']').unwrap_or_default()), 1);
        (Path::from(header.trim_matches(['[', ']'])), text)
    };
    headers.map(made).collect()
}
