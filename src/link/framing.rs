//! The part of a link that says how a figure is embedded: what stands around it, when it starts, whom it answers.
//!
//! These keys are read from the query as well as from the fragment, and stay when the fragment changes: they belong to the frame,
//! not to the figure. The full page knows their names and passes over them.

use super::{Bad, Notice, bit, one_of, quote, told, yes_no};
use crate::spec::setting::plain;
use std::rc::Rc;

/// What stands around the figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chrome {
    /// The whole page.
    Full,
    /// Title, figure and transport.
    Compact,
    /// Figure and transport.
    #[default]
    Bare,
}

impl Chrome {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Full, Self::Compact, Self::Bare];

    /// The word in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Compact => "compact",
            Self::Bare => "bare",
        }
    }
}

/// When an embedded figure begins to play.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// When it comes into view, and on whenever it is in view.
    #[default]
    Visible,
    /// When the reader says so.
    Click,
    /// At once.
    Auto,
    /// When the host says so.
    Manual,
}

impl Start {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Visible, Self::Click, Self::Auto, Self::Manual];

    /// The word in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Visible => "visible",
            Self::Click => "click",
            Self::Auto => "auto",
            Self::Manual => "manual",
        }
    }
}

/// A part around the figure that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// The chapter's name and its first sentence, above the figure.
    Title,
    /// The button that plays and pauses.
    Play,
    /// One step back, one forward.
    Steps,
    /// The slider over the steps.
    Track,
    /// Which step it is.
    Place,
    /// The word that opens the full figure.
    Open,
}

impl Control {
    /// Every one, in the order on the page.
    pub const ALL: [Self; 6] = [Self::Title, Self::Play, Self::Steps, Self::Track, Self::Place, Self::Open];

    /// The word in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Play => "play",
            Self::Steps => "steps",
            Self::Track => "track",
            Self::Place => "place",
            Self::Open => "open",
        }
    }

    const fn mask(self) -> u8 {
        1 << self as u8
    }
}

/// Which parts stand around the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Controls(u8);

impl Controls {
    /// Nothing but the figure.
    pub const NONE: Self = Self(0);

    /// True if a part is there.
    pub const fn has(self, control: Control) -> bool {
        self.0 & control.mask() != 0
    }

    /// With a part.
    #[must_use]
    pub const fn with(self, control: Control) -> Self {
        Self(self.0 | control.mask())
    }
}

impl Default for Controls {
    /// All but the title.
    fn default() -> Self {
        Self(((1 << Control::ALL.len()) - 1) & !Control::Title.mask())
    }
}

/// The longest name of a figure in its host's page.
const LONGEST_ID: usize = 64;
/// The longest origin.
const LONGEST_ORIGIN: usize = 255;

/// How a figure is embedded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framing {
    /// What stands around the figure.
    pub chrome: Chrome,
    /// The parts around it, one by one.
    pub controls: Controls,
    /// True if the reader can only move through time: no cell can be pinned or edited.
    pub lock: bool,
    /// When it begins to play.
    pub start: Start,
    /// False if nothing in it leads elsewhere.
    pub links: bool,
    /// The only origin whose messages count, such as `https://example.org`.
    pub origin: Option<Rc<str>>,
    /// What the host calls it; said again in `ready`.
    pub id: Option<Rc<str>>,
}

impl Default for Framing {
    fn default() -> Self {
        Self {
            chrome: Chrome::default(),
            controls: Controls::default(),
            lock: false,
            start: Start::default(),
            links: true,
            origin: None,
            id: None,
        }
    }
}

/// A key of the framing.
pub struct FramingKey {
    /// The word.
    pub name: &'static str,
    /// What it holds, for readers of the code; empty in the browser.
    pub holds: &'static str,
    read: fn(&mut Framing, &str) -> Result<(), Bad>,
    write: fn(&Framing) -> Option<String>,
}

/// The names of [`FRAMING`]: all that the full page needs of it.
pub const NAMES: [&str; 7] = ["ui", "controls", "lock", "start", "links", "origin", "id"];

/// Every key of the framing, in the order in which they are written.
pub static FRAMING: [FramingKey; 7] = [
    FramingKey {
        name: NAMES[0],
        holds: told("what stands around the figure: full, compact (a title line as well), bare"),
        read: |framing, text| one_of(&Chrome::ALL, Chrome::id, text).map(|chrome| framing.chrome = chrome),
        write: |framing| (framing.chrome != Chrome::default()).then(|| framing.chrome.id().to_owned()),
    },
    FramingKey {
        name: NAMES[1],
        holds: told("the parts around an embedded figure: title, play, steps, track, place, open; or none"),
        read: |framing, text| {
            framing.controls = Controls::NONE;
            if plain(text) == "none" {
                return Ok(());
            }
            let mut all_read = true;
            for part in text.split(',') {
                match one_of(&Control::ALL, Control::id, part) {
                    Ok(control) => framing.controls = framing.controls.with(control),
                    Err(_) => all_read = false,
                }
            }
            if framing.controls == Controls::NONE {
                framing.controls = Controls::default();
            }
            if all_read { Ok(()) } else { Err(Bad::Unreadable) }
        },
        write: |framing| {
            let names = Control::ALL.into_iter().filter(|&control| framing.controls.has(control)).map(Control::id);
            let names = names.collect::<Vec<_>>().join(",");
            let written = if names.is_empty() { "none".to_owned() } else { names };
            (framing.controls != Controls::default()).then_some(written)
        },
    },
    FramingKey {
        name: NAMES[2],
        holds: told("1: the reader only moves through time; 0: cells can be pinned and edited"),
        read: |framing, text| yes_no(text).map(|lock| framing.lock = lock),
        write: |framing| framing.lock.then(|| bit(true)),
    },
    FramingKey {
        name: NAMES[3],
        holds: told("when an embedded figure begins to play: visible, click, auto, manual"),
        read: |framing, text| one_of(&Start::ALL, Start::id, text).map(|start| framing.start = start),
        write: |framing| (framing.start != Start::default()).then(|| framing.start.id().to_owned()),
    },
    FramingKey {
        name: NAMES[4],
        holds: told("0: nothing in an embedded figure leads elsewhere"),
        read: |framing, text| yes_no(text).map(|links| framing.links = links),
        write: |framing| (!framing.links).then(|| bit(false)),
    },
    FramingKey {
        name: NAMES[5],
        holds: told("the only origin whose messages count, such as https://example.org"),
        read: |framing, text| {
            framing.origin = Some(origin(text).ok_or(Bad::Unreadable)?);
            Ok(())
        },
        write: |framing| framing.origin.as_deref().map(str::to_owned),
    },
    FramingKey {
        name: NAMES[6],
        holds: told("what the host calls the figure: at most 64 letters, digits, - and _"),
        read: |framing, text| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
            let good = (1..=LONGEST_ID).contains(&text.len()) && text.bytes().all(plain);
            framing.id = good.then(|| text.into());
            if good { Ok(()) } else { Err(Bad::Unreadable) }
        },
        write: |framing| framing.id.as_deref().map(str::to_owned),
    },
];

/// An origin as browsers write it: scheme, host in small letters, and a port unless it is the scheme's own.
///
/// `None` for what is none: other schemes than http and https, user names, paths, queries.
pub fn origin(text: &str) -> Option<Rc<str>> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.strip_suffix('/').unwrap_or(&text);
    let (scheme, rest) = text.split_once("://")?;
    let own = match scheme {
        "https" => "443",
        "http" => "80",
        _ => return None,
    };
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !rest.ends_with(']') => (host, Some(port)),
        Some(_) | None => (rest, None),
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let numeric = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let good = match numeric {
        Some(host) => !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_hexdigit() || b":.".contains(&byte)),
        None => !host.is_empty() && host.bytes().all(plain),
    };
    let whole = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    let port = port.filter(|&port| port != own).map_or_else(String::new, |port| format!(":{port}"));
    (good && whole && text.len() <= LONGEST_ORIGIN).then(|| format!("{scheme}://{host}{port}").into())
}

/// Reads the framing of an address: its query and its fragment, with or without their signs; the fragment wins key by key.
///
/// Never fails; what cannot be read is left as it is by itself, with a notice.
pub fn read(query: &str, fragment: &str) -> (Framing, Vec<Notice>) {
    let (mut framing, mut notices) = (Framing::default(), Vec::new());
    let pairs = |text: &str| {
        let text = text.trim_start_matches(['#', '?']);
        let whole = if text.len() > super::LONGEST { "" } else { text };
        form_urlencoded::parse(whole.as_bytes()).into_owned().collect::<Vec<(String, String)>>()
    };
    let (query, fragment) = (pairs(query), pairs(fragment));
    for key in &FRAMING {
        let last = |pairs: &[(String, String)]| {
            pairs.iter().rev().find(|(name, _)| name == key.name).map(|(_, value)| value.clone())
        };
        let Some(value) = last(&fragment).or_else(|| last(&query)) else { continue };
        let result =
            if value.len() > super::LONGEST_VALUE { Err(Bad::Unreadable) } else { (key.read)(&mut framing, &value) };
        if result.is_err() {
            notices.push(Notice::Unreadable(key.name, quote(&value)));
        }
    }
    if framing.chrome == Chrome::Compact {
        framing.controls = framing.controls.with(Control::Title);
    }
    (framing, notices)
}

/// Writes the framing as form-encoded text, without a sign: only what is not so by itself.
pub fn write(framing: &Framing) -> String {
    let pairs = FRAMING.iter().filter_map(|key| {
        let value = (key.write)(framing)?;
        let value: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
        Some(format!("{}={}", key.name, value.replace("%2C", ",").replace("%3A", ":").replace("%2F", "/")))
    });
    pairs.collect::<Vec<_>>().join("&")
}
