//! One change that shows in many regions of cases, told once.

use raci::report::Look;
use raci::report::diff::{Comparison, PolicyDiff, Snapshot, human, json, markdown};
use raci::source::{Out, Sources};
use serde_json::Value;

use crate::diff;

const BANDS: usize = 50;

/// A ladder of many steps, on top of all of which `legal` may have to sign.
fn ladder(also: &str) -> String {
    let roles: String = (0..=BANDS).map(|number| format!("r{number} = {{}}\n")).collect();
    let steps: String =
        (0..BANDS).map(|number| format!("{{ decides = \"r{number}\", at-most = {} }},\n", (number + 1) * 10)).collect();
    format!(
        "[dimensions]\namount = {{ at-least = 0 }}\nvendor = [\"old\", \"new\"]\n[roles]\nlegal = {{}}\n{roles}\
         [decisions.order]\nmeasure = \"amount\"\nlimits = [{steps}{{ decides = \"r{BANDS}\" }}]\n{also}"
    )
}

fn comparison() -> Comparison {
    let sources = |text: &str| Sources::in_memory([("raci.toml".to_owned(), text)]);
    let (old, new) = (ladder(""), ladder("[[decisions.order.also]]\nwhen = { vendor = \"new\" }\ndecides = \"legal\""));
    let name = Some("raci.toml".to_owned());
    let policy = PolicyDiff { old: name.clone(), new: name, diff: diff(&old, &new) };
    let [old, new] = [old, new].map(|text| Snapshot { name: None, sources: sources(&text) });
    Comparison { old, new, folder: String::new(), policies: vec![policy] }
}

fn written(write: impl FnOnce(&mut Out<'_>) -> std::io::Result<()>) -> String {
    let mut text = Vec::new();
    write(&mut Out::new(&mut text)).unwrap();
    String::from_utf8(text).unwrap()
}

#[test]
fn people_see_it_once_with_the_regions_below_in_order() {
    let text = written(|out| human(&comparison(), Look::default(), None, out));
    let head = "authority gained\n  `legal` gains a say in `order`, together with others\n";
    let (_, below) = text.split_once(head).unwrap();
    let below: Vec<&str> = below.lines().take_while(|line| line.starts_with("      ")).collect();
    let regions: Vec<&&str> = below.iter().filter(|line| line.starts_with("      when amount is ")).collect();
    assert_eq!(regions.len(), BANDS + 1);
    assert_eq!(*regions[0], "      when amount is at most 10 and vendor is new (before: `r0`)");
    assert_eq!(*regions[1], "      when amount is above 10 and at most 20 and vendor is new (before: `r1`)");
    assert_eq!(*regions[BANDS], "      when amount is above 500 and vendor is new (before: `r50`)");
    assert!(text.ends_with("authority moved: 1 gained, 51 lost, 1 strengthened\n"), "{text}");
    let text = written(|out| markdown(&comparison(), out));
    assert_eq!(text.matches("- `legal` gains a say").count(), 1);
    assert_eq!(text.matches("  - when ").count(), 2 * (BANDS + 1));
}

#[test]
fn lines_keep_to_the_width_of_a_terminal() {
    let text = written(|out| human(&comparison(), Look::default(), Some(60), out));
    assert!(text.lines().all(|line| line.chars().count() <= 60), "{text}");
}

#[test]
fn programs_have_every_change_and_the_entries_beside_them() {
    let object: Value = serde_json::from_str(&written(|out| json(&comparison(), out))).unwrap();
    let policy = &object["policies"][0];
    let all = |key: &str| policy[key].as_array().unwrap().clone();
    let (changes, entries) = (all("changes"), all("entries"));
    let regions: Vec<Value> =
        entries.iter().flat_map(|entry| entry["regions"].as_array().unwrap().iter().cloned()).collect();
    assert_eq!((changes.len(), regions.len()), (3 * (BANDS + 1), 3 * (BANDS + 1)));
    let legal = &entries[0];
    assert_eq!(legal["message"], "`legal` gains a say in `order`, together with others");
    assert_eq!(legal["regions"].as_array().unwrap().len(), BANDS + 1);
    assert_eq!(legal["regions"][0]["when"], "amount is at most 10 and vendor is new");
    assert_eq!(legal["regions"][0]["before"]["decides"], "r0");
    for key in ["before", "after", "witness", "region", "location"] {
        assert!(changes.iter().any(|change| change[key] == legal["regions"][7][key]), "{key}");
    }
}
