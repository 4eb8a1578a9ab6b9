//! One role: everything that it decides, is accountable and responsible for, and in which cases.

use super::Ask;
use crate::finding::Subject;
use crate::model::{Answer, Coverage, Id, Role, Spread};
use crate::source::Place;
use crate::space::{Budget, Piece};
use crate::syntax::Letter;

/// Something that a role holds in some cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The decision or activity.
    pub subject: Subject,
    /// How it is held.
    pub how: How,
    /// The cases in words; empty for every case.
    pub when: String,
    /// Where it is said.
    pub place: Place,
}

/// How something is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// The role decides alone.
    Decides,
    /// It decides with others or in place of others: the whole answer in words.
    HasASay(String),
    /// It holds a letter.
    Letter(Letter),
}

impl Ask<'_> {
    /// Everything that the role holds: decisions first, each in the order of the policy.
    #[must_use]
    pub fn holdings(&self, role: Id<Role>) -> Vec<Holding> {
        let mut holdings = Vec::new();
        for decision in self.model.decisions.values() {
            let Some(coverage) = &decision.coverage else { continue };
            for piece in resolved(coverage) {
                let number = piece.held.values().first().map(|number| *number as usize);
                let answer = number.and_then(|number| decision.answers.get(number));
                let Some(answer) = answer.filter(|answer| answer.roles().contains(&role)) else { continue };
                let how = self.how(answer);
                holdings.push(self.holding(decision.subject(), how, coverage, &piece));
            }
        }
        for activity in self.model.activities.values() {
            for letter in self.model.matrix.scheme.letters() {
                self.letter(activity, *letter, role, &mut holdings);
            }
        }
        holdings
    }

    fn letter(&self, activity: &crate::model::Activity, letter: Letter, role: Id<Role>, holdings: &mut Vec<Holding>) {
        let (subject, how) = (activity.subject(), How::Letter(letter));
        match activity.spread(letter) {
            Some(Spread::Everywhere(Some(holders))) if holders.roles.contains(role) => {
                holdings.push(Holding { subject, how, when: String::new(), place: holders.place });
            }
            Some(Spread::ByCase(coverage)) => {
                let is_held = |piece: &Piece| {
                    piece.held.values().iter().any(|held| self.model.roles.id(*held as usize) == Some(role))
                };
                for piece in resolved(coverage).iter().filter(|piece| is_held(piece)) {
                    holdings.push(self.holding(subject.clone(), how.clone(), coverage, piece));
                }
            }
            Some(Spread::Everywhere(_)) | None => {}
        }
    }

    fn holding(&self, subject: Subject, how: How, coverage: &Coverage, piece: &Piece) -> Holding {
        let when = coverage.words(&piece.region, &self.model.dimensions);
        Holding { subject, how, when, place: coverage.origin(piece.origin).step_place }
    }

    fn how(&self, answer: &Answer) -> How {
        match answer {
            Answer::Decides(deciders) if deciders.roles().len() == 1 => How::Decides,
            _ => How::HasASay(answer.words(&self.model.roles)),
        }
    }
}

/// The pieces as they really hold.
fn resolved(coverage: &Coverage) -> Vec<Piece> {
    coverage.cover.resolved(&Budget::default()).into_found()
}
