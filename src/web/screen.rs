//! The canvas in its box: how large it is, in CSS pixels and in the screen's own, whenever that changes.

use super::canvas::Canvas;
use super::listen::Listener;
use super::window;
use crate::scene::{Color, Scene};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, HtmlCanvasElement, ResizeObserver, ResizeObserverBoxOptions, ResizeObserverEntry, ResizeObserverOptions,
};

/// A canvas with as many pixels as the screen has for it.
pub struct Screen {
    canvas: Canvas,
    element: HtmlCanvasElement,
    /// Width and height in CSS pixels.
    size: (f64, f64),
    /// Width and height in the screen's pixels.
    pixels: (u32, u32),
    /// The screen's pixels in one of CSS, when the element was measured.
    ratio: f64,
}

impl Screen {
    /// Takes hold of a canvas element; `None` if it cannot be drawn on.
    pub fn new(element: HtmlCanvasElement) -> Option<Self> {
        let canvas = Canvas::new(element.clone())?;
        Some(Self { canvas, element, size: (0.0, 0.0), pixels: (0, 0), ratio: 0.0 })
    }

    /// Width and height in CSS pixels; `None` while there is nothing to see.
    pub fn size(&self) -> Option<(f64, f64)> {
        (self.size.0 >= 1.0 && self.size.1 >= 1.0).then_some(self.size)
    }

    /// Paints a scene of the screen's size.
    pub fn paint(&mut self, scene: &Scene, ground: Color) {
        // Not every change of the ratio is told by an event.
        if window().device_pixel_ratio() != self.ratio {
            self.measure(None);
        }
        self.canvas.paint(scene, ground);
    }

    /// Looks how large the element is. True if that has changed; the canvas is then empty.
    pub fn measure(&mut self, exact: Option<(u32, u32)>) -> bool {
        let area = self.element.get_bounding_client_rect();
        let ratio = window().device_pixel_ratio();
        self.ratio = ratio;
        let rounded = ((area.width() * ratio).round() as u32, (area.height() * ratio).round() as u32);
        // Devices that are only acted (by the browser's own tools, for tests) count the pixels of the acting screen.
        let near = |exact: &(u32, u32)| exact.0.abs_diff(rounded.0) <= 1 && exact.1.abs_diff(rounded.1) <= 1;
        let pixels = exact.filter(near).unwrap_or(rounded);
        let now = ((area.width(), area.height()), pixels);
        if now == (self.size, self.pixels) {
            return false;
        }
        (self.size, self.pixels) = now;
        self.canvas.resize(pixels.0, pixels.1);
        true
    }
}

/// Watches the size of elements and the screen's pixels.
pub struct Watch {
    observer: ResizeObserver,
    _closure: Closure<dyn FnMut(js_sys::Array)>,
    _ratio: Rc<RefCell<Option<Listener>>>,
}

impl Watch {
    /// Calls `sized` with the pixels that the canvas covers, as exactly as the browser says, and `widened` with the width of
    /// the ruler in CSS pixels; both first for the present size.
    pub fn new(
        canvas: &HtmlCanvasElement,
        ruler: &Element,
        sized: impl Fn(Option<(u32, u32)>) + Clone + 'static,
        widened: impl Fn(f64) + 'static,
    ) -> Option<Self> {
        let (canvas_node, ratio) = (canvas.clone(), Rc::default());
        follow_ratio(
            &ratio,
            Rc::new({
                let sized = sized.clone();
                move || sized(None)
            }),
        );
        let closure = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            for entry in entries.iter().map(JsCast::unchecked_into::<ResizeObserverEntry>) {
                if entry.target() == **canvas_node {
                    sized(device_pixels(&entry));
                } else {
                    widened(entry.content_rect().width());
                }
            }
        });
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        observer.observe(ruler);
        let options = ResizeObserverOptions::new();
        if knows_device_pixels() {
            options.set_box(ResizeObserverBoxOptions::DevicePixelContentBox);
        }
        observer.observe_with_options(canvas, &options);
        Some(Self { observer, _closure: closure, _ratio: ratio })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

const DEVICE_PIXELS: &str = "devicePixelContentBoxSize";

/// WebKit does not say how many of the screen's pixels an element covers.
fn knows_device_pixels() -> bool {
    let entry = js_sys::Reflect::get(&window(), &"ResizeObserverEntry".into());
    let prototype = entry.and_then(|entry| js_sys::Reflect::get(&entry, &"prototype".into()));
    prototype.and_then(|prototype| js_sys::Reflect::has(&prototype, &DEVICE_PIXELS.into())).unwrap_or(false)
}

fn device_pixels(entry: &ResizeObserverEntry) -> Option<(u32, u32)> {
    let sizes = js_sys::Reflect::get(entry, &DEVICE_PIXELS.into()).ok()?;
    let size = js_sys::Reflect::get_u32(&sizes, 0).ok()?;
    let side = |name: &str| Some(js_sys::Reflect::get(&size, &name.into()).ok()?.as_f64()? as u32);
    Some((side("inlineSize")?, side("blockSize")?))
}

/// Another zoom, or a window that moves to another screen: a query for the present ratio no longer holds.
fn follow_ratio(listener: &Rc<RefCell<Option<Listener>>>, changed: Rc<dyn Fn()>) {
    // JavaScript writes the number: Rust's own conversion would be 10 KB of the download, for this one place.
    let Ok(ratio) = js_sys::Number::from(window().device_pixel_ratio()).to_string_with_radix(10) else { return };
    let query = format!("(resolution: {}dppx)", String::from(ratio));
    let Ok(Some(list)) = window().match_media(&query) else { return };
    let weak = Rc::downgrade(listener);
    let next = Listener::new(&list, "change", move |_| {
        changed();
        if let Some(listener) = weak.upgrade() {
            follow_ratio(&listener, Rc::clone(&changed));
        }
    });
    *listener.borrow_mut() = Some(next);
}
