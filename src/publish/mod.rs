//! The matrix in a form that people read, one file a form.

mod grid;
mod terminal;

pub use grid::{Cell, Column, Filter, Grid, Row, Section};
pub use terminal::terminal;
