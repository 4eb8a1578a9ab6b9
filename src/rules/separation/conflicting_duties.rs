//! Rule `conflicting-duties`.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::model::{Id, Person, Role, RoleInCases};
use crate::rules::rule::rule;
use crate::rules::support::circumstance::{Circumstance, those};
use crate::rules::support::duties::Charge;
use crate::rules::support::separated::{Breach, Charges};
use crate::rules::support::words;
use crate::rules::{Context, Found};

rule! {
    /// One role, or one person through several roles, that holds duties which must be kept apart.
    ///
    /// # Why it matters
    /// Whoever both carries out a thing and records, approves or checks it can make a mistake, or commit a fraud, that nobody else will
    /// see. Internal control therefore keeps authorising, carrying out, recording, holding assets and checking in different hands (COSO
    /// *Internal Control: Integrated Framework*; in China articles 28 and 29 of the Basic Standard for Enterprise Internal Control, and
    /// for sales the rule that no one person handles the whole of sale and collection).
    ///
    /// # Example
    /// ```toml
    /// [roles.cashier]
    /// reports-to = "manager"
    ///
    /// [roles.bookkeeper]
    /// reports-to = "manager"
    ///
    /// [activities.collect-payment]
    /// A = "director"
    /// R = "cashier"
    ///
    /// [activities.book-payment]
    /// A = "manager"
    /// R = ["bookkeeper", "cashier"]
    ///
    /// [[separations]]
    /// duties = ["activities.collect-payment", "activities.book-payment"]
    /// reason = "who takes money does not keep the books"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   [activities.book-payment]
    ///   A = "manager"
    /// - R = ["bookkeeper", "cashier"]
    /// + R = "bookkeeper"
    /// ```
    ///
    /// # Silent when
    /// A duty that is named could not be resolved, or a person holds the role only in cases in which the role does not hold the duty, or
    /// holds the roles in different cases or on different days: here the one and there the other, or one after the other.
    /// To hold a duty is to be R or A (in DACI: D or A) of the activity, or to have any say in the decision, in some case: not
    /// necessarily in the same. Where a part is named, such as `activities.book:R` or `decisions.order:requested-by`, it is to hold that. A person is not named where one of their roles alone holds the duties, which is said of the role.
    /// Deputies and delegates are for `conflicting-deputy`.
    "conflicting-duties", Error, Separation, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    let charges = Charges::new(cx.model);
    for (role, breach) in charges.by_one_role() {
        found.add(of_role(cx, found, role, &breach));
    }
    for person in cx.model.people.values() {
        let Some(together) = held_together(cx, &charges, person) else {
            found.unproven(person.subject(), person.place);
            continue;
        };
        for breach in charges.between(together.held.iter().map(|charge| (charge.role, *charge))) {
            found.add(of_person(cx, found, person, (&breach, together.circumstance.as_ref())));
        }
    }
}

/// What somebody holds together with something from which it is kept apart.
#[derive(Default)]
struct HeldTogether {
    held: Vec<Charge>,
    /// In which cases and on which days, where all of it is held in the same.
    circumstance: Option<Circumstance>,
}

/// What a person holds in cases and on days in which he also holds something by another role; `None` where that is too much to look at.
fn held_together(cx: &Context<'_>, charges: &Charges<'_>, person: &Person) -> Option<HeldTogether> {
    let posts: Vec<&RoleInCases> =
        person.posts.items.iter().filter(|post| !charges.of(post.role.value).is_empty()).collect();
    let mut together = HeldTogether::default();
    let mut pairs = 0_usize;
    for (number, one) in posts.iter().enumerate() {
        let Some(by_one) = Circumstance::default().among_those(cx, &one.when) else { continue };
        for other in posts.iter().skip(number.saturating_add(1)).filter(|other| other.role.value != one.role.value) {
            let both = [one, other].map(|post| charges.of(post.role.value));
            if !cx.budget().spend(both.iter().map(|held| held.len()).sum::<usize>().saturating_add(1)) {
                return None;
            }
            let of_role = |charge: &Charge| (charge.role, *charge);
            if charges.between(both.into_iter().flatten().map(of_role)).is_empty() {
                continue;
            }
            let Some(circumstance) = by_one.among_those(cx, &other.when) else { continue };
            let held = those(both.into_iter().flatten(), |charge| circumstance.holds(cx, charge))?;
            if !charges.between(held.iter().map(of_role)).is_empty() {
                pairs = pairs.saturating_add(1);
                together.held.extend(held);
                together.circumstance = Some(circumstance).filter(|_| pairs == 1);
            }
        }
    }
    let named: BTreeSet<_> = together.held.iter().map(Charge::separated).collect();
    let all = posts.iter().flat_map(|post| charges.of(post.role.value));
    together.held.extend(all.filter(|charge| named.contains(&charge.separated())));
    Some(together)
}

fn of_role(cx: &Context<'_>, found: &Found, role: Id<Role>, breach: &Breach<'_>) -> Finding {
    let Role { id, .. } = &cx.model.roles[role];
    let message = format!("`{id}` holds duties that must be kept apart: {}", breach.duties(cx));
    let second = breach.charges.get(1);
    let place = second.map_or(breach.separation.place, |charge| charge.place);
    let finding = found
        .finding(cx.model.roles[role].subject(), place, message)
        .label(second.map_or_else(String::new, |charge| charge.words(cx)))
        .help("give all of these duties but one to other roles")
        .roles([id.clone()]);
    breach.shown(cx, finding)
}

fn of_person(
    cx: &Context<'_>,
    found: &Found,
    person: &Person,
    (breach, circumstance): (&Breach<'_>, Option<&Circumstance>),
) -> Finding {
    let mut roles: BTreeSet<_> = breach.charges.iter().map(|charge| charge.role).collect();
    let mut named: Vec<_> = person.posts.items.iter().map(|post| post.role).collect();
    named.retain(|role| roles.remove(&role.value));
    let names = words::few(named.iter().map(|role| cx.role_id(role.value)));
    let told = circumstance.and_then(|circumstance| circumstance.told(cx));
    let when = told.as_ref().map_or("", |told| told.when.as_str());
    let duties = breach.duties(cx);
    let message = format!("`{}`, as {names}, holds duties that must be kept apart: {duties}{when}", person.id);
    let place = named.last().map_or(person.place, |role| role.place);
    let finding = found
        .finding(person.subject(), place, message)
        .label(format!("`{}` holds this role too", person.id))
        .help("give one of these roles to somebody else")
        .roles(named.iter().map(|role| cx.role_id(role.value)))
        .people([person.id.clone()]);
    let finding = breach.shown(cx, finding);
    match told {
        Some(told) => told.of(finding),
        None => finding,
    }
}
