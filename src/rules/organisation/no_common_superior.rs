//! Rule `no-common-superior`.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::model::{Department, Handoff, Id, Refs, Role};
use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::syntax::Located;

rule! {
    /// A hand-off between two departments whose roles have no superior in common.
    ///
    /// # Why it matters
    /// Where work passes from one department to another there will be disputes: it came late, it is not complete, it was not ordered.
    /// Somebody above both has to settle them. Where the two lines never meet nobody can, and each department holds on to its own view.
    ///
    /// # Example
    /// ```toml
    /// [departments.finance]
    ///
    /// [roles.bookkeeper]
    /// department = "finance"
    /// reports-to = "treasurer"
    ///
    /// [roles.treasurer]
    /// department = "finance"
    ///
    /// [activities.send-invoice]
    /// A = "director"
    /// R = "bookkeeper"
    /// C = "treasurer"
    ///
    /// [handoffs.order]
    /// from = "seller"
    /// to = "bookkeeper"
    /// artefact = "the signed order"
    /// within = "2 business days"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [roles.treasurer]
    ///   department = "finance"
    /// + reports-to = "director"
    /// ```
    ///
    /// # Silent when
    /// One of the two roles has no department or stands in no reporting line, the line above it could not be read or runs in a circle,
    /// or it is a party outside the organisation. One hand-off is one finding: it shows two roles whose lines do not meet, and names
    /// all of them.
    "no-common-superior", Warning, Organisation, check: check
}

/// So many pairs of roles are looked at for the roles that a finding names.
const MOST_APART: usize = 1000;

fn check(cx: &Context<'_>, found: &mut Found) {
    for handoff in cx.model.handoffs.values() {
        let partners = |roles: &Refs<Role>| {
            let mut partners: Vec<_> = roles.items.iter().filter_map(|role| Partner::of(cx, *role)).collect();
            partners.sort_by_key(|partner| partner.role.value);
            partners
        };
        let (givers, receivers) = (partners(&handoff.from), partners(&handoff.to));
        let pairs = givers.iter().flat_map(|giver| receivers.iter().map(move |receiver| (giver, receiver)));
        let are_apart = |giver: &Partner, receiver: &Partner| {
            giver.department != receiver.department && !cx.org.share_a_superior(giver.role.value, receiver.role.value)
        };
        let pairs = pairs.take_while(|_| cx.budget().spend(1));
        let apart: Vec<_> = pairs.filter(|(giver, receiver)| are_apart(giver, receiver)).take(MOST_APART).collect();
        if let Some((giver, receiver)) = apart.first() {
            let roles: BTreeSet<_> = apart.iter().flat_map(|(one, other)| [one.role.value, other.role.value]).collect();
            let finding = unsettled(cx, found, handoff, giver, receiver);
            found.add(finding.roles(roles.into_iter().map(|role| cx.role_id(role))));
        }
    }
}

/// A role that gives or receives, of which it is known to which department it belongs and who is above it.
struct Partner {
    role: Located<Id<Role>>,
    department: Id<Department>,
}

impl Partner {
    fn of(cx: &Context<'_>, role: Located<Id<Role>>) -> Option<Self> {
        let department = cx.model.roles[role.value].department.get()?.value;
        let is_inside = cx.model.roles[role.value].is_post();
        let is_known = is_inside && cx.org.is_in_a_line(role.value) && cx.org.knows_superiors(role.value);
        is_known.then_some(Self { role, department })
    }
}

fn unsettled(cx: &Context<'_>, found: &Found, handoff: &Handoff, giver: &Partner, receiver: &Partner) -> Finding {
    let [gives, receives] = [giver, receiver].map(|partner| cx.role_id(partner.role.value));
    let top = |partner: &Partner| {
        let top = cx.org.top(partner.role.value);
        let department = &cx.model.departments[partner.department].id;
        format!("`{department}`, under `{}`", cx.role_id(top))
    };
    let message = format!("nobody is above both `{gives}` and `{receives}` to settle a dispute about `{}`", handoff.id);
    found
        .finding(handoff.subject(), receiver.role.place, message)
        .label(top(receiver))
        .also(giver.role.place, top(giver))
        .help("let both lines lead up to one role with `reports-to`")
}
