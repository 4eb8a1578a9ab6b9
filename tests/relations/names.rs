//! What things are called, and what they are called instead.

use std::collections::BTreeMap;

/// How ids are made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Naming {
    #[default]
    Plain,
    /// Other ids in the same order.
    Kept,
    /// Other ids in the opposite order.
    Turned,
}

/// What has an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Stage,
    /// A dimension of values.
    Values,
    /// A value of that dimension.
    Value(usize),
    /// A dimension of numbers.
    Measure,
    Department,
    Role,
    Person,
    Activity,
    Decision,
    Handoff,
    Escalation,
    Indicator,
}

impl Of {
    const ALL: [Self; 13] = [
        Self::Stage,
        Self::Values,
        Self::Value(0),
        Self::Value(1),
        Self::Measure,
        Self::Department,
        Self::Role,
        Self::Person,
        Self::Activity,
        Self::Decision,
        Self::Handoff,
        Self::Escalation,
        Self::Indicator,
    ];

    /// The table in which they are.
    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Stage => "stages",
            Self::Values | Self::Value(_) | Self::Measure => "dimensions",
            Self::Department => "departments",
            Self::Role => "roles",
            Self::Person => "people",
            Self::Activity => "activities",
            Self::Decision => "decisions",
            Self::Handoff => "handoffs",
            Self::Escalation => "escalations",
            Self::Indicator => "indicators",
        }
    }

    /// The ids, in order.
    fn plain(self) -> &'static [&'static str] {
        match self {
            Self::Stage => &["lead", "order"],
            Self::Values => &["grade", "site"],
            Self::Value(0) => &["gold", "iron", "tin"],
            Self::Value(_) => &["north", "south"],
            Self::Measure => &["amount", "margin"],
            Self::Department => &["finance", "sales"],
            Self::Role => &["ann", "bob", "cleo", "dora", "emil", "fritz"],
            Self::Person => &["p-gina", "p-hugo"],
            Self::Activity => &["offer", "ship"],
            Self::Decision => &["grant", "refund"],
            Self::Handoff => &["h-goods", "h-papers"],
            Self::Escalation => &["e-quarrel", "e-stall"],
            Self::Indicator => &["i-orders", "i-returns"],
        }
    }
}

/// The id of the thing of that number.
pub(crate) fn id(naming: Naming, of: Of, number: usize) -> String {
    let plain = of.plain()[number];
    match naming {
        Naming::Plain => plain.to_owned(),
        Naming::Kept => format!("k-{plain}"),
        Naming::Turned => format!("t{}-{plain}", of.plain().len() - number),
    }
}

/// The id of a dimension as a key.
pub(crate) fn key(naming: Naming, of: Of, number: usize) -> &'static str {
    match (naming, of, number) {
        (Naming::Plain, ..) => of.plain()[number],
        (Naming::Kept, Of::Values, 0) => "k-grade",
        (Naming::Kept, Of::Values, _) => "k-site",
        (Naming::Kept, _, 0) => "k-amount",
        (Naming::Kept, ..) => "k-margin",
        (Naming::Turned, Of::Values, 0) => "t2-grade",
        (Naming::Turned, Of::Values, _) => "t1-site",
        (Naming::Turned, _, 0) => "t2-amount",
        (Naming::Turned, ..) => "t1-margin",
    }
}

/// From each id to the plain one.
pub(crate) fn back(naming: Naming) -> BTreeMap<String, &'static str> {
    let ids = Of::ALL.into_iter().flat_map(|of| of.plain().iter().enumerate().map(move |at| (of, at)));
    ids.map(|(of, (number, plain))| (id(naming, of, number), *plain)).collect()
}
