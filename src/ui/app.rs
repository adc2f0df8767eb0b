//! The whole page: holds the state and gives each part its place.

use super::events::{Heard, heard};
use super::node::{Node, node};
use super::stage::{Pointer, stage};
use super::{
    Part, aside, below, beside, control, cost, equation, header, keys_panel, matrix, notices, presenter, settings,
    tabs, transport, words,
};
use crate::state::{Action, State};
use crate::timeline::Role;
use crate::web::page::Page;
use crate::web::{location, media};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};
use yew::{Callback, Component, Context, Html};

/// The page.
pub struct App {
    state: Rc<State>,
    page: Page,
    act: Callback<Action>,
    pointer: Pointer,
    /// The settings as they were last shown: too much to be made anew at every beat.
    settings: Html,
}

impl Component for App {
    type Message = Action;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let state = Rc::new(State::open(&location::read(), media::browser()));
        let link = context.link().clone();
        let page = Page::new(&state, move |action| link.send_message(action));
        let player = page.player().clone();
        let pointer = Pointer::new(player.clone());
        let act = Callback::from(move |action| player.act(action));
        let settings = settings::settings(&Part { state: &state, messages: state.messages(), act: &act }).into();
        Self { state, page, act, pointer, settings }
    }

    fn update(&mut self, _: &Context<Self>, action: Action) -> bool {
        let before = Rc::clone(&self.state);
        self.state = Rc::new(State::clone(&before).after(action));
        if settings::differ(&before, &self.state) {
            self.settings = settings::settings(&self.part()).into();
        }
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let part = &self.part();
        let live = node("p").id("live").class("hidden").attr("aria-live", "polite").text(&self.state.live());
        let keys = keys_panel::keys_panel(part).or_else(|| below::share(part)).map_or_else(Html::default, Html::from);
        let top = if self.state.presenting.is_some() { Html::default() } else { header::header(part).into() };
        let below = below::below(part).map_or_else(Html::default, |place| {
            place.on(hinted("pointerover", part)).on(hinted("focusin", part)).into()
        });
        [top, self.main(part).into(), below, keys, live.into()].into_iter().collect()
    }

    fn rendered(&mut self, _: &Context<Self>, first: bool) {
        if first {
            self.page.player().mount();
        }
        self.page.show(&self.state);
    }
}

impl App {
    fn part(&self) -> Part<'_> {
        Part { state: &self.state, messages: self.state.messages(), act: &self.act }
    }

    /// The figure keeps its place among its siblings in the presenter view, and with it its canvas.
    fn main(&self, part: &Part<'_>) -> Node {
        let figure = node("div").class("figure").child(stage(part, &self.pointer));
        if let Some(presenting) = self.state.presenting {
            return node("main")
                .class(if presenting.text { "slide all-text" } else { "slide" })
                .child(presenter::top(part))
                .child(figure)
                .child(presenter::foot(part));
        }
        let left = node("div")
            .class("left")
            .child(words::words(part))
            .child(control::control(part))
            .child(equation::equation(part))
            .child(cost::cost(part));
        node("main")
            .on(hinted("pointerover", part))
            .on(hinted("focusin", part))
            .child(left)
            .child(figure.child(beside::beside(part)).slot(aside::aside(part)))
            .child(notices::notices(part))
            .child(node("div").class("right").child(matrix::matrix(part)).html(self.settings.clone()))
            .child(transport::transport(part, tabs::tabs(part)))
    }
}

/// What the thing under the pointer, or in focus, stands for. A finger's tap counts until the next one.
fn hinted(kind: &'static str, Part { state, act, .. }: &Part<'_>) -> Heard {
    let before = state.hint;
    let meaning = move |event: &Event| {
        let element: Element = event.target()?.unchecked_into();
        let id = element.get_attribute("data-role");
        let role = Role::SHOWN.into_iter().find(|role| role.id() == id.as_deref());
        // A tap puts the focus on the sheet around what is tapped.
        let sheet = element.get_attribute("tabindex").as_deref() == Some("-1") && kind == "focusin";
        (role != before && !sheet).then_some(Action::Hint(role))
    };
    heard(kind, act, Box::new(meaning))
}
