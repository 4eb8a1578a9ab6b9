//! Answers as the format writes them, for programs.

use serde_json::{Value, json};

use crate::model::{Answer, Deciders, List, Role};

/// The answer as the format writes it; `null` where it names somebody unknown.
#[must_use]
pub(super) fn answer_json(roles: &List<Role>, answer: Option<&Answer>) -> Value {
    match answer {
        None => Value::Null,
        Some(Answer::Decides(deciders)) => json!({ "decides": deciders_json(roles, deciders) }),
        Some(Answer::Chain(steps)) => {
            let (last, below) = steps.split_last().map_or((None, [].as_slice()), |(last, below)| (Some(last), below));
            let below: Vec<_> = below.iter().map(|step| deciders_json(roles, step)).collect();
            json!({ "decides": last.map(|last| deciders_json(roles, last)), "chain": true, "after": below })
        }
        Some(Answer::Free) => json!({ "free": true }),
        Some(Answer::Forbidden) => json!({ "forbidden": true }),
    }
}

fn deciders_json(roles: &List<Role>, deciders: &Deciders) -> Value {
    let all = |members: &[Deciders]| members.iter().map(|member| deciders_json(roles, member)).collect::<Vec<_>>();
    match deciders {
        Deciders::Role(role) => json!(roles[*role].id),
        Deciders::All(members) => json!({ "all": all(members) }),
        Deciders::Any(members) => json!({ "any": all(members) }),
        Deciders::Count(count, members) => json!({ "count": count, "of": all(members) }),
        Deciders::Holders(count, role) => json!({ "count": count, "of": roles[*role].id }),
    }
}
