//! The number that a text means which stands where a number belongs: `"200,000"`, `"20万"`, `"> 5000"`.

use case_space::Number;

/// Signs that stand for a bound, the longer ones first, and the key that says it.
const BOUNDS: [(&str, &str); 6] =
    [(">=", "at-least"), ("≥", "at-least"), ("<=", "at-most"), ("≤", "at-most"), (">", "above"), ("<", "below")];

/// Words behind a number that multiply it, and by how many tens.
const TIMES: [(&str, usize); 6] = [("千", 3), ("万", 4), ("萬", 4), ("亿", 8), ("億", 8), ("k", 3)];

/// How to write the number, or the bound, that a text means. `None` where it means none.
#[must_use]
pub fn number_meant(text: &str) -> Option<String> {
    let text = text.trim();
    let bound = BOUNDS.iter().find_map(|(sign, key)| Some((text.strip_prefix(sign)?, *key)));
    let (amount, key) = bound.map_or((text, None), |(amount, key)| (amount, Some(key)));
    let number = plain(amount)?.parse::<Number>().ok()?.grouped().replace(' ', "_");
    Some(match key {
        Some(key) => format!("write the bound as `{{ {key} = {number} }}`"),
        None => format!("write the number without quotes: `{number}`"),
    })
}

/// The digits alone of an amount as people write it.
fn plain(amount: &str) -> Option<String> {
    let amount = amount.trim().trim_start_matches(['¥', '￥', '$', '€', '£']).trim_end_matches(['元', '圆', '%', '％']);
    let amount = amount.trim();
    let times = TIMES.iter().find_map(|(word, tens)| Some((amount.strip_suffix(word)?, *tens)));
    let (digits, tens) = times.unwrap_or((amount, 0));
    let (whole, part) = digits.trim().split_once('.').unwrap_or((digits.trim(), ""));
    let whole = without_groups(whole)?;
    if !part.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let behind: String = part.chars().chain(std::iter::repeat('0')).take(tens).collect();
    let rest: String = part.chars().skip(tens).collect();
    Some(if rest.is_empty() { whole + &behind } else { format!("{whole}{behind}.{rest}") })
}

/// Digits without the marks between groups of three.
fn without_groups(whole: &str) -> Option<String> {
    let mut groups = whole.split([',', '，', '_', ' ', '\'']);
    let mut digits = groups.next().filter(|first| !first.is_empty())?.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    digits.chars().all(|c| c.is_ascii_digit()).then_some(digits)
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
        ] {
            assert_eq!(number_meant(written).as_deref(), Some(help), "{written}");
        }
    }

    #[test]
    fn what_may_mean_something_else_means_nothing() {
        for written in ["", ">", "1,5", "many", "5-10", "1.2.3", "万", "0x10", ".5"] {
            assert_eq!(number_meant(written), None, "{written}");
        }
    }
}
