//! The page as markup and callbacks, without decisions.
//!
//! Values go in, [`Action`]s come out. A part is a function from what it shows to a [`node::Node`]; the page as a whole is the
//! one component of Yew's. To add a part: a file, its place in `app.rs`, its style.

mod app;
mod aside;
mod below;
mod beside;
mod button;
mod cell_editor;
mod choice;
mod control;
mod cost;
pub mod embed;
mod equation;
mod events;
mod field;
mod formula;
mod glyph;
mod header;
mod keys_panel;
mod matrix;
mod node;
mod notices;
pub mod panels;
mod presenter;
mod settings;
mod sheet;
mod slider;
mod stage;
mod tabs;
mod transport;
mod words;

use crate::i18n::Messages;
use crate::state::{Action, State};
use crate::web::document;
use yew::Callback;

/// Puts the page into the document's body.
pub fn mount() {
    document::unpack();
    yew::Renderer::<app::App>::new().render();
}

/// What most parts show, and where they send what is done.
struct Part<'a> {
    state: &'a State,
    messages: &'static Messages,
    act: &'a Callback<Action>,
}
