//! How the time to show findings grows with their number: it must be in proportion, also where all stand on one long line. And how long
//! two versions take to compare, where roles hold letters in every case and where they do so by case.

use std::hint::black_box;
use std::io::{self, Write};
use std::time::Instant;

use raci::diff::Diff;
use raci::finding::{Finding, Level};
use raci::load::load;
use raci::model::Model;
use raci::proved::Proved;
use raci::report::{Look, Report, human, json, plain};
use raci::source::{FileId, Out, Place, Policy, Sources, Span};
use raci::subject::Subject;

/// The day on which policies are read.
const DAY: raci::options::Days = raci::options::Days::only(jiff::civil::date(2026, 7, 1));

const KEY: &str = "limit = \"销售经理\" # a step of a ladder with some words beside it";

fn main() -> io::Result<()> {
    for (name, line_break) in [("a line each", "\n"), ("one line", " ")] {
        for number in [1_000, 10_000, 100_000] {
            let report = report(number, line_break);
            time(&format!("human, {number} findings, {name}"), |out| human(&report, Look::default(), out))?;
            time(&format!("plain, {number} findings, {name}"), |out| plain(&report, out))?;
            time(&format!("json, {number} findings, {name}"), |out| json(&report, out))?;
        }
    }
    for (name, case) in [("the same everywhere", ""), ("by case", BY_CASE)] {
        let model = activities(10_000, case);
        time(&format!("diff, 10000 activities, {name}"), |_| {
            black_box(Diff::between(Some(&model), Some(&model)));
            Ok(())
        })?;
    }
    Ok(())
}

const BY_CASE: &str = "cases = [{ when = { tier = \"B\" }, A = \"c\", R = \"a\", C = \"b\", I = \"c\" }]\n";

/// A matrix of so many activities.
fn activities(number: u32, case: &str) -> Model {
    let activity = |at| format!("[activities.a{at}]\nA = \"a\"\nR = [\"a\", \"b\"]\nC = \"c\"\nI = \"b\"\n{case}");
    let roles = "[dimensions]\ntier = [\"A\", \"B\"]\n[roles.a]\n[roles.b]\n[roles.c]\n";
    let text = roles.to_owned() + &(0..number).map(activity).collect::<String>();
    load(&Sources::in_memory([("raci.toml", text)]), &Policy::alone(FileId(0)), DAY).model
}

/// A report of findings on the keys of one file.
fn report(number: u32, line_break: &str) -> Report {
    let entry = format!("{KEY}{line_break}");
    let length = u32::try_from(entry.len()).unwrap_or_default();
    let sources = Sources::in_memory([("raci.toml", entry.repeat(number as usize))]);
    let finding = |at: u32| {
        let place = |from, to| Place::new(FileId(0), Span::new(at * length + from, at * length + to));
        Finding::new(
            "invalid-value",
            Level::Error,
            Subject::Matrix,
            place(8, 22),
            "a value that is not right in any case",
        )
        .label("this one")
        .also(place(0, 5), "for this key")
        .help("write another")
    };
    Report::new(sources, (0..number).map(finding).collect(), Proved::default())
}

#[expect(clippy::disallowed_methods, reason = "a measurement is shown in words of its own")]
fn time(what: &str, write: impl FnOnce(&mut Out<'_>) -> io::Result<()>) -> io::Result<()> {
    let mut text = Vec::new();
    let start = Instant::now();
    write(&mut Out::new(&mut text))?;
    let (took, size) = (start.elapsed(), text.len() >> 10);
    writeln!(io::stdout(), "{what:<40} {took:>12.3?} {size:>8} KiB")
}
