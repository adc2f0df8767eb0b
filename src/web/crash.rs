//! What remains when the page breaks: a plain screen that says so, with a way back.
//!
//! The engine cannot be trusted any more, so nothing here is called later: the buttons call the browser's own functions.

use super::document::document;
use super::window;
use crate::i18n::Lang;
use std::panic::PanicHookInfo;
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// Shows the screen and writes the reason to the console.
pub fn hook(info: &PanicHookInfo<'_>) {
    web_sys::console::error_1(&info.to_string().into());
    // There is nothing left to do about a failure here.
    let _ = show();
}

fn show() -> Option<()> {
    let document = document();
    let body = document.body()?;
    if document.get_element_by_id("crash").is_some() {
        return Some(());
    }
    let tag = document.document_element()?.get_attribute("lang").unwrap_or_default();
    let words = Lang::of_tag(&tag).unwrap_or_default().messages();
    body.set_text_content(None);
    let main = add(&body, "main", "")?;
    main.set_id("crash");
    let _ = main.set_attribute("role", "alert");
    add(&main, "h1", words.crash_title)?;
    add(&main, "p", words.crash_text)?;
    let location = window().location();
    button(&main, words.crash_restart, &bound(&location, "reload", None)?)?;
    let address = location.pathname().ok()?;
    button(&main, words.crash_fresh, &bound(&location, "replace", Some(&address))?)
}

fn add(parent: &Element, tag: &str, words: &str) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    element.set_text_content(Some(words));
    parent.append_child(&element).ok()?;
    Some(element)
}

fn button(parent: &Element, words: &str, press: &js_sys::Function) -> Option<()> {
    add(parent, "button", words)?.add_event_listener_with_callback("click", press).ok()
}

/// A method of the browser's with its object and first argument, to be called without this program.
fn bound(object: &JsValue, name: &str, argument: Option<&str>) -> Option<js_sys::Function> {
    let get = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into()).ok()?.dyn_into().ok();
    let method: js_sys::Function = get(object, name)?;
    let bind: js_sys::Function = get(&method, "bind")?;
    let arguments: js_sys::Array = std::iter::once(object.clone()).chain(argument.map(JsValue::from_str)).collect();
    bind.apply(&method, &arguments).ok()?.dyn_into().ok()
}
