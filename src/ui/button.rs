//! What is pressed.

use super::events::click;
use super::node::{Node, node};
use crate::state::Action;
use yew::Callback;

/// A button that sends an action; what stands on it is still to be put in.
pub fn button(act: &Callback<Action>, action: Action) -> Node {
    node("button").attr("type", "button").on(click(act, action))
}

/// A button that is a word.
pub fn word(word: &str, act: &Callback<Action>, action: Action) -> Node {
    button(act, action).class("word").text(word)
}
