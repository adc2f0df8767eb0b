//! The weight matrix on its canvas: painted when something that it shows has changed, and what a pointer does on it.
//!
//! No animation frame passes through here. What stands still is kept as drawn; a step or a pointed cell only lays other rings
//! over it.

use super::document;
use super::listen::Listener;
use super::screen::Screen;
use super::window;
use crate::matrix::{Matrix, View, Zoom};
use crate::state::{Action, State};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget, HtmlCanvasElement, PointerEvent, WheelEvent};

/// The id of the canvas.
const ID: &str = "weights";

/// What an event means.
type Meaning = fn(&mut Inner, &PointerEvent) -> Option<Action>;

/// The painter and the pointer's way from it.
pub struct Board(Rc<RefCell<Inner>>);

struct Inner {
    act: Rc<dyn Fn(Action)>,
    state: Rc<State>,
    screen: Option<Screen>,
    /// What was painted last, of which state and in which size.
    painted: Option<(Matrix, Rc<State>, (f64, f64))>,
    /// The entry that the pointer was on.
    entry: Option<(usize, usize)>,
    /// How far the enlarged picture was pulled, in CSS pixels, beyond whole entries.
    pulled: (f64, f64),
    /// True if a press has moved the picture: it is no click.
    dragged: bool,
    _listeners: Vec<Listener>,
}

impl Board {
    /// Waits for its canvas; what is done on it goes to `act`.
    pub fn new(state: &Rc<State>, act: &Rc<dyn Fn(Action)>) -> Self {
        Self(Rc::new(RefCell::new(Inner {
            act: Rc::clone(act),
            state: Rc::clone(state),
            screen: None,
            painted: None,
            entry: None,
            pulled: (0.0, 0.0),
            dragged: false,
            _listeners: Vec::new(),
        })))
    }

    /// Shows a state, if the picture of it is another one.
    pub fn show(&self, state: &Rc<State>) {
        if self.0.borrow().screen.is_none() {
            self.mount();
        }
        let inner = &mut *self.0.borrow_mut();
        inner.state = Rc::clone(state);
        inner.paint();
    }

    /// Takes hold of the canvas, once there is one.
    fn mount(&self) {
        let Some(element) = document::document().get_element_by_id(ID) else { return };
        let canvas: HtmlCanvasElement = element.unchecked_into();
        let page = window();
        let on_page: &EventTarget = &page;
        let hears: [(&EventTarget, &'static str, Meaning); 6] = [
            (on_page, "resize", Inner::resized),
            (&canvas, "pointermove", Inner::moves),
            (&canvas, "pointerleave", Inner::leaves),
            (&canvas, "pointerdown", Inner::presses),
            (&canvas, "click", Inner::clicks),
            (&canvas, "wheel", Inner::scrolls),
        ];
        let mut listeners = Vec::new();
        for (target, kind, meaning) in hears {
            let shared = Rc::clone(&self.0);
            listeners.push(Listener::new(target, kind, move |event: Event| {
                let action = meaning(&mut shared.borrow_mut(), event.unchecked_ref());
                let act = Rc::clone(&shared.borrow().act);
                if let Some(action) = action {
                    act(action);
                }
            }));
        }
        let inner = &mut *self.0.borrow_mut();
        inner.screen = Screen::new(canvas);
        inner._listeners = listeners;
    }
}

impl Inner {
    /// Paints, if anything that is seen has changed.
    fn paint(&mut self) {
        let Some(screen) = &mut self.screen else { return };
        // What changes the size of the canvas is a change of the state or of the window.
        let must = screen.measure(None);
        let Some(size) = screen.size() else { return };
        let (state, theme) = (&self.state, self.state.theme.theme());
        let step = state.moment().step;
        let stands = self.painted.take().filter(|(_, shown, was)| {
            let same = Rc::ptr_eq(&shown.plan, &state.plan) && shown.theme == state.theme && shown.zoom == state.zoom;
            same && *was == size
        });
        let lit = |state: &State| (state.moment().step, state.focus().map(Rc::as_ptr));
        let same = stands.as_ref().is_some_and(|(_, shown, _)| lit(shown) == lit(state));
        let mut matrix = match stands {
            Some((matrix, ..)) => matrix,
            None => {
                let view = View { width: size.0, height: size.1, theme, zoom: state.zoom };
                Matrix::new(&state.plan, &view)
            }
        };
        if must || !same {
            screen.paint(matrix.scene(&state.plan, step, state.focus().map(Rc::as_ref), theme), theme.paper);
        }
        self.painted = Some((matrix, Rc::clone(state), size));
    }

    fn resized(&mut self, _: &PointerEvent) -> Option<Action> {
        self.paint();
        None
    }

    /// A pressed pointer, which a finger always is, pulls; another points.
    fn moves(&mut self, pointer: &PointerEvent) -> Option<Action> {
        if pointer.buttons() == 0 {
            return self.point(self.entry_at(pointer));
        }
        let action = self.pull(f64::from(-pointer.movement_x()), f64::from(-pointer.movement_y()));
        self.dragged |= action.is_some();
        action
    }

    fn leaves(&mut self, _: &PointerEvent) -> Option<Action> {
        self.point(None)
    }

    fn presses(&mut self, _: &PointerEvent) -> Option<Action> {
        self.dragged = false;
        None
    }

    fn clicks(&mut self, pointer: &PointerEvent) -> Option<Action> {
        (!self.dragged).then(|| Action::PinEntry(self.entry_at(pointer)))
    }

    fn scrolls(&mut self, pointer: &PointerEvent) -> Option<Action> {
        let wheel: &WheelEvent = pointer.unchecked_ref();
        if self.state.zoom.is_some() {
            wheel.prevent_default();
        }
        self.pull(wheel.delta_x(), wheel.delta_y())
    }

    fn point(&mut self, entry: Option<(usize, usize)>) -> Option<Action> {
        let another = std::mem::replace(&mut self.entry, entry) != entry;
        another.then_some(Action::PointEntry(entry))
    }

    /// Moves the enlarged picture, entry by entry.
    fn pull(&mut self, x: f64, y: f64) -> Option<Action> {
        let zoom = self.state.zoom?;
        let grid = self.painted.as_ref()?.0.grids().first()?;
        let side = zoom.side as f64;
        let (x, y) = (self.pulled.0 + x, self.pulled.1 + y);
        let (right, down) = ((x / side) as isize, (y / side) as isize);
        self.pulled = (x - right as f64 * side, y - down as f64 * side);
        let row = (grid.first.0 + grid.count.0 / 2).saturating_add_signed(down);
        let col = (grid.first.1 + grid.count.1 / 2).saturating_add_signed(right);
        (right != 0 || down != 0).then_some(Action::Zoom(Some(Zoom { row, col, ..zoom })))
    }

    fn entry_at(&self, pointer: &PointerEvent) -> Option<(usize, usize)> {
        let (x, y) = (f64::from(pointer.offset_x()), f64::from(pointer.offset_y()));
        self.painted.as_ref()?.0.entry_at(&self.state.plan, x, y)
    }
}
