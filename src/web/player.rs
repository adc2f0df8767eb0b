//! Time: one loop of animation frames, which runs only while the page plays or something is to be painted.
//!
//! The player has the live clock. It paints every frame by itself and tells the page of it only when another step, beat or
//! term of the sum is reached, and then at most once in [`PAUSE`]: rendering markup costs more than painting. Whatever a visitor does
//! is sent on with the live clock before it, so that what is paused stands still at the very instant. When another figure is
//! shown, the old picture turns into the new one first, and time waits.

use super::listen::Listener;
use super::screen::{Screen, Watch};
use super::{document, window};
use crate::i18n::Lang;
use crate::readout::is_news;
use crate::scene::{Area, Color, Scene};
use crate::stage::aside::Aside;
use crate::stage::{self, Morph, Picture, Theme, ThemeName, View};
use crate::state::{Action, State};
use crate::timeline::{Clock, Frame, Plan, Target};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlCanvasElement, HtmlElement};

/// The least time between two reports of the clock, in milliseconds.
const PAUSE: f64 = 100.0;
/// A frame moves time on by this at most, in milliseconds: after a pause of the browser's the show goes on where it was.
const LONGEST_FRAME: f64 = 100.0;

/// The loop. Clones are the same loop.
#[derive(Clone)]
pub struct Player(Rc<Inner>);

/// For a state and a box, width and height in CSS pixels: the colours and lines of the picture, and how many times its usual size
/// it is painted in.
pub type Fit = fn(&State, f64, f64) -> (Theme, f64);

struct Inner {
    send: Box<dyn Fn(Action)>,
    fit: Fit,
    live: RefCell<Live>,
    tick: OnceCell<Closure<dyn FnMut(f64)>>,
}

struct Live {
    state: Rc<State>,
    /// True from the sending of an action until its state is shown: no time passes between the two.
    waits: bool,
    clock: Clock,
    /// When the last frame was, while time runs.
    last: Option<f64>,
    /// When the clock was last reported.
    told: f64,
    /// True if a frame has been asked for.
    asked: bool,
    elements: Option<Elements>,
    picture: Picture,
    /// How many times its usual size the picture is painted in.
    zoom: f64,
    change: Option<Change>,
    below: Option<Below>,
}

/// Another figure is on its way.
struct Change {
    picture: Picture,
    plan: Rc<Plan>,
    /// The way to the new picture as it now is, once that has been made.
    morph: Option<Morph>,
    /// When it began, once it has.
    began: Option<f64>,
    share: f64,
}

impl Change {
    fn from(&self) -> (&Picture, &Plan) {
        (&self.picture, &self.plan)
    }
}

/// The picture under the stage, and what it was painted for.
struct Below {
    screen: Screen,
    canvas: HtmlCanvasElement,
    shown: Option<(Rc<Plan>, Lang, ThemeName, f64, f64)>,
}

/// What the player writes to.
struct Elements {
    screen: Screen,
    canvas: HtmlCanvasElement,
    /// Width of the stage's column in CSS pixels, once it is known.
    width: f64,
    /// The height last asked for.
    height: f64,
    _watch: Option<Watch>,
    _visible: Listener,
}

impl Player {
    /// A player of a state that sends actions to `send`.
    pub fn new(state: Rc<State>, fit: Fit, send: impl Fn(Action) + 'static) -> Self {
        let live = Live {
            clock: state.clock,
            state,
            waits: false,
            last: None,
            told: 0.0,
            asked: false,
            elements: None,
            picture: Picture::default(),
            zoom: 1.0,
            change: None,
            below: None,
        };
        Self(Rc::new(Inner { send: Box::new(send), fit, live: RefCell::new(live), tick: OnceCell::new() }))
    }

    /// Paints on the page's canvas from now on; the ruler is as wide as the stage's column. Does nothing where a canvas cannot
    /// be drawn on.
    pub fn mount(&self) {
        let element = |id| document::document().get_element_by_id(id);
        let Some((canvas, ruler)) = element("stage").zip(element("ruler")) else { return };
        let canvas: HtmlCanvasElement = canvas.unchecked_into();
        let Some(screen) = Screen::new(canvas.clone()) else { return };
        let (sized, widened) = (self.clone(), self.clone());
        let watch = Watch::new(&canvas, &ruler, move |exact| sized.resize(exact), move |width| widened.widen(width));
        let player = self.clone();
        // Firefox tells of these while it measures for the player: when it leaves a page whose ratio has changed, say.
        let visible = Listener::new(&document::document(), "visibilitychange", move |_| {
            if let Ok(mut live) = player.0.live.try_borrow_mut() {
                live.last = None;
            }
        });
        let elements = Elements { screen, canvas, width: 0.0, height: 0.0, _watch: watch, _visible: visible };
        self.0.live.borrow_mut().elements = Some(elements);
    }

    /// What the page is.
    pub fn state(&self) -> Rc<State> {
        Rc::clone(&self.0.live.borrow().state)
    }

    /// What the page now is.
    pub fn show(&self, state: Rc<State>) {
        {
            let live = &mut *self.0.live.borrow_mut();
            if state.epoch != live.state.epoch || !state.playing {
                live.clock = state.clock;
            }
            if !state.playing {
                live.last = None;
            }
            let another = !Rc::ptr_eq(&state.plan, &live.state.plan);
            let alone = state.beside.is_none() && live.state.beside.is_none();
            let entered = state.beside.is_some() != live.state.beside.is_some();
            // Two figures are cut to: there is no way from one to both.
            live.begin_change(another, state.calm || !alone);
            if entered {
                live.change = None;
                live.mark();
            }
            live.state = state;
            live.waits = false;
            if another || !alone {
                live.ask_for_height();
            }
            live.paint_below();
        }
        self.ask();
    }

    /// Sends what a visitor does.
    pub fn act(&self, action: Action) {
        self.halt();
        (self.0.send)(action);
    }

    /// Sends where time has come to; it goes on with the next state that is shown.
    pub fn halt(&self) {
        let clock = {
            let live = &mut *self.0.live.borrow_mut();
            let runs = live.state.playing && !live.waits;
            live.waits = true;
            runs.then_some(live.clock)
        };
        if let Some(clock) = clock {
            (self.0.send)(Action::Reached(clock, true));
        }
    }

    /// The picture as it is now painted, with the colour of its ground.
    pub fn picture(&self) -> (Scene, Color) {
        let live = self.0.live.borrow();
        (live.picture.scene.clone(), live.state.dress().theme().paper)
    }

    /// The cell under a point of the canvas.
    pub fn target_at(&self, x: f64, y: f64) -> Option<Target> {
        let live = self.0.live.borrow();
        live.picture.target_at(x / live.zoom, y / live.zoom)
    }

    /// Asks for one frame, unless one is on its way.
    fn ask(&self) {
        let live = &mut *self.0.live.borrow_mut();
        if live.asked || live.elements.is_none() {
            return;
        }
        let tick = self.0.tick.get_or_init(|| {
            let player = Rc::downgrade(&self.0);
            Closure::new(move |now| {
                if let Some(inner) = player.upgrade() {
                    Self(inner).frame(now);
                }
            })
        });
        live.asked = window().request_animation_frame(tick.as_ref().unchecked_ref()).is_ok();
    }

    /// One frame at a time in milliseconds: moves on, paints, reports.
    fn frame(&self, now: f64) {
        let report = {
            let live = &mut *self.0.live.borrow_mut();
            live.asked = false;
            let runs = live.change(now) || live.advance(now);
            live.paint(self.0.fit);
            live.report(now, runs)
        };
        let goes_on = {
            let live = self.0.live.borrow();
            live.change.is_some() || live.state.playing && !matches!(report, Some(Action::Reached(_, false)))
        };
        if let Some(action) = report {
            (self.0.send)(action);
        }
        if goes_on {
            self.ask();
        }
    }

    /// The canvas has another size: it is empty, and painted before the browser shows it.
    fn resize(&self, exact: Option<(u32, u32)>) {
        // Told while it measures: that takes the new ratio already.
        let Ok(mut live) = self.0.live.try_borrow_mut() else { return };
        let live = &mut *live;
        if live.elements.as_mut().is_some_and(|elements| elements.screen.measure(exact)) {
            live.paint(self.0.fit);
        }
        live.paint_below();
    }

    fn widen(&self, width: f64) {
        let live = &mut *self.0.live.borrow_mut();
        if let Some(elements) = &mut live.elements {
            elements.width = width;
        }
        live.ask_for_height();
        live.paint_below();
    }
}

impl Live {
    /// Another figure starts from the picture that is shown. While one is still on its first half the next is shown at once:
    /// whoever drags a slider sees every figure that it passes.
    fn begin_change(&mut self, another: bool, calm: bool) {
        let early = self.change.as_ref().is_some_and(|change| change.share < 0.5);
        if another {
            let shown = !self.picture.regions.is_empty() && !calm && !early;
            self.change = shown.then(|| Change {
                picture: self.picture.clone(),
                plan: Rc::clone(&self.state.plan),
                morph: None,
                began: None,
                share: 0.0,
            });
            self.mark();
        } else if let Some(change) = &mut self.change {
            change.morph = None;
        }
    }

    /// Moves a change on to now; false if there is none.
    fn change(&mut self, now: f64) -> bool {
        let Some(change) = &mut self.change else { return false };
        let began = *change.began.get_or_insert(now);
        if let Some(morph) = &change.morph {
            change.share = (now - began) / morph.length();
        }
        if change.share >= 1.0 {
            self.change = None;
            self.mark();
        }
        self.last = None;
        true
    }

    /// Says on the canvas whether one figure is turning into another.
    fn mark(&self) {
        if let Some(elements) = &self.elements {
            let busy = if self.change.is_some() { "true" } else { "false" };
            let _ = elements.canvas.set_attribute("aria-busy", busy);
        }
    }

    /// Moves the clock to now; false if it has come to the end.
    fn advance(&mut self, now: f64) -> bool {
        if !self.state.playing || self.waits {
            return true;
        }
        let elapsed = self.last.map_or(0.0, |last| (now - last).clamp(0.0, LONGEST_FRAME));
        self.last = Some(now);
        let (clock, runs) = self.clock.advance(elapsed, self.state.tempo(), self.state.plan.steps());
        let arrived = self.state.goal().map(|leg| leg.goal).filter(|goal| clock.has_reached(goal));
        let clock = if self.state.goal().is_none() { self.state.plan.paced(&self.clock, clock) } else { clock };
        self.clock = arrived.unwrap_or(clock);
        runs && arrived.is_none()
    }

    /// What the page is to be told, if anything.
    fn report(&mut self, now: f64, runs: bool) -> Option<Action> {
        if !self.state.playing || self.waits {
            return None;
        }
        let moved = is_news(&self.state.plan, self.state.moment(), self.clock.moment(self.state.tempo()));
        if runs && !(moved && now - self.told >= PAUSE) {
            return None;
        }
        self.told = now;
        Some(Action::Reached(self.clock, runs))
    }

    fn paint(&mut self, fit: Fit) {
        let Some(elements) = &mut self.elements else { return };
        let Some((width, height)) = elements.screen.size() else { return };
        let state = &self.state;
        let (theme, zoom) = fit(state, width, height);
        self.zoom = zoom;
        let (width, height) = (width / zoom, height / zoom);
        let made = self.change.as_ref().and_then(|change| change.morph.as_ref());
        if made.is_none_or(|morph| morph.size() != (width, height)) {
            let view = View { width, height, theme: &theme, messages: state.messages(), calm: state.calm };
            let frame = Frame::new(&state.plan, self.clock.moment(state.tempo()), state.focus().map(Rc::as_ref));
            let names = state.names_beside();
            let names = [&*names[0], &*names[1]];
            self.picture = stage::beside::stage(&frame, state.beside.as_deref(), names, &view);
            if let Some(role) = state.hint {
                self.picture.outline(role, &theme);
            }
            if let Some(change) = &mut self.change {
                change.morph = Some(Morph::new(change.from(), (&self.picture, &state.plan), &theme));
            }
        }
        match self.change.as_ref().and_then(|change| Some(change.morph.as_ref()?.scene_at(change.share))) {
            Some(scene) => elements.screen.paint(&scene, theme.paper),
            None => elements.screen.paint(&self.picture.scene, theme.paper),
        }
        place_editor(state, &self.picture, zoom);
        announce(&elements.canvas);
    }

    /// Paints what stands under the stage, if there is such a thing and it is not painted so already.
    fn paint_below(&mut self) {
        let width = self.elements.as_ref().map_or(0.0, |elements| elements.width);
        let canvas = document::document().get_element_by_id("aside");
        let aside = Aside::of(&self.state.plan);
        let Some(((canvas, aside), true)) = canvas.zip(aside).map(|both| (both, width >= 1.0)) else {
            self.below = None;
            return;
        };
        let canvas: HtmlCanvasElement = canvas.unchecked_into();
        if self.below.as_ref().is_none_or(|below| below.canvas != canvas) {
            self.below = Screen::new(canvas.clone()).map(|screen| Below { screen, canvas, shown: None });
        }
        let (Some(below), state) = (&mut self.below, &self.state) else { return };
        let now = (Rc::clone(&state.plan), state.lang, state.theme, width, window().device_pixel_ratio());
        let same = below.shown.as_ref().is_some_and(|shown| {
            Rc::ptr_eq(&shown.0, &now.0) && (shown.1, shown.2, shown.3, shown.4) == (now.1, now.2, now.3, now.4)
        });
        if same {
            return;
        }
        below.shown = Some(now);
        set_pixels(&below.canvas, "height", aside.height(width));
        below.screen.measure(None);
        let Some((width, height)) = below.screen.size() else { return };
        let theme = state.theme.theme();
        let view = View { width, height, theme, messages: state.messages(), calm: true };
        below.screen.paint(&aside.compose(&view), theme.paper);
    }

    /// Tells the style sheet the height that the picture wants at the present width; layouts that scroll use it.
    fn ask_for_height(&mut self) {
        let Some(elements) = &mut self.elements else { return };
        if elements.width < 1.0 {
            return;
        }
        let (plan, width) = (&self.state.plan, elements.width);
        let height = stage::beside::stage_height(plan, self.state.beside.as_deref(), width).ceil();
        if height != elements.height {
            elements.height = height;
            set_pixels(&elements.canvas, "--natural", height);
        }
    }
}

/// The smallest width of the editor of a cell, in CSS pixels.
const EDITOR: f64 = 44.0;

/// Lays the editor, if it is open, over its cell.
fn place_editor(state: &State, picture: &Picture, zoom: f64) {
    let Some(edit) = &state.edit else { return };
    let Some(editor) = document::document().get_element_by_id("editor") else { return };
    let middle = Area::new(picture.scene.width / 2.0, picture.scene.height / 2.0, 0.0, 0.0);
    let area = picture.area_of(edit.target).unwrap_or(middle).times(zoom);
    let (w, h) = (area.w.max(EDITOR), area.h.max(28.0));
    let editor: HtmlElement = editor.unchecked_into();
    let left = (area.mid_x() - w / 2.0).min(picture.scene.width * zoom - w).max(0.0);
    for (name, value) in [("left", left), ("top", area.mid_y() - h / 2.0), ("width", w), ("height", h)] {
        set_pixels(&editor, name, value);
    }
}

/// A length of an element's own style, in whole pixels. A strict policy allows this where it forbids a style attribute.
fn set_pixels(element: &HtmlElement, name: &str, length: f64) {
    // Fails for no name or value used here.
    let _ = element.style().set_property(name, &format!("{}px", length.ceil() as i32));
}

/// Marks the page as ready once something has been painted.
fn announce(canvas: &HtmlCanvasElement) {
    if let Ok(Some(main)) = canvas.closest("main:not([data-ready])") {
        let _ = main.set_attribute("data-ready", "");
    }
}
