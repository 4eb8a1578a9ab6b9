//! What it costs to say in the format's words who signs on top, what stands over what and who asks, beside the same written out in cases:
//! 2 000 decisions over six dimensions, checked as a whole.

#![expect(clippy::print_stdout, reason = "a bench tells what it measured")]

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use raci::check::check;
use raci::options::Options;
use raci::source::{FileId, Policy, Sources};

/// So many decisions.
const DECISIONS: usize = 2_000;

/// How often each is checked; the fastest counts.
const ROUNDS: usize = 7;

/// What both policies have: six dimensions, with the one who asks as a dimension of the policy's own in place of the built-in one.
const COMMON: &str = r#"
[dimensions]
amount = { unit = "USD", at-least = 0, step = 0.01 }
vendor = ["new", "known"]
urgent = ["yes", "no"]
region = ["north", "south", "west"]
budget = ["inside", "outside"]
asker = ["clerk", "lead"]

[roles]
ceo = {}
cfo = { reports-to = "ceo" }
purchasing = { reports-to = "cfo" }
lead = { reports-to = "cfo" }
clerk = { reports-to = "lead" }

[activities.buy]
R = ["clerk", "lead"]
A = "cfo"
C = "purchasing"
"#;

/// The ladder for who asks, with what some cases need on top.
fn ladder(first: &str, added: &str) -> String {
    let signs =
        |who: &str| if added.is_empty() { format!("\"{who}\"") } else { format!("{{ all = [\"{who}\", {added}] }}") };
    let [first, second, third] = [first, "cfo", "ceo"].map(signs);
    format!(
        "measure = \"amount\"\nlimits = [{{ decides = {first}, at-most = 500 }}, {{ decides = {second}, at-most = 5_000 }}, {{ decides = {third} }}]\n"
    )
}

const EMERGENCY: &str = "urgent = \"yes\", region = [\"north\", \"south\"], budget = \"inside\"";

/// With `also`, `over` and `requested-by`.
fn in_the_words_of_the_format() -> String {
    let mut text = COMMON.to_owned();
    for number in 0..DECISIONS {
        let _ = write!(
            text,
            "[decisions.d{number}]\nactivity = \"buy\"\nrequested-by = [\"clerk\", \"lead\"]\nper = \"vendor per year\"\n\
             [[decisions.d{number}.cases]]\nwhen = {{ requested-by = \"clerk\" }}\n{}\
             [[decisions.d{number}.cases]]\nwhen = {{ requested-by = \"lead\" }}\n{}\
             [[decisions.d{number}.cases]]\nover = \"all\"\nalone = true\nwhen = {{ {EMERGENCY} }}\ndecides = \"cfo\"\n\
             [[decisions.d{number}.also]]\nwhen = {{ vendor = \"new\" }}\ndecides = \"purchasing\"\n",
            ladder("lead", ""),
            ladder("cfo", ""),
        );
    }
    text
}

/// The same in cases that do not meet.
fn written_out() -> String {
    let mut text = COMMON.to_owned();
    let outside = [
        "urgent = \"no\"",
        "urgent = \"yes\", region = \"west\"",
        "urgent = \"yes\", region = [\"north\", \"south\"], budget = \"outside\"",
    ];
    for number in 0..DECISIONS {
        let _ = write!(
            text,
            "[decisions.d{number}]\nactivity = \"buy\"\nper = \"vendor per year\"\n\
             [[decisions.d{number}.cases]]\nwhen = {{ {EMERGENCY} }}\ndecides = \"cfo\"\n"
        );
        for (asker, first) in [("clerk", "lead"), ("lead", "cfo")] {
            for (vendor, added) in [("known", ""), ("new", "\"purchasing\"")] {
                for when in outside {
                    let _ = write!(
                        text,
                        "[[decisions.d{number}.cases]]\nwhen = {{ asker = \"{asker}\", vendor = \"{vendor}\", {when} }}\n{}",
                        ladder(first, added)
                    );
                }
            }
        }
    }
    text
}

/// The fastest of several checks, and how many errors it finds.
fn checked(text: &str) -> (Duration, usize) {
    let sources = Sources::in_memory([("raci.toml", text.to_owned())]);
    let options = Options::on(jiff::civil::date(2026, 7, 1));
    let once = || {
        let start = Instant::now();
        let (findings, _) = black_box(check(&sources, &[Policy::alone(FileId(0))], &options));
        let wrong = ["no-decider", "several-deciders", "unproven", "invalid-value"];
        (start.elapsed(), findings.iter().filter(|finding| wrong.contains(&finding.rule)).count())
    };
    (0..ROUNDS).map(|_| once()).min().unwrap_or_default()
}

fn main() {
    let (short, long) = (in_the_words_of_the_format(), written_out());
    let ((one, wrong), (other, also_wrong)) = (checked(&short), checked(&long));
    let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
    println!("{DECISIONS} decisions over six dimensions, the whole of `check`:");
    let (bytes, time) = (short.len(), milliseconds(one));
    println!("  `also`, `over`, `requested-by`  {time:>8.1} ms  {bytes:>8} bytes  {wrong} wrong");
    let (bytes, time) = (long.len(), milliseconds(other));
    println!("  written out in cases            {time:>8.1} ms  {bytes:>8} bytes  {also_wrong} wrong");
    println!("  ratio                           {:>8.2}", one.as_secs_f64() / other.as_secs_f64());
}
