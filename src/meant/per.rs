//! Over what amounts add up, as people say it: over something, or each request for itself.

use super::spelling::plain;

/// Whether amounts add up over more than the request itself: not where "per" says "order", "each invoice", 单笔 or nothing.
#[must_use]
pub fn adds_up(per: &str) -> bool {
    let plain = plain(per);
    let is_between = |c: char| !c.is_alphanumeric();
    let mut words = plain.split(is_between).filter(|word| !word.is_empty());
    let is_nothing = NOTHING.split(", ").any(|nothing| nothing == plain);
    !is_nothing && !words.all(|word| is_among(FILLING, word) || names_request(word) || names_request_in_chinese(word))
}

/// What stands for nothing.
const NOTHING: &str = "n/a, n.a., na, none, nothing, nil, null, tbd, not applicable, entfällt, keine, 无, 不适用, 没有";

/// Words that say nothing of what they stand before.
const FILLING: &str = "per each every any one a an the by for or single individual separate je jede jeder jedes pro einzelne einzelner \
    einzeln par chaque line entry document";

/// What is asked for, as people call it.
const REQUESTS: &str = "order purchase po invoice bill transaction transfer request requisition application payment item voucher quote \
    quotation offer occasion occurrence instance time case bestellung auftrag rechnung transaktion vorgang einzelfall fall \
    antrag anfrage zahlung überweisung buchung beleg angebot commande facture demande opération paiement";

fn is_among(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

fn names_request(word: &str) -> bool {
    is_among(REQUESTS, word) || word.strip_suffix('s').is_some_and(|one| is_among(REQUESTS, one))
}

/// 单笔, 每单, 逐笔付款, 每张发票: a word for "each", one to count with, and the request, of which one or two may be left out.
fn names_request_in_chinese(word: &str) -> bool {
    let each = ["按", "以", "每", "单", "逐", "各", "一"];
    let counted = ["笔", "单", "个", "张", "份", "次", "项", "件", "宗"];
    let rest = each.iter().fold(word, |rest, each| rest.strip_prefix(each).unwrap_or(rest));
    let rest = counted.iter().find_map(|counted| rest.strip_prefix(counted)).unwrap_or(rest);
    rest.is_empty() || is_among(REQUESTS_IN_CHINESE, rest)
}

const REQUESTS_IN_CHINESE: &str = "订单 采购 采购单 采购订单 销售订单 发票 交易 业务 申请 申请单 请求 付款 付款单 支付 报价 报价单 单据 订货 报销 报销单 \
    金额 事项";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_request_for_itself_adds_nothing_up() {
        for per in [
            "order",
            "Order",
            "each order",
            "per transaction",
            "single invoice",
            "purchase order",
            "invoice line",
            "each",
            "n/a",
            "N/A",
            "none",
            "-",
            "",
            "单笔",
            "每单",
            "每笔",
            "逐笔付款",
            "每张发票",
            "订单",
            "单次",
            "按单",
            "无",
            "Bestellung",
            "je Rechnung",
            "order or invoice",
            "orders",
            "每一笔交易",
        ] {
            assert!(!adds_up(per), "{per}");
        }
    }

    #[test]
    fn whatever_takes_several_together_adds_up() {
        for per in [
            "customer",
            "customer per quarter",
            "payee per month",
            "contract",
            "contract with its amendments",
            "project",
            "quarter",
            "day",
            "order per customer",
            "all orders of a day",
            "related orders",
            "supplier and year",
            "客户",
            "每月",
            "每个客户",
            "单日累计",
            "项目",
            "合同",
            "每年",
            "单一供应商",
            "Kunde",
            "je Lieferant und Jahr",
            "year",
        ] {
            assert!(adds_up(per), "{per}");
        }
    }
}
