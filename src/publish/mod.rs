//! The matrix in a form that people read, one file a form.

mod chart;
mod csv;
mod dot;
mod edition;
mod footnotes;
mod grid;
mod legend;
mod markdown;
mod mermaid;
mod page;
mod register;
mod rights;
mod summary;
mod tables;
mod terminal;
mod terms;
mod workbook;

pub use csv::csv;
pub use dot::dot;
pub use edition::{Audit, Edition, Notice};
pub use grid::{Cell, Filter, Grid, RoleColumn, Row, Section};
pub use legend::Legend;
pub use markdown::markdown;
pub use mermaid::mermaid;
pub use page::page;
pub use register::Register;
pub use terminal::terminal;
pub use workbook::workbook;
