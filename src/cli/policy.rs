//! The one policy that a command is about, read and ready to be asked.

use std::path::Path;

use super::status::Status;
use super::terminal;
use crate::ask::CaseError;
use crate::load::load;
use crate::model::{Built, Id, Model, Role, Stage};
use crate::nearest::nearest;
use crate::org::Org;
use crate::report::counted;
use crate::source::{Input, MAIN_FILE, OpenError, Opened, Policy, Sources, open};

/// A policy that was read.
pub(super) struct Loaded {
    pub(super) sources: Sources,
    pub(super) built: Built,
    pub(super) org: Org,
}

/// Reads the policy at `path`, or the one that holds the current folder. Says on standard error where it has mistakes.
pub(super) fn one_policy(path: Option<&Path>) -> Result<Loaded, (Status, Vec<String>)> {
    let failed = |lines: Vec<String>| (Status::Failed, lines);
    let here = std::env::current_dir()
        .map_err(|error| failed(vec![format!("error: cannot read the current folder: {error}")]))?;
    let inputs: Vec<_> = path.iter().map(|path| Input::Path(path.to_path_buf())).collect();
    let Opened { sources, policies, .. } = open(&here, &inputs).map_err(|error| match error {
        OpenError::Unreadable(paths) => failed(paths.iter().map(|path| format!("error: {path}")).collect()),
        OpenError::Nothing { .. } => {
            (Status::Nothing, vec!["error: there is no policy here: no `raci.toml`".to_owned()])
        }
    })?;
    let asked = path.map(|path| here.join(path).join(MAIN_FILE));
    let Some(policy) = the_one(&policies, asked.as_deref(), |policy| sources.file(policy.main).path()) else {
        let mains = policies.iter().map(|policy| format!("  {}", sources.name(policy.main)));
        let lines = std::iter::once("error: there are several policies here; name one".to_owned()).chain(mains);
        return Err(failed(lines.collect()));
    };
    let built = load(&sources, policy);
    if !built.mistakes.is_empty() {
        let mistakes = counted(built.mistakes.len() as u64, "mistake", "mistakes");
        terminal::say(&format!("note: the policy has {mistakes}, and answers may be wrong: run `raci check`"));
    }
    let org = Org::new(&built.model);
    Ok(Loaded { sources, built, org })
}

/// Why a case cannot be answered, as what ends the job.
pub(super) fn no_such_case(error: &CaseError) -> (Status, Vec<String>) {
    let mut lines = error.lines();
    lines.iter_mut().take(1).for_each(|line| line.insert_str(0, "error: "));
    (Status::Failed, lines)
}

/// The policy that is asked for: the only one, or that of the folder itself where there are others below it.
fn the_one<'p, 's>(
    policies: &'p [Policy],
    asked: Option<&Path>,
    main: impl Fn(&Policy) -> Option<&'s Path>,
) -> Option<&'p Policy> {
    let [only] = policies else {
        let asked = asked?.canonicalize().ok()?;
        return policies.iter().find(|policy| main(policy) == Some(&asked));
    };
    Some(only)
}

/// The role of that id, name or alias.
pub(super) fn find_role(model: &Model, written: &str) -> Result<Id<Role>, String> {
    let written = written.strip_prefix("roles.").unwrap_or(written).trim_matches('"');
    let is_called = |role: &Role| {
        role.id == *written || role.name.value == *written || role.aliases.iter().any(|alias| alias.value == *written)
    };
    model.roles.iter().find(|(_, role)| is_called(role)).map(|(id, _)| id).ok_or_else(|| {
        let near = nearest(written, model.roles.values().iter().map(|role| &role.id));
        let near = near.map_or_else(String::new, |near| format!("; the nearest is `{}`", near.word));
        format!("there is no role `{written}`{near}")
    })
}

/// The stage of that id or name.
pub(super) fn find_stage(model: &Model, written: &str) -> Result<Id<Stage>, String> {
    let written = written.strip_prefix("stages.").unwrap_or(written).trim_matches('"');
    let is_called = |stage: &Stage| stage.id == *written || stage.name == *written;
    model.stages.iter().find(|(_, stage)| is_called(stage)).map(|(id, _)| id).ok_or_else(|| {
        let near = nearest(written, model.stages.values().iter().map(|stage| &stage.id));
        let near = near.map_or_else(String::new, |near| format!("; the nearest is `{}`", near.word));
        format!("there is no stage `{written}`{near}")
    })
}
