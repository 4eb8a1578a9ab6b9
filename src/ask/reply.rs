//! What the matrix says in one case.

use std::collections::BTreeSet;

use case_space::{Held, Piece, Point};

use super::basis::Ask;
use super::filled::Inquiry;
use super::given::Case;
use super::link::{Link, Reason};
use super::people::Actor;
use super::refused::CaseError;
use super::resolution::Resolution;
use super::subject::Asked;
use crate::cases::Reading;
use crate::hands::Fewer;
use crate::model::{Activity, Answer, Coverage, Decision, Dimension, Id, Role, Spread};
use crate::subject::{Subject, Text};
use crate::syntax::{Capacity, Letter};

/// What the matrix says in one case.
#[derive(Debug, Clone)]
pub struct Reply<'a> {
    /// What was asked about.
    pub subject: Subject,
    /// What people call it.
    pub name: &'a Text,
    /// The case, as far as it matters.
    pub case: Vec<(Text, Reading)>,
    /// What holds in it.
    pub says: Says,
    /// Who can sign, where that is a decision and the policy lists people.
    pub people: Option<Vec<Actor>>,
    /// Those who can give the answer, where they are fewer than it says.
    pub fewer: Option<Fewer>,
    /// Why, and what follows, in the order in which to read it.
    pub chain: Vec<Link<'a>>,
}

/// What holds in one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// The different answers of a decision: one if all is well.
    Decides(Vec<Resolution>),
    /// Who holds each letter of an activity, in the order of its scheme.
    Holds(Vec<(Letter, Vec<Id<Role>>)>),
}

impl Says {
    /// Whether there is exactly one answer: one decision, one role that is accountable.
    #[must_use]
    pub fn is_one(&self) -> bool {
        match self {
            Self::Decides(resolutions) => matches!(resolutions.as_slice(), [Resolution { answer: Some(_), .. }]),
            Self::Holds(letters) => {
                let accountable = letters.iter().filter(|(letter, _)| letter.capacity() == Capacity::Accountable);
                let roles: BTreeSet<_> = accountable.flat_map(|(_, roles)| roles).collect();
                roles.len() == 1
            }
        }
    }
}

impl<'a> Ask<'a> {
    /// What the matrix says of the subject in the case, which is given as pairs of a dimension and a value.
    ///
    /// # Errors
    /// Where the case names what there is not, or leaves out a dimension on which the answer depends.
    pub fn who(&self, asked: Asked, given: &[(String, String)]) -> Result<Reply<'a>, CaseError> {
        match asked {
            Asked::Decision(id) => self.decision(id, given),
            Asked::Activity(id) => self.activity(&self.model.activities[id], given),
        }
    }

    fn decision(&self, id: Id<Decision>, given: &[(String, String)]) -> Result<Reply<'a>, CaseError> {
        let decision = &self.model.decisions[id];
        let Some(coverage) = &decision.coverage else { return Err(CaseError::Unreadable) };
        let answered = self.answered(decision, coverage, given)?;
        let signing = self.signing(id, &answered);
        Ok(Reply {
            subject: decision.subject(),
            name: &decision.name,
            case: answered.case.named(self.model, self.days(coverage)),
            chain: self.chain(decision, coverage, (&answered, &signing)),
            people: signing.people,
            fewer: signing.fewer,
            says: Says::Decides(answered.resolutions),
        })
    }

    /// The day, where it matters.
    fn days(&self, coverage: &Coverage<Id<Answer>>) -> impl Iterator<Item = Id<Dimension>> {
        let matters =
            |date: &Id<Dimension>| coverage.cover.space().dimensions().any(|dimension| dimension == date.index());
        self.model.dimensions.date().filter(matters).into_iter()
    }

    fn activity(&self, activity: &'a Activity, given: &[(String, String)]) -> Result<Reply<'a>, CaseError> {
        let letters = activity.scheme.letters();
        let spreads: Option<Vec<_>> =
            letters.iter().map(|letter| Some((*letter, activity.spread_of(*letter)?))).collect();
        let Some(spreads) = spreads else { return Err(CaseError::Unreadable) };
        let by_case: Vec<&Coverage<Id<Role>>> = spreads
            .iter()
            .filter_map(|(_, spread)| if let Spread::ByCase(coverage) = spread { Some(*coverage) } else { None })
            .collect();
        let case = self.today(Case::read(self.model, given)?)?;
        let inquiry = Inquiry {
            spaces: by_case.iter().map(|coverage| coverage.cover.space()).collect(),
            beside: Vec::new(),
            requesters: Vec::new(),
            tell: |point: &Point| by_case.iter().map(|coverage| held(coverage, point)).collect::<Option<Vec<_>>>(),
        };
        let absent = || CaseError::Absent("the policy says that it does not exist".to_owned());
        let case = inquiry.fill(case, self.model)?.ok_or_else(absent)?;
        let mut chain = Vec::new();
        let mut holds = Vec::new();
        for (letter, spread) in spreads {
            let roles = self.holders(letter, spread, &case.point, &mut chain);
            if !roles.is_empty() {
                holds.push((letter, roles));
            }
        }
        Ok(Reply {
            subject: activity.subject(),
            name: &activity.name,
            case: case.named(self.model, std::iter::empty()),
            says: Says::Holds(holds),
            people: None,
            fewer: None,
            chain,
        })
    }

    /// The roles that hold a letter in the case, and why.
    fn holders(&self, letter: Letter, spread: Spread<'_>, point: &Point, chain: &mut Vec<Link<'_>>) -> Vec<Id<Role>> {
        let (roles, place) = match spread {
            Spread::Everywhere(None) => return Vec::new(),
            Spread::Everywhere(Some(holders)) => (holders.roles.ids().collect::<BTreeSet<_>>(), holders.place),
            Spread::ByCase(coverage) => {
                let pieces = holding(coverage, point);
                let roles = pieces.iter().flat_map(|piece| piece.held.values()).copied().collect();
                match pieces.first() {
                    Some(piece) => (roles, coverage.origin(piece.origin).place),
                    None => return Vec::new(),
                }
            }
        };
        let mut roles: Vec<_> = roles.into_iter().collect();
        roles.sort_by_key(|role| self.model.roles.place(*role));
        chain.push(Link { reason: Reason::Letter(letter), roles: roles.clone(), place, remarks: None });
        roles
    }
}

/// The pieces that hold in a case; none where the point is no case, which [`Inquiry::fill`] rules out.
fn holding<'a, V: Copy + Ord>(coverage: &'a Coverage<V>, point: &Point) -> Vec<&'a Piece<V>> {
    coverage.cover.evaluate(point).unwrap_or_default()
}

/// What holds in a case, where there is such a case.
fn held<V: Copy + Ord>(coverage: &Coverage<V>, point: &Point) -> Option<BTreeSet<Held<V>>> {
    let pieces = coverage.cover.evaluate(point).ok()?;
    Some(pieces.into_iter().map(|piece| piece.held.clone()).collect())
}
