//! Activities, and who holds which letter of them.

use super::case::When;
use super::declare::declaration;
use super::lettered::Letters;
use super::read::{Flag, Located, OneOrMany, Target, To};
use super::scheme::Scheme;
use super::stage::Stage;
use super::term::Term;
use crate::subject::{Kind, Text};

declaration! {
    /// An activity and who is responsible, accountable, consulted and informed.
    pub noted struct Activity others(letters: Letters) {
        /// What people read.
        "name" name: Located<Text>;
        /// The stage of the cycle that it belongs to.
        "stage" stage: To<Stage>;
        /// A decision right must exist at this activity.
        "key" key: Flag;
        /// How often it recurs.
        "every" every: Located<Term>;
        /// The kinds of duty that it is, for packs of rules: `"collection"`, `"credit-assessment"` and the like.
        "duty" duty: OneOrMany<Located<Text>>;
        /// Its letters, where they are others than those of the matrix.
        "scheme" scheme: Scheme;
        /// Assignments that depend on the case; a case replaces the letters that it names.
        "cases" cases: Vec<ActivityCase>;
    }
}

declaration! {
    /// An assignment that holds in some cases.
    pub noted struct ActivityCase others(letters: Letters) {
        /// The cases in which it holds.
        required "when" when: When;
    }
}

impl Activity {
    /// What is written as a letter, at the top and in cases.
    pub fn signs(&self) -> impl Iterator<Item = &str> {
        let cases = self.cases.get().into_iter().flatten().map(|case| &case.letters);
        let named = [&self.letters].into_iter().chain(cases).filter_map(|letters| letters.get());
        named.flatten().map(|letter| letter.key.value.as_str())
    }
}

impl Target for Activity {
    const KIND: Kind = Kind::Activity;
}
