//! The page's own standard library: compiled with the page, for size, and without the words of panics.
//!
//! Measured with Rust 1.95: the WASM is 157.6 KB gzipped with it and 176.0 KB without. The library that comes with the
//! compiler is compiled for speed and brings along how a panic is put into words. Here a panic is a trap, and
//! `static/crash.js` shows what a visitor can do about it.
//!
//! The switches are not stable yet, hence `RUSTC_BOOTSTRAP`. Nothing in the page depends on them: where they or the
//! library's source cannot be had, and with a plain `cargo build` or `trunk build`, the page is the same, only larger.

use std::path::Path;
use std::time::Duration;

use crate::command::Run;
use crate::tools;

/// Adding the library's source takes a few seconds; what hangs in rustup is given up on.
const SOURCE_LIMIT: Duration = Duration::from_secs(60);

/// What the compiler is told beside what `.cargo/config.toml` says.
const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort";

/// Which standard library the page is built with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Std {
    /// Compiled with the page.
    Own,
    /// As it comes with the compiler.
    Ordinary,
}

impl Std {
    /// The page's own standard library if it can be had; says so if not, and why.
    pub fn best() -> Self {
        match obtain() {
            Ok(()) => Self::Own,
            Err(why) => {
                println!("The page is built with the compiler's own standard library, about a tenth larger: {why}");
                Self::Ordinary
            }
        }
    }

    /// Lets a command of Cargo's, or one that calls Cargo, build with this library.
    pub fn apply(self, run: Run) -> Run {
        match self {
            Self::Own => run
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FLAGS),
            Self::Ordinary => run,
        }
    }
}

/// Makes sure that the compiler knows the switches, and that the library's source and its packages are here.
fn obtain() -> Result<(), String> {
    if tools::has_stand_in() {
        return Err("the compiler in use for WebAssembly has none to compile.".into());
    }
    let switches = Run::line("rustc --print cfg --target").args([tools::BROWSER]).args(FLAGS.split(' '));
    if !switches.env("RUSTC_BOOTSTRAP", "1").succeeds() {
        return Err(format!("this compiler does not know `{FLAGS}`."));
    }
    if !has_source() {
        println!("Adding the source of the standard library (a few seconds) ...");
        Run::line("rustup component add rust-src").limit(SOURCE_LIMIT).run()?;
    }
    Std::Own.apply(tools::fetch()).run()
}

fn has_source() -> bool {
    let sysroot = Run::line("rustc --print sysroot").answer();
    sysroot.is_some_and(|folder| Path::new(&folder).join("lib/rustlib/src/rust/library/Cargo.lock").is_file())
}
