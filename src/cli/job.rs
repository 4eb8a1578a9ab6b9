//! The summary of a job on GitHub, which is a file that steps add to.

use std::env;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use super::terminal;
use crate::source::harmless::Out;

/// Adds to the summary of the job where there is one. That it cannot be written is told and changes nothing.
pub(super) fn summarise(write: impl FnOnce(&mut Out<'_>) -> io::Result<()>) {
    let Some(path) = env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return };
    let mut summary = Vec::new();
    let written = write(&mut Out::new(&mut summary))
        .and_then(|()| refuse_pipe(path.as_ref()))
        .and_then(|()| OpenOptions::new().append(true).create(true).open(&path))
        .and_then(|mut file| file.write_all(&summary));
    if let Err(error) = written {
        terminal::say(&format!("note: cannot write the summary of the job: {error}"));
    }
}

/// Where the files of the job can be looked at, as they are checked out: an address that ends in `/`.
pub(super) fn address() -> Option<String> {
    let variable = |name: &str, is_sign: fn(char) -> bool| {
        let value = env::var(name).ok().filter(|value| !value.is_empty())?;
        value.chars().all(|sign| sign.is_ascii_alphanumeric() || is_sign(sign)).then_some(value)
    };
    let server = variable("GITHUB_SERVER_URL", |sign| "-._:/".contains(sign))?;
    let repository = variable("GITHUB_REPOSITORY", |sign| "-._/".contains(sign))?;
    let revision = variable("GITHUB_SHA", |_| false)?;
    server.starts_with("https://").then(|| format!("{server}/{repository}/blob/{revision}/"))
}

/// A pipe that nobody reads would be waited for, for ever.
#[cfg(unix)]
fn refuse_pipe(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::FileTypeExt;
    let is_pipe = path.metadata().is_ok_and(|found| found.file_type().is_fifo());
    if is_pipe { Err(io::Error::other("`GITHUB_STEP_SUMMARY` names a pipe, not a file")) } else { Ok(()) }
}

#[cfg(not(unix))]
fn refuse_pipe(_: &Path) -> io::Result<()> {
    Ok(())
}
