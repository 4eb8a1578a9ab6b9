//! Lines of words: broken between words in any script, never within a number, and never in a way that a log takes for a command.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_width::UnicodeWidthStr;

use crate::source::harmless::{Fit, prose};

/// Stands for a space at which no line is broken; [`wrap`] makes it one again.
pub(super) const GLUE: &str = "\u{A0}";

/// Stands between two characters where no line is broken; it is taken out again.
const JOINER: char = '\u{2060}';

/// Breaks a text into lines of at most `width` columns where it can; a longer word stays whole.
pub(super) fn wrap(text: &Fit<'_>, width: usize) -> Vec<Fit<'static>> {
    lines(&glue_numbers(text), width)
}

/// The same, where no line is broken within what stands in backticks.
pub(crate) fn wrap_around_names(text: &Fit<'_>, width: usize) -> Vec<Fit<'static>> {
    lines(&glue_names(&glue_numbers(text)), width)
}

fn lines(text: &str, width: usize) -> Vec<Fit<'static>> {
    let options = Options::new(width)
        .break_words(false)
        .word_separator(WordSeparator::UnicodeBreakProperties)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).iter().map(|line| unglue(line)).collect()
}

/// A text with ordinary spaces only.
pub(super) fn unglue(text: &str) -> Fit<'static> {
    prose(&text.replace(GLUE, " ").replace(JOINER, "")).into_owned()
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// No line is broken between a backtick and the next.
fn glue_names(text: &str) -> String {
    let mut glued = String::with_capacity(text.len());
    let mut is_name = false;
    for c in text.chars() {
        is_name ^= c == '`';
        glued.push(c);
        glued.extend(is_name.then_some(JOINER));
    }
    glued
}

/// No line is broken within numbers that are written in groups.
fn glue_numbers(text: &str) -> String {
    let mut glued = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    let mut buffer = [0; 4];
    while let Some(c) = chars.next() {
        let within = c == ' ' && before.is_ascii_digit() && chars.peek().is_some_and(char::is_ascii_digit);
        glued.push_str(if within { GLUE } else { c.encode_utf8(&mut buffer) });
        before = c;
    }
    glued
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, width: usize) -> Vec<String> {
        wrap(&prose(text), width).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_number_is_never_broken() {
        let lines = broken("nobody decides above 200 000 CNY", 25);
        assert_eq!(lines, ["nobody decides above", "200 000 CNY"]);
    }

    #[test]
    fn a_name_in_backticks_is_never_broken() {
        let text = prose("由成员决定：`董事长`、`总经理`、`外部董事`");
        let lines: Vec<_> = wrap_around_names(&text, 24).iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["由成员决定：`董事长`、", "`总经理`、`外部董事`"]);
    }

    #[test]
    fn ids_stay_whole_and_chinese_breaks_between_characters() {
        assert_eq!(broken("see `price-discount` here", 12), ["see", "`price-discount`", "here"]);
        assert_eq!(broken("价格折扣没有人决定,请补上", 12), ["价格折扣没有", "人决定,请补", "上"]);
    }
}
