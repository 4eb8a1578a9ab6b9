//! Faults in who stands where: reporting lines, deputies, escalation, delegation, duties that are kept apart.

use toml::Value;

use super::super::policy::{Path, Policy};
use super::Kind;
use super::assignments::without;

/// Faults in lines and in what is lent, which any policy can have.
pub(crate) fn of_lines(policy: &Policy) -> Vec<Kind> {
    vec![
        Kind::new("two roles answer to each other", &["reporting-cycle"], turned_back(policy, "reports-to")),
        Kind::new("a lent right has no end", &["delegation-without-end"], without(policy, "delegations.*.valid-until")),
        Kind::new(
            "a lent right has ended",
            &["delegation-expired", "invalid-value"],
            ended(policy, "delegations.*", "valid-until"),
        ),
        Kind::new(
            "a right is lent by somebody who has none",
            &["delegation-exceeds-authority"],
            lent_by_others(policy),
        ),
        Kind::new("more is lent than the lender has", &["delegation-exceeds-authority"], more_lent(policy)),
        Kind::new("a right is lent to its lender", &["delegation-lends-nothing"], lent_to_oneself(policy)),
        Kind::new(
            "a right is lent for years",
            &["delegation-too-long", "delegation-not-allowed"],
            policy.places("delegations.*").into_iter().map(|path| lent_for_years(policy, path)).collect(),
        ),
    ]
}

pub(crate) fn kinds(policy: &Policy) -> Vec<Kind> {
    vec![
        Kind::new("a role is its own deputy", &["deputy-cycle"], own_deputies(policy)),
        Kind::new(
            "a deputy is left out where no case goes up",
            &["no-deputy"],
            without(&untimed(policy), "roles.*.deputy"),
        )
        .harmless_at(&[("roles.sales-support", "decides nothing")]),
        Kind::new(
            "nobody stands in for the only one who decides",
            &["single-point"],
            without(&untimed(policy), "roles.sales-director.deputy"),
        ),
        Kind::new("a deputy holds what must be kept apart", &["conflicting-deputy"], conflicting_deputies(policy)),
        Kind::new("a line to a superior is cut", CUT_LINE, without(policy, "roles.*.reports-to"))
            .harmless_at(&[("roles.deputy-finance-manager|vice-general-manager", "takes no part: it only stands in")]),
        Kind::new("who signs stands in for who signs beside it", &["one-hand"], second_signers(policy)),
        Kind::new("nobody is named for the one who decides", &["vacant"], left_empty(policy))
            .harmless_at(&[("people.finance-manager|sales-specialist", "their deputy is named")]),
        Kind::new("an escalation has no time", &["escalation-without-time"], without(policy, "escalations.*.within")),
        Kind::new("an escalation ends where it begins", &["escalation-dead-end"], cut_after(policy, 1)),
        Kind::new("an escalation goes down", &["escalation-not-upward"], reversed(policy)),
        Kind::new("an escalation jumps over a superior", &["escalation-skips-level"], superiors_skipped(policy)),
        Kind::new("an escalation leads back", &["escalation-cycle", "duplicate-definition"], led_back(policy)),
        Kind::new("one question has two addresses", &["ambiguous-escalation"], second_addresses(policy)),
        Kind::new("one role holds two duties that are kept apart", &["conflicting-duties"], held_together(policy)),
        Kind::new(
            "one person holds two duties that are kept apart",
            &["conflicting-duties"],
            held_by_one_person(policy),
        ),
        Kind::new(
            "a right is lent to somebody who must not have it",
            &["conflicting-deputy"],
            lent_in_conflict(policy),
        ),
        Kind::new("one role does two duties that the norms keep apart", ONE_HAND, done_together(policy)),
        Kind::new(
            "who assesses credit has a say in a contract",
            &["credit-with-contract-approval"],
            signed_by_assessor(policy),
        ),
        Kind::new("a duty is tagged with a word that nobody knows", &["unknown-duty"], mistagged(policy)),
        Kind::new("no duty is tagged any more", &["untagged-duties"], untagged(policy)),
        Kind::new("a major matter is decided by one alone", &["major-matter-decided-alone"], decided_alone(policy)),
    ]
}

/// What shows that a line is missing.
const CUT_LINE: &[&str] = &[
    "outside-the-lines",
    "escalation-not-upward",
    "authority-leaves-line",
    "no-common-superior",
    "escalation-dead-end",
];

/// What shows that one role does too much.
const ONE_HAND: &[&str] =
    &["sale-with-collection", "credit-with-contract-approval", "collection-with-bookkeeping", "contract-in-one-hand"];

/// For each role with such a relation, the other given the same to it.
fn turned_back(policy: &Policy, relation: &str) -> Vec<(Path, Policy)> {
    let made = |path: Path| {
        let other = policy.names(&path).first().copied()?;
        Some((path.clone(), policy.with(&Path::from("roles").then(other).then(relation), path.step(1))))
    };
    policy.places(&format!("roles.*.{relation}")).into_iter().filter_map(made).collect()
}

/// Without the times after which cases go up.
fn untimed(policy: &Policy) -> Policy {
    let times = policy.places("decisions.*.within").into_iter().chain(policy.places("decisions.*.cases.*.within"));
    times.fold(policy.clone(), |policy, time| policy.without(&time))
}

/// Each role that has a deputy made its own.
fn own_deputies(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |path: Path| (path.clone(), policy.with(&path, path.step(1)));
    policy.places("roles.*.deputy").into_iter().map(made).collect()
}

/// The R of each pair of activities that are kept apart.
fn pairs_apart(policy: &Policy) -> Vec<(Path, Path)> {
    let mut pairs = Vec::new();
    for list in policy.places("separations.*.duties") {
        let duties: Vec<Path> = policy.names(&list).into_iter().map(Path::from).collect();
        for (number, one) in duties.iter().enumerate() {
            pairs.extend(duties.iter().skip(number + 1).map(|other| (one.clone(), other.clone())));
        }
    }
    pairs
}

/// A role that does or decides this.
fn holder<'a>(policy: &'a Policy, duty: &Path) -> Option<&'a str> {
    let (letter, step) = (duty.then("A"), duty.then("limits").then("0").then("decides"));
    policy.names(&letter).first().or(policy.names(&step).first()).copied()
}

fn conflicting_deputies(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |(one, other): (Path, Path)| {
        let (role, deputy) = (holder(policy, &one)?, holder(policy, &other)?);
        let path = Path::from("roles").then(role).then("deputy");
        Some((path.then(deputy), policy.with(&path, deputy)))
    };
    pairs_apart(policy).into_iter().filter_map(made).collect()
}

/// Of each two who must both sign, one made the deputy of the other.
fn second_signers(policy: &Policy) -> Vec<(Path, Policy)> {
    let lists =
        policy.places("decisions.*.decides.all").into_iter().chain(policy.places("decisions.*.limits.*.decides.all"));
    let made = |path: Path| {
        let &[one, other, ..] = policy.names(&path).as_slice() else { return None };
        Some((path.then(other), policy.with(&Path::from("roles").then(one).then("deputy"), other)))
    };
    lists.filter_map(made).collect()
}

/// One person named for all that decide but one.
fn left_empty(policy: &Policy) -> Vec<(Path, Policy)> {
    let roles = policy.ids("roles");
    let path = Path::from("people");
    let made = |left: &str| {
        let held: Vec<Value> = roles.iter().filter(|role| **role != left).map(|role| Value::from(*role)).collect();
        let person = toml::Table::from_iter([("roles".to_owned(), Value::from(held))]);
        let people = toml::Table::from_iter([("everybody".to_owned(), Value::from(person))]);
        (path.then(left), policy.with(&path, people))
    };
    let alone = policy.places("decisions.*.limits.0.decides").into_iter();
    alone.filter_map(|place| policy.names(&place).first().map(|role| made(role))).collect()
}

fn paths(policy: &Policy) -> Vec<(Path, Vec<Value>)> {
    let lists = policy.places("escalations.*.path").into_iter();
    lists.filter_map(|path| Some((path.clone(), policy.get(&path)?.as_array()?.clone()))).collect()
}

fn cut_after(policy: &Policy, count: usize) -> Vec<(Path, Policy)> {
    let made = |(path, mut roles): (Path, Vec<Value>)| {
        roles.truncate(count);
        (path.clone(), policy.with(&path, roles))
    };
    paths(policy).into_iter().map(made).collect()
}

fn reversed(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |(path, mut roles): (Path, Vec<Value>)| {
        roles.reverse();
        (path.clone(), policy.with(&path, roles))
    };
    paths(policy).into_iter().map(made).collect()
}

/// Each path without a role whose neighbours are its subordinate and its superior.
fn superiors_skipped(policy: &Policy) -> Vec<(Path, Policy)> {
    let mut edits = Vec::new();
    for (path, roles) in paths(policy) {
        for (number, three) in roles.windows(3).enumerate() {
            let [below, role, _] = three else { continue };
            if below.as_str().and_then(|below| policy.superior(below)) == role.as_str() {
                let skipped = path.then(&(number + 1).to_string());
                edits.push((skipped.clone(), policy.without(&skipped)));
            }
        }
    }
    edits
}

fn led_back(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |(path, mut roles): (Path, Vec<Value>)| {
        roles.extend(roles.first().cloned());
        (path.clone(), policy.with(&path, roles))
    };
    paths(policy).into_iter().map(made).collect()
}

/// Each escalation beside another that is set off by the same thing and asks somebody else.
fn second_addresses(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |escalation: Path| {
        let path = policy.names(&escalation.then("path"));
        let other = if path[1] == "general-manager" { "sales-director" } else { "general-manager" };
        let second = Path::from("escalations.second");
        let written = policy.with(&second, policy.get(&escalation)?.clone());
        Some((escalation.clone(), written.with(&second.then("path"), vec![path[0], other])))
    };
    policy.places("escalations.*").into_iter().filter_map(made).collect()
}

/// The day before the one on which the policy is looked at.
fn yesterday() -> Value {
    day("2026-11-30")
}

fn day(written: &str) -> Value {
    written.parse::<toml::value::Datetime>().map_or_else(|_| Value::from(written), Value::from)
}

/// Each table that the pattern leads to, ended yesterday.
pub(crate) fn ended(policy: &Policy, pattern: &str, key: &str) -> Vec<(Path, Policy)> {
    let tables = policy.places(pattern).into_iter();
    tables.map(|path| (path.clone(), policy.with(&path.then(key), yesterday()))).collect()
}

fn lent_by_others(policy: &Policy) -> Vec<(Path, Policy)> {
    let others = |path: &Path| {
        let given = [policy.names(path), policy.names(&path.parent().then("to"))].concat();
        policy.ids("roles").into_iter().filter(|role| !given.contains(role)).collect::<Vec<_>>()
    };
    let lenders = policy.places("delegations.*.from").into_iter();
    lenders
        .flat_map(|path| {
            others(&path).into_iter().map(|role| (path.then(role), policy.with(&path, role))).collect::<Vec<_>>()
        })
        .collect()
}

/// What is lent, lent to the one who lends it.
fn lent_to_oneself(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |path: Path| {
        let from = policy.get(&path.then("from"))?.as_str()?;
        Some((path.then("to").then(from), policy.with(&path.then("to"), from)))
    };
    policy.places("delegations.*").into_iter().filter_map(made).collect()
}

/// What is lent, lent until a day that nobody here will see.
fn lent_for_years(policy: &Policy, path: Path) -> (Path, Policy) {
    let until = path.then("valid-until");
    (until.clone(), policy.with(&until, day("2199-12-31")))
}

/// The bounds from which something is lent included, lowered and left out.
fn more_lent(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |path: Path| {
        let lower = policy.get(&path).and_then(Value::as_integer).unwrap_or_default() - 1;
        let edits = [policy.renamed(&path, "at-least"), policy.with(&path, lower), policy.without(&path)];
        edits.map(|edit| (path.clone(), edit))
    };
    policy.places("delegations.*.when.*.above").into_iter().flat_map(made).collect()
}

/// The A of one of two duties that are kept apart made R of the other.
fn held_together(policy: &Policy) -> Vec<(Path, Policy)> {
    let both = pairs_apart(policy).into_iter().flat_map(|(one, other)| [(one.clone(), other.clone()), (other, one)]);
    let made = |(from, to): (Path, Path)| {
        let role = holder(policy, &from)?;
        (to.step(0) == "activities").then(|| (to.then("R").then(role), policy.with(&to.then("R"), role)))
    };
    both.filter_map(made).collect()
}

fn held_by_one_person(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |(one, other): (Path, Path)| {
        let roles = vec![Value::from(holder(policy, &one)?), Value::from(holder(policy, &other)?)];
        let person = Path::from("people.lin-tao");
        Some((one.then(other.last()), policy.with(&person.then("roles"), roles)))
    };
    pairs_apart(policy).into_iter().filter_map(made).collect()
}

/// The approval of contracts lent to those who assess credit.
fn lent_in_conflict(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |role: &str| {
        let delegation = Path::from("delegations.0");
        let entries = [("from", "sales-manager"), ("to", role), ("decision", "contract-signing")];
        let lent =
            entries.into_iter().fold(policy.clone(), |policy, (key, value)| policy.with(&delegation.then(key), value));
        let bounds: toml::Table = [("at-most".to_owned(), Value::from(1_000_000))].into_iter().collect();
        let when: toml::Table = [("contract-value".to_owned(), Value::Table(bounds))].into_iter().collect();
        (delegation.then("to").then(role), lent.with(&delegation.then("when"), when))
    };
    ["credit-controller", "finance-manager"].into_iter().map(made).collect()
}

/// Duties that the norms keep apart, by the activities that are tagged with them.
const NORMS: [(&str, &str); 5] = [
    ("sign-contract", "collect-payment"),
    ("collect-payment", "reconcile-payments"),
    ("draft-contract", "review-contract"),
    ("review-contract", "seal-contract"),
    ("seal-contract", "draft-contract"),
];

/// Those who do one of two duties made to do the other.
fn done_together(policy: &Policy) -> Vec<(Path, Policy)> {
    let doers = |activity: &str| Path::from("activities").then(activity).then("R");
    let both = NORMS.iter().flat_map(|(one, other)| [(one, other), (other, one)]);
    let made = |(from, to): (&&str, &&str)| {
        let roles: Vec<String> = policy.names(&doers(from)).into_iter().map(str::to_owned).collect();
        (doers(to).then(from), policy.with(&doers(to), roles))
    };
    both.map(made).collect()
}

/// Each step of the approval of contracts handed to the one who assesses credit.
fn signed_by_assessor(policy: &Policy) -> Vec<(Path, Policy)> {
    let steps = policy.places("decisions.contract-signing.limits.*.decides").into_iter();
    steps.map(|step| (step.clone(), policy.with(&step, "credit-controller"))).collect()
}

fn mistagged(policy: &Policy) -> Vec<(Path, Policy)> {
    let tags = policy.places("activities|decisions.*.duty").into_iter();
    tags.map(|tag| (tag.clone(), policy.with(&tag, format!("{}s", policy.names(&tag).concat())))).collect()
}

fn untagged(policy: &Policy) -> Vec<(Path, Policy)> {
    let tags = policy.places("activities|decisions.*.duty");
    vec![(Path::from("activities"), tags.iter().fold(policy.clone(), |policy, tag| policy.without(tag)))]
}

fn decided_alone(policy: &Policy) -> Vec<(Path, Policy)> {
    let tags = policy.places("decisions.*.duty").into_iter().filter(|tag| policy.names(tag) == ["major-matter"]);
    let decides = tags.map(|tag| tag.parent().then("decides"));
    decides.map(|decides| (decides.clone(), policy.with(&decides, "sales-director"))).collect()
}
