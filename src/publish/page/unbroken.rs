//! Numbers that stay on one line.

/// A text in which no number is broken at the end of a line.
pub(super) fn unbroken(text: &str) -> String {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut before = None;
    let mut rest = text.chars();
    let mut unbroken = String::with_capacity(text.len());
    while let Some(c) = rest.next() {
        let is_in_number = c == ' ' && is_digit(before) && is_digit(rest.clone().next());
        unbroken.push(if is_in_number { '\u{a0}' } else { c });
        before = Some(c);
    }
    unbroken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_on_one_line() {
        assert_eq!(unbroken("50 000 < 金额 ≤ 1 000 000 CNY"), "50\u{a0}000 < 金额 ≤ 1\u{a0}000\u{a0}000 CNY");
    }
}
