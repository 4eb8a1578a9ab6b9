//! Lines move, and findings stay the same ones.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;

const POLICY: &str = "[roles.clerk]\n[roles.buyer]\n[activities.order]\nR = [\"clerk\", \"nobody\"]\n[activities.pay]\nC = \"clerk\"\n[x]\n";

fn fingerprints(report: &Report) -> Vec<String> {
    let log: Value = serde_json::from_str(&in_format("sarif", report)).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let of = |result: &Value| result["partialFingerprints"]["raciFinding/v1"].as_str().unwrap().to_owned();
    results.iter().map(of).collect()
}

#[test]
fn five_blank_lines_change_no_fingerprint() {
    let before = checked(&[("raci.toml", POLICY)]);
    let after = checked(&[("raci.toml", &format!("\n\n\n\n\n{POLICY}"))]);
    assert!(before.findings().len() > 3);
    assert_ne!(in_format("plain", &before), in_format("plain", &after));
    assert_eq!(fingerprints(&before), fingerprints(&after));
    let gitlab = |report: &Report| -> Vec<Value> {
        let entries: Value = serde_json::from_str(&in_format("gitlab", report)).unwrap();
        entries.as_array().unwrap().iter().map(|entry| entry["fingerprint"].clone()).collect()
    };
    assert_eq!(gitlab(&before), gitlab(&after));
    assert_eq!(gitlab(&before)[0], fingerprints(&before)[0]);
}

#[test]
fn no_two_findings_share_a_fingerprint() {
    let report = checked(&[("raci.toml", &format!("{POLICY}\na = 1\nb = 2\n[y]\n"))]);
    let all = fingerprints(&report);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
}

#[test]
fn another_mistake_on_the_same_subject_is_another_finding() {
    let one = fingerprints(&checked(&[("raci.toml", POLICY)]));
    let other = fingerprints(&checked(&[("raci.toml", &POLICY.replace("nobody", "noone"))]));
    assert_eq!(one.iter().filter(|one| !other.contains(one)).count(), 1);
}

#[test]
fn moving_to_another_file_of_the_policy_changes_nothing() {
    let one = checked(&[("raci.toml", POLICY)]);
    let (main, rest) = POLICY.split_once("[activities.order]").unwrap();
    let two = checked(&[("raci.toml", main), ("x.raci.toml", &format!("[activities.order]{rest}"))]);
    assert_eq!(BTreeSet::from_iter(fingerprints(&one)), BTreeSet::from_iter(fingerprints(&two)));
}
