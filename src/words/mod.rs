//! What is said to people of answers, cases, spans of time and the steps of a chain, in each language. How it is laid out is not its matter.

mod answer;
mod beside;
mod cases;
mod chain;
mod holding;
mod lang;
mod standing;
mod term;
mod voice;

pub use beside::Deadlines;
pub use cases::{between, described};
pub use holding::{acting, fewer, held, said};
pub use lang::{Lang, Words};
pub use voice::{Voice, clean};
