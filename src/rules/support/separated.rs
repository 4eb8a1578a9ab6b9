//! Who holds which of the duties that a separation keeps apart, alone or together with others.

use std::collections::{BTreeMap, BTreeSet};

use case_space::{Condition, Outcome};

use super::duties::{CAPACITIES, Charge, HeldBy, charges_of, subject};
use super::words;
use crate::finding::Finding;
use crate::model::{Decision, Duty, DutyPart, Id, Model, Role, SeparatedDuty, Separation};
use crate::rules::Context;
use crate::syntax::Located;

/// So many of the duties that are held together are shown.
const SHOWN: usize = 6;

/// Every role that holds one of the duties that are kept apart.
pub(in crate::rules) struct Charges<'a> {
    model: &'a Model,
    by_role: BTreeMap<Id<Role>, Vec<Charge>>,
    /// The separations that list a duty, each with the number of the duty among theirs.
    listed: BTreeMap<SeparatedDuty, Vec<(usize, usize)>>,
}

/// Duties of one separation that are held together, each as it is first held, in the order in which the separation lists them.
pub(in crate::rules) struct Breach<'a> {
    pub(in crate::rules) separation: &'a Separation,
    pub(in crate::rules) charges: Vec<Charge>,
}

/// Who holds which duty of a separation, by its number among them.
type HeldByNumber<H> = BTreeMap<usize, Vec<(H, Charge)>>;

impl<'a> Charges<'a> {
    pub(in crate::rules) fn new(model: &'a Model) -> Self {
        let mut listed: BTreeMap<SeparatedDuty, Vec<(usize, usize)>> = BTreeMap::new();
        for (separation, duties) in model.separations.iter().map(|separation| &separation.duties).enumerate() {
            for (number, duty) in duties.iter().enumerate() {
                listed.entry(duty.value).or_default().push((separation, number));
            }
        }
        let mut by_role: BTreeMap<_, Vec<Charge>> = BTreeMap::new();
        for charge in listed.keys().flat_map(|duty| charges_of(model, *duty)) {
            by_role.entry(charge.role).or_default().push(charge);
        }
        Self { model, by_role, listed }
    }

    /// The duties that the role holds.
    pub(in crate::rules) fn of(&self, role: Id<Role>) -> &[Charge] {
        self.by_role.get(&role).map_or(&[], Vec::as_slice)
    }

    /// What whoever lends the decision lends with it, as far as it is kept apart from something.
    pub(in crate::rules) fn lent(&self, from: Id<Role>, decision: Located<Id<Decision>>) -> Vec<Charge> {
        let duty = Duty::Decision(decision.value);
        let parts = [None, Some(DutyPart::Decides)].into_iter();
        let listed = parts.filter(|part| self.listed.contains_key(&SeparatedDuty { duty, part: *part }));
        listed.map(|part| Charge { role: from, duty, part, by: HeldBy::Loan, place: decision.place }).collect()
    }

    /// The roles that hold one of the duties.
    pub(in crate::rules) fn roles(&self) -> impl Iterator<Item = Id<Role>> {
        self.by_role.keys().copied()
    }

    /// Each role that alone holds duties which are kept apart.
    pub(in crate::rules) fn by_one_role(&self) -> impl Iterator<Item = (Id<Role>, Breach<'a>)> {
        self.by_role.iter().flat_map(|(role, charges)| {
            let separations = self.by_separation(charges.iter().map(|charge| ((), *charge))).into_iter();
            separations.filter(|(_, duties)| duties.len() > 1).map(|(separation, duties)| {
                let first = |held: Vec<((), Charge)>| held.first().map(|(_, charge)| *charge);
                (*role, Breach { separation, charges: duties.into_values().filter_map(first).collect() })
            })
        })
    }

    /// The duties that are held by different holders and kept apart: each of them together with one that none of its own holders holds.
    pub(in crate::rules) fn between<H: Copy + Ord>(
        &self,
        held: impl IntoIterator<Item = (H, Charge)>,
    ) -> Vec<Breach<'a>> {
        let breaches = self.by_separation(held).into_iter().map(|(separation, duties)| {
            let holders = |held: &[(H, Charge)]| held.iter().map(|(holder, _)| *holder).collect::<BTreeSet<_>>();
            let by_duty: Vec<_> = duties.values().map(|held| holders(held)).collect();
            let apart = |held: &&Vec<(H, Charge)>| {
                let own = holders(held);
                by_duty.iter().any(|others| own.is_disjoint(others))
            };
            let first = |held: &Vec<(H, Charge)>| held.first().map(|(_, charge)| *charge);
            Breach { separation, charges: duties.values().filter(apart).filter_map(first).collect() }
        });
        breaches.filter(|breach| !breach.charges.is_empty()).collect()
    }

    /// The charges by separation, and in each by the number of the duty, each with its holder.
    fn by_separation<H>(&self, held: impl IntoIterator<Item = (H, Charge)>) -> Vec<(&'a Separation, HeldByNumber<H>)>
    where
        H: Copy,
    {
        let mut separations: BTreeMap<usize, HeldByNumber<H>> = BTreeMap::new();
        for (holder, charge) in held {
            for (separation, number) in self.listed.get(&charge.separated()).into_iter().flatten() {
                separations.entry(*separation).or_default().entry(*number).or_default().push((holder, charge));
            }
        }
        let all = &self.model.separations;
        separations.into_iter().filter_map(|(number, duties)| Some((all.get(number)?, duties))).collect()
    }
}

/// Whether the duty is really held in some of these cases; not, where that could not be read.
pub(in crate::rules) fn is_held_among(cx: &Context<'_>, charge: Charge, cases: &Condition) -> Outcome<bool> {
    let by_each: Vec<HeldBy> = match charge.by {
        HeldBy::Capacity(_) => CAPACITIES.map(HeldBy::Capacity).into(),
        by => vec![by],
    };
    let coverages = by_each.into_iter().map(|by| Charge { by, ..charge }.coverage(cx.model, 0));
    let coverages: Option<Vec<_>> = coverages.collect();
    let mut last = Outcome::Proven(false);
    for coverage in coverages.unwrap_or_default() {
        match coverage.cover.holds_among(cases, cx.budget()) {
            Outcome::Proven(false) => {}
            Outcome::Proven(true) => return Outcome::Proven(true),
            exhausted => last = exhausted,
        }
    }
    last
}

impl Breach<'_> {
    /// The duties in words.
    pub(in crate::rules) fn duties(&self, cx: &Context<'_>) -> String {
        words::few(self.charges.iter().map(|charge| {
            let subject = subject(cx, charge.duty);
            charge.part.map_or_else(|| subject.to_string(), |part| format!("{subject}:{}", part.as_str())).into()
        }))
    }

    /// The finding with the places at which it is said who holds what, but for its own, and that this is kept apart.
    pub(in crate::rules) fn shown(&self, cx: &Context<'_>, finding: Finding) -> Finding {
        let own = finding.primary.place;
        let others = self.charges.iter().filter(|charge| charge.place != own).take(SHOWN);
        let finding = finding.also_each(others.map(|charge| (charge.place, charge.words(cx))));
        finding.also(
            self.separation.place,
            match &self.separation.reason {
                Some(reason) => format!("kept apart here: {reason}"),
                None => "kept apart here".to_owned(),
            },
        )
    }
}
