//! Cases of decisions: what holds in some cases in place of the top, and which of them stand over others.

use std::collections::HashMap;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use super::beside::{Parties, take_beside};
use super::case_set::CaseSet;
use super::dimension::Dimension;
use super::footing::Footing;
use super::id::Id;
use super::resolver::Resolver;
use super::right::{Right, take_keys};
use crate::nearest::{did_you_mean_or, nearest};
use crate::source::Place;
use crate::subject::Text;
use crate::syntax::{self, Flaw, Located, OneOrMany, Remarks, Slot};

/// What holds in some cases.
#[derive(Debug, Clone)]
pub struct DecisionCase {
    /// What other cases name it by.
    pub id: Slot<Located<Text>>,
    /// The cases in which it holds.
    pub when: CaseSet,
    /// What holds in them.
    pub right: Right,
    /// Which other cases it keeps out of its own.
    pub over: Precedence,
    /// Nothing is added to it, which is said here.
    pub alone: Option<Place>,
    /// What is remarked on it.
    pub remarks: Remarks,
    /// All of its table.
    pub place: Place,
}

/// Which other cases of its decision a case stands over.
#[derive(Debug, Clone, Default)]
pub enum Precedence {
    /// None.
    #[default]
    None,
    /// Every case that does not say so too.
    All(Place),
    /// These, by their numbers.
    These(Vec<Located<usize>>),
}

/// Stands for every case.
const ALL: &str = "all";

impl DecisionCase {
    fn resolve(
        mut declared: syntax::DecisionCase,
        measure: Slot<Id<Dimension>>,
        footing: &Footing<'_>,
        resolver: &mut Resolver<'_>,
    ) -> (Self, Slot<OneOrMany<Located<Text>>>) {
        let place = declared.place;
        let when = CaseSet::required(std::mem::take(&mut declared.when), place, footing.dimensions, resolver);
        let over = std::mem::take(&mut declared.over);
        let case = Self {
            when,
            id: std::mem::take(&mut declared.id),
            over: Precedence::None,
            alone: std::mem::take(&mut declared.alone).place_if_set(),
            remarks: declared.remarks(),
            right: Right::resolve(take_keys!(declared, footing, resolver), measure, footing, resolver),
            place,
        };
        (case, over)
    }

    /// The cases of one decision; whether it is not known which of them stand over which.
    pub(super) fn all(
        declared: Vec<syntax::DecisionCase>,
        measure: Slot<Id<Dimension>>,
        footing: &Footing<'_>,
        resolver: &mut Resolver<'_>,
    ) -> (Vec<Self>, bool) {
        let resolved: Vec<_> =
            declared.into_iter().map(|case| Self::resolve(case, measure, footing, resolver)).collect();
        let (mut cases, over): (Vec<Self>, Vec<_>) = resolved.into_iter().unzip();
        let mut is_unread = over.iter().any(Slot::is_unread);
        if over.iter().all(Slot::is_absent) && cases.iter().all(|case| case.id.is_absent()) {
            return (cases, is_unread);
        }
        let numbers = numbers_by_id(&cases, resolver);
        for (case, over) in cases.iter_mut().zip(over) {
            let Slot::Given(over) = over else { continue };
            is_unread |= over.has_unread;
            let (precedence, all_known) = Precedence::resolve(&over, &numbers, resolver);
            is_unread |= !all_known;
            case.over = precedence;
        }
        (cases, is_unread)
    }
}

/// The number of each case that has an id; says which has one that another has.
fn numbers_by_id(cases: &[DecisionCase], resolver: &mut Resolver<'_>) -> HashMap<Text, (usize, Place)> {
    let mut numbers: HashMap<Text, (usize, Place)> = HashMap::new();
    for (number, case) in cases.iter().enumerate() {
        let Slot::Given(id) = &case.id else { continue };
        if id.value == ALL {
            let help = "give the case another id";
            resolver.say(Flaw::InvalidValue, id.place, format!("`{ALL}` stands for every case in `over`"), help);
        } else if let Some((_, first)) = numbers.get(&id.value) {
            let message = format!("two cases have the id `{}`", id.value);
            let finding = Flaw::DuplicateDefinition.finding(resolver.subject.clone(), id.place, message);
            resolver.add(finding.label("again here").also(*first, "first here").help("give one of them another id"));
        } else {
            numbers.insert(id.value.clone(), (number, id.place));
        }
    }
    numbers
}

impl Precedence {
    /// Which cases are meant, and whether all that are named are known.
    fn resolve(
        over: &OneOrMany<Located<Text>>,
        numbers: &HashMap<Text, (usize, Place)>,
        resolver: &mut Resolver<'_>,
    ) -> (Self, bool) {
        if let [all] = over.items.as_slice()
            && all.value == ALL
        {
            return (Self::All(all.place), true);
        }
        let named: Vec<_> = resolver.distinct("case", &over.items, |id| (&id.value, id.place)).cloned().collect();
        let mut these = Vec::with_capacity(named.len());
        for id in &named {
            if let Some((number, _)) = numbers.get(&id.value) {
                these.push(Located { value: *number, place: id.place });
                continue;
            }
            let message = format!("no case of this decision has the id `{}`", id.value);
            let mut known: Vec<&Text> = numbers.keys().collect();
            known.sort_unstable();
            let near = nearest(&id.value, known);
            let otherwise = "give the case that is meant that `id`, or write `over = \"all\"`".to_owned();
            let help = did_you_mean_or(near, otherwise, "the nearest");
            resolver.say(Flaw::UnknownReference, id.place, message, help);
        }
        let all_known = these.len() == named.len();
        (Self::These(these), all_known)
    }

    /// The numbers of the cases that are named.
    #[must_use]
    pub fn named(&self) -> &[Located<usize>] {
        if let Self::These(these) = self { these } else { &[] }
    }

    /// Whether it stands over any other.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

/// The cases that stand over each other in a circle, each circle by the numbers of its cases.
pub(super) fn circles(cases: &[DecisionCase]) -> Vec<Vec<usize>> {
    let edges = || {
        let of_case = |(above, case): (usize, &DecisionCase)| {
            case.over.named().iter().map(move |below| (above, below.value)).collect::<Vec<_>>()
        };
        cases.iter().enumerate().flat_map(of_case)
    };
    if edges().next().is_none() {
        return Vec::new();
    }
    let mut graph = DiGraph::<(), (), usize>::default();
    let nodes: Vec<_> = cases.iter().map(|_| graph.add_node(())).collect();
    for (above, below) in edges() {
        if let (Some(above), Some(below)) = (nodes.get(above), nodes.get(below)) {
            graph.add_edge(*above, *below, ());
        }
    }
    let is_circle = |part: &Vec<_>| match part.as_slice() {
        [only] => graph.contains_edge(*only, *only),
        _ => true,
    };
    let parts = kosaraju_scc(&graph).into_iter().filter(is_circle);
    let mut circles: Vec<Vec<usize>> = parts
        .map(|part| {
            let mut numbers: Vec<_> = part.into_iter().map(|node| node.index()).collect();
            numbers.sort_unstable();
            numbers
        })
        .collect();
    circles.sort_unstable();
    circles
}
