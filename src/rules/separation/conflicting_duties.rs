//! Rule `conflicting-duties`.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::model::{CaseSet, Id, Person, Role};
use crate::rules::rule::rule;
use crate::rules::support::duties::Charge;
use crate::rules::support::separated::{Breach, Charges, is_held_among};
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
    /// A duty that is named could not be resolved, or a person holds the role only in cases in which the role does not hold the duty.
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
        let held = || {
            let posts = person.posts.items.iter();
            posts.flat_map(|post| charges.of(post.role.value).iter().map(move |charge| (*charge, &post.when)))
        };
        let mut breaches = charges.between_roles(held().map(|(charge, _)| charge));
        if !breaches.is_empty() && person.posts.items.iter().any(|post| !post.when.is_every_case()) {
            breaches = charges.between_roles(really_held(cx, found, person, held()));
        }
        for breach in breaches {
            found.add(of_person(cx, found, person, &breach));
        }
    }
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

fn of_person(cx: &Context<'_>, found: &Found, person: &Person, breach: &Breach<'_>) -> Finding {
    let mut roles: BTreeSet<_> = breach.charges.iter().map(|charge| charge.role).collect();
    let mut named: Vec<_> = person.posts.items.iter().map(|post| post.role).collect();
    named.retain(|role| roles.remove(&role.value));
    let names = words::few(named.iter().map(|role| cx.role_id(role.value)));
    let message = format!("`{}`, as {names}, holds duties that must be kept apart: {}", person.id, breach.duties(cx));
    let place = named.last().map_or(person.place, |role| role.place);
    let finding = found
        .finding(person.subject(), place, message)
        .label(format!("`{}` holds this role too", person.id))
        .help("give one of these roles to somebody else")
        .roles(named.iter().map(|role| cx.role_id(role.value)));
    breach.shown(cx, finding)
}

/// The duties that the roles hold in some case in which the person holds the roles.
fn really_held<'a>(
    cx: &Context<'_>,
    found: &mut Found,
    person: &Person,
    held: impl Iterator<Item = (Charge, &'a CaseSet)>,
) -> Vec<Charge> {
    let mut is_proven = true;
    let really = held.filter(|(charge, when)| {
        let is_among = is_held_among(cx, *charge, when);
        is_proven &= is_among.is_proven();
        is_among.into_found()
    });
    let really = really.map(|(charge, _)| charge).collect();
    if !is_proven {
        found.unproven(person.subject(), person.place);
    }
    really
}
