//! The whole page: holds the state and gives each part its place.

use super::aside::aside;
use super::settings::Settings;
use super::stage::Stage;
use super::{
    Part, Same, control, cost, equation, header, keys_panel, matrix, notices, presenter, tabs, transport, words,
};
use crate::state::{Action, State};
use crate::web::page::Page;
use crate::web::{location, media};
use std::rc::Rc;
use yew::prelude::*;

/// The state, for Yew.
struct Store(Rc<State>);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Self(Rc::new(State::clone(&self.0).after(action))))
    }
}

/// What lives as long as the page.
struct Browser {
    page: Page,
    act: Callback<Action>,
}

impl Browser {
    fn new(state: &Rc<State>, dispatcher: UseReducerDispatcher<Store>) -> Self {
        let page = Page::new(state, move |action| dispatcher.dispatch(action));
        let player = page.player().clone();
        Self { page, act: Callback::from(move |action| player.act(action)) }
    }
}

/// The page.
#[component]
pub fn App() -> Html {
    let store = use_reducer(|| Store(Rc::new(State::open(&location::read(), media::browser()))));
    let state = Rc::clone(&store.0);
    let browser = use_memo((), |()| Browser::new(&state, store.dispatcher()));
    let Browser { page, act } = &*browser;
    use_effect({
        let (browser, state) = (Rc::clone(&browser), Rc::clone(&state));
        move || browser.page.show(&state)
    });

    let messages = state.messages();
    let part = Part { state: &state, messages, act };
    let plan = Same(Rc::clone(&state.plan));
    let sentence = state.sentence().map(AttrValue::from);
    let slide = state.presenting.is_some();
    // The figure keeps its place among its siblings, and with it its canvas.
    html! {
        <>
            { if slide { Html::default() } else { header::header(&part) } }
            <main class={state.presenting.map(|presenting| if presenting.text { "slide all-text" } else { "slide" })}>
                { if slide { presenter::top(&part) } else { left(&part) } }
                <div class="figure">
                    <Stage lang={state.lang} {sentence} edit={state.edit.clone()} plan={plan.clone()}
                        player={page.player().clone()} act={act.clone()} />
                    { if slide { Html::default() } else { aside(&part) } }
                </div>
                { if slide { presenter::foot(&part) } else { notices::notices(&part) } }
                if !slide {
                    <div class="right">
                        { matrix::matrix(&part) }
                        <Settings lang={state.lang} {plan} draft={state.draft.clone()} panel={state.panel} act={act.clone()} />
                    </div>
                }
                { if slide { Html::default() } else { transport::transport(&part, tabs::tabs(&part)) } }
            </main>
            { keys_panel::keys_panel(&part) }
            <p id="live" class="hidden" aria-live="polite">{ state.live() }</p>
        </>
    }
}

/// Words, control, formulas and costs, beside the figure.
fn left(part: &Part<'_>) -> Html {
    html! {
        <div class="left">
            { words::words(part) }
            { control::control(part) }
            { equation::equation(part) }
            { cost::cost(part) }
        </div>
    }
}
