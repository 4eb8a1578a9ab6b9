//! For people at a terminal: what is wrong, the lines it stands on, what to do, and a case that shows it.

mod excerpt;
mod page;
mod snippet;
mod window;
mod words;

use std::io::{self, Write};

use owo_colors::{OwoColorize, Style};
use words::GLUE;

pub use page::{page, pages};

use super::Report;
use crate::finding::{Finding, Level, Point};
use crate::source::harmless;

/// What the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether it shows colours.
    pub color: bool,
    /// How many columns it has.
    pub width: usize,
}

/// The width where no terminal says another.
const DEFAULT_WIDTH: usize = 80;

impl Default for Look {
    fn default() -> Self {
        Self { color: false, width: DEFAULT_WIDTH }
    }
}

impl Look {
    fn paint(self, text: &str, style: Style) -> String {
        if self.color { text.style(style).to_string() } else { text.to_owned() }
    }
}

const fn level_style(level: Level) -> Style {
    match level {
        Level::Error => Style::new().red().bold(),
        Level::Warning => Style::new().yellow().bold(),
        Level::Info => Style::new().cyan().bold(),
    }
}

/// Writes the findings that no waiver hides.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn human(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.shown() {
        let style = level_style(finding.level);
        let message = harmless::prose(&finding.message);
        paragraph((&format!("{}: ", finding.level), style), (&message, Style::new().bold()), look, out)?;
        snippet::write(&report.sources, finding, look, out)?;
        footer(finding, look, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// A paragraph that hangs on its lead.
fn paragraph(lead: (&str, Style), text: (&str, Style), look: Look, out: &mut dyn Write) -> io::Result<()> {
    let indent = words::width(lead.0);
    write!(out, "{}", look.paint(lead.0, lead.1))?;
    for (number, line) in words::wrap(text.0, look.width.saturating_sub(indent)).iter().enumerate() {
        let indent = if number == 0 { 0 } else { indent };
        writeln!(out, "{:indent$}{}", "", look.paint(line, text.1))?;
    }
    Ok(())
}

const KEY: Style = Style::new().cyan();

/// What to do, a case that shows it, and the rule, which stands beside the case where it has room.
fn footer(finding: &Finding, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if !finding.help.is_empty() {
        paragraph(("  help: ", KEY), (&harmless::prose(&finding.help), Style::new()), look, out)?;
    }
    let rule = format!("{}{}", look.paint("rule: ", KEY), finding.rule);
    let case = case(finding);
    if case.is_empty() {
        return writeln!(out, "  {rule}");
    }
    let room =
        words::width("  case: ") + words::width(&case) + BESIDE.len() + words::width("rule: ") + finding.rule.len();
    if room <= look.width {
        return writeln!(out, "  {}{}{BESIDE}{rule}", look.paint("case: ", KEY), words::unglue(&case));
    }
    paragraph(("  case: ", KEY), (&case, Style::new()), look, out)?;
    writeln!(out, "  {rule}")
}

/// What keeps the rule apart from the case.
const BESIDE: &str = "      ";

/// The case that shows it, harmless: `amount = 200 000.01, customer-tier = A`.
fn case(finding: &Finding) -> String {
    let witness = finding.cases.iter().flat_map(|cases| &cases.witness);
    let values = witness.map(|(dimension, point)| {
        let dimension = harmless::prose(dimension);
        match point {
            Point::Value(value) => format!("{dimension}{GLUE}={GLUE}{}", harmless::prose(value)),
            Point::Number(number) => format!("{dimension}{GLUE}={GLUE}{}", number.grouped()),
        }
    });
    values.collect::<Vec<_>>().join(", ")
}
