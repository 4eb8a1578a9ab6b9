//! Why it is not known who may act.

/// Why it is not known who may act in a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoHands {
    /// Something of it could not be read, which has been said.
    Unread,
    /// It is too much to look at.
    TooMuch,
}
