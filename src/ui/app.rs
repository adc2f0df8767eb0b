//! The whole page: holds the state, gives each part what it shows, and keeps the browser's side in step.

use super::Same;
use super::control::ChapterControl;
use super::cost::Cost;
use super::equation::Equation;
use super::header::Header;
use super::keys_panel::KeysPanel;
use super::notices::Notices;
use super::settings::Settings;
use super::stage::Stage;
use super::tabs::Tabs;
use super::transport::Transport;
use super::words::Words;
use crate::state::{Action, State, say_focus};
use crate::web::location::{self, Address};
use crate::web::player::Player;
use crate::web::{document, keyboard, media};
use crate::{keys, link};
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

/// The page.
#[component]
pub fn App() -> Html {
    let store = use_reducer(|| Store(Rc::new(State::open(&location::read(), media::browser()))));
    let state = Rc::clone(&store.0);
    let player = use_memo((), |()| {
        let dispatcher = store.dispatcher();
        Player::new(Rc::clone(&state), move |action| dispatcher.dispatch(action))
    });
    let act = {
        let player = Rc::clone(&player);
        use_callback((), move |action: Action, ()| player.act(action))
    };
    use_listeners(&player, &act);
    use_show(&player, &state);
    use_panel_focus(&state);

    let State { lang, theme, panel, speed, .. } = *state;
    let plan = Same(Rc::clone(&state.plan));
    let kind = state.spec().kind;
    let messages = state.messages();
    let focus = state.focus().map(|focus| Same(Rc::clone(focus)));
    let sentence = focus.as_ref().map(|focus| AttrValue::from(say_focus(&plan, focus, messages)));
    html! {
        <>
            <Header {lang} {theme} {kind} act={act.clone()} />
            <main>
                <div class="left">
                    <Words {lang} {kind} />
                    <ChapterControl {lang} plan={plan.clone()} {panel} act={act.clone()} />
                    <Equation {lang} plan={plan.clone()} moment={state.moment()} {focus} {panel} act={act.clone()} />
                    <Cost {lang} plan={plan.clone()} {panel} act={act.clone()} />
                </div>
                <Stage {lang} {kind} {sentence} edit={state.edit.clone()} plan={plan.clone()}
                    player={Player::clone(&player)} act={act.clone()} />
                <Notices {lang} notices={state.notices.clone()} act={act.clone()} />
                <Settings {lang} plan={plan.clone()} draft={state.draft.clone()} {panel} act={act.clone()} />
                <Transport {lang} plan={plan.clone()} moment={state.moment()} playing={state.playing} {speed}
                    act={act.clone()}>
                    <Tabs {lang} {plan} {panel} act={act.clone()} />
                </Transport>
            </main>
            <KeysPanel {lang} {panel} {act} />
            <p id="live" class="hidden" aria-live="polite">{ state.live() }</p>
        </>
    }
}

/// Hears the browser.
#[hook]
fn use_listeners(player: &Rc<Player>, act: &Callback<Action>) {
    let (player, act) = (Rc::clone(player), act.clone());
    use_effect_with((), move |()| {
        let send = move |action| act.emit(action);
        let media = media::follow(send.clone());
        let keys = keyboard::follow(move |key| keys::action(key, &player.state()).map(&send).is_some());
        move || drop((media, keys))
    });
}

/// Shows the browser each new state: picture, address, title.
#[hook]
fn use_show(player: &Rc<Player>, state: &Rc<State>) {
    let address = use_memo((), |()| Address::new());
    {
        let (address, player) = (Rc::clone(&address), Rc::clone(player));
        use_effect_with((), move |()| {
            let links = address.follow(move |text| player.act(Action::Open(text)));
            move || drop(links)
        });
    }
    let player = Rc::clone(player);
    use_effect_with(Same(Rc::clone(state)), move |Same(state)| {
        player.show(Rc::clone(state));
        address.update(link::write(&state.link()), state.visits);
        document::dress(state);
    });
}

/// Gives the focus to a panel that opens, and back to its button when it closes.
#[hook]
fn use_panel_focus(state: &Rc<State>) {
    let before = use_mut_ref(|| None);
    use_effect_with(state.panel, move |&panel| {
        let closed = before.replace(panel);
        if let Some(panel) = panel {
            document::focus(&format!("#{}", super::sheet::id(panel)));
        } else if let Some(closed) = closed {
            document::focus(&format!("[aria-controls={}]", super::sheet::id(closed)));
        }
    });
}
