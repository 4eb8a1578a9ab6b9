//! What a policy's file for waivers must say so that nothing is found, worked out by checking with it.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::file::{Complaint, FILE, Grounds, add, messages, target, targets};
use crate::check::check;
use crate::finding::{Finding, Level};
use crate::options::Options;
use crate::rules;
use crate::source::{FileId, MAIN_FILE, Policy, Sources};

/// What is asked to be waived.
#[derive(Debug, Clone)]
pub struct Request {
    /// The rules whose findings are; none for all of them.
    pub rules: Vec<String>,
    /// The levels whose findings are; none for all of them.
    pub levels: Vec<Level>,
    /// Why it is.
    pub grounds: Grounds,
    /// On which day.
    pub options: Options,
}

/// What comes of one policy.
#[derive(Debug)]
pub struct Plan {
    /// What is written, where something is waived.
    pub written: Option<WaiverDraft>,
    /// What is found then.
    pub left: Vec<Finding>,
}

/// What is written for one policy.
#[derive(Debug)]
pub struct WaiverDraft {
    /// What the file is called.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// What was read there; `None` where there is no such file.
    pub before: Option<Arc<str>>,
    /// What is to stand there.
    pub text: String,
    /// How many waivers are new.
    pub waivers: usize,
    /// How many findings they hide.
    pub hidden: usize,
    /// How many of these are errors.
    pub errors: usize,
}

impl Request {
    /// Works out which waivers a policy needs. Each changes what is found: one that hides nothing beside the others is left out again, and
    /// what is found because of them is waived too. No finding is taken in or left out twice, so that this comes to an end.
    ///
    /// # Errors
    /// Where there is no file to write to, or where a waiver would be a mistake or hide nothing.
    pub fn plan(&self, sources: &Sources, policy: &Policy) -> Result<Plan, String> {
        let found = check(sources, std::slice::from_ref(policy), &self.options).0;
        let (mut wanted, mut idle) = (self.wanted(&found), BTreeSet::new());
        if wanted.is_empty() {
            return Ok(Plan { written: None, left: left(found) });
        }
        let mut said = messages(&found);
        let place = place_beside(sources, policy)?;
        let before = place.file.map(|file| Arc::clone(sources.text(file)));
        while !wanted.is_empty() {
            let text = add(before.as_deref(), &wanted, &said, &self.grounds);
            let (sources, file) = match place.file {
                Some(file) => (sources.with_texts([(file, text.clone())]), file),
                None => sources.and(&place.name, text.as_str()),
            };
            let after = check(&sources, &[with_file(policy, file)], &self.options).0;
            refuse_mistakes(&place.name, file, &after, &wanted)?;
            let hidden = hidden_by(&wanted, &after);
            let hides: BTreeSet<Complaint> = hidden.map(target).collect();
            let more: BTreeSet<Complaint> =
                self.wanted(&after).into_iter().filter(|more| !idle.contains(more)).collect();
            if hides.len() == wanted.len() && more.is_empty() {
                let WaiverFile { name, path, .. } = place;
                let hidden: Vec<Level> = hidden_by(&wanted, &after).map(|finding| finding.level).collect();
                let errors = hidden.iter().filter(|level| **level == Level::Error).count();
                let (waivers, hidden) = (wanted.len(), hidden.len());
                let written = Some(WaiverDraft { name, path, before, text, waivers, hidden, errors });
                return Ok(Plan { written, left: left(after) });
            }
            idle.extend(wanted.iter().filter(|wanted| !hides.contains(wanted)).cloned());
            wanted = hides;
            wanted.extend(more);
            said.extend(messages(&after).into_iter().filter(|(complaint, _)| wanted.contains(complaint)));
        }
        Ok(Plan { written: None, left: left(found) })
    }

    /// What is found and asked for.
    fn wanted(&self, found: &[Finding]) -> BTreeSet<Complaint> {
        targets(found.iter().filter(|finding| self.asks_for(finding)))
    }

    fn asks_for(&self, finding: &Finding) -> bool {
        (self.rules.is_empty() || self.rules.iter().any(|asked| asked == finding.rule))
            && (self.levels.is_empty() || self.levels.contains(&finding.level))
    }
}

fn left(findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().filter(|finding| finding.waived.is_none() && !finding.implied).collect()
}

fn with_file(policy: &Policy, file: FileId) -> Policy {
    let mut policy = policy.clone();
    if policy.files().all(|known| known != file) {
        policy.others.push(file);
    }
    policy
}

/// The findings that these waivers hide.
fn hidden_by<'a>(waived: &'a BTreeSet<Complaint>, found: &'a [Finding]) -> impl Iterator<Item = &'a Finding> {
    found.iter().filter(|finding| finding.waived.is_some() && !finding.implied && waived.contains(&target(finding)))
}

/// Where waivers are written.
struct WaiverFile {
    name: String,
    path: PathBuf,
    /// The file, where it is there and read with the policy.
    file: Option<FileId>,
}

/// The file for waivers, beside the policy's main file: one that is read with the policy, or one that is not there yet.
fn place_beside(sources: &Sources, policy: &Policy) -> Result<WaiverFile, String> {
    let main = sources.file(policy.main);
    let parts = main.path().zip(main.name().strip_suffix(MAIN_FILE));
    let Some((path, folder)) = parts.filter(|(path, _)| path.file_name().is_some_and(|name| name == MAIN_FILE)) else {
        return Err(format!("cannot tell which folder the policy of `{}` is", main.name()));
    };
    let (name, path) = (format!("{folder}{FILE}"), path.with_file_name(FILE));
    let file = policy.files().find(|file| sources.file(*file).path() == Some(&path));
    let cannot = |why: &dyn fmt::Display| format!("cannot add to `{name}`: {why}");
    if let Some(fault) = file.and_then(|file| sources.file(file).fault()) {
        return Err(cannot(&fault));
    }
    match path.symlink_metadata() {
        Ok(there) if there.is_symlink() => Err(cannot(&"it is a link, and nothing is written through one")),
        Ok(_) if file.is_none() => Err(cannot(&"it is there and is not read with the policy; is it in `.gitignore`?")),
        _ => Ok(WaiverFile { name, path, file }),
    }
}

/// Refuses what would be a mistake (a role that there is not, a file that cannot be read as it stands), or would hide nothing.
fn refuse_mistakes(name: &str, file: FileId, after: &[Finding], wanted: &BTreeSet<Complaint>) -> Result<(), String> {
    let in_file = |finding: &&Finding| finding.primary.place.file == file && rules::is_mistake(finding.rule);
    if let Some(Finding { message, help, .. }) = after.iter().find(in_file) {
        let help = if help.is_empty() { String::new() } else { format!("; {help}") };
        return Err(format!("cannot waive in `{name}`: {message}{help}"));
    }
    match targets(after).intersection(wanted).next() {
        Some((subject, rule)) => Err(format!("a waiver does not hide `{rule}` on `{subject}`")),
        None => Ok(()),
    }
}
