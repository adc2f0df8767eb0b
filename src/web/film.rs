//! Files of many pictures, painted one after the other in slices, so that the page stays responsive and can stop it.

use super::canvas::Canvas;
use super::document::document;
use super::{place, window};
use crate::export::gif::{Encoder, Palette, shots};
use crate::export::zip::Stills;
use crate::export::{sheet, still};
use crate::panels::{Ask, SHARE};
use crate::share::reel::{Make, Making, Reel};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement};

/// Work of one slice, in milliseconds: at least one picture is made in each.
const SLICE: f64 = 12.0;
/// Time between two reports, in milliseconds.
const REPORT: f64 = 100.0;

thread_local! {
    /// The number of the file that is being made: a larger one stops it.
    static RUN: Cell<u32> = const { Cell::new(0) };
}

/// Stops what is being made.
pub fn stop() {
    RUN.set(RUN.get().wrapping_add(1));
}

/// Makes a file and offers it. `tell` hears how far it is, and in the end whether it could be made.
pub fn make(what: Make, reel: Rc<Reel>, tell: impl Fn(Ask) + 'static) {
    stop();
    let run = RUN.get();
    spawn_local(async move {
        let mut slice = Slice { run, what, began: now(), told: now(), tell: &tell };
        let made = match what {
            Make::Gif => slice.gif(&reel).await,
            Make::Stills => slice.stills(&reel).await,
            Make::Sheet => slice.sheet(&reel).await,
        };
        if slice.goes_on() {
            tell(Ask::Made(what, made.is_some()));
        }
    });
}

/// The work on a file.
struct Slice<'a> {
    run: u32,
    what: Make,
    /// When the present slice began.
    began: f64,
    /// When it was last told of.
    told: f64,
    tell: &'a dyn Fn(Ask),
}

impl Slice<'_> {
    /// False if it was stopped, or what it was asked for in is closed.
    fn goes_on(&self) -> bool {
        RUN.get() == self.run && place::element(SHARE).is_some()
    }

    /// Ends a slice that has lasted long enough, and lets the page go on. `None` if the work is to be given up.
    async fn breathe(&mut self, done: usize, all: usize, bytes: usize) -> Option<()> {
        let time = now();
        if time - self.began < SLICE {
            return Some(());
        }
        if time - self.told >= REPORT {
            self.told = time;
            (self.tell)(Ask::Making(Making { what: self.what, done, all, bytes }));
        }
        let pause = js_sys::Promise::new(&mut |go_on, _| {
            // A browser that has no time would never call.
            let _ = window().set_timeout_with_callback(&go_on);
        });
        // It is never refused.
        let _ = JsFuture::from(pause).await;
        self.began = now();
        self.goes_on().then_some(())
    }

    async fn gif(&mut self, reel: &Reel) -> Option<()> {
        let (figure, film) = (&reel.figure, &reel.film);
        let (width, height) = film.size(figure);
        let look = film.look(figure, reel.theme, reel.lang);
        let groups =
            std::iter::once(figure.plan()).chain(figure.other()).map(|plan| plan.spec().groups).max().unwrap_or(1);
        let mut encoder = Encoder::new((width, height), Palette::new(reel.theme, groups)).ok()?;
        let (mut canvas, context) = readable(width, height)?;
        let shots = shots(figure, film);
        for (nth, shot) in shots.iter().enumerate() {
            canvas.paint(&still::scene(&figure.running(shot.moment), &look), reel.theme.paper);
            let pixels = context.get_image_data(0.0, 0.0, f64::from(width), f64::from(height)).ok()?;
            encoder.push(&pixels.data().0, shot.delay).ok()?;
            self.breathe(nth + 1, shots.len(), encoder.len()).await?;
        }
        offer(&encoder.finish().ok()?, "image/gif", &format!("{}.gif", reel.file_name()))
    }

    async fn stills(&mut self, reel: &Reel) -> Option<()> {
        let mut stills = Stills::new(&reel.figure, &reel.film.steps, reel.look());
        while stills.advance() {
            let (done, all) = stills.done();
            self.breathe(done, all, 0).await?;
        }
        offer(&stills.finish(), "application/zip", &format!("{}-stills.zip", reel.file_name()))
    }

    async fn sheet(&mut self, reel: &Reel) -> Option<()> {
        // As many pictures as fit on three pages take no longer than a slice or two.
        self.breathe(0, 1, 0).await?;
        let html = sheet::html(&reel.figure, &reel.film.steps, reel.lang);
        offer(html.as_bytes(), "text/html", &format!("{}-sheet.html", reel.file_name()))
    }
}

fn now() -> f64 {
    js_sys::Date::now()
}

/// A canvas that is nowhere in the document, and its context, from which pixels are often read.
fn readable(width: u32, height: u32) -> Option<(Canvas, CanvasRenderingContext2d)> {
    let element: HtmlCanvasElement = document().create_element("canvas").ok()?.unchecked_into();
    element.set_width(width);
    element.set_height(height);
    let options = js_sys::Object::new();
    for (name, on) in [("alpha", false), ("willReadFrequently", true)] {
        js_sys::Reflect::set(&options, &name.into(), &on.into()).ok()?;
    }
    // Whoever asks for the context later is given this one.
    let context = element.get_context_with_context_options("2d", &options).ok()??.unchecked_into();
    Some((Canvas::new(element)?, context))
}

/// Offers bytes as a file.
fn offer(bytes: &[u8], kind: &str, name: &str) -> Option<()> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    place::offer(&blob, name).ok()
}
