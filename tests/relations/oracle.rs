//! The rules on decisions, held against what their pages promise: every case is looked at, with nothing but the words of the pages.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;
use raci::finding::Finding;

use crate::brute::{Meaning, Quorums, answers, holders, meaning};
use crate::cells::{cases, region};
use crate::matrix::{Activity, Body, Case, Decision, Interval, Ladder, Matrix, Measure, ROLES, Right, Say, Term, When};
use crate::names::{self, Naming, id};
use crate::random::matrix;
use crate::said::{Files, Said};
use crate::tries;

/// A matrix of one decision, whose lines lead in no circle. Of what is on record nothing is there.
fn small() -> impl Strategy<Value = Matrix> {
    (matrix(), any::<bool>()).prop_map(|(mut matrix, is_out_of_order)| {
        matrix.decisions.truncate(1);
        matrix.waivers.clear();
        matrix.examples.clear();
        matrix.delegations.clear();
        for (number, role) in matrix.roles.iter_mut().enumerate() {
            role.superior = role.superior.filter(|superior| *superior < number);
        }
        for say in matrix.says_mut() {
            // of who is named and whose signature never counts the pages say nothing
            let named = named([&*say]);
            if signers(&meaning(say)) != named
                && let Some(role) = named.first()
            {
                *say = Say::Decides(Term::Role(*role));
            }
        }
        let decision = &mut matrix.decisions[0];
        decision.cases.truncate(2);
        if is_out_of_order
            && let Some(Body { right: Right::Ladder(ladder), .. }) = &mut decision.top
            && ladder.steps.len() > 2
        {
            ladder.steps.swap(0, 2);
        }
        matrix
    })
}

/// A matrix whose one decision is a ladder of single roles on one measure.
fn ladders() -> impl Strategy<Value = Matrix> {
    let role = || (0..ROLES).prop_map(|role| Say::Decides(Term::Role(role)));
    let say = move || prop_oneof![8 => role(), 1 => Just(Say::Free), 1 => Just(Say::Forbidden)];
    let steps = subsequence(vec![10, 20, 30, 40], 1..=4).prop_flat_map(move |ends| {
        ends.into_iter().map(|end| (any::<bool>().prop_map(move |within| (end, within)), say())).collect::<Vec<_>>()
    });
    (
        small(),
        steps,
        proptest::option::weighted(0.8, (0..ROLES).prop_map(|role| Say::Decides(Term::Role(role)))),
        vec(0..ROLES, 0..2),
    )
        .prop_map(|(mut matrix, steps, last, consults)| {
            let decision = &mut matrix.decisions[0];
            decision.cases.clear();
            let consults = consults.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
            let right = Right::Ladder(Ladder { measure: 0, steps, last, is_chain: false });
            decision.top = Some(Body { right, consults, informs: Vec::new() });
            matrix
        })
}

/// What is said of the one decision, and of all else.
struct Told<'a> {
    matrix: &'a Matrix,
    files: Files,
    findings: Vec<Finding>,
    cases: Vec<Case>,
}

impl<'a> Told<'a> {
    fn of(matrix: &'a Matrix) -> Result<Self, TestCaseError> {
        let files = Files::plain(matrix);
        let findings = files.findings()?;
        Ok(Self { matrix, files, findings, cases: cases_that_matter(matrix) })
    }

    fn decision(&self) -> &'a Decision {
        &self.matrix.decisions[0]
    }

    fn by(&self, rule: &str) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.rule == rule)
    }

    /// The roles that each finding of the rule is about, in the order in which they are named.
    fn roles(&self, rule: &str) -> Vec<Vec<usize>> {
        let number = |role: &_| (0..ROLES).find(|number| id(Naming::Plain, names::Of::Role, *number) == *role).unwrap();
        self.by(rule).map(|finding| finding.roles.iter().map(|role| number(&role.to_string())).collect()).collect()
    }

    /// The one answer in a case, where there is one.
    fn only(&self, case: &Case) -> Option<Meaning> {
        let answers = answers(self.decision(), case);
        answers.into_iter().next().filter(|_| answers_are_one(self.decision(), case))
    }

    /// Whether the rule speaks of exactly the cases that are so. Those of which the page says nothing are left out.
    fn speaks(
        &self,
        rule: &str,
        about: impl Fn(&[usize]) -> bool,
        is_so: impl Fn(&Case) -> Option<bool>,
    ) -> Result<(), TestCaseError> {
        let roles = self.roles(rule);
        let findings = self.by(rule).zip(&roles).filter(|(_, roles)| about(roles));
        let regions: Vec<When> = findings.map(|(finding, _)| region(self.matrix, &Said::of(finding))).collect();
        for case in &self.cases {
            let found = regions.iter().any(|region| region.contains(case));
            let wanted = is_so(case);
            prop_assert!(
                wanted.is_none_or(|wanted| wanted == found),
                "{} {} in {:?}: {:#?}\n{}",
                rule,
                if found { "speaks" } else { "is silent" },
                case,
                regions,
                self.files
            );
        }
        Ok(())
    }

    fn same<T: PartialEq + std::fmt::Debug>(&self, rule: &str, said: T, wanted: T) -> Result<(), TestCaseError> {
        prop_assert!(said == wanted, "{}: {:?} is said, and {:?} is so\n{}", rule, said, wanted, self.files);
        Ok(())
    }
}

/// One case of those that nothing in the matrix tells apart.
fn cases_that_matter(matrix: &Matrix) -> Vec<Case> {
    let decisions = matrix.decisions.iter().flat_map(|decision| decision.cases.iter().map(|(when, _)| when));
    let activities = matrix.activities.iter().flat_map(|activity| activity.cases.iter().map(|(when, _)| when));
    let whens: Vec<&When> = decisions.chain(activities).collect();
    let bodies = matrix.decisions[0].top.iter().chain(matrix.decisions[0].cases.iter().map(|(_, body)| body));
    let measures: BTreeSet<usize> = bodies
        .filter_map(|body| if let Right::Ladder(ladder) = &body.right { Some(ladder.measure) } else { None })
        .collect();
    let mut cases = cases(matrix);
    let first = cases[0];
    for dimension in 0..2 {
        if !whens.iter().any(|when| when.values[dimension].is_some()) {
            cases.retain(|case| case.values[dimension] == first.values[dimension]);
        }
        if !measures.contains(&dimension) && whens.iter().all(|when| when.numbers[dimension].is_all()) {
            cases.retain(|case| case.quarters[dimension] == first.quarters[dimension]);
        }
    }
    cases
}

fn answers_are_one(decision: &Decision, case: &Case) -> bool {
    answers(decision, case).len() == 1
}

/// The roles above a role, the nearest first.
fn line(matrix: &Matrix, role: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(matrix.roles[role].superior, |role| matrix.roles[*role].superior)
}

fn is_above(matrix: &Matrix, above: usize, below: usize) -> bool {
    line(matrix, below).any(|role| role == above)
}

fn is_in_line(matrix: &Matrix, role: usize) -> bool {
    matrix.roles[role].superior.is_some() || matrix.roles.iter().any(|other| other.superior == Some(role))
}

/// Whether the lines tell how two roles stand to each other.
fn are_in_one_line(matrix: &Matrix, one: usize, other: usize) -> bool {
    let top = |role: usize| line(matrix, role).last().unwrap_or(role);
    top(one) == top(other) && [one, other].iter().all(|role| is_in_line(matrix, *role))
}

/// Every answer of a decision as it is written.
fn says(decision: &Decision) -> Vec<&Say> {
    let bodies = decision.top.iter().chain(decision.cases.iter().map(|(_, body)| body));
    let says = bodies.flat_map(|body| match &body.right {
        Right::Plain(say) => vec![say],
        Right::Ladder(ladder) => ladder.intervals().map(|(_, say)| say).collect(),
    });
    says.collect()
}

/// Every role that is named in the answers.
fn named<'s>(says: impl IntoIterator<Item = &'s Say>) -> BTreeSet<usize> {
    fn of_term(term: &Term) -> Vec<usize> {
        match term {
            Term::Role(role) => vec![*role],
            Term::All(terms) | Term::Any(terms) | Term::Count(_, terms) => terms.iter().flat_map(of_term).collect(),
        }
    }
    says.into_iter().flat_map(|say| if let Say::Decides(term) = say { of_term(term) } else { Vec::new() }).collect()
}

/// The last of those who sign one after the other: who decides, after the others have agreed.
fn in_the_end(meaning: &Meaning) -> Meaning {
    match meaning {
        Meaning::Signed(steps) => Meaning::Signed(steps.last().cloned().into_iter().collect()),
        other => other.clone(),
    }
}

/// Every set of roles whose signatures are enough, whoever signs first.
fn ways(meaning: &Meaning) -> Quorums {
    let Meaning::Signed(steps) = meaning else { return Quorums::new() };
    let all: Quorums = steps.iter().fold([BTreeSet::new()].into(), |so_far: Quorums, step| {
        so_far.iter().flat_map(|one| step.iter().map(move |other| one | other)).collect()
    });
    all.iter().filter(|one| !all.iter().any(|other| other != *one && other.is_subset(one))).cloned().collect()
}

fn signers(meaning: &Meaning) -> BTreeSet<usize> {
    ways(meaning).into_iter().flatten().collect()
}

/// "Each of those who may sign it reports to one of those who sign the lighter, whichever way that is signed."
fn is_weaker(matrix: &Matrix, weightier: &Meaning, lighter: &Meaning) -> bool {
    let (signers, ways) = (signers(weightier), ways(lighter));
    let is_below = |role: &usize| ways.iter().all(|way| way.iter().any(|above| is_above(matrix, *above, *role)));
    !ways.is_empty() && !signers.is_empty() && signers.iter().all(is_below)
}

/// Whether the cases are alike but for one number, which is less in the first.
fn is_lighter(one: &Case, other: &Case) -> bool {
    let less = |measure: usize| {
        one.quarters[measure] < other.quarters[measure] && one.quarters[1 - measure] == other.quarters[1 - measure]
    };
    one.values == other.values && (less(0) || less(1))
}

/// Whom a role reaches by lines and escalations, and itself.
fn reached(matrix: &Matrix, asks: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::from([asks]);
    loop {
        let mut more: BTreeSet<usize> = reached.iter().filter_map(|role| matrix.roles[*role].superior).collect();
        for escalation in &matrix.escalations {
            let from = escalation.path.iter().position(|role| reached.contains(role));
            more.extend(from.iter().flat_map(|from| &escalation.path[*from..]));
        }
        if more.is_subset(&reached) {
            return reached;
        }
        reached.extend(more);
    }
}

/// Whether nothing is known of who is above the role.
fn is_off_the_map(matrix: &Matrix, role: usize) -> bool {
    matrix.roles[role].is_external || !is_in_line(matrix, role)
}

/// Those with any letter on the activity of the decision, those who ask, and who heads a department of one of these.
fn involved(matrix: &Matrix, decision: &Decision) -> BTreeSet<usize> {
    let activity = decision.activity.and_then(|number| matrix.activities.get(number));
    let lists = activity.iter().flat_map(|activity| {
        [&activity.top].into_iter().chain(activity.cases.iter().map(|(_, letters)| letters)).flatten().flatten()
    });
    let mut involved: BTreeSet<usize> = lists.flatten().copied().chain(decision.requested_by.iter().copied()).collect();
    let departments = involved.iter().filter_map(|role| matrix.roles[*role].department);
    let heads = departments.filter_map(|own| matrix.heads.as_ref()?[own]);
    involved.extend(heads.collect::<Vec<_>>());
    involved
}

/// All who decide, sign or agree in some case, and all who are asked or told where that answer holds.
fn with_a_say(told: &Told<'_>) -> (BTreeSet<usize>, BTreeSet<usize>, BTreeSet<usize>) {
    let decision = told.decision();
    let mut say = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for case in &told.cases {
        say.0.extend(answers(decision, case).iter().flat_map(signers));
        let claims: Vec<&Body> =
            decision.cases.iter().filter(|(when, _)| when.contains(case)).map(|(_, body)| body).collect();
        for body in if claims.is_empty() { decision.top.iter().collect() } else { claims } {
            say.1.extend(&body.consults);
            say.2.extend(&body.informs);
        }
    }
    say
}

/// The steps of the ladder of a decision that apply somewhere, in order, and how many never do.
fn live<'a>(told: &Told<'a>) -> (Vec<&'a Say>, usize) {
    let Some(Body { right: Right::Ladder(ladder), .. }) = &told.decision().top else { return (Vec::new(), 0) };
    let steps: Vec<(Interval, &Say)> = ladder.intervals().collect();
    let is_live = |interval: &Interval| told.cases.iter().any(|case| interval.contains(case.quarters[ladder.measure]));
    let live: Vec<&Say> = steps.iter().filter(|(interval, _)| is_live(interval)).map(|(_, say)| *say).collect();
    let dead = steps.len() - live.len();
    (live, dead)
}

/// Whether the answer of the ladder changes at a limit that is not the measure's own end.
fn changes_within(told: &Told<'_>) -> bool {
    let Some(Body { right: Right::Ladder(ladder), .. }) = &told.decision().top else { return false };
    let heights: BTreeSet<i64> = told.cases.iter().map(|case| case.quarters[ladder.measure]).collect();
    let steps = ladder.intervals().filter(|(interval, _)| heights.iter().any(|height| interval.contains(*height)));
    let steps: Vec<(Interval, &Say)> = steps.collect();
    steps.windows(2).any(|two| {
        let (Some((limit, _)), at) = (two[0].0.high, |number: i64| 4 * number) else { return false };
        let is_within = heights.range(..at(limit)).next().is_some() && heights.range(at(limit) + 1..).next().is_some();
        is_within && meaning(two[0].1) != meaning(two[1].1)
    })
}

/// The one role that decides.
fn alone(say: &Say) -> Option<usize> {
    match say {
        Say::Decides(Term::Role(role)) => Some(*role),
        _ => None,
    }
}

/// Whether the lines or the levels tell that the one does not stand above the other.
fn is_known_not_above(matrix: &Matrix, one: usize, other: usize) -> bool {
    let level = |role: usize| matrix.roles[role].level;
    let top = |role: usize| line(matrix, role).last().unwrap_or(role);
    let by_level = level(one).zip(level(other)).map(|(one, other)| one > other);
    let is_told = by_level.is_some() || top(one) == top(other);
    one == other || is_told && by_level != Some(true) && !is_above(matrix, one, other)
}

/// "Whoever has what the lighter case takes has what the weightier takes", and somebody no longer signs whom nobody who remains is above.
fn takes_less(matrix: &Matrix, weightier: &Meaning, lighter: &Meaning) -> bool {
    let (more, less) = (ways(lighter), ways(weightier));
    if more.is_empty() || *weightier == Meaning::Free {
        return !more.is_empty();
    }
    let is_implied = more.iter().all(|way| less.iter().any(|other| other.is_subset(way)));
    let leaves_out = |way: &BTreeSet<usize>| {
        let rests: Vec<_> = less.iter().filter(|rest| rest.is_subset(way) && *rest != way).collect();
        let nobody_remains = way.iter().all(|role| rests.iter().any(|rest| !rest.contains(role)));
        let is_missed = |rest: &BTreeSet<usize>, gone: &usize| {
            rest.iter().all(|remains| is_known_not_above(matrix, *remains, *gone))
        };
        nobody_remains || rests.iter().any(|rest| way.difference(rest).any(|gone| is_missed(rest, gone)))
    };
    is_implied && more.iter().any(leaves_out)
}

/// The cases that take less than the nearest lighter one in which somebody decides, by their numbers.
fn with_less(told: &Told<'_>) -> BTreeSet<usize> {
    let all: Vec<BTreeSet<Meaning>> = told.cases.iter().map(|case| answers(told.decision(), case)).collect();
    let mut with_less = BTreeSet::new();
    for (number, case) in told.cases.iter().enumerate() {
        let Some(own) = all[number].iter().next().filter(|_| all[number].len() == 1) else { continue };
        for measure in 0..2 {
            let is_alike =
                |other: &Case| other.values == case.values && other.quarters[1 - measure] == case.quarters[1 - measure];
            let lighter = told.cases.iter().zip(&all);
            let lighter =
                lighter.filter(|(other, _)| is_alike(other) && other.quarters[measure] < case.quarters[measure]);
            let mut lighter: Vec<_> = lighter.collect();
            lighter.sort_by_key(|(other, _)| std::cmp::Reverse(other.quarters[measure]));
            let below = lighter.into_iter().skip_while(|(_, held)| **held == all[number]);
            let decided = below
                .map(|(_, held)| held)
                .find(|held| held.len() > 1 || held.iter().any(|answer| matches!(answer, Meaning::Signed(_))));
            let decided = decided.filter(|held| held.len() == 1).and_then(|held| held.iter().next());
            if decided.is_some_and(|lighter| takes_less(told.matrix, own, lighter)) {
                with_less.insert(number);
            }
        }
    }
    with_less
}

fn less(matrix: &Matrix) -> Result<(), TestCaseError> {
    let told = Told::of(matrix)?;
    let with_less = with_less(&told);
    let number = |case: &Case| told.cases.iter().position(|one| one == case);
    told.speaks("weightier-needs-less", |_| true, |case| Some(number(case).is_some_and(|at| with_less.contains(&at))))
}

fn inverted(matrix: &Matrix) -> Result<(), TestCaseError> {
    let told = Told::of(matrix)?;
    // of a chain the page does not say whether those count who only agree
    let judge: [fn(&Meaning) -> Meaning; 2] = [Meaning::clone, in_the_end];
    let answers: Vec<(Case, Meaning)> = told.cases.iter().filter_map(|case| Some((*case, told.only(case)?))).collect();
    let kinds: Vec<&Meaning> = answers.iter().map(|(_, answer)| answer).collect::<BTreeSet<_>>().into_iter().collect();
    let number = |answer: &Meaning| kinds.iter().position(|kind| *kind == answer);
    let weaker = judge.map(|judge| {
        let is_weaker = |weightier: &Meaning, lighter: &Meaning| is_weaker(matrix, &judge(weightier), &judge(lighter));
        kinds
            .iter()
            .map(|weightier| kinds.iter().map(|lighter| is_weaker(weightier, lighter)).collect())
            .collect::<Vec<Vec<bool>>>()
    });
    let numbered: Vec<(Case, usize)> =
        answers.iter().filter_map(|(case, answer)| Some((*case, number(answer)?))).collect();
    // some of the signatures are said as such
    let with_less = with_less(&told);
    let takes_less: Vec<&Case> = with_less.iter().map(|number| &told.cases[*number]).collect();
    told.speaks(
        "authority-inverted",
        |_| true,
        |case| {
            if takes_less.contains(&case) {
                return None;
            }
            let Some(weightier) = told.only(case).and_then(|answer| number(&answer)) else { return Some(false) };
            let [by_all, by_last] = [0, 1].map(|by: usize| {
                let weaker = &weaker[by][weightier];
                numbered.iter().any(|(other, lighter)| weaker[*lighter] && is_lighter(other, case))
            });
            (by_all == by_last).then_some(by_all)
        },
    )?;
    Ok(())
}

fn own_request(matrix: &Matrix) -> Result<(), TestCaseError> {
    let told = Told::of(matrix)?;
    let decision = told.decision();
    for role in 0..ROLES {
        let only: Quorums = [[role].into()].into();
        let asks = decision.four_eyes && decision.requested_by.contains(&role);
        told.speaks(
            "self-approval",
            |roles| roles == [role],
            |case| told.only(case).map(|answer| asks && ways(&answer) == only),
        )?;
    }
    Ok(())
}

fn reach(matrix: &Matrix) -> Result<(), TestCaseError> {
    let told = Told::of(matrix)?;
    let asking = &told.decision().requested_by;
    let involved = involved(matrix, told.decision());
    let top = |role: usize| line(matrix, role).last().unwrap_or(role);
    let is_escalated_to =
        |role: &usize| matrix.escalations.iter().any(|one| one.path.iter().skip(1).any(|to| to == role));
    for asks in 0..ROLES {
        let reached: BTreeSet<usize> = reached(matrix, asks).into_iter().map(top).collect();
        let can_ask = |role: &usize| {
            is_off_the_map(matrix, *role)
                || involved.contains(role)
                || is_escalated_to(role)
                || reached.contains(&top(*role))
        };
        told.speaks(
            "unreachable-decider",
            |roles| roles.first() == Some(&asks),
            |case| {
                let ways = ways(&told.only(case)?);
                let is_asked = asking.contains(&asks) && !is_off_the_map(matrix, asks);
                let is_beyond = |way: &BTreeSet<usize>| way.len() == 1 && !way.iter().any(can_ask);
                Some(is_asked && !ways.is_empty() && ways.iter().all(is_beyond))
            },
        )?;
    }
    Ok(())
}

fn accountable(matrix: &Matrix) -> Result<(), TestCaseError> {
    let told = Told::of(matrix)?;
    let decision = told.decision();
    let (deciders, ..) = with_a_say(&told);
    // of who is named and never decides the page says nothing
    prop_assume!(deciders == named(says(decision)));
    let at = decision.activity.and_then(|number| matrix.activities.get(number));
    let accountable: BTreeSet<usize> =
        at.iter().flat_map(|activity| told.cases.iter().flat_map(|case| holders(activity, "A", case))).collect();
    let bodies = decision.top.iter().chain(decision.cases.iter().map(|(_, body)| body));
    let heard = bodies.flat_map(|body| &body.consults).chain(&decision.requested_by);
    let say: BTreeSet<usize> = deciders.iter().chain(heard).copied().collect();
    let said: BTreeSet<usize> = told.roles("accountable-without-authority").iter().map(|roles| roles[0]).collect();
    for role in accountable {
        let is_apart = |one: &usize| {
            let is_known = matrix.roles[*one].is_external || is_in_line(matrix, *one);
            is_known && *one != role && !is_above(matrix, role, *one)
        };
        let wanted = !deciders.is_empty() && !is_off_the_map(matrix, role) && say.iter().all(is_apart);
        told.same("accountable-without-authority", said.contains(&role), wanted)?;
    }
    Ok(())
}

/// Whether the one is above the other, in the line or by level.
fn is_above_or_higher(matrix: &Matrix, above: usize, below: usize) -> bool {
    let level = |role: usize| matrix.roles[role].level;
    let is_higher = level(above).zip(level(below)).is_some_and(|(above, below)| above > below);
    is_higher || is_above(matrix, above, below)
}

fn decider(matrix: &Matrix) -> Result<(), TestCaseError> {
    let told = Told::of(matrix)?;
    let decision = told.decision();
    let works = |activity: &Activity| -> BTreeSet<usize> {
        let letters = [&activity.top].into_iter().chain(activity.cases.iter().map(|(_, letters)| letters));
        letters.flat_map(|letters| letters[..2].iter().flatten().flatten().copied().collect::<Vec<_>>()).collect()
    };
    let all: BTreeSet<usize> = matrix.activities.iter().flat_map(works).collect();
    let at = match decision.activity.and_then(|number| matrix.activities.get(number)) {
        Some(activity) => works(activity),
        None => all.clone(),
    };
    let alone = |answer: &Meaning| match (answer, ways(answer).into_iter().collect::<Vec<_>>().as_slice()) {
        (Meaning::Signed(steps), [way]) if steps.len() == 1 && way.len() == 1 => way.first().copied(),
        _ => None,
    };
    let answers = told.cases.iter().flat_map(|case| answers(decision, case));
    let deciders: BTreeSet<usize> = answers.filter_map(|answer| alone(&answer)).collect();
    let is_above_nobody = |role: usize| {
        at.iter().all(|holder| {
            let is_known = matrix.roles[*holder].is_external || is_in_line(matrix, *holder);
            is_known && !is_above_or_higher(matrix, role, *holder)
        })
    };
    let can_be_said = |role: &usize| {
        !matrix.activities.is_empty() && !all.contains(role) && !is_off_the_map(matrix, *role) && is_above_nobody(*role)
    };
    let wanted: BTreeSet<usize> = deciders.into_iter().filter(can_be_said).collect();
    let said = told.roles("authority-without-accountability").iter().map(|roles| roles[0]).collect();
    told.same("authority-without-accountability", said, wanted)
}

fn steps(matrix: &Matrix) -> Result<(), TestCaseError> {
    let told = Told::of(matrix)?;
    let decision = told.decision();
    let (live, dead) = live(&told);
    told.same("limits-out-of-order", told.by("limits-out-of-order").count() > 0, dead > 0)?;
    if dead > 0 {
        return Ok(());
    }
    let pairs = || live.windows(2).map(|two| (two[0], two[1]));

    let redundant = pairs().filter(|(one, next)| meaning(one) == meaning(next)).count();
    told.same("redundant-threshold", told.by("redundant-threshold").count(), redundant)?;

    let Measure { is_money, falls, .. } = matrix.measures[0];
    let is_splittable = is_money && !falls && !decision.adds_up && changes_within(&told);
    told.same("splittable-limit", told.by("splittable-limit").count() > 0, is_splittable)?;

    let (deciders, consulted, informed) = with_a_say(&told);
    let has_a_say = |role: &usize| [&deciders, &consulted, &informed].iter().any(|all| all.contains(role));
    let Some(Body { right: Right::Ladder(ladder), .. }) = &decision.top else { return Ok(()) };
    let is_open = ladder.last.is_some() && live.len() > 1;
    let top = live.last().filter(|_| is_open).and_then(|say| alone(say));
    let superior = top
        .and_then(|role| matrix.roles[role].superior)
        .filter(|superior| !matrix.roles[*superior].is_external && !has_a_say(superior));
    told.same("unlimited-subordinate", told.by("unlimited-subordinate").count() > 0, superior.is_some())?;

    let signing: Vec<Option<usize>> = live.iter().map(|say| alone(say)).collect();
    let is_fall = |before: &Option<usize>, next: &Option<usize>| {
        before.zip(*next).is_some_and(|(before, next)| is_above(matrix, before, next))
    };
    let is_inverted =
        signing.iter().enumerate().any(|(at, next)| signing[..at].iter().any(|before| is_fall(before, next)));
    let jumped: BTreeSet<usize> = signing
        .windows(2)
        .filter_map(|two| two[0].zip(two[1]))
        .filter(|(one, next)| is_above(matrix, *next, *one))
        .flat_map(|(one, next)| line(matrix, one).take_while(move |role| *role != next))
        .filter(|role| !is_inverted && !deciders.contains(role))
        .collect();
    // of one who is only asked or told the page does not say whether that is a say
    if jumped.iter().any(has_a_say) {
        return Ok(());
    }
    told.same("limit-skips-superior", told.by("limit-skips-superior").count() > 0, !jumped.is_empty())?;
    Ok(())
}

fn line_left(matrix: &Matrix) -> Result<(), TestCaseError> {
    let told = Told::of(matrix)?;
    let (live, dead) = live(&told);
    let (mut last, mut is_clear) = (None, dead == 0);
    let mut leaves = BTreeSet::new();
    for next in live.iter().filter_map(|say| alone(say)) {
        let Some(before) = last.filter(|before| *before != next) else {
            last = Some(next);
            continue;
        };
        let level = |role: usize| matrix.roles[role].level;
        let levels = level(before).zip(level(next));
        let are_in_lines = [before, next].iter().all(|role| is_in_line(matrix, *role));
        let are_compared = are_in_one_line(matrix, before, next) || levels.is_some();
        let is_lower = levels.is_some_and(|(before, next)| before > next);
        let is_external = [before, next].iter().any(|role| matrix.roles[*role].is_external);
        let is_head = matrix.heads.iter().flatten().any(|head| *head == Some(next));
        if is_head || is_above_or_higher(matrix, next, before) {
            last = Some(next);
        } else if is_external || !(is_lower || are_in_lines && are_compared) {
            // where nothing tells how the two stand to each other, the page does not say with whom the next is compared
            is_clear = false;
            break;
        } else if is_above(matrix, before, next) {
            // that is `authority-inverted`, and the page does not say with whom the next is compared
            is_clear = false;
            break;
        } else {
            leaves.insert((before, next));
        }
    }
    let said: BTreeSet<(usize, usize)> =
        told.roles("authority-leaves-line").iter().map(|roles| (roles[0], roles[1])).collect();
    if is_clear {
        told.same("authority-leaves-line", said, leaves)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(tries(48))]

    #[test]
    fn authority_is_inverted_where_the_weightier_case_is_decided_further_down(matrix in small()) {
        inverted(&matrix)?;
    }

    #[test]
    fn the_weightier_case_takes_less_where_some_of_the_signatures_are_enough(matrix in small()) {
        less(&matrix)?;
    }

    #[test]
    fn a_request_is_ones_own_where_only_the_one_who_asks_decides(matrix in small()) {
        own_request(&matrix)?;
    }

    #[test]
    fn a_decider_is_out_of_reach_where_no_line_and_no_escalation_leads_there(matrix in small()) {
        reach(&matrix)?;
    }

    #[test]
    fn who_is_accountable_has_no_say_where_neither_they_nor_anyone_below_has(matrix in small()) {
        accountable(&matrix)?;
    }

    #[test]
    fn who_decides_is_accountable_for_nothing_where_no_letter_says_so(matrix in small()) {
        decider(&matrix)?;
    }

    #[test]
    fn steps_of_a_ladder_are_what_their_rules_say(matrix in ladders()) {
        steps(&matrix)?;
    }

    #[test]
    fn authority_leaves_the_line_where_the_next_to_decide_is_not_above_the_last(matrix in ladders()) {
        line_left(&matrix)?;
    }
}
