//! The program as it is typed: whole commands as they are written down, and what becomes of files, repositories and streams.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod asked;
mod ci_kit;
mod cli;
mod environment;
mod fix;
#[path = "../common/git.rs"]
mod git;
mod ignored;
mod init;
mod revision;
mod signing;
mod since;
mod transcripts;
mod waive;
mod writers;
