//! The number that a text means which stands where a number belongs: `"200,000"`, `"20万"`, `"> 5000"`.

use case_space::Number;

use crate::meant::{Figures, quantity};

/// Signs that stand for a bound, the longer ones first, and the key that says it.
const BOUNDS: [(&str, &str); 6] =
    [(">=", "at-least"), ("≥", "at-least"), ("<=", "at-most"), ("≤", "at-most"), (">", "above"), ("<", "below")];

/// How to write the number, or the bound, that a text means. `None` where it means none.
#[must_use]
pub fn number_meant(text: &str) -> Option<String> {
    let text = text.trim();
    let bound = BOUNDS.iter().find_map(|(sign, key)| Some((text.strip_prefix(sign)?, *key)));
    let (text, key) = bound.map_or((text, None), |(text, key)| (text, Some(key)));
    let written = |number: &Number| {
        let number = number.grouped().replace(' ', "_");
        key.map_or_else(|| format!("`{number}`"), |key| format!("`{{ {key} = {number} }}`"))
    };
    let numbers: Vec<_> = numbers(text)?.iter().map(written).collect();
    let what = if key.is_some() { "the bound as" } else { "the number without quotes:" };
    Some(format!("write {what} {}", numbers.join(" or ")))
}

/// Whether a number is written so that its point may stand between thousands: with exactly three digits after it, and nothing else that
/// groups them.
#[must_use]
pub(super) fn in_threes(written: &str) -> bool {
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = written.strip_prefix(['+', '-']).unwrap_or(written);
    unsigned.split_once('.').is_some_and(|(whole, rest)| are_digits(whole) && are_digits(rest) && rest.len() == 3)
}

/// The numbers of money, of per cent or of nothing that a text means: one, or two where that is not plain.
fn numbers(text: &str) -> Option<Vec<Number>> {
    let quantity = quantity(text).filter(|quantity| quantity.of.is_of_nothing() || quantity.of.is_usual())?;
    Some(match quantity.figures.scaled(&quantity.of.scale) {
        Figures::Doubtful { thousands, point: false, .. } => vec![thousands],
        figures => figures.numbers(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_write_them() {
        for (written, help) in [
            ("200,000", "write the number without quotes: `200_000`"),
            ("20万", "write the number without quotes: `200_000`"),
            ("1.25万元", "write the number without quotes: `12_500`"),
            ("1.23456万", "write the number without quotes: `12_345.6`"),
            ("¥ 5 000", "write the number without quotes: `5_000`"),
            ("7.5 %", "write the number without quotes: `7.5`"),
            ("> 5000", "write the bound as `{ above = 5_000 }`"),
            ("≤50k", "write the bound as `{ at-most = 50_000 }`"),
            ("1.500", "write the number without quotes: `1_500` or `1.5`"),
            ("1,5", "write the number without quotes: `1.5`"),
        ] {
            assert_eq!(number_meant(written).as_deref(), Some(help), "{written}");
        }
    }

    #[test]
    fn what_may_mean_something_else_means_nothing() {
        for written in ["", ">", "many", "5-10", "1.2.3", "万", ".5", "5 kg"] {
            assert_eq!(number_meant(written), None, "{written}");
        }
    }
}
