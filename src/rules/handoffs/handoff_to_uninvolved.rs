//! Rule `handoff-to-uninvolved`.

use std::collections::{BTreeMap, HashMap};

use crate::finding::{Finding, Kind};
use crate::model::{Handoff, Id, Role, Stage};
use crate::rules::rule::rule;
use crate::rules::support::words::few;
use crate::rules::{Context, Found};
use crate::syntax::{Letter, Located};

rule! {
    /// A hand-off to a role that has no letter R or A in the stages that it names, or from one that has none at all there.
    ///
    /// # Why it matters
    /// Work that is handed to somebody who neither does anything with it nor answers for it has not arrived: it lies on a desk, and
    /// nobody is late. And whoever has no part in a stage has nothing of it to hand over. Either the hand-off or the matrix is wrong.
    ///
    /// # Example
    /// ```toml
    /// [roles]
    /// packer = {}
    /// driver = {}
    ///
    /// [[stages]]
    /// id = "offer"
    ///
    /// [[stages]]
    /// id = "delivery"
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
    /// C = "driver"
    ///
    /// [handoffs.order]
    /// from = "seller"
    /// to = "driver"
    /// stages = ["offer", "delivery"]
    /// artefact = "the signed order"
    /// within = "1 business day"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   from = "seller"
    /// - to = "driver"
    /// + to = "packer"
    ///   stages = ["offer", "delivery"]
    /// ```
    ///
    /// # Silent when
    /// The hand-off names no stages, one of them has no activity, or not all that bears on it could be read; the role is a party
    /// outside the organisation. In DACI the one who drives (D) counts as R.
    "handoff-to-uninvolved", Warning, Handoffs, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    if cx.model.handoffs.is_empty() || !cx.model.knows_every_use_of(Kind::Stage) {
        return;
    }
    let involved = Involved::new(cx);
    for handoff in cx.model.handoffs.values().iter().filter(|handoff| involved.knows(handoff)) {
        let stages = || handoff.stages.ids();
        let inside = |role: &&Located<Id<Role>>| !cx.model.roles[role.value].external;
        for giver in handoff.from.items.iter().filter(inside) {
            if stages().all(|stage| involved.part(stage, giver.value).is_none()) {
                found.add(uninvolved(cx, found, handoff, *giver, End::Gives));
            }
        }
        for receiver in handoff.to.items.iter().filter(inside) {
            if stages().all(|stage| involved.part(stage, receiver.value) != Some(Part::Works)) {
                found.add(uninvolved(cx, found, handoff, *receiver, End::Receives));
            }
        }
    }
}

/// What part a role has in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Some letter.
    Named,
    /// It does the work, or answers for it.
    Works,
}

/// Who has what part in which stage.
#[derive(Default)]
struct Involved {
    parts: HashMap<(Id<Stage>, Id<Role>), Part>,
    /// Whether everybody who has a part in a stage is known; a stage without activities is not here.
    stages: BTreeMap<Id<Stage>, bool>,
}

impl Involved {
    fn new(cx: &Context<'_>) -> Self {
        let mut involved = Self::default();
        let working = [cx.model.matrix.scheme.doer(), Letter::A];
        for activity in cx.model.activities.values() {
            let Some(stage) = activity.stage.get() else { continue };
            *involved.stages.entry(stage.value).or_insert(true) &= activity.is_complete();
            for (letter, role) in activity.parties() {
                let part = if working.contains(&letter) { Part::Works } else { Part::Named };
                let known = involved.parts.entry((stage.value, role.value)).or_insert(part);
                *known = part.max(*known);
            }
        }
        involved
    }

    /// Whether the hand-off names stages, and everybody who has a part in them is known.
    fn knows(&self, handoff: &Handoff) -> bool {
        let refs = &handoff.stages;
        !refs.items.is_empty() && !refs.incomplete && refs.ids().all(|stage| self.stages.get(&stage) == Some(&true))
    }

    fn part(&self, stage: Id<Stage>, role: Id<Role>) -> Option<Part> {
        self.parts.get(&(stage, role)).copied()
    }
}

/// An end of a hand-off.
#[derive(Debug, Clone, Copy)]
enum End {
    Gives,
    Receives,
}

fn uninvolved(cx: &Context<'_>, found: &Found, handoff: &Handoff, role: Located<Id<Role>>, end: End) -> Finding {
    let (id, name) = (cx.role_id(role.value), &handoff.id);
    let stages = handoff.stages.items.iter().map(|stage| cx.model.stages[stage.value].id.clone());
    let stages = few(stages);
    let doer = cx.model.matrix.scheme.doer().as_str();
    let (message, help) = match end {
        End::Gives => (
            format!("`{id}` hands over `{name}` and has no part in {stages}"),
            format!("name who has something to hand over there, or give `{id}` the letter that it should have"),
        ),
        End::Receives => (
            format!("`{id}` receives `{name}` and is neither {doer} nor A of anything in {stages}"),
            format!("name who goes on with the work, or make `{id}` {doer} or A of it"),
        ),
    };
    let label = match end {
        End::Gives => "has no letter there".to_owned(),
        End::Receives => format!("neither {doer} nor A there"),
    };
    found.finding(handoff.subject(), role.place, message).label(label).help(help).roles([id])
}
