//! What is written where: colours and width, and a reader who went away.

use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};

use clap::ValueEnum;
use terminal_size::{Width, terminal_size_of};

use super::status::Status;
use crate::report::Look;
use crate::source::harmless::{Out, prose, putln};

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// Where a terminal shows them and `NO_COLOR` is not set, or where `FORCE_COLOR` is.
    Auto,
    /// Even into files.
    Always,
    /// Nowhere.
    Never,
}

/// Wider than this is hard to read.
const MOST_COLUMNS: u16 = 120;

/// What standard output can show.
pub(super) fn look(color: Color) -> Look {
    let columns = terminal_size_of(stdout()).map(|(Width(columns), _)| columns.min(MOST_COLUMNS));
    let width = columns.map_or(Look::default().width, usize::from);
    Look { color: wants_color(color, |name| env::var(name).ok(), stdout().is_terminal()), width }
}

fn wants_color(color: Color, variable: impl Fn(&str) -> Option<String>, is_terminal: bool) -> bool {
    let set = |name| variable(name).is_some_and(|value| !value.is_empty());
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR") => false,
        Color::Auto if set("FORCE_COLOR") => variable("FORCE_COLOR").is_some_and(|value| value != "0"),
        Color::Auto => is_terminal && variable("TERM").is_none_or(|terminal| terminal != "dumb"),
    }
}

#[expect(clippy::disallowed_methods, reason = "the one way to it")]
fn stdout() -> io::Stdout {
    io::stdout()
}

#[expect(clippy::disallowed_methods, reason = "the one way to it")]
fn stderr() -> io::Stderr {
    io::stderr()
}

/// Whether somebody looks at standard output.
pub(super) fn is_watched() -> bool {
    stdout().is_terminal()
}

/// Writes to standard output. That its reader went away is no error.
pub(super) fn print(write: impl FnOnce(&mut Out<'_>) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(stdout().lock());
    match write(&mut Out::new(&mut out)).and_then(|()| out.flush()) {
        Err(error) if is_closed(&error) => Ok(()),
        result => result,
    }
}

/// The status of a run whose output was, or was not, written.
pub(super) fn finish(written: io::Result<()>, status: Status) -> Status {
    match written {
        Ok(()) => status,
        Err(error) => {
            say(&format!("error: cannot write to standard output: {error}"));
            Status::Failed
        }
    }
}

/// Whether the reader of a pipe went away.
fn is_closed(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// Says something on standard error, one line and harmless; where that cannot be written to, there is nobody to tell.
pub(super) fn say(line: &str) {
    let mut stderr = stderr();
    let mut out = Out::new(&mut stderr);
    let _ = putln!(out, "{}", prose(line));
}

/// Shows help or the version, in colours where the terminal has them; on standard error where nobody asked for it.
#[expect(clippy::disallowed_methods, reason = "made of the program's own words alone")]
pub(super) fn help(asked: &clap::Error) -> Status {
    let text = |is_terminal: bool| {
        let is_coloured = wants_color(Color::Auto, |name| env::var(name).ok(), is_terminal);
        let text = asked.render();
        if is_coloured { text.ansi().to_string() } else { text.to_string() }
    };
    if asked.use_stderr() {
        let mut stderr = stderr();
        let text = text(stderr.is_terminal());
        let _ = Out::new(&mut stderr).vouched(text.as_bytes());
        return Status::Failed;
    }
    let text = text(stdout().is_terminal());
    finish(print(|out| out.vouched(text.as_bytes())), Status::Clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn auto(variables: &[(&str, &str)], is_terminal: bool) -> bool {
        let variable =
            |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        wants_color(Color::Auto, variable, is_terminal)
    }

    #[test]
    fn colours_are_for_terminals_unless_the_environment_says_otherwise() {
        assert!(auto(&[], true) && !auto(&[], false));
        assert!(!auto(&[("TERM", "dumb")], true));
        assert!(!auto(&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], true));
        assert!(auto(&[("NO_COLOR", ""), ("FORCE_COLOR", "1")], false));
        assert!(!auto(&[("FORCE_COLOR", "0")], true));
    }
}
