//! What is said beside a reading or a text: what was left out, what a framework cannot say.

use super::layer::Framework;
use crate::i18n::number::{commas, filled};
use crate::i18n::panels::call::Words;
use crate::spec::Setting;

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
    /// A dense layer is drawn with other numbers of inputs and outputs: asked, shown.
    DenseSize((usize, usize), (usize, usize)),
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
    /// What does not go together in the figure was changed.
    Adjusted,
}

impl Notice {
    /// The notice as a sentence.
    pub fn explain(&self, words: &Words) -> String {
        let number = |number: &usize| commas(*number as u64);
        let (sentence, parts) = match self {
            Self::Argument(name) => (words.told_argument, vec![(*name).to_owned()]),
            Self::Skipped(name) => (words.told_skipped, vec![name.clone()]),
            Self::BorderLost => (words.told_border_lost, Vec::new()),
            Self::ZerosInMax => (words.told_zeros_in_max, Vec::new()),
            Self::Shown(setting, asked, shown) => {
                (words.told_shown, vec![name_of(*setting, words).to_owned(), number(asked), number(shown)])
            }
            Self::OneOf(nth, all) => (words.told_one_of, vec![number(all), number(nth)]),
            Self::OneChannel(inputs, outputs) => (words.told_one_channel, vec![number(inputs), number(outputs)]),
            Self::DenseSize(asked, shown) => {
                (words.told_dense, [asked.0, asked.1, shown.0, shown.1].iter().map(number).collect())
            }
            Self::OutputPadding => (words.told_output_padding, Vec::new()),
            Self::CountsBorder => (words.told_counts_border, Vec::new()),
            Self::Multiplier(multiplier) => (words.told_multiplier, vec![number(multiplier)]),
            Self::InnerBias => (words.told_inner_bias, Vec::new()),
            Self::ChannelsKept(channels) => (words.told_channels_kept, vec![number(channels)]),
            Self::Adjusted => (words.told_adjusted, Vec::new()),
        };
        filled(sentence, &parts)
    }
}

/// The name of a setting. The page's own would bring all its sentences into the second program.
const fn name_of(setting: Setting, words: &Words) -> &'static str {
    match setting {
        Setting::Size | Setting::Seed => words.size,
        Setting::InChannels => words.in_channels,
        Setting::OutChannels => words.out_channels,
        Setting::Kernel => words.kernel,
        Setting::Stride => words.stride,
        Setting::Padding => words.padding,
        Setting::Dilation => words.rate,
        Setting::Groups => words.groups,
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
    /// A symmetric border is not known there; the nearest stands in the text.
    Mode(Framework),
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
    pub fn explain(&self, words: &Words) -> String {
        let (sentence, part) = match self {
            Self::Flipped => (words.flipped, ""),
            Self::None(framework) => (words.none, framework.name()),
            Self::Unfolded => (words.unfolded, ""),
            Self::Keras2 => (words.keras2, ""),
            Self::BiasPerPlace(framework) => (words.bias_per_place, framework.name()),
            Self::SameGuessed => (words.same_guessed, ""),
            Self::ZerosInMax(framework) => (words.zeros_in_max, framework.name()),
            Self::BorderBefore(framework) => (words.border_before, framework.name()),
            Self::CropAfter(framework) => (words.crop_after, framework.name()),
            Self::Mode(framework) => (words.mode, framework.name()),
            Self::ModeBackend => (words.mode_backend, ""),
            Self::Subsampled => (words.subsampled, ""),
            Self::MeanAsConv(framework) => (words.mean_as_conv, framework.name()),
            Self::NoGroups(framework) => (words.no_groups, framework.name()),
            Self::LocalGroups(framework) => (words.local_groups, framework.name()),
            Self::OutputPadding => (words.output_padding, ""),
            Self::Flatten => (words.flatten, ""),
            Self::Input(shape) => (words.input, shape.as_str()),
            Self::Weights(shape) => (words.weights, shape.as_str()),
            Self::CountsBorder(framework) => (words.counts_border, framework.name()),
        };
        filled(sentence, &[part.to_owned()])
    }
}
