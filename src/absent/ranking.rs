//! Each person and each pair, the gravest absence first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::absences::Absences;
use super::outage::Outage;
use crate::hands::Hand;
use crate::model::{Decision, Id};

/// The absences of one and of two, the gravest first.
#[derive(Debug, Clone)]
pub struct Ranking {
    /// Of one.
    pub alone: Ranked,
    /// Of two, by what stalls then and does not while one of them is there.
    pub pairs: Ranked,
    /// The decisions that could not be looked at wholly.
    pub unproven: Vec<Id<Decision>>,
}

/// Absences, the gravest first.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// So many as were asked for.
    pub listed: Vec<Outage>,
    /// How many more there are by which something changes.
    pub more: usize,
}

impl Absences<'_> {
    /// What comes of the absence of each one and of each two, of each at most so many.
    #[must_use]
    pub fn ranking(&self, most: usize) -> Ranking {
        let census = self.census();
        let alone = self.ranked(census.acting, |hand| vec![hand], false, most);
        let mut pairs: Vec<_> = census.pairs.into_iter().collect();
        pairs.sort_by_key(|(_, decisions)| Reverse(decisions.len()));
        let more = pairs.len().saturating_sub(most);
        pairs.truncate(most);
        let pairs = Ranked { more, ..self.ranked(pairs, Vec::from, true, most) };
        Ranking { alone, pairs, unproven: census.unproven }
    }

    fn ranked<K>(
        &self,
        all: impl IntoIterator<Item = (K, BTreeSet<Id<Decision>>)>,
        away: impl Fn(K) -> Vec<Hand>,
        beyond: bool,
        most: usize,
    ) -> Ranked {
        let absences = all.into_iter().map(|(who, decisions)| self.over(&away(who), decisions, beyond));
        let mut listed: Vec<Outage> = absences.filter(|absence| !absence.consequences.is_empty()).collect();
        listed.sort_by_key(|absence| Reverse(absence.counts()));
        let more = listed.len().saturating_sub(most);
        listed.truncate(most);
        Ranked { listed, more }
    }
}
