//! The rules in a few words of Chinese, by which they are found as well.

/// The headline of each rule, in the order of the list.
const HEADLINES: &[(&str, &str)] = &[
    ("invalid-toml", "不是有效的 TOML"),
    ("unknown-key", "未知的键或字母"),
    ("missing-key", "缺少必需的键"),
    ("invalid-value", "无效的值"),
    ("unknown-reference", "引用的标识未定义"),
    ("duplicate-definition", "重复定义"),
    ("unproven", "情形过多，无法证明"),
    ("no-accountable", "无人最终负责"),
    ("several-accountable", "多人最终负责"),
    ("no-responsible", "无人执行"),
    ("everyone-responsible", "人人执行"),
    ("redundant-letter", "同一角色的字母重复"),
    ("outside-the-lines", "角色不在汇报关系中"),
    ("too-many-consulted", "咨询的角色过多"),
    ("too-many-informed", "知会的角色过多"),
    ("idle-role", "闲置角色"),
    ("informed-only-role", "只被知会的角色"),
    ("overloaded-accountable", "最终负责过于集中"),
    ("overloaded-responsible", "执行过于集中"),
    ("accountable-outranked", "最终负责人是执行人的下级"),
    ("external-accountable", "外部单位最终负责"),
    ("empty-stage", "阶段没有活动"),
    ("unstaged-activity", "活动不属于任何阶段"),
    ("key-without-decision", "关键节点没有决策权"),
    ("unreachable-case", "永不适用的情形"),
    ("unused-definition", "定义未被使用"),
    ("no-decider", "无人决定"),
    ("several-deciders", "多个决定相互冲突"),
    ("precedence-cycle", "情形的优先顺序成环"),
    ("limits-out-of-order", "限额顺序错误"),
    ("authority-inverted", "权限倒置"),
    ("weightier-needs-less", "越重大反而审批越少"),
    ("authority-leaves-line", "上一级决策人不在汇报线上"),
    ("limit-skips-superior", "限额越过直接上级"),
    ("exception-above-limits", "例外情形取消了限额"),
    ("redundant-threshold", "多余的限额"),
    ("bound-beyond-measure", "限额超出度量范围"),
    ("doubtful-number", "可疑的数字写法"),
    ("unreachable-decider", "申请到不了决策人"),
    ("accountable-without-authority", "有责无权"),
    ("authority-without-accountability", "有权无责"),
    ("splittable-limit", "可拆单绕过的限额"),
    ("unlimited-subordinate", "下级权限没有上限"),
    ("silence-agrees", "逾期视为同意"),
    ("joint-in-name-only", "名义上的共同决定"),
    ("asks-oneself", "自己征求自己的意见"),
    ("four-eyes-without-requester", "禁止自批却未写申请人"),
    ("external-decider", "外部单位决定"),
    ("reporting-cycle", "汇报关系成环"),
    ("escalation-cycle", "上报路径成环"),
    ("escalation-dead-end", "上报路径中断"),
    ("escalation-not-upward", "上报路径没有向上"),
    ("escalation-skips-level", "越级上报"),
    ("escalation-without-time", "上报没有时限"),
    ("ambiguous-escalation", "上报路径有歧义"),
    ("no-common-superior", "交接双方没有共同上级"),
    ("no-deputy", "没有代理人"),
    ("deputy-cycle", "代理关系成环"),
    ("delegation-exceeds-authority", "越权授权"),
    ("delegation-without-end", "授权没有截止日期"),
    ("delegation-expired", "授权已过期"),
    ("delegation-too-long", "授权期限过长"),
    ("delegation-lends-nothing", "授权没有授出任何权限"),
    ("delegation-not-allowed", "不允许的授权"),
    ("one-hand", "一人签两次"),
    ("self-approval", "自批"),
    ("vacant", "决策角色空缺"),
    ("single-point", "只有一个人能决定"),
    ("conflicting-duties", "不相容职务未分离"),
    ("conflicting-deputy", "代理造成不相容职务"),
    ("missing-handoff", "缺少交接"),
    ("incomplete-handoff", "交接不完整"),
    ("handoff-to-uninvolved", "交接给无关角色"),
    ("unmeasured-role", "角色没有指标"),
    ("indicator-without-owner", "指标没有责任人"),
    ("indicator-outside-duties", "指标与职责无关"),
    ("indicator-sum-short", "分解目标之和不足"),
    ("indicator-unit-mismatch", "指标单位不一致"),
    ("impossible-target", "不可能达到的目标"),
    ("alert-without-recipient", "预警没有接收人"),
    ("review-overdue", "复核逾期"),
    ("no-review-date", "没有复核日期"),
    ("reviewed-in-future", "复核日期在将来"),
    ("no-owner", "矩阵无人维护"),
    ("lookalike-names", "名称难以区分"),
    ("same-name-activity", "活动重名"),
    ("example-contradicted", "与验算示例不符"),
    ("waiver-unused", "豁免未起作用"),
    ("waiver-expired", "豁免已过期"),
    ("waiver-unauthorised", "豁免未经授权"),
    ("sale-with-collection", "销售与收款未分离"),
    ("credit-with-contract-approval", "信用评估与合同审批未分离"),
    ("collection-with-bookkeeping", "收款与记账未分离"),
    ("contract-in-one-hand", "合同由一人经手"),
    ("major-matter-decided-alone", "重大事项一人决定"),
    ("unknown-duty", "未知的职责标签"),
    ("untagged-duties", "职责没有标签"),
];

/// The headline of the rule of that name, in Chinese.
pub(super) fn in_chinese(name: &str) -> &'static str {
    HEADLINES.iter().find(|(of, _)| *of == name).map_or("", |(_, headline)| headline)
}

#[cfg(test)]
mod tests {
    use super::super::list::ALL;
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_rule_has_a_headline_of_its_own() {
        let names: Vec<&str> = HEADLINES.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ALL.iter().map(|rule| rule.name).collect::<Vec<_>>());
        let headlines: BTreeSet<&str> = HEADLINES.iter().map(|(_, headline)| *headline).collect();
        assert_eq!(headlines.len(), HEADLINES.len());
        assert!(headlines.iter().all(|headline| headline.chars().any(|c| ('\u{4E00}'..'\u{A000}').contains(&c))));
    }
}
