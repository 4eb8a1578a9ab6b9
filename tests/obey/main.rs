//! What `help` says can be obeyed: whoever does what the first error offers first, again and again, comes to what they meant.
//!
//! A file of slips for each topic: a policy in which nothing is wrong, and what somebody writes in place of a part of it.

mod obeyed;
mod shapes;
mod values;
mod words;
