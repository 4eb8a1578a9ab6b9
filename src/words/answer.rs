//! Answers: who decides.

use super::lang::Lang;
use super::voice::clean;
use super::voice::{Naming, Voice};
use crate::model::{Answer, Deciders, Rank, Relative};
use crate::syntax::Amount;

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
            (_, Some(Answer::Elsewhere)) => words.elsewhere.to_owned(),
            (_, Some(Answer::Decides(deciders))) => self.deciders(deciders),
            (_, Some(Answer::Chain(steps))) => self.members(steps, words.then),
        }
    }

    /// Who decides.
    #[must_use]
    pub fn deciders(&self, deciders: &Deciders) -> String {
        let words = self.words();
        match deciders {
            Deciders::Role(role) => self.role(*role),
            Deciders::Relative(relative) => self.relative(relative),
            Deciders::All(members) => self.members(members, words.together),
            Deciders::InTurn(members) => self.members(members, words.then),
            Deciders::Any(members) | Deciders::Count(1, members, None) => self.members(members, words.either),
            Deciders::FirstOf(members) => self.members(members, words.or_else),
            Deciders::Count(count, members, against) => {
                format!("{count}{}{}{}", words.of, self.members(members, words.list), self.opposed(*against))
            }
            Deciders::Holders(Amount::Count(1), role, None) => self.role(*role),
            Deciders::Holders(amount, role, against) => {
                let so_many = match amount {
                    Amount::Count(count) => count.to_string(),
                    Amount::Share(part, of) => format!("{part}/{of}"),
                };
                format!("{so_many}{}{}{}", words.of, self.role(*role), self.opposed(*against))
            }
        }
    }

    /// An approver who follows from the requester or the case.
    fn relative(&self, relative: &Relative) -> String {
        match (relative, self.lang()) {
            (Relative::SuperiorOf, Lang::English) => "the requester's superior".to_owned(),
            (Relative::SuperiorOf, Lang::Chinese) => "申请人的直接上级".to_owned(),
            (Relative::HeadOf, Lang::English) => "the head of the requester's department".to_owned(),
            (Relative::HeadOf, Lang::Chinese) => "申请人的部门负责人".to_owned(),
            (Relative::AtLeast(rank), lang) => {
                let rank = match rank {
                    Rank::Level(level) => clean(level),
                    Rank::Role(role) => self.role(*role),
                };
                match lang {
                    Lang::English => format!("the first above the requester who is {rank} or higher"),
                    Lang::Chinese => format!("申请人以上首位{rank}及以上的上级"),
                }
            }
            (Relative::HolderOf(dimension), lang) => {
                let found = self.model.dimensions.iter().find(|(_, known)| known.id == *dimension);
                let name = found.map_or_else(|| clean(dimension), |(_, known)| clean(&known.name));
                match lang {
                    Lang::English => format!("whoever is in charge of the {name}"),
                    Lang::Chinese => format!("该{name}的负责人"),
                }
            }
        }
    }

    /// How many may be against it.
    fn opposed(&self, against: Option<u32>) -> String {
        match (against, self.lang()) {
            (None, _) => String::new(),
            (Some(0), Lang::English) => " with nobody against".to_owned(),
            (Some(0), Lang::Chinese) => "，且无人反对".to_owned(),
            (Some(count), Lang::English) => format!(" with at most {count} against"),
            (Some(count), Lang::Chinese) => format!("，且反对者不超过{count}人"),
        }
    }

    /// Each in brackets, where it is not one role.
    fn members(&self, members: &[Deciders], between: &str) -> String {
        let each = members.iter().map(|member| match member {
            Deciders::Role(role) => self.role(*role),
            Deciders::Relative(relative) if !matches!(relative, Relative::AtLeast(_)) => self.relative(relative),
            several => format!("({})", self.deciders(several)),
        });
        each.collect::<Vec<_>>().join(between)
    }
}
