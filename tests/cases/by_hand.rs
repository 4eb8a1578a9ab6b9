//! What the heads of the policies say in words of `who`, `diff` and `show`, one function a policy or pair.

use super::said;

/// A function that says what is wrong.
type Held = fn() -> Result<(), String>;

/// By the names of the policies, without `-old` and `-new`.
const HELD: [(&str, Held); 2] = [("show-headings", headings_are_whole), ("top-consults-lost", legal_is_consulted)];

/// Whether what the head of the policy says in words is so.
pub(super) fn hold(name: &str) -> Result<(), String> {
    let pair = name.strip_suffix("-old").or_else(|| name.strip_suffix("-new")).unwrap_or(name);
    let held = HELD.iter().find(|(name, _)| *name == pair);
    let (_, holds) = held.ok_or_else(|| format!("nothing in `by_hand.rs` holds `{pair}`"))?;
    holds()
}

/// The text where the condition does not hold.
fn ensure(holds: bool, said: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(said.to_owned()) }
}

fn headings_are_whole() -> Result<(), String> {
    let shown = said(&["show", "show-headings.toml"]);
    let words = ["workstreams", "Technical", "Leader", "release"];
    ensure(words.iter().all(|word| shown.split_whitespace().any(|shown| shown == *word)), &shown)
}

fn legal_is_consulted() -> Result<(), String> {
    let answer = said(&["who", "sign-contract", "kind=lease", "--policy", "top-consults-lost.toml"]);
    ensure(answer.contains("consults: `legal`"), &answer)
}
