//! `raci check --show-config`: every setting of a run, and where it comes from.

use std::fmt::Display;
use std::io;

use serde_json::{Value, json};

use super::format::Format;
use crate::finding::Level;
use crate::load::load;
use crate::options::Options;
use crate::report::{self, Location};
use crate::rules::{SetBy, Settings};
use crate::source::harmless::{Fit, Out, blanks, fit, prose, putln};
use crate::source::{Opened, Policy, Sources};

/// One setting: `rules.no-owner = "info"`.
struct Line {
    name: String,
    value: Value,
    origin: SetBy,
}

/// What the command line sets for the run as a whole.
pub(super) struct Run {
    lines: Vec<Line>,
}

impl Run {
    pub(super) const fn new() -> Self {
        Self { lines: Vec::new() }
    }

    /// Adds a setting: what was `given`, or else what it is by default.
    pub(super) fn with<T: Display>(mut self, name: &str, given: Option<T>, default: impl Display) -> Self {
        let origin = if given.is_some() { SetBy::CommandLine } else { SetBy::Nobody };
        let value = given.map_or_else(|| default.to_string(), |given| given.to_string());
        self.lines.push(Line { name: name.to_owned(), value: value.into(), origin });
        self
    }
}

/// Writes the settings of the run and of each policy.
pub(super) fn write(
    opened: &Opened,
    options: &Options,
    run: &Run,
    format: Format,
    out: &mut Out<'_>,
) -> io::Result<()> {
    let sources = &opened.sources;
    let policies =
        opened.policies.iter().map(|policy| (sources.name(policy.main), of_policy(sources, policy, options)));
    if format.is_json() {
        let policies = policies.map(|(name, lines)| json!({ "policy": name, "settings": objects(sources, &lines) }));
        let policies: Vec<Value> = policies.collect();
        let object = json!({ "version": 1, "settings": objects(sources, &run.lines), "policies": policies });
        return report::json_object(&object, out);
    }
    write_lines(sources, &run.lines, out)?;
    for (name, lines) in policies {
        putln!(out, "\n# {}", prose(name))?;
        write_lines(sources, &lines, out)?;
    }
    Ok(())
}

fn of_policy(sources: &Sources, policy: &Policy, options: &Options) -> Vec<Line> {
    let settings = Settings::of(&load(sources, policy).model, options);
    let thresholds = settings.thresholds().map(|(threshold, number, origin)| Line {
        name: format!("thresholds.{}", threshold.name),
        value: json!(number.to_string()),
        origin,
    });
    let levels = settings.levels().map(|(rule, level, origin)| Line {
        name: format!("rules.{}", rule.name),
        value: level.map_or("off", Level::as_str).into(),
        origin,
    });
    levels.chain(thresholds).collect()
}

fn write_lines(sources: &Sources, lines: &[Line], out: &mut Out<'_>) -> io::Result<()> {
    let shown = |line: &Line| format!("{} = {}", line.name, line.value.as_str().unwrap_or_default());
    let width = |line: &Line| shown(line).chars().count();
    let widest = lines.iter().map(width).max().unwrap_or_default();
    lines.iter().try_for_each(|line| {
        let gap = blanks(widest.saturating_sub(width(line)));
        putln!(out, "{}{}  {}", prose(&shown(line)), gap, from(sources, line.origin))
    })
}

/// Where a setting comes from, in words.
fn from(sources: &Sources, origin: SetBy) -> Fit<'static> {
    match origin {
        SetBy::Nobody => "default".into(),
        SetBy::CommandLine => "command line".into(),
        SetBy::File(place) => {
            let (start, _) = sources.positions(place);
            fit!("{}:{}:{}", prose(sources.name(place.file)), start.line, start.column)
        }
    }
}

fn objects(sources: &Sources, lines: &[Line]) -> Vec<Value> {
    let object = |line: &Line| {
        let (from, location) = match line.origin {
            SetBy::Nobody => ("default", None),
            SetBy::CommandLine => ("command-line", None),
            SetBy::File(place) => ("file", Some(Location::new(sources, place))),
        };
        json!({ "name": line.name, "value": line.value, "from": from, "location": location })
    };
    lines.iter().map(object).collect()
}
