//! The page as Yew components: markup and callbacks, no decisions.
//!
//! Values go in, [`Action`](crate::state::Action)s come out. A component takes as little as it shows, so that a step of the
//! animation renders the few words that change and nothing else. To add a part: a file, its place in `app.rs`, its style.

mod app;
mod cell_editor;
mod control;
mod cost;
mod equation;
mod field;
mod formula;
mod glyph;
mod header;
mod keys_panel;
mod notices;
mod settings;
mod sheet;
mod stage;
mod tabs;
mod transport;
mod words;

use crate::web::crash;
use std::ops::Deref;
use std::rc::Rc;

/// Puts the page into the document's body.
pub fn mount() {
    yew::set_custom_panic_hook(Box::new(crash::hook));
    yew::Renderer::<app::App>::new().render();
}

/// Sends on what an event means, if it means something.
fn perhaps<E: 'static, T: 'static>(
    act: &yew::Callback<T>,
    meaning: impl Fn(E) -> Option<T> + 'static,
) -> yew::Callback<E> {
    let act = act.clone();
    yew::Callback::from(move |event| {
        if let Some(meaning) = meaning(event) {
            act.emit(meaning);
        }
    })
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
