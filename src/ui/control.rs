//! The control that the chapter is about.

use super::Part;
use super::events::choose;
use super::sheet::sheet;
use crate::readout::{Choice, choices};
use crate::state::{Action, Panel};
use yew::prelude::*;

/// A segment for each value, and what the ends mean.
pub fn control(Part { state, messages, act }: &Part<'_>) -> Html {
    let words = state.spec().kind.words(messages);
    let choices = choices(state.spec(), messages);
    let content = html! {
        <fieldset class="control">
            <legend class="caption">{ words.control }</legend>
            <div class="segments">{ for choices.into_iter().map(|choice| segment(choice, act)) }</div>
            <div class="ends caption"><span>{ words.low }</span><span>{ words.high }</span></div>
        </fieldset>
    };
    sheet(Panel::Control, words.control, state.panel, messages, act, content)
}

fn segment(choice: Choice, act: &Callback<Action>) -> Html {
    let Choice { words, chosen, action } = choice;
    html! {
        <label class="segment" key={words.clone()}>
            <input type="radio" name="control" checked={chosen} onchange={choose(act, action)} />
            <span>{ words }</span>
        </label>
    }
}
