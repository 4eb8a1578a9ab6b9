//! Who may decide what they could not before, and who no longer may.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use case_space::{Budget, Cover};

use super::change::{Change, Effect, State};
use super::common::{Pair, View};
use super::power::{Power, fewest_signers, has_preference, is_in_order, signers, takes};
use super::regions::{CaseByCase, Differing, InForce};
use crate::model::{Answer, Decision, Id, List, Meaning, Role};
use crate::subject::{Kind, Subject, Text};

/// What is different about who decides.
pub(super) fn compare(pair: &Pair<'_>, id: &Text, decisions: [Option<&Decision>; 2], budget: &Budget) -> Vec<Change> {
    let subject = Subject::Of(Kind::Decision, id.clone());
    let meanings = Meanings::of(pair, decisions);
    let [old, new] = decisions;
    let covers = [meanings.cover(&pair.old, old), meanings.cover(&pair.new, new)];
    let compared = Compared { pair, id, subject: subject.clone(), decisions, meanings };
    let askers = [(&pair.old, old), (&pair.new, new)].map(|(view, decision)| view.askers(decision?));
    CaseByCase { pair, subject, covers: covers.each_ref().map(Option::as_ref), askers }.changes(
        budget,
        |version, origin| {
            let (_, coverage) = version.pick(decisions)?.in_full()?;
            Some(coverage.origins.get(origin.index())?.step_place)
        },
        |differing| compared.told(differing),
    )
}

/// The different answers of both versions, by numbers that mean the same in both.
struct Meanings(List<(Meaning, Answer)>);

/// The number of an answer of both versions.
type MeaningId = Id<(Meaning, Answer)>;

impl Meanings {
    fn of(pair: &Pair<'_>, decisions: [Option<&Decision>; 2]) -> Self {
        let mut all: BTreeMap<Meaning, Answer> = BTreeMap::new();
        for (view, decision) in pair.views().into_iter().zip(decisions) {
            let answers = decision.and_then(Decision::in_full).into_iter().flat_map(|(answers, _)| answers);
            // of two that mean the same, the words of the new version stand
            all.extend(answers.map(|answer| view.answer(answer)).map(|answer| (answer.meaning(), answer)));
        }
        Self(all.into_iter().collect())
    }

    /// What a version says, by the common numbers.
    fn cover(&self, view: &View<'_>, decision: Option<&Decision>) -> Option<Cover<MeaningId>> {
        let (answers, coverage) = decision?.in_full()?;
        let number = |answer: &Answer| {
            let meaning = view.answer(answer).meaning();
            self.0.id(self.0.values().binary_search_by(|(known, _)| known.cmp(&meaning)).ok()?)
        };
        let numbers: Vec<Option<MeaningId>> = answers.iter().map(number).collect();
        Some(coverage.cover.renamed(|own| numbers.get(own.index()).copied().flatten()))
    }

    fn among<'m>(&'m self, in_force: &'m InForce<MeaningId>) -> impl Iterator<Item = &'m (Meaning, Answer)> {
        in_force.iter().flatten().map(|number| &self.0[*number])
    }
}

/// One decision in two versions.
struct Compared<'a> {
    pair: &'a Pair<'a>,
    id: &'a Text,
    subject: Subject,
    decisions: [Option<&'a Decision>; 2],
    meanings: Meanings,
}

impl Compared<'_> {
    fn told(&self, differing: &Differing<MeaningId>) -> Vec<Change> {
        let mut changes = if self.only_the_order_differs(differing) { Vec::new() } else { self.powers(differing) };
        changes.extend(self.holes(differing));
        changes.extend(self.control(differing));
        if changes.is_empty() {
            changes.extend(self.otherwise(differing));
        }
        let (before, after) = (self.state(&differing.before), self.state(&differing.after));
        changes.into_iter().map(|change| change.states(before.clone(), after.clone())).collect()
    }

    fn change(&self, effect: Effect, message: impl Into<String>) -> Change {
        Change::new(effect, self.subject.clone(), message)
    }

    /// Whether the same sign in both versions, and in order in only one of them.
    fn only_the_order_differs(&self, differing: &Differing<MeaningId>) -> bool {
        self.answers(differing).is_some_and(|[before, after]| {
            takes(before, after) == Some(Ordering::Equal) && !(is_in_order(before) && is_in_order(after))
        })
    }

    /// What is said where nobody gained or lost, and no control is stronger or weaker.
    fn otherwise(&self, differing: &Differing<MeaningId>) -> Option<Change> {
        let id = self.id;
        let words = self.words(&differing.after);
        if differing.after.is_none() {
            // that a whole decision is gone is told of it
            let [_, new] = self.decisions;
            let what = if self.meanings.among(&differing.before).count() > 1 { "several answers" } else { "no answer" };
            let change = || self.change(Effect::Went, format!("`{id}` had {what}")).aside(self.after(differing));
            return new.map(|_| change());
        }
        if let Some([before, after]) = self.answers(differing)
            && takes(before, after) == Some(Ordering::Equal)
            && !has_preference(before)
            && !has_preference(after)
        {
            let how = match (is_in_order(before), is_in_order(after)) {
                (_, false) => "in any order",
                (false, true) => "in this order",
                (true, true) => "in another order",
            };
            let message = format!("the same sign `{id}`, {how}: {words}");
            return Some(self.change(Effect::Changed, message).aside(self.before(differing)));
        }
        let message = format!("`{id}` is decided by {words}");
        Some(self.change(Effect::Altered, message).aside(self.before(differing)))
    }

    /// What the one answer means that holds before and the one that does after.
    fn answers<'m>(&'m self, differing: &'m Differing<MeaningId>) -> Option<[&'m Meaning; 2]> {
        match (self.only(&differing.before)?, self.only(&differing.after)?) {
            (Only::Meaning(before), Only::Meaning(after)) => Some([before, after]),
            _ => None,
        }
    }

    /// Who gained and who lost.
    fn powers(&self, differing: &Differing<MeaningId>) -> Vec<Change> {
        let meanings = |in_force| self.meanings.among(in_force).map(|(meaning, _)| meaning);
        let both = meanings(&differing.before).chain(meanings(&differing.after));
        let roles: BTreeSet<Id<Role>> = both.flat_map(signers).collect();
        let power =
            |role, in_force| meanings(in_force).map(|meaning| Power::of(role, meaning)).max().unwrap_or(Power::None);
        let changes = roles.into_iter().filter_map(|role| {
            let (before, after) = (power(role, &differing.before), power(role, &differing.after));
            let id = self.pair.common.role_id(role);
            let message = format!("`{id}` {}", moved(before, after, self.id)?);
            let change = if after > before {
                let own = self.pair.keeps_matrix(&id);
                Change { own, ..self.change(Effect::Gained, message).aside(self.before(differing)) }
            } else {
                self.change(Effect::Lost, message).aside(self.after(differing))
            };
            Some(change.roles([id]))
        });
        changes.collect()
    }

    /// Gaps and overlaps that appear or are closed.
    fn holes(&self, differing: &Differing<MeaningId>) -> Vec<Change> {
        let count = |in_force: &InForce<MeaningId>| in_force.as_ref().map(BTreeSet::len);
        let (before, after) = (count(&differing.before), count(&differing.after));
        let id = self.id;
        let mut changes = Vec::new();
        if after == Some(0) {
            changes.push(self.change(Effect::Gap, format!("nobody decides `{id}`")).aside(self.before(differing)));
        } else if before == Some(0) && after.is_some() {
            changes.push(self.change(Effect::GapClosed, format!("`{id}` has an answer")).aside(self.after(differing)));
        }
        if after > Some(1) {
            let message = format!("`{id}` has several answers");
            changes.push(self.change(Effect::Overlap, message).aside(self.after(differing)));
        } else if before > Some(1) && after == Some(1) {
            let message = format!("`{id}` no longer has several answers");
            changes.push(self.change(Effect::OverlapResolved, message).aside(self.after(differing)));
        }
        changes
    }

    /// Approval that it takes or no longer takes, and how many must sign.
    fn control(&self, differing: &Differing<MeaningId>) -> Option<Change> {
        let id = self.id;
        let (effect, message) = match (self.only(&differing.before)?, self.only(&differing.after)?) {
            (Only::Meaning(Meaning::Forbidden), _) => (Effect::Weakened, format!("`{id}` is no longer forbidden")),
            (_, Only::Meaning(Meaning::Forbidden)) => (Effect::Strengthened, format!("`{id}` is forbidden")),
            (Only::NoCase, Only::Meaning(Meaning::Free)) => {
                (Effect::Gained, format!("anyone may decide `{id}`, without approval"))
            }
            (Only::Meaning(Meaning::Free), Only::NoCase) => {
                (Effect::Lost, format!("nobody decides `{id}` without approval any more"))
            }
            (Only::Meaning(_), Only::Meaning(Meaning::Free)) => {
                (Effect::Weakened, format!("`{id}` takes no approval any more"))
            }
            (Only::Meaning(Meaning::Free), Only::Meaning(_)) => {
                (Effect::Strengthened, format!("`{id}` takes approval"))
            }
            (Only::Meaning(before), Only::Meaning(after)) => {
                let (was, is) = (fewest_signers(before), fewest_signers(after));
                match (was.zip(is).filter(|(was, is)| was != is), takes(before, after)) {
                    (Some((was, is)), _) => {
                        let effect = if is < was { Effect::Weakened } else { Effect::Strengthened };
                        (effect, format!("`{id}` takes {} instead of {was}", counted(is)))
                    }
                    (None, Some(Ordering::Less)) => {
                        (Effect::Weakened, format!("`{id}` takes less: {}", self.words(&differing.after)))
                    }
                    (None, Some(Ordering::Greater)) => {
                        (Effect::Strengthened, format!("`{id}` takes more: {}", self.words(&differing.after)))
                    }
                    (None, _) => return None,
                }
            }
            (Only::NoCase, _) | (_, Only::NoCase) => return None,
        };
        let aside = if effect == Effect::Lost { self.after(differing) } else { self.before(differing) };
        Some(self.change(effect, message).aside(aside))
    }

    /// What holds alone; `None` where nothing or several things hold.
    fn only<'m>(&'m self, in_force: &'m InForce<MeaningId>) -> Option<Only<'m>> {
        if in_force.is_none() {
            return Some(Only::NoCase);
        }
        let mut meanings = self.meanings.among(in_force).map(|(meaning, _)| meaning);
        meanings.next().filter(|_| meanings.next().is_none()).map(Only::Meaning)
    }

    fn state(&self, in_force: &InForce<MeaningId>) -> State {
        let answers = self.meanings.among(in_force).map(|(_, answer)| answer.clone());
        if in_force.is_some() { State::Answers(answers.collect()) } else { State::None }
    }

    fn words(&self, in_force: &InForce<MeaningId>) -> String {
        let words: Vec<_> =
            self.meanings.among(in_force).map(|(_, answer)| answer.words(&self.pair.common.roles)).collect();
        if words.is_empty() { "nobody".to_owned() } else { words.join("; ") }
    }

    fn before(&self, differing: &Differing<MeaningId>) -> String {
        match (self.decisions, &differing.before) {
            ([None, _], _) => "the decision is new".to_owned(),
            (_, None) => "there was no such case".to_owned(),
            (_, before) => format!("before: {}", self.words(before)),
        }
    }

    fn after(&self, differing: &Differing<MeaningId>) -> String {
        match (self.decisions, &differing.after) {
            ([_, None], _) => "the decision is gone".to_owned(),
            (_, None) => "there is no such case any more".to_owned(),
            (_, after) => format!("now: {}", self.words(after)),
        }
    }
}

/// What holds in some cases of one version and beside which nothing else does.
enum Only<'m> {
    /// There are no such cases.
    NoCase,
    /// An answer that means this.
    Meaning(&'m Meaning),
}

/// What became of a role's power, to stand after its name; `None` where it is the same.
fn moved(before: Power, after: Power, decision: &Text) -> Option<String> {
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
