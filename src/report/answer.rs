//! Answers as the format writes them, for programs.

use serde_json::{Map, Value, json};

use crate::hands::Hand;
use crate::model::{Answer, Deciders, List, Model, Rank, Relative, Role};
use crate::syntax::Amount;

/// The answer as the format writes it; `null` where it names somebody unknown.
#[must_use]
pub(super) fn answer_json(roles: &List<Role>, answer: Option<&Answer>) -> Value {
    match answer {
        None => Value::Null,
        Some(Answer::Decides(deciders)) => json!({ "decides": deciders_json(roles, deciders) }),
        Some(Answer::Chain(steps)) => {
            json!({ "decides": deciders_json(roles, &Deciders::InTurn(steps.clone())) })
        }
        Some(Answer::Free) => json!({ "free": true }),
        Some(Answer::Forbidden) => json!({ "forbidden": true }),
        Some(Answer::Elsewhere) => json!({ "elsewhere": true }),
    }
}

/// Who decides, as the format writes it.
pub(super) fn deciders_json(roles: &List<Role>, deciders: &Deciders) -> Value {
    let all = |members: &[Deciders]| members.iter().map(|member| deciders_json(roles, member)).collect::<Vec<_>>();
    match deciders {
        Deciders::Role(role) => json!(roles[*role].id),
        Deciders::Relative(relative) => relative_json(roles, relative),
        Deciders::All(members) => json!({ "all": all(members) }),
        Deciders::InTurn(members) => json!({ "in-turn": all(members) }),
        Deciders::Any(members) => json!({ "any": all(members) }),
        Deciders::FirstOf(members) => json!({ "first-of": all(members) }),
        Deciders::Count(count, members, against) => opposed(json!({ "count": count, "of": all(members) }), *against),
        Deciders::Holders(Amount::Count(count), role, against) => {
            opposed(json!({ "count": count, "of": roles[*role].id }), *against)
        }
        Deciders::Holders(Amount::Share(part, of), role, against) => {
            opposed(json!({ "share": format!("{part}/{of}"), "of": roles[*role].id }), *against)
        }
    }
}

fn opposed(mut counted: Value, against: Option<u32>) -> Value {
    if let (Some(against), Some(object)) = (against, counted.as_object_mut()) {
        object.insert("against".to_owned(), json!(against));
    }
    counted
}

fn relative_json(roles: &List<Role>, relative: &Relative) -> Value {
    match relative {
        Relative::SuperiorOf => json!({ "superior-of": "requester" }),
        Relative::HeadOf => json!({ "head-of": "requester" }),
        Relative::AtLeast(Rank::Level(level)) => json!({ "at-least": level, "above": "requester" }),
        Relative::AtLeast(Rank::Role(role)) => json!({ "at-least": roles[*role].id, "above": "requester" }),
        Relative::HolderOf(dimension) => json!({ "holder-of": dimension }),
    }
}

/// The people, and the roles of whose holders it is not said who they are.
pub(super) fn hands_json(model: &Model, hands: &[Hand]) -> Map<String, Value> {
    let mut people = Vec::new();
    let mut holders = Vec::new();
    for hand in hands {
        match hand {
            Hand::Person(person) => people.push(json!(model.people[*person].id)),
            Hand::Holder(role, _) => holders.push(json!(model.roles[*role].id)),
            Hand::Stranger(signer) => holders.push(json!(signer.words(&model.roles))),
        }
    }
    let mut object = Map::new();
    object.insert("people".to_owned(), Value::Array(people));
    object.insert("holders".to_owned(), Value::Array(holders));
    object
}
