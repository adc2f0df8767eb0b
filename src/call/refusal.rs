//! Why a text is no layer: the place, a typed reason, and the nearest legal reading.

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
    pub(super) const fn new(at: Range<usize>, why: Why) -> Self {
        Self { at, why, nearest: None }
    }

    pub(super) fn near(mut self, nearest: impl Into<String>) -> Self {
        self.nearest = Some(nearest.into());
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
        match &self.nearest {
            _ if matches!(self.why, Why::Empty | Why::NoLayer | Why::NotRead(_) | Why::TooLong(_)) => reason,
            Some(nearest) => (words.refused_near)(line, column, &reason, nearest),
            None => (words.refused)(line, column, &reason),
        }
    }
}

impl Why {
    fn explain(&self, words: &Words) -> String {
        match self {
            Self::Empty => words.why_empty.to_owned(),
            Self::TooLong(most) => (words.why_too_long)(*most),
            Self::OpenText => words.why_open_text.to_owned(),
            Self::OpenBracket => words.why_open_bracket.to_owned(),
            Self::TooDeep => words.why_too_deep.to_owned(),
            Self::Unexpected(found) => (words.why_unexpected)(found),
            Self::Ends => words.why_ends.to_owned(),
            Self::NoLayer => words.why_no_layer.to_owned(),
            Self::TooManyLayers(most) => (words.why_too_many_layers)(*most),
            Self::UnknownLayer(name) => (words.why_unknown_layer)(name),
            Self::ThreeAxes(name) => (words.why_three_axes)(name),
            Self::NotRead(framework) => (words.why_not_read)(framework),
            Self::UnknownArgument(name, layer) => (words.why_unknown_argument)(name, layer),
            Self::Twice(name) => (words.why_twice)(name),
            Self::TooMany(layer, most) => (words.why_too_many)(layer, *most),
            Self::PositionalAfterNamed => words.why_positional.to_owned(),
            Self::Missing(name, layer) => (words.why_missing)(name, layer),
            Self::NotWhole(name) => (words.why_not_whole)(name),
            Self::NotPair(name) => (words.why_not_pair)(name),
            Self::Least(name, least) => (words.why_least)(name, *least),
            Self::Most(name, most) => (words.why_most)(name, *most),
            Self::NotOneOf(name, allowed) => (words.why_not_one_of)(name, allowed),
            Self::Groups(groups, channels, nearest) => (words.why_groups)(*groups, *channels, *nearest),
            Self::SameStride => words.why_same_stride.to_owned(),
            Self::StrideDilation => words.why_stride_dilation.to_owned(),
            Self::LocalSame => words.why_local_same.to_owned(),
            Self::PoolPadding(widest) => (words.why_pool_padding)(*widest),
            Self::OutputPadding(largest) => (words.why_output_padding)(*largest),
            Self::Chain(reads, given) => (words.why_chain)(*reads, *given),
            Self::TransposedMode => words.why_transposed_mode.to_owned(),
        }
    }
}

/// At most 24 characters of what somebody wrote, on one line, to be quoted back.
pub(super) fn quote(text: &str) -> String {
    let short: String = text.chars().filter(|c| !c.is_control()).take(24).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
