//! What had to be changed in a link, until it is read.

use super::Part;
use super::button::word;
use super::node::{Node, node};
use crate::link::Notice;
use crate::state::Action;

/// One line for each change.
pub fn notices(Part { state, messages, act }: &Part<'_>) -> Node {
    let line = |(index, notice): (usize, &Notice)| {
        node("li").child(node("span").text(&notice.explain(messages))).child(word(
            messages.dismiss,
            act,
            Action::Dismiss(index),
        ))
    };
    node("ul").id("notices").attr("aria-live", "polite").children(state.notices.iter().enumerate().map(line))
}
