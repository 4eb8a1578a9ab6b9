//! What the page of a rule shows: its example yields that rule and nothing else, and put right there is nothing to find.
//!
//! Every page is a test of its own: `cargo test --test pages no-accountable` runs that of one rule.

use std::process::ExitCode;

use jiff::civil::date;
use libtest_mimic::{Arguments, Failed, Trial};
use raci::check::check;
use raci::options::Options;
use raci::rules::{self, Rule};
use raci::source::{FileId, Policy, Sources};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    // what is too hard to prove does not fit on a page
    let pages = rules::ALL.iter().filter(|rule| rule.name != "unproven");
    let trials = pages.map(|rule| Trial::test(rule.name, || shows_what_it_says(rule))).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn shows_what_it_says(rule: &Rule) -> Result<(), Failed> {
    let example = found_in(&section(rule, "# Example")?);
    if example.is_empty() || example.iter().any(|(name, _)| *name != rule.name) {
        return Err(format!("the example must yield `{}` and nothing else, and yields {example:#?}", rule.name).into());
    }
    let put_right = found_in(&section(rule, "# Put right")?);
    if !put_right.is_empty() {
        return Err(format!("put right there must be nothing to find, and there is {put_right:#?}").into());
    }
    for heading in ["# Why it matters", "# Silent when"] {
        section(rule, heading)?;
    }
    if rule.threshold.is_some() {
        section(rule, "# Threshold")?;
    }
    Ok(())
}

/// What stands below a heading: of an example, the policy alone.
fn section(rule: &Rule, heading: &str) -> Result<String, Failed> {
    let mut section = String::new();
    let mut is_below = false;
    let mut is_policy = false;
    for line in rule.page.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)) {
        if line.starts_with("```") {
            is_policy = !is_policy;
        } else if line.starts_with("# ") && !is_policy {
            is_below = line == heading;
        } else if is_below {
            section.extend([line, "\n"]);
        }
    }
    if section.trim().is_empty() { Err(format!("there is nothing below `{heading}`").into()) } else { Ok(section) }
}

/// The rules that find something in a policy, and what they say.
fn found_in(policy: &str) -> Vec<(&'static str, String)> {
    let sources = Sources::in_memory([("raci.toml", policy)]);
    let options = Options::on(date(2026, 7, 1));
    let (findings, _) = check(&sources, &[Policy::alone(FileId(0))], &options);
    let not_waived = findings.into_iter().filter(|finding| finding.waived.is_none());
    not_waived.map(|finding| (finding.rule, finding.message)).collect()
}
