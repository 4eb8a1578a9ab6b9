//! `raci schema`: the JSON Schema of the format, for editors.

use clap::Args;

use super::status::Status;
use super::terminal;
use crate::source::harmless::{pretty_json, putln};
use crate::syntax::schema;

/// Print the JSON Schema of the format, for editors
#[derive(Debug, Args)]
pub(super) struct Schema {}

impl Schema {
    pub(super) fn run() -> Status {
        let written = terminal::print(|out| {
            out.put(&pretty_json(&schema())?)?;
            putln!(out)
        });
        terminal::finish(written, Status::Clean)
    }
}
