//! What the program says, read from its JSON.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::meaning::{Meaning, Signed, Signer, signed};
use crate::oracle::{LEVELS, itself};
use crate::policy::{BOARD, Beside, COUNCIL, CROWD, Dimension, ONE, POSTS, Point, Role, Term, VALUES};
use crate::write;

/// Part of a region, on one dimension.
#[derive(Debug, Clone)]
enum Part {
    Values(BTreeSet<String>),
    Bounds(Vec<(String, i64)>),
}

/// The cases that a finding or a change is about.
#[derive(Debug, Clone)]
pub(crate) struct Region(Vec<(Dimension, Part)>);

fn dimension(id: &str) -> Dimension {
    Dimension::ALL.into_iter().find(|dimension| dimension.id() == id).unwrap_or_else(|| panic!("no dimension `{id}`"))
}

/// An exact decimal, as a whole number of the least part that is used here.
fn number(text: &str) -> i64 {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    assert!(part.len() <= 6, "`{text}` is too exact");
    let whole: i64 = whole.parse().unwrap();
    let part: i64 = format!("{part:0<6}").parse().unwrap();
    sign * (whole * ONE + part)
}

fn day(text: &str) -> i64 {
    let day: jiff::civil::Date = text.parse().unwrap();
    i64::from(write::date(0).until(day).unwrap().get_days())
}

fn height(dimension: Dimension, text: &str) -> i64 {
    if dimension == Dimension::Day { day(text) } else { number(text) }
}

/// Where a case lies on a dimension, as the program writes it.
pub(crate) fn coordinate(point: &Point, dimension: Dimension) -> String {
    match dimension {
        Dimension::Value(of) => write::value(of, point.values[of]),
        Dimension::Number(of) => write::number(point.numbers[of]),
        Dimension::Asker => point.asker.map(write::role).unwrap_or_default(),
        Dimension::Day => write::day(point.day),
    }
}

impl Region {
    pub(crate) fn of(region: &Value) -> Option<Self> {
        let part = |(key, part): (&String, &Value)| {
            let dimension = dimension(key);
            let part = part.as_object().unwrap();
            let part = match part.get("values") {
                Some(values) => {
                    Part::Values(values.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect())
                }
                None => Part::Bounds(
                    part.iter().map(|(key, end)| (key.clone(), height(dimension, end.as_str().unwrap()))).collect(),
                ),
            };
            (dimension, part)
        };
        Some(Self(region.as_object()?.iter().map(part).collect()))
    }

    pub(crate) fn contains(&self, point: &Point) -> bool {
        self.0.iter().all(|(dimension, part)| match part {
            Part::Values(values) => values.contains(&coordinate(point, *dimension)),
            Part::Bounds(bounds) => {
                let at = match dimension {
                    Dimension::Number(of) => point.numbers[*of],
                    Dimension::Day => point.day,
                    _ => panic!("bounds of values"),
                };
                bounds.iter().all(|(key, end)| match key.as_str() {
                    "above" => at > *end,
                    "at-least" => at >= *end,
                    "below" => at < *end,
                    "at-most" => at <= *end,
                    other => panic!("`{other}` is no bound"),
                })
            }
        })
    }
}

/// The case that shows a finding. What it does not name lies on the day of the run, or anywhere.
pub(crate) fn witness(witness: &Value, today: i64) -> Point {
    let mut point = Point { values: [0, 0], numbers: [0, 0], asker: None, day: today };
    for (key, at) in witness.as_object().unwrap() {
        let at = at.as_str().unwrap();
        match dimension(key) {
            Dimension::Value(of) => {
                point.values[of] = (0..VALUES[of]).find(|number| write::value(of, *number) == at).unwrap();
            }
            Dimension::Number(of) => point.numbers[of] = number(at),
            Dimension::Asker => point.asker = Some(role(at)),
            Dimension::Day => point.day = day(at),
        }
    }
    point
}

pub(crate) fn role(id: &str) -> Role {
    (0..=COUNCIL).find(|role| write::role(*role) == id).unwrap_or_else(|| panic!("no role `{id}`"))
}

/// An approver as the format writes it.
fn term(written: &Value) -> Term {
    if let Some(id) = written.as_str() {
        return Term::Role(role(id));
    }
    let table = written.as_object().unwrap_or_else(|| panic!("{written}"));
    let text = |key: &str| table.get(key).and_then(Value::as_str);
    let members = |key: &str| table.get(key).and_then(Value::as_array).map(|all| all.iter().map(term).collect());
    let count = |key: &str| table.get(key).and_then(Value::as_u64).map(|count| usize::try_from(count).unwrap());
    if let Some(id) = text("role") {
        return Term::Role(role(id));
    }
    for (key, of) in [
        ("all", Term::All as fn(Vec<Term>) -> Term),
        ("any", Term::Any),
        ("in-turn", Term::InTurn),
        ("first-of", Term::FirstOf),
    ] {
        if let Some(members) = members(key) {
            return of(members);
        }
    }
    if text("superior-of").is_some() {
        return Term::SuperiorOf;
    }
    if text("head-of").is_some() {
        return Term::HeadOf;
    }
    if let Some(least) = text("at-least") {
        let level = LEVELS.iter().position(|level| *level == least);
        return level.map_or_else(|| Term::AtLeastRole(role(least)), Term::AtLeastLevel);
    }
    if text("share").is_some() {
        return Term::Share;
    }
    let times = count("count").unwrap_or_else(|| panic!("{written}"));
    match text("of") {
        Some(id) if role(id) == CROWD => Term::Holders(times),
        Some(id) => panic!("{times} of `{id}`"),
        None => Term::Count(times, members("of").unwrap(), count("against")),
    }
}

fn meant(term: &Term) -> Signed {
    signed(term, &itself)
}

/// The members of a list that stands beside an answer, in order.
pub(crate) fn beside(answer: &Value, beside: Beside) -> Vec<Signer> {
    let list = match answer.get(beside.key()) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(items)) => items.clone(),
        Some(one) => vec![one.clone()],
    };
    let signers = |item: &Value| meant(&term(item)).signers().into_iter().cloned().collect::<Vec<_>>();
    list.iter().flat_map(signers).collect()
}

/// What an answer means, `agrees` counted; none where nobody decides.
pub(crate) fn meaning(answer: &Value) -> Option<Meaning> {
    let is = |key: &str| answer.get(key).and_then(Value::as_bool) == Some(true);
    if is("forbidden") {
        return Some(Meaning::Forbidden);
    }
    if is("elsewhere") {
        return Some(Meaning::Elsewhere);
    }
    let agrees = beside(answer, Beside::Agrees).into_iter().map(Signed::by);
    let agrees = agrees.fold(Signed::nothing_needed(), |so_far, one| so_far.and(&one));
    let decides = match answer.get("decides") {
        Some(decides) => meant(&term(decides)),
        None if is("free") => Signed::nothing_needed(),
        None => return None,
    };
    let all = decides.and(&agrees).plain();
    Some(if all == Signed::nothing_needed() { Meaning::Free } else { Meaning::Signed(all) })
}

/// The different answers of `who`.
pub(crate) fn answers(reply: &Value) -> Vec<Value> {
    match (reply.get("answers"), reply.get("answer")) {
        (Some(Value::Array(answers)), _) => answers.clone(),
        (_, None | Some(Value::Null)) => Vec::new(),
        (_, Some(answer)) => vec![answer.clone()],
    }
}

/// The posts that a finding is about.
pub(crate) fn roles(finding: &Value) -> BTreeSet<Role> {
    let ids = finding.get("roles").and_then(Value::as_array);
    let known =
        |id: &Value| (0..=COUNCIL.max(POSTS).max(BOARD)).find(|role| Some(write::role(*role).as_str()) == id.as_str());
    ids.into_iter().flatten().filter_map(known).collect()
}
