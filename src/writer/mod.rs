//! Files that are written: whole or not at all, through no link that came with what is checked, over nothing that was changed
//! meanwhile, and with nothing left behind where a run is cut short.

mod folder;
mod lock;
mod outlet;
mod signals;
mod unfinished;
mod way;
mod whole;

pub use folder::{NotMade, make};
pub use outlet::{NoOutlet, Outlet};
pub use signals::survive_full_quota;
pub use way::{NoWay, refuse_links};
pub use whole::{NotReplaced, remove, replace};
