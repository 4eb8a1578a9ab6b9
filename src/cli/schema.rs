//! `raci schema`: the JSON Schema of the format, for editors.

use clap::Args;

use super::status::Status;
use super::terminal;
use crate::syntax::schema;

/// Print the JSON Schema of the format, for editors
#[derive(Debug, Args)]
pub(super) struct Schema {}

impl Schema {
    pub(super) fn run() -> Status {
        let written = terminal::print(|out| {
            serde_json::to_writer_pretty(&mut *out, &schema())?;
            writeln!(out)
        });
        match written {
            Ok(()) => Status::Clean,
            Err(error) => {
                terminal::say(&format!("error: cannot write to standard output: {error}"));
                Status::Failed
            }
        }
    }
}
