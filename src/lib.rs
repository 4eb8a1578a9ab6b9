//! `raci` checks responsibility matrices: it proves that every case of every activity and every decision has exactly one
//! answer, and where one has none or two it names the place in the file and one concrete case.

pub mod absent;
pub mod ask;
pub mod cases;
pub mod check;
pub mod cli;
pub mod diff;
pub mod finding;
pub mod fingerprint;
pub mod fix;
pub mod hands;
pub mod load;
pub mod meant;
pub mod model;
pub mod nearest;
pub mod options;
pub mod org;
pub mod proved;
pub mod publish;
pub mod report;
pub mod rules;
pub mod source;
pub mod subject;
pub mod syntax;
pub mod waive;
pub mod words;
pub mod writer;
