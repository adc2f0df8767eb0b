//! What is asked of one layer: sizes, border, and what is done with the window.
//!
//! A [`Layer`] is any numbers, possible or not; [`Geometry::new`](super::Geometry::new) tells which.

use super::axis::PaddingMode;
use super::tensor::{Axes, Shape};

/// Sides and channel counts above this are refused before they are multiplied: two multiplied still fit 32 bits.
pub const LARGEST_SIDE: usize = 1 << 15;
/// Values in one tensor (input, weights or output) above this are refused: 128 Mi numbers, 512 MB.
/// The largest weights in well-known networks, VGG-16's first fully connected layer, are 102,760,448 numbers.
pub const LARGEST_TENSOR: usize = 1 << 27;
/// Multiply-adds of one layer above this are refused.
pub const LARGEST_WORK: u64 = 1 << 40;

/// Border on the four sides, in elements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Padding {
    /// Rows above.
    pub top: usize,
    /// Columns to the left.
    pub left: usize,
    /// Rows below.
    pub bottom: usize,
    /// Columns to the right.
    pub right: usize,
    /// What the border holds.
    pub mode: PaddingMode,
}

impl Padding {
    /// The same number of zeros on every side.
    pub const fn zeros(width: usize) -> Self {
        Self { top: width, left: width, bottom: width, right: width, mode: PaddingMode::Zeros }
    }

    /// True if there is no border on any side.
    pub const fn is_none(&self) -> bool {
        self.top == 0 && self.left == 0 && self.bottom == 0 && self.right == 0
    }
}

/// Whether places share their weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sharing {
    /// One kernel for all places: convolution.
    #[default]
    Shared,
    /// One kernel per output place: local, unshared.
    Local,
}

/// What a pooling window gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pool {
    /// The largest value of the window.
    Max,
    /// The mean of the window, counting the border's values (as PyTorch does by default).
    Mean,
}

/// What a layer does with what its window holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// A window slides over the input.
    Convolution {
        /// One kernel for all places or one each.
        sharing: Sharing,
        /// True: the kernel is turned by 180 degrees first, the convolution of mathematics.
        flip: bool,
    },
    /// Every input meets every output; kernel, stride, dilation, padding and groups play no part.
    Dense {
        /// Height and width of the output maps (both 1 for a plain vector).
        output: Axes<usize>,
    },
    /// Every input place stamps the kernel onto the output; `padding` is cropped from the full result.
    Transposed {
        /// Rows and columns added below and to the right.
        output_padding: Axes<usize>,
    },
    /// A window without weights, channel by channel.
    Pooling(Pool),
}

/// A layer as asked for: any numbers, possible or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Layer {
    /// Shape of one input sample.
    pub input: Shape,
    /// Number of output maps (for pooling: that of the input).
    pub out_channels: usize,
    /// Taps along each axis.
    pub kernel: Axes<usize>,
    /// Distance of neighbouring windows.
    pub stride: Axes<usize>,
    /// Distance of neighbouring taps, 1 for a dense window.
    pub dilation: Axes<usize>,
    /// Border.
    pub padding: Padding,
    /// Number of groups that the channels are split into; the input channels for depthwise.
    pub groups: usize,
    /// What is done.
    pub operation: Operation,
}
