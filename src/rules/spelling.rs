//! What text looks like to a reader: letter case, width, script variants and letters that look alike make no difference.

use std::collections::HashMap;
use std::sync::OnceLock;

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
    let even = plain_marks(&text.nfkc().map(simplified).collect::<String>());
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

/// The simplified form of a traditional Chinese character; any other character itself.
fn simplified(c: char) -> char {
    static SIMPLIFIED: OnceLock<HashMap<char, char>> = OnceLock::new();
    if c < '\u{3400}' {
        return c;
    }
    let table = SIMPLIFIED.get_or_init(|| {
        let lines = include_str!("simplified.txt").lines().filter(|line| !line.starts_with('#'));
        let pairs = lines.flat_map(|line| line.split(' '));
        pairs.filter_map(|pair| pair.chars().next().zip(pair.chars().nth(1))).collect()
    });
    table.get(&c).copied().unwrap_or(c)
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

    #[test]
    fn every_pair_of_the_table_is_one_of_two_characters() {
        let lines = include_str!("simplified.txt").lines().filter(|line| !line.starts_with('#'));
        let pairs: Vec<_> = lines.flat_map(|line| line.split(' ')).collect();
        assert!(pairs.len() > 2_900 && pairs.iter().all(|pair| pair.chars().count() == 2));
        assert_eq!(simplified('銷'), '销');
        assert_eq!(simplified('销'), '销');
    }
}
