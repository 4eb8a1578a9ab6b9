//! What may be lent: which terms came, went, or hold in other cases.

use std::collections::{BTreeMap, BTreeSet};

use case_space::Budget;

use super::change::{Change, Effect};
use super::common::{Pair, View};
use super::lent::{CaseSets, between};
use super::words::{in_any_order, listed};
use crate::model::{Borrower, Lendable, Rank};
use crate::subject::{Kind, Subject, Text};

/// What is different about what may be lent.
pub(super) fn compare(pair: &Pair<'_>, budget: &Budget) -> Vec<Change> {
    let (old, new) = (terms(&pair.old), terms(&pair.new));
    let none = CaseSets::new();
    let all: BTreeSet<&LoanTerms> = old.keys().chain(new.keys()).collect();
    let changes = all.into_iter().flat_map(|terms| {
        let sets = [&old, &new].map(|held| held.get(terms).unwrap_or(&none));
        between(pair, &terms.subject, sets, budget, |effect| terms.told(effect))
    });
    changes.collect()
}

/// Who may lend what, to whom, and how.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct LoanTerms {
    subject: Subject,
    lender: Option<Text>,
    /// "`order` to `clerk` for at most 2 weeks".
    what: String,
}

impl LoanTerms {
    fn told(&self, effect: Effect) -> Change {
        let lender = self.lender.as_ref().map_or_else(|| "everybody".to_owned(), |role| format!("`{role}`"));
        let (effect, may) = match effect {
            Effect::Gained => (Effect::Came, "may lend"),
            _ => (Effect::Went, "may no longer lend"),
        };
        Change::new(effect, self.subject.clone(), format!("{lender} {may} {}", self.what)).roles(self.lender.clone())
    }
}

fn terms<'a>(view: &View<'a>) -> BTreeMap<LoanTerms, CaseSets<'a>> {
    let mut all: BTreeMap<LoanTerms, CaseSets<'_>> = BTreeMap::new();
    for lendable in &view.model.lendable {
        for (lender, decision) in each(view, lendable) {
            let subject = decision.clone().map_or(Subject::Matrix, |id| Subject::Of(Kind::Decision, id));
            let what = decision.map_or_else(|| "what they decide".to_owned(), |id| format!("`{id}`"));
            let what = format!("{what}{}", conditions(view, lendable));
            all.entry(LoanTerms { subject, lender, what }).or_default().push((&lendable.when, lendable.place));
        }
    }
    all
}

/// Each lender with each decision; nothing for everybody, or for all that they decide.
fn each(view: &View<'_>, lendable: &Lendable) -> Vec<(Option<Text>, Option<Text>)> {
    let or_all = |ids: Vec<Text>| if ids.is_empty() { vec![None] } else { ids.into_iter().map(Some).collect() };
    let lenders: Vec<Option<Text>> = or_all(lendable.from.ids().map(|role| view.role_id(role)).collect());
    let decisions = &view.model.decisions;
    let decisions = or_all(lendable.named.ids().map(|id| view.called(Kind::Decision, &decisions[id].id)).collect());
    lenders.iter().flat_map(|lender| decisions.iter().map(move |one| (lender.clone(), one.clone()))).collect()
}

/// " to `clerk` for at most 2 weeks, if `boss` agrees".
fn conditions(view: &View<'_>, lendable: &Lendable) -> String {
    let borrowers = lendable.to.iter().map(|borrower| match borrower {
        Borrower::Role(role) => format!("`{}`", view.role_id(*role)),
        Borrower::AtLeast(Rank::Level(level)) => format!("`{level}` or higher"),
        Borrower::AtLeast(Rank::Role(role)) => format!("`{}` or higher", view.role_id(*role)),
        Borrower::NotBelowLender => "whoever is not below the lender".to_owned(),
    });
    let borrowers = in_any_order(borrowers, " or ");
    let agrees: BTreeSet<Text> = lendable.agrees.ids().map(|role| view.role_id(role)).collect();
    let agrees: Vec<Text> = agrees.into_iter().collect();
    let said = [
        borrowers.map(|borrowers| format!(" to {borrowers}")),
        lendable.not_below_lender.then(|| ", but to nobody below the lender".to_owned()),
        lendable.longest.get().map(|longest| format!(", for at most {}", longest.value)),
        (!agrees.is_empty()).then(|| format!(", with the consent of {}", listed(&agrees))),
        lendable.further.get().map(|may| if *may { ", also further" } else { ", and no further" }.to_owned()),
    ];
    said.into_iter().flatten().collect()
}
