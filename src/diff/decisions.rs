//! Who may decide what they could not before, and who no longer may.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Budget, Cover};

use super::change::{Change, Effect, State, Version};
use super::common::{Pair, Side};
use super::power::{Power, signatures, signers};
use super::regions::{Differing, Holding, Regions, Said, torn, unproven};
use crate::finding::{Kind, Subject, Text};
use crate::model::{Answer, Decision, Id, Meaning, Role};

/// Adds what is different about who decides.
pub(super) fn compare(
    pair: &Pair<'_>,
    id: &Text,
    decisions: [Option<&Decision>; 2],
    budget: &Budget,
    changes: &mut Vec<Change>,
) {
    let subject = Subject::Of(Kind::Decision, id.clone());
    let answers = Answers::of(pair, decisions);
    let [old, new] = decisions;
    let (before, after) = (answers.cover(&pair.old, old), answers.cover(&pair.new, new));
    let before = before.as_ref().map(|cover| Said { side: &pair.old, cover });
    let after = after.as_ref().map(|cover| Said { side: &pair.new, cover });
    let regions = match Regions::of(&pair.common, before, after, budget) {
        Ok(regions) => regions,
        Err(dimension) => return changes.push(torn(subject, &dimension)),
    };
    changes.extend(unproven(subject.clone(), &regions));
    let compared = Compared { pair, id, subject, decisions, answers };
    for differing in regions.iter() {
        let place = regions.place(&differing, |version, origin| compared.place(version, origin));
        for change in compared.changes(&differing) {
            changes.push(regions.with_cases(Change { place, ..change }, &differing, &pair.common));
        }
    }
}

/// The different answers of both versions, by numbers that mean the same in both.
struct Answers(Vec<(Meaning, Answer)>);

impl Answers {
    fn of(pair: &Pair<'_>, decisions: [Option<&Decision>; 2]) -> Self {
        let mut all: BTreeMap<Meaning, Answer> = BTreeMap::new();
        for (side, decision) in pair.sides().into_iter().zip(decisions) {
            let answers = decision.iter().flat_map(|decision| &decision.answers);
            // of two that mean the same, the words of the new version stand
            all.extend(answers.map(|answer| side.answer(answer)).map(|answer| (answer.meaning(), answer)));
        }
        Self(all.into_iter().collect())
    }

    /// What a version says, by the common numbers.
    fn cover(&self, side: &Side<'_>, decision: Option<&Decision>) -> Option<Cover> {
        let decision = decision?;
        let number = |answer: &Answer| {
            let meaning = side.answer(answer).meaning();
            let number = self.0.binary_search_by(|(known, _)| known.cmp(&meaning)).ok()?;
            u32::try_from(number).ok()
        };
        let numbers: Vec<Option<u32>> = decision.answers.iter().map(number).collect();
        let cover = &decision.coverage.as_ref()?.cover;
        Some(cover.renamed(|own| numbers.get(own as usize).copied().flatten()))
    }

    fn among<'m>(&'m self, holding: &'m Holding) -> impl Iterator<Item = &'m (Meaning, Answer)> {
        holding.iter().flatten().filter_map(|number| self.0.get(*number as usize))
    }
}

/// One decision in two versions.
struct Compared<'a> {
    pair: &'a Pair<'a>,
    id: &'a Text,
    subject: Subject,
    decisions: [Option<&'a Decision>; 2],
    answers: Answers,
}

impl Compared<'_> {
    fn place(&self, version: Version, origin: u32) -> Option<crate::source::Place> {
        let [old, new] = self.decisions;
        let decision = if version == Version::Old { old } else { new };
        Some(decision?.coverage.as_ref()?.origins.get(origin as usize)?.step_place)
    }

    fn changes(&self, differing: &Differing<'_>) -> Vec<Change> {
        let mut changes = self.powers(differing);
        changes.extend(self.holes(differing));
        changes.extend(self.control(differing));
        if changes.is_empty() {
            let message = format!("`{}` is decided by {}", self.id, self.words(&differing.after));
            changes.push(self.change(Effect::Altered, message).aside(self.before(differing)));
        }
        let (before, after) = (self.state(&differing.before), self.state(&differing.after));
        changes.into_iter().map(|change| change.states(before.clone(), after.clone())).collect()
    }

    fn change(&self, effect: Effect, message: impl Into<String>) -> Change {
        Change::new(effect, self.subject.clone(), message)
    }

    /// Who gained and who lost.
    fn powers(&self, differing: &Differing<'_>) -> Vec<Change> {
        let meanings = |holding| self.answers.among(holding).map(|(meaning, _)| meaning);
        let both = meanings(&differing.before).chain(meanings(&differing.after));
        let roles: BTreeSet<Id<Role>> = both.flat_map(signers).collect();
        let power =
            |role, holding| meanings(holding).map(|meaning| Power::of(role, meaning)).max().unwrap_or(Power::None);
        let moved = roles.into_iter().filter_map(|role| {
            let (before, after) = (power(role, &differing.before), power(role, &differing.after));
            let id = self.pair.common.role_id(role);
            let message = format!("`{id}` {}", told(before, after, self.id)?);
            let change = if after > before {
                let own = self.pair.keeps_matrix(role);
                Change { own, ..self.change(Effect::Gained, message).aside(self.before(differing)) }
            } else {
                self.change(Effect::Lost, message).aside(self.after(differing))
            };
            Some(change.roles([id]))
        });
        moved.collect()
    }

    /// Gaps and overlaps that appear or are closed.
    fn holes(&self, differing: &Differing<'_>) -> Vec<Change> {
        let count = |holding: &Holding| holding.as_ref().map(BTreeSet::len);
        let (before, after) = (count(&differing.before), count(&differing.after));
        let id = self.id;
        let mut changes = Vec::new();
        if after == Some(0) {
            changes.push(self.change(Effect::Gap, format!("nobody decides `{id}`")).aside(self.before(differing)));
        } else if before == Some(0) {
            changes.push(self.change(Effect::GapClosed, format!("`{id}` has an answer")).aside(self.after(differing)));
        }
        if after > Some(1) {
            let message = format!("`{id}` has several answers");
            changes.push(self.change(Effect::Overlap, message).aside(self.after(differing)));
        } else if before > Some(1) {
            let message = format!("`{id}` no longer has several answers");
            changes.push(self.change(Effect::OverlapResolved, message).aside(self.after(differing)));
        }
        changes
    }

    /// Approval that it takes or no longer takes, and how many signatures.
    fn control(&self, differing: &Differing<'_>) -> Option<Change> {
        let (before, after) = (self.only(&differing.before), self.only(&differing.after));
        let id = self.id;
        let (effect, message) = match (before?, after?) {
            (Some(Meaning::Forbidden), _) => (Effect::Weakened, format!("`{id}` is no longer forbidden")),
            (_, Some(Meaning::Forbidden)) => (Effect::Strengthened, format!("`{id}` is forbidden")),
            (None, Some(Meaning::Free)) => (Effect::Gained, format!("anyone may decide `{id}`, without approval")),
            (Some(Meaning::Free), None) => (Effect::Lost, format!("nobody decides `{id}` without approval any more")),
            (Some(_), Some(Meaning::Free)) => (Effect::Weakened, format!("`{id}` takes no approval any more")),
            (Some(Meaning::Free), Some(_)) => (Effect::Strengthened, format!("`{id}` takes approval")),
            (Some(before), Some(after)) => {
                let (fewer, more) = (signatures(before)?, signatures(after)?);
                let effect = match more.cmp(&fewer) {
                    std::cmp::Ordering::Less => Effect::Weakened,
                    std::cmp::Ordering::Greater => Effect::Strengthened,
                    std::cmp::Ordering::Equal => return None,
                };
                (effect, format!("`{id}` takes {} instead of {fewer}", counted(more)))
            }
            _ => return None,
        };
        let is_loss = effect == Effect::Lost;
        Some(self.change(effect, message).aside(if is_loss { self.after(differing) } else { self.before(differing) }))
    }

    /// What the answer means, where there is exactly one; the inner `None` where there are no such cases.
    fn only<'m>(&'m self, holding: &'m Holding) -> Option<Option<&'m Meaning>> {
        let mut meanings = self.answers.among(holding).map(|(meaning, _)| meaning);
        match (holding, meanings.next(), meanings.next()) {
            (None, ..) => Some(None),
            (Some(_), Some(meaning), None) => Some(Some(meaning)),
            _ => None,
        }
    }

    fn state(&self, holding: &Holding) -> State {
        match holding {
            None => State::None,
            Some(_) => State::Answers(self.answers.among(holding).map(|(_, answer)| answer.clone()).collect()),
        }
    }

    fn words(&self, holding: &Holding) -> String {
        let words: Vec<_> =
            self.answers.among(holding).map(|(_, answer)| answer.words(&self.pair.common.roles)).collect();
        if words.is_empty() { "nobody".to_owned() } else { words.join("; ") }
    }

    fn before(&self, differing: &Differing<'_>) -> String {
        match (self.decisions, &differing.before) {
            ([None, _], _) => "the decision is new".to_owned(),
            (_, None) => "there was no such case".to_owned(),
            (_, before) => format!("before: {}", self.words(before)),
        }
    }

    fn after(&self, differing: &Differing<'_>) -> String {
        match (self.decisions, &differing.after) {
            ([_, None], _) => "the decision is gone".to_owned(),
            (_, None) => "there is no such case any more".to_owned(),
            (_, after) => format!("now: {}", self.words(after)),
        }
    }
}

/// What became of a role's power, to stand after its name; `None` where it is the same.
fn told(before: Power, after: Power, decision: &Text) -> Option<String> {
    Some(match (before, after) {
        (Power::None, Power::Decides) => format!("gains `{decision}`"),
        (Power::None, Power::Shares) => format!("gains a say in `{decision}`, together with others"),
        (Power::None, Power::Agrees) => format!("must agree before `{decision}` is decided"),
        (Power::Agrees | Power::Shares, Power::Decides) => format!("decides `{decision}` by itself"),
        (Power::Agrees, Power::Shares) => format!("decides `{decision}` together with others"),
        (Power::Decides, Power::None) => format!("loses `{decision}`"),
        (Power::Shares, Power::None) => format!("loses its say in `{decision}`"),
        (Power::Agrees, Power::None) => format!("need not agree any more before `{decision}` is decided"),
        (Power::Decides, Power::Shares) => format!("no longer decides `{decision}` by itself"),
        (Power::Decides | Power::Shares, Power::Agrees) => format!("no longer decides `{decision}`, but must agree"),
        (Power::None, Power::None)
        | (Power::Agrees, Power::Agrees)
        | (Power::Shares, Power::Shares)
        | (Power::Decides, Power::Decides) => return None,
    })
}

fn counted(signatures: u32) -> String {
    if signatures == 1 { "1 signature".to_owned() } else { format!("{signatures} signatures") }
}
