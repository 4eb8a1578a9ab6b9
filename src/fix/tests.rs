//! What is mended, and that nothing else is touched.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::subject::Subject;

fn options() -> Options {
    Options::on(date(2026, 7, 1))
}

/// The text after mending, and how many findings that mended.
fn mended(text: &str) -> (String, usize) {
    let sources = Sources::in_memory([("raci.toml", text)]);
    let fixed = fix(&sources, &[Policy::alone(FileId(0))], &options()).unwrap();
    (fixed.sources.text(FileId(0)).to_string(), fixed.count)
}

/// Asserts that mending turns the one text into the other, and that then there is nothing more to mend.
fn becomes(before: &str, after: &str) {
    let (text, count) = mended(before);
    assert_eq!(text, after);
    assert_eq!(mended(after), (after.to_owned(), 0));
    assert_eq!(count > 0, before != after);
}

const ROLES: &str = "[roles.sales-manager]\n[roles.clerk]\n[roles.\"销售总监\"]\n";

fn in_list(before: &str, after: &str) {
    let policy = |list: &str| format!("{ROLES}[activities.sell] # it\nA = \"clerk\"\nR = {list}\n\n# end\n");
    becomes(&policy(before), &policy(after));
}

#[test]
fn a_reference_that_can_mean_one_thing_only_is_put_right() {
    in_list("\"sales-manger\" # the head", "\"sales-manager\" # the head");
    in_list("[ 'clerk', 'sales-manger' ]", "[ 'clerk', \"sales-manager\" ]");
    in_list("'销售总鉴'", "\"销售总监\"");
}

#[test]
fn a_reference_that_can_mean_two_things_is_left() {
    let policy = "[roles.sales-manager]\n[roles.sales-manages]\n[activities.sell]\nR = \"sales-manger\"\n";
    becomes(policy, policy);
    in_list("\"nobody\"", "\"nobody\"");
}

#[test]
fn a_subject_and_a_key_are_put_right_as_they_are_written() {
    let before = "[dimensions]\namount = { unit = \"pieces\" }\n[roles.clerk]\n[decisions.discount]\n\
                  cases = [{ when = { amonut = { above = 1 } }, decides = \"clerk\" }]\ndecides = \"clerk\"\n\
                  [[waivers]]\nrule = \"no-deputy\"\nsubject = \"roles.clrek\"\nreason = \"x\"\n";
    let (after, _) = mended(before);
    assert!(after.contains("when = { amount = { above = 1 } }"), "{after}");
    assert!(!after.contains("clrek"), "{after}");
}

#[test]
fn a_role_twice_in_a_list_is_named_once() {
    in_list("[\"clerk\", \"sales-manager\", \"clerk\"]", "[\"clerk\", \"sales-manager\"]");
    in_list("[\"clerk\", \"clerk\", \"sales-manager\"]", "[\"clerk\", \"sales-manager\"]");
    in_list("[\"clerk\",\"clerk\",]", "[\"clerk\",]");
    in_list("[\n  \"clerk\", # one\n  \"clerk\", # two\n]", "[\n  \"clerk\", # one\n]");
    in_list("[\n  \"clerk\",\n  # and\n  \"clerk\" # two\n]", "[\n  \"clerk\",\n  # and\n]");
    in_list("[\"clerk\" # one\n  , \"clerk\"]", "[\"clerk\" # one\n  , ]");
    in_list("[\"clerk\", \"clerk\"\n  , \"sales-manager\"]", "[\"clerk\", \"clerk\"\n  , \"sales-manager\"]");
}

#[test]
fn what_shows_when_the_first_is_mended_is_mended_too() {
    in_list("[\"sales-manager\", \"sales-manger\"]", "[\"sales-manager\"]");
    in_list("[\"clerk\"]\nI = [\"clrek\", \"clerk\",]", "[\"clerk\"]\nI = []");
}

#[test]
fn the_lighter_of_two_letters_goes() {
    let policy = |letters: &str| format!("{ROLES}[activities.sell]\nA = \"sales-manager\"\nR = \"clerk\"\n{letters}\n");
    becomes(&policy("C = [\"clerk\", \"销售总监\"] # who"), &policy("C = [\"销售总监\"] # who"));
    becomes(&policy("I = \"clerk\""), &policy("I = []"));
    let cases = "[[activities.sell.cases]]\nwhen = { tier = \"a\" }\nC = \"clerk\"\n";
    let in_some = format!("{}[dimensions]\ntier = [\"a\", \"b\"]\n", policy(cases));
    assert_eq!(mended(&in_some).0, in_some, "in some cases only: that is for a person to say");
}

#[test]
fn what_stands_in_several_places_goes_from_all_of_them() {
    let policy = |of_both: &str, of_one: &str| {
        format!(
            "{ROLES}[dimensions]\ntier = [\"a\", \"b\"]\n[activities.sell]\nA = \"clerk\"\nR = \"sales-manager\"\n\
             [[activities.sell.cases]]\nwhen = {{ tier = \"a\" }}\nC = {of_both}\n\
             [[activities.sell.cases]]\nwhen = {{ tier = \"b\" }}\nC = {of_one}\n"
        )
    };
    becomes(&policy("[\"clerk\", \"销售总监\"]", "\"clerk\""), &policy("[\"销售总监\"]", "[]"));
    becomes(&policy("[\"clerk\", \"sales-manager\"]", "\"clerk\""), &policy("[\"sales-manager\"]", "[]"));
}

#[test]
fn all_of_several_lighter_letters_go() {
    let policy = |letters: &str| format!("{ROLES}[activities.sell]\nA = \"sales-manager\"\nR = \"clerk\"\n{letters}\n");
    becomes(&policy("C = [\"clerk\"]\nI = \"clerk\""), &policy("C = []\nI = []"));
}

/// One of the roles, or a word that is nearly one, or several of them.
fn names() -> impl Strategy<Value = String> {
    let one = prop::sample::select(&["clerk", "clrek", "sales-manager", "sales-manger", "销售总监"][..]);
    prop::collection::vec(one, 0..4).prop_map(|names| format!("{names:?}"))
}

fn policies() -> impl Strategy<Value = String> {
    let letters = || {
        let letters = (
            prop::option::of(names()),
            prop::option::of(names()),
            prop::option::of(names()),
            prop::option::of(names()),
        );
        letters.prop_map(|(a, r, c, i)| {
            let lines = [("A", a), ("R", r), ("C", c), ("I", i)]
                .map(|(letter, names)| names.map(|names| format!("{letter} = {names}\n")));
            lines.into_iter().flatten().collect::<String>()
        })
    };
    (letters(), prop::collection::vec((0..3_usize, letters()), 0..4), any::<bool>()).prop_map(|(top, cases, waiver)| {
        let cases = cases.into_iter().map(|(case, letters)| {
            let when = ["{ tier = \"a\" }", "{ tier = \"b\" }", "{ teir = [\"b\", \"c\"] }"][case];
            format!("[[activities.sell.cases]]\nwhen = {when}\n{letters}")
        });
        let waiver = if waiver {
            "[[waivers]]\nrule = \"redundant-letter\"\nsubject = \"activities.sell\"\nreason = \"x\"\n\
             approved-by = \"clrek\"\nuntil = 2026-12-31\n"
        } else {
            ""
        };
        let cases: String = cases.collect();
        format!("{ROLES}[dimensions]\ntier = [\"a\", \"b\", \"c\"]\n[activities.sell]\n{top}{cases}{waiver}")
    })
}

proptest! {
    #[test]
    fn after_mending_there_is_nothing_more_to_mend(policy in policies()) {
        let (once, _) = mended(&policy);
        prop_assert_eq!(mended(&once), (once, 0));
    }
}

#[test]
fn a_waiver_that_hides_nothing_goes_with_its_lines() {
    let waiver = "[[waivers]] # why\nrule = \"no-accountable\"\nsubject = \"activities.sell\"\nreason = \"x\" # so\nuntil = 2026-12-31\n";
    let policy = |waivers: &str, more: &str| {
        format!("{ROLES}[activities.sell]\nA = \"sales-manager\"\nR = \"clerk\"\n\n{waivers}{more}")
    };
    let more = "[activities.buy]\nA = \"clerk\"\nR = \"clerk\"\n";
    becomes(&policy(&format!("# kept\n{waiver}\n"), more), &policy("# kept\n\n", more));
    becomes(&policy(&format!("{waiver}\n"), more), &policy("", more));
    becomes(&policy("", &format!("{more}\n{waiver}")), &policy("", more));
    let inline = "{ rule = \"no-accountable\", subject = \"activities.sell\", reason = \"x\" }";
    let before = policy("", more).replace(ROLES, &format!("waivers = [{inline}]\n{ROLES}"));
    becomes(&before, &before.replace(inline, ""));
}

#[test]
fn a_waiver_of_a_rule_that_is_off_is_left() {
    let policy = format!(
        "lint.rules.no-accountable = \"off\"\n{ROLES}[activities.sell]\nA = \"clerk\"\nR = \"clerk\"\n\
         [[waivers]]\nrule = \"no-accountable\"\nsubject = \"activities.sell\"\nreason = \"x\"\n"
    );
    becomes(&policy, &policy);
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let before =
        "\u{FEFF}[roles.clerk]\r\n[activities.sell]\r\nA = \"clrek\"\r\nR = [\r\n  \"clerk\",\r\n  \"clerk\",\r\n]\r\n";
    let after = "\u{FEFF}[roles.clerk]\r\n[activities.sell]\r\nA = \"clerk\"\r\nR = [\r\n  \"clerk\",\r\n]\r\n";
    becomes(before, after);
}

#[test]
fn a_guess_that_shows_a_mistake_is_left_and_the_others_are_mended() {
    let policy = |responsible: &str| {
        format!(
            "{ROLES}[dimensions]\nregion = [\"east\", \"west\"]\n[activities.sell]\nR = \"{responsible}\"\n\
             cases = [{{ when = {{ regions = \"cheap\" }}, A = \"clerk\" }}]\n"
        )
    };
    becomes(&policy("clrek"), &policy("clerk"));
}

#[test]
fn of_two_slips_that_are_meant_for_one_duty_the_first_is_mended() {
    let policy = |duties: &str| {
        format!("[roles.r]\n[activities.place-order]\nA = \"r\"\nR = \"r\"\n[[separations]]\nduties = {duties}\n")
    };
    let before = policy("[\"activities.place-orderr\", \"activities.place-ordr\"]");
    let (text, count) = mended(&before);
    assert_eq!((text.matches("activities.place-order\"").count(), count), (1, 1), "{text}");
    assert_eq!(mended(&text), (text, 0));
}

#[test]
fn a_slip_in_a_subject_is_mended_beside_its_part() {
    let policy = |duty: &str| {
        format!(
            "[roles.r]\n[roles.s]\n[activities.place-order]\nA = \"r\"\nR = \"r\"\n[activities.pay]\nA = \"s\"\nR = \"s\"\n\
             [[separations]]\nduties = [\"activities.pay\", \"{duty}\"]\n"
        )
    };
    becomes(&policy("activities.place-ordr:R"), &policy("activities.place-order:R"));
}

#[test]
fn what_would_be_worse_is_thrown_away() {
    let finding = |message: &str| {
        Finding::new("invalid-toml", Level::Error, Subject::Matrix, crate::source::Place::default(), message)
    };
    let (old, new) = ([finding("old")], [finding("new")]);
    let mended = [&old[0]];
    assert_eq!(compare(&old, &mended, &[]), Ok(()));
    assert_eq!(compare(&old, &mended, &old), Err(Worse { message: "old".to_owned() }));
    assert_eq!(compare(&old, &mended, &new), Err(Worse { message: "new".to_owned() }));
}
