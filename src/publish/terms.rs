//! What holds of a decision as a whole.

use super::rights::{deadlines, said};
use crate::model::Decision;
use crate::words::{Voice, clean};

/// What holds of a decision as a whole; each is empty where nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Terms {
    pub(super) activity: String,
    pub(super) requested_by: String,
    pub(super) within: String,
    pub(super) per: String,
    /// The other times, by what they are called.
    times: Vec<(&'static str, String)>,
    /// What needs no more words than its name.
    holding: Vec<&'static str>,
    /// What is remarked on it.
    pub(super) remark: String,
}

impl Terms {
    pub(super) fn of(voice: Voice<'_>, decision: &Decision) -> Self {
        let words = voice.words();
        let activity = decision.activity.get().map(|of| clean(&voice.model().activities[of.value].name));
        let mut times = voice.times(deadlines([&decision.top.beside.times], None));
        let within = times.extract_if(.., |(name, _)| *name == words.within).next();
        let holding = [
            (words.chain, decision.ladders().any(|ladder| ladder.chain)),
            (words.four_eyes, decision.four_eyes.is_some()),
        ];
        Self {
            activity: activity.unwrap_or_default(),
            requested_by: voice.roles(decision.requested_by.ids()),
            within: within.map(|(_, within)| within).unwrap_or_default(),
            per: decision.per.get().map(|per| clean(&per.value)).unwrap_or_default(),
            times,
            holding: holding.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| name).collect(),
            remark: voice.remark(&decision.remarks),
        }
    }

    /// What each is called, and what it is; nothing where the name says it all.
    pub(super) fn listed(&self, voice: Voice<'_>) -> Vec<(&'static str, String)> {
        let words = voice.words();
        let said = [
            (words.activity, &self.activity),
            (words.requested_by, &self.requested_by),
            (words.within, &self.within),
            (words.per, &self.per),
        ];
        let said = said.into_iter().filter(|(_, term)| !term.is_empty()).map(|(name, term)| (name, term.clone()));
        let holding = self.holding.iter().map(|name| (*name, String::new()));
        said.chain(self.times.iter().cloned()).chain(holding).collect()
    }

    /// What has no column of its own in a table of all decisions.
    pub(super) fn others(&self, voice: Voice<'_>) -> String {
        let words = voice.words();
        let holding = self.holding.iter().map(|name| (*name).to_owned());
        said(&self.times, voice).into_iter().chain(holding).collect::<Vec<_>>().join(words.and_also)
    }
}
