//! Who may act in each decision of a policy, each derived when it is first asked for.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use super::situations::Hands;
use super::staff::{ByRole, Staff};
use super::unknown::NoHands;
use crate::model::{Decision, Id, Model, Role};
use crate::subject::Text;

/// Who may act in each decision.
#[derive(Debug)]
pub struct Workforce<'m> {
    model: &'m Model,
    by_role: OnceLock<ByRole>,
    numbers: OnceLock<HashMap<Text, Id<Decision>>>,
    unfilled: OnceLock<Option<Id<Role>>>,
    decisions: Vec<OnceLock<Result<Hands, NoHands>>>,
}

impl<'m> Workforce<'m> {
    /// Of a model.
    #[must_use]
    pub fn new(model: &'m Model) -> Self {
        let decisions = model.decisions.ids().map(|_| OnceLock::new()).collect();
        Self { model, by_role: OnceLock::new(), numbers: OnceLock::new(), unfilled: OnceLock::new(), decisions }
    }

    /// Who holds what.
    pub fn staff(&self) -> Staff<'_> {
        Staff { model: self.model, by_role: self.by_role.get_or_init(|| ByRole::new(self.model)) }
    }

    /// The one role that decides something, by itself or on a body, and of which it is not said who or how many hold it, where all others that
    /// do are held by people who are listed.
    pub fn unfilled(&self) -> Option<Id<Role>> {
        *self.unfilled.get_or_init(|| {
            let decisions = self.model.decisions.values().iter();
            let deciding = decisions.flat_map(Decision::all_with_a_say);
            let deciding: BTreeSet<_> =
                deciding.flat_map(|role| self.model.members(role).into_iter().chain([role])).collect();
            let is_open = |role: &Id<Role>| {
                let own = &self.model.roles[*role];
                own.is_post() && own.holders.is_absent() && !self.staff().is_listed(*role)
            };
            let mut open = deciding.into_iter().filter(is_open);
            open.next().filter(|_| open.next().is_none())
        })
    }

    /// Who may act in a decision.
    ///
    /// # Errors
    /// Where it could not be read, or is too much to look at.
    pub fn of(&self, decision: &Decision) -> Result<&Hands, NoHands> {
        let numbers = self.numbers.get_or_init(|| {
            let all = self.model.decisions.iter();
            all.map(|(id, decision)| (decision.id.clone(), id)).collect()
        });
        let id = numbers.get(&decision.id).ok_or(NoHands::Unread)?;
        let known = self.decisions.get(id.index()).ok_or(NoHands::Unread)?;
        known.get_or_init(|| Hands::new(self.staff(), *id)).as_ref().map_err(|why| *why)
    }
}
