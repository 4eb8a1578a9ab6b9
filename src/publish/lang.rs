//! The words around a matrix, in the languages in which it can be published. What the policy says stays as it is written.

use crate::finding::Level;
use crate::report::{Proved, Summary};
use crate::syntax::{Term, Unit};

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

macro_rules! words {
    ($($word:ident: $english:literal, $chinese:literal;)*) => {
        /// Every word that a published matrix adds to those of the policy.
        #[derive(Debug, Clone, Copy, serde::Serialize)]
        #[expect(missing_docs, reason = "each word is its own description")]
        pub struct Words {
            $(pub $word: &'static str,)*
        }

        impl Lang {
            /// Its words.
            #[must_use]
            pub const fn words(self) -> Words {
                match self {
                    Self::English => Words { $($word: $english,)* },
                    Self::Chinese => Words { $($word: $chinese,)* },
                }
            }
        }
    };
}

words! {
    code: "en", "zh-CN";
    list: ", ", "、";
    and_also: "; ", "；";
    colon: ": ", "：";
    untitled: "Responsibility matrix", "职责矩阵";
    owner: "Owner", "负责人";
    effective: "Effective", "生效日期";
    reviewed: "Reviewed", "复核日期";
    published: "Published", "发布日期";
    checked: "Checked", "检查结果";
    findings: "Findings", "检查发现";
    finding_level: "Level", "级别";
    message: "What is wrong", "问题";
    about: "About", "说明";
    matrix: "Matrix", "矩阵";
    activity: "Activity", "活动";
    stage: "Stage", "阶段";
    depends: "* depends on the case", "* 视情形而定";
    decisions: "Decision rights", "决策权";
    who_decides: "Who decides", "决策人";
    when: "When", "情形";
    every_case: "in every case", "所有情形";
    otherwise: "otherwise", "其他情形";
    consulted: "Consulted before", "事前咨询";
    informed: "Informed after", "事后知会";
    requested_by: "Requested by", "申请人";
    within: "Time to decide", "决策时限";
    per: "Amounts add up per", "累计口径";
    four_eyes: "Nobody decides on a request of their own", "不得审批本人的申请";
    chain: "The steps below agree first", "逐级审批";
    nobody: "nobody", "无人";
    free: "no approval needed", "无需审批";
    forbidden: "forbidden", "禁止";
    unreadable: "could not be read", "无法读取";
    together: " and ", " 与 ";
    either: " or ", " 或 ";
    then: ", then ", " → ";
    of: " of ", " 人同意：";
    handoffs: "Hand-offs", "交接";
    from: "From", "移交方";
    to: "To", "接收方";
    artefact: "What is handed over", "交接内容";
    how_soon: "How soon", "时限";
    every: "How often", "频率";
    escalations: "Escalations", "升级路径";
    trigger: "What sets it off", "触发条件";
    path: "Who is asked in turn", "逐级上报";
    each_step: "Time for each", "每级时限";
    people: "People", "人员";
    person: "Person", "姓名";
    roles: "Roles", "角色";
    department: "Department", "部门";
    level: "Level", "层级";
    reports_to: "Reports to", "汇报对象";
    deputy: "Deputy", "代理人";
    aliases: "Also called", "别名";
    external: "outside the organisation", "外部";
    delegations: "Delegations", "授权";
    lent_by: "From", "授权人";
    lent_to: "To", "被授权人";
    decision: "Decision", "决策事项";
    limit: "Limit", "权限范围";
    remarks: "Remarks", "备注";
    valid_from: "First day", "生效日期";
    valid_until: "Last day", "失效日期";
    indicators: "Indicators", "指标";
    indicator: "Indicator", "指标";
    role: "Role", "角色";
    target: "Target", "目标";
    waivers: "Waivers", "豁免";
    rule: "Rule", "规则";
    subject: "Subject", "对象";
    reason: "Reason", "理由";
    approved_by: "Approved by", "批准人";
    until: "Until", "截止日期";
    lines: "Reporting lines", "汇报关系";
    as_list: "The same as a list", "以列表显示";
    ask: "Who decides?", "谁来决定？";
    contents: "Contents", "目录";
    search: "Search", "搜索";
    noscript: "This form needs scripts; everything else does not.", "此表单需要启用脚本，其余内容不需要。";
    no_such_value: "There is no such value", "没有这样的值";
    responsible: "responsible: does the work", "执行";
    accountable: "accountable: answers for the result", "负责";
    supports: "supports", "支持";
    consulted_letter: "consulted before", "事前咨询";
    informed_letter: "informed after", "事后知会";
    verifies: "verifies", "验证";
    signs: "signs off", "签核";
    drives: "drives", "推动";
    approves: "approves", "批准";
}

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
