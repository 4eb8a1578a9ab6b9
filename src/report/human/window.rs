//! The part of a long line that is shown: around its marks, within the columns that there are.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::source::harmless;

/// How many columns a tab may take.
pub(super) const TAB_WIDTH: usize = 4;

/// More bytes than one column ever takes in ordinary text.
const BYTES_A_COLUMN: usize = 4;

/// A mark under a line: its bytes, and how many columns its label asks for beside the stem that it hangs on.
#[derive(Debug, Clone)]
pub(super) struct Footprint {
    pub(super) bytes: Range<usize>,
    pub(super) label: usize,
}

/// The columns that a character takes on the terminal, at most, itself or what is shown in its place.
fn columns_of(c: char) -> usize {
    if c == '\t' { TAB_WIDTH } else { harmless::stand_in(c).unwrap_or(c).width().unwrap_or_default() }
}

/// The columns that a text takes on the terminal, at most.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// The bytes of `line` to show, so that it takes at most `width` columns, an ellipsis on either cut side included, and the
/// marks and their labels have room. Only the surroundings of the marks are looked at, however long the line is.
pub(super) fn window(line: &str, marks: &[Footprint], width: usize) -> Range<usize> {
    let first = marks.iter().map(|mark| mark.bytes.start).min().unwrap_or_default();
    let near = surroundings(line, first, width);
    let text = line.get(near.clone()).unwrap_or_default();
    let needed = marks.iter().map(|mark| right_edge(line, near.start, mark)).max().unwrap_or_default();
    if near == (0..line.len()) && columns(text).max(needed) <= width {
        return near;
    }
    let left = if near.start == 0 && needed < width { 0 } else { cut_left(text, near.start, first, needed, width) };
    let room = width.saturating_sub(usize::from(left > 0));
    left..cut_right(line, left, room)
}

/// Whether marks of one line and their labels can be seen together.
pub(super) fn fit(line: &str, marks: &[Footprint], width: usize) -> bool {
    let first = marks.iter().map(|mark| mark.bytes.start).min().unwrap_or_default();
    marks.iter().all(|mark| {
        mark.bytes.end.saturating_sub(first) <= width * BYTES_A_COLUMN
            && right_edge(line, first, mark) + ELLIPSES <= width
    })
}

/// The columns that are kept for what is cut off on both sides.
const ELLIPSES: usize = 2;

/// What may be on the screen together with the byte `first`.
fn surroundings(line: &str, first: usize, width: usize) -> Range<usize> {
    let reach = width * BYTES_A_COLUMN;
    line.floor_char_boundary(first.saturating_sub(reach))..line.ceil_char_boundary(first.saturating_add(reach))
}

/// The column after a mark and its label, counted from the byte `from`.
fn right_edge(line: &str, from: usize, mark: &Footprint) -> usize {
    let to = |byte| columns(line.get(from..byte).unwrap_or_default());
    let (start, end) = (to(mark.bytes.start), to(mark.bytes.end));
    end.max(start + 1).max(start + end.saturating_sub(start) / 2 + mark.label)
}

/// The first byte at which, or after which, everything up to the column `needed` has room; never after the first mark.
fn cut_left(text: &str, from: usize, first: usize, needed: usize, width: usize) -> usize {
    let mut column = 0;
    for (at, c) in text.char_indices() {
        if from + at >= first || needed.saturating_sub(column) + ELLIPSES <= width {
            return from + at;
        }
        column += columns_of(c);
    }
    first
}

/// The last byte up to which the line has room, one column kept for an ellipsis where something is left over.
fn cut_right(line: &str, left: usize, room: usize) -> usize {
    let rest = line.get(left..).unwrap_or_default();
    let (mut column, mut cut) = (0, 0);
    for (at, c) in rest.char_indices() {
        if column < room {
            cut = at;
        }
        column += columns_of(c);
        if column > room {
            return left + cut;
        }
    }
    line.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(line: &str, bytes: Range<usize>, label: usize, width: usize) -> &str {
        line.get(window(line, &[Footprint { bytes, label }], width)).unwrap()
    }

    #[test]
    fn a_line_that_fits_is_whole() {
        assert_eq!(shown("abcdef", 2..4, 0, 6), "abcdef");
        assert_eq!(window("abcdef", &[], 6), 0..6);
    }

    #[test]
    fn a_long_line_is_cut_after_the_mark_or_on_both_sides() {
        let line = "0123456789".repeat(10);
        assert_eq!(shown(&line, 3..5, 0, 20), "0123456789012345678");
        assert_eq!(shown(&line, 50..53, 0, 20), "567890123456789012");
        assert_eq!(shown(&line, 98..100, 0, 20), "234567890123456789");
    }

    #[test]
    fn a_label_at_the_right_gets_room() {
        let line = "0123456789";
        assert_eq!(shown(line, 8..10, 6, 12), "56789");
    }

    #[test]
    fn a_caret_after_the_last_character_gets_room() {
        assert_eq!(shown("abcdef", 6..6, 0, 6), "def");
    }

    #[test]
    fn a_huge_line_costs_no_more_than_the_window() {
        let line = "销".repeat(2_000_000);
        let part = window(&line, &[Footprint { bytes: 3_000_000..3_000_003, label: 10 }], 80);
        assert!(part.contains(&3_000_000) && columns(line.get(part).unwrap()) <= 78);
    }

    proptest! {
        #[test]
        fn the_window_fits_and_shows_where_the_mark_starts(line in "[a\t销é]{1,200}", part in 0.0..1.0, label in 0_usize..30) {
            let start = line.floor_char_boundary((line.len() as f64 * part) as usize);
            let end = line.ceil_char_boundary(start + 1);
            let window = window(&line, &[Footprint { bytes: start..end, label }], 40);
            let cuts = usize::from(window.start > 0) + usize::from(window.end < line.len());
            prop_assert!(window.start <= start && end <= window.end, "{window:?} {start}..{end}");
            prop_assert!(columns(line.get(window).unwrap()) + cuts <= 40);
        }
    }
}
