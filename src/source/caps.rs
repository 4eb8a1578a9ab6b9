//! How much is read from outside, on disk and of a revision alike.

use std::io::{self, Read};
use std::sync::atomic::{AtomicUsize, Ordering};

/// So many bytes of policies are read in one run: 256 MiB.
pub(super) const MOST_BYTES_IN_ALL: usize = 256 << 20;

/// So many files below one folder may be named as a policy's are.
pub(super) const MOST_FILES: usize = 100_000;

/// Reads a stream: all of it, or one byte more than is allowed.
pub(super) fn read_capped(stream: impl Read, most: usize) -> io::Result<Vec<u8>> {
    read_into(Vec::new(), stream, most)
}

/// Reads a stream to the end of bytes for which room was made already: all of it, or one byte more than is allowed.
pub(super) fn read_into(mut bytes: Vec<u8>, stream: impl Read, most: usize) -> io::Result<Vec<u8>> {
    stream.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What was read so far, on all threads.
#[derive(Debug, Default)]
pub(super) struct Room(AtomicUsize);

impl Room {
    /// Takes up room.
    ///
    /// # Errors
    /// Where there is not so much left.
    pub(super) fn take(&self, bytes: usize) -> io::Result<()> {
        self.0.fetch_add(bytes, Ordering::Relaxed);
        self.held()
    }

    /// That not more was read than there is room for.
    ///
    /// # Errors
    /// Where it was.
    pub(super) fn held(&self) -> io::Result<()> {
        match self.0.load(Ordering::Relaxed) {
            ..=MOST_BYTES_IN_ALL => Ok(()),
            _ => Err(io::Error::other("the files to be checked are larger than 256 MiB in all")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_up_to_the_cap_and_none_above() {
        let room = Room::default();
        assert!(room.take(MOST_BYTES_IN_ALL - 1).is_ok() && room.take(1).is_ok() && room.held().is_ok());
        let told = room.take(1).unwrap_err().to_string();
        assert_eq!(told, "the files to be checked are larger than 256 MiB in all");
        assert!(room.held().is_err(), "it stays so");
    }
}
