//! Rule `one-hand`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use case_space::Outcome;

use crate::finding::Finding;
use crate::hands::{ActsBy, Cast, Hand, Hands, Need, Situation};
use crate::model::{Answer, Decision, Id, Role};
use crate::rules::rule::{Topic, rule};
use crate::rules::support::manpower::{
    Alike, InSituations, SignedFor, each_verdict, hands_of, names, people, shown, signatures,
};
use crate::rules::support::words::joined;
use crate::rules::{Context, Found};

rule! {
    /// An answer that takes several signatures can be given by fewer people than it says.
    ///
    /// # Why it matters
    /// Two signatures protect because two people give them. One person may hold both posts, stand in for the other one, use a right that
    /// the other one lends, or both may have the same deputy: on that day one person signs twice, and the second pair of eyes is the first.
    /// Joint signatures are asked for so that nobody handles a matter from end to end (企业内部控制基本规范, art. 29 and 30; the four-eyes
    /// principle of COSO and of bank supervision).
    ///
    /// # Example
    /// ```toml
    /// [roles.controller]
    /// reports-to = "director"
    /// deputy = "director"
    ///
    /// [activities.check-margin]
    /// A = "director"
    /// R = "controller"
    ///
    /// [decisions.accept-margin]
    /// activity = "check-margin"
    /// decides = { all = ["director", "controller"] }
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   reports-to = "director"
    /// - deputy = "director"
    /// + deputy = "manager"
    /// ```
    ///
    /// # Silent when
    /// As many different people sign as the answer says, whoever is away. A post is one pair of hands unless `[people]` or `holders` say
    /// otherwise; of a body the quorum counts where the number of each of its members is known. Those who hold, stand in or are lent a
    /// right in different cases or on different days do not meet. It is an error where `four-eyes` is promised, and with the pack
    /// `cn-internal-control`.
    "one-hand", Warning, Hands, each_decision: check
}

/// Who can sign for several roles, which are these.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Twice {
    hand: Hand,
    roles: BTreeSet<Id<Role>>,
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let may_be_several = |(answers, _): (&[Answer], _)| answers.iter().any(|answer| !answer.signers().is_empty());
    if !decision.in_full().is_some_and(may_be_several) {
        return;
    }
    let Some(hands) = hands_of(cx, decision, found) else { return };
    let mut alike: Alike<Twice> = Alike::new();
    for (id, situation) in hands.situations() {
        let Some(all) = twice(cx, hands, situation) else {
            return found.unproven(decision.subject(), decision.place);
        };
        all.into_iter().for_each(|twice| alike.entry(twice).or_default().push(id));
    }
    let is_grave = decision.four_eyes.is_some() || has_pack(cx);
    each_verdict(
        cx,
        (decision, hands),
        &alike,
        |_| None,
        found,
        |found, verdict| {
            let finding = of_one(cx, found, (decision, hands), verdict)?;
            Some(if is_grave { found.graver(finding) } else { finding })
        },
    );
}

/// Who signs for several roles where the fewest sign, if they are fewer than are asked for; `None` where not all could be looked at.
fn twice(cx: &Context<'_>, hands: &Hands, situation: &Situation) -> Option<Vec<Twice>> {
    let Some(need) = hands.need(situation) else { return Some(Vec::new()) };
    let cast = hands.cast(situation, &[need]);
    let Outcome::Proven(few) = need.fewer(&cast, cx.budget()) else { return None };
    let few = few.map_or_else(Vec::new, |few| few.hands);
    let signed = signed_by(cx, need, &cast, &few)?.into_iter();
    Some(signed.filter(|(_, roles)| roles.len() > 1).map(|(hand, roles)| Twice { hand, roles }).collect())
}

/// The roles for which each of these few must sign so that they suffice; where one may choose, those that he holds. `None` where not all could
/// be looked at.
fn signed_by(cx: &Context<'_>, need: &Need, cast: &Cast, few: &[Hand]) -> Option<BTreeMap<Hand, BTreeSet<Id<Role>>>> {
    let mut signed: BTreeMap<Hand, BTreeSet<Id<Role>>> = BTreeMap::new();
    let mut choices = Vec::new();
    for hand in few {
        let signs = |role: Id<Role>| {
            let own = cast.acting(role).iter().find(|acting| acting.hand == *hand);
            own.map(|own| (Reverse(own.through), role))
        };
        let mut may_sign: Vec<_> = need.roles().into_iter().filter_map(signs).collect();
        may_sign.sort_unstable();
        signed.insert(hand.clone(), may_sign.iter().map(|(_, role)| *role).collect());
        choices.extend(may_sign.into_iter().map(|(_, role)| (hand, role)));
    }
    for (hand, role) in choices {
        if signed.get(hand).is_none_or(|roles| roles.len() < 2) {
            continue;
        }
        if !cx.budget().spend(need.roles().len()) {
            return None;
        }
        signed.get_mut(hand)?.remove(&role);
        let signs = |leaf: &Need, hand: &Hand| {
            signed.get(hand).is_some_and(|roles| leaf.role().is_none_or(|role| roles.contains(&role)))
        };
        if !need.is_met_by_signers(cast, signs) {
            signed.get_mut(hand)?.insert(role);
        }
    }
    Some(signed)
}

fn has_pack(cx: &Context<'_>) -> bool {
    cx.model.lint.packs.iter().any(|pack| Some(pack.value.as_str()) == Topic::CnInternalControl.pack())
}

fn of_one(
    cx: &Context<'_>,
    found: &Found,
    (decision, hands): (&Decision, &Hands),
    verdict: &InSituations<'_, Twice>,
) -> Option<Finding> {
    let Twice { hand, roles } = verdict.is;
    let need = hands.need(verdict.situation)?;
    let mut signatures = signatures(hands, verdict.situation, need, std::slice::from_ref(hand));
    signatures.retain(|signature| roles.contains(&signature.role));
    let who = names(cx, std::slice::from_ref(hand));
    let named = roles.iter().map(|role| match hand {
        Hand::Holder(own, _) if own == role => "itself".to_owned(),
        _ => format!("`{}`", cx.role_id(*role)),
    });
    let mut named: Vec<String> = named.collect();
    named.sort_by_key(|name| name != "itself");
    let signs_for = joined(&named);
    let both = if roles.len() == 2 { "both signatures".to_owned() } else { format!("{} signatures", roles.len()) };
    let message = format!("{who} can sign `{}` for {signs_for}: one person gives {both}{}", decision.id, verdict.when);
    let finding = found
        .finding(decision.subject(), verdict.place(decision, hands.answer(verdict.situation)), message)
        .label("several sign")
        .help(help(cx, &signatures))
        .roles(roles.iter().map(|role| cx.role_id(*role)))
        .people(people(cx, std::slice::from_ref(hand)));
    Some(shown(cx, finding, &signatures))
}

/// What to do: another deputy, another delegate, or another holder.
fn help(cx: &Context<'_>, signatures: &[SignedFor]) -> String {
    let of = |acts_by: ActsBy| -> BTreeSet<String> {
        let own = signatures.iter().filter(|signature| signature.acting.through == acts_by);
        own.map(|signature| format!("`{}`", cx.role_id(signature.role))).collect()
    };
    let listed = |roles: BTreeSet<String>| joined(&roles.into_iter().collect::<Vec<_>>());
    match (of(ActsBy::Delegation), of(ActsBy::Deputy)) {
        (lending, _) if !lending.is_empty() => {
            format!("let {} lend it to somebody who does not sign here", listed(lending))
        }
        (_, absent) if !absent.is_empty() => {
            format!("let somebody who does not sign here stand in for {}, for these cases at least", listed(absent))
        }
        _ => "let different people hold these roles, or name others to sign".to_owned(),
    }
}
