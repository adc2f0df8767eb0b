//! Which numbers meet in a layer that can be.
//!
//! Takes a [`Layer`], gives a checked [`Geometry`] or a [`LayerError`]. Everything else that wants to know who meets
//! whom (reference, stage, pointing, counts) asks the geometry's links and nothing else.
//!
//! # Weights
//!
//! Weights stand in one row-major vector, in PyTorch's layouts:
//!
//! | operation | weights | bias |
//! | --- | --- | --- |
//! | convolution, shared | `[out channels, in channels / groups, kernel rows, kernel cols]` | `[out channels]` |
//! | convolution, local | `[out rows, out cols, out channels, in channels / groups, kernel rows, kernel cols]` | `[out channels]` or `[out channels, out rows, out cols]` |
//! | dense | `[outputs, inputs]`, both flattened row-major | `[outputs]` |
//! | transposed | `[in channels, out channels / groups, kernel rows, kernel cols]` | `[out channels]` |
//! | pooling | none | none |

use super::axis::Axis;
use super::check;
use super::error::LayerError;
use super::layer::{Layer, Operation, Sharing};
use super::tensor::{Axes, Place, Shape};
use std::ops::Range;

pub use super::check::legal_groups;
pub use super::error::{Count, Direction};

/// One multiplication: which output it is for, which weight, which input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Position in the row-major output.
    pub output: usize,
    /// Position in the weights; `None` for pooling.
    pub weight: Option<usize>,
    /// Position in the row-major input; `None` for a zero of the border.
    pub input: Option<usize>,
    /// Input channel.
    pub channel: usize,
    /// Tap of the window in reading order, counted from 0 (dense: the input's place in its map).
    pub tap: usize,
    /// Where the tap stands on the padded input, from the true input's first element; negative in the border above or to the left.
    pub position: Axes<isize>,
}

/// A layer that can be: the only way to one is [`Geometry::new`].
#[derive(Clone, Debug, PartialEq)]
pub struct Geometry {
    layer: Layer,
    /// For a transposed layer, the axes of the convolution that it transposes: their input is our output.
    axes: Axes<Axis>,
    output: Shape,
    weights: usize,
}

impl Geometry {
    /// Checks a layer. Allocates nothing.
    ///
    /// # Errors
    /// What is wrong first, in the order: zero or overlarge counts, groups, window, border, output padding, size of the work.
    pub fn new(layer: &Layer) -> Result<Self, LayerError> {
        check::counts(layer)?;
        check::groups(layer)?;
        let axes = check::axes(layer)?;
        let output = check::output(layer, &axes);
        let weights = check::work(layer, output)?;
        Ok(Self { layer: *layer, axes, output, weights })
    }

    /// The layer as asked for.
    pub const fn layer(&self) -> &Layer {
        &self.layer
    }

    /// Both axes. For a transposed layer, those of the convolution that it transposes.
    pub const fn axes(&self) -> &Axes<Axis> {
        &self.axes
    }

    /// Shape of one input sample.
    pub const fn input(&self) -> Shape {
        self.layer.input
    }

    /// Shape of one output sample.
    pub const fn output(&self) -> Shape {
        self.output
    }

    /// Number of weights, without bias.
    pub const fn weights(&self) -> usize {
        self.weights
    }

    /// Input channels that one output reads.
    pub const fn channels_per_group(&self) -> usize {
        match self.layer.operation {
            Operation::Dense { .. } => self.layer.input.channels,
            Operation::Pooling(_) => 1,
            Operation::Convolution { .. } | Operation::Transposed { .. } => {
                self.layer.input.channels / self.layer.groups
            }
        }
    }

    /// Output channels of one group.
    pub const fn filters_per_group(&self) -> usize {
        match self.layer.operation {
            Operation::Dense { .. } => self.layer.out_channels,
            Operation::Pooling(_) => 1,
            Operation::Convolution { .. } | Operation::Transposed { .. } => self.layer.out_channels / self.layer.groups,
        }
    }

    /// The group that an output channel belongs to, counted from 0.
    pub const fn group_of_output(&self, out_channel: usize) -> usize {
        out_channel / self.filters_per_group()
    }

    /// The group that an input channel belongs to, counted from 0.
    pub const fn group_of_input(&self, in_channel: usize) -> usize {
        in_channel / self.channels_per_group()
    }

    /// Stamps of a transposed layer that overlap at an output place, by rows and columns: their product is their number.
    pub fn stamps(&self, row: usize, col: usize) -> Axes<usize> {
        let count = |axis: &Axis, inputs: usize, out: usize| {
            (0..axis.kernel).filter(|&tap| stamp(axis, inputs, out, tap).is_some()).count()
        };
        let inputs = self.input().size;
        Axes::new(count(&self.axes.row, inputs.row, row), count(&self.axes.col, inputs.col, col))
    }

    /// Calls `visit` with every link of `output`, in the order of summation.
    pub fn each_link(&self, output: usize, mut visit: impl FnMut(Link)) {
        self.each_link_with(output, self.channels_of(output), &mut visit);
    }

    /// The input channels that an output reads.
    fn channels_of(&self, output: usize) -> Range<usize> {
        let first = self.group_of_output(self.output.place(output).channel) * self.channels_per_group();
        first..first + self.channels_per_group()
    }

    /// The links of `output` with some of the channels that it reads.
    fn each_link_with(&self, output: usize, channels: Range<usize>, visit: &mut impl FnMut(Link)) {
        match self.layer.operation {
            Operation::Convolution { .. } | Operation::Pooling(_) => self.each_window_link(output, channels, visit),
            Operation::Dense { .. } => (0..self.input().len()).for_each(|input| visit(self.dense_link(output, input))),
            Operation::Transposed { .. } => self.each_stamp(output, channels, visit),
        }
    }

    /// Every link of `output`, in the order of summation.
    pub fn links_of_output(&self, output: usize) -> Vec<Link> {
        let mut links = Vec::new();
        self.each_link(output, |link| links.push(link));
        links
    }

    /// Every link that reads `input`, ordered by output, then by tap.
    pub fn links_of_input(&self, input: usize) -> Vec<Link> {
        match self.layer.operation {
            Operation::Dense { .. } => (0..self.output.len()).map(|output| self.dense_link(output, input)).collect(),
            Operation::Convolution { .. } | Operation::Pooling(_) | Operation::Transposed { .. } => {
                let place = self.input().place(input);
                self.collect(self.outputs_near(place), place.channel, |link| link.input == Some(input))
            }
        }
    }

    /// Every link that uses `weight`, ordered by output: also those that meet a zero of the border.
    pub fn links_of_weight(&self, weight: usize) -> Vec<Link> {
        let kernel = weight / self.layer.kernel.area();
        let filter = kernel / self.channels_per_group();
        let rank = kernel % self.channels_per_group();
        let channel_for = |out_channel| self.group_of_output(out_channel) * self.channels_per_group() + rank;
        let (outputs, channel) = match self.layer.operation {
            Operation::Pooling(_) => return Vec::new(),
            Operation::Dense { .. } => {
                let inputs = self.input().len();
                return vec![self.dense_link(weight / inputs, weight % inputs)];
            }
            Operation::Convolution { sharing: Sharing::Shared, .. } => (self.output.map(filter), channel_for(filter)),
            Operation::Convolution { sharing: Sharing::Local, .. } => {
                let (at, channel) = (filter / self.layer.out_channels, filter % self.layer.out_channels);
                let output = channel * self.output.size.area() + at;
                (output..output + 1, channel_for(channel))
            }
            Operation::Transposed { .. } => {
                let (in_channel, rank) = (kernel / self.filters_per_group(), kernel % self.filters_per_group());
                (self.output.map(self.group_of_input(in_channel) * self.filters_per_group() + rank), in_channel)
            }
        };
        self.collect(outputs, channel, |link| link.weight == Some(weight))
    }

    /// The wanted ones among the links of some outputs with one input channel.
    fn collect(
        &self,
        outputs: impl IntoIterator<Item = usize>,
        channel: usize,
        wanted: impl Fn(&Link) -> bool,
    ) -> Vec<Link> {
        let mut links = Vec::new();
        for output in outputs {
            self.each_link_with(output, channel..channel + 1, &mut |link| {
                if wanted(&link) {
                    links.push(link);
                }
            });
        }
        links
    }

    /// The links of a window: channels of the group ascending, taps in reading order.
    fn each_window_link(&self, output: usize, channels: Range<usize>, visit: &mut impl FnMut(Link)) {
        let out = self.output.place(output);
        for channel in channels {
            for tap in 0..self.layer.kernel.area() {
                visit(self.window_link(output, out, channel, tap));
            }
        }
    }

    fn window_link(&self, output: usize, out: Place, channel: usize, tap: usize) -> Link {
        let (tap_row, tap_col) = (tap / self.layer.kernel.col, tap % self.layer.kernel.col);
        let source = self.axes.row.source(out.row, tap_row).zip(self.axes.col.source(out.col, tap_col));
        Link {
            output,
            weight: self.window_weight(out, channel, tap),
            input: source.map(|(row, col)| self.input().index(channel, row, col)),
            channel,
            tap,
            position: Axes::new(self.axes.row.position(out.row, tap_row), self.axes.col.position(out.col, tap_col)),
        }
    }

    /// Position in the weights of the stored tap that `tap` of the window meets.
    fn window_weight(&self, out: Place, channel: usize, tap: usize) -> Option<usize> {
        let Operation::Convolution { sharing, flip } = self.layer.operation else { return None };
        let taps = self.layer.kernel.area();
        let stored = if flip { taps - 1 - tap } else { tap };
        let filter = match sharing {
            Sharing::Shared => out.channel,
            Sharing::Local => (out.row * self.output.size.col + out.col) * self.layer.out_channels + out.channel,
        };
        let rank = channel % self.channels_per_group();
        Some((filter * self.channels_per_group() + rank) * taps + stored)
    }

    fn dense_link(&self, output: usize, input: usize) -> Link {
        let place = self.input().place(input);
        Link {
            output,
            weight: Some(output * self.input().len() + input),
            input: Some(input),
            channel: place.channel,
            tap: input % self.input().size.area(),
            position: Axes::new(place.row as isize, place.col as isize),
        }
    }

    /// The stamps that reach `output`, at most one input place for each tap: channels ascending, taps in reading order.
    fn each_stamp(&self, output: usize, channels: Range<usize>, visit: &mut impl FnMut(Link)) {
        let out = self.output.place(output);
        for channel in channels {
            for tap_row in 0..self.layer.kernel.row {
                let Some(row) = stamp(&self.axes.row, self.input().size.row, out.row, tap_row) else { continue };
                for tap_col in 0..self.layer.kernel.col {
                    let Some(col) = stamp(&self.axes.col, self.input().size.col, out.col, tap_col) else { continue };
                    let tap = tap_row * self.layer.kernel.col + tap_col;
                    visit(self.stamp_link(output, Place { channel, row, col }, tap));
                }
            }
        }
    }

    fn stamp_link(&self, output: usize, from: Place, tap: usize) -> Link {
        let rank = self.output.place(output).channel % self.filters_per_group();
        Link {
            output,
            weight: Some((from.channel * self.filters_per_group() + rank) * self.layer.kernel.area() + tap),
            input: Some(self.input().index(from.channel, from.row, from.col)),
            channel: from.channel,
            tap,
            position: Axes::new(from.row as isize, from.col as isize),
        }
    }

    /// The outputs, ascending, that read the input at `place`: those with taps that stand there on both axes.
    fn outputs_near(&self, place: Place) -> Vec<usize> {
        let rows = self.readers(&self.axes.row, self.input().size.row, self.output.size.row, place.row);
        let cols = self.readers(&self.axes.col, self.input().size.col, self.output.size.col, place.col);
        let first = self.group_of_input(place.channel) * self.filters_per_group();
        let mut outputs = Vec::with_capacity(self.filters_per_group() * rows.len() * cols.len());
        for channel in first..first + self.filters_per_group() {
            for &row in &rows {
                outputs.extend(cols.iter().map(|&col| self.output.index(channel, row, col)));
            }
        }
        outputs
    }

    /// The output places along one axis, ascending, that read the input place `at`.
    fn readers(&self, axis: &Axis, inputs: usize, outputs: usize, at: usize) -> Vec<usize> {
        let meets = |out: usize, tap: usize| match self.layer.operation {
            Operation::Transposed { .. } => stamp(axis, inputs, out, tap) == Some(at),
            Operation::Convolution { .. } | Operation::Pooling(_) | Operation::Dense { .. } => {
                axis.source(out, tap) == Some(at)
            }
        };
        (0..outputs).filter(|&out| (0..axis.kernel).any(|tap| meets(out, tap))).collect()
    }
}

/// The input place whose stamp puts `tap` on output `out`, along one axis of a transposed layer with `inputs` places.
fn stamp(axis: &Axis, inputs: usize, out: usize, tap: usize) -> Option<usize> {
    let shifted = (out + axis.before).checked_sub(tap * axis.dilation)?;
    let place = shifted / axis.stride;
    (shifted.is_multiple_of(axis.stride) && place < inputs).then_some(place)
}
