//! How fast a file is read as TOML and how much memory that takes, beside the `toml` crate on the same bytes.
//!
//! `cargo bench --bench toml`: one thread, the fastest of several runs, each reader in a process of its own so that the
//! most memory it ever held can be told (on Linux).
#![allow(clippy::print_stdout, reason = "a benchmark is read on the terminal")]

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use mimalloc::MiMalloc;
use toml::de::DeTable;
use toml_mistakes::{Document, Table, Value, ValueKind, parse};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The size of the file, in bytes.
const SIZE: usize = 16 << 20;
const RUNS: usize = 7;
/// Names the reader to a process that is to measure one.
const READER: &str = "TOML_BENCH_READER";

const READERS: [&str; 4] = [
    "toml_mistakes",
    "toml_mistakes, and all of the tree read",
    "toml::DeTable::parse",
    "toml::DeTable::parse_recoverable",
];

fn main() {
    if let Ok(reader) = std::env::var(READER) {
        return measure(&reader);
    }
    println!("{:<34} {:>8} {:>16}", "reader", "MB/s", "bytes per byte");
    let Ok(this) = std::env::current_exe() else { return };
    for reader in READERS {
        let _ = Command::new(&this).env(READER, reader).status();
    }
}

fn measure(reader: &str) {
    let text = policy();
    let mut fastest = Duration::MAX;
    let mut most = None;
    for _ in 0..RUNS {
        let before = memory("VmRSS:");
        let _ = fs::write("/proc/self/clear_refs", "5");
        let start = Instant::now();
        match reader {
            "toml_mistakes" => drop(black_box(parse(&text))),
            "toml::DeTable::parse" => drop(black_box(DeTable::parse(&text))),
            "toml::DeTable::parse_recoverable" => drop(black_box(DeTable::parse_recoverable(&text))),
            _ => read_all(&parse(&text)),
        }
        fastest = fastest.min(start.elapsed());
        // only the first run has not memory of the one before
        most = most.or_else(|| Some(memory("VmHWM:")?.saturating_sub(before?)));
    }
    let speed = text.len() as f64 / 1e6 / fastest.as_secs_f64();
    let most = most.map_or("?".to_owned(), |most| format!("{:.1}", most as f64 / text.len() as f64));
    println!("{reader:<34} {speed:>8.0} {most:>16}");
}

fn read_all(document: &Document<'_>) {
    let mut open = vec![document.root()];
    let mut values: Vec<Value<'_>> = Vec::new();
    let mut length = 0;
    while let Some(table) = open.pop() {
        for entry in Table::iter(table) {
            length += entry.key().len();
            values.push(entry.value());
        }
        while let Some(value) = values.pop() {
            match value.kind() {
                ValueKind::String(text) | ValueKind::Integer(text) | ValueKind::Float(text) => length += text.len(),
                ValueKind::Array(items) => values.extend(items.iter()),
                ValueKind::Table(table) => open.push(table),
                ValueKind::Boolean(_) | ValueKind::Datetime(_) | ValueKind::Bare(_) | ValueKind::Broken => {}
            }
        }
    }
    black_box(length);
}

/// What the system says of the memory of this process, in bytes.
fn memory(what: &str) -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(what))?;
    line.trim().strip_suffix(" kB")?.parse::<usize>().ok().map(|kib| kib << 10)
}

/// A policy as large as a file may be.
fn policy() -> String {
    let mut text = String::with_capacity(SIZE + 4096);
    for n in 0.. {
        if text.len() >= SIZE {
            break;
        }
        let (above, limit) = (n % 90 * 1_000, n % 97 * 10_000 + 5_000);
        let _ = write!(
            text,
            r#"
[roles.sales-manager-{n}]
name = "销售经理 {n}"
department = "sales"
level = "tactical"
reports-to = "sales-director"

[activities.lead-negotiation-{n}]
name = "商务谈判"
stage = "contract"
A = "sales-manager-{n}"
R = ["account-executive", "sales-support"]
C = "legal-counsel"

[[activities.lead-negotiation-{n}.cases]]
when = {{ annual-purchase = {{ above = {above} }}, region = ["east", "south"] }} # large customers
A = "sales-director"

[decisions.price-discount-{n}]
activity = "lead-negotiation-{n}"
measure = "amount"
limits = [
  {{ decides = "account-executive", at-most = {limit} }},
  {{ decides = "sales-manager-{n}", at-most = 2_000_000 }},
  {{ decides = {{ all = ["sales-director", {{ any = ["treasurer", "chair"] }}] }} }},
]
"#
        );
    }
    text
}
