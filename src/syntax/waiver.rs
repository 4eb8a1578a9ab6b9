//! Exceptions, on the record.

use jiff::civil::Date;
use toml_mistakes::{Table, ValueKind};

use super::declare::declaration;
use super::read::{Located, To};
use super::role::Role;
use crate::subject::{Subject, Text};

fn excused(table: Table<'_>) -> Option<Subject> {
    match table.get("subject")?.value().kind() {
        ValueKind::String(subject) => Subject::parse(subject),
        _ => None,
    }
}

declaration! {
    /// An exception, on the record: it hides the findings of a rule on a subject until a day.
    pub noted struct Waiver about(excused) {
        /// The rule.
        required "rule" rule: Located<Text>;
        /// What the findings are about: `decisions.price-discount`, `matrix`.
        required "subject" subject: Located<Text>;
        /// Why.
        required "reason" reason: Located<Text>;
        /// The role that approved it.
        "approved-by" approved_by: To<Role>;
        /// The last day on which it holds.
        "until" until: Located<Date>;
    }
}
