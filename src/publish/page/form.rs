//! What the form knows: the same pieces of the case space that `raci who` looks into, with exact numbers as text.

use std::collections::BTreeSet;
use std::io;

use serde_json::{Map, Value, json};

use super::super::edition::{Edition, clean};
use super::super::rights::answer_words;
use super::in_script;
use crate::finding::Subject;
use crate::model::{Coverage, Dimension};
use crate::space::{Budget, Domain, Extents, Held, Interval, Outcome, Piece};
use crate::syntax::Letter;

/// Something that can be asked about.
struct Asked {
    subject: Subject,
    name: String,
    parts: Vec<Part>,
}

/// One question about it: who decides, or who holds a letter.
struct Part {
    label: String,
    /// What each number in the pieces stands for.
    names: Vec<String>,
    pieces: Vec<Value>,
    dimensions: BTreeSet<usize>,
}

/// The data as JSON that can stand in a script.
pub(super) fn data(edition: &Edition<'_>) -> io::Result<String> {
    let dimensions: Vec<Value> = edition.model.dimensions.values().iter().map(dimension).collect();
    let subjects: Vec<Value> = decisions(edition).chain(activities(edition)).map(asked).collect();
    let data = json!({ "words": edition.words(), "dimensions": dimensions, "subjects": subjects });
    Ok(in_script(serde_json::to_string(&data)?))
}

fn asked(Asked { subject, name, parts }: Asked) -> Value {
    let dimensions: BTreeSet<usize> = parts.iter().flat_map(|part| part.dimensions.iter().copied()).collect();
    let part = |part: Part| json!({ "label": part.label, "names": part.names, "pieces": part.pieces });
    json!({
        "id": subject.to_string(),
        "name": name,
        "dimensions": dimensions,
        "parts": parts.into_iter().map(part).collect::<Vec<_>>(),
    })
}

fn dimension(dimension: &Dimension) -> Value {
    let mut told = json!({ "id": dimension.id, "name": clean(&dimension.name) });
    let Value::Object(fields) = &mut told else { return told };
    if let Some(unit) = &dimension.unit {
        fields.insert("unit".into(), clean(unit).into());
    }
    match &dimension.domain {
        Some(Domain::Numbers(numbers)) => {
            fields.insert("within".into(), interval(&numbers.within));
            if let Some(step) = &numbers.step {
                fields.insert("step".into(), step.size().to_string().into());
            }
        }
        _ => {
            fields.insert("values".into(), json!(dimension.values));
        }
    }
    told
}

fn interval(interval: &Interval) -> Value {
    let ends = interval.keys().map(|(bound, number)| (bound.to_owned(), Value::from(number.to_string())));
    Value::Object(ends.collect::<Map<_, _>>())
}

/// The decisions that can be asked about: those that could be read, and whose pieces are not too many to be listed.
fn decisions<'a>(edition: &'a Edition<'_>) -> impl Iterator<Item = Asked> + 'a {
    edition.model.decisions.values().iter().filter_map(|decision| {
        let name = |number: Option<u32>| {
            answer_words(edition, number.and_then(|number| decision.answers.get(number as usize)))
        };
        let coverage = decision.coverage.as_ref()?;
        let part = Part::new(edition, edition.words().who_decides, name, coverage)?;
        Some(Asked { subject: decision.subject(), name: clean(&decision.name), parts: vec![part] })
    })
}

fn activities<'a>(edition: &'a Edition<'_>) -> impl Iterator<Item = Asked> + 'a {
    let model = edition.model;
    model.activities.values().iter().filter_map(move |activity| {
        let name = |number: Option<u32>| {
            let role = number.and_then(|number| model.roles.id(number as usize));
            role.map_or_else(|| answer_words(edition, None), |role| edition.role(role))
        };
        let part = |letter: &Letter| {
            let coverage = activity.coverage(*letter, &model.dimensions)?;
            Part::new(edition, letter.as_str(), name, &coverage)
        };
        let parts: Option<Vec<_>> = model.matrix.scheme.letters().iter().map(part).collect();
        Some(Asked { subject: activity.subject(), name: clean(&activity.name), parts: parts? })
    })
}

impl Part {
    /// What holds where; `None` where there are too many pieces to be listed. `name` is what people call an answer by its number, or
    /// what could not be read.
    fn new(
        edition: &Edition<'_>,
        label: &str,
        name: impl Fn(Option<u32>) -> String,
        coverage: &Coverage,
    ) -> Option<Self> {
        let Outcome::Proven(pieces) = coverage.cover.resolved(&mut Budget::default()) else { return None };
        let used: BTreeSet<Option<u32>> = pieces.iter().flat_map(|piece| numbers(&piece.held)).collect();
        let used: Vec<_> = used.into_iter().collect();
        let space = coverage.cover.space();
        let piece = |piece: &Piece| {
            let described = space.describe_exactly(&piece.region);
            let condition =
                |(number, extents): &(usize, Extents)| json!([number, condition(edition, *number, extents)]);
            let held: Vec<_> =
                numbers(&piece.held).into_iter().filter_map(|number| used.binary_search(&number).ok()).collect();
            json!({ "when": described.iter().map(condition).collect::<Vec<_>>(), "held": held })
        };
        let pieces = pieces.iter().map(piece).collect();
        let names = used.iter().map(|number| name(*number)).collect();
        Some(Self { label: label.to_owned(), names, pieces, dimensions: space.dimensions().collect() })
    }
}

/// The numbers of what holds; `None` for what is not known.
fn numbers(held: &Held) -> Vec<Option<u32>> {
    match held {
        Held::Unknown => vec![None],
        Held::Values(values) => values.iter().copied().map(Some).collect(),
    }
}

fn condition(edition: &Edition<'_>, number: usize, extents: &Extents) -> Value {
    match extents {
        Extents::Intervals(intervals) => intervals.iter().map(interval).collect(),
        Extents::Values(values) => {
            let dimension = edition.model.dimensions.numbered(number);
            let named = values.iter().filter_map(|value| dimension?.values.get(*value));
            named.map(|value| Value::from(value.as_str())).collect()
        }
    }
}
