//! The main job: from the files of policies to findings.

use jiff::civil::Date;

use crate::finding::{Finding, Level, Subject};
use crate::report::Proved;
use crate::source::{FileId, Place, Policy, Sources};

/// What the user asked for beside the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The day on which the matrix is looked at.
    pub as_of: Date,
    /// Rules with the level that they get over what the files say, `None` for off; a later one counts over an earlier.
    pub levels: Vec<(String, Option<Level>)>,
}

/// Checks the policies and returns what is wrong, in no particular order, and what was proved.
#[must_use]
pub fn check(sources: &Sources, policies: &[Policy], _options: &Options) -> (Vec<Finding>, Proved) {
    let files = policies.iter().flat_map(Policy::files);
    (files.filter_map(|file| check_file(sources, file)).collect(), Proved::default())
}

/// What is wrong with a file as a whole.
fn check_file(sources: &Sources, file: FileId) -> Option<Finding> {
    let fault = sources.file(file).fault()?;
    let place = Place::new(file, fault.span());
    Some(Finding::new("invalid-toml", Level::Error, Subject::Matrix, place, fault.to_string()).help(fault.help()))
}
