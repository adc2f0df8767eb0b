//! What stands under the stage in some chapters: a question, fields for its numbers, a picture that the player paints.

use super::Part;
use super::button::word;
use super::events::{leave, text};
use super::formula::caption;
use super::node::{Node, marked, node};
use crate::spec::slots::{A, B, RATES, Slots};
use crate::stage::aside::Aside;
use crate::state::Action;
use std::ops::Range;

/// The section, in chapters that have one.
pub fn aside(part: &Part<'_>) -> Option<Node> {
    let Part { state, messages, act } = part;
    let aside = Aside::of(&state.plan).filter(|_| state.beside.is_none())?;
    let words = state.spec().kind.words(messages);
    let lab = matches!(aside, Aside::Lab(_));
    let slots = match lab {
        true => vec![fields(part, "a", A), fields(part, "b", B)],
        false => vec![fields(part, messages.stack_edit, RATES)],
    };
    let draw = lab.then(|| word(messages.new_numbers, act, Action::DrawSlots).id("draw-slots"));
    let error = state.slot_error();
    let section = node("section")
        .class("aside")
        .child(node("h2").text(words.question))
        .child(caption(words.about))
        .child(node("div").class("slots").children(slots).children(draw))
        .child(node("p").id("err-slot").class("error").attr("aria-live", "polite").text(error.unwrap_or_default()))
        .child(node("canvas").id("aside").attr("role", "img").label(&aside.says(messages)));
    Some(section)
}

/// The numbers of a kernel or a stack. The browser's own fields for numbers have signs and keys to go up and down.
fn fields(Part { state, act, .. }: &Part<'_>, name: &'static str, slots: Range<usize>) -> Node {
    let class = if slots == RATES { "rates" } else { "kernel" };
    let field = |slot: usize| {
        let (low, high) = Slots::range(slot).into_inner();
        let refused = state.slot.as_ref().is_some_and(|&(typed, _, refused)| refused && typed == slot);
        node("input")
            .attr("type", "number")
            .attr("min", &low.to_string())
            .attr("max", &high.to_string())
            .value(&state.slot_text(slot))
            .label(&state.slot_name(slot))
            .maybe("aria-invalid", marked(refused, "true"))
            .attr("aria-describedby", "err-slot")
            .on(text(act, Box::new(move |text| Some(Action::TypeSlot(slot, text.to_owned())))))
            .on(leave(act, Action::LeaveField))
    };
    node("div").class(class).child(node("var").text(name)).children(slots.map(field))
}
