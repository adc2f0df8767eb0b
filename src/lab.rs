//! The laboratory of the flipped chapter: is the order of two filters free?
//!
//! A few cells `x` of the input and two kernels `a` and `b`, joined in every order, with the turn of the kernel and without. All
//! borders are full (one tap less than the kernel on each side), so that nothing is cut off that would decide the matter.

use crate::conv::{Axes, Geometry, Layer, Operation, Padding, Shape, Sharing, Tensor, slim};
use crate::spec::slots::{A, B, Slots};

/// Rows and columns of the input that are taken, if there are as many.
pub const SIDE: usize = 3;

/// Every order of the two filters, in one of the two ways.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// `(x * a) * b` and `x * (a * b)`.
    pub filtered: [Tensor; 2],
    /// `a * b` and `b * a`.
    pub joined: [Tensor; 2],
}

impl Way {
    fn new(x: &Tensor, a: &Tensor, b: &Tensor, flip: bool) -> Self {
        let joined = [full(a, b, flip), full(b, a, flip)];
        Self { filtered: [full(&full(x, a, flip), b, flip), full(x, &joined[0], flip)], joined }
    }

    /// The largest difference between the two orders of filtering: 0 if the associative law holds.
    pub fn association(&self) -> f32 {
        difference(&self.filtered[0], &self.filtered[1])
    }

    /// The largest difference between the two orders of joining: 0 if the commutative law holds.
    pub fn commutation(&self) -> f32 {
        difference(&self.joined[0], &self.joined[1])
    }
}

/// The laboratory with its results.
#[derive(Clone, Debug, PartialEq)]
pub struct Lab {
    /// The middle of the input.
    pub x: Tensor,
    /// The two kernels.
    pub kernels: [Tensor; 2],
    /// With the turn.
    pub with: Way,
    /// Without it.
    pub without: Way,
}

impl Lab {
    /// Computes every order; the engine does, each time.
    pub fn new(input: &Tensor, slots: &Slots) -> Self {
        let x = middle(input);
        let kernels = [sheet(2, 2, slots.kernel(A)), sheet(2, 2, slots.kernel(B))];
        let way = |flip| Way::new(&x, &kernels[0], &kernels[1], flip);
        let (with, without) = (way(true), way(false));
        Self { x, kernels, with, without }
    }
}

/// At most [`SIDE`] rows and columns from the middle of the first map.
fn middle(input: &Tensor) -> Tensor {
    let shape = input.shape();
    let Axes { row: rows, col: cols } = shape.size.map(|side| side.min(SIDE));
    let (top, left) = ((shape.size.row - rows) / 2, (shape.size.col - cols) / 2);
    let mut values = Vec::new();
    for row in top..top + rows {
        let from = shape.index(0, row, left);
        values.extend_from_slice(&input.data()[from..from + cols]);
    }
    sheet(rows, cols, values)
}

fn sheet(rows: usize, cols: usize, values: Vec<f32>) -> Tensor {
    let Some(sheet) = Tensor::new(Shape::new(1, rows, cols), values) else { unreachable!("a value for each cell") };
    sheet
}

/// `data` under `kernel`, with a full border of zeros.
pub fn full(data: &Tensor, kernel: &Tensor, flip: bool) -> Tensor {
    let size = kernel.shape().size;
    let (row, col) = (size.row - 1, size.col - 1);
    let layer = Layer {
        input: data.shape(),
        out_channels: 1,
        kernel: size,
        stride: Axes::both(1),
        dilation: Axes::both(1),
        padding: Padding { top: row, left: col, bottom: row, right: col, ..Padding::default() },
        groups: 1,
        operation: Operation::Convolution { sharing: Sharing::Shared, flip },
    };
    let output =
        Geometry::new(&layer).ok().and_then(|geometry| slim::forward(&geometry, data, kernel.data(), None).ok());
    let Some(output) = output else { unreachable!("two sheets that are not empty have a full convolution") };
    output
}

/// The largest difference of two sheets of the same size.
pub fn difference(one: &Tensor, two: &Tensor) -> f32 {
    one.data().iter().zip(two.data()).fold(0.0, |most, (one, two)| (one - two).abs().max(most))
}

/// True if a difference is no more than what sums of fractions lose to rounding. Sums of whole numbers lose nothing.
pub fn is_rounding(sheets: &[Tensor; 2]) -> bool {
    let whole = sheets.iter().all(|sheet| sheet.data().iter().all(|value| value.fract() == 0.0));
    !whole && difference(&sheets[0], &sheets[1]) <= sheets[0].largest() * 1e-6
}
