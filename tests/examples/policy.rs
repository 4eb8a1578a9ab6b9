//! An example in memory: all its files as one tree that can be altered at any place and checked again.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path as FilePath, PathBuf};

use jiff::civil::{Date, date};
use raci::check::check;
use raci::finding::Finding;
use raci::options::Options;
use raci::proved::Proved;
use raci::rules;
use raci::source::{Input, Opened, Policy as Files, Sources, open};
use toml::{Table, Value};

/// The day on which the examples are looked at: after the last review, within the delegation.
pub(crate) const DAY: Date = date(2026, 12, 1);

/// The folder of an example.
pub(crate) fn folder(name: &str) -> PathBuf {
    FilePath::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// The files of an example as they stand.
pub(crate) fn opened(name: &str) -> Opened {
    let here = FilePath::new(env!("CARGO_MANIFEST_DIR"));
    open(here, &[Input::Path(folder(name))]).unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

/// Everything that is found, also by the rules that the policy switches off; the rules of a pack where it asks for them.
pub(crate) fn findings(sources: &Sources, policies: &[Files]) -> (Vec<Finding>, Proved) {
    let always = rules::ALL.iter().filter(|rule| rule.topic.pack().is_none());
    let levels = always.map(|rule| (rule.name.to_owned(), Some(rule.level))).collect();
    check(sources, policies, &Options { levels, ..Options::on(DAY) })
}

/// A policy as one tree.
#[derive(Debug, Clone)]
pub(crate) struct Policy(Table);

impl Policy {
    /// All files of an example.
    pub(crate) fn of_example(name: &str) -> Self {
        let mut whole = Table::new();
        for (_, file) in opened(name).sources.iter() {
            let table: Table = file.text().parse().unwrap_or_else(|error| panic!("{}: {error}", file.name()));
            merge(&mut whole, table);
        }
        Self(whole)
    }

    /// The policy as one file.
    pub(crate) fn to_toml(&self) -> String {
        toml::to_string(&self.0).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The names of the rules that find something.
    pub(crate) fn rules_broken(&self) -> BTreeSet<&'static str> {
        rules_broken(self.to_toml())
    }

    /// Every place that the pattern leads to, in order: `activities.*.A|R` is the A and the R of every activity.
    pub(crate) fn places(&self, pattern: &str) -> Vec<Path> {
        let mut found = vec![(Path(Vec::new()), None)];
        for step in pattern.split('.') {
            found = found
                .into_iter()
                .flat_map(|(path, value)| {
                    let below = value.map_or_else(|| entries_of_table(&self.0), entries);
                    below
                        .into_iter()
                        .filter(|(key, _)| step == "*" || step.split('|').any(|wanted| wanted == key))
                        .map(move |(key, value)| (path.then(&key), Some(value)))
                })
                .collect();
        }
        found.into_iter().map(|(path, _)| path).collect()
    }

    /// Every place of the whole policy, tables before what is in them.
    pub(crate) fn all_places(&self) -> Vec<Path> {
        let mut found = Vec::new();
        let mut open: Vec<(Path, &Value)> = Vec::new();
        let top = Path(Vec::new());
        open.extend(entries_of_table(&self.0).into_iter().rev().map(|(key, value)| (top.then(&key), value)));
        while let Some((path, value)) = open.pop() {
            open.extend(entries(value).into_iter().rev().map(|(key, value)| (path.then(&key), value)));
            found.push(path);
        }
        found
    }

    /// What stands there.
    pub(crate) fn get(&self, path: &Path) -> Option<&Value> {
        let (first, rest) = path.0.split_first()?;
        rest.iter().try_fold(self.0.get(first)?, |value, step| match value {
            Value::Table(table) => table.get(step),
            Value::Array(array) => array.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// What stands at the written path.
    pub(crate) fn at(&self, path: &str) -> Option<&Value> {
        self.get(&Path::from(path))
    }

    /// The text at the written path.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.at(path).and_then(Value::as_str)
    }

    /// The roles that are named there, alone or in a list.
    pub(crate) fn names(&self, path: &Path) -> Vec<&str> {
        match self.get(path) {
            Some(Value::String(name)) => vec![name],
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// The ids in a table of the policy.
    pub(crate) fn ids(&self, table: &str) -> Vec<&str> {
        self.0
            .get(table)
            .and_then(Value::as_table)
            .map_or_else(Vec::new, |table| table.keys().map(String::as_str).collect())
    }

    /// The role that the role answers to.
    pub(crate) fn superior(&self, role: &str) -> Option<&str> {
        self.text(&format!("roles.{role}.reports-to"))
    }

    /// Whether the role answers to `above`, directly or not.
    pub(crate) fn answers_to(&self, role: &str, above: &str) -> bool {
        std::iter::successors(self.superior(role), |role| self.superior(role)).any(|superior| superior == above)
    }

    /// The policy with another value there, which may be new.
    pub(crate) fn with(&self, path: &Path, value: impl Into<Value>) -> Self {
        self.altered(path, |parent, key| match parent {
            Value::Table(table) => {
                table.insert(key.to_owned(), value.into());
            }
            Value::Array(array) => match key.parse::<usize>() {
                Ok(index) if index < array.len() => array[index] = value.into(),
                _ => array.push(value.into()),
            },
            _ => panic!("{path} has no place for a value"),
        })
    }

    /// The policy without what stands there.
    pub(crate) fn without(&self, path: &Path) -> Self {
        self.altered(path, |parent, key| match parent {
            Value::Table(table) => drop(table.remove(key)),
            Value::Array(array) => drop(array.remove(key.parse().unwrap_or_default())),
            _ => panic!("{path} leads nowhere"),
        })
    }

    /// The policy with another key in place of the last of the path.
    pub(crate) fn renamed(&self, path: &Path, name: &str) -> Self {
        self.altered(path, |parent, key| {
            if let Value::Table(table) = parent
                && let Some(value) = table.remove(key)
            {
                table.insert(name.to_owned(), value);
            }
        })
    }

    fn altered(&self, path: &Path, alter: impl FnOnce(&mut Value, &str)) -> Self {
        let Some((last, before)) = path.0.split_last() else { panic!("an empty path") };
        let mut whole = Value::Table(self.0.clone());
        let parent = before.iter().fold(&mut whole, |value, step| match value {
            Value::Table(table) => table.entry(step.clone()).or_insert_with(|| Value::Table(Table::new())),
            Value::Array(array) => &mut array[step.parse::<usize>().unwrap_or_default()],
            _ => panic!("{path} leads nowhere"),
        });
        alter(parent, last);
        match whole {
            Value::Table(table) => Self(table),
            _ => panic!("a policy is a table"),
        }
    }
}

/// The names of the rules that find something in a policy of one file.
pub(crate) fn rules_broken(text: String) -> BTreeSet<&'static str> {
    let sources = Sources::in_memory([("raci.toml", text)]);
    let policies: Vec<_> = sources.iter().map(|(id, _)| Files::alone(id)).collect();
    let (found, _) = findings(&sources, &policies);
    found.iter().filter(|finding| finding.waived.is_none()).map(|finding| finding.rule).collect()
}

fn merge(into: &mut Table, from: Table) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(Value::Table(into)), Value::Table(from)) => merge(into, from),
            (Some(Value::Array(into)), Value::Array(from)) => into.extend(from),
            (_, value) => drop(into.insert(key, value)),
        }
    }
}

fn entries_of_table(table: &Table) -> Vec<(String, &Value)> {
    table.iter().map(|(key, value)| (key.clone(), value)).collect()
}

fn entries(value: &Value) -> Vec<(String, &Value)> {
    match value {
        Value::Table(table) => entries_of_table(table),
        Value::Array(array) => array.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect(),
        _ => Vec::new(),
    }
}

/// A place in a policy: the keys that lead to it, and the numbers of entries of lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path(Vec<String>);

impl Path {
    /// The key or number one step further.
    pub(crate) fn then(&self, step: &str) -> Self {
        Self(self.0.iter().cloned().chain([step.to_owned()]).collect())
    }

    /// The place without its last step.
    pub(crate) fn parent(&self) -> Self {
        Self(self.0.split_last().map_or_else(Vec::new, |(_, before)| before.to_vec()))
    }

    /// The step with this number; empty beyond the last.
    pub(crate) fn step(&self, number: usize) -> &str {
        self.0.get(number).map_or("", String::as_str)
    }

    /// The last step.
    pub(crate) fn last(&self) -> &str {
        self.0.last().map_or("", String::as_str)
    }

    /// How many steps there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the pattern leads here, or to a place that this one is in.
    pub(crate) fn is_within(&self, pattern: &str) -> bool {
        let steps: Vec<&str> = pattern.split('.').collect();
        let fits = |(step, wanted): (&String, &&str)| *wanted == "*" || wanted.split('|').any(|wanted| wanted == step);
        self.0.len() >= steps.len() && self.0.iter().zip(&steps).all(fits)
    }
}

impl From<&str> for Path {
    fn from(written: &str) -> Self {
        Self(written.split('.').map(str::to_owned).collect())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}
