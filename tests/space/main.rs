//! The mathematics of cases: examples that can be drawn, and random spaces against brute force.

mod brute;
mod examples;
mod few;
mod numbers;
mod random;
