//! What is the same thing under another id or another name.

use crate::{diff, told};

/// A role in all that a role is named in.
fn policy(id: &str, rest: &str, limit: u32) -> String {
    format!(
        "[dimensions]\nx = {{ at-least = 0 }}\n[roles]\nclerk = {{ reports-to = \"{id}\" }}\n[roles.\"{id}\"]\n{rest}\n\
         [activities.sell]\nA = \"{id}\"\nR = \"clerk\"\n[decisions.d]\nmeasure = \"x\"\n\
         limits = [{{ decides = \"clerk\", at-most = {limit} }}, {{ decides = \"{id}\" }}]\n"
    )
}

fn renamed(old: (&str, &str), new: (&str, &str)) -> bool {
    let said = told(&diff(&policy(old.0, old.1, 10), &policy(new.0, new.1, 20)));
    let renamed = format!("renamed: the role `{}` is now called `{}`", old.0, new.0);
    said.len() == 3 && said[0].starts_with("gained: `clerk`") && said[1].starts_with("lost: ") && said[2] == renamed
}

#[test]
fn a_role_whose_old_name_is_kept_as_an_alias_is_the_same() {
    let old = ("head-of-sales", "name = \"Head of Sales\"");
    for new in [
        ("sales-director", "name = \"Sales Director\"\naliases = [\"Head of Sales\"]"),
        ("sales-director", "name = \"Sales Director\"\naliases = [\"head of sales\", \"boss\"]"),
        ("sales-director", "aliases = \"head-of-sales\""),
        ("sales-director", "name = \"Head of Sales\""),
    ] {
        assert!(renamed(old, new), "{new:?}");
        assert!(renamed(new, old), "{new:?}");
    }
    assert!(renamed(("销售总监", "name = \"销售总监\""), ("director", "name = \"销售总监\"")));
    assert!(renamed(("销售总监", ""), ("director", "name = \"销售总监\"")));
    assert!(renamed(("sales_head", ""), ("sales-head", "")));
}

#[test]
fn an_alias_that_two_have_or_that_somebody_had_before_says_nothing() {
    let old = ("head", "name = \"Head of Sales\"\naliases = \"boss\"");
    assert!(!renamed(old, ("director", "name = \"Director\"\naliases = \"boss\"")));
    assert!(!renamed(old, ("director", "name = \"Director\"")));
    let two = format!(
        "{}[roles.third]\naliases = \"Head of Sales\"",
        policy("director", "name = \"Director\"\naliases = \"Head of Sales\"", 10)
    );
    let said = told(&diff(&policy(old.0, old.1, 10), &two));
    assert!(said.contains(&"went: the role `head` is gone".to_owned()), "{said:#?}");
}

#[test]
fn a_name_is_surer_than_an_alias() {
    let other = |id: &str, rest: &str| format!("[roles.{id}]\n{rest}\n");
    let old = policy("head", "name = \"Head\"", 10);
    let new = policy("chief", "name = \"Head\"", 10) + &other("second", "name = \"Second\"\naliases = \"Head\"");
    assert_eq!(
        told(&diff(&old, &new)),
        ["came: the role `second` is new", "renamed: the role `head` is now called `chief`"]
    );
}
