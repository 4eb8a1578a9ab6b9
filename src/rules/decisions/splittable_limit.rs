//! Rule `splittable-limit`.

use std::collections::BTreeSet;
use std::ops::Bound;

use case_space::{Course, Domain, Following, Interval, Number, Reach, Sought, Way};

use crate::finding::Finding;
use crate::meant::adds_up;
use crate::model::{Also, Answer, Decision, Dimension, Id, Limit, Manner};
use crate::rules::rule::rule;
use crate::rules::support::ascent::{Ascent, Picked, Stretches, ascents, neighbours};
use crate::rules::support::money::is_money;
use crate::rules::support::regions::MOST;
use crate::rules::{Context, Found};
use crate::subject::Text;
use crate::syntax::Located;

rule! {
    /// A limit on money that nothing adds up over, so that an order can be split under it.
    ///
    /// # Why it matters
    /// An order of 90 000 that needs the director becomes two of 45 000 that do not (拆单, 化整为零). Authority schedules therefore say over
    /// what related amounts add up: per customer and quarter, per contract with its amendments. Tools cannot see how orders are counted,
    /// so the matrix has to say it.
    ///
    /// # Example
    /// ```toml
    /// [dimensions.amount]
    /// unit = "CNY"
    /// at-least = 0
    ///
    /// [decisions.accept-order]
    /// activity = "make-offer"
    /// measure = "amount"
    /// limits = [
    ///   { decides = "manager", at-most = 50_000 },
    ///   { decides = "director" },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   activity = "make-offer"
    /// + per = "customer per quarter"
    ///   measure = "amount"
    /// ```
    ///
    /// # Silent when
    /// The number is no money: its unit is neither an ISO 4217 code nor 元 or a multiple of it. The measure takes more authority as it
    /// falls, so that smaller parts are no way around it; or the answer, with what `also` adds, is the same on both sides of every limit.
    /// The measure's own end is no limit. `per` counts as said unless it names the request itself (`order`, `invoice`, `each`, 单笔, 每单 …)
    /// or nothing (`n/a`, 无).
    "splittable-limit", Info, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let per = decision.per.get();
    let is_per_request = decision.per.is_absent() || per.is_some_and(|per| !adds_up(&per.value));
    let Some((_, coverage)) = decision.in_full().filter(|_| is_per_request) else { return };
    for ascent in ascents(cx.model, decision).filter(|ascent| is_money(ascent.measure) && ascent.heavier() == Way::Up) {
        let mut changes = where_it_changes(cx, Ascent { coverage, ..ascent });
        changes.extend(decision.also.iter().flat_map(|also| where_it_adds(also, ascent.number)));
        let own = || written(decision).filter(|limit| limit.measure.index() == ascent.number);
        let tells_apart = |limit: &Limit| {
            limit.number().is_some_and(|number| changes.contains(number) && !is_an_end(ascent.measure, number))
        };
        let lowest = own()
            .filter(tells_apart)
            .min_by(|one, other| (one.number(), one.place).cmp(&(other.number(), other.place)));
        if let Some(limit) = lowest {
            found.add(splittable(found, ascent, &limit, per));
        }
    }
}

/// The limits within which something answers or is added.
fn written(decision: &Decision) -> impl Iterator<Item = Limit> {
    let of_steps = decision.ladders().flat_map(|ladder| ladder.steps.iter().filter_map(|step| ladder.limit(step)));
    let cases = decision.cases.iter().map(|case| &case.when);
    let sets = cases.chain(decision.also.iter().map(|also| &also.when));
    of_steps.chain(sets.flat_map(|when| when.limits.iter().cloned()))
}

/// The numbers across which, all else alike, the answer changes, with what is added to it.
fn where_it_changes(cx: &Context<'_>, ascent: Ascent<'_>) -> BTreeSet<Number> {
    let course = Course { dimension: ascent.number, way: Way::Up, reach: Reach::Next };
    let cover = &ascent.coverage.cover;
    let followings = cover.followings(course, Sought::AnyTwo, changes, MOST, cx.budget()).into_found();
    let lower_end = |following: &Following<Id<Answer>>| low(&cover.space().hull(&following.region, ascent.number)?);
    followings.found.iter().filter_map(lower_end).collect()
}

/// The numbers from which on somebody is asked, told or else has a part in it who does not sign: that is no other answer.
fn where_it_adds(also: &Also, measure: usize) -> impl Iterator<Item = Number> {
    let has_more = Manner::ALL.iter().any(|manner| *manner != Manner::Agrees && !also.beside.list(*manner).is_empty());
    let limits = also.when.limits.iter().filter(move |limit| has_more && limit.measure.index() == measure);
    limits.filter_map(|limit| low(&limit.within))
}

/// The number at which it begins.
fn low(interval: &Interval) -> Option<Number> {
    match interval.low() {
        Bound::Included(number) | Bound::Excluded(number) => Some(number.clone()),
        Bound::Unbounded => None,
    }
}

/// Whether the number is the first or the last that the measure has, or lies beyond.
fn is_an_end(measure: &Dimension, number: &Number) -> bool {
    let Some(Domain::Numbers(numbers)) = &measure.domain else { return false };
    !numbers.any_in(&Interval::ALL.below(number.clone())) || !numbers.any_in(&Interval::ALL.above(number.clone()))
}

/// The neighbours in each of which another answer holds alone.
fn changes(stretches: &Stretches) -> Picked {
    let differ = neighbours(stretches).filter(|[(_, one), (_, other)]| one != other);
    differ.map(|both| both.map(|(number, _)| number).into()).collect()
}

fn splittable(found: &Found, ascent: Ascent<'_>, limit: &Limit, per: Option<&Located<Text>>) -> Finding {
    let id = &ascent.decision.id;
    let message =
        format!("a limit of `{id}` holds for each case alone: what is above it can be split into several below");
    let finding = found
        .finding(ascent.decision.subject(), limit.place, message)
        .label("the lowest limit")
        .help("say over what amounts add up, such as `per = \"customer per quarter\"`");
    finding.also_each(per.map(|per| (per.place, "nothing adds up over this")))
}
