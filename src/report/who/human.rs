//! Answers for people.

use std::io;

use super::super::human::wrap_around_names;
use crate::ask::{Holding, Reply, subjects};
use crate::cases::Reading;
use crate::model::{Id, Model, Role};
use crate::source::harmless::{Fit, Out, blanks, fit, prose, putln};
use crate::source::{Place, Sources};
use crate::subject::Text;
use crate::syntax::Remarks;
use crate::words::{Voice, acting, fewer, held, said};

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
pub fn reply(
    model: &Model,
    sources: &Sources,
    reply: &Reply<'_>,
    width: Option<usize>,
    out: &mut Out<'_>,
) -> io::Result<()> {
    let subject = reply.subject.to_string();
    let name = if subject.ends_with(reply.name.as_str()) { String::new() } else { format!(" ({})", reply.name) };
    paragraph(&format!("{subject}{name}: {}", said(model, &reply.says)), 0, width, out)?;
    if !reply.case.is_empty() {
        let case: Vec<_> = reply.case.iter().map(|(dimension, at)| format!("{dimension} = {}", words(at))).collect();
        paragraph(&format!("case: {}", case.join(", ")), 2, width, out)?;
    }
    if let Some(people) = &reply.people {
        paragraph(&format!("people: {}", acting(model, people)), 2, width, out)?;
    }
    if let Some(few) = &reply.fewer {
        paragraph(&fewer(model, few), 2, width, out)?;
    }
    for link in &reply.chain {
        let step = Voice::of_ids(model).link(link);
        putln!(out)?;
        paragraph(&format!("{}: {step}", link.reason.as_str()), 2, width, out)?;
        for (word, text) in link.remarks.into_iter().flat_map(remarks) {
            paragraph(&format!("{word}: {text}"), 6, width, out)?;
        }
        putln!(out, "      {}", position(sources, link.place))?;
    }
    Ok(())
}

/// Writes a text so many columns in; broken into lines where it is known how wide these are.
fn paragraph(text: &str, indent: usize, width: Option<usize>, out: &mut Out<'_>) -> io::Result<()> {
    let Some(width) = width else { return putln!(out, "{}{}", blanks(indent), prose(text)) };
    let hang = indent.saturating_add(HANG);
    for (number, line) in wrap_around_names(&prose(text), width.saturating_sub(hang)).into_iter().enumerate() {
        putln!(out, "{}{}", blanks(if number == 0 { indent } else { hang }), line)?;
    }
    Ok(())
}

/// So far in stands what a line goes on with.
const HANG: usize = 4;

/// What is remarked, each after its word.
fn remarks(remarks: &Remarks) -> impl Iterator<Item = (&'static str, &Text)> {
    let texts = [("note", &remarks.note), ("source", &remarks.source)];
    texts.into_iter().filter_map(|(word, text)| Some((word, text.as_ref()?)))
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
        Reading::Value(value) | Reading::Day(value) => value.to_string(),
        Reading::Number(number) => number.grouped(),
    }
}

/// A place as `file:line:column`.
fn position(sources: &Sources, place: Place) -> Fit<'static> {
    let (start, _) = sources.positions(place);
    fit!("{}:{}:{}", prose(sources.name(place.file)), start.line, start.column)
}
