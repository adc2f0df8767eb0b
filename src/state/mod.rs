//! Everything the page knows, and every change it can make: one match.
//!
//! Pure: what follows from a click, a key or a link is decided and tested here. The browser's code sends [`Action`]s and obeys
//! the [`State`]. A new state is made for each action; the plan is shared, so a state is cheap to clone.

mod presenting;
mod said;

use said::say_step;
pub use said::{partial_sums, pooled, say_focus, say_place, shown_terms};

use crate::conv::{Axes, PaddingMode, Place, Pool, Shape};
use crate::i18n::number;
use crate::i18n::{Lang, Messages};
use crate::link::{self, Link, Notice, PANELS};
use crate::matrix::{Factor, Zoom};
use crate::spec::{Filter, Kind, Picture, Setting, Slots, Spec, SpecError, edits, slots};
use crate::stage::ThemeName;
use crate::timeline::lesson::Leg;
use crate::timeline::{Beat, Clock, Focus, Moment, Plan, Role, Speed, Target};
use std::rc::Rc;

/// A part of the page that is a sheet over its lower part where there is no room beside the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// The chapter's own control, on narrow screens.
    Control,
    /// The settings, on narrow screens.
    Settings,
    /// The equation and sizes, on narrow screens.
    Equation,
    /// Parameters and multiply-adds, on narrow screens.
    Numbers,
    /// The weight matrix, on narrow screens.
    Matrix,
    /// The list of keys.
    Keys,
    /// What the figure is taken elsewhere with; it lies over the page.
    Share,
}

impl Sheet {
    /// The word for its element.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Control => "control",
            Self::Settings => "settings",
            Self::Equation => "equation",
            Self::Numbers => "cost",
            Self::Matrix => "matrix",
            Self::Keys => "keys",
            Self::Share => "share",
        }
    }
}

/// What somebody types into a field, while it differs from what is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Which field.
    pub setting: Setting,
    /// The text as typed.
    pub text: String,
    /// Why it cannot be, if it cannot.
    pub error: Option<SpecError>,
}

/// A cell that is being edited.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The cell: an input or a weight.
    pub target: Target,
    /// The text as typed.
    pub text: String,
    /// Why it was refused, if it was.
    pub error: Option<EditError>,
}

/// Why a cell's new value is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The text is no number.
    NotNumber,
    /// There are too many edits.
    TooMany,
}

/// What was last said to those who listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing yet.
    Nothing,
    /// It plays.
    Playing,
    /// It was paused here.
    Paused,
    /// The end was reached.
    End,
    /// A step was made by hand.
    Step,
    /// Something is pointed at by keyboard or pinned.
    Focus,
}

/// A direction on a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One column to the left.
    Left,
    /// One column to the right.
    Right,
}

/// What a figure is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The same data in a chapter.
    Kind(Kind),
    /// The figure as it was when this was chosen.
    Kept,
}

impl Against {
    /// The word in the list.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.id(),
            Self::Kept => "kept",
        }
    }

    /// The n-th entry of the list: nothing, the figure kept, the chapters.
    pub fn nth(nth: usize) -> Option<Self> {
        match nth {
            0 => None,
            1 => Some(Self::Kept),
            _ => Kind::ALL.get(nth - 2).map(|&kind| Self::Kind(kind)),
        }
    }
}

/// The presenter view: one slide at a time, for a room.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Presenting {
    /// True while only paper is shown.
    pub blank: bool,
    /// True while the slide is the chapter's text.
    pub text: bool,
    /// Where time will stand still, while it runs.
    goal: Option<Leg>,
    /// True if it goes on playing afterwards.
    played: bool,
}

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The last figure that could be computed.
    pub plan: Rc<Plan>,
    /// Where in time. While it plays, the player's own clock runs ahead of this by less than a beat.
    pub clock: Clock,
    /// Counts every change of the clock that the player did not make itself.
    pub epoch: u32,
    /// True while time runs.
    pub playing: bool,
    /// True if pointing paused it and leaving goes on.
    pub resume: bool,
    /// The chosen speed.
    pub speed: Speed,
    /// The cell under the pointer.
    pub pointed: Option<Rc<Focus>>,
    /// The cell that stays.
    pub pinned: Option<Rc<Focus>>,
    /// The cell being edited.
    pub edit: Option<Edit>,
    /// The field being typed into.
    pub draft: Option<Draft>,
    /// The slot beside the figure that is being typed into, the text, and whether it is refused.
    pub slot: Option<(usize, String, bool)>,
    /// Changes that the link needed.
    pub notices: Vec<Notice>,
    /// The sheet that is open.
    pub sheet: Option<Sheet>,
    /// The panel below the figure and what it is set to, in the second program's words.
    pub panel: Option<Rc<str>>,
    /// What the figure is compared with.
    pub against: Option<Against>,
    /// The figure that it is compared with.
    pub beside: Option<Rc<Plan>>,
    /// The presenter view, if it is shown.
    pub presenting: Option<Presenting>,
    /// The part of the weight matrix that is enlarged over the figure.
    pub zoom: Option<Zoom>,
    /// The language.
    pub lang: Lang,
    /// True if somebody chose the language, so that the link keeps it.
    pub lang_chosen: bool,
    /// The colours.
    pub theme: ThemeName,
    /// True if somebody chose the colours, so that the link keeps them.
    pub theme_chosen: bool,
    /// True if the visitor asked for less motion: nothing plays by itself, nothing slides.
    pub calm: bool,
    /// What was last said.
    pub said: Said,
    /// What is outlined in the figure, since its letter, number or word is pointed at.
    pub hint: Option<Role>,
    /// Counts changes that make an entry in the browser's history.
    pub visits: u32,
}

/// What the visitor's browser says before anything else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Browser {
    /// The browser's first language that the page has.
    pub lang: Lang,
    /// The browser's colours.
    pub theme: ThemeName,
    /// True if less motion is asked for.
    pub calm: bool,
}

/// Every change the interface can make.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A link was opened, or the browser went back or forward.
    Open(String),
    /// Another layer is tried, in passing: the one of a link. Where in time it stands, and whether it plays, stays.
    Try(String),
    /// A chapter was chosen.
    Choose(Kind),
    /// The chapter's settings go back to its start.
    StartFresh,
    /// A number setting was set by slider or segment.
    Set(Setting, usize),
    /// A number setting goes to its next legal value: up, or down.
    Step(Setting, bool),
    /// Something was typed into a field.
    Type(Setting, String),
    /// Something was typed into a slot beside the figure.
    TypeSlot(usize, String),
    /// New numbers in the two small kernels.
    DrawSlots,
    /// A field was left, or Escape was pressed in it.
    LeaveField,
    /// The border's mode was chosen.
    Mode(PaddingMode),
    /// The kernel's turn was chosen.
    Flip(bool),
    /// What a pooling window gives was chosen.
    Pool(Pool),
    /// The bias was switched.
    Bias(bool),
    /// A picture was chosen.
    Picture(Picture),
    /// A kernel was chosen.
    Filter(Filter),
    /// New random numbers.
    NewSeed,
    /// Output maps for each input channel.
    Multiplier(usize),
    /// All edited values go back.
    UndoEdits,
    /// The chapter's own control, by keyboard: up or down.
    Nudge(bool),

    /// Play or pause.
    Toggle,
    /// One step forward.
    Forward,
    /// One step back.
    Back,
    /// One beat forward.
    ForwardBeat,
    /// One beat back.
    BackBeat,
    /// The first step.
    First,
    /// The last step.
    Last,
    /// A step, counted from 0, complete.
    Seek(usize),
    /// The end of a beat of the present step.
    SkipTo(Beat),
    /// The player's clock has come this far; false: it has stopped.
    Reached(Clock, bool),
    /// A speed was chosen.
    Speed(Speed),

    /// The pointer is on a cell, or on none.
    Point(Option<Target>),
    /// The pointer is on a letter, number or word for a part of the figure, or on none.
    Hint(Option<Role>),
    /// A cell was clicked, or the empty ground.
    Pin(Option<Target>),
    /// A finger tapped a cell, or the empty ground: the first tap points, the second pins, one elsewhere frees.
    Tap(Option<Target>),
    /// The pin moves on its grid.
    MovePin(Way),
    /// The pointer is on an entry of the weight matrix, an output and an input, or on none.
    PointEntry(Option<(usize, usize)>),
    /// An entry of the weight matrix was clicked, or none.
    PinEntry(Option<(usize, usize)>),
    /// The pin moves to the next entry of the weight matrix.
    MoveEntry(Way),
    /// The weight matrix is enlarged over the figure and shows a part, or goes back to its place.
    Zoom(Option<Zoom>),
    /// Edit, pin, sheet, enlarged matrix: the first of these is left.
    Escape,
    /// A cell is to be edited; `None`: the pinned one.
    Edit(Option<Target>),
    /// Something was typed into the edited cell.
    EditText(String),
    /// The edited value counts.
    EditDone,

    /// A language was chosen.
    Language(Lang),
    /// Colours were chosen.
    Theme(ThemeName),
    /// The browser's own colours changed.
    SystemTheme(ThemeName),
    /// The wish for less motion changed.
    Calm(bool),
    /// A sheet was opened, or all were closed.
    Sheet(Option<Sheet>),
    /// A panel below the figure was opened or set, or the open one was closed.
    Panel(Option<Rc<str>>),
    /// A notice was read.
    Dismiss(usize),

    /// What the figure is compared with was chosen.
    Compare(Option<Against>),
    /// The presenter view begins or ends.
    Present(bool),
    /// A click in the presenter view: forward, or back.
    Turn(bool),
    /// Only paper, or the slide again.
    Blank,
}

impl State {
    /// The page as a link opens it.
    pub fn open(text: &str, browser: Browser) -> Self {
        let (link, notices) = link::read(text);
        let plan = Rc::new(plan_of(&link.spec));
        let clock = link.clock(plan.steps());
        let pinned = link.pin.and_then(|target| Focus::new(&plan, target, true)).map(Rc::new);
        let against = link.with.map(Against::Kind);
        let beside = beside(&link.spec, against);
        Self {
            against,
            beside,
            clock,
            epoch: 0,
            playing: link.plays() && !browser.calm && !link.present,
            resume: false,
            speed: link.speed,
            pointed: None,
            pinned,
            edit: None,
            draft: None,
            slot: None,
            notices,
            sheet: None,
            presenting: link
                .present
                .then(|| Presenting { played: link.plays() && !browser.calm, ..Presenting::default() }),
            zoom: None,
            lang: link.lang.unwrap_or(browser.lang),
            lang_chosen: link.lang.is_some(),
            theme: link.theme.unwrap_or(browser.theme),
            theme_chosen: link.theme.is_some(),
            panel: link.panel,
            calm: browser.calm,
            said: Said::Nothing,
            hint: None,
            visits: 0,
            plan,
        }
    }

    /// The spec of the figure that is shown.
    pub fn spec(&self) -> &Spec {
        self.plan.spec()
    }

    /// The words.
    pub fn messages(&self) -> &'static Messages {
        self.lang.messages()
    }

    /// What is lit: pointed wins over pinned.
    pub fn focus(&self) -> Option<&Rc<Focus>> {
        self.pointed.as_ref().or(self.pinned.as_ref())
    }

    /// Where in time, as the clock of the state has it.
    pub fn moment(&self) -> Moment {
        self.clock.moment(self.tempo())
    }

    /// How fast time runs: what the presenter view does not show output by output runs quickly.
    pub fn tempo(&self) -> Speed {
        match self.goal() {
            Some(leg) if leg.runs => Speed::Four,
            Some(_) => Speed::One,
            None => self.speed,
        }
    }

    /// Where time will stand still, in the presenter view.
    pub fn goal(&self) -> Option<Leg> {
        self.presenting.as_ref().and_then(|presenting| presenting.goal)
    }

    /// The colours that are shown: in the presenter view those for a projector, unless somebody chose dark.
    pub fn dress(&self) -> ThemeName {
        let dark = self.theme == ThemeName::Dark && self.theme_chosen;
        if self.presenting.is_some() && !dark { ThemeName::Projector } else { self.theme }
    }

    /// The figure as a link: while it plays, without a step.
    pub fn link(&self) -> Link {
        let moment = self.moment();
        let standing = !self.playing && !self.resume;
        let complete = moment.beat >= Beat::Place;
        Link {
            spec: self.spec().clone(),
            step: standing.then(|| if self.clock == Clock::START { 0 } else { moment.step + 1 }),
            beat: (standing && !complete && moment.beat != Beat::Slide).then_some(moment.beat),
            pin: self.pinned.as_ref().map(|focus| focus.target),
            play: (!standing && self.pinned.is_some()).then_some(true),
            speed: self.speed,
            lang: self.lang_chosen.then_some(self.lang),
            theme: self.theme_chosen.then_some(self.theme),
            with: match self.against {
                Some(Against::Kind(kind)) => Some(kind),
                Some(Against::Kept) | None => None,
            },
            present: self.presenting.is_some(),
            panel: self.panel.clone(),
        }
    }

    /// The text of a field: what is being typed, or the setting.
    pub fn field(&self, setting: Setting) -> String {
        match &self.draft {
            Some(draft) if draft.setting == setting => draft.text.clone(),
            Some(_) | None => setting.text(self.spec()),
        }
    }

    /// Why what is being typed into a field cannot be.
    pub fn field_error(&self, setting: Setting) -> Option<String> {
        let draft = self.draft.as_ref().filter(|draft| draft.setting == setting)?;
        draft.error.as_ref().map(|error| error.explain(self.messages()))
    }

    /// The text of a slot beside the figure: what is being typed, or its number.
    pub fn slot_text(&self, slot: usize) -> String {
        match &self.slot {
            Some((typed, text, _)) if *typed == slot => text.clone(),
            Some(_) | None => self.spec().slots.part(slot..slot + 1)[0].to_string(),
        }
    }

    /// What a slot beside the figure holds.
    pub fn slot_name(&self, slot: usize) -> String {
        let messages = self.messages();
        let name = |name: &str, rest: String| (messages.control_now)(name, &rest);
        match slot.checked_sub(slots::RATES.start) {
            Some(layer) => name(messages.rate, (layer + 1).to_string()),
            None => {
                name(if slot < slots::B.start { "a" } else { "b" }, (messages.at_place)(slot / 2 % 2 + 1, slot % 2 + 1))
            }
        }
    }

    /// Why the text of a slot is refused.
    pub fn slot_error(&self) -> Option<&'static str> {
        let (slot, _, _) = self.slot.as_ref().filter(|(_, _, refused)| *refused)?;
        let messages = self.messages();
        Some(if *slot < slots::RATES.start { messages.slot_refused } else { messages.rate_refused })
    }

    /// The sentence for those who listen.
    pub fn live(&self) -> String {
        let messages = self.messages();
        let moment = self.moment();
        match self.said {
            Said::Nothing => String::new(),
            Said::Playing => (messages.live_start)(self.spec().kind.words(messages).title),
            Said::Paused => (messages.live_paused)(moment.step + 1, self.plan.steps()),
            Said::End => (messages.live_end)(self.plan.steps()),
            Said::Step => say_step(&self.plan, moment, messages),
            Said::Focus => self.focus().map(|focus| say_focus(&self.plan, focus, messages)).unwrap_or_default(),
        }
    }

    /// The sentence under the figure: what is pointed at, or the step that stands complete; `None` while it plays.
    pub fn sentence(&self) -> Option<String> {
        let (messages, moment) = (self.messages(), self.moment());
        match self.focus() {
            Some(focus) => Some(say_focus(&self.plan, focus, messages)),
            None => (!self.playing && moment.beat >= Beat::Place).then(|| say_step(&self.plan, moment, messages)),
        }
    }

    /// The page after an action.
    #[must_use]
    pub fn after(mut self, action: Action) -> Self {
        match action {
            Action::Open(text) => self.reopen(&text),
            Action::Try(text) => self.change(link::read(&text).0.spec),
            Action::Choose(kind) => self.choose(kind),
            Action::StartFresh => self.change(self.spec().kind.spec()),
            Action::Set(setting, value) => self.attempt(&setting.with(self.spec(), value)),
            Action::Step(setting, up) => self.nudge_setting(setting, up),
            Action::Type(setting, text) => self.type_into(setting, text),
            Action::LeaveField => (self.draft, self.slot) = (None, None),
            Action::TypeSlot(slot, text) => self.type_slot(slot, text),
            Action::DrawSlots => self.change_slots(self.spec().slots.drawn()),
            Action::Mode(mode) => {
                let mut spec = self.spec().clone();
                spec.padding.mode = mode;
                self.attempt_or_narrow(spec);
            }
            Action::Flip(flip) => self.change(Spec { flip, ..self.spec().clone() }),
            Action::Pool(pool) => self.change(Spec { pool, ..self.spec().clone() }),
            Action::Bias(bias) => self.change(Spec { bias, ..self.spec().clone() }),
            Action::Picture(picture) => {
                self.change(Spec { picture, input_edits: Default::default(), ..self.spec().clone() });
            }
            Action::Filter(filter) => {
                self.change(Spec { filter, weight_edits: Default::default(), ..self.spec().clone() });
            }
            Action::NewSeed => {
                let seed = (self.spec().seed + 1) % (*Setting::Seed.range().end() as u32 + 1);
                self.change(Spec { seed, ..self.spec().clone() });
            }
            Action::Multiplier(times) => {
                self.attempt(&Setting::OutChannels.with(self.spec(), self.spec().in_channels * times));
            }
            Action::UndoEdits => self.change(Spec {
                input_edits: Default::default(),
                weight_edits: Default::default(),
                ..self.spec().clone()
            }),
            Action::Nudge(up) => self.nudge(up),

            Action::Toggle => self.toggle(),
            Action::Forward => self.stand_at(self.clock.forward(self.plan.steps())),
            Action::Back => self.stand_at(self.clock.back()),
            Action::ForwardBeat => self.stand_at(self.clock.forward_beat(self.plan.steps())),
            Action::BackBeat => self.stand_at(self.clock.back_beat()),
            Action::First => self.stand_at(Clock::at(0, Beat::Rest)),
            Action::Last => self.stand_at(Clock::at(self.plan.steps() - 1, Beat::Rest)),
            Action::Seek(step) => self.stand_at(Clock::at(step.min(self.plan.steps() - 1), Beat::Rest)),
            Action::SkipTo(beat) => self.stand_at(Clock::at(self.moment().step, beat)),
            Action::Reached(clock, running) => self.reached(clock, running),
            Action::Speed(speed) => self.speed = speed,

            Action::Point(target) => self.point(target),
            Action::Hint(role) => self.hint = role,
            Action::Pin(target) => self.pin(target),
            Action::Tap(target) => self.tap(target),
            Action::MovePin(way) => self.move_pin(way),
            Action::PointEntry(entry) => self.point_entry(entry),
            Action::PinEntry(entry) => self.pin_entry(entry),
            Action::MoveEntry(way) => self.move_entry(way),
            Action::Zoom(zoom) => self.zoom = zoom,
            Action::Escape => self.escape(),
            Action::Edit(target) => self.start_edit(target),
            Action::EditText(text) => {
                if let Some(edit) = &mut self.edit {
                    *edit = Edit { text, error: None, ..edit.clone() };
                }
            }
            Action::EditDone => self.finish_edit(),

            Action::Language(lang) => (self.lang, self.lang_chosen) = (lang, true),
            Action::Theme(theme) => (self.theme, self.theme_chosen) = (theme, true),
            Action::SystemTheme(theme) if !self.theme_chosen => self.theme = theme,
            Action::SystemTheme(_) => {}
            Action::Calm(calm) => self.calm = calm,
            Action::Sheet(sheet) => {
                (self.sheet, self.zoom) = (sheet, None);
                if sheet == Some(Sheet::Share) {
                    // What is shared is this instant.
                    (self.playing, self.resume, self.pointed) = (false, false, None);
                    self.epoch += 1;
                }
            }
            Action::Panel(panel) => self.open_panel(panel.filter(|panel| link::is_panel(panel))),
            Action::Dismiss(index) if index < self.notices.len() => drop(self.notices.remove(index)),
            Action::Dismiss(_) => {}

            Action::Compare(against) => self.compare(against),
            Action::Present(on) if on != self.presenting.is_some() => self.present(on),
            Action::Present(_) => {}
            Action::Turn(forward) => self.turn(forward),
            Action::Blank => {
                if let Some(presenting) = &mut self.presenting {
                    presenting.blank = !presenting.blank;
                }
            }
        }
        self
    }

    /// A link in the same visit: language and colours stay unless the link chooses them.
    fn reopen(&mut self, text: &str) {
        let browser = Browser { lang: self.lang, theme: self.theme, calm: self.calm };
        let fresh = Self::open(text, browser);
        *self = Self {
            epoch: self.epoch + 1,
            lang_chosen: fresh.lang_chosen || self.lang_chosen,
            theme_chosen: fresh.theme_chosen || self.theme_chosen,
            visits: self.visits,
            ..fresh
        };
    }

    /// Shows another figure beside this one.
    fn compare(&mut self, against: Option<Against>) {
        let kept = || Some(Rc::clone(&self.plan));
        self.beside = if against == Some(Against::Kept) { kept() } else { beside(self.spec(), against) };
        self.against = against;
        (self.zoom, self.edit) = (None, None);
    }

    /// What the two figures are called that are compared.
    pub fn names_beside(&self) -> [String; 2] {
        let name = |plan: &Plan| plan.spec().kind.words(self.messages()).short.to_owned();
        let other = self.beside.as_ref().map(|plan| name(plan)).unwrap_or_default();
        let kept = self.against == Some(Against::Kept);
        [name(&self.plan), if kept { number::filled(self.messages().kept, &[other]) } else { other }]
    }

    fn choose(&mut self, kind: Kind) {
        self.compare(None);
        self.change(kind.spec());
        // They were about another figure.
        self.notices.clear();
        self.clock = Clock::START;
        self.playing = !self.calm && self.presenting.is_none();
        self.pinned = None;
        self.sheet = None;
        self.zoom = None;
        self.visits += 1;
        self.open_slide(false);
    }

    /// Shows another spec that can be computed.
    fn change(&mut self, spec: Spec) {
        if spec == *self.spec() {
            return;
        }
        let plan = Rc::new(plan_of(&spec));
        let again = |focus: &Rc<Focus>| match focus.entry {
            Some(entry) => Focus::of_entry(&plan, entry, focus.pinned).map(Rc::new),
            None => Focus::new(&plan, focus.target, focus.pinned).map(Rc::new),
        };
        self.pinned = self.pinned.as_ref().and_then(again);
        self.pointed = self.pointed.as_ref().and_then(again);
        self.clock = self.clock.within(plan.steps());
        if self.against != Some(Against::Kept) {
            self.beside = beside(&spec, self.against);
        }
        self.epoch += 1;
        self.draft = None;
        self.slot = None;
        self.edit = None;
        self.plan = plan;
    }

    /// Shows another spec if it can be computed; else nothing changes.
    fn attempt(&mut self, spec: &Spec) {
        if spec.check().is_ok() {
            self.change(spec.clone());
        }
    }

    /// Shows another spec, narrowed to what its border's mode can fill.
    fn attempt_or_narrow(&mut self, mut spec: Spec) {
        let mut adjusted = Vec::new();
        link::repair(&mut spec, &mut adjusted);
        self.change(spec);
        self.notices = adjusted;
    }

    fn type_into(&mut self, setting: Setting, text: String) {
        match setting.read(self.spec(), &text) {
            Ok(spec) => {
                self.change(spec);
                self.draft = Some(Draft { setting, text, error: None });
            }
            Err(error) => self.draft = Some(Draft { setting, text, error: Some(error) }),
        }
    }

    fn type_slot(&mut self, slot: usize, text: String) {
        let value = slots::read(&text).filter(|&value| slots::fits(slot, value));
        if let Some(value) = value {
            self.change_slots(self.spec().slots.with(slot, value));
        }
        self.slot = Some((slot, text, value.is_none()));
    }

    fn change_slots(&mut self, slots: Slots) {
        self.change(Spec { slots, ..self.spec().clone() });
        self.slot = None;
    }

    /// The next legal value of the chapter's own setting.
    fn nudge(&mut self, up: bool) {
        use crate::spec::kind::Control;
        match self.spec().kind.control() {
            Control::Values(setting, _) => self.nudge_setting(setting, up),
            Control::Groups => self.nudge_setting(Setting::Groups, up),
            Control::Flip => self.change(Spec { flip: up, ..self.spec().clone() }),
            Control::Pool => self.change(Spec { pool: if up { Pool::Mean } else { Pool::Max }, ..self.spec().clone() }),
            Control::Multiplier(_) => {
                let now = self.spec().multiplier();
                let next = if up { now + 1 } else { now.saturating_sub(1).max(1) };
                self.attempt(&Setting::OutChannels.with(self.spec(), self.spec().in_channels * next));
            }
        }
    }

    fn nudge_setting(&mut self, setting: Setting, up: bool) {
        let legal = setting.legal(self.spec());
        let now = setting.value(self.spec()).unwrap_or_default();
        let next = if up { legal.iter().find(|&&v| v > now) } else { legal.iter().rev().find(|&&v| v < now) };
        if let Some(&value) = next {
            self.attempt(&setting.with(self.spec(), value));
        }
    }

    fn toggle(&mut self) {
        self.pointed = None;
        self.resume = false;
        if self.playing {
            self.playing = false;
            self.said = Said::Paused;
        } else {
            self.clock = self.clock.run(self.plan.steps());
            self.pinned = None;
            self.playing = true;
            self.said = Said::Playing;
        }
        self.epoch += 1;
    }

    /// Stops here, by hand.
    fn stand_at(&mut self, clock: Clock) {
        self.clock = clock;
        self.epoch += 1;
        self.playing = false;
        self.resume = false;
        self.pointed = None;
        self.said = Said::Step;
        self.open_slide(false);
    }

    fn reached(&mut self, clock: Clock, running: bool) {
        self.clock = clock.within(self.plan.steps());
        if self.playing && !running {
            self.playing = false;
            self.epoch += 1;
            self.said = if self.presenting.is_some() { Said::Step } else { Said::End };
            self.open_slide(false);
        }
    }

    fn point(&mut self, target: Option<Target>) {
        let target = target.filter(|_| self.presenting.is_none());
        let is_same = |focus: &Rc<Focus>| focus.entry.is_none() && Some(focus.target) == target;
        if self.pointed.as_ref().is_some_and(is_same) {
            return;
        }
        self.show_pointed(target.and_then(|target| Focus::new(&self.plan, target, false)));
    }

    fn point_entry(&mut self, entry: Option<(usize, usize)>) {
        if entry.is_none() || entry != self.pointed.as_ref().and_then(|focus| focus.entry) {
            self.show_pointed(entry.and_then(|entry| Focus::of_entry(&self.plan, entry, false)));
        }
    }

    /// Lights what is pointed at. Pointing pauses; leaving goes on if it was playing.
    fn show_pointed(&mut self, focus: Option<Focus>) {
        self.pointed = focus.map(Rc::new);
        match (self.pointed.is_some(), self.playing, self.resume) {
            (true, true, _) => (self.playing, self.resume) = (false, true),
            (false, false, true) => (self.playing, self.resume) = (true, false),
            (true | false, _, _) => {}
        }
    }

    fn pin(&mut self, target: Option<Target>) {
        let is_same = |focus: &Rc<Focus>| focus.entry.is_none() && Some(focus.target) == target;
        let again = self.pinned.as_ref().is_some_and(is_same);
        self.show_pinned(target.filter(|_| !again).and_then(|target| Focus::new(&self.plan, target, true)));
    }

    fn pin_entry(&mut self, entry: Option<(usize, usize)>) {
        let again = entry == self.pinned.as_ref().and_then(|focus| focus.entry);
        self.show_pinned(entry.filter(|_| !again).and_then(|entry| Focus::of_entry(&self.plan, entry, true)));
    }

    /// Lights what stays, and stands still.
    fn show_pinned(&mut self, focus: Option<Focus>) {
        self.pointed = None;
        self.edit = None;
        self.pinned = focus.map(Rc::new);
        self.playing = false;
        self.resume = false;
        self.said = if self.pinned.is_some() { Said::Focus } else { self.said };
    }

    fn tap(&mut self, target: Option<Target>) {
        let is = |focus: &Option<Rc<Focus>>| target.is_some() && focus.as_ref().map(|focus| focus.target) == target;
        if is(&self.pinned) {
            return;
        }
        if is(&self.pointed) || (target.is_none() && self.pinned.is_some()) {
            self.pin(target);
        } else {
            self.pinned = None;
            self.point(target);
        }
    }

    fn move_pin(&mut self, way: Way) {
        let Some(pinned) = &self.pinned else { return };
        let plan = &self.plan;
        let step = |shape: Shape, index: usize| {
            let place = moved(shape.place(index), shape.size, way);
            shape.index(place.channel, place.row, place.col)
        };
        let target = match pinned.target {
            Target::Input(index) => Target::Input(step(plan.input().shape(), index)),
            Target::Output(index) => {
                let (pass, local) = plan.pass_of_output(index);
                Target::Output(plan.before(pass).0 + step(plan.passes()[pass].output.shape(), local))
            }
            Target::Weight(index) => {
                let (pass, local) = plan.pass_of_weight(index);
                Target::Weight(plan.before(pass).1 + step(plan.weight_shape(pass), local))
            }
        };
        self.pinned = Focus::new(plan, target, true).map(Rc::new);
        self.said = Said::Focus;
    }

    /// The entry of the weight matrix that is lit, or the first of the running row.
    fn entry(&self) -> (usize, usize) {
        let row = self.focus().and_then(|focus| focus.output()).unwrap_or_else(|| self.moment().step);
        let (pass, local) = self.plan.pass_of_output(row);
        let first = || (row, Factor::of(&self.plan, pass).row(local).first().map_or(0, |entry| entry.col));
        self.focus().and_then(|focus| focus.entry).unwrap_or_else(first)
    }

    /// The weight matrix enlarged about that entry; where it is large already, with larger or smaller entries, and from the
    /// smallest back in its place.
    pub fn zoomed(&self, larger: bool) -> Option<Zoom> {
        let (output, col) = self.entry();
        match self.zoom {
            Some(zoom) => zoom.by(larger),
            None => larger.then(|| Zoom::around((self.plan.pass_of_output(output).1, col))),
        }
    }

    /// Goes on from the entry that is lit; if none is, begins with the first of the running row.
    fn move_entry(&mut self, way: Way) {
        let (mut output, mut read) = self.entry();
        let (pass, row) = self.plan.pass_of_output(output);
        let (down, right) = match way {
            Way::Up => (-1, 0),
            Way::Down => (1, 0),
            Way::Left => (0, -1),
            Way::Right => (0, 1),
        };
        let lit = self.focus().is_some_and(|focus| focus.entry.is_some());
        let next = Factor::of(&self.plan, pass).beside((row, read), down, right).filter(|_| lit);
        if let Some((row, col)) = next {
            (output, read) = (self.plan.before(pass).0 + row, col);
            self.zoom = self.zoom.map(|zoom| Zoom { row, col, ..zoom });
        }
        self.show_pinned(Focus::of_entry(&self.plan, (output, read), true));
    }

    fn escape(&mut self) {
        if self.edit.take().is_some() || self.draft.take().is_some() || self.slot.take().is_some() {
            return;
        }
        if self.sheet.take().is_some() || (self.pinned.is_none() && self.zoom.take().is_some()) {
            return;
        }
        if self.pinned.is_none() && self.against.is_some() {
            return self.compare(None);
        }
        if self.pinned.is_none() {
            return self.open_panel(None);
        }
        self.pin(None);
    }

    /// Opens, sets or closes the panel below the figure; another one, or none, is an entry of its own in the history.
    fn open_panel(&mut self, panel: Option<Rc<str>>) {
        let name = |panel: &Option<Rc<str>>| {
            PANELS.iter().position(|name| panel.as_ref().is_some_and(|panel| panel.starts_with(name)))
        };
        self.visits += u32::from(name(&panel) != name(&self.panel));
        self.panel = panel;
    }

    fn start_edit(&mut self, target: Option<Target>) {
        let target = target.or_else(|| self.pinned.as_ref().map(|focus| focus.target));
        let value = match target {
            Some(Target::Input(index)) => self.plan.input().data().get(index).copied(),
            Some(Target::Weight(index)) => self.plan.weight(index),
            Some(Target::Output(_)) | None => None,
        };
        let Some((target, value)) = target.zip(value) else { return };
        self.playing = false;
        self.resume = false;
        self.pointed = None;
        self.pinned = Focus::new(&self.plan, target, true).map(Rc::new);
        self.edit = Some(Edit { target, text: number::plain(value), error: None });
    }

    fn finish_edit(&mut self) {
        let Some(edit) = self.edit.clone() else { return };
        let refuse = |error| Some(Edit { error: Some(error), ..edit.clone() });
        let Some(value) = edits::read_value(&edit.text) else {
            self.edit = refuse(EditError::NotNumber);
            return;
        };
        let mut spec = self.spec().clone();
        let kept = match edit.target {
            Target::Input(index) => {
                let Place { channel, row, col } = self.plan.input().shape().place(index);
                spec.input_edits.set([channel, row, col], value)
            }
            Target::Weight(index) => spec.weight_edits.set(spec.weight_place(index), value),
            Target::Output(_) => true,
        };
        if kept {
            self.edit = None;
            self.change(spec);
        } else {
            self.edit = refuse(EditError::TooMany);
        }
    }
}

/// The same data in the chapter that a figure is compared with.
fn beside(spec: &Spec, against: Option<Against>) -> Option<Rc<Plan>> {
    let Some(Against::Kind(kind)) = against else { return None };
    Some(Rc::new(plan_of(&link::compared(spec, kind))))
}

/// The figure of a spec that has been checked; the first chapter's if it has not.
fn plan_of(spec: &Spec) -> Plan {
    // Without `expect`, which would carry the names of every error and its fields into the download.
    let Ok(plan) = Plan::new(spec).or_else(|_| Plan::new(&Spec::default())) else {
        unreachable!("the first chapter can be computed");
    };
    plan
}

fn moved(place: Place, size: Axes<usize>, way: Way) -> Place {
    let Place { channel, row, col } = place;
    match way {
        Way::Up => Place { row: row.saturating_sub(1), ..place },
        Way::Down => Place { row: (row + 1).min(size.row - 1), ..place },
        Way::Left => Place { col: col.saturating_sub(1), ..place },
        Way::Right => Place { channel, row, col: (col + 1).min(size.col - 1) },
    }
}

/// The step as text: "Step 23 of 72".
pub fn step_text(state: &State) -> String {
    (state.messages().step_of)(state.moment().step + 1, state.plan.steps())
}
