//! An embedded figure: what it shows, what its host may ask for, what it tells its host.
//!
//! Pure, as [`crate::state`] is: the browser's part carries messages and paints. A host's order goes through the same parser as a
//! link, so that no message can do what a link cannot.

pub mod fit;
pub mod message;
pub mod rate;
pub mod value;

pub use message::{Order, Refusal, Request};
pub use value::Value;

use crate::link::framing::{self, Control, Framing, Start};
use crate::link::{self, Link};
use crate::stage::ThemeName;
use crate::state::{Action, Browser, Said, State};
use crate::timeline::{Beat, Clock};
use std::rc::Rc;

/// Boxes narrower than this, in CSS pixels, hold a still picture.
pub const LEAST_WIDTH: f64 = 280.0;
/// Boxes lower than this, in CSS pixels, hold a still picture.
pub const LEAST_HEIGHT: f64 = 260.0;
/// The least and the greatest height that a host is told of, in CSS pixels.
pub const HEIGHTS: (f64, f64) = (80.0, 4000.0);

/// An embedded figure.
#[derive(Clone, Debug)]
pub struct Embed {
    /// What is shown.
    pub state: Rc<State>,
    /// How it is embedded.
    pub framing: Framing,
    /// The link that it was opened with.
    opened: String,
    /// What the browser says.
    browser: Browser,
    /// True once anything has made it play.
    started: bool,
    /// True if it would play if it were seen.
    held: bool,
    /// Whether the browser has it in view.
    in_view: bool,
    /// Whether the host shows it.
    shown: bool,
    /// True if the box holds a still picture only.
    still: bool,
}

/// What becomes of an order.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// It is done; this is the value of the reply.
    Value(Value),
    /// A picture is to be made: true for PNG; its scale.
    Image(bool, f64),
    /// The figure is to have the keyboard's focus.
    Focus,
}

impl Embed {
    /// The figure of an address: its query and its fragment, each with or without its sign. `link` is the one of them with the
    /// figure in it.
    pub fn open(query: &str, fragment: &str, link: &str, browser: Browser) -> Self {
        let (framing, warnings) = framing::read(query, fragment);
        let auto = framing.start == Start::Auto;
        let mut state = tidy(State::open(link, browser));
        state.notices.splice(0..0, warnings);
        let mut embed = Self {
            state: Rc::new(state),
            framing,
            opened: link.to_owned(),
            browser,
            started: auto,
            held: false,
            in_view: auto,
            shown: true,
            still: false,
        };
        embed.hold();
        embed
    }

    /// The figure after what a reader did.
    pub fn act(&mut self, action: Action) {
        if self.allows(&action) {
            let toggles = matches!(action, Action::Toggle);
            self.change(|state| state.after(action));
            if toggles {
                (self.started, self.held) = (true, false);
            }
        }
    }

    /// True if a reader may do this: move through time, look at cells and, unless the figure is locked, pin and edit them.
    pub fn allows(&self, action: &Action) -> bool {
        match action {
            Action::Toggle
            | Action::Forward
            | Action::Back
            | Action::ForwardBeat
            | Action::BackBeat
            | Action::First
            | Action::Last
            | Action::Seek(_)
            | Action::SkipTo(_)
            | Action::Reached(_, _)
            | Action::Point(_)
            | Action::Hint(_)
            | Action::Escape
            | Action::Dismiss(_)
            | Action::SystemTheme(_)
            | Action::Calm(_) => true,
            Action::Pin(_)
            | Action::Tap(_)
            | Action::MovePin(_)
            | Action::Edit(_)
            | Action::EditText(_)
            | Action::EditDone => !self.framing.lock,
            _ => false,
        }
    }

    /// Another link in the address.
    pub fn reopen(&mut self, link: &str) {
        link.clone_into(&mut self.opened);
        self.show(link);
    }

    /// Whether the browser has the figure in view.
    pub fn see(&mut self, in_view: bool) {
        self.in_view = in_view;
        self.look();
    }

    /// The size of the box, in CSS pixels: small ones hold a still picture, with a step in the middle if the link names none.
    pub fn measure(&mut self, width: f64, height: f64) {
        let still = width < LEAST_WIDTH || height < LEAST_HEIGHT;
        if still == self.still {
            return;
        }
        self.still = still;
        if still {
            let middle = self.state.plan.steps() / 2;
            let empty = self.state.clock == Clock::START;
            let playing = self.state.playing || self.held;
            self.held = playing;
            self.change(|state| {
                let state = if empty { state.after(Action::Seek(middle)) } else { state };
                State { playing: false, said: Said::Nothing, ..state }
            });
        } else {
            self.look();
        }
    }

    /// True if the box holds a still picture only.
    pub const fn is_still(&self) -> bool {
        self.still
    }

    /// Does what a host asks for.
    ///
    /// # Errors
    /// With the reason, if it cannot be done; then nothing has changed.
    pub fn obey(&mut self, order: &Order) -> Result<Done, Refusal> {
        match order {
            Order::Hello(_) => return Ok(Done::Value(self.ready())),
            Order::Get => {}
            Order::Play => self.play(true),
            Order::Pause => self.play(false),
            Order::Toggle => self.play(!self.state.playing),
            Order::Step(1) => self.act(Action::Forward),
            Order::Step(-1) => self.act(Action::Back),
            Order::Step(steps) => {
                let now = i64::try_from(self.step()).unwrap_or(i64::MAX);
                self.seek(usize::try_from(now.saturating_add(*steps)).unwrap_or(0));
            }
            Order::Seek(step) => self.seek(*step),
            Order::Reset => {
                let opened = self.opened.clone();
                self.show(&opened);
            }
            Order::Set(link) => return Ok(Done::Value(self.set(link.clone()))),
            Order::Merge(keys) => {
                let link = format!("{}&{keys}", link::write(&self.state.link()));
                return Ok(Done::Value(self.set(link)));
            }
            Order::Theme(theme) => {
                let theme = theme.unwrap_or(self.browser.theme);
                self.change(|state| State { theme, theme_chosen: false, ..state });
            }
            Order::Lang(lang) => {
                let lang = lang.unwrap_or(self.browser.lang);
                self.change(|state| State { lang, lang_chosen: false, ..state });
            }
            Order::Image(png, scale) => return Ok(Done::Image(*png, *scale)),
            Order::Focus => return Ok(Done::Focus),
            Order::Visible(shown) => {
                self.shown = *shown;
                self.look();
            }
            Order::Slide(shown) => {
                (self.shown, self.in_view) = (*shown, true);
                self.started |= *shown;
                self.look();
            }
        }
        Ok(Done::Value(self.told()))
    }

    /// The browser's own colours, for what follows them.
    pub const fn browser_theme(&mut self, theme: ThemeName) {
        self.browser.theme = theme;
    }

    /// The link of what is shown. Of a figure that only waits to be seen, with the step at which it goes on.
    pub fn link(&self) -> String {
        let link = self.state.link();
        let begun = self.state.clock != Clock::START;
        link::write(&match (self.held, begun) {
            (true, true) => Link { play: Some(true), beat: None, ..link },
            // It has yet to begin.
            (true, false) => Link { step: None, beat: None, ..link },
            (false, _) => link,
        })
    }

    /// The step that is shown, counted from 1; 0 for the empty beginning.
    pub fn step(&self) -> usize {
        if self.state.clock == Clock::START { 0 } else { self.state.moment().step + 1 }
    }

    /// What a reply says when there is nothing else to say.
    pub fn told(&self) -> Value {
        Value::fields([
            ("state", self.link().into()),
            ("step", self.step().into()),
            ("steps", self.state.plan.steps().into()),
            ("playing", self.state.playing.into()),
            ("version", env!("CARGO_PKG_VERSION").into()),
        ])
    }

    /// What a host is told when the first picture stands, and when it says hello; its size is added by the browser's part.
    pub fn ready(&self) -> Value {
        let Value::Fields(mut fields) = self.told() else { return Value::Null };
        let id = self.framing.id.as_deref().map_or(Value::Null, Value::from);
        let more = [("schema", message::VERSION.into()), ("id", id), ("warnings", self.warned())];
        fields.extend(more.map(|(name, value)| (name.to_owned(), value)));
        Value::Fields(fields)
    }

    /// What had to be changed, as sentences.
    fn warned(&self) -> Value {
        let messages = self.state.messages();
        Value::List(self.state.notices.iter().map(|notice| notice.explain(messages).into()).collect())
    }

    fn change(&mut self, change: impl FnOnce(State) -> State) {
        self.state = Rc::new(change(State::clone(&self.state)));
    }

    fn visible(&self) -> bool {
        self.in_view && self.shown && !self.still
    }

    fn play(&mut self, play: bool) {
        (self.started, self.held) = (self.started || play, false);
        if self.state.playing != play && !self.still {
            self.change(|state| state.after(Action::Toggle));
        }
    }

    fn seek(&mut self, step: usize) {
        match step.checked_sub(1) {
            Some(index) => self.act(Action::Seek(index)),
            None => {
                let start = Link { step: Some(0), beat: None, play: None, ..self.state.link() };
                let start = link::write(&start);
                self.show(&start);
            }
        }
        self.held = false;
    }

    /// Another figure; what had to be changed in its link is in the reply.
    fn set(&mut self, text: String) -> Value {
        let (asked, notices) = link::read(&text);
        let now = self.state.link();
        // Where only the layer is another one, time goes on where it is.
        if (Link { spec: now.spec.clone(), ..asked.clone() }) == now && notices.is_empty() {
            // What was said of another link is over.
            self.change(|state| tidy(State { notices: Vec::new(), ..state }.after(Action::Try(text))));
        } else {
            self.show(&text);
        }
        let Value::Fields(mut fields) = self.told() else { return Value::Null };
        fields.push(("warnings".to_owned(), self.warned()));
        Value::Fields(fields)
    }

    fn show(&mut self, link: &str) {
        self.change(|state| tidy(state.after(Action::Open(link.to_owned()))));
        self.hold();
    }

    /// A figure that was just opened waits until it may play.
    fn hold(&mut self) {
        self.started |= self.framing.start == Start::Visible && self.visible();
        self.held = false;
        if self.state.playing && !(self.started && self.visible()) {
            self.held = matches!(self.framing.start, Start::Visible | Start::Auto) || self.started;
            self.change(|state| State { playing: false, ..state });
        }
    }

    /// Goes on, or waits.
    fn look(&mut self) {
        let visible = self.visible();
        if visible && self.held {
            (self.held, self.started) = (false, true);
            self.change(|state| State { epoch: state.epoch + 1, playing: true, ..state });
        } else if !visible && self.state.playing {
            self.held = true;
            self.change(|state| State { playing: false, ..state });
        }
    }

    /// True if a part stands around the figure.
    pub fn has(&self, control: Control) -> bool {
        self.framing.controls.has(control) && (control != Control::Open || self.framing.links)
    }

    /// True if a key that goes on or back has nothing left to do here: it belongs to the host.
    pub fn passes_on(&self, key: &str) -> bool {
        let moment = self.state.moment();
        let last = moment.step + 1 == self.state.plan.steps() && moment.beat >= Beat::Place;
        match key {
            "PageDown" | "ArrowRight" => last && !self.state.playing,
            "PageUp" | "ArrowLeft" => self.state.clock == Clock::START && !self.state.playing,
            _ => false,
        }
    }
}

/// Whoever embeds a figure has neither the presenter view nor panels.
fn tidy(state: State) -> State {
    State { presenting: None, panel: None, sheet: None, zoom: None, ..state }
}

/// What is told to a host of a change from one state to the next, besides [`Embed::link`] and [`Embed::step`].
pub fn news(before: &State, after: &State) -> Vec<(&'static str, Value)> {
    let mut news = Vec::new();
    if before.playing != after.playing {
        news.push(("playing", Value::fields([("playing", after.playing.into())])));
    }
    if after.said == Said::End && before.said != Said::End {
        news.push(("end", Value::Null));
    }
    news
}
