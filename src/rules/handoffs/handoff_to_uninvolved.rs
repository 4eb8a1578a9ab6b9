//! Rule `handoff-to-uninvolved`.

use std::collections::{BTreeMap, HashSet};

use crate::finding::Finding;
use crate::model::{Handoff, Id, Role, Stage};
use crate::rules::rule::rule;
use crate::rules::support::words::few;
use crate::rules::{Context, Found};
use crate::subject::Kind;
use crate::syntax::{Capacity, Located};

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
    /// packer = { reports-to = "manager" }
    /// driver = { reports-to = "manager" }
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
    if cx.model.handoffs.is_empty() || !cx.model.is_sure_of(Kind::Stage) {
        return;
    }
    let involved = Involved::new(cx);
    for handoff in cx.model.handoffs.values().iter().filter(|handoff| involved.knows(handoff)) {
        let is_in = |roles: &HashSet<(Id<Stage>, Id<Role>)>, role: Id<Role>| {
            !cx.model.roles[role].is_post() || handoff.stages.ids().any(|stage| roles.contains(&(stage, role)))
        };
        for giver in handoff.from.items.iter().filter(|giver| !is_in(&involved.named, giver.value)) {
            found.add(gives_without_part(cx, found, handoff, *giver));
        }
        for receiver in handoff.to.items.iter().filter(|receiver| !is_in(&involved.working, receiver.value)) {
            found.add(receives_without_work(cx, found, handoff, *receiver));
        }
    }
}

/// Which roles have part in which stages.
#[derive(Default)]
struct Involved {
    /// Those who hold some letter.
    named: HashSet<(Id<Stage>, Id<Role>)>,
    /// Those who do some work, or answer for it.
    working: HashSet<(Id<Stage>, Id<Role>)>,
    /// Whether everybody who has a part in a stage is known; a stage without activities is not here.
    stages: BTreeMap<Id<Stage>, bool>,
}

impl Involved {
    fn new(cx: &Context<'_>) -> Self {
        let mut involved = Self::default();
        let working = [Capacity::Responsible, Capacity::Accountable];
        for activity in cx.model.activities.values() {
            let Some(stage) = activity.stage.get() else { continue };
            let knows_who_works = !activity.has_unread() && working.iter().all(|one| activity.scheme.knows(*one));
            *involved.stages.entry(stage.value).or_insert(true) &= knows_who_works;
            for (letter, role) in activity.parties().filter(|(letter, _)| letter.capacity().takes_part()) {
                involved.named.insert((stage.value, role.value));
                if working.contains(&letter.capacity()) {
                    involved.working.insert((stage.value, role.value));
                }
            }
        }
        involved
    }

    /// Whether the hand-off names stages, and everybody who has a part in them is known.
    fn knows(&self, handoff: &Handoff) -> bool {
        let refs = &handoff.stages;
        !refs.items.is_empty() && !refs.has_unread && refs.ids().all(|stage| self.stages.get(&stage) == Some(&true))
    }
}

fn gives_without_part(cx: &Context<'_>, found: &Found, handoff: &Handoff, giver: Located<Id<Role>>) -> Finding {
    let (id, stages) = (cx.role_id(giver.value), stages(cx, handoff));
    let message = format!("`{id}` hands over `{}` and has no part in {stages}", handoff.id);
    found
        .finding(handoff.subject(), giver.place, message)
        .label("has no letter there")
        .help(format!("name who has something to hand over there, or give `{id}` the letter that it should have"))
        .roles([id])
}

fn receives_without_work(cx: &Context<'_>, found: &Found, handoff: &Handoff, receiver: Located<Id<Role>>) -> Finding {
    let (id, stages) = (cx.role_id(receiver.value), stages(cx, handoff));
    let [doer, answers] = [Capacity::Responsible, Capacity::Accountable].map(|capacity| cx.letter(capacity));
    let message =
        format!("`{id}` receives `{}` and is neither {doer} nor {answers} of anything in {stages}", handoff.id);
    found
        .finding(handoff.subject(), receiver.place, message)
        .label(format!("neither {doer} nor {answers} there"))
        .help(format!("name who goes on with the work, or make `{id}` {doer} or {answers} of it"))
        .roles([id])
}

/// The stages between which the hand-off passes, in words.
fn stages(cx: &Context<'_>, handoff: &Handoff) -> String {
    few(handoff.stages.items.iter().map(|stage| cx.model.stages[stage.value].id.clone()))
}
