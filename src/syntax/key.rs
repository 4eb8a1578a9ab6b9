//! The key or the word of the format that was meant by another.

use std::collections::HashMap;
use std::sync::LazyLock;

use toml_mistakes::{Entry, ValueKind};

use crate::nearest::{Nearest, nearest};

/// The key that was meant: the one that differs by letter case and by what stands between its words alone; or what people write for
/// (`name` for `title`); or the one of `keys` that is so near by spelling that it was surely meant. Keys of one letter are near to words
/// of one or two only.
#[must_use]
pub(super) fn nearest_key(written: &str, keys: &'static [&'static str]) -> Option<Nearest<&'static str>> {
    let surely = |word: &'static str| Some(Nearest { word, is_close: true, is_only: true });
    let word = even(written);
    if let Some(key) = keys.iter().find(|key| **key == word) {
        return surely(key);
    }
    match other_word(&word).map(|known| known.among(keys)).as_deref() {
        Some([key]) => return surely(key),
        Some([_, ..]) => return None,
        Some([]) | None => {}
    }
    let is_short = written.chars().count() <= 2;
    let near = nearest(&word, keys.iter().copied().filter(|key| is_short || key.len() > 1));
    near.filter(|near| near.is_close && !is_other_key(&word, near.word))
}

/// The keys between which a word leaves the choice, since people write it for each of them.
#[must_use]
pub(super) fn either_key(written: &str, keys: &'static [&'static str]) -> Vec<&'static str> {
    let meant = other_word(&even(written)).map(|known| known.among(keys)).unwrap_or_default();
    if meant.len() > 1 { meant } else { Vec::new() }
}

/// What to say of a word that has no place in the format.
#[must_use]
pub(super) fn no_place(written: &str) -> Option<&'static str> {
    match other_word(&even(written))? {
        OtherWord::NoPlace(why) => Some(why),
        OtherWord::Means(_) => None,
    }
}

/// The tables in which a key belongs that is no slip for another one, wherever it is written.
#[must_use]
pub(super) fn home_of(written: &str) -> Option<&'static str> {
    (written == "when").then_some("a case (`[[….cases]]`), in what is added (`[[….also]]`), or in `[[impossible]]`")
}

/// The key for the day that stands where a role is due: `from = 2026-07-01` of what is lent.
#[must_use]
pub(super) fn day_key(entry: Entry<'_>, keys: &'static [&'static str]) -> Option<&'static str> {
    let is_day = matches!(entry.value().kind(), ValueKind::Datetime(_)) && keys.contains(&"valid-from");
    match entry.key() {
        "from" if is_day => Some("valid-from"),
        "to" if is_day => Some("valid-until"),
        _ => None,
    }
}

/// A word as keys are written: in lower case, with `-` between its parts.
#[must_use]
pub(super) fn even(written: &str) -> String {
    let mut even = String::with_capacity(written.len());
    let mut after_lower = false;
    for c in written.trim().chars() {
        let is_between = c == '_' || c == '-' || c.is_whitespace();
        if (is_between || (after_lower && c.is_uppercase())) && !even.ends_with('-') {
            even.push('-');
        }
        if !is_between {
            even.extend(c.to_lowercase());
        }
        after_lower = c.is_lowercase();
    }
    even
}

/// Whether the word is a key that stands elsewhere, and so no slip for this one; what is singular there may be plural here.
fn is_other_key(word: &str, key: &str) -> bool {
    let is_number_of = |one: &str, more: &str| {
        more.strip_suffix('s') == Some(one)
            || more.strip_suffix("ies").is_some_and(|stem| one.strip_suffix('y') == Some(stem))
    };
    ELSEWHERE.contains(&word) && !is_number_of(word, key) && !is_number_of(key, word)
}

/// Keys that look like those of other tables.
const ELSEWHERE: &[&str] = &["rules", "given", "role", "unit", "until", "reason", "owner", "body", "target", "alert"];

/// What people write for something else.
#[derive(Debug)]
enum OtherWord {
    /// It stands for the first of these that may stand there, or for each of them that people use it for.
    Means(Vec<Sense>),
    /// There is no place for it.
    NoPlace(&'static str),
}

/// One meaning of a word.
#[derive(Debug, Clone, Copy)]
struct Sense {
    key: &'static str,
    /// Whether it is what a letter means, and no key.
    is_letter: bool,
    /// Whether the word has other meanings in the same place.
    is_one_of_several: bool,
}

impl Sense {
    fn read(written: &'static str) -> Self {
        let (written, is_one_of_several) = written.strip_suffix('?').map_or((written, false), |key| (key, true));
        let letter = written.strip_prefix("letter:");
        Self { key: letter.unwrap_or(written), is_letter: letter.is_some(), is_one_of_several }
    }
}

impl OtherWord {
    /// What it stands for among these: one, or several between which it leaves the choice.
    fn among(&self, keys: &'static [&'static str]) -> Vec<&'static str> {
        let Self::Means(senses) = self else { return Vec::new() };
        let are_letters = keys.contains(&"signs-off");
        let here: Vec<&Sense> =
            senses.iter().filter(|sense| sense.is_letter == are_letters && keys.contains(&sense.key)).collect();
        let most = if here.iter().all(|sense| sense.is_one_of_several) { here.len() } else { 1 };
        here.into_iter().take(most).map(|sense| sense.key).collect()
    }
}

fn other_word(word: &str) -> Option<&'static OtherWord> {
    static WORDS: LazyLock<HashMap<&str, OtherWord>> = LazyLock::new(|| lines().collect());
    WORDS.get(word)
}

/// The words and what they stand for.
fn lines() -> impl Iterator<Item = (&'static str, OtherWord)> {
    let lines = include_str!("words.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| match line.split_once(" = ") {
        Some((word, senses)) => Some((word, OtherWord::Means(senses.split(' ').map(Sense::read).collect()))),
        None => line.split_once(" ! ").map(|(word, why)| (word, OtherWord::NoPlace(why))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEP: &[&str] = &["decides", "at-most", "below", "at-least", "above", "agrees", "reviews", "files-with"];
    const LETTERS: &[&str] = &[
        "responsible",
        "accountable",
        "supports",
        "verifies",
        "signs-off",
        "recommends",
        "agrees",
        "consulted",
        "informed",
    ];

    fn meant(written: &str, keys: &'static [&'static str]) -> Option<&'static str> {
        nearest_key(written, keys).map(|near| near.word)
    }

    #[test]
    fn one_letter_is_not_near_to_a_word() {
        let key = |written| meant(written, &["name", "A", "C", "R"]);
        assert_eq!(key("cause-of"), None);
        assert_eq!(key("r"), Some("R"));
        assert_eq!(key("Title"), Some("name"));
    }

    #[test]
    fn bounds_point_the_way_that_they_are_read() {
        for (key, words) in [
            ("at-most", "max up to|up_to|upTo|limit|bis|Höchstens|<=|以下|不超过|以内|不高于|最多|上限"),
            ("below", "less than|under|<|unter|不满|低于|小于|不足"),
            ("at-least", "min|minimum|no less than|ab|mindestens|>=|以上|不低于|不少于|至少|下限|起"),
            ("above", "more than|over|>|über|超过|高于|大于|超出"),
        ] {
            for word in words.replace("max up", "max|up").split('|') {
                assert_eq!(meant(word, STEP), Some(key), "{word}");
            }
        }
    }

    #[test]
    fn words_stand_for_what_they_mean_where_they_stand() {
        for (word, in_a_step, as_a_letter) in [
            ("执行", None, Some("responsible")),
            ("当责", None, Some("accountable")),
            ("批准", Some("decides"), Some("accountable")),
            ("审批", Some("decides"), Some("accountable")),
            ("决定", Some("decides"), None),
            ("会签", Some("agrees"), Some("agrees")),
            ("备案", Some("files-with"), None),
            ("审核", Some("reviews"), Some("verifies")),
            ("咨询", None, Some("consulted")),
            ("知会", None, Some("informed")),
            ("signs", Some("agrees"), Some("signs-off")),
            ("approver", Some("decides"), Some("accountable")),
            ("Entscheider", Some("decides"), None),
            ("负责", None, None),
        ] {
            assert_eq!((meant(word, STEP), meant(word, LETTERS)), (in_a_step, as_a_letter), "{word}");
        }
        assert_eq!(either_key("负责", LETTERS), ["responsible", "accountable"]);
        assert_eq!(either_key("verantwortlich", LETTERS), ["responsible", "accountable"]);
        assert!(either_key("approver", LETTERS).is_empty());
    }

    #[test]
    fn a_key_of_another_table_is_no_slip() {
        assert_eq!(meant("rules", &["roles", "stages"]), None);
        assert_eq!(meant("role", &["roles", "stages"]), Some("roles"));
        assert_eq!(meant("rolse", &["roles", "stages"]), Some("roles"));
        assert_eq!(no_place("E-Mail"), Some("there is no place for an address here: keep it in a comment"));
    }

    #[test]
    fn each_word_stands_once_and_is_written_as_it_is_looked_for() {
        let words: Vec<&str> = lines().map(|(word, _)| word).collect();
        let each: std::collections::BTreeSet<&str> = words.iter().copied().collect();
        assert_eq!(each.len(), words.len());
        assert!(words.iter().all(|word| even(word) == *word), "{:?}", words.iter().find(|word| even(word) != **word));
    }
}
