//! From an event of the browser's to an action. Everything that is heard is of one type: each further type costs code.

use crate::state::Action;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, KeyboardEvent};
use yew::Callback;
use yew::virtual_dom::{Listener, ListenerKind};

/// What a value means, if it means something.
pub type Meaning<V> = Box<dyn Fn(&V) -> Option<Action>>;

/// A kind of event, what it means, and where that goes.
pub struct Heard {
    kind: &'static str,
    meaning: Meaning<Event>,
    act: Callback<Action>,
}

impl Listener for Heard {
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
pub fn heard(kind: &'static str, act: &Callback<Action>, meaning: Meaning<Event>) -> Heard {
    Heard { kind, meaning, act: act.clone() }
}

/// Sends an action at every event of a kind.
pub fn always(kind: &'static str, act: &Callback<Action>, action: Action) -> Heard {
    heard(kind, act, Box::new(move |_| Some(action.clone())))
}

/// Sends an action at a click.
pub fn click(act: &Callback<Action>, action: Action) -> Heard {
    always("click", act, action)
}

/// Sends an action when something is chosen.
pub fn choose(act: &Callback<Action>, action: Action) -> Heard {
    always("change", act, action)
}

/// Sends an action when the focus goes elsewhere.
pub fn leave(act: &Callback<Action>, action: Action) -> Heard {
    always("blur", act, action)
}

/// Sends what the position of the chosen option means.
pub fn option(act: &Callback<Action>, meaning: fn(usize) -> Option<Action>) -> Heard {
    let chosen = move |event: &Event| {
        let list: HtmlSelectElement = event.target()?.unchecked_into();
        usize::try_from(list.selected_index()).ok().and_then(meaning)
    };
    heard("change", act, Box::new(chosen))
}

/// Sends whether a box is now checked.
pub fn check(act: &Callback<Action>, meaning: fn(bool) -> Action) -> Heard {
    heard("change", act, Box::new(move |event| Some(meaning(field(event)?.checked()))))
}

/// Sends what the text of a field means, at every change.
pub fn text(act: &Callback<Action>, meaning: Meaning<str>) -> Heard {
    heard("input", act, Box::new(move |event| meaning(&field(event)?.value())))
}

/// Sends what the number of a slider means, at every change.
pub fn slide(act: &Callback<Action>, meaning: Meaning<usize>) -> Heard {
    heard("input", act, Box::new(move |event| meaning(&(field(event)?.value_as_number() as usize))))
}

fn field(event: &Event) -> Option<HtmlInputElement> {
    Some(event.target()?.unchecked_into())
}

/// Sends what a key means, by its name; a key that means something does nothing else.
pub fn key(act: &Callback<Action>, meaning: Meaning<str>) -> Heard {
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
