//! The matrix as comma-separated values: a line an activity, a column a role.

use std::io;

use csv::{Terminator, WriterBuilder};

use super::edition::Edition;
use super::grid::{Grid, Row};
use crate::source::harmless::{Fit, Out, fit, prose};
use crate::words::clean;

/// Writes the matrix, with the line ends of RFC 4180.
///
/// # Errors
/// Where `out` cannot be written to.
#[expect(clippy::disallowed_methods, reason = "the library sets quotes and line ends between cells, which are fit")]
pub fn csv(edition: &Edition<'_>, grid: &Grid, out: &mut Out<'_>) -> io::Result<()> {
    let words = edition.words();
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let remarks = |row: &Row| edition.remarks_on(row.activity).join(words.and_also);
    let has_remarks = grid.sections.iter().flat_map(|section| &section.rows).any(|row| !remarks(row).is_empty());
    let head = [words.stage, words.activity].map(Fit::from);
    let roles = grid.columns.iter().map(|column| cell(&clean(&column.name)));
    table.write_record(head.into_iter().chain(roles).chain(has_remarks.then(|| words.note.into())))?;
    for section in &grid.sections {
        let stage = section.stage.as_ref().map(|stage| cell(&clean(stage))).unwrap_or_default();
        for row in &section.rows {
            let start = [stage.clone(), cell(&clean(&row.name))];
            let letters = row.cells.iter().map(|letters| cell(&letters.text()));
            table.write_record(start.into_iter().chain(letters).chain(has_remarks.then(|| cell(&remarks(row)))))?;
        }
    }
    out.vouched(&table.into_inner().map_err(|error| error.into_error())?)
}

/// A text that a spreadsheet takes for one: what would begin a formula gets an apostrophe before it, which shows that it is text.
/// Source: OWASP, *CSV Injection*.
fn cell(text: &str) -> Fit<'static> {
    let begins_formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if begins_formula { fit!("'{}", prose(text)) } else { prose(text).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\u{3000}=1", "＝1"] {
            assert_eq!(&*cell(text), format!("'{text}"));
        }
        for text in ["销售总监", "a=b", "R*", ""] {
            assert_eq!(&*cell(text), text);
        }
    }
}
