//! The panels' one component: holds their state, and has the browser do what is asked for.

use super::{Part, code, shown};
use crate::panels::{Ask, Place, SHARE, State};
use crate::web::listen::Listener;
use crate::web::place::{self, PLACES};
use std::cell::RefCell;
use web_sys::Element;
use yew::{AppHandle, Callback, Component, Context, Html, Properties};

/// The panels.
pub struct App {
    state: State,
    act: Callback<Ask>,
    /// The panel whose heading last had the chance to take the focus.
    focused: String,
}

/// What the page shows. A change of it is a change of the state.
#[derive(Clone, PartialEq, Properties)]
pub struct Shows {
    place: Place,
}

impl Component for App {
    type Message = Ask;
    type Properties = Shows;

    fn create(context: &Context<Self>) -> Self {
        let link = context.link().clone();
        let act = Callback::from(move |ask| link.send_message(ask));
        let mut app = Self { state: State::new(context.props().place.clone()), act, focused: String::new() };
        app.heard(&Ask::Place(Box::new(context.props().place.clone())));
        app
    }

    fn changed(&mut self, context: &Context<Self>, _: &Shows) -> bool {
        self.heard(&Ask::Place(Box::new(context.props().place.clone())))
    }

    fn update(&mut self, context: &Context<Self>, ask: Ask) -> bool {
        let act = self.act.clone();
        let link = match &ask {
            Ask::Open(spec) | Ask::Try(spec) => Some(self.state.link_to(spec)),
            Ask::Show(spec, panel) => Some(self.state.link_showing(spec, panel)),
            _ => None,
        };
        place::obey(self.place(), &ask, link.as_deref(), move |told| act.emit(told));
        if ask == Ask::Read
            && let Some(spec) = code::read_as(&self.state)
        {
            context.link().send_message(Ask::Open(spec));
        }
        self.heard(&ask)
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if let Some(still) = &self.state.still {
            return place::preview(&still.scene, still.ground);
        }
        let name = self.state.panel().0;
        if self.focused != name {
            name.clone_into(&mut self.focused);
            place::focus_heading();
        }
    }

    fn view(&self, _: &Context<Self>) -> Html {
        shown(&Part { state: &self.state, act: &self.act }).into()
    }
}

impl App {
    /// The name of the place that it is shown in.
    fn place(&self) -> &'static str {
        PLACES[usize::from(self.state.place.panel == SHARE)]
    }

    fn heard(&mut self, ask: &Ask) -> bool {
        let after = self.state.clone().after(ask);
        let differs = after != self.state;
        self.state = after;
        if let Some(address) = self.state.wanted() {
            self.act.emit(Ask::Fetch(address));
        }
        differs
    }
}

/// What is shown in a place.
struct Shown {
    /// The place's element.
    element: Element,
    app: AppHandle<App>,
    /// The name of the open panel.
    panel: String,
    _listeners: Option<[Listener; 2]>,
}

/// Shows the panels in their places: the page makes one anew whenever something is opened there after all was closed.
pub fn follow() {
    let shown: RefCell<[Option<Shown>; 2]> = RefCell::default();
    let show = move || {
        let mut shown = shown.borrow_mut();
        PLACES.into_iter().zip(shown.iter_mut()).for_each(|(name, shown)| show_in(name, shown));
    };
    show();
    place::follow(show);
}

fn show_in(name: &'static str, shown: &mut Option<Shown>) {
    let (Some(element), Some(place)) = (place::element(name), place::read(name)) else {
        // The page has removed the place; what was in it goes too.
        if let Some(shown) = shown.take() {
            shown.app.destroy();
        }
        return;
    };
    let panel = place.panel.split('.').next().unwrap_or_default().to_owned();
    let shows = Shows { place };
    let (app, before, listeners) = match shown.take() {
        Some(Shown { element: known, mut app, panel, _listeners }) if known == element => {
            app.update(shows);
            (app, panel, _listeners)
        }
        _ => {
            let app = yew::Renderer::<App>::with_root_and_props(element.clone(), shows).render();
            (app, String::new(), (name == SHARE).then(|| place::hold(&element)))
        }
    };
    // What a visitor or a link asked for is below the figure: it comes into view.
    if before != panel && name != SHARE {
        element.scroll_into_view();
    }
    *shown = Some(Shown { element, app, panel, _listeners: listeners });
}
