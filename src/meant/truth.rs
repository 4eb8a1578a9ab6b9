//! Yes and no as people write them.

use super::spelling::plain;

/// Whether a text says yes; `None` where it says neither yes nor no.
#[must_use]
pub fn truth(text: &str) -> Option<bool> {
    let text = plain(text);
    let is_among = |words: &str| words.split(' ').any(|word| word == text);
    if is_among("true yes y on ja j wahr an 1 x ✓ ✔ ☑ 是 对 有 真 需要 必须 required") {
        return Some(true);
    }
    is_among("false no n off nein falsch aus 0 ✗ ✘ ☐ 否 不 不是 没有 无 假 不需要").then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_said_in_three_languages() {
        assert!(["yes", "Ja", "是", "True", "ＹＥＳ", "1"].into_iter().all(|text| truth(text) == Some(true)));
        assert!(["no", "Nein", "否", "FALSE", "0"].into_iter().all(|text| truth(text) == Some(false)));
        assert!(["", "maybe", "-"].into_iter().all(|text| truth(text).is_none()));
    }
}
