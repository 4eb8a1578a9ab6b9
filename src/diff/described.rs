//! What each kind of thing says of itself.

use std::collections::BTreeSet;

use case_space::{Domain, Way, interval_words};

use super::common::View;
use super::facts::{Described, Facts, Reference, Stated, Weight};
use super::words::in_any_order;
use crate::meant::adds_up;
use crate::model::{
    Activity, CaseSet, Council, Decision, Department, Dimension, Escalation, Handoff, Id, Indicator, List, Model,
    Parties, Person, Role, Stage,
};
use crate::source::Place;
use crate::subject::{Kind, Text};
use crate::syntax::{Headcount, Located};

/// Everything in a model that has an id.
pub(super) fn all(model: &Model) -> impl Iterator<Item = &dyn Described> {
    of(&model.stages)
        .chain(model.dimensions.declared().map(|(_, dimension)| dimension as &dyn Described))
        .chain(of(&model.departments))
        .chain(of(&model.roles))
        .chain(of(&model.people))
        .chain(of(&model.activities))
        .chain(of(&model.decisions))
        .chain(of(&model.handoffs))
        .chain(of(&model.escalations))
        .chain(of(&model.indicators))
}

fn of<T: Described + 'static>(list: &List<T>) -> impl Iterator<Item = &dyn Described> {
    list.values().iter().map(|thing| thing as &dyn Described)
}

/// What every kind of thing says alike: its table, its id and its place.
macro_rules! known_by_id {
    ($kind:ident) => {
        fn kind(&self) -> Kind {
            Kind::$kind
        }

        fn id(&self) -> &Text {
            &self.id
        }

        fn place(&self) -> Place {
            self.place
        }
    };
}

impl Described for Stage {
    known_by_id!(Stage);

    fn facts(&self, _: &View<'_>) -> Facts {
        Facts::default().name(&self.id, &self.name).set("key", Weight::Guard, self.key.is_some())
    }
}

impl Described for Dimension {
    known_by_id!(Dimension);

    fn facts(&self, view: &View<'_>) -> Facts {
        let named = self.values.iter().zip(&self.value_names).filter(|(id, name)| id != name);
        let names = named.map(|(id, name)| format!("{id} = {name}"));
        let holders = self.values.iter().zip(&self.holders);
        let holders = holders.filter_map(|(id, role)| Some(format!("{id} = {}", view.role_id(role.get()?.value))));
        let groups = self.groups.iter().map(|group| {
            let members = group.members.iter().filter_map(|member| self.values.get(*member));
            format!("{} = {}", group.id.value, in_any_order(members, ", ").unwrap_or_default())
        });
        let numbers = match &self.domain {
            Some(Domain::Numbers(numbers)) => Some(numbers),
            _ => None,
        };
        let falls = numbers.is_some() && self.escalates == Way::Down;
        Facts::default()
            .name(&self.id, &self.name)
            .remarks([&self.remarks])
            .words("values", Weight::Plain, in_any_order(&self.values, ", "))
            .words("groups", Weight::Plain, in_any_order(groups, "; "))
            .words("names of values", Weight::Name, in_any_order(names, "; "))
            .words("holders", Weight::Meaning, in_any_order(holders, "; "))
            .one("part-of", view, &view.model.dimensions, &self.part_of)
            .words("range", Weight::Plain, numbers.map(|numbers| interval_words(&numbers.within)))
            .words("step", Weight::Plain, numbers.and_then(|numbers| Some(numbers.step.as_ref()?.size().clone())))
            .words("unit", Weight::Meaning, self.unit.as_ref())
            .words("basis", Weight::Meaning, self.basis.as_ref())
            .words("escalates", Weight::Plain, falls.then_some("downward"))
    }
}

impl Described for Department {
    known_by_id!(Department);

    fn facts(&self, view: &View<'_>) -> Facts {
        Facts::default().remarks([&self.remarks]).name(&self.id, &self.name).one(
            "head",
            view,
            &view.model.roles,
            &self.head,
        )
    }
}

impl Described for Role {
    known_by_id!(Role);

    fn aliases(&self) -> Vec<Text> {
        self.aliases.iter().map(|alias| alias.value.clone()).collect()
    }

    fn facts(&self, view: &View<'_>) -> Facts {
        let model = view.model;
        let level = self.level.get().and_then(|level| model.matrix.levels.get(level.value));
        let aliases = self.aliases.iter().map(|alias| &alias.value);
        Facts::default()
            .name(&self.id, &self.name.value)
            .remarks([&self.remarks])
            .words("aliases", Weight::Name, in_any_order(aliases, ", "))
            .one("department", view, &model.departments, &self.department)
            .words("level", Weight::Plain, level)
            .one("reports-to", view, &model.roles, &self.reports_to)
            .set("external", Weight::Plain, self.external)
            .words("holders", Weight::Plain, self.holders.get())
            .set("body", Weight::Meaning, self.body.is_some())
            .say("members", Weight::Meaning, self.body.as_ref().map(|body| members(body, view)))
            .say("quorum", Weight::Guard, self.body.as_ref().and_then(|body| quorum(self, body, model)))
    }

    fn mentions(&self, view: &View<'_>) -> Vec<Reference> {
        roles("deputy", view, self.deputies.ids()).collect()
    }
}

impl Described for Person {
    known_by_id!(Person);

    fn facts(&self, _: &View<'_>) -> Facts {
        let absent = self.absent.iter().map(|days| format!("{} to {}", days.from, days.until));
        Facts::default().name(&self.id, &self.name).words("absent", Weight::Plain, in_any_order(absent, "; "))
    }

    fn mentions(&self, view: &View<'_>) -> Vec<Reference> {
        let posts = &self.posts;
        roles("roles", view, posts.ids()).chain(dimensions(view, posts.items.iter().map(|post| &post.when))).collect()
    }
}

impl Described for Activity {
    known_by_id!(Activity);

    fn facts(&self, view: &View<'_>) -> Facts {
        Facts::default()
            .name(&self.id, &self.name)
            .remarks([&self.remarks])
            .one("stage", view, &view.model.stages, &self.stage)
            .set("key", Weight::Guard, self.key.is_some())
            .time("every", &self.every)
            .words("duty", Weight::Plain, duties(&self.duties))
            .words("scheme", Weight::Meaning, Some(&self.scheme).filter(|own| **own != view.model.matrix.scheme))
    }

    fn mentions(&self, view: &View<'_>) -> Vec<Reference> {
        let parties =
            self.parties().map(|(letter, role)| (letter.capacity().as_str(), Kind::Role, view.role_id(role.value)));
        parties.chain(dimensions(view, self.cases.iter().map(|case| &case.when))).collect()
    }
}

impl Described for Decision {
    known_by_id!(Decision);

    fn facts(&self, view: &View<'_>) -> Facts {
        Facts::default()
            .name(&self.id, &self.name)
            .one("stage", view, &view.model.stages, &self.stage)
            .one("activity", view, &view.model.activities, &self.activity)
            .some("requested-by", view, &view.model.roles, &self.requested_by)
            .set("four-eyes", Weight::Guard, self.four_eyes.is_some())
            .words(
                "per",
                self.per.get().map_or(Weight::Guard, |per| weight_of_per(&per.value)),
                self.per.get().map(|per| &per.value),
            )
            .words("duty", Weight::Plain, duties(&self.duties))
            .remarks(self.all_remarks())
    }

    fn mentions(&self, view: &View<'_>) -> Vec<Reference> {
        let dimension = |id| ("measure", Kind::Dimension, view.model.dimensions[id].common_id(view));
        roles("decides", view, self.all_with_a_say())
            .chain(roles("consults", view, self.consults().flat_map(Parties::ids)))
            .chain(roles("informs", view, self.informs().flat_map(Parties::ids)))
            .chain(self.ladders().map(|ladder| dimension(ladder.measure)))
            .chain(dimensions(view, self.case_sets()))
            .collect()
    }
}

impl Described for Handoff {
    known_by_id!(Handoff);

    fn facts(&self, view: &View<'_>) -> Facts {
        Facts::default()
            .name(&self.id, &self.name)
            .remarks([&self.remarks])
            .some("from", view, &view.model.roles, &self.from)
            .some("to", view, &view.model.roles, &self.to)
            .some("stages", view, &view.model.stages, &self.stages)
            .words("artefact", Weight::Plain, self.artefact.get())
            .time("within", &self.within)
            .time("every", &self.every)
    }
}

impl Described for Escalation {
    known_by_id!(Escalation);

    fn facts(&self, view: &View<'_>) -> Facts {
        Facts::default()
            .name(&self.id, &self.name)
            .remarks([&self.remarks])
            .words("trigger", Weight::Plain, self.trigger.as_ref())
            .one("stage", view, &view.model.stages, &self.stage)
            .refs("path", self.path.ids().map(|role| (Kind::Role, view.role_id(role))))
            .time("within", &self.within)
    }
}

impl Described for Indicator {
    known_by_id!(Indicator);

    fn facts(&self, view: &View<'_>) -> Facts {
        let model = view.model;
        Facts::default()
            .name(&self.id, &self.name)
            .remarks([&self.remarks])
            .one("role", view, &model.roles, &self.role)
            .one("activity", view, &model.activities, &self.activity)
            .words("target", Weight::Plain, self.target.get().map(|target| interval_words(&target.value)))
            .words("unit", Weight::Plain, self.unit.get().map(|unit| &unit.value))
            .say("per", Weight::Plain, self.per.get().map(|per| Stated::Time(per.value)))
            .one("rolls-up-to", view, &model.indicators, &self.rolls_up_to)
            .words("alert", Weight::Plain, self.alert.get().map(|alert| interval_words(&alert.value)))
            .some("alerts", view, &model.roles, &self.alerts)
    }
}

fn roles<'s>(
    word: &'static str,
    view: &'s View<'_>,
    roles: impl IntoIterator<Item = Id<Role>> + 's,
) -> impl Iterator<Item = Reference> + 's {
    roles.into_iter().map(move |role| (word, Kind::Role, view.role_id(role)))
}

/// The members of a body, of which the order means nothing.
fn members(body: &Council, view: &View<'_>) -> Stated {
    let members: BTreeSet<_> = body.members.ids().map(|role| view.role_id(role)).collect();
    Stated::Refs(Kind::Role, members.into_iter().collect())
}

/// How many members of a body must agree, of how many.
fn quorum(role: &Role, body: &Council, model: &Model) -> Option<Stated> {
    let holders = |role: &Role| match role.holders.get() {
        Some(Headcount::Exactly(count)) => Some(count.get()),
        Some(Headcount::Several) => None,
        None => Some(1),
    };
    let named = body.members.ids().map(|member| holders(&model.roles[member])).sum::<Option<u32>>();
    let members = if body.members.is_empty() { role.holders.get().and_then(|_| holders(role)) } else { named };
    Some(Stated::Quorum(body.quorum?, members))
}

/// Over what amounts add up keeps a limit from being split, but not where that is the request itself.
fn weight_of_per(per: &str) -> Weight {
    if adds_up(per) { Weight::Guard } else { Weight::Plain }
}

/// The dimensions that sets of cases name.
fn dimensions<'s>(
    view: &'s View<'_>,
    sets: impl IntoIterator<Item = &'s CaseSet> + 's,
) -> impl Iterator<Item = Reference> + 's {
    let named = sets.into_iter().flat_map(|set| set.conditions.keys());
    named.map(|id| ("when", Kind::Dimension, view.model.dimensions[*id].common_id(view)))
}

/// The kinds of duty that something is, if any.
fn duties(duties: &[Located<Text>]) -> Option<String> {
    in_any_order(duties.iter().map(|duty| &duty.value), ", ")
}
