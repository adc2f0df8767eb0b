//! From an event of the browser's to an action. All callbacks of one kind are one type: each further type costs code.

use crate::state::Action;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What a value means, if it means something.
pub type Meaning<V> = Box<dyn Fn(V) -> Option<Action>>;

/// Sends an action at a click.
pub fn click(act: &Callback<Action>, action: Action) -> Callback<MouseEvent> {
    let act = act.clone();
    Callback::from(move |_| act.emit(action.clone()))
}

/// Sends an action when something is chosen.
pub fn choose(act: &Callback<Action>, action: Action) -> Callback<Event> {
    let act = act.clone();
    Callback::from(move |_| act.emit(action.clone()))
}

/// Sends what the position of the chosen option means.
pub fn option(act: &Callback<Action>, meaning: fn(usize) -> Option<Action>) -> Callback<Event> {
    let act = act.clone();
    Callback::from(move |event: Event| {
        let nth = usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index());
        if let Some(action) = nth.ok().and_then(meaning) {
            act.emit(action);
        }
    })
}

/// Sends whether a box is now checked.
pub fn check(act: &Callback<Action>, meaning: fn(bool) -> Action) -> Callback<Event> {
    let act = act.clone();
    Callback::from(move |event: Event| act.emit(meaning(event.target_unchecked_into::<HtmlInputElement>().checked())))
}

/// Sends what the text of a field means, at every change.
pub fn text(act: &Callback<Action>, meaning: Meaning<String>) -> Callback<InputEvent> {
    input(act, Box::new(move |field| meaning(field.value())))
}

/// Sends what the number of a slider means, at every change.
pub fn slide(act: &Callback<Action>, meaning: Meaning<usize>) -> Callback<InputEvent> {
    input(act, Box::new(move |field| meaning(field.value_as_number() as usize)))
}

fn input(act: &Callback<Action>, meaning: Meaning<HtmlInputElement>) -> Callback<InputEvent> {
    let act = act.clone();
    Callback::from(move |event: InputEvent| {
        if let Some(action) = meaning(event.target_unchecked_into()) {
            act.emit(action);
        }
    })
}

/// Sends what a key means, by its name; a key that means something does nothing else.
pub fn key(act: &Callback<Action>, meaning: Meaning<String>) -> Callback<KeyboardEvent> {
    let act = act.clone();
    Callback::from(move |event: KeyboardEvent| {
        let foreign = event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing();
        if let Some(action) = meaning(event.key()).filter(|_| !foreign) {
            event.prevent_default();
            act.emit(action);
        }
    })
}
