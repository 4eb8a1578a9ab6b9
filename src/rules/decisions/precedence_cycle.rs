//! Rule `precedence-cycle`.

use crate::finding::Finding;
use crate::model::Decision;
use crate::rules::rule::rule;
use crate::rules::support::MOST_PLACES;
use crate::rules::support::words::few;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::Text;

rule! {
    /// Cases that stand `over` each other in a circle.
    ///
    /// # Why it matters
    /// A case that stands over another keeps it out. Where each is to keep out the next, and the last the first, the cases say together
    /// that none of them holds: whoever wrote the second clause "notwithstanding" the first did not know that the first says the same of
    /// the second. Which of them was meant to win, the policy does not tell.
    ///
    /// # Example
    /// ```toml
    /// [dimensions]
    /// urgent = ["yes", "no"]
    /// abroad = ["yes", "no"]
    ///
    /// [decisions.pay-invoice]
    /// activity = "make-offer"
    /// decides = "manager"
    ///
    /// [[decisions.pay-invoice.cases]]
    /// id = "emergency"
    /// when = { urgent = "yes" }
    /// decides = "director"
    /// over = "foreign"
    ///
    /// [[decisions.pay-invoice.cases]]
    /// id = "foreign"
    /// when = { abroad = "yes" }
    /// decides = { all = ["manager", "director"] }
    /// over = "emergency"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   decides = { all = ["manager", "director"] }
    /// - over = "emergency"
    /// ```
    ///
    /// # Silent when
    /// Two cases both say `over = "all"`: neither stands over the other, and where they meet with different answers that is
    /// `several-deciders`. Cases in a circle are judged as if none of them stood over another of it. A case that stands over one that it
    /// never meets keeps nothing out, which does no harm.
    "precedence-cycle", Error, Decisions, each_decision: check
}

fn check(_: &Context<'_>, decision: &Decision, found: &mut Found) {
    for circle in &decision.circles {
        if let Some(finding) = in_circle(found, decision, circle) {
            found.add(finding);
        }
    }
}

fn in_circle(found: &Found, decision: &Decision, circle: &[usize]) -> Option<Finding> {
    let named = circle.iter().filter_map(|number| decision.cases.get(*number)?.id.get());
    let ids: Vec<Text> = named.map(|id| id.value.clone()).collect();
    let ties: Vec<(Place, String)> = circle.iter().flat_map(|number| ties(decision, circle, *number)).collect();
    let ((first, says), others) = ties.split_first()?;
    let message = match ids.as_slice() {
        [only] => format!("the case `{only}` of `{}` stands over itself", decision.id),
        _ => format!("cases of `{}` stand over each other in a circle: {}", decision.id, few(ids.iter().cloned())),
    };
    let finding = found
        .finding(decision.subject(), *first, message)
        .label(says.clone())
        .help("take one of these out of `over`: that of the case which is to give way");
    Some(finding.also_each(others.iter().take(MOST_PLACES).cloned()))
}

/// Where a case says that it stands over others of the circle.
fn ties(decision: &Decision, circle: &[usize], number: usize) -> Vec<(Place, String)> {
    let id = |number: usize| Some(decision.cases.get(number)?.id.get()?.value.clone());
    let (Some(case), Some(above)) = (decision.cases.get(number), id(number)) else { return Vec::new() };
    let others = case.over.named().iter().filter(|below| circle.binary_search(&below.value).is_ok());
    others.filter_map(|below| Some((below.place, format!("`{above}` stands over `{}`", id(below.value)?)))).collect()
}
