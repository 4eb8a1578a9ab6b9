//! Decision rights as people read them: in which cases, up to which amount, who decides.

use super::edition::Edition;
use crate::model::{Answer, Body, Decision, Ladder, Refs, Right, Role};
use crate::words::Words;

/// What holds in some cases of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// The cases: each condition that must hold.
    pub(super) when: When,
    /// The answers, in the order in which they are written.
    pub(super) steps: Vec<Rung>,
}

/// The cases of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum When {
    /// Every case.
    Always,
    /// Every case that no other block names.
    Otherwise,
    /// These conditions, all at once.
    Cases(Vec<String>),
}

/// One answer, and up to where it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rung {
    /// The numbers for which it holds; empty where there is no ladder.
    pub(super) limit: String,
    /// Who decides.
    pub(super) answer: String,
    /// Whether no approval is needed, or none is possible.
    pub(super) kind: Kind,
    /// Who is asked before.
    pub(super) consulted: String,
    /// Who is told after.
    pub(super) informed: String,
}

/// What kind of answer it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Decided,
    Free,
    Forbidden,
    Unknown,
}

impl Block {
    /// What the top and each case of a decision say; nothing for a top that is silent.
    pub(super) fn all(edition: &Edition<'_>, decision: &Decision) -> Vec<Self> {
        let top = if decision.cases.is_empty() { When::Always } else { When::Otherwise };
        let cases = decision.cases.iter().map(|case| {
            let conditions = edition.voice().conditions(&case.when);
            (if conditions.is_empty() { When::Always } else { When::Cases(conditions) }, &case.right)
        });
        let rights = cases.chain([(top, &decision.top)]);
        rights.filter_map(|(when, right)| Self::of(edition, when, right)).collect()
    }

    /// The cases in words; empty for every case.
    pub(super) fn when(&self, words: &Words) -> String {
        match &self.when {
            When::Always => String::new(),
            When::Otherwise => words.otherwise.to_owned(),
            When::Cases(conditions) => conditions.join(words.and_also),
        }
    }

    fn of(edition: &Edition<'_>, when: When, right: &Right) -> Option<Self> {
        let steps = match &right.body {
            Body::Silent => return None,
            Body::Unread => vec![Rung::new(edition, None, String::new(), [&right.consults, &right.informs])],
            Body::Plain(answer, _) => {
                vec![Rung::new(edition, answer.as_ref(), String::new(), [&right.consults, &right.informs])]
            }
            Body::Ladder(ladder) => rungs(edition, ladder, right),
        };
        Some(Self { when, steps })
    }
}

fn rungs(edition: &Edition<'_>, ladder: &Ladder, right: &Right) -> Vec<Rung> {
    let steps = ladder.steps.iter().map(|step| {
        let limit = edition.voice().limit(ladder, step);
        let mut rung = Rung::new(edition, step.answer.as_ref(), limit, [&step.consults, &step.informs]);
        add(&mut rung.consulted, &edition.roles(&right.consults), edition.words().list);
        add(&mut rung.informed, &edition.roles(&right.informs), edition.words().list);
        rung
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

impl Rung {
    fn new(
        edition: &Edition<'_>,
        answer: Option<&Answer>,
        limit: String,
        [consults, informs]: [&Refs<Role>; 2],
    ) -> Self {
        let kind = match answer {
            None => Kind::Unknown,
            Some(Answer::Free) => Kind::Free,
            Some(Answer::Forbidden) => Kind::Forbidden,
            Some(Answer::Decides(_) | Answer::Chain(_)) => Kind::Decided,
        };
        let (consulted, informed) = (edition.roles(consults), edition.roles(informs));
        Self { limit, answer: edition.voice().answer(answer), kind, consulted, informed }
    }
}
