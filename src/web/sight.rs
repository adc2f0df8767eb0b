//! Whether the page is seen: in view for the reader, in a tab that shows, in a box of some size.

use super::document::document;
use super::listen::{Listener, Timer};
use super::window;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, ResizeObserver};

/// Who is out of view for less than this is still seen, in milliseconds.
const PATIENCE: i32 = 500;

/// Tells whether the page is seen, at once when it comes into view and after a moment when it leaves. Lasts as long as the page.
pub fn follow_view(tell: impl Fn(bool) + 'static) {
    let tell: Rc<dyn Fn(bool)> = Rc::new(tell);
    let (meets, said) = (Rc::new(Cell::new(true)), Rc::new(Cell::new(None)));
    let timer: Rc<RefCell<Option<Timer>>> = Rc::default();
    let judge: Rc<dyn Fn()> = Rc::new({
        let meets = Rc::clone(&meets);
        move || {
            let seen = meets.get() && !document().hidden();
            // Whoever comes back in time was never away.
            timer.replace(None);
            if said.get() == Some(seen) {
                return;
            }
            let (tell, said) = (Rc::clone(&tell), Rc::clone(&said));
            let first = said.get().is_none();
            let say = move || {
                said.set(Some(seen));
                tell(seen);
            };
            if seen || first {
                say();
            } else {
                timer.replace(Some(Timer::new(PATIENCE, say)));
            }
        }
    });
    let again = Rc::clone(&judge);
    std::mem::forget(Listener::new(&document(), "visibilitychange", move |_| again()));
    let met = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let last: IntersectionObserverEntry = entries.get(entries.length().saturating_sub(1)).unchecked_into();
        meets.set(last.is_intersecting());
        judge();
    });
    if let (Ok(observer), Some(root)) =
        (IntersectionObserver::new(met.as_ref().unchecked_ref()), document().document_element())
    {
        observer.observe(&root);
    }
    met.forget();
}

/// Tells the size of the page's box in CSS pixels, now and whenever it changes. Lasts as long as the page.
pub fn follow_size(tell: impl Fn(f64, f64) + 'static) {
    let sized = Closure::<dyn FnMut()>::new(move || {
        if let Some((width, height)) = size() {
            tell(width, height);
        }
    });
    if let (Ok(observer), Some(root)) =
        (ResizeObserver::new(sized.as_ref().unchecked_ref()), document().document_element())
    {
        observer.observe(&root);
    }
    sized.forget();
}

/// The size of the page's box in CSS pixels.
pub fn size() -> Option<(f64, f64)> {
    Some((window().inner_width().ok()?.as_f64()?, window().inner_height().ok()?.as_f64()?))
}
