//! A policy with a text in every place that takes one.

/// A policy without mistakes, in which `decider` may decide.
pub(crate) fn policy(evil: &str, decider: &str) -> String {
    let (evil, id) = (written(evil), written(evil));
    format!(
        r#"
[matrix]
title = {evil}
owner = "head"
levels = [{evil}, "low"]
[[stages]]
id = {id}
name = {evil}
[dimensions]
n = {{ at-least = 0, unit = {evil}, name = {evil} }}
{id} = [{evil}, "other"]
[departments.{id}]
name = {evil}
[roles.head]
name = {evil}
department = {id}
level = {evil}
[roles.clerk]
reports-to = "head"
aliases = [{evil}]
deputy = {id}
[roles.{id}]
name = "somebody"
[people.{id}]
name = {evil}
roles = ["head", {id}]
[activities.{id}]
name = {evil}
stage = {id}
R = {id}
C = [{id}, "clerk"]
[activities.plain]
name = {evil}
stage = {id}
A = ["head", "clerk"]
R = ["clerk", {id}]
[decisions.d]
name = {evil}
activity = {id}
measure = "n"
per = {evil}
requested-by = {id}
limits = [{{ decides = {id}, at-most = 10 }}, {{ decides = "{decider}", at-most = 20 }}]
[[decisions.d.cases]]
when = {{ {id} = {evil} }}
decides = {{ all = ["{decider}", {id}] }}
informs = {id}
[decisions.{id}]
decides = "{decider}"
[handoffs.{id}]
name = {evil}
from = {id}
to = "head"
artefact = {evil}
[escalations.{id}]
name = {evil}
trigger = {evil}
path = [{id}, "clerk", "head"]
[indicators.{id}]
name = {evil}
role = {id}
unit = {evil}
target = {{ at-least = 1 }}
[[delegations]]
from = "head"
to = {id}
decision = {id}
[[examples]]
decision = "d"
given = {{ n = 1, {id} = {evil} }}
decides = {id}
"#
    )
}

/// More of the policy, in which the text stands where it is a mistake.
pub(crate) fn mistakes(evil: &str) -> String {
    let evil = written(evil);
    format!(
        r#"
[roles.lost]
reports-to = {evil}
{evil} = {evil}
[decisions.e]
decides = [{evil}, "nobody"]
cases = [{{ when = {{ {evil} = {evil}, n = {evil} }}, decides = "head" }}]
[dimensions.bounds]
at-least = {evil}
[[waivers]]
rule = "idle-role"
subject = {evil}
reason = {evil}
approved-by = {evil}
until = 2999-01-01
[[waivers]]
rule = {evil}
reason = {evil}
[lint]
packs = [{evil}]
[lint.rules]
{evil} = {evil}
[{evil}]
x = {evil}
broken = [{evil}
"#
    )
}

/// A text as TOML has it between quotes.
fn written(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}
