//! Weights in the order in which the inner loops use them.

use super::sweep::blocks;
use crate::conv::geometry::Geometry;
use crate::conv::layer::Operation;

/// Appends the weights of some taps: for each group and block of output channels, for each term of their sums, those of
/// the block's channels. Pooling has ones.
pub fn pack(geometry: &Geometry, weights: &[f32], taps: &[usize], packed: &mut Vec<f32>) {
    let (channels, filters) = (geometry.channels_per_group(), geometry.filters_per_group());
    let groups = geometry.output().channels / filters;
    if let Operation::Pooling(_) = geometry.layer().operation {
        packed.resize(packed.len() + groups * taps.len(), 1.0);
        return;
    }
    packed.reserve(groups * filters * channels * taps.len());
    for group in 0..groups {
        for (first, count) in blocks(filters) {
            for channel in 0..channels {
                let kernel = |rank| Kernel::of(geometry, weights, group, first + rank, channel);
                let kernels: Vec<Kernel> = (0..count).map(kernel).collect();
                for &tap in taps {
                    packed.extend(kernels.iter().map(|kernel| kernel.tap(tap)));
                }
            }
        }
    }
}

/// The weights between one input and one output channel.
struct Kernel<'a> {
    weights: &'a [f32],
    flip: bool,
}

impl<'a> Kernel<'a> {
    /// `filter` and `channel` are counted within the group.
    fn of(geometry: &Geometry, weights: &'a [f32], group: usize, filter: usize, channel: usize) -> Self {
        let (channels, filters) = (geometry.channels_per_group(), geometry.filters_per_group());
        let (number, flip) = match geometry.layer().operation {
            Operation::Transposed { .. } => ((group * channels + channel) * filters + filter, false),
            Operation::Convolution { flip, .. } => ((group * filters + filter) * channels + channel, flip),
            Operation::Pooling(_) | Operation::Dense { .. } => unreachable!("such a layer has no kernels"),
        };
        let taps = geometry.layer().kernel.area();
        Self { weights: &weights[number * taps..(number + 1) * taps], flip }
    }

    fn tap(&self, tap: usize) -> f32 {
        self.weights[if self.flip { self.weights.len() - 1 - tap } else { tap }]
    }
}
