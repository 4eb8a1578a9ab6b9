//! Answers as JSON, version 1, for programs.

use std::io;

use serde_json::{Map, Value, json};

use super::super::answer_json;
use super::super::json::{Location, VERSION, json_object, point_json, region_json};
use crate::ask::{Holding, How, InCases, Link, Reply, Says, subjects};
use crate::model::{Id, Model, Role, Standing};
use crate::source::Sources;
use crate::source::harmless::Out;
use crate::words::Voice;

/// Writes every subject that can be asked about.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn all(model: &Model, out: &mut Out<'_>) -> io::Result<()> {
    let all = subjects(model).map(|(subject, name)| json!({ "subject": subject.to_string(), "name": name }));
    json_object(&json!({ "version": VERSION, "subjects": all.collect::<Vec<_>>() }), out)
}

/// Writes what holds in a case, and why.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn reply(model: &Model, sources: &Sources, reply: &Reply<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let (key, answer) = match &reply.says {
        Says::Holds(letters) => {
            let letters = letters.iter().map(|(letter, roles)| (letter.as_str().to_owned(), ids(model, roles)));
            ("answer", Value::Object(letters.collect()))
        }
        Says::Decides(answers) => {
            let mut answers = answers.iter().map(|answer| answer_json(&model.roles, answer.as_ref()));
            match answers.len() {
                0 | 1 => ("answer", answers.next().unwrap_or_default()),
                _ => ("answers", answers.collect()),
            }
        }
    };
    let case: Map<_, _> =
        reply.case.iter().map(|(dimension, point)| (dimension.to_string(), point_json(point))).collect();
    let chain: Vec<_> = reply.chain.iter().map(|link| step(model, sources, link)).collect();
    let subject = reply.subject.to_string();
    json_object(&json!({ "version": VERSION, "subject": subject, "case": case, key: answer, "chain": chain }), out)
}

fn step(model: &Model, sources: &Sources, link: &Link<'_>) -> Value {
    json!({
        "step": link.reason.as_str(),
        "message": Voice::of_ids(model).link(link),
        "roles": link.roles.iter().map(|role| model.roles[*role].id.as_str()).collect::<Vec<_>>(),
        "location": Location::new(sources, link.place),
    })
}

/// One role by itself, several as a list: as the format writes them.
fn ids(model: &Model, roles: &[Id<Role>]) -> Value {
    let id = |role: &Id<Role>| json!(model.roles[*role].id);
    if let [one] = roles { id(one) } else { roles.iter().map(id).collect() }
}

/// Writes everything that a role holds.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn holdings(
    model: &Model,
    sources: &Sources,
    role: Id<Role>,
    holdings: &[Holding<'_>],
    out: &mut Out<'_>,
) -> io::Result<()> {
    let holds: Vec<_> = holdings.iter().map(|holding| held(model, sources, holding)).collect();
    json_object(&json!({ "version": VERSION, "role": model.roles[role].id, "holds": holds }), out)
}

fn held(model: &Model, sources: &Sources, holding: &Holding<'_>) -> Value {
    let when = match &holding.cases {
        InCases::All => json!(""),
        InCases::These(space, block) => json!(space.phrase(block, &model.dimensions)),
        InCases::More => Value::Null,
    };
    let region = holding.cases.region(&model.dimensions).map(|region| region_json(&region));
    let location = Location::new(sources, holding.place);
    let (how, answer) = match &holding.how {
        How::Letter(letter) => (letter.as_str(), None),
        How::Unproven => ("unproven", None),
        How::Decides(standing, answer) => (as_str(*standing), Some(answer_json(&model.roles, Some(answer)))),
    };
    let mut object = Map::new();
    object.insert("subject".to_owned(), json!(holding.subject.to_string()));
    object.insert("as".to_owned(), json!(how));
    object.extend(answer.map(|answer| ("answer".to_owned(), answer)));
    object.insert("when".to_owned(), when);
    object.insert("region".to_owned(), json!(region));
    object.insert("location".to_owned(), json!(location));
    Value::Object(object)
}

const fn as_str(standing: Standing) -> &'static str {
    match standing {
        Standing::Alone => "decides",
        Standing::OneOfSeveral => "may-decide",
        Standing::Together => "signs",
        Standing::Named => "has-a-say",
    }
}
