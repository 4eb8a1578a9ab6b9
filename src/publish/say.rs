//! What a published matrix says in whole sentences, in each language.

use jiff::civil::Date;

use super::lang::Lang;
use crate::finding::Level;
use crate::proved::Proved;
use crate::report::Summary;
use crate::syntax::{Term, Unit};

impl Lang {
    /// Until when a decision is taken, and where it goes then.
    pub(super) fn goes_up(self, within: Term, from: &str, to: &str) -> String {
        let within = self.term(within);
        match self {
            Self::English => format!("within {within}, or it goes up from {from} to {to}"),
            Self::Chinese => format!("{within}内未决定的，由{from}上报{to}"),
        }
    }

    /// A path from one role to the next, and how long each has.
    pub(super) fn escalates(self, name: &str, path: &str, each: Option<Term>) -> String {
        let each = each.map(|each| self.term(each));
        match (self, each) {
            (Self::English, Some(each)) => format!("{name}: {path}, after {each} each"),
            (Self::Chinese, Some(each)) => format!("{name}：{path}，每级{each}"),
            (_, None) => format!("{name}{}{path}", self.words().colon),
        }
    }

    pub(super) fn stands_in(self, deputy: &str, role: &str) -> String {
        match self {
            Self::English => format!("{deputy} stands in for {role}"),
            Self::Chinese => format!("{deputy}代理{role}"),
        }
    }

    pub(super) fn lends(self, from: &str, to: &str, until: Option<Date>) -> String {
        match (self, until) {
            (Self::English, Some(until)) => format!("{from} lends it to {to} until {until}"),
            (Self::English, None) => format!("{from} lends it to {to}"),
            (Self::Chinese, Some(until)) => format!("{from}授权{to}，至{until}"),
            (Self::Chinese, None) => format!("{from}授权{to}"),
        }
    }

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

    /// How much a finding weighs.
    #[must_use]
    pub const fn level(self, level: Level) -> &'static str {
        match (self, level) {
            (Self::English, level) => level.as_str(),
            (Self::Chinese, Level::Error) => "错误",
            (Self::Chinese, Level::Warning) => "警告",
            (Self::Chinese, Level::Info) => "提示",
        }
    }

    /// A check in one line, where this language has one of its own.
    #[must_use]
    pub fn sum_up(self, summary: Summary, proved: Proved) -> Option<String> {
        if self == Self::English {
            return None;
        }
        let Summary { files, errors, warnings, infos, waived } = summary;
        let levels = [(errors, "个错误"), (warnings, "个警告"), (infos, "个提示")];
        let found = levels.iter().filter(|(count, _)| *count > 0);
        let mut counts: Vec<_> = found.map(|(count, noun)| format!("{count}{noun}")).collect();
        let is_clean = counts.is_empty();
        if is_clean {
            counts.push("未发现问题".to_owned());
        }
        if waived > 0 {
            counts.push(format!("豁免{waived}项"));
        }
        let counts = format!("{}（{files}个文件）", counts.join("，"));
        let Proved { activities, decisions, cases } = proved;
        let checked = format!("{counts}：{activities}项活动、{decisions}项决策，核查{cases}种情形");
        Some(if is_clean && proved != Proved::default() { checked } else { counts })
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

    #[test]
    fn a_check_is_summed_up_in_chinese() {
        let summary = Summary { files: 2, errors: 1, warnings: 0, infos: 3, waived: 4 };
        let proved = Proved { activities: 5, decisions: 6, cases: 7 };
        let said = |summary| Lang::Chinese.sum_up(summary, proved);
        assert_eq!(said(summary).as_deref(), Some("1个错误，3个提示，豁免4项（2个文件）"));
        let clean = Summary { errors: 0, infos: 0, waived: 0, ..summary };
        assert_eq!(said(clean).as_deref(), Some("未发现问题（2个文件）：5项活动、6项决策，核查7种情形"));
    }
}
