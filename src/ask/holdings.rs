//! One role: everything that it decides, is accountable and responsible for, and in which cases.

use case_space::{Block, Outcome, Piece, Space};

use super::basis::Ask;
use crate::cases::{Cases, Portion};
use crate::model::{Activity, Also, Answer, Coverage, Decision, Dimensions, Id, Origin, Role, Spread, Standing};
use crate::options::STEPS;
use crate::source::Place;
use crate::subject::{Subject, Text};
use crate::syntax::Letter;

/// Something that a role holds in some cases.
#[derive(Debug, Clone)]
pub struct Holding<'a> {
    /// The decision or activity.
    pub subject: Subject,
    /// How it is held.
    pub how: How,
    /// The cases.
    pub cases: InCases<'a>,
    /// Where it is said.
    pub place: Place,
}

impl Holding<'_> {
    const fn unproven(subject: Subject, place: Place) -> Self {
        Self { subject, how: How::Unproven, cases: InCases::More, place }
    }
}

/// In which cases something is held.
#[derive(Debug, Clone)]
pub enum InCases<'a> {
    /// In every case.
    All,
    /// In these of what a cover tells apart.
    These(&'a Space, Block),
    /// In others beside those that are listed, which are too many to list.
    More,
}

impl InCases<'_> {
    /// The extent of each dimension that is restricted; `None` where that is not listed.
    #[must_use]
    pub fn region(&self, dimensions: &Dimensions) -> Option<Vec<(Text, Portion)>> {
        match self {
            Self::All => Some(Vec::new()),
            Self::These(space, block) => Some(Cases::named(space, block, block.region(), dimensions).region),
            Self::More => None,
        }
    }
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

impl<'a> Ask<'a> {
    /// Everything that the role holds: decisions first, each in the order of the policy.
    #[must_use]
    pub fn holdings(&self, role: Id<Role>) -> Vec<Holding<'a>> {
        let mut holdings = Vec::new();
        for decision in self.model.decisions.values() {
            let in_full = decision.in_full();
            let resolved = in_full.map(|(answers, coverage)| (answers, coverage, self.resolved(coverage)));
            let is_proven = resolved.as_ref().is_some_and(|(.., resolved)| resolved.is_proven());
            if !is_proven && decision.all_with_a_say().any(|has_say| has_say == role) {
                holdings.push(Holding::unproven(decision.subject(), decision.place));
            }
            let Some((answers, coverage, resolved)) = resolved else { continue };
            for piece in resolved.into_found() {
                let number = piece.held.values().first();
                let Some(answer) = number.and_then(|number| answers.get(number.index())) else { continue };
                let Some(standing) = answer.standing(role) else { continue };
                let how = How::Decides(standing, answer.clone());
                let place = said_at(decision, coverage.origin(piece.origin), role);
                self.add(&decision.subject(), &how, coverage, (&piece, place), &mut holdings);
            }
        }
        for activity in self.model.activities.values() {
            for letter in activity.scheme.letters() {
                self.letter(activity, *letter, role, &mut holdings);
            }
        }
        holdings
    }

    fn letter(&self, activity: &'a Activity, letter: Letter, role: Id<Role>, holdings: &mut Vec<Holding<'a>>) {
        let (subject, how) = (activity.subject(), How::Letter(letter));
        match activity.spread_of(letter) {
            Some(Spread::Everywhere(Some(holders))) if holders.roles.contains(role) => {
                holdings.push(Holding { subject, how, cases: InCases::All, place: holders.place });
            }
            Some(Spread::ByCase(coverage)) => {
                let is_held = |piece: &Piece<Id<Role>>| piece.held.values().contains(&role);
                let resolved = self.resolved(coverage);
                if !resolved.is_proven() {
                    holdings.push(Holding::unproven(subject.clone(), activity.place));
                }
                for piece in resolved.found().iter().filter(|piece| is_held(piece)) {
                    let place = coverage.origin(piece.origin).step_place;
                    self.add(&subject, &how, coverage, (piece, place), holdings);
                }
            }
            None if activity.holders_of(letter).any(|held| held.value == role) => {
                holdings.push(Holding::unproven(subject, activity.place))
            }
            Some(Spread::Everywhere(_)) | None => {}
        }
    }

    /// Adds what is held in the cases of a piece, which is said there, a line for each region that has no hole.
    fn add<V: Copy + Ord>(
        &self,
        subject: &Subject,
        how: &How,
        coverage: &'a Coverage<V>,
        (piece, place): (&Piece<V>, Place),
        holdings: &mut Vec<Holding<'a>>,
    ) {
        let space = coverage.cover.space();
        let listed = space.blocks(&piece.region).take(MOST).map(|block| InCases::These(space, block));
        let more = (space.count_of_blocks(&piece.region) > MOST).then_some(InCases::More);
        let holding = |cases| Holding { subject: subject.clone(), how: how.clone(), cases, place };
        holdings.extend(listed.chain(more).map(holding));
    }

    /// The pieces as they really hold.
    fn resolved<V: Copy + Ord>(&self, coverage: &Coverage<V>) -> Outcome<Vec<Piece<V>>> {
        coverage.cover.resolved(&self.model.share_of(STEPS))
    }
}

/// Where it is said that a role has a say in an answer: where that is written, or where it is added.
fn said_at(decision: &Decision, origin: Origin, role: Id<Role>) -> Place {
    let is_written = decision.answer_at(origin).is_some_and(|answer| answer.roles().contains(&role));
    let adds = |also: &&Also| also.signers().any(|signers| signers.roles().contains(&role));
    let added = decision.also.iter().find(adds).filter(|_| !is_written);
    added.map_or(origin.step_place, |also| also.place)
}
