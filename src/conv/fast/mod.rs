//! The same sums in the same order, many outputs at a time.

use super::geometry::Geometry;
use super::operands::{OperandError, Operands};
use super::reference;
use super::tensor::Tensor;

/// All outputs of one sample, with the same bits as [`reference::forward`].
///
/// No kind has a faster way yet: this is the reference.
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
    Ok(reference::outputs(geometry, &operands))
}
