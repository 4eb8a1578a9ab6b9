//! Answers in words, by ids: for who writes the policy.

use super::answer::Answer;
use super::deciders::Deciders;
use super::id::List;
use super::quorum::Signer;
use super::relative::{Rank, Relative};
use super::role::Role;
use crate::syntax::Amount;

impl Answer {
    /// The answer in words, to stand after "decided by".
    #[must_use]
    pub fn words(&self, roles: &List<Role>) -> String {
        match self {
            Self::Decides(deciders) => deciders.words(roles),
            Self::Chain(steps) => joined(steps, ", then ", roles),
            Self::Free => "anyone (no approval is needed)".to_owned(),
            Self::Forbidden => "nobody (it is forbidden)".to_owned(),
            Self::Elsewhere => "somebody outside this matrix".to_owned(),
        }
    }
}

impl Signer {
    /// The signer in words: `a`, or from whom it follows who that is.
    #[must_use]
    pub fn words(&self, roles: &List<Role>) -> String {
        match self {
            Self::Role(role) => format!("`{}`", roles[*role].id),
            Self::Relative(relative) => relative.words(roles),
        }
    }
}

impl Deciders {
    /// The deciders in words: `a`, `a` and `b`, `a` or `b`, 2 of `a`, `b`, `c`.
    #[must_use]
    pub fn words(&self, roles: &List<Role>) -> String {
        match self {
            Self::Role(role) => format!("`{}`", roles[*role].id),
            Self::Relative(relative) => relative.words(roles),
            Self::All(members) => joined(members, " and ", roles),
            Self::InTurn(members) => joined(members, ", then ", roles),
            Self::Any(members) | Self::Count(1, members, None) => joined(members, " or ", roles),
            Self::FirstOf(members) => joined(members, ", or else ", roles),
            Self::Count(count, members, against) => {
                format!("{count} of {}{}", joined(members, ", ", roles), opposed(*against))
            }
            Self::Holders(Amount::Count(1), role, None) => format!("`{}`", roles[*role].id),
            Self::Holders(amount, role, against) => {
                let role = &roles[*role].id;
                let so_many = match amount {
                    Amount::Count(count) => format!("{count} holders of `{role}`"),
                    Amount::Share(part, of) => format!("{part}/{of} of `{role}`"),
                };
                so_many + &opposed(*against)
            }
        }
    }

    fn nested_words(&self, roles: &List<Role>) -> String {
        let words = self.words(roles);
        match self {
            Self::Count(..) => format!("({words})"),
            several if several.members().len() > 1 => format!("({words})"),
            _ => words,
        }
    }
}

impl Relative {
    /// The approver in words.
    #[must_use]
    pub fn words(&self, roles: &List<Role>) -> String {
        match self {
            Self::SuperiorOf => "the requester's superior".to_owned(),
            Self::HeadOf => "the head of the requester's department".to_owned(),
            Self::AtLeast(rank) => {
                let rank = match rank {
                    Rank::Level(level) => level,
                    Rank::Role(role) => &roles[*role].id,
                };
                format!("the first above the requester who is `{rank}` or higher")
            }
            Self::HolderOf(dimension) => format!("whoever is in charge of the `{dimension}`"),
        }
    }
}

/// The members, each in brackets where it is several.
fn joined(members: &[Deciders], between: &str, roles: &List<Role>) -> String {
    let members: Vec<_> = members.iter().map(|member| member.nested_words(roles)).collect();
    members.join(between)
}

fn opposed(against: Option<u32>) -> String {
    match against {
        None => String::new(),
        Some(0) => " with nobody against".to_owned(),
        Some(count) => format!(" with at most {count} against"),
    }
}
