//! Thousands of random activities, each looked at case by case: what the rules on assignments say must be so, and nothing may be missed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use jiff::civil::date;
use proptest::prelude::*;
use raci::cases::{Portion, Reading};
use raci::check::check;
use raci::finding::Finding;
use raci::options::Options;
use raci::source::{FileId, Policy, Sources};

use crate::tries;

const REGIONS: [&str; 3] = ["north", "south", "west"];
const TIERS: [&str; 2] = ["A", "B"];

/// Each role, and whom it reports to; the last is external.
const ROLES: [(&str, Option<&str>); 5] =
    [("head", None), ("manager", Some("head")), ("clerk", Some("manager")), ("lawyer", Some("head")), ("agent", None)];

const LETTERS: [char; 4] = ['A', 'R', 'C', 'I'];

/// So many are consulted at most.
const CONSULTED: usize = 1;

/// A set of roles, by their numbers.
type Holders = BTreeSet<usize>;

/// The letters that are named, with their holders.
type Letters = BTreeMap<char, Holders>;

/// One case: a region and a tier, by their numbers.
type Spot = (usize, usize);

#[derive(Debug, Clone)]
struct Case {
    regions: BTreeSet<usize>,
    tiers: BTreeSet<usize>,
    letters: Letters,
}

#[derive(Debug, Clone)]
struct Activity {
    top: Letters,
    cases: Vec<Case>,
    accountable_does_work: bool,
}

fn subset(count: usize, least: usize) -> impl Strategy<Value = BTreeSet<usize>> {
    proptest::sample::subsequence((0..count).collect::<Vec<_>>(), least..=count)
        .prop_map(|some| some.into_iter().collect())
}

fn letters() -> impl Strategy<Value = Letters> {
    let holders = proptest::sample::subsequence((0..ROLES.len()).collect::<Vec<_>>(), 0..3);
    let named = (proptest::sample::select(LETTERS.to_vec()), holders);
    proptest::collection::vec(named, 0..5)
        .prop_map(|named| named.into_iter().map(|(letter, roles)| (letter, roles.into_iter().collect())).collect())
}

fn activity() -> impl Strategy<Value = Activity> {
    let case = (subset(REGIONS.len(), 1), subset(TIERS.len(), 1), letters())
        .prop_map(|(regions, tiers, letters)| Case { regions, tiers, letters });
    (letters(), proptest::collection::vec(case, 0..5), any::<bool>())
        .prop_map(|(top, cases, accountable_does_work)| Activity { top, cases, accountable_does_work })
}

fn spots() -> impl Iterator<Item = Spot> {
    (0..REGIONS.len()).flat_map(|region| (0..TIERS.len()).map(move |tier| (region, tier)))
}

impl Case {
    fn holds(&self, (region, tier): Spot) -> bool {
        self.regions.contains(&region) && self.tiers.contains(&tier)
    }
}

impl Activity {
    /// Who holds the letter: those of all cases that name it and hold, or else of the top.
    fn holders(&self, letter: char, spot: Spot) -> Holders {
        let named: Vec<&Holders> =
            self.cases.iter().filter(|case| case.holds(spot)).filter_map(|case| case.letters.get(&letter)).collect();
        if named.is_empty() {
            return self.top.get(&letter).cloned().unwrap_or_default();
        }
        named.into_iter().flatten().copied().collect()
    }

    fn toml(&self) -> String {
        let mut text = format!("[matrix]\naccountable-does-work = {}\n", self.accountable_does_work);
        write!(text, "[lint.thresholds]\nconsulted = {CONSULTED}\n").unwrap();
        write!(text, "[dimensions]\nregion = {REGIONS:?}\ntier = {TIERS:?}\n[roles]\n").unwrap();
        for (role, superior) in ROLES {
            let line = superior.map_or_else(String::new, |superior| format!("reports-to = \"{superior}\""));
            let line = if role == "agent" { "external = true".to_owned() } else { line };
            writeln!(text, "{role} = {{ {line} }}").unwrap();
        }
        text.push_str("[activities.work]\n");
        write_letters(&mut text, &self.top);
        for case in &self.cases {
            let regions: Vec<&str> = case.regions.iter().map(|region| REGIONS[*region]).collect();
            let tiers: Vec<&str> = case.tiers.iter().map(|tier| TIERS[*tier]).collect();
            write!(text, "[[activities.work.cases]]\nwhen = {{ region = {regions:?}, tier = {tiers:?} }}\n").unwrap();
            write_letters(&mut text, &case.letters);
        }
        text
    }
}

fn write_letters(text: &mut String, letters: &Letters) {
    for (letter, holders) in letters {
        let roles: Vec<&str> = holders.iter().map(|role| ROLES[*role].0).collect();
        writeln!(text, "{letter} = {roles:?}").unwrap();
    }
}

fn is_above(above: usize, below: usize) -> bool {
    let mut here = ROLES[below].1;
    while let Some(superior) = here {
        if superior == ROLES[above].0 {
            return true;
        }
        here = ROLES.iter().find(|(role, _)| *role == superior).and_then(|(_, superior)| *superior);
    }
    false
}

fn found(toml: &str) -> Vec<Finding> {
    let sources = Sources::in_memory([("raci.toml", toml)]);
    check(&sources, &[Policy::alone(FileId(0))], &Options::on(date(2026, 7, 1))).0
}

/// The cases that a finding names: its witness, and its region. A dimension that does not matter is free.
fn named(finding: &Finding) -> (BTreeSet<Spot>, BTreeSet<Spot>) {
    let cases = finding.cases.as_ref().unwrap();
    let at_witness = |dimension: &str, value: &str| {
        let point = cases.witness.iter().find(|(name, _)| name == dimension);
        point.is_none_or(|(_, point)| *point == Reading::Value(value.into()))
    };
    let in_region = |dimension: &str, value: &str| {
        let extent = cases.region.iter().find(|(name, _)| name == dimension);
        extent.is_none_or(
            |(_, extent)| matches!(extent, Portion::Values(values) if values.iter().any(|one| one == value)),
        )
    };
    let all = |is_in: &dyn Fn(&str, &str) -> bool| {
        spots().filter(|(region, tier)| is_in("region", REGIONS[*region]) && is_in("tier", TIERS[*tier])).collect()
    };
    (all(&at_witness), all(&in_region))
}

/// Checks that the findings of a rule name exactly the cases that are wrong, apart for each set of roles that they are about: what is
/// wrong with these roles in their regions is wrong with those that `wrong` gives in each case.
fn agree(
    rule: &str,
    findings: &[Finding],
    wrong: impl Fn(Spot) -> Vec<Vec<usize>>,
    within: impl Fn(&[usize], &[usize]) -> bool,
) {
    let roles = |finding: &Finding| -> Vec<usize> {
        let number = |id| ROLES.iter().position(|(role, _)| role == id).unwrap();
        let numbers: BTreeSet<usize> = finding.roles.iter().map(number).collect();
        numbers.into_iter().collect()
    };
    let findings: Vec<_> = findings.iter().filter(|finding| finding.rule == rule).collect();
    for finding in &findings {
        let (witness, region) = named(finding);
        assert!(!witness.is_empty() && witness.is_subset(&region), "{rule}: the witness lies elsewhere");
        for spot in witness {
            assert!(
                wrong(spot).contains(&roles(finding)),
                "{rule}: a witness is as it should be: {spot:?} {finding:?}"
            );
        }
        for spot in region {
            let is_wrong = wrong(spot).iter().any(|wrong| within(&roles(finding), wrong));
            assert!(is_wrong, "{rule}: a region reaches too far: {spot:?} {finding:?}");
        }
    }
    for spot in spots() {
        for wrong in wrong(spot) {
            let said = findings.iter().any(|finding| roles(finding) == wrong && named(finding).1.contains(&spot));
            assert!(said, "{rule}: {wrong:?} is missed in {spot:?}");
        }
    }
}

fn is_subset(inner: &[usize], outer: &[usize]) -> bool {
    inner.iter().all(|role| outer.contains(role))
}

/// A list of nobody, where that is what is wrong.
fn nobody(is_so: bool) -> Vec<Vec<usize>> {
    if is_so { vec![Vec::new()] } else { Vec::new() }
}

/// The group, where there are so many of them.
fn at_least(least: usize, group: Holders) -> Vec<Vec<usize>> {
    if group.len() >= least { vec![group.into_iter().collect()] } else { Vec::new() }
}

proptest! {
    #![proptest_config(tries(300))]

    #[test]
    fn letters_are_held_by_too_few_or_too_many_exactly_where_it_is_said(activity in activity()) {
        let findings = found(&activity.toml());
        let holders = |letter, spot| activity.holders(letter, spot);
        agree("no-accountable", &findings, |spot| nobody(holders('A', spot).is_empty()), is_subset);
        let stands_in = |spot| activity.accountable_does_work && !holders('A', spot).is_empty();
        agree("no-responsible", &findings, |spot| nobody(holders('R', spot).is_empty() && !stands_in(spot)), is_subset);
        agree("several-accountable", &findings, |spot| at_least(2, holders('A', spot)), is_subset);
        agree("too-many-consulted", &findings, |spot| at_least(CONSULTED + 1, holders('C', spot)), is_subset);
        let agent = ROLES.len() - 1;
        let external = |spot| at_least(1, holders('A', spot).into_iter().filter(|role| *role == agent).collect());
        agree("external-accountable", &findings, external, is_subset);
    }

    #[test]
    fn letters_meet_in_one_case_exactly_where_it_is_said(activity in activity()) {
        let findings = found(&activity.toml());
        let weight = |role: usize, letter, spot| activity.holders(letter, spot).contains(&role);
        let redundant = |role: usize, spot| {
            let heavy = weight(role, 'A', spot) || weight(role, 'R', spot);
            [heavy, weight(role, 'C', spot), weight(role, 'I', spot)].into_iter().filter(|held| *held).count() > 1
        };
        let wrong = |spot| (0..ROLES.len()).filter(|role| redundant(*role, spot)).map(|role| vec![role]).collect();
        agree("redundant-letter", &findings, wrong, |one, other| one == other);

        let outranked = |spot| {
            let doers = activity.holders('R', spot);
            let above = |role: usize| doers.iter().copied().filter(|doer| is_above(*doer, role)).collect::<Vec<usize>>();
            let accountable = activity.holders('A', spot).into_iter().filter(|role| !above(*role).is_empty());
            accountable.map(|role| vec![role]).collect::<Vec<_>>()
        };
        let only_accountable = |finding: &Finding| Finding { roles: finding.roles[..1].to_vec(), ..finding.clone() };
        let by_accountable: Vec<Finding> =
            findings.iter().filter(|finding| finding.rule == "accountable-outranked").map(only_accountable).collect();
        agree("accountable-outranked", &by_accountable, outranked, |one, other| one == other);
    }

    #[test]
    fn cases_can_be_taken_out_exactly_where_it_is_said(activity in activity()) {
        let toml = activity.toml();
        let starts: Vec<usize> = toml.match_indices("[[activities.work.cases]]").map(|(at, _)| at).collect();
        let findings = found(&toml);
        let dead: BTreeSet<usize> = findings
            .iter()
            .filter(|finding| finding.rule == "unreachable-case")
            .map(|finding| starts.iter().position(|at| *at == finding.primary.place.span.start as usize).unwrap())
            .collect();
        let kept = activity.cases.iter().enumerate().filter(|(number, _)| !dead.contains(number));
        let without = Activity { cases: kept.map(|(_, case)| case.clone()).collect(), ..activity.clone() };
        for spot in spots() {
            for letter in LETTERS {
                prop_assert_eq!(without.holders(letter, spot), activity.holders(letter, spot));
            }
        }
        for (number, case) in without.cases.iter().enumerate().filter(|(_, case)| !case.letters.is_empty()) {
            let others = || without.cases.iter().enumerate().filter(|(other, _)| *other != number);
            let says_the_same = |letter, holders: &Holders, spot| {
                others().any(|(_, other)| other.holds(spot) && other.letters.get(&letter) == Some(holders))
            };
            let superfluous = spots().filter(|spot| case.holds(*spot)).all(|spot| {
                case.letters.iter().all(|(letter, holders)| says_the_same(*letter, holders, spot))
            });
            prop_assert!(!superfluous, "another case could be taken out: {number}\n{}", without.toml());
        }
    }
}
