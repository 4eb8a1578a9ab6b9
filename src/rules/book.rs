//! The pages of all rules as one text in Markdown.

use std::fmt::Write as _;

use super::beginning::{left_out, tables};
use super::list::ALL;
use super::rule::{Rule, Topic};

/// Every rule, by topics: a table of all, the pages, and then the policy that their examples are pieces of.
#[must_use]
pub fn book() -> String {
    let mut topics: Vec<Topic> = ALL.iter().map(|rule| rule.topic).collect();
    topics.dedup();
    let mut book = String::from(OPENING);
    for topic in &topics {
        book.push_str(&table(*topic));
    }
    for topic in &topics {
        let _ = write!(book, "\n## {}\n", topic.title());
        for rule in of(*topic) {
            book.push_str(&page(rule));
        }
    }
    let _ = write!(book, "{REST}```toml\n{}```\n", tables());
    book
}

const OPENING: &str = "\
# The rules

What `raci check` looks for. Each rule has a name and no number: \"allow `no-deputy`\" reads as a sentence. Set a level with
`[lint.rules]` in `raci.toml` (`no-deputy = \"off\"`) or for one run with `-A`, `-W`, `-D`; excuse one finding with `[[waivers]]`. The rules on
the file itself can be neither switched off nor waived. `raci explain RULE` shows a page in the terminal.

Every example is a piece of one small policy, [the rest of which](#the-rest-of-the-policy) stands once, at the end; what puts it right is
shown as the lines that go (`-`) and come (`+`). This file is made from the rules themselves, and all of that is run by the tests.

## All rules
";

/// What a page says here in place of what it says where it stands alone.
const LEFT_OUT: &str = "[The rest of the policy](#the-rest-of-the-policy) is left out.";

const REST: &str = "
## The rest of the policy

Every example above stands in this policy, in which there is nothing to find. A table that an example shows stands in place of the one here.

";

fn of(topic: Topic) -> impl Iterator<Item = &'static Rule> {
    ALL.iter().copied().filter(move |rule| rule.topic == topic)
}

fn table(topic: Topic) -> String {
    let mut table = format!("\n### {}\n\n", topic.title());
    if let Some(pack) = topic.pack() {
        let _ = writeln!(table, "Off until asked for: `packs = [\"{pack}\"]` in `[lint]`.\n");
    }
    table.push_str("| rule | level | what is wrong |\n| --- | --- | --- |\n");
    for rule in of(topic) {
        let _ = writeln!(table, "| [`{0}`](#{0}) | {1} | {2} |", rule.name, rule.level, rule.summary());
    }
    table
}

/// The page of a rule below the headings of its topic.
fn page(rule: &Rule) -> String {
    let mut page = format!("\n### {}\n\n", rule.name);
    let mut is_example = false;
    for line in rule.markdown().replace(&left_out(), LEFT_OUT).lines() {
        is_example ^= line.starts_with("```");
        let below = if line.starts_with("# ") && !is_example { "###" } else { "" };
        let _ = writeln!(page, "{below}{line}");
    }
    page
}
