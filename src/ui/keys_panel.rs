//! The list of keys.

use super::Part;
use super::node::{Node, node};
use super::sheet::head;
use crate::state::Sheet;

/// A card with the list, if it is open.
pub fn keys_panel(Part { state, messages, act }: &Part<'_>) -> Option<Node> {
    let mut list = node("dl");
    let mut parts = messages.key_list.split('|');
    while let (Some(key), Some(does)) = (parts.next(), parts.next()) {
        list = list.child(node("div").child(node("dt").text(key)).child(node("dd").text(does)));
    }
    let card = move || {
        node("section")
            .id(Sheet::Keys.id())
            .class("card")
            .attr("role", "dialog")
            .attr("tabindex", "-1")
            .label(messages.keys)
            .child(head("card-head", messages.keys, messages, act))
            .child(list)
    };
    (state.sheet == Some(Sheet::Keys)).then(card)
}
