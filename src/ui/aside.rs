//! What stands under the stage in some chapters: a question, fields for its numbers, a picture that the player paints.

use super::Part;
use super::button::Button;
use super::events::{click, key, text};
use crate::field::{LAYERS, Stack};
use crate::spec::slots::{A, B, RATES};
use crate::stage::aside::Aside;
use crate::state::Action;
use std::ops::Range;
use yew::prelude::*;

/// The section, empty in chapters that have none, so that the stage keeps its place.
pub fn aside(part: &Part<'_>) -> Html {
    let Part { state, messages, act } = part;
    let Some(aside) = Aside::of(&state.plan) else { return Html::default() };
    let (title, before, after, fields) = match &aside {
        Aside::Lab(lab) => {
            let size = lab.x.shape().size;
            let fields = html! {
                <>
                    { kernel(part, "a", A) }
                    { kernel(part, "b", B) }
                    { Button { id: Some("draw-slots"), ..Button::WORD }.word(messages.new_numbers, act, Action::DrawSlots) }
                </>
            };
            (messages.lab_title.to_owned(), Some((messages.lab_words)(size.row, size.col)), None, fields)
        }
        Aside::Stacks(all) => {
            let weights = all.iter().map(|Stack { weights, .. }| *weights).max().unwrap_or_default();
            let stepper = |slot: usize| html! { <div class="stepper">{ step(part, slot, false) }{ field(part, slot) }{ step(part, slot, true) }</div> };
            let fields = html! { <><p>{ messages.stack_edit }</p>{ for RATES.map(stepper) }</> };
            ((messages.stack_title)(LAYERS, weights), None, Some(messages.stack_words), fields)
        }
    };
    html! {
        <section class="aside" aria-labelledby="aside-title">
            <div class="aside-head">
                <div><h2 id="aside-title">{ title }</h2><p class="caption">{ before }</p></div>
                <div class="slots">{ fields }</div>
            </div>
            <p id="err-slot" class="error" aria-live="polite">{ state.slot_error() }</p>
            <div class="box"><canvas id="aside" role="img" aria-label={aside.says(messages)}></canvas></div>
            <p class="caption">{ after }</p>
        </section>
    }
}

fn kernel(part: &Part<'_>, name: &'static str, slots: Range<usize>) -> Html {
    html! { <div class="kernel"><var>{ name }</var><div>{ for slots.map(|slot| field(part, slot)) }</div></div> }
}

/// A number of a kernel or a stack.
fn field(Part { state, act, .. }: &Part<'_>, slot: usize) -> Html {
    let refused = state.slot.as_ref().is_some_and(|&(typed, _, refused)| refused && typed == slot);
    let typing = text(act, Box::new(move |text| Some(Action::TypeSlot(slot, text))));
    let steer = key(
        act,
        Box::new(move |key| match key.as_str() {
            "ArrowUp" => Some(Action::StepSlot(slot, true)),
            "ArrowDown" => Some(Action::StepSlot(slot, false)),
            "Enter" => Some(Action::LeaveField),
            "Escape" => Some(Action::Escape),
            _ => None,
        }),
    );
    let leaving = {
        let act = (*act).clone();
        Callback::from(move |_: FocusEvent| act.emit(Action::LeaveField))
    };
    html! {
        <input key={slot} id={format!("slot-{slot}")} type="text" inputmode="numeric" autocomplete="off" value={state.slot_text(slot)}
            aria-label={state.slot_name(slot)} aria-invalid={refused.then_some("true")} aria-describedby={refused.then_some("err-slot")}
            oninput={typing} onkeydown={steer} onblur={leaving} />
    }
}

/// A sign beside a number that changes it by one. Who uses keys or listens has the arrow keys for it.
fn step(Part { act, .. }: &Part<'_>, slot: usize, up: bool) -> Html {
    html! {
        <button type="button" tabindex="-1" aria-hidden="true" onclick={click(act, Action::StepSlot(slot, up))}>
            { if up { "+" } else { "\u{2212}" } }
        </button>
    }
}
