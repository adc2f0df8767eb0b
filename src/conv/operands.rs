//! The numbers that go into a layer, checked against its geometry.

use super::geometry::Geometry;
use super::layer::{Operation, Sharing};
use super::tensor::{Shape, Tensor};

/// Numbers that do not belong to the geometry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperandError {
    /// The input has another shape.
    Input {
        /// The geometry's input shape.
        expected: Shape,
        /// The shape given.
        found: Shape,
    },
    /// There are more or fewer weights.
    Weights {
        /// The geometry's number of weights, 0 for pooling.
        expected: usize,
        /// The number given.
        found: usize,
    },
    /// There are more or fewer entries of bias.
    Bias {
        /// One per output channel; for a dense layer one per output value; for pooling 0.
        expected: usize,
        /// The other legal number, for a local layer: one per output value.
        or: Option<usize>,
        /// The number given.
        found: usize,
    },
}

/// Input, weights and bias that belong together.
#[derive(Clone, Copy)]
pub(super) struct Operands<'a> {
    pub input: &'a Tensor,
    pub weights: &'a [f32],
    pub bias: Bias<'a>,
}

impl<'a> Operands<'a> {
    /// Checks the numbers against the geometry.
    pub fn new(
        geometry: &Geometry,
        input: &'a Tensor,
        weights: &'a [f32],
        bias: Option<&'a [f32]>,
    ) -> Result<Self, OperandError> {
        if input.shape() != geometry.input() {
            return Err(OperandError::Input { expected: geometry.input(), found: input.shape() });
        }
        let bias = Self::check_weights(geometry, weights, bias)?;
        Ok(Self { input, weights, bias })
    }

    /// Checks weights and bias without an input.
    pub fn check_weights(
        geometry: &Geometry,
        weights: &[f32],
        bias: Option<&'a [f32]>,
    ) -> Result<Bias<'a>, OperandError> {
        if weights.len() != geometry.weights() {
            return Err(OperandError::Weights { expected: geometry.weights(), found: weights.len() });
        }
        Bias::new(geometry, bias)
    }
}

/// What is added to each output at last.
#[derive(Clone, Copy)]
pub(super) enum Bias<'a> {
    /// Nothing.
    None,
    /// One entry per output channel, with the number of values in a map.
    PerChannel(&'a [f32], usize),
    /// One entry per output value.
    PerOutput(&'a [f32]),
}

impl<'a> Bias<'a> {
    fn new(geometry: &Geometry, bias: Option<&'a [f32]>) -> Result<Self, OperandError> {
        let Some(entries) = bias else { return Ok(Self::None) };
        let output = geometry.output();
        let (expected, or) = match geometry.layer().operation {
            Operation::Convolution { sharing: Sharing::Shared, .. } | Operation::Transposed { .. } => {
                (output.channels, None)
            }
            Operation::Convolution { sharing: Sharing::Local, .. } => (output.channels, Some(output.len())),
            Operation::Dense { .. } => (output.len(), Some(output.len())),
            Operation::Pooling(_) => (0, None),
        };
        match entries.len() {
            0 if expected == 0 => Ok(Self::None),
            found if or == Some(found) => Ok(Self::PerOutput(entries)),
            found if found == expected => Ok(Self::PerChannel(entries, output.size.area())),
            found => Err(OperandError::Bias { expected, or: or.filter(|&other| other != expected), found }),
        }
    }

    /// `sum` with the entry of `output` added.
    pub fn add(&self, output: usize, sum: f32) -> f32 {
        match self {
            Self::None => sum,
            Self::PerChannel(entries, area) => sum + entries[output / area],
            Self::PerOutput(entries) => sum + entries[output],
        }
    }
}
