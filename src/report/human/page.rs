//! The pages of rules at a terminal: one of them whole, or a line for each.

use std::io;

use owo_colors::Style;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::look::{KEY, Look, level_style, paragraph};
use super::words;
use crate::rules::{self, Rule, Topic};
use crate::source::harmless::{Out, blanks, fit, line, prose, putln};

/// Lines of text longer than this are hard to read.
const MOST_COLUMNS: usize = 100;

/// How far what stands below a heading is indented, and an example further.
const INDENT: usize = 2;

/// Writes the page of a rule.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn page(rule: &Rule, look: Look, out: &mut Out<'_>) -> io::Result<()> {
    let look = readable(look);
    let name = look.paint(&rule.name.into(), Style::new().bold());
    let level = look.paint(&fit!("({})", rule.level.as_str()), level_style(rule.level));
    putln!(out, "{} {}\n", name, level)?;
    let mut writer = Writer { look, indent: 0, changes: false, text: String::new(), out };
    Parser::new(&rule.markdown()).try_for_each(|event| writer.write(event))?;
    paragraph((&"group: ".into(), KEY), (&rule.topic.title().into(), Style::new()), look, out)?;
    paragraph((&"level: ".into(), KEY), (&prose(&settings(rule)), Style::new()), look, out)
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
    indent: usize,
    /// Whether the lines of the example are those that go and come.
    changes: bool,
    text: String,
    out: &'a mut Out<'o>,
}

impl Writer<'_, '_> {
    fn write(&mut self, event: Event<'_>) -> io::Result<()> {
        match event {
            Event::Text(text) => self.text.push_str(&text),
            Event::Code(code) => self.text.extend(["`", &code, "`"]),
            Event::Start(Tag::CodeBlock(kind)) => self.changes = kind == CodeBlockKind::Fenced("diff".into()),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::End(TagEnd::Heading(_)) => {
                self.indent = INDENT;
                let heading = std::mem::take(&mut self.text);
                return putln!(self.out, "{}", self.look.paint(&prose(&heading), Style::new().bold()));
            }
            Event::End(TagEnd::Paragraph) => return self.paragraph(),
            Event::End(TagEnd::CodeBlock) => return self.example(),
            _ => {}
        }
        Ok(())
    }

    fn paragraph(&mut self) -> io::Result<()> {
        let text = std::mem::take(&mut self.text);
        for line in words::wrap(&prose(&text), self.look.width.saturating_sub(self.indent)) {
            putln!(self.out, "{}{}", blanks(self.indent), line)?;
        }
        putln!(self.out)
    }

    fn example(&mut self) -> io::Result<()> {
        let text = std::mem::take(&mut self.text);
        for example in text.lines() {
            let indent = if example.is_empty() { 0 } else { self.indent.saturating_add(INDENT) };
            putln!(self.out, "{}{}", blanks(indent), self.look.paint(&line(example), self.style(example)))?;
        }
        putln!(self.out)
    }

    fn style(&self, example: &str) -> Style {
        match example.as_bytes() {
            [b'-', ..] if self.changes => Style::new().red(),
            [b'+', ..] if self.changes => Style::new().green(),
            _ => Style::new(),
        }
    }
}
