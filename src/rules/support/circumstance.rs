//! In which cases and on which days does somebody act for another, and which duties are held then?

use case_space::{Condition, Interval, Outcome, Region, Selection, Space};

use super::duties::Charge;
use super::regions::Told;
use super::separated::is_held_among;
use crate::model::{CaseSet, Id};
use crate::rules::Context;
use crate::syntax::day_number;

/// Cases and days in which somebody acts for another.
#[derive(Debug, Clone, Default)]
pub(in crate::rules) struct Circumstance {
    /// Those for which a decision is lent, if one is: also on days that come after those of the run.
    loan: Option<Condition>,
    /// Those of them in which the one who is looked at acts.
    acting: Condition,
}

impl Circumstance {
    /// Those for which a decision is lent.
    pub(in crate::rules) fn of_loan(loan: Condition) -> Self {
        Self { loan: Some(loan), acting: Condition::always() }
    }

    /// Those of them in which all of these hold too; `None` where there are none.
    pub(in crate::rules) fn among(&self, cx: &Context<'_>, when: &[Condition]) -> Option<Self> {
        let acting = when.iter().fold(self.acting.clone(), Condition::meet);
        let among = Self { loan: self.loan.clone(), acting };
        (when.is_empty() || among.region(cx).is_some()).then_some(among)
    }

    /// Those of them in which somebody holds a role; `None` where there are none, or they could not be read.
    pub(in crate::rules) fn among_those(&self, cx: &Context<'_>, held: &CaseSet) -> Option<Self> {
        if held.has_unread {
            return None;
        }
        let when = if held.is_every_case() { Vec::new() } else { vec![held.condition()] };
        self.among(cx, &when)
    }

    /// Whether a duty falls then to the one who acts. What is lent is known to do so in some of the cases for which it is.
    pub(in crate::rules) fn falls(&self, cx: &Context<'_>, charge: Charge) -> Outcome<bool> {
        if self.acting.is_always() { Outcome::Proven(true) } else { self.holds(cx, charge) }
    }

    /// Whether a duty is held then.
    pub(in crate::rules) fn holds(&self, cx: &Context<'_>, charge: Charge) -> Outcome<bool> {
        let Some(loan) = &self.loan else { return held_among(cx, charge, &self.acting) };
        // who holds it is known for the days of the run
        let date = cx.model.dimensions.date().map(Id::index);
        let all = self.acting.clone().meet(loan);
        let cases = all.selections().iter().filter(|(dimension, _)| Some(*dimension) != date);
        let cases = cases.fold(Condition::always(), |cases, (dimension, own)| cases.and(*dimension, own.clone()));
        held_among(cx, charge, &cases)
    }

    /// Where the one who is looked at acts, as a finding tells it; `None` where that is wherever something is lent, or everywhere.
    pub(in crate::rules) fn told(&self, cx: &Context<'_>) -> Option<Told> {
        let (space, region) = self.region(cx).filter(|_| !self.acting.is_always())?;
        Some(Told::new(cx, &space, &region, &region))
    }

    /// The cases and days, of those that exist.
    fn region(&self, cx: &Context<'_>) -> Option<(Space, Region)> {
        let dimensions = &cx.model.dimensions;
        let (domains, when) = match &self.loan {
            None => (dimensions.domains(), self.acting.clone()),
            Some(loan) => {
                let to_come = Selection::numbers([Interval::ALL.at_least(day_number(cx.today))]);
                let all = self.acting.clone().meet(loan);
                let when = match dimensions.date() {
                    Some(date) => all.and(date.index(), to_come),
                    None => all,
                };
                (dimensions.on_any_day(), when)
            }
        };
        let (space, regions) = Space::divided_without(domains, &[when], dimensions.absent());
        Some((space, regions.into_iter().next()??))
    }
}

fn held_among(cx: &Context<'_>, charge: Charge, cases: &Condition) -> Outcome<bool> {
    if cases.is_always() { Outcome::Proven(true) } else { is_held_among(cx, charge, cases) }
}

/// The charges of which something is so; `None` where it could not be shown of one.
pub(in crate::rules) fn those<'c>(
    charges: impl IntoIterator<Item = &'c Charge>,
    is_so: impl Fn(Charge) -> Outcome<bool>,
) -> Option<Vec<Charge>> {
    let so = charges.into_iter().map(|charge| match is_so(*charge) {
        Outcome::Proven(is_so) => Some((*charge, is_so)),
        Outcome::Exhausted(true) => Some((*charge, true)),
        Outcome::Exhausted(false) => None,
    });
    let so: Option<Vec<_>> = so.collect();
    Some(so?.into_iter().filter(|(_, is_so)| *is_so).map(|(charge, _)| charge).collect())
}
