//! The layers of the organisation.

use std::ops::Deref;

use super::resolver::Resolver;
use crate::nearest::{did_you_mean_or, nearest};
use crate::subject::Text;
use crate::syntax::{Flaw, Located, OneOrMany, Slot};

/// The organisation's layers, lowest first.
#[derive(Debug, Clone)]
pub struct Levels {
    names: Vec<Text>,
    /// Whether there may be more of them, which could not be read.
    has_unread: bool,
}

/// The layers of an organisation that names none, lowest first.
const LEVELS: [&str; 4] = ["support", "frontline", "tactical", "strategic"];

impl Levels {
    pub(super) fn resolve(declared: Slot<OneOrMany<Located<Text>>>, resolver: &mut Resolver<'_>) -> Self {
        match declared {
            Slot::Given(levels) => {
                Self { names: resolver.words("level", &levels.items), has_unread: levels.has_unread }
            }
            Slot::Absent => Self { names: LEVELS.map(Text::from).to_vec(), has_unread: false },
            Slot::Unread => Self { names: Vec::new(), has_unread: true },
        }
    }

    /// The number of the layer that is named, the lowest 0; that there is none is said.
    pub(super) fn number(&self, written: Slot<Located<Text>>, resolver: &mut Resolver<'_>) -> Slot<Located<usize>> {
        let written = match written {
            Slot::Given(written) => written,
            Slot::Absent => return Slot::Absent,
            Slot::Unread => return Slot::Unread,
        };
        if let Some(number) = self.names.iter().position(|level| *level == written.value) {
            return Slot::Given(Located { value: number, place: written.place });
        }
        if self.has_unread {
            return Slot::Unread;
        }
        let near = nearest(&written.value, &self.names);
        let help = did_you_mean_or(near, "add it to `levels` in `[matrix]`".to_owned(), "the nearest level there");
        resolver.say(Flaw::UnknownReference, written.place, format!("there is no level `{}`", written.value), help);
        Slot::Unread
    }
}

impl Deref for Levels {
    type Target = [Text];

    fn deref(&self) -> &[Text] {
        &self.names
    }
}
