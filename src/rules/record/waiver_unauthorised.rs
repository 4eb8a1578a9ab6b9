//! Rule `waiver-unauthorised`.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::model::{Id, Role, Waiver};
use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::subject::{Kind, Subject, Text};
use crate::syntax::{Located, Slot};

rule! {
    /// A waiver that nobody approved, or that was approved by the role that it excuses or by one who reports to it.
    ///
    /// # Why it matters
    /// An exception is a decision to live with a fault. Whoever profits from it cannot be the one who grants it, nor can somebody who takes
    /// their orders; and one that nobody granted is no exception but an oversight with a comment.
    ///
    /// # Example
    /// ```toml
    /// [activities.answer-complaint]
    /// A = "seller"
    /// R = "assistant"
    ///
    /// [[waivers]]
    /// rule = "unmeasured-role"
    /// subject = "roles.seller"
    /// reason = "is measured from next year on"
    /// approved-by = "seller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   reason = "is measured from next year on"
    /// - approved-by = "seller"
    /// + approved-by = "director"
    /// ```
    ///
    /// # Silent when
    /// The role that approved it could not be read, or the waiver excuses something else than a role: whom that profits is not known. One
    /// who reports to the role does so by lines that could be read and run in no circle.
    "waiver-unauthorised", Warning, Record, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    if cx.model.waivers.is_empty() {
        return;
    }
    let roles: HashMap<&Text, Id<Role>> = cx.model.roles.iter().map(|(id, role)| (&role.id, id)).collect();
    for waiver in &cx.model.waivers {
        let excused = if let Subject::Of(Kind::Role, id) = waiver.subject() { roles.get(&id).copied() } else { None };
        let finding = match &waiver.approved_by {
            Slot::Absent => found
                .finding(waiver.subject(), waiver.place, "nobody approved this waiver")
                .label("no `approved-by`")
                .help("name the role that approved it: `approved-by = \"…\"`"),
            Slot::Given(by) => match excused {
                Some(excused) if excused == by.value => by_itself(cx, found, waiver, *by),
                Some(excused) if cx.org.is_above(excused, by.value) => {
                    by_subordinate(cx, found, waiver, (excused, *by))
                }
                _ => continue,
            },
            Slot::Unread => continue,
        };
        found.add(finding);
    }
}

fn by_itself(cx: &Context<'_>, found: &Found, waiver: &Waiver, by: Located<Id<Role>>) -> Finding {
    let id = cx.role_id(by.value);
    let message = format!("`{id}` approved a waiver for itself");
    let finding = found.finding(waiver.subject(), by.place, message).label("approved by the role that it excuses");
    finding.help(help(cx, by.value)).roles([id])
}

fn by_subordinate(
    cx: &Context<'_>,
    found: &Found,
    waiver: &Waiver,
    (excused, by): (Id<Role>, Located<Id<Role>>),
) -> Finding {
    let [superior, approved] = [excused, by.value].map(|role| cx.role_id(role));
    let message = format!("`{approved}` approved a waiver for `{superior}`, to whom it reports");
    let finding = found
        .finding(waiver.subject(), by.place, message)
        .label(format!("answers to `{superior}`"))
        .help(help(cx, excused))
        .roles([approved, superior]);
    match cx.model.roles[by.value].reports_to.get() {
        Some(line) => finding.also(line.place, "reports to this role"),
        None => finding,
    }
}

/// Who can approve what excuses the role.
fn help(cx: &Context<'_>, excused: Id<Role>) -> String {
    match cx.org.superior(excused) {
        Some(superior) => {
            let superior = cx.role_id(superior);
            format!("have it approved by a role above it, such as `approved-by = \"{superior}\"`")
        }
        None => "have it approved by a role that does not profit from it and does not answer to it".to_owned(),
    }
}
