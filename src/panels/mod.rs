//! What the panels below the figure know, and every change they can make: the state of the second program.
//!
//! The page tells which panel is open, what it is set to and which figure is on the stage ([`Place`]); a panel is a function of
//! that. What a visitor does becomes an [`Ask`]: most go back to the page, which then tells the panels anew, so that the link
//! always says what is shown. Only what is being typed and what has been fetched is kept here.
//!
//! To add a panel: its word in [`link::PANELS`] and its name beside it in `ui::below`, a function in `ui::panels` and its arm in `shown`
//! there, its words in `i18n::panels`.
//!
//! What the figure is shared with ([`SHARE`]) is one more panel, in a place of its own over the page.

use crate::i18n::Lang;
use crate::link::{self, Link};
use crate::networks;
use crate::scene::{Color, Scene};
use crate::share::reel::{Make, Making, Reel};
use crate::share::{Choices, Site, Still, Tab};
use crate::spec::Spec;
use crate::stage::ThemeName;
use crate::stage::theme::Theme;
use std::rc::Rc;

/// The panel over the page, which is no part of the link.
pub const SHARE: &str = "share";

/// What the page shows at the moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// The panel's own part of the link: its name, and behind a point what it is set to.
    pub panel: String,
    /// The page's link.
    pub link: String,
    /// The language.
    pub lang: Lang,
    /// The colours.
    pub theme: ThemeName,
    /// Width of what stands in the place, in CSS pixels.
    pub width: f64,
    /// The page's address, with query and fragment.
    pub address: String,
}

/// What a visitor asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// The page shows something else.
    Place(Box<Place>),
    /// The panel is to be set otherwise, or another one is to be opened: its part of the link.
    Panel(String),
    /// The panel is to be closed.
    Close,
    /// A figure is to be put on the stage, as an entry of its own in the history.
    Open(Box<Spec>),
    /// A figure is to be put on the stage as with [`Ask::Open`], and the panel is to be set otherwise at the same time.
    Show(Box<Spec>, String),
    /// A figure is to be put on the stage in passing, while something is dragged.
    Try(Box<Spec>),
    /// The figure is to be looked at: the page goes up to it.
    Look,
    /// Something was typed into the panel's field for text.
    Type(String),
    /// The typed text is to be read.
    Read,
    /// A text is to be copied: the name of its element, and itself.
    Copy(&'static str, String),
    /// Copying succeeded, or was refused; or another thing was done, or failed, that is known by a name.
    Copied(&'static str, bool),
    /// A picture is to be saved: its name without an ending, itself, its title, and the colour of its ground.
    Save(String, Rc<Scene>, String, Color),
    /// A text is to be saved as a file: its name, its media type, itself.
    Offer(String, &'static str, Rc<str>),
    /// A picture is to be saved as pixels: its name without an ending, itself, the colour of its ground, and how many pixels of
    /// it stand for one of CSS along a side. If the browser cannot, [`Ask::Copied`] says so of [`PAINTED`].
    Paint(String, Rc<Scene>, Color, u8),
    /// Something else is chosen in what the figure is shared with.
    Share(Choices),
    /// A file of many steps is to be made.
    Make(Make),
    /// So far is it.
    Making(Making),
    /// It is not wanted any more.
    Stop,
    /// It was made, or could not be.
    Made(Make, bool),
    /// A file is to be fetched: its address relative to the page.
    Fetch(String),
    /// A file has arrived, or could not be had.
    Fetched(String, Option<String>),
}

/// The name of a picture that was to be saved as pixels.
pub const PAINTED: &str = "painted";

/// A file that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum File {
    /// It is on its way.
    Coming,
    /// It could not be had.
    Missing,
    /// It is here.
    Here(Rc<str>),
}

/// The panels.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// What the page shows.
    pub place: Place,
    /// The page's link, read.
    pub link: Link,
    /// What is being typed into the panel's field for text.
    pub draft: String,
    /// The text that was last read from it.
    pub read: Option<Rc<str>>,
    /// The figure that was on the stage then.
    pub read_on: Option<Box<Spec>>,
    /// What was copied last and whether that succeeded, until something else happens.
    pub copied: Option<(&'static str, bool)>,
    /// What is chosen in what the figure is shared with.
    pub share: Choices,
    /// The picture that is shared, while the figure is.
    pub still: Option<Rc<Still>>,
    /// What a loop is made from, while that part is shown.
    pub reel: Option<Rc<Reel>>,
    /// The file of many steps that is being made.
    pub making: Option<Making>,
    /// The one that was made last, and whether it could be, until something else is chosen.
    pub made: Option<(Make, bool)>,
    /// Files by their addresses.
    pub files: Vec<(String, File)>,
}

impl State {
    /// The panels as the page opens them.
    pub fn new(place: Place) -> Self {
        let (link, _) = link::read(&place.link);
        Self {
            place,
            link,
            draft: String::new(),
            read: None,
            read_on: None,
            copied: None,
            share: Choices::default(),
            still: None,
            reel: None,
            making: None,
            made: None,
            files: Vec::new(),
        }
    }

    /// The figure on the stage.
    pub const fn spec(&self) -> &Spec {
        &self.link.spec
    }

    /// The panel's name and what it is set to.
    pub fn panel(&self) -> (&str, &str) {
        self.place.panel.split_once('.').unwrap_or((&self.place.panel, ""))
    }

    /// The language.
    pub const fn lang(&self) -> Lang {
        self.place.lang
    }

    /// The colours.
    pub const fn theme(&self) -> &'static Theme {
        self.place.theme.theme()
    }

    /// Where the page was opened from.
    pub fn site(&self) -> Site {
        Site::of(&self.place.address)
    }

    /// What was said of a thing that was copied, if it was the last: that it was, or that it was not.
    pub fn told(&self, id: &str) -> Option<bool> {
        self.copied.filter(|(copied, _)| *copied == id).map(|(_, done)| done)
    }

    /// Width of the place in CSS pixels.
    pub const fn width(&self) -> f64 {
        self.place.width
    }

    /// A file, if it was asked for.
    pub fn file(&self, address: &str) -> Option<&File> {
        self.files.iter().find(|(known, _)| known == address).map(|(_, file)| file)
    }

    /// The link that puts a figure on the stage: language, colours, speed and panel stay.
    pub fn link_to(&self, spec: &Spec) -> String {
        let link =
            Link { spec: spec.clone(), step: None, beat: None, pin: None, play: None, with: None, ..self.link.clone() };
        link::write(&link)
    }

    /// The link that puts a figure on the stage and sets the panel.
    pub fn link_showing(&self, spec: &Spec, panel: &str) -> String {
        let mut state = self.clone();
        state.link.panel = Some(panel.into());
        state.link_to(spec)
    }

    /// The address of a file that the open panel shows and that nobody has asked for yet.
    pub fn wanted(&self) -> Option<String> {
        let ("networks", text) = self.panel() else { return None };
        let address = networks::Choice::read(text).0.entry()?.address();
        self.file(&address).is_none().then_some(address)
    }

    /// The panels after something was asked for. What the page or the browser is to do is not done here.
    #[must_use]
    pub fn after(mut self, ask: &Ask) -> Self {
        if !matches!(ask, Ask::Place(_) | Ask::Fetched(_, _) | Ask::Making(_)) {
            self.copied = None;
        }
        match ask {
            Ask::Place(place) => self.arrive(place),
            Ask::Type(text) => self.draft.clone_from(text),
            Ask::Read => {
                self.read = Some(self.draft.as_str().into());
                self.read_on = Some(Box::new(self.link.spec.clone()));
            }
            Ask::Copied(id, done) => self.copied = Some((id, *done)),
            Ask::Share(choices) => (self.share, self.made) = (*choices, None),
            Ask::Make(what) if self.reel.is_some() => {
                self.making = Some(Making { what: *what, done: 0, all: 1, bytes: 0 });
                self.made = None;
            }
            Ask::Making(making) if self.making.is_some() => self.making = Some(*making),
            Ask::Stop => self.making = None,
            Ask::Made(what, made) => (self.making, self.made) = (None, Some((*what, *made))),
            Ask::Fetch(address) => self.keep(address, File::Coming),
            Ask::Fetched(address, text) => {
                let file = text.as_deref().map_or(File::Missing, |text| File::Here(text.into()));
                self.keep(address, file);
            }
            Ask::Panel(_)
            | Ask::Close
            | Ask::Open(_)
            | Ask::Show(_, _)
            | Ask::Look
            | Ask::Try(_)
            | Ask::Copy(_, _)
            | Ask::Offer(_, _, _)
            | Ask::Paint(_, _, _, _)
            | Ask::Make(_)
            | Ask::Making(_)
            | Ask::Save(_, _, _, _) => {}
        }
        self
    }

    fn arrive(&mut self, place: &Place) {
        let name = |text: &str| text.split('.').next().map(str::to_owned);
        if name(&place.panel) != name(&self.place.panel) {
            (self.draft, self.read) = (String::new(), None);
        }
        if place.link != self.place.link {
            (self.copied, self.made) = (None, None);
            self.link = link::read(&place.link).0;
            // Another figure may have other steps.
            self.share.wish.steps = None;
        }
        self.place = place.clone();
    }

    /// Makes the picture that is shared, in the chosen colours, unless it is as it was before. Only the program that shows it does so:
    /// drawing is much of that program.
    pub fn paint(&mut self, before: &Self) {
        if self.still.is_none() || self.place != before.place || self.share.colors != before.share.colors {
            let theme = self.share.colors.theme().unwrap_or(self.place.theme);
            self.still = Still::new(&self.link, self.place.lang, theme).map(Rc::new);
        }
        let chosen = |state: &Self| (state.share.wish, state.share.colors);
        if self.share.tab != Tab::Loop {
            self.reel = None;
        } else if self.reel.is_none() || self.place != before.place || chosen(self) != chosen(before) {
            let theme = self.share.colors.theme().unwrap_or(self.place.theme);
            self.reel = Reel::new(&self.link, self.share.wish, self.place.lang, theme).map(Rc::new);
        }
    }

    fn keep(&mut self, address: &str, file: File) {
        self.files.retain(|(known, _)| known != address);
        self.files.push((address.to_owned(), file));
    }
}
