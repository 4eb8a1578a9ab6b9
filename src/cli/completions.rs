//! `raci completions`: what a shell needs to complete commands, options and their values.

use clap::{Args, Command};
use clap_complete::{Shell, generate};

use super::status::Status;
use super::terminal;

/// Print the completions of a shell
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell that they are for
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    #[expect(clippy::disallowed_methods, reason = "made of the program's own words alone")]
    pub(super) fn run(self, mut command_line: Command) -> Status {
        let mut script = Vec::new();
        generate(self.shell, &mut command_line, "raci", &mut script);
        terminal::finish(terminal::print(|out| out.vouched(&script)), Status::Clean)
    }
}
