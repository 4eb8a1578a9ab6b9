//! The pages of rules at a terminal: one of them whole, or a line for each.

use std::io::{self, Write};

use owo_colors::Style;
use pulldown_cmark::{Event, Parser, TagEnd};

use super::{KEY, Look, level_style, paragraph, words};
use crate::rules::{self, Group, Rule};

/// Lines of text longer than this are hard to read.
const MOST_COLUMNS: usize = 100;

/// How far what stands below a heading is indented, and an example further.
const INDENT: usize = 2;

/// Writes the page of a rule.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn page(rule: &Rule, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let look = readable(look);
    let name = look.paint(rule.name, Style::new().bold());
    writeln!(out, "{name} {}\n", look.paint(&format!("({})", rule.level), level_style(rule.level)))?;
    let mut writer = Writer { look, indent: 0, text: String::new(), out };
    Parser::new(&rule.markdown()).try_for_each(|event| writer.write(event))?;
    paragraph(("group: ", KEY), (rule.group.title(), Style::new()), look, out)?;
    paragraph(("level: ", KEY), (&settings(rule), Style::new()), look, out)
}

/// Writes the name, the level and the first sentence of every rule, by groups.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn pages(look: Look, out: &mut dyn Write) -> io::Result<()> {
    let look = readable(look);
    let longest = rules::ALL.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut group: Option<Group> = None;
    for rule in rules::ALL {
        if group != Some(rule.group) {
            let gap = if group.is_some() { "\n" } else { "" };
            writeln!(out, "{gap}{}", look.paint(rule.group.title(), Style::new().bold()))?;
            group = Some(rule.group);
        }
        let lead = format!("  {:longest$}  {:7}  ", rule.name, rule.level.as_str());
        paragraph((&lead, level_style(rule.level)), (&rule.summary(), Style::new()), look, out)?;
    }
    writeln!(out, "\n`raci explain RULE` tells why a rule matters, shows it, and puts it right.")
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
    let by_default = match rule.group.pack() {
        Some(pack) => format!("off until asked for by `packs = [\"{pack}\"]` in `[lint]`"),
        None => format!("{level} by default"),
    };
    let threshold = rule.threshold.map_or_else(String::new, |threshold| {
        format!("; `{} = {}` ({}) in `[lint.thresholds]`", threshold.name, threshold.default, threshold.unit)
    });
    format!("{by_default}; `{name} = \"error\"`, `\"warning\"`, `\"info\"` or `\"off\"` in `[lint.rules]`{threshold}")
}

/// From the events of Markdown to lines.
struct Writer<'a> {
    look: Look,
    indent: usize,
    text: String,
    out: &'a mut dyn Write,
}

impl Writer<'_> {
    fn write(&mut self, event: Event<'_>) -> io::Result<()> {
        match event {
            Event::Text(text) => self.text.push_str(&text),
            Event::Code(code) => self.text.extend(["`", &code, "`"]),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::End(TagEnd::Heading(_)) => {
                self.indent = INDENT;
                let heading = std::mem::take(&mut self.text);
                return writeln!(self.out, "{}", self.look.paint(&heading, Style::new().bold()));
            }
            Event::End(TagEnd::Paragraph) => return self.paragraph(),
            Event::End(TagEnd::CodeBlock) => return self.example(),
            _ => {}
        }
        Ok(())
    }

    fn paragraph(&mut self) -> io::Result<()> {
        let text = std::mem::take(&mut self.text);
        for line in words::wrap(&text, self.look.width.saturating_sub(self.indent)) {
            writeln!(self.out, "{:indent$}{line}", "", indent = self.indent)?;
        }
        writeln!(self.out)
    }

    fn example(&mut self) -> io::Result<()> {
        let text = std::mem::take(&mut self.text);
        for line in text.lines() {
            let indent = if line.is_empty() { 0 } else { self.indent.saturating_add(INDENT) };
            writeln!(self.out, "{:indent$}{line}", "")?;
        }
        writeln!(self.out)
    }
}
