//! A question about a decision: who may ask it, in which cases, and what holds in each.

use case_space::{Coordinate, Piece, Point, Space};

use super::basis::Ask;
use super::filled::Inquiry;
use super::given::{Asker, Case, posts};
use super::refused::CaseError;
use super::resolution::{Resolution, Ruling, rulings};
use crate::model::{Answer, Coverage, Decision, Dimension, Id, Impossible, Relative, Role};
use crate::subject::Text;
use crate::syntax::day_number;

/// What holds of a decision in one case, and where that is written.
pub(super) struct Answered<'a> {
    pub(super) case: Case,
    pub(super) pieces: Vec<&'a Piece<Id<Answer>>>,
    pub(super) rulings: Vec<Ruling<'a>>,
    pub(super) resolutions: Vec<Resolution>,
}

impl<'a> Ask<'a> {
    /// What holds of a decision in a case that may be given in part.
    pub(super) fn answered(
        &self,
        decision: &'a Decision,
        coverage: &'a Coverage<Id<Answer>>,
        given: &[(String, String)],
    ) -> Result<Answered<'a>, CaseError> {
        let mut case = self.today(Case::read(self.model, given)?)?;
        let requesters = self.requesters(decision, &case)?;
        if let ([only], Some(asks), Some(_)) = (requesters.as_slice(), self.model.dimensions.requested_by(), case.asker)
        {
            case.point = case.point.at(asks.index(), Coordinate::Value(only.index()));
        }
        let tell = |point: &Point| {
            let pieces = coverage.cover.evaluate(point).ok()?;
            let rulings = rulings(decision, coverage, &pieces);
            Some(rulings.iter().map(|ruling| self.resolution(ruling, point).key()).collect::<Vec<_>>())
        };
        let beside = self.told_beside(decision, &requesters);
        let inquiry = Inquiry { spaces: vec![coverage.cover.space()], beside, requesters, tell };
        let point = case.point.clone();
        let Some(case) = inquiry.fill(case, self.model)? else { return Err(self.absent(decision, &point)) };
        let pieces = coverage.cover.evaluate(&case.point).unwrap_or_default();
        let rulings = rulings(decision, coverage, &pieces);
        let resolutions = rulings.iter().map(|ruling| self.resolution(ruling, &case.point)).collect();
        Ok(Answered { case, pieces, rulings, resolutions })
    }

    /// The case on the day that is asked about.
    pub(super) fn today(&self, case: Case) -> Result<Case, CaseError> {
        let Some(date) = self.model.dimensions.date() else { return Ok(case) };
        let today = Coordinate::Number(day_number(self.today));
        match case.point.coordinate(date.index()) {
            Some(given) if *given != today => Err(CaseError::OtherDay(self.today)),
            Some(_) => Ok(case),
            None => Ok(Case { point: case.point.at(date.index(), today), ..case }),
        }
    }

    /// Those who may be the one who asks: all who may ask, or of these the one who is given, in each role that he holds.
    fn requesters(&self, decision: &Decision, case: &Case) -> Result<Vec<Id<Role>>, CaseError> {
        let may: Vec<Id<Role>> = decision.requested_by.ids().collect();
        let is_open = may.is_empty() || decision.requested_by.has_unread;
        let asks: Vec<Id<Role>> = match case.asker {
            None => return Ok(may),
            Some(Asker::Role(role)) => vec![role],
            Some(Asker::Person(person)) => posts(&self.model.people[person], &case.point),
        };
        let asks: Vec<Id<Role>> = asks.into_iter().filter(|role| is_open || may.contains(role)).collect();
        if !asks.is_empty() || is_open {
            return Ok(asks);
        }
        let who = match case.asker {
            Some(Asker::Person(person)) => self.model.people[person].id.clone(),
            Some(Asker::Role(role)) => self.model.roles[role].id.clone(),
            None => Text::default(),
        };
        Err(CaseError::MayNotAsk(who, may.into_iter().map(|role| self.model.roles[role].id.clone()).collect()))
    }

    /// What tells cases apart of those who stand beside an answer and follow from the requester or the case.
    fn told_beside(&self, decision: &Decision, requesters: &[Id<Role>]) -> Vec<(usize, Vec<Coordinate>)> {
        let dimensions = &self.model.dimensions;
        let parties = decision.all_beside().flat_map(|beside| beside.lists()).flat_map(|(_, list)| &list.items);
        let axis = |relative: Relative| match relative {
            Relative::HolderOf(id) => {
                let (id, dimension) = dimensions.iter().find(|(_, dimension)| dimension.id == id)?;
                Some((id.index(), (0..dimension.values.len()).map(Coordinate::Value).collect()))
            }
            _ if requesters.is_empty() => None,
            _ => Some((
                dimensions.requested_by()?.index(),
                requesters.iter().map(|role| Coordinate::Value(role.index())).collect(),
            )),
        };
        parties.flat_map(|party| party.who.relatives()).filter_map(axis).collect()
    }

    /// Why there is no such case.
    fn absent(&self, decision: &Decision, point: &Point) -> CaseError {
        let impossible = decision.impossible.iter().chain(&self.model.impossible);
        let said =
            impossible.filter(|one| one.when.condition().contains(point)).find_map(|one| self.said_impossible(one));
        let said = said.or_else(|| self.larger_part(point));
        CaseError::Absent(said.unwrap_or_else(|| "the policy says that it does not exist".to_owned()))
    }

    /// Which number is more than the one that it is a part of.
    fn larger_part(&self, point: &Point) -> Option<String> {
        let dimensions = &self.model.dimensions;
        let is_more = |part: Id<Dimension>, whole: Id<Dimension>| match (
            point.coordinate(part.index()),
            point.coordinate(whole.index()),
        ) {
            (Some(Coordinate::Number(part)), Some(Coordinate::Number(whole))) => part > whole,
            _ => false,
        };
        let parts = dimensions.iter().filter_map(|(part, own)| Some((part, own.part_of.get()?.value)));
        let (part, whole) = parts.into_iter().find(|(part, whole)| is_more(*part, *whole))?;
        Some(format!("`{}` is never more than `{}`", dimensions[part].id, dimensions[whole].id))
    }

    fn said_impossible(&self, impossible: &Impossible) -> Option<String> {
        let dimensions = &self.model.dimensions;
        let (space, regions) = Space::divided_by(dimensions.domains(), &[impossible.when.condition()]);
        let region = regions.into_iter().next().flatten()?;
        let when = space.phrase(&space.blocks(&region).next()?, dimensions);
        let note = impossible.remarks.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
        Some(format!("it is never so that {when}{note}"))
    }
}
