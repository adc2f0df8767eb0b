//! What is looked at in a browser without being a test: photographs and measurements of the built page.

use crate::command::Run;
use crate::ladder;
use crate::packages::{self, Need};
use crate::site;

/// Builds the site and photographs it; `filters` choose among the names.
///
/// # Errors
/// If the site or the browser could not be had, or a view did not come up.
pub fn screens(filters: &[String]) -> Result<(), String> {
    look("screens", filters)
}

/// Builds the site and measures its animation frames; `filters` choose among the names.
///
/// # Errors
/// As [`screens`].
pub fn bench(filters: &[String]) -> Result<(), String> {
    look("frames", filters)
}

/// Builds the site and tries links at random on it. The words are seeds, and may begin with `--seconds N` for each of
/// them; without words, eight seeds for 40 seconds each.
///
/// # Errors
/// If the words are no numbers, the site or the browser could not be had, or a link broke the page.
pub fn fuzz(words: &[String]) -> Result<(), String> {
    let number = |word: &String| word.parse::<u64>().map_err(|_| format!("{word:?} is no number"));
    let (seconds, seeds) = match words {
        [option, seconds, seeds @ ..] if option == "--seconds" => (number(seconds)?, seeds),
        seeds => (40, seeds),
    };
    let seeds = seeds.iter().map(number).collect::<Result<Vec<u64>, String>>()?;
    let seeds = if seeds.is_empty() { (1..=8).collect() } else { seeds };
    let seeds = seeds.iter().map(u64::to_string).collect::<Vec<_>>().join(",");
    site::build()?;
    let tests = ladder::in_browser(&[], &["fuzz"])?.args(["--", "--nocapture"]);
    tests.env("FUZZ_SEEDS", seeds).env("FUZZ_SECONDS", seconds.to_string()).run()
}

fn look(program: &str, words: &[String]) -> Result<(), String> {
    packages::ensure(&[Need::Browser, Need::Fonts])?;
    site::build()?;
    Run::line("cargo run --quiet --package e2e --bin").args([program]).args(["--"]).args(words).run()
}
