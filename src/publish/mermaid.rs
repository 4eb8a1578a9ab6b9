//! Reporting lines and escalations as a Mermaid flowchart.

use std::io::{self, Write};

use super::edition::Edition;
use super::lines::Lines;

/// Writes the chart: reporting lines drawn through, escalations dotted.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn mermaid(edition: &Edition<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lines = Lines::of(edition);
    writeln!(out, "flowchart BT")?;
    for (number, (department, roles)) in lines.groups.iter().enumerate() {
        if let Some(department) = department {
            writeln!(out, "  subgraph d{number}[\"{}\"]", label(department))?;
        }
        roles.iter().try_for_each(|role| writeln!(out, "    r{}[\"{}\"]", role.number, label(&role.name)))?;
        if department.is_some() {
            writeln!(out, "  end")?;
        }
    }
    lines.reports.iter().try_for_each(|(from, to)| writeln!(out, "  r{from} --> r{to}"))?;
    let mut escalations = lines.escalations.iter();
    escalations.try_for_each(|(from, to, name)| writeln!(out, "  r{from} -. \"{}\" .-> r{to}", label(name)))
}

/// A text as itself: everything that Mermaid, its Markdown or HTML could take for something else becomes a character code.
fn label(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && c != ' ' && c != ',' {
            escaped.push_str(&format!("#{};", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    if escaped.trim().is_empty() { "#160;".to_owned() } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_cannot_end_or_become_markup() {
        assert_eq!(label("销售, a1"), "销售, a1");
        assert_eq!(label("x\"]; click"), "x#34;#93;#59; click");
        assert_eq!(label("<b>#9829;`**"), "#60;b#62;#35;9829#59;#96;#42;#42;");
        assert_eq!(label(" "), "#160;");
    }
}
