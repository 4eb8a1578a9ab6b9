//! The matrix as a workbook: a sheet for the matrix and one for each table, as people lay them out by hand.

mod looks;
mod matrix;
mod table;

use std::io;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::edition::Edition;
use super::grid::Grid;
use crate::source::harmless::{Out, prose};
use looks::Looks;

/// The most UTF-16 units that a cell holds. Source: Microsoft, *Excel specifications and limits*.
const MOST_TEXT: usize = 32_767;

/// Writes the workbook: the same bytes whenever the same matrix is published on the same day.
///
/// # Errors
/// Where `out` cannot be written to, or where the matrix has more rows or columns than a sheet.
#[expect(clippy::disallowed_methods, reason = "a workbook is no text; what its cells hold is fit: see `cut`")]
pub fn workbook(edition: &Edition<'_>, grid: &Grid, out: &mut Out<'_>) -> io::Result<()> {
    out.vouched(&bytes(edition, grid).map_err(io::Error::other)?)
}

fn bytes(edition: &Edition<'_>, grid: &Grid) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut book = Workbook::new();
    book.set_properties(&properties(edition)?);
    matrix::write(edition, grid, &looks, sheet(&mut book, edition.words().matrix)?)?;
    let named = [edition.decision_rights(), edition.all_roles()].into_iter();
    let tables = named.chain(edition.tables()).chain([edition.findings()]);
    for shown in tables.filter(|table| !table.rows.is_empty()) {
        table::write(&shown, &looks, sheet(&mut book, shown.title)?)?;
    }
    about(edition, grid, &looks, sheet(&mut book, edition.words().about)?)?;
    book.save_to_buffer()
}

/// What the file says of itself: its day is the one on which the matrix is published, never that of the clock.
fn properties(edition: &Edition<'_>) -> Result<DocProperties, XlsxError> {
    let number = |part: i8| part.unsigned_abs();
    let (year, month, day) = (edition.day.year().unsigned_abs(), edition.day.month(), edition.day.day());
    let day =
        ExcelDateTime::from_ymd(year, number(month), number(day)).or_else(|_| ExcelDateTime::from_timestamp(0))?;
    Ok(DocProperties::new().set_title(cut(&edition.title())).set_creation_datetime(&day))
}

/// A new sheet that prints on a page's width.
fn sheet<'a>(book: &'a mut Workbook, name: &str) -> Result<&'a mut Worksheet, XlsxError> {
    const A4: u8 = 9;
    let sheet = book.add_worksheet().set_name(name)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(sheet.set_print_gridlines(true).set_footer("&C&A&R&P / &N"))
}

/// What the matrix is called, what holds of it, and what the letters mean.
fn about(edition: &Edition<'_>, grid: &Grid, looks: &Looks, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let words = edition.words();
    text(sheet, (0, 0), &edition.title(), &looks.title)?;
    sheet.set_row_height(0, 24)?;
    let mut row = 2;
    for (name, fact) in edition.facts() {
        text(sheet, (row, 0), name, &looks.name)?;
        text(sheet, (row, 1), &fact, &looks.text)?;
        row += 1;
    }
    row += 1;
    for (letter, meaning) in edition.legend() {
        text(sheet, (row, 0), letter.as_str(), looks.letter(letter))?;
        text(sheet, (row, 1), meaning, &looks.text)?;
        row += 1;
    }
    if grid.depends() {
        text(sheet, (row, 1), words.depends, &looks.text)?;
    }
    sheet.set_column_width(0, 16)?.set_column_width(1, 80)?;
    Ok(())
}

/// Writes a text as text: it is never a formula, a number or a link. An empty one is not written.
fn text(sheet: &mut Worksheet, (row, column): (u32, u16), text: &str, look: &Format) -> Result<(), XlsxError> {
    if !text.is_empty() {
        sheet.write_string_with_format(row, column, cut(text), look)?;
    }
    Ok(())
}

/// As much of a text as a cell holds, fit to print.
fn cut(text: &str) -> String {
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
fn fitting<'a>(texts: impl Iterator<Item = &'a str>, least: usize, most: usize) -> usize {
    texts.map(UnicodeWidthStr::width).max().unwrap_or_default().clamp(least, most)
}

/// Makes a column so many digits wide, with some room beside them.
fn set_width(sheet: &mut Worksheet, column: u16, digits: usize) -> Result<(), XlsxError> {
    sheet.set_column_width(column, u16::try_from(digits).unwrap_or(u16::MAX).saturating_add(2)).map(drop)
}

/// Makes a row as high as its texts need in columns so many digits wide: not every spreadsheet does that by itself.
fn set_height<'a>(
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
fn column(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn row(number: usize) -> u32 {
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
