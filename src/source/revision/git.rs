//! The `git` command, asked about one repository.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;

use super::super::name;
use super::super::open::read_capped;
use super::RevisionError;

/// A repository with a work tree.
pub(super) struct Git {
    /// The root of the work tree.
    pub(super) root: PathBuf,
}

/// The name of an object: a commit, a tree, what is in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ObjectId(String);

impl ObjectId {
    pub(super) fn parse(written: &[u8]) -> Option<Self> {
        let is_hex = !written.is_empty() && written.iter().all(u8::is_ascii_hexdigit);
        is_hex.then(|| Self(String::from_utf8_lossy(written).into_owned()))
    }
}

/// What a hook sets, which would make git look elsewhere than in the folder that it is asked about.
const SET_BY_HOOKS: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_COMMON_DIR"];

impl Git {
    /// The repository that holds `path`, or the nearest folder above it that there is.
    pub(super) fn around(here: &Path, path: &Path) -> Result<Self, RevisionError> {
        let folder = path.ancestors().find(|folder| folder.is_dir()).unwrap_or(here);
        let answer = ask(folder, &["rev-parse", "--show-toplevel"])?;
        if answer.complaint.contains("not a git repository") {
            return Err(RevisionError::NoRepository(name::relative(folder, here)));
        }
        let root = path_of(trimmed(&answer.out()?)).ok_or_else(|| misunderstood("the root of the work tree"))?;
        Ok(Self { root: root.canonicalize().unwrap_or(root) })
    }

    /// The commit that is called `revision`.
    pub(super) fn commit(&self, revision: &str) -> Result<ObjectId, RevisionError> {
        let unknown = || RevisionError::Unknown(revision.to_owned());
        if revision.is_empty() || revision.starts_with('-') || revision.contains('\0') {
            return Err(unknown());
        }
        let answer = ask(&self.root, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")])?;
        ObjectId::parse(trimmed(&answer.out)).filter(|_| answer.succeeded).ok_or_else(unknown)
    }

    /// All that is in a commit: for each path from the root on its mode, its object, and its name as bytes.
    pub(super) fn listed(&self, commit: &ObjectId) -> Result<Vec<u8>, RevisionError> {
        ask(&self.root, &["ls-tree", "-r", "-z", "--full-tree", &commit.0])?.out()
    }

    /// What is in these files, in their order: of each no more than is allowed, and one byte.
    pub(super) fn contents(&self, files: &[&ObjectId]) -> io::Result<Vec<Vec<u8>>> {
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let mut child = command(&self.root, &["cat-file", "--batch", "--buffer"]);
        let mut child = child.stdin(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let read = thread::scope(|scope| {
            let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
            // git answers while it is still being asked: whoever did both in turn would wait for ever
            let asked = scope.spawn(move || stdin.map_or(Ok(()), |stdin| ask_for(files, stdin)));
            let read = stdout.map_or_else(|| Ok(Vec::new()), |stdout| read_batch(files.len(), stdout));
            let asked = asked.join().unwrap_or_else(|_| Err(io::Error::other("git could not be asked")));
            read.and_then(|read| asked.map(|()| read))
        });
        finish(child, read)
    }
}

/// Waits for git to end, which it does once nobody asks it or listens to it.
fn finish<T>(mut child: Child, read: io::Result<T>) -> io::Result<T> {
    let status = child.wait()?;
    let read = read?;
    if status.success() { Ok(read) } else { Err(io::Error::other("git could not read it")) }
}

fn ask_for(files: &[&ObjectId], stdin: ChildStdin) -> io::Result<()> {
    let mut stdin = io::BufWriter::new(stdin);
    files.iter().try_for_each(|file| writeln!(stdin, "{}", file.0))?;
    stdin.flush()
}

/// Reads so many answers: a line `OBJECT blob SIZE`, so many bytes, and a line break.
fn read_batch(count: usize, stdout: ChildStdout) -> io::Result<Vec<Vec<u8>>> {
    let mut stdout = BufReader::new(stdout);
    (0..count).map(|_| read_one(&mut stdout)).collect()
}

fn read_one(stdout: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut head = String::new();
    stdout.read_line(&mut head)?;
    let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok());
    let size = size.ok_or_else(|| io::Error::other("git does not have what is in it"))?;
    let mut rest = stdout.take(size);
    let bytes = read_capped(&mut rest)?;
    io::copy(&mut rest, &mut io::sink())?;
    stdout.read_exact(&mut [0])?;
    Ok(bytes)
}

/// What git said.
struct Answer {
    out: Vec<u8>,
    complaint: String,
    succeeded: bool,
}

impl Answer {
    fn out(self) -> Result<Vec<u8>, RevisionError> {
        if self.succeeded {
            return Ok(self.out);
        }
        let line = self.complaint.lines().next().unwrap_or("it failed without a word");
        Err(RevisionError::Git(line.trim_start_matches("fatal: ").to_owned()))
    }
}

fn ask(folder: &Path, arguments: &[&str]) -> Result<Answer, RevisionError> {
    let output = command(folder, arguments).stdin(Stdio::null()).output().map_err(RevisionError::NoGit)?;
    Ok(Answer {
        out: output.stdout,
        complaint: String::from_utf8_lossy(&output.stderr).into_owned(),
        succeeded: output.status.success(),
    })
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
    for variable in SET_BY_HOOKS {
        command.env_remove(variable);
    }
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Without the line break at the end; one that is part of a name stays.
fn trimmed(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\n").unwrap_or(line)
}

/// A path as git writes it: bytes where paths are bytes, UTF-8 elsewhere.
pub(super) fn path_of(written: &[u8]) -> Option<PathBuf> {
    #[cfg(unix)]
    let path: &OsStr = std::os::unix::ffi::OsStrExt::from_bytes(written);
    #[cfg(not(unix))]
    let path = OsStr::new(std::str::from_utf8(written).ok()?);
    (!path.is_empty()).then(|| PathBuf::from(path))
}

pub(super) fn misunderstood(what: &str) -> RevisionError {
    RevisionError::Git(format!("{what} could not be understood"))
}
