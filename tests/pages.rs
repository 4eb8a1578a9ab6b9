//! What the page of a rule shows: its example yields that rule and nothing else, and put right there is nothing to find.
//!
//! Every page is a test of its own: `cargo test --test pages no-accountable` runs that of one rule. The example is run behind the tables
//! of `src/rules/beginning.toml`, but for those that it has itself.

use std::collections::BTreeSet;
use std::process::{Command, ExitCode, Stdio};

use jiff::civil::date;
use libtest_mimic::{Arguments, Failed, Trial};
use raci::check::check;
use raci::options::Options;
use raci::rules::{self, Rule};
use raci::source::{FileId, Policy, Sources};

const BEGINNING: &str = include_str!("../src/rules/beginning.toml");

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    // what is too hard to prove does not fit on a page
    let pages = rules::ALL.iter().filter(|rule| rule.name != "unproven");
    let pages = pages.map(|rule| Trial::test(rule.name, || shows_what_it_says(rule)));
    let beginning = Trial::test("nothing is found in the beginning", || finds_nothing(BEGINNING));
    libtest_mimic::run(&arguments, pages.chain([beginning]).collect()).exit_code()
}

/// What a terminal of 80 columns shows at once.
const SCREEN: usize = 50;

/// Where what is wrong is not in the example.
const UNMARKED: [&str; 1] = ["vacant"];

fn explained(arguments: &[&str]) -> Result<String, Failed> {
    let output =
        Command::new(env!("CARGO_BIN_EXE_raci")).arg("explain").args(arguments).stdin(Stdio::null()).output()?;
    Ok(String::from_utf8(output.stdout)?)
}

fn fits_a_screen(rule: &Rule, found: &str) -> Result<(), Failed> {
    let page = explained(&[rule.name])?;
    let count = page.lines().count();
    if count > SCREEN {
        return Err(format!("{count} lines do not fit a screen of {SCREEN}:\n{page}").into());
    }
    let (example, _) = page.split_once("\nPut right\n").ok_or("there is no example")?;
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_marked = example.lines().any(|line| line.starts_with("  > ")) || UNMARKED.contains(&rule.name);
    if !is_marked || !words(example).contains(&words(found)) {
        return Err(format!("what is wrong must be marked and said ({found}):\n{page}").into());
    }
    let all = rule.markdown().replace("```toml", "").replace("```diff", "").replace("```", "");
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !"*#\\".contains(*c)).collect::<String>();
    let full = letters(&explained(&[rule.name, "--full"])?);
    match all.split_whitespace().find(|word| !full.contains(&letters(word))) {
        Some(word) => Err(format!("`--full` leaves out {word:?}").into()),
        None => Ok(()),
    }
}

fn shows_what_it_says(rule: &Rule) -> Result<(), Failed> {
    let page = rule.markdown();
    let is_chinese = |c: Option<char>| c.is_some_and(|c| ('\u{4E00}'..'\u{A000}').contains(&c));
    let mut blanks = page.char_indices().filter(|(_, c)| *c == ' ' || *c == '\n');
    if let Some((at, _)) = blanks.find(|(at, _)| {
        let (before, after) = page.split_at(*at);
        is_chinese(before.chars().next_back()) && is_chinese(after.chars().nth(1))
    }) {
        return Err(format!("a blank stands within Chinese at {at}").into());
    }
    let example = block(&page, "# Example\n```toml\n")?;
    is_set_well(&example)?;
    let found = found_in(&rule.example().0);
    if found.is_empty() || found.iter().any(|(name, _)| *name != rule.name) {
        return Err(format!("the example must yield `{}` and nothing else, and yields {found:#?}", rule.name).into());
    }
    if let Some((_, message)) = found.first() {
        fits_a_screen(rule, message)?;
    }
    finds_nothing(&whole(&put_right(&example, &block(&page, "# Put right\n```diff\n")?)?))?;
    let threshold = rule.threshold.map(|_| "# Threshold\n");
    match ["# Why it matters\n", "# Silent when\n"].into_iter().chain(threshold).find(|heading| !page.contains(heading))
    {
        Some(missing) => Err(format!("there is no `{}`", missing.trim()).into()),
        None => Ok(()),
    }
}

/// The lines of the block that begins so.
fn block<'a>(page: &'a str, beginning: &str) -> Result<Vec<&'a str>, Failed> {
    let (_, after) = page.split_once(beginning).ok_or_else(|| format!("there is no {beginning:?}"))?;
    Ok(after.lines().take_while(|line| *line != "```").collect())
}

/// A table begins the example or follows a line that is empty.
fn is_set_well(example: &[&str]) -> Result<(), Failed> {
    match example
        .windows(2)
        .find(|lines| matches!(lines, [before, table] if !before.is_empty() && table.starts_with('[')))
    {
        Some(lines) => Err(format!("there must be an empty line between {lines:?}").into()),
        None => Ok(()),
    }
}

/// The whole policy: the beginning without the tables that the example has, and then the example.
fn whole(example: &[&str]) -> String {
    let shown: BTreeSet<&str> = example.iter().copied().filter(|line| line.starts_with('[')).collect();
    let mut is_left = true;
    let left = BEGINNING.lines().filter(|line| {
        is_left = if line.starts_with('[') { !shown.contains(line) } else { is_left };
        is_left
    });
    left.chain(example.iter().copied()).flat_map(|line| [line, "\n"]).collect()
}

/// The example after the changes, of which the lines that stay or go must stand in it, one after the other, exactly once.
fn put_right<'a>(example: &[&'a str], changes: &[&'a str]) -> Result<Vec<&'a str>, Failed> {
    let unmarked = |marked: &&'a str| match (*marked, marked.split_at_checked(2)) {
        ("" | "+" | "-", _) => Ok(""),
        (_, Some(("  " | "+ " | "- ", line))) => Ok(line),
        _ => Err(format!("begins with neither `  ` nor `+ ` nor `- `: {marked:?}")),
    };
    let all_but =
        |mark| changes.iter().filter(move |line| !line.starts_with(mark)).map(unmarked).collect::<Result<Vec<_>, _>>();
    let (before, after) = (all_but('+')?, all_but('-')?);
    if before.is_empty() || before == after {
        return Err("no line tells where something changes, or none changes".into());
    }
    let places = example.windows(before.len()).enumerate().filter(|(_, lines)| *lines == before);
    match places.collect::<Vec<_>>().as_slice() {
        [(at, _)] => {
            Ok(example.iter().take(*at).chain(&after).chain(example.iter().skip(at + before.len())).copied().collect())
        }
        places => Err(format!("stands {} times in the example, not once:\n{}", places.len(), before.join("\n")).into()),
    }
}

fn finds_nothing(policy: &str) -> Result<(), Failed> {
    let found = found_in(policy);
    if found.is_empty() {
        Ok(())
    } else {
        Err(format!("there must be nothing to find in\n{policy}\nand there is {found:#?}").into())
    }
}

/// The rules that find something in a policy, and what they say.
fn found_in(policy: &str) -> Vec<(&'static str, String)> {
    let sources = Sources::in_memory([("raci.toml", policy)]);
    let options = Options::on(date(2026, 7, 1));
    let (findings, _) = check(&sources, &[Policy::alone(FileId(0))], &options);
    let not_waived = findings.into_iter().filter(|finding| finding.waived.is_none());
    not_waived.map(|finding| (finding.rule, finding.message)).collect()
}
