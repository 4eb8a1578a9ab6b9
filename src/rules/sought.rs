//! Which rules somebody means by words: a name, a headline, or some words of what is wrong.

use super::list::{ALL, find};
use super::rule::Rule;

/// Words shorter than this (`a`, `is`, `of`) tell no rule from another.
const LEAST_WORD: usize = 3;

/// The rules that are meant: one where its name, its headline in Chinese or all that it says is wrong is given, or those of which all
/// the words are true. Names in backticks and the case of a finding are nothing to go by.
#[must_use]
pub fn sought(words: &str) -> Vec<&'static Rule> {
    let words = without_names(&words.to_lowercase());
    let whole = meant(&words);
    if whole.is_empty() { words.split_once(" when ").map_or(whole, |(before, _)| meant(before)) } else { whole }
}

fn meant(words: &str) -> Vec<&'static Rule> {
    let words = words.trim().trim_end_matches(['.', '。', '：', ':']);
    let name = words.replace([' ', '_'], "-");
    if words.is_empty() {
        return Vec::new();
    }
    if let Some(rule) = find(&name).or_else(|| ALL.iter().copied().find(|rule| rule.headline_in_chinese() == words)) {
        return vec![rule];
    }
    let as_it_stands = those(|rule| said_of(rule).contains(words));
    if as_it_stands.is_empty() { those(|rule| has_all(&said_of(rule), words)) } else { as_it_stands }
}

fn those(is_meant: impl Fn(&Rule) -> bool) -> Vec<&'static Rule> {
    ALL.iter().copied().filter(|rule| is_meant(rule)).collect()
}

/// Its name, in words, and what is wrong, in both languages.
fn said_of(rule: &Rule) -> String {
    let headline = rule.headline_in_chinese();
    let summary = without_names(&rule.summary().to_lowercase());
    format!("{}\n{summary}\n{headline}", rule.name.replace('-', " "))
}

fn has_all(said: &str, words: &str) -> bool {
    let long = |word: &&str| word.chars().count() >= LEAST_WORD;
    let mut words = words.split(' ').filter(long).peekable();
    words.peek().is_some() && words.all(|word| said.contains(word))
}

/// The text without what stands in backticks.
fn without_names(text: &str) -> String {
    let parts = text.split('`').step_by(2).map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: &str) -> Vec<&'static str> {
        sought(words).iter().map(|rule| rule.name).collect()
    }

    #[test]
    fn a_rule_is_found_by_its_name_or_what_it_says() {
        for words in
            ["no-decider", "No decider", "no_decider", "nobody decides", "无人决定", "Nobody decides `x` when y is 1"]
        {
            assert_eq!(names(words), ["no-decider"], "{words}");
        }
        for rule in ALL {
            assert_eq!(names(&rule.summary()), [rule.name]);
            assert_eq!(names(rule.headline_in_chinese()), [rule.name]);
        }
    }

    #[test]
    fn words_that_several_have_find_them_all_and_others_none() {
        assert_eq!(names("收款"), ["sale-with-collection", "collection-with-bookkeeping"]);
        assert!(names("delegation").len() > 3);
        assert_eq!(names("deputy circle"), ["deputy-cycle"]);
        for words in ["", " ", "`x`", "no-desider", "什么"] {
            assert_eq!(names(words), [""; 0], "{words}");
        }
    }
}
