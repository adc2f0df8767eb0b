//! The order of the functions in a program: each beside the one that is most like it.
//!
//! A compressor looks back 32 KB, a tenth of the program. With like beside like, the WASM is 2.4 KB smaller gzipped (of
//! 169). wasm-opt does the moving: it sorts functions by name, so here they get names that say the order.

use std::fs;
use std::path::Path;

use crate::command::Run;
use crate::paths;
use crate::tools::Tools;
use crate::wasm::{number, push_number, push_sized, sections, sized};

/// The number of the section with the imports, of which all are functions.
const IMPORTS: u8 = 2;
/// The number of the section with the functions' code.
const CODE: u8 = 10;
/// Bytes that are compared as one.
const RUN: usize = 5;
/// How many runs are told apart.
const RUNS: usize = 1 << 16;

/// Moves the functions of a program.
///
/// # Errors
/// If a file cannot be read or written, or wasm-opt fails.
pub fn arrange(program: &Path, tools: &Tools) -> Result<(), String> {
    let unread = |error: std::io::Error| format!("arranging the program's functions: {error}");
    let wasm = fs::read(program).map_err(unread)?;
    let Some(named) = named(&wasm) else {
        println!("The program's functions stay in their order: it is made in another way than expected.");
        return Ok(());
    };
    fs::write(program, named).map_err(unread)?;
    // The features that Trunk lets wasm-opt use: others would come into the program with `--all-features`.
    let page = fs::read_to_string(paths::root().join("index.html")).map_err(unread)?;
    let features = page.split([' ', '"']).filter(|word| word.starts_with("--enable-"));
    let sort = Run::program("wasm-opt").args(features).args([
        "--reorder-functions-by-name",
        "--strip-debug",
        "--strip-producers",
        "--strip-target-features",
    ]);
    sort.args([program.as_os_str(), "--output".as_ref(), program.as_os_str()]).tools(tools.folders()).run()
}

/// The module with names of its functions that sort in the order wanted.
fn named(wasm: &[u8]) -> Option<Vec<u8>> {
    let sections = sections(wasm)?;
    let section = |wanted: u8| sections.iter().find(|(id, _)| *id == wanted).map(|(_, body)| *body);
    let imported = section(IMPORTS).map_or(Some(0), |imports| number(imports).map(|(count, _)| count))?;
    let bodies = bodies(section(CODE)?)?;
    let mut names = Vec::new();
    push_number(&mut names, bodies.len());
    let mut places: Vec<(usize, usize)> = order(&bodies).into_iter().enumerate().map(|(at, nth)| (nth, at)).collect();
    places.sort_unstable();
    for (nth, at) in places {
        push_number(&mut names, imported + nth);
        push_sized(&mut names, format!("f{at:06}").as_bytes());
    }
    let mut section = Vec::new();
    push_sized(&mut section, b"name");
    // The first part of the names is the module's, the second the functions'.
    section.push(1);
    push_sized(&mut section, &names);
    let mut out = [wasm, &[0]].concat();
    push_sized(&mut out, &section);
    Some(out)
}

fn bodies(code: &[u8]) -> Option<Vec<&[u8]>> {
    let (count, mut rest) = number(code)?;
    let mut bodies = Vec::new();
    for _ in 0..count {
        let (body, after) = sized(rest)?;
        bodies.push(body);
        rest = after;
    }
    Some(bodies)
}

/// Begins with the longest; each next one shares the most runs of bytes with the one before, seen by the length of both.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let runs: Vec<Vec<usize>> = bodies.iter().map(|body| runs(body)).collect();
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order: Vec<usize> = Vec::new();
    let mut next = left.iter().copied().max_by_key(|&nth| bodies[nth].len());
    while let Some(now) = next {
        order.push(now);
        left.retain(|&nth| nth != now);
        let mut here = vec![false; RUNS];
        runs[now].iter().for_each(|&run| here[run] = true);
        let likeness = |nth: usize| {
            let shared = runs[nth].iter().filter(|&&run| here[run]).count();
            shared as f64 / (runs[nth].len() as f64).sqrt().max(1.0)
        };
        let likely = left.iter().map(|&nth| (nth, likeness(nth)));
        // The first of equals: the same program gives the same order.
        next = likely.reduce(|best, other| if other.1 > best.1 { other } else { best }).map(|(nth, _)| nth);
    }
    order
}

/// The runs of bytes in a function, as numbers (FNV-1a folded to 16 bits), each once.
fn runs(body: &[u8]) -> Vec<usize> {
    let hash = |run: &[u8]| {
        let hash = run.iter().fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        (hash ^ hash >> 16) as usize % RUNS
    };
    let mut runs: Vec<usize> = body.windows(RUN).map(hash).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

#[cfg(test)]
mod tests {
    use super::{bodies, named, order};
    use crate::wasm::{push_sized, sections};

    const LIKE: [&[u8]; 5] = [
        b"the first function of all, and the longest one",
        b"0123456789 0123456789 0123456789",
        b"the first function of all, again",
        b"0123456789 0123456789 012345678x",
        b"",
    ];

    #[test]
    fn each_function_stands_beside_the_one_most_like_it() {
        let order = order(&LIKE);
        assert_eq!(order.len(), LIKE.len());
        let at = |wanted: usize| order.iter().position(|&nth| nth == wanted).expect("every function has a place");
        assert_eq!((at(0), at(2)), (0, 1));
        assert_eq!(at(1).abs_diff(at(3)), 1);
    }

    #[test]
    fn names_are_added_and_nothing_else_is_changed() {
        let mut code = vec![LIKE.len() as u8];
        LIKE.iter().for_each(|body| push_sized(&mut code, body));
        let mut module = b"\0asm\x01\0\0\0\x0a".to_vec();
        push_sized(&mut module, &code);
        let named = named(&module).expect("the module is as expected");
        assert!(named.starts_with(&module));
        let sections = sections(&named).expect("it is still a module");
        assert_eq!(bodies(sections[0].1).map(|bodies| bodies.len()), Some(LIKE.len()));
        assert_eq!((sections.len(), sections[1].0), (2, 0));
        assert!(sections[1].1.starts_with(b"\x04name\x01"));
    }
}
