//! The page as markup and callbacks, without decisions.
//!
//! Values go in, [`Action`]s come out. A part is a function from what it shows to [`Html`]; it is a component only if it holds
//! on to something of the browser's (the figure, the editor of a cell) or costs too much to be rendered at every beat (the
//! settings): each component weighs several kilobytes. To add a part: a file, its place in `app.rs`, its style.

mod app;
mod aside;
mod button;
mod cell_editor;
mod choice;
mod control;
mod cost;
mod equation;
mod events;
mod field;
mod formula;
mod glyph;
mod header;
mod keys_panel;
mod matrix;
mod notices;
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
use std::ops::Deref;
use std::rc::Rc;
use yew::prelude::*;

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

/// Something shared that is compared by being the same, not by being equal: quick, however large it is.
#[derive(Debug)]
pub struct Same<T>(pub Rc<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Same<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
