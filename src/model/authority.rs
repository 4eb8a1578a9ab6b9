//! Who decides where: the cover that the top, the cases, their precedence, the requester and what is added give together.

use std::borrow::Cow;
use std::collections::BTreeMap;

use case_space::{Absent, Claim, Condition, Held, OriginId, Part, Point, Selection, Stack};
use smallvec::{SmallVec, smallvec};

use super::answer::{Answer, Meaning};
use super::approvers::{Approvers, TooManyWays};
use super::beside::Manner;
use super::coverage::{Authority, Coverage, Origin, Sketch};
use super::deciders::Deciders;
use super::decision::Decision;
use super::footing::Footing;
use super::id::{Id, ids};
use super::ladder::Step;
use super::relative::Relative;
use super::right::{Body, Right};
use super::whole::Model;

/// So many words of eight bytes the cover of one decision may take on whatever day: 8 MiB.
const MOST_ON_ANY_DAY: usize = 1 << 20;

/// What an answer comes to for some requesters and values.
type Variant<'a> = (Condition, Upshot<'a>);

/// What an answer comes to.
enum Upshot<'a> {
    /// This.
    Answer(Cow<'a, Answer>),
    /// Nobody can give it.
    Nobody,
    /// That could not be read.
    Unread,
}

impl Upshot<'_> {
    /// What is known to hold.
    fn answer(&self) -> Option<&Answer> {
        if let Self::Answer(answer) = self { Some(answer) } else { None }
    }
}

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
        match derive(self, footing, &[], most) {
            Ok((before, full)) => {
                (self.answers, self.coverage) = (before.answers, Some(before.coverage));
                (self.full, self.too_large) = (full, None);
            }
            Err(words) => self.too_large = Some(words),
        }
    }
}

/// Who decides where, before anything is added and, where something is, with it, over a space that tells apart the cases of `more` too; how
/// many words the covers take, where these are more than `most`.
fn derive(
    decision: &Decision,
    footing: &Footing<'_>,
    more: &[Condition],
    most: usize,
) -> Result<(Authority, Option<Authority>), usize> {
    let scene = Scene { decision, footing };
    let too_many = |_: TooManyWays| usize::MAX;
    let entries = scene.entries().map_err(too_many)?;
    let variants = entries.iter().flatten().filter_map(|entry| entry.variants.as_ref()).flatten();
    let (answers, numbers) = numbered(variants.filter_map(|(_, upshot)| upshot.answer()));
    let mut numbers = numbers.into_iter();
    let mut sketch = Sketch::default();
    let mut held = |_: &Answer| numbers.next().map_or(Held::Unknown, Held::one);
    let (top, claims) = scene.laid(&entries, &mut sketch, &mut held);
    let additions = scene.additions().map_err(too_many)?;
    let (mut beside, absent) = (scene.told_apart(&additions), scene.absent());
    beside.extend(more.iter().cloned());
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
        alike.min_by_key(|answer| (answer.roles().len(), answer.size(), **answer)).copied().cloned()
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
        let part = |(when, upshot): &Variant<'_>| {
            let held = match upshot {
                Upshot::Answer(answer) => held(answer),
                Upshot::Nobody => Held::all([]),
                Upshot::Unread => Held::Unknown,
            };
            sketch.part(both(&self.when, when), held, self.origin)
        };
        variants.iter().map(part).collect()
    }
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
    const fn approvers(&self) -> Approvers<'a> {
        Approvers { requested_by: &self.decision.requested_by, footing: self.footing }
    }

    /// The answers that are written in the top and in each case.
    fn entries(&self) -> Result<Vec<Vec<Inscribed<'a>>>, TooManyWays> {
        let decision = self.decision;
        let cases =
            decision.cases.iter().enumerate().map(|(number, case)| (Some(number), case.when.condition(), &case.right));
        let all = [(None, Condition::always(), &decision.top)].into_iter().chain(cases);
        all.map(|(case, when, right)| self.entries_of(right, &when, case)).collect()
    }

    fn entries_of(
        &self,
        right: &'a Right,
        when: &Condition,
        case: Option<usize>,
    ) -> Result<Vec<Inscribed<'a>>, TooManyWays> {
        Ok(match &right.body {
            Body::Silent => Vec::new(),
            Body::Unread => {
                let origin = Origin { case, ..Origin::default() };
                vec![Inscribed { when: when.clone(), origin, variants: None }]
            }
            Body::Plain(answer, place) => {
                let origin = Origin { place: *place, step_place: *place, case, step: None };
                vec![Inscribed { when: when.clone(), origin, variants: self.variants(answer.as_ref(), origin)? }]
            }
            Body::Ladder(ladder) => {
                let of_step = |(step, number): (&'a Step, usize)| {
                    let within = Selection::numbers([step.interval.clone()]);
                    let when = when.clone().and(ladder.measure.index(), within);
                    let origin = Origin { place: step.answer_place, step_place: step.place, case, step: Some(number) };
                    let variants = self.variants(step.answer.as_ref(), origin)?;
                    Ok(Inscribed { when, origin, variants })
                };
                ladder.steps.iter().zip(0..).map(of_step).collect::<Result<_, _>>()?
            }
        })
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
        let seniority = self.decision.seniority();
        let cases = self.decision.cases.iter().zip(of_cases).enumerate();
        let claims = cases.map(|(number, (case, parts))| Claim {
            when: case.when.condition(),
            parts,
            over: seniority.over(number),
        });
        (top, claims.collect())
    }

    /// What an answer comes to, with those who agree to it; `None` where somebody is unknown.
    fn variants(
        &self,
        answer: Option<&'a Answer>,
        origin: Origin,
    ) -> Result<Option<SmallVec<[Variant<'a>; 1]>>, TooManyWays> {
        let (agreeing, are_known) = self.decision.parties_at(origin, Manner::Agrees);
        let Some(answer) = answer.filter(|_| are_known) else { return Ok(None) };
        let agreeing: Vec<Deciders> = agreeing.into_iter().map(|party| party.who.clone()).collect();
        if agreeing.is_empty() && answer.relatives().is_empty() {
            return Ok(Some(smallvec![(Condition::always(), Upshot::Answer(Cow::Borrowed(answer)))]));
        }
        let agreed = answer.clone().agreed(agreeing);
        let variants = self.approvers().come_to(agreed.relatives(), |to| agreed.replaced(&to))?;
        // where it could not be read to whom an approver comes, it stands for itself
        let is_unread = |answer: &Answer| answer.relatives().iter().any(|one| self.approvers().is_bound(one));
        let upshot = |answer: Option<Answer>| match answer {
            Some(answer) if is_unread(&answer) => Upshot::Unread,
            Some(answer) => Upshot::Answer(Cow::Owned(answer)),
            None => Upshot::Nobody,
        };
        Ok(Some(variants.into_iter().map(|(when, answer)| (when, upshot(answer))).collect()))
    }

    /// What is added, for which cases.
    fn additions(&self) -> Result<Vec<(Condition, Vec<Deciders>)>, TooManyWays> {
        let mut additions = Vec::new();
        for also in &self.decision.also {
            let signers: Vec<&Deciders> = also.signers().collect();
            let relatives: Vec<Relative> = signers.iter().flat_map(|signer| signer.relatives()).collect();
            let variants = self.approvers().come_to(relatives, |to| {
                let known = signers.iter().filter_map(|signer| signer.replaced(&to).possible());
                Some(known.collect::<Vec<_>>()).filter(|known| !known.is_empty())
            })?;
            let when = also.when.condition();
            additions.extend(variants.into_iter().filter_map(|(bound, signers)| Some((both(&when, &bound), signers?))));
        }
        Ok(additions)
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
        let approvers = self.approvers();
        let bound: Vec<Relative> = relatives.filter(|relative| approvers.is_bound(relative)).collect();
        let axes = approvers.axes_of(&bound).into_iter();
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
        let (before, full) = derive(decision, &footing, &[], MOST_ON_ANY_DAY).ok()?;
        Some(full.unwrap_or(before))
    }

    /// Who decides where, with what is added, over a space that tells apart the cases of each of `conditions` too. `None` where that could
    /// not be read, or takes more than `most` words of eight bytes.
    #[must_use]
    pub fn authority_told_apart(
        &self,
        decision: &Decision,
        conditions: &[Condition],
        most: usize,
    ) -> Option<Authority> {
        decision.coverage.as_ref()?;
        let (before, full) = derive(decision, &self.footing(), conditions, most).ok()?;
        Some(full.unwrap_or(before))
    }

    /// Who is meant by `who` in a case of a decision, for the requester and the values that it has; `None` where that is nobody.
    #[must_use]
    pub fn comes_to(&self, decision: &Decision, who: &Deciders, point: &Point) -> Option<Deciders> {
        let footing = self.footing();
        let scene = Scene { decision, footing: &footing };
        who.replaced(&|one| scene.approvers().comes_in(one, point)).possible().map(|who| who.plainly())
    }

    /// The answer that is written there, as it is meant in a case; without those who agree to it, and before anything is added.
    #[must_use]
    pub fn answer_in(&self, decision: &Decision, origin: Origin, point: &Point) -> Option<Answer> {
        let footing = self.footing();
        let scene = Scene { decision, footing: &footing };
        decision.answer_at(origin)?.replaced(&|one| scene.approvers().comes_in(one, point))
    }

    /// The cases of a decision that do not exist.
    #[must_use]
    pub fn absent_of(&self, decision: &Decision) -> Absent {
        Scene { decision, footing: &self.footing() }.absent().into_owned()
    }
}
