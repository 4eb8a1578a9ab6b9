//! Who decides where: the cover that the top, the cases, their precedence, the requester and what is added give together.

use std::borrow::Cow;
use std::collections::BTreeMap;

use case_space::{Absent, Claim, Condition, Coordinate, Held, OriginId, Over, Part, Point, Selection, Stack};
use smallvec::{SmallVec, smallvec};

use super::also::Also;
use super::answer::{Answer, Meaning};
use super::beside::Manner;
use super::case_set::CaseSet;
use super::coverage::{Authority, Coverage, Origin, Sketch};
use super::deciders::Deciders;
use super::decision::Decision;
use super::decision_case::over;
use super::footing::Footing;
use super::id::{Id, ids};
use super::ladder::Step;
use super::relative::Relative;
use super::right::{Body, Right};
use super::role::Role;
use super::whole::Model;

/// So many words of eight bytes the cover of one decision may take on whatever day: 8 MiB.
const MOST_ON_ANY_DAY: usize = 1 << 20;

/// An answer for some requesters and values; `None` where nobody can give it.
type Variant<'a> = (Condition, Option<Cow<'a, Answer>>);

/// A place at which an answer is written, and what it comes to for whom; nothing where it names somebody unknown.
struct Inscribed<'a> {
    when: Condition,
    origin: Origin,
    variants: Option<SmallVec<[Variant<'a>; 1]>>,
}

/// The parts of the top, and the claims of the cases.
type Laid<V> = (Vec<Part<V>>, Vec<Claim<V>>);

impl Decision {
    /// Derives the cover of the decision's cases, unless it takes more than so many words.
    pub(super) fn cover(&mut self, footing: &Footing<'_>, most: usize) {
        match derive(self, footing, most) {
            Ok((before, full)) => {
                (self.answers, self.coverage) = (before.answers, Some(before.coverage));
                (self.full, self.too_large) = (full, None);
            }
            Err(words) => self.too_large = Some(words),
        }
    }
}

/// Who decides where, before anything is added and, where something is, with it; how many words the covers take, where these are more than
/// `most`.
fn derive(decision: &Decision, footing: &Footing<'_>, most: usize) -> Result<(Authority, Option<Authority>), usize> {
    let scene = Scene { decision, footing };
    let entries = scene.entries();
    let variants = entries.iter().flatten().filter_map(|entry| entry.variants.as_ref()).flatten();
    let (answers, numbers) = numbered(variants.filter_map(|(_, answer)| answer.as_deref()));
    let mut numbers = numbers.into_iter();
    let mut sketch = Sketch::default();
    let mut held = |_: &Answer| numbers.next().map_or(Held::Unknown, Held::one);
    let (top, claims) = scene.laid(&entries, &mut sketch, &mut held);
    let additions = scene.additions();
    let (beside, absent) = (scene.told_apart(&additions), scene.absent());
    let layers = Stack { default: &top, claims: &claims, absent: &absent, beside: &beside };
    let coverage = sketch.cover_layers(layers, footing.dimensions, most)?;
    let before = Authority { answers, coverage };
    let full = if additions.is_empty() { None } else { Some(scene.in_full(&before, &additions, most)?) };
    Ok((before, full))
}

/// The different answers in the order of what they mean, each as it is most plainly written, so that which of them stands first in the file
/// makes no difference; and of each answer that is given, the number of what it means.
fn numbered<'a>(written: impl Iterator<Item = &'a Answer>) -> (Vec<Answer>, Vec<Id<Answer>>) {
    let written: Vec<&Answer> = written.collect();
    let mut by_meaning: BTreeMap<Meaning, Vec<usize>> = BTreeMap::new();
    for (at, answer) in written.iter().enumerate() {
        by_meaning.entry(answer.meaning()).or_default().push(at);
    }
    let plainest = |places: &Vec<usize>| {
        let alike = places.iter().filter_map(|at| written.get(*at));
        alike.min_by_key(|answer| (answer.roles().len(), **answer)).copied().cloned()
    };
    let different = by_meaning.values().filter_map(plainest).collect();
    let numbered = by_meaning.values().zip(ids(by_meaning.len()));
    let mut numbers: Vec<_> = numbered.flat_map(|(places, id)| places.iter().map(move |at| (*at, id))).collect();
    numbers.sort_unstable();
    (different, numbers.into_iter().map(|(_, id)| id).collect())
}

impl Inscribed<'_> {
    /// Its parts, one for each answer that it comes to. `held` is what holds where an answer does.
    fn parts<V: Copy + Ord>(&self, sketch: &mut Sketch, held: &mut impl FnMut(&Answer) -> Held<V>) -> Vec<Part<V>> {
        let Some(variants) = &self.variants else {
            return vec![sketch.part(self.when.clone(), Held::Unknown, self.origin)];
        };
        let part = |(when, answer): &Variant<'_>| {
            let held = answer.as_deref().map_or_else(|| Held::all([]), &mut *held);
            sketch.part(both(&self.when, when), held, self.origin)
        };
        variants.iter().map(part).collect()
    }
}

/// To whom an approver comes who is not named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Comes {
    To(Id<Role>),
    ToNobody,
    /// That could not be read: it stands for itself.
    Unread,
}

/// The cases of both.
fn both(one: &Condition, other: &Condition) -> Condition {
    let more = other.selections().iter();
    more.fold(one.clone(), |both, (dimension, selection)| both.and(*dimension, selection.clone()))
}

/// A decision and what it stands on.
struct Scene<'a> {
    decision: &'a Decision,
    footing: &'a Footing<'a>,
}

impl<'a> Scene<'a> {
    /// The answers that are written in the top and in each case.
    fn entries(&self) -> Vec<Vec<Inscribed<'a>>> {
        let decision = self.decision;
        let cases =
            decision.cases.iter().enumerate().map(|(number, case)| (Some(number), case.when.condition(), &case.right));
        let all = [(None, Condition::always(), &decision.top)].into_iter().chain(cases);
        all.map(|(case, when, right)| self.entries_of(right, &when, case)).collect()
    }

    fn entries_of(&self, right: &'a Right, when: &Condition, case: Option<usize>) -> Vec<Inscribed<'a>> {
        match &right.body {
            Body::Silent => Vec::new(),
            Body::Unread => {
                let origin = Origin { case, ..Origin::default() };
                vec![Inscribed { when: when.clone(), origin, variants: None }]
            }
            Body::Plain(answer, place) => {
                let origin = Origin { place: *place, step_place: *place, case, step: None };
                vec![Inscribed { when: when.clone(), origin, variants: self.variants(answer.as_ref(), origin) }]
            }
            Body::Ladder(ladder) => {
                let of_step = |(step, number): (&'a Step, usize)| {
                    let within = Selection::numbers([step.interval.clone()]);
                    let when = when.clone().and(ladder.measure.index(), within);
                    let origin = Origin { place: step.answer_place, step_place: step.place, case, step: Some(number) };
                    Inscribed { when, origin, variants: self.variants(step.answer.as_ref(), origin) }
                };
                ladder.steps.iter().zip(0..).map(of_step).collect()
            }
        }
    }

    /// The parts and the claims of what is written.
    fn laid<V: Copy + Ord>(
        &self,
        entries: &[Vec<Inscribed<'_>>],
        sketch: &mut Sketch,
        held: &mut impl FnMut(&Answer) -> Held<V>,
    ) -> Laid<V> {
        let mut parts = |entries: &Vec<Inscribed<'_>>| -> Vec<Part<V>> {
            entries.iter().flat_map(|entry| entry.parts(sketch, held)).collect()
        };
        let top = entries.first().map_or_else(Vec::new, &mut parts);
        let of_cases: Vec<_> = entries.iter().skip(1).map(parts).collect();
        let over = over(&self.decision.cases, &self.decision.circles);
        let cases = self.decision.cases.iter().zip(of_cases).zip(over);
        let claims = cases.map(|((case, parts), over)| Claim { when: case.when.condition(), parts, over });
        (top, claims.collect())
    }

    /// What an answer comes to, with those who agree to it; `None` where somebody is unknown.
    fn variants(&self, answer: Option<&'a Answer>, origin: Origin) -> Option<SmallVec<[Variant<'a>; 1]>> {
        let answer = answer?;
        let (agreeing, are_known) = self.decision.parties_at(origin, Manner::Agrees);
        if !are_known {
            return None;
        }
        let agreeing: Vec<Deciders> = agreeing.into_iter().map(|party| party.who.clone()).collect();
        if agreeing.is_empty() && answer.relatives().is_empty() {
            return Some(smallvec![(Condition::always(), Some(Cow::Borrowed(answer)))]);
        }
        let agreed = answer.clone().agreed(agreeing);
        let variants = self.come_to(agreed.relatives(), |to| agreed.replaced(&to));
        Some(variants.into_iter().map(|(when, answer)| (when, answer.map(Cow::Owned))).collect())
    }

    /// What something comes to that names `relatives`, for which requesters and values.
    fn come_to<T: Clone + Ord>(
        &self,
        relatives: impl IntoIterator<Item = Relative>,
        replaced: impl Fn(&dyn Fn(&Deciders) -> Option<Deciders>) -> Option<T>,
    ) -> Vec<(Condition, Option<T>)> {
        let relatives: Vec<Relative> = relatives.into_iter().filter(|relative| self.is_bound(relative)).collect();
        let axes = self.axes_of(&relatives);
        let mut bound: Vec<(Condition, BTreeMap<Relative, Comes>)> = vec![(Condition::always(), BTreeMap::new())];
        for (dimension, values) in axes {
            let mut finer = Vec::new();
            for (when, known) in bound {
                let mut by_outcome: BTreeMap<Vec<Comes>, Vec<usize>> = BTreeMap::new();
                let own: Vec<&Relative> = relatives.iter().filter(|one| self.axis_of(one) == Some(dimension)).collect();
                for value in &values {
                    let outcome = own.iter().map(|relative| self.comes_at(relative, *value)).collect();
                    by_outcome.entry(outcome).or_default().push(*value);
                }
                for (outcome, values) in by_outcome {
                    let mut known = known.clone();
                    known.extend(own.iter().map(|relative| (*relative).clone()).zip(outcome));
                    finer.push((when.clone().and(dimension, Selection::values(values)), known));
                }
            }
            bound = finer;
        }
        let all = bound.into_iter().map(|(when, known)| {
            let to = |deciders: &Deciders| {
                let Deciders::Relative(relative) = deciders else { return None };
                match known.get(relative)? {
                    Comes::To(role) => Some(Deciders::Role(*role)),
                    Comes::ToNobody => Some(Deciders::NOBODY),
                    Comes::Unread => None,
                }
            };
            (when, replaced(&to))
        });
        all.collect()
    }

    /// Whether it is told who an approver comes to: else it stands for itself.
    fn is_bound(&self, relative: &Relative) -> bool {
        match relative {
            Relative::HolderOf(_) => self.axis_of(relative).is_some_and(|dimension| {
                self.footing.dimensions.numbered(dimension).is_some_and(|dimension| dimension.has_holders())
            }),
            _ => !self.decision.requested_by.is_empty() && self.footing.kin.leads_anywhere(relative),
        }
    }

    /// The dimension on which it depends who an approver comes to.
    fn axis_of(&self, relative: &Relative) -> Option<usize> {
        let dimensions = self.footing.dimensions;
        match relative {
            Relative::HolderOf(id) => {
                dimensions.iter().find(|(_, dimension)| dimension.id == *id).map(|(id, _)| id.index())
            }
            _ => dimensions.requested_by().map(Id::index),
        }
    }

    /// The dimensions on which it depends who these come to, and their values.
    fn axes_of(&self, relatives: &[Relative]) -> BTreeMap<usize, Vec<usize>> {
        let requesters = || self.decision.requested_by.ids().map(Id::index).collect::<Vec<_>>();
        let values =
            |dimension: usize| self.footing.dimensions.numbered(dimension).map_or(0, |known| known.values.len());
        let axis = |relative: &Relative| {
            let dimension = self.axis_of(relative)?;
            let values =
                if relative.follows_from_requester() { requesters() } else { (0..values(dimension)).collect() };
            Some((dimension, values))
        };
        relatives.iter().filter_map(axis).collect()
    }

    /// The role that an approver comes to for a requester or a value.
    fn comes_at(&self, relative: &Relative, value: usize) -> Comes {
        let role = match relative {
            Relative::HolderOf(_) => {
                let dimension = self.axis_of(relative).and_then(|axis| self.footing.dimensions.numbered(axis));
                dimension.and_then(|dimension| dimension.holder(value))
            }
            _ => match Id::numbered(value) {
                Some(requester) if self.footing.kin.is_unread(relative, requester) => return Comes::Unread,
                requester => requester.and_then(|requester| self.footing.kin.approver(relative, requester)),
            },
        };
        role.map_or(Comes::ToNobody, Comes::To)
    }

    /// Who an approver comes to in one case; `None` where it stands for itself.
    fn comes_in(&self, one: &Deciders, point: &Point) -> Option<Deciders> {
        let Deciders::Relative(relative) = one else { return None };
        let axis = self.axis_of(relative).filter(|_| self.is_bound(relative))?;
        let Coordinate::Value(value) = point.coordinate(axis)? else { return None };
        match self.comes_at(relative, *value) {
            Comes::To(role) => Some(Deciders::Role(role)),
            Comes::ToNobody => Some(Deciders::NOBODY),
            Comes::Unread => None,
        }
    }

    /// What is added, for which cases.
    fn additions(&self) -> Vec<(Condition, Vec<Deciders>)> {
        let of_one = |also: &'a Also| {
            let signers: Vec<Deciders> = also.signers().cloned().collect();
            let relatives: Vec<Relative> = signers.iter().flat_map(Deciders::relatives).collect();
            let variants = self.come_to(relatives, |to| {
                let known: Vec<Deciders> = signers.iter().filter_map(|one| one.replaced(&to).possible()).collect();
                Some(known)
            });
            let when = also.when.condition();
            variants.into_iter().filter_map(move |(bound, signers)| Some((both(&when, &bound), signers?)))
        };
        self.decision.also.iter().flat_map(of_one).filter(|(_, signers)| !signers.is_empty()).collect()
    }

    /// What tells cases apart beside the answers: where something is added, and who asks, where that matters.
    fn told_apart(&self, additions: &[(Condition, Vec<Deciders>)]) -> Vec<Condition> {
        let also = self.decision.also.iter().map(|also| also.when.condition());
        let mut beside: Vec<Condition> = additions.iter().map(|(when, _)| when.clone()).chain(also).collect();
        beside.extend(self.asked_by_relation());
        let is_watched = self.decision.four_eyes.is_some() && self.decision.requested_by.items.len() > 1;
        if let (true, Some(dimension)) = (is_watched, self.footing.dimensions.requested_by()) {
            beside.push(Condition::always().and(dimension.index(), self.requesters()));
        }
        beside
    }

    /// What it depends on who stands beside an answer that is not named.
    fn asked_by_relation(&self) -> impl Iterator<Item = Condition> {
        let lists = self.decision.all_beside().flat_map(|beside| beside.lists());
        let relatives = lists.flat_map(|(_, list)| &list.items).flat_map(|party| party.who.relatives());
        let bound: Vec<Relative> = relatives.filter(|relative| self.is_bound(relative)).collect();
        let axes = self.axes_of(&bound).into_iter();
        axes.map(|(dimension, values)| Condition::always().and(dimension, Selection::values(values)))
    }

    /// Those who may ask.
    fn requesters(&self) -> Selection {
        Selection::values(self.decision.requested_by.ids().map(Id::index))
    }

    /// The cases that do not exist.
    fn absent(&self) -> Cow<'a, Absent> {
        let decision = self.decision;
        let known = &decision.requested_by;
        let are_known = !known.items.is_empty() && !known.has_unread;
        let requesters = self.footing.dimensions.requested_by().filter(|_| are_known);
        let everywhere = self.footing.dimensions.absent();
        if decision.impossible.is_empty() && requesters.is_none() {
            return Cow::Borrowed(everywhere);
        }
        let mut absent = everywhere.clone();
        absent.conditions.extend(decision.impossible.iter().map(|one| one.when.condition()));
        if let Some(dimension) = requesters {
            absent.conditions.push(Condition::always().and(dimension.index(), self.requesters().complement()));
        }
        Cow::Owned(absent)
    }

    fn in_full(
        &self,
        before: &Authority,
        additions: &[(Condition, Vec<Deciders>)],
        most: usize,
    ) -> Result<Authority, usize> {
        let (conditions, signers): (Vec<Condition>, Vec<&Vec<Deciders>>) =
            additions.iter().map(|(when, signers)| (when.clone(), signers)).unzip();
        let mut answers: Vec<Answer> = Vec::new();
        let mut known: BTreeMap<(Id<Answer>, Vec<usize>), usize> = BTreeMap::new();
        let takes = |origin: OriginId| !self.is_alone(before.coverage.origin(origin));
        let name = |answer: Id<Answer>, added: &[usize]| {
            *known.entry((answer, added.to_vec())).or_insert_with(|| {
                let signers =
                    added.iter().filter_map(|one| signers.get(*one)).flat_map(|signers| signers.iter().cloned());
                let base = before.answers.get(answer.index()).cloned().unwrap_or(Answer::Elsewhere);
                answers.push(base.with(signers.collect()));
                answers.len().saturating_sub(1)
            })
        };
        let cover = before.coverage.cover.with_additions(&conditions, takes, name, most)?;
        let (different, numbers) = numbered(answers.iter());
        let cover = cover.renamed(|at| numbers.get(at).copied());
        Ok(Authority { answers: different, coverage: Coverage { cover, origins: before.coverage.origins.clone() } })
    }

    fn is_alone(&self, origin: Origin) -> bool {
        let case = origin.case.and_then(|number| self.decision.cases.get(number));
        case.is_some_and(|case| case.alone.is_some())
    }
}

impl Model {
    /// Who decides where on whatever day, with what is added: for a case on a day that the run does not look at. `None` where that could
    /// not be read, or is too large to be derived.
    #[must_use]
    pub fn authority_on_any_day(&self, decision: &Decision) -> Option<Authority> {
        decision.coverage.as_ref()?;
        let dimensions = self.dimensions.of_any_day();
        let footing = Footing { dimensions: &dimensions, ..self.footing() };
        let (before, full) = derive(decision, &footing, MOST_ON_ANY_DAY).ok()?;
        Some(full.unwrap_or(before))
    }

    /// Who is meant by `who` in a case of a decision, for the requester and the values that it has; `None` where that is nobody.
    #[must_use]
    pub fn comes_to(&self, decision: &Decision, who: &Deciders, point: &Point) -> Option<Deciders> {
        let footing = self.footing();
        let scene = Scene { decision, footing: &footing };
        who.replaced(&|one| scene.comes_in(one, point)).possible().map(|who| who.plainly())
    }

    /// The answer that is written there, as it is meant in a case; without those who agree to it, and before anything is added.
    #[must_use]
    pub fn answer_in(&self, decision: &Decision, origin: Origin, point: &Point) -> Option<Answer> {
        let footing = self.footing();
        let scene = Scene { decision, footing: &footing };
        decision.answer_at(origin)?.replaced(&|one| scene.comes_in(one, point))
    }

    /// The cases of a decision that do not exist.
    #[must_use]
    pub fn absent_of(&self, decision: &Decision) -> Absent {
        Scene { decision, footing: &self.footing() }.absent().into_owned()
    }

    /// What covers the cases of `within` if nobody but `role` decides: its gaps are the cases of `within` in which the role has no say
    /// and approval is needed.
    #[must_use]
    pub fn cover_by(&self, decision: &Decision, role: Id<Role>, within: &CaseSet) -> Coverage<()> {
        let footing = self.footing();
        let scene = Scene { decision, footing: &footing };
        let mut sketch = Sketch::default();
        let has_say = |answer: &Answer| *answer == Answer::Free || answer.roles().contains(&role);
        let mut held = |answer: &Answer| if has_say(answer) { Held::one(()) } else { Held::all([]) };
        let (top, mut claims) = scene.laid(&scene.entries(), &mut sketch, &mut held);
        let signs = |signers: &[Deciders]| signers.iter().any(|signer| signer.roles().contains(&role));
        for (when, _) in scene.additions().into_iter().filter(|(_, signers)| signs(signers)) {
            let part = sketch.part(when.clone(), Held::one(()), Origin::default());
            claims.push(Claim { when, parts: vec![part], over: Over::All });
        }
        claims.extend(within.conditions.iter().map(|(dimension, selection)| {
            let beyond = Condition::always().and(dimension.index(), selection.clone().complement());
            let part = sketch.part(beyond.clone(), Held::Unknown, Origin::default());
            Claim { when: beyond, parts: vec![part], over: Over::All }
        }));
        let absent = scene.absent();
        let layers = Stack { default: &top, claims: &claims, absent: &absent, beside: &[] };
        sketch.cover_all(layers, &self.dimensions)
    }
}
