//! The pages of rules at a terminal: one of them whole, or a line for each.

use std::io;

use owo_colors::Style;
use pulldown_cmark::{Event, Parser, TagEnd};

use super::example::TriedExample;
use super::look::{KEY, Look, level_style, paragraph};
use super::words;
use crate::rules::{self, Rule, Topic};
use crate::source::harmless::{Out, blanks, fit, line, prose, putln};

/// Lines of text longer than this are hard to read.
const MOST_COLUMNS: usize = 100;

/// How far what stands below a heading is indented, and an example further.
const INDENT: usize = 2;

/// A page that is not to be full and is longer than a screen leaves out when the rule is silent.
const SCREEN: usize = 50;

/// The heading below which that stands.
const SILENT: &str = "Silent when";

/// The heading below which the example stands.
const EXAMPLE: &str = "Example";

/// Writes the page of a rule, with what is found in its example: in full, or what fits a screen.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn page(rule: &Rule, tried: TriedExample<'_>, is_full: bool, look: Look, out: &mut Out<'_>) -> io::Result<()> {
    let look = readable(look);
    let mut brief = Vec::new();
    written(rule, tried, PageExtent::Brief, look, &mut Out::new(&mut brief))?;
    let fits = brief.iter().filter(|byte| **byte == b'\n').count() <= SCREEN;
    let extent = match (is_full, fits) {
        (true, _) => PageExtent::Full,
        (false, true) => PageExtent::Brief,
        (false, false) => PageExtent::Briefest,
    };
    written(rule, tried, extent, look, out)
}

/// How much of a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PageExtent {
    /// All of it.
    Full,
    /// Without what only completes the example.
    Brief,
    /// Nor when the rule is silent.
    Briefest,
}

fn written(rule: &Rule, tried: TriedExample<'_>, extent: PageExtent, look: Look, out: &mut Out<'_>) -> io::Result<()> {
    let name = look.paint(&rule.name.into(), Style::new().bold());
    let level = look.paint(&fit!("({})", rule.level.as_str()), level_style(rule.level));
    putln!(out, "{} {}\n", name, level)?;
    let text = if extent == PageExtent::Full { rule.markdown() } else { rule.brief() };
    let mut writer =
        Writer { look, extent, tried, touched: touched(&text), heading: String::new(), text: String::new(), out };
    Parser::new(&text).try_for_each(|event| writer.write(event))?;
    paragraph((&"group: ".into(), KEY), (&rule.topic.title().into(), Style::new()), look, out)?;
    paragraph((&"level: ".into(), KEY), (&prose(&settings(rule)), Style::new()), look, out)?;
    match extent {
        PageExtent::Full => Ok(()),
        PageExtent::Brief => paragraph((&"more:  ".into(), KEY), (&MORE.into(), Style::new()), look, out),
        PageExtent::Briefest => paragraph((&"more:  ".into(), KEY), (&MORE_STILL.into(), Style::new()), look, out),
    }
}

const MORE: &str = "`--full` shows the example whole, and in which policy it stands";

const MORE_STILL: &str = "`--full` shows the example whole, and when the rule is silent";

/// The lines of the example that go when it is put right, and the headers of tables in which something changes.
fn touched(page: &str) -> Vec<String> {
    let (_, changes) = page.split_once("```diff\n").unwrap_or_default();
    let lines = changes.lines().take_while(|line| *line != "```");
    let gone = lines.filter_map(|line| {
        line.strip_prefix("- ").or_else(|| line.strip_prefix("  ").filter(|line| line.starts_with('[')))
    });
    gone.map(str::to_owned).collect()
}

/// Writes the name, the level and the first sentence of every rule, by groups.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn pages(look: Look, out: &mut Out<'_>) -> io::Result<()> {
    let look = readable(look);
    let longest = rules::ALL.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut group: Option<Topic> = None;
    for rule in rules::ALL {
        if group != Some(rule.topic) {
            let gap = if group.is_some() { "\n" } else { "" };
            putln!(out, "{}{}", gap, look.paint(&rule.topic.title().into(), Style::new().bold()))?;
            group = Some(rule.topic);
        }
        let gap = blanks(longest.saturating_sub(rule.name.len()));
        let lead = fit!("  {}{}  {:7}  ", rule.name, gap, rule.level.as_str());
        paragraph((&lead, level_style(rule.level)), (&prose(&rule.summary()), Style::new()), look, out)?;
    }
    putln!(out, "\n`raci explain RULE` tells why a rule matters, shows it, and puts it right.")
}

fn readable(look: Look) -> Look {
    Look { width: look.width.min(MOST_COLUMNS), ..look }
}

/// How the rule is switched on and off.
fn settings(rule: &Rule) -> String {
    let Rule { name, level, .. } = rule;
    if !rule.can_be_silenced() {
        return format!("`{name}` is always an {level}; it cannot be switched off or waived");
    }
    let by_default = match rule.topic.pack() {
        Some(pack) => format!("off until asked for by `packs = [\"{pack}\"]` in `[lint]`"),
        None => format!("{level} by default"),
    };
    let threshold = rule.threshold.map_or_else(String::new, |threshold| {
        format!("; `{} = {}` ({}) in `[lint.thresholds]`", threshold.name, threshold.default, threshold.unit)
    });
    format!("{by_default}; `{name} = \"error\"`, `\"warning\"`, `\"info\"` or `\"off\"` in `[lint.rules]`{threshold}")
}

/// From the events of Markdown to lines.
struct Writer<'a, 'o> {
    look: Look,
    extent: PageExtent,
    tried: TriedExample<'a>,
    /// What is changed in the example.
    touched: Vec<String>,
    /// The last heading; none before the first.
    heading: String,
    text: String,
    out: &'a mut Out<'o>,
}

impl Writer<'_, '_> {
    fn write(&mut self, event: Event<'_>) -> io::Result<()> {
        match event {
            Event::Text(text) => self.text.push_str(&text),
            Event::Code(code) => self.text.extend(["`", &code, "`"]),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::End(TagEnd::Heading(_)) => {
                self.heading = std::mem::take(&mut self.text);
                if !self.is_left_out() {
                    putln!(self.out, "{}", self.look.paint(&prose(&self.heading), Style::new().bold()))?;
                }
            }
            Event::End(TagEnd::Paragraph) => return self.paragraph(),
            Event::End(TagEnd::CodeBlock) => return self.code(),
            _ => {}
        }
        Ok(())
    }

    fn is_left_out(&self) -> bool {
        self.extent == PageExtent::Briefest && self.heading == SILENT
    }

    fn paragraph(&mut self) -> io::Result<()> {
        let text = std::mem::take(&mut self.text);
        if self.is_left_out() {
            return Ok(());
        }
        let indent = if self.heading.is_empty() { 0 } else { INDENT };
        for line in words::wrap(&prose(&text), self.look.width.saturating_sub(indent)) {
            putln!(self.out, "{}{}", blanks(indent), line)?;
        }
        putln!(self.out)
    }

    fn code(&mut self) -> io::Result<()> {
        let text = std::mem::take(&mut self.text);
        let indent = INDENT.saturating_mul(2);
        if self.heading == EXAMPLE {
            let touched = (self.extent != PageExtent::Full).then_some(self.touched.as_slice());
            return self.tried.write(&text, touched, indent, self.look, self.out);
        }
        for change in text.lines() {
            let indent = if change.is_empty() { 0 } else { indent };
            putln!(self.out, "{}{}", blanks(indent), self.look.paint(&line(change), style(change)))?;
        }
        putln!(self.out)
    }
}

/// How a line that goes or comes is painted.
fn style(change: &str) -> Style {
    match change.as_bytes() {
        [b'-', ..] => Style::new().red(),
        [b'+', ..] => Style::new().green(),
        _ => Style::new(),
    }
}
