//! The same sums in the same order, in as little code as possible: the engine that the page downloads.
//!
//! For each output map, one tap after the other is added to whole rows of outputs, so that every output adds up its own
//! terms in [the order of summation](super#the-order-of-summation): the bits are the [reference](mod@super::reference)'s.
//! Only convolutions that share their weights, the large layers of a figure, go this way; the rest is left to the
//! reference. [`fast`](super::fast) is several times as fast and an order larger.

use super::axis::Axis;
use super::geometry::Geometry;
use super::layer::{Operation, Sharing};
use super::operands::{OperandError, Operands};
use super::reference;
use super::tensor::Tensor;
use std::ops::Range;

/// All outputs of one sample, `[out channels, out rows, out cols]`, with the same bits as [`reference::forward`] gives.
///
/// # Errors
/// If the numbers do not belong to the geometry.
pub fn forward(
    geometry: &Geometry,
    input: &Tensor,
    weights: &[f32],
    bias: Option<&[f32]>,
) -> Result<Tensor, OperandError> {
    let operands = Operands::new(geometry, input, weights, bias)?;
    let Operation::Convolution { sharing: Sharing::Shared, flip } = geometry.layer().operation else {
        return Ok(reference::outputs(geometry, &operands));
    };
    let mut result = Tensor::zeros(geometry.output());
    for filter in 0..geometry.output().channels {
        add_filter(geometry, &operands, flip, filter, &mut result);
    }
    for (output, value) in result.data_mut().iter_mut().enumerate() {
        *value = operands.bias.add(output, *value);
    }
    Ok(result)
}

/// Adds everything that one filter sees to its map.
fn add_filter(geometry: &Geometry, operands: &Operands, flip: bool, filter: usize, result: &mut Tensor) {
    let (channels, taps) = (geometry.channels_per_group(), geometry.layer().kernel.area());
    let first = geometry.group_of_output(filter) * channels;
    for rank in 0..channels {
        for tap in 0..taps {
            let stored = if flip { taps - 1 - tap } else { tap };
            let weight = operands.weights[(filter * channels + rank) * taps + stored];
            add_tap(geometry, operands.input, weight, (first + rank, tap), filter, result);
        }
    }
}

/// Adds one tap of one input channel to every output of a map. Zeros of the border add nothing.
fn add_tap(
    geometry: &Geometry,
    input: &Tensor,
    weight: f32,
    (channel, tap): (usize, usize),
    filter: usize,
    result: &mut Tensor,
) {
    let (axes, kernel, size) = (geometry.axes(), geometry.layer().kernel, geometry.output().size);
    let (tap_row, tap_col) = (tap / kernel.col, tap % kernel.col);
    let inside = inside(&axes.col, size.col, tap_col);
    for row in 0..size.row {
        let Some(from) = axes.row.source(row, tap_row) else { continue };
        let start = input.shape().index(channel, from, 0);
        let values = &input.data()[start..start + input.shape().size.col];
        let begin = geometry.output().index(filter, row, 0);
        let sums = &mut result.data_mut()[begin..begin + size.col];
        if !inside.is_empty() {
            let nearest = axes.col.position(inside.start, tap_col) as usize;
            add(&mut sums[inside.clone()], &values[nearest..], axes.col.stride, weight);
        }
        for col in (0..inside.start).chain(inside.end..size.col) {
            if let Some(at) = axes.col.source(col, tap_col) {
                sums[col] += weight * values[at];
            }
        }
    }
}

/// The outputs of a row of which `tap` reads the true input.
fn inside(axis: &Axis, outputs: usize, tap: usize) -> Range<usize> {
    let shift = tap * axis.dilation;
    let first = axis.before.saturating_sub(shift).div_ceil(axis.stride).min(outputs);
    let beyond = (axis.before + axis.input).saturating_sub(shift).div_ceil(axis.stride).min(outputs);
    first..beyond.max(first)
}

/// Adds `weight` times every `stride`-th value to the sums. Neighbouring values are taken several at a time.
fn add(sums: &mut [f32], values: &[f32], stride: usize, weight: f32) {
    if stride == 1 {
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += weight * value;
        }
    } else {
        for (sum, value) in sums.iter_mut().zip(values.iter().step_by(stride)) {
            *sum += weight * value;
        }
    }
}
