//! Layers whose places share their weights: convolutions of every kind, transposed ones, and pooling.
//!
//! For each group of channels, band of rows and block of output channels, the same loop runs over a bordered copy of
//! the input: see [`sweep`]. Kinds differ in their [combs](comb), and in what becomes of a sum.

use super::comb::{self, Comb, Line};
use super::grid::{Grid, Layout};
use super::pack::pack;
use super::sweep::{Area, LARGEST_BLOCK, Largest, Product, Sums, Term, Terms, blocks, sweep};
use crate::conv::geometry::Geometry;
use crate::conv::lanes::LANES;
use crate::conv::layer::{Operation, Pool};
use crate::conv::operands::Bias;
use crate::conv::tensor::{Axes, Tensor};
use std::ops::Range;

/// A layer laid out for its windows, with weights in the order in which they are used.
pub struct Windows {
    geometry: Geometry,
    lines: Axes<Line>,
    layout: Layout,
    sweeps: Vec<Sweep>,
    weights: Vec<f32>,
}

/// The outputs that read with the same taps, on both axes.
struct Sweep {
    row: Comb,
    col: Comb,
    /// For each term of a sum, in order: where its input stands in the scratch copy, from the start of the window.
    offsets: Vec<usize>,
    /// Where its weights begin.
    weights: usize,
}

impl Windows {
    /// Lays out a layer that is neither local nor dense. `None` if its border is too large for the scratch copy, or
    /// if no output is reached by any tap.
    pub fn new(geometry: &Geometry, weights: &[f32]) -> Option<Self> {
        let (row_line, rows) = comb::of(geometry, &geometry.axes().row, geometry.input().size.row);
        let (col_line, cols) = comb::of(geometry, &geometry.axes().col, geometry.input().size.col);
        let lines = Axes::new(row_line, col_line);
        let starts = rows.iter().map(Comb::end).max()?;
        let layout = Layout::new(&lines, geometry.channels_per_group(), starts)?;
        let mut windows = Self { geometry: geometry.clone(), lines, layout, sweeps: Vec::new(), weights: Vec::new() };
        for row in &rows {
            cols.iter().for_each(|col| windows.add(row, col, weights));
        }
        Some(windows)
    }

    /// Adds the outputs of a comb of rows and one of columns, with their weights.
    fn add(&mut self, row: &Comb, col: &Comb, weights: &[f32]) {
        let mut taps = Vec::new();
        let mut offsets = Vec::new();
        for down in &row.taps {
            for right in &col.taps {
                taps.push(down.tap * self.geometry.layer().kernel.col + right.tap);
                let (phase, shift) = (Axes::new(down.phase, right.phase), Axes::new(down.shift, right.shift));
                offsets.push(self.layout.offset(phase, shift));
            }
        }
        let planes = (0..self.geometry.channels_per_group()).map(|channel| channel * self.layout.plane);
        let offsets = planes.flat_map(|plane| offsets.iter().map(move |offset| plane + offset)).collect();
        self.sweeps.push(Sweep { row: row.clone(), col: col.clone(), offsets, weights: self.weights.len() });
        pack(&self.geometry, weights, &taps, &mut self.weights);
    }

    /// All outputs.
    pub fn forward(&self, input: &Tensor, bias: Bias) -> Tensor {
        match self.geometry.layer().operation {
            Operation::Pooling(Pool::Max) => Run::new(self, bias, Largest::START).all::<Largest>(input),
            Operation::Pooling(Pool::Mean)
            | Operation::Convolution { .. }
            | Operation::Transposed { .. }
            | Operation::Dense { .. } => Run::new(self, bias, Product::START).all::<Product>(input),
        }
    }

    /// Where the scratch copy has to start, in rows, so that its bands together serve all outputs.
    fn starts(&self) -> impl Iterator<Item = usize> + use<> {
        let end = self.sweeps.iter().map(|sweep| sweep.row.end()).max().unwrap_or(0);
        (0..end).step_by(self.layout.band)
    }
}

/// One walk over all outputs, with what it works on.
struct Run<'a> {
    windows: &'a Windows,
    bias: Bias<'a>,
    grid: Grid,
    sums: Vec<f32>,
    output: Tensor,
}

impl<'a> Run<'a> {
    fn new(windows: &'a Windows, bias: Bias<'a>, border: f32) -> Self {
        let grid = Grid::new(&windows.layout, &windows.lines.col, border);
        let output = Tensor::zeros(windows.geometry.output());
        Self { windows, bias, grid, sums: Vec::new(), output }
    }

    fn all<T: Term>(mut self, input: &Tensor) -> Tensor {
        let Windows { geometry, lines, layout, sweeps, .. } = self.windows;
        self.fill_unreached();
        for group in 0..geometry.output().channels / geometry.filters_per_group() {
            for start in self.windows.starts() {
                self.grid.fill(layout, lines, input, group * geometry.channels_per_group(), start);
                for sweep in sweeps {
                    self.band::<T>(sweep, group, start);
                }
            }
        }
        self.output
    }

    /// Stamps with a stride wider than the kernel leave gaps that no tap reaches.
    fn fill_unreached(&mut self) {
        let shape = self.output.shape();
        if matches!(self.windows.geometry.layer().operation, Operation::Transposed { .. }) {
            for channel in 0..shape.channels {
                let value = self.finish(channel).of(0.0);
                self.output.data_mut()[shape.map(channel)].fill(value);
            }
        }
    }

    /// The outputs of one sweep in one band of rows, for all output channels of a group.
    fn band<T: Term>(&mut self, of: &Sweep, group: usize, start: usize) {
        let layout = &self.windows.layout;
        let rows = of.row.outputs(start..start + layout.band);
        if rows.is_empty() {
            return;
        }
        let first = (of.row.origin + rows.start - start) * layout.pitch + of.col.origin;
        let area = Area { start: first, rows: rows.len(), cols: of.col.count, pitch: layout.pitch };
        let filters = self.windows.geometry.filters_per_group();
        let weights = &self.windows.weights[of.weights + group * filters * of.offsets.len()..];
        for (filter, count) in blocks(filters) {
            let weights = &weights[filter * of.offsets.len()..][..count * of.offsets.len()];
            self.block::<T>(Terms { offsets: &of.offsets, weights }, area, count);
            for rank in 0..count {
                self.write(of, rows.clone(), area, rank, group * filters + filter + rank);
            }
        }
    }

    /// The sums of one block of output channels.
    fn block<T: Term>(&mut self, terms: Terms, area: Area, count: usize) {
        let stride = stride(area);
        self.sums.resize(self.sums.len().max(LARGEST_BLOCK * stride), 0.0);
        sweep::<T>(count, self.grid.values(), terms, area, &mut Sums { values: &mut self.sums, stride });
    }

    /// Finishes the sums of one channel and puts them where they belong.
    fn write(&mut self, of: &Sweep, rows: Range<usize>, area: Area, rank: usize, channel: usize) {
        let finish = self.finish(channel);
        let shape = self.output.shape();
        for (row, out_row) in rows.map(|row| of.row.first + row * of.row.step).enumerate() {
            let sums = &self.sums[rank * stride(area) + row * area.pitch..][..area.cols];
            let first = shape.index(channel, out_row, of.col.first);
            let places = &mut self.output.data_mut()[first..shape.index(channel, out_row, 0) + shape.size.col];
            finish.write(sums, places, of.col.step);
        }
    }

    fn finish(&self, channel: usize) -> Finish {
        let layer = self.windows.geometry.layer();
        match (layer.operation, self.bias) {
            (Operation::Pooling(Pool::Mean), _) => Finish::Divide(layer.kernel.area() as f32),
            (_, Bias::PerChannel(entries, _)) => Finish::Add(entries[channel]),
            (_, Bias::None | Bias::PerOutput(_)) => Finish::Keep,
        }
    }
}

/// From the sums of one channel to those of the next.
const fn stride(area: Area) -> usize {
    area.len() + LANES
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
