//! What moved, as a comment on a pull request.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Comparison, PolicyDiff};
use crate::diff::{Change, Effect};
use crate::source::harmless;

/// A comment takes 65 536 characters.
const MOST_BYTES: usize = 60_000;

/// Writes what moved in each policy; what moved no authority is folded away.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn markdown(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { text: String::new(), left_out: 0 };
    for policy in &comparison.policies {
        page.policy(comparison, policy);
    }
    out.write_all(page.text.as_bytes())?;
    if page.left_out > 0 { writeln!(out, "\n{} more changes are not shown", page.left_out) } else { Ok(()) }
}

struct Page {
    text: String,
    left_out: usize,
}

impl Page {
    fn policy(&mut self, comparison: &Comparison, policy: &PolicyDiff) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let heading = if policy.diff.moves_authority() { "Authority moved" } else { "No authority moved" };
        let _ = writeln!(self.text, "### {heading}: {}", safe(&policy.title()));
        let counts = match policy.counts() {
            counts if counts.is_empty() => "nothing but text differs".to_owned(),
            counts => counts,
        };
        let _ = writeln!(self.text, "\n{}, {}", safe(&counts), safe(&comparison.span()));
        let (moved, others): (Vec<_>, Vec<_>) = policy.grouped().partition(|(effect, _)| effect.moves_authority());
        self.groups(&moved);
        if !others.is_empty() {
            self.text.push_str("\n<details><summary>Other changes</summary>\n");
            self.groups(&others);
            self.text.push_str("\n</details>\n");
        }
    }

    fn groups(&mut self, groups: &[(Effect, Vec<&Change>)]) {
        for (effect, changes) in groups {
            let title = effect.title();
            let first = title.get(..1).unwrap_or_default().to_uppercase();
            let _ = writeln!(self.text, "\n**{first}{}**\n", title.get(1..).unwrap_or_default());
            for change in changes {
                let line = format!("- {}\n", safe(&change.words()));
                if self.text.len().saturating_add(line.len()) > MOST_BYTES {
                    self.left_out = self.left_out.saturating_add(1);
                } else {
                    self.text.push_str(&line);
                }
            }
        }
    }
}

/// Words in which ids stand between backticks, as Markdown: what stands between them is code, and nothing else is Markdown, HTML or
/// somebody's name.
fn safe(words: &str) -> String {
    let words = harmless::prose(words);
    let mut text = String::with_capacity(words.len());
    let mut parts = words.split('`').peekable();
    let mut is_code = false;
    while let Some(part) = parts.next() {
        let is_closed = parts.peek().is_some();
        match (is_code, is_closed) {
            (true, true) if !part.trim().is_empty() => {
                let _ = write!(text, "`{part}`");
            }
            _ => escape(part, &mut text),
        }
        is_code = !is_code;
    }
    text
}

/// `CommonMark` takes a backslash before any punctuation; GitHub takes no other `@` for the start of a name than this one.
fn escape(part: &str, text: &mut String) {
    for c in part.chars() {
        match c {
            '@' => text.push('\u{FF20}'),
            ',' | '.' | ';' | ':' | '(' | ')' | '-' | '\'' => text.push(c),
            c if c.is_ascii_punctuation() => {
                text.push('\\');
                text.push(c);
            }
            c => text.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_code_and_nothing_else_is_markdown() {
        assert_eq!(safe("`a` gains `b` when x is 1"), "`a` gains `b` when x is 1");
        assert_eq!(safe("<img> *x* @all [y](z)"), "\\<img\\> \\*x\\* \u{FF20}all \\[y\\](z)");
        assert_eq!(safe("`a`<b>` c"), "`a`\\<b\\> c");
        assert_eq!(safe("`` x"), " x");
        assert!(!safe("a\n# b").contains('\n'));
    }
}
