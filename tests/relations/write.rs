//! A matrix as tables of TOML, in one of several manners that mean the same.

use std::collections::BTreeSet;

use crate::matrix::{
    Activity, Body, Decision, Delegation, End, Example, GROUP, Indicator, Interval, LETTERS, Ladder, Letters, Matrix,
    Measure, Person, Right, Role, Say, Term, VALUES, Waiver, When,
};
use crate::names::{self, Naming, id};
use crate::toml::{Header, Key, Of, Thing, Toml};

/// How what means the same is written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Manner {
    pub(crate) naming: Naming,
    pub(crate) values: Values,
    /// One role stands in a list as several do.
    pub(crate) in_lists: bool,
    /// Every number is written so many powers of ten larger.
    pub(crate) zeros: usize,
}

/// How a set of values is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Values {
    #[default]
    Listed,
    /// The group, where it is one.
    Grouped,
    /// All but the others.
    Excluded,
}

/// The tables of the matrix.
pub(crate) fn things(matrix: &Matrix, manner: Manner) -> Vec<Thing> {
    Writer { matrix, manner }.things()
}

struct Writer<'a> {
    matrix: &'a Matrix,
    manner: Manner,
}

impl Writer<'_> {
    fn id(&self, of: names::Of, number: usize) -> String {
        id(self.manner.naming, of, number)
    }

    fn text(&self, of: names::Of, number: usize) -> Toml {
        Toml::text(self.id(of, number))
    }

    fn role(&self, role: usize) -> Toml {
        self.text(names::Of::Role, role)
    }

    fn roles(&self, roles: &[usize]) -> Toml {
        let of = if self.manner.in_lists { Of::Members } else { Of::Roles };
        Toml::Set(of, roles.iter().map(|role| self.role(*role)).collect())
    }

    fn things(&self) -> Vec<Thing> {
        let matrix = self.matrix;
        let mut things = vec![self.head()];
        let table = |of: names::Of, number: usize, keys| {
            let header = Header::Id(of.table(), self.id(of, number));
            Thing { header, keys }
        };
        if matrix.is_staged {
            let key = |number| (number == 1).then(|| ("key", Toml::yes()));
            let stage = |number| [("id", self.text(names::Of::Stage, number))].into_iter().chain(key(number)).collect();
            things.extend([0, 1].map(|number| Thing { header: Header::InOrder("stages"), keys: stage(number) }));
        }
        things.extend([0, 1].map(|number| table(names::Of::Values, number, self.values(number))));
        let measures = matrix.measures.iter().enumerate();
        things.extend(measures.map(|(number, one)| table(names::Of::Measure, number, self.measure(number, one))));
        for (number, head) in matrix.heads.iter().flatten().enumerate() {
            let keys = head.iter().map(|head| ("head", self.role(*head))).collect();
            things.push(table(names::Of::Department, number, keys));
        }
        let mut each = |of: names::Of, all: Vec<Vec<Key>>| {
            things.extend(all.into_iter().enumerate().map(|(number, keys)| table(of, number, keys)));
        };
        each(names::Of::Role, matrix.roles.iter().map(|role| self.post(role)).collect());
        each(names::Of::Person, matrix.people.iter().map(|person| self.person(person)).collect());
        each(names::Of::Activity, matrix.activities.iter().map(|activity| self.activity(activity)).collect());
        each(names::Of::Decision, matrix.decisions.iter().map(|decision| self.decision(decision)).collect());
        each(names::Of::Handoff, matrix.handoffs.iter().map(|handoff| self.handoff(handoff)).collect());
        each(names::Of::Escalation, matrix.escalations.iter().map(|one| self.escalation(one)).collect());
        let indicators = matrix.indicators.iter().enumerate();
        each(names::Of::Indicator, indicators.map(|(number, one)| self.indicator(number, one)).collect());
        let record = |table, keys| Thing { header: Header::OneOf(table), keys };
        // one duty alone is kept apart from nothing
        if matrix.is_separated && matrix.activities.len() + matrix.decisions.len() > 1 {
            let activities = (0..matrix.activities.len()).map(|number| ("activities", names::Of::Activity, number));
            let decisions = (0..matrix.decisions.len()).map(|number| ("decisions", names::Of::Decision, number));
            let duty = |(table, of, number)| Toml::text(format!("{table}.{}", self.id(of, number)));
            let duties = Toml::Set(Of::Roles, activities.chain(decisions).map(duty).collect());
            things.push(record("separations", vec![("duties", duties)]));
        }
        let known = |decision: usize| decision < matrix.decisions.len();
        let delegations = matrix.delegations.iter().filter(|one| known(one.decision));
        things.extend(delegations.map(|one| record("delegations", self.delegation(one))));
        let examples = matrix.examples.iter().filter(|one| known(one.decision));
        things.extend(examples.map(|one| record("examples", self.example(one))));
        let waivers = matrix.waivers.iter().filter(|one| known(one.decision));
        things.extend(waivers.map(|one| record("waivers", self.waiver(one))));
        things
    }

    fn head(&self) -> Thing {
        let mut keys = vec![("title", Toml::text("Sales"))];
        keys.extend(self.matrix.owner.map(|owner| ("owner", self.role(owner))));
        keys.extend(self.matrix.accountable_works.then(|| ("accountable-does-work", Toml::yes())));
        Thing { header: Header::Main("matrix"), keys }
    }

    fn values(&self, dimension: usize) -> Vec<Key> {
        let value = |value| self.text(names::Of::Value(dimension), value);
        let mut keys = vec![("values", Toml::Set(Of::Values, (0..VALUES[dimension]).map(value).collect()))];
        if dimension == 0 && self.manner.values == Values::Grouped {
            keys.push(("groups.small", Toml::Set(Of::Values, GROUP.map(value).into())));
        }
        keys
    }

    fn measure(&self, number: usize, measure: &Measure) -> Vec<Key> {
        let mut keys = self.bounds(number, &measure.within);
        keys.extend(measure.is_whole.then(|| ("step", Toml::Plain(format!("1{}", self.zeros())))));
        keys.extend(measure.is_money.then(|| ("unit", Toml::text("CNY"))));
        keys.extend(measure.falls.then(|| ("escalates", Toml::text("downward"))));
        keys
    }

    fn zeros(&self) -> String {
        "0".repeat(self.manner.zeros)
    }

    /// A height as the measure counts it.
    fn number(&self, measure: usize, height: i64) -> Toml {
        let sign = if self.matrix.measures[measure].falls { -1 } else { 1 };
        match sign * height {
            0 => Toml::Plain("0".into()),
            number => Toml::Plain(format!("{number}{}", self.zeros())),
        }
    }

    fn end(&self, measure: usize, (height, within): End, is_low: bool) -> Key {
        let key = match (is_low == self.matrix.measures[measure].falls, within) {
            (true, true) => "at-most",
            (true, false) => "below",
            (false, true) => "at-least",
            (false, false) => "above",
        };
        (key, self.number(measure, height))
    }

    fn bounds(&self, measure: usize, interval: &Interval) -> Vec<Key> {
        let low = interval.low.map(|end| self.end(measure, end, true));
        low.into_iter().chain(interval.high.map(|end| self.end(measure, end, false))).collect()
    }

    fn when(&self, when: &When) -> Toml {
        let mut keys = Vec::new();
        for (number, values) in when.values.iter().enumerate() {
            let dimension = names::key(self.manner.naming, names::Of::Values, number);
            keys.extend(values.as_ref().map(|values| (dimension, self.some_values(number, values))));
        }
        for (number, interval) in when.numbers.iter().enumerate().filter(|(_, interval)| !interval.is_all()) {
            let dimension = names::key(self.manner.naming, names::Of::Measure, number);
            keys.push((dimension, Toml::Table(self.bounds(number, interval))));
        }
        Toml::Table(keys)
    }

    fn some_values(&self, dimension: usize, values: &BTreeSet<usize>) -> Toml {
        let list = |values: Vec<usize>| {
            Toml::Set(
                Of::Values,
                values.into_iter().map(|value| self.text(names::Of::Value(dimension), value)).collect(),
            )
        };
        let others: Vec<usize> = (0..VALUES[dimension]).filter(|value| !values.contains(value)).collect();
        match self.manner.values {
            Values::Grouped if dimension == 0 && values.iter().eq(&GROUP) => Toml::text("small"),
            Values::Excluded if !others.is_empty() => Toml::Table(vec![("not", list(others))]),
            _ => list(values.iter().copied().collect()),
        }
    }

    fn post(&self, role: &Role) -> Vec<Key> {
        let mut keys = Vec::new();
        keys.extend(role.superior.map(|superior| ("reports-to", self.role(superior))));
        keys.extend(role.deputy.map(|deputy| ("deputy", self.role(deputy))));
        let levels = ["support", "frontline", "tactical", "strategic"];
        keys.extend(role.level.map(|level| ("level", Toml::text(levels[level]))));
        let department = role.department.filter(|_| self.matrix.heads.is_some());
        keys.extend(department.map(|one| ("department", self.text(names::Of::Department, one))));
        keys.extend(role.is_external.then(|| ("external", Toml::yes())));
        keys
    }

    fn person(&self, person: &Person) -> Vec<Key> {
        let mut keys = vec![("roles", self.roles(&person.roles))];
        keys.extend((person.when != When::default()).then(|| ("when", self.when(&person.when))));
        keys
    }

    fn stage(&self, stage: Option<usize>) -> Option<Key> {
        stage.filter(|_| self.matrix.is_staged).map(|stage| ("stage", self.text(names::Of::Stage, stage)))
    }

    fn letters(&self, letters: &Letters) -> Vec<Key> {
        let held = LETTERS.into_iter().zip(letters);
        held.filter_map(|(letter, roles)| Some((letter, self.roles(roles.as_ref()?)))).collect()
    }

    fn activity(&self, activity: &Activity) -> Vec<Key> {
        let mut keys: Vec<Key> = self.stage(activity.stage).into_iter().collect();
        keys.extend(self.matrix.is_alike.then(|| ("name", Toml::text("Offers"))));
        keys.extend(self.letters(&activity.top));
        let case = |(when, letters): &(When, Letters)| {
            Toml::Table([("when", self.when(when))].into_iter().chain(self.letters(letters)).collect())
        };
        let cases: Vec<Toml> = activity.cases.iter().map(case).collect();
        keys.extend((!cases.is_empty()).then_some(("cases", Toml::Set(Of::Cases, cases))));
        keys
    }

    fn decision(&self, decision: &Decision) -> Vec<Key> {
        let mut keys: Vec<Key> = self.stage(decision.stage).into_iter().collect();
        let activity = decision.activity.filter(|activity| *activity < self.matrix.activities.len());
        keys.extend(activity.map(|activity| ("activity", self.text(names::Of::Activity, activity))));
        let asked = !decision.requested_by.is_empty();
        keys.extend(asked.then(|| ("requested-by", self.roles(&decision.requested_by))));
        keys.extend(decision.four_eyes.then(|| ("four-eyes", Toml::yes())));
        keys.extend(decision.is_timed.then(|| ("within", Toml::text("1 day"))));
        keys.extend(decision.adds_up.then(|| ("per", Toml::text("customer per quarter"))));
        keys.extend(decision.top.iter().flat_map(|body| self.body(body)));
        let case = |(when, body): &(When, Body)| {
            Toml::Table([("when", self.when(when))].into_iter().chain(self.body(body)).collect())
        };
        let cases: Vec<Toml> = decision.cases.iter().map(case).collect();
        keys.extend((!cases.is_empty()).then_some(("cases", Toml::Set(Of::Cases, cases))));
        keys
    }

    fn body(&self, body: &Body) -> Vec<Key> {
        let mut keys = match &body.right {
            Right::Plain(say) => vec![self.say(say)],
            Right::Ladder(ladder) => self.ladder(ladder),
        };
        let lists = [("consults", &body.consults), ("informs", &body.informs)];
        keys.extend(
            lists.into_iter().filter(|(_, roles)| !roles.is_empty()).map(|(key, roles)| (key, self.roles(roles))),
        );
        keys
    }

    fn ladder(&self, ladder: &Ladder) -> Vec<Key> {
        let step = |(end, say): &(End, Say)| Toml::Table(vec![self.say(say), self.end(ladder.measure, *end, false)]);
        let last = ladder.last.iter().map(|say| Toml::Table(vec![self.say(say)]));
        let steps = ladder.steps.iter().map(step).chain(last).collect();
        let mut keys = vec![("measure", self.text(names::Of::Measure, ladder.measure)), ("limits", Toml::List(steps))];
        keys.extend(ladder.is_chain.then(|| ("chain", Toml::yes())));
        keys
    }

    fn say(&self, say: &Say) -> Key {
        match say {
            Say::Decides(term) => ("decides", self.term(term)),
            Say::Free => ("free", Toml::yes()),
            Say::Forbidden => ("forbidden", Toml::yes()),
        }
    }

    fn term(&self, term: &Term) -> Toml {
        let members = |all: &[Term]| Toml::Set(Of::Members, all.iter().map(|term| self.term(term)).collect());
        match term {
            Term::Role(role) => self.role(*role),
            Term::All(all) => Toml::Table(vec![("all", members(all))]),
            Term::Any(any) => Toml::Table(vec![("any", members(any))]),
            Term::Count(count, of) => Toml::Table(vec![("count", Toml::Plain(count.to_string())), ("of", members(of))]),
        }
    }

    fn handoff(&self, handoff: &crate::matrix::Handoff) -> Vec<Key> {
        let mut keys = vec![("from", self.roles(&handoff.from)), ("to", self.roles(&handoff.to))];
        if handoff.is_complete {
            keys.extend([("artefact", Toml::text("the order")), ("within", Toml::text("1 day"))]);
        }
        if self.matrix.is_staged {
            keys.push(("stages", Toml::List([0, 1].map(|stage| self.text(names::Of::Stage, stage)).into())));
        }
        keys
    }

    fn escalation(&self, escalation: &crate::matrix::Escalation) -> Vec<Key> {
        let mut keys = vec![("path", Toml::List(escalation.path.iter().map(|role| self.role(*role)).collect()))];
        keys.extend(escalation.is_timed.then(|| ("within", Toml::text("1 day"))));
        keys
    }

    fn indicator(&self, number: usize, indicator: &Indicator) -> Vec<Key> {
        let target = |key, number| Toml::Table(vec![(key, Toml::Plain(format!("{number}")))]);
        let mut keys = vec![
            ("role", self.role(indicator.role)),
            ("target", target("at-least", indicator.target)),
            ("unit", Toml::text("orders")),
            ("per", Toml::text("1 year")),
        ];
        let activity = Some(indicator.activity).filter(|activity| *activity < self.matrix.activities.len());
        keys.extend(activity.map(|activity| ("activity", self.text(names::Of::Activity, activity))));
        let is_part = indicator.is_part && number > 0;
        keys.extend(is_part.then(|| ("rolls-up-to", self.text(names::Of::Indicator, 0))));
        if let Some(alerts) = &indicator.alerts {
            keys.push(("alert", target("below", 5)));
            keys.extend((!alerts.is_empty()).then(|| ("alerts", self.roles(alerts))));
        }
        keys
    }

    fn delegation(&self, delegation: &Delegation) -> Vec<Key> {
        let mut keys = vec![("from", self.role(delegation.from)), ("to", self.roles(&delegation.to))];
        keys.push(("decision", self.text(names::Of::Decision, delegation.decision)));
        keys.extend(delegation.when.as_ref().map(|when| ("when", self.when(when))));
        keys.extend(delegation.ends.map(|later| ("valid-until", until(later))));
        keys
    }

    fn example(&self, example: &Example) -> Vec<Key> {
        let mut given = Vec::new();
        for (number, value) in example.given.values.into_iter().enumerate() {
            let dimension = names::key(self.manner.naming, names::Of::Values, number);
            given.push((dimension, self.text(names::Of::Value(number), value)));
        }
        for (number, quarters) in example.given.quarters.into_iter().enumerate() {
            let dimension = names::key(self.manner.naming, names::Of::Measure, number);
            given.push((dimension, self.number(number, quarters / 4)));
        }
        let decision = self.text(names::Of::Decision, example.decision);
        vec![("decision", decision), ("given", Toml::Table(given)), self.say(&example.decides)]
    }

    fn waiver(&self, waiver: &Waiver) -> Vec<Key> {
        let subject = format!("decisions.{}", self.id(names::Of::Decision, waiver.decision));
        let mut keys = vec![("rule", Toml::text(waiver.rule)), ("subject", Toml::text(subject))];
        keys.push(("reason", Toml::text("known")));
        keys.extend(waiver.approved_by.map(|role| ("approved-by", self.role(role))));
        keys.extend(waiver.until.map(|later| ("until", until(later))));
        keys
    }
}

/// A day that is yet to come, or one that is past.
fn until(later: bool) -> Toml {
    Toml::Plain(if later { "2099-12-31" } else { "2026-01-31" }.into())
}
