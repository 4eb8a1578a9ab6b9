//! What the policy asks of the rules.

use case_space::Number;

use crate::subject::Text;
use crate::syntax::{self, Located, Overrides, Setting};

/// Which rules are run, at what level: names are not looked up here.
#[derive(Debug, Clone, Default)]
pub struct Lint {
    /// The level of each rule that is to differ from its own.
    pub rules: Vec<(Located<Text>, Located<Setting>)>,
    /// The numbers from which the rules that count complain.
    pub thresholds: Vec<(Located<Text>, Located<Number>)>,
    /// Sets of rules that are off until asked for.
    pub packs: Vec<Located<Text>>,
}

impl From<syntax::Lint> for Lint {
    fn from(declared: syntax::Lint) -> Self {
        Self {
            rules: declared.rules.take().map_or_else(Vec::new, |Overrides(rules)| rules),
            thresholds: declared.thresholds.take().map_or_else(Vec::new, |Overrides(thresholds)| thresholds),
            packs: declared.packs.take().map_or_else(Vec::new, |packs| packs.items),
        }
    }
}
