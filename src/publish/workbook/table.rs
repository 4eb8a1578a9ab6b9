//! The sheet of a table: its head and its first column stay in sight.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::tables::Annex;
use super::looks::Looks;
use super::sheet::{column, fitting, row, set_height, set_width, text};

pub(super) fn write(table: &Annex, looks: &Looks, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let mut widths = Vec::new();
    for (number, head) in table.head.iter().enumerate() {
        text(sheet, (0, column(number)), head, &looks.head)?;
        let cells = table.rows.iter().filter_map(|row| row.get(number)).map(String::as_str);
        let width = fitting(cells.chain([*head]), 8, 30);
        set_width(sheet, column(number), width)?;
        widths.push(width);
    }
    for (number, cells) in table.rows.iter().enumerate() {
        for (at, cell) in cells.iter().enumerate() {
            let look = if at == 0 { &looks.name } else { &looks.text };
            text(sheet, (row(number + 1), column(at)), cell, look)?;
        }
        set_height(sheet, row(number + 1), cells.iter().map(String::as_str).zip(widths.iter().copied()))?;
    }
    let last = (row(table.rows.len()), column(table.head.len().saturating_sub(1)));
    sheet.autofilter(0, 0, last.0, last.1)?.set_repeat_rows(0, 0)?.set_freeze_panes(1, 1)?;
    Ok(())
}
