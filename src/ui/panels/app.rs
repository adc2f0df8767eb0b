//! The one component of both programs that the page loads later: holds their state, and has the browser do what is asked for.

use super::super::node::Node;
use super::Part;
use crate::panels::{Ask, Place, State};
use crate::web::listen::Listener;
use crate::web::place;
use std::cell::RefCell;
use std::marker::PhantomData;
use web_sys::Element;
use yew::{AppHandle, Callback, Component, Context, Html, Properties};

/// What one of the programs shows, and what it does besides what both do.
pub trait Program: Sized + 'static {
    /// The name of its place in the document.
    const PLACE: &'static str;
    /// What stands in the place.
    fn shown(part: &Part<'_>) -> Node;
    /// Does what is asked for of this program alone; `act` hears what follows.
    fn obey(state: &State, ask: &Ask, act: &Callback<Ask>);
    /// Completes a state that comes after another one; `act` hears what is wanted for it.
    fn settle(before: &State, after: &mut State, act: &Callback<Ask>);
    /// Something new stands in the place; `opened` if another panel does.
    fn rendered(state: &State, opened: bool);
    /// The place has come: what is listened to there.
    fn come(place: &Element) -> Vec<Listener>;
    /// Another panel has been opened in the place.
    fn opened(place: &Element);
}

/// The program's page inside the page.
pub struct App<P: Program> {
    state: State,
    act: Callback<Ask>,
    /// The panel that was shown last.
    shown: String,
    program: PhantomData<P>,
}

/// What the page shows. A change of it is a change of the state.
#[derive(Clone, PartialEq, Properties)]
pub struct Shows {
    place: Place,
}

impl<P: Program> Component for App<P> {
    type Message = Ask;
    type Properties = Shows;

    fn create(context: &Context<Self>) -> Self {
        let link = context.link().clone();
        let act = Callback::from(move |ask| link.send_message(ask));
        let state = State::new(context.props().place.clone());
        let mut app = Self { state, act, shown: String::new(), program: PhantomData };
        app.heard(&Ask::Place(Box::new(context.props().place.clone())));
        app
    }

    fn changed(&mut self, context: &Context<Self>, _: &Shows) -> bool {
        self.heard(&Ask::Place(Box::new(context.props().place.clone())))
    }

    fn update(&mut self, _: &Context<Self>, ask: Ask) -> bool {
        let act = self.act.clone();
        let link = match &ask {
            Ask::Open(spec) | Ask::Try(spec) => Some(self.state.link_to(spec)),
            Ask::Show(spec, panel) => Some(self.state.link_showing(spec, panel)),
            _ => None,
        };
        place::obey(P::PLACE, &ask, link.as_deref(), move |told| act.emit(told));
        P::obey(&self.state, &ask, &self.act);
        self.heard(&ask)
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        let name = self.state.panel().0;
        let opened = self.shown != name;
        if opened {
            name.clone_into(&mut self.shown);
        }
        P::rendered(&self.state, opened);
    }

    fn view(&self, _: &Context<Self>) -> Html {
        P::shown(&Part { state: &self.state, act: &self.act }).into()
    }
}

impl<P: Program> App<P> {
    fn heard(&mut self, ask: &Ask) -> bool {
        let mut after = self.state.clone().after(ask);
        P::settle(&self.state, &mut after, &self.act);
        let differs = after != self.state;
        self.state = after;
        differs
    }
}

/// What is shown in the place.
struct Shown<P: Program> {
    /// The place's element.
    element: Element,
    app: AppHandle<App<P>>,
    /// The name of the open panel.
    panel: String,
    listeners: Vec<Listener>,
}

/// Shows a program in its place: the page makes it anew whenever something is opened there after all was closed.
pub fn follow<P: Program>() {
    let shown: RefCell<Option<Shown<P>>> = RefCell::default();
    let show = move || {
        let mut shown = shown.borrow_mut();
        let (Some(element), Some(place)) = (place::element(P::PLACE), place::read(P::PLACE)) else {
            // The page has removed the place; what was in it goes too.
            if let Some(shown) = shown.take() {
                shown.app.destroy();
            }
            return;
        };
        let panel = place.panel.split('.').next().unwrap_or_default().to_owned();
        let shows = Shows { place };
        let (app, before, listeners) = match shown.take() {
            Some(mut known) if known.element == element => {
                known.app.update(shows);
                (known.app, known.panel, known.listeners)
            }
            _ => {
                let app = yew::Renderer::<App<P>>::with_root_and_props(element.clone(), shows).render();
                (app, String::new(), P::come(&element))
            }
        };
        if before != panel {
            P::opened(&element);
        }
        *shown = Some(Shown { element, app, panel, listeners });
    };
    show();
    place::follow(show);
}
