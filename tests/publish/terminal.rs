//! The matrix in a terminal, measured as a terminal measures.

use raci::load::load;
use raci::publish::{Filter, Grid, Register, terminal};
use raci::report::Look;
use raci::source::{Input, Out, open};
use unicode_width::UnicodeWidthStr;

use super::example;

/// The day on which policies are read.
const DAY: raci::options::Days = raci::options::Days::only(jiff::civil::date(2026, 7, 1));

/// What is shown on so many columns.
fn shown(width: usize) -> (Grid, String) {
    let opened = open(&example(), &[Input::Path(example())]).unwrap();
    let built = load(&opened.sources, opened.policies.first().unwrap(), DAY);
    let grid = Grid::new(&built.model, &Filter::default()).unwrap();
    let mut out = Vec::new();
    let register = Register::new(&built.model, &Filter::default()).unwrap();
    terminal(&grid, &register, Look { color: false, width }, &mut Out::new(&mut out)).unwrap();
    (grid, String::from_utf8(out).unwrap())
}

/// The columns of the screen at which something begins after the name of the activity: two blanks stand before it.
fn starts(line: &str) -> Vec<usize> {
    let (mut at, mut blanks, mut starts) = (0, 0, Vec::new());
    for c in line.chars() {
        if c == ' ' {
            blanks += 1;
        } else {
            if blanks >= 2 {
                starts.push(at);
            }
            blanks = 0;
        }
        at += c.to_string().width();
    }
    starts
}

#[test]
fn the_sales_department_fits_and_stands_in_columns() {
    for width in [80, 120] {
        let (grid, text) = shown(width);
        assert!(text.lines().all(|line| line.width() <= width), "{text}");
        let (matrix, _) = text.split_once("\n\n* depends on the case").unwrap();
        let tables: Vec<_> = matrix.split("\n\n").filter(|table| table.lines().count() > 1).collect();
        assert_eq!(tables.len(), if width == 80 { 3 } else { 2 }, "{text}");
        let mut columns = 0;
        for table in tables {
            let rows: Vec<_> = table.lines().filter(|line| line.contains(" · ") || line.ends_with(" ·")).collect();
            let first = starts(rows.first().unwrap());
            assert!(rows.len() > 30 && rows.iter().all(|row| starts(row) == first), "{table}");
            columns += first.len();
        }
        assert_eq!(columns, grid.columns.len());
    }
}

#[test]
fn departments_are_called_by_their_whole_names() {
    let (_, text) = shown(120);
    for department in ["销售部", "市场部", "财务部", "供应链部", "法务部", "行政部"] {
        assert!(
            text.lines().any(|line| line.split_whitespace().any(|word| word == department)),
            "{department}: {text}"
        );
    }
}
