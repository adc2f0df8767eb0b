//! Why a text is no layer: the place, a typed reason, and the nearest legal reading.

use crate::i18n::number::{commas, filled};
use crate::i18n::panels::call::Words;
use std::ops::Range;

/// A text that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where, in bytes of the text.
    pub at: Range<usize>,
    /// What is wrong there.
    pub why: Why,
    /// What could stand there instead, if anything near would be right.
    pub nearest: Option<String>,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing was written.
    Empty,
    /// More characters than are read.
    TooLong(usize),
    /// A string has no end.
    OpenText,
    /// A bracket has no end.
    OpenBracket,
    /// More brackets inside brackets than are read.
    TooDeep,
    /// Something that cannot stand there.
    Unexpected(String),
    /// The text ends where something should follow.
    Ends,
    /// No layer is called in the text.
    NoLayer,
    /// More layers than are read.
    TooManyLayers(usize),
    /// No layer has this name.
    UnknownLayer(String),
    /// A layer with three axes.
    ThreeAxes(String),
    /// Text of a framework that is written but not read.
    NotRead(&'static str),
    /// The layer has no such argument.
    UnknownArgument(String, String),
    /// An argument is given twice.
    Twice(&'static str),
    /// More values than the layer takes by position.
    TooMany(String, usize),
    /// A value without a name after one with a name.
    PositionalAfterNamed,
    /// The layer needs this argument.
    Missing(&'static str, String),
    /// The argument must be a whole number.
    NotWhole(&'static str),
    /// The argument must be a whole number, or a pair of them.
    NotPair(&'static str),
    /// The argument starts at this number.
    Least(&'static str, usize),
    /// The argument ends at this number.
    Most(&'static str, usize),
    /// A layer's channels or places, as those before it make them, are above this number.
    Grows(usize),
    /// The argument must be one of these words.
    NotOneOf(&'static str, &'static str),
    /// The groups do not divide the channels; the nearest that do.
    Groups(usize, usize, (usize, usize)),
    /// PyTorch has no `same` with a stride.
    SameStride,
    /// Keras has no stride together with dilation.
    StrideDilation,
    /// Keras reads locally connected layers without a border only.
    LocalSame,
    /// A border of more than half a pooling window.
    PoolPadding(usize),
    /// Output padding must stay below stride or dilation.
    OutputPadding(usize),
    /// A layer reads other channels than the one before it gives: reads, given.
    Chain(usize, usize),
    /// A border that holds no zeros, of a transposed layer.
    TransposedMode,
}

impl Refusal {
    /// In a box, for what may be refused is handed on through many functions.
    #[inline(never)]
    pub(super) fn new(at: Range<usize>, why: Why) -> Box<Self> {
        Box::new(Self { at, why, nearest: None })
    }

    #[inline(never)]
    pub(super) fn near(mut self: Box<Self>, nearest: &str) -> Box<Self> {
        self.nearest = Some(nearest.to_owned());
        self
    }

    /// Line and column, counted from 1 in characters.
    pub fn place(&self, text: &str) -> (usize, usize) {
        let before = text.get(..self.at.start).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }

    /// The text with the nearest legal reading in its place.
    pub fn mended(&self, text: &str) -> Option<String> {
        let (before, after) = (text.get(..self.at.start)?, text.get(self.at.end..)?);
        self.nearest.as_ref().map(|nearest| format!("{before}{nearest}{after}"))
    }

    /// One or two sentences: the place, what is wrong there, what is possible.
    pub fn explain(&self, text: &str, words: &Words) -> String {
        let (line, column) = self.place(text);
        let reason = self.why.explain(words);
        if matches!(self.why, Why::Empty | Why::NoLayer | Why::NotRead(_) | Why::TooLong(_)) {
            return reason;
        }
        let mut parts = vec![line.to_string(), column.to_string(), reason];
        let sentence = if let Some(nearest) = &self.nearest {
            parts.push(nearest.clone());
            words.refused_near
        } else {
            words.refused
        };
        filled(sentence, &parts)
    }
}

impl Why {
    fn explain(&self, words: &Words) -> String {
        let number = |number: &usize| commas(*number as u64);
        let name = |name: &str| name.to_owned();
        let (sentence, parts) = match self {
            Self::Empty => (words.why_empty, Vec::new()),
            Self::TooLong(most) => (words.why_too_long, vec![number(most)]),
            Self::OpenText => (words.why_open_text, Vec::new()),
            Self::OpenBracket => (words.why_open_bracket, Vec::new()),
            Self::TooDeep => (words.why_too_deep, Vec::new()),
            Self::Unexpected(found) => (words.why_unexpected, vec![name(found)]),
            Self::Ends => (words.why_ends, Vec::new()),
            Self::NoLayer => (words.why_no_layer, Vec::new()),
            Self::TooManyLayers(most) => (words.why_too_many_layers, vec![number(most)]),
            Self::UnknownLayer(found) => (words.why_unknown_layer, vec![name(found)]),
            Self::ThreeAxes(found) => (words.why_three_axes, vec![name(found)]),
            Self::NotRead(framework) => (words.why_not_read, vec![name(framework)]),
            Self::UnknownArgument(found, layer) => (words.why_unknown_argument, vec![name(layer), name(found)]),
            Self::Twice(own) => (words.why_twice, vec![name(own)]),
            Self::TooMany(layer, most) => (words.why_too_many, vec![name(layer), number(most)]),
            Self::PositionalAfterNamed => (words.why_positional, Vec::new()),
            Self::Missing(own, layer) => (words.why_missing, vec![name(layer), name(own)]),
            Self::NotWhole(own) => (words.why_not_whole, vec![name(own)]),
            Self::NotPair(own) => (words.why_not_pair, vec![name(own)]),
            Self::Least(own, least) => (words.why_least, vec![name(own), number(least)]),
            Self::Most(own, most) => (words.why_most, vec![name(own), number(most)]),
            Self::Grows(most) => (words.why_grows, vec![number(most)]),
            Self::NotOneOf(own, allowed) => (words.why_not_one_of, vec![name(own), name(allowed)]),
            Self::Groups(groups, channels, (below, above)) => {
                let mut nearest = number(below);
                if above != below {
                    nearest.push_str(words.or);
                    nearest.push_str(&number(above));
                }
                (words.why_groups, vec![number(groups), number(channels), nearest])
            }
            Self::SameStride => (words.why_same_stride, Vec::new()),
            Self::StrideDilation => (words.why_stride_dilation, Vec::new()),
            Self::LocalSame => (words.why_local_same, Vec::new()),
            Self::PoolPadding(widest) => (words.why_pool_padding, vec![number(widest)]),
            Self::OutputPadding(largest) => (words.why_output_padding, vec![number(largest)]),
            Self::Chain(reads, given) => (words.why_chain, vec![number(reads), number(given)]),
            Self::TransposedMode => (words.why_transposed_mode, Vec::new()),
        };
        filled(sentence, &parts)
    }
}

/// At most 24 characters of what somebody wrote, on one line, to be quoted back.
pub(super) fn quote(text: &str) -> String {
    let short: String = text.chars().filter(|c| !c.is_control()).take(24).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
