//! What schedules of authority say: what is added, what stands over, who follows from the requester.

use crate::{diff, told};

const POLICY: &str = r#"
[matrix]
title = "Orders"
[dimensions]
amount = { unit = "EUR", at-least = 0, step = 1 }
vendor = ["known", "new"]
[roles]
cfo = {}
head = { reports-to = "cfo" }
buyer = { reports-to = "head" }
clerk = { reports-to = "buyer" }
legal = { reports-to = "cfo" }
[decisions.order]
requested-by = ["buyer", "clerk"]
decides = "head"
"#;

/// What is told where this is written after the decision.
fn with(old: &str, new: &str) -> Vec<String> {
    told(&diff(&format!("{POLICY}{old}"), &format!("{POLICY}{new}")))
}

#[test]
fn what_is_added_is_told_where_it_is() {
    let also = "[[decisions.order.also]]\nwhen = { vendor = \"new\" }\n";
    insta::assert_debug_snapshot!(with("", &format!("{also}decides = \"legal\"")));
    insta::assert_debug_snapshot!(with("", &format!("{also}consults = \"legal\"")));
    let free = POLICY.replace("decides = \"head\"", "decides = \"head\"\nconsults = \"legal\"");
    assert_eq!(told(&diff(&free, &format!("{free}{also}consults = \"legal\""))), [""; 0]);
}

#[test]
fn whoever_follows_from_the_requester_is_told_by_requester() {
    let new = POLICY.replace("decides = \"head\"", "decides = { superior-of = \"requester\" }");
    insta::assert_debug_snapshot!(told(&diff(POLICY, &new)));
    let renamed = new.replace("clerk", "assistant").replace("assistant = {", "assistant = { aliases = [\"clerk\"],");
    insta::assert_debug_snapshot!(told(&diff(&new, &renamed)));
}

#[test]
fn cases_that_exist_in_one_version_alone_are_told_as_such() {
    let impossible = "[[decisions.order.impossible]]\nwhen = { vendor = \"new\" }\n";
    let case = "[[decisions.order.cases]]\nwhen = { vendor = \"new\", amount = { above = 500 } }\ndecides = \"cfo\"\n";
    insta::assert_debug_snapshot!(with(case, &format!("{case}{impossible}")));
    assert_eq!(with(impossible, &format!("{impossible}{case}")), [""; 0]);
}

#[test]
fn what_stands_over_others_moves_what_it_covers() {
    let cases = "[[decisions.order.cases]]\nid = \"urgent\"\nwhen = { vendor = \"new\" }\ndecides = \"cfo\"\n\
                 [[decisions.order.cases]]\nwhen = { amount = { above = 500 } }\ndecides = \"legal\"\n";
    let over = cases.replace("id = \"urgent\"", "id = \"urgent\"\nover = \"all\"");
    insta::assert_debug_snapshot!(with(cases, &over));
}

#[test]
fn lists_and_times_are_told_by_case() {
    let case = "[[decisions.order.cases]]\nwhen = { amount = { above = 500 } }\ndecides = \"cfo\"\n";
    let more = format!("{case}reviews = \"legal\"\nrefuses = \"legal\"\nthen = \"agreed\"\nholds-for = \"1 year\"\n");
    insta::assert_debug_snapshot!(with(case, &more));
}
