//! A field over the cell whose value is being changed. The player lays it there; the page gives it the focus.

use super::Part;
use super::events::{key, leave, text};
use super::field::{entry, reason};
use super::node::{Node, node};
use crate::i18n::Messages;
use crate::spec::edits;
use crate::state::{Action, Edit, EditError};
use crate::timeline::{Plan, Target};

/// The field, and why its text is refused.
pub fn cell_editor(edit: &Edit, Part { state, messages, act }: &Part<'_>) -> Node {
    let keys = |key: &str| match key {
        "Enter" => Some(Action::EditDone),
        "Escape" => Some(Action::Escape),
        _ => None,
    };
    let error = edit.error.map(|error| explain(error, messages));
    let input = entry("edit", "decimal", &edit.text, error.is_some())
        .attr("aria-describedby", "err-edit")
        .label(&name(edit.target, &state.plan, messages))
        .on(text(act, Box::new(|text| Some(Action::EditText(text.to_owned())))))
        .on(key(act, Box::new(keys)))
        .on(leave(act, Action::EditDone));
    node("div").id("editor").child(input).child(reason("err-edit", error.as_deref()))
}

fn explain(error: EditError, messages: &Messages) -> String {
    match error {
        EditError::NotNumber => messages.edit_not_number.to_owned(),
        EditError::TooMany => (messages.edit_too_many)(edits::MOST),
    }
}

fn name(target: Target, plan: &Plan, messages: &Messages) -> String {
    match target {
        Target::Weight(index) => {
            let [filter, channel, row, col] = plan.spec().weight_place(index);
            (messages.edit_weight)(filter + 1, channel + 1, row + 1, col + 1)
        }
        Target::Input(index) | Target::Output(index) => {
            let place = plan.input().shape().place(index);
            (messages.edit_input)(place.channel + 1, place.row + 1, place.col + 1)
        }
    }
}
