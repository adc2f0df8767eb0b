//! What the layer costs: weights and multiply-adds.

use super::Same;
use super::formula::block;
use super::sheet::Sheet;
use crate::i18n::Lang;
use crate::readout;
use crate::state::{Action, Panel, count_text};
use crate::timeline::Plan;
use yew::prelude::*;

/// Whose cost.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The figure.
    pub plan: Same<Plan>,
    /// The open panel.
    pub panel: Option<Panel>,
    /// Takes the wish to close.
    pub act: Callback<Action>,
}

/// Weights as a formula, multiply-adds as a number.
#[component]
pub fn Cost(props: &Props) -> Html {
    let Props { lang, plan, panel, act } = props;
    let messages = lang.messages();
    let cost = plan.cost();
    let biases = (cost.bias > 0).then(|| (messages.and_biases)(cost.bias as usize));
    html! {
        <Sheet panel={Panel::Numbers} open={*panel} name={messages.numbers} lang={*lang} act={act.clone()}>
            <div class="counts">
                { block(&readout::weights(plan, messages), messages) }
                <div class="formula">
                    <p class="caption">{ messages.multiply_adds }</p>
                    <p class="math count">{ count_text(cost.multiply_adds) }</p>
                    <p class="caption">{ biases }</p>
                </div>
            </div>
        </Sheet>
    }
}
