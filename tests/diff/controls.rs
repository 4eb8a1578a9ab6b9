//! When a control is weaker or stricter than it was, and when it is as strict.

use crate::{diff, told};

const COMPANY: &str = r#"
[matrix]
owner = "keeper"
[dimensions]
amount = { unit = "CNY", at-least = 0, step = 0.01 }
tier = ["A", "B"]
[roles]
a = {}
b = {}
c = {}
keeper = {}
board = { holders = 9 }
"#;

/// The changes between two decisions `d`, each given by its body.
fn decision(old: &str, new: &str) -> Vec<String> {
    policy(&format!("[decisions.d]\n{old}"), &format!("[decisions.d]\n{new}"))
}

fn policy(old: &str, new: &str) -> Vec<String> {
    told(&diff(&format!("{COMPANY}{old}"), &format!("{COMPANY}{new}")))
}

/// What is said when one becomes the other, and when it is turned round.
fn both(old: &str, new: &str) -> [Vec<String>; 2] {
    [decision(old, new), decision(new, old)]
}

fn decides(who: &str) -> String {
    format!("decides = {{ {who} }}")
}

#[test]
fn who_signs_twice_is_one_who_signs() {
    let ladder =
        "measure = \"amount\"\nlimits = [{ decides = \"a\", at-most = 10 }, { decides = { all = [\"a\", \"b\"] } }]";
    let [there, back] = both(ladder, &format!("chain = true\n{ladder}"));
    assert_eq!(
        there,
        [
            "changed: the same sign `d`, in this order: `a`, then (`a` and `b`) when amount is above 10 CNY (before: `a` and `b`)"
        ]
    );
    assert_eq!(
        back,
        [
            "changed: the same sign `d`, in any order: `a` and `b` when amount is above 10 CNY (before: `a`, then (`a` and `b`))"
        ]
    );
    let nested = decides("all = [\"a\", { all = [\"a\", \"b\"] }]");
    assert_eq!(decision(&nested, &decides("all = [\"a\", \"b\"]")), [""; 0]);
}

#[test]
fn another_order_of_the_same_moves_only_who_comes_last() {
    let in_turn = |who: &str| decides(&format!("in-turn = [{who}]"));
    let [there, _] = both(&in_turn("\"a\", \"b\", \"c\""), &in_turn("\"b\", \"a\", \"c\""));
    assert_eq!(
        there,
        ["changed: the same sign `d`, in another order: `b`, then `a`, then `c` (before: `a`, then `b`, then `c`)"]
    );
    let last = decision(&in_turn("\"a\", \"b\""), &in_turn("\"b\", \"a\""));
    assert!(last.iter().any(|line| line.starts_with("gained: `a`")), "{last:#?}");
}

#[test]
fn a_lower_quorum_is_a_weaker_control() {
    let weakened = |old: &str, new: &str, said: &str| {
        let [there, back] = both(&decides(old), &decides(new));
        assert_eq!(there.iter().filter(|line| line.starts_with("weakened: ")).count(), 1, "{there:#?}");
        assert!(there.iter().any(|line| line.starts_with(said)), "{there:#?}");
        assert_eq!(back.iter().filter(|line| line.starts_with("strengthened: ")).count(), 1, "{back:#?}");
        assert!(!back.iter().any(|line| line.starts_with("weakened: ")), "{back:#?}");
    };
    weakened("count = 3, of = \"board\"", "count = 2, of = \"board\"", "weakened: `d` takes 2 signatures instead of 3");
    weakened("share = \"2/3\", of = \"board\"", "share = \"1/2\", of = \"board\"", "weakened: `d` takes less: ");
    weakened(
        "all = [\"a\", { share = \"1/2\", of = \"board\" }]",
        "share = \"1/2\", of = \"board\"",
        "weakened: `d` takes less",
    );
    weakened(
        "all = [\"a\", { any = [\"b\", \"c\"] }]",
        "count = 2, of = [\"a\", \"b\", \"c\"]",
        "weakened: `d` takes less: ",
    );
    weakened(
        "count = 2, of = [\"a\", \"b\", \"c\"], against = 0",
        "count = 2, of = [\"a\", \"b\", \"c\"], against = 1",
        "weakened: `d` takes less: ",
    );
}

#[test]
fn a_lower_quorum_of_many_is_found_too() {
    let roles: String = (0..14).map(|number| format!("r{number} = {{}}\n")).collect();
    let names: Vec<String> = (0..14).map(|number| format!("\"r{number}\"")).collect();
    let policy = |count: u32| {
        format!("[roles]\n{roles}[decisions.d]\ndecides = {{ count = {count}, of = [{}] }}", names.join(", "))
    };
    let said = told(&diff(&policy(7), &policy(6)));
    assert!(said[0].starts_with("weakened: `d` takes 6 signatures instead of 7"), "{said:#?}");
}

#[test]
fn who_may_decide_beside_others_weakens_nothing() {
    assert_eq!(decision("decides = \"a\"", &decides("any = [\"a\", \"b\"]")), ["gained: `b` gains `d` (before: `a`)"]);
}

#[test]
fn what_was_added_and_is_gone_is_a_weaker_control() {
    let also = "[[decisions.d.also]]\nwhen = { tier = \"B\" }\ndecides = \"b\"";
    assert_eq!(
        decision(&format!("decides = \"a\"\n{also}"), "decides = \"a\""),
        [
            "gained: `a` decides `d` by itself when tier is B (before: `a` and `b`)",
            "lost: `b` loses its say in `d` when tier is B (now: `a`)",
            "weakened: `d` takes 1 signature instead of 2 when tier is B (before: `a` and `b`)",
        ]
    );
}

#[test]
fn a_quorum_of_a_body_is_compared_by_how_many_it_takes() {
    let body = |quorum: &str| format!("[roles.council]\nbody = true\nmembers = [\"a\", \"b\", \"c\"]\n{quorum}");
    let said = |old: &str, new: &str| policy(&body(old), &body(new));
    assert_eq!(said("quorum = 3", "quorum = 2"), ["weakened: `roles.council`: `quorum` is `2` (before: `3`)"]);
    assert_eq!(said("quorum = \"all\"", ""), ["weakened: `roles.council`: `quorum` is `majority` (before: `all`)"]);
    assert_eq!(
        said("quorum = 1", "quorum = \"majority\""),
        ["strengthened: `roles.council`: `quorum` is `majority` (before: `1`)"]
    );
    assert_eq!(said("quorum = 2", ""), ["altered: `roles.council`: `quorum` is `majority` (before: `2`)"]);
}

#[test]
fn what_names_the_request_itself_is_no_per() {
    let per = |per: &str| format!("decides = \"a\"\nper = \"{per}\"");
    assert_eq!(
        both(&per("customer per quarter"), &per("order")),
        [
            ["weakened: `decisions.d`: `per` is `order` (before: `customer per quarter`)"],
            ["strengthened: `decisions.d`: `per` is `customer per quarter` (before: `order`)"],
        ]
    );
    for (old, new) in [("order", "单笔"), ("n/a", "each")] {
        assert!(decision(&per(old), &per(new))[0].starts_with("changed: "));
    }
    assert_eq!(decision("decides = \"a\"", &per("invoice")), ["changed: `decisions.d`: `per` is `invoice`"]);
}

#[test]
fn a_longer_time_is_a_weaker_control_in_the_cases_that_have_it() {
    let case = |within: &str| {
        format!("decides = \"a\"\n[[decisions.d.cases]]\nwhen = {{ tier = \"B\" }}\ndecides = \"b\"\n{within}")
    };
    assert_eq!(
        both(&case("within = \"2 days\""), &case("within = \"1 week\"")),
        [
            ["weakened: `within` of `d` is `1 week` when tier is B (before: `2 days`)"],
            ["strengthened: `within` of `d` is `2 days` when tier is B (before: `1 week`)"],
        ]
    );
    assert_eq!(
        both(&case("within = \"2 days\""), &case("")),
        [
            ["weakened: `within` of `d` is not said when tier is B (before: `2 days`)"],
            ["strengthened: `within` of `d` is `2 days` when tier is B (before: not said)"],
        ]
    );
    assert_eq!(decision(&case("within = \"1 day\""), &case("within = \"24 hours\"")), [""; 0]);
    // of cases that nobody decides any more there is no time to tell
    let of_tier = |tier: &str| {
        format!("[[decisions.d.cases]]\nwhen = {{ tier = \"{tier}\" }}\ndecides = \"b\"\nwithin = \"1 day\"\n")
    };
    let said = decision(&format!("{}{}", of_tier("A"), of_tier("B")), &of_tier("B"));
    assert!(!said.iter().any(|line| line.contains("within")), "{said:#?}");
}

#[test]
fn who_lets_the_time_run_out_and_has_agreed_is_no_control() {
    let then = |then: &str| format!("decides = \"a\"\nwithin = \"1 day\"\nthen = \"{then}\"");
    assert_eq!(
        both(&then("escalates"), &then("agreed")),
        [
            ["weakened: `then` of `d` is `agreed` (before: `escalates`)"],
            ["strengthened: `then` of `d` is `escalates` (before: `agreed`)"],
        ]
    );
    assert!(decision(&then("escalates"), &then("refused"))[0].starts_with("altered: "));
}

#[test]
fn the_keeper_who_gains_through_somebody_else_is_marked() {
    let right = "[decisions.d]\ndecides = \"a\"\n";
    let loan = format!("{right}[[delegations]]\nfrom = \"a\"\nto = \"keeper\"\ndecision = \"d\"\n");
    assert_eq!(policy(right, &loan), ["gained: `keeper` may decide `d` on loan from `a`; it keeps this matrix itself"]);
    let longer = |until: &str| format!("{loan}valid-until = {until}\n");
    assert!(policy(&longer("2026-08-01"), &longer("2026-09-01"))[0].ends_with("; it keeps this matrix itself"));
    let deputy = COMPANY.replace("a = {}", "a = { deputy = \"keeper\" }");
    assert_eq!(told(&diff(COMPANY, &deputy)), ["gained: `keeper` now stands in for `a`; it keeps this matrix itself"]);
    let person = |roles: &str| format!("[people.li]\nroles = [{roles}]\n");
    assert_eq!(
        policy(&person("\"keeper\""), &person("\"keeper\", \"a\"")),
        ["gained: `li` now holds `a`; it keeps this matrix itself"]
    );
    assert_eq!(policy(&person("\"b\""), &person("\"b\", \"a\"")), ["gained: `li` now holds `a`"]);
    assert_eq!(policy(&person("\"b\""), &person("\"b\", \"keeper\"")), ["gained: `li` now holds `keeper`"]);
}

#[test]
fn nothing_is_closed_of_what_is_gone_or_empty() {
    let gap = "[decisions.g]\n[[decisions.g.cases]]\nwhen = { tier = \"A\" }\ndecides = \"a\"";
    assert_eq!(
        policy(gap, ""),
        ["lost: `a` loses `g` when tier is A (the decision is gone)", "went: the decision `g` is gone"]
    );
    let without = COMPANY.replace("[\"A\", \"B\"]", "[\"A\", \"C\"]");
    let said = told(&diff(&format!("{COMPANY}{gap}"), &format!("{without}{gap}")));
    assert!(
        said.contains(&"went: `g` had no answer when tier is B (there is no such case any more)".to_owned()),
        "{said:#?}"
    );
    let activity = |who: &str| format!("[activities.q]\nA = [{who}]\nR = \"c\"");
    assert_eq!(
        policy(&activity("\"a\", \"b\""), &activity("")),
        ["accountable: `a` and `b` are no longer accountable for `q`", "gap: nobody is accountable for `q`"]
    );
    assert_eq!(
        policy(&activity("\"a\", \"b\""), "")[..1],
        ["accountable: `a` and `b` are no longer accountable for `q`"]
    );
    assert_eq!(policy(&activity(""), ""), ["went: the activity `q` is gone"]);
}
