//! The presenter view: title and sentence above the figure, one formula and the steps below it; no controls.

use super::Part;
use super::events::{Heard, heard};
use super::formula::{caption, math, prose};
use super::node::{Node, marked, node};
use super::transport::piece;
use crate::readout;
use crate::state::{Action, State, step_text};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent};
use yew::Callback;

/// Above the figure: the title with the first sentence of the chapter's text, or, on a slide of its own, with all of it.
pub fn top(Part { state, messages, .. }: &Part<'_>) -> Node {
    let words = state.spec().kind.words(messages);
    let whole = state.presenting.is_some_and(|presenting| presenting.text);
    let text = if whole { words.text } else { words.sentences().0 };
    node("div").class("slide-top").child(node("h1").text(words.title)).child(prose(text))
}

/// Below the figure: the formula with its words, the steps, and over everything what a finger or a mouse touches.
pub fn foot(Part { state, messages, act }: &Part<'_>) -> Node {
    let pass = state.plan.pass_of_output(state.moment().step).0;
    let formula = readout::slide(&state.plan, pass, messages);
    let blank = state.presenting.is_some_and(|presenting| presenting.blank);
    node("div")
        .class("slide-foot")
        .child(node("div").class("math").children(formula.lines.iter().map(|line| math(line))))
        .child(caption(formula.words))
        .child(node("p").id("step").text(&step_text(state)))
        .child(node("div").class("bars").decorative().children(bars(state)))
        .child(node("div").class(if blank { "cover blank" } else { "cover" }).on(touched(act)))
}

/// Beyond so many steps there is one bar.
const MOST_BARS: usize = 24;

/// One bar for each step, full if its output stands; or one for all.
fn bars(state: &State) -> Vec<Node> {
    let (placed, steps) = (state.moment().placed(), state.plan.steps());
    if steps > MOST_BARS {
        return vec![piece(0, 1, placed as f64 / steps as f64, false)];
    }
    (0..steps).map(|step| node("i").maybe("class", marked(step < placed, "done"))).collect()
}

/// A click goes forward; a finger on the left half goes back.
fn touched(act: &Callback<Action>) -> Heard {
    let touch = |event: &Event| {
        let middle = event.target()?.unchecked_into::<Element>().client_width() / 2;
        let event: &PointerEvent = event.unchecked_ref();
        let back = event.pointer_type() == "touch" && event.client_x() < middle;
        (event.button() == 0).then_some(Action::Turn(!back))
    };
    heard("pointerup", act, Box::new(touch))
}
