//! A figure in somebody else's page: the third program's markup, and what it hears and says.
//!
//! The figure and its transport are the page's own parts; what a host may ask for is decided in [`crate::embed`].

use super::Part;
use super::events::{Heard, heard};
use super::node::{Node, node};
use super::notices::notices;
use super::stage::{Pointer, stage};
use super::transport::{arrow, play_button, track};
use crate::embed::rate::Outbox;
use crate::embed::{Done, Embed, HEIGHTS, Refusal, Request, Value, fit, message, news};
use crate::i18n::Lang;
use crate::i18n::embed::words;
use crate::keys;
use crate::link::framing::Control;
use crate::scene::svg;
use crate::stage::{self, Theme, View};
use crate::state::{Action, State, step_text};
use crate::timeline::Plan;
use crate::web::canvas::painted;
use crate::web::document::{self, document};
use crate::web::host::Host;
use crate::web::listen::{Listener, Timer};
use crate::web::player::Player;
use crate::web::{keyboard, location, media, sight, window};
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use web_sys::Element;
use yew::{Callback, Component, Context, Html};

/// Around a picture that is handed out, in CSS pixels.
const MARGIN: f64 = 16.0;

/// Puts the figure into the document's body.
pub fn mount() {
    document::unpack();
    yew::Renderer::<Figure>::new().render();
}

/// What the figure hears.
pub enum Heed {
    /// From the reader, or from the player.
    Act(Action),
    /// From the host, with the origin of its page.
    Ask(Request, String),
    /// Whether it is in view.
    See(bool),
    /// The size of its box in CSS pixels.
    Measure(f64, f64),
    /// Another link in the address.
    Link,
    /// What waits to be said may be said.
    Say,
}

/// The figure.
pub struct Figure {
    embed: Embed,
    player: Player,
    act: Callback<Action>,
    pointer: Pointer,
    host: Rc<Host>,
    change: Outbox,
    step: Outbox,
    size: Outbox,
    /// True once the host has been told that the figure is ready.
    ready: bool,
    /// True if the host opens the full figure itself.
    opens: bool,
    /// True in a frame without an origin of its own.
    opaque: bool,
    later: Option<Timer>,
    _listeners: Vec<Listener>,
}

impl Component for Figure {
    type Message = Heed;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let [query, fragment] = location::parts();
        let embed = Embed::open(&query, &fragment, &location::read(), media::browser());
        let link = context.link().clone();
        let player = Player::new(Rc::clone(&embed.state), fitted, move |action| link.send_message(Heed::Act(action)));
        let act = Callback::from({
            let player = player.clone();
            move |action| player.act(action)
        });
        let host = Host::new(embed.framing.origin.clone());
        let listeners = listen(context, &player, &host);
        Self {
            pointer: Pointer::new(player.clone()),
            embed,
            player,
            act,
            host,
            change: Outbox::default(),
            step: Outbox::default(),
            size: Outbox::default(),
            ready: false,
            opens: false,
            opaque: window().origin() == "null",
            later: None,
            _listeners: listeners,
        }
    }

    fn update(&mut self, context: &Context<Self>, heed: Heed) -> bool {
        let before = Rc::clone(&self.embed.state);
        match heed {
            Heed::Act(action) => {
                if let Action::SystemTheme(theme) = action {
                    self.embed.browser_theme(theme);
                }
                self.embed.act(action);
            }
            Heed::Ask(request, origin) => self.answer(&request, &origin),
            Heed::See(seen) => self.embed.see(seen),
            Heed::Measure(width, height) => {
                self.embed.measure(width, height);
                self.tell_size(width);
            }
            Heed::Link => self.embed.reopen(&location::read()),
            Heed::Say => {}
        }
        if !Rc::ptr_eq(&before.plan, &self.embed.state.plan) {
            self.tell_size(sight::size().unwrap_or_default().0);
        }
        self.change.put(Value::fields([("state", self.embed.link().into())]));
        let step = [("step", self.embed.step().into()), ("steps", self.embed.state.plan.steps().into())];
        self.step.put(Value::fields(step));
        for (kind, data) in news(&before, &self.embed.state) {
            self.host.tell(kind, None, data, false);
        }
        self.say(context);
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let state = &self.embed.state;
        let part = &Part { state, messages: state.messages(), act: &self.act };
        let live = node("p").id("live").class("hidden").attr("aria-live", "polite").text(&state.live());
        let figure = node("div").class("figure").child(stage(part, &self.pointer)).child(notices(part));
        node("main")
            .slot(self.embed.has(Control::Title).then(|| title(part)))
            .child(figure)
            .child(self.transport(part))
            .child(live)
            .into()
    }

    fn rendered(&mut self, context: &Context<Self>, first: bool) {
        if first {
            self.player.mount();
        }
        self.player.show(Rc::clone(&self.embed.state));
        document::dress(&self.embed.state);
        if !self.ready && document().query_selector("main[data-ready]").is_ok_and(|main| main.is_some()) {
            self.ready = true;
            self.host.tell("ready", None, self.readiness(), true);
        } else if !self.ready {
            // The first picture comes with the next frame.
            let link = context.link().clone();
            self.later = Some(Timer::new(16, move || link.send_message(Heed::Say)));
        }
    }
}

impl Figure {
    /// Play, step, track, the step in words, the way to the full figure: what of it is there.
    fn transport(&self, part: &Part<'_>) -> Node {
        let Part { state, messages, act } = part;
        let has = |control| self.embed.has(control);
        let steps = state.plan.steps();
        let short = |step| (messages.step_short)(step, steps);
        let place = || {
            let text = step_text(state);
            let long = node("span").class("long").text(&text);
            // It has the room of the last step from the first one on.
            let short = node("span")
                .class("short")
                .decorative()
                .attr("data-last", &short(steps))
                .text(&short(self.embed.step()));
            node("p").id("step").label(&text).child(long).child(short)
        };
        let back = || arrow("back", messages.back, "M10 5L4 12L10 19M1 5V19", Action::Back, act);
        let forward = || arrow("forward", messages.forward, "M4 5L10 12L4 19M13 5V19", Action::Forward, act);
        let along = node("div")
            .class("along")
            .slot(has(Control::Track).then(|| track(part)))
            .slot(has(Control::Place).then(place));
        let bare = Control::ALL.into_iter().all(|control| control == Control::Title || !has(control));
        node("section")
            .class("transport")
            .flag("hidden", bare)
            .label(messages.transport)
            .slot(has(Control::Play).then(|| play_button(state.playing, messages, act)))
            .slot(has(Control::Steps).then(back))
            .slot(has(Control::Steps).then(forward))
            .child(along)
            .slot(has(Control::Open).then(|| self.open(part)))
    }

    /// The word that opens the full figure: a link of its own, or the host is asked to follow it.
    fn open(&self, part: &Part<'_>) -> Node {
        let words = words(part.state.lang);
        let address = format!("{}#{}", full_page(), self.embed.link());
        let link = node("a")
            .id("open")
            .class("word")
            .attr("href", &address)
            .attr("target", "_blank")
            .attr("rel", "noopener")
            .label(words.open_full)
            .child(node("span").class("long").text(words.open_full))
            .child(node("span").class("short").text(words.open));
        match (self.opens, self.opaque) {
            (true, _) => link.on(self.asks_to_open()),
            (false, true) => link.on(self.opens_itself(address)),
            (false, false) => link,
        }
    }

    /// A frame without an origin may not be allowed to open a window, and would not be told: the full figure takes its place then.
    fn opens_itself(&self, address: String) -> Heard {
        let click = move |event: &web_sys::Event| {
            event.prevent_default();
            let opened = window().open_with_url_and_target(&address, "_blank");
            if !opened.is_ok_and(|opened| opened.is_some()) {
                // It fails only for what is no address.
                let _ = window().location().set_href(&address);
            }
            None
        };
        heard("click", &self.act, Box::new(click))
    }

    fn asks_to_open(&self) -> Heard {
        let (host, address) = (Rc::clone(&self.host), self.embed.link());
        let click = move |event: &web_sys::Event| {
            event.prevent_default();
            host.tell("open", None, Value::fields([("state", address.as_str().into())]), false);
            None
        };
        heard("click", &self.act, Box::new(click))
    }

    /// Does what the host asks for and replies, if it wants a reply.
    fn answer(&mut self, request: &Request, origin: &str) {
        self.host.greet(origin);
        if let Ok(message::Order::Hello(opens)) = request.order {
            self.opens = opens;
            self.host.tell("ready", request.id.as_ref(), self.readiness(), true);
            return;
        }
        let done = request.order.clone().and_then(|order| self.embed.obey(&order)).and_then(|done| match done {
            Done::Value(value) => Ok(value),
            Done::Focus => {
                document::focus_id("stage");
                Ok(self.embed.told())
            }
            Done::Image(png, scale) => self.image(png, scale).ok_or(Refusal::NoPicture),
        });
        let Some(id) = &request.id else { return };
        match done {
            Ok(value) => {
                self.host.tell("reply", Some(id), Value::fields([("ok", true.into()), ("value", value)]), false);
            }
            Err(refusal) => {
                let words = words(self.embed.state.lang);
                let text = match refusal {
                    Refusal::UnknownType => words.unknown_type,
                    Refusal::BadData => words.bad_data,
                    Refusal::NoPicture => words.no_picture,
                };
                let error = [("code", refusal.code().into()), ("text", text.into()), ("fatal", false.into())];
                self.host.tell("error", Some(id), Value::fields(error), true);
            }
        }
    }

    fn readiness(&self) -> Value {
        let Value::Fields(mut fields) = self.embed.ready() else { return Value::Null };
        let (width, height) = sight::size().unwrap_or_default();
        let size = [("width", width), ("height", height)].map(|(name, length)| (name, Value::Number(length)));
        fields.push(("size".to_owned(), Value::fields(size)));
        Value::Fields(fields)
    }

    /// The picture as it now is: the text of an SVG, or the address of a PNG.
    fn image(&self, png: bool, scale: f64) -> Option<Value> {
        let (scene, ground) = self.player.picture();
        let state = &self.embed.state;
        let title = state.spec().kind.words(state.messages()).title;
        let stop = if state.lang == Lang::Chinese { "。" } else { ". " };
        let alt = state.sentence().map_or_else(|| title.to_owned(), |sentence| format!("{title}{stop}{sentence}"));
        let (kind, data, margin) = if png {
            let canvas = painted(&scene, ground, scale)?;
            ("png", canvas.to_data_url_with_type("image/png").ok()?, 0.0)
        } else {
            ("svg", svg::write_framed(&scene, &alt, ground, MARGIN), MARGIN)
        };
        let length = |side: f64| Value::Number((side + 2.0 * margin) * if png { scale } else { 1.0 });
        Some(Value::fields([
            ("type", kind.into()),
            ("data", data.into()),
            ("width", length(scene.width)),
            ("height", length(scene.height)),
            ("alt", alt.into()),
        ]))
    }

    fn tell_size(&mut self, width: f64) {
        self.size.put(Value::fields([("height", self.wanted(width).into())]));
    }

    /// The height that the figure would have at a width: of the figure as the page shows it, and of what stands around it.
    /// It does not depend on the height that it has, so that a host may follow it.
    fn wanted(&self, width: f64) -> usize {
        let around: f64 = ["header", ".transport"]
            .into_iter()
            .filter_map(|part| document().query_selector(part).ok().flatten())
            .map(|part: Element| part.get_bounding_client_rect().height())
            .sum();
        let (state, inside) = (&self.embed.state, (width - 2.0 * MARGIN).max(1.0));
        let own = stage::beside::stage_height(&state.plan, state.beside.as_deref(), inside);
        (own + around + MARGIN).ceil().clamp(HEIGHTS.0, HEIGHTS.1) as usize
    }

    /// Says what may be said now, and comes back for the rest.
    fn say(&mut self, context: &Context<Self>) {
        let now = now();
        let boxes = [(&mut self.change, "change"), (&mut self.step, "step"), (&mut self.size, "size")];
        let mut wait = None::<f64>;
        for (outbox, kind) in boxes {
            if let Some(value) = outbox.take(now) {
                self.host.tell(kind, None, value, kind == "size");
            }
            wait = [wait, outbox.wait(now)].into_iter().flatten().reduce(f64::min);
        }
        self.later = wait.map(|wait| {
            let link = context.link().clone();
            Timer::new(wait.ceil() as i32, move || link.send_message(Heed::Say))
        });
    }
}

/// Everything that the figure listens to.
fn listen(context: &Context<Figure>, player: &Player, host: &Rc<Host>) -> Vec<Listener> {
    let act: Rc<dyn Fn(Action)> = Rc::new({
        let player = player.clone();
        move |action| player.act(action)
    });
    let mut listeners = media::follow(&act);
    // What is not the reader's doing finds the figure where time has come to.
    let send = |heed: fn() -> Heed| {
        let (player, link) = (player.clone(), context.link().clone());
        move |_| {
            player.halt();
            link.send_message(heed());
        }
    };
    listeners.push(Listener::new(&window(), "hashchange", send(|| Heed::Link)));
    listeners.push(host.follow({
        let (player, link) = (player.clone(), context.link().clone());
        move |request, origin| {
            player.halt();
            link.send_message(Heed::Ask(request, origin));
        }
    }));
    listeners.push(keyboard::follow({
        let (player, host) = (player.clone(), Rc::clone(host));
        let link = context.link().clone();
        move |key| press(key, &player, &host, &link)
    }));
    let (halt, link) = (player.clone(), context.link().clone());
    sight::follow_view(move |seen| {
        halt.halt();
        link.send_message(Heed::See(seen));
    });
    let (halt, link) = (player.clone(), context.link().clone());
    sight::follow_size(move |width, height| {
        halt.halt();
        link.send_message(Heed::Measure(width, height));
    });
    listeners
}

/// What a key does; what has nothing left to do here is told to the host.
fn press(key: keys::Key<'_>, player: &Player, host: &Host, link: &yew::html::Scope<Figure>) -> bool {
    let Some(figure) = link.get_component() else { return false };
    if figure.embed.passes_on(key.name) && key.on != keys::Place::Text && key.on != keys::Place::Slider {
        host.tell("key", None, Value::fields([("key", key.name.into())]), false);
        return host.is_there();
    }
    let action = keys::action(key, &player.state()).filter(|action| figure.embed.allows(action));
    drop(figure);
    action.map(|action| player.act(action)).is_some()
}

/// The title line: the chapter's name and what it is in a few words.
fn title(Part { state, messages, .. }: &Part<'_>) -> Node {
    let words = state.spec().kind.words(messages);
    let sentence: String =
        words.sentences().0.split('*').map(|part| part.rsplit('|').next().unwrap_or_default()).collect();
    node("header").child(node("h1").text(words.title)).child(node("p").text(&sentence))
}

/// Where the full page is: beside the embed page, or the single file without its query.
fn full_page() -> String {
    let named = document().query_selector("meta[name=full]").ok().flatten();
    let named = named.and_then(|meta| meta.get_attribute("content"));
    named.unwrap_or_else(|| {
        let address = window().location().href().unwrap_or_default();
        address.split(['?', '#']).next().unwrap_or_default().to_owned()
    })
}

/// The picture is painted as large as the box lets it be.
fn fitted(state: &State, width: f64, height: f64) -> (Theme, f64) {
    type Known = (Weak<Plan>, Option<Weak<Plan>>, f64, f64, f64);
    thread_local! {
        static KNOWN: RefCell<Option<Known>> = const { RefCell::new(None) };
    }
    let theme = *state.dress().theme();
    let share = KNOWN.with_borrow_mut(|known| {
        let same = known.as_ref().filter(|(plan, pair, w, h, _)| {
            let other = pair.as_ref().map(Weak::as_ptr) == state.beside.as_ref().map(Rc::as_ptr);
            let same = other && std::ptr::eq(plan.as_ptr(), Rc::as_ptr(&state.plan));
            same && (*w, *h) == (width, height)
        });
        if let Some((_, _, _, _, share)) = same {
            return *share;
        }
        let view = View { width, height, theme: &theme, messages: state.messages(), calm: true };
        let share = fit::share(&state.plan, state.beside.as_deref(), &view);
        *known = Some((Rc::downgrade(&state.plan), state.beside.as_ref().map(Rc::downgrade), width, height, share));
        share
    });
    (theme, share)
}

fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}
