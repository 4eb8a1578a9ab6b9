//! The command line, one file a command: what it asks of the library, in what order.

mod absent;
mod check;
mod completions;
mod day;
mod diff;
mod explain;
mod failure;
mod format;
mod init;
mod job;
mod levels;
mod man;
mod policy;
mod publish;
mod schema;
mod show;
mod status;
mod terminal;
mod threads;
mod waive;
mod who;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use crate::source::harmless::prose;

pub use status::Status;

use crate::writer;

/// Checks responsibility matrices: every case of every activity and decision has exactly one answer.
#[derive(Debug, Parser)]
#[command(name = "raci", bin_name = "raci", version, arg_required_else_help = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::CheckArgs),
    Explain(explain::Explain),
    Who(who::Who),
    Absent(absent::AbsentArgs),
    Show(show::Show),
    Publish(publish::Publish),
    Diff(diff::DiffArgs),
    Waive(waive::Waive),
    Init(init::Init),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Manual),
}

/// Does what the arguments say, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Status {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) if is_help(&error) => return terminal::help(&error),
        Err(error) => return refuse(&arguments, &error),
    };
    writer::survive_full_quota();
    match cli.command {
        Command::Check(check) => threads::work_on(|| check.run()),
        Command::Explain(explain) => explain.run(),
        Command::Who(who) => threads::work_on(|| who.run()),
        Command::Absent(absent) => threads::work_on(|| absent.run()),
        Command::Show(show) => threads::work_on(|| show.run()),
        Command::Publish(publish) => threads::work_on(|| publish.run()),
        Command::Diff(diff) => threads::work_on(|| diff.run()),
        Command::Waive(waive) => threads::work_on(|| waive.run()),
        Command::Init(init) => init.run(),
        Command::Schema(_) => schema::Schema::run(),
        Command::Completions(completions) => completions.run(Cli::command()),
        Command::Man(manual) => manual.run(Cli::command()),
    }
}

/// Whether help or the version is to be shown, in which nothing is quoted.
fn is_help(error: &clap::Error) -> bool {
    !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
}

/// Says what is wrong with the arguments. They are quoted in words of `clap` and of what reads their values, so these are asked for once
/// more, with arguments that are fit to print.
fn refuse(arguments: &[OsString], error: &clap::Error) -> Status {
    let fit = arguments.iter().map(|argument| prose(&argument.to_string_lossy()).to_string());
    let error = match Cli::try_parse_from(fit) {
        Err(again) => again.to_string(),
        Ok(_) => error.to_string(),
    };
    error.trim_end().lines().for_each(terminal::say);
    Status::Failed
}
