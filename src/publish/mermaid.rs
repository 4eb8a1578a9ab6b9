//! Reporting lines and escalations as a Mermaid flowchart.

use std::io;

use super::chart::Chart;
use super::edition::Edition;
use crate::source::harmless::{Fit, Out, prose, putln};

/// Writes the chart: reporting lines drawn through, escalations dotted, bodies with six corners.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn mermaid(edition: &Edition<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let chart = Chart::of(edition);
    putln!(out, "flowchart BT")?;
    for (number, (department, roles)) in chart.groups.iter().enumerate() {
        if let Some(department) = department {
            putln!(out, "  subgraph d{}[\"{}\"]", number, label(department))?;
        }
        roles.iter().try_for_each(|role| match role.is_body {
            true => putln!(out, "    r{}{{{{\"{}\"}}}}", role.number, label(&role.name)),
            false => putln!(out, "    r{}[\"{}\"]", role.number, label(&role.name)),
        })?;
        if department.is_some() {
            putln!(out, "  end")?;
        }
    }
    chart.reports.iter().try_for_each(|(from, to)| putln!(out, "  r{} --> r{}", *from, *to))?;
    let mut escalations = chart.escalations.iter();
    escalations.try_for_each(|(from, to, name)| putln!(out, "  r{} -. \"{}\" .-> r{}", *from, label(name), *to))
}

/// A text as itself: everything that Mermaid, its Markdown or HTML could take for something else becomes a character code.
fn label(text: &str) -> Fit<'static> {
    let escaped = prose(text).escaped(|c, escaped| {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && c != ' ' && c != ',' {
            escaped.push_str(&format!("#{};", u32::from(c)));
        } else {
            escaped.push(c);
        }
    });
    if escaped.trim().is_empty() { "#160;".into() } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_cannot_end_or_become_markup() {
        assert_eq!(&*label("销售, a1"), "销售, a1");
        assert_eq!(&*label("x\"]; click"), "x#34;#93;#59; click");
        assert_eq!(&*label("<b>#9829;`**"), "#60;b#62;#35;9829#59;#96;#42;#42;");
        assert_eq!(&*label(" "), "#160;");
    }
}
