//! The engine: every promise of `convoscope::conv`.
//!
//! Nothing here reads a file or a clock, so that the same tests run as WebAssembly.

mod axes;
mod cases;
mod costs;
mod fast;
mod lanes;
mod links;
pub mod random;
mod refusals;
mod worked;
