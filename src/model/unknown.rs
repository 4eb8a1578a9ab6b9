//! References to nothing: which of them to speak of, and what was meant.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::names::Names;
use super::resolver::Unknown;
use super::whole::Model;
use crate::finding::{Finding, Fix, TextChange};
use crate::meant::{Joining, Measure, is_nobody, plain, several};
use crate::nearest::{Nearest, did_you_mean_or, nearest};
use crate::source::Place;
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{Due, Flaw, in_quotes};

/// Beyond so many comparisons of words the nearest is no longer looked for: a policy with thousands of wrong references to thousands
/// of things is told so without waiting.
const MOST_COMPARISONS: usize = 4_000_000;

/// Beyond so many bytes, text that could not be read is no longer searched: what is looked for may be in it.
const MOST_BYTES: usize = 2_000_000_000;

/// The things that have a name other than their id: for each kind and name the one id, `None` where there are several.
type Called<'m> = HashMap<(Kind, &'m str), Option<&'m Text>>;

/// The same by what the names and ids come to for a reader.
type AlikeNames<'m> = HashMap<(Kind, String), Option<&'m Text>>;

/// What is wrong with each reference; `dues` says what is due where they stand. Nothing is said of an id that may be defined in what
/// could not be read.
pub(super) fn findings(unknown: Vec<Unknown>, names: &Names, model: &Model, dues: Vec<(Place, Due)>) -> Vec<Finding> {
    if unknown.is_empty() {
        return Vec::new();
    }
    let dues: HashMap<Place, Due> = dues.into_iter().collect();
    let called = called(model);
    let alike = alike(&called, names);
    let mut adviser = Adviser { names, model, called, alike, comparisons: MOST_COMPARISONS, bytes: MOST_BYTES };
    let mut told: HashMap<(Kind, Text), Meant> = HashMap::new();
    let mut findings = Vec::with_capacity(unknown.len());
    for Unknown { kind, id, subject, place } in unknown {
        let message = format!("there is no {} `{id}`", kind.noun());
        let meant = match told.entry((kind, id.clone())) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let meant = adviser.meant(kind, &new.key().1);
                new.insert(meant)
            }
        };
        let finding = Flaw::UnknownReference.finding(subject, place, message).label("defined nowhere");
        findings.extend(meant.told(finding, &id, dues.get(&place).copied().unwrap_or_default()));
    }
    findings
}

/// Every name of a thing, with its kind and its id.
fn names_of(model: &Model) -> impl Iterator<Item = (Kind, &Text, &Text)> {
    let roles = model.roles.values().iter().flat_map(|role| {
        let names = std::iter::once(&role.name).chain(&role.aliases);
        names.map(move |name| (Kind::Role, &name.value, &role.id))
    });
    macro_rules! named {
        ($kind:ident, $things:ident) => {
            model.$things.values().iter().map(|thing| (Kind::$kind, &thing.name, &thing.id))
        };
    }
    roles
        .chain(named!(Activity, activities))
        .chain(named!(Decision, decisions))
        .chain(named!(Department, departments))
        .chain(model.stages.values().iter().map(|stage| (Kind::Stage, &stage.name, &stage.id)))
        .chain(model.dimensions.declared().map(|(_, dimension)| (Kind::Dimension, &dimension.name, &dimension.id)))
        .chain(named!(Person, people))
        .chain(named!(Handoff, handoffs))
        .chain(named!(Escalation, escalations))
        .chain(named!(Indicator, indicators))
}

fn called(model: &Model) -> Called<'_> {
    let mut called = Called::new();
    for (kind, name, id) in names_of(model) {
        let first = called.entry((kind, name.as_str())).or_insert(Some(id));
        if *first != Some(id) {
            *first = None;
        }
    }
    called
}

fn alike<'m>(called: &Called<'m>, names: &'m Names) -> AlikeNames<'m> {
    let mut alike = AlikeNames::new();
    let ids = Kind::all().flat_map(|kind| names.known(kind).map(move |id| (kind, id.as_str(), Some(id))));
    for (kind, name, id) in called.iter().map(|((kind, name), id)| (*kind, *name, *id)).chain(ids) {
        let first = alike.entry((kind, plain(name).replace(['-', '_'], " "))).or_insert(id);
        if *first != id {
            *first = None;
        }
    }
    alike
}

/// What may be meant by an id that is not defined.
#[derive(Debug)]
enum Meant {
    /// It may be defined in what could not be read.
    Unread,
    /// This is what the thing is called.
    Called(Text),
    /// This is nearly what the thing is called.
    Alike(Text),
    /// These, and how the text joins them.
    Several(Vec<Text>, Joining),
    /// A person, and the roles that the person holds.
    Person(Text, Vec<Text>),
    /// What is counted in this unit.
    Counted(Text),
    /// Nobody.
    Nobody(String),
    /// This one, or another that is to be defined.
    Near(String, Option<Fix>),
}

impl Meant {
    /// The finding with what to write; `None` where nothing is to be said.
    fn told(&self, finding: Finding, id: &Text, due: Due) -> Option<Finding> {
        let place = finding.primary.place;
        let text = |text: &str| Fix::write(place, in_quotes(text));
        Some(match self {
            Self::Unread => return None,
            Self::Called(meant) => finding
                .help(format!("this is what `{meant}` is called: write its id, `{meant}`"))
                .fix(renamed(id, meant).safe()),
            Self::Alike(meant) => finding
                .help(format!("this is what `{meant}` is called: write its id, `{meant}`"))
                .fix(renamed(id, meant)),
            Self::Several(parts, joint) => {
                let quoted: Vec<String> = parts.iter().map(|part| in_quotes(part)).collect();
                let written = due.written(&quoted, *joint);
                let finding = if written.is_empty() {
                    finding.help(format!("write each of them in quotes of its own: {}", quoted.join(", ")))
                } else {
                    finding
                };
                finding.fixes(written.into_iter().map(|text| Fix::write(place, text)))
            }
            Self::Person(person, roles) => {
                let roles_named: Vec<String> = roles.iter().map(|role| format!("`{role}`")).collect();
                let help = format!("`{person}` is a person; write the role: {}", roles_named.join(" or "));
                finding.help(help).fixes(roles.iter().map(|role| text(role)))
            }
            Self::Counted(meant) => {
                finding.help(format!("`{id}` is the unit of `{meant}`: write `{meant}`")).fix(text(meant))
            }
            Self::Nobody(otherwise) => match due {
                Due::List | Due::Answer => finding.fix(Fix::write(place, "[]")),
                Due::OneOrNone(entry) => {
                    let out = TextChange::Write(vec![(entry, String::new())]);
                    finding.fix(Fix::new("leave the key out where nobody is meant", out))
                }
                Due::Text | Due::One | Due::Item => finding.help(otherwise.as_str()),
            },
            Self::Near(help, fix) => finding.help(help.as_str()).fixes(fix.clone()),
        })
    }
}

/// Another id in place of the one that is written.
fn renamed(from: &Text, to: &Text) -> Fix {
    Fix::new(format!("write `{to}`"), TextChange::Rename { from: from.clone(), to: to.clone() })
}

/// Looks for what was meant, for a limited time.
struct Adviser<'a> {
    names: &'a Names,
    model: &'a Model,
    called: Called<'a>,
    alike: AlikeNames<'a>,
    comparisons: usize,
    bytes: usize,
}

impl Adviser<'_> {
    /// What may be meant by the id.
    fn meant(&mut self, kind: Kind, id: &Text) -> Meant {
        if self.may_be_unread(id) {
            return Meant::Unread;
        }
        if let Some(Some(meant)) = self.called.get(&(kind, id.as_str())) {
            return Meant::Called((*meant).clone());
        }
        if let Some((parts, joint)) = self.several(kind, id) {
            return Meant::Several(parts, joint);
        }
        if let Some(Some(meant)) = self.alike.get(&(kind, plain(id).replace(['-', '_'], " "))) {
            return Meant::Alike((*meant).clone());
        }
        if let Some(of_another_kind) = self.of_another_kind(kind, id) {
            return of_another_kind;
        }
        let near = self.nearest(kind, id);
        let is_close = near.as_ref().is_some_and(|near| near.is_close);
        if self.names.unread().kinds.contains(&kind) && !is_close {
            return Meant::Unread;
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
        if is_nobody(id) { Meant::Nobody(help) } else { Meant::Near(help, fix) }
    }

    /// The role that a person holds, or what is counted in a unit.
    fn of_another_kind(&self, kind: Kind, id: &Text) -> Option<Meant> {
        match kind {
            Kind::Role => {
                let named = || self.called.get(&(Kind::Person, id.as_str())).copied().flatten();
                let known = self.names.is_defined(Kind::Person, id).then_some(id).or_else(named)?;
                let person = self.model.people.values().iter().find(|person| person.id == *known)?;
                let mut roles: Vec<Text> =
                    person.posts.items.iter().map(|post| self.model.roles[post.role.value].id.clone()).collect();
                roles.sort_unstable();
                roles.dedup();
                (!roles.is_empty()).then(|| Meant::Person(id.clone(), roles))
            }
            Kind::Dimension => {
                let unit = Measure::read(id);
                let counts = |unit_of: &Text| Measure::read(unit_of).goes_with(&unit) && !unit.is_of_nothing();
                let mut counted = self.model.dimensions.declared().map(|(_, dimension)| dimension);
                let is_counted = |dimension: &&super::Dimension| dimension.unit.as_ref().is_some_and(counts);
                let first = counted.by_ref().find(is_counted)?;
                counted.find(is_counted).is_none().then(|| Meant::Counted(first.id.clone()))
            }
            _ => None,
        }
    }

    /// The ids that one text names, and how it joins them, if each of its parts is one or a name of one.
    fn several(&self, kind: Kind, text: &str) -> Option<(Vec<Text>, Joining)> {
        let meant = |part: &str| -> Option<Text> {
            let named = || self.called.get(&(kind, part)).copied().flatten().cloned();
            let alike = || self.alike.get(&(kind, plain(part).replace(['-', '_'], " "))).copied().flatten().cloned();
            self.names.is_defined(kind, part).then(|| part.into()).or_else(named).or_else(alike)
        };
        several(text)
            .into_iter()
            .find_map(|(parts, joint)| Some((parts.into_iter().map(meant).collect::<Option<Vec<Text>>>()?, joint)))
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
