//! Rule `weightier-needs-less`.

use case_space::Reach;

use crate::finding::Finding;
use crate::model::{Answer, Decision};
use crate::rules::rule::rule;
use crate::rules::support::ascent::{Pattern, Rise, Stretches};
use crate::rules::support::lesser::{drops, lesser_answers};
use crate::rules::{Context, Found};

rule! {
    /// The weightier case takes less than the lighter: some of the signatures, fewer of them, or none.
    ///
    /// # Why it matters
    /// Whoever has what the lighter case takes has what the weightier takes, and somebody who must sign the one need not be asked about the
    /// other. The larger the amount, the more hands it should take: norms ask for joint decisions on what matters most
    /// (企业内部控制基本规范, art. 30), and dual signatures begin at a limit, they do not end there. It is most often a slip: `any` for `all`, a
    /// smaller `count`, a name that was lost, or a measure that takes more authority as it falls.
    ///
    /// What is compared are cases alike on everything but a number, as they are answered in the end, before `also` adds anything: each
    /// with the nearest lighter one in which somebody decides. Whoever agrees (`agrees`) signs too.
    ///
    /// # Example
    /// ```toml
    /// [decisions.grant-discount]
    /// activity = "make-offer"
    /// measure = "discount"
    /// limits = [
    ///   { decides = "manager", at-most = 10 },
    ///   { decides = { all = ["manager", "director"] }, at-most = 20 },
    ///   { decides = { any = ["manager", "director"] } },
    /// ]
    /// ```
    ///
    /// # Put right
    /// ```diff
    ///     { decides = { all = ["manager", "director"] }, at-most = 20 },
    /// -   { decides = { any = ["manager", "director"] } },
    /// +   { decides = "director" },
    ///   ]
    /// ```
    ///
    /// # Silent when
    /// The one who remains stands above all who sign the lighter case, or above each of those who no longer sign, in the line or by level:
    /// `director` alone is more than `director` and `manager`. Where only some of the signers remain and neither lines nor levels say who is
    /// above whom (a board, a party outside), nothing is known. Somebody new signs in the place of another; only the order is another; or
    /// one side is `forbidden` or decided `elsewhere`, has no answer or several.
    "weightier-needs-less", Error, Decisions, each_decision: check
}

fn check(cx: &Context<'_>, decision: &Decision, found: &mut Found) {
    let lesser = lesser_answers(cx, decision);
    let pick = |stretches: &Stretches| drops(decision, stretches, &lesser);
    let drops = Pattern { pairs: &lesser, reach: Reach::Further, pick: &pick, is_meant: &|_, _| true };
    drops.each(cx, decision, found, |found, drop| Some(needs_less(cx, found, drop)));
}

fn needs_less(cx: &Context<'_>, found: &Found, drop: &Rise<'_>) -> Finding {
    let decision = drop.ascent.decision;
    let [lighter, heavier] = drop.answers.map(|answer| answer.words(&cx.model.roles));
    let (id, when) = (&decision.id, &drop.when);
    let is_free = drop.answers.last() == Some(&&Answer::Free);
    let (message, label) = if is_free {
        let message = format!("`{id}` needs no approval{when}, but that of {lighter} in lighter cases");
        (message, "no approval is needed here".to_owned())
    } else {
        let message = format!("`{id}` takes less{when} than in lighter cases: {heavier} in place of {lighter}");
        (message, format!("decided by {heavier}"))
    };
    let help = format!("ask at least for {lighter} here, or for somebody above them; {}", drop.ascent.if_other_way());
    found
        .finding(decision.subject(), drop.place, message)
        .label(label)
        .help(help)
        .roles(drop.signers.iter().map(|role| cx.role_id(*role)))
}
