//! Faults in hand-offs, indicators, and what is on record.

use toml::{Table, Value};

use super::super::policy::{Path, Policy};
use super::Kind;
use super::assignments::without;
use super::organisation::ended;

pub(crate) fn kinds(policy: &Policy) -> Vec<Kind> {
    vec![
        Kind::new(
            "a hand-off does not say what, or when",
            &["incomplete-handoff"],
            without(policy, "handoffs.*.artefact|within|every"),
        ),
        Kind::new("a hand-off does not say who", &["missing-key"], without(policy, "handoffs.*.from|to")),
        Kind::new(
            "a hand-off goes to somebody who does nothing there",
            &["handoff-to-uninvolved"],
            to_uninvolved(policy, "to"),
        ),
        Kind::new(
            "a hand-off comes from somebody who does nothing there",
            &["handoff-to-uninvolved"],
            to_uninvolved(policy, "from"),
        ),
        Kind::new("a hand-off is cut", &["missing-handoff"], without(policy, "handoffs.*")).harmless_at(&[(
            "handoffs.*",
            "the sales department does some of the work in every stage, so that none of it changes hands unseen",
        )]),
        Kind::new("the one hand-off from stage to stage is cut", &["missing-handoff"], last_cut(policy)),
        Kind::new(
            "an indicator has no owner",
            &["indicator-without-owner", "unmeasured-role"],
            without(policy, "indicators.*.role"),
        )
        .harmless_at(&[("indicators.annual-sales", "it is the sum of what others own")]),
        Kind::new("an indicator is owned by somebody else", &["indicator-outside-duties"], owned_elsewhere(policy)),
        Kind::new("a part of a sum is lowered, or the sum raised", &["indicator-sum-short"], sums_broken(policy)),
        Kind::new("a part of a sum is dropped", &["indicator-sum-short"], parts_dropped(policy)),
        Kind::new(
            "a part of a sum is counted in another unit or time",
            &["indicator-unit-mismatch"],
            units_changed(policy),
        ),
        Kind::new("a target is beyond a hundred per cent", &["impossible-target"], impossible(policy)),
        Kind::new("an alert goes to nobody", &["alert-without-recipient"], without(policy, "indicators.*.alerts")),
        Kind::new("nobody keeps the matrix", &["no-owner"], without(policy, "matrix.owner")),
        Kind::new(
            "nothing says when the matrix is reviewed",
            &["no-review-date"],
            without(policy, "matrix.review-every|reviewed"),
        )
        .harmless_at(&[("matrix.reviewed", "before the first review the day from which the matrix holds counts")]),
        Kind::new("the matrix was not reviewed in time", &["review-overdue"], overdue(policy)),
        Kind::new("a worked example expects somebody else", &["example-contradicted"], other_answers(policy)),
        Kind::new("a waiver has expired", &["waiver-expired"], ended(policy, "waivers.*", "until")),
        Kind::new("a waiver is dropped", &["unmeasured-role"], without(policy, "waivers.*")),
        Kind::new("a waiver is for a rule that finds nothing there", &["waiver-unused"], other_rules(policy)),
        Kind::new("a waiver is approved by nobody", &["waiver-unauthorised"], without(policy, "waivers.*.approved-by")),
        Kind::new("a role is called like another", &["lookalike-names"], lookalikes(policy)),
        Kind::new("an activity is called like another", &["same-name-activity"], same_names(policy))
            .harmless_at(&[("activities.target-review", "the two are given to the same roles")]),
        Kind::new("something is defined that nothing uses", &["unused-definition"], unused(policy)),
    ]
}

/// Each end of a hand-off moved to an internal role without any letter in its stages.
fn to_uninvolved(policy: &Policy, end: &str) -> Vec<(Path, Policy)> {
    let made = |path: Path| {
        let handoff = path.parent();
        let stages = [policy.names(&handoff.then("stage")), policy.names(&handoff.then("stages"))].concat();
        let role =
            policy.ids("roles").into_iter().find(|role| *role != "customer" && !takes_part(policy, role, &stages))?;
        Some((path.clone(), policy.with(&path, role)))
    };
    policy.places(&format!("handoffs.*.{end}")).into_iter().filter_map(made).collect()
}

fn takes_part(policy: &Policy, role: &str, stages: &[&str]) -> bool {
    let here =
        |list: &Path| stages.contains(&policy.text(&format!("activities.{}.stage", list.step(1))).unwrap_or_default());
    let lists = [policy.places("activities.*.R|A|S|C|I"), policy.places("activities.*.cases.*.R|A|S|C|I")].concat();
    lists.iter().any(|list| here(list) && policy.names(list).contains(&role))
}

/// The hand-off that leads into a stage whose work one department does that does none in the stage before.
fn last_cut(policy: &Policy) -> Vec<(Path, Policy)> {
    let here = policy.places("activities.*.stage").into_iter().filter(|stage| policy.names(stage) == ["delivery"]);
    let alone =
        here.fold(policy.clone(), |policy, stage| policy.with(&stage.parent().then("R"), "supply-chain-manager"));
    assert!(!alone.rules_broken().contains("missing-handoff"), "one hand-off is enough");
    let handoff = Path::from("handoffs.signed-contract");
    vec![(handoff.clone(), alone.without(&handoff))]
}

fn owned_elsewhere(policy: &Policy) -> Vec<(Path, Policy)> {
    let made = |path: Path| {
        let measured = policy.text(&format!("indicators.{}.activity", path.step(1)))?;
        let lists = [format!("activities.{measured}.R|A"), format!("activities.{measured}.cases.*.R|A")];
        let doers: Vec<&str> =
            lists.iter().flat_map(|list| policy.places(list)).flat_map(|list| policy.names(&list)).collect();
        let other = policy.ids("roles").into_iter().find(|role| *role != "customer" && !doers.contains(role))?;
        Some((path.clone(), policy.with(&path, other)))
    };
    policy.places("indicators.*.role").into_iter().filter_map(made).collect()
}

/// The indicators that are parts of another, and that other.
fn parts(policy: &Policy) -> Vec<(String, String)> {
    let made = |path: Path| Some((path.step(1).to_owned(), (*policy.names(&path).first()?).to_owned()));
    policy.places("indicators.*.rolls-up-to").into_iter().filter_map(made).collect()
}

fn sums_broken(policy: &Policy) -> Vec<(Path, Policy)> {
    let moved = |indicator: &str, by: i64| {
        let path = Path::from(format!("indicators.{indicator}.target.at-least").as_str());
        let target = policy.get(&path).and_then(Value::as_integer)?;
        Some((path.clone(), policy.with(&path, target + by)))
    };
    parts(policy).iter().flat_map(|(part, whole)| [moved(part, -1), moved(whole, 1)]).flatten().collect()
}

fn parts_dropped(policy: &Policy) -> Vec<(Path, Policy)> {
    let dropped = |(part, _): (String, String)| {
        let path = Path::from("indicators").then(&part);
        [(path.clone(), policy.without(&path)), (path.then("rolls-up-to"), policy.without(&path.then("rolls-up-to")))]
    };
    parts(policy).into_iter().flat_map(dropped).collect()
}

fn units_changed(policy: &Policy) -> Vec<(Path, Policy)> {
    let changed = |(part, _): (String, String)| {
        let path = Path::from("indicators").then(&part);
        [("unit", "USD"), ("per", "1 week")].map(|(key, value)| (path.then(key), policy.with(&path.then(key), value)))
    };
    parts(policy).into_iter().flat_map(changed).collect()
}

fn impossible(policy: &Policy) -> Vec<(Path, Policy)> {
    let shares = policy.places("indicators.*.unit").into_iter().filter(|unit| policy.names(unit) == ["%"]);
    let made = |unit: Path| {
        let target = unit.parent().then("target");
        let beyond: Table = [("at-least".to_owned(), Value::from(101))].into_iter().collect();
        (target.clone(), policy.with(&target, beyond))
    };
    shares.map(made).collect()
}

fn overdue(policy: &Policy) -> Vec<(Path, Policy)> {
    let path = Path::from("matrix.review-every");
    vec![(path.clone(), policy.with(&path, "2 weeks"))]
}

/// Each worked example with the expert on nothing as its answer.
fn other_answers(policy: &Policy) -> Vec<(Path, Policy)> {
    let answers = policy.places("examples.*.decides|accountable|free|forbidden").into_iter();
    let made = |path: Path| {
        let example = path.parent();
        let key = if path.last() == "accountable" { "accountable" } else { "decides" };
        (path.clone(), policy.without(&path).with(&example.then(key), "legal-counsel"))
    };
    answers.map(made).collect()
}

fn other_rules(policy: &Policy) -> Vec<(Path, Policy)> {
    let rules = ["no-deputy", "idle-role", "overloaded-accountable"];
    let made = |path: Path| rules.map(|rule| (path.then(rule), policy.with(&path, rule)));
    policy.places("waivers.*.rule").into_iter().flat_map(made).collect()
}

/// Each role called like the next one, with a space before it that nobody sees.
fn lookalikes(policy: &Policy) -> Vec<(Path, Policy)> {
    let names = policy.places("roles.*.name");
    let pairs = names.iter().zip(names.iter().skip(1));
    let made = |(one, next): (&Path, &Path)| {
        let name = format!("\u{3000}{}", policy.names(next).first()?);
        Some((one.clone(), policy.with(one, name)))
    };
    pairs.filter_map(made).collect()
}

/// Each activity called like the next one of its stage.
fn same_names(policy: &Policy) -> Vec<(Path, Policy)> {
    let stage = |name: &Path| policy.text(&format!("{}.stage", name.parent()));
    let names = policy.places("activities.*.name");
    let next = |number: usize, name: &Path| names.iter().skip(number + 1).find(|other| stage(other) == stage(name));
    let made = |(number, name): (usize, &Path)| {
        let other = policy.names(next(number, name)?).first().copied()?;
        Some((name.clone(), policy.with(name, other)))
    };
    names.iter().enumerate().filter_map(made).collect()
}

fn unused(policy: &Policy) -> Vec<(Path, Policy)> {
    let values = vec![Value::from("card"), Value::from("transfer")];
    vec![
        (Path::from("dimensions.payment"), policy.with(&Path::from("dimensions.payment"), values)),
        (
            Path::from("dimensions.region.groups.west"),
            policy.with(&Path::from("dimensions.region.groups.west"), vec![Value::from("hebei")]),
        ),
        (Path::from("departments.research"), policy.with(&Path::from("departments.research.name"), "研发部")),
    ]
}
