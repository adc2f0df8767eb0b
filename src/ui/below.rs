//! Below the figure: the words that open its panels, and the place where the second program shows the open one. And over the
//! page, the place where it shows what the figure is shared with.
//!
//! That program (`ui::panels`) is loaded by `static/later.js` when the place is first there. It reads what it shows from the
//! place's attributes, and says what it asks for in one of them before it sends an event.

use super::Part;
use super::button::word;
use super::events::{always, heard};
use super::node::{Node, node};
use crate::link::{self, Link, PANELS};
use crate::state::{Action, Sheet};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// A word for each panel; the one that is open closes it.
pub fn panel_words(Part { state, messages, act }: &Part<'_>) -> Node {
    let names = [messages.panel_cost, messages.panel_field, messages.panel_networks, messages.panel_code];
    let word = |(id, name): (&'static str, &'static str)| {
        let open = state.panel.as_ref().is_some_and(|panel| panel.starts_with(id));
        let action = Action::Panel((!open).then(|| id.into()));
        word(name, act, action).attr("aria-expanded", if open { "true" } else { "false" })
    };
    node("p").class("panel-words").children(PANELS.into_iter().zip(names).map(word))
}

/// The place of the open panel.
pub fn below(Part { state, act, .. }: &Part<'_>) -> Option<Node> {
    let panel = state.panel.as_ref()?;
    let asked = |event: &Event| {
        // Events are heard at the root of the page: the place is where this one was sent to.
        let place: Element = event.target()?.unchecked_into();
        let asked = place.get_attribute("data-ask");
        Some(match asked.as_deref().and_then(|asked| asked.strip_prefix('#')) {
            Some(link) => Action::Try(link.to_owned()),
            None => Action::Panel(asked.map(Into::into)),
        })
    };
    // The panels are about the layer: where in time, and what is pinned, is no news to them.
    let link = link::write(&Link { step: None, beat: None, pin: None, play: None, ..state.link() });
    let place = node("section").id("panels").attr("aria-labelledby", "panel-title");
    // In the presenter view it is there, unseen: what was typed in it stays.
    let place = place.flag("hidden", state.presenting.is_some()).attr("data-panel", panel).attr("data-link", &link);
    Some(place.on(heard("ask", act, Box::new(asked))))
}

/// The place of what the figure is shared with, while it is open. All that is asked for there is that it closes.
pub fn share(Part { state, messages, act }: &Part<'_>) -> Option<Node> {
    let place = || {
        node("section")
            .id(Sheet::Share.id())
            // Not the element of the list of keys, which may have been there before.
            .key("share")
            .attr("role", "dialog")
            .attr("aria-modal", "true")
            .attr("tabindex", "-1")
            .label(messages.share)
            .attr("data-link", &link::write(&state.link()))
            .on(always("ask", act, Action::Sheet(None)))
    };
    (state.sheet == Some(Sheet::Share)).then(place)
}
