//! Absences as JSON, version 1, for programs.

use std::io;

use serde_json::{Map, Value, json};

use super::super::hands_json;
use super::super::json::{Location, VERSION, json_object, point_json, region_json};
use super::away::{Away, Outages};
use crate::absent::{Carriers, Consequence, Fallout, Outage, OutageCases, Relief, WayOn};
use crate::hands::Hand;
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
    if let Outages::Carried(all) = away.told {
        object.insert("chains".to_owned(), all.iter().map(|one| carriers_json(model, sources, one)).collect());
        return json_object(&object, out);
    }
    let absences = away.lists().into_iter().flat_map(|(listed, _)| listed);
    object.insert("absences".to_owned(), absences.map(|absence| outage_json(model, sources, absence)).collect());
    if let Outages::Each(ranking) = away.told {
        object.insert("more".to_owned(), json!({ "alone": ranking.alone.more, "pairs": ranking.pairs.more }));
    }
    let unproven = away.unproven().iter().map(|decision| model.decisions[*decision].subject().to_string());
    object.insert("unproven".to_owned(), unproven.collect());
    json_object(&object, out)
}

fn carriers_json(model: &Model, sources: &Sources, carriers: &Carriers) -> Value {
    let chain = &carriers.chain;
    let duties: Vec<String> = chain.duties.iter().map(|duty| duty.words(model)).collect();
    let all = carriers.alone.listed.iter().chain(&carriers.pairs.listed);
    let sets = all.map(|by| {
        let mut object = hands_json(model, &by.hands);
        let shares = duties.iter().zip(&by.shares).map(|(duty, shares)| {
            let shares: Vec<Value> = shares.iter().map(|share| relief_json(model, share)).collect();
            json!({ "duty": duty, "by": shares })
        });
        object.insert("carries".to_owned(), shares.collect());
        object.insert("cases".to_owned(), by.cases.iter().map(|cases| Value::Object(cases_json(cases))).collect());
        object.insert("more-cases".to_owned(), json!(by.more));
        Value::Object(object)
    });
    json!({
        "chain": if chain.place.is_some() { "separation" } else { "sale" },
        "reason": chain.reason,
        "duties": duties,
        "location": chain.place.map(|place| Location::new(sources, place)),
        "sets": sets.collect::<Vec<_>>(),
        "more": { "alone": carriers.alone.more, "pairs": carriers.pairs.more },
        "proven": carriers.is_proven,
    })
}

fn cases_json(cases: &OutageCases) -> Map<String, Value> {
    let witness = cases.cases.witness.iter();
    let witness: Map<_, _> = witness.map(|(id, at)| (id.to_string(), point_json(at))).collect();
    let mut object = Map::new();
    object.insert("when".to_owned(), json!(cases.when));
    object.insert("days".to_owned(), json!(cases.days));
    object.insert("witness".to_owned(), Value::Object(witness));
    object.insert("region".to_owned(), region_json(&cases.cases.region));
    object
}

fn no_cases_json() -> Map<String, Value> {
    ["when", "days", "witness", "region"].into_iter().map(|key| (key.to_owned(), Value::Null)).collect()
}

fn outage_json(model: &Model, sources: &Sources, absence: &Outage) -> Value {
    let mut object = hands_json(model, &absence.away);
    let consequences = absence.consequences.iter().map(|one| consequence_json(model, sources, one));
    object.insert("consequences".to_owned(), consequences.collect());
    Value::Object(object)
}

fn consequence_json(model: &Model, sources: &Sources, consequence: &Consequence) -> Value {
    let mut object = Map::new();
    object.insert("effect".to_owned(), json!(consequence.severity().as_str()));
    object.insert("subject".to_owned(), json!(model.decisions[consequence.decision].subject().to_string()));
    object.extend(consequence.cases.as_ref().map_or_else(no_cases_json, cases_json));
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
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
    object.extend(through.as_str().map(|through| ("through".to_owned(), json!(through))));
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
