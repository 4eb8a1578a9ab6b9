//! Words that people write for keys, in English, German and Chinese, and keys that belong elsewhere.

use crate::obeyed::{are_told, come_back};

const POLICY: &str = r#"
[matrix]
title = "Sales"
owner = "director"
reviewed = 2026-06-01
review-every = "1 year"

[[stages]]
id = "offer"
name = "Angebot"

[dimensions.amount]
unit = "EUR"
at-least = 0
step = 0.01

[dimensions.region]
values = ["north", "south"]
basis = "where the customer sits"

[departments.sales]
name = "Vertrieb"
head = "director"

[roles.director]
name = "Managing Director"

[roles.head]
name = "Head of Sales"
aliases = ["HoS"]
department = "sales"
level = "tactical"
reports-to = "director"
deputy = "clerk"

[roles.clerk]
name = "Clerk"
reports-to = "head"
holders = 3

[roles.controller]
note = "on call"
reports-to = "director"

[people.keller]
name = "Petra Keller"
roles = "head"
absent = { from = 2026-12-21, until = 2027-01-08 }

[activities.write-offer]
name = "Write an offer"
stage = "offer"
every = "1 week"
key = true
source = "policy 5.2"
A = "head"
R = "clerk"
C = "director"
I = "controller"

[[activities.write-offer.cases]]
when = { region = "north" }
A = "director"

[decisions.discount]
name = "Discount"
activity = "write-offer"
requested-by = "clerk"
four-eyes = true
per = "customer"
measure = "amount"
reviews = "controller"
files-with = "controller"
limits = [
  { decides = "clerk", at-most = 50_000 },
  { decides = "head", below = 200_000 },
  { decides = "director" },
]

[[decisions.discount.cases]]
when = { region = "south", amount = { above = 900_000 } }
decides = "director"
agrees = "controller"
consults = "head"
informs = "clerk"

[handoffs.file]
from = "clerk"
to = "controller"
artefact = "the signed offer"
within = "2 days"

[escalations.stuck]
trigger = "no answer"
path = ["clerk", "head", "director"]

[indicators.offers]
name = "Offers"
role = "clerk"
target = { at-least = 10 }
per = "1 month"
alert = { below = 5 }
alerts = "head"

[[separations]]
duties = ["activities.write-offer:I", "decisions.discount:requested-by"]
reason = "two hands"

[[delegations]]
from = "director"
to = "head"
decision = "discount"
valid-from = 2026-06-15
valid-until = 2026-08-31

[[examples]]
decision = "discount"
given = { amount = 60_000, region = "north" }
decides = "head"

[[waivers]]
rule = "no-deputy"
subject = "roles.director"
reason = "a small firm"
approved-by = "director"
until = 2026-12-31
"#;

/// Each of the words for a key of one line.
fn for_key(right: &'static str, words: &str) -> Vec<(&'static str, &'static str)> {
    let value = right.split_once(" = ").map_or("", |(_, value)| value);
    let wrong = words.split('|').map(|word| format!("{word} = {value}"));
    wrong.map(|wrong| (right, &*wrong.leak())).collect()
}

#[track_caller]
fn comes_back(right: &'static str, words: &str) {
    come_back(POLICY, &for_key(right, words));
}

#[test]
fn words_for_who_a_role_is() {
    comes_back("name = \"Head of Sales\"", "title|label|titel|Bezeichnung|名称");
    comes_back("aliases = [\"HoS\"]", "alias|synonyms|aka|别名");
    comes_back("department = \"sales\"", "dept|abteilung|部门|team");
    comes_back(
        "reports-to = \"director\"\ndeputy",
        "boss|manager|reports to|reports_to|reportsTo|superior|Vorgesetzter|上级",
    );
    comes_back("deputy = \"clerk\"", "substitute|backup|Stellvertreter|Vertretung|代理人");
    comes_back("level = \"tactical\"", "rank|grade|ebene|级别");
    comes_back("holders = 3", "headcount|anzahl|人数");
    comes_back("head = \"director\"", "lead|leiter|负责人");
    comes_back("roles = \"head\"\n", "role|position|角色|岗位");
    comes_back("absent = { from = 2026-12-21, until = 2027-01-08 }", "leave|urlaub|休假");
}

#[test]
fn words_for_letters_and_what_stands_beside_them() {
    comes_back("R = \"clerk\"", "responsible|performs|执行|经办|\"执行\"|Ausführung|durchführend");
    comes_back("A = \"head\"\nR", "accountable|approver|批准|当责|审批|ergebnisverantwortlich");
    comes_back("C = \"director\"", "consulted|咨询|征求意见|konsultiert");
    comes_back("I = \"controller\"", "informed|notified|cc|知会|抄送|informiert");
    comes_back("stage = \"offer\"", "phase|阶段");
    comes_back("every = \"1 week\"", "frequency|interval|频率|häufigkeit|turnus");
    comes_back("source = \"policy 5.2\"", "reference|quelle|依据");
    comes_back("note = \"on call\"", "description|comment|beschreibung|Bemerkung|备注");
}

#[test]
fn words_for_who_decides() {
    comes_back(
        "decides = \"director\"\nagrees",
        "approver|approves|approved-by|who|decided by|entscheidet|genehmigt|审批|决定|批准",
    );
    comes_back("agrees = \"controller\"", "会签|co-signs|countersigns|mitzeichnung");
    comes_back("consults = \"head\"", "consult|asked|咨询");
    comes_back("informs = \"clerk\"", "notify|cc|知会|抄送");
    comes_back("reviews = \"controller\"", "审核|reviewer|vorprüfung");
    comes_back("files-with = \"controller\"", "备案|filed with|报备");
    comes_back("requested-by = \"clerk\"", "requester|申请人|antragsteller");
    comes_back("four-eyes = true", "four eyes|Vier-Augen-Prinzip");
    comes_back("measure = \"amount\"", "dimension|度量|messgröße");
    comes_back("when = { region = \"north\" }", "condition|if|wenn|bedingung|条件");
    comes_back("decides = \"head\"\n\n[[waivers]]", "expect|expected|answer|预期");
    comes_back("given = { amount = 60_000, region = \"north\" }", "input|situation|给定");
}

#[test]
fn words_for_bounds() {
    let in_step = |right: &'static str, key: &str, words: &str| {
        let slips: Vec<_> = words.split('|').map(|word| (right, &*right.replace(key, word).leak())).collect();
        come_back(POLICY, &slips);
    };
    in_step(
        "{ decides = \"clerk\", at-most = 50_000 }",
        "at-most",
        "max|up to|up_to|limit|amount|bis|bis zu|höchstens|Grenze|以下|不超过|以内|上限|\"不超过\"",
    );
    come_back(
        POLICY,
        &[
            ("{ decides = \"clerk\", at-most = 50_000 }", "{ decides = \"clerk\", <= 50_000 }"),
            ("{ decides = \"clerk\", at-most = 50_000 }", "{ decides = \"clerk\", <= = 50_000 }"),
            ("{ decides = \"clerk\", at-most = 50_000 }", "{ decides = \"clerk\", ≤ 50_000 }"),
            ("{ decides = \"clerk\", at-most = 50_000 }", "{ decides = \"clerk\", at-most 50_000 }"),
            ("{ decides = \"clerk\", at-most = 50_000 }", "{ decides: \"clerk\", at-most: 50_000 }"),
        ],
    );
    in_step("{ decides = \"head\", below = 200_000 }", "below", "under|less than|unter|不满|低于|小于");
    in_step("amount = { above = 900_000 }", "above", "over|more than|greater-than|über|mehr als|超过|高于|大于");
    in_step("target = { at-least = 10 }", "at-least", "min|minimum|mindestens|以上|不低于|至少");
    in_step("{ decides = \"clerk\", at-most = 50_000 }", "decides", "role|who|approver|entscheidet|审批");
}

#[test]
fn words_for_the_rest() {
    comes_back("from = \"clerk\"", "sender|von|发送方");
    comes_back("artefact = \"the signed offer\"", "artifact|deliverable|document|交付物");
    comes_back("within = \"2 days\"", "deadline|sla|frist|时限");
    comes_back("path = [\"clerk\", \"head\", \"director\"]", "steps|to|route|escalates to|上报路径|weg");
    comes_back("trigger = \"no answer\"", "on|auslöser|触发条件");
    comes_back("role = \"clerk\"", "owner|kpi owner");
    comes_back("target = { at-least = 10 }", "goal|ziel|目标|value");
    comes_back("per = \"1 month\"", "frequency|period|频率|zeitraum");
    comes_back("valid-from = 2026-06-15", "start|begin|开始日期|beginn");
    comes_back("valid-until = 2026-08-31", "end|until|expires|bis|截止日期|有效期至|ende");
    comes_back("reason = \"a small firm\"", "why|begründung|理由");
    comes_back("unit = \"EUR\"", "currency|währung|币种");
    comes_back("values = [\"north\", \"south\"]", "options|werte|取值");
}

#[test]
fn words_for_tables() {
    come_back(
        POLICY,
        &[
            ("[departments.sales]", "[department.sales]"),
            ("[departments.sales]", "[abteilungen.sales]"),
            ("[departments.sales]", "[部门.sales]"),
            ("[people.keller]", "[persons.keller]"),
            ("[handoffs.file]", "[interfaces.file]"),
            ("[escalations.stuck]", "[escalation.stuck]"),
            ("[indicators.offers]", "[kpis.offers]"),
            ("[indicators.offers]", "[kpi.offers]"),
            ("[indicators.offers]", "[指标.offers]"),
            ("[[delegations]]", "[delegation]"),
            ("[[delegations]]", "[[delegation]]"),
            ("[[delegations]]", "[[授权]]"),
            ("[[separations]]", "[[segregation]]"),
            ("[[examples]]", "[[tests]]"),
            ("[[waivers]]", "[[exceptions]]"),
        ],
    );
}

#[test]
fn what_has_no_place_becomes_a_comment() {
    come_back(
        POLICY,
        &[
            ("[roles.clerk]\n", "[roles.clerk]\nemail = \"clerk@example.org\"\n"),
            ("[roles.clerk]\n", "[roles.clerk]\nPhone = \"030 1234\"\n"),
            ("[roles.clerk]\n", "[roles.clerk]\n邮箱 = \"clerk@example.org\"\n"),
            ("[dimensions.amount]\n", "[dimensions.amount]\ntype = \"money\"\n"),
            ("\n[matrix]\n", "version = 1\n[matrix]\n"),
            ("\n[matrix]\n", "include = \"roles.toml\"\n[matrix]\n"),
        ],
    );
}

#[test]
fn a_line_is_moved_to_the_table_that_knows_its_key() {
    let moved = |line: &str| {
        let without = POLICY.replacen(&format!("{line}\n"), "", 1);
        for wrong in [format!("{without}{line}\n"), format!("{without}\n{line}"), format!("{line}\n{without}")] {
            come_back(POLICY, &[(POLICY, &wrong)]);
        }
    };
    moved("title = \"Sales\"");
    moved("owner = \"director\"");
    moved("review-every = \"1 year\"");
    come_back(
        POLICY,
        &[(
            "key = true\nsource = \"policy 5.2\"\nA = \"head\"\nR = \"clerk\"\nC = \"director\"\nI = \"controller\"\n\n[[activities.write-offer.cases]]\nwhen = { region = \"north\" }\n",
            "source = \"policy 5.2\"\nA = \"head\"\nR = \"clerk\"\nC = \"director\"\nI = \"controller\"\n\n[[activities.write-offer.cases]]\nwhen = { region = \"north\" }\nkey = true\n",
        )],
    );
}

#[test]
fn levels_of_rules_and_thresholds_stand_in_tables_of_their_own() {
    let with = |lint: &str| format!("{POLICY}\n{lint}");
    for (right, wrong) in [
        ("[lint.rules]\nno-deputy = \"off\"\n", "[rules]\nno-deputy = \"off\"\n"),
        ("[lint.rules]\nno-deputy = \"off\"\n", "[lint]\nno-deputy = \"off\"\n"),
        ("[lint.rules]\nno-deputy = \"off\"\n", "no-deputy = \"off\"\n"),
        ("[lint.thresholds]\nconsulted = 5\n", "[lint]\nconsulted = 5\n"),
        ("[lint.thresholds]\nconsulted = 5\n", "[thresholds]\nconsulted = 5\n"),
        ("[lint]\npacks = \"cn-internal-control\"\n", "packs = \"cn-internal-control\"\n"),
        (
            "[lint.rules]\nno-deputy = \"off\"\nno-owner = \"off\"\n",
            "[lint]\nno-owner = \"off\"\n[lint.rules]\nno-deputy = \"off\"\n",
        ),
    ] {
        let policy = with(right);
        come_back(&policy, &[(&policy, &with(wrong))]);
    }
}

#[test]
fn days_and_roles_of_what_is_lent_are_told_apart() {
    come_back(
        POLICY,
        &[(
            "[[delegations]]\nfrom = \"director\"\nto = \"head\"\ndecision = \"discount\"\nvalid-from = 2026-06-15\nvalid-until = 2026-08-31",
            "[[delegations]]\nlender = \"director\"\nrecipient = \"head\"\ndecision = \"discount\"\nfrom = 2026-06-15\nto = 2026-08-31",
        )],
    );
}

#[test]
fn a_word_for_two_letters_offers_both() {
    are_told(
        POLICY,
        &[
            (
                "R = \"clerk\"\nC",
                "负责 = \"clerk\"\nC",
                "`R` for who does the work, or `A` for who answers for the result",
            ),
            (
                "R = \"clerk\"\nC",
                "verantwortlich = \"clerk\"\nC",
                "`R` for who does the work, or `A` for who answers for the result",
            ),
        ],
    );
}

#[test]
fn where_nothing_is_near_the_keys_are_listed_or_the_table_is_named() {
    are_told(
        POLICY,
        &[
            (
                "trigger = \"no answer\"",
                "trigger = \"no answer\"\nartefact = \"x\"",
                "`artefact` belongs in `[handoffs.ID]`",
            ),
            ("holders = 3", "holders = 3\nquorums-of-nothing = 3", "the keys that are known here: `name`, `aliases`"),
        ],
    );
}
