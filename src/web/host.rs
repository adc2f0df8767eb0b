//! The page that a figure is embedded in: what it says, what it is told.
//!
//! A host is known by its window, `event.source`, since sandboxed frames have no origin to tell them by.

use super::listen::Listener;
use super::window;
use crate::embed::rate::Gate;
use crate::embed::value::{DEEPEST, MOST_PARTS, MOST_TEXT};
use crate::embed::{Request, Value, message};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Window};

/// The way to a host's page.
pub struct Host {
    parent: Option<Window>,
    /// The only origin that counts, if the address names one.
    pinned: Option<Rc<str>>,
    /// The origin of the host's first request.
    greeted: RefCell<Option<String>>,
    seq: Cell<usize>,
}

impl Host {
    /// The window around this one; without one nothing is heard or said.
    pub fn new(pinned: Option<Rc<str>>) -> Rc<Self> {
        let own = window();
        let parent = own.parent().ok().flatten().filter(|parent| !js_sys::Object::is(parent, &own));
        Rc::new(Self { parent, pinned, greeted: RefCell::default(), seq: Cell::new(0) })
    }

    /// Hears requests and the origin of the page that they come from, for as long as the listener is kept: those that come from
    /// the host, from the right origin, are no larger and come no oftener than they may, and are in our envelope.
    pub fn follow(self: &Rc<Self>, mut hear: impl FnMut(Request, String) + 'static) -> Listener {
        let (host, mut gate) = (Rc::clone(self), Gate::default());
        Listener::new(&window(), "message", move |event| {
            let event: &MessageEvent = event.unchecked_ref();
            if !host.accepted(event) || !gate.opens(event.time_stamp()) {
                return;
            }
            if let Some(request) = read(&event.data()).and_then(|value| message::read(&value)) {
                hear(request, event.origin());
            }
        })
    }

    fn accepted(&self, event: &MessageEvent) -> bool {
        let Some(parent) = &self.parent else { return false };
        let source = js_sys::Reflect::get(event, &"source".into()).unwrap_or(JsValue::NULL);
        js_sys::Object::is(&source, parent) && self.pinned.as_deref().is_none_or(|pinned| *event.origin() == *pinned)
    }

    /// The host has asked for something: from now on it is told everything, and nobody else.
    pub fn greet(&self, origin: &str) {
        let mut greeted = self.greeted.borrow_mut();
        if greeted.is_none() {
            *greeted = Some(origin.to_owned());
        }
    }

    /// Tells the host something. `open`: before the host has asked for anything, too.
    pub fn tell(&self, kind: &str, re: Option<&Value>, data: Value, open: bool) {
        let Some(parent) = &self.parent else { return };
        let greeted = self.greeted.borrow();
        let target = match (&self.pinned, &*greeted) {
            (Some(pinned), _) => &**pinned,
            (None, Some(origin)) if origin != "null" => origin.as_str(),
            (None, Some(_)) => "*",
            (None, None) if open => "*",
            (None, None) => return,
        };
        self.seq.set(self.seq.get() + 1);
        let mut envelope = vec![
            ("convoscope".to_owned(), Value::from(message::VERSION)),
            ("type".to_owned(), Value::from(kind)),
            ("seq".to_owned(), Value::from(self.seq.get())),
        ];
        envelope.extend(re.map(|re| ("re".to_owned(), re.clone())));
        envelope.push(("data".to_owned(), data));
        // It fails only for a target that is no origin.
        let _ = parent.post_message(&write(&Value::Fields(envelope)), target);
    }

    /// True if there is a page around this one.
    pub const fn is_there(&self) -> bool {
        self.parent.is_some()
    }
}

/// A value out of JavaScript; `None` if it is larger or deeper than it may be, or holds what is no data.
fn read(value: &JsValue) -> Option<Value> {
    let (mut parts, mut text) = (MOST_PARTS, MOST_TEXT);
    read_part(value, DEEPEST, &mut parts, &mut text)
}

fn read_part(value: &JsValue, depth: usize, parts: &mut usize, text: &mut usize) -> Option<Value> {
    *parts = parts.checked_sub(1)?;
    if value.is_null() || value.is_undefined() {
        return Some(Value::Null);
    }
    if let Some(value) = value.as_bool() {
        return Some(Value::Bool(value));
    }
    if let Some(value) = value.as_f64() {
        return Some(Value::Number(value));
    }
    if value.is_string() {
        return read_text(value, text).map(Value::Text);
    }
    let depth = depth.checked_sub(1)?;
    if js_sys::Array::is_array(value) {
        let list: &js_sys::Array = value.unchecked_ref();
        let count = usize::try_from(list.length()).ok().filter(|count| *count <= MOST_PARTS)?;
        let values = (0..count).map(|index| read_part(&list.get(index as u32), depth, parts, text));
        return values.collect::<Option<_>>().map(Value::List);
    }
    let object = value.dyn_ref::<js_sys::Object>()?;
    let names = js_sys::Object::keys(object);
    if names.length() as usize > MOST_PARTS {
        return None;
    }
    let field = |name: JsValue, parts: &mut usize, text: &mut usize| {
        let value = js_sys::Reflect::get(object, &name).ok()?;
        Some((read_text(&name, text)?, read_part(&value, depth, parts, text)?))
    };
    names.iter().map(|name| field(name, parts, text)).collect::<Option<_>>().map(Value::Fields)
}

/// A text, if there is still room for it; its length is looked at before it is copied.
fn read_text(value: &JsValue, room: &mut usize) -> Option<String> {
    let length = value.unchecked_ref::<js_sys::JsString>().length() as usize;
    *room = room.checked_sub(length)?;
    value.as_string()
}

/// A value for JavaScript.
fn write(value: &Value) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        Value::Bool(value) => (*value).into(),
        Value::Number(value) => (*value).into(),
        Value::Text(text) => text.as_str().into(),
        Value::List(values) => values.iter().map(write).collect::<js_sys::Array>().into(),
        Value::Fields(fields) => {
            let object = js_sys::Object::new();
            for (name, value) in fields {
                // A new object takes any field.
                let _ = js_sys::Reflect::set(&object, &name.as_str().into(), &write(value));
            }
            object.into()
        }
    }
}
