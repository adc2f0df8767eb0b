//! What stands outside of the page's own elements: the root's language and theme, the title; and who has the focus.

use super::window;
use crate::state::State;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// The document. There is one wherever this code runs.
pub fn document() -> Document {
    window().document().expect("a window has a document")
}

/// Gives the document the state's language, theme and title.
pub fn dress(state: &State) {
    let messages = state.messages();
    if let Some(root) = document().document_element() {
        set(&root, "lang", messages.tag);
        set(&root, "data-theme", state.theme.id());
    }
    let title = (messages.page_title)(state.spec().kind.words(messages).title);
    if document().title() != title {
        document().set_title(&title);
    }
    if let Ok(Some(meta)) = document().query_selector("meta[name=theme-color]") {
        set(&meta, "content", &state.theme.theme().paper.to_hex());
    }
}

/// Sets an attribute if it is not so already: a change of the root's attributes costs a new style of everything.
fn set(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        // Fails only for names that are none.
        let _ = element.set_attribute(name, value);
    }
}

/// Gives an element the focus, without scrolling to it.
pub fn focus(selector: &str) {
    let Ok(Some(element)) = document().query_selector(selector) else { return };
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// True if nothing in particular has the focus.
pub fn focus_is_lost() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}
