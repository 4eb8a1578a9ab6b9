//! What a policy says in one case, looked up with nothing but the words of the format.

use std::collections::{BTreeMap, BTreeSet};

use crate::meaning::{Meaning, Signed, Signer, signed};
use crate::policy::{
    Beside, Body, COUNCIL, Decision, Dimension, Ladder, Lists, Org, Over, POSTS, Point, Policy, Range, Right, Role,
    Say, Step, Term, When,
};

/// A case, or else the top, and the step in it.
pub(crate) type Place = (Option<usize>, Option<usize>);

/// What stands beside an answer, each list in the pieces in which it is written.
type Pieces = BTreeMap<Beside, Vec<Vec<Signer>>>;

/// One answer in one case, and what stands beside it.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) meaning: Meaning,
    /// The same where nothing is said of when those sign who must agree, as `who` lists them.
    pub(crate) loose: Meaning,
    pub(crate) lists: Pieces,
}

/// All that holds in one case.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    /// The different answers, before anything is added.
    pub(crate) before: BTreeSet<Meaning>,
    /// The same with what is added.
    pub(crate) answers: Vec<Answer>,
    /// The roles that sign and are written by their names.
    pub(crate) written: BTreeMap<Meaning, BTreeSet<Role>>,
    /// The contract leaves open what is added here.
    pub(crate) is_open: bool,
}

pub(crate) struct Oracle<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) decision: &'a Decision,
    dimensions: Vec<Dimension>,
    impossible: Vec<&'a When>,
}

impl<'a> Oracle<'a> {
    pub(crate) fn new(policy: &'a Policy, decision: &'a Decision) -> Self {
        let has = |dimension: &Dimension| decision.has(*dimension);
        let dimensions: Vec<Dimension> = Dimension::ALL.into_iter().filter(has).collect();
        let speaks = |when: &&When| {
            Dimension::ALL.iter().filter(|dimension| when.names(**dimension)).all(|named| dimensions.contains(named))
        };
        let impossible = policy.space.impossible.iter().filter(speaks).chain(&decision.impossible).collect();
        Self { policy, decision, dimensions, impossible }
    }

    pub(crate) fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// Every set of cases that is written for the decision.
    pub(crate) fn whens(&self) -> impl Iterator<Item = &When> {
        self.decision.whens().chain(self.impossible.iter().copied())
    }

    /// Whether there is such a case; each number is one that its measure has.
    pub(crate) fn exists(&self, point: &Point) -> bool {
        let has = |number| self.dimensions.contains(&Dimension::Number(number));
        let is_part = self.policy.space.is_part && has(0) && has(1);
        let is_there = !is_part || point.numbers[1] <= point.numbers[0];
        is_there && !self.is_beyond_whole(point) && !self.impossible.iter().any(|when| when.contains(point))
    }

    /// Whether the part is more than the whole can ever be, though nothing else is said of the whole.
    fn is_beyond_whole(&self, point: &Point) -> bool {
        let space = &self.policy.space;
        let is_asked = space.is_part && self.dimensions.contains(&Dimension::Number(1));
        let most = Range { low: None, high: space.measures[0].within.high };
        is_asked && !most.contains(point.numbers[1])
    }

    pub(crate) fn outcome(&self, point: &Point) -> Outcome {
        let holding = self.holding(point);
        let alone: Vec<bool> =
            holding.iter().map(|number| number.is_some_and(|case| self.decision.cases[case].is_alone)).collect();
        let is_alone = alone.contains(&true);
        let mut answers: BTreeMap<Meaning, (Meaning, Pieces)> = BTreeMap::new();
        let mut written: BTreeMap<Meaning, BTreeSet<Role>> = BTreeMap::new();
        for number in &holding {
            let body = number.map_or(&self.decision.top, |case| &self.decision.cases[case].body);
            let Some((says, step)) = said(body, point) else { continue };
            let lists = self.lists(body, step, point);
            let agrees = lists.get(&Beside::Agrees).into_iter().flatten().flatten();
            let agrees = agrees.fold(Signed::nothing_needed(), |so_far, one| so_far.and(&Signed::by(one.clone())));
            let [meaning, loose] = [true, false].map(|in_order| self.meaning(&says, &agrees, in_order, point));
            let Some((meaning, loose)) = meaning.zip(loose) else { continue };
            let signers = signers(&meaning);
            let roles = written.entry(meaning.clone()).or_default();
            roles.extend(self.named_in(&says, body, step).intersection(&signers));
            let (_, sum) = answers.entry(meaning).or_insert_with(|| (loose, BTreeMap::new()));
            for (beside, pieces) in lists {
                sum.entry(beside).or_default().extend(pieces);
            }
        }
        let before = answers.keys().cloned().collect();
        let mut is_open = is_alone && alone.contains(&false);
        let mut with = Vec::new();
        for (meaning, (loose, lists)) in answers {
            let mut answer = Answer { meaning, loose, lists };
            if !is_alone {
                is_open |= self.add(&mut answer, point);
            }
            with.push(answer);
        }
        Outcome { before, answers: with, written, is_open }
    }

    /// What of all that is written holds: cases with their steps, and additions.
    pub(crate) fn written(&self, point: &Point) -> (Vec<Place>, Vec<bool>) {
        let step = |case: Option<usize>| {
            let body = case.map_or(&self.decision.top, |case| &self.decision.cases[case].body);
            let Some(Right::Ladder(ladder)) = &body.right else { return None };
            ladder.at(point.numbers[ladder.measure])
        };
        let holding = self.holding(point).into_iter().map(|case| (case, step(case))).collect();
        (holding, self.decision.also.iter().map(|also| also.when.contains(point)).collect())
    }

    /// The cases that hold; `None` is the top, which holds where no case does.
    fn holding(&self, point: &Point) -> Vec<Option<usize>> {
        let cases = &self.decision.cases;
        let applies: Vec<usize> = (0..cases.len()).filter(|case| cases[*case].when.contains(point)).collect();
        let keeps_out = |above: usize, below: usize| match &cases[above].over {
            Over::Nothing => false,
            Over::All => cases[below].over != Over::All,
            Over::These(these) => these.contains(&below),
        };
        let is_out = |below: usize| applies.iter().any(|above| keeps_out(*above, below));
        if applies.is_empty() {
            return vec![None];
        }
        applies.iter().filter(|case| !is_out(**case)).map(|case| Some(*case)).collect()
    }

    /// What the steps come to that are asked one after the other; none where somebody is asked for and there is nobody. Those who must
    /// agree do so with the last of them.
    fn meaning(&self, says: &[&Say], agrees: &Signed, in_order: bool, point: &Point) -> Option<Meaning> {
        let mut so_far = Signed::nothing_needed();
        let mut is_signed = false;
        for (number, say) in says.iter().enumerate() {
            match say {
                Say::Forbidden => return Some(Meaning::Forbidden),
                Say::Elsewhere => return Some(Meaning::Elsewhere),
                Say::Free => {}
                Say::Decides(term) => {
                    let step = signed(term, &|term| self.stands(term, point));
                    let is_last = number + 1 == says.len();
                    so_far = so_far.then(&if is_last && in_order { step.and(agrees) } else { step });
                    is_signed = true;
                }
            }
        }
        let all = so_far.and(agrees).plain();
        if all.is_nobody() {
            return None;
        }
        Some(if !is_signed && all == Signed::nothing_needed() { Meaning::Free } else { Meaning::Signed(all) })
    }

    /// Puts on top of an answer what is added to it. Whether the contract leaves open what that is.
    fn add(&self, answer: &mut Answer, point: &Point) -> bool {
        if answer.meaning == Meaning::Forbidden {
            return false;
        }
        let mut more = Signed::nothing_needed();
        let mut adds = false;
        for also in self.decision.also.iter().filter(|also| also.when.contains(point)) {
            if let Some(term) = &also.decides {
                more = more.and(&signed(term, &|term| self.stands(term, point)));
                adds = true;
            }
            for (beside, list) in Beside::ALL.into_iter().zip(&also.lists) {
                let Some(list) = list else { continue };
                let list = self.named(list, point);
                if beside == Beside::Agrees {
                    for one in &list {
                        more = more.and(&Signed::by(one.clone()));
                        adds = true;
                    }
                }
                answer.lists.entry(beside).or_default().push(list);
            }
        }
        if more.clone().plain().is_nobody() || adds && answer.meaning == Meaning::Elsewhere {
            return true;
        }
        if adds {
            for meaning in [&mut answer.meaning, &mut answer.loose] {
                *meaning = match meaning {
                    Meaning::Signed(signed) => Meaning::Signed(signed.and(&more).plain()),
                    _ => Meaning::Signed(more.clone().plain()),
                };
            }
        }
        false
    }

    /// What stands beside an answer in a body: its own list or that of the top, and that of the step.
    fn lists(&self, body: &Body, step: Option<&Step>, point: &Point) -> Pieces {
        let of = |lists: &'a Lists, number: usize| lists[number].as_ref();
        let mut sum: Pieces = BTreeMap::new();
        for (number, beside) in Beside::ALL.into_iter().enumerate() {
            let own = body.lists[number].as_ref().or_else(|| of(&self.decision.top.lists, number));
            let of_step = step.and_then(|step| step.lists[number].as_ref());
            for list in own.into_iter().chain(of_step) {
                sum.entry(beside).or_default().push(self.named(list, point));
            }
        }
        sum
    }

    /// Those of a list that there are in this case.
    fn named(&self, list: &[Term], point: &Point) -> Vec<Signer> {
        let each = list.iter().map(|term| signed(term, &|term| self.stands(term, point)));
        each.flat_map(|signed| signed.signers().into_iter().cloned().collect::<Vec<_>>()).collect()
    }

    /// Every role that is written by its name where somebody signs.
    fn named_in(&self, says: &[&Say], body: &Body, step: Option<&Step>) -> BTreeSet<Role> {
        let agrees = |lists: &'a Lists| lists[Beside::Agrees as usize].iter().flatten();
        let mut terms: Vec<&Term> =
            says.iter().filter_map(|say| if let Say::Decides(term) = say { Some(term) } else { None }).collect();
        terms.extend(body.lists[Beside::Agrees as usize].iter().flatten());
        terms.extend(agrees(&self.decision.top.lists));
        terms.extend(step.iter().flat_map(|step| step.lists[Beside::Agrees as usize].iter().flatten()));
        let mut named = BTreeSet::new();
        terms.into_iter().for_each(|term| term.name(&mut named));
        named
    }

    /// Whom an approver comes to that follows from the requester or from the case.
    fn stands(&self, term: &Term, point: &Point) -> Signed {
        let org = &self.policy.org;
        let role = |role: Option<Role>| role.map_or_else(Signed::nobody, |role| Signed::by(Signer::Role(role)));
        if let Term::HolderOf(dimension) = term {
            return role(self.policy.space.holders[*dimension][point.values[*dimension]]);
        }
        let asker = point.asker.filter(|_| !self.decision.requesters.is_empty());
        let has_lines = org.superiors.iter().any(Option::is_some);
        let has_heads = org.heads.iter().any(Option::is_some);
        match (term, asker) {
            (Term::HeadOf, Some(asker)) if has_heads => role(org.departments[asker].and_then(|of| org.heads[of])),
            (Term::SuperiorOf, Some(asker)) if has_lines => role(org.superiors[asker]),
            (Term::AtLeastLevel(level), Some(asker)) if has_lines => {
                role(org.above(asker).into_iter().find(|role| org.rank(*role).is_some_and(|rank| rank >= *level)))
            }
            (Term::AtLeastRole(least), Some(asker)) if has_lines => {
                role(org.above(asker).into_iter().find(|role| org.is_as_high(*role, *least)))
            }
            _ => itself(term),
        }
    }
}

/// The roles that sign in some way.
fn signers(meaning: &Meaning) -> BTreeSet<Role> {
    let Meaning::Signed(signed) = meaning else { return BTreeSet::new() };
    let role = |signer: &Signer| match signer {
        Signer::Role(role) => Some(*role),
        Signer::Share => Some(COUNCIL),
        Signer::Relative(_) | Signer::Against(..) => None,
    };
    signed.signers().into_iter().filter_map(role).collect()
}

/// An approver that stands for itself.
pub(crate) fn itself(term: &Term) -> Signed {
    Signed::by(Signer::Relative(crate::write::term(term)))
}

/// What a body says in a case, step after step where the steps below agree first, and the step that it is.
fn said<'a>(body: &'a Body, point: &Point) -> Option<(Vec<&'a Say>, Option<&'a Step>)> {
    match body.right.as_ref()? {
        Right::Plain(say) => Some((vec![say], None)),
        Right::Ladder(ladder) => {
            let at = ladder.at(point.numbers[ladder.measure])?;
            let below = if ladder.is_chain { 0 } else { at };
            Some((ladder.steps[below..=at].iter().map(|step| &step.say).collect(), ladder.steps.get(at)))
        }
    }
}

impl Ladder {
    /// The first step that has not ended: each starts where the one before ends.
    fn at(&self, number: i64) -> Option<usize> {
        let has_ended = |(end, within): (i64, bool)| {
            let is_past = if self.falls { number < end } else { number > end };
            is_past || number == end && !within
        };
        self.steps.iter().position(|step| step.end.is_none_or(|end| !has_ended(end)))
    }
}

/// The organisation's layers, lowest first.
pub(crate) const LEVELS: [&str; 4] = ["support", "frontline", "tactical", "strategic"];

impl Org {
    /// Whom a role reports to, directly and further up.
    pub(crate) fn above(&self, role: Role) -> Vec<Role> {
        std::iter::successors(self.superiors[role], |role| self.superiors[*role]).take(POSTS).collect()
    }

    /// A role without a level is as high as those above it.
    pub(crate) fn rank(&self, role: Role) -> Option<usize> {
        std::iter::once(role).chain(self.above(role)).find_map(|role| self.levels[role])
    }

    fn is_as_high(&self, role: Role, least: Role) -> bool {
        let by_level = self.rank(role).zip(self.rank(least)).is_some_and(|(rank, least)| rank >= least);
        role == least || self.above(least).contains(&role) || by_level
    }
}
