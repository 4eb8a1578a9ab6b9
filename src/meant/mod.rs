//! What people mean by what they write: by a name, a number, a unit, a day.

mod called;
mod day;
mod measure;
mod per;
mod quantity;
mod spelling;

pub use called::{Known, called, either};
pub use day::day;
pub use measure::Measure;
pub use per::adds_up;
pub use quantity::{Figures, Quantity, quantity};
pub use spelling::{look, plain};
