//! `cargo xtask COMMAND`: the project's commands. Each one first sets up what is missing on the machine, says so
//! while it does, then does its work.
//!
//! This file only chooses; the work is in the module of its noun.

mod browser;
mod command;
mod element;
mod embed;
mod imports;
mod ladder;
mod later;
mod order;
mod own_std;
mod packages;
mod paths;
mod single;
mod site;
mod sizes;
mod stills;
mod streams;
mod tools;
mod wasm;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--port N] [--release]   build the page and serve it on this machine, rebuilding on change
cargo xtask build                          build the site into dist/ and print its sizes
cargo xtask test [RUNG ...]                the whole test ladder, or only the rungs whose names begin so
cargo xtask screens [FILTER ...]           photograph the built page into target/screens/
cargo xtask fuzz [--seconds N] [SEED ...]  try links at random on the built page, each seed for 40 s
cargo xtask bench                          measure the page's animation frames in a browser

The first run installs what is missing: the WebAssembly target, the source of Rust's library, Trunk, wasm-bindgen
and wasm-opt; `screens`, `bench` and `fuzz` also Chromium, `test` Firefox and WebKit too. The tools are kept in
~/.cache/convoscope, or where CONVOSCOPE_CACHE says.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    dispatch(&words).unwrap_or_else(|sentence| {
        eprintln!("\nerror: {sentence}");
        ExitCode::FAILURE
    })
}

/// Runs the command that the words name. An `Err` holds a sentence for the person at the keyboard.
fn dispatch(words: &[String]) -> Result<ExitCode, String> {
    let (command, rest) = words.split_first().map_or(("help", words), |(first, rest)| (first.as_str(), rest));
    match command {
        "serve" => site::serve(&site::ServeOptions::parse(rest)?)?,
        "build" => site::build()?,
        "test" => return ladder::climb(rest),
        "screens" => browser::screens(rest)?,
        "bench" => browser::bench(rest)?,
        "fuzz" => browser::fuzz(rest)?,
        "help" | "--help" | "-h" => println!("{HELP}"),
        unknown => return Err(format!("there is no command {unknown:?}.\n\n{HELP}")),
    }
    Ok(ExitCode::SUCCESS)
}
