//! What is looked at in a browser without being a test: photographs and measurements of the built page.

use crate::command::Run;
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

fn look(program: &str, words: &[String]) -> Result<(), String> {
    packages::ensure(&[Need::Browser, Need::Fonts])?;
    site::build()?;
    Run::line("cargo run --quiet --package e2e --bin").args([program]).args(["--"]).args(words).run()
}
