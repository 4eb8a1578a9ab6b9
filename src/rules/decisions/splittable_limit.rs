//! Rule `splittable-limit`.

use std::collections::BTreeSet;
use std::ops::Bound;

use case_space::{Course, Following, Number, Reach, Sought, Way};
use iso_currency::Currency;

use crate::finding::Finding;
use crate::model::{Answer, Decision, Dimension, Id, Limit};
use crate::rules::rule::rule;
use crate::rules::support::ascent::{Ascent, Picked, Stretches, ascents, neighbours};
use crate::rules::support::regions::MOST;
use crate::rules::{Context, Found};
use crate::subject::Text;

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
    /// falls, so that smaller parts are no way around it; or the answer is the same on both sides of every limit.
    "splittable-limit", Info, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    // where every answer is the same, nothing is won by splitting
    if !decision.per.is_absent() || decision.answers.len() < 2 {
        return;
    }
    for ascent in ascents(cx.model, decision).filter(|ascent| is_money(ascent.measure) && ascent.heavier() == Way::Up) {
        let changes = where_it_changes(cx, ascent);
        let own = decision.limits().filter(|limit| limit.measure.index() == ascent.number);
        let tells_apart = own.filter(|limit| limit.number().is_some_and(|number| changes.contains(number)));
        let lowest = tells_apart.min_by(|one, other| (one.number(), one.place).cmp(&(other.number(), other.place)));
        if let Some(limit) = lowest {
            found.add(splittable(found, ascent, &limit));
        }
    }
}

/// The numbers across which, all else alike, the answer changes.
fn where_it_changes(cx: &Context<'_>, ascent: Ascent<'_>) -> BTreeSet<Number> {
    let course = Course { dimension: ascent.number, way: Way::Up, reach: Reach::Next };
    let cover = &ascent.coverage.cover;
    let followings = cover.followings(course, Sought::AnyTwo, changes, MOST, cx.budget()).into_found();
    let lower_end =
        |following: &Following<Id<Answer>>| match cover.space().hull(&following.region, ascent.number)?.low() {
            Bound::Included(number) | Bound::Excluded(number) => Some(number.clone()),
            Bound::Unbounded => None,
        };
    followings.found.iter().filter_map(lower_end).collect()
}

/// The neighbours in each of which another answer holds alone.
fn changes(stretches: &Stretches) -> Picked {
    let differ = neighbours(stretches).filter(|[(_, one), (_, other)]| one != other);
    differ.map(|both| both.map(|(number, _)| number).into()).collect()
}

fn is_money(measure: &Dimension) -> bool {
    measure.unit.as_ref().is_some_and(is_currency)
}

/// Whether a unit is an ISO 4217 code, or yuan as Chinese counts them: 元, 万元, 亿元, 人民币百万元.
fn is_currency(unit: &Text) -> bool {
    let yuan = unit.strip_prefix("人民币").unwrap_or(unit).strip_suffix('元');
    let counts = |many: &str| many.chars().all(|c| matches!(c, '十' | '百' | '千' | '万' | '亿'));
    Currency::from_code(unit).is_some() || yuan.is_some_and(counts)
}

fn splittable(found: &Found, ascent: Ascent<'_>, limit: &Limit) -> Finding {
    let id = &ascent.decision.id;
    let message =
        format!("a limit of `{id}` holds for each case alone: what is above it can be split into several below");
    found
        .finding(ascent.decision.subject(), limit.place, message)
        .label("the lowest limit")
        .help("say over what amounts add up, such as `per = \"customer per quarter\"`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_told_from_other_units() {
        for money in ["CNY", "EUR", "JPY", "元", "万元", "百万元", "亿元", "人民币元", "人民币万元"] {
            assert!(is_currency(&money.into()), "{money}");
        }
        for other in ["", "%", "days", "天", "cny", "CNY/t", "人民币", "折", "万", "单元"] {
            assert!(!is_currency(&other.into()), "{other}");
        }
    }
}
