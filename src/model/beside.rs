//! What stands beside an answer: who is asked, looks at it, signs as well, is told, and how much time there is.

use std::ops::Deref;

use super::deciders::Deciders;
use super::footing::Footing;
use super::id::Id;
use super::resolver::Resolver;
use super::role::Role;
use super::written::deciders;
use crate::source::Place;
use crate::subject::Kind;
use crate::syntax::{self, Lapse, Located, OneOrMany, Slot, Term};

/// In what manner somebody stands beside an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manner {
    /// Looks at it before it is decided, in the order of the list.
    Reviews,
    /// Is asked before.
    Consults,
    /// Signs as well: each may refuse.
    Agrees,
    /// May refuse, and does not sign.
    Refuses,
    /// Approves it afterwards.
    ConfirmedBy,
    /// Is told after.
    Informs,
    /// Has it put on record afterwards.
    FilesWith,
}

impl Manner {
    /// Every manner, in the order in which it comes to them.
    pub const ALL: [Self; 7] =
        [Self::Reviews, Self::Consults, Self::Agrees, Self::Refuses, Self::ConfirmedBy, Self::Informs, Self::FilesWith];

    /// The key of the format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reviews => "reviews",
            Self::Consults => "consults",
            Self::Agrees => "agrees",
            Self::Refuses => "refuses",
            Self::ConfirmedBy => "confirmed-by",
            Self::Informs => "informs",
            Self::FilesWith => "files-with",
        }
    }
}

/// What stands beside an answer: nothing at most of them.
#[derive(Debug, Clone, Default)]
pub struct Beside(Option<Box<Lists>>);

/// Who stands beside an answer, and how much time there is.
#[derive(Debug, Clone)]
pub struct Lists {
    /// Who is asked before.
    pub consults: Parties,
    /// Who is told after.
    pub informs: Parties,
    /// Who signs as well.
    pub agrees: Parties,
    /// Who looks at it before it is decided, in this order.
    pub reviews: Parties,
    /// Who may refuse, and does not sign.
    pub refuses: Parties,
    /// Where it is put on record afterwards.
    pub files_with: Parties,
    /// Who approves it afterwards.
    pub confirmed_by: Parties,
    /// How much time there is.
    pub times: Times,
}

/// Where nothing stands beside an answer.
static NOTHING: Lists = Lists {
    consults: Parties::NONE,
    informs: Parties::NONE,
    agrees: Parties::NONE,
    reviews: Parties::NONE,
    refuses: Parties::NONE,
    files_with: Parties::NONE,
    confirmed_by: Parties::NONE,
    times: Times::NONE,
};

impl Beside {
    pub(super) fn new(lists: Lists) -> Self {
        let is_nothing = lists.lists().all(|(_, list)| !list.is_written()) && lists.times.are_absent();
        Self((!is_nothing).then(|| Box::new(lists)))
    }

    /// Whether nothing stands there.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.0.is_none()
    }
}

impl Deref for Beside {
    type Target = Lists;

    fn deref(&self) -> &Lists {
        self.0.as_deref().unwrap_or(&NOTHING)
    }
}

impl Lists {
    /// Those who stand there in one manner.
    #[must_use]
    pub const fn list(&self, manner: Manner) -> &Parties {
        match manner {
            Manner::Consults => &self.consults,
            Manner::Informs => &self.informs,
            Manner::Agrees => &self.agrees,
            Manner::Reviews => &self.reviews,
            Manner::Refuses => &self.refuses,
            Manner::FilesWith => &self.files_with,
            Manner::ConfirmedBy => &self.confirmed_by,
        }
    }

    /// Every list, and in what manner those in it stand there.
    pub fn lists(&self) -> impl Iterator<Item = (Manner, &Parties)> {
        Manner::ALL.into_iter().map(|manner| (manner, self.list(manner)))
    }
}

/// How much time there is for a decision, and for what it grants.
#[derive(Debug, Clone, Default)]
pub struct Times {
    /// The time to decide; several are those of the steps of a ladder, in turn.
    pub within: Slot<Vec<Located<Term>>>,
    /// What happens when that runs out.
    pub then: Slot<Located<Lapse>>,
    /// How long it stays open at least.
    pub open_for: Slot<Located<Term>>,
    /// How long what is granted holds.
    pub holds_for: Slot<Located<Term>>,
}

/// Those who stand beside an answer in one manner.
#[derive(Debug, Clone, Default)]
pub struct Parties {
    /// Them, in the order in which they are written.
    pub items: Vec<Party>,
    /// Whether more is written than these: what could not be read, or is defined nowhere.
    pub has_unread: bool,
    /// Where they are written; `None` where nothing is.
    pub place: Option<Place>,
}

/// Somebody who stands beside an answer, and how soon.
#[derive(Debug, Clone)]
pub struct Party {
    /// Who it is.
    pub who: Deciders,
    /// In which time.
    pub within: Slot<Located<Term>>,
    /// All of it.
    pub place: Place,
}

impl Times {
    const NONE: Self =
        Self { within: Slot::Absent, then: Slot::Absent, open_for: Slot::Absent, holds_for: Slot::Absent };

    const fn are_absent(&self) -> bool {
        let decided = self.within.is_absent() && self.then.is_absent();
        decided && self.open_for.is_absent() && self.holds_for.is_absent()
    }
}

impl Parties {
    const NONE: Self = Self { items: Vec::new(), has_unread: false, place: None };

    pub(super) fn resolve(
        written: Slot<OneOrMany<syntax::Party>>,
        footing: &Footing<'_>,
        resolver: &mut Resolver<'_>,
    ) -> Self {
        let list = match written {
            Slot::Absent => return Self::default(),
            Slot::Unread => {
                resolver.unsure_of([Kind::Role]);
                return Self { items: Vec::new(), has_unread: true, place: Some(Place::default()) };
            }
            Slot::Given(list) => list,
        };
        let mut parties = Self { items: Vec::new(), has_unread: list.has_unread, place: Some(list.place) };
        let again = doubles(&list.items, resolver);
        for (number, party) in list.items.into_iter().enumerate() {
            match deciders(&party.who, footing, resolver) {
                Some(_) if again.contains(&number) => {}
                Some(who) => parties.items.push(Party { who, within: party.within, place: party.place }),
                None => parties.has_unread = true,
            }
        }
        if parties.has_unread {
            resolver.unsure_of([Kind::Role]);
        }
        parties
    }

    /// Whether it is written who stands there: nobody, too.
    #[must_use]
    pub const fn is_written(&self) -> bool {
        self.place.is_some()
    }

    /// Whether surely nobody stands there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && !self.has_unread
    }

    /// The roles that are named.
    pub fn ids(&self) -> impl Iterator<Item = Id<Role>> {
        self.items.iter().flat_map(|party| party.who.roles())
    }

    /// The roles that are named, each with its place.
    pub fn located(&self) -> impl Iterator<Item = Located<Id<Role>>> {
        self.items
            .iter()
            .flat_map(|party| party.who.roles().into_iter().map(|value| Located { value, place: party.place }))
    }

    /// Whether the role is named.
    #[must_use]
    pub fn contains(&self, role: Id<Role>) -> bool {
        self.ids().any(|named| named == role)
    }
}

/// Says which roles stand in a list a second time: their numbers in it.
fn doubles(list: &[syntax::Party], resolver: &mut Resolver<'_>) -> Vec<usize> {
    let role =
        |party: &syntax::Party| if let syntax::Expression::Role(role) = &party.who { Some(role.clone()) } else { None };
    let named: Vec<_> = list.iter().enumerate().filter_map(|(number, party)| Some((number, role(party)?))).collect();
    let again = resolver.say_doubles("role", &named, |(_, role)| (&role.id, role.place));
    again.into_iter().filter_map(|(at, _)| named.get(at).map(|(number, _)| *number)).collect()
}

/// Takes out of a table what stands beside its answer.
macro_rules! take_beside {
    ($body:ident, $footing:ident, $resolver:ident) => {
        $crate::model::beside::Beside::new($crate::model::beside::Lists {
            consults: Parties::resolve(std::mem::take(&mut $body.consults), $footing, $resolver),
            informs: Parties::resolve(std::mem::take(&mut $body.informs), $footing, $resolver),
            agrees: Parties::resolve(std::mem::take(&mut $body.agrees), $footing, $resolver),
            reviews: Parties::resolve(std::mem::take(&mut $body.reviews), $footing, $resolver),
            refuses: Parties::resolve(std::mem::take(&mut $body.refuses), $footing, $resolver),
            files_with: Parties::resolve(std::mem::take(&mut $body.files_with), $footing, $resolver),
            confirmed_by: Parties::resolve(std::mem::take(&mut $body.confirmed_by), $footing, $resolver),
            times: $crate::model::beside::Times {
                within: std::mem::take(&mut $body.within).map(|within| within.items),
                then: std::mem::take(&mut $body.then),
                open_for: std::mem::take(&mut $body.open_for),
                holds_for: std::mem::take(&mut $body.holds_for),
            },
        })
    };
}

pub(super) use take_beside;
