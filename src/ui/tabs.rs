//! The row of words that open sheets, on narrow screens.

use super::Part;
use super::button::button;
use super::node::{Node, node};
use crate::readout::control_now;
use crate::state::{Action, Sheet};

/// A word for each sheet.
pub fn tabs(Part { state, messages, act }: &Part<'_>) -> Node {
    let tab = |sheet: Sheet, name: &str| {
        let open = state.sheet == Some(sheet);
        button(act, Action::Sheet((!open).then_some(sheet)))
            .attr("aria-controls", sheet.id())
            .attr("aria-expanded", if open { "true" } else { "false" })
            .child(node("span").text(name))
    };
    node("div")
        .class("tabs")
        .child(tab(Sheet::Control, &control_now(state.spec(), messages)))
        .child(tab(Sheet::Equation, messages.equation))
        .child(tab(Sheet::Settings, messages.settings))
        .child(tab(Sheet::Numbers, messages.numbers))
        .child(tab(Sheet::Matrix, messages.matrix_tab))
}
