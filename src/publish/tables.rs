//! What stands beside the matrix and its decision rights, as tables of five columns.

use super::edition::{Edition, clean};
use super::rights::between;
use crate::finding::Text;
use crate::model::{Decision, Indicator, Refs, Stage};
use crate::syntax::{Located, Slot, Term};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(super) struct Table {
    pub(super) title: &'static str,
    pub(super) head: [&'static str; 5],
    pub(super) rows: Vec<[String; 5]>,
}

impl Edition<'_> {
    /// Hand-offs, escalations, indicators and waivers: those of which there are any.
    pub(super) fn tables(&self) -> Vec<Table> {
        let tables = [self.handoffs(), self.escalations(), self.indicators(), self.waivers()];
        tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
    }

    /// What holds of a decision as a whole: what it is called, and what it is; nothing where the name says it all.
    pub(super) fn terms(&self, decision: &Decision) -> Vec<(&'static str, String)> {
        let words = self.words();
        let activity = decision.activity.get().map(|of| clean(&self.model.activities[of.value].name));
        let chained = decision.ladders().any(|ladder| ladder.chain);
        let terms = [
            (words.activity, activity),
            (words.requested_by, Some(self.roles(&decision.requested_by)).filter(|roles| !roles.is_empty())),
            (words.within, decision.within.get().map(|term| term.value.to_string())),
            (words.per, decision.per.get().map(|per| clean(&per.value))),
            (words.chain, chained.then(String::new)),
            (words.four_eyes, decision.four_eyes.map(|_| String::new())),
        ];
        terms.into_iter().filter_map(|(name, term)| Some((name, term?))).collect()
    }

    fn handoffs(&self) -> Table {
        let words = self.words();
        let rows = self.model.handoffs.values().iter().map(|handoff| {
            let artefact = handoff.artefact.get().map_or_else(|| clean(&handoff.name), clean);
            let times = [term(&handoff.within), term(&handoff.every)];
            let soon = times.into_iter().filter(|time| !time.is_empty()).collect::<Vec<_>>().join(", ");
            [self.roles(&handoff.from), self.roles(&handoff.to), artefact, soon, self.stages(&handoff.stages)]
        });
        let head = [words.from, words.to, words.artefact, words.how_soon, words.stage];
        Table { title: words.handoffs, head, rows: rows.collect() }
    }

    fn stages(&self, stages: &Refs<Stage>) -> String {
        stages.ids().map(|stage| clean(&self.model.stages[stage].name)).collect::<Vec<_>>().join(", ")
    }

    fn escalations(&self) -> Table {
        let words = self.words();
        let rows = self.model.escalations.values().iter().map(|escalation| {
            let path: Vec<_> = escalation.path.ids().map(|role| self.role(role)).collect();
            let stage = escalation.stage.get().map(|stage| clean(&self.model.stages[stage.value].name));
            let trigger = escalation.trigger.as_ref().map(clean).unwrap_or_default();
            [clean(&escalation.name), trigger, path.join(" → "), term(&escalation.within), stage.unwrap_or_default()]
        });
        let head = [words.escalations, words.trigger, words.path, words.each_step, words.stage];
        Table { title: words.escalations, head, rows: rows.collect() }
    }

    fn indicators(&self) -> Table {
        let words = self.words();
        let rows = self.model.indicators.values().iter().map(|indicator| {
            let role = indicator.role.get().map(|role| self.role(role.value)).unwrap_or_default();
            let activity = indicator.activity.get().map(|of| clean(&self.model.activities[of.value].name));
            [clean(&indicator.name), role, activity.unwrap_or_default(), target(indicator), term(&indicator.per)]
        });
        let head = [words.indicator, words.role, words.activity, words.target, words.every];
        Table { title: words.indicators, head, rows: rows.collect() }
    }

    fn waivers(&self) -> Table {
        let words = self.words();
        let rows = self.model.waivers.iter().map(|waiver| {
            let text = |slot: &Slot<Located<Text>>| slot.get().map(|text| clean(&text.value)).unwrap_or_default();
            let approved = waiver.approved_by.get().map(|role| self.role(role.value)).unwrap_or_default();
            let until = waiver.until.get().map(|day| day.value.to_string()).unwrap_or_default();
            let subject = crate::source::harmless::prose(&waiver.subject().to_string()).into_owned();
            [subject, text(&waiver.rule), text(&waiver.reason), approved, until]
        });
        let head = [words.subject, words.rule, words.reason, words.approved_by, words.until];
        Table { title: words.waivers, head, rows: rows.collect() }
    }
}

fn term(term: &Slot<Located<Term>>) -> String {
    term.get().map(|term| term.value.to_string()).unwrap_or_default()
}

/// What is to be reached: `≥ 95 %`, `2 ≤ x ≤ 5 days`.
fn target(indicator: &Indicator) -> String {
    let Slot::Given(target) = &indicator.target else { return String::new() };
    let unit = indicator.unit.get().map(|unit| format!(" {}", clean(&unit.value))).unwrap_or_default();
    let bounds = between(target.value.low(), "x", target.value.high());
    format!("{}{unit}", bounds.strip_prefix("x ").unwrap_or(&bounds))
}
