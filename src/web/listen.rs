//! Listeners, timers and observers that end when they are dropped.

use super::window;
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget};

/// Listens to one kind of event until it is dropped.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `hear` for every event of a kind that reaches the target.
    pub fn new(target: &EventTarget, kind: &'static str, hear: impl FnMut(Event) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(hear);
        // Adding a listener fails for no argument that this code can pass.
        let _ = target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
        Self { target: target.clone(), kind, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.kind, self.closure.as_ref().unchecked_ref());
    }
}

/// Calls something once, later, unless it is dropped before.
pub struct Timer {
    id: i32,
    _closure: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls `ring` after `delay` milliseconds.
    pub fn new(delay: i32, ring: impl FnMut() + 'static) -> Self {
        let closure = Closure::<dyn FnMut()>::new(ring);
        let ring = closure.as_ref().unchecked_ref();
        let id = window().set_timeout_with_callback_and_timeout_and_arguments_0(ring, delay).unwrap_or_default();
        Self { id, _closure: closure }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        window().clear_timeout_with_handle(self.id);
    }
}
