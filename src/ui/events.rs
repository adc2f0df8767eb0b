//! From an event of the browser's to an action. In one program everything that is heard is of one type: each further type costs
//! code. The page's actions are [`Action`]s; what the panels ask for is another type, in the second program.

use crate::state::Action;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, KeyboardEvent};
use yew::Callback;
use yew::virtual_dom::{Listener, ListenerKind};

/// What a value means, if it means something.
pub type Meaning<V, A = Action> = Box<dyn Fn(&V) -> Option<A>>;

/// A kind of event, what it means, and where that goes.
pub struct Heard<A: 'static = Action> {
    kind: &'static str,
    meaning: Meaning<Event, A>,
    act: Callback<A>,
}

impl<A> Listener for Heard<A> {
    fn kind(&self) -> ListenerKind {
        ListenerKind::other(self.kind.into())
    }

    fn handle(&self, event: Event) {
        if let Some(action) = (self.meaning)(&event) {
            self.act.emit(action);
        }
    }

    fn passive(&self) -> bool {
        false
    }
}

/// Sends what an event means.
pub fn heard<A: 'static>(kind: &'static str, act: &Callback<A>, meaning: Meaning<Event, A>) -> Heard<A> {
    Heard { kind, meaning, act: act.clone() }
}

/// Sends an action at every event of a kind.
pub fn always<A: Clone + 'static>(kind: &'static str, act: &Callback<A>, action: A) -> Heard<A> {
    heard(kind, act, Box::new(move |_| Some(action.clone())))
}

/// Sends an action at a click.
pub fn click<A: Clone + 'static>(act: &Callback<A>, action: A) -> Heard<A> {
    always("click", act, action)
}

/// Sends an action when something is chosen.
pub fn choose<A: Clone + 'static>(act: &Callback<A>, action: A) -> Heard<A> {
    always("change", act, action)
}

/// Sends an action when the focus goes elsewhere.
pub fn leave<A: Clone + 'static>(act: &Callback<A>, action: A) -> Heard<A> {
    always("blur", act, action)
}

/// Sends what the position of the chosen option means.
pub fn option<A: 'static>(act: &Callback<A>, meaning: fn(usize) -> Option<A>) -> Heard<A> {
    let chosen = move |event: &Event| {
        let list: HtmlSelectElement = event.target()?.unchecked_into();
        usize::try_from(list.selected_index()).ok().and_then(meaning)
    };
    heard("change", act, Box::new(chosen))
}

/// Sends whether a box is now checked.
pub fn check<A: 'static>(act: &Callback<A>, meaning: fn(bool) -> A) -> Heard<A> {
    heard("change", act, Box::new(move |event| Some(meaning(field(event)?.checked()))))
}

/// Sends what the text of a field means, at every change.
pub fn text<A: 'static>(act: &Callback<A>, meaning: Meaning<str, A>) -> Heard<A> {
    heard("input", act, Box::new(move |event| meaning(&field(event)?.value())))
}

/// Sends what the number of a slider means, at every change.
pub fn slide<A: 'static>(act: &Callback<A>, meaning: Meaning<usize, A>) -> Heard<A> {
    heard("input", act, Box::new(move |event| meaning(&(field(event)?.value_as_number() as usize))))
}

fn field(event: &Event) -> Option<HtmlInputElement> {
    Some(event.target()?.unchecked_into())
}

/// Sends what a key means, by its name; a key that means something does nothing else.
pub fn key<A: 'static>(act: &Callback<A>, meaning: Meaning<str, A>) -> Heard<A> {
    let pressed = move |event: &Event| {
        let event: &KeyboardEvent = event.unchecked_ref();
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
            return None;
        }
        let action = meaning(&event.key())?;
        event.prevent_default();
        Some(action)
    };
    heard("keydown", act, Box::new(pressed))
}
