//! The rooms of the house: what README draws is what the code has, and nothing runs back up.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use crate::code::Code;

/// The rooms in the order of README's table, each with those that it reads.
fn drawn() -> Vec<(String, BTreeSet<String>)> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let rows =
        readme.lines().skip_while(|line| !line.starts_with("| room ")).skip(2).take_while(|line| line.starts_with('|'));
    let words = |cell: &str| cell.split('`').skip(1).step_by(2).map(|word| word.replace('-', "_")).collect::<Vec<_>>();
    let rooms = rows.map(|row| {
        let cells: Vec<&str> = row.split('|').collect();
        (words(cells[1])[0].clone(), words(cells[3]).into_iter().collect())
    });
    rooms.collect()
}

/// The rooms that each room reads, each with a file that does.
fn built(code: &Code) -> BTreeMap<String, BTreeMap<String, PathBuf>> {
    let mut rooms: BTreeMap<String, BTreeMap<String, PathBuf>> = BTreeMap::new();
    for (path, module) in code.modules() {
        let Some(room) = path.first() else { continue };
        let reads = rooms.entry(room.clone()).or_default();
        for used in code.used_by(path).into_iter().filter_map(|used| used.first()).filter(|used| *used != room) {
            reads.entry(used.clone()).or_insert_with(|| module.file.clone());
        }
    }
    rooms
}

#[test]
fn readme_draws_each_room_and_what_it_reads() {
    let drawn = drawn();
    let built = built(&Code::read());
    let mut wrong = Vec::new();
    for (room, reads) in &built {
        let Some((_, known)) = drawn.iter().find(|(name, _)| name == room) else {
            let reads: Vec<_> = reads.keys().map(|read| format!("`{read}`")).collect();
            wrong.push(format!("`{room}` is not drawn; it reads {}", reads.join(", ")));
            continue;
        };
        let missing = reads.iter().filter(|(read, _)| !known.contains(*read));
        wrong.extend(
            missing.map(|(read, file)| format!("`{room}` reads `{read}` in {}, which is not drawn", file.display())),
        );
        let gone = known.iter().filter(|read| !reads.contains_key(*read));
        wrong.extend(gone.map(|read| format!("`{room}` is drawn to read `{read}`, and does not")));
    }
    let gone = drawn.iter().filter(|(room, _)| !built.contains_key(room));
    wrong.extend(gone.map(|(room, _)| format!("there is no `{room}`")));
    assert!(wrong.is_empty(), "the table of rooms in README.md:\n{}", wrong.join("\n"));
}

#[test]
fn a_room_reads_only_those_that_stand_before_it() {
    let mut before = BTreeSet::new();
    for (room, reads) in drawn() {
        let later: Vec<_> = reads.difference(&before).collect();
        assert!(later.is_empty(), "`{room}` reads {later:?}, which stand after it in README.md");
        before.insert(room);
    }
}

/// A folder and its front, which passes on what lies in it and may hold what its files share, are one thing.
#[test]
fn no_file_uses_what_uses_it() {
    let code = Code::read();
    let mut graph = DiGraph::<&[String], ()>::new();
    let nodes: BTreeMap<_, _> = code.modules().map(|(path, _)| (path, graph.add_node(path))).collect();
    for (path, node) in &nodes {
        let is_front = |front: &[String], file: &[String]| file.split_last().is_some_and(|(_, folder)| folder == front);
        for used in code.used_by(path).into_iter().filter(|used| !is_front(used, path) && !is_front(path, used)) {
            graph.add_edge(*node, nodes[used], ());
        }
    }
    let circles: Vec<String> = kosaraju_scc(&graph)
        .into_iter()
        .filter(|circle| circle.len() > 1)
        .map(|circle| {
            let mut names: Vec<_> = circle.into_iter().map(|node| graph[node].join("::")).collect();
            names.sort_unstable();
            names.join(" ↔ ")
        })
        .collect();
    assert!(circles.is_empty(), "files that use each other:\n{}", circles.join("\n"));
}
