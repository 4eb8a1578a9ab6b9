//! What several rules ask of the model, one file a question.
//!
//! | file | its question |
//! | --- | --- |
//! | [`regions`] | In which cases does nothing hold, too much or the wrong thing? |
//! | [`answers`] | In which cases of a requester does an answer of this kind hold, and where is it written? |
//! | [`held`] | In which cases does an answer hold of which something is so, by where it is written and by who decides in the end? |
//! | [`alone`] | Which role decides alone, in which cases and by what that is written? |
//! | [`around`] | What stands around an answer, in effect? |
//! | [`ascent`] | What follows on what as a number takes more authority? |
//! | [`rank`] | Which of two answers has more authority, by the lines and the levels? |
//! | [`lesser`] | Which of two answers asks for less than the other? |
//! | [`limits`] | Which limits on numbers are written, and what do they bound? |
//! | [`edges`] | At which limits does a gap begin and end? |
//! | [`dead_cases`] | Which cases can never apply, and which do others make superfluous? |
//! | [`vacant`] | In which cases does nobody hold a letter? |
//! | [`team`] | Which roles hold a letter together, in which cases, and are they too many? |
//! | [`joint`] | In which cases do holders of several letters meet? |
//! | [`share`] | Which role holds a letter on too many of all activities? |
//! | [`role_sets`] | Which roles have this part or that in what the matrix governs? |
//! | [`duties`] | Who holds which duty, by what, and in which cases? |
//! | [`separated`] | Who holds duties that a separation keeps apart? |
//! | [`circumstance`] | In which cases and on which days does somebody act for another, and which duties are held then? |
//! | [`stint`] | Who comes to hold duties together by acting for another: a role, or one of those who hold it? |
//! | [`one_hand`] | Who handles duties of two kinds in one case? |
//! | [`loans`] | What does a loan lend, in which cases and on which days? |
//! | [`terms`] | Which of what may be lent concerns a loan, and which terms of it does the loan break? |
//! | [`manpower`] | How many people does an answer really take, in which cases, and who are they? |
//! | [`circles`] | How is a circle of roles shown? |
//! | [`measure`] | What does a unit count, and how many of one make up another? |
//! | [`money`] | Is it money, and how finely is it counted? |
//! | [`words`] | How are names and counts listed? |

pub(super) mod alone;
pub(super) mod answers;
pub(super) mod around;
pub(super) mod ascent;
pub(super) mod circles;
pub(super) mod circumstance;
pub(super) mod dead_cases;
pub(super) mod duties;
pub(super) mod edges;
pub(super) mod held;
pub(super) mod joint;
pub(super) mod lesser;
pub(super) mod limits;
pub(super) mod loans;
pub(super) mod manpower;
pub(super) mod measure;
pub(super) mod money;
pub(super) mod one_hand;
pub(super) mod rank;
pub(super) mod regions;
pub(super) mod role_sets;
pub(super) mod separated;
pub(super) mod share;
pub(super) mod stint;
pub(super) mod team;
pub(super) mod terms;
pub(super) mod vacant;
pub(super) mod words;

/// More places than these help nobody to see what is wrong.
pub(super) const MOST_PLACES: usize = 8;
