//! A stack as the link has it: `c3-c3s2-p2s2-c3d2.1d`.
//!
//! Layers are joined by `-`: a letter for the kind (`c` convolution, `d` depthwise, `w` pointwise, `p` maximum, `a` mean), the
//! kernel, then `s` stride and `d` rate where they are not 1, and `v` where nothing is padded (*valid*). After a point stands
//! `1d` or `causal`; without it the stack is 2-D. Reading never fails: what cannot be read is left out, what is out of range
//! goes to the nearest legal value, and a [`Notice`] says so. Parts in which nothing stands are skipped.

use super::{Extent, Field, Layer, LayerKind, MOST_LAYERS, Stack};
use crate::i18n::panels::stack::Words;

/// Further notices are not kept: a text with so many was not meant for this.
const MOST_NOTICES: usize = 3;

/// Something that reading a text had to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A part could not be read.
    Unreadable(String),
    /// A number went to the nearest legal one: the layer counted from 1, which number, asked, shown.
    Clamped(usize, Field, String, usize),
    /// There were so many layers; the first [`MOST_LAYERS`] are shown.
    TooMany(usize),
}

impl Notice {
    /// The notice as a sentence.
    pub fn explain(&self, words: &Words) -> String {
        match self {
            Self::Unreadable(part) => (words.unreadable)(part),
            Self::Clamped(layer, field, asked, shown) => {
                (words.clamped)(*layer, words.fields[*field as usize], asked, *shown)
            }
            Self::TooMany(asked) => (words.too_many)(*asked, MOST_LAYERS),
        }
    }
}

/// Reads a stack; nothing at all is the default one.
pub fn read(text: &str) -> (Stack, Vec<Notice>) {
    let mut notices = Vec::new();
    let mut parts = text.split('.');
    let layers = parts.next().unwrap_or_default();
    let extent = parts.filter(|part| !part.is_empty()).fold(Extent::Area, |now, part| {
        match Extent::ALL.into_iter().find(|each| each.id() == part) {
            Some(extent) => extent,
            None => {
                notices.push(Notice::Unreadable(part.to_owned()));
                now
            }
        }
    });
    let stack = read_layers(layers, extent, &mut notices);
    notices.truncate(MOST_NOTICES);
    (stack, notices)
}

fn read_layers(text: &str, extent: Extent, notices: &mut Vec<Notice>) -> Stack {
    let mut layers = Vec::new();
    let mut asked = 0;
    for part in text.split('-').filter(|part| !part.is_empty()) {
        match read_layer(part) {
            None => notices.push(Notice::Unreadable(part.to_owned())),
            Some((layer, _)) if layers.len() == MOST_LAYERS => asked += usize::from(layer.kernel > 0),
            Some((layer, written)) => {
                layers.push(layer.fitted(extent));
                clamped(layers.len(), layer, &written, extent, notices);
            }
        }
    }
    if asked > 0 {
        notices.insert(0, Notice::TooMany(MOST_LAYERS + asked));
    }
    if layers.is_empty() { Stack::default().along(extent) } else { Stack::new(extent, &layers) }
}

/// A notice for each number of a layer that does not fit.
fn clamped(nth: usize, layer: Layer, written: &[String; 3], extent: Extent, notices: &mut Vec<Notice>) {
    let fitted = layer.fitted(extent);
    for (field, asked) in Field::ALL.into_iter().zip(written) {
        if layer.get(field) != fitted.get(field) {
            notices.push(Notice::Clamped(nth, field, asked.clone(), fitted.get(field)));
        }
    }
}

/// A layer as asked for, and its numbers as they were written.
fn read_layer(text: &str) -> Option<(Layer, [String; 3])> {
    let (letter, mut rest) = text.split_at_checked(1)?;
    let kind = LayerKind::ALL.into_iter().find(|kind| letter.starts_with(kind.letter()))?;
    let plain = kind.layer();
    let mut layer = Layer { stride: 1, ..plain };
    let mut written: [String; 3] = Default::default();
    for (nth, (field, sign)) in Field::ALL.into_iter().zip(["", "s", "d"]).enumerate() {
        let Some(number) = rest.strip_prefix(sign) else { continue };
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = number.split_at_checked(digits)?;
        if digits > 0 {
            // Longer numbers than can be held are large ones.
            layer = layer.with(field, number.parse().unwrap_or(usize::MAX));
            written[nth] = number.to_owned();
        } else if !sign.is_empty() {
            return None;
        }
        rest = after;
    }
    layer.padded = rest != "v";
    matches!(rest, "" | "v").then_some((layer, written))
}

/// Writes a stack so that [`read`] gives it back without a notice.
pub fn write(stack: &Stack) -> String {
    let mut text = String::new();
    for layer in stack.layers() {
        if !text.is_empty() {
            text.push('-');
        }
        write_layer(&mut text, layer);
    }
    if stack.extent() != Extent::Area {
        text.push('.');
        text.push_str(stack.extent().id());
    }
    text
}

fn write_layer(text: &mut String, layer: &Layer) {
    text.push(layer.kind.letter());
    text.push_str(&layer.kernel.to_string());
    for (sign, number) in [('s', layer.stride), ('d', layer.rate)] {
        if number != 1 {
            text.push(sign);
            text.push_str(&number.to_string());
        }
    }
    if !layer.padded {
        text.push('v');
    }
}
