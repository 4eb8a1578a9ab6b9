//! Why a question cannot be answered.

use std::fmt;

use case_space::Number;
use jiff::civil::Date;

use crate::meant::either;
use crate::subject::Text;

/// Why a case cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseError {
    /// There is no such dimension; the nearest there is.
    Dimension(String, Option<String>),
    /// The dimension is given twice.
    Twice(Text),
    /// Several dimensions are called so.
    Dimensions(String, Vec<Text>),
    /// The dimension has no such value; what it has.
    Value(Text, String, String),
    /// Several values of the dimension are called so.
    Values(Text, String, Vec<Text>),
    /// The number can be either of two.
    Doubtful(Text, String, [Number; 2]),
    /// The number is one of something else than the dimension counts.
    Unit(Text, String, Option<Text>),
    /// It is no day.
    Day(String),
    /// The matrix is looked at on another day.
    OtherDay(Date),
    /// Nobody is called so who could ask; the nearest who is.
    Requester(String, Option<String>),
    /// This one may not ask; those who may.
    MayNotAsk(Text, Vec<Text>),
    /// There is no such case, and why.
    Absent(String),
    /// The answer depends on these dimensions, which are not given; what each can be.
    Missing(Vec<(Text, String)>),
    /// The subject could not be read.
    Unreadable,
}

impl fmt::Display for CaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dimension(written, near) => {
                write!(f, "there is no dimension `{written}`")?;
                nearest(f, near.as_ref())
            }
            Self::Dimensions(written, all) => write!(f, "`{written}` may be {}; write which", either(all)),
            Self::Twice(dimension) => write!(f, "`{dimension}` is given twice, and a case has one value of it"),
            Self::Value(dimension, value, has) => write!(f, "`{dimension}` is never `{value}`; it is {has}"),
            Self::Values(dimension, written, all) => {
                write!(f, "`{written}` may be {} of `{dimension}`; write which", either(all))
            }
            Self::Doubtful(dimension, written, [one, other]) => {
                let [grouped, or] = [one, other].map(Number::grouped);
                write!(f, "`{dimension}` may be {grouped} or {or} where `{written}` is written; ")?;
                write!(f, "write `{dimension}={one}` or `{dimension}={other}`")
            }
            Self::Unit(dimension, written, Some(unit)) => {
                write!(f, "`{dimension}` is a number in {unit}, and `{written}` is not")
            }
            Self::Unit(dimension, written, None) => {
                write!(f, "`{dimension}` is a number without a unit, and `{written}` has one")
            }
            Self::Day(written) => write!(f, "`{written}` is no day; write year, month and day: 2026-12-31"),
            Self::OtherDay(day) => write!(f, "the matrix is looked at on {day}, and `date` gives another day"),
            Self::Requester(written, near) => {
                write!(f, "there is no role or person `{written}` who could ask")?;
                nearest(f, near.as_ref())
            }
            Self::MayNotAsk(who, may) => write!(f, "`{who}` may not ask for it; who may is {}", either(may)),
            Self::Absent(why) => write!(f, "there is no such case: {why}"),
            Self::Missing(_) => f.write_str("the answer depends on more than is given; add"),
            Self::Unreadable => f.write_str("this could not be read; `raci check` says why"),
        }
    }
}

fn nearest(f: &mut fmt::Formatter<'_>, near: Option<&String>) -> fmt::Result {
    near.map_or(Ok(()), |near| write!(f, "; the nearest is `{near}`"))
}

impl CaseError {
    /// A line for each dimension that is missing: what it can be.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let Self::Missing(dimensions) = self else { return Vec::new() };
        dimensions.iter().map(|(dimension, has)| format!("  {dimension}=…   {has}")).collect()
    }
}
