//! The row of words that open sheets, on narrow screens.

use super::Part;
use super::events::click;
use crate::readout::control_now;
use crate::state::{Action, Panel};
use yew::prelude::*;

/// A word for each sheet.
pub fn tabs(Part { state, messages, act }: &Part<'_>) -> Html {
    let tab = |panel: Panel, name: String| {
        let open = state.panel == Some(panel);
        let toggle = click(act, Action::Panel((!open).then_some(panel)));
        html! {
            <button type="button" aria-controls={panel.id()} aria-expanded={open.to_string()} onclick={toggle}>
                <span>{ name }</span>
            </button>
        }
    };
    html! {
        <div class="tabs">
            { tab(Panel::Control, control_now(state.spec(), messages)) }
            { tab(Panel::Equation, messages.equation.to_owned()) }
            { tab(Panel::Settings, messages.settings.to_owned()) }
            { tab(Panel::Numbers, messages.numbers.to_owned()) }
        </div>
    }
}
