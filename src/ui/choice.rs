//! Lists that one thing is chosen from.

use super::events::Heard;
use super::node::{Node, node};

/// A list of options, each with its value and its name.
pub fn choice<A>(id: &'static str, options: &[(&'static str, String)], now: &'static str, change: Heard<A>) -> Node {
    // The attribute chooses at first, the property whenever the state changes.
    let option = |(value, name): &(&'static str, String)| {
        node("option").attr("value", value).flag("selected", *value == now).text(name)
    };
    node("select").id(id).chosen(now).on(change).children(options.iter().map(option))
}
