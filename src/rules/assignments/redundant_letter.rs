//! Rule `redundant-letter`.

use smallvec::SmallVec;

use crate::finding::{Finding, Fix, TextChange};
use crate::model::{Activity, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::joint::{Joint, Mention, Seat};
use crate::rules::support::words::joined;
use crate::rules::{Context, Found};
use crate::syntax::Capacity;

rule! {
    /// One role holds two letters of different weight on one activity.
    ///
    /// # Why it matters
    /// Who answers for a result or does the work need not be asked about it, and who is asked before need not be told after. A
    /// second, weaker letter adds nothing, and it hides which of the two was meant: a reader cannot tell a slip of the pen from an
    /// intent. `A` together with `R` is common and right.
    ///
    /// # Example
    /// ```toml
    /// [activities.sign-contract]
    /// A = "manager"
    /// R = "seller"
    /// I = "seller"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   R = "seller"
    /// - I = "seller"
    /// ```
    ///
    /// # Silent when
    /// The role holds the letters in different cases. `A` with `R`, and the letters `S` and `V` of other schemes with any, may
    /// stand together. In the scheme `"DACI"` the letter `D` counts as `R` does.
    "redundant-letter", Warning, Assignments, each_activity: check
}

fn check(cx: &Context<'_>, activity: &Activity, found: &mut Found) {
    let suspects = suspects(activity);
    if suspects.is_empty() {
        return;
    }
    let Some(joint) = Joint::new(cx, activity, &WEIGHED, found) else { return };
    let [answers, does, asked, told] = WEIGHED;
    let sides_of = |role| [&[answers, does][..], &[asked], &[told]].map(|side| held_by(role, side)).into();
    let groups = suspects.into_iter().map(|role| (role, sides_of(role)));
    joint.each_meeting(cx, groups, found, |found, role, overlap, when| {
        let mentions = joint.mentions(&overlap.origins, |(_, named)| named == *role);
        redundant(cx, found, (activity, *role), mentions, when)
    });
}

fn held_by(role: Id<Role>, capacities: &[Capacity]) -> Vec<Seat> {
    capacities.iter().map(|capacity| (*capacity, role)).collect()
}

/// The capacities of which one may say nothing beside another.
const WEIGHED: [Capacity; 4] = [Capacity::Accountable, Capacity::Responsible, Capacity::Consulted, Capacity::Informed];

/// How much a capacity weighs, 0 the most; `None` for one that may stand beside any.
const fn weight(capacity: Capacity) -> Option<u8> {
    match capacity {
        Capacity::Accountable | Capacity::Responsible => Some(0),
        Capacity::Consulted => Some(1),
        Capacity::Informed => Some(2),
        Capacity::Supports
        | Capacity::SignsOff
        | Capacity::Verifies
        | Capacity::Recommends
        | Capacity::Agrees
        | Capacity::Omitted => None,
    }
}

/// The roles that hold letters of different weight, in whatever cases.
fn suspects(activity: &Activity) -> Vec<Id<Role>> {
    let held = activity.parties().filter_map(|(letter, role)| Some((role.value, weight(letter.capacity())?)));
    let mut held: SmallVec<[(Id<Role>, u8); 16]> = held.collect();
    held.sort_unstable();
    held.dedup();
    let of_one_role = held.chunk_by(|(one, _), (other, _)| one == other);
    of_one_role.filter(|weights| weights.len() > 1).filter_map(|weights| Some(weights.first()?.0)).collect()
}

fn redundant(
    cx: &Context<'_>,
    found: &Found,
    (activity, role): (&Activity, Id<Role>),
    mut mentions: Vec<Mention>,
    when: &str,
) -> Finding {
    mentions.sort_by_key(|mention| weight(mention.letter.capacity()));
    let most = mentions.first().map(|mention| weight(mention.letter.capacity()));
    let (heavy, light): (Vec<&Mention>, Vec<&Mention>) =
        mentions.iter().partition(|mention| Some(weight(mention.letter.capacity())) == most);
    let (id, lighter) = (cx.role_id(role), letters(&light));
    let message = format!("`{id}` holds {lighter} beside {} on `{}`{when}", letters(&heavy), activity.id);
    let place = light.last().map_or(activity.place, |mention| mention.place);
    let finding = found
        .finding(activity.subject(), place, message)
        .label("adds nothing")
        .help(format!("take `{id}` out of {lighter}"))
        .roles([id]);
    // where it is so in every case, whatever the lighter letter says is said by the heavier
    let change = TextChange::TakeOut(light.iter().map(|mention| mention.place).collect());
    let fix = Fix::new(finding.help.clone(), change).safe();
    let finding = if when.is_empty() && !light.is_empty() { finding.fix(fix) } else { finding };
    let others = heavy.into_iter().chain(light.into_iter().rev().skip(1));
    finding.also_each(others.map(|mention| (mention.place, format!("`{}` here", mention.letter.as_str()))))
}

/// The letters in words, each once.
fn letters(mentions: &[&Mention]) -> String {
    let mut letters: Vec<String> = mentions.iter().map(|mention| format!("`{}`", mention.letter.as_str())).collect();
    letters.dedup();
    joined(&letters)
}
