//! One absence, over all decisions.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Budget, Region, Space};

use super::absences::Absences;
use super::judged::{Fallout, Judging};
use super::onward::{There, WayOn};
use crate::cases::Cases;
use crate::hands::{Hand, Hands, Situation};
use crate::model::{Coverage, Decision, Id, Origin};
use crate::options::STEPS;
use crate::source::Place;
use crate::syntax::Lapse;

/// What comes of it while some people are away.
#[derive(Debug, Clone)]
pub struct Outage {
    /// Who.
    pub away: Vec<Hand>,
    /// What comes of it, the gravest first.
    pub consequences: Vec<Consequence>,
    /// The decisions that could not be looked at wholly.
    pub unproven: Vec<Id<Decision>>,
}

/// What an absence makes of a decision, in a region of cases.
#[derive(Debug, Clone)]
pub struct Consequence {
    /// The decision.
    pub decision: Id<Decision>,
    /// What it makes of it.
    pub upshot: Fallout,
    /// Where it goes, if it stalls.
    pub onward: Vec<WayOn>,
    /// Where the answer is written.
    pub place: Place,
    /// In which cases; `None` where these are more than are listed.
    pub cases: Option<OutageCases>,
}

/// A region of cases, in words and exactly.
#[derive(Debug, Clone)]
pub struct OutageCases {
    /// The cases, as they stand after "when"; empty for every case.
    pub when: String,
    /// On which days; empty for every day that is looked at.
    pub days: String,
    /// A case and the region.
    pub cases: Cases,
}

/// How grave it is, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nobody can decide.
    Stops,
    /// Nobody can decide, and after some time it counts as decided.
    Lapses,
    /// Fewer people decide than it says.
    FewHands,
    /// It waits, and then goes to somebody else.
    GoesUp,
    /// Somebody else decides.
    Covered,
}

impl Severity {
    /// All, the gravest first.
    pub const ALL: [Self; 5] = [Self::Stops, Self::Lapses, Self::FewHands, Self::GoesUp, Self::Covered];

    /// The word that machine output uses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stops => "stops",
            Self::Lapses => "lapses",
            Self::FewHands => "few-hands",
            Self::GoesUp => "goes-up",
            Self::Covered => "covered",
        }
    }
}

impl Consequence {
    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        let lapses = |way: &WayOn| matches!(way, WayOn::Lapses(_, Lapse::Agreed | Lapse::Refused));
        match self.upshot {
            Fallout::Covered(_) => Severity::Covered,
            Fallout::FewHands { .. } => Severity::FewHands,
            Fallout::Stalls(_) if self.onward.iter().any(lapses) => Severity::Lapses,
            Fallout::Stalls(_) if self.onward.iter().any(WayOn::is_timely) => Severity::GoesUp,
            Fallout::Stalls(_) => Severity::Stops,
        }
    }
}

impl Outage {
    /// Of how many decisions each is so, the gravest first.
    #[must_use]
    pub fn counts(&self) -> [usize; 5] {
        Severity::ALL.map(|severity| self.decisions(severity).len())
    }

    /// The decisions of which that is so.
    #[must_use]
    pub fn decisions(&self, severity: Severity) -> BTreeSet<Id<Decision>> {
        let such = self.consequences.iter().filter(|one| one.severity() == severity);
        such.map(|one| one.decision).collect()
    }
}

/// At most so many regions of cases are listed of what an absence makes of one decision.
const MOST_REGIONS: usize = 20;

impl Absences<'_> {
    /// What comes of it while all of these are away.
    #[must_use]
    pub fn of(&self, away: &[Hand]) -> Outage {
        self.over(away, self.model.decisions.ids(), false)
    }

    /// The same, over these decisions; with `beyond`, only what stalls where it would not without any one of them.
    pub(super) fn over(
        &self,
        away: &[Hand],
        decisions: impl IntoIterator<Item = Id<Decision>>,
        beyond: bool,
    ) -> Outage {
        let gone: BTreeSet<Hand> = away.iter().cloned().collect();
        let mut absence = Outage { away: away.to_vec(), consequences: Vec::new(), unproven: Vec::new() };
        for id in decisions {
            let decision = &self.model.decisions[id];
            let budget = self.model.share_of(STEPS);
            let Ok(hands) = self.workforce.of(decision) else {
                absence.unproven.push(id);
                continue;
            };
            let (alike, is_whole) = alike(hands, &gone, beyond, &budget);
            let told = self.told((id, hands), &alike, &gone, &budget);
            absence.consequences.extend(told);
            if !is_whole || !hands.is_sure() || budget.has_ended() {
                absence.unproven.push(id);
            }
        }
        absence.consequences.sort_by_key(Consequence::severity);
        absence
    }

    /// A consequence for each region of cases of which one thing is so.
    fn told(
        &self,
        (id, hands): (Id<Decision>, &Hands),
        alike: &BTreeMap<Fallout, Vec<Id<Situation>>>,
        away: &BTreeSet<Hand>,
        budget: &Budget,
    ) -> Vec<Consequence> {
        let decision = &self.model.decisions[id];
        let Some(coverage) = hands.coverage(decision).filter(|_| !alike.is_empty()) else { return Vec::new() };
        let space = coverage.cover.space();
        let Some(all) = space.all() else { return Vec::new() };
        let mut told = Vec::new();
        for (upshot, situations) in alike {
            let missing: &[_] = if let Fallout::Stalls(missing) = upshot { missing } else { &[] };
            let regions = coverage.cover.held_where(situations, &all, MOST_REGIONS, budget).into_found();
            for region in &regions.found {
                let origins = origins(&coverage, situations, region, budget);
                let place = origins.first().map_or(decision.place, |origin| origin.place);
                let there = There { case: &space.witness(region), away };
                let stalls = matches!(upshot, Fallout::Stalls(_));
                let onward = if stalls { self.ways_on(decision, &origins, missing, there) } else { Vec::new() };
                let cases = Some(self.outage_cases(space, region));
                told.push(Consequence { decision: id, upshot: upshot.clone(), onward, place, cases });
            }
            if regions.more > 0 {
                let (upshot, place) = (upshot.clone(), decision.place);
                told.push(Consequence { decision: id, upshot, onward: Vec::new(), place, cases: None });
            }
        }
        told
    }

    pub(super) fn outage_cases(&self, space: &Space, region: &Region) -> OutageCases {
        let dimensions = &self.model.dimensions;
        let block = space.block_at(region, &space.witness(region));
        let date = dimensions.date().map(Id::index);
        OutageCases {
            when: space.phrase_of(&block, dimensions, |dimension| Some(dimension) != date),
            days: date.and_then(|date| space.named_phrase(&block, date, dimensions)).unwrap_or_default(),
            cases: Cases::named(space, &block, region, dimensions),
        }
    }
}

/// What an absence makes of each situation, and whether all could be looked at.
fn alike(
    hands: &Hands,
    away: &BTreeSet<Hand>,
    beyond: bool,
    budget: &Budget,
) -> (BTreeMap<Fallout, Vec<Id<Situation>>>, bool) {
    let mut alike: BTreeMap<Fallout, Vec<Id<Situation>>> = BTreeMap::new();
    let mut is_whole = true;
    for (id, situation) in hands.situations() {
        let judged = Judging { hands, situation, away }.fallout(beyond, budget);
        is_whole &= judged.is_some();
        judged.into_iter().flatten().for_each(|upshot| alike.entry(upshot).or_default().push(id));
    }
    (alike, is_whole)
}

fn origins(
    coverage: &Coverage<Id<Situation>>,
    situations: &[Id<Situation>],
    region: &Region,
    budget: &Budget,
) -> Vec<Origin> {
    let origins = coverage.cover.origins_of(situations, region, budget).into_iter();
    origins.map(|origin| coverage.origin(origin)).collect()
}
