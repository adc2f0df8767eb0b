//! The definition: sums over links. The judge of every faster way.
//!
//! Nothing here is clever. An output is what [`Geometry::each_link`] visits, added up in that order; see
//! [the order of summation](super#the-order-of-summation).
//!
//! - **Convolution, dense, transposed**: the sum of weight times input, then the bias.
//! - **Mean**: the sum of the window divided by the number of its taps, those on the border included
//!   (PyTorch's `count_include_pad=True`, its default).
//! - **Maximum**: the largest value of the window, in link order: a later value wins only if it is larger, or not a
//!   number. Zeros of the border are left out, as PyTorch does by padding with minus infinity, which is also what a
//!   window with nothing but such border gives. Values that other modes put into the border are compared.

use super::geometry::{Geometry, Link};
use super::layer::{Operation, Pool};
use super::operands::{OperandError, Operands};
use super::tensor::Tensor;

/// All outputs of one sample, `[out channels, out rows, out cols]`.
///
/// `weights` and `bias` stand as the [table of weights](super::geometry#weights) says. Costs one visit per link.
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
    Ok(outputs(geometry, &operands))
}

/// One output, with the same bits as [`forward`] gives at this position of the row-major output.
///
/// # Panics
/// If the numbers do not belong to the geometry, or if there is no such output.
pub fn output(geometry: &Geometry, input: &Tensor, weights: &[f32], bias: Option<&[f32]>, output: usize) -> f32 {
    assert!(output < geometry.output().len(), "the layer has only {} outputs", geometry.output().len());
    let operands = Operands::new(geometry, input, weights, bias).expect("numbers of this geometry");
    value(geometry, &operands, output)
}

/// All outputs of operands that were checked.
pub(super) fn outputs(geometry: &Geometry, operands: &Operands) -> Tensor {
    let mut result = Tensor::zeros(geometry.output());
    for (output, place) in result.data_mut().iter_mut().enumerate() {
        *place = value(geometry, operands, output);
    }
    result
}

fn value(geometry: &Geometry, operands: &Operands, output: usize) -> f32 {
    let layer = geometry.layer();
    match layer.operation {
        Operation::Convolution { .. } | Operation::Dense { .. } | Operation::Transposed { .. } => {
            operands.bias.add(output, sum(geometry, operands, output))
        }
        Operation::Pooling(Pool::Mean) => sum(geometry, operands, output) / layer.kernel.area() as f32,
        Operation::Pooling(Pool::Max) => maximum(geometry, operands, output),
    }
}

fn sum(geometry: &Geometry, operands: &Operands, output: usize) -> f32 {
    let mut sum = 0.0;
    geometry.each_link(output, |link| sum += term(operands, &link));
    sum
}

/// What one link adds: weight times input, or the input itself where there are no weights.
fn term(operands: &Operands, link: &Link) -> f32 {
    let Some(input) = link.input else { return 0.0 };
    let value = operands.input.data()[input];
    link.weight.map_or(value, |weight| operands.weights[weight] * value)
}

fn maximum(geometry: &Geometry, operands: &Operands, output: usize) -> f32 {
    let mut most = f32::NEG_INFINITY;
    geometry.each_link(output, |link| {
        let value = link.input.map_or(f32::NEG_INFINITY, |input| operands.input.data()[input]);
        if value > most || value.is_nan() {
            most = value;
        }
    });
    most
}
