//! Who speaks, in which language, and what things are called in it.

use super::lang::{Lang, Words};
use crate::model::{Id, Model, Role};
use crate::source::harmless;
use crate::subject::Text;

/// Speaks of a model.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a> {
    pub(super) model: &'a Model,
    pub(super) naming: Naming,
}

/// What things are called by.
#[derive(Debug, Clone, Copy)]
pub(super) enum Naming {
    /// By ids, in English: for who writes the policy.
    Ids,
    /// By what people call them: for who reads what is published.
    Names(Lang),
}

impl<'a> Voice<'a> {
    /// Speaks English, and of roles and dimensions by ids.
    #[must_use]
    pub const fn of_ids(model: &'a Model) -> Self {
        Self { model, naming: Naming::Ids }
    }

    /// Speaks of roles and dimensions by what people call them.
    #[must_use]
    pub const fn of_names(model: &'a Model, lang: Lang) -> Self {
        Self { model, naming: Naming::Names(lang) }
    }

    /// Of what it speaks.
    #[must_use]
    pub const fn model(&self) -> &'a Model {
        self.model
    }

    pub(super) const fn lang(&self) -> Lang {
        match self.naming {
            Naming::Ids => Lang::English,
            Naming::Names(lang) => lang,
        }
    }

    /// The words of its language.
    #[must_use]
    pub const fn words(&self) -> Words {
        self.lang().words()
    }

    /// A role.
    #[must_use]
    pub fn role(&self, role: Id<Role>) -> String {
        let role = &self.model.roles[role];
        match self.naming {
            Naming::Ids => format!("`{}`", role.id),
            Naming::Names(_) => clean(&role.name.value),
        }
    }

    /// Roles, as a list.
    #[must_use]
    pub fn roles(&self, roles: impl IntoIterator<Item = Id<Role>>) -> String {
        let named: Vec<_> = roles.into_iter().map(|role| self.role(role)).collect();
        named.join(self.words().list)
    }
}

/// A text of the policy that can hide nothing.
#[must_use]
pub fn clean(text: &Text) -> String {
    harmless::prose(text).to_string()
}
