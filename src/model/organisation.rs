//! The matrix itself, its stages, departments, roles and people.

use jiff::civil::Date;

use super::case::{CaseSet, Dimensions};
use super::id::Id;
use super::resolver::{Refs, Resolver};
use crate::finding::{Kind, Subject, Text};
use crate::source::Place;
use crate::syntax::{self, Flag, Letter, Located, Mistake, Named, OneOrMany, Scheme, Slot, Term, nearest};

/// The matrix as a whole: what it is called and how it is kept.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// The table's place; the start of the main file where there is none.
    pub place: Place,
    /// What it is called.
    pub title: Option<Text>,
    /// The role that keeps it.
    pub owner: Slot<Located<Id<Role>>>,
    /// The letters in use.
    pub scheme: Scheme,
    /// The organisation's layers, lowest first.
    pub levels: Vec<Text>,
    /// Whether all levels could be read.
    knows_levels: bool,
    /// Where nobody is responsible, the one who is accountable does the work.
    pub accountable_does_work: bool,
    /// The day from which it holds.
    pub effective: Slot<Located<Date>>,
    /// The day on which it was last reviewed.
    pub reviewed: Slot<Located<Date>>,
    /// How often it is reviewed.
    pub review_every: Slot<Located<Term>>,
}

/// The layers of an organisation that names none, lowest first.
const LEVELS: [&str; 4] = ["support", "frontline", "tactical", "strategic"];

impl Matrix {
    /// The matrix. `letters` are those that activities name: they tell the scheme where that cannot be read.
    pub(super) fn resolve(
        declared: syntax::Matrix,
        letters: impl IntoIterator<Item = Letter>,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        Self {
            place: declared.place,
            title: declared.title.take(),
            owner: resolver.slot(declared.owner),
            scheme: match declared.scheme {
                Slot::Given(scheme) => scheme,
                Slot::Absent => Scheme::default(),
                Slot::Unreadable => Scheme::with_letters(letters),
            },
            knows_levels: !declared.levels.get().map_or(declared.levels.is_unreadable(), |levels| levels.incomplete),
            levels: match declared.levels {
                Slot::Given(levels) => words(&levels.items, "level", resolver),
                Slot::Absent => LEVELS.map(Text::from).to_vec(),
                Slot::Unreadable => Vec::new(),
            },
            // where it cannot be read, nobody is missed who may not be missing
            accountable_does_work: declared.accountable_does_work.is_unreadable()
                || declared.accountable_does_work.take().unwrap_or_default(),
            effective: declared.effective,
            reviewed: declared.reviewed,
            review_every: declared.review_every,
        }
    }
}

impl Matrix {
    /// The day on which it was last looked at: the last review or, before the first, the day from which it holds.
    #[must_use]
    pub const fn last_review(&self) -> &Slot<Located<Date>> {
        if self.reviewed.is_absent() { &self.effective } else { &self.reviewed }
    }
}

/// The words of a list, each once; one that stands twice is said to.
pub(super) fn words(list: &[Located<Text>], noun: &str, resolver: &mut Resolver<'_>) -> Vec<Text> {
    let words = resolver.distinct(noun, list, |word| (&word.value, word.place));
    words.into_iter().map(|word| word.value.clone()).collect()
}

/// A stage of the cycle.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Its id.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people read.
    pub name: Text,
    /// A decision right must exist at it, which is said here.
    pub key: Option<Place>,
}

impl Stage {
    /// The stage, where it has an id.
    pub(super) fn resolve(declared: syntax::Stage) -> Option<(Located<Text>, Self)> {
        let id = declared.id.take()?;
        let stage = Self {
            id: id.value.clone(),
            place: id.place,
            name: declared.name.take().unwrap_or_else(|| id.value.clone()),
            key: place_if_set(declared.key),
        };
        Some((id, stage))
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Stage, self.id.clone())
    }
}

/// Where it is said, if it is.
pub(super) fn place_if_set(slot: Slot<Flag>) -> Option<Place> {
    slot.take().filter(|flag| flag.is_set).map(|flag| flag.place)
}

/// A department.
#[derive(Debug, Clone)]
pub struct Department {
    /// Its id.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people read.
    pub name: Text,
    /// The role at its head.
    pub head: Slot<Located<Id<Role>>>,
}

impl Department {
    pub(super) fn resolve(declared: Named<syntax::Department>, resolver: &mut Resolver<'_>) -> Self {
        let Named { id, body } = declared;
        Self {
            head: resolver.slot(body.head),
            name: body.name.take().unwrap_or_else(|| id.value.clone()),
            place: id.place,
            id: id.value,
        }
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Department, self.id.clone())
    }
}

/// A role: a post, a function, a committee, or a party outside the organisation.
#[derive(Debug, Clone)]
pub struct Role {
    /// Its id.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people read.
    pub name: Located<Text>,
    /// Other names in use.
    pub aliases: Vec<Located<Text>>,
    /// The department that it belongs to.
    pub department: Slot<Located<Id<Department>>>,
    /// The layer that it stands in: its number among [`Matrix::levels`], the lowest 0.
    pub level: Slot<Located<usize>>,
    /// The role that it answers to.
    pub reports_to: Slot<Located<Id<Role>>>,
    /// The role that stands in for it.
    pub deputy: Slot<Located<Id<Role>>>,
    /// A party outside the organisation.
    pub external: bool,
}

impl Role {
    pub(super) fn resolve(declared: Named<syntax::Role>, matrix: &Matrix, resolver: &mut Resolver<'_>) -> Self {
        let Named { id, body } = declared;
        if body.external.is_unreadable() {
            resolver.lose([Kind::Role]);
        }
        let name = body.name.take().unwrap_or_else(|| id.clone());
        Self {
            name,
            aliases: aliases(body.aliases, resolver),
            department: resolver.slot(body.department),
            level: level(body.level, matrix, resolver),
            reports_to: resolver.slot(body.reports_to),
            deputy: resolver.slot(body.deputy),
            external: place_if_set(body.external).is_some(),
            place: id.place,
            id: id.value,
        }
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Role, self.id.clone())
    }
}

fn aliases(written: Slot<OneOrMany<Located<Text>>>, resolver: &mut Resolver<'_>) -> Vec<Located<Text>> {
    let written = written.take().map_or_else(Vec::new, |aliases| aliases.items);
    resolver.distinct("alias", &written, |alias| (&alias.value, alias.place)).cloned().collect()
}

fn level(written: Slot<Located<Text>>, matrix: &Matrix, resolver: &mut Resolver<'_>) -> Slot<Located<usize>> {
    let levels = matrix.levels.as_slice();
    let written = match written {
        Slot::Given(written) => written,
        Slot::Absent => return Slot::Absent,
        Slot::Unreadable => return Slot::Unreadable,
    };
    if let Some(number) = levels.iter().position(|level| *level == written.value) {
        return Slot::Given(Located { value: number, place: written.place });
    }
    if !matrix.knows_levels {
        return Slot::Unreadable;
    }
    let help = match nearest(&written.value, levels) {
        Some(near) if near.is_close => format!("did you mean `{}`?", near.word),
        Some(near) => format!("add it to `levels` in `[matrix]`; the nearest level there is `{}`", near.word),
        None => "add it to `levels` in `[matrix]`".to_owned(),
    };
    resolver.say(Mistake::UnknownReference, written.place, format!("there is no level `{}`", written.value), help);
    Slot::Unreadable
}

/// A person.
#[derive(Debug, Clone)]
pub struct Person {
    /// The id.
    pub id: Text,
    /// Where the id stands.
    pub place: Place,
    /// What people read.
    pub name: Text,
    /// The roles that the person holds.
    pub roles: Refs<Role>,
    /// The cases in which the person holds them; every case where none is said.
    pub when: CaseSet,
}

impl Person {
    pub(super) fn resolve(
        declared: Named<syntax::Person>,
        dimensions: &Dimensions,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let Named { id, body } = declared;
        Self {
            roles: resolver.refs_slot(body.roles),
            when: match body.when {
                Slot::Given(when) => CaseSet::resolve(when, dimensions, resolver),
                Slot::Absent => CaseSet::every(id.place),
                Slot::Unreadable => CaseSet::unreadable(id.place, resolver),
            },
            name: body.name.take().unwrap_or_else(|| id.value.clone()),
            place: id.place,
            id: id.value,
        }
    }

    /// What a finding on it names.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::Of(Kind::Person, self.id.clone())
    }
}
