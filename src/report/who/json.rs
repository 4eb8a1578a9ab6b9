//! Answers as JSON, version 1, for programs.

use std::io;

use serde_json::{Map, Value, json};

use super::super::json::{Location, VERSION, json_object, point_json, region_json};
use super::super::{answer_json, deciders_json, hands_json};
use crate::ask::{Actor, Holding, How, InCases, Link, Reply, Resolution, Says, subjects};
use crate::hands::Fewer;
use crate::model::{Deciders, Id, Manner, Model, Role, Standing};
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
            let mut answers = answers.iter().map(|resolution| resolution_json(model, resolution));
            match answers.len() {
                0 | 1 => ("answer", answers.next().unwrap_or_default()),
                _ => ("answers", answers.collect()),
            }
        }
    };
    let case: Map<_, _> =
        reply.case.iter().map(|(dimension, point)| (dimension.to_string(), point_json(point))).collect();
    let people = reply.people.as_ref().map(|people| people.iter().map(|actor| actor_json(model, actor)).collect());
    let chain: Vec<_> = reply.chain.iter().map(|link| step(model, sources, link)).collect();
    let subject = reply.subject.to_string();
    let mut object = Map::new();
    object.insert("version".to_owned(), json!(VERSION));
    object.insert("subject".to_owned(), json!(subject));
    object.insert("case".to_owned(), Value::Object(case));
    object.insert(key.to_owned(), answer);
    object.extend(people.map(|people| ("people".to_owned(), Value::Array(people))));
    object.extend(reply.fewer.as_ref().map(|fewer| ("few-hands".to_owned(), fewer_json(model, fewer))));
    object.insert("chain".to_owned(), Value::Array(chain));
    json_object(&object, out)
}

fn actor_json(model: &Model, actor: &Actor) -> Value {
    let mut object = Map::new();
    object.insert("person".to_owned(), json!(model.people[actor.person].id));
    object.insert("as".to_owned(), json!(model.roles[actor.role].id));
    object.extend(actor.through.as_str().map(|through| ("through".to_owned(), json!(through))));
    Value::Object(object)
}

fn fewer_json(model: &Model, fewer: &Fewer) -> Value {
    json!({ "takes": fewer.says, "by": hands_json(model, &fewer.hands) })
}

/// The answer, and who stands beside it.
fn resolution_json(model: &Model, resolution: &Resolution) -> Value {
    let mut answer = answer_json(&model.roles, resolution.answer.as_ref());
    if let Value::Object(fields) = &mut answer {
        let list = |(manner, list): &(Manner, Vec<Deciders>)| {
            let list: Vec<_> = list.iter().map(|who| deciders_json(&model.roles, who)).collect();
            (manner.as_str().to_owned(), Value::Array(list))
        };
        fields.extend(resolution.beside.iter().map(list));
    }
    answer
}

fn step(model: &Model, sources: &Sources, link: &Link<'_>) -> Value {
    let mut step = json!({
        "step": link.reason.as_str(),
        "message": Voice::of_ids(model).link(link),
        "roles": link.roles.iter().map(|role| model.roles[*role].id.as_str()).collect::<Vec<_>>(),
        "location": Location::new(sources, link.place),
    });
    if let (Value::Object(fields), Some(remarks)) = (&mut step, link.remarks) {
        let remarks = [("note", &remarks.note), ("source", &remarks.source)];
        fields.extend(remarks.into_iter().filter_map(|(key, text)| Some((key.to_owned(), json!(text.as_ref()?)))));
    }
    step
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
