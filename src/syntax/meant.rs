//! The number that a text means which stands where a number belongs: `"200,000"`, `20万`, `> 5000`, `50.000,00`.

use case_space::Number;

use crate::meant::{Figures, Quantity, plain, quantity};

/// A bound, by the key that says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bound(&'static str);

impl Bound {
    /// The key that says it.
    #[must_use]
    pub(super) const fn key(self) -> &'static str {
        self.0
    }
}

/// Signs and words that stand for a bound, the longer ones first, and the key that says it.
const BOUNDS: [(&str, &str); 37] = [
    (">=", "at-least"),
    ("=>", "at-least"),
    ("≥", "at-least"),
    ("<=", "at-most"),
    ("=<", "at-most"),
    ("≤", "at-most"),
    (">", "above"),
    ("＞", "above"),
    ("<", "below"),
    ("＜", "below"),
    ("at least ", "at-least"),
    ("min. ", "at-least"),
    ("min ", "at-least"),
    ("mindestens ", "at-least"),
    ("mind. ", "at-least"),
    ("ab ", "at-least"),
    ("from ", "at-least"),
    ("至少", "at-least"),
    ("不少于", "at-least"),
    ("不低于", "at-least"),
    ("at most ", "at-most"),
    ("max. ", "at-most"),
    ("max ", "at-most"),
    ("up to ", "at-most"),
    ("höchstens ", "at-most"),
    ("maximal ", "at-most"),
    ("bis zu ", "at-most"),
    ("bis ", "at-most"),
    ("不超过", "at-most"),
    ("不高于", "at-most"),
    ("至多", "at-most"),
    ("above ", "above"),
    ("over ", "above"),
    ("more than ", "above"),
    ("über ", "above"),
    ("mehr als ", "above"),
    ("超过", "above"),
];

/// The same of what is less.
const BELOW: [&str; 7] = ["below ", "under ", "less than ", "unter ", "weniger als ", "低于", "少于"];

/// What a text means that stands in place of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MeantNumber {
    /// The bound, where it says one.
    pub bound: Option<Bound>,
    /// The number as it is to be written; several where it is not plain which is meant, the likeliest first.
    pub numbers: Vec<String>,
    /// Whether nothing else can be meant.
    pub is_safe: bool,
}

/// The number, or the bound, that a text means, where numbers are counted in `units`; `None` where it means none.
#[must_use]
pub(super) fn meant_number(text: &str, units: &[String]) -> Option<MeantNumber> {
    let text = text.trim();
    let (text, bound) = without_bound(text);
    let text = text.trim_matches(['"', '\'']).trim_end_matches(['.', ';']).trim();
    let without_cents =
        [",--", ",-", ",–", ",—"].iter().fold(text.to_owned(), |text, cents| text.replace(cents, ",00"));
    let quantity = quantity(without_cents.trim())?;
    let figures = counted(&quantity, units)?;
    let (numbers, is_doubtful) = match &figures {
        Figures::Doubtful { thousands, point: false, .. } => (vec![thousands.clone()], true),
        figures => (figures.numbers(), !matches!(figures, Figures::Plain(_))),
    };
    let is_known = quantity.of.is_of_nothing() || !units.is_empty();
    Some(MeantNumber {
        bound,
        numbers: numbers.iter().map(grouped).collect(),
        is_safe: is_known && !is_doubtful && bound.is_none(),
    })
}

/// A number as it is to be written.
#[must_use]
pub fn grouped(number: &Number) -> String {
    number.grouped().replace(' ', "_")
}

/// How to write the number, or the bound, that a text means. `None` where it means none.
#[must_use]
pub fn number_meant(text: &str) -> Option<Vec<String>> {
    let meant = meant_number(text, &[])?;
    let written = |number: &String| {
        meant.bound.map_or_else(|| number.clone(), |bound| format!("{{ {} = {number} }}", bound.key()))
    };
    Some(meant.numbers.iter().map(written).collect())
}

/// Whether a text says that there is no bound.
pub(super) fn is_unlimited(text: &str) -> bool {
    let text = plain(text);
    let words = "inf +inf infinity infinite unlimited unbounded unbegrenzt unbeschränkt grenzenlos ohne beliebig ∞ 无限 不限 无上限 无限制 \
                 none null nil - – — -- max any open offen kein keine n/a 无";
    let phrases =
        ["", "no limit", "without limit", "kein limit", "ohne limit", "ohne grenze", "nach oben offen", "keine grenze"];
    words.split(' ').any(|word| word == text) || phrases.contains(&text.as_str())
}

/// Whether a text begins with the sign of a bound.
pub(super) fn begins_with_bound(text: &str) -> bool {
    text.trim_start().starts_with(['<', '>', '≤', '≥', '＜', '＞'])
}

fn without_bound(text: &str) -> (&str, Option<Bound>) {
    let lower = text.to_lowercase();
    let of = |sign: &str| lower.starts_with(sign).then(|| text.get(sign.len()..)).flatten();
    let bound = BOUNDS.iter().find_map(|(sign, key)| Some((of(sign)?, Bound(key))));
    let bound = bound.or_else(|| BELOW.iter().find_map(|word| Some((of(word)?, Bound("below")))));
    let behind = || {
        let ends = [("以下", "at-most"), ("以内", "at-most"), ("以上", "at-least"), ("+", "at-least")];
        ends.iter().find_map(|(end, key)| Some((text.strip_suffix(end)?, Bound(key))))
    };
    bound.or_else(behind).map_or((text, None), |(rest, bound)| (rest.trim(), Some(bound)))
}

/// The digits of a quantity in one of the units, where it comes to the same in all in which it can be counted.
fn counted(quantity: &Quantity, units: &[String]) -> Option<Figures> {
    let alone = || quantity.figures.scaled(&quantity.of.scale);
    let mut counted: Vec<Figures> = Vec::new();
    for unit in units {
        if let Some(figures) = quantity.counted_in(Some(unit))
            && !counted.contains(&figures)
        {
            counted.push(figures);
        }
    }
    match counted.as_slice() {
        [one] => Some(one.clone()),
        [] if quantity.of.is_of_nothing() => Some(alone()),
        [] if quantity.of.is_percent() => Some(alone()),
        [] if units.is_empty() && quantity.of.is_usual() => Some(alone()),
        _ => None,
    }
}

/// Whether a number is written so that its point may stand between thousands: with exactly three digits after it, and nothing else that
/// groups them.
#[must_use]
pub(super) fn in_threes(written: &str) -> bool {
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = written.strip_prefix(['+', '-']).unwrap_or(written);
    unsigned.split_once('.').is_some_and(|(whole, rest)| are_digits(whole) && are_digits(rest) && rest.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_write_them() {
        for (written, meant) in [
            ("200,000", "200_000"),
            ("20万", "200_000"),
            ("1.25万元", "12_500"),
            ("1.23456万", "12_345.6"),
            ("¥ 5 000", "5_000"),
            ("7.5 %", "7.5"),
            ("50.000,00", "50_000"),
            ("50.000,- €", "50_000"),
            ("> 5000", "{ above = 5_000 }"),
            ("≤50k", "{ at-most = 50_000 }"),
            ("mindestens 95 %", "{ at-least = 95 }"),
            ("unter 5", "{ below = 5 }"),
            ("5万以下", "{ at-most = 50_000 }"),
            ("1.500", "1_500 or 1.5"),
            ("1,5", "1.5"),
        ] {
            assert_eq!(number_meant(written).map(|meant| meant.join(" or ")).as_deref(), Some(meant), "{written}");
        }
    }

    #[test]
    fn what_may_mean_something_else_means_nothing() {
        for written in ["", ">", "many", "5-10", "1.2.3", "万", ".5", "5 kg"] {
            assert_eq!(number_meant(written), None, "{written}");
        }
    }

    #[test]
    fn another_currency_is_no_number_and_another_unit_is_counted() {
        let meant = |text: &str, units: &[&str]| {
            let units: Vec<String> = units.iter().map(|unit| (*unit).to_owned()).collect();
            meant_number(text, &units).map(|meant| (meant.numbers.join(" or "), meant.is_safe))
        };
        assert_eq!(meant("50000 EUR", &["EUR", "%"]), Some(("50_000".to_owned(), true)));
        assert_eq!(meant("50000 USD", &["EUR", "%"]), None);
        assert_eq!(meant("50000元", &["万元"]), Some(("5".to_owned(), true)));
        assert_eq!(meant("50000元", &["万元", "CNY"]), None, "nobody knows which");
        assert_eq!(meant("50.000", &["EUR"]), Some(("50_000 or 50".to_owned(), false)));
        assert_eq!(meant("50,000", &["EUR"]), Some(("50_000".to_owned(), false)));
    }
}
