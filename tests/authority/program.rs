//! The program, asked in its own process: what it checks, answers and compares, as the JSON that it writes.

use std::io;

use proptest::test_runner::TestCaseError;
use raci::ask::{Ask, Asked};
use raci::check::check;
use raci::diff::Diff;
use raci::load::load;
use raci::model::{Built, Model};
use raci::options::{Days, Options};
use raci::org::Org;
use raci::report::diff::{Comparison, PolicyDiff, Snapshot};
use raci::report::{self, Report};
use raci::rules;
use raci::source::harmless::Out;
use raci::source::{FileId, Policy, Sources};
use serde_json::Value;

use crate::write::date;

/// One policy as the program has read it.
pub(crate) struct Program {
    text: String,
    day: i64,
    sources: Sources,
    model: Model,
    org: Org,
}

fn sources(text: &str) -> (Sources, Policy) {
    let sources = Sources::in_memory(vec![("raci.toml".to_owned(), text.to_owned())]);
    (sources, Policy { main: FileId(0), others: Vec::new() })
}

fn written(write: impl FnOnce(&mut Out<'_>) -> io::Result<()>) -> Value {
    let mut bytes = Vec::new();
    let mut out = Out::new(&mut bytes);
    write(&mut out).unwrap();
    drop(out);
    serde_json::from_slice(&bytes).unwrap()
}

impl Program {
    /// Reads the policy as it is on a day.
    pub(crate) fn read(text: String, day: i64) -> Result<Self, TestCaseError> {
        let (sources, policy) = sources(&text);
        let Built { model, mistakes } = load(&sources, &policy, Days::only(date(day)));
        if let Some(mistake) = mistakes.first() {
            return Err(TestCaseError::fail(format!(
                "{}: {} ({})\n{text}",
                mistake.rule, mistake.message, mistake.help
            )));
        }
        let org = Org::new(&model);
        Ok(Self { text, day, sources, model, org })
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// What is found on the day and on so many that follow it; nothing of it is a mistake in writing.
    pub(crate) fn findings(&self, horizon: i64) -> Result<Vec<Value>, TestCaseError> {
        let (sources, policy) = sources(&self.text);
        let options = Options { until: date(self.day + horizon), ..Options::on(date(self.day)) };
        let (findings, proved) = check(&sources, &[policy], &options);
        if let Some(mistake) = findings.iter().find(|finding| rules::is_mistake(finding.rule)) {
            return Err(TestCaseError::fail(format!("{}: {}\n{}", mistake.rule, mistake.message, self.text)));
        }
        let report = Report::new(sources, findings, proved);
        let object = written(|out| report::json(&report, out));
        Ok(object["findings"].as_array().unwrap().clone())
    }

    /// Who decides, and whether that is one answer; an error is a case that is not answered.
    pub(crate) fn who(&self, subject: &str, case: &[(String, String)]) -> Result<(Value, bool), String> {
        let ask = Ask { model: &self.model, org: &self.org, today: date(self.day) };
        let asked = Asked::find(&self.model, subject).map_err(|error| error.to_string())?;
        let reply = ask.who(asked, case).map_err(|error| error.to_string())?;
        let object = written(|out| report::who::json::reply(&self.model, &self.sources, &reply, out));
        Ok((object, reply.says.is_one()))
    }

    /// What differs from another version.
    pub(crate) fn changes(&self, new: &Self) -> Vec<Value> {
        let diff = Diff::between(Some(&self.model), Some(&new.model));
        let snapshot = |of: &Self| Snapshot { name: None, sources: sources(&of.text).0 };
        let name = || Some("raci.toml".to_owned());
        let comparison = Comparison {
            old: snapshot(self),
            new: snapshot(new),
            folder: String::new(),
            policies: vec![PolicyDiff { old: name(), new: name(), diff }],
        };
        let object = written(|out| report::diff::json(&comparison, out));
        object["policies"][0]["changes"].as_array().unwrap().clone()
    }
}
