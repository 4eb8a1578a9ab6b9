//! Decision rights as people read them: in which cases, up to which amount, who decides, and who stands beside that.

use case_space::{Coordinate, Point};
use serde::Serialize;

use crate::model::{Answer, Body, Decision, DecisionCase, Manner, Origin, Precedence, Right, Step, Times};
use crate::words::{Deadlines, Voice};

/// What holds in some cases of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Clause {
    /// The cases; empty for every case.
    pub(super) when: String,
    /// What it stands over, and whether nothing is added to it.
    pub(super) standing: Vec<String>,
    /// What is remarked on it.
    pub(super) remark: String,
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
    /// What kind of answer it is.
    pub(super) kind: AnswerKind,
    /// Who stands beside it: in each manner, in the order of [`Manner::ALL`].
    pub(super) beside: [String; Manner::ALL.len()],
    /// The times that it has for itself.
    pub(super) times: Vec<(&'static str, String)>,
    /// What is remarked on it.
    pub(super) remark: String,
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
    /// Signatures on top of an answer.
    Added,
    /// There are no such cases.
    Absent,
}

impl Clause {
    /// What each case and the top of a decision say, nothing for a top that is silent; then what is added, and what does not exist.
    pub(super) fn all(voice: Voice<'_>, decision: &Decision) -> Vec<Self> {
        Self::within(voice, decision, &Point::default())
    }

    /// The same as far as the case may be one of those of which something is said: on what it leaves out, it may be anything.
    pub(super) fn within(voice: Voice<'_>, decision: &Decision, case: &Point) -> Vec<Self> {
        let teller = Teller { voice, decision, point: case };
        let cases = decision.cases.iter().enumerate().map(|(number, case)| teller.case(number, case));
        let answers = cases.chain([teller.top()]).flatten();
        answers.chain(teller.additions()).chain(teller.absences()).collect()
    }
}

impl Clause {
    /// Its cases, and what it stands over in them.
    pub(super) fn whole(&self, voice: Voice<'_>) -> String {
        let words = voice.words();
        if self.standing.is_empty() {
            return self.when.clone();
        }
        format!("{}{}{}{}", self.when, words.open, self.standing.join(words.and_also), words.close)
    }
}

/// Each time, and what it is called.
pub(super) fn said(times: &[(&'static str, String)], voice: Voice<'_>) -> Vec<String> {
    times.iter().map(|(name, time)| format!("{name}{}{time}", voice.words().colon)).collect()
}

/// Tells what a decision says.
struct Teller<'a> {
    voice: Voice<'a>,
    decision: &'a Decision,
    /// The case that is looked at, as far as it is told.
    point: &'a Point,
}

impl Teller<'_> {
    fn top(&self) -> Option<Clause> {
        let when = if self.decision.cases.is_empty() { "" } else { self.voice.words().otherwise };
        let steps = self.steps(&self.decision.top, None)?;
        Some(Clause { when: when.to_owned(), standing: Vec::new(), remark: String::new(), steps })
    }

    fn case(&self, number: usize, case: &DecisionCase) -> Option<Clause> {
        if !case.when.may_contain(self.point) {
            return None;
        }
        Some(Clause {
            when: self.voice.conditions(&case.when).join(self.voice.words().and_also),
            standing: self.standing(case),
            remark: self.voice.remark(&case.remarks),
            steps: self.steps(&case.right, Some(number))?,
        })
    }

    fn standing(&self, case: &DecisionCase) -> Vec<String> {
        let words = self.voice.words();
        let over = match &case.over {
            Precedence::None => None,
            Precedence::All(_) => Some(words.over_all.to_owned()),
            Precedence::These(these) => {
                let below = these.iter().filter_map(|below| self.decision.cases.get(below.value));
                let named = below.map(|below| self.voice.when(&self.voice.conditions(&below.when)));
                Some(format!("{}{}{}", words.over, words.colon, named.collect::<Vec<_>>().join(words.either)))
            }
        };
        over.into_iter().chain(case.alone.map(|_| words.alone.to_owned())).collect()
    }

    fn steps(&self, right: &Right, case: Option<usize>) -> Option<Vec<ClauseStep>> {
        let at = |step| Origin { case, step, ..Origin::default() };
        let plain = |answer| vec![self.step(at(None), answer, String::new(), String::new())];
        Some(match &right.body {
            Body::Silent => return None,
            Body::Unread => plain(None),
            Body::Plain(answer, _) => plain(answer.as_ref()),
            Body::Ladder(ladder) => {
                let step = |(number, step): (usize, &Step)| {
                    let (limit, remark) = (self.voice.limit(ladder, step), self.voice.remark(&step.remarks));
                    self.step(at(Some(number)), step.answer.as_ref(), limit, remark)
                };
                let measured = self.point.coordinate(ladder.measure.index());
                let is_here = |(_, step): &(usize, &Step)| match measured {
                    Some(Coordinate::Number(number)) => step.interval.contains(number),
                    _ => true,
                };
                ladder.steps.iter().enumerate().filter(is_here).map(step).collect()
            }
        })
    }

    fn step(&self, at: Origin, answer: Option<&Answer>, limit: String, remark: String) -> ClauseStep {
        let kind = match answer {
            None => AnswerKind::Unknown,
            Some(Answer::Free) => AnswerKind::Free,
            Some(Answer::Forbidden) => AnswerKind::Forbidden,
            Some(Answer::Elsewhere) => AnswerKind::Elsewhere,
            Some(Answer::Decides(_) | Answer::Chain(_)) => AnswerKind::Decided,
        };
        let beside = Manner::ALL.map(|manner| {
            let (parties, _) = self.decision.parties_at(at, manner);
            self.voice.parties(manner, parties)
        });
        ClauseStep { limit, answer: self.voice.answer(answer), kind, beside, times: self.times(at), remark }
    }

    /// The times that an answer has for itself: those of the decision as a whole are among its [terms](super::terms::Terms).
    fn times(&self, at: Origin) -> Vec<(&'static str, String)> {
        let top = &self.decision.top.beside.times;
        let own = deadlines(self.decision.times_at(at).filter(|times| !std::ptr::eq(*times, top)), at.step);
        let has_several = top.within.get().is_some_and(|within| within.len() > 1);
        let within = own.within.or_else(|| deadlines([top], at.step).within.filter(|_| has_several));
        self.voice.times(Deadlines { within, ..own })
    }

    /// What some cases need on top.
    fn additions(&self) -> impl Iterator<Item = Clause> {
        let here = self.decision.also.iter().filter(|also| also.when.may_contain(self.point));
        here.map(|also| {
            let when = self.voice.in_addition(&also.when);
            let signs = also.decides.get().map(|decides| self.voice.signs_too(&decides.value));
            let step = ClauseStep {
                limit: String::new(),
                answer: signs.unwrap_or_default(),
                kind: AnswerKind::Added,
                beside: Manner::ALL.map(|manner| self.voice.parties(manner, &also.beside.list(manner).items)),
                times: Vec::new(),
                remark: String::new(),
            };
            Clause { when, standing: Vec::new(), remark: self.voice.remark(&also.remarks), steps: vec![step] }
        })
    }

    /// The cases of the decision that do not exist.
    fn absences(&self) -> impl Iterator<Item = Clause> {
        let here = self.decision.impossible.iter().filter(|absent| absent.when.may_contain(self.point));
        here.map(|absent| {
            let when = self.voice.when(&self.voice.conditions(&absent.when));
            let step = ClauseStep {
                limit: String::new(),
                answer: self.voice.words().no_such_case.to_owned(),
                kind: AnswerKind::Absent,
                beside: Manner::ALL.map(|_| String::new()),
                times: Vec::new(),
                remark: String::new(),
            };
            Clause { when, standing: Vec::new(), remark: self.voice.remark(&absent.remarks), steps: vec![step] }
        })
    }
}

/// The times of the first that says them. Of a time for each step of a ladder that of `step` counts, and without one none does.
pub(super) fn deadlines<'t>(times: impl IntoIterator<Item = &'t Times>, step: Option<usize>) -> Deadlines {
    let mut told = Deadlines::default();
    for times in times {
        let within = times.within.get().and_then(|within| match (within.as_slice(), step) {
            ([only], _) => Some(only),
            (all, Some(step)) => all.get(step).or(all.last()),
            (_, None) => None,
        });
        told.within = told.within.or(within.map(|within| within.value));
        told.then = told.then.or(times.then.get().map(|then| then.value));
        told.open_for = told.open_for.or(times.open_for.get().map(|time| time.value));
        told.holds_for = told.holds_for.or(times.holds_for.get().map(|time| time.value));
    }
    told
}

/// The manners in which somebody stands beside an answer of these, by their numbers: who is asked and told has a place everywhere.
pub(super) fn manners<'c>(clauses: impl IntoIterator<Item = &'c Clause> + Clone) -> Vec<usize> {
    let steps = || clauses.clone().into_iter().flat_map(|clause| &clause.steps);
    let is_shown = |(number, manner): &(usize, Manner)| {
        matches!(manner, Manner::Consults | Manner::Informs)
            || steps().any(|step| step.beside.get(*number).is_some_and(|who| !who.is_empty()))
    };
    Manner::ALL.into_iter().enumerate().filter(is_shown).map(|(number, _)| number).collect()
}
