//! What follows on what along a number: the answers of a decision in the order of the authority that they take.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Course, Following, Piece, Reach, Region, Sought, Stretch, Touching, Way};

use super::edges::touches;
use super::rank::{AnswerPairs, has_pair};
use super::regions::{Covered, MOST, Told};
use crate::finding::Finding;
use crate::model::{Answer, Coverage, Decision, Dimension, Id, Model, Origin, Role};
use crate::rules::{Context, Found};
use crate::source::Place;

/// A decision along one number that it depends on, from the cases that take less authority to those that take more.
#[derive(Clone, Copy)]
pub(in crate::rules) struct Ascent<'a> {
    pub(in crate::rules) decision: &'a Decision,
    pub(in crate::rules) coverage: &'a Coverage<Id<Answer>>,
    /// The number.
    pub(in crate::rules) measure: &'a Dimension,
    /// Its place among the dimensions.
    pub(in crate::rules) number: usize,
}

/// The decision along each number that it depends on.
pub(in crate::rules) fn ascents<'a>(model: &'a Model, decision: &'a Decision) -> impl Iterator<Item = Ascent<'a>> {
    decision.coverage.iter().flat_map(move |coverage| {
        let dimensions = coverage.cover.space().dimensions();
        dimensions.filter_map(move |number| {
            let measure = model.dimensions.numbered(number)?;
            (measure.is_number() && !measure.is_day()).then_some(Ascent { decision, coverage, measure, number })
        })
    })
}

/// The stretches in which one answer holds alone, by their numbers.
fn sole(stretches: &Stretches) -> impl Iterator<Item = (usize, Id<Answer>)> {
    stretches.iter().enumerate().filter_map(|(number, stretch)| Some((number, stretch.held.only()?)))
}

/// Two stretches next to each other in each of which one answer holds alone.
pub(in crate::rules) fn neighbours(stretches: &Stretches) -> impl Iterator<Item = [(usize, Id<Answer>); 2]> {
    let pairs = sole(stretches).zip(sole(stretches).skip(1)).map(|(one, other)| [one, other]);
    pairs.filter(|[(one, _), (other, _)]| one.checked_add(1) == Some(*other))
}

/// All that holds along a number, from light to heavy.
pub(in crate::rules) type Stretches = [Stretch<Id<Answer>>];

/// Pairs of stretches by their numbers: one, and another that follows on it.
pub(in crate::rules) type Picked = Vec<(usize, usize)>;

/// Each stretch that is decided by somebody who answers to one who decides a lighter one, of which the nearest counts.
pub(in crate::rules) fn falls(stretches: &Stretches, weaker: &AnswerPairs) -> Picked {
    let mut falls = Vec::new();
    let mut nearest: BTreeMap<Id<Answer>, usize> = BTreeMap::new();
    for (heavier, answer) in sole(stretches) {
        let superiors = nearest.iter().filter(|(lighter, _)| has_pair(weaker, **lighter, answer));
        if let Some(lighter) = superiors.map(|(_, number)| *number).max() {
            falls.push((lighter, heavier));
        }
        nearest.insert(answer, heavier);
    }
    falls
}

/// What should not follow on what along a number.
pub(in crate::rules) struct Pattern<'a> {
    /// The answers of which the second should not follow on the first.
    pub(in crate::rules) pairs: &'a AnswerPairs,
    pub(in crate::rules) reach: Reach,
    /// Picks from all that holds along the number, from light to heavy: a stretch, and one that should not follow on it.
    pub(in crate::rules) pick: &'a dyn Fn(&Stretches) -> Picked,
    /// Whether what is picked is meant, as far as it takes a look beyond the number.
    pub(in crate::rules) is_meant: &'a dyn Fn(Ascent<'_>, &Following<Id<Answer>>) -> bool,
}

/// An answer that follows on another and should not.
pub(in crate::rules) struct Rise<'a> {
    pub(in crate::rules) ascent: Ascent<'a>,
    /// The answer in the lighter cases, and the one in the heavier.
    pub(in crate::rules) answers: [&'a Answer; 2],
    /// Who signs the one and the other, for all who ask.
    pub(in crate::rules) signers: Vec<Id<Role>>,
    /// Where the heavier cases are decided.
    pub(in crate::rules) place: Place,
    /// " when …" of the heavier cases, or nothing for every case.
    pub(in crate::rules) when: String,
}

/// An answer that follows on another, by what is written.
struct WrittenRise {
    /// For the first requester, in the cases of all.
    following: Following<Id<Answer>>,
    /// Where the two are first written.
    origins: [Origin; 2],
    /// What the two come to, for each requester.
    values: Vec<[Id<Answer>; 2]>,
}

impl Pattern<'_> {
    /// Adds a finding for each region in which an answer follows on another that should not, along each number that the decision depends
    /// on. `finding`, if there is one, stands where the heavier cases are decided; where the lighter are is added, and the cases.
    pub(in crate::rules) fn each(
        &self,
        cx: &Context<'_>,
        decision: &Decision,
        found: &mut Found,
        finding: impl Fn(&Found, &Rise<'_>) -> Option<Finding>,
    ) {
        let Some(covered) = Covered::decision(decision).filter(|_| !self.pairs.is_empty()) else { return };
        let cover = &covered.coverage.cover;
        let (mut findings, mut is_proven, mut more) = (Vec::new(), true, 0_usize);
        let mut said = BTreeSet::new();
        for ascent in ascents(cx.model, decision) {
            let course = Course { dimension: ascent.number, way: ascent.heavier(), reach: self.reach };
            let followings = cover.followings(course, Sought::Pairs(self.pairs), self.pick, MOST, cx.budget());
            is_proven &= followings.is_proven();
            if cx.budget().is_in_vain() {
                return;
            }
            let (known, beyond) = (findings.len(), followings.found().more);
            let mut meant = followings.into_found().found;
            meant.retain(|following| {
                let Following { before, after, region, .. } = following;
                !said.contains(&(*before, *after, region.clone())) && (self.is_meant)(ascent, following)
            });
            said.extend(meant.iter().map(|following| (following.before, following.after, following.region.clone())));
            for written in ascent.as_written(cx, meant) {
                if let Some(finding) = ascent.told(cx, found, &written, &finding) {
                    findings.push((cover.space().size(&written.following.region), finding));
                }
            }
            if findings.len() > known {
                more = more.saturating_add(beyond);
            }
        }
        covered.add_largest(is_proven, findings, more, found);
    }
}

impl<'a> Ascent<'a> {
    /// The way to what takes more authority.
    pub(in crate::rules) fn heavier(&self) -> Way {
        self.measure.escalates
    }

    /// What to say where the number goes the other way: "if less authority is needed as … rises, …".
    pub(in crate::rules) fn if_other_way(&self) -> String {
        let (way, other) = match self.heavier() {
            Way::Up => ("rises", "`escalates = \"downward\"`"),
            Way::Down => ("falls", "`escalates = \"upward\"`"),
        };
        format!("if less authority is needed as `{}` {way}, say {other} there", self.measure.id)
    }

    /// The followings by what is written: who follows from the requester is somebody else for each, and one answer.
    fn as_written(&self, cx: &Context<'_>, followings: Vec<Following<Id<Answer>>>) -> Vec<WrittenRise> {
        let space = self.coverage.cover.space();
        let asked = cx.model.dimensions.requested_by().map(Id::index);
        let mut all: Vec<WrittenRise> = Vec::with_capacity(followings.len());
        for following in followings {
            let origins = [
                self.first_origin(cx, following.before, &following.lighter),
                self.first_origin(cx, following.after, &following.region),
            ];
            let joined = all.iter_mut().filter(|written| written.origins == origins).find_map(|written| {
                let region = space.joined_along(&written.following.region, &following.region, asked?)?;
                Some((written, region))
            });
            match joined {
                Some((written, region)) => {
                    written.following.region = region;
                    written.values.push([following.before, following.after]);
                }
                None => {
                    let values = vec![[following.before, following.after]];
                    all.push(WrittenRise { following, origins, values });
                }
            }
        }
        all
    }

    fn told(
        self,
        cx: &Context<'_>,
        found: &Found,
        written: &WrittenRise,
        finding: impl Fn(&Found, &Rise<'_>) -> Option<Finding>,
    ) -> Option<Finding> {
        let Following { before, after, region, .. } = &written.following;
        let [lighter, heavier] = written.origins;
        let signed = written.origins.map(|origin| self.decision.signed_at(origin).filter(|_| written.values.len() > 1));
        let [as_before, as_after] = &signed;
        let answers = [
            as_before.as_ref().or(self.decision.answer(*before))?,
            as_after.as_ref().or(self.decision.answer(*after))?,
        ];
        let told = Told::new(cx, self.coverage.cover.space(), region, region);
        let lighter_first =
            [0, 1].into_iter().flat_map(|side| written.values.iter().filter_map(move |both| both.get(side)));
        let signers =
            lighter_first.filter_map(|number| self.decision.answer(*number)).flat_map(Answer::signers).collect();
        let rise = Rise { ascent: self, answers, signers, place: heavier.place, when: told.when.clone() };
        let finding = told.of(finding(found, &rise)?);
        Some(finding.also(lighter.place, "decides the lighter cases"))
    }

    /// The answers that follow on each other, each pair from the lighter cases to the heavier.
    pub(in crate::rules) fn pairs(&self, cx: &Context<'_>) -> Vec<Touching<'a, Id<Answer>>> {
        self.coverage.cover.touching(self.number, self.heavier(), cx.budget())
    }

    /// Whether one of two answers that follow on each other is of somebody who follows from the requester or the case.
    pub(in crate::rules) fn follows_somebody(&self, cx: &Context<'_>, following: &Following<Id<Answer>>) -> bool {
        let sides = [(following.before, &following.lighter), (following.after, &following.region)];
        sides.into_iter().any(|(value, region)| {
            let origins = self.coverage.cover.origins_of(&[value], region, cx.budget()).into_iter();
            let mut written = origins.filter_map(|origin| self.decision.answer_at(self.coverage.origin(origin)));
            written.any(|answer| !answer.relatives().is_empty())
        })
    }

    /// Where an answer is first given for some of the region.
    fn first_origin(&self, cx: &Context<'_>, value: Id<Answer>, region: &Region) -> Origin {
        let origins = self.coverage.cover.origins_of(&[value], region, cx.budget());
        origins.first().map_or_else(Origin::default, |origin| self.coverage.origin(*origin))
    }

    /// How large the cases are that follow in a pair.
    pub(in crate::rules) fn size(&self, pair: &Touching<'_, Id<Answer>>) -> u128 {
        self.coverage.cover.space().size(&pair.after.region)
    }

    /// Where a piece is written.
    pub(in crate::rules) fn origin(&self, piece: &Piece<Id<Answer>>) -> Origin {
        self.coverage.origin(piece.origin)
    }

    /// The answer that a piece gives.
    pub(in crate::rules) fn answer(&self, piece: &Piece<Id<Answer>>) -> Option<&'a Answer> {
        self.decision.answer_at(self.origin(piece))
    }

    /// Where the limit between two stands; where none is written, the answer of the heavier.
    pub(in crate::rules) fn limit(&self, pair: &Touching<'_, Id<Answer>>) -> Place {
        let of_before = self.limit_facing(pair.before, pair.after, self.heavier().back());
        let of_after = || self.limit_facing(pair.after, pair.before, self.heavier());
        of_before.or_else(of_after).unwrap_or(self.origin(pair.after).place)
    }

    /// The limit of `piece` that lies at `other`, seen from there one way.
    fn limit_facing(&self, piece: &Piece<Id<Answer>>, other: &Piece<Id<Answer>>, way: Way) -> Option<Place> {
        let numbers = self.coverage.cover.space().hull(&other.region, self.number)?;
        let own = self.decision.limits_at(self.origin(piece)).filter(|limit| limit.measure.index() == self.number);
        own.into_iter().find(|limit| touches(limit, &numbers, way, self.measure)).map(|limit| limit.place)
    }
}
