//! A part that stands in the page where there is room, and is a sheet over its lower part where there is not.

use super::button::word;
use super::node::{Node, node};
use crate::i18n::Messages;
use crate::state::{Action, Sheet};
use yew::Callback;

/// A sheet with a heading and a way to close it; both show only where it is one. Its content is still to be put in.
pub fn sheet(own: Sheet, name: &'static str, open: Option<Sheet>, messages: &Messages, act: &Callback<Action>) -> Node {
    let class = if open == Some(own) { "sheet open" } else { "sheet" };
    framed(own, name, class, messages, act)
}

/// The same, of a given class.
pub fn framed(
    own: Sheet,
    name: &'static str,
    class: &'static str,
    messages: &Messages,
    act: &Callback<Action>,
) -> Node {
    node("section").id(own.id()).class(class).attr("tabindex", "-1").label(name).child(head(
        "sheet-head",
        name,
        messages,
        act,
    ))
}

/// A heading with a word that closes what it is the heading of.
pub fn head(class: &str, name: &str, messages: &Messages, act: &Callback<Action>) -> Node {
    let close = word(messages.close, act, Action::Sheet(None));
    node("div").class(class).child(node("h2").text(name)).child(close)
}
