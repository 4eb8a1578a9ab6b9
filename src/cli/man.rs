//! `raci man`: the manual pages, for packagers.

use std::path::PathBuf;

use clap::{Args, Command};
use clap_mangen::{Man, generate_to};

use super::status::Status;
use super::terminal;

/// Print the manual page, or write those of all commands
#[derive(Debug, Args)]
pub(super) struct Manual {
    /// Write a page for each command into this folder
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

impl Manual {
    #[expect(clippy::disallowed_methods, reason = "made of the program's own words alone")]
    pub(super) fn run(self, command_line: Command) -> Status {
        let command = command_line.disable_help_subcommand(true);
        match &self.out {
            None => {
                let mut page = Vec::new();
                let made = Man::new(command).render(&mut page);
                terminal::finish(made.and_then(|()| terminal::print(|out| out.vouched(&page))), Status::Clean)
            }
            Some(folder) => match generate_to(command, folder) {
                Ok(()) => Status::Clean,
                Err(error) => {
                    terminal::say(&format!("error: cannot write to `{}`: {error}", folder.display()));
                    Status::Failed
                }
            },
        }
    }
}
