//! From TOML to declarations, with a place for every value and every mistake collected.
//!
//! A declaration says what stands in the file, no more: references are not resolved, and nothing is known of other files. What could
//! not be read is [`Slot::Unread`], so that nobody takes it for absent and complains a second time.

mod activity;
mod answer;
mod case;
mod decision;
mod declare;
mod delegation;
mod dimension;
mod escalation;
mod example;
mod file;
mod flaw;
mod handoff;
mod indicator;
mod key;
mod letter;
mod lettered;
mod lint;
mod matrix;
mod meant;
mod person;
mod read;
mod reader;
mod remarks;
mod role;
mod schema;
mod scheme;
mod separation;
mod shape;
mod stage;
mod term;
mod twice;
mod values;
mod waiver;

pub use activity::{Activity, ActivityCase};
pub use answer::{Expression, Limit};
pub use case::{AlertBounds, Bounded, Bounds, Restriction, Scalar, TargetBounds, When};
pub use decision::{Decision, DecisionCase};
pub use delegation::Delegation;
pub use dimension::{Dimension, DimensionTable, DimensionValues, Group};
pub use escalation::Escalation;
pub use example::{Example, Given};
pub use file::{File, Parsed, parse};
pub use flaw::Flaw;
pub use handoff::Handoff;
pub use indicator::Indicator;
pub use letter::{Capacity, Letter};
pub use lettered::{Lettered, Letters};
pub use lint::{Lint, Overrides, Setting};
pub use matrix::{Language, Matrix, StandsIn};
pub use meant::number_meant;
pub use person::{Leave, Person};
pub use read::{Flag, Located, Named, OneOrMany, Read, Slot, Target, To};
pub use reader::{Reader, Unread};
pub use remarks::Remarks;
pub use role::{Department, Enough, Headcount, Role, RoleInCases};
pub use schema::schema;
pub use scheme::Scheme;
pub use separation::Separation;
pub use shape::{Field, Shape};
pub use stage::Stage;
pub use term::{Term, Unit};
pub use twice::{repeats, stands_twice};
pub use waiver::Waiver;
