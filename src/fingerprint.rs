//! What makes a finding the same one in another version of the files, wherever its lines went.

use std::collections::HashMap;
use std::fmt;

use sha2::{Digest, Sha256};

use crate::cases::Portion;
use crate::finding::Finding;
use crate::subject::Text;

/// The sameness of a finding: of its rule, its subject, the cases and the roles that it is about. Shown as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What a finding does not say of itself.
#[derive(Debug, Clone, Copy)]
pub struct Whereabouts<'a> {
    /// The policy that it is in, by its folder.
    pub policy: &'a str,
    /// What tells mistakes in writing apart: the text that is underlined. Empty for every other finding.
    pub written: &'a str,
}

/// A fingerprint for each finding. Findings that are alike in everything that counts are told apart by their order.
pub fn fingerprints<'a>(findings: impl IntoIterator<Item = (&'a Finding, Whereabouts<'a>)>) -> Vec<Fingerprint> {
    let mut alike: HashMap<Fingerprint, u32> = HashMap::new();
    let fingerprint = |(finding, whereabouts)| {
        let first = of(finding, whereabouts);
        let before = alike.entry(first).or_default();
        let fingerprint = if *before == 0 { first } else { numbered(first, *before) };
        *before = before.saturating_add(1);
        fingerprint
    };
    findings.into_iter().map(fingerprint).collect()
}

fn of(finding: &Finding, Whereabouts { policy, written }: Whereabouts<'_>) -> Fingerprint {
    let mut hash = Fields::default();
    hash.field(policy);
    hash.field(finding.rule);
    hash.field(&finding.subject.to_string());
    let mut region: Vec<&(Text, Portion)> = finding.cases.iter().flat_map(|cases| &cases.region).collect();
    region.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (dimension, extent) in region {
        hash.field(dimension);
        hash.extent(extent);
    }
    hash.list(finding.roles.iter().map(Text::as_str).collect());
    hash.field(written);
    hash.finish()
}

fn numbered(Fingerprint(first): Fingerprint, before: u32) -> Fingerprint {
    let mut hash = Fields::default();
    hash.0.update(first);
    hash.0.update(before.to_le_bytes());
    hash.finish()
}

/// A hash of texts, each with its length, so that no two lists of them run together.
#[derive(Default)]
struct Fields(Sha256);

impl Fields {
    fn field(&mut self, text: &str) {
        self.0.update((text.len() as u64).to_le_bytes());
        self.0.update(text);
    }

    fn list(&mut self, mut texts: Vec<&str>) {
        texts.sort_unstable();
        self.0.update((texts.len() as u64).to_le_bytes());
        texts.into_iter().for_each(|text| self.field(text));
    }

    fn extent(&mut self, extent: &Portion) {
        match extent {
            Portion::Values(values) => self.list(values.iter().map(Text::as_str).collect()),
            Portion::Interval(interval) => {
                for (key, number) in interval.keys() {
                    self.field(key);
                    self.field(&number.to_string());
                }
            }
            Portion::Days(days) => days.iter().for_each(|(key, day)| {
                self.field(key);
                self.field(day);
            }),
        }
    }

    fn finish(self) -> Fingerprint {
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(self.0.finalize()).for_each(|(byte, hashed)| *byte = hashed);
        Fingerprint(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::Cases;
    use crate::finding::Level;
    use crate::source::{FileId, Place, Span};
    use crate::subject::{Kind, Subject};
    use case_space::Interval;

    fn gap(start: u32, dimensions: [&str; 2], values: [&str; 2]) -> Finding {
        let place = Place::new(FileId(0), Span::new(start, start + 1));
        let subject = Subject::Of(Kind::Decision, "discount".into());
        let above = Portion::Interval(Interval::ALL.above("200".parse().unwrap()));
        let values = Portion::Values(values.map(Text::from).to_vec());
        let region = dimensions.map(Text::from).into_iter().zip([above, values]).collect();
        Finding::new("no-decider", Level::Error, subject, place, format!("said at {start}"))
            .cases(Cases { witness: Vec::new(), region })
    }

    fn one(finding: &Finding) -> Fingerprint {
        fingerprints([(finding, Whereabouts { policy: "", written: "" })])[0]
    }

    #[test]
    fn neither_place_nor_words_nor_order_count() {
        let here = gap(3, ["amount", "tier"], ["A", "B"]);
        let mut there = gap(900, ["amount", "tier"], ["B", "A"]);
        there.cases.iter_mut().for_each(|cases| cases.region.reverse());
        assert_eq!(one(&here), one(&there));
    }

    #[test]
    fn rule_policy_cases_and_roles_count() {
        let here = gap(3, ["amount", "tier"], ["A", "B"]);
        let mut others = vec![
            Finding { rule: "several-deciders", ..here.clone() },
            Finding { subject: Subject::Matrix, ..here.clone() },
            gap(3, ["amount", "tier"], ["A", "C"]),
            gap(3, ["amount", "region"], ["A", "B"]),
            here.clone().roles(["clerk".into()]),
        ];
        others.push(others[4].clone().roles(["buyer".into()]));
        let elsewhere = fingerprints([(&here, Whereabouts { policy: "sales", written: "" })])[0];
        let mut all: Vec<_> = others.iter().chain([&here]).map(one).chain([elsewhere]).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), others.len() + 2);
    }

    #[test]
    fn what_is_alike_is_told_apart_by_its_order() {
        let here = gap(3, ["amount", "tier"], ["A", "B"]);
        let whereabouts = Whereabouts { policy: "", written: "" };
        let three = fingerprints([(&here, whereabouts), (&here, whereabouts), (&here, whereabouts)]);
        let two = fingerprints([(&here, whereabouts), (&here, whereabouts)]);
        assert_eq!(three[..2], two);
        assert!(three[0] != three[1] && three[1] != three[2]);
        assert_eq!(three[0].to_string().len(), 32);
    }
}
