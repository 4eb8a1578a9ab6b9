//! Rule `unused-definition`.

use std::collections::BTreeSet;

use crate::finding::Finding;
use crate::model::{Also, Answer, Deciders, Dimension, Id, Model, Relative};
use crate::rules::rule::rule;
use crate::rules::{Context, Found};
use crate::source::Place;
use crate::subject::{Kind, Subject};

rule! {
    /// A dimension, group or department that nothing uses.
    ///
    /// # Why it matters
    /// A reader takes a definition for a promise: there is a tariff by region, there is a department for it. One that nothing uses
    /// is left over from an earlier version, or the rule that was to use it was forgotten.
    ///
    /// # Example
    /// ```toml
    /// [dimensions.tier]
    /// values = ["A", "B", "C"]
    /// groups = { large = ["A", "B"] }
    ///
    /// [activities.sign-contract]
    /// A = "director"
    /// R = "seller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   R = "seller"
    /// +
    /// + [[activities.sign-contract.cases]]
    /// + when = { tier = "large" }
    /// + R = "manager"
    /// ```
    ///
    /// # Silent when
    /// A dimension is used where a `when`, a ladder of limits, a worked example, the `part-of` of another or a
    /// `holder-of` names it, a group where a `when` does, a
    /// department where a role belongs to it. Of a dimension that is not used the groups are not listed. Also silent where
    /// something could not be read in which the name may stand.
    "unused-definition", Info, Coverage, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    if cx.model.is_sure_of(Kind::Dimension) {
        dimensions(cx.model, found);
    }
    if cx.model.is_sure_of(Kind::Department) {
        departments(cx.model, found);
    }
}

fn dimensions(model: &Model, found: &mut Found) {
    let used = used_dimensions(model);
    let used_groups: BTreeSet<(Id<Dimension>, usize)> =
        model.case_sets().flat_map(|set| set.groups.iter().copied()).collect();
    for (id, dimension) in model.dimensions.declared() {
        if !used.contains(&id) {
            let message = format!("nothing tells cases apart by `{}`", dimension.id);
            let help = "use it in a `when` or as the `measure` of limits, or take it out";
            found.add(unused(found, dimension.subject(), dimension.place, message, help));
            continue;
        }
        for (number, group) in dimension.groups.iter().enumerate() {
            if !used_groups.contains(&(id, number)) {
                let message = format!("the group `{}` of `{}` is used nowhere", group.id.value, dimension.id);
                let help = "use it in a `when` in place of its values, or take it out";
                found.add(unused(found, dimension.subject(), group.id.place, message, help));
            }
        }
    }
}

fn used_dimensions(model: &Model) -> BTreeSet<Id<Dimension>> {
    let in_sets = model.case_sets().flat_map(|set| set.conditions.keys());
    let measures =
        model.decisions.values().iter().flat_map(|decision| decision.ladders().map(|ladder| &ladder.measure));
    let given = model.examples.iter().flat_map(|example| example.given.coordinates());
    let given = given.filter_map(|(dimension, _)| model.dimensions.id(*dimension));
    let wholes = model.dimensions.values().iter().filter_map(|part| part.part_of.get()).map(|whole| whole.value);
    in_sets.chain(measures).copied().chain(given).chain(wholes).chain(followed(model)).collect()
}

/// The dimensions from whose values somebody follows.
fn followed(model: &Model) -> impl Iterator<Item = Id<Dimension>> {
    let relatives = model.decisions.values().iter().flat_map(|decision| {
        let written = decision.written_answers().filter_map(|(answer, _)| answer).flat_map(Answer::relatives);
        let added = decision.also.iter().flat_map(Also::signers).flat_map(Deciders::relatives);
        let beside = decision.all_beside().flat_map(|beside| beside.lists()).flat_map(|(_, parties)| &parties.items);
        written.chain(added).chain(beside.flat_map(|party| party.who.relatives()))
    });
    relatives.filter_map(|relative| match relative {
        Relative::HolderOf(id) => model.dimensions.iter().find(|(_, known)| known.id == id).map(|(number, _)| number),
        _ => None,
    })
}

fn departments(model: &Model, found: &mut Found) {
    let used: BTreeSet<_> = model
        .roles
        .values()
        .iter()
        .filter_map(|role| role.department.get())
        .map(|department| department.value)
        .collect();
    for (_, department) in model.departments.iter().filter(|(id, _)| !used.contains(id)) {
        let message = format!("no role belongs to the department `{}`", department.id);
        let help = format!("give its roles `department = \"{}\"`, or take it out", department.id);
        found.add(unused(found, department.subject(), department.place, message, help));
    }
}

fn unused(found: &Found, subject: Subject, place: Place, message: String, help: impl Into<String>) -> Finding {
    found.finding(subject, place, message).label("used nowhere").help(help)
}
