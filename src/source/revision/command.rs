//! How `git` is started: in one repository, and so that nothing that is in it is run and nothing is fetched.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, io};

/// What a hook sets for the repository that it runs in, which may be another than the one that is asked.
const SET_BY_HOOKS: [&str; 12] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

const SET_BY_US: [(&str, &str); 5] = [
    ("LC_ALL", "C"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_NO_LAZY_FETCH", "1"),
    // unlike `protocol.allow`, this counts over what a repository allows for one protocol
    ("GIT_ALLOW_PROTOCOL", "none"),
];

#[cfg(windows)]
const NO_HOOKS: &str = "core.hooksPath=NUL";
#[cfg(not(windows))]
const NO_HOOKS: &str = "core.hooksPath=/dev/null";

/// Counts over what the repository says: no program of its choice is run, and it is found by its `.git` alone.
const SETTINGS: [&str; 8] = [
    "safe.bareRepository=explicit",
    "protocol.allow=never",
    "core.fsmonitor=false",
    NO_HOOKS,
    "core.sshCommand=false",
    "core.askPass=false",
    "core.alternateRefsCommand=false",
    "credential.helper=",
];

/// The command, to be asked in the folder `root`, in which its repository begins.
pub(super) fn command(program: &Path, root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root).arg("--no-pager");
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command.args(arguments).envs(SET_BY_US);
    for variable in SET_BY_HOOKS {
        command.env_remove(variable);
    }
    match root.parent() {
        Some(above) => command.env("GIT_CEILING_DIRECTORIES", above),
        None => command.env_remove("GIT_CEILING_DIRECTORIES"),
    };
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// Where the `git` of this machine is. A part of `PATH` that is not absolute, or empty, would lead into what is checked.
pub(super) fn find() -> io::Result<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let name = format!("git{}", env::consts::EXE_SUFFIX);
    let mut found = env::split_paths(&path).filter(|part| part.is_absolute()).map(|part| part.join(&name));
    found.find(|program| is_program(program)).ok_or_else(|| io::ErrorKind::NotFound.into())
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}
