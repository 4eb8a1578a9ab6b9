//! What every format of a report is held to: it is well-formed and true to its schema, whatever a policy says; nothing in it steers a
//! terminal or a build server; and a finding is the same one when lines move.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has failed")]

mod hostile;
mod moving;
mod status;
mod valid;

use std::io;

use case_space::Interval;
use jiff::civil::date;
use raci::cases::{Cases, Portion, Reading};
use raci::check::check;
use raci::finding::{Finding, Level, Waived};
use raci::options::Options;
use raci::proved::Proved;
use raci::report::{self, Look, Report};
use raci::source::{FileId, Out, Place, Policy, Sources, Span};
use raci::subject::{Kind, Subject};

/// A format by its name, and how it is written.
type Format = (&'static str, fn(&Report, &mut Out<'_>) -> io::Result<()>);

const FORMATS: [Format; 9] = [
    ("human", |report, out| report::human(report, Look::default(), out)),
    ("plain", report::plain),
    ("json", report::json),
    ("jsonl", report::jsonl),
    ("sarif", report::sarif),
    ("github", report::github),
    ("github summary", report::github_summary),
    ("gitlab", report::gitlab),
    ("junit", report::junit),
];

/// A format by its name, and how it writes why a run could not be done.
type Failure = (&'static str, fn(&str, &mut Out<'_>) -> io::Result<()>);

const FAILURES: [Failure; 6] = [
    ("json", report::failure),
    ("jsonl", report::jsonl_failure),
    ("sarif", report::sarif_failure),
    ("github", report::github_failure),
    ("gitlab", report::gitlab_failure),
    ("junit", report::junit_failure),
];

fn text(write: impl FnOnce(&mut Out<'_>) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut Out::new(&mut out)).unwrap();
    String::from_utf8(out).unwrap()
}

fn in_format(name: &str, report: &Report) -> String {
    let (_, write) = FORMATS.iter().find(|(format, _)| *format == name).unwrap();
    text(|out| write(report, out))
}

fn failure_in(name: &str, error: &str) -> String {
    let (_, write) = FAILURES.iter().find(|(format, _)| *format == name).unwrap();
    text(|out| write(error, out))
}

/// The report of a check of these files, the first of which is the policy's main one.
fn checked(files: &[(&str, &str)]) -> Report {
    let sources = Sources::in_memory(files.iter().copied());
    let policy = Policy { main: FileId(0), others: (1..u32::try_from(files.len()).unwrap()).map(FileId).collect() };
    let options = Options::on(date(2026, 7, 1));
    let (findings, proved) = check(&sources, std::slice::from_ref(&policy), &options);
    Report::new(sources, findings, proved).located("teams/sales".to_owned(), &[policy])
}

/// A gap, a waived finding and a piece of advice, made by hand, so that no new rule changes them.
fn sample() -> Report {
    let text = "[decisions.discount]\nlimits = [\n  { decides = \"clerk\", at-most = 200_000 },\n]\n[roles.\"销售\"]\n";
    let sources = Sources::in_memory([("raci.toml", text)]);
    let place = |needle: &str| {
        let start = text.find(needle).unwrap();
        Place::new(FileId(0), Span::new(start as u32, (start + needle.len()) as u32))
    };
    let discount = Subject::Of(Kind::Decision, "discount".into());
    let gap = Finding::new(
        "no-decider",
        Level::Error,
        discount,
        place("200_000"),
        "nobody decides above 200 000: 100% of it",
    )
    .label("the highest limit")
    .also(place("discount"), "the decision")
    .help("give the last step no bound")
    .cases(Cases {
        witness: vec![("amount".into(), Reading::Number("200000.01".parse().unwrap()))],
        region: vec![("amount".into(), Portion::Interval(Interval::ALL.above("200000".parse().unwrap())))],
    })
    .roles(["clerk".into()]);
    let role = || Subject::Of(Kind::Role, "销售".into());
    let idle = Finding::new("idle-role", Level::Warning, role(), place("\"销售\""), "nothing is done by `销售`");
    let waived = Waived {
        reason: "the post is new".into(),
        approved_by: Some("board".into()),
        until: Some("2026-12-31".into()),
    };
    let idle = Finding { waived: Some(waived), ..idle };
    let advice = Finding::new("no-owner", Level::Info, Subject::Matrix, place("[decisions"), "nobody keeps the matrix");
    let policy = Policy::alone(FileId(0));
    Report::new(sources, vec![gap, idle, advice], Proved::default()).located("teams/sales".to_owned(), &[policy])
}
