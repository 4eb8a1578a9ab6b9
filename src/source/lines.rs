//! From bytes to lines and columns, without scanning a file or a long line again for every place in it.

use std::ops::Range;
use std::sync::OnceLock;

use super::Position;

/// Bytes between two counts of the scalar values before them: what is left to count for a column is shorter.
const BLOCK: usize = 256;

/// Columns up to this many bytes into a line are counted from its start.
const SHORT: u32 = 1024;

const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Where the lines of one text start and, once a place far into a line is asked for, how many scalar values stand before
/// every block of the text and before its end.
#[derive(Debug, Clone)]
pub(super) struct LineIndex {
    starts: Vec<u32>,
    scalars: OnceLock<Vec<u32>>,
}

impl LineIndex {
    pub(super) fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| to_u32(at + 1)));
        Self { starts, scalars: OnceLock::new() }
    }

    /// The position of a byte of `text`; one inside a character is taken as its first, one past the end as the end.
    pub(super) fn position(&self, text: &str, offset: u32) -> Position {
        let offset = to_u32(text.floor_char_boundary(offset as usize));
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let start = self.start(line, text);
        let before = match text.as_bytes().get(start as usize..offset as usize) {
            Some(bytes) if offset - start <= SHORT => count_scalars(bytes),
            _ => self.scalars_before(text, offset).saturating_sub(self.scalars_before(text, start)),
        };
        Position { line: to_u32(line), column: before + 1, offset }
    }

    /// The bytes of a line, counted from 1, without its line break.
    pub(super) fn line(&self, text: &str, line: u32) -> Range<usize> {
        let start = self.start(line as usize, text) as usize;
        let end = self.starts.get(line as usize).map_or(text.len(), |&next| next as usize);
        let bytes = text.get(start..end).unwrap_or_default();
        let bytes = bytes.strip_suffix('\n').map_or(bytes, |line| line.strip_suffix('\r').unwrap_or(line));
        start..start + bytes.len()
    }

    /// Where the columns of a line start.
    fn start(&self, line: usize, text: &str) -> u32 {
        match self.starts.get(line.saturating_sub(1)) {
            Some(0) if text.starts_with(BYTE_ORDER_MARK) => to_u32(BYTE_ORDER_MARK.len()),
            Some(&start) => start,
            None => to_u32(text.len()),
        }
    }

    fn scalars_before(&self, text: &str, offset: u32) -> u32 {
        let block = offset as usize / BLOCK;
        let rest = text.as_bytes().get(block * BLOCK..offset as usize).unwrap_or_default();
        let scalars = self.scalars.get_or_init(|| scalars_before_blocks(text));
        scalars.get(block).copied().unwrap_or_default() + count_scalars(rest)
    }
}

/// How many scalar values stand before each block, and before the end.
fn scalars_before_blocks(text: &str) -> Vec<u32> {
    let blocks = text.as_bytes().chunks(BLOCK);
    let mut before = vec![0];
    let mut so_far = 0;
    before.extend(blocks.map(|block| {
        so_far += count_scalars(block);
        so_far
    }));
    before
}

/// How many scalar values start in these bytes of UTF-8.
fn count_scalars(bytes: &[u8]) -> u32 {
    to_u32(bytes.iter().filter(|&byte| byte & 0b1100_0000 != 0b1000_0000).count())
}

/// Texts are capped far below 4 GiB when they are read.
fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str, offset: u32) -> (u32, u32) {
        let position = LineIndex::new(text).position(text, offset);
        (position.line, position.column)
    }

    fn line(text: &str, line: u32) -> &str {
        text.get(LineIndex::new(text).line(text, line)).unwrap()
    }

    #[test]
    fn columns_count_characters_and_lines_end_at_either_break() {
        let text = "a\r\n销售 = 1\nz";
        assert_eq!(at(text, 0), (1, 1));
        assert_eq!(at(text, 3), (2, 1));
        assert_eq!(at(text, 6), (2, 2));
        assert_eq!(at(text, 7), (2, 2), "a byte inside a character");
        assert_eq!(at(text, 9), (2, 3));
        assert_eq!((line(text, 1), line(text, 2), line(text, 3), line(text, 4)), ("a", "销售 = 1", "z", ""));
    }

    #[test]
    fn the_end_of_the_file_is_a_position() {
        assert_eq!(at("", 0), (1, 1));
        assert_eq!(at("", 99), (1, 1));
        assert_eq!(at("ab\n", 3), (2, 1));
        assert_eq!(at("ab\n", 99), (2, 1));
        assert_eq!(at(&"é".repeat(BLOCK), 99_999), (1, 257));
    }

    #[test]
    fn a_byte_order_mark_is_in_no_column() {
        let text = "\u{FEFF}ab\ncd";
        assert_eq!(at(text, 0), (1, 1));
        assert_eq!(at(text, 3), (1, 1));
        assert_eq!(at(text, 4), (1, 2));
        assert_eq!(at(text, 7), (2, 2));
        assert_eq!(line(text, 1), "ab");
    }

    proptest! {
        #[test]
        fn a_position_is_what_counting_from_the_start_gives(text in "[a\n\r销é😀]{0,700}|[a销é😀]{0,3000}", part in 0.0..=1.0) {
            let offset = text.floor_char_boundary((text.len() as f64 * part) as usize);
            let (before, _) = text.split_at(offset);
            let line = before.matches('\n').count() as u32 + 1;
            let column = before.rsplit('\n').next().unwrap().chars().count() as u32 + 1;
            prop_assert_eq!(at(&text, offset as u32), (line, column));
        }
    }
}
