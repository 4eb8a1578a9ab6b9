//! Values as people write them: numbers, days, spans of time, lists, names.

use crate::obeyed::{are_mended, are_told, come_back};

const POLICY: &str = r#"
[matrix]
title = "Sales"
reviewed = 2026-11-01
review-every = "1 year"

[[stages]]
id = "offer"
name = "Angebot"

[dimensions.amount]
name = "Order value"
unit = "EUR"
at-least = 0
step = 0.01

[dimensions.discount]
unit = "%"
at-least = 0
at-most = 100

[dimensions.region]
values = { north = { name = "Nord" }, south = { name = "Süd" }, west = {} }

[departments.sales]
name = "Vertrieb"

[roles.managing-director]
name = "Geschäftsführung"

[roles.head-of-sales]
name = "Head of Sales"
aliases = "销售总监"
department = "sales"
reports-to = "managing-director"
deputy = "inside-sales"

[roles.field-sales]
name = "Außendienst"
reports-to = "head-of-sales"
deputy = "inside-sales"

[roles.inside-sales]
reports-to = "head-of-sales"
deputy = "field-sales"

[people.keller]
name = "Petra Keller"
roles = "head-of-sales"

[activities.write-offer]
name = "Write an offer"
stage = "offer"
key = true
A = "head-of-sales"
R = ["field-sales", "inside-sales"]

[activities.sign]
A = "managing-director"
R = "head-of-sales"

[decisions.price]
activity = "write-offer"
per = "order"
measure = "amount"
four-eyes = true
limits = [
  { decides = "field-sales", at-most = 50_000 },
  { decides = "head-of-sales", at-most = 500_000 },
  { decides = { all = ["managing-director", "head-of-sales"] } },
]

[decisions.sign]
decides = { all = ["managing-director", "head-of-sales"] }

[escalations.stuck]
trigger = "no answer"
path = ["field-sales", "head-of-sales", "managing-director"]
within = "2 business days"

[indicators.turnover]
role = "head-of-sales"
activity = "write-offer"
target = 12_000_000
unit = "EUR"
per = "month"
"#;

#[test]
fn ids_that_are_misspelt() {
    let slips = [("A = \"head-of-sales\"", "A = \"head-of-salse\""), ("stage = \"offer\"", "stage = \"ofer\"")];
    come_back(POLICY, &slips);
    are_mended(POLICY, &slips);
    are_told(POLICY, &[("A = \"head-of-sales\"", "A = \"courier\"", "there is no role `courier`")]);
}
