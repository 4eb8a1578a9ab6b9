//! Levels on the command line: one by its name, and `-A`, `-W` and `-D`, which set those of rules for one run and of which the last counts.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches, ValueEnum};

use crate::finding::Level;
use crate::rules;

/// A level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LevelChoice {
    Error,
    Warning,
    Info,
}

impl LevelChoice {
    pub(super) const fn level(self) -> Level {
        match self {
            Self::Error => Level::Error,
            Self::Warning => Level::Warning,
            Self::Info => Level::Info,
        }
    }
}

/// Rules and the levels that they get over what the files say, in the order in which they were given; `None` is off.
#[derive(Debug, Clone, Default)]
pub(super) struct LevelFlags(pub(super) Vec<(String, Option<Level>)>);

const FLAGS: [(&str, char, Option<Level>, &str); 3] = [
    ("allow", 'A', None, "Turn a rule off"),
    ("warn", 'W', Some(Level::Warning), "Make the findings of a rule warnings"),
    ("deny", 'D', Some(Level::Error), "Make the findings of a rule errors"),
];

impl Args for LevelFlags {
    fn augment_args(command: Command) -> Command {
        command.args(FLAGS.map(|(name, short, _, help)| {
            let arg = Arg::new(name).short(short).long(name).value_name("RULE");
            arg.value_parser(rule).action(ArgAction::Append).help(help)
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for LevelFlags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = FLAGS.iter().flat_map(|(name, _, level, _)| {
            let rules = matches.get_many::<String>(name).into_iter().flatten();
            let indices = matches.indices_of(name).into_iter().flatten();
            indices.zip(rules).map(|(index, rule)| (index, (rule.clone(), *level)))
        });
        let mut given: Vec<_> = given.collect();
        given.sort_by_key(|(index, _)| *index);
        Ok(Self(given.into_iter().map(|(_, level)| level).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// A rule whose level can be set, by its name.
pub(super) fn rule(name: &str) -> Result<String, String> {
    match rules::adjustable(name, "set") {
        Ok(rule) => Ok(rule.name.to_owned()),
        Err(refusal) => Err(format!("{}; {}", refusal.message, refusal.help)),
    }
}

/// The same, or by its headline or some words of what is wrong, where they are said of one rule alone.
pub(super) fn rule_in_words(words: &str) -> Result<String, String> {
    match rules::sought(words).as_slice() {
        [meant] => rule(meant.name),
        _ => rule(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_keep_the_order_of_the_command_line() {
        let command = LevelFlags::augment_args(Command::new("check"));
        let matches = command.get_matches_from(["check", "-D", "no-deputy", "-A", "idle-role", "--warn=no-deputy"]);
        let LevelFlags(levels) = LevelFlags::from_arg_matches(&matches).unwrap();
        let expected = [("no-deputy", Some(Level::Error)), ("idle-role", None), ("no-deputy", Some(Level::Warning))];
        assert_eq!(levels, expected.map(|(rule, level)| (rule.to_owned(), level)));
    }

    #[test]
    fn a_name_that_is_no_rule_is_told_with_the_nearest() {
        let command = || LevelFlags::augment_args(Command::new("check"));
        let refused = |name| command().try_get_matches_from(["check", "-D", name]).unwrap_err().to_string();
        assert!(refused("no-depty").contains("there is no rule `no-depty`; did you mean `no-deputy`?"));
        assert!(refused("invalid-toml").contains("`invalid-toml` cannot be set"));
    }
}
