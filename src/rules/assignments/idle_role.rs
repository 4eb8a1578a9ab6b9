//! Rule `idle-role`.

use crate::rules::rule::rule;
use crate::rules::support::role_sets::needed;
use crate::rules::{Context, Found};
use crate::subject::Kind;

rule! {
    /// A role inside the organisation that appears in no activity, decision, hand-off or escalation, and to which nobody reports.
    ///
    /// # Why it matters
    /// Either the role is not needed, or its duties were forgotten: a post that was renamed or a task that nobody took over shows
    /// first as a column without letters. (A vertical reading of a RACI matrix begins with this question.)
    ///
    /// # Example
    /// ```toml
    /// [roles.archivist]
    /// reports-to = "director"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles.archivist]
    ///   reports-to = "director"
    /// +
    /// + [activities.file-offer]
    /// + A = "manager"
    /// + R = "archivist"
    /// ```
    ///
    /// # Silent when
    /// The role is `external = true`. Also where something else in the policy rests on the role: it keeps the matrix, heads a
    /// department, is a deputy or the member of a body, stands beside an answer, is a rank that an approver has at least, is named by a
    /// `when` as the one who asks, is in charge of a value, owns an indicator or is warned by one, lends or borrows a decision right,
    /// approves a waiver, or is held by a person. And where something could not be read in which the role may be named.
    "idle-role", Warning, Assignments, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    if !cx.model.is_sure_of(Kind::Role) {
        return;
    }
    let (active, needed) = (cx.role_sets.active(), needed(cx.model));
    for (id, role) in cx.model.roles.iter() {
        if role.external || active.has(id) || needed.has(id) {
            continue;
        }
        let finding = found
            .finding(
                role.subject(),
                role.place,
                format!("`{}` has no part in any activity, decision, hand-off or escalation", role.id),
            )
            .label("named nowhere else")
            .help("give it its duties, or take it out")
            .roles([role.id.clone()]);
        found.add(finding);
    }
}
