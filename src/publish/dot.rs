//! Reporting lines and escalations in the language of Graphviz.

use std::io;

use super::chart::Chart;
use super::edition::Edition;
use crate::source::harmless::{Fit, Out, fit, prose, putln};

/// Writes the graph: reporting lines drawn through, escalations dashed, bodies with six corners.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn dot(edition: &Edition<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let chart = Chart::of(edition);
    putln!(out, "digraph raci {{")?;
    putln!(out, "  graph [rankdir=BT, charset=\"UTF-8\", label={}];", string(&edition.title()))?;
    putln!(out, "  node [shape=box, style=rounded];")?;
    for (number, (department, roles)) in chart.groups.iter().enumerate() {
        if let Some(department) = department {
            putln!(out, "  subgraph cluster_{} {{\n    label={};", number, string(department))?;
        }
        roles.iter().try_for_each(|role| {
            let shape = if role.is_body { ", shape=hexagon, style=solid" } else { "" };
            putln!(out, "    r{} [label={}{}];", role.number, string(&role.name), shape)
        })?;
        if department.is_some() {
            putln!(out, "  }}")?;
        }
    }
    chart.reports.iter().try_for_each(|(from, to)| putln!(out, "  r{} -> r{};", *from, *to))?;
    for (from, to, name) in &chart.escalations {
        putln!(out, "  r{} -> r{} [style=dashed, constraint=false, label={}];", *from, *to, string(name))?;
    }
    putln!(out, "}}")
}

/// A quoted string that is shown as it is: also backslashes and entities, which Graphviz reads within labels.
fn string(text: &str) -> Fit<'static> {
    let escaped = prose(text).escaped(|c, escaped| match c {
        '\\' => escaped.push_str("\\\\"),
        '"' => escaped.push_str("\\\""),
        '&' => escaped.push_str("&amp;"),
        c => escaped.push(c),
    });
    fit!("\"{}\"", escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_cannot_end_early() {
        assert_eq!(&*string("销售"), "\"销售\"");
        assert_eq!(&*string("a\"]; x \\"), "\"a\\\"]; x \\\\\"");
        assert_eq!(&*string("\\N &lt;"), "\"\\\\N &amp;lt;\"");
    }
}
