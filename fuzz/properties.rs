//! What holds for any bytes whatever. The fuzz targets try it on bytes of their own making, the tests on those that are kept.

#![allow(dead_code, reason = "each fuzz target tries one of them")]

use std::collections::BTreeSet;
use std::io;

use jiff::civil::{Date, date};
use raci::ask::{Ask, Asked, Says};
use raci::cases::{Cases, Reading};
use raci::diff::{Change, Diff, Effect};
use raci::finding::Finding;
use raci::model::Model;
use raci::options::Options;
use raci::org::Org;
use raci::report::diff::{Comparison, PolicyDiff, Snapshot};
use raci::report::{self, Look, Report};
use raci::rules;
use raci::source::{FileId, Out, Place, Policy, Sources, harmless};

/// The day on which policies are read.
const DAY: raci::options::Days = raci::options::Days::only(jiff::civil::date(2026, 7, 1));

const TODAY: Date = date(2026, 7, 1);

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
    let report = || {
        let (findings, proved) = raci::check::check(&sources(&text), &policy(&text), &Options::on(TODAY));
        Report::new(sources(&text), findings, proved)
    };
    let (first, second) = (report(), report());
    assert_eq!(first.findings(), second.findings(), "the same every time");
    first.findings().iter().for_each(|finding| is_in_its_file(&sources(&text), finding));
    every_format_is_harmless(&first);
    fix(bytes);
}

/// What is mended is mended: it still reads, a second time there is nothing to mend, and where there was no mistake in writing nothing
/// new is found. A line `%%` begins another file.
pub(crate) fn fix(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (policy, options) = (policy(&text), Options::on(TODAY));
    let mend = |sources: &Sources| raci::fix::fix(sources, &policy, &options).expect("what is mended holds");
    let find = |sources: &Sources| raci::check::check(sources, &policy, &options).0;

    let (before, fixed) = (sources(&text), mend(&sources(&text)));
    for (id, file) in before.iter().filter(|(id, _)| !fixed.files.contains(id)) {
        assert_eq!(file.text(), fixed.sources.text(id), "a file that is not said to be changed is as it was");
    }
    let again = mend(&fixed.sources);
    assert_eq!((again.count, again.files), (0, Vec::new()), "what is mended is mended");

    let (was, is) = (find(&before), find(&fixed.sources));
    let mistakes = |found: &[Finding], rules: &[&str]| found.iter().filter(|one| rules.contains(&one.rule)).count();
    assert!(mistakes(&is, &["invalid-toml"]) <= mistakes(&was, &["invalid-toml"]), "it still reads");
    if !was.iter().any(|finding| rules::is_mistake(finding.rule)) {
        let same = |finding: &Finding| (finding.rule, finding.subject.clone(), finding.message.clone());
        let was: BTreeSet<_> = was.iter().map(same).collect();
        let new: Vec<&Finding> = is.iter().filter(|finding| !was.contains(&same(finding))).collect();
        assert!(new.is_empty(), "{new:#?}");
    }
}

/// Any two policies can be compared: of itself nothing is different, the other way round what one gained is what the other lost, and
/// every form is harmless. A line `====` begins the other policy, a line `%%` another file.
pub(crate) fn diff(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (old, new) = text.split_once("\n====\n").unwrap_or((&text, ""));
    let (before, after) = (model(old), model(new));
    let between = |old: &Model, new: &Model| Diff::between(Some(old), Some(new));

    for one in [&before, &after] {
        let changes = between(one, one).changes;
        assert!(changes.is_empty(), "{:?}", changes.iter().map(Change::words).collect::<Vec<_>>());
    }
    let (there, back) = (between(&before, &after), between(&after, &before));
    let moved =
        |diff: &Diff, effect| diff.of(effect).map(|change| (change.roles.clone(), change.when.clone())).collect();
    let (gained, lost): (BTreeSet<_>, BTreeSet<_>) = (moved(&there, Effect::Gained), moved(&back, Effect::Lost));
    assert_eq!(gained, lost, "turned round");

    let snapshot = |text: &str| Snapshot { name: None, sources: sources(text) };
    let name = || Some("0.raci.toml".to_owned());
    let policies = vec![PolicyDiff { old: name(), new: name(), diff: there }];
    let comparison = Comparison { old: snapshot(old), new: snapshot(new), folder: String::new(), policies };
    written(&|out| report::diff::human(&comparison, report::Look::default(), Some(80), out));
    written(&|out| report::diff::markdown(&comparison, out));
    serde_json::from_str::<serde_json::Value>(&written(&|out| report::diff::json(&comparison, out)))
        .expect("strict JSON");
    let annotations = written(&|out| report::diff::github(&comparison, out));
    assert!(annotations.lines().all(|line| line.starts_with("::")), "{annotations}");
}

/// Whoever asks about the case that shows a gap or an overlap hears the same; any other question has an answer or a reason why not. After
/// a line `====` stand a subject and, a line each, dimensions and values.
pub(crate) fn who(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (text, question) = text.split_once("\n====\n").unwrap_or((&text, ""));
    let model = model(text);
    let org = Org::new(&model);
    let ask = Ask { model: &model, org: &org, today: TODAY };

    let mut lines = question.lines();
    let asked = Asked::find(&model, lines.next().unwrap_or_default());
    let given: Vec<_> = lines.filter_map(|line| line.split_once('=')).map(|(of, at)| (of.into(), at.into())).collect();
    let told = asked.map_err(|error| error.to_string()).and_then(|asked| {
        let reply = ask.who(asked, &given).map_err(|error| error.to_string())?;
        Ok(reply.chain.len())
    });
    assert_ne!(told, Err(String::new()), "a reason is said");

    let (findings, _) = raci::check::check(&sources(text), &policy(text), &Options::on(TODAY));
    for finding in &findings {
        let Some(cases) = &finding.cases else { continue };
        if let ("no-decider" | "several-deciders", Some(Says::Decides(answers))) =
            (finding.rule, in_case(ask, finding, cases))
        {
            assert_eq!(answers.is_empty(), finding.rule == "no-decider", "{finding:?}: {answers:?}");
            assert_eq!(answers.len() > 1, finding.rule == "several-deciders", "{finding:?}: {answers:?}");
        }
    }
    model.roles.ids().for_each(|role| drop(ask.holdings(role)));
}

fn in_case(ask: Ask<'_>, finding: &Finding, cases: &Cases) -> Option<Says> {
    let value = |point: &Reading| match point {
        Reading::Value(value) | Reading::Day(value) => value.to_string(),
        Reading::Number(number) => number.to_string(),
    };
    let given: Vec<_> = cases.witness.iter().map(|(of, at)| (of.to_string(), value(at))).collect();
    let asked = Asked::find(ask.model, &finding.subject.to_string()).ok()?;
    let reply = ask.who(asked, &given).map_err(|error| format!("{finding:?}: {error}"));
    Some(reply.expect("the case that is shown is one").says)
}

/// The files of a policy in one text, with a line `%%` before each but the first.
fn sources(text: &str) -> Sources {
    Sources::in_memory(text.split("\n%%\n").zip(0..).map(|(text, number)| (format!("{number}.raci.toml"), text)))
}

fn policy(text: &str) -> [Policy; 1] {
    let others = (1..u32::try_from(sources(text).len()).unwrap_or(u32::MAX)).map(FileId);
    [Policy { main: FileId(0), others: others.collect() }]
}

fn model(text: &str) -> Model {
    let [policy] = policy(text);
    raci::load::load(&sources(text), &policy, DAY).model
}

fn is_in_its_file(sources: &Sources, finding: &Finding) {
    let places = finding.related.iter().map(|label| label.place).chain([finding.primary.place]);
    for Place { file, span } in places {
        assert!(sources.text(file).get(span.range()).is_some(), "{finding:?}");
    }
}

/// What is written, which is fit to print.
fn written(write: &dyn Fn(&mut Out<'_>) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut Out::new(&mut out)).expect("a vector takes everything");
    let text = String::from_utf8(out).expect("reports are UTF-8");
    assert!(harmless::is_fit(&text), "{text:?}");
    text
}

fn every_format_is_harmless(report: &Report) {
    let mut texts = vec![
        written(&|out| report::human(report, Look::default(), out)),
        written(&|out| report::plain(report, out)),
        written(&|out| report::junit(report, out)),
    ];
    for json in [written(&|out| report::json(report, out)), written(&|out| report::gitlab(report, out))] {
        serde_json::from_str::<serde_json::Value>(&json).expect("strict JSON");
        texts.push(json);
    }
    assert!(texts.iter().flat_map(|text| text.lines()).all(|line| !line.trim_start().starts_with("::")));
    assert!(written(&|out| report::github(report, out)).lines().all(|line| line.starts_with("::")));
}
