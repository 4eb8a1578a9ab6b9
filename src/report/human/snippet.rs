//! The boxes with source lines under a finding: one a file, further ones where marks would cover each other.

use std::io;

use miette::{GraphicalReportHandler, GraphicalTheme, ThemeCharacters, ThemeStyles};
use owo_colors::Style;

use super::excerpt::{Excerpt, LEAST_LABEL, Mark};
use super::look::{Look, level_style};
use super::window::{self, TAB_WIDTH};
use crate::finding::{Finding, Label};
use crate::source::harmless::{Out, blanks, fit, prose, put, putln};
use crate::source::{FileId, Position, Sources, TextFile};

/// Places beside the first that are drawn; the rest is counted.
const MOST_RELATED: usize = 9;

/// Lines without a mark that are shown rather than left out between two that have one.
const GAP: u32 = 1;

/// Fewer columns than this are not worth cutting a line to.
const LEAST_WIDTH: usize = 40;

/// A mark, the line that it is in, and where it starts.
struct PlacedMark {
    file: FileId,
    at: Position,
    mark: Mark,
    style: Style,
}

/// What is drawn in one box: lines of one file.
struct SourceBox {
    file: FileId,
    /// The first one gives the box its title.
    marks: Vec<PlacedMark>,
}

/// How the boxes of one finding divide the columns of the screen.
#[derive(Clone, Copy)]
struct Columns {
    /// For the numbers of lines.
    number: usize,
    /// For the lines themselves.
    line: usize,
}

/// Draws the places of a finding.
pub(super) fn write(sources: &Sources, finding: &Finding, look: Look, out: &mut Out<'_>) -> io::Result<()> {
    let related = finding.related.iter().take(MOST_RELATED).map(|label| (label, Style::new().blue().bold()));
    let labels = std::iter::once((&finding.primary, level_style(finding.level))).chain(related);
    let marks: Vec<PlacedMark> = labels.map(|(label, style)| PlacedMark::new(sources, label, style)).collect();
    let columns = Columns::new(&marks, look);
    for one in boxes(sources, marks, columns) {
        one.write(sources.file(one.file), columns, look, out)?;
    }
    match finding.related.len().saturating_sub(MOST_RELATED) {
        0 => Ok(()),
        more => putln!(out, "  and {} more {}", more, if more == 1 { "place" } else { "places" }),
    }
}

/// As few boxes as hold the marks without one covering another.
fn boxes(sources: &Sources, marks: Vec<PlacedMark>, columns: Columns) -> Vec<SourceBox> {
    let mut boxes: Vec<SourceBox> = Vec::new();
    for placed in marks {
        let file = sources.file(placed.file);
        match boxes.iter_mut().find(|one| one.file == placed.file && one.takes(file, &placed, columns.line)) {
            Some(one) => one.marks.push(placed),
            None => boxes.push(SourceBox { file: placed.file, marks: vec![placed] }),
        }
    }
    boxes
}

impl Columns {
    fn new(marks: &[PlacedMark], look: Look) -> Self {
        let number = marks.iter().map(|placed| digits(placed.at.line)).max().unwrap_or_default();
        Self { number, line: look.width.max(LEAST_WIDTH).saturating_sub(number + " │ ".chars().count()) }
    }
}

impl PlacedMark {
    /// What spans several lines is marked in the first of them.
    fn new(sources: &Sources, label: &Label, style: Style) -> Self {
        let file = sources.file(label.place.file);
        let at = file.position(label.place.span.start);
        let line = file.line(at.line);
        let start = (at.offset as usize).clamp(line.start, line.end);
        let end = (file.position(label.place.span.end).offset as usize).clamp(start, line.end);
        let bytes = start - line.start..end - line.start;
        Self { file: label.place.file, at, mark: Mark { bytes, text: prose(&label.text).into_owned() }, style }
    }
}

impl SourceBox {
    /// Whether a mark can stand beside the others of its line: apart from them, and on one screen with them.
    fn takes(&self, file: &TextFile, new: &PlacedMark, width: usize) -> bool {
        let beside: Vec<&Mark> =
            self.marks.iter().filter(|placed| placed.at.line == new.at.line).map(|placed| &placed.mark).collect();
        let all = beside.iter().copied().chain([&new.mark]);
        beside.is_empty()
            || beside.iter().all(|mark| mark.is_apart_from(&new.mark))
                && window::fit(
                    line_text(file, new.at.line),
                    &all.map(|mark| mark.footprint(LEAST_LABEL)).collect::<Vec<_>>(),
                    width,
                )
    }

    fn write(&self, file: &TextFile, columns: Columns, look: Look, out: &mut Out<'_>) -> io::Result<()> {
        let mut marks: Vec<&PlacedMark> = self.marks.iter().collect();
        marks.sort_by_key(|placed| (placed.at.line, placed.mark.bytes.start));
        let margin = blanks(columns.number + 1);
        let name = prose(file.name());
        if let Some(PlacedMark { at, .. }) = self.marks.first() {
            let title = look.paint(&fit!("{}:{}:{}", name, at.line, at.column), Style::new().cyan());
            putln!(out, "{}╭─[{}]", margin, title)?;
        }
        let clusters = marks.chunk_by(|a, b| b.at.line <= a.at.line + 1 + GAP);
        for (number, cluster) in clusters.enumerate() {
            if number > 0 {
                putln!(out, "{}⋮", margin)?;
            }
            draw(file, cluster, columns, look, out)?;
        }
        putln!(out, "{}╰────", margin)
    }
}

/// Draws lines that follow each other, without the frame around them.
#[expect(
    clippy::disallowed_methods,
    reason = "`miette` draws an excerpt, whose lines and labels are fit, in its colours"
)]
fn draw(file: &TextFile, cluster: &[&PlacedMark], columns: Columns, look: Look, out: &mut Out<'_>) -> io::Result<()> {
    let (Some(first), Some(last)) = (cluster.first(), cluster.last()) else { return Ok(()) };
    let mut excerpt = Excerpt::starting_at(first.at.line);
    for line in first.at.line..=last.at.line {
        let marks: Vec<&Mark> =
            cluster.iter().filter(|placed| placed.at.line == line).map(|placed| &placed.mark).collect();
        excerpt.push(line_text(file, line), &marks, columns.line);
    }
    let mut drawn = String::new();
    let handler = handler(cluster.iter().map(|placed| placed.style), look);
    handler.render_report(&mut drawn, &excerpt).map_err(io::Error::other)?;
    let padding = blanks(columns.number.saturating_sub(digits(last.at.line)));
    let mut lines = drawn.lines().skip(TITLE_LINES).peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_some() {
            put!(out, "{}", padding)?;
            out.vouched(line.strip_prefix(' ').unwrap_or(line).trim_end().as_bytes())?;
            putln!(out)?;
        }
    }
    Ok(())
}

/// What `miette` writes above the source lines: the message, which is empty here, and the top of its frame.
const TITLE_LINES: usize = 2;

fn handler(styles: impl Iterator<Item = Style>, look: Look) -> GraphicalReportHandler {
    let plain = ThemeStyles::none();
    let styles = if look.color {
        ThemeStyles { highlights: styles.collect(), linum: Style::new().dimmed(), ..plain }
    } else {
        plain
    };
    GraphicalReportHandler::new_themed(GraphicalTheme { characters: ThemeCharacters::unicode(), styles })
        .with_context_lines(0)
        .with_links(false)
        .tab_width(TAB_WIDTH)
        .without_syntax_highlighting()
}

fn line_text(file: &TextFile, line: u32) -> &str {
    file.text().get(file.line(line)).unwrap_or_default()
}

const fn digits(line: u32) -> usize {
    match line.checked_ilog10() {
        Some(log) => log as usize + 1,
        None => 1,
    }
}
