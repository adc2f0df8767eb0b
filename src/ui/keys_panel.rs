//! The list of keys.

use super::Part;
use super::node::{Node, node};
use super::sheet::head;
use crate::state::Panel;

/// A card with the list, if it is open.
pub fn keys_panel(Part { state, messages, act }: &Part<'_>) -> Option<Node> {
    let row = |(key, does): &(&'static str, &'static str)| {
        node("div").child(node("dt").text(key)).child(node("dd").text(does))
    };
    let card = || {
        node("section")
            .id(Panel::Keys.id())
            .class("card")
            .attr("role", "dialog")
            .attr("tabindex", "-1")
            .label(messages.keys)
            .child(head("card-head", messages.keys, messages, act))
            .child(node("dl").children(messages.key_list.iter().map(row)))
    };
    (state.panel == Some(Panel::Keys)).then(card)
}
