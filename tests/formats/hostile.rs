//! Policies that would steer a terminal, forge a line of a build log or break out of a format.

use proptest::prelude::*;
use raci::cases::Reading;
use raci::finding::{Finding, Label, Level, Waived};
use raci::source::harmless;

use super::*;

const EVIL: &str = "\u{1B}]0;x\u{7}\u{202E}\u{200B}\n::error file=x::pwned\r##[error]no\u{2028}%0A]]><!--&\"'|`</script>,[a](http://b)\u{FFFF}";

/// A finding of which every text is `evil`, in a file of that name.
fn of(evil: &str) -> Report {
    let text = format!("a = 1 # {evil}\nb = \"{evil}\"\n");
    let sources = Sources::in_memory([(format!("::x{evil}.toml"), text)]);
    let place = Place::new(FileId(0), Span::new(0, 3));
    let finding = |subject: Subject, waived: Option<Waived>| {
        let mut finding = Finding::new("invalid-value", Level::Error, subject, place, format!("::no {evil}"))
            .label(evil)
            .help(evil)
            .also(place, evil)
            .roles([evil.into()])
            .cases(Cases {
                witness: vec![(evil.into(), Reading::Value(evil.into()))],
                region: vec![(evil.into(), Portion::Values(vec![evil.into()]))],
            });
        finding.primary = Label { place, text: evil.to_owned() };
        Finding { waived, ..finding }
    };
    let waived = Waived { reason: evil.into(), approved_by: Some(evil.into()), until: None };
    let findings = vec![finding(Subject::Of(Kind::Role, evil.into()), None), finding(Subject::Matrix, Some(waived))];
    Report::new(sources, findings, Proved::default())
}

/// No character that steers anything, and no line that a build server takes for a command unless the format is made of them.
fn is_harmless(format: &str, out: &str) -> Result<(), TestCaseError> {
    prop_assert!(harmless::is_fit(out), "{format}: {out:?}");
    let commands = out.lines().filter(|line| line.trim_start().starts_with("::")).count();
    let ours = if format == "github" { out.lines().count() } else { 0 };
    prop_assert_eq!(commands, ours, "{}: {}", format, out);
    Ok(())
}

fn every_format_is_harmless(evil: &str) -> Result<(), TestCaseError> {
    let report = of(evil);
    for (format, write) in FORMATS {
        is_harmless(format, &text(|out| write(&report, out)))?;
    }
    for (format, write) in FAILURES {
        is_harmless(format, &text(|out| write(evil, out)))?;
    }
    prop_assert_eq!(in_format("github", &report).lines().count(), 1, "one annotation, whatever it says");
    Ok(())
}

#[test]
fn nothing_steers_a_terminal_or_a_build_server() {
    every_format_is_harmless(EVIL).unwrap();
    for format in ["json", "sarif", "gitlab"] {
        let _: serde_json::Value = serde_json::from_str(&in_format(format, &of(EVIL))).unwrap();
    }
    valid::sarif(&in_format("sarif", &of(EVIL)));
    valid::xml(&in_format("junit", &of(EVIL)));
}

#[test]
fn a_policy_of_hostile_names_is_checked_and_reported_harmlessly() {
    let id = serde_json::to_string(EVIL).unwrap();
    let policy = format!(
        "[roles.{id}]\nreports-to = {id}\nname = {id}\n[activities.{id}]\nR = {id}\nC = [{id}, \"{}\"]\n[decisions.{id}]\n{id} = 1\n",
        "x\\u001b[31m",
    );
    let report = checked(&[(&format!("a{EVIL}/raci.toml"), &policy)]);
    assert!(report.findings().len() > 2, "{:?}", report.findings());
    for (format, write) in FORMATS {
        is_harmless(format, &text(|out| write(&report, out))).unwrap();
    }
    valid::sarif(&in_format("sarif", &report));
    valid::xml(&in_format("junit", &report));
}

#[test]
fn json_says_exactly_what_the_file_said_all_the_same() {
    let json: serde_json::Value = serde_json::from_str(&in_format("json", &of(EVIL))).unwrap();
    assert_eq!(json["findings"][0]["help"], EVIL);
}

#[test]
fn a_path_in_sarif_is_percent_encoded() {
    let sarif: serde_json::Value = serde_json::from_str(&in_format("sarif", &of("a b\n#"))).unwrap();
    let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "%3A%3Axa%20b%0A%23.toml");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_text_at_all_is_harmful(evil in any::<String>(), bits in "[:#\\[\\n\\r \u{1B}\u{2028}%a-z]{0,30}") {
        every_format_is_harmless(&evil)?;
        every_format_is_harmless(&bits)?;
        valid::xml(&in_format("junit", &of(&evil)));
    }
}
