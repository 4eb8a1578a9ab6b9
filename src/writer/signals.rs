//! The signals that would end a run.

pub(super) use system::watch;

/// Makes a write beyond the size that files may have an error, as one to a full disk is, and not the end of the run.
pub fn survive_full_quota() {
    system::survive_full_quota();
}

#[cfg(unix)]
mod system {
    use std::fs;
    use std::os::raw::c_int;
    use std::sync::atomic::AtomicBool;
    use std::sync::mpsc::sync_channel;
    use std::sync::{Arc, Once};
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    pub(super) fn survive_full_quota() {
        // where it cannot be caught, it ends the run as it always did
        let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    }

    /// From now on a signal that ends the run clears up first, and holds what that returns until the end. Where there is no thread to be
    /// had, it does not.
    pub(in crate::writer) fn watch<T: 'static>(clear: fn() -> T) {
        static WATCHED: Once = Once::new();
        WATCHED.call_once(|| {
            let (ready, is_ready) = sync_channel(1);
            let watcher = thread::Builder::new().name("signals".to_owned()).spawn(move || {
                let signals = Signals::new([SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| !is_ignored(*signal)));
                let _ = ready.send(());
                if let Ok(mut signals) = signals {
                    signals.forever().for_each(|signal| {
                        let _held = clear();
                        let _ = emulate_default_handler(signal);
                    });
                }
            });
            if watcher.is_ok() {
                let _ = is_ready.recv();
            }
        });
    }

    /// Whether whoever started the run wants it to go on, as `nohup` does. Only Linux tells.
    fn is_ignored(signal: c_int) -> bool {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
        let bit = u32::try_from(signal).ok().and_then(|signal| signal.checked_sub(1));
        bit.is_some_and(|bit| ignored.checked_shr(bit).is_some_and(|mask| mask & 1 == 1))
    }
}

#[cfg(not(unix))]
mod system {
    pub(super) const fn survive_full_quota() {}

    pub(in crate::writer) const fn watch<T>(_: fn() -> T) {}
}
