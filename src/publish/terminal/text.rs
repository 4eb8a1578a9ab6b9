//! Texts as wide as they are on a screen.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::source::harmless::{Fit, blanks, fit, prose};

/// How many columns of the screen a text takes.
pub(super) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The text and blanks up to a width.
pub(super) fn pad(text: &Fit<'_>, to: usize) -> Fit<'static> {
    fit!("{}{}", *text, blanks(to.saturating_sub(width(text))))
}

/// As much of the text as fits, with a mark where something is missing.
pub(super) fn cut(text: &str, to: usize) -> Fit<'static> {
    let text = prose(text);
    if width(&text) <= to {
        return text.into_owned();
    }
    let mut used = 1;
    let fits = text.chars().take_while(|c| {
        used += c.width().unwrap_or_default();
        used <= to
    });
    prose(&fits.chain(['…']).collect::<String>()).into_owned()
}

/// The text on lines of at most a width, as few as can be and then as even: broken at blanks where there are any near, else anywhere.
pub(super) fn wrap(text: &str, to: usize) -> Vec<Fit<'static>> {
    let text = prose(text);
    let lines = |to: usize| textwrap::wrap(&text, textwrap::Options::new(to).break_words(true));
    let fewest = lines(to).len();
    let least = longest_word(&text).min(to).max(1);
    let even = (least..to).rev().take_while(|narrower| lines(*narrower).len() == fewest).last().unwrap_or(to);
    lines(even).into_iter().map(|line| prose(line.trim_end()).into_owned()).collect()
}

/// How many columns the longest word takes.
pub(super) fn longest_word(text: &str) -> usize {
    let words = textwrap::WordSeparator::new().find_words(text);
    words.map(|word| width(word.trim_end())).max().unwrap_or_default()
}

/// The text on lines of at most a width, each as full as can be.
pub(super) fn filled(text: &str, to: usize) -> Vec<Fit<'static>> {
    let options = textwrap::Options::new(to.max(1)).break_words(true);
    textwrap::wrap(&prose(text), options).into_iter().map(|line| prose(line.trim_end()).into_owned()).collect()
}
