//! The messages of a host's page, version 1: `{convoscope: 1, id, type, seq, re, data}`, read with the same care as a link.

use super::value::Value;
use crate::i18n::Lang;
use crate::link;
use crate::stage::ThemeName;

/// The version of the envelope and of the types in it.
pub const VERSION: usize = 1;
/// The longest name of a message that is said again in its reply.
const LONGEST_ID: usize = 64;
/// Steps are counted up to this; a figure has fewer.
const MOST_STEPS: f64 = 1e9;

/// What a host asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Begins to listen. True if the host opens the full figure itself when it is told `open`.
    Hello(bool),
    /// Plays.
    Play,
    /// Pauses.
    Pause,
    /// Plays or pauses.
    Toggle,
    /// So many steps on, or back if negative.
    Step(i64),
    /// A step, counted from 1; 0 is the empty beginning.
    Seek(usize),
    /// As it was opened.
    Reset,
    /// Another figure: a link.
    Set(String),
    /// The present figure with some keys of its link changed, as form-encoded text.
    Merge(String),
    /// What is shown?
    Get,
    /// Colours, or `None` for the browser's.
    Theme(Option<ThemeName>),
    /// A language, or `None` for the browser's.
    Lang(Option<Lang>),
    /// The picture: true for PNG, false for SVG; its scale, 1 to 4.
    Image(bool, f64),
    /// Whether the host shows it.
    Visible(bool),
    /// Takes the keyboard's focus.
    Focus,
    /// A slide of reveal.js with the figure on it appears, or goes.
    Slide(bool),
}

/// Why an order is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Its type is not known.
    UnknownType,
    /// Its data cannot be read.
    BadData,
    /// The picture could not be made.
    NoPicture,
}

impl Refusal {
    /// The word that programs compare.
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownType => "unknown-type",
            Self::BadData => "bad-data",
            Self::NoPicture => "no-picture",
        }
    }
}

/// A message of a host's.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What the host calls it, a short text or a number; without one it gets no reply.
    pub id: Option<Value>,
    /// What it asks for.
    pub order: Result<Order, Refusal>,
}

/// Reads a message. `None` for everything that is not in our envelope: other programs talk to each other as well.
pub fn read(message: &Value) -> Option<Request> {
    match message.text() {
        Some("slide:start") => return Some(Request { id: None, order: Ok(Order::Slide(true)) }),
        Some("slide:stop") => return Some(Request { id: None, order: Ok(Order::Slide(false)) }),
        _ => {}
    }
    if message.field("convoscope")?.number()? != VERSION as f64 {
        return None;
    }
    let kind = message.field("type")?.text()?;
    let id = message.field("id").filter(|id| match id {
        Value::Text(text) => text.len() <= LONGEST_ID,
        Value::Number(number) => number.is_finite(),
        _ => false,
    });
    let data = message.field("data").unwrap_or(&Value::Null);
    Some(Request { id: id.cloned(), order: order(kind, data) })
}

fn order(kind: &str, data: &Value) -> Result<Order, Refusal> {
    let bad = Refusal::BadData;
    match kind {
        "hello" => Ok(Order::Hello(data.field("open") == Some(&Value::Bool(true)))),
        "play" => Ok(Order::Play),
        "pause" => Ok(Order::Pause),
        "toggle" => Ok(Order::Toggle),
        // A cast from f64 saturates.
        "step" if *data == Value::Null => Ok(Order::Step(1)),
        "step" => data.number().map(|steps| Order::Step(steps.clamp(-MOST_STEPS, MOST_STEPS) as i64)).ok_or(bad),
        "seek" => data.number().map(|step| Order::Seek(step.clamp(0.0, MOST_STEPS) as usize)).ok_or(bad),
        "reset" => Ok(Order::Reset),
        "set" => set(data).ok_or(bad),
        "get" => Ok(Order::Get),
        "theme" => theme(data.text().ok_or(bad)?).ok_or(bad),
        "lang" => lang(data.text().ok_or(bad)?).ok_or(bad),
        "image" => image(data).ok_or(bad),
        "visible" => match data {
            Value::Bool(visible) => Ok(Order::Visible(*visible)),
            _ => Err(bad),
        },
        "focus" => Ok(Order::Focus),
        _ => Err(Refusal::UnknownType),
    }
}

/// A link as `{state: "..."}`, or keys of one as `{d: 2, k: "3x3"}`.
fn set(data: &Value) -> Option<Order> {
    if let Some(state) = data.field("state") {
        return state.text().filter(|text| text.len() <= link::LONGEST).map(|text| Order::Set(text.to_owned()));
    }
    let Value::Fields(fields) = data else { return None };
    let mut writer = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields {
        match value {
            Value::Text(text) => writer.append_pair(name, text),
            Value::Number(number) => writer.append_pair(name, &crate::i18n::number::plain(*number as f32)),
            Value::Bool(value) => writer.append_pair(name, if *value { "1" } else { "0" }),
            Value::Null | Value::List(_) | Value::Fields(_) => return None,
        };
    }
    Some(Order::Merge(writer.finish())).filter(|_| !fields.is_empty())
}

fn theme(text: &str) -> Option<Order> {
    let named = ThemeName::ALL.into_iter().find(|name| name.id() == text);
    (text == "auto" || named.is_some()).then_some(Order::Theme(named))
}

fn lang(text: &str) -> Option<Order> {
    let named = Lang::of_tag(text);
    (text == "auto" || named.is_some()).then_some(Order::Lang(named))
}

fn image(data: &Value) -> Option<Order> {
    let png = match data.field("type").map(Value::text) {
        None | Some(Some("svg")) => false,
        Some(Some("png")) => true,
        Some(_) => return None,
    };
    let scale = data.field("scale").map_or(Some(1.0), Value::number)?;
    Some(Order::Image(png, scale.clamp(1.0, 4.0)))
}
