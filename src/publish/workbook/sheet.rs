//! What every sheet is made of: texts in cells, and the sizes of columns and rows.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::source::harmless::prose;

/// The most UTF-16 units that a cell holds. Source: Microsoft, *Excel specifications and limits*.
const MOST_TEXT: usize = 32_767;

/// A new sheet that prints on a page's width.
pub(super) fn sheet<'a>(book: &'a mut Workbook, name: &str) -> Result<&'a mut Worksheet, XlsxError> {
    const A4: u8 = 9;
    let sheet = book.add_worksheet().set_name(name)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(sheet.set_print_gridlines(true).set_footer("&C&A&R&P / &N"))
}

/// Writes a text as text: it is never a formula, a number or a link. An empty one is not written.
pub(super) fn text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    if !text.is_empty() {
        sheet.write_string_with_format(row, column, cut(text), look)?;
    }
    Ok(())
}

/// As much of a text as a cell holds, fit to print.
pub(super) fn cut(text: &str) -> String {
    let text = prose(text);
    if text.encode_utf16().count() <= MOST_TEXT {
        return text.to_string();
    }
    let mut used = 1;
    let fits = text.chars().take_while(|c| {
        used += c.len_utf16();
        used <= MOST_TEXT
    });
    fits.chain(['…']).collect()
}

/// How wide a column must be for its texts, in the digits that a spreadsheet counts widths in: a Chinese character takes two. What is
/// longer than the most goes on several lines.
pub(super) fn fitting<'a>(texts: impl Iterator<Item = &'a str>, least: usize, most: usize) -> usize {
    texts.map(UnicodeWidthStr::width).max().unwrap_or_default().clamp(least, most)
}

/// Makes a column so many digits wide, with some room beside them.
pub(super) fn set_width(sheet: &mut Worksheet, column: u16, digits: usize) -> Result<(), XlsxError> {
    sheet.set_column_width(column, u16::try_from(digits).unwrap_or(u16::MAX).saturating_add(2)).map(drop)
}

/// Makes a row as high as its texts need in columns so many digits wide: not every spreadsheet does that by itself.
pub(super) fn set_height<'a>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = (&'a str, usize)>,
) -> Result<(), XlsxError> {
    const LINE: usize = 15;
    const MOST: usize = 400;
    let lines = |(text, digits): (&str, usize)| match text.width() {
        width if width <= digits.saturating_add(1) => 1,
        _ => textwrap::wrap(text, textwrap::Options::new(digits).break_words(true)).len(),
    };
    match cells.map(lines).max() {
        Some(lines @ 2..) => {
            let points = lines.saturating_mul(LINE).min(MOST);
            sheet.set_row_height(row, u16::try_from(points).unwrap_or(u16::MAX)).map(drop)
        }
        _ => Ok(()),
    }
}

/// The number of a column or row as the sheet counts it; what is beyond every sheet is refused when it is written to.
pub(super) fn column(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

pub(super) fn row(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_what_a_spreadsheet_lets_it_hold() {
        let most = "销".repeat(MOST_TEXT);
        assert_eq!(cut(&most), most);
        let longer = "😀".repeat(MOST_TEXT);
        let held = cut(&longer);
        assert!(held.ends_with('…') && held.encode_utf16().count() <= MOST_TEXT, "{}", held.encode_utf16().count());
    }

    #[test]
    fn chinese_is_as_wide_as_it_is() {
        assert_eq!(fitting(["销售总监", "abc"].into_iter(), 4, 40), 8);
        assert_eq!(fitting([].into_iter(), 4, 40), 4);
        assert_eq!(fitting(["x".repeat(99).as_str()].into_iter(), 4, 40), 40);
    }
}
