//! The matrix in a terminal: aligned by the width that characters take there, in as many tables as the columns need.

mod rights;
mod text;

use std::io;

use super::grid::{Cell, Grid, RoleColumn};
use super::register::Register;
use crate::report::Look;
use crate::source::harmless::{Fit, Out, blanks, fit, joined, prose, putln};
use crate::subject::Text;
use crate::syntax::{Capacity, Letter};
use crate::words::Lang;
use owo_colors::Style;
use text::{cut, longest_word, pad, width, wrap};

/// The most columns of the screen that the name of an activity takes.
const WIDEST_NAME: usize = 36;
/// The fewest and the most columns of the screen that a role takes.
const ROLE_WIDTH: (usize, usize) = (4, 14);
/// A name of at most so many columns of the screen goes on one line.
const SHORT: usize = 6;
/// Blanks between columns.
const GAP: usize = 2;

/// Writes the table and the decisions under it; nothing but a word where there is neither.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn terminal(grid: &Grid, register: &Register, look: Look, out: &mut Out<'_>) -> io::Result<()> {
    if !grid.columns.is_empty() {
        matrix(grid, look, out)?;
    } else if register.is_empty() {
        return putln!(out, "nobody holds a letter here");
    }
    rights::write(register, !grid.columns.is_empty(), look, out)
}

fn matrix(grid: &Grid, look: Look, out: &mut Out<'_>) -> io::Result<()> {
    let names = grid.sections.iter().flat_map(|section| section.rows.iter().map(|row| row.name.as_str()));
    let name_width = names.map(width).max().unwrap_or_default().min(WIDEST_NAME).min(look.width / 2);
    let widths = column_widths(grid, look.width.saturating_sub(name_width));
    let mut first = 0;
    while first < widths.len() {
        let count = fitting(widths.get(first..).unwrap_or_default(), look.width.saturating_sub(name_width));
        if first > 0 {
            putln!(out)?;
        }
        let table = Strip { grid, look, name_width, widths: &widths, first, count };
        table.write(out)?;
        first += count;
    }
    for (number, legend) in grid.explained().iter().enumerate() {
        if number == 0 {
            putln!(out)?;
        }
        let line = legend.line(&Lang::English.words());
        wrap(&line, look.width).iter().try_for_each(|line| putln!(out, "{}", *line))?;
    }
    if grid.depends() {
        putln!(out, "\n* depends on the case: `raci who` tells, or `--case` shows one")?;
    }
    Ok(())
}

/// How many of the columns fit side by side: at least one.
fn fitting(widths: &[usize], room: usize) -> usize {
    let mut used = 0_usize;
    let fits = widths.iter().take_while(|width| {
        used += **width + GAP;
        used <= room
    });
    fits.count().max(1)
}

/// How wide each column is: no name is cut inside a word, unless a word is so long that the columns do not fit side by side.
fn column_widths(grid: &Grid, room: usize) -> Vec<usize> {
    let widths: Vec<usize> = (0..grid.columns.len()).map(|number| column_width(grid, number)).collect();
    let word = |number: usize| grid.columns.get(number).map_or(0, |column| longest_word(&column.name));
    let whole = |most: usize| -> Vec<usize> {
        widths.iter().enumerate().map(|(number, width)| (*width).max(word(number).min(most))).collect()
    };
    let uncut = whole(usize::MAX);
    if fitting(&uncut, room) == uncut.len() { uncut } else { whole(ROLE_WIDTH.1) }
}

/// As wide as its widest cell, and as its name on two lines where that is not too wide; and as its department where it has that for
/// itself.
fn column_width(grid: &Grid, number: usize) -> usize {
    let rows = grid.sections.iter().flat_map(|section| &section.rows);
    let cells = rows.filter_map(|row| row.cells.get(number)).map(|cell| width(&cell.text()));
    let name = match grid.columns.get(number).map_or(0, |column| width(&column.name)) {
        short @ ..=SHORT => short,
        long => long.div_ceil(2).next_multiple_of(2),
    };
    let name = name.max(lone_department(grid, number).map_or(0, width));
    cells.max().unwrap_or_default().max(name.clamp(ROLE_WIDTH.0, ROLE_WIDTH.1))
}

/// The department of a column, where neither neighbour is in it.
fn lone_department(grid: &Grid, number: usize) -> Option<&str> {
    let department = |number: Option<usize>| grid.columns.get(number?)?.department.as_deref();
    let own = department(Some(number))?;
    let neighbours = [number.checked_sub(1), number.checked_add(1)];
    neighbours.into_iter().all(|next| department(next) != Some(own)).then_some(own)
}

/// Some of the columns, as many as fit.
struct Strip<'a> {
    grid: &'a Grid,
    look: Look,
    name_width: usize,
    widths: &'a [usize],
    first: usize,
    count: usize,
}

impl Strip<'_> {
    fn write(&self, out: &mut Out<'_>) -> io::Result<()> {
        self.departments(out)?;
        self.roles(out)?;
        for section in &self.grid.sections {
            if let Some(stage) = &section.stage {
                putln!(out, "{}", self.look.paint(&prose(stage), Style::new().bold().underline()))?;
            }
            for row in &section.rows {
                let name = cut(&row.name, self.name_width);
                let cells = row.cells.iter().skip(self.first).zip(self.columns());
                let cells = cells.map(|(cell, (_, width))| self.cell(cell, width));
                line(&pad(&name, self.name_width), cells, out)?;
            }
        }
        Ok(())
    }

    fn columns(&self) -> impl Iterator<Item = (&RoleColumn, usize)> {
        self.grid.columns.iter().zip(self.widths.iter().copied()).skip(self.first).take(self.count)
    }

    /// The names of departments, each over its roles.
    fn departments(&self, out: &mut Out<'_>) -> io::Result<()> {
        if self.columns().all(|(column, _)| column.department.is_none()) {
            return Ok(());
        }
        let mut runs: Vec<(&Option<Text>, usize)> = Vec::new();
        for (column, width) in self.columns() {
            match runs.last_mut() {
                Some((department, wide)) if **department == column.department && department.is_some() => {
                    *wide += GAP + width;
                }
                _ => runs.push((&column.department, width)),
            }
        }
        let cells = runs.into_iter().map(|(department, width)| {
            let name = cut(department.as_deref().unwrap_or_default(), width);
            self.look.paint(&pad(&name, width), Style::new().dimmed())
        });
        line(&blanks(self.name_width), cells, out)
    }

    /// The names of roles, over as many lines as they need.
    fn roles(&self, out: &mut Out<'_>) -> io::Result<()> {
        let names: Vec<_> = self.columns().map(|(column, width)| wrap(&column.name, width)).collect();
        let height = names.iter().map(Vec::len).max().unwrap_or_default();
        for number in 0..height {
            let cells = names.iter().zip(self.columns()).map(|(lines, (_, width))| {
                let above = height - lines.len();
                let text = number.checked_sub(above).and_then(|number| lines.get(number));
                self.look.paint(&text.map_or_else(|| blanks(width), |text| pad(text, width)), Style::new().bold())
            });
            line(&blanks(self.name_width), cells, out)?;
        }
        Ok(())
    }

    fn cell(&self, cell: &Cell, width_: usize) -> Fit<'static> {
        if cell.letters.is_empty() {
            return self.look.paint(&pad(&"·".into(), width_), Style::new().dimmed());
        }
        let text = cell.text();
        let room = blanks(width_.saturating_sub(width(&text)));
        let letters = cell.letters.iter().map(|(letter, some)| {
            let star = if *some { "*" } else { "" };
            self.look.paint(&fit!("{}{}", prose(letter.as_str()), star), style(*letter))
        });
        fit!("{}{}", joined(letters, " "), room)
    }
}

const fn style(letter: Letter) -> Style {
    match letter.capacity() {
        Capacity::Accountable => Style::new().red().bold(),
        Capacity::Responsible => Style::new().blue().bold(),
        Capacity::Consulted => Style::new().yellow(),
        Capacity::Informed => Style::new().green(),
        Capacity::Omitted => Style::new().dimmed(),
        Capacity::Supports | Capacity::SignsOff | Capacity::Verifies | Capacity::Recommends | Capacity::Agrees => {
            Style::new().magenta()
        }
    }
}

/// One line, without blanks at its end.
fn line(name: &Fit<'_>, cells: impl Iterator<Item = Fit<'static>>, out: &mut Out<'_>) -> io::Result<()> {
    let cells = cells.map(|cell| fit!("{}{}", blanks(GAP), cell));
    putln!(out, "{}", fit!("{}{}", *name, joined(cells, "")).trimmed())
}
