//! What text looks like to a reader: letter case, width, script variants and letters that look alike make no difference.

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

/// The text without what only its writing differs by: width and letter case, and how many blanks there are.
pub fn plain(text: &str) -> String {
    plain_of_usual(text).unwrap_or_else(|| plain_of_any(text))
}

fn plain_of_any(text: &str) -> String {
    let compatible: String = text.nfkc().collect();
    compatible.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What [`plain_of_any`] makes of a text in which all characters are of the most usual ones, with a tenth of the work.
fn plain_of_usual(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match compatible(c)?.to_ascii_lowercase() {
            ' ' if plain.is_empty() || plain.ends_with(' ') => {}
            c => plain.push(c),
        }
    }
    plain.truncate(plain.trim_ascii_end().len());
    Some(plain)
}

/// What NFKC makes of the most usual characters, whatever stands beside them; `None` for all others.
const fn compatible(c: char) -> Option<char> {
    match c {
        ' '..='~' | '\u{4E00}'..='\u{9FFF}' => Some(c),
        // the fullwidth forms stand in the order of ASCII
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - '\u{FF01}' as u32 + '!' as u32),
        '\u{3000}' => Some(' '),
        _ => None,
    }
}

/// What a reader who does not look twice takes the text for. Texts that share one of the two look alike: the first takes letters for
/// each other before letter case is left out (`I` for `l`), the second after.
pub fn look(text: &str) -> [String; 2] {
    let even = plain_marks(&simplified(text.nfkc().collect()));
    let before: String = skeleton(&even).collect();
    let after: String = skeleton(&even.to_lowercase()).collect();
    [before.to_lowercase(), after]
}

/// The text in Simplified Chinese.
fn simplified(text: String) -> String {
    // its table is read when it is first asked, which text without Chinese need not wait for
    if text.is_ascii() { text } else { hanconv::t2s(&text) }
}

/// The text with one mark for whatever stands between words. What stands before or after them is none: `A-` is not `A`.
fn plain_marks(text: &str) -> String {
    let is_between =
        |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{00B7}' | '\u{30FB}');
    let text = text.trim();
    let words = text.trim_matches(is_between);
    let (before, after) = text.split_once(words).filter(|_| !words.is_empty()).unwrap_or((text, ""));
    let between = words.split(is_between).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    [before, &between, after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn alike(one: &str, other: &str) -> bool {
        look(one).into_iter().zip(look(other)).any(|(one, other)| one == other)
    }

    #[test]
    fn usual_characters_are_made_what_nfkc_makes_of_them() {
        for c in ('\0'..='\u{FFFF}').filter(|c| compatible(*c).is_some()) {
            assert_eq!(compatible(c).map(String::from), Some(c.nfkc().collect::<String>()), "{c}");
        }
        assert_eq!(plain(" 合同（Ｆｉｎａｌ）\u{3000} Review "), "合同(final) review");
        assert_eq!(plain("Cafe\u{301}"), "café");
    }

    proptest! {
        #[test]
        fn a_text_of_usual_characters_is_made_what_any_text_is(text in "[ A-Ca-c1（）Ａ｜　销售]{0,12}") {
            prop_assert_eq!(plain_of_usual(&text), Some(plain_of_any(&text)));
        }
    }

    #[test]
    fn a_reader_sees_no_difference() {
        for (one, other) in [
            ("Sales Director", "sales-director"),
            ("sales_director", "sales–director"),
            ("ｓａｌｅｓ", "SALES"),
            ("销售总监", "銷售總監"),
            ("里程证明", "裏程証明"),
            ("计划", "計畫"),
            ("аccountant", "accountant"), // the first letter is Cyrillic
            ("team-O", "team-0"),
            ("Manager I", "Manager l"),
            ("manager\u{200B}", "manager"),
            ("①", "1"),
        ] {
            assert!(alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn what_reads_differently_is_different() {
        for (one, other) in [
            ("sales-manager", "sales-manager-east"),
            ("销售总监", "销售经理"),
            ("clerk-1", "clerk-2"),
            ("reviewer", "viewer"),
            ("甲", "乙"),
            ("A-", "A"),
            ("-1", "1"),
        ] {
            assert!(!alike(one, other), "{one} {other}");
        }
    }
}
