//! What several rules ask of the model: one file a question.

pub(super) mod answers;
pub(super) mod ascent;
pub(super) mod circles;
pub(super) mod crowd;
pub(super) mod dead_cases;
pub(super) mod duties;
pub(super) mod edges;
pub(super) mod holders;
pub(super) mod joint;
pub(super) mod measure;
pub(super) mod one_hand;
pub(super) mod places;
pub(super) mod rank;
pub(super) mod regions;
pub(super) mod role_sets;
pub(super) mod separated;
pub(super) mod share;
pub(super) mod spelling;
pub(super) mod vacant;
pub(super) mod words;
