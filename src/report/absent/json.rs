//! Absences as JSON, version 1, for programs.

use std::io;

use serde_json::{Map, Value, json};

use super::super::json::{Location, VERSION, json_object, point_json, region_json};
use super::away::{Away, Outages};
use crate::absent::{Consequence, Fallout, Outage, Relief, WayOn};
use crate::hands::{ActsBy, Hand};
use crate::model::{Id, Model, Role};
use crate::source::Sources;
use crate::source::harmless::Out;

/// Writes what comes of absences.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn json(away: &Away<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let Away { model, sources, days, .. } = *away;
    let leave = away.on_leave().map(|(person, leave)| {
        json!({ "person": person.id, "from": leave.from.to_string(), "until": leave.until.to_string() })
    });
    let mut object = Map::new();
    object.insert("version".to_owned(), json!(VERSION));
    object.insert("from".to_owned(), json!(days.from.to_string()));
    object.insert("until".to_owned(), json!(days.until.to_string()));
    object.insert("hands".to_owned(), json!(if model.people.is_empty() { "roles" } else { "people" }));
    object.insert("on-leave".to_owned(), leave.collect());
    let absences = away.lists().into_iter().flat_map(|(listed, _)| listed);
    object.insert("absences".to_owned(), absences.map(|absence| outage_json(model, sources, absence)).collect());
    if let Outages::Each(ranking) = away.told {
        object.insert("more".to_owned(), json!({ "alone": ranking.alone.more, "pairs": ranking.pairs.more }));
    }
    let unproven = away.unproven().iter().map(|decision| model.decisions[*decision].subject().to_string());
    object.insert("unproven".to_owned(), unproven.collect());
    json_object(&object, out)
}

fn outage_json(model: &Model, sources: &Sources, absence: &Outage) -> Value {
    let mut object = hands_json(model, &absence.away);
    let consequences = absence.consequences.iter().map(|one| consequence_json(model, sources, one));
    object.insert("consequences".to_owned(), consequences.collect());
    Value::Object(object)
}

/// The people, and the roles of whose holders it is not said who they are.
pub(super) fn hands_json(model: &Model, hands: &[Hand]) -> Map<String, Value> {
    let mut people = Vec::new();
    let mut holders = Vec::new();
    for hand in hands {
        match hand {
            Hand::Person(person) => people.push(json!(model.people[*person].id)),
            Hand::Holder(role, _) => holders.push(id(model, *role)),
            Hand::Stranger(signer) => holders.push(json!(signer.words(&model.roles))),
        }
    }
    let mut object = Map::new();
    object.insert("people".to_owned(), Value::Array(people));
    object.insert("holders".to_owned(), Value::Array(holders));
    object
}

fn consequence_json(model: &Model, sources: &Sources, consequence: &Consequence) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("effect", json!(consequence.severity().as_str()));
    put("subject", json!(model.decisions[consequence.decision].subject().to_string()));
    match &consequence.cases {
        Some(scope) => {
            let witness = scope.cases.witness.iter();
            let witness: Map<_, _> = witness.map(|(id, at)| (id.to_string(), point_json(at))).collect();
            put("when", json!(scope.when));
            put("days", json!(scope.days));
            put("witness", Value::Object(witness));
            put("region", region_json(&scope.cases.region));
        }
        None => ["when", "days", "witness", "region"].iter().for_each(|key| drop(put(key, Value::Null))),
    }
    match &consequence.upshot {
        Fallout::Stalls(missing) => {
            put("missing", missing.iter().map(|role| id(model, *role)).collect());
            put("onward", consequence.onward.iter().map(|way| way_json(model, way)).collect());
        }
        Fallout::FewHands { says, hands } => {
            put("takes", json!(says));
            put("by", Value::Object(hands_json(model, hands)));
        }
        Fallout::Covered(reliefs) => {
            put("by", reliefs.iter().map(|relief| relief_json(model, relief)).collect());
        }
    }
    put("location", json!(Location::new(sources, consequence.place)));
    Value::Object(object)
}

fn relief_json(model: &Model, Relief { role, hand, holds, through }: &Relief) -> Value {
    let mut object = Map::new();
    if let Hand::Person(person) = hand {
        object.insert("person".to_owned(), json!(model.people[*person].id));
    }
    object.insert("holds".to_owned(), id(model, *holds));
    object.insert("as".to_owned(), id(model, *role));
    let through = match through {
        ActsBy::Post => None,
        ActsBy::Deputy => Some("deputy"),
        ActsBy::Delegation => Some("delegation"),
    };
    object.extend(through.map(|through| ("through".to_owned(), json!(through))));
    Value::Object(object)
}

fn way_json(model: &Model, way: &WayOn) -> Value {
    match way {
        WayOn::Up { from, to, within, times } => {
            json!({ "from": id(model, *from), "to": id(model, *to), "within": within.to_string(), "times": times })
        }
        WayOn::Along { escalation, from, to, within, times } => json!({
            "escalation": model.escalations[*escalation].id,
            "from": id(model, *from),
            "to": id(model, *to),
            "within": within.map(|within| within.to_string()),
            "times": times,
        }),
        WayOn::Lapses(within, lapse) => json!({ "then": lapse.as_str(), "within": within.to_string() }),
    }
}

fn id(model: &Model, role: Id<Role>) -> Value {
    json!(model.roles[role].id)
}
