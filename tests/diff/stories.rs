//! One thing moved at a time, and what is said of it.

use crate::{diff, told};

/// What everybody in these stories knows.
const COMPANY: &str = r#"
[dimensions]
tier = ["A", "B", "C"]
amount = { unit = "CNY", at-least = 0, step = 0.01 }
[roles]
clerk = {}
manager = {}
director = {}
finance = {}
"#;

/// The changes between two decisions `discount`, each given by its body.
fn decision(old: &str, new: &str) -> Vec<String> {
    policy(&format!("[decisions.discount]\n{old}"), &format!("[decisions.discount]\n{new}"))
}

/// The changes between two policies of the company.
fn policy(old: &str, new: &str) -> Vec<String> {
    told(&diff(&format!("{COMPANY}{old}"), &format!("{COMPANY}{new}")))
}

fn ladder(steps: &str) -> String {
    format!("measure = \"amount\"\nlimits = [{steps}]")
}

#[test]
fn a_limit_that_is_raised_moves_what_lies_between() {
    let limit =
        |limit| ladder(&format!("{{ decides = \"manager\", at-most = {limit} }}, {{ decides = \"director\" }}"));
    assert_eq!(
        decision(&limit("200_000"), &limit("300_000")),
        [
            "gained: `manager` gains `discount` when amount is above 200 000 and at most 300 000 CNY (before: `director`)",
            "lost: `director` loses `discount` when amount is above 200 000 and at most 300 000 CNY (now: `manager`)",
        ]
    );
}

#[test]
fn a_limit_that_takes_its_number_in_or_not_moves_one_number() {
    let step = |end| ladder(&format!("{{ decides = \"manager\", {end} = 5 }}, {{ decides = \"director\" }}"));
    assert_eq!(
        decision(&step("below"), &step("at-most")),
        [
            "gained: `manager` gains `discount` when amount is exactly 5 CNY (before: `director`)",
            "lost: `director` loses `discount` when amount is exactly 5 CNY (now: `manager`)",
        ]
    );
}

#[test]
fn a_case_that_is_added_moves_its_cases_only() {
    let case = "\n[[decisions.discount.cases]]\nwhen = { tier = \"A\" }\ndecides = \"director\"";
    assert_eq!(
        decision("decides = \"manager\"", &format!("decides = \"manager\"{case}")),
        [
            "gained: `director` gains `discount` when tier is A (before: `manager`)",
            "lost: `manager` loses `discount` when tier is A (now: `director`)",
        ]
    );
}

#[test]
fn gaps_and_overlaps_appear_and_are_closed() {
    let all = ladder("{ decides = \"manager\", at-most = 5 }, { decides = \"director\" }");
    let short = ladder("{ decides = \"manager\", at-most = 5 }");
    assert_eq!(
        decision(&all, &short),
        [
            "lost: `director` loses `discount` when amount is above 5 CNY (now: nobody)",
            "gap: nobody decides `discount` when amount is above 5 CNY (before: `director`)",
        ]
    );
    assert_eq!(
        decision(&short, &all),
        [
            "gained: `director` gains `discount` when amount is above 5 CNY (before: nobody)",
            "gap-closed: `discount` has an answer when amount is above 5 CNY (now: `director`)",
        ]
    );
    let case = |tiers| format!("\n[[decisions.discount.cases]]\nwhen = {{ tier = {tiers} }}\ndecides = ");
    let apart = format!("{}\"manager\"{}\"director\"", case("\"A\""), case("[\"B\", \"C\"]"));
    let twice = format!("{}\"manager\"{}\"director\"", case("[\"A\", \"B\"]"), case("[\"B\", \"C\"]"));
    assert_eq!(
        decision(&apart, &twice),
        [
            "gained: `manager` gains `discount` when tier is B (before: `director`)",
            "overlap: `discount` has several answers when tier is B (now: `director`; `manager`)",
        ]
    );
    assert_eq!(
        decision(&twice, &apart),
        [
            "lost: `manager` loses `discount` when tier is B (now: `director`)",
            "overlap-resolved: `discount` no longer has several answers when tier is B (now: `director`)",
        ]
    );
}

#[test]
fn a_joint_decision_that_one_takes_alone_is_a_weaker_control() {
    let both = "decides = { all = [\"manager\", \"finance\"] }";
    assert_eq!(
        decision(both, "decides = \"manager\""),
        [
            "gained: `manager` decides `discount` by itself (before: `finance` and `manager`)"
                .replace("`finance` and `manager`", "`manager` and `finance`"),
            "lost: `finance` loses its say in `discount` (now: `manager`)".to_owned(),
            "weakened: `discount` takes 1 signature instead of 2 (before: `manager` and `finance`)".to_owned(),
        ]
    );
    let any_two = "decides = { count = 2, of = [\"manager\", \"finance\", \"director\"] }";
    let all_three = "decides = { all = [\"manager\", \"finance\", \"director\"] }";
    assert_eq!(
        decision(any_two, all_three),
        ["strengthened: `discount` takes 3 signatures instead of 2 (before: 2 of `manager`, `finance`, `director`)"]
    );
}

#[test]
fn who_must_agree_is_told_apart_from_who_decides() {
    let in_turn = ladder("{ decides = \"manager\", at-most = 5 }, { decides = \"director\" }");
    assert_eq!(
        decision(&in_turn, &format!("chain = true\n{in_turn}")),
        [
            "gained: `manager` must agree before `discount` is decided when amount is above 5 CNY (before: `director`)",
            "strengthened: `discount` takes 2 signatures instead of 1 when amount is above 5 CNY (before: `director`)",
        ]
    );
}

#[test]
fn another_rule_of_the_same_signatures_is_told_too() {
    let nested = |first: &str, second: &str| {
        format!("decides = {{ all = [\"{first}\", {{ any = [\"{second}\", \"director\"] }}] }}")
    };
    assert_eq!(
        decision(&nested("manager", "finance"), &nested("finance", "manager")),
        [
            "altered: `discount` is decided by `finance` and (`manager` or `director`) (before: `manager` and (`finance` or `director`))"
        ]
    );
}

#[test]
fn approval_that_falls_away_and_bans_that_are_lifted_weaken() {
    assert_eq!(
        decision("decides = \"manager\"", "free = true"),
        [
            "lost: `manager` loses `discount` (now: anyone (no approval is needed))",
            "weakened: `discount` takes no approval any more (before: `manager`)",
        ]
    );
    assert_eq!(
        decision("forbidden = true", "decides = \"manager\""),
        [
            "gained: `manager` gains `discount` (before: nobody (it is forbidden))",
            "weakened: `discount` is no longer forbidden (before: nobody (it is forbidden))",
        ]
    );
    assert_eq!(
        policy("", "[decisions.discount]\nfree = true"),
        [
            "gained: anyone may decide `discount`, without approval (the decision is new)",
            "came: the decision `discount` is new",
        ]
    );
}

#[test]
fn cases_that_are_new_have_somebody_who_gains_them() {
    let tiers = |tiers: &str| COMPANY.replace("[\"A\", \"B\", \"C\"]", tiers);
    let decision = "[decisions.discount]\ndecides = \"manager\"\n[[decisions.discount.cases]]\nwhen = { tier = \"A\" }\ndecides = \"director\"";
    let of = |written| format!("{}{decision}", tiers(written));
    assert_eq!(
        told(&diff(&of("[\"A\", \"B\", \"C\"]"), &of("[\"A\", \"D\", \"B\", \"C\"]"))),
        [
            "gained: `manager` gains `discount` when tier is D (there was no such case)",
            "changed: `dimensions.tier`: `values` is `A, B, C, D` (before: `A, B, C`)",
        ]
    );
    assert_eq!(
        told(&diff(&of("[\"A\", \"B\", \"C\"]"), &of("[\"A\", \"C\"]")))[0],
        "lost: `manager` loses `discount` when tier is B (there is no such case any more)"
    );
}

#[test]
fn a_finer_step_shows_what_lay_between_the_numbers() {
    let step = |step| COMPANY.replace("0.01", step);
    let cases = r#"[decisions.discount]
[[decisions.discount.cases]]
when = { amount = { at-most = 4 } }
decides = "manager"
[[decisions.discount.cases]]
when = { amount = { at-least = 5 } }
decides = "director""#;
    assert_eq!(
        told(&diff(&format!("{}{cases}", step("1")), &format!("{}{cases}", step("0.01")))),
        [
            "gap: nobody decides `discount` when amount is above 4 and below 5 CNY (there was no such case)",
            "changed: `dimensions.amount`: `step` is `0.01` (before: `1`)",
        ]
    );
}

#[test]
fn a_dimension_that_becomes_a_number_cannot_be_compared() {
    let as_values = COMPANY.replace("{ unit = \"CNY\", at-least = 0, step = 0.01 }", "[\"low\", \"high\"]");
    let case =
        |when| format!("[decisions.discount]\n[[decisions.discount.cases]]\nwhen = {{ amount = {when} }}\nfree = true");
    let said = told(&diff(&format!("{as_values}{}", case("\"low\"")), &format!("{COMPANY}{}", case("5"))));
    assert_eq!(
        said[0],
        "altered: `decisions.discount` cannot be compared: `amount` is a number in one version and has values in the other"
    );
}

#[test]
fn what_limits_are_measured_in_changes_what_they_mean() {
    assert_eq!(
        told(&diff(COMPANY, &COMPANY.replace("CNY", "USD"))),
        ["altered: `dimensions.amount`: `unit` is `USD` (before: `CNY`)"]
    );
}

#[test]
fn the_keeper_of_the_matrix_who_gains_is_marked() {
    let owner = "[matrix]\nowner = \"director\"\n";
    let said = policy(
        &format!("{owner}[decisions.discount]\ndecides = \"manager\""),
        &format!("{owner}[decisions.discount]\ndecides = \"director\""),
    );
    assert_eq!(said[0], "gained: `director` gains `discount` (before: `manager`); it keeps this matrix itself");
}

#[test]
fn accountability_moves_from_one_to_another() {
    let activity = |letters: &str| format!("[activities.sign]\n{letters}");
    assert_eq!(
        policy(
            &activity("A = \"manager\"\nR = \"clerk\""),
            &activity("A = \"director\"\nR = [\"clerk\", \"manager\"]")
        ),
        [
            "accountable: `director` becomes accountable for `sign` (in place of `manager`)",
            "duties: `manager` becomes R of `sign`",
        ]
    );
    let case = "\n[[activities.sign.cases]]\nwhen = { tier = \"A\" }\nA = []\nC = \"finance\"";
    assert_eq!(
        policy(&activity("A = \"manager\""), &activity(&format!("A = \"manager\"{case}"))),
        [
            "accountable: `manager` is no longer accountable for `sign` when tier is A",
            "gap: nobody is accountable for `sign` when tier is A",
            "duties: `finance` becomes C of `sign` when tier is A",
        ]
    );
}

#[test]
fn controls_are_weakened_and_strengthened() {
    let sign =
        "[activities.sign]\nA = \"manager\"\n[activities.pay]\nA = \"finance\"\n[activities.book]\nA = \"clerk\"\n";
    let strict = format!(
        "{sign}[decisions.discount]\ndecides = \"manager\"\nfour-eyes = true\nper = \"quarter\"\nwithin = \"1 day\"\n\
         [[separations]]\nduties = [\"activities.sign\", \"activities.pay\", \"activities.book\"]"
    );
    let loose = format!(
        "{sign}[decisions.discount]\ndecides = \"manager\"\nwithin = \"36 hours\"\n\
         [[separations]]\nduties = [\"activities.book\", \"activities.pay\"]\n\
         [[waivers]]\nrule = \"no-deputy\"\nsubject = \"roles.manager\"\nreason = \"soon\"\nuntil = 2027-01-31\n"
    );
    assert_eq!(
        policy(&strict, &loose),
        [
            "weakened: `decisions.discount`: `within` is `36 hours` (before: `1 day`)",
            "weakened: `decisions.discount`: `four-eyes` is gone",
            "weakened: `decisions.discount`: `per` is gone (before: `quarter`)",
            "weakened: `no-deputy` is excused on `roles.manager` until 2027-01-31 (reason: soon)",
            "weakened: `activities.book` and `activities.sign` need no longer be kept apart",
            "weakened: `activities.pay` and `activities.sign` need no longer be kept apart",
        ]
    );
    assert_eq!(
        policy(&loose, &strict),
        [
            "strengthened: `decisions.discount`: `within` is `1 day` (before: `36 hours`)",
            "strengthened: `decisions.discount`: `four-eyes` is new",
            "strengthened: `decisions.discount`: `per` is `quarter`",
            "strengthened: `no-deputy` is no longer excused on `roles.manager`",
            "strengthened: `activities.book` and `activities.sign` must be kept apart",
            "strengthened: `activities.pay` and `activities.sign` must be kept apart",
        ]
    );
}

#[test]
fn rules_that_are_switched_off_and_thresholds_that_rise_weaken() {
    let lint = "[lint]\nrules = { no-decider = \"off\", no-deputy = \"error\" }\nthresholds = { consulted = 8 }";
    assert_eq!(
        policy("", lint),
        [
            "weakened: the rule `no-decider` is `off` (before: `error`)",
            "weakened: the threshold `consulted` is 8 (before: 5)",
            "strengthened: the rule `no-deputy` is `error` (before: `info`)",
        ]
    );
}

#[test]
fn authority_that_is_lent_is_authority() {
    let right = "[decisions.discount]\ndecides = \"director\"\n";
    let loan = |rest: &str| {
        format!("{right}[[delegations]]\nfrom = \"director\"\nto = \"manager\"\ndecision = \"discount\"\n{rest}")
    };
    let capped = loan("when = { amount = { at-most = 5 } }\nvalid-until = 2027-04-30");
    assert_eq!(
        policy(right, &capped),
        [
            "gained: `manager` may decide `discount` on loan from `director` until 2027-04-30 when amount is at most 5 CNY"
        ]
    );
    assert_eq!(
        policy(&capped, &capped.replace("at-most = 5", "at-most = 7")),
        [
            "gained: `manager` may decide `discount` on loan from `director` until 2027-04-30 when amount is above 5 and at most 7 CNY"
        ]
    );
    assert_eq!(
        policy(&capped, &capped.replace("2027-04-30", "2027-05-31")),
        ["gained: `discount` is lent by `director` to `manager` until 2027-05-31 (before: until 2027-04-30)"]
    );
    assert_eq!(
        policy(&loan(""), &loan("valid-until = 2027-04-30")),
        ["lost: `discount` is lent by `director` to `manager` until 2027-04-30 (before: without an end)"]
    );
    assert_eq!(
        policy(
            &loan("valid-from = 2027-01-01\nvalid-until = 2027-04-30"),
            &loan("valid-from = 2027-02-01\nvalid-until = 2027-05-31")
        ),
        [
            "gained: `discount` is lent by `director` to `manager` from 2027-02-01 until 2027-05-31 (before: from 2027-01-01 until 2027-04-30)",
            "lost: `discount` is lent by `director` to `manager` from 2027-02-01 until 2027-05-31 (before: from 2027-01-01 until 2027-04-30)",
        ]
    );
}

#[test]
fn people_and_deputies_have_what_their_roles_have() {
    let person = |rest: &str| format!("[people.li]\n{rest}");
    assert_eq!(
        policy(
            &person("roles = \"clerk\""),
            &person("roles = [\"clerk\", \"manager\"]\nwhen = { tier = [\"A\", \"B\"] }")
        ),
        ["gained: `li` now holds `manager` when tier is not C", "lost: `li` no longer holds `clerk` when tier is C",]
    );
    let deputy = |deputy: &str| COMPANY.replace("manager = {}", &format!("manager = {{ deputy = \"{deputy}\" }}"));
    assert_eq!(
        told(&diff(&deputy("clerk"), &deputy("finance"))),
        ["gained: `finance` now stands in for `manager`", "lost: `clerk` no longer stands in for `manager`"]
    );
}

#[test]
fn who_is_asked_and_told_is_compared_case_by_case() {
    let step = |limit, rest| {
        ladder(&format!("{{ decides = \"manager\", at-most = {limit} }}, {{ decides = \"manager\"{rest} }}"))
    };
    assert_eq!(
        decision(&step("5", ", consults = \"finance\""), &step("7", ", consults = \"finance\", informs = \"clerk\"")),
        [
            "duties: `finance` is no longer consulted on `discount` when amount is above 5 and at most 7 CNY",
            "duties: `clerk` becomes informed of `discount` when amount is above 7 CNY",
        ]
    );
}

#[test]
fn the_duties_that_a_decision_is_are_compared() {
    let right = "decides = \"manager\"\n";
    let two = format!("{right}duty = [\"major-matter\", \"contract-approval\"]");
    assert_eq!(
        decision(&two, &format!("{right}duty = \"contract-approval\"")),
        ["changed: `decisions.discount`: `duty` is `contract-approval` (before: `contract-approval, major-matter`)",]
    );
    assert_eq!(
        decision(&two, right),
        ["changed: `decisions.discount`: `duty` is gone (before: `contract-approval, major-matter`)"]
    );
    assert_eq!(decision(&two, &format!("{right}duty = [\"contract-approval\", \"major-matter\"]")), [""; 0]);
}

#[test]
fn things_come_go_and_are_described_differently() {
    let old = "[[stages]]\nid = \"lead\"\n[[stages]]\nid = \"sign\"\n[handoffs.leads]\nfrom = \"clerk\"\nto = \"manager\"\nstage = \"lead\"\nwithin = \"1 day\"";
    let new = "[[stages]]\nid = \"sign\"\n[[stages]]\nid = \"lead\"\n[handoffs.leads]\nfrom = \"clerk\"\nto = \"director\"\nstage = \"lead\"\n[escalations.late]\npath = [\"clerk\", \"manager\"]\nwithin = \"1 day\"";
    assert_eq!(
        policy(old, new),
        [
            "weakened: `handoffs.leads`: `within` is gone (before: `1 day`)",
            "came: the escalation `late` is new",
            "changed: `handoffs.leads`: `to` is `director` (before: `manager`)",
            "changed: `matrix`: `stages` is `sign`, `lead` (before: `lead`, `sign`)",
        ]
    );
}

#[test]
fn what_people_read_is_text() {
    let named = |name: &str| COMPANY.replace("director = {}", &format!("director = {{ name = \"{name}\" }}"));
    assert_eq!(
        told(&diff(&named("Director"), &named("Head of sales"))),
        ["renamed: `roles.director`: `name` is `Head of sales` (before: `Director`)"]
    );
}

#[test]
fn a_thing_of_the_same_name_is_the_same_thing_whatever_else_moved() {
    let policy = |id: &str, limit| {
        format!(
            "{COMPANY}[roles.{id}]\nname = \"销售经理\"\n[decisions.discount]\n{}",
            ladder(&format!("{{ decides = \"{id}\", at-most = {limit} }}, {{ decides = \"director\" }}"))
        )
    };
    assert_eq!(
        told(&diff(&policy("seller", "5"), &policy("vendor", "7"))),
        [
            "gained: `vendor` gains `discount` when amount is above 5 and at most 7 CNY (before: `director`)",
            "lost: `director` loses `discount` when amount is above 5 and at most 7 CNY (now: `vendor`)",
            "renamed: the role `seller` is now called `vendor`",
        ]
    );
}

#[test]
fn a_thing_without_a_name_is_the_same_where_nothing_else_is_different() {
    let policy = |id: &str, decides: &str, letter: &str| {
        format!(
            "{COMPANY}[roles.{id}]\n[activities.sell]\nA = \"{id}\"\n{letter}\n[decisions.discount]\ndecides = \"{decides}\""
        )
    };
    assert_eq!(
        told(&diff(&policy("seller", "seller", ""), &policy("vendor", "vendor", ""))),
        ["renamed: the role `seller` is now called `vendor`"]
    );
    let said = told(&diff(&policy("seller", "seller", ""), &policy("vendor", "director", "")));
    assert!(said.contains(&"gained: `director` gains `discount` (before: `seller`)".to_owned()), "{said:#?}");
    assert!(said.contains(&"went: the role `seller` is gone".to_owned()), "{said:#?}");
    assert!(said.contains(&"accountable: `vendor` becomes accountable for `sell` (in place of `seller`)".to_owned()));
}

#[test]
fn decisions_dimensions_and_stages_are_renamed_too() {
    let text = |stage, dimension, decision| {
        format!(
            "[[stages]]\nid = \"{stage}\"\n[roles]\na = {{}}\nb = {{}}\n[dimensions]\n{dimension} = {{ at-least = 0 }}\n\
             [decisions.{decision}]\nstage = \"{stage}\"\nmeasure = \"{dimension}\"\n\
             limits = [{{ decides = \"a\", at-most = 5 }}, {{ decides = \"b\" }}]"
        )
    };
    let old = text("lead", "amount", "discount");
    assert_eq!(
        told(&diff(&old, &text("leads", "amount", "discount"))),
        ["renamed: the stage `lead` is now called `leads`"]
    );
    assert_eq!(
        told(&diff(&old, &text("lead", "sum", "discount"))),
        ["renamed: the dimension `amount` is now called `sum`"]
    );
    assert_eq!(
        told(&diff(&old, &text("lead", "amount", "rebate"))),
        ["renamed: the decision `discount` is now called `rebate`"]
    );
    let raised = text("lead", "amount", "rebate").replace("at-most = 5", "at-most = 6");
    assert!(told(&diff(&old, &raised)).contains(&"went: the decision `discount` is gone".to_owned()));
}

#[test]
fn a_policy_that_is_new_is_all_gain() {
    let new = crate::model(&[format!("{COMPANY}[decisions.discount]\ndecides = \"manager\"")]);
    let said = told(&raci::diff::Diff::between(None, Some(&new)));
    assert_eq!(said[0], "gained: `manager` gains `discount` (the decision is new)");
    assert!(said.iter().skip(1).all(|line| line.starts_with("came: ")), "{said:#?}");
    let said = told(&raci::diff::Diff::between(Some(&new), None));
    assert_eq!(said[0], "lost: `manager` loses `discount` (the decision is gone)");
}

#[test]
fn letters_are_compared_by_what_they_mean() {
    let daci = "[matrix]\nscheme = \"DACI\"\n[activities.sell]\nD = \"clerk\"\nA = \"manager\"\nC = \"finance\"";
    let own = "[matrix]\nscheme = { V = \"responsible\", D = \"accountable\", C = \"informed\", B = \"consulted\" }\n\
               [activities.sell]\nV = \"clerk\"\nD = \"manager\"\n";
    let scheme = "altered: `matrix`: `scheme` is `{ V = \"responsible\", D = \"accountable\", C = \"informed\", \
                  B = \"consulted\" }` (before: `DACI`)";
    assert_eq!(policy(daci, &format!("{own}B = \"finance\"")), [scheme]);
    assert_eq!(
        policy(daci, &format!("{own}C = \"finance\"")),
        [scheme, "duties: `finance` is no longer B of `sell`", "duties: `finance` becomes C (informed) of `sell`",]
    );
}

#[test]
fn an_activity_with_letters_of_its_own_says_so() {
    let raci = "[activities.sell]\nR = \"clerk\"\nA = \"manager\"";
    let rapid = "[activities.sell]\nscheme = \"RAPID\"\nP = \"clerk\"\nD = \"manager\"";
    assert_eq!(policy(raci, rapid), ["altered: `activities.sell`: `scheme` is `RAPID`"]);
}
