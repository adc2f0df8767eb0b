//! The address: read at the start and on back and forward, written while the page changes.
//!
//! Only the fragment is written, by the browser's history and never oftener than once in [`PAUSE`]: WebKit refuses the
//! hundredth write in thirty seconds. What the visitor opened is left as it is until something changes.

use super::listen::{Listener, Timer};
use super::window;
use crate::state::Action;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// The least time between two writes, in milliseconds.
const PAUSE: f64 = 500.0;

/// The page's part of the address.
#[derive(Clone)]
pub struct Address(Rc<RefCell<Inner>>);

struct Inner {
    /// The state's link as the history has it, or as it was when a link was opened.
    known: String,
    /// The fragment or query that was last read or written.
    seen: String,
    /// Visits that have an entry in the history.
    visits: u32,
    /// True if the next link is that of a link that was just opened.
    opened: bool,
    /// When the last write was.
    written: f64,
    /// What waits to be written.
    waiting: Option<Entry>,
    /// Writes it. A timer that has rung stays until the next one: it must not be dropped while it rings.
    timer: Option<Timer>,
}

struct Entry {
    link: String,
    /// True if it becomes an entry of its own.
    push: bool,
}

/// The query and the fragment of the address, without their signs.
pub fn parts() -> [String; 2] {
    let location = window().location();
    let part = |text: Result<String, JsValue>| text.unwrap_or_default().get(1..).unwrap_or_default().to_owned();
    [part(location.search()), part(location.hash())]
}

/// The link in the address: the fragment, or else the query; without its sign.
pub fn read() -> String {
    let [query, fragment] = parts();
    if fragment.is_empty() { query } else { fragment }
}

impl Address {
    /// The address as it is now.
    pub fn new() -> Self {
        Self(Rc::new(RefCell::new(Inner {
            known: String::new(),
            seen: read(),
            visits: 0,
            opened: true,
            written: f64::NEG_INFINITY,
            waiting: None,
            timer: None,
        })))
    }

    /// Tells of links that the visitor goes to, for as long as the listeners are kept.
    pub fn follow(&self, act: &Rc<dyn Fn(Action)>) -> [Listener; 2] {
        ["popstate", "hashchange"].map(|kind| {
            let (address, act) = (self.clone(), Rc::clone(act));
            Listener::new(&window(), kind, move |_| {
                if let Some(link) = address.arrived() {
                    act(Action::Open(link));
                }
            })
        })
    }

    /// The link that the address now holds, if it is not the one that was there before.
    fn arrived(&self) -> Option<String> {
        let link = read();
        let mut inner = self.0.borrow_mut();
        if link == inner.seen {
            return None;
        }
        inner.seen.clone_from(&link);
        inner.opened = true;
        inner.waiting = None;
        Some(link)
    }

    /// Takes note of the state's link and of the count of its visits; writes it now or soon.
    pub fn update(&self, link: String, visits: u32) {
        let mut inner = self.0.borrow_mut();
        let push = visits != inner.visits;
        inner.visits = visits;
        if std::mem::take(&mut inner.opened) || (link == inner.known && !push) {
            inner.known = link;
            return;
        }
        inner.known.clone_from(&link);
        let waited = inner.waiting.as_ref().map(|entry| entry.push);
        if push && waited == Some(false) {
            // What the visitor leaves keeps its own last state.
            inner.flush();
        }
        inner.waiting = Some(Entry { link, push: push || waited == Some(true) });
        let due = PAUSE - (now() - inner.written);
        if due <= 0.0 {
            inner.flush();
        } else if waited.is_none() || push {
            let address = self.clone();
            inner.timer = Some(Timer::new(due.ceil() as i32, move || address.0.borrow_mut().flush()));
        }
    }
}

impl Default for Address {
    fn default() -> Self {
        Self::new()
    }
}

impl Inner {
    fn flush(&mut self) {
        let Some(Entry { link, push }) = self.waiting.take() else { return };
        self.written = now();
        // A query would be read where there is no fragment: it goes as soon as anything is written.
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let queried = location.search().is_ok_and(|query| !query.is_empty());
        let url = match (link.is_empty(), queried) {
            (true, _) => path,
            (false, true) => format!("{path}#{link}"),
            (false, false) => format!("#{link}"),
        };
        self.seen = link;
        let Ok(history) = window().history() else { return };
        // A refused write leaves an older link in the address; the next change tries again.
        let _ = if push {
            history.push_state_with_url(&JsValue::NULL, "", Some(&url))
        } else {
            history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
        };
    }
}

fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}
