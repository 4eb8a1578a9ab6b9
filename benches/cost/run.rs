//! What a run of the program costs, with an end.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What is asked of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    Check,
    Diff,
    Publish,
}

/// Where a run is ended.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) seconds: u64,
    pub(crate) megabytes: u64,
}

/// What a run cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    /// In the unit of the meter.
    pub(crate) spent: f64,
    /// The most memory at once, where the system tells it.
    pub(crate) megabytes: Option<f64>,
    /// It was ended at one of the limits.
    pub(crate) is_ended: bool,
}

/// By what candidates are compared.
pub(crate) trait Meter {
    fn unit(&self) -> &'static str;

    fn cost(&self, asked: Asked, folder: &Path, limits: Limits) -> Cost;
}

/// The seconds of all processors, as Linux counts them; elsewhere those on the clock.
pub(crate) struct Processor;

impl Asked {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Diff => "diff",
            Self::Publish => "publish",
        }
    }

    /// What makes the policy another one than that with which it is compared.
    pub(crate) fn seed(self) -> u64 {
        u64::from(self == Self::Diff)
    }

    fn command(self, folder: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_raci"));
        let (old, new) = (folder.join("old"), folder.join("new"));
        match self {
            Self::Check => command.args(["check", "--format", "json"]).arg(new),
            Self::Diff => command.args(["diff", "--format", "json"]).arg(old).arg(new),
            Self::Publish => command.args(["publish", "--allow-findings", "--format", "html"]).arg(new),
        };
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

impl Meter for Processor {
    fn unit(&self) -> &'static str {
        "seconds"
    }

    fn cost(&self, asked: Asked, folder: &Path, limits: Limits) -> Cost {
        let start = Instant::now();
        let mut child = asked.command(folder).spawn().unwrap();
        let mut cost = Cost { spent: 0.0, megabytes: None, is_ended: false };
        loop {
            let told = Told::of(&child);
            cost.spent = told.seconds.unwrap_or_else(|| start.elapsed().as_secs_f64());
            cost.megabytes = match (cost.megabytes, told.megabytes) {
                (Some(before), Some(now)) => Some(before.max(now)),
                (before, now) => before.or(now),
            };
            let is_over = told.is_over || !told.is_known && child.try_wait().unwrap().is_some();
            let is_too_much = cost.spent > limits.seconds as f64
                || cost.megabytes.is_some_and(|megabytes| megabytes > limits.megabytes as f64);
            if is_over || is_too_much {
                cost.is_ended = !is_over;
                break;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        // one that is over already cannot be ended
        let _ = child.kill();
        let status = child.wait().unwrap();
        assert_ne!(status.code(), Some(2), "the job could not be done");
        cost
    }
}

/// What the system tells of a process.
struct Told {
    is_known: bool,
    is_over: bool,
    seconds: Option<f64>,
    megabytes: Option<f64>,
}

impl Told {
    fn of(child: &Child) -> Self {
        let read = |name: &str| std::fs::read_to_string(format!("/proc/{}/{name}", child.id())).ok();
        let stat = read("stat");
        // after the name in parentheses: the state, and eleven fields on the ticks, a hundred a second
        let fields: Vec<&str> =
            stat.iter().flat_map(|stat| stat.rsplit(") ").next().unwrap_or_default().split(' ')).collect();
        let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<u64>().ok());
        let status = read("status").unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse::<f64>().ok());
        Self {
            is_known: stat.is_some(),
            is_over: fields.first() == Some(&"Z"),
            seconds: ticks(11).zip(ticks(12)).map(|(user, system)| (user + system) as f64 / 100.0),
            megabytes: kilobytes.map(|kilobytes| kilobytes / 1024.0),
        }
    }
}
