//! What is said of a thing beside who decides and who holds which letter, key by key, so that two versions can be compared.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::common::View;
use crate::model::{Id, List, Refs};
use crate::source::Place;
use crate::subject::{Kind, Text};
use crate::syntax::{Enough, Located, Remarks, Slot, Term};

/// What a difference in a fact does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// What it is called: text.
    Name,
    /// Nothing to authority.
    Plain,
    /// It is a control: to take it out weakens, to put it in strengthens.
    Guard,
    /// What else is said means something else.
    Meaning,
}

/// What is said.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stated {
    /// That it is so.
    Set,
    /// Something in words.
    Words(String),
    /// A span of time.
    Time(Term),
    /// How many members of a body must agree, and how many there are where that is known.
    Quorum(Enough, Option<u32>),
    /// Other things, by their common ids.
    Refs(Kind, Vec<Text>),
}

/// One thing that is said, at its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fact {
    pub(super) value: Stated,
    pub(super) weight: Weight,
}

/// What is said of one thing, by key.
#[derive(Default)]
pub(super) struct Facts(pub(super) BTreeMap<&'static str, Fact>);

/// Something that has an id and can be told of.
pub(super) trait Described: Sync {
    fn kind(&self) -> Kind;

    fn id(&self) -> &Text;

    fn place(&self) -> Place;

    /// What else people call it.
    fn aliases(&self) -> Vec<Text> {
        Vec::new()
    }

    /// What is said of it, but for what is compared case by case.
    fn facts(&self, view: &View<'_>) -> Facts;

    /// The roles and dimensions that it names and that are compared case by case.
    fn mentions(&self, _: &View<'_>) -> Vec<Reference> {
        Vec::new()
    }

    /// The id by which both versions know it.
    fn common_id(&self, view: &View<'_>) -> Text {
        view.called(self.kind(), self.id())
    }
}

/// That a thing names another, under a word for how.
pub(super) type Reference = (&'static str, Kind, Text);

impl Facts {
    pub(super) fn say(mut self, key: &'static str, weight: Weight, value: Option<Stated>) -> Self {
        self.0.extend(value.map(|value| (key, Fact { value, weight })));
        self
    }

    pub(super) fn name(self, id: &Text, name: &Text) -> Self {
        let own = (name != id).then(|| Stated::Words(name.to_string()));
        self.say("name", Weight::Name, own)
    }

    pub(super) fn words(self, key: &'static str, weight: Weight, words: Option<impl ToString>) -> Self {
        self.say(key, weight, words.map(|words| Stated::Words(words.to_string())))
    }

    /// What is remarked, wherever in it.
    pub(super) fn remarks<'r>(self, remarks: impl IntoIterator<Item = &'r Remarks>) -> Self {
        let (mut notes, mut sources) = (BTreeSet::new(), BTreeSet::new());
        for one in remarks {
            notes.extend(one.note.iter().map(ToString::to_string));
            sources.extend(one.source.iter().map(ToString::to_string));
        }
        let listed = |all: BTreeSet<String>| (!all.is_empty()).then(|| Vec::from_iter(all).join("; "));
        self.words("note", Weight::Plain, listed(notes)).words("source", Weight::Plain, listed(sources))
    }

    pub(super) fn set(self, key: &'static str, weight: Weight, is_set: bool) -> Self {
        self.say(key, weight, is_set.then_some(Stated::Set))
    }

    pub(super) fn time(self, key: &'static str, time: &Slot<Located<Term>>) -> Self {
        self.say(key, Weight::Guard, time.get().map(|time| Stated::Time(time.value)))
    }

    /// The thing of a list that is named.
    pub(super) fn one<T: Described>(
        self,
        key: &'static str,
        view: &View<'_>,
        list: &List<T>,
        id: &Slot<Located<Id<T>>>,
    ) -> Self {
        self.refs(key, id.get().map(|id| &list[id.value]).map(|thing| (thing.kind(), thing.common_id(view))))
    }

    /// The things of a list that are named, of which the order means nothing.
    pub(super) fn some<T: Described>(self, key: &'static str, view: &View<'_>, list: &List<T>, ids: &Refs<T>) -> Self {
        let ids: BTreeSet<_> = ids.ids().map(|id| (list[id].kind(), list[id].common_id(view))).collect();
        self.refs(key, ids)
    }

    /// Things in their order, by their common ids.
    pub(super) fn refs(self, key: &'static str, things: impl IntoIterator<Item = (Kind, Text)>) -> Self {
        let mut things = things.into_iter().peekable();
        let kind = things.peek().map(|(kind, _)| *kind);
        let ids = things.map(|(_, id)| id).collect();
        self.say(key, Weight::Plain, kind.map(|kind| Stated::Refs(kind, ids)))
    }
}

impl Stated {
    /// The value as a change tells it.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Set => "set".to_owned(),
            Self::Words(words) => format!("`{words}`"),
            Self::Time(time) => format!("`{time}`"),
            Self::Quorum(enough, _) => format!("`{enough}`"),
            Self::Refs(_, ids) => ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "),
        }
    }

    /// Whether both say the same: spans of time that are as long do.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Time(one), Self::Time(other)) => one.partial_cmp(other) == Some(Ordering::Equal),
            (Self::Quorum(one, _), Self::Quorum(other, _)) => one == other,
            _ => self == other,
        }
    }

    /// How strict a control it is beside what it was; `None` where that cannot be said.
    pub(super) fn strictness(&self, before: &Self) -> Option<Ordering> {
        match (self, before) {
            (Self::Time(is), Self::Time(was)) => was.partial_cmp(is),
            (Self::Quorum(is, members), Self::Quorum(was, members_before)) => match (is, was) {
                (Enough::Exactly(is), Enough::Exactly(was)) => Some(is.cmp(was)),
                (Enough::All, Enough::Majority) => Some(Ordering::Greater),
                (Enough::Majority, Enough::All) => Some(Ordering::Less),
                _ => Some(is.of((*members)?).cmp(&was.of((*members_before)?))),
            },
            _ => None,
        }
    }
}
