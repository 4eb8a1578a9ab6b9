//! What is in the objects of a repository, asked of one `git` that goes on running.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::object::ObjectId;
use crate::source::caps::{Room, read_capped};

/// A running `git cat-file --batch`.
pub(super) struct Batch {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    is_broken: bool,
}

/// So many questions fit into a pipe before an answer must be read: whoever asked more at once could wait for ever.
const ASKED_AT_ONCE: usize = 32;

impl Batch {
    pub(super) fn start(mut command: Command) -> io::Result<Self> {
        let mut child = command.stdin(Stdio::piped()).spawn()?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(stdin), Some(stdout)) => Ok(Self { child, stdin, stdout: BufReader::new(stdout), is_broken: false }),
            _ => Err(io::Error::other("git could not be asked")),
        }
    }

    /// What is in these objects, in their order: of each at most `each` bytes and one more, and not more than there is room for.
    ///
    /// # Errors
    /// Where one of them is not there. From then on nothing can be read.
    pub(super) fn read(&mut self, objects: &[&ObjectId], each: usize, room: &Room) -> io::Result<Vec<Vec<u8>>> {
        let is_in_vain = self.is_broken && !objects.is_empty();
        let read = if is_in_vain { Err(missing()) } else { self.read_all(objects, each, room) };
        self.is_broken |= read.is_err();
        read
    }

    /// Whether something could not be read.
    pub(super) const fn is_broken(&self) -> bool {
        self.is_broken
    }

    fn read_all(&mut self, objects: &[&ObjectId], each: usize, room: &Room) -> io::Result<Vec<Vec<u8>>> {
        let mut contents = Vec::with_capacity(objects.len());
        for some in objects.chunks(ASKED_AT_ONCE) {
            let questions: String = some.iter().map(|object| format!("{object}\n")).collect();
            self.stdin.write_all(questions.as_bytes())?;
            self.stdin.flush()?;
            for object in some {
                let content = self.read_one(object, each)?;
                room.take(content.len())?;
                contents.push(content);
            }
        }
        Ok(contents)
    }

    /// Reads one answer: a line `OBJECT blob SIZE`, so many bytes, and a line break.
    fn read_one(&mut self, object: &ObjectId, each: usize) -> io::Result<Vec<u8>> {
        let mut head = String::new();
        self.stdout.by_ref().take(LONGEST_HEAD).read_line(&mut head)?;
        let size = head.trim_end().strip_prefix(&format!("{object} blob ")).and_then(|size| size.parse::<u64>().ok());
        let size = size.ok_or_else(missing)?;
        let mut rest = self.stdout.by_ref().take(size);
        let bytes = read_capped(&mut rest, each)?;
        io::copy(&mut rest, &mut io::sink())?;
        self.stdout.read_exact(&mut [0])?;
        Ok(bytes)
    }
}

fn missing() -> io::Error {
    io::Error::other("this clone does not have what is in it: fetch it first")
}

/// More than the longest name of an object, a kind and a size.
const LONGEST_HEAD: u64 = 256;

impl Drop for Batch {
    /// It may be in the midst of an answer that nobody wants any more.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
