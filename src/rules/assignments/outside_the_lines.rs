//! Rule `outside-the-lines`.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::model::{Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::words::count;
use crate::rules::{Context, Found};
use crate::subject::Kind;

rule! {
    /// A role that takes part and is in no reporting line, where most others are in one.
    ///
    /// # Why it matters
    /// Of a role that reports to nobody and to which nobody reports it is not known who is above it: whether it may be asked, who settles a
    /// dispute with it, whether a limit goes up to it or aside. What is judged by the lines is silent for it, so that a line that was
    /// forgotten hides what is wrong.
    ///
    /// # Example
    /// ```toml
    /// [roles.lawyer]
    ///
    /// [activities.make-offer]
    /// A = "director"
    /// R = ["manager", "seller"]
    /// C = ["assistant", "lawyer"]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles.lawyer]
    /// + reports-to = "director"
    /// ```
    ///
    /// # Silent when
    /// Fewer than three roles are in a line, or no more than half of those inside the organisation: then the policy does not use the lines,
    /// or not throughout. The role is a body (a board, a committee) or a party outside, which owe no line; or it takes no part beside
    /// sitting on a body, standing in for others or keeping something; or it sits on a body to which others report and which reports to
    /// nobody, such as the board. A line or another role could not be read.
    "outside-the-lines", Info, Assignments, check: check
}

/// So many roles in lines make an organisation.
const LEAST: usize = 3;

fn check(cx: &Context<'_>, found: &mut Found) {
    let all = || cx.model.roles.iter().filter(|(_, role)| role.is_post());
    let in_lines = all().filter(|(id, _)| cx.org.is_in_a_line(*id)).count();
    let is_used = in_lines >= LEAST && in_lines > all().count().saturating_sub(in_lines);
    let is_known = cx.model.is_sure_of(Kind::Role) && all().all(|(_, role)| !role.reports_to.is_unread());
    if !is_used || !is_known {
        return;
    }
    let taking_part = cx.role_sets.taking_part();
    let at_the_top = at_the_top(cx);
    for (id, role) in all().filter(|(id, _)| !cx.org.is_in_a_line(*id) && !at_the_top.contains(id)) {
        if taking_part.has(id) {
            found.add(outside(found, role, in_lines));
        }
    }
}

/// Those who sit on a body at the top of a line: nobody is above them, and whoever reports to the body is below.
fn at_the_top(cx: &Context<'_>) -> BTreeSet<Id<Role>> {
    let bodies = cx
        .model
        .roles
        .iter()
        .filter(|(id, role)| role.body.is_some() && role.reports_to.is_absent() && cx.org.is_in_a_line(*id));
    bodies.flat_map(|(id, _)| cx.model.members(id)).collect()
}

fn outside(found: &Found, role: &Role, in_lines: usize) -> Finding {
    let id = &role.id;
    let message = format!("`{id}` takes part and is in no reporting line, as {} others are", count(in_lines));
    let help = format!(
        "say whom it answers to: `reports-to = \"…\"` in `[{}]`; or that it is no post: `body = true` of a committee, `external = true` of a party outside",
        role.subject()
    );
    let finding = found.finding(role.subject(), role.place, message).label("nothing says who is above it, or below");
    finding.help(help).roles([id.clone()])
}
