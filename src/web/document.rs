//! What stands outside of the page's own elements: the root's language and theme, the title; and who has the focus.

use super::window;
use crate::i18n::chapters;
use crate::spec::data;
use crate::state::State;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement};

/// The document. There is one wherever this code runs.
pub fn document() -> Document {
    window().document().expect("a window has a document")
}

/// Hands on what the page carries for the program: the words of the chapters, the pictures. To be called first.
pub fn unpack() {
    chapters::provide(["chapters-en", "chapters-zh"].map(|id| &*carried(id).leak()));
    data::provide(&carried("pictures"));
}

fn carried(id: &str) -> String {
    document().get_element_by_id(id).and_then(|element| element.text_content()).unwrap_or_default()
}

/// Gives the document the state's language, theme and title.
pub fn dress(state: &State) {
    let messages = state.messages();
    if let Some(root) = document().document_element() {
        set(&root, "lang", messages.tag);
        set(&root, "data-theme", state.dress().id());
    }
    let title = (messages.page_title)(state.spec().kind.words(messages).title);
    if document().title() != title {
        document().set_title(&title);
    }
    if let Ok(Some(meta)) = document().query_selector("meta[name=theme-color]") {
        set(&meta, "content", &state.dress().theme().paper.to_hex());
    }
}

/// Sets an attribute if it is not so already: a change of the root's attributes costs a new style of everything.
fn set(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        // Fails only for names that are none.
        let _ = element.set_attribute(name, value);
    }
}

/// Gives the element of an id the focus.
pub fn focus_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        focus(element.unchecked_ref());
    }
}

/// Gives an element the focus, without scrolling to it.
pub fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // Elements that cannot take it are left alone.
    let _ = element.focus_with_options(&options);
}

/// What has the focus, if anything in particular has.
pub fn focused() -> Option<HtmlElement> {
    let element = document().active_element().filter(|element| element.tag_name() != "BODY")?;
    element.dyn_into().ok()
}

// A browser may know no full screen, or refuse it: both are for us to expect.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Element)]
    type Root;
    #[wasm_bindgen(method, catch, js_name = requestFullscreen)]
    fn fill(this: &Root) -> Result<js_sys::Promise, JsValue>;
}

/// Asks for the full screen, or gives it back.
pub fn full_screen(on: bool) {
    let document = document();
    match document.document_element() {
        Some(root) if on => {
            if let Ok(answer) = root.unchecked_into::<Root>().fill() {
                // Refused or not, the page looks the same: only the browser's own parts stay.
                let silent = Closure::new(|_| {});
                let _ = answer.catch(&silent);
                silent.forget();
            }
        }
        _ if is_full_screen() => document.exit_fullscreen(),
        _ => {}
    }
}

/// True if the page has the full screen.
pub fn is_full_screen() -> bool {
    document().fullscreen_element().is_some()
}
