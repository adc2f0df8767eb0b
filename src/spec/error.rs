//! Why a wish cannot be met, in both languages, with the nearest legal value.

use super::Setting;
use crate::conv::geometry::{Count, Direction};
use crate::conv::{LayerError, PaddingMode};
use crate::i18n::Messages;

/// Why a setting, or a whole [`super::Spec`], is refused.
#[derive(Clone, Debug, PartialEq)]
pub enum SpecError {
    /// The layer itself is impossible.
    Layer(LayerError),
    /// More multiply-adds than a figure computes.
    Work {
        /// Those asked for.
        multiply_adds: u64,
        /// Those that are computed.
        most: u64,
    },
    /// A border that could fill a whole pooling window.
    PoolPadding {
        /// The widest side asked for.
        width: usize,
        /// The widest that is possible.
        widest: usize,
    },
    /// Nothing was typed.
    Empty {
        /// In which field.
        setting: Setting,
    },
    /// What was typed is no whole number.
    NotWhole {
        /// In which field.
        setting: Setting,
        /// What was typed, shortened.
        text: String,
    },
    /// More numbers than the setting has.
    TooMany {
        /// In which field.
        setting: Setting,
        /// The most numbers.
        most: usize,
    },
    /// A number outside of what is offered.
    Range {
        /// In which field.
        setting: Setting,
        /// What was typed, shortened.
        text: String,
        /// The nearest legal value.
        nearest: usize,
    },
}

impl SpecError {
    /// One or two sentences: what is wrong and what is possible.
    pub fn explain(&self, messages: &Messages) -> String {
        match self {
            Self::Layer(error) => explain_layer(*error, messages),
            Self::Work { multiply_adds, most } => (messages.error_work)(*multiply_adds, *most),
            Self::PoolPadding { width, widest } => (messages.error_pool_padding)(*width, *widest),
            Self::Empty { setting } => (messages.error_empty)(*setting.range().start(), *setting.range().end()),
            Self::NotWhole { setting, text } => {
                (messages.error_not_whole)(text, *setting.range().start(), *setting.range().end())
            }
            Self::TooMany { setting: _, most } => (messages.error_too_many)(*most),
            Self::Range { setting, text, nearest } => (messages.error_range)(
                setting.name(messages),
                text,
                *setting.range().start(),
                *setting.range().end(),
                *nearest,
            ),
        }
    }
}

fn explain_layer(error: LayerError, messages: &Messages) -> String {
    match error {
        LayerError::Zero(count) => (messages.error_zero)(count_name(count, messages)),
        LayerError::TooLarge { what, value } => {
            (messages.error_too_large)(what.map_or(messages.padding, |count| count_name(count, messages)), value)
        }
        LayerError::Groups { groups, channels, input: _, nearest } => {
            (messages.error_groups)(groups, channels, nearest)
        }
        LayerError::PoolChannels { channels } => (messages.error_pool_channels)(channels),
        LayerError::Window { direction: _, kernel, dilation, span, padded, fitting_dilation, missing } => {
            (messages.error_window)(kernel, dilation, span, padded, fitting_dilation, missing)
        }
        LayerError::Border { direction, mode, width, widest } => {
            let vertical = direction == Direction::Vertical;
            (messages.error_border)(mode_name(mode, messages), width, widest, vertical)
        }
        LayerError::TransposedMode => messages.error_transposed_mode.to_owned(),
        LayerError::OutputPadding { direction: _, value, largest } => (messages.error_output_padding)(value, largest),
        LayerError::Cropped { direction: _, largest } => (messages.error_cropped)(largest),
        LayerError::Work { tensor: _, work } => (messages.error_work)(work, super::MOST_WORK),
    }
}

/// The name of a border's mode.
pub fn mode_name(mode: PaddingMode, messages: &Messages) -> &'static str {
    match mode {
        PaddingMode::Zeros => messages.mode_zeros,
        PaddingMode::Reflect => messages.mode_reflect,
        PaddingMode::Replicate => messages.mode_replicate,
        PaddingMode::Circular => messages.mode_circular,
        PaddingMode::Symmetric => messages.mode_symmetric,
    }
}

fn count_name(count: Count, messages: &Messages) -> &'static str {
    match count {
        Count::InputSide => messages.input_size,
        Count::InChannels => messages.in_channels,
        Count::OutChannels => messages.out_channels,
        Count::Kernel => messages.kernel_size,
        Count::Stride => messages.stride,
        Count::Dilation => messages.dilation,
        Count::Groups => messages.groups,
        Count::OutputSide => messages.output,
    }
}
