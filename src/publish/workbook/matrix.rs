//! The sheet of the matrix: departments over roles, activities down, and both in sight wherever the reader is.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::edition::Edition;
use super::super::grid::{Cell, Grid};
use super::looks::{BY_WEIGHT, Looks};
use super::sheet::{column, cut, fitting, row, set_height, set_width, text};
use crate::source::harmless::prose;
use crate::words::clean;

pub(super) fn write(edition: &Edition<'_>, grid: &Grid, looks: &Looks, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let words = edition.words();
    let is_staged = grid.sections.iter().any(|section| section.stage.is_some());
    let names: &[&str] = if is_staged { &[words.stage, words.activity] } else { &[words.activity] };
    let has_departments = grid.columns.iter().any(|column| column.department.is_some());
    if has_departments {
        departments(grid, names.len(), looks, sheet)?;
    }
    let head = row(usize::from(has_departments));
    let roles: Vec<_> = grid.columns.iter().map(|column| clean(&column.name)).collect();
    for (number, name) in names.iter().copied().chain(roles.iter().map(String::as_str)).enumerate() {
        text(sheet, (head, column(number)), name, &looks.head)?;
    }
    let (name_width, role_widths) = widths(grid, &roles);
    set_height(sheet, head, roles.iter().map(String::as_str).zip(role_widths.iter().copied()))?;
    if is_staged {
        let stages = grid.sections.iter().filter_map(|section| section.stage.as_deref());
        set_width(sheet, 0, fitting(stages, 8, 20))?;
    }
    for (number, width) in [name_width].into_iter().chain(role_widths).enumerate() {
        set_width(sheet, column(names.len() - 1 + number), width)?;
    }
    let mut at = head;
    for section in &grid.sections {
        let stage = section.stage.as_ref().map(clean).unwrap_or_default();
        for (number, activity) in section.rows.iter().enumerate() {
            at += 1;
            if is_staged {
                text(sheet, (at, 0), &stage, if number == 0 { &looks.name } else { &looks.again })?;
            }
            let name = clean(&activity.name);
            text(sheet, (at, column(names.len() - 1)), &name, &looks.text)?;
            set_height(sheet, at, [(name.as_str(), name_width)].into_iter())?;
            for (number, cell) in activity.cells.iter().enumerate() {
                letters(cell, (at, column(names.len() + number)), looks, sheet)?;
            }
        }
    }
    let last = column((names.len() + roles.len()).saturating_sub(1));
    sheet.autofilter(head, 0, at, last)?.set_repeat_rows(0, head)?;
    sheet.set_repeat_columns(0, column(names.len() - 1))?.set_freeze_panes(head + 1, column(names.len()))?;
    Ok(())
}

/// The names of departments, each over all its roles.
fn departments(grid: &Grid, first: usize, looks: &Looks, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let mut from = 0;
    for run in grid.columns.chunk_by(|one, next| one.department == next.department) {
        let department = run.first().and_then(|column| column.department.as_ref()).map(clean).unwrap_or_default();
        let (start, end) = (column(first + from), column(first + from + run.len() - 1));
        if start == end || department.is_empty() {
            text(sheet, (0, start), &department, &looks.head)?;
        } else {
            sheet.merge_range(0, start, 0, end, &cut(&department), &looks.head)?;
        }
        from += run.len();
    }
    Ok(())
}

/// The letters of a cell, each in its colour, on the ground of the weightiest.
fn letters(cell: &Cell, at: (u32, u16), looks: &Looks, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let of = |capacity| cell.letters.iter().map(|(held, _)| *held).find(|held| held.capacity() == capacity);
    let Some(weightiest) = BY_WEIGHT.into_iter().find_map(of) else { return Ok(()) };
    let [_, _, ..] = cell.letters.as_slice() else {
        return text(sheet, at, &cell.text(), looks.letter(weightiest));
    };
    let last = cell.letters.len() - 1;
    let parts = cell.letters.iter().enumerate().map(|(number, (letter, some))| {
        let (star, between) = (if *some { "*" } else { "" }, if number < last { " " } else { "" });
        (looks.font(*letter), format!("{}{star}{between}", prose(letter.as_str())))
    });
    let parts: Vec<_> = parts.collect();
    let parts: Vec<_> = parts.iter().map(|(font, part)| (*font, part.as_str())).collect();
    sheet.write_rich_string_with_format(at.0, at.1, &parts, looks.letter(weightiest))?;
    Ok(())
}

/// How wide each column is, the names of activities and then every role. Names of roles go on two lines, so that many fit side by side.
fn widths(grid: &Grid, roles: &[String]) -> (usize, Vec<usize>) {
    let names = grid.sections.iter().flat_map(|section| &section.rows).map(|row| row.name.as_str());
    let half = |role: &String| role.chars().take(role.chars().count().div_ceil(2)).collect::<String>();
    let roles = roles.iter().map(|role| fitting([half(role).as_str()].into_iter(), 6, 12));
    (fitting(names, 12, 44), roles.collect())
}
