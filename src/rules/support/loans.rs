//! What does a loan lend, in which cases and on which days?

use std::collections::BTreeSet;
use std::ops::Bound;

use case_space::{Condition, Cover, Held, Interval, OriginId, Outcome, Part, Piece, Selection, Space};
use jiff::civil::Date;

use super::regions::MOST;
use crate::model::{Answer, CaseSet, Coverage, Decision, Delegation, Dimension, Id, Model, Role, Standing};
use crate::rules::Context;
use crate::source::Place;
use crate::syntax::{Located, day_number, day_of_number};

/// The days on which a delegation holds, by its own days and those of its cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) struct LoanDays {
    /// The first; `None` where nothing says.
    pub(in crate::rules) first: Option<Date>,
    /// The last, included; `None` where nothing says.
    pub(in crate::rules) last: Option<Date>,
}

impl LoanDays {
    /// The days of a delegation; `None` where there are none.
    pub(in crate::rules) fn of(model: &Model, delegation: &Delegation) -> Option<Self> {
        let (from, until) = (delegation.valid_from.get(), delegation.valid_until.get());
        let own = from.map_or(Interval::ALL, |day| Interval::ALL.at_least(day_number(day.value)));
        let own = until.map_or_else(|| own.clone(), |day| own.clone().at_most(day_number(day.value)));
        if own.is_empty() {
            return None;
        }
        let date = model.dimensions.date();
        let days = match date.and_then(|date| Some((date, delegation.when.conditions.get(&date)?))) {
            Some((date, days)) => hull(model, date, days.clone().and(Selection::numbers([own])))?,
            None => own,
        };
        let day = |bound| match bound {
            Bound::Included(day) | Bound::Excluded(day) => day_of_number(day),
            Bound::Unbounded => None,
        };
        Some(Self { first: day(days.low()), last: day(days.high()) })
    }

    /// The days as what a condition selects.
    fn selection(self) -> Selection {
        let days = self.first.map_or(Interval::ALL, |day| Interval::ALL.at_least(day_number(day)));
        Selection::numbers([self.last.map_or_else(|| days.clone(), |day| days.clone().at_most(day_number(day)))])
    }
}

/// From the first to the last of the days that are selected.
fn hull(model: &Model, date: Id<Dimension>, days: Selection) -> Option<Interval> {
    let condition = Condition::always().and(date.index(), days);
    let (space, regions) = Space::divided_by(model.dimensions.on_any_day(), &[condition]);
    space.hull(regions.first()?.as_ref()?, date.index())
}

/// Where the last day of a delegation is said.
pub(in crate::rules) fn last_day_place(delegation: &Delegation, last: Date) -> Place {
    let own = delegation.valid_until.get().filter(|until| until.value == last);
    own.map_or(delegation.when.place, |until| until.place)
}

/// A decision that is lent.
#[derive(Clone, Copy)]
pub(in crate::rules) struct Lending<'a> {
    pub(in crate::rules) delegation: &'a Delegation,
    /// Who lends it.
    pub(in crate::rules) from: Located<Id<Role>>,
    pub(in crate::rules) decision: &'a Decision,
    /// The number of the decision, and where it is said that it is lent.
    pub(in crate::rules) number: Located<Id<Decision>>,
}

impl<'a> Lending<'a> {
    /// What a delegation lends, a decision each, as far as that could be read.
    pub(in crate::rules) fn all_of(model: &'a Model, delegation: &'a Delegation) -> Vec<Self> {
        let Some(from) = delegation.from.get().filter(|_| !delegation.when.has_unread) else { return Vec::new() };
        let decisions = delegation.decisions(&model.decisions).into_iter();
        let lent =
            decisions.map(|number| Self { delegation, from: *from, decision: &model.decisions[number.value], number });
        lent.collect()
    }

    /// The cases and days for which it is lent.
    pub(in crate::rules) fn condition(&self, model: &Model) -> Condition {
        let cases = self.delegation.when.condition();
        let days = LoanDays::of(model, self.delegation).zip(model.dimensions.date());
        days.map_or(cases.clone(), |(days, date)| cases.and(date.index(), days.selection()))
    }

    /// Whether the one who lends it surely has no say in it, in no case.
    pub(in crate::rules) fn is_of_nothing(&self, model: &Model) -> bool {
        let own = |answer: &Answer| has_a_say(model, answer, self.from.value);
        let stands_for_itself = |answer: &Answer| !answer.relatives().is_empty();
        let Some((answers, _)) = self.decision.in_full() else { return false };
        !self.decision.has_unread() && !answers.iter().any(|answer| own(answer) || stands_for_itself(answer))
    }

    /// A cover, the gaps of which are those cases of the loan, on its days, in which the answer `is_so`, without those of `but`; of cases in which
    /// nothing holds `is_so` is asked with `None`. `None` where it could not be read who decides.
    pub(in crate::rules) fn cases_where(
        &self,
        cx: &Context<'_>,
        is_so: impl Fn(Option<&Answer>) -> bool,
        but: &[&CaseSet],
    ) -> Option<Outcome<Coverage<()>>> {
        let date = cx.model.dimensions.date();
        let sets = self.decision.case_sets().chain([&self.delegation.when]).chain(but.iter().copied());
        let tells_days = |set: &CaseSet| date.is_some_and(|date| set.conditions.contains_key(&date));
        let by_day = date.filter(|_| sets.into_iter().any(tells_days));
        let on_any_day = by_day.and_then(|_| cx.model.authority_on_any_day(self.decision));
        let (answers, coverage) = match &on_any_day {
            Some(authority) => (authority.answers.as_slice(), &authority.coverage),
            None => self.decision.in_full().filter(|_| by_day.is_none())?,
        };
        let is_other = |number: Id<Answer>| (!is_so(answers.get(number.index()))).then_some(());
        let mut known = vec![self.beyond(cx, by_day, but)];
        if !is_so(None) {
            let space = coverage.cover.space();
            let gaps = coverage.cover.gaps(MOST, cx.budget()).into_found().found.into_iter();
            let gaps = gaps.map(|region| Piece { region, held: Held::one(()), origin: OriginId::NOWHERE });
            known.push(Cover::of_pieces(space.clone(), gaps.collect()));
        }
        let others = coverage.cover.renamed(is_other);
        let joined = known.iter().fold(Outcome::Proven(others), |joined, known| {
            let more = joined.found().joined(known, coverage.origins.len(), cx.budget());
            if joined.is_proven() { more } else { Outcome::Exhausted(more.into_found()) }
        });
        Some(joined.map(|cover| Coverage { cover, origins: coverage.origins.clone() }))
    }

    /// Covers the cases that are not lent, and those of `but`.
    fn beyond(&self, cx: &Context<'_>, by_day: Option<Id<Dimension>>, but: &[&CaseSet]) -> Cover<()> {
        let part = |when: Condition| Part { when, held: Held::one(()), origin: OriginId::NOWHERE };
        let all_but = |dimension: Id<Dimension>, lent: Selection| {
            part(Condition::always().and(dimension.index(), lent.complement()))
        };
        let lent = self.delegation.when.conditions.iter();
        let mut parts: Vec<Part<()>> = lent.map(|(dimension, lent)| all_but(*dimension, lent.clone())).collect();
        parts.extend(but.iter().map(|set| part(set.condition())));
        let Some(date) = by_day else { return Cover::layered(cx.model.dimensions.domains(), &parts, &[]) };
        let days = LoanDays::of(cx.model, self.delegation).map_or_else(|| Selection::numbers([]), LoanDays::selection);
        let to_come = Selection::numbers([Interval::ALL.at_least(day_number(cx.today))]);
        parts.push(all_but(date, days.and(to_come)));
        Cover::layered(cx.model.dimensions.on_any_day(), &parts, &[])
    }
}

/// Whether a role has a say in an answer: by itself, or by a seat on a body.
pub(in crate::rules) fn has_a_say(model: &Model, answer: &Answer, role: Id<Role>) -> bool {
    let sits = |body: Id<Role>| model.roles[body].body.is_some() && model.members(body).contains(&role);
    answer.roles().into_iter().any(|one| one == role || sits(one))
}

/// Whether the signature of the role alone is enough.
pub(in crate::rules) fn is_enough(answer: &Answer, role: Id<Role>) -> bool {
    matches!(answer.standing(role), Some(Standing::Alone | Standing::OneOfSeveral))
}

/// The cases in which a decision is lent to a role by others, who have a say in it or borrowed it themselves.
pub(in crate::rules) fn borrowed<'m>(cx: &Context<'m>, decision: &Decision, role: Id<Role>) -> Vec<&'m Delegation> {
    let model = cx.model;
    let lends = |delegation: &&Delegation, to: Id<Role>| {
        delegation.to.contains(to)
            && delegation.from.get().is_some_and(|from| from.value != to)
            && (delegation.named.is_empty()
                || delegation.named.ids().any(|named| std::ptr::eq(&model.decisions[named], decision)))
    };
    let to = |to: Id<Role>| model.delegations.iter().filter(move |delegation| lends(delegation, to));
    let has_own = |role: Id<Role>| decision.all_with_a_say().any(|own| own == role);
    let is_grounded = |first: &Delegation| {
        let mut passed = BTreeSet::from([role]);
        let mut open: Vec<Id<Role>> = first.from.get().map(|from| from.value).into_iter().collect();
        while let Some(lender) = open.pop() {
            if has_own(lender) || !cx.budget().spend(model.delegations.len()) {
                return true;
            }
            if passed.insert(lender) {
                open.extend(to(lender).filter_map(|delegation| Some(delegation.from.get()?.value)));
            }
        }
        false
    };
    to(role).filter(|delegation| is_grounded(delegation)).collect()
}
