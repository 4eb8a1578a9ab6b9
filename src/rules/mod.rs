//! What can be wrong with a matrix: one file a rule, with its page, its level and its check.
//!
//! To add a rule, write its file and add its name to the list in `list.rs`. Its `check` looks at the matrix as a whole; what is wrong with an
//! activity or a decision by itself is found by one `each_activity` or `each_decision`. Its page is its doc comment and has these
//! parts, in this order: what is wrong, `# Why it matters`, `# Example` (a piece of the policy in `beginning.toml`, in which exactly this
//! rule then finds something), `# Put right` (the lines of it that go and come, after which there is nothing to find), `# Silent when`.
//! The page is what `raci explain` shows, and the tests run both. CONTRIBUTING.md goes through it step by step.

mod beginning;
mod book;
mod context;
mod found;
mod gravity;
mod headline;
mod jobs;
mod list;
mod open;
mod rule;
mod run;
mod settings;
mod sought;
mod support;
mod threshold;
mod unused;
mod waived;

pub use book::book;
pub use context::Context;
pub use found::Found;
pub use list::{ALL, find, is_mistake};
pub use rule::{Check, Rule, Topic};
pub use run::{Ran, run};
pub use settings::{Refusal, SetBy, Settings, adjustable};
pub use sought::sought;
pub use threshold::Threshold;

/// Makes the modules, a folder a group.
macro_rules! modules {
    ($($group:ident { $($name:ident,)* })*) => {
        $(mod $group {
            $(pub(super) mod $name;)*
        })*
    };
}

list::rules!(modules);
