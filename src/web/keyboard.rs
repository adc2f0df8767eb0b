//! Keys as the browser reports them, told to [`crate::keys`] in the page's terms.

use super::document::document;
use super::listen::Listener;
use super::window;
use crate::keys::{Key, Place};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

/// Hears every key that nothing else has used and that no modifier turns into the browser's; `press` says whether it was used.
pub fn follow(press: impl Fn(Key<'_>) -> bool + 'static) -> Listener {
    Listener::new(&window(), "keydown", move |event: Event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let foreign = event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing();
        if foreign || event.default_prevented() {
            return;
        }
        let name = event.key();
        // What the browser has opened, it closes itself, unless the key is taken from it.
        if name == "Escape" && document().query_selector(":popover-open").is_ok_and(|open| open.is_some()) {
            return;
        }
        if press(Key { name: &name, shift: event.shift_key(), on: place(event) }) {
            event.prevent_default();
        }
    })
}

/// What has the focus, as far as keys are concerned.
fn place(event: &KeyboardEvent) -> Place {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return Place::Elsewhere;
    };
    match element.tag_name().as_str() {
        "INPUT" => input(element.unchecked_ref()),
        "SELECT" | "TEXTAREA" => Place::Text,
        "BUTTON" | "SUMMARY" => Place::Button,
        "A" => Place::Link,
        "CANVAS" if element.id() == "weights" => Place::Matrix,
        "CANVAS" => Place::Stage,
        // What can be scrolled in a panel is scrolled by its own keys.
        _ if element.closest("#panels, #share").is_ok_and(|panels| panels.is_some()) => Place::Slider,
        _ => Place::Elsewhere,
    }
}

fn input(input: &HtmlInputElement) -> Place {
    match input.type_().as_str() {
        "range" => Place::Slider,
        "radio" if input.checked() => Place::Slider,
        "radio" | "checkbox" => Place::Choice,
        _ => Place::Text,
    }
}
