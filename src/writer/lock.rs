//! One writer at a time in a folder.

use std::fs::File;
use std::io;
use std::path::Path;

/// Holds a folder until it is dropped; nothing is left of it. `None` where folders cannot be held: on such a disk or system what is there
/// is compared all the same.
#[cfg(unix)]
pub(super) fn hold(folder: &Path) -> io::Result<Option<File>> {
    use std::fs::TryLockError;
    use std::thread::sleep;
    use std::time::Duration;

    const PAUSE: Duration = Duration::from_millis(5);
    const MOST_PAUSES: usize = 2000;

    let held = File::open(folder)?;
    for _ in 0..MOST_PAUSES {
        match held.try_lock() {
            Ok(()) => return Ok(Some(held)),
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(io::Error::other("another program holds its folder"))
}

/// Folders cannot be held.
#[cfg(not(unix))]
pub(super) const fn hold(_: &Path) -> io::Result<Option<File>> {
    Ok(None)
}
