//! Answers: who decides.

use super::voice::{Naming, Voice};
use crate::model::{Answer, Deciders};

/// Who is named and is not known.
pub(super) const UNREAD: &str = "somebody who could not be read";

impl Voice<'_> {
    /// An answer; `None` names somebody unknown.
    #[must_use]
    pub fn answer(&self, answer: Option<&Answer>) -> String {
        let words = self.words();
        match (self.naming, answer) {
            (Naming::Ids, None) => UNREAD.to_owned(),
            (Naming::Ids, Some(answer)) => answer.words(&self.model.roles),
            (_, None) => words.unreadable.to_owned(),
            (_, Some(Answer::Free)) => words.free.to_owned(),
            (_, Some(Answer::Forbidden)) => words.forbidden.to_owned(),
            (_, Some(Answer::Decides(deciders))) => self.deciders(deciders),
            (_, Some(Answer::Chain(steps))) => self.members(steps, words.then),
        }
    }

    fn deciders(&self, deciders: &Deciders) -> String {
        let words = self.words();
        match deciders {
            Deciders::Role(role) => self.role(*role),
            Deciders::All(members) => self.members(members, words.together),
            Deciders::Any(members) => self.members(members, words.either),
            Deciders::Count(count, members) => format!("{count}{}{}", words.of, self.members(members, words.list)),
            Deciders::Holders(count, role) => format!("{count}{}{}", words.of, self.role(*role)),
        }
    }

    /// Each in brackets, where it is not one role.
    fn members(&self, members: &[Deciders], between: &str) -> String {
        let each = members.iter().map(|member| match member {
            Deciders::Role(role) => self.role(*role),
            several => format!("({})", self.deciders(several)),
        });
        each.collect::<Vec<_>>().join(between)
    }
}
