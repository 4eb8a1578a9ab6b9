//! The steps of a chain: why an answer is what it is, and what follows.

use super::lang::Lang;
use super::voice::{Naming, Voice, clean};
use crate::ask::{GivenBy, Link, Reason};
use crate::model::{Answer, CaseSet, Delegation, Escalation, Id, Role};
use crate::syntax::Term;

impl Voice<'_> {
    /// A step.
    #[must_use]
    pub fn link(&self, Link { reason, roles, .. }: &Link<'_>) -> String {
        let who = self.roles(roles.iter().copied());
        match reason {
            Reason::Given(given) => self.given(given),
            Reason::Below((ladder, step)) | Reason::Above((ladder, step)) => {
                self.holds(step.answer.as_ref(), &self.limit(ladder, step))
            }
            Reason::Letter(letter) => format!("{} is {who}", letter.as_str()),
            Reason::Consults(_) | Reason::Informs(_) => who,
            Reason::GoesUp { within, from } => self.goes_up(*within, *from, &who),
            Reason::Escalates { escalation, from } => self.escalates(escalation, *from, roles),
            Reason::StandsIn(role, when) => self.stands_in(&who, *role, *when),
            Reason::Lends(from, delegation) => self.lends(*from, delegation, &who),
        }
    }

    /// An answer, and the cases in which it holds.
    fn holds(&self, answer: Option<&Answer>, when: &str) -> String {
        let between = if matches!(self.naming, Naming::Ids) { " when " } else { self.words().colon };
        format!("{}{between}{when}", self.answer(answer))
    }

    fn given(&self, GivenBy { decision, origin, answer, around }: &GivenBy<'_>) -> String {
        if let Some((space, block)) = around {
            let when = space.phrase(block, &self.model.dimensions);
            return match when.is_empty() {
                true => format!("{} {}", self.answer(*answer), self.words().every_case),
                false => self.holds(*answer, &when),
            };
        }
        let case = origin.case.and_then(|case| decision.cases.get(case));
        let mut when = case.map_or_else(Vec::new, |case| self.conditions(&case.when));
        if case.is_none() && !decision.cases.is_empty() {
            when.push(self.words().otherwise.to_owned());
        }
        when.extend(decision.step_at(*origin).map(|(ladder, step)| self.limit(ladder, step)));
        self.holds(*answer, &self.when(&when))
    }

    fn goes_up(&self, within: Term, from: Id<Role>, to: &str) -> String {
        let (within, from) = (self.lang().term(within), self.role(from));
        match self.lang() {
            Lang::English => format!("within {within}, or it goes up from {from} to {to}"),
            Lang::Chinese => format!("{within}内未决定的，由{from}上报{to}"),
        }
    }

    fn escalates(&self, escalation: &Escalation, from: Id<Role>, to: &[Id<Role>]) -> String {
        let each = escalation.within.get().map(|each| self.lang().term(each.value));
        let Naming::Names(lang) = self.naming else {
            let (from, to) = (self.role(from), self.roles(to.iter().copied()));
            let each = each.map_or_else(String::new, |each| format!(" after {each} each"));
            return format!("`{}` goes from {from} to {to}{each}", escalation.id);
        };
        let each = each.map_or_else(String::new, |each| match lang {
            Lang::English => format!(", after {each} each"),
            Lang::Chinese => format!("，每级{each}"),
        });
        let path: Vec<_> = [&from].into_iter().chain(to).map(|role| self.role(*role)).collect();
        format!("{}{}{}{each}", clean(&escalation.name), self.words().colon, path.join(" → "))
    }

    fn stands_in(&self, who: &str, role: Id<Role>, when: Option<&CaseSet>) -> String {
        let (role, when) = (self.role(role), when.map(|when| self.when(&self.conditions(when))));
        match self.lang() {
            Lang::English => {
                let when = when.map_or_else(String::new, |when| format!(" when {when}"));
                format!("{who} stands in for {role}{when}")
            }
            Lang::Chinese => {
                let when = when.map_or_else(String::new, |when| format!("（{when}）"));
                format!("{who}代理{role}{when}")
            }
        }
    }

    fn lends(&self, from: Id<Role>, delegation: &Delegation, to: &str) -> String {
        let (from, until) = (self.role(from), delegation.valid_until.get().map(|until| until.value));
        match self.lang() {
            Lang::English => {
                let until = until.map_or_else(String::new, |until| format!(" until {until}"));
                format!("{from} lends it to {to}{until}")
            }
            Lang::Chinese => {
                let until = until.map_or_else(String::new, |until| format!("，至{until}"));
                format!("{from}授权{to}{until}")
            }
        }
    }
}
