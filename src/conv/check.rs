//! The checks behind [`Geometry::new`](super::Geometry::new): each refuses one way of being impossible.
//!
//! They run in the order of this file, and each may rely on those before it: once the counts are bounded, products of
//! two of them fit 32 bits. Nothing is allocated for a layer before all have passed.

use super::axis::{Axis, PaddingMode};
use super::error::{Count, Direction, LayerError};
use super::layer::{LARGEST_SIDE, LARGEST_TENSOR, LARGEST_WORK, Layer, Operation, Padding, Sharing};
use super::tensor::{Axes, Shape};

/// Every count is at least 1, and no count and no border is above [`LARGEST_SIDE`].
pub(super) fn counts(layer: &Layer) -> Result<(), LayerError> {
    counts_of(layer).into_iter().try_for_each(|(what, value)| count(what, value))?;
    let Padding { top, left, bottom, right, mode: _ } = layer.padding;
    let widest = top.max(left).max(bottom).max(right);
    if widest > LARGEST_SIDE { Err(LayerError::TooLarge { what: None, value: widest }) } else { Ok(()) }
}

fn counts_of(layer: &Layer) -> [(Count, usize); 13] {
    let output = match layer.operation {
        Operation::Dense { output } => output,
        Operation::Convolution { .. } | Operation::Transposed { .. } | Operation::Pooling(_) => Axes::both(1),
    };
    [
        (Count::InChannels, layer.input.channels),
        (Count::OutChannels, layer.out_channels),
        (Count::Groups, layer.groups),
        (Count::InputSide, layer.input.size.row),
        (Count::InputSide, layer.input.size.col),
        (Count::Kernel, layer.kernel.row),
        (Count::Kernel, layer.kernel.col),
        (Count::Stride, layer.stride.row),
        (Count::Stride, layer.stride.col),
        (Count::Dilation, layer.dilation.row),
        (Count::Dilation, layer.dilation.col),
        (Count::OutputSide, output.row),
        (Count::OutputSide, output.col),
    ]
}

fn count(what: Count, value: usize) -> Result<(), LayerError> {
    match value {
        0 => Err(LayerError::Zero(what)),
        1..=LARGEST_SIDE => Ok(()),
        _ => Err(LayerError::TooLarge { what: Some(what), value }),
    }
}

/// The groups divide both channel counts; pooling keeps the channels.
pub(super) fn groups(layer: &Layer) -> Result<(), LayerError> {
    let (inputs, outputs, groups) = (layer.input.channels, layer.out_channels, layer.groups);
    match layer.operation {
        Operation::Pooling(_) if inputs != outputs => return Err(LayerError::PoolChannels { channels: inputs }),
        Operation::Dense { .. } | Operation::Pooling(_) => return Ok(()),
        Operation::Convolution { .. } | Operation::Transposed { .. } => {}
    }
    let nearest = || nearest_groups(inputs, outputs, groups);
    if !inputs.is_multiple_of(groups) {
        Err(LayerError::Groups { groups, channels: inputs, input: true, nearest: nearest() })
    } else if !outputs.is_multiple_of(groups) {
        Err(LayerError::Groups { groups, channels: outputs, input: false, nearest: nearest() })
    } else {
        Ok(())
    }
}

/// The numbers of groups that divide both channel counts, ascending.
pub fn legal_groups(in_channels: usize, out_channels: usize) -> Vec<usize> {
    (1..=in_channels.min(out_channels)).filter(|&groups| divides(groups, in_channels, out_channels)).collect()
}

fn divides(groups: usize, in_channels: usize, out_channels: usize) -> bool {
    in_channels.is_multiple_of(groups) && out_channels.is_multiple_of(groups)
}

/// The nearest legal numbers of groups below and above; the same twice where there is none above.
fn nearest_groups(in_channels: usize, out_channels: usize, groups: usize) -> (usize, usize) {
    let most = in_channels.min(out_channels);
    let below = (1..=groups.min(most)).rev().find(|&fewer| divides(fewer, in_channels, out_channels)).unwrap_or(1);
    let above = (groups..=most).find(|&more| divides(more, in_channels, out_channels)).unwrap_or(below);
    (below, above)
}

/// Both axes, each long enough for its window, with a border that its mode can fill.
pub(super) fn axes(layer: &Layer) -> Result<Axes<Axis>, LayerError> {
    let axes = axes_as_asked(layer);
    match layer.operation {
        Operation::Dense { .. } => {}
        Operation::Convolution { .. } | Operation::Pooling(_) => {
            window_and_border(&axes.row, Direction::Vertical)?;
            window_and_border(&axes.col, Direction::Horizontal)?;
        }
        Operation::Transposed { output_padding } => {
            if layer.padding.mode != PaddingMode::Zeros {
                return Err(LayerError::TransposedMode);
            }
            let row = transposed(&axes.row, output_padding.row, Direction::Vertical)?;
            return Ok(Axes { row, col: transposed(&axes.col, output_padding.col, Direction::Horizontal)? });
        }
    }
    Ok(axes)
}

fn axes_as_asked(layer: &Layer) -> Axes<Axis> {
    let Layer { input, out_channels: _, kernel, stride, dilation, padding, groups: _, operation: _ } = *layer;
    let Padding { top, left, bottom, right, mode } = padding;
    let axis =
        |input, kernel, stride, dilation, before, after| Axis { input, kernel, stride, dilation, before, after, mode };
    Axes {
        row: axis(input.size.row, kernel.row, stride.row, dilation.row, top, bottom),
        col: axis(input.size.col, kernel.col, stride.col, dilation.col, left, right),
    }
}

fn window_and_border(axis: &Axis, direction: Direction) -> Result<(), LayerError> {
    let (span, padded) = (axis.span(), axis.padded());
    if span > padded {
        let fitting_dilation = (padded - 1).checked_div(axis.kernel - 1).filter(|&rate| rate >= 1);
        let (kernel, dilation, missing) = (axis.kernel, axis.dilation, span - padded);
        return Err(LayerError::Window { direction, kernel, dilation, span, padded, fitting_dilation, missing });
    }
    let width = axis.before.max(axis.after);
    match axis.mode.widest(axis.input) {
        Some(widest) if width > widest => Err(LayerError::Border { direction, mode: axis.mode, width, widest }),
        Some(_) | None => Ok(()),
    }
}

/// The axis of the convolution that a transposed layer transposes. Its input is our output, with
/// `(input - 1) * stride - padding + dilation * (kernel - 1) + output padding + 1` elements.
fn transposed(axis: &Axis, output_padding: usize, direction: Direction) -> Result<Axis, LayerError> {
    let largest = axis.stride.max(axis.dilation) - 1;
    if output_padding > largest {
        return Err(LayerError::OutputPadding { direction, value: output_padding, largest });
    }
    let full = (axis.input - 1) * axis.stride + axis.span() + output_padding;
    let cropped = axis.before + axis.after;
    if cropped >= full {
        return Err(LayerError::Cropped { direction, largest: full - 1 });
    }
    Ok(Axis { input: full - cropped, ..*axis })
}

/// Shape of one output sample.
pub(super) fn output(layer: &Layer, axes: &Axes<Axis>) -> Shape {
    let size = match layer.operation {
        Operation::Dense { output } => output,
        Operation::Transposed { .. } => axes.map(|axis| axis.input),
        Operation::Convolution { .. } | Operation::Pooling(_) => axes.map(|axis| axis.output()),
    };
    Shape { channels: layer.out_channels, size }
}

/// Bounds the tensors and the multiply-adds, in wide arithmetic; gives the number of weights.
pub(super) fn work(layer: &Layer, output: Shape) -> Result<usize, LayerError> {
    let Work { inputs, outputs, weights, products } = Work::new(layer, output);
    let tensor = inputs.max(outputs).max(weights);
    if tensor > LARGEST_TENSOR as u128 || products > u128::from(LARGEST_WORK) {
        let clamp = |value: u128| u64::try_from(value).unwrap_or(u64::MAX);
        return Err(LayerError::Work { tensor: clamp(tensor), work: clamp(products) });
    }
    Ok(weights as usize)
}

/// Numbers in the tensors, and products. The counts are at most [`LARGEST_SIDE`] and a side of a transposed output
/// is below 2^32, so the longest product here stays below 2^125.
struct Work {
    inputs: u128,
    outputs: u128,
    weights: u128,
    products: u128,
}

impl Work {
    fn new(layer: &Layer, output: Shape) -> Self {
        let [inputs, outputs] = [layer.input, output].map(|shape| shape.channels as u128 * area(shape.size));
        let window = area(layer.kernel);
        let per_group = [layer.input.channels, layer.out_channels].map(|channels| (channels / layer.groups) as u128);
        let shared = layer.out_channels as u128 * per_group[0] * window;
        let (weights, products) = match layer.operation {
            Operation::Convolution { sharing: Sharing::Shared, .. } => (shared, outputs * per_group[0] * window),
            Operation::Convolution { sharing: Sharing::Local, .. } => {
                (shared * area(output.size), outputs * per_group[0] * window)
            }
            Operation::Dense { .. } => (inputs * outputs, inputs * outputs),
            Operation::Transposed { .. } => {
                (layer.input.channels as u128 * per_group[1] * window, inputs * per_group[1] * window)
            }
            Operation::Pooling(_) => (0, outputs * window),
        };
        Self { inputs, outputs, weights, products }
    }
}

fn area(size: Axes<usize>) -> u128 {
    size.row as u128 * size.col as u128
}
