//! The steps of a chain: why an answer is what it is, and what follows.

use super::lang::Lang;
use super::voice::{Naming, Voice, clean};
use crate::ask::{GivenBy, Link, Reason, Stand};
use crate::model::{Also, Answer, CaseSet, Deciders, DecisionCase, Delegation, Escalation, Id, Manner, Relative, Role};
use crate::syntax::{Enough, Lapse, Term};

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
            Reason::StandsOver(cases) => self.stands_over(cases.as_deref()),
            Reason::Alone => self.either("nothing is added to this case", "本情形不适用附加要求").to_owned(),
            Reason::ComesTo(relative, requester) => self.comes_to(relative, *requester, &who),
            Reason::Adds(also, signs) => self.adds(also, signs),
            Reason::Stands(stand) => self.stands(stand),
            Reason::Lapses(within, lapse) => self.lapses(*within, *lapse),
            Reason::OpenFor(least) => match self.lang() {
                Lang::English => format!("it stays open for at least {least}"),
                Lang::Chinese => format!("至少开放{}", self.lang().term(*least)),
            },
            Reason::HoldsFor(term) => match self.lang() {
                Lang::English => format!("what is granted holds for {term}"),
                Lang::Chinese => format!("批准后有效期为{}", self.lang().term(*term)),
            },
            Reason::GoesUp { within, from } => self.goes_up(*within, *from, &who),
            Reason::Escalates { escalation, from } => self.escalates(escalation, *from, roles),
            Reason::ActsBy(body, quorum) => self.acts_by(*body, *quorum, &who),
            Reason::StandsIn(role, when) => self.stands_in(&who, *role, *when),
            Reason::Lends(from, delegation) => self.lends(*from, delegation, &who),
        }
    }

    const fn either(&self, english: &'static str, chinese: &'static str) -> &'static str {
        match self.lang() {
            Lang::English => english,
            Lang::Chinese => chinese,
        }
    }

    fn stands_over(&self, cases: Option<&[&DecisionCase]>) -> String {
        let Some(cases) = cases else {
            return self.either("this case stands over all others", "本情形优先于其他所有情形").to_owned();
        };
        let ids = cases.iter().filter_map(|case| case.id.get()).map(|id| format!("`{}`", clean(&id.value)));
        let ids = ids.collect::<Vec<_>>().join(self.words().list);
        format!("{}{ids}", self.either("this case stands over ", "本情形优先于"))
    }

    fn comes_to(&self, relative: &Relative, requester: Option<Id<Role>>, to: &str) -> String {
        let approver = self.deciders(&Deciders::Relative(relative.clone()));
        let requester = requester.filter(|_| relative.follows_from_requester()).map(|requester| self.role(requester));
        match (self.lang(), requester) {
            (Lang::English, Some(requester)) => format!("{approver} is {to} where {requester} asks"),
            (Lang::English, None) => format!("{approver} is {to}"),
            (Lang::Chinese, Some(requester)) => format!("{requester}申请时，{approver}为{to}"),
            (Lang::Chinese, None) => format!("{approver}为{to}"),
        }
    }

    fn adds(&self, also: &Also, signs: &Deciders) -> String {
        let (who, when) = (self.deciders(signs), self.cases(&also.when));
        match (self.lang(), when) {
            (Lang::English, None) => format!("{who} must sign as well"),
            (Lang::English, Some(when)) => format!("{who} must sign as well when {when}"),
            (Lang::Chinese, None) => format!("{who}也须签署"),
            (Lang::Chinese, Some(when)) => format!("{when}时，{who}也须签署"),
        }
    }

    fn stands(&self, stand: &Stand<'_>) -> String {
        let party = |(who, within): &(Deciders, Option<Term>)| {
            let (who, within) = (self.deciders(who), within.map(|within| self.lang().term(within)));
            match (self.lang(), within) {
                (_, None) => who,
                (Lang::English, Some(within)) => format!("{who} within {within}"),
                (Lang::Chinese, Some(within)) => format!("{who}（{within}内）"),
            }
        };
        let between = if stand.manner == Manner::Reviews { self.words().then } else { self.words().list };
        let who = stand.parties.iter().map(party).collect::<Vec<_>>().join(between);
        let Some(when) = stand.by.and_then(|also| self.cases(&also.when)) else { return who };
        match self.lang() {
            Lang::English => format!("{who}, as well when {when}"),
            Lang::Chinese => format!("{who}（{when}时）"),
        }
    }

    fn acts_by(&self, body: Id<Role>, quorum: Option<Enough>, members: &str) -> String {
        let body = self.role(body);
        match (self.lang(), quorum) {
            (Lang::English, None) => format!("{body} decides by its members: {members}"),
            (Lang::English, Some(Enough::Exactly(count))) => {
                format!("{body} decides by {count} of its members: {members}")
            }
            (Lang::English, Some(Enough::Majority)) => {
                format!("{body} decides by a majority of its members: {members}")
            }
            (Lang::English, Some(Enough::All)) => format!("{body} decides by all of its members: {members}"),
            (Lang::Chinese, None) => format!("{body}由其成员决定：{members}"),
            (Lang::Chinese, Some(Enough::Exactly(count))) => format!("{body}须有{count}名成员同意：{members}"),
            (Lang::Chinese, Some(Enough::Majority)) => format!("{body}须过半数成员同意：{members}"),
            (Lang::Chinese, Some(Enough::All)) => format!("{body}须全体成员同意：{members}"),
        }
    }

    fn lapses(&self, within: Term, lapse: Lapse) -> String {
        let within = self.lang().term(within);
        match (self.lang(), lapse) {
            (Lang::English, Lapse::Refused) => format!("within {within}, or it counts as refused"),
            (Lang::English, Lapse::Agreed) => format!("within {within}, or it counts as agreed"),
            (Lang::English, Lapse::Escalates) => format!("within {within}, or it goes up"),
            (Lang::Chinese, Lapse::Refused) => format!("{within}内未决定的，视为不同意"),
            (Lang::Chinese, Lapse::Agreed) => format!("{within}内未决定的，视为同意"),
            (Lang::Chinese, Lapse::Escalates) => format!("{within}内未决定的，上报"),
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
