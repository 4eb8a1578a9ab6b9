//! What kind of role a role is: outside the organisation, a body with its members, or one that several people hold.

use super::lang::Lang;
use super::voice::Voice;
use crate::model::{Council, Role};
use crate::syntax::{Enough, Headcount};

impl Voice<'_> {
    /// Each thing that is to be said of a role; nothing of a post that one person holds.
    #[must_use]
    pub fn standing(&self, role: &Role) -> Vec<String> {
        let external = role.external.then(|| self.words().external.to_owned());
        let body = role.body.as_ref().map(|body| self.body(body));
        let holders = role.holders.get().map(|holders| self.lang().holders(*holders));
        external.into_iter().chain(body).chain(holders).collect()
    }

    fn body(&self, body: &Council) -> String {
        let words = self.words();
        let members = self.roles(body.members.ids());
        let name = if members.is_empty() { words.body.to_owned() } else { [words.body, &members].join(words.colon) };
        match body.quorum {
            Some(quorum) => [name, self.lang().quorum(quorum)].join(words.and_also),
            None => name,
        }
    }
}

impl Lang {
    fn holders(self, holders: Headcount) -> String {
        match (self, holders) {
            (Self::English, Headcount::Exactly(count)) if count.get() == 1 => "held by 1 person".to_owned(),
            (Self::English, Headcount::Exactly(count)) => format!("held by {count} people"),
            (Self::English, Headcount::Several) => "held by several people".to_owned(),
            (Self::Chinese, Headcount::Exactly(count)) => format!("{count}人"),
            (Self::Chinese, Headcount::Several) => "多人".to_owned(),
        }
    }

    /// How many of a body must agree.
    #[must_use]
    pub fn quorum(self, quorum: Enough) -> String {
        match (self, quorum) {
            (Self::English, Enough::Exactly(count)) => format!("{count} must agree"),
            (Self::English, Enough::Majority) => "more than half must agree".to_owned(),
            (Self::English, Enough::All) => "all must agree".to_owned(),
            (Self::Chinese, Enough::Exactly(count)) => format!("须{count}人同意"),
            (Self::Chinese, Enough::Majority) => "须过半数同意".to_owned(),
            (Self::Chinese, Enough::All) => "须全体同意".to_owned(),
        }
    }
}
