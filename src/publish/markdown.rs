//! The matrix as Markdown, for a README or a wiki: tables as GitHub, GitLab and most wikis know them.

use std::io;

use super::edition::Edition;
use super::footnotes::Footnotes;
use super::grid::{Cell, Grid};
use super::rights::{Clause, manners, said};
use super::terms::Terms;
use crate::model::{Decision, Manner};
use crate::source::harmless::{Out, joined, markdown as text, putln};
use crate::words::clean;

/// Writes the matrix, its decision rights and everything beside them.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn markdown(edition: &Edition<'_>, grid: &Grid, out: &mut Out<'_>) -> io::Result<()> {
    let words = edition.words();
    putln!(out, "# {}\n", text(&edition.title()))?;
    for (name, fact) in edition.facts() {
        putln!(out, "- {}{}{}", name, words.colon, text(&fact))?;
    }
    findings(edition, out)?;
    putln!(out, "\n## {}\n", words.matrix)?;
    matrix(edition, grid, out)?;
    decisions(edition, out)?;
    for table in edition.tables() {
        section(table.title, out)?;
        let head: Vec<_> = table.head.iter().map(|&head| head.to_owned()).collect();
        write_table(&head, table.rows.iter().map(Vec::as_slice), out)?;
    }
    Ok(())
}

fn section(title: &'static str, out: &mut Out<'_>) -> io::Result<()> {
    putln!(out, "\n## {}\n", title)
}

fn findings(edition: &Edition<'_>, out: &mut Out<'_>) -> io::Result<()> {
    if edition.found.is_empty() {
        return Ok(());
    }
    section(edition.words().findings, out)?;
    edition.found.iter().try_for_each(|found| {
        let (level, subject, message) = (edition.lang.level(found.level), text(&found.subject), text(&found.message));
        putln!(out, "- **{}** {}: {} ({})", level, subject, message, found.rule)
    })
}

fn matrix(edition: &Edition<'_>, grid: &Grid, out: &mut Out<'_>) -> io::Result<()> {
    let words = edition.words();
    let staged = grid.sections.iter().any(|section| section.stage.is_some());
    let mut head: Vec<String> = if staged { vec![words.stage.to_owned()] } else { Vec::new() };
    head.push(words.activity.to_owned());
    head.extend(grid.columns.iter().map(|column| clean(&column.name)));
    let (mut rows, mut notes) = (Vec::new(), Footnotes::default());
    for section in &grid.sections {
        for (number, row) in section.rows.iter().enumerate() {
            let stage = section.stage.as_ref().filter(|_| number == 0).map(clean).unwrap_or_default();
            let mut cells = if staged { vec![stage] } else { Vec::new() };
            let remarks = edition.remarks_on(row.activity);
            cells.push(notes.marked(&clean(&row.name), remarks.iter().map(String::as_str)));
            cells.extend(row.cells.iter().map(Cell::text));
            rows.push(cells);
        }
    }
    write_table(&head, rows.iter().map(Vec::as_slice), out)?;
    for legend in grid.explained() {
        putln!(out, "\n{}", text(&legend.line(&words)))?;
    }
    if grid.depends() {
        putln!(out, "\n{}", text(words.depends))?;
    }
    list(&notes, out)
}

fn decisions(edition: &Edition<'_>, out: &mut Out<'_>) -> io::Result<()> {
    if edition.model.decisions.is_empty() {
        return Ok(());
    }
    section(edition.words().decisions, out)?;
    for (number, decision) in edition.model.decisions.values().iter().enumerate() {
        if number > 0 {
            putln!(out)?;
        }
        one_decision(edition, decision, out)?;
    }
    Ok(())
}

fn one_decision(edition: &Edition<'_>, decision: &Decision, out: &mut Out<'_>) -> io::Result<()> {
    let (words, voice, mut notes) = (edition.words(), edition.voice(), Footnotes::default());
    let terms = Terms::of(voice, decision);
    putln!(out, "### {}\n", text(&notes.marked(&clean(&decision.name), [terms.remark.as_str()])))?;
    let listed = terms.listed(voice);
    for (name, term) in &listed {
        let colon = if term.is_empty() { "" } else { words.colon };
        putln!(out, "- {}{}{}", *name, colon, text(term))?;
    }
    if !listed.is_empty() {
        putln!(out)?;
    }
    let clauses = Clause::all(voice, decision);
    let manners = manners(&clauses);
    let has_times = clauses.iter().flat_map(|clause| &clause.steps).any(|step| !step.times.is_empty());
    let mut rows = Vec::new();
    for clause in &clauses {
        for step in &clause.steps {
            let cases = [clause.whole(voice), step.limit.clone()];
            let cases: Vec<_> = cases.into_iter().filter(|part| !part.is_empty()).collect();
            let cases = if cases.is_empty() { words.every_case.to_owned() } else { cases.join(words.and_also) };
            let remarks = [clause.remark.as_str(), step.remark.as_str()];
            let mut row = vec![notes.marked(&cases, remarks), step.answer.clone()];
            row.extend(manners.iter().filter_map(|number| step.beside.get(*number)).cloned());
            row.extend(has_times.then(|| said(&step.times, voice).join(words.and_also)));
            rows.push(row);
        }
    }
    let beside = manners.iter().filter_map(|number| Manner::ALL.get(*number)).map(|manner| words.manner(*manner));
    let head = [words.when, words.who_decides].into_iter().chain(beside).chain(has_times.then_some(words.times));
    let head: Vec<_> = head.map(str::to_owned).collect();
    write_table(&head, rows.iter().map(Vec::as_slice), out)?;
    list(&notes, out)
}

/// The remarks under a table.
fn list(notes: &Footnotes, out: &mut Out<'_>) -> io::Result<()> {
    notes.listed().enumerate().try_for_each(|(number, (mark, remark))| {
        let end = if number == 0 { "\n" } else { "" };
        putln!(out, "{}- {} {}", end, text(&mark), text(remark))
    })
}

fn write_table<'a>(head: &[String], rows: impl Iterator<Item = &'a [String]>, out: &mut Out<'_>) -> io::Result<()> {
    line(head, out)?;
    putln!(out, "|{}", joined(head.iter().map(|_| " --- |".into()), ""))?;
    rows.into_iter().try_for_each(|row| line(row, out))
}

fn line(cells: &[String], out: &mut Out<'_>) -> io::Result<()> {
    putln!(out, "| {} |", joined(cells.iter().map(|cell| text(cell)), " | "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    /// The text of each cell as a reader shows it; fails on anything that is no plain text.
    fn read(markdown: &str) -> Vec<String> {
        let mut cells = Vec::new();
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Start(pulldown_cmark::Tag::TableCell) => cells.push(String::new()),
                Event::Text(text) | Event::Code(text) => cells.last_mut().unwrap().push_str(&text),
                Event::Start(
                    pulldown_cmark::Tag::Table(_) | pulldown_cmark::Tag::TableHead | pulldown_cmark::Tag::TableRow,
                )
                | Event::End(_) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        cells
    }

    /// The text with what look-alikes stand for.
    fn meant(shown: &str) -> String {
        let look_alikes = [('\u{FF20}', "@"), ('♯', "#"), ('∶', ":"), ('\u{2024}', "."), ('\u{2011}', "-")];
        look_alikes.iter().fold(shown.to_owned(), |text, (look_alike, meant)| text.replace(*look_alike, meant))
    }

    proptest! {
        #[test]
        fn a_reader_shows_what_is_written(cells in prop::collection::vec("[ -~销售总监]{0,12}", 2)) {
            let head = ["a".to_owned(), "b".to_owned()];
            let mut out = Vec::new();
            write_table(&head, [cells.as_slice()].into_iter(), &mut Out::new(&mut out)).unwrap();
            let shown: Vec<_> = read(std::str::from_utf8(&out).unwrap()).iter().map(|cell| meant(cell)).collect();
            let wanted: Vec<_> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            prop_assert_eq!(&shown[2..], wanted.as_slice());
        }
    }
}
