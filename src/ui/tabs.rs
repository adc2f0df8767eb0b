//! The row of words that open sheets, on narrow screens.

use super::Same;
use super::sheet::id;
use crate::i18n::Lang;
use crate::readout::control_now;
use crate::state::{Action, Panel};
use crate::timeline::Plan;
use yew::prelude::*;

/// What can be opened.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The figure.
    pub plan: Same<Plan>,
    /// The open panel.
    pub panel: Option<Panel>,
    /// Takes the choice.
    pub act: Callback<Action>,
}

/// A word for each sheet.
#[component]
pub fn Tabs(props: &Props) -> Html {
    let Props { lang, plan, panel, act } = props;
    let messages = lang.messages();
    let tab = |each: Panel, name: String| {
        let open = *panel == Some(each);
        let toggle = act.reform(move |_: MouseEvent| Action::Panel((!open).then_some(each)));
        html! {
            <button type="button" aria-controls={id(each)} aria-expanded={open.to_string()} onclick={toggle}>
                <span>{ name }</span>
            </button>
        }
    };
    html! {
        <div class="tabs">
            { tab(Panel::Control, control_now(plan.spec(), messages)) }
            { tab(Panel::Equation, messages.equation.to_owned()) }
            { tab(Panel::Settings, messages.settings.to_owned()) }
            { tab(Panel::Numbers, messages.numbers.to_owned()) }
        </div>
    }
}
