//! What is pressed.

use super::events::click;
use super::node::{Node, node};
use yew::Callback;

/// A button that sends an action; what stands on it is still to be put in.
pub fn button<A: Clone + 'static>(act: &Callback<A>, action: A) -> Node {
    node("button").attr("type", "button").on(click(act, action))
}

/// A button that is a word.
pub fn word<A: Clone + 'static>(word: &str, act: &Callback<A>, action: A) -> Node {
    button(act, action).class("word").text(word)
}
