//! The browser without Yew: canvas, time, address, media queries.
//!
//! Everything that calls `web-sys` and is no markup. Compiled for the browser only; nothing here decides what follows from
//! an event: it turns events into [`crate::state::Action`]s and states into pixels and addresses.

pub mod canvas;
pub mod document;
pub mod film;
pub mod host;
pub mod keyboard;
pub mod listen;
pub mod location;
pub mod matrix;
pub mod media;
pub mod page;
pub mod place;
pub mod player;
pub mod screen;
pub mod sight;

/// The window. There is one wherever this code runs.
pub fn window() -> web_sys::Window {
    web_sys::window().expect("the page runs in a window")
}
