//! What a figure is taken elsewhere with: its link, the texts that put it into a page, a QR code.
//!
//! All of it follows from the page's link, the page's address and what is chosen here ([`Choices`]); [`snippet::write`] makes the
//! texts, [`qr::code`] the code. That a text means in its own language what it is to mean is [`escape`]'s affair.
//!
//! To add a way of pasting: a variant of [`Form`], its place in [`Form::of`], an arm in [`snippet::write`], its name in
//! [`crate::i18n::panels::share`].

pub mod escape;
pub mod qr;
pub mod reel;
mod site;
pub mod snippet;
mod still;

pub use site::{SINGLE, Site};
pub use still::Still;

use crate::conv::{Axes, Pool};
use crate::export::caption::name;
use crate::i18n::Lang;
use crate::i18n::number::filled;
use crate::i18n::panels::share::Words;
use crate::link::{self, Link};
use crate::spec::kind::Control;
use crate::spec::{Kind, Setting, Spec};
use crate::stage::ThemeName;

/// The parts of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The address.
    #[default]
    Link,
    /// The figure that runs in another page.
    Embed,
    /// The figure as it stands.
    Picture,
    /// The figure that moves, as a file.
    Loop,
}

impl Tab {
    /// Every part, in order.
    pub const ALL: [Self; 4] = [Self::Link, Self::Embed, Self::Picture, Self::Loop];

    /// The part before or after this one; behind the last comes the first.
    pub fn beside(self, forward: bool) -> Self {
        Self::ALL[(self as usize + if forward { 1 } else { Self::ALL.len() - 1 }) % Self::ALL.len()]
    }
}

/// What the text is written for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// The address alone.
    #[default]
    Address,
    /// A link in Markdown.
    MarkdownLink,
    /// A link in HTML.
    HtmlLink,
    /// The element `<convo-scope>`.
    Element,
    /// A plain `<iframe>`.
    Frame,
    /// An include of Jekyll's.
    Jekyll,
    /// A shortcode of Hugo's.
    Hugo,
    /// A slide of reveal.js.
    Reveal,
    /// A picture with a link in Markdown.
    MarkdownPicture,
    /// A picture with a link and a caption in HTML.
    HtmlPicture,
}

impl Form {
    /// Every form, in the order of their names.
    pub const ALL: [Self; 10] = [
        Self::Address,
        Self::MarkdownLink,
        Self::HtmlLink,
        Self::Element,
        Self::Frame,
        Self::Jekyll,
        Self::Hugo,
        Self::Reveal,
        Self::MarkdownPicture,
        Self::HtmlPicture,
    ];

    /// The forms of a part of the panel.
    pub fn of(tab: Tab) -> &'static [Self] {
        match tab {
            Tab::Link => &Self::ALL[..3],
            Tab::Embed => &Self::ALL[3..8],
            Tab::Picture => &Self::ALL[8..],
            Tab::Loop => &[],
        }
    }
}

/// How large the figure is in the other page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 720 × 420 CSS pixels.
    #[default]
    Wide,
    /// 480 × 360.
    Middle,
    /// 360 × 480.
    Tall,
    /// As wide as its column.
    Fluid,
}

impl Size {
    /// Every size, in order.
    pub const ALL: [Self; 4] = [Self::Wide, Self::Middle, Self::Tall, Self::Fluid];

    /// Width and height in CSS pixels; `None` if the column decides.
    pub const fn pixels(self) -> Option<(u32, u32)> {
        match self {
            Self::Wide => Some((720, 420)),
            Self::Middle => Some((480, 360)),
            Self::Tall => Some((360, 480)),
            Self::Fluid => None,
        }
    }
}

/// When the figure begins to play.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Starts {
    /// When it comes into view.
    #[default]
    Seen,
    /// At a click.
    Click,
    /// Not by itself.
    Still,
}

impl Starts {
    /// Every way, in order.
    pub const ALL: [Self; 3] = [Self::Seen, Self::Click, Self::Still];

    /// The value of the key `start`; `None` for what holds without it.
    pub const fn id(self) -> Option<&'static str> {
        match self {
            Self::Seen => None,
            Self::Click => Some("click"),
            Self::Still => Some("manual"),
        }
    }
}

/// The figure's colours in the other page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colors {
    /// As that page, or its reader's system, has them.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Colors {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The theme; `None` if it is not chosen here.
    pub const fn theme(self) -> Option<ThemeName> {
        match self {
            Self::Auto => None,
            Self::Light => Some(ThemeName::Light),
            Self::Dark => Some(ThemeName::Dark),
        }
    }
}

/// What is chosen in the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The part that is shown.
    pub tab: Tab,
    /// The form chosen in the first three parts.
    pub forms: [Form; 3],
    /// The size.
    pub size: Size,
    /// When it plays.
    pub starts: Starts,
    /// The colours.
    pub colors: Colors,
    /// How many pixels of a saved picture stand for one of CSS, along a side: 1 to 4.
    pub scale: u8,
    /// What is chosen of the loop.
    pub wish: reel::Wish,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            tab: Tab::default(),
            forms: [Form::Address, Form::Element, Form::MarkdownPicture],
            size: Size::default(),
            starts: Starts::default(),
            colors: Colors::default(),
            scale: 2,
            wish: reel::Wish::default(),
        }
    }
}

impl Choices {
    /// The form of the part that is shown; the first of all where it has none.
    pub fn form(&self) -> Form {
        self.forms.get(self.tab as usize).copied().unwrap_or_default()
    }

    /// With another form for the part that is shown.
    #[must_use]
    pub fn with_form(mut self, form: Form) -> Self {
        if let Some(now) = self.forms.get_mut(self.tab as usize) {
            *now = form;
        }
        self
    }
}

/// The link that opens the figure in the page: with its panel, not in the presenter view, in the chosen colours.
pub fn page_link(link: &Link, colors: Colors) -> String {
    link::write(&Link { present: false, theme: colors.theme(), ..link.clone() })
}

/// The link of the figure alone, as it is put into another page, without what that says otherwise: panel, presenter view, colours.
pub fn figure_link(link: &Link) -> String {
    link::write(&Link { present: false, theme: None, panel: None, ..link.clone() })
}

/// Joins a key to a link.
pub fn joined(link: &str, key: &str, value: Option<&str>) -> String {
    match value {
        Some(value) if link.is_empty() => format!("{key}={value}"),
        Some(value) => format!("{link}&{key}={value}"),
        None => link.to_owned(),
    }
}

/// What the figure shows, short: "Grouped convolution, 2 groups".
pub fn title(spec: &Spec, lang: Lang) -> String {
    let words = Words::of(lang);
    let name = name(spec, lang);
    match spec.kind.control() {
        // The name says it.
        Control::Pool | Control::Flip => name.to_owned(),
        _ => format!("{name}{}{}", words.comma, detail(spec, words)),
    }
}

/// The value of what the chapter is about: "2 groups", "rate 2".
pub fn detail(spec: &Spec, words: &Words) -> String {
    let sides = |sides: Axes<usize>| [sides.row.to_string(), sides.col.to_string()];
    let one = |axes: Axes<usize>| {
        if axes.row == axes.col { axes.row.to_string() } else { format!("{} × {}", axes.row, axes.col) }
    };
    let channels = || filled(words.channels, &[spec.in_channels.to_string(), spec.out_channels.to_string()]);
    match spec.kind.control() {
        Control::Values(Setting::Size, _) => filled(words.input, &sides(spec.size)),
        Control::Values(Setting::Kernel, _) if spec.kind == Kind::Line => {
            filled(words.taps, &[spec.kernel.col.to_string()])
        }
        Control::Values(Setting::Stride, _) => filled(words.stride, &[one(spec.stride)]),
        Control::Values(Setting::Dilation, _) => filled(words.rate, &[one(spec.dilation)]),
        Control::Values(Setting::InChannels | Setting::OutChannels, _) | Control::Multiplier(_) => channels(),
        Control::Values(_, _) => filled(words.kernel, &sides(spec.kernel)),
        Control::Groups if spec.groups == 1 => words.one_group.to_owned(),
        Control::Groups => filled(words.groups, &[spec.groups.to_string()]),
        Control::Flip => (if spec.flip { words.turned } else { words.not_turned }).to_owned(),
        Control::Pool => (if spec.pool == Pool::Max { words.largest } else { words.mean }).to_owned(),
    }
}
