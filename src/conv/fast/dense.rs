//! Fully connected layers: every output has a row of weights as long as the input.

use super::rows::{Rows, sums};
use crate::conv::geometry::Geometry;
use crate::conv::lanes::{LANES, Lanes, Native};
use crate::conv::operands::Bias;
use crate::conv::tensor::Tensor;

/// All outputs.
pub fn forward(geometry: &Geometry, weights: &[f32], input: &Tensor, bias: Bias) -> Tensor {
    let mut output = Tensor::zeros(geometry.output());
    let count = output.shape().len();
    let mut first = 0;
    while first < count {
        let next = if first + LANES < count { 2 } else { 1 } * LANES;
        let mut put = |at: usize, values: &[f32]| {
            for (output_at, &value) in (at..count).zip(values) {
                output.data_mut()[output_at] = bias.add(output_at, value);
            }
        };
        if next == LANES {
            block::<1>(weights, input.data(), first, &mut put);
        } else {
            block::<2>(weights, input.data(), first, &mut put);
        }
        first += next;
    }
    output
}

/// Computes `R` times four outputs from `first` on. Past the last output its weights are used again.
fn block<const R: usize>(weights: &[f32], input: &[f32], first: usize, put: &mut impl FnMut(usize, &[f32])) {
    let last = weights.len() / input.len() - 1;
    let row = |output: usize| &weights[output.min(last) * input.len()..][..input.len()];
    let rows: [Rows; R] = std::array::from_fn(|of| std::array::from_fn(|lane| row(first + of * LANES + lane)));
    let sums: [Native; R] = sums(&rows, |term| Native::splat(input[term]));
    for (of, sum) in sums.into_iter().enumerate() {
        put(first + of * LANES, &sum.store());
    }
}
