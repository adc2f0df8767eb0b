//! Local layers: a window as in a convolution, but each place has weights of its own.
//!
//! Lanes are neighbouring places of a row. The last ones of a row may lie past its end; they use the weights of the last
//! place again, and what they compute is left out.

use super::rows::{Rows, sums};
use super::view::{Band, Sweep, View};
use crate::conv::lanes::{LANES, Lanes, Native};
use crate::conv::layer::{Operation, Sharing};
use crate::conv::operands::Bias;
use crate::conv::tensor::{Shape, Tensor};
use std::borrow::Cow;

/// A local layer with its weights in the order of summation.
pub struct Local<'a> {
    view: View,
    weights: Cow<'a, [f32]>,
}

impl<'a> Local<'a> {
    /// Turns the weights if the layer is flipped.
    pub fn new(view: View, weights: &'a [f32]) -> Self {
        let layer = view.geometry().layer();
        let turned = matches!(layer.operation, Operation::Convolution { sharing: Sharing::Local, flip: true });
        let kernels = weights.chunks(layer.kernel.area());
        let weights = match turned {
            true => kernels.flat_map(|kernel| kernel.iter().rev().copied()).collect(),
            false => Cow::Borrowed(weights),
        };
        Self { view, weights }
    }

    /// All outputs.
    pub fn forward(&self, input: &Tensor, bias: Bias) -> Tensor {
        let mut output = Tensor::zeros(self.view.geometry().output());
        self.view.each_band(input, 0.0, |band| {
            for sweep in self.view.sweeps() {
                let Some((rows, area)) = sweep.area(band) else { continue };
                for (down, out_row) in rows.enumerate() {
                    let row = Row { local: self, band, sweep, start: area.start + down * area.pitch, out_row };
                    row.all(bias, &mut output);
                }
            }
        });
        output
    }
}

/// The outputs in one row of the maps of a group.
struct Row<'a> {
    local: &'a Local<'a>,
    band: &'a Band<'a>,
    sweep: &'a Sweep,
    /// Where the window of the first one starts in the scratch copy.
    start: usize,
    out_row: usize,
}

impl Row<'_> {
    fn all(&self, bias: Bias, output: &mut Tensor) {
        let filters = self.local.view.geometry().filters_per_group();
        let first = self.band.group * filters;
        for channel in (first..first + filters).step_by(2) {
            for col in (0..output.shape().size.col).step_by(LANES) {
                if channel + 1 < first + filters {
                    self.places::<2>(channel, col, bias, output);
                } else {
                    self.places::<1>(channel, col, bias, output);
                }
            }
        }
    }

    /// Four places from `col` on, in `C` maps from `channel` on.
    fn places<const C: usize>(&self, channel: usize, col: usize, bias: Bias, output: &mut Tensor) {
        let rows: [Rows; C] = std::array::from_fn(|rank| self.weights(output.shape(), channel + rank, col));
        let grid = &self.band.grid[self.start + col..];
        let read = |term: usize| {
            let (lanes, _) = grid[self.sweep.offsets[term]..][..LANES].as_chunks::<LANES>();
            Native::load(&lanes[0])
        };
        let sums: [Native; C] = sums(&rows, read);
        for (rank, sum) in sums.into_iter().enumerate() {
            let first = output.shape().index(channel + rank, self.out_row, col);
            let end = output.shape().index(channel + rank, self.out_row, 0) + output.shape().size.col;
            for (at, value) in (first..end).zip(sum.store()) {
                output.data_mut()[at] = bias.add(at, value);
            }
        }
    }

    /// The weights of four places from `col` on.
    fn weights(&self, shape: Shape, channel: usize, col: usize) -> Rows<'_> {
        let terms = self.sweep.offsets.len();
        std::array::from_fn(|lane| {
            let place = self.out_row * shape.size.col + (col + lane).min(shape.size.col - 1);
            &self.local.weights[(place * shape.channels + channel) * terms..][..terms]
        })
    }
}
