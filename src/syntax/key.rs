//! The key or the word of the format that was meant by another.

use crate::nearest::{Nearest, nearest};

/// The key that was meant: the nearest of `keys`, or the one that is written for another word (`name` for `title`). Keys of one letter
/// are near to words of one or two only.
#[must_use]
pub(super) fn nearest_key(written: &str, keys: &'static [&'static str]) -> Option<Nearest<&'static str>> {
    let word = written.to_lowercase();
    let meant = OTHER_WORDS.iter().filter(|(other, _)| *other == word).map(|(_, key)| *key);
    if let Some(word) = meant.into_iter().find(|key| keys.contains(key)) {
        return Some(Nearest { word, is_close: true, is_only: true });
    }
    let is_short = written.chars().count() <= 2;
    nearest(written, keys.iter().copied().filter(|key| is_short || key.len() > 1))
}

/// The tables in which a key belongs that is no slip for another one, wherever it is written.
#[must_use]
pub(super) fn home_of(written: &str) -> Option<&'static str> {
    (written == "when").then_some("a case (`[[….cases]]`), in what is added (`[[….also]]`), or in `[[impossible]]`")
}

/// Words that people write for keys and words of the format.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("approver", "accountable"),
    ("approves", "accountable"),
    ("contributor", "consulted"),
    ("contributes", "consulted"),
    ("support", "supports"),
    ("verifier", "verifies"),
    ("signs", "signs-off"),
    ("drives", "responsible"),
    ("driver", "responsible"),
    ("performs", "responsible"),
    ("does", "responsible"),
    ("执行", "responsible"),
    ("批准", "accountable"),
    ("审批", "accountable"),
    ("支持", "supports"),
    ("验证", "verifies"),
    ("签核", "signs-off"),
    ("提议", "recommends"),
    ("会签", "agrees"),
    ("咨询", "consulted"),
    ("知会", "informed"),
    ("decider", "decides"),
    ("approver", "decides"),
    ("manager", "reports-to"),
    ("superior", "reports-to"),
    ("max", "at-most"),
    ("maximum", "at-most"),
    ("up-to", "at-most"),
    ("less-than", "below"),
    ("min", "at-least"),
    ("minimum", "at-least"),
    ("more-than", "above"),
    ("greater-than", "above"),
    ("gt", "above"),
    ("gte", "at-least"),
    ("ge", "at-least"),
    ("lt", "below"),
    ("lte", "at-most"),
    ("le", "at-most"),
    ("title", "name"),
    ("artifact", "artefact"),
    ("warn", "warning"),
    ("deny", "error"),
    ("allow", "off"),
    ("note", "info"),
    ("up", "upward"),
    ("down", "downward"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_is_not_near_to_a_word() {
        let key = |written| nearest_key(written, &["name", "A", "C", "R"]).map(|near| (near.word, near.is_close));
        assert_eq!(key("colour"), Some(("name", false)));
        assert_eq!(key("r"), Some(("R", true)));
        assert_eq!(key("Title"), Some(("name", true)));
    }
}
