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
    /// [roles.expert]
    /// reports-to = "chief-expert"
    ///
    /// [roles.chief-expert]
    ///
    /// [activities.answer-question]
    /// A = "manager"
    /// R = ["assistant", "expert"]
    ///
    /// [escalations.to-expert]
    /// trigger = "a question that the assistant cannot answer"
    /// path = ["assistant", "expert", "director"]
    /// within = "2 hours"
    ///
    /// [escalations.to-manager]
    /// trigger = "a question that the assistant cannot answer"
    /// path = ["assistant", "manager"]
    /// within = "2 hours"
    /// ```
    ///
    /// # Put right
    /// ```diff
    /// - [escalations.to-expert]
    /// + [escalations.hard-question]
    ///   trigger = "a question that the assistant cannot answer"
    /// - path = ["assistant", "expert", "director"]
    /// - within = "2 hours"
    /// -
    /// - [escalations.to-manager]
    /// - trigger = "a question that the assistant cannot answer"
    /// - path = ["assistant", "manager"]
    /// + path = ["assistant", "expert", "manager"]
    ///   within = "2 hours"
    /// ```
    ///
    /// # Silent when
    /// One of the two says no `trigger`, the triggers, the stages or the roles that ask differ, one path is the beginning of the other, or
    /// somebody on a path is not known.
    "ambiguous-escalation", Warning, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let mut firsts: HashMap<Occasion, &Escalation> = HashMap::new();
    for escalation in cx.model.escalations.values().iter().filter(|escalation| !escalation.stage.is_unread()) {
        let (Some(trigger), Some((asks, _))) = (&escalation.trigger, escalation.steps().next()) else { continue };
        let stage = escalation.stage.get().map(|stage| stage.value);
        let first = *firsts.entry((trigger.trim().to_lowercase(), stage, asks.value)).or_insert(escalation);
        if let Some(asked) = parting(first, escalation) {
            found.add(ambiguous(cx, found, [first, escalation], asked));
        }
    }
}

/// What sets an escalation off, in which stage, and the role that asks.
type Occasion = (String, Option<Id<Stage>>, Id<Role>);

/// Where two paths that begin with the same role lead to different ones.
fn parting(first: &Escalation, second: &Escalation) -> Option<[Located<Id<Role>>; 2]> {
    let mut both = first.steps().zip(second.steps()).map(|((_, one), (_, other))| [one, other]);
    both.find(|[one, other]| one.value != other.value)
}

fn ambiguous(
    cx: &Context<'_>,
    found: &Found,
    [first, second]: [&Escalation; 2],
    [one, other]: [Located<Id<Role>>; 2],
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
