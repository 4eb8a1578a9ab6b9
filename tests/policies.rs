//! Small policies in `policies/RULE/`, each with what must be said of it in its first lines: `policies/README.md` tells how.
//!
//! Every policy is a test of its own: `cargo test --test policies no-accountable` runs those of one rule.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::{Date, date};
use libtest_mimic::{Arguments, Failed, Trial};
use raci::cases::{Cases, Portion, Reading};
use raci::check::check;
use raci::finding::{Finding, Level};
use raci::options::{Options, STEPS};
use raci::rules;
use raci::source::{Input, Opened, Sources, open};

/// The day on which every policy is looked at.
const DAY: Date = date(2026, 7, 1);

fn main() -> Result<ExitCode, Failed> {
    let arguments = Arguments::from_args();
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/policies");
    let folders = listed(&all)?.into_iter().filter(|path| path.is_dir());
    let rules = folders.map(|folder| name(&folder)).chain(rules::ALL.iter().map(|rule| rule.name.to_owned()));
    let mut trials = Vec::new();
    for rule in rules.collect::<BTreeSet<String>>() {
        let policies = listed(&all.join(&rule)).unwrap_or_default();
        let names: Vec<String> = policies.iter().map(|path| name(path)).collect();
        for path in policies {
            let rule = rule.clone();
            trials.push(Trial::test(format!("{rule}/{}", name(&path)), move || says_what_is_expected(&rule, &path)));
        }
        trials.push(Trial::test(format!("{rule}: both are tried"), move || both_are_tried(&rule, &names)));
    }
    Ok(libtest_mimic::run(&arguments, trials).exit_code())
}

/// What is in a folder, in order.
fn listed(folder: &Path) -> Result<Vec<PathBuf>, Failed> {
    let entries: Result<BTreeSet<_>, _> = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect();
    Ok(entries?.into_iter().collect())
}

/// The name of a file or folder without what says that it is TOML.
fn name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Each folder is of a rule that there is, and each rule has a policy that shows it and one on which it is silent.
fn both_are_tried(rule: &str, policies: &[String]) -> Result<(), Failed> {
    if rules::find(rule).is_none() {
        return Err(format!("there is no rule `{rule}`").into());
    }
    for wanted in ["shows-", "silent-"] {
        if !policies.iter().any(|name| name.starts_with(wanted)) {
            return Err(format!("there is no policy `{rule}/{wanted}…`").into());
        }
    }
    match policies.iter().find(|name| !name.starts_with("shows-") && !name.starts_with("silent-")) {
        Some(other) => Err(format!("`{rule}/{other}` is called neither `shows-…` nor `silent-…`").into()),
        None => Ok(()),
    }
}

/// Whether exactly those findings are made that the first lines of the policy list.
fn says_what_is_expected(rule: &str, path: &Path) -> Result<(), Failed> {
    let Opened { sources, policies, .. } =
        open(path.parent().unwrap_or(path), &[Input::Path(path.to_owned())]).map_err(|error| format!("{error:?}"))?;
    let mut expected = Expected::read(&sources)?;
    let shows = name(path).starts_with("shows-");
    if shows != expected.iter().any(|expected| expected.rule == rule) {
        return Err(format!("expects {} `{rule}`", if shows { "no" } else { "a finding of" }).into());
    }
    let counted: BTreeSet<&str> = expected.iter().map(|expected| expected.rule.as_str()).chain([rule]).collect();
    let (found, _) = check(&sources, &policies, &Options { steps: steps(&sources)?, ..Options::on(DAY) });
    let counts = |finding: &Finding| finding.level == Level::Error || counted.contains(finding.rule);
    let found = found.iter().filter(|finding| finding.waived.is_none() && !finding.implied && counts(finding));
    let mut said: Vec<Said> = found.map(|finding| Said::new(finding, &sources)).collect();

    // those that say more choose first
    expected.sort_by_key(|expected| Reverse(expected.details.len()));
    let mut missing = Vec::new();
    for expected in expected {
        match said.iter().position(|said| expected.is_met_by(said)) {
            Some(met) => drop(said.swap_remove(met)),
            None => missing.push(expected.written),
        }
    }
    if missing.is_empty() && said.is_empty() {
        return Ok(());
    }
    let not_expected: Vec<String> = said.iter().map(Said::to_string).collect();
    Err(format!("\nexpected, not said:\n{}\nsaid, not expected:\n{}", missing.join("\n"), not_expected.join("\n"))
        .into())
}

/// The steps that the heads of the files name: what is too hard for the usual one takes too long for a test.
fn steps(sources: &Sources) -> Result<u64, Failed> {
    let mut lines = sources.iter().flat_map(|(_, file)| file.text().lines().take_while(|line| line.starts_with('#')));
    match lines.find_map(|line| line.strip_prefix("# steps: ")) {
        Some(steps) => Ok(steps.parse()?),
        None => Ok(STEPS),
    }
}

/// What sets off the parts of an expectation, in the order in which they are written.
const MARKS: [&str; 6] = [" at ", " | ", " @ ", " ~ ", " & ", " > "];

/// A finding that must be made, as a line at the head of a policy lists it.
struct Expected {
    written: String,
    rule: String,
    subject: String,
    underlined: String,
    /// What else is asked of it, by its mark.
    details: BTreeMap<&'static str, String>,
}

impl Expected {
    const HEAD: &str = "# expect: ";

    /// All that is listed at the heads of the files.
    fn read(sources: &Sources) -> Result<Vec<Self>, Failed> {
        let heads = sources.iter().flat_map(|(_, file)| {
            let lines = file.text().trim_start_matches('\u{FEFF}').lines();
            lines.take_while(|line| line.starts_with('#')).filter(|line| line.starts_with(Self::HEAD))
        });
        heads.map(|line| Self::parse(line).ok_or_else(|| format!("cannot be read: {line}").into())).collect()
    }

    fn parse(line: &str) -> Option<Self> {
        let mut rest = line.strip_prefix(Self::HEAD)?;
        let mut details = BTreeMap::new();
        for mark in MARKS.iter().rev() {
            // a bar may be the last of a line: nothing is underlined
            let cut = rest.split_once(mark).or_else(|| rest.strip_suffix(mark.trim_end()).map(|before| (before, "")));
            if let Some((before, detail)) = cut {
                details.insert(*mark, detail.to_owned());
                rest = before;
            }
        }
        let (rule, subject) = rest.split_once(' ')?;
        Some(Self {
            written: line.to_owned(),
            rule: rule.to_owned(),
            subject: subject.to_owned(),
            underlined: details.remove(" | ")?,
            details,
        })
    }

    fn is_met_by(&self, said: &Said) -> bool {
        let as_said = |(mark, detail): (&&'static str, &String)| match *mark {
            " > " => said.texts.iter().any(|text| text.contains(detail)),
            mark => said.details.get(mark) == Some(detail),
        };
        self.rule == said.rule
            && self.subject == said.subject
            && self.underlined == said.underlined
            && self.details.iter().all(as_said)
    }
}

/// A finding as an expectation would list it.
struct Said {
    rule: String,
    subject: String,
    underlined: String,
    details: BTreeMap<&'static str, String>,
    /// The message, the help, and what stands at the places.
    texts: Vec<String>,
}

impl Said {
    fn new(finding: &Finding, sources: &Sources) -> Self {
        let place = finding.primary.place;
        let file = sources.name(place.file).rsplit('/').next().unwrap_or_default();
        let line = sources.positions(place).0.line;
        let at = if sources.len() == 1 { line.to_string() } else { format!("{file}:{line}") };
        let mut details = BTreeMap::from([(" at ", at)]);
        if let Some(cases) = &finding.cases {
            details.insert(" @ ", witness(cases));
            details.insert(" ~ ", region(cases));
        }
        if !finding.roles.is_empty() {
            details.insert(" & ", finding.roles.join(", "));
        }
        let labels = [&finding.primary].into_iter().chain(&finding.related).map(|label| label.text.clone());
        Self {
            rule: finding.rule.to_owned(),
            subject: finding.subject.to_string(),
            underlined: sources.slice(place).replace('\n', "\\n"),
            details,
            texts: [finding.message.clone(), finding.help.clone()].into_iter().chain(labels).collect(),
        }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{} {}", Expected::HEAD, self.rule, self.subject)?;
        for mark in MARKS {
            match (mark, self.details.get(mark)) {
                (" | ", _) => write!(f, "{mark}{}", self.underlined)?,
                (" > ", _) => write!(f, "{mark}{}", self.texts.join("; "))?,
                (mark, Some(detail)) => write!(f, "{mark}{detail}")?,
                (_, None) => {}
            }
        }
        Ok(())
    }
}

/// `amount=200000.01, customer-tier=A`.
fn witness(cases: &Cases) -> String {
    let coordinates = cases.witness.iter().map(|(dimension, point)| match point {
        Reading::Value(value) | Reading::Day(value) => format!("{dimension}={value}"),
        Reading::Number(number) => format!("{dimension}={number}"),
    });
    or_dash(coordinates.collect())
}

/// `amount above 200000 at-most 300000, customer-tier B C`.
fn region(cases: &Cases) -> String {
    let extents = cases.region.iter().map(|(dimension, extent)| match extent {
        Portion::Values(values) => format!("{dimension} {}", values.join(" ")),
        Portion::Interval(interval) => {
            let ends: Vec<String> = interval.keys().map(|(key, number)| format!(" {key} {number}")).collect();
            format!("{dimension}{}", ends.concat())
        }
        Portion::Days(days) => {
            let ends: Vec<String> = days.iter().map(|(key, day)| format!(" {key} {day}")).collect();
            format!("{dimension}{}", ends.concat())
        }
    });
    or_dash(extents.collect())
}

/// A list, or a dash for one of nothing.
fn or_dash(items: Vec<String>) -> String {
    if items.is_empty() { "-".to_owned() } else { items.join(", ") }
}
