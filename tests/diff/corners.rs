//! What is seldom met, and told all the same.

use crate::{diff, told};

const COMPANY: &str = "
[dimensions]
tier = [\"A\", \"B\", \"C\"]
[roles]
clerk = {}
manager = {}
director = {}
";

fn policy(old: &str, new: &str) -> Vec<String> {
    told(&diff(&format!("{COMPANY}{old}"), &format!("{COMPANY}{new}")))
}

#[test]
fn where_two_were_accountable_one_is() {
    let sell = |first: &str, second: &str| {
        format!(
            "[[activities.sell.cases]]\nwhen = {{ tier = {first} }}\nA = \"manager\"\n\
             [[activities.sell.cases]]\nwhen = {{ tier = {second} }}\nA = \"director\"\n"
        )
    };
    let (twice, once) = (sell("[\"A\", \"B\"]", "[\"B\", \"C\"]"), sell("\"A\"", "[\"B\", \"C\"]"));
    assert_eq!(
        policy(&twice, &once),
        [
            "accountable: `manager` is no longer accountable for `sell` when tier is B",
            "overlap-resolved: only one role is accountable for `sell` when tier is B",
        ]
    );
}

#[test]
fn who_is_asked_and_told_in_a_new_case_is_news() {
    let decision = "[decisions.discount]\ndecides = \"director\"\n";
    let case = "[[decisions.discount.cases]]\nwhen = { tier = \"A\" }\ndecides = \"director\"\nconsults = \"clerk\"\ninforms = \"manager\"";
    assert_eq!(
        policy(decision, &format!("{decision}{case}")),
        [
            "duties: `clerk` becomes consulted on `discount` when tier is A",
            "duties: `manager` becomes informed of `discount` when tier is A",
        ]
    );
}

#[test]
fn of_two_that_are_gone_and_look_alike_neither_is_taken_for_the_new_one() {
    let posts = |posts: &[&str]| {
        posts.iter().map(|post| format!("[roles.{post}]\nreports-to = \"director\"\n")).collect::<String>()
    };
    assert_eq!(
        policy(&posts(&["buyer", "seller"]), &posts(&["trader"])),
        ["came: the role `trader` is new", "went: the role `buyer` is gone", "went: the role `seller` is gone",]
    );
}
