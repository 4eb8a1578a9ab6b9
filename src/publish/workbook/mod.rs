//! The matrix as a workbook: a sheet for the matrix and one for each table, as people lay them out by hand.

mod looks;
mod matrix;
mod sheet;
mod table;

use std::io;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::edition::Edition;
use super::grid::Grid;
use crate::source::harmless::Out;
use looks::Looks;
use sheet::{cut, sheet, text};

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
    for legend in &grid.legends {
        if !legend.of.is_empty() {
            text(sheet, (row, 1), legend.head(&words).trim_end(), &looks.name)?;
            row += 1;
        }
        for (letter, meaning) in legend.letters(&words) {
            text(sheet, (row, 0), letter.as_str(), looks.letter(letter))?;
            text(sheet, (row, 1), meaning, &looks.text)?;
            row += 1;
        }
    }
    if grid.depends() {
        text(sheet, (row, 1), words.depends, &looks.text)?;
    }
    sheet.set_column_width(0, 16)?.set_column_width(1, 80)?;
    Ok(())
}
