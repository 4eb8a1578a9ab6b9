//! Decision rights as the template shows them.

use serde::Serialize;

use super::super::edition::Edition;
use super::super::footnotes::Footnotes;
use super::super::rights::{AnswerKind, Clause, ClauseStep};
use super::super::terms::Terms;
use crate::model::{Decision, Manner};
use crate::words::{Voice, clean};

/// A decision.
#[derive(Serialize)]
pub(super) struct ShownDecision {
    name: String,
    mark: Option<usize>,
    terms: Vec<(&'static str, String)>,
    clauses: Vec<ShownClause>,
    notes: Vec<String>,
}

/// What holds in some of its cases.
#[derive(Serialize)]
struct ShownClause {
    when: String,
    mark: Option<usize>,
    steps: Vec<ShownStep>,
}

/// One answer.
#[derive(Serialize)]
struct ShownStep {
    limit: String,
    answer: String,
    kind: AnswerKind,
    /// Who stands beside it and how much time there is, and what that is called.
    beside: Vec<(&'static str, String)>,
    mark: Option<usize>,
}

impl ShownDecision {
    pub(super) fn of(edition: &Edition<'_>, decision: &Decision) -> Self {
        let (voice, mut notes) = (edition.voice(), Footnotes::default());
        let terms = Terms::of(voice, decision);
        let mark = notes.number(&terms.remark);
        let clauses = Clause::all(voice, decision).into_iter().map(|clause| ShownClause {
            when: clause.whole(voice),
            mark: notes.number(&clause.remark),
            steps: clause.steps.into_iter().map(|step| ShownStep::of(voice, step, &mut notes)).collect(),
        });
        Self {
            name: clean(&decision.name),
            mark,
            terms: terms.listed(voice),
            clauses: clauses.collect(),
            notes: notes.texts().map(str::to_owned).collect(),
        }
    }
}

impl ShownStep {
    fn of(voice: Voice<'_>, step: ClauseStep, notes: &mut Footnotes) -> Self {
        let words = voice.words();
        let beside = Manner::ALL.into_iter().zip(step.beside).filter(|(_, who)| !who.is_empty());
        let beside = beside.map(|(manner, who)| (words.manner(manner), who));
        Self {
            limit: step.limit,
            answer: step.answer,
            kind: step.kind,
            beside: beside.chain(step.times).collect(),
            mark: notes.number(&step.remark),
        }
    }
}
