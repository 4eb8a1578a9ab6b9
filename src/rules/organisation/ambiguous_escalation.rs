//! Rule `ambiguous-escalation`.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::model::{Escalation, Id, Role, Stage};
use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::syntax::Located;

rule! {
    /// Two escalations that are set off by the same thing and part ways.
    ///
    /// # Why it matters
    /// "To the specialist or the manager" is no address. Whoever is stuck asks the one who is nearer, or the one who says yes more easily, or
    /// neither because the other will do; and each of the two may take it that the other was asked.
    ///
    /// # Example
    /// ```toml
    /// [matrix]
    /// owner = "head"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [roles]
    /// head = { level = "strategic", deputy = "expert" }
    /// expert = { level = "tactical", reports-to = "head" }
    /// clerk = { level = "frontline", reports-to = "head" }
    ///
    /// [activities.answer-complaints]
    /// A = "head"
    /// R = ["expert", "clerk"]
    ///
    /// [decisions.give-refund]
    /// activity = "answer-complaints"
    /// decides = "head"
    ///
    /// [escalations.to-expert]
    /// trigger = "a question that the clerk cannot answer"
    /// path = ["clerk", "expert"]
    /// within = "2 hours"
    ///
    /// [escalations.to-head]
    /// trigger = "a question that the clerk cannot answer"
    /// path = ["clerk", "head"]
    /// within = "2 hours"
    ///
    /// [indicators.complaints-settled]
    /// role = "head"
    /// activity = "answer-complaints"
    /// target = { at-least = 98 }
    /// unit = "%"
    /// per = "1 month"
    /// ```
    ///
    /// # Put right
    /// ```toml
    /// [matrix]
    /// owner = "head"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [roles]
    /// head = { level = "strategic", deputy = "expert" }
    /// expert = { level = "tactical", reports-to = "head" }
    /// clerk = { level = "frontline", reports-to = "head" }
    ///
    /// [activities.answer-complaints]
    /// A = "head"
    /// R = ["expert", "clerk"]
    ///
    /// [decisions.give-refund]
    /// activity = "answer-complaints"
    /// decides = "head"
    ///
    /// [escalations.hard-question]
    /// trigger = "a question that the clerk cannot answer"
    /// path = ["clerk", "expert", "head"]
    /// within = "2 hours"
    ///
    /// [indicators.complaints-settled]
    /// role = "head"
    /// activity = "answer-complaints"
    /// target = { at-least = 98 }
    /// unit = "%"
    /// per = "1 month"
    /// ```
    ///
    /// # Silent when
    /// One of the two says no `trigger`, the triggers, the stages or the roles that ask differ, one path is the beginning of the other, or
    /// somebody on a path is not known.
    "ambiguous-escalation", Warning, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let mut firsts: HashMap<Occasion, &Escalation> = HashMap::new();
    for escalation in cx.model.escalations.values().iter().filter(|escalation| !escalation.stage.is_unreadable()) {
        let (Some(trigger), Some((asks, _))) = (&escalation.trigger, escalation.steps().next()) else { continue };
        let stage = escalation.stage.get().map(|stage| stage.value);
        let first = *firsts.entry((trigger.trim().to_lowercase(), stage, asks.value)).or_insert(escalation);
        if let Some((one, other)) = parting(first, escalation) {
            found.add(ambiguous(cx, found, (first, one), (escalation, other)));
        }
    }
}

/// What sets an escalation off, in which stage, and the role that asks.
type Occasion = (String, Option<Id<Stage>>, Id<Role>);

/// A role on a path.
type Asked = Located<Id<Role>>;

/// Where two paths that begin with the same role lead to different ones.
fn parting(first: &Escalation, second: &Escalation) -> Option<(Asked, Asked)> {
    let mut both = first.steps().zip(second.steps()).map(|((_, one), (_, other))| (one, other));
    both.find(|(one, other)| one.value != other.value)
}

fn ambiguous(
    cx: &Context<'_>,
    found: &Found,
    (first, one): (&Escalation, Asked),
    (second, other): (&Escalation, Asked),
) -> Finding {
    let roles = [one, other].map(|role| cx.role_id(role.value));
    let [here, there] = &roles;
    let message = format!("for the same trigger `{}` asks `{here}` and `{}` asks `{there}`", first.id, second.id);
    found
        .finding(second.subject(), other.place, message)
        .label("asked here")
        .also(one.place, "and here")
        .help("make one path of the two, in the order in which they are asked, or say in `trigger` what is different")
        .roles(roles)
}
