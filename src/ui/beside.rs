//! What the figure is compared with, and how the two differ.

use super::Part;
use super::below::panel_words;
use super::choice::choice;
use super::events::option;
use super::node::{Node, node};
use crate::contrast::sentences;
use crate::spec::Kind;
use crate::state::{Action, Against};

/// A list of what it can be compared with; the difference, while it is.
pub fn beside(part: &Part<'_>) -> Node {
    let Part { state, messages, act } = part;
    let kinds = Kind::ALL.map(|kind| (kind.id(), kind.words(messages).short.to_owned()));
    let mut options = vec![("none", messages.compare_none.to_owned()), ("kept", messages.compare_kept.to_owned())];
    options.extend(kinds);
    let now = state.against.map_or("none", Against::id);
    let chosen = option(act, |nth| Some(Action::Compare(Against::nth(nth))));
    let list = node("p")
        .child(node("label").attr("for", "compare").text(messages.compare))
        .child(choice("compare", &options, now, chosen));
    let names = state.names_beside();
    let mut lines = node("div").class("caption contrast");
    if let Some(other) = &state.beside {
        for line in sentences(&state.plan, other, [&names[0], &names[1]], messages) {
            lines = lines.child(node("p").text(&line));
        }
    }
    node("div").class("beside").child(list).child(panel_words(part)).child(lines)
}
