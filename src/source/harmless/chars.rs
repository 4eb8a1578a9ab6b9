//! Which characters are not to be printed, and what stands in for them.

use std::borrow::Cow;

use unicode_script::{Script, UnicodeScript};

/// What is shown in place of a character that is not to be printed; `None` for every other. What is invisible and has a meaning between
/// its neighbours (a joiner, a variation selector) is shown as it is there, and by its stand-in anywhere else.
#[must_use]
pub const fn stand_in(c: char) -> Option<char> {
    match c {
        '\0'..='\x1F' => char::from_u32(0x2400 + c as u32),
        '\x7F' => Some('\u{2421}'),
        _ if is_invisible(c) => Some(char::REPLACEMENT_CHARACTER),
        _ => None,
    }
}

/// Controls, separators of lines, marks of direction, controls of layout, and what Unicode calls default-ignorable, which takes no room
/// on a line; and the two characters that are none, which XML cannot hold.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{80}'..='\u{9F}'
            | '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{FFFE}'..='\u{FFFF}'
            | '\u{13430}'..='\u{1343F}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Whether a character that has a stand-in says something where it is: at most one selector after a character that has variants, and
/// a joiner between two that it joins. So a run of them, which could carry a text that nobody sees, is never kept.
fn has_a_meaning(before: char, c: char, after: Option<char>) -> bool {
    match c {
        '\u{FE0E}' | '\u{FE0F}' => is_emoji(before) || (is_key(before) && after == Some('\u{20E3}')),
        '\u{FE00}'..='\u{FE02}' | '\u{E0100}'..='\u{E010F}' => is_ideograph(before),
        '\u{180B}'..='\u{180D}' | '\u{180F}' => script(before) == Script::Mongolian && before.is_alphabetic(),
        '\u{200C}' => after.is_some_and(|after| are_joined(before, after)),
        '\u{200D}' => after.is_some_and(|after| {
            are_joined(before, after) || ((is_emoji(before) || before == '\u{FE0F}') && is_emoji(after))
        }),
        _ => false,
    }
}

/// What emoji begin with, keys aside. Source: Unicode, *emoji-variation-sequences.txt*, by blocks.
const fn is_emoji(c: char) -> bool {
    matches!(
        c,
        '©' | '®'
            | '‼'
            | '⁉'
            | '™'
            | 'ℹ'
            | '\u{2190}'..='\u{21FF}'
            | '\u{2300}'..='\u{23FF}'
            | 'Ⓜ'
            | '\u{25A0}'..='\u{27BF}'
            | '\u{2934}'..='\u{2935}'
            | '\u{2B00}'..='\u{2BFF}'
            | '〰'
            | '〽'
            | '㊗'
            | '㊙'
            | '\u{1F000}'..='\u{1FAFF}'
    )
}

const fn is_key(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '*')
}

fn is_ideograph(c: char) -> bool {
    script(c) == Script::Han && c.is_alphabetic()
}

/// Whether both are of one script whose letters change by what joins or parts them. Source: Unicode, *Standard Annex 31*, 2.3.
fn are_joined(before: char, after: char) -> bool {
    let needs_joiners = matches!(
        script(before),
        Script::Arabic
            | Script::Syriac
            | Script::Mandaic
            | Script::Nko
            | Script::Mongolian
            | Script::Phags_Pa
            | Script::Devanagari
            | Script::Bengali
            | Script::Gurmukhi
            | Script::Gujarati
            | Script::Oriya
            | Script::Tamil
            | Script::Telugu
            | Script::Kannada
            | Script::Malayalam
            | Script::Sinhala
            | Script::Myanmar
            | Script::Khmer
            | Script::Tibetan
            | Script::Balinese
            | Script::Javanese
    );
    needs_joiners && script(before) == script(after) && stand_in(before).is_none() && stand_in(after).is_none()
}

/// The script of a character; the vowel signs that Arabic lends to others are its own.
fn script(c: char) -> Script {
    if matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}') { Script::Arabic } else { c.script() }
}

/// Each character that is not to be printed, by its first byte, and its stand-in.
pub(super) fn misfits(text: &str) -> impl Iterator<Item = (usize, char, char)> {
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, c) = chars.next()?;
            let after = chars.peek().map(|(_, after)| *after);
            let stand_in = stand_in(c).filter(|_| !has_a_meaning(before, c, after));
            before = stand_in.unwrap_or(c);
            if let Some(stand_in) = stand_in {
                return Some((at, c, stand_in));
            }
        }
    })
}

/// The text with stand-ins; `other` says what else is to stand for a character that has one.
pub(super) fn replaced(text: &str, other: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    let mut misfits = misfits(text).peekable();
    if misfits.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut replaced = String::with_capacity(text.len());
    let mut from = 0;
    for (at, c, stand_in) in misfits {
        replaced.push_str(text.get(from..at).unwrap_or_default());
        replaced.push(other(c).unwrap_or(stand_in));
        from = at.saturating_add(c.len_utf8());
    }
    replaced.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(replaced)
}

/// The text without what build servers take for a command anywhere in a line: `##[`, `##vso[`, `##teamcity[`.
pub(super) fn without_log_commands(text: Cow<'_, str>) -> Cow<'_, str> {
    without(text, "##", '#', '♯', |before, rest| {
        let opens = |rest: &str| rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('[');
        before == '#' && rest.strip_prefix('#').is_some_and(opens)
    })
}

/// The text without what build servers take for a command at the start of a line, or of what was one or may be broken into one: `::`.
pub(super) fn without_line_commands(text: Cow<'_, str>) -> Cow<'_, str> {
    let may_begin = |before: char| before.is_whitespace() || matches!(before, '\u{2400}'..='\u{2421}' | '\u{FFFD}');
    without(text, "::", ':', '∶', |before, rest| may_begin(before) && rest.starts_with("::"))
}

/// The text with `instead` for each `c` that is harmful between the character before it and the rest from it on; there is none where
/// there is no `sign` of it.
fn without<'t>(
    text: Cow<'t, str>,
    sign: &str,
    c: char,
    instead: char,
    is_harmful: impl Fn(char, &str) -> bool,
) -> Cow<'t, str> {
    let mut before = ' ';
    let spots: Vec<usize> = match text.contains(sign) {
        false => Vec::new(),
        true => text
            .char_indices()
            .filter(|(at, own)| {
                let before = std::mem::replace(&mut before, *own);
                *own == c && is_harmful(before, text.get(*at..).unwrap_or_default())
            })
            .map(|(at, _)| at)
            .collect(),
    };
    if spots.is_empty() {
        return text;
    }
    let cleaned = text.char_indices().map(|(at, own)| if spots.binary_search(&at).is_ok() { instead } else { own });
    Cow::Owned(cleaned.collect())
}
