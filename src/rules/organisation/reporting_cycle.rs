//! Rule `reporting-cycle`.

use crate::finding::Finding;
use crate::model::{Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::circles::{named, shown, ties};
use crate::rules::{Context, Found};
use crate::syntax::Located;

rule! {
    /// Roles that report to each other in a circle.
    ///
    /// # Why it matters
    /// A reporting line says who may instruct whom, and who settles what those below cannot. In a circle everybody is above everybody:
    /// nobody has the last word, no approval can go further up, and no authority can be traced to where it comes from. A body that reports
    /// to one of its members is such a circle too: it acts by its members.
    ///
    /// # Example
    /// ```toml
    /// [roles.seller]
    /// reports-to = "assistant"
    ///
    /// [roles.assistant]
    /// reports-to = "seller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles.seller]
    /// - reports-to = "assistant"
    /// + reports-to = "manager"
    /// ```
    ///
    /// # Silent when
    /// A role on the circle names a superior that is defined nowhere: that is said instead. Roles that report to somebody on a circle
    /// without being on it themselves are no part of the finding.
    "reporting-cycle", Error, Organisation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let bodies = cx.model.roles.iter().filter(|(_, role)| role.body.is_some());
    for (body, superior) in bodies.filter_map(|(id, role)| Some((id, *role.reports_to.get()?))) {
        if cx.model.members(body).contains(&superior.value) {
            found.add(under_a_member(cx, found, body, superior));
        }
    }
    for circle in cx.org.reporting_circles() {
        let ties = ties(&circle, |from, _| cx.model.roles[from].reports_to.get().map(|to| to.place));
        let Some(first) = ties.first() else { continue };
        let who = named(cx, &ties);
        let message = match ties.len() {
            1 => format!("{who} reports to itself"),
            2 => format!("{who} report to each other"),
            _ => format!("{who} report to each other in a circle"),
        };
        let finding = found.finding(cx.model.roles[first.from].subject(), first.place, message).help(
            "take one of these `reports-to` out, or let it name somebody above them all: a line must end at its top",
        );
        found.add(shown(cx, finding, &ties, "reports to"));
    }
}

/// That a body reports to a role that is one of its members.
fn under_a_member(cx: &Context<'_>, found: &Found, body: Id<Role>, superior: Located<Id<Role>>) -> Finding {
    let [id, above] = [body, superior.value].map(|role| cx.role_id(role));
    let council = cx.model.roles[body].body.iter().flat_map(|council| &council.members.items);
    let named = council.into_iter().find(|member| member.value == superior.value);
    let finding = found
        .finding(
            cx.model.roles[body].subject(),
            superior.place,
            format!("the body `{id}` reports to `{above}`, its member"),
        )
        .label(format!("`{above}` is a member of `{id}`"))
        .help("let it report to somebody who is no member, or to nobody: a body owes no reporting line")
        .roles([id, above]);
    finding.also_each(named.map(|member| (member.place, "a member")))
}
