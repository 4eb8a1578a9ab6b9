//! What each format makes of findings built by hand.

use case_space::{Interval, Number};
use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::cases::{Cases, Portion, Reading};
use crate::finding::Waived;
use crate::source::harmless::{Out, is_fit};
use crate::source::{FileId, Span};
use crate::subject::{Kind, Subject};

const LADDER: &str = r#"[decisions.price-discount]
name = "价格折扣"
measure = "amount"
limits = [
  { decides = "account-executive", at-most = 50_000 },
  { decides = "sales-manager", at-most = 200_000 },
]
"#;

/// Where `needle` stands for the first time in the file number `file`.
fn place(sources: &Sources, file: u32, needle: &str) -> Place {
    let text = sources.text(FileId(file));
    let start = text.find(needle).unwrap();
    Place::new(FileId(file), Span::new(start as u32, (start + needle.len()) as u32))
}

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

fn discount() -> Subject {
    Subject::Of(Kind::Decision, "price-discount".into())
}

/// The gap above the highest limit of [`LADDER`], in the file number `file`.
fn gap(sources: &Sources, file: u32) -> Finding {
    let message = "nobody decides `price-discount` when amount is above 200 000 CNY";
    Finding::new("no-decider", Level::Error, discount(), place(sources, file, "200_000"), message)
        .label("the highest limit")
        .help("give the last step no bound, or name who decides above it")
        .cases(Cases {
            witness: vec![
                ("amount".into(), Reading::Number(number("200000.01"))),
                ("customer-tier".into(), Reading::Value("A".into())),
            ],
            region: vec![
                ("amount".into(), Portion::Interval(Interval::ALL.above(number("200000")))),
                ("customer-tier".into(), Portion::Values(vec!["A".into(), "B".into()])),
            ],
        })
        .roles(["sales-manager".into()])
}

fn one_gap() -> Report {
    let sources = Sources::in_memory([("raci.toml", LADDER)]);
    let finding = gap(&sources, 0);
    Report::new(sources, vec![finding], Proved::default())
}

/// A report of one finding at `place` in one file, with little to say.
fn at(name: &str, text: &str, span: Span, label: &str) -> Report {
    let sources = Sources::in_memory([(name, text)]);
    let place = Place::new(FileId(0), span);
    let finding = Finding::new("invalid-toml", Level::Error, Subject::Matrix, place, "it is wrong").label(label);
    Report::new(sources, vec![finding], Proved::default())
}

fn as_human(report: &Report) -> String {
    shown(report, Look::default())
}

fn shown(report: &Report, look: Look) -> String {
    let mut out = Vec::new();
    human(report, look, &mut Out::new(&mut out)).unwrap();
    String::from_utf8(out).unwrap()
}

fn as_plain(report: &Report) -> String {
    let mut out = Vec::new();
    plain(report, &mut Out::new(&mut out)).unwrap();
    String::from_utf8(out).unwrap()
}

fn as_json(report: &Report) -> String {
    let mut out = Vec::new();
    json(report, &mut Out::new(&mut out)).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_gap_is_shown_with_its_line_and_its_case() {
    assert_snapshot!(as_human(&one_gap()));
}

#[test]
fn colours_change_nothing_but_colours() {
    let report = one_gap();
    let coloured = shown(&report, Look { color: true, ..Look::default() });
    assert_snapshot!(coloured.replace('\u{1B}', "␛"));
    let bare = coloured
        .split('\u{1B}')
        .map(|part| part.strip_prefix('[').map_or(part, |part| part.split_once('m').unwrap().1));
    assert_eq!(bare.collect::<String>(), as_human(&report));
}

#[test]
fn places_in_one_file_share_a_frame_and_those_in_others_have_their_own() {
    let text = "[roles.a]\n\n\n\n\n\n\n\n[activities.sign]\nA = [\"a\", \"b\"]\nR = \"a\"\n";
    let sources = Sources::in_memory([("raci.toml", text), ("more/roles.raci.toml", "[roles.b]\n")]);
    let finding = Finding::new(
        "several-accountable",
        Level::Error,
        Subject::Of(Kind::Activity, "sign".into()),
        place(&sources, 0, "\"b\""),
        "two roles are accountable for `sign`, `a` and `b`",
    )
    .label("and here the other")
    .also(place(&sources, 0, "\"a\""), "here one")
    .also(place(&sources, 0, "[roles.a]"), "`a` is defined here")
    .also(place(&sources, 1, "[roles.b]"), "`b` is defined here")
    .help("keep one of the two and make the other R");
    assert_snapshot!(as_human(&Report::new(sources, vec![finding], Proved::default())));
}

#[test]
fn marks_that_would_cover_each_other_have_frames_of_their_own() {
    let sources = Sources::in_memory([("raci.toml", LADDER)]);
    let step = place(&sources, 0, "{ decides = \"sales-manager\", at-most = 200_000 }");
    let mut finding = gap(&sources, 0).also(step, "the last step");
    finding.cases = None;
    assert_snapshot!(as_human(&Report::new(sources, vec![finding], Proved::default())));
}

#[test]
fn many_places_are_counted_after_the_first() {
    let sources = Sources::in_memory([("raci.toml", "x = 1\n".repeat(40))]);
    let line = |number: u32| Place::new(FileId(0), Span::new(number * 6, number * 6 + 1));
    let first = Finding::new("idle-role", Level::Warning, Subject::Matrix, line(0), "many");
    let finding = (1..30).fold(first, |finding, number| finding.also(line(number), ""));
    let text = as_human(&Report::new(sources, vec![finding], Proved::default()));
    assert_eq!((text.matches("x = 1").count(), text.contains("  and 20 more places\n")), (10, true));
}

#[test]
fn what_is_only_worth_knowing_is_a_line_a_rule() {
    let sources = Sources::in_memory([("raci.toml", "x = 1\n".repeat(40))]);
    let line = |number: u32| Place::new(FileId(0), Span::new(number * 6, number * 6 + 1));
    let info =
        |rule, subject, number| Finding::new(rule, Level::Info, subject, line(number), format!("it is so {number}"));
    let role = |id: &str| Subject::Of(Kind::Role, id.into());
    let error = Finding::new("no-decider", Level::Error, role("b"), line(9), "wrong");
    let findings = vec![
        info("no-deputy", role("a"), 1),
        info("no-deputy", role("b"), 2),
        info("no-owner", Subject::Matrix, 0),
        info("single-point", role("a"), 3),
        info("single-point", role("a"), 4),
        error,
    ];
    let report = Report::new(sources, findings, Proved::default());
    assert_eq!(
        as_human(&report).lines().take(5).collect::<Vec<_>>(),
        [
            "info: no-owner: it is so 0",
            "info: no-deputy: 2 roles, such as `a`",
            "info: single-point: 2 findings on 1 role, such as `a`",
            "      (`-v` shows where, and what to do)",
            "",
        ]
    );
    assert!(as_human(&report.unfolded(true)).starts_with("info: it is so 0\n  ╭─[raci.toml:1:1]"));
}

#[test]
fn errors_that_fill_more_than_a_screen_are_listed_again_in_a_line_each() {
    let sources = Sources::in_memory([("raci.toml", "x = 1\n".repeat(40))]);
    let line = |number: u32| Place::new(FileId(0), Span::new(number * 6, number * 6 + 1));
    let error =
        |number| Finding::new("no-decider", Level::Error, Subject::Matrix, line(number), format!("wrong {number}"));
    let last = |count| {
        let text = as_human(&Report::new(sources.clone(), (0..count).map(error).collect(), Proved::default()));
        let lines: Vec<String> = text.lines().rev().take(50).map(str::to_owned).collect();
        (0..count).all(|number| lines.iter().any(|line| line.ends_with(&format!("wrong {number}"))))
    };
    assert!((1..=40).all(last), "the last screen holds every error");
}

#[test]
fn what_is_below_the_level_is_counted_and_not_said() {
    let sources = Sources::in_memory([("raci.toml", "x = 1\n")]);
    let one = |level| Finding::new("no-decider", level, Subject::Matrix, Place::default(), level.as_str());
    let report =
        Report::new(sources, vec![one(Level::Info), one(Level::Warning), one(Level::Error)], Proved::default());
    let report = report.at_least(Level::Error);
    assert!(!as_human(&report).contains("warning") && as_human(&report).starts_with("error: error"));
    assert_eq!(report.sum_up(), "1 error, 1 warning, 1 info in 1 file");
    assert_eq!(report.left_out_words(), None);
}

#[test]
fn chinese_is_underlined_by_its_columns_and_wrapped_between_characters() {
    let text = "[decisions.\"价格折扣\"]\nname = \"五万元以下的价格折扣\"  # 销售专员\n";
    let sources = Sources::in_memory([("制度/raci.toml", text)]);
    let finding = Finding::new(
        "no-decider",
        Level::Warning,
        Subject::Of(Kind::Decision, "价格折扣".into()),
        place(&sources, 0, "价格折扣\"  #"),
        "没有人决定`价格折扣`:客户等级为丙级而且金额超过五万元人民币的时候,销售经理和销售总监都没有被授权,请补上",
    )
    .label("这里只说了五万元以下")
    .help("加一档没有上限的,或者写明由谁决定")
    .cases(Cases {
        witness: vec![
            ("客户等级".into(), Reading::Value("丙级".into())),
            ("金额".into(), Reading::Number(number("50000.01"))),
        ],
        region: Vec::new(),
    });
    let report = Report::new(sources, vec![finding], Proved::default());
    assert_snapshot!(as_human(&report));
    assert_eq!(
        as_plain(&report).lines().next().unwrap().split(": ").take(2).collect::<Vec<_>>(),
        ["制度/raci.toml:2:15", "warning"],
    );
}

#[test]
fn a_narrow_terminal_wraps_words_and_labels() {
    let text = shown(&one_gap(), Look { width: 44, ..Look::default() });
    assert!(text.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 44), "{text}");
    assert_snapshot!(text);
}

#[test]
fn the_end_of_a_file_has_a_caret() {
    for text in ["a = [1,", "a = [1,\n", "a = [1,\r\n", ""] {
        let end = text.len() as u32;
        let human = as_human(&at("raci.toml", text, Span::new(end, end), "the array is not closed"));
        assert!(human.contains('▲') && human.contains("╰── the array is not closed"), "{text:?}\n{human}");
    }
    assert_snapshot!(as_human(&at("raci.toml", "a = [1,\n", Span::new(8, 8), "the array is not closed")));
}

#[test]
fn windows_line_ends_are_not_shown() {
    let text = "a = 1\r\nb = \"x\r\nc = 3\r\n";
    let human = as_human(&at("raci.toml", text, Span::new(11, 14), "not closed"));
    assert!(!human.contains(['\r', '␍']), "{human}");
    assert_snapshot!(human);
}

#[test]
fn what_spans_lines_is_marked_in_the_first() {
    let text = "limits = [\n  1,\n  2,\n]\n";
    assert_snapshot!(as_human(&at("raci.toml", text, Span::new(9, 21), "these")));
}

#[test]
fn a_huge_line_is_cut_around_the_mark() {
    let text = format!("a = [{}\"here\"{}]\n", "\"销售\", ".repeat(300_000), ", \"财务\"".repeat(300_000));
    let start = text.find("\"here\"").unwrap() as u32;
    let report =
        at("raci.toml", &text, Span::new(start, start + 6), "a label that is long enough to want room of its own");
    let human = as_human(&report);
    assert!(human.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{human}");
    assert_snapshot!(human);
}

#[test]
fn tabs_keep_the_underline_in_place() {
    let text = "\ta =\t\"x\"\n";
    assert_snapshot!(as_human(&at("raci.toml", text, Span::new(5, 8), "")));
}

#[test]
fn hostile_text_steers_no_terminal_and_forges_no_line() {
    let evil = "\u{1B}]0;x\u{7}\u{202E}\u{200B}\n::error file=x::pwned\r##[error]no\u{2028}";
    let text = format!("a = 1 # {evil}\nb = \"{evil}\"\n");
    let sources = Sources::in_memory([(format!("::x{evil}.toml"), text)]);
    let place = place(&sources, 0, "b = ");
    let mut finding = Finding::new("invalid-toml", Level::Error, Subject::Matrix, place, format!("no {evil}"))
        .label(format!("why {evil}"))
        .help(evil)
        .cases(Cases { witness: vec![(evil.into(), Reading::Value(evil.into()))], region: Vec::new() });
    finding.roles.push(evil.into());
    let report = Report::new(sources, vec![finding], Proved::default());
    let (human, plain, json) = (as_human(&report), as_plain(&report), as_json(&report));
    for out in [&human, &plain, &json] {
        assert!(is_fit(out), "{out:?}");
        assert!(out.lines().all(|line| !line.trim_start().starts_with("::")), "{out}");
    }
    assert_eq!(plain.lines().count(), 1);
    let parsed: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(parsed["findings"][0]["help"], evil, "JSON says it exactly all the same");
    assert_snapshot!(human);
}

#[test]
fn waived_findings_are_counted_and_listed_only_for_programs() {
    let sources = Sources::in_memory([("raci.toml", LADDER)]);
    let waived =
        Waived { reason: "a pilot".into(), approved_by: Some("board".into()), until: Some("2026-12-31".into()) };
    let finding = Finding { waived: Some(waived), ..gap(&sources, 0) };
    let report = Report::new(sources, vec![finding], Proved { activities: 1, decisions: 3, cases: 20 });
    let sum = "no findings, 1 waived in 1 file: 1 activity and 3 decisions, checked in 20 kinds of case";
    assert_eq!(
        (as_human(&report), as_plain(&report), report.sum_up(), report.worst()),
        (String::new(), String::new(), sum.to_owned(), None)
    );
    let parsed: serde_json::Value = serde_json::from_str(&as_json(&report)).unwrap();
    assert_eq!(
        parsed["findings"][0]["waived"],
        serde_json::json!({ "reason": "a pilot", "approved-by": "board", "until": "2026-12-31" }),
    );
    assert_eq!(parsed["summary"]["waived"], 1);
}

#[test]
fn plain_is_one_line_a_finding() {
    assert_eq!(
        as_plain(&one_gap()),
        "raci.toml:6:42: error: nobody decides `price-discount` when amount is above 200 000 CNY [no-decider]\n"
    );
}

#[test]
fn json_is_version_one() {
    let sources = Sources::in_memory([("raci.toml", LADDER)]);
    let gap = gap(&sources, 0).also(place(&sources, 0, "价格折扣"), "the decision");
    let key =
        Finding::new("unknown-key", Level::Error, Subject::Matrix, place(&sources, 0, "name"), "unknown key `name`");
    assert_snapshot!(as_json(&Report::new(sources, vec![gap, key], Proved::default())));
}

#[test]
fn a_failure_is_an_object_too() {
    let mut out = Vec::new();
    failure("cannot read `x`", &mut Out::new(&mut out)).unwrap();
    assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn findings_are_in_the_order_of_names_and_places_however_they_came() {
    let sources = || Sources::in_memory([("b.toml", "xyz"), ("a.toml", "xyz")]);
    let finding = |file, start, rule, message: &str| {
        let place = Place::new(FileId(file), Span::new(start, start + 1));
        Finding::new(rule, Level::Warning, Subject::Matrix, place, message)
    };
    let mut findings = vec![
        finding(0, 1, "idle-role", "p"),
        finding(1, 2, "idle-role", "q"),
        finding(1, 0, "no-owner", "s"),
        finding(1, 0, "no-owner", "r"),
        finding(1, 0, "idle-role", "t"),
    ];
    let order = |findings: &[Finding]| {
        let report = Report::new(sources(), findings.to_vec(), Proved::default());
        report.findings().iter().map(|finding| finding.message.clone()).collect::<String>()
    };
    for _ in 0..findings.len() {
        findings.rotate_left(1);
        assert_eq!(order(&findings), "trsqp");
    }
}

#[test]
fn a_limit_cuts_what_is_shown_but_not_what_is_counted() {
    let sources = Sources::in_memory([("raci.toml", LADDER)]);
    let findings = vec![gap(&sources, 0), Finding { level: Level::Info, ..gap(&sources, 0) }, gap(&sources, 0)];
    let report = Report::new(sources, findings, Proved::default()).limit(1);
    let human = as_human(&report);
    assert_eq!(human.matches("nobody decides").count(), 1);
    let said = (report.left_out_words(), report.sum_up());
    assert_eq!(said, (Some("2 more findings not shown".to_owned()), "2 errors, 1 info in 1 file".to_owned()));
    assert_eq!(as_plain(&report).lines().count(), 1);
    let parsed: serde_json::Value = serde_json::from_str(&as_json(&report)).unwrap();
    assert_eq!((parsed["findings"].as_array().unwrap().len(), &parsed["summary"]["errors"]), (1, &2.into()));
}

#[test]
fn ten_thousand_findings_in_one_file_are_all_shown() {
    let sources = Sources::in_memory([("raci.toml", format!("{}\n", "k = \"销售\"\n".repeat(10_000)))]);
    let place = |number: u32| Place::new(FileId(0), Span::new(number * 13 + 4, number * 13 + 12));
    let finding =
        |number| Finding::new("invalid-value", Level::Error, Subject::Matrix, place(number), "wrong").label("this");
    let report = Report::new(sources, (0..10_000).map(finding).collect(), Proved::default());
    let folded = as_human(&report);
    assert_eq!((folded.matches("╭─").count(), folded.matches("and in 9999 more places").count()), (1, 1));
    let report = report.unfolded(true);
    let human = as_human(&report);
    assert_eq!(human.matches("k = \"销售\"").count(), 10_000);
    assert!(human.contains("╭─[raci.toml:10000:5]"));
}

proptest! {
    #[test]
    fn any_places_in_any_text_can_be_drawn_within_the_screen(
        text in "[a =\"\t\r\n销é\u{301}\u{1B}\u{202E}😀:#\\[]{0,400}",
        places in prop::collection::vec((0_u32..1200, 0_u32..60, "[a-z]{0,12}"), 1..8),
        width in 40_usize..100,
    ) {
        let sources = Sources::in_memory([("raci.toml", text)]);
        let mut labels = places.into_iter().map(|(start, length, label)| {
            (Place::new(FileId(0), Span::new(start, start + length)), label)
        });
        let (place, label) = labels.next().unwrap();
        let finding = Finding::new("no-owner", Level::Error, Subject::Matrix, place, "it is wrong").label(label.clone());
        let (finding, texts) = labels.fold((finding, vec![label]), |(finding, mut texts), (place, label)| {
            texts.push(label.clone());
            (finding.also(place, label), texts)
        });
        let out = shown(&Report::new(sources, vec![finding], Proved::default()), Look { color: false, width });
        for label in texts {
            prop_assert!(label.is_empty() || out.contains(&format!("╰── {label}")), "{label}\n{out}");
        }
        for line in out.lines() {
            prop_assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{line}\n{out}");
        }
    }
}
