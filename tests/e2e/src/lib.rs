//! The built site in a real browser: what the tests in `tests/`, the photographs and the measurements share.
//!
//! A test is a closure over a [`Page`]: [`with_page`] serves `dist/` under a strict policy, opens a fresh browser on
//! it, runs the closure, and fails if the page wrote an error or broke the policy, whatever the closure thought.
//! Nothing here sleeps for a fixed time: [`wait`] asks again until a thing is so.
//!
//! ```ignore
//! #[test]
//! fn a_click_on_forward_goes_one_step_on() {
//!     with_page("#step=8", async |page| {
//!         page.click("#forward").await?;
//!         page.expect_text("#step", "Step 9 of 72").await
//!     });
//! }
//! ```

pub mod dice;
pub mod driver;
pub mod engine;
pub mod page;
pub mod policy;
pub mod single;
pub mod site;
pub mod views;
pub mod wait;

mod run;

pub use engine::Engine;
pub use page::Page;
pub use run::{block_on, with_page, with_page_at, with_site};
pub use thirtyfour::Key;

/// Why something did not work, for a person to read.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What a test gives: nothing, or why not.
pub type Outcome<T = ()> = Result<T, Failure>;
