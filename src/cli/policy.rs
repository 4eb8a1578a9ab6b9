//! The one policy that a command is about, read and ready to be asked.

use std::path::Path;

use super::failure::{Failure, here};
use super::terminal;
use crate::ask::{people, roles};
use crate::hands::Hand;
use crate::load::load;
use crate::meant::{Known, called, either};
use crate::model::{Built, Id, Model, Role, Stage};
use crate::nearest::nearest;
use crate::options::Days;
use crate::org::Org;
use crate::report::counted;
use crate::source::{Input, MAIN_FILE, OpenError, Opened, Policy, Sources, open};
use crate::subject::Kind;

/// A policy that was read.
pub(super) struct Loaded {
    pub(super) sources: Sources,
    pub(super) built: Built,
    pub(super) org: Org,
}

/// Reads the policy at `path`, or the one that holds the current folder. Says on standard error where it has mistakes.
pub(super) fn one_policy(path: Option<&Path>, days: Days) -> Result<Loaded, Failure> {
    let here = here()?;
    let inputs: Vec<_> = path.iter().map(|path| Input::Path(path.to_path_buf())).collect();
    let Opened { sources, policies, .. } = open(&here, &inputs).map_err(|error| match error {
        OpenError::Nothing { .. } => Failure::nothing("there is no policy here: no `raci.toml`"),
        unreadable => unreadable.into(),
    })?;
    let asked = path.map(|path| here.join(path).join(MAIN_FILE));
    let Some(policy) = the_one(&policies, asked.as_deref(), |policy| sources.file(policy.main).path()) else {
        let mains = policies.iter().map(|policy| format!("  {}", sources.name(policy.main)));
        return Err(Failure::new("there are several policies here; name one").help(mains));
    };
    let built = load(&sources, policy, days);
    if !built.mistakes.is_empty() {
        let mistakes = counted(built.mistakes.len() as u64, "mistake", "mistakes");
        terminal::say(&format!("note: the policy has {mistakes}, and answers may be wrong: run `raci check`"));
    }
    let org = Org::new(&built.model);
    Ok(Loaded { sources, built, org })
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
pub(super) fn find_role(model: &Model, written: &str) -> Result<Id<Role>, Failure> {
    find(Kind::Role, written, roles(model))
}

/// The person of that id or name; or those who hold the role of that id, name or alias, by their ids or, where it is not said who they are,
/// one of them.
pub(super) fn find_hands(model: &Model, written: &str) -> Result<Vec<Hand>, Failure> {
    let of_a_role = || -> Result<Vec<Hand>, Failure> {
        let role = find_role(model, written)?;
        if model.roles[role].body.is_some() {
            return Err(Failure::new(format!("`{written}` is a body: name the members who are away")));
        }
        let holders = model.people.iter().filter(|(_, person)| person.roles().any(|held| held == role));
        let holders: Vec<_> = holders.map(|(person, _)| Hand::Person(person)).collect();
        Ok(if holders.is_empty() { vec![Hand::Holder(role, 0)] } else { holders })
    };
    match find(Kind::Person, written, people(model)) {
        Ok(person) => Ok(vec![Hand::Person(person)]),
        Err(failure) => of_a_role().map_err(|of_role| if model.people.is_empty() { of_role } else { failure }),
    }
}

/// The stage of that id or name.
pub(super) fn find_stage(model: &Model, written: &str) -> Result<Id<Stage>, Failure> {
    let known = model.stages.iter().map(|(id, stage)| Known { thing: id, id: &stage.id, names: vec![&stage.name] });
    find(Kind::Stage, written, known.collect())
}

/// The thing that is called so, where `roles.` or the like may stand before its name.
fn find<T: Copy>(kind: Kind, written: &str, known: Vec<Known<'_, T>>) -> Result<T, Failure> {
    let table = written.strip_prefix(kind.table()).and_then(|rest| rest.strip_prefix('.'));
    let (noun, written) = (kind.noun(), table.unwrap_or(written).trim_matches('"'));
    match called(written, &known).as_slice() {
        [one] => Ok(one.thing),
        [] => {
            let near = nearest(written, known.iter().map(|known| known.id));
            let near = near.map_or_else(String::new, |near| format!("; the nearest is `{}`", near.word));
            Err(Failure::new(format!("there is no {noun} `{written}`{near}")))
        }
        several => {
            let ids = either(several.iter().map(|known| known.id));
            Err(Failure::new(format!("`{written}` may be {ids}; write which {noun}")))
        }
    }
}
