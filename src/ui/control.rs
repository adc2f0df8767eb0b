//! The control that the chapter is about.

use super::Part;
use super::events::choose;
use super::node::{Node, node};
use super::sheet::sheet;
use crate::readout::{Choice, choices};
use crate::state::{Action, Sheet};
use yew::Callback;

/// A segment for each value, and what the ends mean.
pub fn control(Part { state, messages, act }: &Part<'_>) -> Node {
    let words = state.spec().kind.words(messages);
    let segments = choices(state.spec(), messages).into_iter().map(|choice| segment(choice, act));
    let end = |word| node("span").text(word);
    let content = node("fieldset")
        .class("control")
        .child(node("legend").class("caption").text(words.control))
        .child(node("div").class("segments").children(segments))
        .child(node("div").class("ends caption").child(end(words.low)).child(end(words.high)));
    sheet(Sheet::Control, words.control, state.sheet, messages, act).child(content)
}

fn segment(choice: Choice, act: &Callback<Action>) -> Node {
    let Choice { words, chosen, action } = choice;
    let input = node("input").attr("type", "radio").attr("name", "control").checked(chosen).on(choose(act, action));
    node("label").class("segment").key(&words).child(input).child(node("span").text(&words))
}
