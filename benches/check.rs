//! The whole of `raci check` on repositories of 1, 100 and 1 000 files, next to merely parsing the same files with
//! `toml::de::DeTable::parse` on one thread, and to other linters of TOML: each in a process of its own, side by side in one run.
//!
//! The bench calls itself for the parsing, so that both are whole processes.
//!
//! Two rules have a short way beside the long one, which is kept for what it buys, in processor time without optimisation:
//! `accountable-outranked` first asks whether anybody is outranked (20 000 activities: 0.98 s for 1.52 s), and looks at all lines once
//! where many hold both letters (6 000 roles in one activity: 0.19 s for 0.76 s, which grows with their square);
//! `same-name-activity` reads names of usual characters without NFKC (with optimisation, 200 000 names: 0.04 s for 0.37 s).

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark is read on the terminal, and one that cannot go on has nothing to say"
)]

mod common;

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().position(|argument| argument == "--parse").and_then(|at| arguments.get(at + 1)) {
        Some(folder) => parse_only(Path::new(folder)),
        None => compare(),
    }
    ExitCode::SUCCESS
}

/// Reads and parses every file of a folder, and does nothing with it.
fn parse_only(folder: &Path) {
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    for name in names {
        let text = std::fs::read_to_string(name).unwrap();
        let table = toml::de::DeTable::parse(&text).unwrap();
        assert!(!table.get_ref().is_empty());
    }
}

fn compare() {
    let this = std::env::current_exe().unwrap();
    let others: Vec<_> = OTHERS.into_iter().filter(|(name, _)| is_there(name)).collect();
    print!(
        "{:>6} {:>8} {:>8} {:>10} {:>10} {:>7} {:>10}",
        "files", "things", "MB", "parse", "check", "ratio", "peak/byte"
    );
    others.iter().for_each(|(name, _)| print!(" {:>12} {:>7}", format!("{name} lint"), "ratio"));
    println!();
    for (files, things) in [(1, 200), (1, 40_000), (100, 10_000), (100, 100_000), (1_000, 120_000), (1_000, 200_000)] {
        let folder = tempfile::tempdir().unwrap();
        let mut bytes = 0;
        for (name, text) in common::policy(files, things) {
            bytes += text.len();
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let parse = || Command::new(&this).arg("--parse").arg(folder.path()).status().unwrap().success();
        let check = || raci(folder.path()).status().unwrap().code() == Some(0);
        let rounds = if bytes > 10_000_000 { 7 } else { 15 };
        let [parsed, checked] = side_by_side(rounds, [&parse, &check]);
        print!(
            "{files:>6} {things:>8} {:>8.1} {:>10.2?} {:>10.2?} {:>7.2} {:>10}",
            bytes as f64 / 1e6,
            parsed,
            checked,
            checked.as_secs_f64() / parsed.as_secs_f64(),
            peak(folder.path()).map_or("?".to_owned(), |peak| format!("{:.1}", peak as f64 / bytes as f64)),
        );
        for (name, arguments) in &others {
            let lint = || other(name, arguments, folder.path()).status().is_ok();
            let [checked, linted] = side_by_side(rounds.div_ceil(3), [&check, &lint]);
            print!(" {linted:>12.2?} {:>7.3}", checked.as_secs_f64() / linted.as_secs_f64());
        }
        println!();
    }
}

/// Linters of TOML, which look at syntax alone: each is run beside where it is on this machine.
const OTHERS: [(&str, &[&str]); 2] = [("taplo", &["lint", "--no-schema"]), ("tombi", &["lint", "--offline"])];

fn is_there(name: &str) -> bool {
    silent(Command::new(name).arg("--version")).status().is_ok()
}

fn other(name: &str, arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(folder);
    command.args(std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()));
    silent(&mut command);
    command
}

fn silent(command: &mut Command) -> &mut Command {
    command.stdout(Stdio::null()).stderr(Stdio::null())
}

fn raci(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
    command.args(["check", "--format", "plain", "--fail-on", "never"]).arg(folder);
    silent(&mut command);
    command
}

/// The median of each, measured in turn so that both meet the same machine.
fn side_by_side(rounds: usize, runs: [&dyn Fn() -> bool; 2]) -> [Duration; 2] {
    let time = |run: &dyn Fn() -> bool| {
        let start = Instant::now();
        assert!(run());
        start.elapsed()
    };
    let taken: Vec<[Duration; 2]> = (0..rounds).map(|_| runs.map(time)).collect();
    [0, 1].map(|of| {
        let mut taken: Vec<Duration> = taken.iter().map(|pair| pair[of]).collect();
        taken.sort();
        taken[rounds / 2]
    })
}

/// The most memory that a check holds at once, in bytes, as Linux tells it; `None` elsewhere.
fn peak(folder: &Path) -> Option<u64> {
    let mut child = raci(folder).spawn().ok()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait().ok()?.is_none() {
        let told = std::fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        peak = peak.max(kilobytes.map(|kilobytes| kilobytes * 1024));
        std::thread::sleep(Duration::from_micros(200));
    }
    peak
}
