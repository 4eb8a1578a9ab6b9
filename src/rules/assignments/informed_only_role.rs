//! Rule `informed-only-role`.

use crate::finding::Finding;
use crate::model::{Id, Role};
use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::Kind;
use crate::syntax::Capacity;

rule! {
    /// A role inside the organisation whose only letter is `I`.
    ///
    /// # Why it matters
    /// Who only ever hears of things after they are done has no duty in the matrix. Either a duty was forgotten, or the role
    /// belongs on a mailing list and not in the matrix. (A vertical reading of a RACI matrix asks of each column without `R` or `A`
    /// whether it is needed.)
    ///
    /// # Example
    /// ```toml
    /// [roles.archivist]
    /// reports-to = "director"
    ///
    /// [activities.sign-contract]
    /// A = "manager"
    /// R = "seller"
    /// I = "archivist"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   R = "seller"
    /// - I = "archivist"
    /// +
    /// + [activities.file-contract]
    /// + A = "manager"
    /// + R = "archivist"
    /// ```
    ///
    /// # Silent when
    /// The role is `external = true`, has a say in a decision, asks for one or is asked before one, takes part in a hand-off, or is
    /// on an escalation path. Also where something could not be read in which the role may be named.
    "informed-only-role", Info, Assignments, check: check
}

/// So many of the activities are shown.
const MOST_PLACES: usize = 3;

fn check(cx: &Context<'_>, found: &mut Found) {
    if !cx.model.is_sure_of(Kind::Role) {
        return;
    }
    let (active, lettered) = (cx.role_sets.active(), cx.role_sets.lettered());
    let told = told(cx);
    for (id, role) in cx.model.roles.iter() {
        if role.is_post() && lettered.has(id) && !active.has(id) {
            let places = told.get(id.index()).map_or(&[][..], Vec::as_slice);
            found.add(only_told(cx, found, id, places));
        }
    }
}

/// Where each role is told of the first few activities.
fn told(cx: &Context<'_>) -> Vec<Vec<Place>> {
    let mut told: Vec<Vec<Place>> = vec![Vec::new(); cx.model.roles.len()];
    for holder in cx.model.activities.values().iter().flat_map(|activity| activity.holders(Capacity::Informed)) {
        if let Some(places) = told.get_mut(holder.value.index()).filter(|places| places.len() < MOST_PLACES) {
            places.push(holder.place);
        }
    }
    told
}

fn only_told(cx: &Context<'_>, found: &Found, id: Id<Role>, places: &[Place]) -> Finding {
    let role = &cx.model.roles[id];
    let finding = found
        .finding(role.subject(), role.place, format!("`{}` is only ever informed", role.id))
        .label("no duty of its own")
        .help("give it its duties, or take it out and tell it by other means")
        .roles([role.id.clone()]);
    finding.also_each(places.iter().map(|place| (*place, "told here")))
}
