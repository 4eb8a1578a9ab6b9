//! Each format against its own definition.

use std::sync::LazyLock;

use insta::assert_snapshot;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use super::*;

/// The schema that OASIS publishes, without a stray bracket in a pattern that strict readers of regular expressions refuse.
static SARIF: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema = include_str!("sarif-schema-2.1.0.json").replace("{2}]?$", "{2}$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
});

/// The log, which must be valid.
pub(super) fn sarif(text: &str) -> Value {
    let log: Value = serde_json::from_str(text).unwrap();
    let wrong: Vec<String> =
        SARIF.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    log
}

/// Reads XML to its end, every name, attribute and text of it, and returns the names of the elements that were opened.
pub(super) fn xml(text: &str) -> Vec<String> {
    let mut reader = Reader::from_str(text);
    let mut names = Vec::new();
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    assert!(text.chars().all(is_allowed), "{text:?}");
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                names.push(tag.name().as_ref().to_owned());
                for attribute in tag.attributes() {
                    attribute.unwrap().normalized_value(quick_xml::XmlVersion::Explicit1_0).unwrap();
                }
            }
            Event::Eof => return names,
            _ => {}
        }
    }
}

#[test]
fn sarif_is_what_the_schema_says() {
    let clean = checked(&[("raci.toml", "")]);
    let found = checked(&[("raci.toml", "[rolls.x]\n[activities.a]\nR = \"nobody\"\n")]);
    assert!(!found.findings().is_empty());
    for report in [&clean, &found, &sample()] {
        sarif(&in_format("sarif", report));
    }
    let failed = sarif(&failure_in("sarif", "cannot read `x`\nnor `y`"));
    assert_eq!(failed["runs"][0]["invocations"][0]["executionSuccessful"], false);
    assert_eq!(failed["runs"][0].get("results"), None, "no results is not the same as none found");
}

#[test]
fn the_examples_are_reported_in_every_format() {
    for example in ["minimal", "sales-department", "sales-department-as-published"] {
        let path = format!("{}/examples/{example}/raci.toml", env!("CARGO_MANIFEST_DIR"));
        let policy = std::fs::read_to_string(path).unwrap();
        let report = checked(&[("raci.toml", &policy)]);
        let found = report.findings().len();
        let log = sarif(&in_format("sarif", &report));
        assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), found, "{example}");
        for (format, _) in FORMATS {
            let written = in_format(format, &report);
            match format {
                "json" | "gitlab" => drop(serde_json::from_str::<Value>(&written).unwrap()),
                "jsonl" => assert_eq!(written.lines().count(), found + 1),
                "github" => assert!(written.lines().all(|line| line.starts_with("::"))),
                "junit" => drop(xml(&written)),
                _ => assert!(!written.contains('\u{1B}')),
            }
        }
    }
}

#[test]
fn the_validator_finds_what_is_not_sarif() {
    let mut log: Value = serde_json::from_str(&in_format("sarif", &sample())).unwrap();
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0.into();
    assert!(!SARIF.is_valid(&log));
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 1.into();
    assert!(SARIF.is_valid(&log));
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "a b".into();
    assert!(!SARIF.is_valid(&log));
}

#[test]
fn sarif_says_where_what_and_why_not() {
    let mut log = sarif(&in_format("sarif", &sample()));
    let run = log["runs"][0].as_object_mut().unwrap();
    let mut results = run.remove("results").unwrap();
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap().clone();
    for result in results.as_array_mut().unwrap() {
        let index = result.as_object_mut().unwrap().remove("ruleIndex").unwrap();
        assert!(index == -1 || rules[index.as_u64().unwrap() as usize]["id"] == result["ruleId"]);
    }
    run["tool"]["driver"].as_object_mut().unwrap().retain(|key, _| key == "name");
    let shown = serde_json::json!({ "run": run, "results": results });
    assert_snapshot!(serde_json::to_string_pretty(&shown).unwrap());
}

#[test]
fn every_rule_is_in_sarif_with_its_level_and_its_page() {
    let log = sarif(&in_format("sarif", &sample()));
    let listed = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().clone();
    assert_eq!(listed.len(), raci::rules::ALL.len());
    for (rule, listed) in raci::rules::ALL.iter().zip(listed) {
        assert_eq!(listed["id"], rule.name);
        assert_eq!(listed["shortDescription"]["text"].as_str(), Some(rule.summary().as_str()));
        assert!(
            listed["help"]["markdown"]
                .as_str()
                .unwrap()
                .contains(rule.summary().lines().next().unwrap().split('`').next().unwrap())
        );
        assert!(matches!(listed["defaultConfiguration"]["level"].as_str(), Some("error" | "warning" | "note")));
    }
}

#[test]
fn github_gets_an_annotation_a_finding() {
    assert_snapshot!(in_format("github", &sample()));
    assert_snapshot!(in_format("github summary", &sample()));
    assert_eq!(failure_in("github", "cannot read `x`"), "::error title=raci::cannot read `x`\n");
}

#[test]
fn a_summary_has_room_for_as_many_as_the_service_takes() {
    let sources = Sources::in_memory([("raci.toml", "x")]);
    let finding = Finding::new("no-owner", Level::Error, Subject::Matrix, Place::default(), "x".repeat(1000));
    let report = Report::new(sources, vec![finding; 2000], Proved::default());
    let summary = in_format("github summary", &report);
    assert!(summary.len() < 1 << 20);
    assert!(summary.ends_with(" more are not shown\n\n"));
}

#[test]
fn gitlab_gets_an_entry_a_finding_that_no_waiver_hides() {
    assert_snapshot!(in_format("gitlab", &sample()));
    let failed: Value = serde_json::from_str(&failure_in("gitlab", "cannot read `x`")).unwrap();
    assert_eq!(failed[0]["severity"], "blocker");
}

#[test]
fn junit_has_a_case_a_rule_and_subject() {
    let written = in_format("junit", &sample());
    assert_eq!(xml(&written).iter().filter(|name| *name == "testcase").count(), 3);
    assert_snapshot!(written);
    xml(&failure_in("junit", "cannot read `x`"));
    let clean =
        in_format("junit", &Report::new(Sources::in_memory([("raci.toml", "")]), Vec::new(), Proved::default()));
    assert_eq!(xml(&clean), ["testsuites", "testsuite", "testcase"]);
}

#[test]
fn what_fails_in_junit_is_what_makes_the_run_fail() {
    let failures = |least| in_format("junit", &sample().fail_on(least)).matches("<failure").count();
    assert_eq!([None, Some(Level::Error), Some(Level::Info)].map(failures), [0, 1, 2]);
}

#[test]
fn json_lines_are_objects_and_the_last_sums_up() {
    let written = in_format("jsonl", &sample());
    let lines: Vec<Value> = written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let types: Vec<&str> = lines.iter().map(|line| line["type"].as_str().unwrap()).collect();
    assert_eq!(types, ["finding", "finding", "finding", "summary"]);
    assert!(lines.iter().all(|line| line["version"] == 1));
    let json: Value = serde_json::from_str(&in_format("json", &sample())).unwrap();
    assert_eq!(lines[0]["location"], json["findings"][0]["location"]);
    assert_eq!(lines[3]["waived"], 1);
    assert_eq!(failure_in("jsonl", "no"), "{\"version\":1,\"type\":\"error\",\"error\":\"no\"}\n");
}

#[test]
fn what_only_follows_is_said_in_json_alone_and_not_counted() {
    let case =
        |dimension| format!("[[decisions.pay.cases]]\nwhen = {{ {dimension} = \"yes\" }}\ndecides = \"{dimension}\"\n");
    let dimensions = ["urgent", "abroad", "new"].map(|name| format!("{name} = [\"yes\", \"no\"]\n")).concat();
    let roles = "[roles]\nurgent = {}\nabroad = {}\nnew = {}\n[decisions.pay]\ndecides = \"new\"\n";
    let policy = format!("[dimensions]\n{dimensions}{roles}{}", ["urgent", "abroad", "new"].map(case).concat());
    let report = checked(&[("raci.toml", &policy)]);
    let json: Value = serde_json::from_str(&in_format("json", &report)).unwrap();
    let findings: Vec<&Value> =
        json["findings"].as_array().unwrap().iter().filter(|finding| finding["level"] == "error").collect();
    let implied: Vec<&&Value> = findings.iter().filter(|finding| finding["implied"] == true).collect();
    assert_eq!((findings.len(), implied.len()), (4, 1));
    assert!(findings.iter().all(|finding| finding["implied"] == true || finding.get("implied").is_none()));
    assert_eq!(json["summary"]["errors"], 3);
    for (name, _) in FORMATS.iter().filter(|(name, _)| *name != "json") {
        assert!(!in_format(name, &report).contains("three answers hold"), "{name}");
    }
    let cut: Value = serde_json::from_str(&in_format("json", &report.limit(1))).unwrap();
    assert_eq!(cut["findings"].as_array().unwrap().iter().filter(|one| one.get("implied").is_none()).count(), 1);
}
