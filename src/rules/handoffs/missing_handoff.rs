//! Rule `missing-handoff`.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Finding;
use crate::model::{Activity, Department, Handoff, Id, Refs, Role, Stage};
use crate::rules::rule::rule;
use crate::rules::support::words::few;
use crate::rules::{Context, Found};
use crate::subject::{Kind, Subject};
use crate::syntax::{Capacity, Located};

rule! {
    /// The work passes from one stage to the next between departments, and no hand-off over that boundary says how.
    ///
    /// # Why it matters
    /// Work is lost where it changes hands: what was promised to the customer does not reach those who keep the promise, and each side
    /// takes the other for late. Where a department sees the work through on both sides there is somebody who carries it over. Where
    /// none does, the matrix must say who gives what to whom, and how soon.
    ///
    /// # Example
    /// ```toml
    /// [[stages]]
    /// id = "offer"
    ///
    /// [[stages]]
    /// id = "delivery"
    ///
    /// [departments.warehouse]
    ///
    /// [roles.packer]
    /// department = "warehouse"
    /// reports-to = "manager"
    ///
    /// [activities.make-offer]
    /// stage = "offer"
    /// A = "director"
    /// R = ["manager", "seller"]
    /// C = "assistant"
    ///
    /// [activities.send-goods]
    /// stage = "delivery"
    /// A = "manager"
    /// R = "packer"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   R = "packer"
    /// +
    /// + [handoffs.order]
    /// + from = "seller"
    /// + to = "packer"
    /// + stages = ["offer", "delivery"]
    /// + artefact = "the signed order"
    /// + within = "1 business day"
    /// ```
    ///
    /// # Silent when
    /// The policy has no departments, or somebody who is responsible in one of the two stages has none; nobody is responsible in one of
    /// them; a department is responsible in both; or not all that bears on it could be read. One hand-off is enough: one that names
    /// both stages, or one from a department of the earlier stage to a department of the later one that names no stages or one of the
    /// two. Parties outside the organisation do not count.
    "missing-handoff", Warning, Handoffs, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    if cx.model.departments.is_empty() || !cx.model.is_sure_of(Kind::Stage) {
        return;
    }
    let responsible = responsible(cx);
    let handoffs: Vec<Passage<'_>> = cx.model.handoffs.values().iter().map(|one| Passage::new(cx, one)).collect();
    for (before, after) in cx.model.stages.ids().zip(cx.model.stages.ids().skip(1)) {
        let (Some(giving), Some(receiving)) = (responsible.get(&before), responsible.get(&after)) else { continue };
        let is_carried_over = giving.departments().any(|own| receiving.by_department.contains_key(own));
        let leads_over = |handoff: &Passage<'_>| handoff.may_cross((before, giving), (after, receiving));
        if !is_carried_over && !handoffs.iter().any(leads_over) {
            found.add(unsaid(cx, found, (before, giving), (after, receiving)));
        }
    }
}

/// Who is responsible in a stage: for each department its first role, and where that is said.
#[derive(Default)]
struct Responsible {
    by_department: BTreeMap<Id<Department>, Located<Id<Role>>>,
    roles: BTreeSet<Id<Role>>,
}

impl Responsible {
    /// Adds a role that is responsible; false where its department is not known.
    fn add(&mut self, cx: &Context<'_>, role: Located<Id<Role>>) -> bool {
        let Role { department, external, .. } = &cx.model.roles[role.value];
        if *external {
            return true;
        }
        let Some(department) = department.get() else { return false };
        self.by_department.entry(department.value).or_insert(role);
        self.roles.insert(role.value);
        true
    }

    fn departments(&self) -> impl ExactSizeIterator<Item = &Id<Department>> {
        self.by_department.keys()
    }
}

/// Who is responsible in each stage in which that is known, with their departments, and somebody is.
fn responsible(cx: &Context<'_>) -> BTreeMap<Id<Stage>, Responsible> {
    let mut sides: BTreeMap<Id<Stage>, Responsible> = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    for activity in cx.model.activities.values() {
        let Some(stage) = activity.stage.get() else { continue };
        let side = sides.entry(stage.value).or_default();
        let all_known = !activity.has_unread() && doers(cx, activity).all(|role| side.add(cx, role));
        if !all_known {
            unknown.insert(stage.value);
        }
    }
    sides.retain(|stage, side| !unknown.contains(stage) && !side.by_department.is_empty());
    sides
}

/// Who does the work, in some case.
fn doers<'a>(cx: &Context<'_>, activity: &'a Activity) -> impl Iterator<Item = Located<Id<Role>>> + 'a {
    let nobody = activity.holders(Capacity::Responsible).next().is_none();
    let is_stand_in = nobody && cx.model.matrix.accountable_does_work;
    activity.holders(if is_stand_in { Capacity::Accountable } else { Capacity::Responsible })
}

/// A hand-off, and the departments at its ends.
struct Passage<'a> {
    stages: &'a Refs<Stage>,
    from: BTreeSet<Id<Department>>,
    to: BTreeSet<Id<Department>>,
    /// Whether all that it says could be read.
    is_known: bool,
}

impl<'a> Passage<'a> {
    fn new(cx: &Context<'_>, handoff: &'a Handoff) -> Self {
        let department = |role| &cx.model.roles[role].department;
        let of =
            |roles: &Refs<Role>| roles.ids().filter_map(|role| department(role).get()).map(|to| to.value).collect();
        let is_known = |roles: &Refs<Role>| !roles.has_unread && !roles.ids().any(|role| department(role).is_unread());
        Self {
            stages: &handoff.stages,
            from: of(&handoff.from),
            to: of(&handoff.to),
            is_known: is_known(&handoff.from) && is_known(&handoff.to) && !handoff.stages.has_unread,
        }
    }

    /// Whether it may lead over the boundary between two stages and the departments that are responsible there.
    fn may_cross(
        &self,
        (before, giving): (Id<Stage>, &Responsible),
        (after, receiving): (Id<Stage>, &Responsible),
    ) -> bool {
        let are_among = |ends: &BTreeSet<_>, side: &Responsible| side.departments().any(|own| ends.contains(own));
        let connects = || are_among(&self.from, giving) && are_among(&self.to, receiving);
        match [before, after].map(|stage| self.stages.contains(stage)) {
            _ if !self.is_known => true,
            [true, true] => true,
            [false, false] => connects() && self.stages.items.is_empty(),
            _ => connects(),
        }
    }
}

/// So many who are responsible are shown on each side.
const SHOWN: usize = 3;

fn unsaid(
    cx: &Context<'_>,
    found: &Found,
    (before, giving): (Id<Stage>, &Responsible),
    (after, receiving): (Id<Stage>, &Responsible),
) -> Finding {
    let [earlier, later] = [before, after].map(|stage| &cx.model.stages[stage]);
    let names =
        |side: &Responsible| few(side.departments().map(|department| cx.model.departments[*department].id.clone()));
    let [givers, receivers] = [giving, receiving].map(names);
    let message = format!(
        "the work passes from {givers} in `{}` to {receivers} in `{}`, and no hand-off says how",
        earlier.id, later.id
    );
    let mut finding = found
        .finding(Subject::Of(Kind::Stage, later.id.clone()), later.place, message)
        .label("nothing is handed over to here")
        .also(earlier.place, "from here")
        .help(format!(
            "add a hand-off with `stages = [\"{}\", \"{}\"]` that says who gives what to whom, and how soon",
            earlier.id, later.id
        ));
    for side in [giving, receiving] {
        for role in side.by_department.values().take(SHOWN) {
            finding = finding.also(role.place, format!("`{}` is responsible here", cx.role_id(role.value)));
        }
    }
    finding.roles(giving.roles.union(&receiving.roles).map(|role| cx.role_id(*role)))
}
