//! What text looks like to a reader: letter case, width, script variants and letters that look alike make no difference.

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

/// The text without what only its writing differs by: width and letter case, and how many blanks there are.
pub(super) fn plain(text: &str) -> String {
    let compatible: String = text.nfkc().collect();
    compatible.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a reader who does not look twice takes the text for. Texts that share one of the two look alike: the first takes letters for
/// each other before letter case is left out (`I` for `l`), the second after.
pub(super) fn look(text: &str) -> [String; 2] {
    let even = plain_marks(&fast2s::convert(&text.nfkc().collect::<String>()));
    let before: String = skeleton(&even).collect();
    let after: String = skeleton(&even.to_lowercase()).collect();
    [before.to_lowercase(), after]
}

/// The text with one mark for whatever stands between words.
fn plain_marks(text: &str) -> String {
    let is_between =
        |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{00B7}' | '\u{30FB}');
    text.split(is_between).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        look(one).into_iter().zip(look(other)).any(|(one, other)| one == other)
    }

    #[test]
    fn a_reader_sees_no_difference() {
        for (one, other) in [
            ("Sales Director", "sales-director"),
            ("sales_director", "sales–director"),
            ("ｓａｌｅｓ", "SALES"),
            ("销售总监", "銷售總監"),
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
        ] {
            assert!(!alike(one, other), "{one} {other}");
        }
    }
}
