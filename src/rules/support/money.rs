//! Is it money, and how finely is it counted?

use iso_currency::Currency;

use crate::model::Dimension;

/// Whether the number is money: its unit is an ISO 4217 code, or yuan as Chinese counts them.
pub(in crate::rules) fn is_money(measure: &Dimension) -> bool {
    measure.unit.as_ref().is_some_and(|unit| is_currency(unit))
}

/// How many decimal places of the number there are, where it is money counted one by one; `None` where that is not known.
pub(in crate::rules) fn places_of_money(measure: &Dimension) -> Option<i64> {
    let unit = measure.unit.as_ref()?;
    let code = if matches!(unit.as_str(), "元" | "人民币元") { "CNY" } else { unit.as_str() };
    Currency::from_code(code)?.exponent().map(i64::from)
}

/// Whether a unit is an ISO 4217 code, or yuan as Chinese counts them: 元, 万元, 亿元, 人民币百万元.
fn is_currency(unit: &str) -> bool {
    let yuan = unit.strip_prefix("人民币").unwrap_or(unit).strip_suffix('元');
    let counts = |many: &str| many.chars().all(|c| matches!(c, '十' | '百' | '千' | '万' | '亿'));
    Currency::from_code(unit).is_some() || yuan.is_some_and(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_told_from_other_units() {
        for money in ["CNY", "EUR", "JPY", "元", "万元", "百万元", "亿元", "人民币元", "人民币万元"] {
            assert!(is_currency(money), "{money}");
        }
        for other in ["", "%", "days", "天", "cny", "CNY/t", "人民币", "折", "万", "单元"] {
            assert!(!is_currency(other), "{other}");
        }
    }
}
