//! Spans of time.

use super::lang::Lang;
use crate::syntax::{Term, Unit};

impl Lang {
    /// A span of time.
    #[must_use]
    pub fn term(self, term: Term) -> String {
        if self == Self::English {
            return term.to_string();
        }
        let count = term.count;
        let (unit, at_work) = match term.unit {
            Unit::Day if term.business => return format!("{count}个工作日"),
            Unit::Minute => ("分钟", term.business),
            Unit::Hour => ("小时", term.business),
            Unit::Day => ("天", false),
            Unit::Week => ("周", false),
            Unit::Month => ("个月", false),
            Unit::Quarter => ("个季度", false),
            Unit::Year => ("年", false),
        };
        format!("{count}{unit}{}", if at_work { "（工作时间）" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_as_they_are_said() {
        let said = |written: &str| Lang::Chinese.term(Term::parse(written).unwrap());
        let spans = ["2 business days", "3 business hours", "6 months", "quarter", "1 week"].map(said);
        assert_eq!(spans, ["2个工作日", "3小时（工作时间）", "6个月", "1个季度", "1周"]);
        assert_eq!(Lang::English.term(Term::parse("2 business days").unwrap()), "2 business days");
    }
}
