//! For people at a terminal: what is wrong, the lines it stands on, what to do, and a case that shows it.

mod brief;
mod example;
mod excerpt;
mod fold;
mod look;
mod page;
mod snippet;
mod window;
mod words;

use std::io;

use owo_colors::Style;

use brief::{Brief, brief};
use fold::{Fold, folded};
use look::{KEY, level_style, paragraph};
use words::GLUE;
pub(super) use words::wrap_around_names;

pub use example::TriedExample;
pub use look::Look;
pub use page::{page, pages};

use super::Report;
use crate::cases::Reading;
use crate::finding::{Finding, Level};
use crate::source::harmless::{Fit, Out, fit, joined, prose, putln};

/// Writes the findings that no waiver hides, what matters most last; those that say nearly the same are folded, and what is only worth
/// knowing is a line a rule.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn human(report: &Report, look: Look, out: &mut Out<'_>) -> io::Result<()> {
    let (infos, rest) = if report.is_unfolded { (Vec::new(), folded(report)) } else { brief(folded(report)) };
    in_brief(&infos, look, out)?;
    rest.iter().try_for_each(|one| in_full(report, one, look, out))?;
    let errors: Vec<&Finding> = report.shown().filter(|finding| finding.level == Level::Error).collect();
    let length: usize = errors.iter().map(|error| lines(error)).sum();
    if length > SCREEN { at_a_glance(report, &errors, look, out) } else { Ok(()) }
}

/// So many lines are seen at once, beside the summary.
const SCREEN: usize = 44;

/// About so many lines a finding takes in full.
const fn lines(finding: &Finding) -> usize {
    finding.related.len().saturating_mul(3).saturating_add(9)
}

/// Each error in a line, where they would not be seen at once otherwise.
fn at_a_glance(report: &Report, errors: &[&Finding], look: Look, out: &mut Out<'_>) -> io::Result<()> {
    putln!(out, "── {} errors ──", errors.len())?;
    for error in errors.iter().take(SCREEN) {
        let place = error.primary.place;
        let (start, _) = report.sources.positions(place);
        let place = fit!("{}:{}:{}: ", prose(report.sources.name(place.file)), start.line, start.column);
        paragraph((&place, level_style(Level::Error)), (&prose(&error.message), Style::new()), look, out)?;
    }
    let more = errors.len().saturating_sub(SCREEN);
    if more > 0 { putln!(out, "and {} more above\n", more) } else { putln!(out) }
}

fn in_brief(infos: &[Brief], look: Look, out: &mut Out<'_>) -> io::Result<()> {
    for Brief { rule, text } in infos {
        let style = level_style(Level::Info);
        paragraph((&"info: ".into(), style), (&fit!("{}: {}", *rule, prose(text)), Style::new()), look, out)?;
    }
    if infos.is_empty() { Ok(()) } else { putln!(out, "      (`-v` shows where, and what to do)\n") }
}

fn in_full(report: &Report, one: &Fold<'_>, look: Look, out: &mut Out<'_>) -> io::Result<()> {
    let Fold { finding, more_places, more_alike } = *one;
    let style = level_style(finding.level);
    let (level, message) = (fit!("{}: ", finding.level.as_str()), prose(&finding.message));
    paragraph((&level, style), (&message, Style::new().bold()), look, out)?;
    snippet::write(&report.sources, finding, look, out)?;
    if more_places > 0 {
        putln!(out, "  and in {} more {}", more_places, if more_places == 1 { "place" } else { "places" })?;
    }
    footer(finding, look, out)?;
    putln!(out)?;
    if more_alike > 0 {
        let more = fit!("{} more on `{}`; `-v` shows them", more_alike, prose(&finding.subject.to_string()));
        paragraph((&fit!("{}: ", finding.rule), style), (&more, Style::new()), look, out)?;
        putln!(out)?;
    }
    Ok(())
}

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
            Reading::Value(value) | Reading::Day(value) => prose(value).into_owned(),
            Reading::Number(number) => prose(&number.grouped()).into_owned(),
        };
        fit!("{}{}={}{}", prose(dimension), GLUE, GLUE, value)
    });
    joined(values, ", ")
}
