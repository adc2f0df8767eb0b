//! What the layer costs: weights and multiply-adds.

use super::Part;
use super::formula::math;
use super::sheet::sheet;
use crate::i18n::number::commas;
use crate::readout;
use crate::state::Panel;
use yew::prelude::*;

/// Weights as a formula, multiply-adds as a number.
pub fn cost(Part { state, messages, act }: &Part<'_>) -> Html {
    let cost = state.plan.cost();
    let pass = state.plan.pass_of_output(state.moment().step).0;
    let weights = readout::weights(&state.plan, pass, messages);
    let biases = (cost.bias > 0).then(|| (messages.and_biases)(cost.bias as usize));
    let content = html! {
        <div class="counts">
            <div>
                <p class="caption">{ weights.name }</p>
                <p class="math">{ for weights.lines.iter().map(|line| math(line)) }</p>
            </div>
            <div>
                <p class="caption">{ messages.multiply_adds }</p>
                <p class="math count">{ commas(cost.multiply_adds) }</p>
            </div>
            <p class="caption">{ weights.words }</p>
            <p class="caption">{ biases }</p>
        </div>
    };
    sheet(Panel::Numbers, messages.numbers, state.panel, messages, act, content)
}
