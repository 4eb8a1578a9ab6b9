//! The most that a policy of 100 kB can cost: structures that are known to be hard, made harder step by step, from the same seed on
//! every run.
//!
//! A candidate is a process of its own with an end: one that reaches it is not looked at further, for it costs more than it may.
//! `COST_SECONDS` and `COST_ROUNDS` search longer. The worst of each family is kept below the target folder.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark is read on the terminal, and one that cannot go on has nothing to say"
)]

mod genes;
mod run;

use std::path::{Path, PathBuf};

use genes::{FAMILIES, Family, Genes, Random};
use run::{Cost, Limits, Meter, Processor};

/// What a stranger's policy may have.
const MOST_BYTES: usize = 100_000;

/// A candidate, and what it cost.
struct Tried {
    genes: Genes,
    bytes: usize,
    cost: Cost,
}

fn main() {
    let number = |name: &str, default| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    let limits = Limits { seconds: number("COST_SECONDS", 5), megabytes: 1_500 };
    let rounds = number("COST_ROUNDS", 12);
    let only: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let asked = |family: &&Family| only.is_empty() || only.iter().any(|name| family.name.contains(name.as_str()));

    println!("{:>14} {:>7} {:>7} {:>9} {:>8}   of", "family", "asked", "bytes", Processor.unit(), "MB");
    let mut worst: Option<(&Family, Tried)> = None;
    for family in FAMILIES.iter().filter(asked) {
        let tried = climb(family, &Processor, limits, rounds);
        print_line(family, &tried);
        if worst.as_ref().is_none_or(|(_, worst)| worst.cost.spent < tried.cost.spent) {
            worst = Some((family, tried));
        }
    }
    if let Some((family, tried)) = worst {
        println!("\nthe most that {MOST_BYTES} bytes cost:");
        print_line(family, &tried);
    }
}

fn print_line(family: &Family, Tried { genes, bytes, cost }: &Tried) {
    let over = if cost.is_ended { ">" } else { "" };
    let spent = format!("{over}{:.2}", cost.spent);
    let memory = cost.megabytes.map_or("?".to_owned(), |megabytes| format!("{megabytes:.0}"));
    println!("{:>14} {:>7} {bytes:>7} {spent:>9} {memory:>8}   {genes}", family.name, family.asked.word());
}

/// From what is known to be hard to what is harder: a change that costs more is kept.
fn climb(family: &Family, meter: &dyn Meter, limits: Limits, rounds: u64) -> Tried {
    let folder = kept(family);
    let mut random = Random::new(family.name);
    let mut best = cost(family, &family.first, &folder, meter, limits).unwrap();
    for _ in 0..rounds {
        if best.cost.is_ended {
            break;
        }
        let genes = best.genes.changed(&mut random);
        best = match cost(family, &genes, &folder, meter, limits) {
            Some(tried) if tried.cost.is_ended || tried.cost.spent > best.cost.spent => tried,
            _ => best,
        };
    }
    write(family, &best.genes, &folder);
    best
}

/// What a candidate costs; `None` where it is larger than it may be.
fn cost(family: &Family, genes: &Genes, folder: &Path, meter: &dyn Meter, limits: Limits) -> Option<Tried> {
    let bytes = write(family, genes, folder);
    let cost = (bytes <= MOST_BYTES).then(|| meter.cost(family.asked, folder, limits))?;
    Some(Tried { genes: genes.clone(), bytes, cost })
}

/// Writes the policy, and where two are compared the other; returns how large the larger is.
fn write(family: &Family, genes: &Genes, folder: &Path) -> usize {
    let texts = [("new", family.asked.seed()), ("old", 0)].map(|(name, seed)| {
        let text = genes.policy(seed);
        std::fs::create_dir_all(folder.join(name)).unwrap();
        std::fs::write(folder.join(name).join("raci.toml"), &text).unwrap();
        text.len()
    });
    texts[0].max(texts[1])
}

fn kept(family: &Family) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cost").join(family.name)
}
