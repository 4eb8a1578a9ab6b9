//! What is not known, in three words.
//!
//! One mistake in a file is one finding. So whatever is not known because of it is kept apart from what is not written, and no rule
//! concludes anything from it.
//!
//! **Absent**: it is not written. [`Slot::Absent`](crate::syntax::Slot::Absent), an empty list of [`Refs`](super::Refs),
//! [`Body::Silent`](super::Body::Silent), [`Spread::Everywhere`](super::Spread::Everywhere) with no holders. A rule judges it. For
//! example, `incomplete-handoff` speaks where [`Handoff::artefact`](super::Handoff::artefact) is absent.
//!
//! **Unread**: it is written *here*, and a part of it could not be read or names what exists nowhere, which has been said.
//! - One value: [`Slot::Unread`](crate::syntax::Slot::Unread), [`Body::Unread`](super::Body::Unread), or `None` where there is always a
//!   value otherwise: [`Dimension::domain`](super::Dimension::domain), [`Step::answer`](super::Step::answer),
//!   [`Decision::coverage`](super::Decision::coverage), [`Activity::spread`](super::Activity::spread) (those two also where they are too
//!   large to be derived).
//! - One of several: `has_unread` of [`Refs`](super::Refs), [`CaseSet`](super::CaseSet), [`Group`](super::Group) and the lists of syntax.
//!   What is known of them holds, and more may hold.
//! - A whole thing: [`Activity::has_unread`](super::Activity::has_unread), [`Decision::has_unread`](super::Decision::has_unread).
//! - In a cover [`Held::Unknown`](case_space::Held::Unknown): something holds there, nobody knows what. It is no gap, and overlaps nothing.
//!
//! A rule that needs all of a thing says nothing of one that has something unread. For example, `escalation-dead-end` asks
//! `path.has_unread` before it looks at the last role of a path. A rule that finds what is wrong with what *is* known need not ask.
//!
//! **Unsure**: a use may be missing *somewhere*: a reference to some thing of a kind could not be read or leads nowhere, and may have
//! been meant for any of them. A rule that concludes something from there being no use at all asks
//! [`Model::is_sure_of`](super::Model::is_sure_of) the kind. For example, `idle-role` asks it of roles, since whoever is named nowhere may
//! be named in the line with the mistake. `AllUnread` is the same for definitions: an id that seems to be defined nowhere may be defined
//! in what is unread.

use std::collections::{BTreeSet, HashSet};

use crate::subject::{Kind, Text};

/// The kinds of which a use may be missing.
pub(super) type Unsure = BTreeSet<Kind>;

/// All that is unread in the files of a policy.
#[derive(Debug, Default)]
pub(super) struct AllUnread {
    /// Pieces of the files, in which anything may stand.
    pub(super) pieces: Vec<String>,
    /// Ids in tables that the format does not know.
    pub(super) ids: HashSet<Text>,
    /// The texts in such tables: they may be references.
    pub(super) texts: Vec<Text>,
    /// The kinds of which a definition has no id that can be read.
    pub(super) kinds: BTreeSet<Kind>,
    /// Whether a whole table is unread.
    pub(super) a_table: bool,
}

impl AllUnread {
    /// Whether there is something in which a definition may stand.
    pub(super) fn may_define(&self) -> bool {
        self.a_table || !self.pieces.is_empty() || !self.ids.is_empty() || !self.kinds.is_empty()
    }
}
