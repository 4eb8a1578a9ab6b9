//! Answers for people.

use std::io;

use crate::ask::{Holding, Reply, subjects};
use crate::cases::Reading;
use crate::model::{Id, Model, Role};
use crate::source::harmless::{Fit, Out, fit, prose, putln};
use crate::source::{Place, Sources};
use crate::words::{Voice, held, said};

/// Writes every subject that can be asked about.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn all(model: &Model, out: &mut Out<'_>) -> io::Result<()> {
    for (subject, name) in subjects(model) {
        putln!(out, "{}  {}", prose(&subject.to_string()), prose(name))?;
    }
    Ok(())
}

/// Writes what holds in a case, and why.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn reply(model: &Model, sources: &Sources, reply: &Reply<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let subject = reply.subject.to_string();
    let name = if subject.ends_with(reply.name.as_str()) { String::new() } else { format!(" ({})", reply.name) };
    putln!(out, "{}", prose(&format!("{subject}{name}: {}", said(model, &reply.says))))?;
    if !reply.case.is_empty() {
        let case: Vec<_> = reply.case.iter().map(|(dimension, at)| format!("{dimension} = {}", words(at))).collect();
        putln!(out, "{}", prose(&format!("  case: {}", case.join(", "))))?;
    }
    for link in &reply.chain {
        let step = Voice::of_ids(model).link(link);
        putln!(out, "\n{}", prose(&format!("  {}: {step}", link.reason.as_str())))?;
        putln!(out, "      {}", position(sources, link.place))?;
    }
    Ok(())
}

/// Writes everything that a role holds.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn holdings(
    model: &Model,
    sources: &Sources,
    id: Id<Role>,
    holdings: &[Holding<'_>],
    out: &mut Out<'_>,
) -> io::Result<()> {
    let role = &model.roles[id];
    putln!(out, "{} ({})", prose(&role.id), prose(&role.name.value))?;
    if holdings.is_empty() {
        return putln!(out, "  holds nothing");
    }
    for holding in holdings {
        putln!(out, "  {}", prose(&held(model, id, holding)))?;
        putln!(out, "      {}", position(sources, holding.place))?;
    }
    Ok(())
}

fn words(point: &Reading) -> String {
    match point {
        Reading::Value(value) => value.to_string(),
        Reading::Number(number) => number.grouped(),
    }
}

/// A place as `file:line:column`.
fn position(sources: &Sources, place: Place) -> Fit<'static> {
    let (start, _) = sources.positions(place);
    fit!("{}:{}:{}", prose(sources.name(place.file)), start.line, start.column)
}
