//! What holds of a decision in one case: the answer, with what is added to it, and who stands beside it.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Held, Piece, Point};

use super::basis::Ask;
use crate::model::{Also, Answer, Coverage, Deciders, Decision, Id, Manner, Origin, Party};

/// What holds of a decision in one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// Who decides, with those whose signature is added; `None` where somebody is named who is not known.
    pub answer: Option<Answer>,
    /// Who stands beside it in which manner, each once.
    pub beside: Vec<(Manner, Vec<Deciders>)>,
}

impl Resolution {
    /// Those who stand beside the answer in one manner.
    #[must_use]
    pub fn list(&self, manner: Manner) -> &[Deciders] {
        self.beside.iter().find(|(own, _)| *own == manner).map_or(&[], |(_, list)| list)
    }

    /// What tells it from others: what the answer means, and who stands beside it, in order where there is one.
    pub(super) fn key(&self) -> impl PartialEq + use<> {
        let list = |(manner, list): &(Manner, Vec<Deciders>)| {
            let mut list = list.clone();
            if *manner != Manner::Reviews {
                list.sort();
            }
            (*manner, list)
        };
        (self.answer.as_ref().map(Answer::meaning), self.beside.iter().map(list).collect::<Vec<_>>())
    }
}

/// One of the answers that hold in a case, and all places at which it is written.
pub(super) struct Ruling<'a> {
    number: Option<Id<Answer>>,
    pub(super) origins: Vec<Origin>,
    decision: &'a Decision,
}

/// The answers that hold in a case; none where nobody decides.
pub(super) fn rulings<'a>(
    decision: &'a Decision,
    coverage: &Coverage<Id<Answer>>,
    pieces: &[&Piece<Id<Answer>>],
) -> Vec<Ruling<'a>> {
    let mut origins: BTreeMap<Option<Id<Answer>>, Vec<Origin>> = BTreeMap::new();
    for piece in pieces {
        for number in known(&piece.held) {
            origins.entry(number).or_default().push(coverage.origin(piece.origin));
        }
    }
    origins.into_iter().map(|(number, origins)| Ruling { number, origins, decision }).collect()
}

/// The numbers of the answers that hold; `None` for one that is not known.
fn known<V: Copy + Ord>(held: &Held<V>) -> Vec<Option<V>> {
    match held {
        Held::Unknown => vec![None],
        Held::Values(values) => values.iter().map(|value| Some(*value)).collect(),
    }
}

impl<'a> Ruling<'a> {
    /// Those who stand beside what is written, in one manner, without those who are added.
    pub(super) fn parties(&self, manner: Manner) -> Vec<&'a Party> {
        let decision = self.decision;
        let all = self.origins.iter().flat_map(|origin| decision.parties_at(*origin, manner).0);
        once(all)
    }

    /// What is added in the case; nothing to what is forbidden, which stays so.
    pub(super) fn also(&self, point: &Point) -> Vec<&'a Also> {
        let decision = self.decision;
        if self.number.and_then(|number| decision.answer(number)) == Some(&Answer::Forbidden) {
            return Vec::new();
        }
        let all = self.origins.iter().flat_map(|origin| decision.also_at(*origin, point));
        once(all)
    }
}

/// Each once.
fn once<'a, T>(all: impl Iterator<Item = &'a T>) -> Vec<&'a T> {
    let mut known: Vec<&'a T> = Vec::new();
    for one in all {
        if !known.iter().any(|other| std::ptr::eq(one, *other)) {
            known.push(one);
        }
    }
    known
}

impl<'a> Ask<'a> {
    /// What comes of an answer in a case.
    pub(super) fn resolution(&self, ruling: &Ruling<'a>, point: &Point) -> Resolution {
        let (decision, model) = (ruling.decision, self.model);
        let also = ruling.also(point);
        let comes = |parties: Vec<&'a Party>| {
            parties.into_iter().filter_map(|party| model.comes_to(decision, &party.who, point)).collect::<Vec<_>>()
        };
        let added_parties = |manner: Manner| {
            let lists = also.iter().flat_map(|also| &also.beside.list(manner).items);
            comes(lists.collect())
        };
        let agree = comes(ruling.parties(Manner::Agrees));
        let base = match ruling.number {
            None => None,
            Some(number) if agree.is_empty() => decision.answer(number).cloned(),
            Some(_) => ruling.origins.first().and_then(|origin| model.answer_in(decision, *origin, point)),
        };
        let decides = also.iter().filter_map(|also| also.decides.get());
        let added: Vec<_> = decides.filter_map(|added| model.comes_to(decision, &added.value, point)).collect();
        let agreeing: Vec<_> = agree.into_iter().chain(added_parties(Manner::Agrees)).collect();
        let beside = Manner::ALL.into_iter().filter_map(|manner| {
            let own = if manner == Manner::Agrees { agreeing.clone() } else { comes(ruling.parties(manner)) };
            let added = if manner == Manner::Agrees { Vec::new() } else { added_parties(manner) };
            let list = different(own.into_iter().chain(added));
            (!list.is_empty()).then_some((manner, list))
        });
        let beside = beside.collect();
        Resolution { answer: base.map(|base| with_added(base, added, agreeing)), beside }
    }
}

/// Each once, as far as it means something else.
fn different(all: impl Iterator<Item = Deciders>) -> Vec<Deciders> {
    let mut meant = BTreeSet::new();
    all.filter(|one| meant.insert(one.meaning())).collect()
}

/// The answer with those whose signature is added on top of it; what is free is then decided by them, and by those who agree.
fn with_added(base: Answer, added: Vec<Deciders>, agreeing: Vec<Deciders>) -> Answer {
    match base {
        Answer::Free => match different(added.into_iter().chain(agreeing)) {
            nobody if nobody.is_empty() => Answer::Free,
            signers => Answer::Decides(Deciders::jointly(signers)),
        },
        Answer::Decides(deciders) => Answer::Decides(on_top(deciders, added)),
        Answer::Chain(steps) if added.is_empty() => Answer::Chain(steps),
        Answer::Chain(steps) => Answer::Decides(on_top(Deciders::InTurn(steps), added)),
        Answer::Forbidden | Answer::Elsewhere => base,
    }
}

/// Those who decide, and jointly with them those who are added, where they say something else than these or one of their members.
fn on_top(deciders: Deciders, added: Vec<Deciders>) -> Deciders {
    let all_sign = matches!(deciders, Deciders::All(_) | Deciders::InTurn(_));
    let members = deciders.members().iter().filter(|_| all_sign).map(Deciders::meaning);
    let known: BTreeSet<_> = members.chain([deciders.meaning()]).collect();
    let new = different(added.into_iter().filter(|one| !known.contains(&one.meaning())));
    if new.is_empty() { deciders } else { Deciders::All([deciders].into_iter().chain(new).collect()) }
}
