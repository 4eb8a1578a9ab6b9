//! The code as text: its modules, what each of them uses, and the types that it declares.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// All modules of the program and of the crates beside it. A module is named by its path, such as `rules::decisions::no_decider`; the one
/// of a crate beside the program begins with the name of the crate, such as `case_space::cover`.
pub(crate) struct Code {
    modules: BTreeMap<Vec<String>, Module>,
    crates: BTreeSet<String>,
}

/// One file.
pub(crate) struct Module {
    /// Where it lies below the project.
    pub(crate) file: PathBuf,
    /// Its lines, without comments and without what is only for tests.
    text: String,
    /// What it passes on: each name, and the path that it stands for.
    passed_on: BTreeMap<String, Vec<String>>,
}

impl Code {
    /// Reads all files that are built into the program.
    pub(crate) fn read() -> Self {
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut code = Self { modules: BTreeMap::new(), crates: BTreeSet::new() };
        code.add_folder(project, Path::new("src"), &[]);
        for entry in fs::read_dir(project.join("crates")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let module = name.replace('-', "_");
            code.add_folder(project, &Path::new("crates").join(&name).join("src"), std::slice::from_ref(&module));
            code.crates.insert(module);
        }
        code
    }

    fn add_folder(&mut self, project: &Path, folder: &Path, path: &[String]) {
        for entry in fs::read_dir(project.join(folder)).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let file = folder.join(&name);
            let stem = name.trim_end_matches(".rs");
            let within = |last: &str| [path, &[last.to_owned()]].concat();
            match stem {
                "tests" | "main" => {}
                "mod" | "lib" => self.add(project, file, path.to_vec()),
                _ if name.ends_with(".rs") => self.add(project, file, within(stem)),
                _ if entry.path().is_dir() => self.add_folder(project, &file, &within(stem)),
                _ => {}
            }
        }
    }

    fn add(&mut self, project: &Path, file: PathBuf, path: Vec<String>) {
        let text = fs::read_to_string(project.join(&file)).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let text = lines.map(|line| line.split(" // ").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
        let passed_on = uses(&text).filter(|(is_public, _)| *is_public).flat_map(|(_, tree)| paths(&tree));
        let passed_on = passed_on.filter_map(|path| Some((path.last()?.clone(), path))).collect();
        self.modules.insert(path, Module { file, text, passed_on });
    }

    /// The modules by their paths.
    pub(crate) fn modules(&self) -> impl Iterator<Item = (&[String], &Module)> {
        self.modules.iter().map(|(path, module)| (path.as_slice(), module))
    }

    /// The modules whose items a module uses, found through what others pass on.
    pub(crate) fn used_by(&self, path: &[String]) -> BTreeSet<&[String]> {
        let module = &self.modules[path];
        let imported = uses(&module.text).flat_map(|(_, tree)| paths(&tree));
        let named = named(&module.text);
        imported.chain(named).filter_map(|used| self.find(path, &used, 0)).filter(|used| *used != path).collect()
    }

    /// The module in which the item of a path is declared, seen from a module.
    fn find(&self, from: &[String], path: &[String], depth: usize) -> Option<&[String]> {
        let (first, rest) = path.split_first()?;
        let own = self.crates.get(from.first().map_or("", String::as_str)).cloned();
        let mut at: Vec<String> = match first.as_str() {
            "crate" => own.into_iter().collect(),
            "self" => from.to_vec(),
            "super" => from.split_last()?.1.to_vec(),
            name if self.modules.contains_key(&[from, &[name.to_owned()]].concat()) => {
                [from, &[name.to_owned()]].concat()
            }
            name if self.crates.contains(name) => vec![name.to_owned()],
            _ => return None,
        };
        for step in rest {
            if step == "super" {
                at.pop();
                continue;
            }
            let below = [at.as_slice(), std::slice::from_ref(step)].concat();
            if self.is_module(&below) {
                at = below;
            } else if let Some(passed_on) = self.modules.get(&at).and_then(|module| module.passed_on.get(step))
                && depth < 8
            {
                return self.find(&at, passed_on, depth + 1);
            } else {
                break;
            }
        }
        self.modules.get_key_value(&at).map(|(path, _)| path.as_slice())
    }

    /// Whether the path is a module, be it that a folder has none of its own.
    fn is_module(&self, path: &[String]) -> bool {
        self.modules.keys().any(|module| module.starts_with(path))
    }
}

impl Module {
    /// The names of the types that are declared here.
    pub(crate) fn types(&self) -> impl Iterator<Item = &str> {
        self.text.lines().filter_map(|line| {
            // a type of a trait is indented and bound to it
            let is_nested_alias = line.starts_with(' ') && line.trim_start().starts_with("type ");
            let declared = without_visibility(line.trim_start());
            let (keyword, rest) = declared.split_once(' ')?;
            let is_type = ["struct", "enum", "union", "trait", "type"].contains(&keyword) && !is_nested_alias;
            let name = rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next()?;
            (is_type && name.starts_with(char::is_uppercase)).then_some(name)
        })
    }
}

/// A line without `pub` or `pub(…)`.
fn without_visibility(line: &str) -> &str {
    let Some(rest) = line.strip_prefix("pub") else { return line };
    match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((_, rest)) => rest.trim_start(),
        None => rest.trim_start(),
    }
}

/// What stands between `use` and `;`, and whether it is passed on.
fn uses(text: &str) -> impl Iterator<Item = (bool, String)> {
    let starts = text.lines().scan(0, |at, line| {
        let start = *at;
        *at += line.len() + 1;
        Some((start, line))
    });
    starts.filter_map(|(start, line)| {
        let line = line.trim_start();
        let tree = without_visibility(line).strip_prefix("use ")?;
        let begin = start + text[start..].find(tree)?;
        let end = begin + text[begin..].find(';')?;
        let tree = text[begin..end].split_whitespace().collect::<Vec<_>>().join(" ");
        Some((line.starts_with("pub"), tree))
    })
}

/// The paths of a tree such as `a::{b, c::{d, e as f}}`; what is renamed keeps its own name.
fn paths(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some((before, rest)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        return vec![path.split("::").map(|step| step.trim().to_owned()).filter(|step| step != "*").collect()];
    };
    let begin: Vec<String> =
        before.split("::").map(|step| step.trim().to_owned()).filter(|step| !step.is_empty()).collect();
    let inner = rest.rsplit_once('}').map_or(rest, |(inner, _)| inner);
    let mut depth = 0;
    let parts = inner.split(|letter| {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        letter == ',' && depth == 0
    });
    let parts = parts.filter(|part| !part.trim().is_empty());
    parts.flat_map(paths).map(|path| [begin.clone(), path].concat()).collect()
}

/// The paths of several steps that are written out in the code itself.
fn named(text: &str) -> impl Iterator<Item = Vec<String>> {
    let words = text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == ':'));
    words
        .map(|word| word.trim_matches(':'))
        .filter(|word| word.contains("::"))
        .map(|word| word.split("::").map(str::to_owned).collect())
}
