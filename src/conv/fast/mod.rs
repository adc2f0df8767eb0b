//! The same sums in the same order, many outputs at a time.
//!
//! One algorithm, written in [lanes](super::lanes). Lanes are neighbouring outputs, and every lane adds up the terms of
//! its own output one after the other, in [the order of summation](super#the-order-of-summation), so the results are the
//! bits of the [reference](super::reference). What makes it fast is that a tile of outputs stays in registers while the
//! terms of their sums go by, and that borders and strides are dealt with beforehand, in a [copy](grid) of a part of the
//! input.
//!
//! Left to the reference:
//!
//! - weights that are not finite, if there is a border of zeros: it leaves such taps out, and here they would be
//!   multiplied (a zero times infinity is not a number);
//! - the maximum of something that is not a number;
//! - a border that does not fit the scratch copy of 16 MB;
//! - transposed layers that crop away everything but gaps between the stamps.

mod comb;
mod grid;
mod pack;
mod sweep;
mod windows;

use super::axis::PaddingMode;
use super::geometry::Geometry;
use super::layer::{Operation, Pool, Sharing};
use super::operands::{Bias, OperandError, Operands};
use super::reference;
use super::tensor::Tensor;
use windows::Windows;

/// All outputs of one sample, with the same bits as [`reference::forward`].
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
    let windows = windows(geometry, &operands);
    Ok(windows.map_or_else(|| reference::outputs(geometry, &operands), |windows| windows.forward(input, operands.bias)))
}

fn windows(geometry: &Geometry, operands: &Operands) -> Option<Windows> {
    match geometry.layer().operation {
        Operation::Convolution { sharing: Sharing::Local, .. } | Operation::Dense { .. } => None,
        Operation::Pooling(Pool::Max) if operands.input.data().iter().any(|value| value.is_nan()) => None,
        Operation::Convolution { .. } | Operation::Transposed { .. } if !all_finite(operands.weights) => None,
        Operation::Convolution { .. } | Operation::Transposed { .. } | Operation::Pooling(_) => {
            Windows::new(geometry, operands.weights)
        }
    }
}

fn all_finite(values: &[f32]) -> bool {
    values.iter().all(|value| value.is_finite())
}
