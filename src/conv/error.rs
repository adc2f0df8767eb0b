//! Why a layer cannot be, in numbers; the sentences are made elsewhere.

use super::axis::PaddingMode;

/// An axis, for sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Rows, the height.
    Vertical,
    /// Columns, the width.
    Horizontal,
}

/// A count that must be at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Count {
    /// Height or width of the input.
    InputSide,
    /// Input channels.
    InChannels,
    /// Output channels.
    OutChannels,
    /// A side of the kernel.
    Kernel,
    /// The stride along an axis.
    Stride,
    /// The dilation along an axis.
    Dilation,
    /// Groups.
    Groups,
    /// Height or width of a dense layer's output.
    OutputSide,
}

/// Why a layer cannot be, with the nearest legal value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LayerError {
    /// A count is zero; the nearest legal value is 1.
    Zero(Count),
    /// A count or border is larger than [`LARGEST_SIDE`](super::layer::LARGEST_SIDE).
    TooLarge {
        /// Which one; `None` for the border.
        what: Option<Count>,
        /// The value asked for.
        value: usize,
    },
    /// The groups do not divide the channels.
    Groups {
        /// Groups asked for.
        groups: usize,
        /// The number of channels that they do not divide.
        channels: usize,
        /// True for the input's channels, false for the output's.
        input: bool,
        /// The nearest smaller and larger numbers of groups that divide both channel counts (the same if only one is left).
        nearest: (usize, usize),
    },
    /// Pooling keeps the number of channels.
    PoolChannels {
        /// Input channels, the only legal number of output channels.
        channels: usize,
    },
    /// The stretched kernel is larger than the padded input.
    Window {
        /// Along which axis.
        direction: Direction,
        /// Taps.
        kernel: usize,
        /// Dilation.
        dilation: usize,
        /// Elements that the stretched kernel spans.
        span: usize,
        /// Elements of the padded input.
        padded: usize,
        /// The largest dilation that fits, if any does.
        fitting_dilation: Option<usize>,
        /// Elements of border still missing in all.
        missing: usize,
    },
    /// The border is wider than its mode can fill.
    Border {
        /// Along which axis.
        direction: Direction,
        /// The mode.
        mode: PaddingMode,
        /// The width asked for.
        width: usize,
        /// The widest legal one.
        widest: usize,
    },
    /// A transposed layer's border holds nothing but zeros.
    TransposedMode,
    /// Output padding must stay below the larger of stride and dilation.
    OutputPadding {
        /// Along which axis.
        direction: Direction,
        /// The value asked for.
        value: usize,
        /// The largest legal one.
        largest: usize,
    },
    /// A transposed layer crops everything away.
    Cropped {
        /// Along which axis.
        direction: Direction,
        /// The largest sum of both sides' padding that leaves one element.
        largest: usize,
    },
    /// The layer has more numbers or multiply-adds than are computed here.
    Work {
        /// Values of the largest tensor.
        tensor: u64,
        /// Multiply-adds.
        work: u64,
    },
}
