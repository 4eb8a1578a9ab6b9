//! What moved, for programs.

use std::io;

use serde::Serialize;
use serde_json::{Value, json};

use super::super::answer_json;
use super::super::json::{CasesObject, Location, VERSION, json_object};
use super::comparison::{Comparison, PolicyDiff};
use super::folded::Folded;
use crate::diff::{Change, Diff, State};
use crate::source::harmless::Out;
use crate::subject::Text;

/// Writes every change as one object.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn json(comparison: &Comparison, out: &mut Out<'_>) -> io::Result<()> {
    let policies = comparison.policies.iter().map(|policy| PolicyObject::new(comparison, policy));
    let object = ComparisonObject {
        version: VERSION,
        old: comparison.old.name.as_deref(),
        new: comparison.new.name.as_deref(),
        authority_moved: comparison.moves_authority(),
        policies: policies.collect(),
    };
    json_object(&object, out)
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ComparisonObject<'a> {
    version: u32,
    old: Option<&'a str>,
    new: Option<&'a str>,
    authority_moved: bool,
    policies: Vec<PolicyObject<'a>>,
}

#[derive(Serialize)]
struct PolicyObject<'a> {
    old: Option<&'a str>,
    new: Option<&'a str>,
    changes: Vec<ChangeObject<'a>>,
    entries: Vec<EntryObject<'a>>,
}

/// A change once, with all regions in which it shows.
#[derive(Serialize)]
struct EntryObject<'a> {
    effect: &'static str,
    subject: String,
    message: String,
    roles: &'a [Text],
    own: bool,
    regions: Vec<RegionObject<'a>>,
}

#[derive(Serialize)]
struct RegionObject<'a> {
    when: &'a str,
    before: Value,
    after: Value,
    #[serde(flatten)]
    cases: CasesObject<'a>,
    location: Option<SeenIn<'a>>,
}

#[derive(Serialize)]
struct ChangeObject<'a> {
    effect: &'static str,
    subject: String,
    message: String,
    roles: &'a [Text],
    before: Value,
    after: Value,
    #[serde(flatten)]
    cases: CasesObject<'a>,
    own: bool,
    location: Option<SeenIn<'a>>,
}

#[derive(Serialize)]
struct SeenIn<'a> {
    version: &'static str,
    #[serde(flatten)]
    location: Location<'a>,
}

impl<'a> PolicyObject<'a> {
    fn new(comparison: &'a Comparison, policy: &'a PolicyDiff) -> Self {
        let changes = policy.diff.changes.iter().map(|change| ChangeObject::new(comparison, &policy.diff, change));
        let groups = policy.grouped().flat_map(|(_, entries)| entries);
        let entries = groups.map(|entry| EntryObject::new(comparison, &policy.diff, &entry));
        Self {
            old: policy.old.as_deref(),
            new: policy.new.as_deref(),
            changes: changes.collect(),
            entries: entries.collect(),
        }
    }
}

impl<'a> ChangeObject<'a> {
    fn new(comparison: &'a Comparison, diff: &Diff, change: &'a Change) -> Self {
        Self {
            effect: change.effect.as_str(),
            subject: change.subject.to_string(),
            message: change.words(),
            roles: &change.roles,
            before: state(diff, &change.before),
            after: state(diff, &change.after),
            cases: change.cases.as_ref().into(),
            own: change.own,
            location: SeenIn::of(comparison, change),
        }
    }
}

impl<'a> EntryObject<'a> {
    fn new(comparison: &'a Comparison, diff: &Diff, entry: &Folded<'a>) -> Self {
        let first = entry.first();
        let regions = entry.regions().map(|(change, _)| RegionObject {
            when: &change.when,
            before: state(diff, &change.before),
            after: state(diff, &change.after),
            cases: change.cases.as_ref().into(),
            location: SeenIn::of(comparison, change),
        });
        Self {
            effect: first.effect.as_str(),
            subject: first.subject.to_string(),
            message: entry.summary(),
            roles: &first.roles,
            own: first.own,
            regions: regions.collect(),
        }
    }
}

impl<'a> SeenIn<'a> {
    fn of(comparison: &'a Comparison, change: &Change) -> Option<Self> {
        change.place.map(|(version, place)| Self {
            version: version.pick(["old", "new"]),
            location: Location::new(&comparison.snapshot(version).sources, place),
        })
    }
}

/// What holds in one version: `null` where it has no such cases or no such thing; the answer as the format writes it, a list of
/// answers where there is not exactly one; roles as a list.
fn state(diff: &Diff, state: &State) -> Value {
    match state {
        State::None => Value::Null,
        State::Words(words) => json!(words),
        State::Roles(roles) => json!(roles),
        State::Answers(answers) => match answers.as_slice() {
            [one] => answer_json(&diff.roles, Some(one)),
            answers => answers.iter().map(|answer| answer_json(&diff.roles, Some(answer))).collect(),
        },
    }
}
