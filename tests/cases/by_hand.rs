//! What the heads of the policies say in words of `who`, `diff` and `show`, one function a policy or pair.

use super::said;

/// A function that says what is wrong.
type Held = fn() -> Result<(), String>;

/// By the names of the policies, without `-old` and `-new`.
const HELD: [(&str, Held); 4] = [
    ("show-headings", headings_are_whole),
    ("top-consults-lost", legal_is_consulted),
    ("chain-counts-twice", nothing_is_stronger),
    ("rename-with-alias", no_authority_moves),
];

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

/// What is said of the two versions of a policy.
fn compared(name: &str) -> String {
    said(&["diff", &format!("./{name}-old.toml"), &format!("./{name}-new.toml")])
}

fn nothing_is_stronger() -> Result<(), String> {
    let said = compared("chain-counts-twice");
    ensure(said.contains("\nno authority moved") && !said.contains("strengthened"), &said)
}

fn no_authority_moves() -> Result<(), String> {
    let said = compared("rename-with-alias");
    let renamed = "\nrenamed\n  the role `head-of-sales` is now called `sales-director`\n";
    ensure(said.contains(renamed) && said.ends_with("\nno authority moved; 1 other change\n"), &said)
}
