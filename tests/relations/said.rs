//! What is said of a policy, without places and words, so that it can be held against what is said of another writing of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::ops::Bound;

use case_space::{Interval, Number};
use jiff::civil::{Date, date};
use proptest::test_runner::{TestCaseError, TestCaseResult};
use raci::cases::{Portion, Reading};
use raci::check::check;
use raci::finding::Finding;
use raci::load::load;
use raci::model::Model;
use raci::options::Options;
use raci::report::Report;
use raci::rules;
use raci::source::{FileId, Policy, Sources};

use crate::matrix::Matrix;
use crate::toml::{Thing, text};
use crate::write::{Manner, things};

/// The day on which policies are read.
const DAY: raci::options::Days = raci::options::Days::only(jiff::civil::date(2026, 7, 1));

pub(crate) const TODAY: Date = date(2026, 7, 1);

/// The files of a policy, the main one first: names and texts.
#[derive(Debug, Clone)]
pub(crate) struct Files(pub(crate) Vec<(String, String)>);

impl Files {
    /// All tables in one file.
    pub(crate) fn one(things: &[Thing]) -> Self {
        Self(vec![("raci.toml".into(), text(things))])
    }

    /// The matrix, plainly written.
    pub(crate) fn plain(matrix: &Matrix) -> Self {
        Self::written(matrix, Manner::default())
    }

    pub(crate) fn written(matrix: &Matrix, manner: Manner) -> Self {
        Self::one(&things(matrix, manner))
    }

    pub(crate) fn sources(&self) -> (Sources, Policy) {
        let others = (1..self.0.len()).map(|number| FileId(u32::try_from(number).unwrap())).collect();
        (Sources::in_memory(self.0.clone()), Policy { main: FileId(0), others })
    }

    pub(crate) fn model(&self) -> Model {
        let (sources, policy) = self.sources();
        load(&sources, &policy, DAY).model
    }

    /// What is found; nothing in it is a mistake in writing.
    pub(crate) fn findings(&self) -> Result<Vec<Finding>, TestCaseError> {
        let (sources, policy) = self.sources();
        let (findings, _) = check(&sources, &[policy], &Options::on(TODAY));
        match findings.iter().find(|finding| rules::is_mistake(finding.rule)) {
            Some(mistake) => Err(TestCaseError::fail(format!("{}: {}\n{self}", mistake.rule, mistake.message))),
            None => Ok(findings),
        }
    }

    pub(crate) fn said(&self) -> Result<Vec<Said>, TestCaseError> {
        Ok(self.findings()?.iter().map(Said::of).collect())
    }

    /// The fingerprints of what is found, in no particular order.
    pub(crate) fn fingerprints(&self) -> Result<BTreeSet<String>, TestCaseError> {
        let (sources, policy) = self.sources();
        let (findings, proved) = check(&sources, &[policy], &Options::on(TODAY));
        let report = Report::new(sources, findings, proved);
        Ok(report.fingerprints().into_iter().map(|fingerprint| fingerprint.to_string()).collect())
    }
}

impl fmt::Display for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(name, text)| write!(f, "--- {name}\n{text}"))
    }
}

/// The part of one dimension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Values(BTreeSet<String>),
    Numbers { low: Option<(Number, bool)>, high: Option<(Number, bool)> },
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Said {
    pub(crate) rule: &'static str,
    pub(crate) level: &'static str,
    pub(crate) subject: String,
    pub(crate) roles: Vec<String>,
    pub(crate) region: Option<BTreeMap<String, Part>>,
    pub(crate) witness: BTreeMap<String, String>,
    pub(crate) is_waived: bool,
}

impl Said {
    pub(crate) fn of(finding: &Finding) -> Self {
        let mut roles: Vec<String> = finding.roles.iter().map(ToString::to_string).collect();
        roles.sort_unstable();
        let part = |extent: &Portion| match extent {
            Portion::Values(values) => Part::Values(values.iter().map(ToString::to_string).collect()),
            Portion::Interval(interval) => numbers(interval),
            Portion::Days(days) => Part::Values(days.iter().map(|(key, day)| format!("{key} {day}")).collect()),
        };
        let cases = finding.cases.as_ref();
        let region = |cases: &raci::cases::Cases| {
            cases.region.iter().map(|(dimension, extent)| (dimension.to_string(), part(extent))).collect()
        };
        let point = |point: &Reading| match point {
            Reading::Value(value) | Reading::Day(value) => value.to_string(),
            Reading::Number(number) => number.to_string(),
        };
        let witness = cases.iter().flat_map(|cases| &cases.witness);
        Self {
            rule: finding.rule,
            level: finding.level.as_str(),
            subject: finding.subject.to_string(),
            roles,
            region: cases.map(region),
            witness: witness.map(|(dimension, at)| (dimension.to_string(), point(at))).collect(),
            is_waived: finding.waived.is_some(),
        }
    }

    /// The same without the case that was chosen to show it.
    pub(crate) fn without_witness(self) -> Self {
        Self { witness: BTreeMap::new(), ..self }
    }

    /// The same with every number in its region so many times as large.
    pub(crate) fn times(mut self, factor: &Number) -> Self {
        for part in self.region.iter_mut().flat_map(BTreeMap::values_mut) {
            if let Part::Numbers { low, high } = part {
                low.iter_mut().chain(high).for_each(|(number, _)| *number = &*number * factor);
            }
        }
        self
    }

    /// The same with the names that things have elsewhere.
    pub(crate) fn renamed(self, to: &BTreeMap<String, &'static str>) -> Self {
        let name = |id: &String| to.get(id).map_or_else(|| id.clone(), |name| (*name).to_owned());
        let subject = match self.subject.split_once('.') {
            Some((table, id)) => format!("{table}.{}", name(&id.to_owned())),
            None => self.subject.clone(),
        };
        let part = |part: &Part| match part {
            Part::Values(values) => Part::Values(values.iter().map(name).collect()),
            numbers @ Part::Numbers { .. } => numbers.clone(),
        };
        let mut roles: Vec<String> = self.roles.iter().map(name).collect();
        roles.sort_unstable();
        Self {
            subject,
            roles,
            region: self.region.map(|region| region.iter().map(|(key, of)| (name(key), part(of))).collect()),
            witness: self.witness.iter().map(|(key, at)| (name(key), name(at))).collect(),
            ..self
        }
    }
}

fn numbers(interval: &Interval) -> Part {
    let end = |bound: Bound<&Number>| match bound {
        Bound::Unbounded => None,
        Bound::Included(number) => Some((number.clone(), true)),
        Bound::Excluded(number) => Some((number.clone(), false)),
    };
    Part::Numbers { low: end(interval.low()), high: end(interval.high()) }
}

/// Fails where what is said of one policy is not what is said of the other, each as often.
pub(crate) fn same(one: &Files, other: &Files, seen: impl Fn(Said) -> Option<Said>) -> TestCaseResult {
    same_as(one, other, &seen, &seen)
}

/// The same where each is to be seen in its own way.
pub(crate) fn same_as(
    one: &Files,
    other: &Files,
    see_one: impl Fn(Said) -> Option<Said>,
    see_other: impl Fn(Said) -> Option<Said>,
) -> TestCaseResult {
    let of_one: Vec<Said> = one.said()?.into_iter().filter_map(see_one).collect();
    let of_other: Vec<Said> = other.said()?.into_iter().filter_map(see_other).collect();
    told_apart((one, of_one), (other, of_other))
}

/// The same, however often each thing is said.
pub(crate) fn same_things(one: &Files, other: &Files, seen: impl Fn(Said) -> Option<Said>) -> TestCaseResult {
    let things = |files: &Files| Ok::<_, TestCaseError>(files.said()?.into_iter().filter_map(&seen).collect());
    let (of_one, of_other): (BTreeSet<Said>, BTreeSet<Said>) = (things(one)?, things(other)?);
    told_apart((one, of_one.into_iter().collect()), (other, of_other.into_iter().collect()))
}

fn told_apart((one, of_one): (&Files, Vec<Said>), (other, of_other): (&Files, Vec<Said>)) -> TestCaseResult {
    let (only_one, only_other) = (without(&of_one, &of_other), without(&of_other, &of_one));
    if only_one.is_empty() && only_other.is_empty() {
        return Ok(());
    }
    let mut text = String::new();
    for (which, only) in [("first", only_one), ("second", only_other)] {
        for said in only {
            let _ = writeln!(text, "only of the {which}: {said:?}");
        }
    }
    Err(TestCaseError::fail(format!("{text}{one}=======\n{other}")))
}

fn without(all: &[Said], others: &[Said]) -> Vec<Said> {
    let mut left = all.to_vec();
    for other in others {
        if let Some(at) = left.iter().position(|said| said == other) {
            left.swap_remove(at);
        }
    }
    left
}
