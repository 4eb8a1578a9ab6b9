//! `raci check --fix`: mends what is safe, then checks what is there.

use std::fmt;
use std::io;
use std::path::Path;

use similar::TextDiff;

use super::super::failure::Failure;
use super::super::terminal;
use super::CheckArgs;
use crate::fix::{Fixed, fix};
use crate::report::counted;
use crate::source::harmless::{prose, putln};
use crate::source::{FileId, Opened, TextFile};
use crate::writer;

impl CheckArgs {
    /// Mends the files, and returns them as they are then.
    pub(super) fn fix(&self, here: &Path, opened: Opened) -> Result<Opened, Failure> {
        for path in &self.paths {
            writer::refuse_links(here, path).map_err(|link| Failure::new(link.to_string()))?;
        }
        let fixed = self.fixed(&opened)?;
        for file in &fixed.files {
            write(opened.sources.file(*file), fixed.sources.text(*file))?;
        }
        let files = counted(fixed.files.len() as u64, "file", "files");
        match fixed.count {
            0 => terminal::say("nothing to mend that is safe to mend"),
            count => terminal::say(&format!("mended {} in {files}", counted(count as u64, "finding", "findings"))),
        }
        Ok(Opened { sources: fixed.sources, ..opened })
    }

    /// What mending would change.
    pub(super) fn difference(&self, opened: &Opened) -> Result<String, Failure> {
        if !self.format.is_for_people() {
            return Err(Failure::new("`--diff` is for people: leave `--format` out"));
        }
        let fixed = self.fixed(opened)?;
        let difference = |file: &FileId| {
            let name = prose(opened.sources.name(*file));
            let (before, after) = (opened.sources.text(*file), fixed.sources.text(*file));
            let lines = TextDiff::from_lines(&**before, &**after);
            lines.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string()
        };
        Ok(fixed.files.iter().map(difference).collect())
    }

    pub(super) fn write_difference(&self, difference: &str) -> io::Result<()> {
        terminal::print(|out| difference.lines().try_for_each(|line| putln!(out, "{}", prose(line))))
    }

    fn fixed(&self, opened: &Opened) -> Result<Fixed, Failure> {
        if self.paths.iter().any(|path| path == Path::new("-")) {
            return Err(Failure::new("what comes from standard input cannot be mended: name a file or a folder"));
        }
        fix(&opened.sources, &opened.policies, &self.options()?).map_err(|worse| Failure::new(worse.to_string()))
    }
}

/// Writes a file that was mended, if it is still what was read.
fn write(before: &TextFile, after: &str) -> Result<(), Failure> {
    let cannot = |why: &dyn fmt::Display| Failure::new(format!("cannot mend `{}`: {why}", before.name()));
    let path = before.path().ok_or_else(|| cannot(&"it is not on disk"))?;
    writer::replace(path, Some(before.text()), after).map_err(|error| cannot(&error))
}
