//! For people at a terminal: what is wrong, the lines it stands on, what to do, and a case that shows it.

mod excerpt;
mod page;
mod snippet;
mod window;
mod words;

use std::io;

use owo_colors::Style;
use words::GLUE;

pub use page::{page, pages};

use super::Report;
use crate::cases::Reading;
use crate::finding::{Finding, Level};
use crate::source::harmless::{Fit, Out, blanks, fit, joined, prose, put, putln};

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
    /// The text in colours, where there are any.
    pub(crate) fn paint(self, text: &Fit<'_>, style: Style) -> Fit<'static> {
        if self.color { text.painted(style) } else { text.clone().into_owned() }
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
pub fn human(report: &Report, look: Look, out: &mut Out<'_>) -> io::Result<()> {
    for finding in report.shown() {
        let style = level_style(finding.level);
        let (level, message) = (fit!("{}: ", finding.level.as_str()), prose(&finding.message));
        paragraph((&level, style), (&message, Style::new().bold()), look, out)?;
        snippet::write(&report.sources, finding, look, out)?;
        footer(finding, look, out)?;
        putln!(out)?;
    }
    Ok(())
}

/// A paragraph that hangs on its lead.
fn paragraph(lead: (&Fit<'_>, Style), text: (&Fit<'_>, Style), look: Look, out: &mut Out<'_>) -> io::Result<()> {
    let indent = words::width(lead.0);
    put!(out, "{}", look.paint(lead.0, lead.1))?;
    for (number, line) in words::wrap(text.0, look.width.saturating_sub(indent)).iter().enumerate() {
        let indent = if number == 0 { 0 } else { indent };
        putln!(out, "{}{}", blanks(indent), look.paint(line, text.1))?;
    }
    Ok(())
}

const KEY: Style = Style::new().cyan();

/// What to do, a case that shows it, and the rule, which stands beside the case where it has room.
fn footer(finding: &Finding, look: Look, out: &mut Out<'_>) -> io::Result<()> {
    if !finding.help.is_empty() {
        paragraph((&"  help: ".into(), KEY), (&prose(&finding.help), Style::new()), look, out)?;
    }
    let rule = fit!("{}{}", look.paint(&"rule: ".into(), KEY), finding.rule);
    let case = case(finding);
    if case.is_empty() {
        return putln!(out, "  {}", rule);
    }
    let room =
        words::width("  case: ") + words::width(&case) + BESIDE.len() + words::width("rule: ") + finding.rule.len();
    if room <= look.width {
        return putln!(out, "  {}{}{}{}", look.paint(&"case: ".into(), KEY), words::unglue(&case), BESIDE, rule);
    }
    paragraph((&"  case: ".into(), KEY), (&case, Style::new()), look, out)?;
    putln!(out, "  {}", rule)
}

/// What keeps the rule apart from the case.
const BESIDE: &str = "      ";

/// The case that shows it: `amount = 200 000.01, customer-tier = A`.
fn case(finding: &Finding) -> Fit<'static> {
    let witness = finding.cases.iter().flat_map(|cases| &cases.witness);
    let values = witness.map(|(dimension, point)| {
        let value = match point {
            Reading::Value(value) => prose(value).into_owned(),
            Reading::Number(number) => prose(&number.grouped()).into_owned(),
        };
        fit!("{}{}={}{}", prose(dimension), GLUE, GLUE, value)
    });
    joined(values, ", ")
}
