//! One role: everything that it decides, is accountable and responsible for, and in which cases.

use case_space::{Outcome, Piece};

use super::Ask;
use crate::finding::{Extent, Subject, Text};
use crate::model::{Activity, Answer, Coverage, Id, Role, Spread, Standing};
use crate::options::STEPS;
use crate::source::Place;
use crate::syntax::Letter;

/// Something that a role holds in some cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The decision or activity.
    pub subject: Subject,
    /// How it is held.
    pub how: How,
    /// The cases.
    pub when: When,
    /// Where it is said.
    pub place: Place,
}

impl Holding {
    const fn unproven(subject: Subject, place: Place) -> Self {
        Self { subject, how: How::Unproven, when: When::More, place }
    }
}

/// In which cases something is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// In these.
    Cases {
        /// In words; empty for every case.
        words: String,
        /// The extent of each dimension that is restricted.
        region: Vec<(Text, Extent)>,
    },
    /// In others beside those that are listed, which are too many to list.
    More,
}

impl When {
    /// In every case.
    const ALWAYS: Self = Self::Cases { words: String::new(), region: Vec::new() };
}

/// How something is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// It decides, or has a part in that: what it is worth, in which answer.
    Decides(Standing, Answer),
    /// It holds a letter.
    Letter(Letter),
    /// Its cases are too many to look at all: what is listed is so, and there may be more.
    Unproven,
}

/// At most so many regions of cases are listed of what is said in one place.
const MOST: usize = 100;

impl Ask<'_> {
    /// Everything that the role holds: decisions first, each in the order of the policy.
    #[must_use]
    pub fn holdings(&self, role: Id<Role>) -> Vec<Holding> {
        let mut holdings = Vec::new();
        for decision in self.model.decisions.values() {
            let resolved = decision.coverage.as_ref().map(|coverage| (coverage, self.resolved(coverage)));
            let is_proven = resolved.as_ref().is_some_and(|(_, resolved)| resolved.is_proven());
            if !is_proven && decision.answers.iter().any(|answer| answer.standing(role).is_some()) {
                holdings.push(Holding::unproven(decision.subject(), decision.place));
            }
            let Some((coverage, resolved)) = resolved else { continue };
            for piece in resolved.into_found() {
                let number = piece.held.values().first().map(|number| *number as usize);
                let Some(answer) = number.and_then(|number| decision.answers.get(number)) else { continue };
                let Some(standing) = answer.standing(role) else { continue };
                let how = How::Decides(standing, answer.clone());
                self.add(&decision.subject(), &how, coverage, &piece, &mut holdings);
            }
        }
        for activity in self.model.activities.values() {
            for letter in self.model.matrix.scheme.letters() {
                self.letter(activity, *letter, role, &mut holdings);
            }
        }
        holdings
    }

    fn letter(&self, activity: &Activity, letter: Letter, role: Id<Role>, holdings: &mut Vec<Holding>) {
        let (subject, how) = (activity.subject(), How::Letter(letter));
        match activity.spread(letter) {
            Some(Spread::Everywhere(Some(holders))) if holders.roles.contains(role) => {
                holdings.push(Holding { subject, how, when: When::ALWAYS, place: holders.place });
            }
            Some(Spread::ByCase(coverage)) => {
                let is_held = |piece: &Piece| {
                    piece.held.values().iter().any(|held| self.model.roles.id(*held as usize) == Some(role))
                };
                let resolved = self.resolved(coverage);
                if !resolved.is_proven() {
                    holdings.push(Holding::unproven(subject.clone(), activity.place));
                }
                for piece in resolved.found().iter().filter(|piece| is_held(piece)) {
                    self.add(&subject, &how, coverage, piece, holdings);
                }
            }
            None if activity.is_held_by(letter, role) => holdings.push(Holding::unproven(subject, activity.place)),
            Some(Spread::Everywhere(_)) | None => {}
        }
    }

    /// Adds what is held in the cases of a piece, a line for each region that has no hole.
    fn add(&self, subject: &Subject, how: &How, coverage: &Coverage, piece: &Piece, holdings: &mut Vec<Holding>) {
        let space = coverage.cover.space();
        let dimensions = &self.model.dimensions;
        let listed = space.blocks(&piece.region).take(MOST).map(|block| When::Cases {
            words: coverage.words(&block, dimensions),
            region: coverage.cases(&block, block.region(), dimensions).region,
        });
        let more = (space.count_of_blocks(&piece.region) > MOST).then_some(When::More);
        let place = coverage.origin(piece.origin).step_place;
        let holding = |when| Holding { subject: subject.clone(), how: how.clone(), when, place };
        holdings.extend(listed.chain(more).map(holding));
    }

    /// The pieces as they really hold.
    fn resolved(&self, coverage: &Coverage) -> Outcome<Vec<Piece>> {
        coverage.cover.resolved(&self.model.share_of(STEPS))
    }
}
