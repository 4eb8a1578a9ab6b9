//! Rule `major-matter-decided-alone`.

use crate::model::{Answer, Duty, Id, Quorum};
use crate::rules::rule::rule;
use crate::rules::support::duties::tags;
use crate::rules::support::regions::Covered;
use crate::rules::{Context, Found};

rule! {
    /// A major matter that in some case one person can decide alone, or that needs no approval.
    ///
    /// # Why it matters
    /// For major matters the norm asks for a collective decision or joint signatures: nobody decides alone or changes alone what was decided together
    /// (企业内部控制基本规范 art. 30: 集体决策审批或者联签制度; 三重一大 in state-owned firms).
    ///
    /// # Example
    /// ```toml
    /// [lint]
    /// packs = ["cn-internal-control"]
    ///
    /// [decisions.give-guarantee]
    /// duty = "major-matter"
    /// activity = "make-offer"
    /// decides = "director"
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///   activity = "make-offer"
    /// - decides = "director"
    /// + decides = { all = ["director", "manager"] }
    /// ```
    ///
    /// # Silent when
    /// The pack is not asked for; the decision is not tagged `duty = "major-matter"`; in every case at least two must sign (`all`, `count = 2`, a
    /// chain) or it is forbidden; or somebody who decides could not be read. Make a decision of its own of the part of a right that is major, such
    /// as contracts above an amount.
    "major-matter-decided-alone", Error, CnInternalControl, check: check
}

fn check(cx: &Context<'_>, found: &mut Found) {
    for (duty, kind) in tags(cx.model).filter(|(_, kind)| kind.value == "major-matter") {
        let Duty::Decision(id) = duty else { continue };
        let decision = &cx.model.decisions[id];
        let Some((answers, coverage)) = decision.in_full() else { continue };
        let answer = |number: Id<Answer>| answers.get(number.index());
        let is_alone = |number| answer(number).is_some_and(|answer| takes_one(cx, answer));
        let alone = coverage.renamed(|number| is_alone(number).then_some(number));
        let covered = Covered { subject: decision.subject(), place: decision.place, coverage: &alone };
        covered.each_crowd(cx, 1, found, |found, crowd, when| {
            let answer = crowd.values.first().and_then(|number| answer(*number));
            let place = crowd.origins.first().map_or(decision.place, |origin| alone.origin(*origin).place);
            let alone = match answer {
                Some(Answer::Free) | None => "needs no approval".to_owned(),
                Some(answer) => format!("is decided by {} alone", answer.words(&cx.model.roles)),
            };
            let roles = answer.map_or_else(Default::default, Answer::roles);
            let finding = found
                .finding(decision.subject(), place, format!("the major matter `{}` {alone}{when}", decision.id))
                .label("one signature is enough")
                .also(kind.place, "a major matter")
                .help("let at least two sign together: `decides = { all = [\"…\", \"…\"] }`")
                .roles(roles.into_iter().map(|role| cx.role_id(role)));
            Some(finding)
        });
    }
}

/// Whether one signature is enough, or none is needed.
fn takes_one(cx: &Context<'_>, answer: &Answer) -> bool {
    match answer {
        Answer::Free => true,
        Answer::Decides(deciders) => {
            deciders.quorums().is_some_and(|quorums| quorums.iter().any(|quorum| is_one(cx, quorum)))
        }
        Answer::Chain(_) | Answer::Forbidden | Answer::Elsewhere => false,
    }
}

/// A body is no single hand: it acts by its members.
fn is_one(cx: &Context<'_>, quorum: &Quorum) -> bool {
    quorum.size() == Some(1) && quorum.roles().all(|role| cx.model.roles[role].body.is_none())
}
