//! What the form knows: the same pieces of the case space that `raci who` looks into, with exact numbers as text.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use case_space::{Coordinate, Domain, Held, Outcome, Piece, Vocabulary};
use serde::Serialize;
use serde_json::{Value, json};

use super::super::edition::Edition;
use super::cases::{conditions, interval, known, position};
use super::chain::{self, Aftermath, Chain};
use crate::model::{Activity, BuiltIn, Coverage, Decision, Dimension, Holders, Id, Spread};
use crate::options::STEPS;
use crate::source::harmless::{self, Fit, prose};
use crate::syntax::{Capacity, Letter, Scheme};
use crate::words::{Words, clean, described};

/// Everything that the form knows.
#[derive(Serialize)]
struct Data {
    words: Words,
    /// What people call each role, by its number.
    roles: Vec<String>,
    dimensions: Vec<Value>,
    /// What follows from a role's deciding, by the number of the role.
    follows: BTreeMap<usize, Aftermath>,
    subjects: Vec<FormSubject>,
}

/// Something that can be asked about.
#[derive(Serialize)]
struct FormSubject {
    id: String,
    name: String,
    /// What is told apart on each dimension that matters: a coordinate of each kind.
    apart: Vec<(usize, Vec<String>)>,
    parts: Vec<FormQuestion>,
    /// Who may ask, by their numbers; empty where that does not matter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    askers: Vec<usize>,
    /// The cases that do not exist.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    absent: Vec<Vec<Value>>,
    /// Numbers, each of which is never more than the other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shares: Vec<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chain: Option<Chain>,
}

/// One question about it: who decides, or who holds a letter.
#[derive(Serialize)]
struct FormQuestion {
    label: String,
    /// Whether there is exactly one answer, if all is well.
    has_one: bool,
    /// What each number in the pieces stands for, where it is no role.
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<Vec<String>>,
    pieces: Vec<Shown>,
}

/// A piece: in which cases what holds, and where that is written.
#[derive(Serialize)]
struct Shown {
    when: Vec<Value>,
    /// Numbers of what holds; `null` for what is not known.
    held: Vec<Option<usize>>,
    origin: usize,
}

/// The data as JSON that can stand in a script.
pub(super) fn data(edition: &Edition<'_>) -> io::Result<String> {
    let model = edition.model;
    let decisions = model.decisions.values().iter().filter_map(|decision| decided(edition, decision));
    let activities = model.activities.values().iter().filter_map(|activity| held(edition, activity));
    let data = Data {
        words: edition.words(),
        roles: model.roles.ids().map(|role| edition.role(role)).collect(),
        dimensions: known(model).map(|known| dimension(edition, known)).collect(),
        follows: chain::follows(edition),
        subjects: decisions.chain(activities).collect(),
    };
    Ok(in_script(&harmless::json(&data)?))
}

/// JSON that can stand in a script: nothing in it ends the script or begins a comment.
fn in_script(json: &Fit<'_>) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn dimension(edition: &Edition<'_>, dimension: &Dimension) -> Value {
    let mut told = json!({ "id": dimension.id, "name": clean(&dimension.name) });
    let Value::Object(fields) = &mut told else { return told };
    if dimension.built_in == Some(BuiltIn::RequestedBy) {
        let names: Vec<String> = edition.model.roles.ids().map(|role| edition.role(role)).collect();
        let asks =
            [("name", json!(edition.words().requested_by)), ("values", json!(dimension.values)), ("asks", json!(true))];
        fields.extend(asks.map(|(key, value)| (key.to_owned(), value)));
        fields.insert("shown".into(), json!(names));
        return told;
    }
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
            fields.insert(
                "shown".into(),
                (0..dimension.values.len())
                    .filter_map(|value| dimension.value_name(value))
                    .map(|name| prose(name).to_string())
                    .collect(),
            );
        }
    }
    told
}

/// A decision; `None` where it could not be read, or where its pieces are too many to be listed.
fn decided(edition: &Edition<'_>, decision: &Decision) -> Option<FormSubject> {
    let (answers, coverage) = decision.in_full()?;
    let names = answers.iter().map(|answer| edition.voice().answer(Some(answer)));
    let part = FormQuestion {
        label: edition.words().who_decides.to_owned(),
        has_one: true,
        names: Some(names.collect()),
        pieces: pieces(edition, coverage)?,
    };
    let space = coverage.cover.space();
    let is_told_apart = |number: usize| space.dimensions().any(|dimension| dimension == number);
    let asks = edition.model.dimensions.requested_by().map(Id::index).filter(|asks| is_told_apart(*asks));
    let askers: Vec<usize> = asks.map_or_else(Vec::new, |_| decision.requested_by.ids().map(Id::index).collect());
    let mut apart = apart(edition, &[coverage]);
    if let Some(asks) = asks.filter(|_| !askers.is_empty()) {
        let asks = position(&edition.model.dimensions, asks);
        let values = edition.model.dimensions.values().get(asks_number(edition)).map_or(&[][..], |asks| &asks.values);
        let ids = askers.iter().filter_map(|asker| values.get(*asker)).map(ToString::to_string).collect();
        apart.iter_mut().filter(|(dimension, _)| *dimension == asks).for_each(|(_, kinds)| kinds.clone_from(&ids));
    }
    let everywhere = edition
        .model
        .impossible
        .iter()
        .filter(|one| one.when.conditions.keys().all(|dimension| is_told_apart(dimension.index())));
    let absent = everywhere.chain(&decision.impossible);
    let absent = absent.filter_map(|one| Some(conditions(edition.model, &described(edition.model, &one.when)?)));
    let shares = edition.model.dimensions.iter().filter_map(|(part, own)| {
        let pair = [part.index(), own.part_of.get()?.value.index()];
        pair.iter()
            .all(|number| is_told_apart(*number))
            .then(|| pair.map(|number| position(&edition.model.dimensions, number)))
    });
    Some(FormSubject {
        id: decision.subject().to_string(),
        name: clean(&decision.name),
        apart,
        parts: vec![part],
        askers,
        absent: absent.collect(),
        shares: shares.collect(),
        chain: Some(Chain::of(edition, decision, answers, coverage)),
    })
}

/// The number of the dimension of who asks.
fn asks_number(edition: &Edition<'_>) -> usize {
    edition.model.dimensions.requested_by().map_or(usize::MAX, Id::index)
}

/// An activity, likewise.
fn held(edition: &Edition<'_>, activity: &Activity) -> Option<FormSubject> {
    let mut coverages = Vec::new();
    let mut parts = Vec::new();
    let accountable = only_accountable(&activity.scheme);
    for letter in activity.scheme.letters() {
        let pieces = match activity.spread_of(*letter)? {
            Spread::Everywhere(holders) => holders.map(everywhere).into_iter().collect(),
            Spread::ByCase(coverage) => {
                coverages.push(coverage);
                pieces(edition, coverage)?
            }
        };
        let has_one = accountable == Some(*letter);
        if !pieces.is_empty() || has_one {
            parts.push(FormQuestion { label: prose(letter.as_str()).to_string(), has_one, names: None, pieces });
        }
    }
    Some(FormSubject {
        id: activity.subject().to_string(),
        name: clean(&activity.name),
        apart: apart(edition, &coverages),
        parts,
        askers: Vec::new(),
        absent: Vec::new(),
        shares: Vec::new(),
        chain: None,
    })
}

/// The letter that exactly one role must hold; none where several letters mean that.
fn only_accountable(scheme: &Scheme) -> Option<Letter> {
    let mut accountable = scheme.letters().iter().filter(|letter| letter.capacity() == Capacity::Accountable);
    accountable.next().copied().filter(|_| accountable.next().is_none())
}

fn everywhere(holders: &Holders) -> Shown {
    let roles = holders.roles.ids().map(Id::index);
    Shown { when: Vec::new(), held: roles.map(Some).collect(), origin: 0 }
}

/// What holds where; `None` where there are too many pieces to be listed.
fn pieces<T>(edition: &Edition<'_>, coverage: &Coverage<Id<T>>) -> Option<Vec<Shown>> {
    let Outcome::Proven(pieces) = coverage.cover.resolved(&edition.model.share_of(STEPS)) else { return None };
    let space = coverage.cover.space();
    let piece = |piece: &Piece<Id<T>>| Shown {
        when: conditions(edition.model, &space.describe_exactly(&piece.region)),
        held: match &piece.held {
            Held::Unknown => vec![None],
            Held::Values(values) => values.iter().map(|id| Some(id.index())).collect(),
        },
        origin: piece.origin.index(),
    };
    Some(pieces.iter().map(piece).collect())
}

/// A coordinate of each kind that some of the covers tell apart, by dimension.
fn apart<V: Copy + Ord>(edition: &Edition<'_>, coverages: &[&Coverage<V>]) -> Vec<(usize, Vec<String>)> {
    let mut apart: BTreeMap<usize, BTreeSet<Coordinate>> = BTreeMap::new();
    for space in coverages.iter().map(|coverage| coverage.cover.space()) {
        for dimension in space.dimensions() {
            apart.entry(dimension).or_default().extend(space.told_apart(dimension));
        }
    }
    let text = |dimension: usize, coordinate: Coordinate| match coordinate {
        Coordinate::Number(number) => Some(number.to_string()),
        Coordinate::Value(value) => {
            edition.model.dimensions.numbered(dimension)?.values.get(value).map(ToString::to_string)
        }
    };
    let texts = apart.into_iter().map(|(dimension, coordinates)| {
        (dimension, coordinates.into_iter().filter_map(|coordinate| text(dimension, coordinate)).collect())
    });
    let mut texts: Vec<(usize, Vec<String>)> = texts.collect();
    texts.sort_by_key(|(dimension, _)| edition.model.dimensions.order(*dimension));
    let position = |dimension| position(&edition.model.dimensions, dimension);
    texts.into_iter().map(|(dimension, texts)| (position(dimension), texts)).collect()
}
