//! Reporting lines and escalations in the language of Graphviz.

use std::io::{self, Write};

use super::edition::Edition;
use super::lines::Lines;

/// Writes the graph: reporting lines drawn through, escalations dashed.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn dot(edition: &Edition<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lines = Lines::of(edition);
    writeln!(out, "digraph raci {{")?;
    writeln!(out, "  graph [rankdir=BT, charset=\"UTF-8\", label={}];", string(&edition.title()))?;
    writeln!(out, "  node [shape=box, style=rounded];")?;
    for (number, (department, roles)) in lines.groups.iter().enumerate() {
        if let Some(department) = department {
            writeln!(out, "  subgraph cluster_{number} {{\n    label={};", string(department))?;
        }
        roles.iter().try_for_each(|role| writeln!(out, "    r{} [label={}];", role.number, string(&role.name)))?;
        if department.is_some() {
            writeln!(out, "  }}")?;
        }
    }
    lines.reports.iter().try_for_each(|(from, to)| writeln!(out, "  r{from} -> r{to};"))?;
    for (from, to, name) in &lines.escalations {
        writeln!(out, "  r{from} -> r{to} [style=dashed, constraint=false, label={}];", string(name))?;
    }
    writeln!(out, "}}")
}

/// A quoted string that is shown as it is: also backslashes and entities, which Graphviz reads within labels.
fn string(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_cannot_end_early() {
        assert_eq!(string("销售"), "\"销售\"");
        assert_eq!(string("a\"]; x \\"), "\"a\\\"]; x \\\\\"");
        assert_eq!(string("\\N &lt;"), "\"\\\\N &amp;lt;\"");
    }
}
