//! The command line, one file a command: what it asks of the library, in what order.

mod check;
mod completions;
mod config;
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
mod whole;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

pub use status::Status;

/// Checks responsibility matrices: every case of every activity and decision has exactly one answer.
#[derive(Debug, Parser)]
#[command(name = "raci", version, arg_required_else_help = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Explain(explain::Explain),
    Who(who::Who),
    Show(show::Show),
    Publish(publish::Publish),
    Diff(diff::Diff),
    Waive(waive::Waive),
    Init(init::Init),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Manual),
}

/// Does what the arguments say, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Status {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    match cli.command {
        Command::Check(check) => threads::work_on(|| check.run()),
        Command::Explain(explain) => explain.run(),
        Command::Who(who) => threads::work_on(|| who.run()),
        Command::Show(show) => threads::work_on(|| show.run()),
        Command::Publish(publish) => threads::work_on(|| publish.run()),
        Command::Diff(diff) => threads::work_on(|| diff.run()),
        Command::Waive(waive) => threads::work_on(|| waive.run()),
        Command::Init(init) => init.run(),
        Command::Schema(_) => schema::Schema::run(),
        Command::Completions(completions) => completions.run(),
        Command::Man(manual) => manual.run(),
    }
}

/// Shows help and the version, which were asked for, or what is wrong with the arguments.
fn refuse(error: &clap::Error) -> Status {
    let asked = !error.use_stderr();
    match error.print() {
        Ok(()) if asked => Status::Clean,
        Err(error) if asked && terminal::is_closed(&error) => Status::Clean,
        _ => Status::Failed,
    }
}
