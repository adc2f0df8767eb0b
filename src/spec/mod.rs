//! What is asked for: the layer, its numbers, and what stands in input and kernels.
//!
//! A [`Spec`] can be any combination; [`Spec::check`] says whether it can be computed, and if not, what is wrong and
//! what would be legal next to it. Nothing here knows time or pictures.

pub mod data;
pub mod edits;
pub mod error;
pub mod kind;
pub mod setting;

pub use data::{Filter, Picture};
pub use edits::Edits;
pub use error::SpecError;
pub use kind::Kind;
pub use setting::Setting;

use crate::conv::{Axes, Geometry, Layer, Operation, Padding, Shape, Sharing, Tensor};

/// Multiply-adds of one layer that are computed for a figure; more would keep a visitor waiting.
pub const MOST_WORK: u64 = 1 << 28;

/// Everything that decides the numbers of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// The chapter: title, words, and the setting that stands out.
    pub kind: Kind,
    /// Height and width of the input.
    pub size: Axes<usize>,
    /// Input channels.
    pub in_channels: usize,
    /// Output channels.
    pub out_channels: usize,
    /// Taps along each axis.
    pub kernel: Axes<usize>,
    /// Distance of neighbouring windows.
    pub stride: Axes<usize>,
    /// Distance of neighbouring taps.
    pub dilation: Axes<usize>,
    /// The border.
    pub padding: Padding,
    /// Groups of channels.
    pub groups: usize,
    /// True: the kernel is turned by 180 degrees first.
    pub flip: bool,
    /// True: a bias joins each sum.
    pub bias: bool,
    /// What stands in the input.
    pub picture: Picture,
    /// What stands in the kernels.
    pub filter: Filter,
    /// Draws everything random.
    pub seed: u32,
    /// Input values set by hand, by channel, row, column.
    pub input_edits: Edits<3>,
    /// Weights set by hand, by output channel, channel inside the group, row, column.
    pub weight_edits: Edits<4>,
}

impl Spec {
    /// The layer for the engine.
    pub const fn layer(&self) -> Layer {
        Layer {
            input: Shape { channels: self.in_channels, size: self.size },
            out_channels: self.out_channels,
            kernel: self.kernel,
            stride: self.stride,
            dilation: self.dilation,
            padding: self.padding,
            groups: self.groups,
            operation: Operation::Convolution { sharing: Sharing::Shared, flip: self.flip },
        }
    }

    /// Whether the figure can be computed: the only gate, cheap, allocates nothing large.
    ///
    /// # Errors
    /// What is wrong, with the nearest legal value.
    pub fn check(&self) -> Result<Geometry, SpecError> {
        let geometry = Geometry::new(&self.layer()).map_err(SpecError::Layer)?;
        let per_output = self.kernel.area() * geometry.channels_per_group();
        let work = geometry.output().len() as u64 * per_output as u64;
        if work > MOST_WORK { Err(SpecError::Work { multiply_adds: work }) } else { Ok(geometry) }
    }

    /// The input's values, edits included.
    pub fn input(&self) -> Tensor {
        let shape = self.layer().input;
        let mut input = self.picture.tensor(shape, self.seed);
        for ([channel, row, col], value) in self.input_edits.iter() {
            if channel < shape.channels && row < shape.size.row && col < shape.size.col {
                input.data_mut()[shape.index(channel, row, col)] = value;
            }
        }
        input
    }

    /// The weights `[out channels, in channels / groups, rows, cols]`, edits included. The spec has been checked.
    pub fn weights(&self) -> Vec<f32> {
        let per_group = self.in_channels / self.groups;
        let mut weights = self.filter.weights(self.out_channels * per_group, self.kernel, self.seed);
        for ([out, rank, row, col], value) in self.weight_edits.iter() {
            if out < self.out_channels && rank < per_group && row < self.kernel.row && col < self.kernel.col {
                weights[((out * per_group + rank) * self.kernel.row + row) * self.kernel.col + col] = value;
            }
        }
        weights
    }

    /// The bias, one for each output channel, if there is one.
    pub fn bias(&self) -> Option<Vec<f32>> {
        self.bias.then(|| data::bias(self.out_channels, self.seed))
    }

    /// True if one sheet meets one kernel: the stage needs no rows of channels.
    pub const fn is_single(&self) -> bool {
        self.in_channels == 1 && self.out_channels == 1
    }

    /// Output maps for each input channel of a depthwise layer.
    pub fn multiplier(&self) -> usize {
        (self.out_channels / self.in_channels).max(1)
    }
}

impl Default for Spec {
    fn default() -> Self {
        Kind::default().spec()
    }
}
