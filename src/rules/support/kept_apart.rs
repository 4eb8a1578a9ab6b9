//! Who holds which of the duties that are kept apart, and how.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Cover, Outcome};

use crate::finding::{Finding, Subject};
use crate::model::{Answer, CaseSet, Duty, Id, Model, Role, Separation};
use crate::rules::Context;
use crate::rules::support::words;
use crate::source::Place;
use crate::syntax::Letter;

/// So many of the duties that are held together are shown.
const SHOWN: usize = 6;

/// How a role holds a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Way {
    /// By a letter.
    Letter(Letter),
    /// By a say in the decision.
    Decides,
    /// By a delegation.
    Lent,
}

/// A duty that a role holds.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct Holding {
    pub(in crate::rules) role: Id<Role>,
    pub(in crate::rules) duty: Duty,
    pub(in crate::rules) way: Way,
    /// Where that is said.
    pub(in crate::rules) place: Place,
}

/// A duty among those of a separation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Listed {
    separation: usize,
    number: usize,
}

/// Every role that holds one of the duties that are kept apart.
pub(in crate::rules) struct Holdings<'a> {
    model: &'a Model,
    by_role: BTreeMap<Id<Role>, Vec<Holding>>,
    listed: BTreeMap<Duty, Vec<Listed>>,
}

/// Duties of one separation that are held together, each as it is first held, in the order in which the separation lists them.
pub(in crate::rules) struct Conflict<'a> {
    pub(in crate::rules) separation: &'a Separation,
    pub(in crate::rules) holdings: Vec<Holding>,
}

impl<'a> Holdings<'a> {
    pub(in crate::rules) fn new(model: &'a Model) -> Self {
        let mut listed: BTreeMap<Duty, Vec<Listed>> = BTreeMap::new();
        for (separation, duties) in model.separations.iter().map(|separation| &separation.duties).enumerate() {
            for (number, duty) in duties.iter().enumerate() {
                listed.entry(duty.value).or_default().push(Listed { separation, number });
            }
        }
        let mut by_role: BTreeMap<_, Vec<Holding>> = BTreeMap::new();
        for holding in listed.keys().flat_map(|duty| holders(model, *duty)) {
            by_role.entry(holding.role).or_default().push(holding);
        }
        Self { model, by_role, listed }
    }

    /// The duties that the role holds.
    pub(in crate::rules) fn of(&self, role: Id<Role>) -> &[Holding] {
        self.by_role.get(&role).map_or(&[], Vec::as_slice)
    }

    /// Each role that alone holds duties which are kept apart.
    pub(in crate::rules) fn by_one_role(&self) -> impl Iterator<Item = (Id<Role>, Conflict<'a>)> {
        self.by_role.iter().flat_map(|(role, holdings)| {
            let separations = self.by_separation(holdings.iter().copied()).into_iter();
            separations.filter(|(_, duties)| duties.len() > 1).map(|(separation, duties)| {
                let first = |holdings: Vec<Holding>| holdings.into_iter().next();
                (*role, Conflict { separation, holdings: duties.into_values().filter_map(first).collect() })
            })
        })
    }

    /// The duties that are held by different roles and kept apart: each of them together with one that none of its own holders holds.
    pub(in crate::rules) fn between_roles(&self, holdings: impl IntoIterator<Item = Holding>) -> Vec<Conflict<'a>> {
        let conflicts = self.by_separation(holdings).into_iter().map(|(separation, duties)| {
            let holders = |held: &[Holding]| held.iter().map(|holding| holding.role).collect::<BTreeSet<_>>();
            let by_duty: Vec<_> = duties.values().map(|held| holders(held)).collect();
            let apart = |held: &&Vec<Holding>| {
                let own = holders(held);
                by_duty.iter().any(|others| own.is_disjoint(others))
            };
            let holdings = duties.values().filter(apart).filter_map(|held| held.first().copied()).collect();
            Conflict { separation, holdings }
        });
        conflicts.filter(|conflict| !conflict.holdings.is_empty()).collect()
    }

    /// The holdings by separation, and in each by the number of the duty.
    fn by_separation(
        &self,
        holdings: impl IntoIterator<Item = Holding>,
    ) -> Vec<(&'a Separation, BTreeMap<usize, Vec<Holding>>)> {
        let mut separations: BTreeMap<usize, BTreeMap<usize, Vec<Holding>>> = BTreeMap::new();
        for holding in holdings {
            for listed in self.listed.get(&holding.duty).into_iter().flatten() {
                separations.entry(listed.separation).or_default().entry(listed.number).or_default().push(holding);
            }
        }
        let all = &self.model.separations;
        separations.into_iter().filter_map(|(number, duties)| Some((all.get(number)?, duties))).collect()
    }
}

/// The roles that hold a duty in some case, each once.
fn holders(model: &Model, duty: Duty) -> Vec<Holding> {
    let mut holders: BTreeMap<Id<Role>, Holding> = BTreeMap::new();
    let mut add = |role, way, place| {
        holders.entry(role).or_insert(Holding { role, duty, way, place });
    };
    match duty {
        Duty::Activity(id) => {
            for letter in letters(model) {
                model.activities[id].holders(letter).for_each(|role| add(role.value, Way::Letter(letter), role.place));
            }
        }
        Duty::Decision(id) => {
            for (answer, place) in model.decisions[id].written_answers() {
                let roles = answer.into_iter().flat_map(|answer| answer.roles());
                roles.for_each(|role| add(role, Way::Decides, place));
            }
        }
    }
    holders.into_values().collect()
}

/// The letters by which a duty is held: of the one who does the work, and of the one who answers for it.
fn letters(model: &Model) -> [Letter; 2] {
    [model.matrix.scheme.doer(), Letter::A]
}

/// What a finding on a duty names.
pub(in crate::rules) fn subject(cx: &Context<'_>, duty: Duty) -> Subject {
    match duty {
        Duty::Activity(id) => cx.model.activities[id].subject(),
        Duty::Decision(id) => cx.model.decisions[id].subject(),
    }
}

impl Holding {
    /// "`cashier` is R of `activities.take-payment`".
    pub(in crate::rules) fn words(&self, cx: &Context<'_>) -> String {
        let (role, duty) = (cx.role_id(self.role), subject(cx, self.duty));
        match self.way {
            Way::Letter(letter) => format!("`{role}` is {} of `{duty}`", letter.as_str()),
            Way::Decides => format!("`{role}` has a say in `{duty}`"),
            Way::Lent => format!("`{role}` lends `{duty}`"),
        }
    }
}

impl Holding {
    /// The cases in which the role holds the duty; `None` where that could not be read.
    fn covers(&self, model: &Model) -> Option<Vec<Cover>> {
        match self.duty {
            Duty::Activity(id) => {
                let is_role = |value: u32| model.roles.id(value as usize) == Some(self.role);
                let cover = |letter| {
                    let coverage = model.activities[id].coverage(letter, &model.dimensions)?;
                    Some(coverage.cover.renamed(|value| is_role(value).then_some(value)))
                };
                letters(model).into_iter().map(cover).collect()
            }
            Duty::Decision(id) => {
                let decision = &model.decisions[id];
                let has_a_say = |answer: &Answer| answer.roles().contains(&self.role);
                let is_role = |value: u32| decision.answers.get(value as usize).is_some_and(has_a_say);
                let coverage = decision.coverage.as_ref()?;
                Some(vec![coverage.cover.renamed(|value| is_role(value).then_some(value))])
            }
        }
    }

    /// Whether the role holds the duty in some of these cases; not, where that could not be read.
    pub(in crate::rules) fn is_among(&self, cx: &Context<'_>, cases: &CaseSet) -> Outcome<bool> {
        let covers = self.covers(cx.model).filter(|_| cases.is_known).unwrap_or_default();
        let condition = cases.condition();
        let mut last = Outcome::Proven(false);
        for cover in covers {
            match cover.holds_among(&condition, cx.budget()) {
                Outcome::Proven(false) => {}
                Outcome::Proven(true) => return Outcome::Proven(true),
                exhausted => last = exhausted,
            }
        }
        last
    }
}

impl Conflict<'_> {
    /// The duties in words.
    pub(in crate::rules) fn duties(&self, cx: &Context<'_>) -> String {
        words::few(self.holdings.iter().map(|holding| subject(cx, holding.duty).to_string().into()))
    }

    /// The finding with the places at which it is said who holds what, but for its own, and that this is kept apart.
    pub(in crate::rules) fn shown(&self, cx: &Context<'_>, finding: Finding) -> Finding {
        let own = finding.primary.place;
        let others = self.holdings.iter().filter(|holding| holding.place != own).take(SHOWN);
        let finding = others.fold(finding, |finding, holding| finding.also(holding.place, holding.words(cx)));
        finding.also(
            self.separation.place,
            match &self.separation.reason {
                Some(reason) => format!("kept apart here: {reason}"),
                None => "kept apart here".to_owned(),
            },
        )
    }
}
