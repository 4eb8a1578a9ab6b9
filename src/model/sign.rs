//! Which letter a key is: one of the scheme, or the one that was meant.

use super::resolver::Resolver;
use crate::finding::Fix;
use crate::nearest::nearest;
use crate::source::Place;
use crate::subject::{Kind, Text};
use crate::syntax::{Capacity, Flaw, Letter, Lettered, Located, Scheme};

/// The letter that the key is, or that it plainly means. Of one that is not in the scheme it is said, unless the scheme could not be read.
pub(super) fn letter(
    key: &Located<Text>,
    scheme: &Scheme,
    keys: &'static [&'static str],
    resolver: &mut Resolver<'_>,
) -> Option<Letter> {
    let sign = key.value.as_str();
    if let Some(letter) = scheme.letter(sign) {
        return Some(letter);
    }
    if !scheme.is_sure() {
        return Scheme::likely(sign);
    }
    let unknown = Misfit { sign, place: key.place, scheme };
    if !Letter::is_sign(sign) || unknown.is_word() {
        return unknown.word(keys, resolver);
    }
    let signs = scheme.letters().iter().map(Letter::as_str);
    let near = nearest(sign, keys.iter().copied().chain(signs)).filter(|near| near.is_close);
    if let Some(near) = near {
        unknown.key(format!("did you mean `{}`?", near.word), &[near.word], resolver);
        return scheme.letter(near.word);
    }
    let likely = Scheme::likely(sign);
    if likely.is_none() && sign.chars().any(|c| c.is_ascii_lowercase()) {
        unknown.key(format!("the letters of the scheme: {}", unknown.known()), &[], resolver);
        return None;
    }
    unknown.letter(likely, resolver);
    likely.map(|letter| scheme.first(letter.capacity()).unwrap_or(letter))
}

/// The letters between which a word leaves the choice.
pub(super) fn either(key: &Located<Text>, scheme: &Scheme) -> Vec<Letter> {
    let meant = Capacity::either(&key.value).into_iter();
    meant.filter_map(|capacity| scheme.first(capacity)).collect()
}

/// Notes that whatever is named there is named for what nobody knows.
pub(super) fn leave_out(lettered: &Lettered, resolver: &mut Resolver<'_>) {
    let named = lettered.roles.get().into_iter().flat_map(|roles| &roles.items);
    let kinds: Vec<Kind> = named.flat_map(|role| resolver.names.kinds_of(&role.id)).collect();
    resolver.unsure_of(kinds);
}

/// A key that the scheme does not know.
struct Misfit<'a> {
    sign: &'a str,
    place: Place,
    scheme: &'a Scheme,
}

impl Misfit<'_> {
    /// Whether it is a word for one of the letters, or for several.
    fn is_word(&self) -> bool {
        let meant = Capacity::meant(self.sign).into_iter().chain(Capacity::either(self.sign));
        meant.into_iter().any(|capacity| self.scheme.knows(capacity))
    }

    /// Says that there is no such key, and which of them would do.
    fn key(&self, help: String, instead: &[&str], resolver: &mut Resolver<'_>) {
        let message = format!("the format has no key `{}` here", self.sign);
        let finding = Flaw::UnknownKey.finding(resolver.subject.clone(), self.place, message);
        let fixes = instead.iter().map(|key| Fix::write(self.place, *key));
        resolver.add(finding.label("not known").help(help).fixes(fixes));
    }

    /// A word in place of a letter.
    fn word(&self, keys: &'static [&'static str], resolver: &mut Resolver<'_>) -> Option<Letter> {
        let letter = Capacity::meant(self.sign).and_then(|capacity| self.scheme.first(capacity));
        if let Some(letter) = letter {
            self.key(format!("did you mean `{}`?", letter.as_str()), &[&letter.key()], resolver);
            return Some(letter);
        }
        let either: Vec<Letter> =
            Capacity::either(self.sign).into_iter().filter_map(|capacity| self.scheme.first(capacity)).collect();
        if !either.is_empty() {
            let meanings: Vec<String> =
                either.iter().map(|letter| format!("`{}` for {}", letter.key(), who(letter.capacity()))).collect();
            let keys: Vec<String> = either.iter().map(Letter::key).collect();
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            self.key(format!("write {}", meanings.join(", or ")), &keys, resolver);
            return None;
        }
        match nearest(self.sign, keys.iter().copied()).filter(|near| near.is_close) {
            Some(near) => self.key(format!("did you mean `{}`?", near.word), &[near.word], resolver),
            None => {
                let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
                let help = format!("the keys that are known here: {}, {}", self.known(), keys.join(", "));
                self.key(help, &[], resolver);
            }
        }
        None
    }

    /// Says that the scheme has no such letter.
    fn letter(&self, likely: Option<Letter>, resolver: &mut Resolver<'_>) {
        let name = self.scheme.name().map_or_else(String::new, |name| format!(" {name}"));
        let message = format!("the scheme{name} has no letter `{}`", self.sign);
        let meant = likely.map_or_else(String::new, |letter| self.instead(letter));
        resolver.say(Flaw::UnknownKey, self.place, message, format!("use one of {}{meant}", self.known()));
    }

    /// How to write what the letter means elsewhere.
    fn instead(&self, letter: Letter) -> String {
        if let Some(own) = self.scheme.first(letter.capacity()) {
            return format!("; {} is `{}` here", who(letter.capacity()), own.as_str());
        }
        let scheme = self
            .scheme
            .extended_by(letter)
            .map_or_else(|| self.scheme.written_with(letter), |name| format!("\"{name}\""));
        let whom = match letter.capacity() {
            Capacity::Omitted => "have no part on purpose",
            Capacity::SignsOff => "sign off",
            Capacity::Verifies => "verify",
            _ => "support",
        };
        format!("; set `scheme = {scheme}` in `[matrix]` for roles that {whom}")
    }

    fn known(&self) -> String {
        let known = self.scheme.letters().iter().map(|letter| format!("`{}`", letter.as_str()));
        known.collect::<Vec<_>>().join(", ")
    }
}

/// Who is meant by a letter.
const fn who(capacity: Capacity) -> &'static str {
    match capacity {
        Capacity::Responsible => "who does the work",
        Capacity::Accountable => "who answers for the result",
        Capacity::Consulted => "who is asked before",
        Capacity::Informed => "who is told after",
        Capacity::Supports => "who supports",
        Capacity::SignsOff => "who signs off",
        Capacity::Verifies => "who verifies",
        Capacity::Recommends => "who recommends",
        Capacity::Agrees => "who must agree",
        Capacity::Omitted => "who has no part on purpose",
    }
}
