//! The link, version 1: every setting, the step and the pin as form-encoded text, read and written from one table.
//!
//! Reading never fails: what cannot be read is left out, what is out of range goes to the nearest legal value, and each such
//! change is a [`Notice`]. Writing emits only what differs from the chapter's start, in the order of [`KEYS`].

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub mod book;
pub mod framing;

use crate::conv::{Axes, Geometry, LayerError, PaddingMode, Pool, Shape};
use crate::i18n::{Lang, Messages, number};
use crate::spec::{Edits, Filter, Kind, Picture, Setting, Slots, Spec, SpecError, edits, setting, slots};
use crate::stage::ThemeName;
use crate::timeline::{Beat, Clock, Speed, Target};
use std::ops::Range;
use std::rc::Rc;

/// Longer links are not read.
pub const LONGEST: usize = 8192;
/// Larger indices are not read: filters of a local layer are counted through all its places.
const MOST_INDEX: usize = 1 << 20;
/// Longer values are not read.
const LONGEST_VALUE: usize = 1024;

/// What a link says.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The layer and its numbers.
    pub spec: Spec,
    /// Where in time: a step counted from 1, or 0 for the empty beginning; `None` plays from the beginning.
    pub step: Option<usize>,
    /// The beat that the step has reached, if it is not complete.
    pub beat: Option<Beat>,
    /// The pinned cell.
    pub pin: Option<Target>,
    /// Whether it plays; by itself only without a step.
    pub play: Option<bool>,
    /// The speed.
    pub speed: Speed,
    /// The language, if the link chooses one.
    pub lang: Option<Lang>,
    /// The colours, if the link chooses them.
    pub theme: Option<ThemeName>,
    /// The chapter that the figure is compared with.
    pub with: Option<Kind>,
    /// True for the presenter view.
    pub present: bool,
    /// The panel below the figure and what it is set to; see [`is_panel`].
    pub panel: Option<Rc<str>>,
}

/// The panels below the figure, as links have them.
pub const PANELS: [&str; 4] = ["cost", "field", "networks", "code"];
/// Longer texts of a panel are not read.
const LONGEST_PANEL: usize = 300;

/// True if a text names a panel. Behind a point it may say what the panel is set to, in letters, digits and `. , _ -`: the
/// second program reads it.
pub fn is_panel(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".,_-".contains(&byte);
    let name = text.split('.').next().unwrap_or_default();
    text.len() <= LONGEST_PANEL && PANELS.contains(&name) && text.bytes().all(plain)
}

impl Link {
    /// The start of a chapter.
    pub fn of_kind(kind: Kind) -> Self {
        Self {
            spec: kind.spec(),
            step: None,
            beat: None,
            pin: None,
            play: None,
            speed: Speed::One,
            lang: None,
            theme: None,
            with: None,
            present: false,
            panel: None,
        }
    }

    /// The clock that the link asks for, held within the plan's steps.
    pub fn clock(&self, steps: usize) -> Clock {
        match self.step {
            None | Some(0) => Clock::START,
            Some(step) => Clock::at((step - 1).min(steps.saturating_sub(1)), self.beat.unwrap_or(Beat::Rest)),
        }
    }

    /// Whether the link wants to play.
    pub fn plays(&self) -> bool {
        self.play.unwrap_or(self.step.is_none() && self.pin.is_none())
    }
}

/// Something that reading a link had to change.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A number went to the nearest legal one: key, asked, shown.
    Clamped(&'static str, String, String),
    /// A value could not be read: key, value.
    Unreadable(&'static str, String),
    /// A key is not known.
    Unknown(String),
    /// The link is longer than [`LONGEST`].
    TooLong,
    /// The link names a later version.
    Newer,
    /// Settings that do not go together were changed.
    Adjusted(SpecError),
}

impl Notice {
    /// The notice as a sentence.
    pub fn explain(&self, messages: &Messages) -> String {
        match self {
            Self::Clamped(key, asked, shown) => (messages.notice_clamped)(key, asked, shown),
            Self::Unreadable(key, value) => (messages.notice_unreadable)(key, value),
            Self::Unknown(key) => (messages.notice_unknown)(key),
            Self::TooLong => messages.notice_too_long.to_owned(),
            Self::Newer => messages.notice_newer.to_owned(),
            Self::Adjusted(error) => (messages.notice_adjusted)(&error.explain(messages)),
        }
    }
}

/// A key of the link.
pub struct Key {
    /// The word.
    pub name: &'static str,
    /// What it holds, for readers of the code; empty in the page.
    pub holds: &'static str,
    read: fn(&mut Link, &str) -> Result<(), Bad>,
    write: fn(&Link, &Spec) -> Option<String>,
}

/// Why a value was not taken as it stands.
enum Bad {
    /// It cannot be read.
    Unreadable,
    /// Something near was taken instead; shown as this.
    Clamped(String),
    /// It names a later version.
    Newer,
}

/// What is told to readers of the code: the page does not carry it.
const fn told(text: &'static str) -> &'static str {
    if cfg!(all(target_arch = "wasm32", target_os = "unknown")) { "" } else { text }
}

/// Every key, in the order in which they are written. `kind` is read first, since it sets what the others differ from.
pub static KEYS: [Key; 32] = [
    Key {
        name: "kind",
        holds: told(
            "the chapter: dense, local, shared, flipped, strided, dilated, channels, grouped, depthwise, separable, transposed, pooling, line",
        ),
        read: |link, text| one_of(&Kind::ALL, Kind::id, text).map(|kind| link.spec = kind.spec()),
        write: |link, _| (link.spec.kind != Kind::default()).then(|| link.spec.kind.id().to_owned()),
    },
    number_key(
        Setting::Size,
        "input height and width, 1 to 64: 9 or 7x9",
        |l, t| number(l, Setting::Size, t),
        |l, s| written(l, s, Setting::Size),
    ),
    number_key(
        Setting::Kernel,
        "kernel size, 1 to 7: 3 or 3x5",
        |l, t| number(l, Setting::Kernel, t),
        |l, s| written(l, s, Setting::Kernel),
    ),
    number_key(
        Setting::Stride,
        "stride, 1 to 8: 2 or 2x1",
        |l, t| number(l, Setting::Stride, t),
        |l, s| written(l, s, Setting::Stride),
    ),
    number_key(
        Setting::Padding,
        "padding, 0 to 8: 1; rows,columns; or top,left,bottom,right",
        |l, t| number(l, Setting::Padding, t),
        |l, s| written(l, s, Setting::Padding),
    ),
    Key {
        name: "pad",
        holds: told("what the padding holds: zeros, reflect, replicate, circular, symmetric"),
        read: |link, text| one_of(&PaddingMode::ALL, mode_id, text).map(|mode| link.spec.padding.mode = mode),
        write: |link, start| {
            let mode = link.spec.padding.mode;
            (mode != start.padding.mode).then(|| mode_id(mode).to_owned())
        },
    },
    number_key(
        Setting::Dilation,
        "rate of dilation, 1 to 8: 2 or 2x1",
        |l, t| number(l, Setting::Dilation, t),
        |l, s| written(l, s, Setting::Dilation),
    ),
    number_key(
        Setting::InChannels,
        "input channels, 1 to 1024",
        |l, t| number(l, Setting::InChannels, t),
        |l, s| written(l, s, Setting::InChannels),
    ),
    number_key(
        Setting::OutChannels,
        "output channels, 1 to 1024",
        |l, t| number(l, Setting::OutChannels, t),
        |l, s| written(l, s, Setting::OutChannels),
    ),
    number_key(
        Setting::Groups,
        "groups, 1 to 1024; they divide both channel counts",
        |l, t| number(l, Setting::Groups, t),
        |l, s| written(l, s, Setting::Groups),
    ),
    Key {
        name: "flip",
        holds: told("1: the kernel is turned by 180 degrees (convolution), 0: it is not (cross-correlation)"),
        read: |link, text| yes_no(text).map(|flip| link.spec.flip = flip),
        write: |link, start| (link.spec.flip != start.flip).then(|| bit(link.spec.flip)),
    },
    Key {
        name: "pool",
        holds: told("what a pooling window gives: max, mean"),
        read: |link, text| one_of(&[Pool::Max, Pool::Mean], pool_id, text).map(|pool| link.spec.pool = pool),
        write: |link, start| (link.spec.pool != start.pool).then(|| pool_id(link.spec.pool).to_owned()),
    },
    Key {
        name: "bias",
        holds: told("1: a bias joins each sum, 0: none does"),
        read: |link, text| yes_no(text).map(|bias| link.spec.bias = bias),
        write: |link, start| (link.spec.bias != start.bias).then(|| bit(link.spec.bias)),
    },
    Key {
        name: "in",
        holds: told("the input: digit0 to digit9, face, cat, ramp, impulse, checkerboard, random"),
        read: |link, text| one_of(&Picture::ALL, Picture::id, text).map(|picture| link.spec.picture = picture),
        write: |link, start| (link.spec.picture != start.picture).then(|| link.spec.picture.id().to_owned()),
    },
    Key {
        name: "filter",
        holds: told("the kernels: identity, box, gaussian, sharpen, sobelx, sobely, laplacian, emboss, random"),
        read: |link, text| one_of(&Filter::ALL, Filter::id, text).map(|filter| link.spec.filter = filter),
        write: |link, start| (link.spec.filter != start.filter).then(|| link.spec.filter.id().to_owned()),
    },
    number_key(
        Setting::Seed,
        "draws random values, 0 to 9999",
        |l, t| number(l, Setting::Seed, t),
        |l, s| written(l, s, Setting::Seed),
    ),
    Key {
        name: "x",
        holds: told(
            "input values set by hand: channel.row.column:value, counted from 1, separated by commas; at most 256",
        ),
        read: |link, text| read_edits(&mut link.spec.input_edits, text),
        write: |link, _| write_edits(&link.spec.input_edits),
    },
    Key {
        name: "w",
        holds: told(
            "weights set by hand: filter.channel.row.column:value, counted from 1, separated by commas; at most 256",
        ),
        read: |link, text| read_edits(&mut link.spec.weight_edits, text),
        write: |link, _| write_edits(&link.spec.weight_edits),
    },
    Key {
        name: "a",
        holds: told("the first small kernel under the flipped figure: four whole numbers, -9 to 9, row by row"),
        read: |link, text| read_slots(&mut link.spec.slots, slots::A, text),
        write: |link, start| write_slots(&link.spec, start, slots::A),
    },
    Key {
        name: "b",
        holds: told("the second small kernel, in the same way"),
        read: |link, text| read_slots(&mut link.spec.slots, slots::B, text),
        write: |link, start| write_slots(&link.spec, start, slots::B),
    },
    Key {
        name: "rates",
        holds: told("the rates of the stack under the dilated figure: three whole numbers, 1 to 8, first layer first"),
        read: |link, text| read_slots(&mut link.spec.slots, slots::RATES, text),
        write: |link, start| write_slots(&link.spec, start, slots::RATES),
    },
    Key {
        name: "step",
        holds: told("the step, counted from 1; 0 is the empty beginning"),
        read: |link, text| {
            let step = number::read(&setting::plain(text)).ok_or(Bad::Unreadable)?;
            // A cast from f64 saturates.
            link.step = Some(step as usize);
            if step.is_finite() && step >= 0.0 && step.fract() == 0.0 {
                Ok(())
            } else {
                Err(Bad::Clamped((step as usize).to_string()))
            }
        },
        write: |link, _| link.step.map(|step| step.to_string()),
    },
    Key {
        name: "beat",
        holds: told("the beat that the step has reached: pair, multiply, gather, place"),
        read: |link, text| one_of(&Beat::NAMED, Beat::id, text).map(|beat| link.beat = Some(beat)),
        write: |link, _| link.beat.map(|beat| beat.id().to_owned()),
    },
    Key {
        name: "pin",
        holds: told(
            "the pinned cell, counted from 1: x1.2.3 (input: channel.row.column), y1.2.3 (output), m1.2.3 (a map between two passes), w1.1.2.3 (weight: filter.channel.row.column)",
        ),
        read: |link, text| {
            // The cell's position depends on the shapes, which later keys may change: it is resolved at the end.
            link.pin = Some(read_pin(&link.spec, text).ok_or(Bad::Unreadable)?);
            Ok(())
        },
        write: |link, _| link.pin.map(|pin| write_pin(&link.spec, pin)),
    },
    Key {
        name: "play",
        holds: told("1: plays, 0: stands; by itself a link without step plays"),
        read: |link, text| yes_no(text).map(|play| link.play = Some(play)),
        write: |link, _| link.play.map(bit),
    },
    Key {
        name: "speed",
        holds: told("0.25, 0.5, 1, 2, 4, sweep"),
        read: |link, text| one_of(&Speed::ALL, Speed::id, text).map(|speed| link.speed = speed),
        write: |link, _| (link.speed != Speed::default()).then(|| link.speed.id().to_owned()),
    },
    Key {
        name: "lang",
        holds: told("auto, en, zh-Hans (also zh, zh-CN)"),
        read: |link, text| {
            link.lang = if text == "auto" { None } else { Some(Lang::of_tag(text).ok_or(Bad::Unreadable)?) };
            Ok(())
        },
        write: |link, _| link.lang.map(|lang| lang.messages().tag.to_owned()),
    },
    Key {
        name: "theme",
        holds: told("auto, light, dark, projector"),
        read: |link, text| {
            link.theme = if text == "auto" { None } else { Some(one_of(&ThemeName::ALL, ThemeName::id, text)?) };
            Ok(())
        },
        write: |link, _| link.theme.map(|theme| theme.id().to_owned()),
    },
    Key {
        name: "with",
        holds: told("a chapter that the figure is compared with on the same data"),
        read: |link, text| one_of(&Kind::ALL, Kind::id, text).map(|kind| link.with = Some(kind)),
        write: |link, _| link.with.map(|kind| kind.id().to_owned()),
    },
    Key {
        name: "view",
        holds: told("present: the presenter view, one slide for a clicker"),
        read: |link, text| {
            link.present = text == "present";
            if link.present { Ok(()) } else { Err(Bad::Unreadable) }
        },
        write: |link, _| link.present.then(|| "present".to_owned()),
    },
    Key {
        name: "panel",
        holds: told("the panel below the figure: cost, field, networks, code; behind a point, what it is set to"),
        read: |link, text| {
            link.panel = is_panel(text).then(|| text.into());
            if link.panel.is_some() { Ok(()) } else { Err(Bad::Unreadable) }
        },
        write: |link, _| link.panel.as_ref().map(|panel| (**panel).to_owned()),
    },
    Key {
        name: "v",
        holds: told("the version of the link, 1; not written"),
        read: |_, text| if text.trim() == "1" { Ok(()) } else { Err(Bad::Newer) },
        write: |_, _| None,
    },
];

/// Reads a fragment or a query, with or without its `#` or `?`.
pub fn read(text: &str) -> (Link, Vec<Notice>) {
    let text = text.trim_start_matches(['#', '?']);
    if text.len() > LONGEST {
        return (Link::of_kind(Kind::default()), vec![Notice::TooLong]);
    }
    let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    let mut link = Link::of_kind(Kind::default());
    let mut notices = Vec::new();
    for key in &KEYS {
        // The last of several equal keys wins, as in most readers of forms.
        if let Some((_, value)) = pairs.iter().rev().find(|(name, _)| name == key.name) {
            read_value(key, &mut link, value, &mut notices);
        }
        if key.name == "w" {
            link.spec = link.spec.settled();
            repair(&mut link.spec, &mut notices);
        }
    }
    hold_step(&mut link, &mut notices);
    let known = |name: &str| framing::NAMES.contains(&name) || KEYS.iter().any(|key| key.name == name);
    let unknown = pairs.iter().filter(|(name, _)| !known(name) && !name.is_empty());
    notices.extend(unknown.take(3).map(|(name, _)| Notice::Unknown(quote(name))));
    (link, notices)
}

/// Steps beyond the last become the last.
fn hold_step(link: &mut Link, notices: &mut Vec<Notice>) {
    let steps = link.spec.passes().map_or(0, |passes| passes.iter().map(|pass| pass.output().len()).sum());
    if let Some(step) = link.step.filter(|&step| step > steps) {
        notices.push(Notice::Clamped("step", step.to_string(), steps.to_string()));
        link.step = Some(steps);
    }
}

/// Writes the canonical link, without `#`. Empty for the start of the first chapter.
///
/// Each key is written if reading the keys before it would not already give its value.
pub fn write(link: &Link) -> String {
    let mut replay = Link::of_kind(Kind::default());
    let mut pairs = Vec::new();
    for key in &KEYS {
        if let Some(value) = (key.write)(link, &replay.spec) {
            // What the writer emits, the reader takes: a refusal would only make the next keys longer.
            let _ = (key.read)(&mut replay, &value);
            pairs.push(format!("{}={value}", key.name));
        }
    }
    pairs.join("&")
}

fn read_value(key: &Key, link: &mut Link, value: &str, notices: &mut Vec<Notice>) {
    let result = if value.len() > LONGEST_VALUE * if matches!(key.name, "x" | "w") { 8 } else { 1 } {
        Err(Bad::Unreadable)
    } else {
        (key.read)(link, value)
    };
    notices.extend(match result {
        Ok(()) => None,
        Err(Bad::Unreadable) => Some(Notice::Unreadable(key.name, quote(value))),
        Err(Bad::Clamped(shown)) => Some(Notice::Clamped(key.name, quote(value), shown)),
        Err(Bad::Newer) => Some(Notice::Newer),
    });
}

/// A layer in another chapter, which it is compared with, repaired if need be.
pub fn compared(spec: &Spec, kind: Kind) -> Spec {
    let mut other = spec.in_chapter(kind);
    repair(&mut other, &mut Vec::new());
    other
}

/// Changes what does not go together to the nearest legal value, and says what was wrong first.
pub fn repair(spec: &mut Spec, notices: &mut Vec<Notice>) {
    for round in 0..64 {
        let Err(error) = spec.check() else { return };
        mend(spec, &error);
        if round == 0 {
            notices.push(Notice::Adjusted(error));
        }
    }
    *spec = spec.kind.spec();
}

/// One change towards a layer that can be computed.
fn mend(spec: &mut Spec, error: &SpecError) {
    match error {
        SpecError::Layer(LayerError::Groups { nearest: (below, _), .. }) => spec.groups = *below,
        SpecError::Layer(LayerError::Window { fitting_dilation: Some(rate), .. }) => {
            spec.dilation = spec.dilation.map(|now| now.min(*rate));
        }
        SpecError::Layer(LayerError::Window { padded, .. }) => {
            spec.dilation = Axes::both(1);
            spec.kernel = spec.kernel.map(|now| now.min(*padded));
        }
        SpecError::Layer(LayerError::Border { widest, .. }) => narrow(spec, *widest),
        SpecError::Work { .. } | SpecError::Layer(LayerError::Work { .. }) => halve(spec),
        SpecError::PoolPadding { widest, .. } => narrow(spec, *widest),
        _ => *spec = spec.kind.spec(),
    }
}

fn narrow(spec: &mut Spec, widest: usize) {
    let padding = &mut spec.padding;
    for side in [&mut padding.top, &mut padding.left, &mut padding.bottom, &mut padding.right] {
        *side = (*side).min(widest);
    }
}

/// Halves the larger channel count (a depthwise layer stays one), then the size.
fn halve(spec: &mut Spec) {
    if spec.in_channels.max(spec.out_channels) <= 16 {
        spec.size = spec.size.map(|side| side.div_ceil(2));
    } else if spec.groups == spec.in_channels && spec.groups > 1 {
        let multiplier = spec.multiplier();
        spec.in_channels = spec.in_channels.div_ceil(2);
        spec.groups = spec.in_channels;
        spec.out_channels = spec.in_channels * multiplier;
    } else if spec.in_channels >= spec.out_channels {
        spec.in_channels = spec.in_channels.div_ceil(2);
    } else {
        spec.out_channels = spec.out_channels.div_ceil(2);
    }
}

const fn number_key(
    setting: Setting,
    holds: &'static str,
    read: fn(&mut Link, &str) -> Result<(), Bad>,
    write: fn(&Link, &Spec) -> Option<String>,
) -> Key {
    Key { name: setting.id(), holds: told(holds), read, write }
}

/// Reads a number setting on its own; whether all settings go together is looked at afterwards.
fn number(link: &mut Link, setting: Setting, text: &str) -> Result<(), Bad> {
    match setting.parse(&link.spec, text) {
        Ok(spec) => {
            link.spec = spec;
            Ok(())
        }
        Err(SpecError::Range { nearest, .. }) => {
            link.spec = setting.with(&link.spec, nearest);
            Err(Bad::Clamped(setting.text(&link.spec)))
        }
        Err(_) => Err(Bad::Unreadable),
    }
}

fn written(link: &Link, start: &Spec, setting: Setting) -> Option<String> {
    let text = setting.text(&link.spec);
    (text != setting.text(start)).then_some(text)
}

/// The word of a border's mode in links.
pub const fn mode_id(mode: PaddingMode) -> &'static str {
    match mode {
        PaddingMode::Zeros => "zeros",
        PaddingMode::Reflect => "reflect",
        PaddingMode::Replicate => "replicate",
        PaddingMode::Circular => "circular",
        PaddingMode::Symmetric => "symmetric",
    }
}

/// The word of a pooling in links.
pub const fn pool_id(pool: Pool) -> &'static str {
    match pool {
        Pool::Max => "max",
        Pool::Mean => "mean",
    }
}

fn one_of<T: Copy>(all: &[T], id: fn(T) -> &'static str, text: &str) -> Result<T, Bad> {
    let wanted = setting::plain(text);
    all.iter().copied().find(|&item| id(item) == wanted).ok_or(Bad::Unreadable)
}

fn yes_no(text: &str) -> Result<bool, Bad> {
    match setting::plain(text).as_str() {
        "1" | "true" => Ok(true),
        "0" | "false" => Ok(false),
        _ => Err(Bad::Unreadable),
    }
}

fn bit(value: bool) -> String {
    u8::from(value).to_string()
}

fn read_edits<const N: usize>(into: &mut Edits<N>, text: &str) -> Result<(), Bad> {
    let mut all_read = true;
    for part in text.split(',').filter(|part| !part.is_empty()) {
        let edit =
            part.split_once(':').and_then(|(place, value)| Some((read_place(place)?, edits::read_value(value)?)));
        all_read &= edit.is_some_and(|(place, value)| into.set(place, value));
    }
    if all_read { Ok(()) } else { Err(Bad::Unreadable) }
}

fn write_edits<const N: usize>(edits: &Edits<N>) -> Option<String> {
    let entry = |(place, value): ([usize; N], f32)| format!("{}:{}", write_place(&place), number::plain(value));
    (!edits.is_empty()).then(|| edits.iter().map(entry).collect::<Vec<_>>().join(","))
}

/// As many numbers as there are slots, separated by commas; each goes to its nearest legal value.
fn read_slots(into: &mut Slots, part: Range<usize>, text: &str) -> Result<(), Bad> {
    let (mut read, mut slot, mut all_fit) = (*into, part.start, true);
    for number in text.split(',') {
        let value = slots::read(number).filter(|_| slot < part.end).ok_or(Bad::Unreadable)?;
        all_fit &= slots::fits(slot, value);
        read = read.with(slot, value);
        slot += 1;
    }
    if slot < part.end {
        return Err(Bad::Unreadable);
    }
    *into = read;
    if all_fit { Ok(()) } else { Err(Bad::Clamped(into.text(part))) }
}

fn write_slots(spec: &Spec, start: &Spec, part: Range<usize>) -> Option<String> {
    (spec.slots.part(part.clone()) != start.slots.part(part.clone())).then(|| spec.slots.text(part))
}

/// Indices counted from 1, separated by dots, as indices counted from 0; each at most [`MOST_INDEX`].
fn read_place<const N: usize>(text: &str) -> Option<[usize; N]> {
    let numbers: Vec<usize> = text
        .split('.')
        .map(|part| part.parse::<usize>().ok().filter(|index| (1..=MOST_INDEX).contains(index)).map(|index| index - 1))
        .collect::<Option<_>>()?;
    numbers.try_into().ok()
}

fn write_place(place: &[usize]) -> String {
    place.iter().map(|index| (index + 1).to_string()).collect::<Vec<_>>().join(".")
}

fn read_pin(spec: &Spec, text: &str) -> Option<Target> {
    let passes = spec.passes().ok()?;
    let (first, last) = (passes.first()?, passes.last()?);
    let index = |shape: Shape, rest: &str| {
        let [channel, row, col] = read_place(rest)?;
        let inside = channel < shape.channels && row < shape.size.row && col < shape.size.col;
        inside.then(|| shape.index(channel, row, col))
    };
    let (role, rest) = text.split_at_checked(1)?;
    match role {
        "x" => index(first.input(), rest).map(Target::Input),
        "m" if passes.len() > 1 => index(first.output(), rest).map(Target::Output),
        "y" => index(last.output(), rest).map(|index| Target::Output(before_last(&passes) + index)),
        "w" => {
            let weights: usize = passes.iter().map(Geometry::weights).sum();
            spec.weight_index(read_place(rest)?).filter(|&index| index < weights).map(Target::Weight)
        }
        _ => None,
    }
}

/// Outputs of all passes but the last.
fn before_last(passes: &[Geometry]) -> usize {
    passes[..passes.len() - 1].iter().map(|pass| pass.output().len()).sum()
}

fn write_pin(spec: &Spec, pin: Target) -> String {
    let Ok(passes) = spec.passes() else { return String::new() };
    let place = |role: char, shape: Shape, index: usize| {
        let place = shape.place(index);
        format!("{role}{}", write_place(&[place.channel, place.row, place.col]))
    };
    let between = before_last(&passes);
    match pin {
        Target::Input(index) => place('x', passes[0].input(), index),
        Target::Output(index) if index < between => place('m', passes[0].output(), index),
        Target::Output(index) => place('y', passes[passes.len() - 1].output(), index - between),
        Target::Weight(index) => format!("w{}", write_place(&spec.weight_place(index))),
    }
}

/// At most 24 characters of a foreign text, to be shown.
fn quote(text: &str) -> String {
    let short: String = text.chars().filter(|c| !c.is_control()).take(24).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
