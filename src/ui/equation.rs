//! The sizes, this step and the layer's call, in formulas.

use super::Part;
use super::formula::{block, math};
use super::sheet::sheet;
use crate::i18n::Messages;
use crate::readout::{self, Argument, Call};
use crate::spec::Kind;
use crate::state::{Panel, State};
use crate::timeline::Plan;
use yew::prelude::*;

/// Sizes, this step, the layer.
pub fn equation(Part { state, messages, act }: &Part<'_>) -> Html {
    let content = html! {
        <>
            { sizes(&state.plan, messages) }
            { this_step(state, messages) }
            { layer(&state.plan, messages) }
        </>
    };
    sheet(Panel::Equation, messages.equation, state.panel, messages, act, content)
}

/// How large the output is; the window if it is stretched, and what is never read.
fn sizes(plan: &Plan, messages: &Messages) -> Html {
    let unused = readout::unused(plan, messages);
    if plan.spec().kind == Kind::Dense {
        return Html::default();
    }
    html! {
        <>
            <div class="size">{ block(&readout::output_size(plan, messages), messages) }</div>
            <div class="span">
                { for readout::window(plan, messages).map(|formula| block(&formula, messages)) }
                { for unused.into_iter().map(|sentence| html! { <p class="caption">{ sentence }</p> }) }
            </div>
        </>
    }
}

/// The running sum, term by term.
fn this_step(state: &State, messages: &Messages) -> Html {
    let focus = state.focus().map(std::rc::Rc::as_ref);
    let step = readout::step(&state.plan, state.moment(), focus, messages);
    html! {
        <div class="formula this-step">
            <p class="caption">{ messages.this_step }</p>
            <p class="math">
                <var class="output">{ "y" }</var><sub>{ step.indices }</sub>
                { for step.lines.iter().map(|line| math(line)) }
            </p>
            <p class="caption">{ step.words }</p>
        </div>
    }
}

/// The layer as its library writes it.
fn layer(plan: &Plan, messages: &Messages) -> Html {
    let calls = readout::calls(plan);
    if calls.is_empty() {
        return Html::default();
    }
    html! {
        <div class="layer">
            <p class="caption">{ messages.layer }</p>
            { for calls.into_iter().map(call) }
        </div>
    }
}

fn call(Call { name, arguments, before, weights }: Call) -> Html {
    let note = |text: String| html! { <span class="note">{ text }</span> };
    html! {
        <p class="call">
            { for before.map(note) }
            <code>{ name }{ "(" }{ for arguments.iter().enumerate().map(argument) }{ ")" }</code>
            { for weights.map(note) }
        </p>
    }
}

/// Lines break after a comma.
fn argument((nth, Argument { text, own }): (usize, &Argument)) -> Html {
    let comma = if nth > 0 { ", " } else { "" };
    let class = if *own { "argument own" } else { "argument" };
    html! { <>{ comma }<span {class}>{ text }</span></> }
}
