//! The matrix as a page: one file that needs no network, with a form that answers who decides.

mod cases;
mod chain;
mod decided;
mod drawing;
mod form;
mod unbroken;

use std::io;

use data_encoding::BASE64;
use minijinja::value::Serde;
use minijinja::{Environment, HtmlEscape, Output, State, Value, escape_formatter};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::chart::Chart;
use super::edition::{Edition, Notice};
use super::footnotes::Footnotes;
use super::grid::{Cell, Grid};
use super::legend::Legend;
use super::tables::Annex;
use crate::source::harmless::{Out, prose};
use crate::syntax::{Capacity, Letter};
use crate::words::{Lang, Words, clean};
use decided::ShownDecision;
use unbroken::unbroken;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What the template shows.
#[derive(Serialize)]
struct Page<'a> {
    words: Words,
    title: String,
    facts: Vec<(&'static str, String)>,
    found: Vec<ShownFinding<'a>>,
    legends: Vec<ShownLegend>,
    depends: bool,
    columns: Vec<ShownColumn>,
    sections: Vec<ShownSection>,
    /// The remarks under the matrix.
    notes: Vec<String>,
    decisions: Vec<ShownDecision>,
    drawing: Option<String>,
    reports: Vec<(&'a str, &'a str)>,
    tables: Vec<Annex>,
    style: &'static str,
    script: &'static str,
    hashes: Hashes,
    data: String,
}

/// What the page allows to run and to be applied.
#[derive(Serialize)]
struct Hashes {
    style: String,
    script: String,
}

/// Writes the page.
///
/// # Errors
/// Where `out` cannot be written to.
#[expect(clippy::disallowed_methods, reason = "a template of our own, into which nothing comes but by `show`")]
pub fn page(edition: &Edition<'_>, grid: &Grid, out: &mut Out<'_>) -> io::Result<()> {
    let chart = Chart::of(edition);
    let decisions = edition.model.decisions.values().iter();
    let mut notes = Footnotes::default();
    let sections = grid.sections.iter().map(|section| ShownSection::of(edition, section, &mut notes)).collect();
    let page = Page {
        words: edition.words(),
        title: edition.title(),
        facts: edition.facts(),
        found: edition.found.iter().map(|found| ShownFinding::of(found, edition.lang)).collect(),
        legends: grid.legends.iter().map(|legend| ShownLegend::of(legend, &edition.words())).collect(),
        depends: grid.depends(),
        columns: grid.columns.iter().map(ShownColumn::of).collect(),
        sections,
        notes: notes.texts().map(str::to_owned).collect(),
        decisions: decisions.map(|decision| ShownDecision::of(edition, decision)).collect(),
        drawing: drawing::svg(&chart),
        reports: chart.named_reports(),
        tables: edition.tables(),
        style: STYLE,
        script: SCRIPT,
        hashes: Hashes { style: hash(STYLE), script: hash(SCRIPT) },
        data: form::data(edition)?,
    };
    let mut environment = Environment::new();
    environment.set_formatter(show);
    environment.add_filter("unbroken", |text: String| unbroken(&text));
    environment.add_function("mark", mark);
    environment.add_template("page.html", TEMPLATE).map_err(io::Error::other)?;
    let template = environment.get_template("page.html").map_err(io::Error::other)?;
    let text = template.render(Serde(&page)).map_err(io::Error::other)?;
    out.vouched(text.as_bytes())
}

/// The mark of a note: the link to it.
fn mark(list: usize, number: Option<usize>) -> Value {
    let link = |number| format!("<sup><a role=\"doc-noteref\" href=\"#note-{list}-{number}\">{number}</a></sup>");
    Value::from_safe_string(number.map(link).unwrap_or_default())
}

/// What the template shows of a value: a text that is fit, escaped; what is HTML already was made here, of fit texts.
fn show(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    match value.as_str().filter(|_| !value.is_safe()) {
        Some(text) => escape_formatter(out, state, &Value::from(&*prose(text))),
        None => escape_formatter(out, state, value),
    }
}

/// What a policy for content security calls a script or a style.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(&Sha256::digest(text)))
}

#[derive(Serialize)]
struct ShownColumn {
    name: String,
    department: Option<String>,
}

impl ShownColumn {
    fn of(column: &super::grid::RoleColumn) -> Self {
        Self { name: clean(&column.name), department: column.department.as_ref().map(clean) }
    }
}

#[derive(Serialize)]
struct ShownLegend {
    /// The activities of which it is so, and what stands behind them; nothing for the matrix.
    head: String,
    /// The look of each letter, the letter, and what it means.
    letters: Vec<(&'static str, String, &'static str)>,
}

impl ShownLegend {
    fn of(legend: &Legend, words: &Words) -> Self {
        let letter = |(letter, meaning): (Letter, _)| (look(letter), letter.as_str().to_owned(), meaning);
        Self { head: legend.head(words), letters: legend.letters(words).map(letter).collect() }
    }
}

#[derive(Serialize)]
struct ShownSection {
    stage: Option<String>,
    rows: Vec<ShownRow>,
}

#[derive(Serialize)]
struct ShownRow {
    name: String,
    /// The numbers of its remarks.
    marks: Vec<usize>,
    /// Its cells as HTML, in which letters stand, escaped, and nothing else of the policy.
    cells: String,
}

impl ShownSection {
    fn of(edition: &Edition<'_>, section: &super::grid::Section, notes: &mut Footnotes) -> Self {
        let row = |row: &super::grid::Row| {
            let remarks = edition.remarks_on(row.activity);
            let marks = remarks.iter().filter_map(|remark| notes.number(remark)).collect();
            ShownRow { name: clean(&row.name), marks, cells: row.cells.iter().map(cell).collect() }
        };
        Self { stage: section.stage.as_ref().map(clean), rows: section.rows.iter().map(row).collect() }
    }
}

fn cell(cell: &Cell) -> String {
    let letter = |(letter, some): &(Letter, bool)| {
        let (sign, star) = (escaped(letter.as_str()), if *some { "*" } else { "" });
        format!("<b class=\"l {}\">{sign}{star}</b> ", look(*letter))
    };
    ["<td>".to_owned()].into_iter().chain(cell.letters.iter().map(letter)).collect()
}

/// A text of the policy as HTML.
fn escaped(text: &str) -> String {
    HtmlEscape(&prose(text)).to_string()
}

/// The look of a letter, by what it means: a class of the style sheet.
const fn look(letter: Letter) -> &'static str {
    match letter.capacity() {
        Capacity::Responsible => "R",
        Capacity::Accountable => "A",
        Capacity::Consulted => "C",
        Capacity::Informed => "I",
        Capacity::Supports | Capacity::SignsOff | Capacity::Verifies | Capacity::Recommends | Capacity::Agrees => "S",
        Capacity::Omitted => "O",
    }
}

#[derive(Serialize)]
struct ShownFinding<'a> {
    level: &'static str,
    /// The level in the language of the page.
    called: &'static str,
    rule: &'static str,
    subject: &'a str,
    /// The message: words of the tool and, in turn, words of the policy.
    message: Vec<&'a str>,
}

impl<'a> ShownFinding<'a> {
    fn of(found: &'a Notice, lang: Lang) -> Self {
        Self {
            level: found.level.as_str(),
            called: lang.level(found.level),
            rule: found.rule,
            subject: &found.subject,
            message: parts(&found.message),
        }
    }
}

/// What stands outside and, in turn, inside backticks; the whole where they are no pairs.
fn parts(message: &str) -> Vec<&str> {
    let parts: Vec<_> = message.split('`').collect();
    if parts.len() % 2 == 1 { parts } else { vec![message] }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The colours of a theme by name.
    fn colours(theme: &str) -> BTreeMap<&str, [f64; 3]> {
        let declared = theme.split(';').filter_map(|declaration| declaration.rsplit_once("--")?.1.split_once(": #"));
        let channel = |hex: &str, at: usize| {
            let part = f64::from(u8::from_str_radix(hex.get(at..at + 2).unwrap(), 16).unwrap()) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        declared.map(|(name, hex)| (name, [0, 2, 4].map(|at| channel(hex, at)))).collect()
    }

    /// Source: W3C, *Web Content Accessibility Guidelines 2.2*, contrast ratio.
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let luminance = |[red, green, blue]: [f64; 3]| 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn every_text_can_be_read_on_its_ground() {
        let (light, rest) = STYLE.split_once('}').unwrap();
        let (dark, _) = rest.split_once('}').unwrap();
        for colours in [colours(light), colours(dark)] {
            let grounds = ["ground", "panel", "s0", "s1", "s2", "s3", "s4", "s5", "free", "forbidden"];
            let on_grounds = grounds.map(|ground| ("ink", ground));
            let others = [("soft", "ground"), ("soft", "panel"), ("accent", "ground"), ("a", "ground"), ("a", "panel")];
            let letters = [("a", "on-a"), ("r", "on-r"), ("c", "on-c"), ("i", "on-i"), ("s", "on-s")];
            for (ink, ground) in on_grounds.into_iter().chain(others).chain(letters) {
                let ratio = contrast(colours[ink], colours[ground]);
                assert!(ratio >= 4.5, "{ink} on {ground}: {ratio:.2}");
            }
        }
    }
}
