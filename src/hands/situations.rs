//! In which situations an answer is given: who may act, by case and day.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use case_space::{Budget, Condition, Cover, Held, OriginId, Part, Stack};

use super::cast::{Cast, Hand};
use super::need::Need;
use super::roster::{Post, Roster};
use super::staff::Staff;
use super::unknown::NoHands;
use crate::model::{Answer, Coverage, Deciders, Decision, Id, Person, Role, ids};

/// Who may act in a decision, wherever it matters.
#[derive(Debug)]
pub struct Hands {
    /// The different answers, by their numbers, with what is added.
    pub answers: Vec<Answer>,
    /// What the situations take, each once.
    needs: Vec<Need>,
    situations: Vec<Situation>,
    /// Where each situation is one, by its number; where it makes no difference in which cases and on which days it is, nothing.
    coverage: Option<Coverage<Id<Situation>>>,
    pub(super) roster: Roster,
}

/// An answer, and what holds of those who may give it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Situation {
    /// The answer.
    pub answer: Id<Answer>,
    /// The conditions of the roster that hold, in order.
    holding: Vec<usize>,
    /// The number of what it takes; `None` where that is no signature.
    need: Option<usize>,
}

/// The work that it may take to see who may act in one decision.
pub(super) const WORK: u64 = 1_000_000;

/// So many words of eight bytes the covers of all decisions may take: 128 MiB.
const MOST_WORDS: usize = 1 << 24;

/// So many words the cover of one duty that is no decision may take: 2 MiB.
const MOST_WORDS_OF_A_DUTY: usize = 1 << 18;

impl Hands {
    /// Of a decision.
    ///
    /// # Errors
    /// Where the decision could not be read, or that is too much to look at.
    pub fn new(staff: Staff<'_>, id: Id<Decision>) -> Result<Self, NoHands> {
        let model = staff.model;
        let decision = &model.decisions[id];
        let (answers, _) = decision.in_full().ok_or(NoHands::Unread)?;
        let roles: BTreeSet<Id<Role>> = answers.iter().flat_map(Answer::roles).collect();
        let mut roster = Roster::of_decision(staff, (id, &roles), asking(decision), None, &Budget::steps(WORK))
            .ok_or(NoHands::TooMuch)?;
        let most = MOST_WORDS.checked_div(model.decisions.len()).unwrap_or(MOST_WORDS).max(256);
        let told_apart = match roster.conditions.as_slice() {
            [] => None,
            conditions => Some(told_apart(staff, decision, conditions, most).ok_or(NoHands::TooMuch)?),
        };
        let (answers, mut situations, coverage) = match told_apart {
            Some((answers, situations, coverage)) => (answers, situations, Some(coverage)),
            None => {
                let own = ids(answers.len()).map(|answer| Situation { answer, holding: Vec::new(), need: None });
                (answers.to_vec(), own.collect(), None)
            }
        };
        let needs = needs(staff, &roster, &answers, &mut situations)?;
        needs.iter().for_each(|need| roster.fill(need));
        Ok(Self { answers, needs, situations, coverage, roster })
    }

    /// Of a duty that roles hold for themselves, each in these cases.
    ///
    /// # Errors
    /// Where that is too much to look at.
    pub fn of_holders(staff: Staff<'_>, held: &[(Id<Role>, Condition)]) -> Result<Self, NoHands> {
        let roles: BTreeSet<Id<Role>> = held.iter().map(|(role, _)| *role).collect();
        let roster = Roster::new(staff, roles.iter().copied(), |_, _| false, None, &Budget::steps(WORK));
        let roster = roster.ok_or(NoHands::TooMuch)?;
        let answers: Vec<Answer> = roles.iter().map(|role| Answer::Decides(Deciders::Role(*role))).collect();
        let numbers: BTreeMap<Id<Role>, Id<Answer>> = roles.into_iter().zip(ids(answers.len())).collect();
        let parts = held.iter().filter_map(|(role, when)| {
            let held = Held::one(*numbers.get(role)?);
            Some(Part { when: when.clone(), held, origin: OriginId::new(0) })
        });
        let parts: Vec<Part<Id<Answer>>> = parts.collect();
        let dimensions = &staff.model.dimensions;
        let (absent, beside) = (dimensions.absent(), roster.conditions.as_slice());
        let cover = Cover::of_layers(dimensions.domains(), Stack { default: &parts, claims: &[], absent, beside });
        let (mut situations, cover) =
            by_condition(&cover, &roster.conditions, MOST_WORDS_OF_A_DUTY).ok_or(NoHands::TooMuch)?;
        let coverage = Some(Coverage { cover, origins: Vec::new() });
        let needs = needs(staff, &roster, &answers, &mut situations)?;
        Ok(Self { answers, needs, situations, coverage, roster })
    }

    /// The situations, by their numbers.
    pub fn situations(&self) -> impl Iterator<Item = (Id<Situation>, &Situation)> {
        ids(self.situations.len()).zip(&self.situations)
    }

    /// Where each situation is one, in the decision that this is of; `None` where that could not be read.
    #[must_use]
    pub fn coverage(&self, decision: &Decision) -> Option<Cow<'_, Coverage<Id<Situation>>>> {
        if let Some(coverage) = &self.coverage {
            return Some(Cow::Borrowed(coverage));
        }
        let by_answer: BTreeMap<_, _> = self.situations().map(|(id, situation)| (situation.answer, id)).collect();
        let (_, coverage) = decision.in_full()?;
        Some(Cow::Owned(coverage.renamed(|answer| by_answer.get(&answer).copied())))
    }

    /// Where each situation is one, where it makes a difference in which cases and on which days it is.
    #[must_use]
    pub const fn own_coverage(&self) -> Option<&Coverage<Id<Situation>>> {
        self.coverage.as_ref()
    }

    /// The situation of that number.
    #[must_use]
    pub fn situation(&self, id: Id<Situation>) -> Option<&Situation> {
        self.situations.get(id.index())
    }

    /// Those who hold a role themselves in a situation.
    #[must_use]
    pub fn holding(&self, situation: &Situation, role: Id<Role>) -> Vec<Hand> {
        self.roster.hands_of(role, &|condition| situation.holds(condition), &|_| true)
    }

    /// The answer of a situation.
    #[must_use]
    pub fn answer(&self, situation: &Situation) -> Option<&Answer> {
        self.answers.get(situation.answer.index())
    }

    /// What it takes in a situation; `None` where that is no signature.
    #[must_use]
    pub fn need(&self, situation: &Situation) -> Option<&Need> {
        self.needs.get(situation.need?)
    }

    /// What it takes in a situation to decide in the end: of a chain its last step alone.
    #[must_use]
    pub fn decisive(&self, situation: &Situation, staff: Staff<'_>) -> Option<Need> {
        let named = |role| self.roster.named(staff, role, &|condition| situation.holds(condition));
        Need::of(&self.answer(situation)?.decisive(), staff, &named).ok()?
    }

    /// Who may sign in a situation, whoever else is not there.
    #[must_use]
    pub fn cast(&self, situation: &Situation, needs: &[&Need]) -> Cast {
        self.roster.cast(needs, |condition| situation.holds(condition), |_| true)
    }

    /// Who may sign in a situation of those who are there then.
    #[must_use]
    pub fn present(&self, situation: &Situation, needs: &[&Need]) -> Cast {
        self.cast_of(situation, needs, |hand| self.is_there(situation, hand))
    }

    /// Who may sign in a situation of those of whom `is_there` is true.
    #[must_use]
    pub fn cast_of(&self, situation: &Situation, needs: &[&Need], is_there: impl Fn(&Hand) -> bool) -> Cast {
        self.roster.cast(needs, |condition| situation.holds(condition), is_there)
    }

    /// Who signs in a situation as things are, of those of whom `is_there` is true: who holds the role, and where these are fewer than are
    /// asked for, who stands in for them, the first of whom somebody is there; and those to whom it is lent.
    #[must_use]
    pub fn acting_now(&self, situation: &Situation, needs: &[&Need], is_there: impl Fn(&Hand) -> bool) -> Cast {
        self.roster.cast_now(needs, |condition| situation.holds(condition), is_there)
    }

    /// Whether a hand is there in a situation, as far as it is said.
    #[must_use]
    pub fn is_there(&self, situation: &Situation, hand: &Hand) -> bool {
        !matches!(hand, Hand::Person(person) if self.is_away(situation, *person))
    }

    /// Whether somebody is not there in a situation.
    #[must_use]
    pub fn is_away(&self, situation: &Situation, person: Id<Person>) -> bool {
        self.roster.is_away(person, |condition| situation.holds(condition))
    }

    /// Whether it could be read who may sign for each role that has a part in it.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.roster.roles.values().all(|post| !post.has_unread)
    }
}

impl Situation {
    fn holds(&self, condition: usize) -> bool {
        self.holding.binary_search(&condition).is_ok()
    }
}

/// Those who ask, where it matters who they are.
fn asking(decision: &Decision) -> impl Iterator<Item = Id<Role>> {
    decision.requested_by.ids().filter(|_| decision.four_eyes.is_some())
}

/// What the situations take, each once, of which they then know the numbers.
fn needs(
    staff: Staff<'_>,
    roster: &Roster,
    answers: &[Answer],
    situations: &mut [Situation],
) -> Result<Vec<Need>, NoHands> {
    let budget = Budget::steps(WORK);
    let counted = counted_by_case(staff, roster, answers)?;
    let mut needs: Vec<Need> = Vec::new();
    let mut known: BTreeMap<(Id<Answer>, Vec<u32>), Option<usize>> = BTreeMap::new();
    for situation in situations {
        let named = |role: Id<Role>| roster.named(staff, role, &|condition| situation.holds(condition));
        let at = situation.answer.index();
        let counts = counted.get(at).into_iter().flatten().map(|role| named(*role)).collect();
        let key = (situation.answer, counts);
        situation.need = match (known.get(&key), answers.get(at)) {
            (Some(number), _) => *number,
            (None, Some(answer)) => {
                let need = Need::of(answer, staff, &named)?;
                if !budget.spend(need.as_ref().map_or(1, Need::size)) {
                    return Err(NoHands::TooMuch);
                }
                let number = need.as_ref().map(|_| needs.len());
                needs.extend(need);
                *known.entry(key).or_insert(number)
            }
            (None, None) => None,
        };
    }
    Ok(needs)
}

/// The roles of which each answer takes so many that it makes a difference in which case it is how many hold them.
fn counted_by_case(staff: Staff<'_>, roster: &Roster, answers: &[Answer]) -> Result<Vec<Vec<Id<Role>>>, NoHands> {
    let of_answer = |answer: &Answer| {
        let need = Need::of(answer, staff, &|role| staff.named(role))?;
        let roles = need.map(|need| need.roles()).unwrap_or_default().into_iter();
        let by_case = |role: &Id<Role>| roster.roles.get(role).is_some_and(Post::is_held_by_case);
        Ok(roles.filter(by_case).collect())
    };
    answers.iter().map(of_answer).collect()
}

type ToldApart = (Vec<Answer>, Vec<Situation>, Coverage<Id<Situation>>);

/// The answers of a decision by the conditions that hold with them; `None` where that takes too much.
fn told_apart(staff: Staff<'_>, decision: &Decision, conditions: &[Condition], most: usize) -> Option<ToldApart> {
    let authority = staff.model.authority_told_apart(decision, conditions, most)?;
    let (situations, cover) = by_condition(&authority.coverage.cover, conditions, most)?;
    Some((authority.answers, situations, Coverage { cover, origins: authority.coverage.origins }))
}

/// The situations that an answer and the conditions that hold with it make; `None` where that takes too much.
fn by_condition(
    cover: &Cover<Id<Answer>>,
    conditions: &[Condition],
    most: usize,
) -> Option<(Vec<Situation>, Cover<Id<Situation>>)> {
    let mut situations: Vec<Situation> = Vec::new();
    let mut known: BTreeMap<Situation, usize> = BTreeMap::new();
    let name = |answer: Id<Answer>, holding: &[usize]| {
        let situation = Situation { answer, holding: holding.to_vec(), need: None };
        *known.entry(situation.clone()).or_insert_with(|| {
            situations.push(situation);
            situations.len().saturating_sub(1)
        })
    };
    let cover = cover.with_additions(conditions, |_| true, name, most).ok()?;
    let numbers: Vec<Id<Situation>> = ids(situations.len()).collect();
    let cover = cover.renamed(|at| numbers.get(at).copied());
    Some((situations, cover))
}
