//! The presenter view: title and sentence above the figure, one formula and the steps below it; no controls.

use super::Part;
use super::formula::math;
use super::transport::piece;
use super::words::strong;
use crate::readout;
use crate::state::{Action, State, step_text};
use web_sys::{Element, PointerEvent};
use yew::prelude::*;

/// Above the figure: the title with the first sentence of the chapter's text, or, on a slide of its own, with all of it.
pub fn top(Part { state, messages, .. }: &Part<'_>) -> Html {
    let words = state.spec().kind.words(messages);
    let whole = state.presenting.is_some_and(|presenting| presenting.text);
    let text = if whole { words.text } else { words.sentences().0 };
    html! {
        <div class="slide-top">
            <h1>{ words.title }</h1>
            <p class="text">{ for text.split('*').enumerate().map(strong) }</p>
        </div>
    }
}

/// Below the figure: the formula with its words, the steps, and over everything what a finger or a mouse touches.
pub fn foot(Part { state, messages, act }: &Part<'_>) -> Html {
    let pass = state.plan.pass_of_output(state.moment().step).0;
    let formula = readout::slide(&state.plan, pass, messages);
    let blank = state.presenting.is_some_and(|presenting| presenting.blank);
    html! {
        <div class="slide-foot">
            <div class="math">{ for formula.lines.iter().map(|line| math(line)) }</div>
            <p class="caption">{ formula.words }</p>
            <p id="step">{ step_text(state) }</p>
            <div class="bars" aria-hidden="true">{ bars(state) }</div>
            <div class={if blank { "cover blank" } else { "cover" }} onpointerup={touched(act)}></div>
        </div>
    }
}

/// Beyond so many steps there is one bar.
const MOST_BARS: usize = 24;

/// One bar for each step, full if its output stands; or one for all.
fn bars(state: &State) -> Html {
    let (placed, steps) = (state.moment().placed(), state.plan.steps());
    if steps > MOST_BARS {
        return piece(0, 1, placed as f64 / steps as f64, false);
    }
    let bar = |step: usize| html! { <i class={(step < placed).then_some("done")}></i> };
    html! { <>{ for (0..steps).map(bar) }</> }
}

/// A click goes forward; a finger on the left half goes back.
fn touched(act: &Callback<Action>) -> Callback<PointerEvent> {
    let act = act.clone();
    Callback::from(move |event: PointerEvent| {
        let middle = event.target_unchecked_into::<Element>().client_width() / 2;
        let back = event.pointer_type() == "touch" && event.client_x() < middle;
        if event.button() == 0 {
            act.emit(Action::Turn(!back));
        }
    })
}
