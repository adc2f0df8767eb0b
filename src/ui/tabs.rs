//! The row of words that open sheets, on narrow screens.

use super::Part;
use super::button::Button;
use crate::readout::control_now;
use crate::state::{Action, Panel};
use yew::prelude::*;

/// A word for each sheet.
pub fn tabs(Part { state, messages, act }: &Part<'_>) -> Html {
    let tab = |panel: Panel, name: String| {
        let open = state.panel == Some(panel);
        let button = Button { controls: Some(panel.id()), expanded: Some(open), ..Button::default() };
        button.show(html! { <span>{ name }</span> }, act, Action::Panel((!open).then_some(panel)))
    };
    html! {
        <div class="tabs">
            { tab(Panel::Control, control_now(state.spec(), messages)) }
            { tab(Panel::Equation, messages.equation.to_owned()) }
            { tab(Panel::Settings, messages.settings.to_owned()) }
            { tab(Panel::Numbers, messages.numbers.to_owned()) }
            { tab(Panel::Matrix, messages.matrix_tab.to_owned()) }
        </div>
    }
}
