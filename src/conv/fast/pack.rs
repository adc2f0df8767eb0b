//! Weights in the order in which the inner loops use them.

use super::sweep::blocks;
use crate::conv::geometry::Geometry;
use crate::conv::layer::Operation;

/// The weights of some taps: for each group and block of output channels, for each term of their sums, those of the
/// block's channels. Pooling has ones.
pub fn pack(geometry: &Geometry, weights: &[f32], taps: &[usize]) -> Vec<f32> {
    let (channels, filters) = (geometry.channels_per_group(), geometry.filters_per_group());
    let outputs = geometry.output().channels;
    if let Operation::Pooling(_) = geometry.layer().operation {
        return vec![1.0; outputs * taps.len()];
    }
    let mut packed = Vec::with_capacity(outputs * channels * taps.len());
    let source = Source { geometry, weights, taps };
    for group in 0..outputs / filters {
        for (first, count) in blocks(filters) {
            match count {
                1 => source.block::<1>(group, first, &mut packed),
                2 => source.block::<2>(group, first, &mut packed),
                4 => source.block::<4>(group, first, &mut packed),
                _ => source.block::<6>(group, first, &mut packed),
            }
        }
    }
    packed
}

/// Weights as the layer has them, and the taps to be taken.
struct Source<'a> {
    geometry: &'a Geometry,
    weights: &'a [f32],
    taps: &'a [usize],
}

impl Source<'_> {
    /// The terms of `C` output channels, `first` and the next of a group.
    fn block<const C: usize>(&self, group: usize, first: usize, packed: &mut Vec<f32>) {
        let (channels, taps) = (self.geometry.channels_per_group(), self.geometry.layer().kernel.area());
        let in_order = self.taps.iter().copied().eq(0..taps);
        match self.geometry.layer().operation {
            Operation::Convolution { flip: false, .. } if in_order => {
                let number = (group * self.geometry.filters_per_group() + first) * channels;
                let rows =
                    std::array::from_fn(|rank| &self.weights[(number + rank * channels) * taps..][..channels * taps]);
                interleave::<C>(rows, packed);
            }
            _ => {
                for channel in 0..channels {
                    let kernels: [&[f32]; C] = std::array::from_fn(|rank| self.kernel(group, first + rank, channel));
                    for &tap in self.taps {
                        packed.extend(kernels.map(|kernel| kernel[self.stored(tap)]));
                    }
                }
            }
        }
    }

    /// The weights between an input and an output channel, both counted within the group.
    fn kernel(&self, group: usize, filter: usize, channel: usize) -> &[f32] {
        let (channels, filters) = (self.geometry.channels_per_group(), self.geometry.filters_per_group());
        let number = match self.geometry.layer().operation {
            Operation::Transposed { .. } => (group * channels + channel) * filters + filter,
            Operation::Convolution { .. } | Operation::Pooling(_) | Operation::Dense { .. } => {
                (group * filters + filter) * channels + channel
            }
        };
        let taps = self.geometry.layer().kernel.area();
        &self.weights[number * taps..(number + 1) * taps]
    }

    /// Where the weight of a tap of the window stands in its kernel.
    fn stored(&self, tap: usize) -> usize {
        match self.geometry.layer().operation {
            Operation::Convolution { flip: true, .. } => self.geometry.layer().kernel.area() - 1 - tap,
            Operation::Convolution { flip: false, .. }
            | Operation::Transposed { .. }
            | Operation::Pooling(_)
            | Operation::Dense { .. } => tap,
        }
    }
}

/// Appends the first number of each row, then the second of each, and so on.
fn interleave<const C: usize>(rows: [&[f32]; C], packed: &mut Vec<f32>) {
    packed.extend((0..rows[0].len()).flat_map(|at| rows.map(|row| row[at])));
}
