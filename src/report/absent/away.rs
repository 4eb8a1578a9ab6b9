//! What is told of absences.

use crate::absent::{Carriers, Outage, Ranked, Ranking};
use crate::model::{Decision, Id, Leave, Model, Person};
use crate::options::Days;
use crate::source::Sources;

/// Absences, and of what.
#[derive(Debug, Clone, Copy)]
pub struct Away<'a> {
    /// The matrix.
    pub model: &'a Model,
    /// Its files.
    pub sources: &'a Sources,
    /// The days.
    pub days: Days,
    /// What is told.
    pub told: Outages<'a>,
}

/// The absence that was asked about, or those of each one and each two.
#[derive(Debug, Clone, Copy)]
pub enum Outages<'a> {
    /// That one.
    One(&'a Outage),
    /// Each one and each two.
    Each(&'a Ranking),
    /// Nobody's: who can carry which chain of duties without a third.
    Carried(&'a [Carriers]),
}

impl<'a> Away<'a> {
    /// The decisions that could not be looked at wholly.
    pub(super) fn unproven(&self) -> &'a [Id<Decision>] {
        match self.told {
            Outages::One(absence) => &absence.unproven,
            Outages::Each(ranking) => &ranking.unproven,
            Outages::Carried(_) => &[],
        }
    }

    /// Those who are on leave on some of the days, by what is written.
    pub(super) fn on_leave(&self) -> impl Iterator<Item = (&'a Person, &'a Leave)> {
        let Days { from, until } = self.days;
        let people = self.model.people.as_written();
        let leaves = people.flat_map(|(_, person)| person.absent.iter().map(move |leave| (person, leave)));
        leaves.filter(move |(_, leave)| leave.from <= until && from <= leave.until)
    }

    /// The lists, each with how many more there are.
    pub(super) fn lists(&self) -> Vec<(&'a [Outage], usize)> {
        let list = |ranked: &'a Ranked| (ranked.listed.as_slice(), ranked.more);
        match self.told {
            Outages::One(absence) => vec![(std::slice::from_ref(absence), 0)],
            Outages::Each(ranking) => vec![list(&ranking.alone), list(&ranking.pairs)],
            Outages::Carried(_) => Vec::new(),
        }
    }
}
