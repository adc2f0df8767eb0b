//! What is said beside a reading or a text: what was left out, what a framework cannot say.

use super::layer::Framework;
use crate::conv::PaddingMode;
use crate::i18n::Messages;
use crate::i18n::panels::call::Words;
use crate::spec::error::mode_name;
use crate::spec::{Setting, SpecError};

/// Something of a text that the figure does not show as it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// An argument that changes results but not the figure.
    Argument(&'static str),
    /// A layer that is not drawn.
    Skipped(String),
    /// A border that no layer behind it can take.
    BorderLost,
    /// Zeros take part in a maximum; the figure's border never wins.
    ZerosInMax,
    /// A number went to the nearest that is drawn: asked, shown.
    Shown(Setting, usize, usize),
    /// One of several layers is drawn, counted from 1, of so many.
    OneOf(usize, usize),
    /// A layer is drawn with one channel in and out: asked.
    OneChannel(usize, usize),
    /// A dense layer is drawn with so many inputs and outputs: asked, asked, shown, shown.
    DenseSize(usize, usize, usize, usize),
    /// Rows and columns that a transposed layer adds are not drawn.
    OutputPadding,
    /// A mean without its border is drawn with it.
    CountsBorder,
    /// The channels between two passes are not multiplied.
    Multiplier(usize),
    /// The bias between two passes is not drawn.
    InnerBias,
    /// The text does not state the input's channels: the figure keeps so many.
    ChannelsKept(usize),
    /// Settings that do not go together were changed.
    Adjusted(SpecError),
}

impl Notice {
    /// The notice as a sentence.
    pub fn explain(&self, words: &Words, messages: &Messages) -> String {
        match self {
            Self::Argument(name) => (words.told_argument)(name),
            Self::Skipped(name) => (words.told_skipped)(name),
            Self::BorderLost => words.told_border_lost.to_owned(),
            Self::ZerosInMax => words.told_zeros_in_max.to_owned(),
            Self::Shown(setting, asked, shown) => (words.told_shown)(setting.name(messages), *asked, *shown),
            Self::OneOf(nth, all) => (words.told_one_of)(*nth, *all),
            Self::OneChannel(inputs, outputs) => (words.told_one_channel)(*inputs, *outputs),
            Self::DenseSize(inputs, outputs, shown_in, shown_out) => {
                (words.told_dense)(*inputs, *outputs, *shown_in, *shown_out)
            }
            Self::OutputPadding => words.told_output_padding.to_owned(),
            Self::CountsBorder => words.told_counts_border.to_owned(),
            Self::Multiplier(multiplier) => (words.told_multiplier)(*multiplier),
            Self::InnerBias => words.told_inner_bias.to_owned(),
            Self::ChannelsKept(channels) => (words.told_channels_kept)(*channels),
            Self::Adjusted(error) => (words.told_adjusted)(&error.explain(messages)),
        }
    }
}

/// What an emitted text does not say, or says differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// No framework turns the kernel: the text is the layer whose weights have been turned before.
    Flipped,
    /// No such layer in the framework; there is no text.
    None(Framework),
    /// No locally connected layer in PyTorch: windows as columns, multiplied by weights of their own.
    Unfolded,
    /// The layer was removed with Keras 3.
    Keras2,
    /// Locally connected layers have a bias for each place there.
    BiasPerPlace(Framework),
    /// What `same` means depends on the size: this is for an input that the stride divides.
    SameGuessed,
    /// A border before a maximum holds zeros there, not minus infinity.
    ZerosInMax(Framework),
    /// A layer of its own makes the border.
    BorderBefore(Framework),
    /// A layer of its own crops the result.
    CropAfter(Framework),
    /// The border of this mode is not known there; the nearest stands in the text.
    Mode(Framework, PaddingMode),
    /// The border is filled by a function; not on every backend of Keras.
    ModeBackend,
    /// Dilated first, then every so manyth place: Keras has no stride with dilation.
    Subsampled,
    /// A mean with holes is a depthwise layer with equal weights.
    MeanAsConv(Framework),
    /// The library has no groups in a transposed layer.
    NoGroups(Framework),
    /// The library has no groups in a locally connected layer.
    LocalGroups(Framework),
    /// Added rows and columns hold zeros without the bias.
    OutputPadding,
    /// The dense layer reads the sheets flattened.
    Flatten,
    /// The size of the input, which the text does not say.
    Input(String),
    /// The shape of the weights, an input of the operator.
    Weights(String),
    /// The mean leaves the border out of the divisor; the framework counts it.
    CountsBorder(Framework),
}

impl Remark {
    /// The remark as a sentence.
    pub fn explain(&self, words: &Words, messages: &Messages) -> String {
        match self {
            Self::Flipped => words.flipped.to_owned(),
            Self::None(framework) => (words.none)(framework.name()),
            Self::Unfolded => words.unfolded.to_owned(),
            Self::Keras2 => words.keras2.to_owned(),
            Self::BiasPerPlace(framework) => (words.bias_per_place)(framework.name()),
            Self::SameGuessed => words.same_guessed.to_owned(),
            Self::ZerosInMax(framework) => (words.zeros_in_max)(framework.name()),
            Self::BorderBefore(framework) => (words.border_before)(framework.name()),
            Self::CropAfter(framework) => (words.crop_after)(framework.name()),
            Self::Mode(framework, mode) => (words.mode)(framework.name(), mode_name(*mode, messages)),
            Self::ModeBackend => words.mode_backend.to_owned(),
            Self::Subsampled => words.subsampled.to_owned(),
            Self::MeanAsConv(framework) => (words.mean_as_conv)(framework.name()),
            Self::NoGroups(framework) => (words.no_groups)(framework.name()),
            Self::LocalGroups(framework) => (words.local_groups)(framework.name()),
            Self::OutputPadding => words.output_padding.to_owned(),
            Self::Flatten => words.flatten.to_owned(),
            Self::Input(shape) => (words.input)(shape),
            Self::Weights(shape) => (words.weights)(shape),
            Self::CountsBorder(framework) => (words.counts_border)(framework.name()),
        }
    }
}
