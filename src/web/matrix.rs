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
        let mut listeners = Vec::new();
        for kind in ["resize", "pointermove", "pointerleave", "pointerdown", "click", "wheel"] {
            let shared = Rc::clone(&self.0);
            let (page, canvas) = (window(), &canvas);
            let target: &EventTarget = if kind == "resize" { &page } else { canvas };
            listeners.push(Listener::new(target, kind, move |event: Event| {
                let action = shared.borrow_mut().hear(kind, &event);
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

    /// What an event means.
    fn hear(&mut self, kind: &str, event: &Event) -> Option<Action> {
        let pointer: &PointerEvent = event.unchecked_ref();
        match kind {
            "wheel" => {
                let wheel: &WheelEvent = event.unchecked_ref();
                let action = self.pull(wheel.delta_x(), wheel.delta_y());
                if self.state.zoom.is_some() {
                    event.prevent_default();
                }
                return action;
            }
            "resize" => self.paint(),
            "pointerdown" => self.dragged = false,
            "pointermove" if pointer.buttons() > 0 => {
                let action = self.pull(f64::from(-pointer.movement_x()), f64::from(-pointer.movement_y()));
                self.dragged |= action.is_some();
                return action;
            }
            "click" if !self.dragged => return Some(Action::PinEntry(self.entry_at(pointer))),
            "pointermove" | "pointerleave" if pointer.pointer_type() != "touch" => {
                let entry = if kind == "pointermove" { self.entry_at(pointer) } else { None };
                let another = std::mem::replace(&mut self.entry, entry) != entry;
                return another.then_some(Action::PointEntry(entry));
            }
            _ => {}
        }
        None
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
