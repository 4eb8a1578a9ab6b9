//! What holds in a case, and what a role holds, as `raci who` says it: in English, by ids.

use std::borrow::Cow;

use super::answer::UNREAD;
use super::voice::Voice;
use crate::ask::{Actor, Holding, How, InCases, Resolution, Says};
use crate::hands::{ActsBy, Fewer};
use crate::model::{Answer, Deciders, Id, Manner, Model, Quorum, Role, Signer, Standing};
use crate::syntax::{Amount, Letter};

/// What holds in a case.
#[must_use]
pub fn said(model: &Model, says: &Says) -> String {
    let voice = Voice::of_ids(model);
    match says {
        Says::Decides(resolutions) => match resolutions.as_slice() {
            [] => "nobody decides".to_owned(),
            [resolution @ Resolution { answer: Some(answer), .. }] => {
                decided(model, answer) + &if_they_agree(model, answer, resolution.list(Manner::Agrees))
            }
            [Resolution { answer: None, .. }] => format!("{UNREAD} decides"),
            answers => {
                let each: Vec<_> = answers.iter().map(|resolution| voice.answer(resolution.answer.as_ref())).collect();
                format!("{} answers hold, and only one can: {}", each.len(), each.join(", and also "))
            }
        },
        Says::Holds(letters) => {
            let named = |(letter, roles): &(Letter, Vec<Id<Role>>)| {
                format!("{} {}", letter.as_str(), voice.roles(roles.iter().copied()))
            };
            letters.iter().map(named).collect::<Vec<_>>().join("   ")
        }
    }
}

/// Those without whose consent it is not decided, to stand after the answer.
fn if_they_agree(model: &Model, answer: &Answer, agree: &[Deciders]) -> String {
    if agree.is_empty() || !matches!(answer, Answer::Decides(_) | Answer::Chain(_)) {
        return String::new();
    }
    let who: Vec<_> = agree.iter().map(|who| who.words(&model.roles)).collect();
    let agrees = if who.len() == 1 { "agrees" } else { "agree" };
    format!(", if {} {agrees}", who.join(" and "))
}

/// Those who sign jointly, side by side.
fn side_by_side(answer: &Answer) -> Cow<'_, Answer> {
    let Answer::Decides(Deciders::All(members)) = answer else { return Cow::Borrowed(answer) };
    let flat = members.iter().flat_map(|member| match member {
        Deciders::All(inner) => inner.as_slice(),
        other => std::slice::from_ref(other),
    });
    Cow::Owned(Answer::Decides(Deciders::All(flat.cloned().collect())))
}

fn decided(model: &Model, answer: &Answer) -> String {
    let answer = &*side_by_side(answer);
    let who = answer.words(&model.roles);
    match answer {
        Answer::Free => "no approval is needed".to_owned(),
        Answer::Forbidden => "nobody may: it is forbidden".to_owned(),
        Answer::Elsewhere => "it is decided outside this matrix".to_owned(),
        Answer::Decides(deciders) if deciders.takes_one() => format!("{who} decides"),
        Answer::Decides(Deciders::InTurn(_)) => format!("{who} decide, one after the other"),
        Answer::Decides(_) => format!("{who} decide together"),
        Answer::Chain(_) => format!("{who} decide, one after the other"),
    }
}

/// Who can sign, and for which role.
#[must_use]
pub fn acting(model: &Model, people: &[Actor]) -> String {
    let each = people.iter().map(|actor| {
        let through = match actor.through {
            ActsBy::Post => "",
            ActsBy::Deputy => " as deputy",
            ActsBy::Delegation => " by delegation",
        };
        format!("`{}` for `{}`{through}", model.people[actor.person].id, model.roles[actor.role].id)
    });
    let each: Vec<_> = each.collect();
    if each.is_empty() { "nobody who is listed".to_owned() } else { each.join(", ") }
}

/// That fewer people can give an answer than it says, and who they are.
#[must_use]
pub fn fewer(model: &Model, Fewer { says, hands }: &Fewer) -> String {
    let who: Vec<String> = hands.iter().map(|hand| hand.words(model)).collect();
    let can = match (hands.len(), says) {
        (1, 2) => "one person can give both signatures".to_owned(),
        (1, says) => format!("one person can give all {says} signatures"),
        (count, says) => format!("{count} people can give what takes {says}"),
    };
    format!("{can}: {}", who.join(", "))
}

/// What a role holds.
#[must_use]
pub fn held(model: &Model, role: Id<Role>, Holding { subject, how, cases, .. }: &Holding<'_>) -> String {
    let when = in_cases(model, cases);
    let (standing, answer) = match how {
        How::Letter(letter) => return format!("{} of `{subject}`{when}", letter.as_str()),
        How::Unproven => return format!("may hold more of `{subject}` than is listed: its cases are too many"),
        How::Decides(standing, answer) => (standing, answer),
    };
    let words = answer.words(&model.roles);
    match (standing, signers(model, answer)) {
        (Standing::Alone, _) => format!("decides `{subject}`{when}"),
        (Standing::OneOfSeveral, Signers::Any(any)) => {
            format!("may decide `{subject}`{when} (any one of {})", Voice::of_ids(model).roles(any))
        }
        (Standing::OneOfSeveral, _) => format!("may decide `{subject}`{when}: {words}"),
        (Standing::Together, Signers::All(all)) if all.len() > 1 => {
            let others = all.into_iter().filter(|other| *other != role).map(|other| Voice::of_ids(model).role(other));
            format!("signs `{subject}`{when}, together with {}", others.collect::<Vec<_>>().join(" and "))
        }
        (Standing::Together, _) => format!("signs `{subject}`{when}, together with others: {words}"),
        (Standing::Named, _) => format!("has a say in `{subject}`{when}: {words}"),
    }
}

fn in_cases(model: &Model, cases: &InCases<'_>) -> String {
    match cases {
        InCases::All => String::new(),
        InCases::These(space, block) => match space.phrase(block, &model.dimensions) {
            all if all.is_empty() => all,
            some => format!(" when {some}"),
        },
        InCases::More => " in more cases than are listed".to_owned(),
    }
}

/// Who signs, where that is plain.
enum Signers {
    /// One holder of each of these.
    All(Vec<Id<Role>>),
    /// One holder of any of these.
    Any(Vec<Id<Role>>),
    Other,
}

fn signers(model: &Model, answer: &Answer) -> Signers {
    let quorums = if let Answer::Decides(deciders) = answer { deciders.quorums() } else { None };
    let quorums: Vec<_> = quorums.into_iter().flatten().collect();
    let signatures = || quorums.iter().flat_map(Quorum::signatures);
    let is_plain = signatures().all(|(signer, amount)| matches!((signer, amount), (Signer::Role(_), Amount::Count(1))));
    let mut roles: Vec<_> = quorums.iter().flat_map(Quorum::roles).collect();
    roles.sort_by_key(|role| model.roles.place(*role));
    match quorums.as_slice() {
        [_] if is_plain => Signers::All(roles),
        several if is_plain && several.iter().all(|quorum| quorum.signatures().len() == 1) => Signers::Any(roles),
        _ => Signers::Other,
    }
}
