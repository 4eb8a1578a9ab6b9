//! Rule `accountable-outranked`.

use std::collections::BTreeSet;

use super::joint::{Holding, Joint, Mention};
use super::regions::{Covered, each_overlap, when};
use super::rule::rule;
use super::words::few;
use super::{Context, Found};
use crate::finding::Finding;
use crate::model::{Activity, Id, Role};
use crate::syntax::Letter;

rule! {
    /// The one who is accountable reports to one who does the work.
    ///
    /// # Why it matters
    /// To answer for a result is to see to it that the work is done, if need be by an order. Nobody gives orders to their own
    /// superior: where the one who does the work stands above the one who answers for it, the accountability is a name on paper.
    ///
    /// # Example
    /// ```toml
    /// [matrix]
    /// owner = "head-of-purchasing"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [roles.head-of-purchasing]
    /// [roles.buyer]
    /// reports-to = "head-of-purchasing"
    ///
    /// [activities.place-order]
    /// A = "buyer"
    /// R = "head-of-purchasing"
    ///
    /// [indicators.savings]
    /// role = "head-of-purchasing"
    /// target = { at-least = 3 }
    /// unit = "%"
    /// per = "1 year"
    ///
    /// [indicators.orders-on-time]
    /// role = "buyer"
    /// target = { at-least = 95 }
    /// unit = "%"
    /// per = "1 month"
    /// ```
    ///
    /// # Put right
    /// ```toml
    /// [matrix]
    /// owner = "head-of-purchasing"
    /// reviewed = 2026-06-30
    /// review-every = "1 year"
    ///
    /// [roles.head-of-purchasing]
    /// [roles.buyer]
    /// reports-to = "head-of-purchasing"
    ///
    /// [activities.place-order]
    /// A = "head-of-purchasing"
    /// R = "buyer"
    ///
    /// [indicators.savings]
    /// role = "head-of-purchasing"
    /// target = { at-least = 3 }
    /// unit = "%"
    /// per = "1 year"
    ///
    /// [indicators.orders-on-time]
    /// role = "buyer"
    /// target = { at-least = 95 }
    /// unit = "%"
    /// per = "1 month"
    /// ```
    ///
    /// # Silent when
    /// No reporting line leads from the one to the other, or the two hold their letters in different cases. Levels are not
    /// compared: they order no two roles of different departments. Roles that report to each other in a circle are above nobody
    /// (`reporting-cycle`).
    "accountable-outranked", Warning, Assignments, check: check
}

/// Beyond so many pairs of those who answer and those who do the work nothing is compared.
const MOST_PAIRS: usize = 10_000_000;

fn check(cx: &Context<'_>, found: &mut Found) {
    let doer = cx.model.matrix.scheme.doer();
    for activity in cx.model.activities.values() {
        let holders = |letter| activity.holders(letter).map(|holder| holder.value).collect::<BTreeSet<Id<Role>>>();
        let (accountable, doers) = (holders(Letter::A), holders(doer));
        if accountable.len().saturating_mul(doers.len()) > MOST_PAIRS {
            found.unproven(activity.subject(), activity.place, "those who answer for it were not compared to those who do it");
            continue;
        }
        let above = |role: Id<Role>| doers.iter().filter(move |doer| cx.org.is_above(**doer, role)).copied();
        let outranked: Vec<Id<Role>> = accountable.into_iter().filter(|role| above(*role).next().is_some()).collect();
        if outranked.is_empty() {
            continue;
        }
        let Some(joint) = Joint::new(cx, activity, &[Letter::A, doer], found) else { continue };
        for role in outranked {
            let superiors: Vec<Holding> = above(role).map(|superior| (doer, superior)).collect();
            each_case(cx, activity, &joint, (Letter::A, role), superiors, found);
        }
    }
}

/// Adds a finding for each region of cases in which one who is accountable meets a superior who does the work.
fn each_case(
    cx: &Context<'_>,
    activity: &Activity,
    joint: &Joint<'_>,
    accountable: Holding,
    superiors: Vec<Holding>,
    found: &mut Found,
) {
    let meant: BTreeSet<Holding> = superiors.iter().copied().chain([accountable]).collect();
    let Some(coverage) = joint.of_sides(&[vec![accountable], superiors]) else { return };
    let covered = Covered { subject: &activity.subject(), place: activity.place, coverage: &coverage };
    each_overlap(cx, covered, found, |found, overlap, words| {
        let mentions = joint.mentions(&overlap.origins, |holding| meant.contains(&holding));
        outranked(cx, found, (activity, accountable.1), &mentions, &when(words))
    });
}

fn outranked(
    cx: &Context<'_>,
    found: &Found,
    (activity, accountable): (&Activity, Id<Role>),
    mentions: &[Mention],
    when: &str,
) -> Finding {
    let (own, others): (Vec<&Mention>, Vec<&Mention>) =
        mentions.iter().partition(|mention| mention.letter == Letter::A);
    let superiors: BTreeSet<Id<Role>> = others.iter().map(|mention| mention.role).collect();
    let id = cx.role_id(accountable);
    let names = few(superiors.iter().map(|role| cx.role_id(*role)));
    let superiors_do = if superiors.len() == 1 { format!("superior {names} does") } else { format!("superiors {names} do") };
    let message = format!("`{id}` is accountable for `{}`, which its {superiors_do}{when}", activity.id);
    let place = own.first().map_or(activity.place, |mention| mention.place);
    let finding = found
        .finding(activity.subject(), place, message)
        .label("answers for the work of a superior")
        .help("make somebody accountable who is not below those who do the work")
        .roles([id].into_iter().chain(superiors.iter().map(|role| cx.role_id(*role))));
    let finding = others.iter().fold(finding, |finding, mention| finding.also(mention.place, "does the work"));
    match cx.model.roles[accountable].reports_to.get() {
        Some(line) => finding.also(line.place, "reports to this role"),
        None => finding,
    }
}
