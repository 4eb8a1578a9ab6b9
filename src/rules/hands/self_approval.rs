//! Rule `self-approval`.

use crate::finding::Finding;
use crate::hands::{Acting, ActsBy, Cast, Hand, Hands, Need};
use crate::model::{Decision, Id, Role};
use crate::rules::rule::rule;
use crate::rules::support::manpower::{Alike, InSituations, each_verdict, hands_of, people, shown, signatures};
use crate::rules::{Context, Found};

rule! {
    /// Nobody may decide on a request of their own, and in some case the one who asks can be the only one who decides.
    ///
    /// They may hold the role that decides, or another post in which they decide, or stand in for the one who decides, or be lent the right.
    ///
    /// # Why it matters
    /// `four-eyes = true` promises that a second person looks at each request. Where the one who asks is the only one who decides, either
    /// the promise is broken or the request cannot be decided at all. Keeping the request apart from its approval is the oldest separation
    /// of duties (企业内部控制基本规范, art. 29: 不相容职务分离).
    ///
    /// # Example
    /// ```toml
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// requested-by = "manager"
    /// four-eyes = true
    /// measure = "discount"
    /// limits = [
    ///   { decides = "manager", at-most = 10 },
    ///   { decides = "director" },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   activity = "make-offer"
    /// - requested-by = "manager"
    /// + requested-by = "seller"
    ///   four-eyes = true
    /// ```
    ///
    /// # Silent when
    /// `four-eyes` is not asked for, or nothing says who asks (`four-eyes-without-requester`); another role may decide as well (`any`), or
    /// must sign too (`all`, `agrees`, `also`); or two holders of the role are needed. Where several hold the role that asks and decides
    /// (`holders`, or people of `[people]`), another of them approves. Those who hold both roles in different cases, or stand in or are lent
    /// the right in other cases or on other days, do not decide on a request of their own. Each requester is held against the answers to
    /// their own requests alone.
    "self-approval", Error, Hands, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let Some(four_eyes) = decision.four_eyes else { return };
    let Some(hands) = hands_of(cx, decision, found) else { return };
    let mut alike: Alike<OwnRequest> = Alike::new();
    for (id, situation) in hands.situations() {
        let Some(need) = hands.decisive(situation, cx.workforce.staff()) else { continue };
        let cast = hands.cast(situation, &[&need]);
        for requester in &decision.requested_by.items {
            if !cx.budget().spend(need.roles().len().saturating_add(1)) {
                return found.unproven(decision.subject(), decision.place);
            }
            let mut asking = hands.holding(situation, requester.value).into_iter();
            if let Some(hand) = asking.find(|hand| decides_alone(&need, &cast, hand)) {
                alike.entry(OwnRequest { requester: requester.value, hand }).or_default().push(id);
            }
        }
    }
    each_verdict(
        cx,
        (decision, hands),
        &alike,
        |alone| Some(alone.requester),
        found,
        |found, verdict| {
            let finding = of_requester(cx, found, (decision, hands), verdict)?;
            let asks = decision.requested_by.items.iter().find(|requester| requester.value == verdict.is.requester);
            let finding = finding.also_each(asks.map(|requester| (requester.place, "asks for it")));
            Some(finding.also(four_eyes, "nobody decides on a request of their own"))
        },
    );
}

/// Somebody who asks as this role and decides.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct OwnRequest {
    requester: Id<Role>,
    hand: Hand,
}

/// Whether a hand can decide by itself, and on that day nobody else can: those for whom it stands in are not there, and of those who hold a
/// role with it another may sign.
fn decides_alone(need: &Need, cast: &Cast, hand: &Hand) -> bool {
    let own = |leaf: &Need| cast.signing(leaf).into_iter().find(|acting| acting.hand == *hand);
    let may_sign = |leaf: &Need, other: &Acting| match own(leaf) {
        None => true,
        Some(own) => other.holds == own.holds,
    };
    need.is_met_by_only(cast, &[hand])
        && !need.is_met_by(cast, |leaf, other| other.hand != *hand && may_sign(leaf, other))
}

fn of_requester(
    cx: &Context<'_>,
    found: &Found,
    (decision, hands): (&Decision, &Hands),
    verdict: &InSituations<'_, OwnRequest>,
) -> Option<Finding> {
    let OwnRequest { requester, hand } = verdict.is;
    let asks = cx.role_id(*requester);
    let need = hands.decisive(verdict.situation, cx.workforce.staff())?;
    let signatures = signatures(hands, verdict.situation, &need, std::slice::from_ref(hand));
    // where others decide as well, what keeps them away is that they are stood in for
    let for_another = signatures.iter().find(|signature| signature.acting.through != ActsBy::Post);
    let first = for_another.or(signatures.first())?;
    let (role, holds) = (cx.role_id(first.role), cx.role_id(first.acting.holds));
    let when = verdict.when;
    let who = match (hand, first.acting.through) {
        (Hand::Person(person), _) if role != asks => {
            format!("`{}`, who asks as `{asks}`, can decide", cx.model.people[*person].id)
        }
        (_, ActsBy::Post) => format!("only `{role}` can decide"),
        (_, ActsBy::Deputy) => format!("`{holds}`, standing in for `{role}`, can alone decide"),
        (_, ActsBy::Delegation) => format!("`{holds}`, to whom `{role}` lends it, can alone decide"),
    };
    let message = format!("{who} `{}` on a request of {}{when}", decision.id, own_request(cx, *requester, hand));
    let label =
        if first.acting.through == ActsBy::Post { "the only one who decides" } else { "decides when it is there" };
    let help = match first.acting.through {
        ActsBy::Post => format!("name somebody else who decides here, or take `{asks}` out of `requested-by`"),
        ActsBy::Deputy => format!("name a deputy of `{role}` who does not ask for it"),
        ActsBy::Delegation => format!("let `{role}` lend it to somebody who does not ask for it"),
    };
    let finding = found
        .finding(decision.subject(), verdict.place(decision, hands.answer(verdict.situation)), message)
        .label(label)
        .help(help)
        .roles([asks].into_iter().chain(signatures.iter().map(|signature| cx.role_id(signature.role))))
        .people(people(cx, std::slice::from_ref(hand)));
    Some(shown(cx, finding, &signatures))
}

/// Whose request it is.
fn own_request(cx: &Context<'_>, requester: Id<Role>, hand: &Hand) -> String {
    match hand {
        Hand::Person(_) => "their own".to_owned(),
        _ => format!("`{}`", cx.role_id(requester)),
    }
}
