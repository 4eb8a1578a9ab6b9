//! Decision rights as people read them: in which cases, up to which amount, who decides.

use std::ops::Bound;

use case_space::{Domain, Extents, Interval, Number, Space, Vocabulary};

use super::edition::{Edition, clean};
use super::lang::Words;
use crate::model::{Answer, Body, CaseSet, Deciders, Decision, Dimension, Ladder, Refs, Right, Role};

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
            let conditions = conditions(edition, &case.when);
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
            Body::Unreadable => vec![Rung::new(edition, None, String::new(), [&right.consults, &right.informs])],
            Body::Plain(answer, _) => {
                vec![Rung::new(edition, answer.as_ref(), String::new(), [&right.consults, &right.informs])]
            }
            Body::Ladder(ladder) => rungs(edition, ladder, right),
        };
        Some(Self { when, steps })
    }
}

fn rungs(edition: &Edition<'_>, ladder: &Ladder, right: &Right) -> Vec<Rung> {
    let measure = &edition.model.dimensions[ladder.measure];
    let steps = ladder.steps.iter().map(|step| {
        let limit = numbers(measure, &step.interval);
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
        Self { limit, answer: answer_words(edition, answer), kind, consulted, informed }
    }
}

/// An answer by the names of roles.
pub(super) fn answer_words(edition: &Edition<'_>, answer: Option<&Answer>) -> String {
    let words = edition.words();
    match answer {
        None => words.unreadable.to_owned(),
        Some(Answer::Free) => words.free.to_owned(),
        Some(Answer::Forbidden) => words.forbidden.to_owned(),
        Some(Answer::Decides(deciders)) => deciders_words(edition, deciders),
        Some(Answer::Chain(steps)) => {
            let steps: Vec<_> = steps.iter().map(|step| nested(edition, step)).collect();
            steps.join(words.then)
        }
    }
}

fn deciders_words(edition: &Edition<'_>, deciders: &Deciders) -> String {
    let words = edition.words();
    let all = |members: &[Deciders], between: &str| {
        members.iter().map(|member| nested(edition, member)).collect::<Vec<_>>().join(between)
    };
    match deciders {
        Deciders::Role(role) => edition.role(*role),
        Deciders::All(members) => all(members, words.together),
        Deciders::Any(members) => all(members, words.either),
        Deciders::Count(count, members) => format!("{count}{}{}", words.of, all(members, words.list)),
        Deciders::Holders(count, role) => format!("{count}{}{}", words.of, edition.role(*role)),
    }
}

/// The same in brackets, where it is not one role.
fn nested(edition: &Edition<'_>, deciders: &Deciders) -> String {
    let words = deciders_words(edition, deciders);
    if matches!(deciders, Deciders::Role(_)) { words } else { format!("({words})") }
}

/// What must hold in a set of cases: a condition for each dimension that is restricted.
pub(super) fn conditions(edition: &Edition<'_>, cases: &CaseSet) -> Vec<String> {
    let Some(described) = described(edition, cases) else { return vec![edition.words().no_case.to_owned()] };
    described.iter().map(|(number, extents)| condition(edition, *number, extents)).collect()
}

/// What a set of cases admits on each dimension that it restricts; `None` where there is no such case.
pub(super) fn described(edition: &Edition<'_>, cases: &CaseSet) -> Option<Vec<(usize, Extents)>> {
    let domains = edition.model.dimensions.domains();
    let (space, regions) = Space::divided_by(domains, &[cases.condition()]);
    let region = regions.into_iter().next().flatten()?;
    let mut described = space.describe_exactly(&region);
    described.sort_by_key(|(number, _)| edition.model.dimensions.order(*number));
    Some(described)
}

/// What must hold of a dimension: `customer-tier: A, B`, `0 < amount ≤ 50 000 CNY`.
pub(super) fn condition(edition: &Edition<'_>, number: usize, extents: &Extents) -> String {
    let Some(dimension) = edition.model.dimensions.numbered(number) else { return String::new() };
    let words = edition.words();
    match extents {
        Extents::Values(values) => {
            let named: Vec<_> = values.iter().filter_map(|value| dimension.values.get(*value)).map(clean).collect();
            format!("{}{}{}", clean(&dimension.name), words.colon, named.join(words.list))
        }
        Extents::Intervals(intervals) => {
            let each: Vec<_> = intervals.iter().map(|interval| numbers(dimension, interval)).collect();
            each.join(words.either)
        }
    }
}

/// The numbers of an interval, without ends that are the dimension's own: `50 000 < amount ≤ 200 000 CNY`.
pub(super) fn numbers(dimension: &Dimension, interval: &Interval) -> String {
    let name = clean(&dimension.name);
    let unit = dimension.unit.as_ref().map_or_else(String::new, |unit| format!(" {}", clean(unit)));
    let own = match &dimension.domain {
        Some(Domain::Numbers(numbers)) => numbers.within.clone(),
        _ => Interval::ALL,
    };
    let low = if interval.low() == own.low() { Bound::Unbounded } else { interval.low() };
    let high = if interval.high() == own.high() { Bound::Unbounded } else { interval.high() };
    format!("{}{unit}", between(low, &name, high))
}

/// What lies between two bounds: `50 000 < amount ≤ 200 000`.
pub(super) fn between(low: Bound<&Number>, name: &str, high: Bound<&Number>) -> String {
    match (low, high) {
        (Bound::Included(one), Bound::Included(other)) if one == other => format!("{name} = {}", one.grouped()),
        (Bound::Unbounded, Bound::Unbounded) => format!("{name}: ∞"),
        (Bound::Included(low), Bound::Unbounded) => format!("{name} ≥ {}", low.grouped()),
        (Bound::Excluded(low), Bound::Unbounded) => format!("{name} > {}", low.grouped()),
        (low, high) => format!("{}{name}{}", from(low), up_to(high)),
    }
}

fn from(low: Bound<&Number>) -> String {
    match low {
        Bound::Included(low) => format!("{} ≤ ", low.grouped()),
        Bound::Excluded(low) => format!("{} < ", low.grouped()),
        Bound::Unbounded => String::new(),
    }
}

fn up_to(high: Bound<&Number>) -> String {
    match high {
        Bound::Included(high) => format!(" ≤ {}", high.grouped()),
        Bound::Excluded(high) => format!(" < {}", high.grouped()),
        Bound::Unbounded => String::new(),
    }
}
