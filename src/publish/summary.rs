//! What came of a check, in each language.

use crate::finding::Level;
use crate::proved::Proved;
use crate::report::Summary;
use crate::words::Lang;

impl Lang {
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
    fn a_check_is_summed_up_in_chinese() {
        let summary = Summary { files: 2, errors: 1, warnings: 0, infos: 3, waived: 4 };
        let proved = Proved { activities: 5, decisions: 6, cases: 7 };
        let said = |summary| Lang::Chinese.sum_up(summary, proved);
        assert_eq!(said(summary).as_deref(), Some("1个错误，3个提示，豁免4项（2个文件）"));
        let clean = Summary { errors: 0, infos: 0, waived: 0, ..summary };
        assert_eq!(said(clean).as_deref(), Some("未发现问题（2个文件）：5项活动、6项决策，核查7种情形"));
    }
}
