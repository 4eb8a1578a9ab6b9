//! The stages of the cycle.

use super::declare::declaration;
use super::read::{Flag, Located, Target};
use crate::subject::{Kind, Text};

declaration! {
    /// A stage of the cycle.
    pub noted struct Stage {
        /// The id by which activities name it.
        required "id" id: Located<Text>;
        /// What people read.
        "name" name: Text;
        /// A decision right must exist at this stage.
        "key" key: Flag;
    }
}

impl Target for Stage {
    const KIND: Kind = Kind::Stage;
}
