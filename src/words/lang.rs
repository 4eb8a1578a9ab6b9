//! The words around a matrix, in the languages in which it can be published. What the policy says stays as it is written.

use crate::syntax::Language;

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::English => Self::English,
            Language::Chinese => Self::Chinese,
        }
    }
}

macro_rules! words {
    ($($(#[$attribute:meta])? $word:ident: $english:literal, $chinese:literal;)*) => {
        /// Every word that a published matrix adds to those of the policy.
        #[derive(Debug, Clone, Copy, serde::Serialize)]
        #[expect(missing_docs, reason = "each word is its own description")]
        pub struct Words {
            $($(#[$attribute])? pub $word: &'static str,)*
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

// what the page has no use for is skipped
words! {
    code: "en", "zh-CN";
    list: ", ", "、";
    and_also: "; ", "；";
    #[serde(skip)] open: " (", "（";
    #[serde(skip)] close: ")", "）";
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
    reviews: "Reviewed before, in this order", "审核";
    agree: "Must agree", "会签";
    refuses: "May refuse", "可否决";
    confirmed_by: "Confirmed afterwards", "追认";
    files_with: "Put on record with", "备案";
    #[serde(skip)] over_all: "over all other cases", "优先于其他所有情形";
    #[serde(skip)] over: "over", "优先于";
    #[serde(skip)] alone: "nothing is added", "不适用附加要求";
    as_well: "In addition", "附加要求";
    by_its_members: "By its members", "集体表决";
    no_such_case: "there is no such case", "不存在此情形";
    #[serde(skip)] impossible: "Cases that do not exist", "不存在的情形";
    #[serde(skip)] times: "Times", "时间要求";
    #[serde(skip)] time_is_up: "When that time is up", "逾期处理";
    #[serde(skip)] goes_up: "it goes up", "上报";
    #[serde(skip)] is_refused: "it counts as refused", "视为不同意";
    #[serde(skip)] is_agreed: "it counts as agreed", "视为同意";
    #[serde(skip)] open_for: "Stays open for at least", "至少开放";
    #[serde(skip)] holds_for: "What is granted holds for", "批准后有效期";
    #[serde(skip)] note: "Note", "备注与依据";
    #[serde(skip)] source: "Source", "依据";
    #[serde(skip)] notes: "Notes", "注";
    #[serde(skip)] date: "date", "日期";
    #[serde(skip)] bodies: "Bodies", "集体机构";
    #[serde(skip)] members: "Members", "成员";
    #[serde(skip)] quorum: "To decide", "表决";
    requested_by: "Requested by", "申请人";
    within: "Time to decide", "决策时限";
    per: "Amounts add up per", "累计口径";
    four_eyes: "Nobody decides on a request of their own", "不得审批本人的申请";
    chain: "The steps below agree first", "逐级审批";
    nobody: "nobody", "无人";
    free: "no approval needed", "无需审批";
    forbidden: "forbidden", "禁止";
    unreadable: "could not be read", "无法读取";
    elsewhere: "decided elsewhere", "另行决定";
    or_else: ", or else ", "，其次 ";
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
    #[serde(skip)]
    all_decided: "all that they decide", "其全部决策权";
    #[serde(skip)] body: "body", "集体机构";
    #[serde(skip)] absent: "Absent", "缺勤";
    #[serde(skip)] lendable: "What may be lent", "可授权事项";
    #[serde(skip)] longest: "At most for", "最长期限";
    #[serde(skip)] everybody: "everybody", "任何人";
    #[serde(skip)] or_higher: " or higher", "及以上";
    #[serde(skip)] not_below_lender: "not below who lends", "不低于授权人";
    #[serde(skip)] no_further: "not to be lent on", "不得转授权";
    #[serde(skip)] further: "may be lent on", "可转授权";
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
    choose: "choose…", "请选择…";
    give: "Give as well", "还需填写";
    no_case: "in no case", "任何情形均不适用";
    why: "Why", "依据";
    below: "A step lower", "下一级权限";
    above: "A step higher", "上一级权限";
    stuck: "When it is stuck", "逾期或争议";
    lent: "Lent", "授权";
    responsible: "responsible: does the work", "执行";
    accountable: "accountable: answers for the result", "负责";
    supports: "supports", "支持";
    consulted_letter: "consulted before", "事前咨询";
    informed_letter: "informed after", "事后知会";
    verifies: "verifies", "验证";
    signs: "signs off", "签核";
    drives: "drives", "推动";
    approves: "approves", "批准";
    recommends: "recommends", "提议";
    agrees: "must agree", "会签";
    omitted: "has no part, on purpose", "不参与";
}
