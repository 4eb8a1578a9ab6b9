//! What holds for any bytes whatever. The fuzz targets try it on bytes of their own making, the tests on those that are kept.

#![allow(dead_code, reason = "each fuzz target tries one of them")]

use std::io;

use jiff::civil::date;
use raci::check::Options;
use raci::finding::Finding;
use raci::fix::fix;
use raci::report::{self, Look, Report};
use raci::source::{FileId, Out, Place, Policy, Sources, harmless};

/// Every mistake is at a place that is in the file.
pub(crate) fn syntax(bytes: &[u8]) {
    let sources = Sources::in_memory([("raci.toml", String::from_utf8_lossy(bytes))]);
    let parsed = raci::syntax::parse(FileId(0), sources.text(FileId(0)));
    for mistake in &parsed.mistakes {
        is_in_its_file(&sources, mistake);
    }
}

/// The whole check comes to an end with findings that are in the files, the same ones every time; every format of the report is
/// harmless; and what is safe to mend is mended once and for all. A line `%%` begins another file.
pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let files = || text.split("\n%%\n").zip(0..).map(|(text, number)| (format!("{number}.raci.toml"), text));
    let sources = || Sources::in_memory(files());
    let others = (1..u32::try_from(sources().len()).unwrap_or(u32::MAX)).map(FileId);
    let policy = [Policy { main: FileId(0), others: others.collect() }];
    let options = Options::on(date(2026, 7, 1));

    let report = || {
        let (findings, proved) = raci::check::check(&sources(), &policy, &options);
        Report::new(sources(), findings, proved)
    };
    let (first, second) = (report(), report());
    assert_eq!(first.findings(), second.findings(), "the same every time");
    first.findings().iter().for_each(|finding| is_in_its_file(&sources(), finding));
    every_format_is_harmless(&first);

    let fixed = fix(&sources(), &policy, &options).expect("what is mended holds");
    let again = fix(&fixed.sources, &policy, &options).expect("what was mended holds");
    assert_eq!(again.count, 0, "what is mended is mended");
}

fn is_in_its_file(sources: &Sources, finding: &Finding) {
    let places = finding.related.iter().map(|label| label.place).chain([finding.primary.place]);
    for Place { file, span } in places {
        assert!(sources.text(file).get(span.range()).is_some(), "{finding:?}");
    }
}

fn every_format_is_harmless(report: &Report) {
    let text = |write: &dyn Fn(&mut Out<'_>) -> io::Result<()>| {
        let mut out = Vec::new();
        write(&mut Out::new(&mut out)).expect("a vector takes everything");
        let text = String::from_utf8(out).expect("reports are UTF-8");
        assert!(harmless::is_fit(&text), "{text:?}");
        text
    };
    let mut texts = vec![
        text(&|out| report::human(report, Look::default(), out)),
        text(&|out| report::plain(report, out)),
        text(&|out| report::junit(report, out)),
    ];
    for json in [text(&|out| report::json(report, out)), text(&|out| report::gitlab(report, out))] {
        serde_json::from_str::<serde_json::Value>(&json).expect("strict JSON");
        texts.push(json);
    }
    assert!(texts.iter().flat_map(|text| text.lines()).all(|line| !line.trim_start().starts_with("::")));
    assert!(text(&|out| report::github(report, out)).lines().all(|line| line.starts_with("::")));
}
