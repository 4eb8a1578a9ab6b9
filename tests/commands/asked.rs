//! `raci who`: questions as people put them, and whole answers.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::{folder, run};

fn policy(text: &str) -> TempDir {
    folder(&[("raci.toml", text.as_bytes())])
}

/// Names and numbers as people write them.
#[test]
fn a_question_is_understood_as_it_is_put() {
    let folder = policy(
        r#"
        [dimensions]
        amount = { name = "金额", unit = "CNY", at-least = 0, step = 0.01 }
        margin = { unit = "%" }
        tier = { values = { key = "Key Account", other = {} } }
        [roles]
        head = { name = "销售总监", aliases = "Sales Director" }
        deputy = { name = "Vice" }
        second = { name = "VICE" }
        [activities.sell]
        name = "Selling"
        R = "head"
        A = "head"
        [decisions.discount]
        name = "价格折扣"
        cases = [
            { when = { amount = { at-most = 50_000 } }, decides = "deputy" },
            { when = { amount = { above = 50_000 } }, decides = "head" },
        ]
        [decisions.special]
        name = "selling"
        cases = [
            { when = { margin = { below = 5 }, tier = "key" }, decides = "head" },
            { when = { margin = { at-least = 5 } }, decides = "deputy" },
        ]
    "#,
    );
    let who = |arguments: &[&str]| run(&folder, &[&["who"], arguments].concat());
    for (asked, amount) in [
        ("60,000", "60 000"),
        ("5万", "50 000"),
        ("６００００", "60 000"),
        ("¥1.5百万", "1 500 000"),
        ("60 000,50 元", "60 000.5"),
    ] {
        let (_, out, _) = who(&["价格折扣", &format!("金额={asked}")]);
        assert!(out.contains(&format!("case: amount = {amount}\n")), "{asked}: {out}");
    }
    let (status, out, _) = who(&["Special", "MARGIN=4.5％", "tier=key-account"]);
    assert_eq!((status, out.contains("case: margin = 4.5, tier = key\n")), (0, true), "{out}");
    for (asked, says) in [
        (
            ["discount", "amount=1.500"],
            "`amount` may be 1 500 or 1.5 where `1.500` is written; write `amount=1500` or `amount=1.5`",
        ),
        (["discount", "amount=$5"], "`amount` is a number in CNY, and `$5` is not"),
        (["Selling ", "amount=5"], "`Selling ` may be `decisions.special` or `activities.sell`; write which"),
        (["--role", "Ｖｉｃｅ"], "`Ｖｉｃｅ` may be `deputy` or `second`; write which role"),
        (["discount", "date=24.12."], "`24.12.` is no day; write year, month and day: 2026-12-31"),
    ] {
        let (status, _, errors) = who(&asked);
        assert_eq!((status, errors.lines().next()), (2, Some(&*format!("error: {says}"))), "{asked:?}");
    }
    assert_eq!(who(&["--role", "sales director"]).1.lines().next(), Some("head (销售总监)"));
}

const SCHEDULE: &str = r#"
[dimensions]
amount = { unit = "EUR", at-least = 0, step = 0.01 }
total = { unit = "EUR", at-least = 0, step = 0.01 }
vendor = ["known", "new"]
area = { values = { north = { name = "North", holder = "north-lead" }, south = { holder = "south-lead" } } }
urgency = ["normal", "emergency"]

[departments.sales]
head = "south-lead"

[roles]
board = { body = true, members = ["ceo", "chair", "outsider"], quorum = 2 }
chair = {}
outsider = {}
ceo = { reports-to = "board" }
cfo = { reports-to = "ceo", deputy = [{ role = "ceo", when = { amount = { at-most = 100 } } }, "purchasing"] }
north-lead = { reports-to = "cfo" }
south-lead = { reports-to = "cfo" }
purchasing = { reports-to = "cfo" }
buyer = { reports-to = "north-lead", department = "sales", holders = "several" }
clerk = { reports-to = "buyer", holders = "several" }
legal = { reports-to = "ceo" }

[people]
kim = { name = "Kim Lee", roles = ["buyer", "legal"] }
ann = { roles = "cfo", absent = [{ from = 2026-12-21, until = 2027-01-08 }] }
bob = { roles = "purchasing" }
eve = { roles = [{ role = "ceo", when = { vendor = "new" } }] }

[[impossible]]
when = { vendor = "new", urgency = "emergency" }
note = "who is new is not called in a hurry"

[decisions.invoice]
requested-by = ["buyer", "clerk"]
four-eyes = true
measure = "amount"
informs = "chair"
consults = "legal"
within = ["1 day", "2 days"]
open-for = "3 days"
note = "finance policy"
limits = [
  { free = true, at-most = 10 },
  { decides = { superior-of = "requester" }, at-most = 1_000, consults = ["purchasing", "legal"], note = "small" },
  { decides = { all = ["cfo", "ceo"] }, reviews = ["purchasing", "legal"] },
]

[[decisions.invoice.cases]]
id = "hurry"
over = "all"
alone = true
when = { urgency = "emergency" }
decides = { first-of = ["purchasing", "buyer"] }
consults = []
confirmed-by = { role = "cfo", within = "24 hours" }

[[decisions.invoice.also]]
when = { vendor = "new" }
decides = "purchasing"
consults = "chair"
source = "5.2"

[[decisions.invoice.also]]
when = { amount = { above = 5_000 } }
decides = "cfo"
agrees = { head-of = "requester" }

[decisions.area]
decides = { holder-of = "area" }

[decisions.budget]
decides = "board"
then = "refused"
within = "1 week"
holds-for = "1 year"

[decisions.plain]
decides = { superior-of = "requester" }

[[delegations]]
from = "cfo"
to = "legal"
decision = "invoice"
valid-until = 2026-12-31
"#;

fn asked(folder: &TempDir, question: &str) -> (i32, Value) {
    let words: Vec<&str> = question.split(' ').collect();
    let (status, out, _) = run(folder, &[&["who", "--format", "json"], words.as_slice()].concat());
    (status, serde_json::from_str(&out).unwrap())
}

#[test]
fn the_whole_answer_is_given() {
    let folder = policy(SCHEDULE);
    for (question, answer) in [
        (
            "invoice amount=500 vendor=known urgency=normal requested-by=clerk",
            json!({ "decides": "buyer", "consults": ["legal", "purchasing"], "informs": ["chair"] }),
        ),
        (
            "invoice amount=500 vendor=new requested-by=clerk",
            json!({ "decides": { "all": ["buyer", "purchasing"] }, "consults": ["legal", "purchasing", "chair"], "informs": ["chair"] }),
        ),
        (
            "invoice amount=5 vendor=new",
            json!({ "decides": "purchasing", "consults": ["legal", "chair"], "informs": ["chair"] }),
        ),
        (
            "invoice amount=5 vendor=known urgency=normal",
            json!({ "free": true, "consults": ["legal"], "informs": ["chair"] }),
        ),
        (
            "invoice amount=900000 vendor=new requested-by=buyer",
            json!({
                "decides": { "all": [{ "all": ["cfo", "ceo"] }, "purchasing"] }, "agrees": ["south-lead"],
                "reviews": ["purchasing", "legal"], "consults": ["legal", "chair"], "informs": ["chair"],
            }),
        ),
        (
            "invoice urgency=emergency",
            json!({ "decides": { "first-of": ["purchasing", "buyer"] }, "informs": ["chair"], "confirmed-by": ["cfo"] }),
        ),
        ("area area=North", json!({ "decides": "north-lead" })),
        ("plain", json!({ "decides": { "superior-of": "requester" } })),
    ] {
        let (status, reply) = asked(&folder, question);
        assert_eq!((status, &reply["answer"]), (0, &answer), "{question}");
    }
}

#[test]
fn who_asks_is_a_role_or_somebody_who_holds_one() {
    let folder = policy(SCHEDULE);
    let invoice = "invoice amount=500 vendor=known urgency=normal";
    let (status, reply) = asked(&folder, &format!("{invoice} requested-by=kim"));
    assert_eq!((status, &reply["answer"]["decides"]), (0, &json!("north-lead")));
    assert_eq!(reply["case"]["requested-by"], "buyer");
    for (given, says) in [
        ("", "the answer depends on more than is given; add\n  requested-by=…   one of buyer, clerk"),
        (" requested-by=cfo", "`cfo` may not ask for it; who may is `buyer` or `clerk`"),
        (" requested-by=bob", "`bob` may not ask for it; who may is `buyer` or `clerk`"),
        (" requested-by=buier", "there is no role or person `buier` who could ask; the nearest is `buyer`"),
    ] {
        let (status, reply) = asked(&folder, &format!("{invoice}{given}"));
        assert_eq!((status, reply["error"].as_str()), (2, Some(says)), "{given}");
    }
}

#[test]
fn a_case_that_does_not_exist_is_refused_and_why() {
    let (status, reply) =
        asked(&policy(SCHEDULE), "invoice amount=500 vendor=new urgency=emergency requested-by=buyer");
    let says = "there is no such case: it is never so that vendor is new and urgency is emergency \
                (who is new is not called in a hurry)";
    assert_eq!((status, reply["error"].as_str()), (2, Some(says)));
}

#[test]
fn people_are_those_who_are_there() {
    let folder = policy(SCHEDULE);
    let invoice = "invoice amount=900000 urgency=normal requested-by=kim";
    let people = |rest: &str| asked(&folder, &format!("{invoice} {rest}")).1["people"].clone();
    let legal = json!({ "person": "kim", "as": "cfo", "through": "delegation" });
    let cfo = json!({ "person": "ann", "as": "cfo" });
    let ceo = json!({ "person": "eve", "as": "ceo" });
    let purchasing = json!({ "person": "bob", "as": "purchasing" });
    // who asks decides nothing under four eyes, not even by what is lent
    assert_eq!(people("vendor=new date=2026-12-01"), json!([ceo, cfo, purchasing]));
    let stands_in = json!({ "person": "bob", "as": "cfo", "through": "deputy" });
    assert_eq!(people("vendor=new date=2026-12-24"), json!([ceo, stands_in, purchasing]));
    let by_clerk = |date: &str| {
        asked(&folder, &format!("invoice amount=900000 urgency=normal requested-by=clerk vendor=known date={date}"))
    };
    assert_eq!(by_clerk("2026-12-01").1["people"], json!([cfo, legal]));
    assert_eq!(by_clerk("2027-01-01").1["people"], json!([{ "person": "bob", "as": "cfo", "through": "deputy" }]));
    assert_eq!(by_clerk("2027-01-01").1["case"]["date"], "2027-01-01");
}

#[test]
fn the_chain_says_why_and_what_follows() {
    let folder = policy(SCHEDULE);
    let chain = |question: &str| -> Vec<String> {
        let (_, reply) = asked(&folder, question);
        let line = |link: &Value| format!("{}: {}", link["step"].as_str().unwrap(), link["message"].as_str().unwrap());
        reply["chain"].as_array().unwrap().iter().map(line).collect()
    };
    let large = chain("invoice amount=900000 vendor=new requested-by=buyer date=2026-12-01");
    for says in [
        "also: `purchasing` must sign as well when vendor is new",
        "reviews: `purchasing`, then `legal`",
        "consults: `chair`, as well when vendor is new",
        "agrees: `south-lead`, as well when amount is above 5 000 EUR",
        "relative: the head of the requester's department is `south-lead` where `buyer` asks",
        "open-for: it stays open for at least 3 days",
        "escalation: within 2 days, or it goes up from `cfo` to `ceo`",
        "deputy: `purchasing` stands in for `cfo`",
        "delegation: `cfo` lends it to `legal` until 2026-12-31",
    ] {
        assert!(large.iter().any(|line| line == says), "{says}\n{large:#?}");
    }
    let hurry = chain("invoice urgency=emergency");
    for says in ["over: this case stands over all others", "confirmed-by: `cfo` within 24 hours"] {
        assert!(hurry.iter().any(|line| line == says), "{says}\n{hurry:#?}");
    }
    let budget = chain("budget");
    for says in [
        "body: `board` decides by 2 of its members: `ceo`, `chair`, `outsider`",
        "escalation: within 1 week, or it counts as refused",
        "holds-for: what is granted holds for 1 year",
    ] {
        assert!(budget.iter().any(|line| line == says), "{says}\n{budget:#?}");
    }
    let (_, reply) = asked(&folder, "invoice amount=500 vendor=new requested-by=clerk");
    let remarks = |key: &str| -> Vec<Value> {
        reply["chain"].as_array().unwrap().iter().filter_map(|link| link.get(key).cloned()).collect()
    };
    assert_eq!((remarks("note"), remarks("source")), (vec![json!("small")], vec![json!("5.2")]));
}

#[test]
fn one_who_decides_decides_alone_and_a_case_keeps_the_lists_of_the_top() {
    let folder = policy(
        r#"
        [dimensions]
        kind = ["goods", "lease", "gift"]
        [roles]
        a = {}
        b = { reports-to = "a" }
        legal = {}
        [decisions.d]
        decides = { count = 1, of = ["a", "b"] }
        [decisions.e]
        decides = { all = ["a"] }
        [decisions.f]
        decides = "b"
        consults = "legal"
        cases = [{ when = { kind = "lease" }, decides = "a" }, { when = { kind = "gift" }, decides = "a", consults = [] }]
    "#,
    );
    let said = |question: &[&str]| run(&folder, &[&["who"], question].concat()).1.lines().next().map(str::to_owned);
    assert_eq!(said(&["d"]).as_deref(), Some("decisions.d: `a` or `b` decides"));
    assert_eq!(said(&["e"]).as_deref(), Some("decisions.e: `a` decides"));
    let answer = |question: &str| asked(&folder, question).1["answer"].clone();
    assert_eq!(answer("f kind=lease"), json!({ "decides": "a", "consults": ["legal"] }));
    assert_eq!(answer("f kind=gift"), json!({ "decides": "a" }));
}
