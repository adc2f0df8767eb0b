//! What stands under the stage in some chapters: a question, fields for its numbers, a picture that the player paints.

use super::Part;
use super::button::Button;
use super::events::text;
use crate::spec::slots::{A, B, RATES, Slots};
use crate::stage::aside::Aside;
use crate::state::Action;
use std::ops::Range;
use yew::prelude::*;

/// The section, empty in chapters that have none.
pub fn aside(part: &Part<'_>) -> Html {
    let Part { state, messages, act } = part;
    let Some(aside) = Aside::of(&state.plan) else { return Html::default() };
    let words = state.spec().kind.words(messages);
    let lab = matches!(aside, Aside::Lab(_));
    let slots = match lab {
        true => vec![fields(part, "a", A), fields(part, "b", B)],
        false => vec![fields(part, messages.stack_edit, RATES)],
    };
    let draw = lab
        .then(|| Button { id: Some("draw-slots"), ..Button::WORD }.word(messages.new_numbers, act, Action::DrawSlots));
    html! {
        <section class="aside">
            <h2>{ words.question }</h2>
            <p class="caption">{ words.about }</p>
            <div class="slots">{ for slots }{ draw }</div>
            <p id="err-slot" class="error" aria-live="polite">{ state.slot_error() }</p>
            <canvas id="aside" role="img" aria-label={aside.says(messages)}></canvas>
        </section>
    }
}

/// The numbers of a kernel or a stack. The browser's own fields for numbers have signs and keys to go up and down.
fn fields(Part { state, act, .. }: &Part<'_>, name: &'static str, slots: Range<usize>) -> Html {
    let class = if slots == RATES { "rates" } else { "kernel" };
    let field = |slot: usize| {
        let typing = text(act, Box::new(move |text| Some(Action::TypeSlot(slot, text))));
        let leaving = {
            let act = (*act).clone();
            Callback::from(move |_: FocusEvent| act.emit(Action::LeaveField))
        };
        let (low, high) = Slots::range(slot).into_inner();
        let refused = state.slot.as_ref().is_some_and(|&(typed, _, refused)| refused && typed == slot);
        html! {
            <input type="number" min={low.to_string()} max={high.to_string()} value={state.slot_text(slot)}
                aria-label={state.slot_name(slot)} aria-invalid={refused.then_some("true")} aria-describedby="err-slot"
                oninput={typing} onblur={leaving} />
        }
    };
    html! { <div {class}><var>{ name }</var>{ for slots.map(field) }</div> }
}
