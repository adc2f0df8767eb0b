//! The test ladder: quick rungs first, the browser last, and the first failure ends the climb.
//!
//! The last line is always `N passed, N failed`, the sum over all Rust tests that ran. A rung that is no test, such as
//! the formatter, counts only when it fails.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::command::Run;
use crate::packages::{self, Need};
use crate::{paths, site, tools};

/// The rungs from the bottom up.
const RUNGS: &[Rung] = &[
    Rung { name: "setup", what: "what the other rungs need is on the machine", climb: setup },
    Rung { name: "fmt", what: "the code is formatted", climb: fmt },
    Rung { name: "clippy", what: "the linter has nothing to say", climb: clippy },
    Rung {
        name: "clippy-wasm",
        what: "the linter has nothing to say about the code for the browser",
        climb: clippy_wasm,
    },
    Rung { name: "doc", what: "the documentation builds, every link in it leads somewhere", climb: doc },
    Rung { name: "native", what: "the tests of the pure code, natively", climb: native },
    Rung { name: "wasm-simd", what: "the engine's tests as WebAssembly with SIMD", climb: wasm_simd },
    Rung { name: "wasm-scalar", what: "the engine's tests as WebAssembly without SIMD", climb: wasm_scalar },
    Rung { name: "site", what: "the site builds and keeps to its budget", climb: site },
    Rung { name: "e2e", what: "the built page in Chromium, under a strict policy", climb: e2e },
    Rung { name: "e2e-firefox", what: "the built page in Firefox", climb: e2e_firefox },
    Rung { name: "e2e-webkit", what: "the built page in WebKit", climb: e2e_webkit },
    Rung { name: "fuzz", what: "links at random and hostile texts break nothing and run nothing", climb: fuzz },
    Rung { name: "monkey", what: "the page stands whatever is done to it at random", climb: monkey },
];

struct Rung {
    name: &'static str,
    what: &'static str,
    climb: fn(&mut Tally) -> Result<Step, String>,
}

/// How a rung that did not fail ended.
enum Step {
    Passed,
    /// With what was left out.
    PassedBut(String),
    /// With the reason.
    Skipped(String),
}

/// The Rust tests that ran.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Tally {
    passed: usize,
    failed: usize,
    /// Those among the passed that ended before their end, for what the browser's driver cannot do.
    skipped: usize,
}

/// Climbs the rungs whose names begin with one of the words; all of them if there are no words.
///
/// # Errors
/// If a word begins no rung's name. A failed test is no error of this function but a code to exit with.
pub fn climb(words: &[String]) -> Result<ExitCode, String> {
    let rungs = chosen(words)?;
    let mut tally = Tally::default();
    let mut lines = Vec::new();
    for rung in rungs {
        println!("\n==== {}: {}", rung.name, rung.what);
        let started = Instant::now();
        let ended = (rung.climb)(&mut tally);
        let line = rung.line(&ended, started.elapsed());
        println!("==== {line}");
        lines.push(line);
        if let Err(sentence) = ended {
            return Ok(report(&lines, Some(&sentence), tally));
        }
    }
    Ok(report(&lines, None, tally))
}

fn chosen(words: &[String]) -> Result<Vec<&'static Rung>, String> {
    let begins = |word: &String| RUNGS.iter().any(|rung| rung.name.starts_with(word.as_str()));
    if let Some(unknown) = words.iter().find(|word| !begins(word)) {
        let names: Vec<&str> = RUNGS.iter().map(|rung| rung.name).collect();
        return Err(format!("no rung's name begins with {unknown:?}; the rungs are {}", names.join(", ")));
    }
    let wanted = |rung: &&Rung| words.is_empty() || words.iter().any(|word| rung.name.starts_with(word.as_str()));
    Ok(RUNGS.iter().filter(wanted).collect())
}

fn report(lines: &[String], failure: Option<&str>, mut tally: Tally) -> ExitCode {
    println!("\n{}", lines.join("\n"));
    if let Some(sentence) = failure {
        println!("\nerror: {sentence}");
        tally.failed = tally.failed.max(1);
    }
    println!("\n{} passed, {} failed", tally.passed - tally.skipped.min(tally.passed), tally.failed);
    if failure.is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

impl Rung {
    fn line(&self, ended: &Result<Step, String>, took: Duration) -> String {
        let Self { name, what, climb: _ } = self;
        let (word, detail) = match ended {
            Ok(Step::Passed) => ("passed", (*what).to_owned()),
            Ok(Step::PassedBut(but)) => ("passed", format!("{what}; {but}")),
            Ok(Step::Skipped(reason)) => ("SKIPPED", format!("{what}: {reason}")),
            Err(_) => ("FAILED", (*what).to_owned()),
        };
        format!("{word:<8} {name:<12} {:>6.1} s  {detail}", took.as_secs_f64())
    }
}

fn setup(_: &mut Tally) -> Result<Step, String> {
    packages::ensure(&[Need::Node, Need::Browser, Need::Fonts])?;
    tools::site(tools::Optimise::Yes)?;
    // Their own rungs say so too, and are skipped.
    let others = [packages::ensure(&[Need::Firefox, Need::WebKit]), tools::geckodriver().map(drop)];
    others.into_iter().filter_map(Result::err).for_each(|sentence| println!("{sentence}"));
    Ok(Step::Passed)
}

fn fmt(_: &mut Tally) -> Result<Step, String> {
    Run::line("cargo fmt --all --check").run()?;
    Ok(Step::Passed)
}

fn clippy(_: &mut Tally) -> Result<Step, String> {
    Run::line("cargo clippy --workspace --all-targets -- -D warnings").run()?;
    Ok(Step::Passed)
}

fn clippy_wasm(_: &mut Tally) -> Result<Step, String> {
    tools::target(tools::BROWSER)?;
    if !tools::for_browser(Run::line("cargo clippy --version")).succeeds() {
        return Ok(Step::Skipped("the compiler in use for WebAssembly has no linter".into()));
    }
    let clippy = Run::line("cargo clippy --lib --bins --target").args([tools::BROWSER, "--", "-D", "warnings"]);
    tools::for_browser(clippy).run()?;
    Ok(Step::Passed)
}

fn doc(_: &mut Tally) -> Result<Step, String> {
    Run::line("cargo doc --workspace --no-deps").env("RUSTDOCFLAGS", "-Dwarnings").run()?;
    Ok(Step::Passed)
}

fn native(tally: &mut Tally) -> Result<Step, String> {
    tally.count(Run::line("cargo test --package convoscope --package xtask"))
}

fn wasm_simd(tally: &mut Tally) -> Result<Step, String> {
    wasm(tally, "wasm-simd", "-Ctarget-feature=+simd128")
}

fn wasm_scalar(tally: &mut Tally) -> Result<Step, String> {
    wasm(tally, "wasm-scalar", "-Ctarget-feature=-simd128")
}

/// Runs the engine's part of the native test program as WebAssembly in Node, built in a folder of its own: other
/// features of the machine are another build of everything.
fn wasm(tally: &mut Tally, folder: &str, features: &str) -> Result<Step, String> {
    const TARGET: &str = "wasm32-wasip1";
    packages::ensure(&[Need::Node])?;
    if let Err(sentence) = tools::target(TARGET) {
        return Ok(Step::Skipped(sentence));
    }
    let before = tally.passed;
    let tests = Run::line("cargo test --test native --target").args([TARGET]);
    let tests = tests.args(["--target-dir".as_ref(), paths::target().join(folder).as_os_str()]);
    // A panic ends the program before captured output would be shown.
    let tests = tests.args(["conv::", "--", "--nocapture"]);
    let tests = tests.env("RUSTFLAGS", features);
    // Cargo runs it in the checkout's folder.
    let tests = tests.env("CARGO_TARGET_WASM32_WASIP1_RUNNER", "node --no-warnings xtask/src/wasi.mjs");
    let step = tally.count(tests)?;
    if tally.passed == before { Err("no test of the module conv ran".into()) } else { Ok(step) }
}

fn site(_: &mut Tally) -> Result<Step, String> {
    let sizes = site::build_and_weigh()?;
    println!("\n{sizes}");
    sizes.judge()?;
    Ok(Step::Passed)
}

/// The test programs that look at the built site, one by one: the same in every browser.
const SUITES: &[&str] = &[
    "page",
    "panels",
    "networks",
    "field",
    "code",
    "share",
    "share_loop",
    "element",
    "embed",
    "post",
    "single",
    "delivery",
];

/// Tests that may fail once in another browser.
const MOST_AGAIN: usize = 3;

fn e2e(tally: &mut Tally) -> Result<Step, String> {
    tally.count(in_browser(&["--lib"], SUITES)?)
}

fn e2e_firefox(tally: &mut Tally) -> Result<Step, String> {
    let had = packages::ensure(&[Need::Firefox]).and_then(|()| tools::geckodriver());
    let folder = match had {
        Ok(folder) => folder,
        Err(sentence) => return Ok(Step::Skipped(sentence)),
    };
    elsewhere(tally, folder.as_deref(), "firefox")
}

fn e2e_webkit(tally: &mut Tally) -> Result<Step, String> {
    if let Err(sentence) = packages::ensure(&[Need::WebKit]) {
        return Ok(Step::Skipped(sentence));
    }
    elsewhere(tally, None, "webkit")
}

/// Runs all tests, those of [`fuzz`] too, in another browser, with its driver's folder if it has one, and tells how many the driver
/// could not do. Its driver may lose a key or a window's focus once in some hundred tests: one that failed is run once more, and
/// told.
fn elsewhere(tally: &mut Tally, driver: Option<&Path>, engine: &str) -> Result<Step, String> {
    let before = tally.skipped;
    let tests = || -> Result<Run, String> {
        let tests = in_browser(&["--no-fail-fast"], SUITES)?.args(["--test", "fuzz"]).tools(driver);
        Ok(tests.env("CONVOSCOPE_ENGINE", engine))
    };
    let mut failed = Vec::new();
    let ran = tests()?.lines(|line| {
        println!("{line}");
        tally.add(line);
        let name = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED"));
        failed.extend(name.map(str::to_owned));
    });
    if let Err(sentence) = ran {
        if failed.is_empty() || failed.len() > MOST_AGAIN {
            return Err(sentence);
        }
        println!("\nFailed in {engine}, and run once more: {}", failed.join(", "));
        tally.failed -= failed.len().min(tally.failed);
        tally.count(tests()?.args(["--", "--exact"]).args(&failed))?;
        return Ok(Step::PassedBut(format!("at the second try {}", failed.join(", "))));
    }
    Ok(match tally.skipped - before {
        0 => Step::Passed,
        skipped => Step::PassedBut(format!("{skipped} tests SKIPPED, for what its driver cannot do (above)")),
    })
}

fn fuzz(tally: &mut Tally) -> Result<Step, String> {
    tally.count(in_browser(&[], &["fuzz"])?.args(["--", "--nocapture"]))
}

fn monkey(tally: &mut Tally) -> Result<Step, String> {
    tally.count(in_browser(&[], &["monkey"])?)
}

/// The command for some test programs of the crate `e2e`.
///
/// # Errors
/// If Chromium or the fonts could not be had.
pub fn in_browser(words: &[&str], programs: &[&str]) -> Result<Run, String> {
    packages::ensure(&[Need::Browser, Need::Fonts])?;
    // Waiting for a browser needs no optimised code, and so the libraries are those of `screens` and `bench`.
    let tests = Run::line("cargo test --package e2e --profile dev").args(words);
    Ok(programs.iter().fold(tests, |tests, program| tests.args(["--test", program])))
}

impl Tally {
    /// Runs tests, shows their output and adds up its results.
    fn count(&mut self, tests: Run) -> Result<Step, String> {
        tests.lines(|line| {
            println!("{line}");
            self.add(line);
        })?;
        Ok(Step::Passed)
    }

    /// Adds a line such as `test result: ok. 4 passed; 0 failed; 0 ignored; ...`, or one that tells of a skipped test;
    /// passes over others.
    fn add(&mut self, line: &str) {
        // The harness may have begun a line of its own.
        if line.contains("SKIPPED ") {
            self.skipped += 1;
        }
        let Some((_, result)) = line.split_once("test result: ") else { return };
        let words: Vec<&str> = result.split_whitespace().collect();
        let before = |name: &str| {
            let pair = words.windows(2).find(|pair| pair[1].trim_end_matches(';') == name);
            pair.and_then(|pair| pair[0].parse::<usize>().ok()).unwrap_or(0)
        };
        self.passed += before("passed");
        self.failed += before("failed");
    }
}

#[cfg(test)]
mod tests {
    use super::{Tally, chosen};

    #[test]
    fn results_add_up_over_programs() {
        let mut tally = Tally::default();
        for line in [
            "test result: ok. 41 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test a::passed ... ok",
            "SKIPPED a::passed: the driver of WebKit cannot tap a finger",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 5 filtered out; finished in 1.46s",
        ] {
            tally.add(line);
        }
        assert_eq!(tally, Tally { passed: 44, failed: 2, skipped: 1 });
    }

    #[test]
    fn rungs_are_chosen_by_the_beginning_of_their_names_in_the_ladder_s_order() {
        let names = |line: &str| {
            let words: Vec<String> = line.split_whitespace().map(String::from).collect();
            chosen(&words).map(|rungs| rungs.iter().map(|rung| rung.name).collect::<Vec<_>>())
        };
        assert_eq!(names("wasm fmt"), Ok(vec!["fmt", "wasm-simd", "wasm-scalar"]));
        assert_eq!(names("").map(|all| all.len()), Ok(14));
        assert!(names("ntaive").is_err());
    }
}
