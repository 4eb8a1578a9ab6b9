//! What stands beside an answer: who, in what manner and how soon; the times of a decision; and what is remarked.

use super::lang::{Lang, Words};
use super::voice::{Voice, clean};
use crate::model::{CaseSet, Deciders, Manner, Party};
use crate::syntax::{Lapse, Remarks, Term};

/// How much time there is for a decision, and for what it grants.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deadlines {
    /// The time to decide.
    pub within: Option<Term>,
    /// What happens when that runs out.
    pub then: Option<Lapse>,
    /// How long it stays open at least.
    pub open_for: Option<Term>,
    /// How long what is granted holds.
    pub holds_for: Option<Term>,
}

impl Words {
    /// In what manner somebody stands beside an answer.
    #[must_use]
    pub const fn manner(&self, manner: Manner) -> &'static str {
        match manner {
            Manner::Reviews => self.reviews,
            Manner::Consults => self.consulted,
            Manner::Agrees => self.agree,
            Manner::Refuses => self.refuses,
            Manner::ConfirmedBy => self.confirmed_by,
            Manner::Informs => self.informed,
            Manner::FilesWith => self.files_with,
        }
    }
}

impl Voice<'_> {
    /// Those who stand beside an answer in one manner; those who review it in their order.
    #[must_use]
    pub fn parties<'p>(&self, manner: Manner, parties: impl IntoIterator<Item = &'p Party>) -> String {
        let each: Vec<_> = parties.into_iter().map(|party| self.party(party)).collect();
        each.join(if manner == Manner::Reviews { self.words().then } else { self.words().list })
    }

    fn party(&self, party: &Party) -> String {
        let who = self.deciders(&party.who);
        let within = party.within.get().map(|within| self.lang().term(within.value));
        match (within, self.lang()) {
            (None, _) => who,
            (Some(within), Lang::English) => format!("{who} (within {within})"),
            (Some(within), Lang::Chinese) => format!("{who}（{within}内）"),
        }
    }

    /// The cases that need something on top of an answer.
    #[must_use]
    pub fn in_addition(&self, cases: &CaseSet) -> String {
        let conditions = self.conditions(cases);
        match (self.lang(), conditions.as_slice()) {
            (Lang::English, []) => format!("in addition, {}", self.when(&conditions)),
            (Lang::English, _) => format!("in addition, when {}", self.when(&conditions)),
            (Lang::Chinese, []) => format!("此外（{}）", self.when(&conditions)),
            (Lang::Chinese, _) => format!("此外，{}时", self.when(&conditions)),
        }
    }

    /// Whose signature is needed on top of an answer.
    #[must_use]
    pub fn signs_too(&self, who: &Deciders) -> String {
        let signers = self.deciders(who);
        match self.lang() {
            Lang::English if who.takes_one() => format!("{signers} signs as well"),
            Lang::English => format!("{signers} sign as well"),
            Lang::Chinese => format!("另须{signers}签署"),
        }
    }

    /// Each time, by what it is called.
    #[must_use]
    pub fn times(&self, times: Deadlines) -> Vec<(&'static str, String)> {
        let (words, term) = (self.words(), |time: Option<Term>| time.map(|time| self.lang().term(time)));
        let then = times.then.map(|then| match then {
            Lapse::Escalates => words.goes_up,
            Lapse::Refused => words.is_refused,
            Lapse::Agreed => words.is_agreed,
        });
        let all = [
            (words.within, term(times.within)),
            (words.time_is_up, then.map(str::to_owned)),
            (words.open_for, term(times.open_for)),
            (words.holds_for, term(times.holds_for)),
        ];
        all.into_iter().filter_map(|(name, time)| Some((name, time?))).collect()
    }

    /// What is remarked on a thing, and the clause that it comes from; nothing where nothing is.
    #[must_use]
    pub fn remark(&self, Remarks { note, source }: &Remarks) -> String {
        let words = self.words();
        match (note.as_ref().map(clean), source.as_ref().map(clean)) {
            (Some(note), Some(source)) => format!("{note}{}{source}{}", words.open, words.close),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => String::new(),
        }
    }
}
