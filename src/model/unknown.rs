//! References to nothing: which of them to speak of, and what was meant.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::names::Names;
use super::resolver::Unknown;
use super::whole::Model;
use crate::finding::{Finding, Fix, TextChange};
use crate::nearest::{Nearest, did_you_mean_or, nearest};
use crate::subject::{Kind, Subject, Text};
use crate::syntax::Flaw;

/// Beyond so many comparisons of words the nearest is no longer looked for: a policy with thousands of wrong references to thousands
/// of things is told so without waiting.
const MOST_COMPARISONS: usize = 4_000_000;

/// Beyond so many bytes, text that could not be read is no longer searched: what is looked for may be in it.
const MOST_BYTES: usize = 2_000_000_000;

/// The things that have a name other than their id: for each kind and name the one id, `None` where there are several.
type Called<'m> = HashMap<(Kind, &'m str), Option<&'m Text>>;

/// What people write between two names.
const SEPARATORS: [&str; 11] = [",", "，", "、", ";", "；", "/", "+", "&", " and ", "和", "及"];

/// What is wrong with each reference. Nothing is said of an id that may be defined in what could not be read.
pub(super) fn findings(unknown: Vec<Unknown>, names: &Names, model: &Model) -> Vec<Finding> {
    let called = if unknown.is_empty() { Called::new() } else { called(model) };
    let mut adviser = Adviser { names, called, comparisons: MOST_COMPARISONS, bytes: MOST_BYTES };
    let mut told: HashMap<(Kind, Text), Option<Advice>> = HashMap::new();
    let mut findings = Vec::with_capacity(unknown.len());
    for Unknown { kind, id, subject, place } in unknown {
        let message = format!("there is no {} `{id}`", kind.noun());
        let advice = match told.entry((kind, id)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let advice = adviser.advice(kind, &new.key().1);
                new.insert(advice)
            }
        };
        if let Some(Advice { help, fix }) = advice {
            let finding = Flaw::UnknownReference.finding(subject, place, message);
            let finding = finding.label("defined nowhere").help(help.as_str());
            findings.push(finding.fixes(fix.clone()));
        }
    }
    findings
}

fn called(model: &Model) -> Called<'_> {
    let roles = model.roles.values().iter().flat_map(|role| {
        let names = std::iter::once(&role.name).chain(&role.aliases);
        names.map(move |name| (Kind::Role, &name.value, &role.id))
    });
    let activities = model.activities.values().iter().map(|activity| (Kind::Activity, &activity.name, &activity.id));
    let decisions = model.decisions.values().iter().map(|decision| (Kind::Decision, &decision.name, &decision.id));
    let departments =
        model.departments.values().iter().map(|department| (Kind::Department, &department.name, &department.id));
    let stages = model.stages.values().iter().map(|stage| (Kind::Stage, &stage.name, &stage.id));
    let mut called = Called::new();
    for (kind, name, id) in roles.chain(activities).chain(decisions).chain(departments).chain(stages) {
        let first = called.entry((kind, name)).or_insert(Some(id));
        if *first != Some(id) {
            *first = None;
        }
    }
    called
}

/// What to write in place of an id that is not defined.
struct Advice {
    help: String,
    fix: Option<Fix>,
}

/// Another id in place of the one that is written.
fn renamed(from: &Text, to: &Text) -> Fix {
    Fix::new(format!("write `{to}`"), TextChange::Rename { from: from.clone(), to: to.clone() })
}

/// Looks for what was meant, for a limited time.
struct Adviser<'a> {
    names: &'a Names,
    called: Called<'a>,
    comparisons: usize,
    bytes: usize,
}

impl Adviser<'_> {
    /// What to write in place of the id; `None` where it may be defined in what could not be read.
    fn advice(&mut self, kind: Kind, id: &Text) -> Option<Advice> {
        if self.may_be_unread(id) {
            return None;
        }
        if let Some(Some(meant)) = self.called.get(&(kind, id.as_str())) {
            let help = format!("this is what `{meant}` is called: write its id, `{meant}`");
            return Some(Advice { help, fix: Some(renamed(id, meant).safe()) });
        }
        if let Some(parts) = self.several(kind, id) {
            return Some(Advice { help: format!("write each of them in quotes of its own: {parts}"), fix: None });
        }
        let near = self.nearest(kind, id);
        let is_close = near.as_ref().is_some_and(|near| near.is_close);
        if self.names.unread().kinds.contains(&kind) && !is_close {
            return None;
        }
        let add = match kind {
            Kind::Stage => format!("define it with `[[stages]]` and `id = \"{id}\"`"),
            _ => format!("define it with `[{}]`", Subject::Of(kind, id.clone())),
        };
        let close = near.as_ref().filter(|near| near.is_close);
        let fix = close.map(|near| {
            let fix = renamed(id, &near.word);
            if near.is_only { fix.safe() } else { fix }
        });
        let help = did_you_mean_or(near, add, &format!("the nearest id in `{}`", kind.table()));
        Some(Advice { help, fix })
    }

    /// The ids that one text lists, each in quotes.
    fn several(&self, kind: Kind, text: &str) -> Option<String> {
        let meant = |part: &str| {
            let id = self.called.get(&(kind, part)).copied().flatten().map_or(part, |id| id.as_str());
            self.names.is_defined(kind, id).then(|| format!("\"{id}\""))
        };
        let list = |separator: &str| -> Option<Vec<String>> {
            let parts = text.split(separator).map(str::trim);
            text.contains(separator).then(|| parts.map(meant).collect()).flatten()
        };
        SEPARATORS.iter().find_map(|separator| list(separator)).map(|parts| parts.join(", "))
    }

    fn nearest(&mut self, kind: Kind, id: &str) -> Option<Nearest<Text>> {
        let known = self.names.known(kind);
        self.comparisons = self.comparisons.checked_sub(known.len())?;
        let near = nearest(id, known)?;
        Some(Nearest { word: near.word.clone(), is_close: near.is_close, is_only: near.is_only })
    }

    /// Whether the id stands in what is unread.
    fn may_be_unread(&mut self, id: &Text) -> bool {
        let unread = self.names.unread();
        if unread.ids.contains(id) {
            return true;
        }
        let bytes: usize = unread.pieces.iter().map(String::len).sum();
        match self.bytes.checked_sub(bytes) {
            Some(left) => self.bytes = left,
            None => return true,
        }
        unread.pieces.iter().any(|text| text.contains(id.as_str()))
    }
}
