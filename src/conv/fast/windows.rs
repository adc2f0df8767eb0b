//! Layers whose places share their weights: convolutions, transposed ones, and pooling.
//!
//! For each group of channels, band of rows and block of output channels, the same loop runs over a bordered copy of
//! the input: see [`sweep`]. Kinds differ in how they [view](super::view) it, and in what becomes of a sum.

use super::pack::pack;
use super::sweep::{Area, Largest, Product, Term, Terms, Walk, blocks, sweep};
use super::view::{Band, Sweep, View};
use crate::conv::layer::{Operation, Pool};
use crate::conv::operands::Bias;
use crate::conv::tensor::Tensor;
use std::ops::Range;

/// A layer with its weights in the order in which they are used.
pub struct Windows {
    view: View,
    /// For each set of outputs that read with the same taps.
    weights: Vec<Vec<f32>>,
}

impl Windows {
    /// Lays out the weights.
    pub fn new(view: View, weights: &[f32]) -> Self {
        let weights = view.sweeps().iter().map(|sweep| pack(view.geometry(), weights, &sweep.taps)).collect();
        Self { view, weights }
    }

    /// All outputs.
    pub fn forward(&self, input: &Tensor, bias: Bias) -> Tensor {
        let mut run = Run::new(self, bias);
        match self.view.geometry().layer().operation {
            Operation::Pooling(Pool::Max) => run.all::<Largest>(input),
            Operation::Pooling(_)
            | Operation::Convolution { .. }
            | Operation::Transposed { .. }
            | Operation::Dense { .. } => run.all::<Product>(input),
        }
        run.output
    }
}

/// One walk over all outputs, with what it works on.
struct Run<'a> {
    windows: &'a Windows,
    bias: Bias<'a>,
    sums: Vec<f32>,
    output: Tensor,
}

impl<'a> Run<'a> {
    fn new(windows: &'a Windows, bias: Bias<'a>) -> Self {
        Self { windows, bias, sums: Vec::new(), output: Tensor::zeros(windows.view.geometry().output()) }
    }

    fn all<T: Term>(&mut self, input: &Tensor) {
        let Windows { view, weights } = self.windows;
        self.fill_unreached();
        view.each_band(input, T::START, |band| {
            for (sweep, weights) in view.sweeps().iter().zip(weights) {
                if let Some((rows, area)) = sweep.area(band) {
                    self.band::<T>(band, sweep, weights, area, rows);
                }
            }
        });
    }

    /// Stamps with a stride wider than the kernel leave gaps that no tap reaches.
    fn fill_unreached(&mut self) {
        let shape = self.output.shape();
        if matches!(self.windows.view.geometry().layer().operation, Operation::Transposed { .. }) {
            for channel in 0..shape.channels {
                let value = self.finish(channel).of(0.0);
                self.output.data_mut()[shape.map(channel)].fill(value);
            }
        }
    }

    /// The outputs of one sweep in one band of rows, for all output channels of its group.
    fn band<T: Term>(&mut self, band: &Band, of: &Sweep, weights: &[f32], area: Area, rows: Range<usize>) {
        let filters = self.windows.view.geometry().filters_per_group();
        let terms = of.offsets.len();
        for (filter, count) in blocks(filters) {
            let first = band.group * filters + filter;
            let weights = &weights[first * terms..(first + count) * terms];
            let walk = sweep::<T>(count, band.grid, Terms { offsets: &of.offsets, weights }, area, &mut self.sums);
            for rank in 0..count {
                self.write(of, rows.clone(), walk, rank, first + rank);
            }
        }
    }

    /// Finishes the sums of one channel, number `rank` of its block, and puts them where they belong.
    fn write(&mut self, of: &Sweep, rows: Range<usize>, walk: Walk, rank: usize, channel: usize) {
        let finish = self.finish(channel);
        let shape = self.output.shape();
        for (row, out_row) in rows.map(|row| of.row.first + row * of.row.step).enumerate() {
            let sums = &self.sums[rank * walk.room() + row * walk.pitch..][..of.col.count];
            let start = shape.index(channel, out_row, 0);
            let places = &mut self.output.data_mut()[start + of.col.first..start + shape.size.col];
            finish.write(sums, places, of.col.step);
        }
    }

    fn finish(&self, channel: usize) -> Finish {
        let layer = self.windows.view.geometry().layer();
        match (layer.operation, self.bias) {
            (Operation::Pooling(Pool::Mean), _) => Finish::Divide(layer.kernel.area() as f32),
            (_, Bias::PerChannel(entries, _)) => Finish::Add(entries[channel]),
            (_, Bias::None | Bias::PerOutput(_)) => Finish::Keep,
        }
    }
}

/// What becomes of the value of all terms.
#[derive(Clone, Copy)]
enum Finish {
    Keep,
    Add(f32),
    Divide(f32),
}

impl Finish {
    fn of(self, value: f32) -> f32 {
        match self {
            Self::Keep => value,
            Self::Add(bias) => value + bias,
            Self::Divide(count) => value / count,
        }
    }

    /// Writes finished values to every `step`-th place.
    fn write(self, values: &[f32], places: &mut [f32], step: usize) {
        match self {
            Self::Keep => write(values, places, step, |value| value),
            Self::Add(bias) => write(values, places, step, |value| value + bias),
            Self::Divide(count) => write(values, places, step, |value| value / count),
        }
    }
}

#[inline(always)]
fn write(values: &[f32], places: &mut [f32], step: usize, finished: impl Fn(f32) -> f32) {
    if step == 1 {
        places.iter_mut().zip(values).for_each(|(place, &value)| *place = finished(value));
    } else {
        places.iter_mut().step_by(step).zip(values).for_each(|(place, &value)| *place = finished(value));
    }
}
