//! What the layer costs: weights and multiply-adds.

use super::Part;
use super::formula::{caption, math};
use super::node::{Node, node};
use super::sheet::sheet;
use crate::readout;
use crate::state::Sheet;

/// Weights and multiply-adds as formulas.
pub fn cost(Part { state, messages, act }: &Part<'_>) -> Node {
    let cost = state.plan.cost();
    let pass = state.plan.pass_of_output(state.moment().step).0;
    let weights = readout::weights(&state.plan, pass, messages);
    let biases = if cost.bias > 0 { (messages.and_biases)(cost.bias as usize) } else { String::new() };
    let formula = node("p").class("math").children(weights.lines.iter().map(|line| math(line)));
    let number = node("p").class("math").child(math(&readout::multiply_adds(&state.plan)));
    let content = node("div")
        .class("counts")
        .child(node("div").child(caption(weights.name)).child(formula))
        .child(node("div").child(caption(messages.multiply_adds)).child(number))
        .child(caption(weights.words))
        .child(caption(&biases));
    sheet(Sheet::Numbers, messages.numbers, state.sheet, messages, act).child(content)
}
