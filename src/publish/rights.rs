//! Decision rights as people read them: in which cases, up to which amount, who decides.

use serde::Serialize;

use super::edition::Edition;
use crate::model::{Answer, Beside, Body, Decision, Ladder, Right};

/// What holds in some cases of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Clause {
    /// The cases; empty for every case.
    pub(super) when: String,
    /// The answers, in the order in which they are written.
    pub(super) steps: Vec<ClauseStep>,
}

/// One answer, and up to where it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct ClauseStep {
    /// The numbers for which it holds; empty where there is no ladder.
    pub(super) limit: String,
    /// Who decides.
    pub(super) answer: String,
    /// Whether no approval is needed, or none is possible.
    pub(super) kind: AnswerKind,
    /// Who is asked before.
    pub(super) consulted: String,
    /// Who is told after.
    pub(super) informed: String,
}

/// What kind of answer it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum AnswerKind {
    Decided,
    Free,
    Forbidden,
    Elsewhere,
    Unknown,
}

impl Clause {
    /// What each case and the top of a decision say; nothing for a top that is silent.
    pub(super) fn all(edition: &Edition<'_>, decision: &Decision) -> Vec<Self> {
        let words = edition.words();
        let top = if decision.cases.is_empty() { "" } else { words.otherwise };
        let cases = decision.cases.iter().map(|case| {
            let conditions = edition.voice().conditions(&case.when);
            (conditions.join(words.and_also), &case.right)
        });
        let rights = cases.chain([(top.to_owned(), &decision.top)]);
        rights.filter_map(|(when, right)| Self::of(edition, when, right)).collect()
    }

    fn of(edition: &Edition<'_>, when: String, right: &Right) -> Option<Self> {
        let plain = |answer| ClauseStep::new(edition, answer, String::new(), &right.beside);
        let steps = match &right.body {
            Body::Silent => return None,
            Body::Unread => vec![plain(None)],
            Body::Plain(answer, _) => vec![plain(answer.as_ref())],
            Body::Ladder(ladder) => steps(edition, ladder, right),
        };
        Some(Self { when, steps })
    }
}

fn steps(edition: &Edition<'_>, ladder: &Ladder, right: &Right) -> Vec<ClauseStep> {
    let steps = ladder.steps.iter().map(|step| {
        let limit = edition.voice().limit(ladder, step);
        let mut step = ClauseStep::new(edition, step.answer.as_ref(), limit, &step.beside);
        add(&mut step.consulted, &edition.parties(&right.beside.consults), edition.words().list);
        add(&mut step.informed, &edition.parties(&right.beside.informs), edition.words().list);
        step
    });
    steps.collect()
}

/// Adds what is said for all steps to what one says.
fn add(list: &mut String, more: &str, between: &str) {
    if !list.is_empty() && !more.is_empty() {
        list.push_str(between);
    }
    list.push_str(more);
}

impl ClauseStep {
    fn new(edition: &Edition<'_>, answer: Option<&Answer>, limit: String, beside: &Beside) -> Self {
        let kind = match answer {
            None => AnswerKind::Unknown,
            Some(Answer::Free) => AnswerKind::Free,
            Some(Answer::Forbidden) => AnswerKind::Forbidden,
            Some(Answer::Elsewhere) => AnswerKind::Elsewhere,
            Some(Answer::Decides(_) | Answer::Chain(_)) => AnswerKind::Decided,
        };
        let (consulted, informed) = (edition.parties(&beside.consults), edition.parties(&beside.informs));
        Self { limit, answer: edition.voice().answer(answer), kind, consulted, informed }
    }
}
