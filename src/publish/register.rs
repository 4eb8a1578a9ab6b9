//! The decisions of a matrix, or those of which somebody wants to know.

use case_space::Point;

use super::footnotes::Footnotes;
use super::grid::Filter;
use super::rights::Clause;
use super::terms::Terms;
use crate::ask::{Case, CaseError};
use crate::model::{Decision, Model};
use crate::words::{Lang, Voice, clean};

/// Some decisions, and who tells them.
#[derive(Debug, Clone)]
pub struct Register<'a> {
    pub(super) voice: Voice<'a>,
    pub(super) all: Vec<RegisterEntry>,
}

/// What a decision says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RegisterEntry {
    /// What people call it.
    pub(super) name: String,
    /// What holds of it as a whole.
    pub(super) terms: Vec<(&'static str, String)>,
    /// What holds in which cases.
    pub(super) clauses: Vec<Clause>,
    /// Each remark, behind its mark.
    pub(super) notes: Vec<(String, String)>,
}

impl<'a> Register<'a> {
    /// The decisions of a matrix, or what of them is looked at.
    ///
    /// # Errors
    /// Where the case names what there is not.
    pub fn new(model: &'a Model, filter: &Filter) -> Result<Self, CaseError> {
        let case = Case::read(model, &filter.case)?;
        let voice = Voice::of_names(model, model.matrix.language.get().map_or(Lang::English, |lang| Lang::from(*lang)));
        let decisions = model.decisions.values().iter().filter(|decision| is_wanted(model, decision, filter));
        let all = decisions.map(|decision| RegisterEntry::of(voice, decision, &case.point));
        Ok(Self { voice, all: all.filter(|entry| !entry.clauses.is_empty()).collect() })
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

fn is_wanted(model: &Model, decision: &Decision, filter: &Filter) -> bool {
    let activity = decision.activity.get().map(|activity| &model.activities[activity.value]);
    let of_activity = activity.and_then(|activity| activity.stage.get());
    let stage = decision.stage.get().or(of_activity).map(|stage| stage.value);
    let takes_part = |role| {
        let mut beside = decision.all_beside().flat_map(|beside| beside.lists());
        decision.all_with_a_say().any(|other| other == role) || beside.any(|(_, parties)| parties.contains(role))
    };
    filter.stage.is_none_or(|wanted| stage == Some(wanted)) && filter.role.is_none_or(takes_part)
}

impl RegisterEntry {
    fn of(voice: Voice<'_>, decision: &Decision, point: &Point) -> Self {
        let (mut notes, terms) = (Footnotes::default(), Terms::of(voice, decision));
        let name = notes.marked(&clean(&decision.name), [terms.remark.as_str()]);
        let mut clauses = Clause::within(voice, decision, point);
        for clause in &mut clauses {
            if let ([step], false) = (clause.steps.as_mut_slice(), clause.remark.is_empty()) {
                step.answer = notes.marked(&step.answer, [clause.remark.as_str(), step.remark.as_str()]);
                continue;
            }
            clause.when = notes.marked(&clause.when, [clause.remark.as_str()]);
            for step in &mut clause.steps {
                step.answer = notes.marked(&step.answer, [step.remark.as_str()]);
            }
        }
        let notes = notes.listed().map(|(mark, note)| (mark, note.to_owned())).collect();
        Self { name, terms: terms.listed(voice), clauses, notes }
    }
}
