//! What candidates are made of: how many of each thing a policy has.

use std::fmt::{self, Write as _};

use crate::run::Asked;

/// Policies of one structure.
pub(crate) struct Family {
    pub(crate) name: &'static str,
    pub(crate) asked: Asked,
    /// Where the search begins.
    pub(crate) first: Genes,
}

/// How many there are of each thing.
#[derive(Debug, Clone)]
pub(crate) struct Genes {
    decisions: usize,
    /// Of yes and no.
    dimensions: usize,
    /// Of one dimension more.
    values: usize,
    roles: usize,
    /// So many of them report to the next.
    line: usize,
    /// Of each decision.
    cases: usize,
    /// Yes or no, of each case.
    conditions: usize,
    /// So many cases of a hundred have one on a number.
    intervals: usize,
    /// Of each answer.
    members: usize,
    /// How deep answers stand in answers.
    depth: usize,
    requesters: usize,
    /// Roles that a quarrel goes through.
    path: usize,
    examples: usize,
    handoffs: usize,
    delegations: usize,
    people: usize,
    activities: usize,
}

const NONE: Genes = Genes {
    decisions: 1,
    dimensions: 0,
    values: 0,
    roles: 1,
    line: 0,
    cases: 0,
    conditions: 0,
    intervals: 0,
    members: 1,
    depth: 0,
    requesters: 0,
    path: 0,
    examples: 0,
    handoffs: 0,
    delegations: 0,
    people: 0,
    activities: 0,
};

const SAT: Genes = Genes { dimensions: 50, roles: 40, cases: 215, conditions: 3, ..NONE };

/// What is known to be hard.
pub(crate) const FAMILIES: [Family; 14] = [
    Family { name: "sat", asked: Asked::Check, first: SAT },
    Family { name: "sat-one-role", asked: Asked::Check, first: Genes { roles: 1, ..SAT } },
    Family { name: "sat-compared", asked: Asked::Diff, first: SAT },
    Family { name: "sat-activities", asked: Asked::Check, first: Genes { decisions: 0, activities: 1, ..SAT } },
    Family {
        name: "a-case-each",
        asked: Asked::Check,
        first: Genes { dimensions: 400, cases: 400, conditions: 1, ..NONE },
    },
    Family {
        name: "askers",
        asked: Asked::Check,
        first: Genes { roles: 1_500, requesters: 1_500, path: 1_500, members: 1_500, ..NONE },
    },
    Family {
        name: "answers",
        asked: Asked::Check,
        first: Genes { roles: 40, members: 12, cases: 200, conditions: 2, dimensions: 8, line: 40, ..NONE },
    },
    Family { name: "values", asked: Asked::Check, first: Genes { values: 1_200, cases: 1_200, ..NONE } },
    Family {
        name: "intervals",
        asked: Asked::Check,
        first: Genes { cases: 1_000, intervals: 100, roles: 20, line: 20, ..NONE },
    },
    Family {
        name: "intervals-of-both",
        asked: Asked::Check,
        first: Genes {
            cases: 700,
            intervals: 100,
            values: 10,
            dimensions: 3,
            conditions: 1,
            roles: 9,
            line: 9,
            ..NONE
        },
    },
    Family { name: "examples", asked: Asked::Check, first: Genes { values: 400, cases: 400, examples: 900, ..NONE } },
    Family { name: "hand-offs", asked: Asked::Check, first: Genes { roles: 900, line: 900, handoffs: 900, ..NONE } },
    Family {
        name: "loans",
        asked: Asked::Check,
        first: Genes {
            roles: 30,
            line: 30,
            cases: 100,
            conditions: 3,
            dimensions: 30,
            delegations: 200,
            people: 200,
            ..NONE
        },
    },
    Family {
        name: "nested",
        asked: Asked::Publish,
        first: Genes { roles: 12, members: 4, depth: 4, cases: 3, values: 3, ..NONE },
    },
];

impl Genes {
    fn each(&mut self) -> [(&'static str, &mut usize); 17] {
        [
            ("decisions", &mut self.decisions),
            ("dimensions", &mut self.dimensions),
            ("values", &mut self.values),
            ("roles", &mut self.roles),
            ("line", &mut self.line),
            ("cases", &mut self.cases),
            ("conditions", &mut self.conditions),
            ("intervals", &mut self.intervals),
            ("members", &mut self.members),
            ("depth", &mut self.depth),
            ("requesters", &mut self.requesters),
            ("path", &mut self.path),
            ("examples", &mut self.examples),
            ("handoffs", &mut self.handoffs),
            ("delegations", &mut self.delegations),
            ("people", &mut self.people),
            ("activities", &mut self.activities),
        ]
    }

    /// One or two of the numbers changed: by half, to the double, by one.
    pub(crate) fn changed(&self, random: &mut Random) -> Self {
        let mut genes = self.clone();
        for _ in 0..=random.below(2) {
            let each = genes.each();
            let number = &mut *each[random.below(17)].1;
            *number = match random.below(4) {
                0 => *number / 2,
                1 => *number * 2,
                2 => *number + 1,
                _ => *number + *number / 4,
            };
        }
        Self { roles: genes.roles.max(1), members: genes.members.max(1), depth: genes.depth.min(8), ..genes }
    }

    /// The text of such a policy.
    pub(crate) fn policy(&self, seed: u64) -> String {
        Written { genes: self, random: Random(seed ^ 0x5eed), text: String::new() }.policy()
    }
}

impl fmt::Display for Genes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut genes = self.clone();
        let some: Vec<String> = genes
            .each()
            .iter()
            .filter(|(_, number)| **number > 0)
            .map(|(name, number)| format!("{name} {number}"))
            .collect();
        f.write_str(&some.join(", "))
    }
}

struct Written<'a> {
    genes: &'a Genes,
    random: Random,
    text: String,
}

impl Written<'_> {
    fn policy(mut self) -> String {
        let genes = self.genes;
        self.organisation();
        for decision in 0..genes.decisions {
            self.line(&format!("[decisions.d{decision}]"));
            if genes.requesters > 0 {
                self.line(&format!("requested-by = [{}]", self.first_roles(genes.requesters)));
            }
            let cases: Vec<String> = (0..genes.cases).map(|case| self.case(case, true)).collect();
            match cases.is_empty() {
                true => {
                    let answer = self.answer(genes.depth);
                    self.line(&format!("decides = {answer}"));
                }
                false => self.line(&format!("cases = [{}]", cases.join(","))),
            }
        }
        for activity in 0..genes.activities {
            let cases: Vec<String> = (0..genes.cases).map(|case| self.case(case, false)).collect();
            self.line(&format!("[activities.a{activity}]\nR = \"r0\"\ncases = [{}]", cases.join(",")));
        }
        self.around();
        self.text
    }

    fn organisation(&mut self) {
        let genes = self.genes;
        for role in 0..genes.roles {
            self.line(&format!("[roles.r{role}]"));
            if role > 0 && role < genes.line {
                self.line(&format!("reports-to = \"r{}\"", role - 1));
            }
        }
        self.line("[dimensions]\nx = {}");
        (0..genes.dimensions).for_each(|dimension| self.line(&format!("p{dimension} = [\"0\", \"1\"]")));
        if genes.values > 0 {
            let values: Vec<String> = (0..genes.values).map(|value| format!("\"{value}\"")).collect();
            self.line(&format!("v = [{}]", values.join(",")));
        }
    }

    fn around(&mut self) {
        let genes = self.genes;
        let decides = genes.decisions > 0;
        for example in 0..if decides { genes.examples } else { 0 } {
            let mut given: Vec<String> =
                (0..genes.dimensions).map(|dimension| format!("p{dimension} = \"0\"")).collect();
            given.extend((genes.values > 0).then(|| format!("v = \"{}\"", example % genes.values)));
            given.extend((genes.intervals > 0).then(|| format!("x = {example}")));
            self.line(&format!("[[examples]]\ndecision = \"d0\"\ngiven = {{{}}}\ndecides = \"r0\"", given.join(",")));
        }
        if genes.path > 0 {
            self.line(&format!("[escalations.e]\npath = [{}]", self.first_roles(genes.path)));
        }
        for handoff in 0..genes.handoffs {
            let (from, to) = (self.role(), self.role());
            self.line(&format!("[handoffs.h{handoff}]\nfrom = {from}\nto = {to}"));
        }
        for _ in 0..if decides { genes.delegations } else { 0 } {
            let (from, to, when) = (self.role(), self.role(), self.when(0));
            self.line(&format!("[[delegations]]\nfrom = {from}\nto = {to}\ndecision = \"d0\"\nwhen = {when}"));
        }
        for person in 0..genes.people {
            let (role, when) = (self.role(), self.when(0));
            self.line(&format!("[people.p{person}]\nroles = {role}\nwhen = {when}"));
        }
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }

    fn first_roles(&self, count: usize) -> String {
        let roles: Vec<String> = (0..count.min(self.genes.roles)).map(|role| format!("\"r{role}\"")).collect();
        roles.join(",")
    }

    fn role(&mut self) -> String {
        format!("\"r{}\"", self.random.below(self.genes.roles))
    }

    fn case(&mut self, number: usize, decides: bool) -> String {
        let when = self.when(number);
        let answer = if decides {
            format!("decides = {}", self.answer(self.genes.depth))
        } else {
            format!("A = {}", self.role())
        };
        format!("{{when = {when}, {answer}}}")
    }

    /// As many different conditions as there are to be: one alone goes through the dimensions in turn.
    fn when(&mut self, number: usize) -> String {
        let genes = self.genes;
        let mut on: Vec<usize> = Vec::new();
        for condition in 0..genes.conditions.min(genes.dimensions) {
            let dimension =
                if condition == 0 { number } else { self.random.below(genes.dimensions) } % genes.dimensions;
            on.extend((!on.contains(&dimension)).then_some(dimension));
        }
        let mut parts: Vec<String> =
            on.into_iter().map(|dimension| format!("p{dimension} = \"{}\"", self.random.below(2))).collect();
        parts.extend((genes.values > 0).then(|| format!("v = \"{}\"", number % genes.values)));
        if self.random.below(100) < genes.intervals {
            let low = self.random.below(100_000);
            parts.push(format!("x = {{above = {low}, below = {}}}", low + 1 + self.random.below(50_000)));
        }
        format!("{{{}}}", parts.join(", "))
    }

    fn answer(&mut self, depth: usize) -> String {
        let genes = self.genes;
        if genes.members == 1 {
            return self.role();
        }
        let start = self.random.below(genes.roles);
        let members: Vec<String> = (0..genes.members.min(genes.roles))
            .map(|member| match depth {
                0 => format!("\"r{}\"", (start + member) % genes.roles),
                _ => self.answer(depth - 1),
            })
            .collect();
        match self.random.below(3) {
            0 => format!("{{all = [{}]}}", members.join(",")),
            1 => format!("{{any = [{}]}}", members.join(",")),
            _ => format!("{{count = {}, of = [{}]}}", members.len().div_ceil(2), members.join(",")),
        }
    }
}

/// Numbers that are the same ones on every run.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(name: &str) -> Self {
        Self(name.bytes().fold(7, |seed, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte))))
    }

    /// A number below this one; 0 where there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % end.max(1) as u64) as usize
    }
}
