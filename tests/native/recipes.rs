//! The recipes and the README say only what is there: files, attributes, messages, the policy.

use convoscope::embed::message::{self, Refusal};
use convoscope::embed::value::Value;
use convoscope::link;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const README: &str = include_str!("../../README.md");
const ELEMENT: &str = include_str!("../../static/embed/convoscope-embed.js");
const POLICY: &str = include_str!("../e2e/src/policy.rs");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("a folder can be read").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The recipes with their texts, without the note that explains the folder.
fn recipes() -> Vec<(PathBuf, String)> {
    let all = files(&root().join("static/recipes")).into_iter().filter(|path| !path.ends_with("recipes/README.txt"));
    all.map(|path| (path.clone(), fs::read_to_string(&path).expect("a recipe is text"))).collect()
}

/// The attributes that the element listens to.
fn attributes() -> BTreeSet<&'static str> {
    let list = |name: &str| {
        let (_, rest) = ELEMENT.split_once(&format!("{name} = [")).expect("the element has attributes");
        let list = rest.split(']').next().unwrap_or_default();
        list.split('"').skip(1).step_by(2).collect::<Vec<_>>()
    };
    ["FRAMING", "REMADE", "static observedAttributes"].into_iter().flat_map(list).collect()
}

/// The attributes that a text, of whatever language, gives to the element.
fn given(text: &str) -> BTreeSet<&str> {
    let mut all = BTreeSet::new();
    for tag in text.split("<convo-scope ").skip(1) {
        let tag = tag.split("<a ").next().unwrap_or_default();
        for (at, _) in tag.match_indices("=\"") {
            let name = tag[..at].rsplit(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default();
            // A name that a program puts together stands elsewhere.
            if !name.is_empty() {
                all.insert(name);
            }
        }
    }
    all
}

#[test]
fn every_attribute_that_is_written_is_one_of_the_element_s() {
    let known = attributes();
    assert!(known.contains("state") && known.len() > 8, "{known:?}");
    let articles = ["en", "zh"].map(|name| {
        let path = root().join(format!("static/post/{name}.html"));
        (path.clone(), fs::read_to_string(path).expect("the article is there"))
    });
    let mut used = 0;
    for (path, text) in recipes().into_iter().chain(articles).chain([("README.md".into(), README.to_owned())]) {
        let unknown: Vec<&str> = given(&text).difference(&known).copied().collect();
        assert!(unknown.is_empty(), "{}: {unknown:?}", path.display());
        used += usize::from(given(&text).contains("state"));
    }
    assert!(used >= 7, "only {used} files have a figure");
    for name in known {
        assert!(README.contains(&format!("`{name}`")), "the README does not explain {name}");
    }
}

#[test]
fn every_state_that_is_written_reads_without_notices() {
    let mut count = 0;
    for (path, text) in recipes().into_iter().chain([("README.md".into(), README.to_owned())]) {
        for piece in text.split("kind=").skip(1) {
            let end = piece.find(|letter: char| !(letter.is_ascii_alphanumeric() || "&;=.,-".contains(letter)));
            let state = format!("kind={}", &piece[..end.unwrap_or(piece.len())]).replace("&amp;", "&");
            // In the words about links stand parts of them.
            let (opened, notices) = link::read(&state);
            assert!(notices.is_empty(), "{}: {state}: {notices:?} {opened:?}", path.display());
            count += 1;
        }
    }
    assert!(count > 15, "{count}");
}

#[test]
fn the_readme_names_every_recipe_and_no_file_that_is_not_there() {
    let named = README.split("](static/").skip(1).filter_map(|rest| rest.split(')').next());
    let named: BTreeSet<PathBuf> = named.map(|path| root().join("static").join(path)).collect();
    for path in &named {
        assert!(path.exists(), "the README leads to {}, which is not there", path.display());
    }
    for (path, _) in recipes() {
        // An extension of Quarto's is a folder.
        let known = named.contains(&path) || named.iter().any(|other| other.parent() == path.parent());
        assert!(known, "the README does not name {}", path.display());
    }
}

#[test]
fn every_message_that_the_readme_names_is_heard_and_every_one_is_named() {
    let (_, table) = README.split_once("| to the frame |").expect("the README has the messages");
    let (table, _) = table.split_once("| from the frame |").expect("both directions");
    let heads = table.lines().skip(2).filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let named: BTreeSet<&str> = heads.flat_map(|head| head.split('`').skip(1).step_by(2)).collect();
    assert!(named.len() >= 13, "{named:?}");
    for name in &named {
        let message = Value::fields([("convoscope", 1_usize.into()), ("type", (*name).into())]);
        let heard = message::read(&message).expect("it is in our envelope").order;
        assert_ne!(heard, Err(Refusal::UnknownType), "{name}");
    }
    // Types stand in the reader as `"name" =>`, or with a condition.
    let reader = include_str!("../../src/embed/message.rs");
    let (_, reader) = reader.split_once("fn order(").expect("the reader of orders");
    let (reader, _) = reader.split_once("\n}\n").expect("and its end");
    let arms = reader.lines().filter_map(|line| line.strip_prefix("        \"")?.split('"').next());
    let unnamed: Vec<&str> = arms.filter(|name| !named.contains(name)).collect();
    assert!(unnamed.is_empty(), "the README does not name {unnamed:?}");
}

#[test]
fn the_policy_of_the_readme_is_the_one_that_is_tested() {
    let line = README.lines().find_map(|line| line.strip_prefix("Content-Security-Policy: ")).expect("a policy");
    let policy = POLICY.replace("{site}", "https://example.org");
    for directive in line.split("; ") {
        let tested = policy.contains(&format!("\"{directive}\""))
            || policy.contains(&format!("\"{directive}{{hashes}}\""))
            || policy.contains(&format!("; {directive}\""));
        assert!(tested, "{directive:?} is not what the tests serve");
    }
    let tested = POLICY.split("\n    [\n").nth(1).and_then(|rest| rest.split_once("\n    ]")).expect("the list").0;
    assert_eq!(tested.lines().count() + 1, line.split("; ").count(), "and it is all of it, with the frames");
}
