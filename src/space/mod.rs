//! The mathematics: exact numbers, intervals, sets of cases, and what covers them.
