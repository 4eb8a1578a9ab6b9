//! What people mean by what they write: by a name, a number, a unit, a day.

mod called;
mod day;
mod measure;
mod per;
mod quantity;
mod several;
mod span;
mod spelling;
mod truth;

pub use called::{Known, called, either};
pub use day::{DaysMeant, day, days};
pub use measure::Measure;
pub use per::adds_up;
pub use quantity::{Figures, Quantity, quantity};
pub use several::{Joining, is_nobody, quoted, several};
pub use span::spans;
pub use spelling::{look, plain};
pub use truth::truth;
