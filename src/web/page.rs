//! The browser's side of the page: what it hears, and what it is shown of each new state.

use super::listen::Listener;
use super::location::Address;
use super::matrix::Board;
use super::player::Player;
use super::{document, keyboard, media};
use crate::keys;
use crate::link;
use crate::stage::{self, Theme};
use crate::state::{Action, Sheet, State};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

/// Picture, address, title and focus, and everything that listens. There is one, for as long as the page lives.
pub struct Page {
    player: Player,
    matrix: Board,
    address: Address,
    sheet: Cell<Option<Sheet>>,
    presents: Cell<bool>,
    /// True while the value of a cell is being changed.
    edits: Cell<bool>,
    /// What had the focus before a sheet opened.
    before: RefCell<Option<HtmlElement>>,
    _listeners: Vec<Listener>,
}

impl Page {
    /// Begins to listen; what is heard goes to `send`.
    pub fn new(state: &Rc<State>, send: impl Fn(Action) + 'static) -> Self {
        let player = Player::new(Rc::clone(state), room, send);
        let address = Address::new();
        let act: Rc<dyn Fn(Action)> = Rc::new({
            let player = player.clone();
            move |action| player.act(action)
        });
        let mut listeners = media::follow(&act);
        listeners.extend(address.follow(&act));
        listeners.push(keyboard::follow({
            let player = player.clone();
            let act = Rc::clone(&act);
            move |key| keys::action(key, &player.state()).map(|action| act(action)).is_some()
        }));
        listeners.push(Listener::new(&document::document(), "fullscreenchange", {
            let player = player.clone();
            move |_| {
                if !document::is_full_screen() {
                    player.act(Action::Present(false));
                }
            }
        }));
        let matrix = Board::new(state, &act);
        let presents = Cell::new(state.presenting.is_some());
        let (sheet, edits, before) = (Cell::new(state.sheet), Cell::default(), RefCell::default());
        Self { player, matrix, address, sheet, presents, edits, before, _listeners: listeners }
    }

    /// Paints, and takes what a visitor does.
    pub const fn player(&self) -> &Player {
        &self.player
    }

    /// Shows a state, if it is another one.
    pub fn show(&self, state: &Rc<State>) {
        self.player.show(Rc::clone(state));
        self.matrix.show(state);
        self.address.update(link::write(&state.link()), state.visits);
        document::dress(state);
        self.focus_editor(state.edit.is_some());
        self.focus_sheet(state.sheet);
        let presents = state.presenting.is_some();
        if self.presents.replace(presents) != presents {
            document::full_screen(presents);
            if !presents {
                document::focus_id("present");
            }
        }
    }

    /// Gives the focus to the editor of a cell when it opens, with all of its text selected, and back to the figure when it
    /// closes, unless something else has it.
    fn focus_editor(&self, open: bool) {
        if self.edits.replace(open) == open {
            return;
        }
        if open {
            document::focus_id("edit");
            document::focused().iter().for_each(|field| field.unchecked_ref::<HtmlInputElement>().select());
        } else if document::focused().is_none() {
            document::focus_id("stage");
        }
    }

    /// Gives the focus to a sheet that opens, and back to what had it when the last one closes.
    fn focus_sheet(&self, sheet: Option<Sheet>) {
        let closed = self.sheet.replace(sheet);
        if sheet == closed {
            return;
        }
        if closed.is_none() {
            self.before.replace(document::focused());
        }
        match sheet {
            Some(sheet) => document::focus_id(sheet.id()),
            None => self.before.take().iter().for_each(document::focus),
        }
    }
}

/// The presenter view is painted larger, for a room.
fn room(state: &State, width: f64, _: f64) -> (Theme, f64) {
    stage::for_room(&state.plan, state.dress().theme(), state.presenting.map(|_| width))
}
