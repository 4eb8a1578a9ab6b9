//! A matrix that is evaluated case by case, straight from what is written, to hold the comparison against.

use std::collections::BTreeSet;
use std::fmt::Write as _;

pub(crate) const TIERS: [&str; 4] = ["A", "B", "C", "D"];
pub(crate) const ROLES: [&str; 3] = ["clerk", "manager", "director"];

/// One decision and one activity, and the cases that there are.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    /// The tiers that there are, in this order.
    pub(crate) tiers: Vec<usize>,
    /// The least amount that there is.
    pub(crate) low: Option<i64>,
    /// Amounts are whole numbers.
    pub(crate) whole: bool,
    /// Whether the one who does the work is called so by the letter of DACI.
    pub(crate) is_driven: bool,
    /// The role that does the work.
    pub(crate) doer: usize,
    pub(crate) decision: Body,
    pub(crate) activity: Body,
}

/// What holds at the top, and in some cases.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub(crate) top: Option<Right>,
    pub(crate) cases: Vec<(When, Right)>,
}

#[derive(Debug, Clone)]
pub(crate) enum Right {
    Plain(Say),
    /// Ends, and whether the number itself is within.
    Ladder(Vec<(Option<(i64, bool)>, Say)>),
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Say {
    Role(usize),
    All(usize, usize),
    Any(usize, usize),
    Free,
    Forbidden,
}

/// Some cases: each bound with whether its number is within.
#[derive(Debug, Clone)]
pub(crate) struct When {
    pub(crate) tiers: Option<Vec<usize>>,
    pub(crate) low: Option<(i64, bool)>,
    pub(crate) high: Option<(i64, bool)>,
}

/// One case: a tier and twice the amount.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    pub(crate) tier: usize,
    pub(crate) halves: i64,
}

/// What holds in a case; `None` where there is no such case.
pub(crate) type Holding = Option<BTreeSet<String>>;

/// What a subject is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Decision,
    Activity,
}

/// Which dimensions matter to a subject.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matters {
    tier: bool,
    amount: bool,
}

impl Matters {
    pub(crate) fn of(bodies: [&Body; 2]) -> Self {
        let whens = || bodies.iter().flat_map(|body| body.cases.iter().map(|(when, _)| when));
        let rights = || bodies.iter().flat_map(|body| body.cases.iter().map(|(_, right)| right).chain(&body.top));
        Self {
            tier: whens().any(|when| when.tiers.is_some()),
            amount: whens().any(|when| when.low.is_some() || when.high.is_some())
                || rights().any(|right| matches!(right, Right::Ladder(_))),
        }
    }
}

/// Every case that either of two versions tells from others: all tiers, all numbers around every end.
pub(crate) fn cases(whole: bool) -> impl Iterator<Item = Case> {
    let step = if whole { 2 } else { 1 };
    (0..TIERS.len()).flat_map(move |tier| (-8..=20).step_by(step).map(move |halves| Case { tier, halves }))
}

fn is_above(halves: i64, bound: Option<(i64, bool)>) -> bool {
    bound.is_none_or(|(end, included)| if included { halves >= 2 * end } else { halves > 2 * end })
}

fn is_below(halves: i64, bound: Option<(i64, bool)>) -> bool {
    bound.is_none_or(|(end, included)| if included { halves <= 2 * end } else { halves < 2 * end })
}

impl When {
    fn contains(&self, case: Case) -> bool {
        let tier = self.tiers.as_ref().is_none_or(|tiers| tiers.contains(&case.tier));
        tier && is_above(case.halves, self.low) && is_below(case.halves, self.high)
    }

    fn toml(&self) -> String {
        let mut parts = Vec::new();
        if let Some(tiers) = &self.tiers {
            let tiers: Vec<_> = tiers.iter().map(|tier| format!("\"{}\"", TIERS[*tier])).collect();
            parts.push(format!("tier = [{}]", tiers.join(", ")));
        }
        let low = self.low.map(|(end, included)| format!("{} = {end}", if included { "at-least" } else { "above" }));
        let high = self.high.map(|(end, included)| format!("{} = {end}", if included { "at-most" } else { "below" }));
        let bounds: Vec<_> = low.into_iter().chain(high).collect();
        if !bounds.is_empty() {
            parts.push(format!("amount = {{ {} }}", bounds.join(", ")));
        }
        format!("when = {{ {} }}", parts.join(", "))
    }
}

impl Right {
    fn says(&self, case: Case) -> Option<Say> {
        match self {
            Self::Plain(say) => Some(*say),
            Self::Ladder(steps) => steps.iter().find(|(end, _)| is_below(case.halves, *end)).map(|(_, say)| *say),
        }
    }

    fn toml(&self, of: Of) -> String {
        match self {
            Self::Plain(say) => say.toml(of),
            Self::Ladder(steps) => {
                let step = |(end, say): &(Option<(i64, bool)>, Say)| {
                    let end = end.map_or_else(String::new, |(end, included)| {
                        format!(", {} = {end}", if included { "at-most" } else { "below" })
                    });
                    format!("{{ {}{end} }}", say.toml(of))
                };
                let steps: Vec<_> = steps.iter().map(step).collect();
                format!("measure = \"amount\"\nlimits = [{}]", steps.join(", "))
            }
        }
    }
}

impl Say {
    fn toml(self, of: Of) -> String {
        let roles =
            |all: &[usize]| all.iter().map(|role| format!("\"{}\"", ROLES[*role])).collect::<Vec<_>>().join(", ");
        match (of, self) {
            (Of::Activity, Self::Role(role)) => format!("A = [{}]", roles(&[role])),
            (Of::Activity, Self::All(one, other) | Self::Any(one, other)) => format!("A = [{}]", roles(&[one, other])),
            (Of::Activity, Self::Free | Self::Forbidden) => "A = []".to_owned(),
            (Of::Decision, Self::Role(role)) => format!("decides = {}", roles(&[role])),
            (Of::Decision, Self::All(one, other)) => format!("decides = {{ all = [{}] }}", roles(&[one, other])),
            (Of::Decision, Self::Any(one, other)) => format!("decides = {{ any = [{}] }}", roles(&[one, other])),
            (Of::Decision, Self::Free) => "free = true".to_owned(),
            (Of::Decision, Self::Forbidden) => "forbidden = true".to_owned(),
        }
    }

    /// The values that hold: of a decision one, its quorums in order; of an activity the roles.
    fn values(self, of: Of) -> Vec<String> {
        let sorted = |one: usize, other: usize| [ROLES[one].min(ROLES[other]), ROLES[one].max(ROLES[other])];
        match (of, self) {
            (_, Self::Role(role)) => vec![ROLES[role].to_owned()],
            (Of::Activity, Self::Free | Self::Forbidden) => Vec::new(),
            (Of::Activity, Self::All(one, other) | Self::Any(one, other)) => {
                vec![ROLES[one].to_owned(), ROLES[other].to_owned()]
            }
            (Of::Decision, Self::All(one, other)) => vec![sorted(one, other).join("+")],
            (Of::Decision, Self::Any(one, other)) => vec![sorted(one, other).join("|")],
            (Of::Decision, Self::Free) => vec!["free".to_owned()],
            (Of::Decision, Self::Forbidden) => vec!["forbidden".to_owned()],
        }
    }
}

impl Body {
    fn holding(&self, case: Case, of: Of) -> BTreeSet<String> {
        let claims: Vec<_> = self.cases.iter().filter(|(when, _)| when.contains(case)).collect();
        let says: Vec<Option<Say>> = if claims.is_empty() {
            self.top.iter().map(|right| right.says(case)).collect()
        } else {
            claims.iter().map(|(_, right)| right.says(case)).collect()
        };
        says.into_iter().flatten().flat_map(|say| say.values(of)).collect()
    }

    fn toml(&self, table: &str, first: &str, of: Of) -> String {
        let mut text = format!("[{table}]\n{first}");
        if let Some(top) = &self.top {
            let _ = writeln!(text, "{}", top.toml(of));
        }
        for (when, right) in &self.cases {
            let _ = writeln!(text, "[[{table}.cases]]\n{}\n{}", when.toml(), right.toml(of));
        }
        text
    }
}

impl Written {
    pub(crate) fn body(&self, of: Of) -> &Body {
        match of {
            Of::Decision => &self.decision,
            Of::Activity => &self.activity,
        }
    }

    /// What holds in a case.
    pub(crate) fn holding(&self, of: Of, case: Case, matters: Matters) -> Holding {
        let is_tier = !matters.tier || self.tiers.contains(&case.tier);
        let is_amount = !matters.amount || self.low.is_none_or(|low| case.halves >= 2 * low);
        (is_tier && is_amount).then(|| self.body(of).holding(case, of))
    }

    pub(crate) fn toml(&self) -> String {
        let tiers: Vec<_> = self.tiers.iter().map(|tier| format!("\"{}\"", TIERS[*tier])).collect();
        let low = self.low.map(|low| format!("at-least = {low}, "));
        let step = if self.whole { "step = 1, " } else { "" };
        let roles: Vec<_> = ROLES.iter().map(|role| format!("{role} = {{}}")).collect();
        let (scheme, letter) = if self.is_driven { ("DACI", "D") } else { ("RACI", "R") };
        let doer = format!("{letter} = \"{}\"\n", ROLES[self.doer]);
        format!(
            "[matrix]\nscheme = \"{scheme}\"\n[dimensions]\ntier = [{}]\namount = {{ {}{step}unit = \"CNY\" }}\n[roles]\n{}\n{}{}",
            tiers.join(", "),
            low.unwrap_or_default(),
            roles.join("\n"),
            self.decision.toml("decisions.discount", "", Of::Decision),
            self.activity.toml("activities.sell", &doer, Of::Activity),
        )
    }
}
