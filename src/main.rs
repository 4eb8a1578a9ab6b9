//! The entrance: arguments in, exit status out.

fn main() {}
