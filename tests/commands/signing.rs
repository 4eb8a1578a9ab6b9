//! `raci who`: who signs on a day, counted as the rules on hands count.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::{folder, run};

const FIRM: &str = r#"
[dimensions]
amount = { unit = "EUR", at-least = 0 }
site = ["north", "south"]

[roles]
owners = { body = true, members = ["board", "founder"], quorum = "all" }
board = { body = true, members = ["head", "cfo"], quorum = 2, deputy = "agent" }
council = { body = true, members = ["cfo", "crowd"] }
crowd = { holders = "several" }
founder = {}
agent = {}
head = { deputy = "second" }
second = { deputy = [{ role = "third", when = { amount = { at-most = 1_000 } } }] }
third = {}
cfo = { deputy = { role = "controller", when = { site = "north" } } }
controller = {}
buyer = {}
legal = { deputy = "third" }

[people]
zoe = { roles = "head", absent = [{ from = 2026-08-01, until = 2026-08-31 }] }
yan = { roles = "second", absent = [{ from = 2026-08-10, until = 2026-08-20 }] }
xu = { roles = "third" }
will = { roles = ["cfo", "founder"], absent = [{ from = 2026-08-15, until = 2026-08-15 }] }
vera = { roles = ["controller", "buyer"] }
una = { roles = "agent" }

[decisions.spend]
measure = "amount"
limits = [{ decides = "head", at-most = 5_000 }, { decides = "owners" }]

[decisions.sign]
decides = { all = ["head", "legal"] }

[decisions.plan]
decides = "council"

[decisions.contract]
decides = { all = ["cfo", "founder"] }

[decisions.pay]
requested-by = ["buyer", "legal"]
four-eyes = true
decides = { any = ["cfo", "controller"] }

[[delegations]]
from = "head"
to = "cfo"
decision = "spend"
when = { amount = { at-most = 3_000 } }
valid-from = 2026-08-12
valid-until = 2026-09-30
"#;

fn firm() -> TempDir {
    folder(&[("raci.toml", FIRM.as_bytes())])
}

fn reply(folder: &TempDir, question: &str) -> Value {
    let words: Vec<&str> = question.split(' ').collect();
    let (_, out, _) = run(folder, &[&["who", "--format", "json"], words.as_slice()].concat());
    serde_json::from_str(&out).unwrap()
}

/// Who signs, as "person for role through", in order.
fn people(folder: &TempDir, question: &str) -> Vec<String> {
    let reply = reply(folder, question);
    let said = |actor: &Value| {
        let text = |key: &str| actor.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        format!("{} for {} {}", text("person"), text("as"), text("through")).trim_end().to_owned()
    };
    let people = reply.get("people").and_then(Value::as_array).unwrap();
    people.iter().map(said).collect()
}

#[test]
fn a_deputy_of_a_deputy_acts_in_his_cases_while_both_are_away() {
    let folder = firm();
    for (question, who) in [
        ("spend amount=500 date=2026-07-31", "zoe for head"),
        ("spend amount=500 date=2026-08-05", "yan for head deputy"),
        ("spend amount=500 date=2026-08-11", "xu for head deputy"),
    ] {
        assert_eq!(people(&folder, question), [who], "{question}");
    }
    assert_eq!(people(&folder, "spend amount=2000 date=2026-08-11"), [""; 0]);
    let reply = reply(&folder, "spend amount=500 date=2026-08-11");
    let chain = reply["chain"].as_array().unwrap().iter().filter(|link| link["step"] == "deputy");
    let chain: Vec<_> = chain.map(|link| link["message"].as_str().unwrap()).collect();
    let both = ["`second` stands in for `head`", "`third` stands in for `second` when amount ≤ 1 000 EUR"];
    assert_eq!(chain, both);
}

/// Also where the one to whom it is lent is away, and his deputy acts in some of the cases.
#[test]
fn what_is_lent_is_so_on_its_days_and_in_its_cases() {
    let folder = firm();
    assert_eq!(people(&folder, "spend amount=2000 date=2026-08-12"), ["will for head delegation"]);
    assert_eq!(people(&folder, "spend amount=2000 date=2026-08-15"), ["vera for head delegation"]);
    assert_eq!(people(&folder, "spend amount=2000 date=2026-08-15 site=north"), ["vera for head delegation"]);
    assert_eq!(people(&folder, "spend amount=2000 date=2026-08-15 site=south"), [""; 0]);
    assert_eq!(people(&folder, "spend amount=4000 date=2026-09-01"), ["zoe for head"]);
    assert_eq!(people(&folder, "spend amount=2000 date=2026-10-01"), ["zoe for head"]);
}

#[test]
fn a_body_acts_by_the_members_of_its_members_and_who_stands_in_for_them() {
    let folder = firm();
    let large = "spend amount=9000";
    assert_eq!(people(&folder, &format!("{large} date=2026-07-01")), ["will for owners", "zoe for owners"]);
    let all = people(&folder, &format!("{large} date=2026-08-01"));
    assert_eq!(all, ["will for owners", "yan for owners deputy"]);
    // the board has too few members left, and then its own deputy acts
    let all = people(&folder, &format!("{large} date=2026-08-12"));
    assert_eq!(all, ["will for owners", "una for owners deputy"]);
    // of how many the body is made up is not known, and those whom one knows can sign
    assert_eq!(people(&folder, "plan date=2026-08-01"), ["will for council"]);
    let reply = reply(&folder, &format!("{large} date=2026-07-01"));
    let bodies = reply["chain"].as_array().unwrap().iter().filter(|link| link["step"] == "body");
    assert_eq!(bodies.count(), 2);
    let absence = ["absent", "yan", "zoe", "--from", "2026-10-01", "--until", "2026-10-02"];
    let (_, out, _) = run(&folder, &absence);
    assert!(out.contains("covered: `una` (`agent`) stands in for `board`\n"), "{out}");
}

#[test]
fn nobody_signs_his_own_request() {
    let folder = firm();
    assert_eq!(people(&folder, "pay requested-by=legal"), ["will for cfo", "vera for controller"]);
    assert_eq!(people(&folder, "pay requested-by=vera"), ["will for cfo"]);
    // she is the only one who can be meant
    assert_eq!(people(&folder, "pay requested-by=buyer"), ["will for cfo"]);
    // a deputy comes in for one who is away, not for one who asks
    assert_eq!(people(&folder, "pay requested-by=vera date=2026-08-15"), [""; 0]);
}

#[test]
fn fewer_people_than_the_answer_says_are_told() {
    let folder = firm();
    let few = |question: &str| reply(&folder, question)["few-hands"].clone();
    let by = |people: &[&str]| json!({ "people": people, "holders": [] });
    assert_eq!(few("contract date=2026-08-01"), json!({ "takes": 2, "by": by(&["will"]) }));
    assert_eq!(few("sign date=2026-08-11"), json!({ "takes": 2, "by": by(&["xu"]) }));
    assert_eq!(few("spend amount=9000 date=2026-08-01"), json!({ "takes": 3, "by": by(&["will", "yan"]) }));
    for question in
        ["sign date=2026-08-05", "sign date=2026-07-01", "contract date=2026-08-15", "pay requested-by=legal"]
    {
        assert_eq!(few(question), Value::Null, "{question}");
    }
    let said = |question: &[&str]| run(&folder, &[&["who"], question].concat()).1;
    let line = |out: &str, number: usize| out.lines().nth(number).unwrap().trim().to_owned();
    let contract = said(&["contract", "date=2026-08-01"]);
    assert_eq!(line(&contract, 3), "one person can give both signatures: `will`");
    let large = said(&["spend", "amount=9000", "date=2026-08-01"]);
    assert_eq!(line(&large, 3), "2 people can give what takes 3: `will`, `yan`");
}

/// Also where the policy lists no people at all: a role counts as one.
#[test]
fn a_role_that_is_lent_a_signature_beside_its_own_gives_both() {
    let policy = "
        [roles]
        a = {}
        b = {}
        [decisions.d]
        decides = { all = ['a', 'b'] }
        [[delegations]]
        from = 'a'
        to = 'b'
        decision = 'd'
        valid-until = 2026-12-31
    ";
    let folder = folder(&[("raci.toml", policy.as_bytes())]);
    let lent = reply(&folder, "d date=2026-12-31");
    assert_eq!(lent["few-hands"], json!({ "takes": 2, "by": { "people": [], "holders": ["b"] } }));
    assert_eq!(reply(&folder, "d date=2027-01-01")["few-hands"], Value::Null);
}
