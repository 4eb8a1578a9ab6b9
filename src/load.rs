//! From the files of a policy to its model.

use rayon::prelude::*;

use crate::finding::{Finding, Level};
use crate::model::{self, Built, PolicyFile};
use crate::options::Days;
use crate::source::{FileId, Place, Policy, Sources};
use crate::subject::Subject;
use crate::syntax;

/// Reads the files of a policy, side by side, and makes one model of them as it is on these days. What is wrong is in [`Built::mistakes`].
#[must_use]
pub fn load(sources: &Sources, policy: &Policy, days: Days) -> Built {
    let mut files: Vec<FileId> = policy.files().collect();
    files.sort_by(|a, b| sources.name(*a).cmp(sources.name(*b)));
    let read: Vec<_> = files.into_par_iter().map(|file| (file, read(sources, file))).collect();
    let mut mistakes = Vec::new();
    let mut inputs = Vec::with_capacity(read.len());
    for (id, (parsed, unread_text)) in read {
        mistakes.extend(parsed.mistakes);
        inputs.push(PolicyFile {
            id,
            is_main: id == policy.main,
            file: parsed.file,
            unread_text,
            unread: parsed.unread,
            in_threes: parsed.in_threes,
            dues: parsed.dues,
        });
    }
    let mut built = model::build(inputs, days);
    mistakes.append(&mut built.mistakes);
    Built { mistakes, ..built }
}

/// What one file declares, and the text in it that could not be read.
fn read(sources: &Sources, id: FileId) -> (syntax::Parsed, Vec<&str>) {
    let file = sources.file(id);
    if let Some(fault) = file.fault() {
        let place = Place::new(id, fault.span());
        let finding = Finding::new("invalid-toml", Level::Error, Subject::Matrix, place, fault.to_string());
        let parsed = syntax::Parsed { mistakes: vec![finding.help(fault.help())], ..syntax::Parsed::default() };
        return (parsed, vec![file.text()]);
    }
    let parsed = syntax::parse(id, file.text());
    let unread = parsed.unread_spans.iter().filter_map(|span| file.text().get(span.range())).collect();
    (parsed, unread)
}
