//! What each kind of thing says of itself.

use case_space::{Domain, Way, interval_words};

use super::common::View;
use super::facts::{Described, Facts, Stated, Weight};
use crate::model::{
    Activity, Answer, CaseSet, Decision, Department, Dimension, Escalation, Group, Handoff, Indicator, List, Model,
    Person, Refs, Role, Stage,
};
use crate::source::Place;
use crate::subject::{Kind, Text};
use crate::syntax::Letter;

/// Everything in a model that has an id.
pub(super) fn all(model: &Model) -> impl Iterator<Item = &dyn Described> {
    of(&model.stages)
        .chain(of(&model.dimensions))
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

    fn facts(&self, _: &View<'_>) -> Facts {
        // the order of values and groups means nothing
        let list = |values: Vec<&Text>| {
            let mut values: Vec<&str> = values.into_iter().map(Text::as_str).collect();
            values.sort_unstable();
            values.join(", ")
        };
        let members =
            |group: &Group| list(group.members.iter().filter_map(|member| self.values.get(*member)).collect());
        let mut groups: Vec<String> =
            self.groups.iter().map(|group| format!("{} = {}", group.id.value, members(group))).collect();
        groups.sort_unstable();
        let numbers = match &self.domain {
            Some(Domain::Numbers(numbers)) => Some(numbers),
            _ => None,
        };
        let falls = numbers.is_some() && self.escalates == Way::Down;
        Facts::default()
            .name(&self.id, &self.name)
            .words("values", Weight::Plain, (!self.values.is_empty()).then(|| list(self.values.iter().collect())))
            .words("groups", Weight::Plain, (!groups.is_empty()).then(|| groups.join("; ")))
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
        Facts::default().name(&self.id, &self.name).role("head", view, &self.head)
    }
}

impl Described for Role {
    known_by_id!(Role);

    fn facts(&self, view: &View<'_>) -> Facts {
        let model = view.model;
        let level = self.level.get().and_then(|level| model.matrix.levels.get(level.value));
        let department = self
            .department
            .get()
            .map(|department| view.called(Kind::Department, &model.departments[department.value].id));
        let mut aliases: Vec<&str> = self.aliases.iter().map(|alias| alias.value.as_str()).collect();
        aliases.sort_unstable();
        Facts::default()
            .name(&self.id, &self.name.value)
            .words("aliases", Weight::Name, (!aliases.is_empty()).then(|| aliases.join(", ")))
            .refs("department", Kind::Department, department)
            .words("level", Weight::Plain, level)
            .role("reports-to", view, &self.reports_to)
            .set("external", Weight::Plain, self.external)
    }

    fn mentions(&self, view: &View<'_>) -> Vec<(&'static str, Kind, Text)> {
        self.deputy.get().map(|deputy| ("deputy", Kind::Role, view.role_id(deputy.value))).into_iter().collect()
    }
}

impl Described for Person {
    known_by_id!(Person);

    fn facts(&self, _: &View<'_>) -> Facts {
        Facts::default().name(&self.id, &self.name)
    }

    fn mentions(&self, view: &View<'_>) -> Vec<(&'static str, Kind, Text)> {
        let roles = self.roles.ids().map(|role| ("roles", Kind::Role, view.role_id(role)));
        roles.chain(dimensions(view, [&self.when])).collect()
    }
}

impl Described for Activity {
    known_by_id!(Activity);

    fn facts(&self, view: &View<'_>) -> Facts {
        let mut duties: Vec<&str> = self.duties.iter().map(|duty| duty.value.as_str()).collect();
        duties.sort_unstable();
        Facts::default()
            .name(&self.id, &self.name)
            .stage(view, &self.stage)
            .set("key", Weight::Guard, self.key.is_some())
            .time("every", &self.every)
            .words("duty", Weight::Plain, (!duties.is_empty()).then(|| duties.join(", ")))
    }

    fn mentions(&self, view: &View<'_>) -> Vec<(&'static str, Kind, Text)> {
        let parties =
            self.parties().map(|(letter, role)| (Letter::as_str(letter), Kind::Role, view.role_id(role.value)));
        parties.chain(dimensions(view, self.cases.iter().map(|case| &case.when))).collect()
    }
}

impl Described for Decision {
    known_by_id!(Decision);

    fn facts(&self, view: &View<'_>) -> Facts {
        let activity =
            self.activity.get().map(|activity| view.called(Kind::Activity, &view.model.activities[activity.value].id));
        Facts::default()
            .name(&self.id, &self.name)
            .stage(view, &self.stage)
            .refs("activity", Kind::Activity, activity)
            .roles("requested-by", view, &self.requested_by)
            .time("within", &self.within)
            .set("four-eyes", Weight::Guard, self.four_eyes.is_some())
            .words("per", Weight::Guard, self.per.get().map(|per| &per.value))
    }

    fn mentions(&self, view: &View<'_>) -> Vec<(&'static str, Kind, Text)> {
        let deciders = self.answers.iter().flat_map(Answer::roles);
        let deciders = deciders.map(|role| ("decides", Kind::Role, view.role_id(role)));
        let asked = self.consults().flat_map(Refs::ids).map(|role| ("consults", Kind::Role, view.role_id(role)));
        let told = self.informs().flat_map(Refs::ids).map(|role| ("informs", Kind::Role, view.role_id(role)));
        let measures = self.ladders().map(|ladder| {
            ("measure", Kind::Dimension, view.called(Kind::Dimension, &view.model.dimensions[ladder.measure].id))
        });
        deciders
            .chain(asked)
            .chain(told)
            .chain(measures)
            .chain(dimensions(view, self.cases.iter().map(|case| &case.when)))
            .collect()
    }
}

impl Described for Handoff {
    known_by_id!(Handoff);

    fn facts(&self, view: &View<'_>) -> Facts {
        Facts::default()
            .name(&self.id, &self.name)
            .roles("from", view, &self.from)
            .roles("to", view, &self.to)
            .refs("stages", Kind::Stage, self.stages.ids().map(|stage| view.stage_id(stage)))
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
            .words("trigger", Weight::Plain, self.trigger.as_ref())
            .stage(view, &self.stage)
            .path("path", Kind::Role, self.path.ids().map(|role| view.role_id(role)).collect())
            .time("within", &self.within)
    }
}

impl Described for Indicator {
    known_by_id!(Indicator);

    fn facts(&self, view: &View<'_>) -> Facts {
        let model = view.model;
        let activity = self.activity.get().map(|id| view.called(Kind::Activity, &model.activities[id.value].id));
        let whole = self.rolls_up_to.get().map(|id| view.called(Kind::Indicator, &model.indicators[id.value].id));
        Facts::default()
            .name(&self.id, &self.name)
            .role("role", view, &self.role)
            .refs("activity", Kind::Activity, activity)
            .words("target", Weight::Plain, self.target.get().map(|target| interval_words(&target.value)))
            .words("unit", Weight::Plain, self.unit.get().map(|unit| &unit.value))
            .say("per", Weight::Plain, self.per.get().map(|per| Stated::Time(per.value)))
            .refs("rolls-up-to", Kind::Indicator, whole)
            .words("alert", Weight::Plain, self.alert.get().map(|alert| interval_words(&alert.value)))
            .roles("alerts", view, &self.alerts)
    }
}

/// The dimensions that sets of cases name.
fn dimensions<'s>(
    view: &'s View<'_>,
    sets: impl IntoIterator<Item = &'s CaseSet> + 's,
) -> impl Iterator<Item = (&'static str, Kind, Text)> + 's {
    let named = sets.into_iter().flat_map(|set| set.conditions.keys());
    named.map(|id| ("when", Kind::Dimension, view.called(Kind::Dimension, &view.model.dimensions[*id].id)))
}
