//! What people mean by what they write: by a name, a number, a unit, a day.

mod amount;
mod called;
mod day;
mod measure;
mod spelling;

pub use amount::{Amount, Figures, amount};
pub use called::{Known, called, either};
pub use day::day;
pub use measure::Measure;
pub use spelling::{look, plain};
