//! Judges the engine by the golden case files of a folder.
//!
//! ```text
//! cargo run --release --example check_cases -- DIR
//! ```
//!
//! Reads every `*.json` file in `DIR` (`tests/cases/README.md` describes them), prints each case that fails with what
//! was expected and what was found, each that is skipped with the reason, the worst relative error of every family,
//! and at last `N passed, N failed, N skipped`. Ends with status 1 if a case fails, a file cannot be read, or there
//! are no cases.

#[path = "../tests/cases/mod.rs"]
mod cases;

use cases::{Judged, Verdict, judge_file};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(folder), None) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: check_cases DIR");
        return ExitCode::FAILURE;
    };
    match files(Path::new(&folder)) {
        Ok(files) => report(files.iter().map(|file| judged(file)).collect()),
        Err(error) => {
            eprintln!("{} cannot be read: {error}", Path::new(&folder).display());
            ExitCode::FAILURE
        }
    }
}

/// The `*.json` files of a folder, by name.
fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn judged(file: &Path) -> Vec<Judged> {
    let family = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    match std::fs::read_to_string(file) {
        Ok(text) => judge_file(&family, &text),
        Err(error) => {
            let verdict = Verdict::Failed(format!("the file cannot be read: {error}"));
            vec![Judged { id: family.clone(), family, verdict }]
        }
    }
}

fn report(families: Vec<Vec<Judged>>) -> ExitCode {
    let mut total = Tally::default();
    for cases in &families {
        let tally = Tally::of(cases);
        if let Some(first) = cases.first() {
            println!("{:<20} {tally}, worst relative error {:.2e}", first.family, tally.worst);
        }
        total = total.and(&tally);
    }
    println!("{total}");
    if total.failed == 0 && total.passed + total.skipped > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How many cases went which way.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: usize,
    worst: f64,
}

impl Tally {
    /// Counts, and prints what did not pass.
    fn of(cases: &[Judged]) -> Self {
        let mut tally = Self::default();
        for Judged { family, id, verdict } in cases {
            match verdict {
                Verdict::Passed(error) => {
                    tally.passed += 1;
                    tally.worst = tally.worst.max(*error);
                }
                Verdict::Failed(why) => {
                    tally.failed += 1;
                    println!("FAILED  {family}/{id}: {why}");
                }
                Verdict::Skipped(why) => {
                    tally.skipped += 1;
                    println!("skipped {family}/{id}: {why}");
                }
            }
        }
        tally
    }

    fn and(&self, other: &Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
            worst: self.worst.max(other.worst),
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}
