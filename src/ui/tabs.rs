//! The row of words that open sheets, on narrow screens.

use super::Part;
use super::button::button;
use super::node::{Node, node};
use crate::readout::control_now;
use crate::state::{Action, Panel};

/// A word for each sheet.
pub fn tabs(Part { state, messages, act }: &Part<'_>) -> Node {
    let tab = |panel: Panel, name: &str| {
        let open = state.panel == Some(panel);
        button(act, Action::Panel((!open).then_some(panel)))
            .attr("aria-controls", panel.id())
            .attr("aria-expanded", if open { "true" } else { "false" })
            .child(node("span").text(name))
    };
    node("div")
        .class("tabs")
        .child(tab(Panel::Control, &control_now(state.spec(), messages)))
        .child(tab(Panel::Equation, messages.equation))
        .child(tab(Panel::Settings, messages.settings))
        .child(tab(Panel::Numbers, messages.numbers))
        .child(tab(Panel::Matrix, messages.matrix_tab))
}
