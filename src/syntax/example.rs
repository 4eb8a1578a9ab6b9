//! Worked examples: what the matrix must answer.

use toml_mistakes::{Table, Value};

use super::activity::Activity;
use super::answer::Expression;
use super::case::Scalar;
use super::decision::Decision;
use super::declare::declaration;
use super::read::{Flag, Located, Read, To};
use super::reader::{Reader, named_under};
use super::role::Role;
use super::shape::Shape;
use crate::subject::{Kind, Subject, Text};

declaration! {
    /// A worked example: what the matrix must answer in one case.
    pub noted struct Example about(exemplified) {
        /// The decision that it is about.
        "decision" decision: To<Decision>;
        /// The activity that it is about.
        "activity" activity: To<Activity>;
        /// The full case: a value for each dimension that matters.
        required "given" given: Given;
        /// Who decides.
        "decides" decides: Located<Expression>;
        /// No approval is needed.
        "free" free: Flag;
        /// Nobody may.
        "forbidden" forbidden: Flag;
        /// It is decided outside this matrix.
        "elsewhere" elsewhere: Flag;
        /// Who is accountable.
        "accountable" accountable: To<Role>;
    }
}

fn exemplified(table: Table<'_>) -> Option<Subject> {
    let decision = named_under(table, "decision", Kind::Decision);
    decision.or_else(|| named_under(table, "activity", Kind::Activity))
}

/// A full case: dimension to value.
#[derive(Debug, Clone)]
pub struct Given {
    /// The dimensions and their values.
    pub values: Vec<(Located<Text>, Located<Scalar>)>,
    /// Whether some value could not be read.
    pub has_unread: bool,
    /// The whole table.
    pub place: crate::source::Place,
}

impl Read for Given {
    fn read(value: Value<'_>, reader: &mut Reader) -> Option<Self> {
        let table = reader.table(value)?;
        let mut given = Self { values: Vec::new(), has_unread: false, place: reader.place(value.span()) };
        for entry in table.iter() {
            let dimension = Located { value: Text::from(entry.key()), place: reader.place(entry.key_span()) };
            match Located::read(entry.value(), reader) {
                Some(value) => given.values.push((dimension, value)),
                None => given.has_unread = true,
            }
        }
        Some(given)
    }

    fn shape() -> Shape {
        Shape::Map { keys: "dimension", value: Box::new(Scalar::shape()) }
    }
}
