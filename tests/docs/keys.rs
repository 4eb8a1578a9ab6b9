//! What becomes of each key: a policy in which it says something else is told apart by `diff`, and looks otherwise when published.

use std::collections::BTreeSet;

use jiff::civil::date;
use raci::diff::Diff;
use raci::load::load;
use raci::model::Model;
use raci::org::Org;
use raci::publish::{self, Edition, Filter, Grid};
use raci::source::{FileId, Out, Policy, Sources};
use raci::syntax::{File, Read, Shape};
use raci::words::Lang;

/// The day on which policies are read.
const DAY: raci::options::Days = raci::options::Days::only(jiff::civil::date(2026, 7, 1));

/// Policies that have all keys between them.
const POLICIES: [&str; 4] = [
    include_str!("keys.toml"),
    include_str!("authority.toml"),
    include_str!("daci.toml"),
    "[matrix]\nscheme = \"RACI\"\n",
];

/// Each key of each table, how one of the policies writes it, and how it is written otherwise.
const CHANGES: &[(&str, &str, &str)] = &[
    ("Matrix.title", r#"title = "Sales""#, r#"title = "Service""#),
    ("Matrix.owner", r#"owner = "head""#, r#"owner = "lead""#),
    ("Matrix.scheme", r#"scheme = "RACI""#, r#"scheme = "RASCI""#),
    ("Matrix.levels", r#"levels = ["junior", "senior"]"#, r#"levels = ["senior", "junior"]"#),
    ("Matrix.stands-in", "stands-in = \"superior\"\n", ""),
    ("Matrix.language", r#"language = "en""#, r#"language = "zh""#),
    ("Matrix.accountable-does-work", "accountable-does-work = true", "accountable-does-work = false"),
    ("Matrix.effective", "effective = 2026-01-01", "effective = 2026-01-02"),
    ("Matrix.reviewed", "reviewed = 2026-06-30", "reviewed = 2026-06-29"),
    ("Matrix.review-every", r#"review-every = "6 months""#, r#"review-every = "7 months""#),
    ("Stage.id", r#"id = "care""#, r#"id = "service""#),
    ("Stage.name", r#"name = "Making an offer""#, r#"name = "Making offers""#),
    ("Stage.key", "name = \"Making an offer\"\nkey = true", "name = \"Making an offer\"\nkey = false"),
    ("DimensionTable.name", r#"name = "Customer tier""#, r#"name = "Tier""#),
    ("DimensionTable.values", r#"values = ["A", "B", "C"]"#, r#"values = ["A", "B", "C", "D"]"#),
    ("DimensionTable.groups", r#"groups = { large = ["A", "B"] }"#, r#"groups = { large = ["A"] }"#),
    ("DimensionTable.unit", r#"unit = "CNY""#, r#"unit = "EUR""#),
    ("DimensionTable.at-least", "at-least = 0, at-most = 1_000_000", "at-least = 1, at-most = 1_000_000"),
    ("DimensionTable.at-most", "at-least = 0, at-most = 1_000_000", "at-least = 0, at-most = 2_000_000"),
    ("DimensionTable.above", "above = -100", "above = -99"),
    ("DimensionTable.below", "below = 100, escalates", "below = 99, escalates"),
    ("DimensionTable.step", "step = 0.01", "step = 1"),
    ("DimensionTable.escalates", "rate = { escalates = \"downward\" }", "rate = {}"),
    ("DimensionTable.basis", r#"basis = "the net price""#, r#"basis = "the gross price""#),
    ("DimensionTable.part-of", r#"part-of = "total""#, r#"part-of = "amount""#),
    ("DimensionValue.name", r#"name = "The north""#, r#"name = "Northern""#),
    ("DimensionValue.holder", r#"holder = "lead""#, r#"holder = "head""#),
    ("Bounds.above", "above = 6, at-most = 7", "above = 5, at-most = 7"),
    ("Bounds.at-least", "target = { at-least = 30 }", "target = { at-least = 31 }"),
    ("Bounds.below", "below = 25", "below = 26"),
    ("Bounds.at-most", "above = 6, at-most = 7", "above = 6, at-most = 8"),
    ("WhenBounds.above", "above = 200, below = 300", "above = 201, below = 300"),
    ("WhenBounds.at-least", "at-least = 400, at-most = 500", "at-least = 401, at-most = 500"),
    ("WhenBounds.below", "above = 200, below = 300", "above = 200, below = 301"),
    ("WhenBounds.at-most", "at-least = 400, at-most = 500", "at-least = 400, at-most = 501"),
    ("Not.not", r#"not = ["A", "B"]"#, r#"not = ["A"]"#),
    ("Department.name", r#"name = "Sales department""#, r#"name = "Selling department""#),
    ("Department.head", r#"name = "Sales department", head = "lead""#, r#"name = "Sales department", head = "head""#),
    ("Role.name", r#"name = "Managing director""#, r#"name = "General manager""#),
    ("Role.aliases", r#"aliases = ["CEO"]"#, r#"aliases = ["Chief"]"#),
    ("Role.department", r#"department = "law""#, r#"department = "sales""#),
    ("Role.level", r#"level = "senior""#, r#"level = "junior""#),
    ("Role.reports-to", r#"clerk = { reports-to = "lead", "#, r#"clerk = { reports-to = "legal", "#),
    ("Role.deputy", r#"deputy = ["legal""#, r#"deputy = ["clerk""#),
    ("Role.holders", "holders = 3", r#"holders = "several""#),
    ("Role.body", "council = { body = true }", "council = {}"),
    ("Role.members", r#"members = ["head", "lead"]"#, r#"members = ["head", "clerk"]"#),
    ("Role.quorum", r#"quorum = "all""#, "quorum = 1"),
    ("RoleInCases.role", r#"{ role = "head", when = { tier = "B" } }"#, r#"{ role = "clerk", when = { tier = "B" } }"#),
    ("RoleInCases.when", r#"{ role = "head", when = { tier = "B" } }"#, r#"{ role = "head", when = { tier = "C" } }"#),
    ("Role.external", "customer = { external = true }", "customer = { external = false }"),
    ("Person.name", r#"name = "Li Wei""#, r#"name = "Li Na""#),
    ("Person.roles", r#"roles = "clerk""#, r#"roles = "legal""#),
    ("Person.when", "when = { tier = \"C\" }\n", "when = { tier = \"B\" }\n"),
    ("Person.absent", "absent = { from = 2026-08-03, until = 2026-08-21 }\n", ""),
    ("Leave.from", "from = 2026-08-03", "from = 2026-08-04"),
    ("Leave.until", "until = 2026-08-21", "until = 2026-08-22"),
    ("Activity.name", r#"name = "Selling""#, r#"name = "Sale""#),
    ("Activity.stage", "[activities.collect]\nstage = \"collection\"", "[activities.collect]\nstage = \"offer\""),
    ("Activity.key", "key = true\nevery", "key = false\nevery"),
    ("Activity.every", r#"every = "1 month""#, r#"every = "2 months""#),
    ("Activity.duty", r#"duty = "sale""#, r#"duty = "collection""#),
    (
        "Activity.cases",
        "[[activities.sell.cases]]\nwhen = { tier = \"A\" }\nR = [\"clerk\", \"lead\"]",
        "[[activities.sell.cases]]\nwhen = { tier = \"C\" }\nA = \"legal\"\n\n[[activities.sell.cases]]\nwhen = { tier = \"A\" }\nR = [\"clerk\", \"lead\"]",
    ),
    ("Activity.scheme", r#"scheme = { P = "responsible" }"#, r#"scheme = { P = "supports" }"#),
    ("Activity.LETTER", r#"R = "clerk""#, r#"R = "legal""#),
    ("Activity.LETTER", r#"A = "lead""#, r#"A = "legal""#),
    ("Activity.LETTER", r#"C = "legal""#, r#"C = "clerk""#),
    ("Activity.LETTER", r#"I = "customer""#, r#"I = "clerk""#),
    ("Activity.LETTER", r#"S = "head""#, r#"S = "clerk""#),
    ("Activity.LETTER", r#"V = ["legal", "head"]"#, r#"V = ["lead"]"#),
    ("Activity.LETTER", r#"D = "clerk""#, r#"D = "head""#),
    ("ActivityCase.when", "when = { tier = \"A\" }\nR", "when = { tier = \"large\" }\nR"),
    ("ActivityCase.LETTER", r#"R = ["clerk", "lead"]"#, r#"R = ["clerk", "legal"]"#),
    ("ActivityCase.LETTER", r#"A = ["head"]"#, r#"A = ["legal"]"#),
    ("ActivityCase.LETTER", r#"C = ["legal", "lead"]"#, r#"C = ["clerk"]"#),
    ("ActivityCase.LETTER", r#"I = ["customer", "legal"]"#, r#"I = ["head"]"#),
    ("ActivityCase.LETTER", r#"S = ["lead", "legal"]"#, r#"S = ["clerk"]"#),
    ("ActivityCase.LETTER", r#"V = ["clerk", "head"]"#, r#"V = ["lead"]"#),
    ("ActivityCase.LETTER", r#"D = ["clerk", "head"]"#, r#"D = ["head"]"#),
    ("Decision.name", r#"name = "Granting a discount""#, r#"name = "Discounts""#),
    (
        "Decision.stage",
        "name = \"Granting a discount\"\nstage = \"offer\"",
        "name = \"Granting a discount\"\nstage = \"collection\"",
    ),
    ("Decision.activity", "activity = \"sell\"\nrequested", "activity = \"collect\"\nrequested"),
    ("Decision.requested-by", r#"requested-by = "clerk""#, r#"requested-by = "lead""#),
    ("Decision.within", r#"within = "1 day""#, r#"within = "2 days""#),
    ("Decision.four-eyes", "four-eyes = true", "four-eyes = false"),
    ("Decision.per", r#"per = "customer per quarter""#, r#"per = "customer per year""#),
    ("Decision.duty", r#"duty = "major-matter""#, r#"duty = "contract-approval""#),
    ("Decision.cases", "[[decisions.discount.cases]]\nwhen = { tier = \"C\", amount = 600 }\nforbidden = true", ""),
    ("Decision.decides", r#"decides = { any = ["lead", "legal"] }"#, r#"decides = "lead""#),
    ("Decision.free", "[decisions.gift]\nfree = true", "[decisions.gift]\ndecides = \"clerk\""),
    ("Decision.forbidden", "[decisions.bribe]\nforbidden = true", "[decisions.bribe]\ndecides = \"clerk\""),
    ("Decision.limits", ", { forbidden = true }]", "]"),
    ("Decision.measure", "measure = \"amount\"\nlimits = [{ free", "measure = \"total\"\nlimits = [{ free"),
    ("Decision.chain", "duty = \"major-matter\"\nchain = true", r#"duty = "major-matter""#),
    ("Decision.consults", r#"consults = "legal""#, r#"consults = "head""#),
    ("Decision.informs", r#"informs = "customer""#, r#"informs = "head""#),
    ("Decision.elsewhere", "[decisions.annex]\nelsewhere = true", "[decisions.annex]\ndecides = \"mayor\""),
    ("Decision.agrees", r#"agrees = "treasurer""#, r#"agrees = "ranger""#),
    ("Decision.reviews", r#"reviews = "auditor""#, r#"reviews = "mayor""#),
    ("Decision.refuses", r#"refuses = "warden""#, r#"refuses = "ranger""#),
    ("Decision.files-with", r#"files-with = "archivist""#, r#"files-with = "ranger""#),
    ("Decision.confirmed-by", r#"confirmed-by = "mayor""#, r#"confirmed-by = "ranger""#),
    ("Decision.then", "within = \"5 days\"\nthen = \"refused\"", r#"within = "5 days""#),
    ("Decision.open-for", r#"open-for = "10 days""#, r#"open-for = "9 days""#),
    ("Decision.holds-for", r#"holds-for = "2 years""#, r#"holds-for = "1 year""#),
    (
        "Decision.also",
        "[[decisions.pave.also]]\nwhen = { sum = { at-least = 800 } }",
        "[[decisions.pave.also]]\nwhen = { kind = \"road\" }\ndecides = \"ranger\"\n\n[[decisions.pave.also]]\nwhen = { sum = { at-least = 800 } }",
    ),
    ("Decision.impossible", "[[decisions.pave.impossible]]\nwhen = { sum = { at-least = 5_000 } }\n", ""),
    ("DecisionCase.when", r#"when = { tier = "C", amount = 600 }"#, r#"when = { tier = "C", amount = 700 }"#),
    ("DecisionCase.decides", r#"decides = { all = ["lead", "head"] }"#, r#"decides = "lead""#),
    (
        "DecisionCase.free",
        "amount = { at-least = 400, at-most = 500 } }\nfree = true",
        "amount = { at-least = 400, at-most = 500 } }\ndecides = \"lead\"",
    ),
    ("DecisionCase.forbidden", "amount = 600 }\nforbidden = true", "amount = 600 }\ndecides = \"lead\""),
    ("DecisionCase.limits", r#", { decides = "legal", above = 0 }]"#, "]"),
    (
        "DecisionCase.measure",
        "measure = \"margin\"\nchain = true\nlimits = [{ decides = \"clerk\", at-least = 30 }, { decides = \"legal\", above = 0 }]",
        "measure = \"amount\"\nchain = true\nlimits = [{ decides = \"clerk\", at-most = 30 }, { decides = \"legal\", below = 50 }]",
    ),
    ("DecisionCase.chain", "measure = \"margin\"\nchain = true", r#"measure = "margin""#),
    ("DecisionCase.consults", r#"consults = ["clerk", "legal"]"#, r#"consults = ["clerk"]"#),
    ("DecisionCase.informs", r#"informs = ["legal", "customer"]"#, r#"informs = ["legal"]"#),
    ("DecisionCase.id", r#"id = "flood""#, r#"id = "emergency""#),
    ("DecisionCase.over", "over = \"all\"\n", ""),
    ("DecisionCase.alone", "alone = true\n", ""),
    (
        "DecisionCase.elsewhere",
        "sum = { at-most = 900 } }\nelsewhere = true",
        "sum = { at-most = 900 } }\ndecides = \"mayor\"",
    ),
    ("DecisionCase.agrees", r#"agrees = ["treasurer"]"#, r#"agrees = ["ranger"]"#),
    ("DecisionCase.reviews", r#"reviews = ["auditor"]"#, r#"reviews = ["ranger"]"#),
    ("DecisionCase.refuses", r#"refuses = ["warden"]"#, r#"refuses = ["ranger"]"#),
    ("DecisionCase.files-with", r#"files-with = ["archivist"]"#, r#"files-with = ["ranger"]"#),
    ("DecisionCase.confirmed-by", r#"confirmed-by = ["assembly"]"#, r#"confirmed-by = ["ranger"]"#),
    ("DecisionCase.within", r#"within = "6 days""#, r#"within = "16 days""#),
    ("DecisionCase.then", "within = \"6 days\"\nthen = \"agreed\"", "within = \"6 days\"\nthen = \"escalates\""),
    ("DecisionCase.open-for", r#"open-for = "11 days""#, r#"open-for = "21 days""#),
    ("DecisionCase.holds-for", r#"holds-for = "3 years""#, r#"holds-for = "13 years""#),
    ("Limit.decides", r#"decides = "lead", at-most = 10"#, r#"decides = "legal", at-most = 10"#),
    ("Limit.free", "{ free = true, at-most = 20 }", r#"{ decides = "clerk", at-most = 20 }"#),
    ("Limit.forbidden", "{ forbidden = true }", r#"{ decides = "head" }"#),
    ("Limit.at-most", "at-most = 10,", "at-most = 11,"),
    ("Limit.below", "below = 1_000", "below = 1_001"),
    ("Limit.at-least", "at-least = 30 }, { decides", "at-least = 31 }, { decides"),
    ("Limit.above", "above = 0 }", "above = 1 }"),
    ("Limit.consults", r#"at-most = 10, consults = "clerk""#, r#"at-most = 10, consults = "head""#),
    ("Limit.informs", r#"informs = "clerk" }"#, r#"informs = "lead" }"#),
    ("Limit.elsewhere", "{ elsewhere = true }", r#"{ decides = "mayor" }"#),
    ("Limit.agrees", r#"agrees = "auditor""#, r#"agrees = "mayor""#),
    ("Limit.reviews", r#"reviews = "ranger""#, r#"reviews = "mayor""#),
    ("Limit.refuses", r#"refuses = "elders""#, r#"refuses = "mayor""#),
    ("Limit.files-with", r#"files-with = "assembly""#, r#"files-with = "mayor""#),
    ("Limit.confirmed-by", r#"confirmed-by = "treasurer""#, r#"confirmed-by = "auditor""#),
    ("Limit.within", r#"within = "7 days""#, r#"within = "17 days""#),
    ("Limit.then", r#"within = "7 days", then = "refused""#, r#"within = "7 days", then = "agreed""#),
    ("Limit.open-for", r#"open-for = "12 days""#, r#"open-for = "22 days""#),
    ("Limit.holds-for", r#"holds-for = "4 years""#, r#"holds-for = "14 years""#),
    ("Also.when", "when = { sum = { at-least = 800 } }", "when = { sum = { at-least = 850 } }"),
    ("Also.decides", "decides = \"surveyor\"\nconsults", "decides = \"archivist\"\nconsults"),
    ("Also.consults", r#"consults = ["mason"]"#, r#"consults = ["archivist"]"#),
    ("Also.informs", r#"informs = ["mason"]"#, r#"informs = ["archivist"]"#),
    ("Also.agrees", r#"agrees = ["auditor", "mayor"]"#, r#"agrees = ["auditor", "archivist"]"#),
    ("Also.reviews", r#"reviews = ["warden", "ranger"]"#, r#"reviews = ["warden", "archivist"]"#),
    ("Also.refuses", r#"refuses = ["archivist"]"#, r#"refuses = ["mason"]"#),
    ("Also.files-with", r#"files-with = ["assembly"]"#, r#"files-with = ["mason"]"#),
    ("Also.confirmed-by", r#"confirmed-by = ["elders"]"#, r#"confirmed-by = ["mason"]"#),
    ("Also.within", r#"within = "8 days""#, r#"within = "18 days""#),
    ("Also.then", "within = \"8 days\"\nthen = \"agreed\"", "within = \"8 days\"\nthen = \"refused\""),
    ("Also.open-for", r#"open-for = "13 days""#, r#"open-for = "23 days""#),
    ("Also.holds-for", r#"holds-for = "5 years""#, r#"holds-for = "15 years""#),
    ("Impossible.when", r#"area = "east", kind = "road""#, r#"area = "east", kind = "bridge""#),
    ("Party.role", r#"{ role = "ranger", within"#, r#"{ role = "mason", within"#),
    ("Party.within", r#"within = "72 hours""#, r#"within = "48 hours""#),
    ("Together.all", r#"all = ["lead", "head"]"#, r#"all = ["lead", "legal"]"#),
    ("Together.any", r#"any = ["lead", "legal"]"#, r#"any = ["lead", "head"]"#),
    ("Together.count", "count = 2", "count = 1"),
    ("Together.of", r#"of = ["clerk", "lead", "head"]"#, r#"of = ["clerk", "lead", "legal"]"#),
    ("Together.in-turn", r#"in-turn = ["mayor", "auditor"]"#, r#"in-turn = ["auditor", "mayor"]"#),
    ("Together.first-of", r#"first-of = ["warden", "ranger"]"#, r#"first-of = ["warden", "mayor"]"#),
    ("Together.share", r#"share = "2/3""#, r#"share = "1/3""#),
    ("Together.against", ", against = 0", ""),
    ("Together.superior-of", r#"{ superior-of = "requester" }"#, r#""mayor""#),
    ("Together.head-of", r#"{ head-of = "requester" }"#, r#""mayor""#),
    ("Together.at-least", r#"at-least = "tactical""#, r#"at-least = "strategic""#),
    ("Together.above", r#"at-least = "tactical", above = "requester""#, r#"holder-of = "area""#),
    (
        "Together.holder-of",
        "[decisions.fell]\ndecides = { holder-of = \"area\" }",
        "[decisions.fell]\ndecides = \"warden\"",
    ),
    ("Handoff.name", r#"name = "Handing over the order""#, r#"name = "The order""#),
    ("Handoff.from", r#"from = "clerk""#, r#"from = "lead""#),
    ("Handoff.to", r#"to = "legal""#, r#"to = "head""#),
    ("Handoff.stage", "to = \"head\"\nstage = \"offer\"", "to = \"head\"\nstage = \"care\""),
    ("Handoff.stages", r#"stages = ["offer", "collection"]"#, r#"stages = ["offer", "care"]"#),
    ("Handoff.artefact", r#"artefact = "signed contract""#, r#"artefact = "copy of the contract""#),
    ("Handoff.within", r#"within = "2 days""#, r#"within = "3 days""#),
    ("Handoff.every", r#"every = "1 week""#, r#"every = "2 weeks""#),
    ("Escalation.name", r#"name = "The talks are stuck""#, r#"name = "Stuck""#),
    ("Escalation.trigger", r#"trigger = "no answer""#, r#"trigger = "a quarrel""#),
    ("Escalation.stage", "trigger = \"no answer\"\nstage = \"offer\"", "trigger = \"no answer\"\nstage = \"care\""),
    ("Escalation.path", r#"path = ["clerk", "lead", "head"]"#, r#"path = ["clerk", "head"]"#),
    ("Escalation.within", r#"within = "4 hours""#, r#"within = "5 hours""#),
    ("Indicator.name", r#"name = "Offers won""#, r#"name = "Offers""#),
    ("Indicator.role", r#"role = "lead""#, r#"role = "clerk""#),
    ("Indicator.activity", "activity = \"sell\"\ntarget", "activity = \"collect\"\ntarget"),
    ("Indicator.target", "target = { at-least = 30 }", "target = 30"),
    ("Indicator.unit", r#"unit = "customers""#, r#"unit = "offers""#),
    ("Indicator.per", r#"per = "1 year""#, r#"per = "1 month""#),
    ("Indicator.rolls-up-to", r#"rolls-up-to = "all-offers""#, r#"rolls-up-to = "late-offers""#),
    ("Indicator.alert", "alert = { below = 20 }", "alert = { below = 21 }"),
    ("Indicator.alerts", r#"alerts = "head""#, r#"alerts = "clerk""#),
    (
        "Separation.duties",
        r#"duties = ["activities.sell", "activities.collect"]"#,
        r#"duties = ["activities.sell", "decisions.refund"]"#,
    ),
    ("Separation.reason", r#"reason = "who sells does not collect""#, r#"reason = "four eyes""#),
    ("Delegation.from", "from = \"head\"\nto = \"lead\"", "from = \"clerk\"\nto = \"lead\""),
    ("Delegation.to", "from = \"head\"\nto = \"lead\"", "from = \"head\"\nto = \"clerk\""),
    ("Delegation.decision", "decision = \"discount\"\nwhen", "decision = \"refund\"\nwhen"),
    ("Delegation.when", "above = 50, at-most = 60", "above = 50, at-most = 61"),
    ("Delegation.agrees", "agrees = \"clerk\"\nvalid-from", "agrees = \"legal\"\nvalid-from"),
    ("Delegation.valid-from", "valid-from = 2026-03-01", "valid-from = 2026-03-02"),
    ("Delegation.valid-until", "valid-until = 2026-09-30", "valid-until = 2026-09-29"),
    ("Lendable.from", "from = \"head\"\nto = [\"legal\"", "from = \"lead\"\nto = [\"legal\""),
    ("Lendable.to", r#"to = ["legal", { at-least"#, r#"to = ["clerk", { at-least"#),
    ("Lendable.not-below", "\nnot-below = \"lender\"", ""),
    ("Lendable.decision", r#"decision = ["gift"]"#, r#"decision = ["refund"]"#),
    ("Lendable.when", "at-most = 77", "at-most = 78"),
    ("Lendable.for", r#"for = "3 months""#, r#"for = "4 months""#),
    ("Lendable.agrees", "agrees = \"legal\"\nfurther", "agrees = \"head\"\nfurther"),
    ("Lendable.further", "further = false", "further = true"),
    ("Borrower.role", r#"["legal", { at-least"#, r#"[{ role = "lead" }, { at-least"#),
    ("Borrower.at-least", r#"at-least = "senior" }"#, r#"at-least = "junior" }"#),
    ("Borrower.not-below", r#", { not-below = "lender" }]"#, "]"),
    ("Example.decision", r#"decision = "gift""#, r#"decision = "bribe""#),
    ("Example.activity", "activity = \"sell\"\ngiven", "activity = \"collect\"\ngiven"),
    (
        "Example.given",
        r#"given = { tier = "A", amount = 70, margin = 0 }"#,
        r#"given = { tier = "A", amount = 71, margin = 0 }"#,
    ),
    ("Example.decides", "margin = 0 }\ndecides = \"lead\"", "margin = 0 }\ndecides = \"head\""),
    ("Example.free", "given = {}\nfree = true", "given = {}\ndecides = \"head\""),
    ("Example.forbidden", "given = {}\nforbidden = true", "given = {}\ndecides = \"head\""),
    ("Example.elsewhere", "given = {}\nelsewhere = true", "given = {}\ndecides = \"mayor\""),
    ("Example.accountable", r#"accountable = "lead""#, r#"accountable = "head""#),
    ("Waiver.rule", r#"rule = "no-deputy""#, r#"rule = "idle-role""#),
    ("Waiver.subject", r#"subject = "roles.head""#, r#"subject = "roles.lead""#),
    ("Waiver.reason", r#"reason = "the post is new""#, r#"reason = "the post is free""#),
    ("Waiver.approved-by", r#"approved-by = "head""#, r#"approved-by = "lead""#),
    ("Waiver.until", "until = 2026-12-31", "until = 2026-12-30"),
    ("Lint.rules", r#"no-owner = "warning""#, r#"no-owner = "error""#),
    ("Lint.thresholds", "consulted = 4", "consulted = 5"),
    ("Lint.packs", r#"packs = "cn-internal-control""#, "packs = []"),
];

/// Why some keys are not told, or not published, and which.
type Exceptions = &'static [(&'static str, &'static [&'static str])];

/// What `diff` does not tell.
const UNTOLD: Exceptions = &[
    ("an id is what others stand over a case by", &["DecisionCase.id"]),
    ("how soon somebody is told is not compared", &["Party.within"]),
    (
        "what is added takes the times of what it is added to",
        &["Also.within", "Also.then", "Also.open-for", "Also.holds-for"],
    ),
    ("a reason moves no right and no control", &["Separation.reason", "Waiver.reason"]),
    ("of a waiver the rule, the subject and the end are told", &["Waiver.approved-by"]),
    (
        "an example says what must be so, and `check` says whether it is",
        &[
            "Example.decision",
            "Example.activity",
            "Example.given",
            "Example.decides",
            "Example.free",
            "Example.forbidden",
            "Example.elsewhere",
            "Example.accountable",
        ],
    ),
];

/// What is not published.
const UNPUBLISHED: Exceptions = &[
    (
        "`check` asks for it, and readers of the matrix do not",
        &[
            "Matrix.accountable-does-work",
            "Matrix.review-every",
            "Stage.key",
            "Activity.key",
            "Activity.duty",
            "Decision.duty",
            "Separation.duties",
            "Separation.reason",
            "Lint.rules",
            "Lint.thresholds",
            "Lint.packs",
        ],
    ),
    (
        "an example is for who writes the matrix",
        &[
            "Example.decision",
            "Example.activity",
            "Example.given",
            "Example.decides",
            "Example.free",
            "Example.forbidden",
            "Example.elsewhere",
            "Example.accountable",
        ],
    ),
    (
        "only what goes by it is shown",
        &[
            "Matrix.levels",
            "Matrix.language",
            "DimensionTable.escalates",
            "Stage.id",
            "DimensionTable.groups",
            "DecisionCase.id",
        ],
    ),
    (
        "what is added takes the times of what it is added to",
        &["Also.within", "Also.then", "Also.open-for", "Also.holds-for"],
    ),
    (
        "nobody has missed it yet",
        &[
            "DimensionTable.basis",
            "DimensionValue.holder",
            "Department.head",
            "Activity.every",
            "Decision.stage",
            "Handoff.name",
            "Indicator.rolls-up-to",
            "Indicator.alert",
            "Indicator.alerts",
        ],
    ),
];

/// The name of every key, with that of its table before it.
fn keys(shape: &Shape, found: &mut BTreeSet<String>) {
    match shape {
        Shape::Table { name, fields, .. } => {
            for field in fields() {
                let is_new = found.insert(format!("{name}.{}", field.key));
                if is_new {
                    keys(&field.shape, found);
                }
            }
        }
        Shape::List(item) | Shape::NonEmptyList(item) | Shape::Map { value: item, .. } => keys(item, found),
        Shape::AnyOf(shapes) => shapes.iter().for_each(|shape| keys(shape, found)),
        _ => {}
    }
}

/// The policy with its lines, and whatever is published of it.
fn read(text: &str) -> Result<(Model, Vec<u8>), String> {
    let sources = Sources::in_memory([("raci.toml", text)]);
    let built = load(&sources, &Policy::alone(FileId(0)), DAY);
    if let Some(mistake) = built.mistakes.first() {
        return Err(mistake.message.clone());
    }
    let org = Org::new(&built.model);
    let edition = Edition {
        model: &built.model,
        org: &org,
        day: date(2026, 7, 1),
        lang: Lang::English,
        checked: String::new(),
        found: Vec::new(),
    };
    let grid = Grid::new(&built.model, &Filter::default()).unwrap_or_else(|_| panic!("no case is asked for"));
    let mut forms = Vec::new();
    let mut out = Out::new(&mut forms);
    publish::page(&edition, &grid, &mut out).unwrap();
    publish::markdown(&edition, &grid, &mut out).unwrap();
    publish::workbook(&edition, &grid, &mut out).unwrap();
    drop(out);
    Ok((built.model, forms))
}

/// The number of the one policy that has this, and the same in which something else stands there.
fn otherwise(key: &str, from: &str, to: &str) -> (usize, String) {
    let with: Vec<usize> = (0..POLICIES.len()).filter(|number| POLICIES[*number].matches(from).count() == 1).collect();
    let [number] = with.as_slice() else { panic!("{key}: `{from}` stands in {} policies once", with.len()) };
    (*number, POLICIES[*number].replacen(from, to, 1))
}

fn is_among(exceptions: Exceptions, key: &str) -> bool {
    exceptions.iter().any(|(_, keys)| keys.contains(&key))
}

#[test]
fn every_key_is_tried() {
    let mut all = BTreeSet::new();
    keys(&File::shape(), &mut all);
    // what a file has is tables, whose keys are tried
    all.retain(|key| !key.starts_with("File."));
    // what every table may have moves no right
    all.retain(|key| !key.ends_with(".note") && !key.ends_with(".source"));
    let tried: BTreeSet<String> = CHANGES.iter().map(|(key, _, _)| (*key).to_owned()).collect();
    let untried: Vec<_> = all.symmetric_difference(&tried).collect();
    assert!(untried.is_empty(), "not tried, or not there: {untried:?}");
}

#[test]
fn a_key_that_says_something_else_is_told() {
    let policies = POLICIES.map(|policy| read(policy).unwrap());
    let mut wrong = Vec::new();
    for (key, from, to) in CHANGES {
        let (number, written) = otherwise(key, from, to);
        let old = &policies[number];
        let new = match read(&written) {
            Ok(new) => new,
            Err(mistake) => {
                wrong.push(format!("{key} cannot be tried: {mistake}"));
                continue;
            }
        };
        let is_told = !Diff::between(Some(&old.0), Some(&new.0)).changes.is_empty();
        let is_published = old.1 != new.1;
        if is_told == is_among(UNTOLD, key) {
            wrong.push(format!("{key} is {}told by `diff`", if is_told { "" } else { "not " }));
        }
        if is_published == is_among(UNPUBLISHED, key) {
            wrong.push(format!("{key} is {}published", if is_published { "" } else { "not " }));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
