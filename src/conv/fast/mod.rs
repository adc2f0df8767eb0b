//! The same sums in the same order, many outputs at a time.
//!
//! One algorithm, written in [lanes](super::lanes). Lanes are neighbouring outputs, and every lane adds up the terms of
//! its own output one after the other, in [the order of summation](super#the-order-of-summation), so the results are the
//! bits of the [reference](mod@reference). What makes it fast is that a tile of outputs stays in registers while the
//! terms of their sums go by, and that borders and strides are dealt with beforehand, in a copy of a part of the
//! input.
//!
//! Left to the reference:
//!
//! - weights that are not finite, if there is a border of zeros: the reference leaves its taps out, and here they would
//!   be multiplied (a zero times infinity is not a number);
//! - the maximum of something that is not a number;
//! - a row of outputs that needs a scratch copy of more than 16 MB, a sum of more than a million terms, a transposed
//!   layer with more than 4096 phases: such layers are absurd, but must not take up unbounded memory;
//! - transposed layers that crop away everything but gaps between the stamps.

mod comb;
mod dense;
mod grid;
mod local;
mod pack;
mod rows;
mod sweep;
mod view;
mod windows;

use super::axis::PaddingMode;
use super::geometry::Geometry;
use super::layer::{Operation, Padding, Pool, Sharing};
use super::operands::{OperandError, Operands};
use super::reference;
use super::tensor::Tensor;
use local::Local;
use view::View;
use windows::Windows;

/// All outputs of one sample, `[out channels, out rows, out cols]`, with the same bits as
/// [`reference::forward`] gives.
///
/// Where many samples go through the same layer, [`Prepared`] saves laying out its weights every time.
///
/// # Errors
/// If the numbers do not belong to the geometry.
pub fn forward(
    geometry: &Geometry,
    input: &Tensor,
    weights: &[f32],
    bias: Option<&[f32]>,
) -> Result<Tensor, OperandError> {
    Operands::new(geometry, input, weights, bias)?;
    Prepared::new(geometry, weights, bias)?.forward(input)
}

/// A layer with its weights laid out, for any number of samples.
pub struct Prepared<'a> {
    geometry: &'a Geometry,
    weights: &'a [f32],
    bias: Option<&'a [f32]>,
    way: Way<'a>,
}

/// How a layer is computed.
enum Way<'a> {
    Windows(Windows),
    Local(Local<'a>),
    Dense,
    Reference,
}

impl<'a> Prepared<'a> {
    /// Lays out the weights, which takes about as long as reading and writing them once.
    ///
    /// # Errors
    /// If the numbers do not belong to the geometry.
    pub fn new(geometry: &'a Geometry, weights: &'a [f32], bias: Option<&'a [f32]>) -> Result<Self, OperandError> {
        Operands::check_weights(geometry, weights, bias)?;
        Ok(Self { geometry, weights, bias, way: Way::new(geometry, weights) })
    }

    /// All outputs of one sample, with the same bits as [`reference::forward`] gives.
    ///
    /// # Errors
    /// If the input has another shape than the geometry's.
    pub fn forward(&self, input: &Tensor) -> Result<Tensor, OperandError> {
        let operands = Operands::new(self.geometry, input, self.weights, self.bias)?;
        Ok(match &self.way {
            Way::Windows(_) if self.is_maximum_of_nan(input) => reference::outputs(self.geometry, &operands),
            Way::Windows(windows) => windows.forward(input, operands.bias),
            Way::Local(local) => local.forward(input, operands.bias),
            Way::Dense => dense::forward(self.geometry, self.weights, input, operands.bias),
            Way::Reference => reference::outputs(self.geometry, &operands),
        })
    }

    fn is_maximum_of_nan(&self, input: &Tensor) -> bool {
        matches!(self.geometry.layer().operation, Operation::Pooling(Pool::Max))
            && !all(input.data(), |value| !value.is_nan())
    }
}

impl<'a> Way<'a> {
    fn new(geometry: &Geometry, weights: &'a [f32]) -> Self {
        let operation = geometry.layer().operation;
        if matches!(operation, Operation::Dense { .. }) {
            return Self::Dense;
        }
        match View::new(geometry) {
            Some(_) if multiplies_border(geometry) && !all_finite(weights) => Self::Reference,
            Some(view) if matches!(operation, Operation::Convolution { sharing: Sharing::Local, .. }) => {
                Self::Local(Local::new(view, weights))
            }
            Some(view) => Self::Windows(Windows::new(view, weights)),
            None => Self::Reference,
        }
    }
}

/// Whether there may be zeros of a border in the scratch copy.
fn multiplies_border(geometry: &Geometry) -> bool {
    let layer = geometry.layer();
    let Padding { mode, .. } = layer.padding;
    match layer.operation {
        Operation::Transposed { .. } => true,
        Operation::Convolution { .. } => mode == PaddingMode::Zeros && !layer.padding.is_none(),
        Operation::Dense { .. } | Operation::Pooling(_) => false,
    }
}

fn all_finite(values: &[f32]) -> bool {
    all(values, f32::is_finite)
}

/// Looks at some more than it has to, many at a time.
fn all(values: &[f32], is: impl Fn(f32) -> bool) -> bool {
    values.chunks(1024).all(|some| some.iter().fold(true, |all, &value| all & is(value)))
}
