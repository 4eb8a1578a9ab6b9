//! Answers of `raci who`, one file a form.

pub mod human;
pub mod json;
