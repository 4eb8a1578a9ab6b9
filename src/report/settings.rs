//! Every setting of a run, and where it comes from.

use std::fmt::Display;
use std::io;

use serde_json::{Value, json};

use super::{Location, json_object};
use crate::finding::Level;
use crate::rules::{SetBy, Settings};
use crate::source::Sources;
use crate::source::harmless::{Fit, Out, blanks, fit, prose, putln};

/// One setting: `rules.no-owner = "info"`.
#[derive(Debug)]
pub struct SettingLine {
    name: String,
    value: String,
    origin: SetBy,
}

impl SettingLine {
    /// A setting of the run as a whole: what the command line gives, or else what it is by default.
    pub fn of_run<T: Display>(name: &str, given: Option<T>, default: impl Display) -> Self {
        let origin = if given.is_some() { SetBy::CommandLine } else { SetBy::Nobody };
        let value = given.map_or_else(|| default.to_string(), |given| given.to_string());
        Self { name: name.to_owned(), value, origin }
    }

    /// The settings of a policy: the level of each rule, then the thresholds.
    #[must_use]
    pub fn of_policy(settings: &Settings) -> Vec<Self> {
        let levels = settings.levels().map(|(rule, level, origin)| Self {
            name: format!("rules.{}", rule.name),
            value: level.map_or("off", Level::as_str).to_owned(),
            origin,
        });
        let thresholds = settings.thresholds().map(|(threshold, number, origin)| Self {
            name: format!("thresholds.{}", threshold.name),
            value: number.to_string(),
            origin,
        });
        levels.chain(thresholds).collect()
    }
}

/// Writes the settings of a run, and those of each policy by the name of its main file, for people.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn settings(
    sources: &Sources,
    run: &[SettingLine],
    policies: &[(&str, Vec<SettingLine>)],
    out: &mut Out<'_>,
) -> io::Result<()> {
    write_lines(sources, run, out)?;
    for (name, lines) in policies {
        putln!(out, "\n# {}", prose(name))?;
        write_lines(sources, lines, out)?;
    }
    Ok(())
}

/// Writes the settings of a run, and those of each policy by the name of its main file, as one object.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn json_settings(
    sources: &Sources,
    run: &[SettingLine],
    policies: &[(&str, Vec<SettingLine>)],
    out: &mut Out<'_>,
) -> io::Result<()> {
    let policies = policies.iter().map(|(name, lines)| json!({ "policy": name, "settings": objects(sources, lines) }));
    let policies: Vec<Value> = policies.collect();
    json_object(&json!({ "version": 1, "settings": objects(sources, run), "policies": policies }), out)
}

fn write_lines(sources: &Sources, lines: &[SettingLine], out: &mut Out<'_>) -> io::Result<()> {
    let shown = |line: &SettingLine| format!("{} = {}", line.name, line.value);
    let width = |line: &SettingLine| shown(line).chars().count();
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

fn objects(sources: &Sources, lines: &[SettingLine]) -> Vec<Value> {
    let object = |line: &SettingLine| {
        let (from, location) = match line.origin {
            SetBy::Nobody => ("default", None),
            SetBy::CommandLine => ("command-line", None),
            SetBy::File(place) => ("file", Some(Location::new(sources, place))),
        };
        json!({ "name": line.name, "value": line.value, "from": from, "location": location })
    };
    lines.iter().map(object).collect()
}
