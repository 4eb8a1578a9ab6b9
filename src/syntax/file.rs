//! One file of a policy: what it declares, and how it is read.

use std::sync::LazyLock;

use toml_mistakes::{Table, ValueKind};

use super::activity::Activity;
use super::decision::Decision;
use super::declare::declaration;
use super::delegation::Delegation;
use super::dimension::Dimension;
use super::due::Due;
use super::escalation::Escalation;
use super::example::Example;
use super::handoff::Handoff;
use super::impossible::Impossible;
use super::indicator::Indicator;
use super::layout::Layout;
use super::lendable::Lendable;
use super::lint::Lint;
use super::matrix::Matrix;
use super::outline::Outline;
use super::person::Person;
use super::read::{Named, Read};
use super::reader::{Noted, Reader, Unread};
use super::role::{Department, Role};
use super::separation::Separation;
use super::stage::Stage;
use super::waiver::Waiver;
use crate::finding::Finding;
use crate::source::{FileId, Place, Span};
use crate::subject::Text;

declaration! {
    /// What one file of a policy declares.
    pub struct File {
        /// What the matrix is called and how it is kept; in `raci.toml`.
        "matrix" matrix: Matrix;
        /// The stages of the cycle, in order; in `raci.toml`.
        "stages" stages: Vec<Stage>;
        /// What cases are told apart by.
        "dimensions" dimensions: Vec<Named<Dimension>>;
        /// The departments of the organisation.
        "departments" departments: Vec<Named<Department>>;
        /// The roles: posts, functions, committees, and parties outside the organisation.
        "roles" roles: Vec<Named<Role>>;
        /// The people, where the matrix names them.
        "people" people: Vec<Named<Person>>;
        /// What is done, and who is responsible, accountable, consulted and informed.
        "activities" activities: Vec<Named<Activity>>;
        /// What is decided, and by whom.
        "decisions" decisions: Vec<Named<Decision>>;
        /// The interfaces between roles or departments.
        "handoffs" handoffs: Vec<Named<Handoff>>;
        /// Whom to ask when something cannot be settled.
        "escalations" escalations: Vec<Named<Escalation>>;
        /// Duties that are measured.
        "indicators" indicators: Vec<Named<Indicator>>;
        /// Duties that no one may hold together.
        "separations" separations: Vec<Separation>;
        /// Decision rights that are lent for a time.
        "delegations" delegations: Vec<Delegation>;
        /// What may be lent, for delegations to be held against.
        "lendable" lendable: Vec<Lendable>;
        /// Cases that do not exist, for every subject.
        "impossible" impossible: Vec<Impossible>;
        /// What the matrix must answer.
        "examples" examples: Vec<Example>;
        /// Exceptions, on the record.
        "waivers" waivers: Vec<Waiver>;
        /// Levels, thresholds and packs of rules; in `raci.toml`.
        "lint" lint: Lint;
    }
}

/// What was read from one file.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The declarations.
    pub file: File,
    /// Every mistake, in the order of the file.
    pub mistakes: Vec<Finding>,
    /// What could not be read at all; an id that stands there may be defined after all.
    pub unread_spans: Vec<Span>,
    /// What stands in values that were not read, since the format does not know their keys.
    pub unread: Unread,
    /// The numbers that are written with exactly three digits after one point: they may be meant in groups of three.
    pub in_threes: Vec<(Place, Text)>,
    /// What is due where ids stand.
    pub dues: Vec<(Place, Due)>,
}

/// Reads the declarations of one file. Never fails: what is wrong is in [`Parsed::mistakes`].
#[must_use]
pub fn parse(file: FileId, text: &str) -> Parsed {
    let document = toml_mistakes::parse(text);
    static OUTLINE: LazyLock<Outline> = LazyLock::new(|| Outline::of(&File::shape()));
    let mut reader = Reader::new(file, Layout::new(text, document.root()), &OUTLINE);
    reader.units = units(document.root());
    for mistake in document.mistakes() {
        if !reader.foreign(mistake) && !reader.repeated(mistake) {
            reader.invalid_toml(mistake);
        }
    }
    let declared = File::read_table(document.root(), Place::new(file, Span::new(0, 0)), &mut reader);
    let Noted { mut mistakes, unread, in_threes, dues } = reader.finish();
    mistakes.sort_by_key(|mistake| mistake.primary.place);
    Parsed { file: declared, mistakes, unread_spans: document.lost().to_vec(), unread, in_threes, dues }
}

/// The units in which a file counts, each once.
fn units(root: Table<'_>) -> Vec<String> {
    let mut units = Vec::new();
    for kind in ["dimensions", "indicators"] {
        let Some(ValueKind::Table(things)) = root.get(kind).map(|entry| entry.value().kind()) else { continue };
        for thing in things.iter() {
            if let ValueKind::Table(table) = thing.value().kind()
                && let Some(ValueKind::String(unit)) = table.get("unit").map(|entry| entry.value().kind())
                && units.iter().all(|known| known != unit)
                && units.len() < MOST_UNITS
            {
                units.push(unit.to_owned());
            }
        }
    }
    units
}

/// With more units than these a number is no longer held against them.
const MOST_UNITS: usize = 100;
