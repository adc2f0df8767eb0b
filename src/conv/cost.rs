//! What a layer costs, and how far a stack of layers sees.

use super::axis::Axis;
use super::geometry::Geometry;
use super::layer::{Operation, Sharing};
use super::tensor::Axes;

/// Counts of one layer, for one sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Trained numbers without the bias.
    pub weights: u64,
    /// Entries of the bias.
    pub bias: u64,
    /// Multiplications, each with its addition. Products with the zeros of the border count, the bias does not.
    /// For pooling: values compared or added.
    pub multiply_adds: u64,
    /// Numbers in the output.
    pub activations: u64,
}

impl Cost {
    /// Of two layers, one after the other.
    pub const fn and(self, next: Self) -> Self {
        Self {
            weights: self.weights + next.weights,
            bias: self.bias + next.bias,
            multiply_adds: self.multiply_adds + next.multiply_adds,
            activations: self.activations + next.activations,
        }
    }

    /// Trained numbers: weights and bias.
    pub const fn parameters(&self) -> u64 {
        self.weights + self.bias
    }
}

/// The cost of a layer by the formulas of the field.
///
/// | operation | weights | multiply-adds |
/// | --- | --- | --- |
/// | convolution, shared | `O * C/g * kh * kw` | `O * oh * ow * C/g * kh * kw` |
/// | convolution, local | `oh * ow * O * C/g * kh * kw` | the same |
/// | dense | `outputs * inputs` | the same |
/// | transposed | `C * O/g * kh * kw` | `C * ih * iw * O/g * kh * kw` |
/// | pooling | 0 | `O * oh * ow * kh * kw` |
///
/// with `C` input and `O` output channels, `g` groups, a kernel of `kh` by `kw`, input maps of `ih` by `iw` and output
/// maps of `oh` by `ow`. Except for the transposed layer, the multiply-adds are the number of links. There, input places
/// times weights are counted, stamps on what is cropped included. These are the conventions of PyTorch's
/// `torch.utils.flop_counter` (which gives two operations per multiply-add). The formulas for grouped and depthwise
/// layers are those of Howard et al. 2017, "MobileNets", section 3.1.
///
/// `bias`: whether there is one; it has an entry per output channel, for a dense layer one per output, for pooling none.
pub fn cost(geometry: &Geometry, bias: bool) -> Cost {
    let output = geometry.output();
    let window = geometry.channels_per_group() as u64 * geometry.layer().kernel.area() as u64;
    let weights = geometry.weights() as u64;
    let activations = output.len() as u64;
    let (entries, multiply_adds) = match geometry.layer().operation {
        Operation::Convolution { sharing: Sharing::Shared | Sharing::Local, .. } => {
            (output.channels, activations * window)
        }
        Operation::Dense { .. } => (output.len(), weights),
        Operation::Transposed { .. } => (output.channels, weights * geometry.input().size.area() as u64),
        Operation::Pooling(_) => (0, activations * window),
    };
    Cost { weights, bias: if bias { entries as u64 } else { 0 }, multiply_adds, activations }
}

/// One layer of a stack, along one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Taps, at least 1.
    pub kernel: usize,
    /// Distance of neighbouring windows, at least 1.
    pub stride: usize,
    /// Distance of neighbouring taps, at least 1.
    pub dilation: usize,
    /// Border before the first element.
    pub padding_before: usize,
}

impl From<&Axis> for Step {
    fn from(axis: &Axis) -> Self {
        Self { kernel: axis.kernel, stride: axis.stride, dilation: axis.dilation, padding_before: axis.before }
    }
}

/// What one output at the end of a stack sees of the input, along one axis, borders left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReceptiveField {
    /// Input elements from the first to the last that it sees.
    pub size: u64,
    /// Input elements between the fields of neighbouring outputs: the product of the strides.
    pub jump: u64,
    /// First element of the field of output 0, counted from the input's first: 0 or, with padding, negative.
    pub start: i64,
}

impl ReceptiveField {
    /// First and last element that the output at `position` sees, where it sees past no border.
    pub fn window(&self, position: usize) -> (i64, i64) {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        let first = self.start.saturating_add(position.saturating_mul(signed(self.jump)));
        (first, first.saturating_add(signed(self.size) - 1))
    }
}

/// The receptive field of a stack, first layer first; an empty stack sees one element.
///
/// `size = 1 + sum of dilation * (kernel - 1) * jump before the layer`,
/// `start = - sum of padding before * jump before the layer`: equations 1, 2 and 4 of Araujo, Norris and Sim 2019,
/// "Computing Receptive Fields of Convolutional Neural Networks" (Distill); relationship 5 of Dumoulin and Visin 2016,
/// "A guide to convolution arithmetic for deep learning", for one layer. Numbers beyond 64 bits stay at the largest.
pub fn receptive_field(stack: &[Step]) -> ReceptiveField {
    let mut field = ReceptiveField { size: 1, jump: 1, start: 0 };
    for step in stack {
        let span = (step.dilation as u64).saturating_mul((step.kernel as u64).saturating_sub(1));
        field.size = field.size.saturating_add(span.saturating_mul(field.jump));
        field.start = field.start.saturating_sub(signed((step.padding_before as u64).saturating_mul(field.jump)));
        field.jump = field.jump.saturating_mul(step.stride as u64);
    }
    field
}

fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// What one output really reads of the input, along one axis: borders, holes of dilation and the input's ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The first input element read.
    pub first: usize,
    /// The last input element read.
    pub last: usize,
    /// Different input elements read: less than the distance where stride and dilation leave holes.
    pub taps: usize,
    /// Ways through the stack from the input to the output. Stays at the largest number beyond 128 bits.
    pub paths: u128,
}

/// What the output at `position` of a stack of axes reads, first layer first; `None` if it sees nothing but zeros of
/// borders.
///
/// The output of each axis is the input of the next. Costs outputs times taps of every layer.
///
/// # Panics
/// If an axis is shorter than what the next one reads, or the position lies outside.
pub fn reach(stack: &[Axis], position: usize) -> Option<Reach> {
    reach_of(&paths(stack, position))
}

/// What the output at `position` reads on both axes: `taps` and `paths` of an area are the products of those of its sides.
///
/// # Panics
/// As [`reach`].
pub fn reach_2d(stack: &[Axes<Axis>], position: Axes<usize>) -> Option<Axes<Reach>> {
    let side = |pick: fn(&Axes<Axis>) -> Axis| stack.iter().map(pick).collect::<Vec<_>>();
    let row = reach(&side(|axes| axes.row), position.row)?;
    Some(Axes::new(row, reach(&side(|axes| axes.col), position.col)?))
}

/// For each input element, the number of ways to the output at `position`.
pub fn paths(stack: &[Axis], position: usize) -> Vec<u128> {
    let mut ways = vec![0; position + 1];
    ways[position] = 1;
    for axis in stack.iter().rev() {
        ways = paths_before(axis, &ways);
    }
    ways
}

/// The ways to each input of `axis`, given those to its outputs.
fn paths_before(axis: &Axis, after: &[u128]) -> Vec<u128> {
    let mut before = vec![0u128; axis.input];
    for (out, &ways) in after.iter().enumerate().filter(|&(_, &ways)| ways > 0) {
        assert!(out < axis.output(), "an axis of {} outputs has none at {out}", axis.output());
        for input in (0..axis.kernel).filter_map(|tap| axis.source(out, tap)) {
            before[input] = before[input].saturating_add(ways);
        }
    }
    before
}

fn reach_of(ways: &[u128]) -> Option<Reach> {
    let read = || ways.iter().enumerate().filter(|&(_, &ways)| ways > 0).map(|(input, _)| input);
    let paths = ways.iter().fold(0u128, |sum, &ways| sum.saturating_add(ways));
    Some(Reach { first: read().next()?, last: read().next_back()?, taps: read().count(), paths })
}
