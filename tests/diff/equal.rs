//! The same matrix, written otherwise: nothing is different.

use raci::diff::Diff;

use crate::{diff, model, told};

const LADDER: &str = r#"
[matrix]
title = "Sales"
[dimensions]
tier = { values = ["A", "B", "C"], groups = { small = ["B", "C"] } }
amount = { unit = "CNY", at-least = 0 }
[roles]
manager = {}
director = { deputy = "manager" }
[decisions.discount]
measure = "amount"
limits = [
  { decides = "manager", at-most = 5, informs = "director" },
  { decides = { all = ["manager", { any = ["director"] }] } },
]
[[decisions.discount.cases]]
when = { tier = "small", amount = { above = 9 } }
decides = { any = ["director", "manager"] }
[activities.sell]
A = "manager"
R = ["manager", "director"]
"#;

#[test]
fn a_ladder_is_its_cases() {
    let cases = r#"
[activities.sell]
R = ["director", "manager"]
[[activities.sell.cases]]
when = { tier = { not = ["A"] } }
A = "manager"
[[activities.sell.cases]]
when = { tier = "A" }
A = "manager"
[roles.director]
deputy = "manager"
[[decisions.discount.cases]]
when = { tier = ["C", "B"], amount = { above = 9 } }
decides = { count = 1, of = ["manager", "director"] }
[[decisions.discount.cases]]
when = { amount = { above = 5 }, tier = "A" }
decides = { all = ["director", "manager"] }
[[decisions.discount.cases]]
when = { amount = { at-most = 9, above = 5 }, tier = "small" }
decides = { count = 2, of = ["director", "manager"] }
[[decisions.discount.cases]]
when = { amount = { at-most = 5, at-least = 0 } }
informs = "director"
decides = "manager"
[dimensions]
amount = { at-least = 0, unit = "CNY" }
tier = { groups = { small = ["C", "B"] }, values = ["C", "A", "B"] }
[roles.manager]
[matrix]
title = "Sales"
"#;
    assert_eq!(told(&diff(LADDER, cases)), [""; 0]);
    assert_eq!(told(&diff(cases, LADDER)), [""; 0]);
}

#[test]
fn files_are_split_and_merged() {
    let (head, decisions) = LADDER.split_once("[decisions.discount]").unwrap();
    let (head, roles) = head.split_once("[roles]").unwrap();
    let (_, dimensions) = head.split_once("[dimensions]").unwrap();
    let split = [
        "[matrix]\ntitle = \"Sales\"".to_owned(),
        format!("[decisions.discount]{decisions}"),
        format!("[roles]{roles}"),
        format!("[dimensions]{dimensions}"),
    ];
    let whole = [LADDER.to_owned()];
    let between = |old: &[String], new: &[String]| told(&Diff::between(Some(&model(old)), Some(&model(new))));
    assert_eq!(between(&whole, &split), [""; 0]);
    assert_eq!(between(&split, &whole), [""; 0]);
}

#[test]
fn spans_that_are_as_long_are_the_same() {
    let handoff =
        |span| format!("[roles]\na = {{}}\nb = {{}}\n[handoffs.x]\nfrom = \"a\"\nto = \"b\"\nwithin = \"{span}\"");
    assert_eq!(told(&diff(&handoff("1 day"), &handoff("24 hours"))), [""; 0]);
    assert_eq!(told(&diff(&handoff("1 year"), &handoff("12个月"))), [""; 0]);
}
