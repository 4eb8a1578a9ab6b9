//! Rule `key-without-decision`.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::model::{Activity, Id, Model, Stage};
use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::{Kind, Subject};

rule! {
    /// A key stage or activity at which no decision right exists.
    ///
    /// # Why it matters
    /// What is marked as key is where something is bound or lost: terms, a signature, money. If nothing says who may decide there,
    /// the one who happens to be in the room does. The scope of authority is to be stated for every post (企业内部控制基本规范, art. 30).
    ///
    /// # Example
    /// ```toml
    /// [[stages]]
    /// id = "offer"
    ///
    /// [[stages]]
    /// id = "contract"
    /// key = true
    ///
    /// [activities.make-offer]
    /// stage = "offer"
    /// A = "director"
    /// R = ["manager", "seller"]
    /// C = "assistant"
    ///
    /// [activities.sign-contract]
    /// stage = "contract"
    /// A = "director"
    /// R = "manager"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   R = "manager"
    /// +
    /// + [decisions.accept-terms]
    /// + activity = "sign-contract"
    /// + decides = "director"
    /// ```
    ///
    /// # Silent when
    /// Nothing is marked `key = true`. A decision counts for the activity that it names, and for the stage that it or its activity
    /// names. Also where something could not be read in which the stage or the activity may be named.
    "key-without-decision", Warning, Coverage, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    if !cx.model.is_sure_of(Kind::Activity) || !cx.model.is_sure_of(Kind::Stage) {
        return;
    }
    let decided = Decided::new(cx.model);
    for (id, stage) in cx.model.stages.iter() {
        if let Some(key) = stage.key.filter(|_| !decided.stages.contains(&id)) {
            found.add(undecided(found, stage.subject(), (&stage.id, stage.place), "stage", key));
        }
    }
    for (id, activity) in cx.model.activities.iter() {
        if let Some(key) = activity.key.filter(|_| !decided.activities.contains(&id)) {
            found.add(undecided(found, activity.subject(), (&activity.id, activity.place), "activity", key));
        }
    }
}

/// Where decisions are taken.
struct Decided {
    stages: BTreeSet<Id<Stage>>,
    activities: BTreeSet<Id<Activity>>,
}

impl Decided {
    fn new(model: &Model) -> Self {
        let decisions = || model.decisions.values().iter();
        let activities: BTreeSet<_> =
            decisions().filter_map(|decision| decision.activity.get()).map(|activity| activity.value).collect();
        let by_activity = activities.iter().filter_map(|activity| model.activities[*activity].stage.get());
        let stages = decisions().filter_map(|decision| decision.stage.get()).chain(by_activity);
        Self { stages: stages.map(|stage| stage.value).collect(), activities }
    }
}

fn undecided(found: &Found, subject: Subject, (id, place): (&str, Place), noun: &str, key: Place) -> Finding {
    found
        .finding(subject, key, format!("no decision is taken at the key {noun} `{id}`"))
        .label("key, and nobody has the right to decide")
        .also(place, format!("the {noun}"))
        .help(format!("add a decision with `{noun} = \"{id}\"` that says who decides here"))
}
