//! Makes layers of a case and runs both engines on its numbers.

use super::read::{self, Array};
use convoscope::conv::{
    Axes, Geometry, Layer, LayerError, OperandError, Operation, Padding, PaddingMode, Shape, Sharing, Tensor, fast,
    reference,
};
use serde_json::Value;

/// An operation of the schema that the engine has.
#[derive(Clone, Copy, PartialEq)]
pub enum Op {
    /// Shared kernel.
    Conv,
    /// Transposed.
    Transposed,
    /// One kernel per place.
    Local,
    /// Depthwise, then 1x1.
    Separable,
    /// Fully connected.
    Linear,
}

impl Op {
    /// The operation of this name in the schema.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "conv2d" => Some(Self::Conv),
            "conv_transpose2d" => Some(Self::Transposed),
            "local2d" => Some(Self::Local),
            "separable2d" => Some(Self::Separable),
            "linear" => Some(Self::Linear),
            _ => None,
        }
    }

    const fn weight_rank(self) -> usize {
        match self {
            Self::Conv | Self::Transposed | Self::Separable => 4,
            Self::Local => 6,
            Self::Linear => 2,
        }
    }

    const fn input_rank(self) -> usize {
        if matches!(self, Self::Linear) { 2 } else { 4 }
    }
}

/// Whether weights are for as many input channels as there are.
#[derive(Clone, Copy, PartialEq)]
pub enum Channels {
    /// They are.
    Fit,
    /// They are for another number.
    Mismatch,
}

/// Why a case has no result.
pub enum Problem {
    /// The case is not as the schema says, or the two engines disagree.
    Case(String),
    /// A number that has to be at least 0 is negative.
    Negative(&'static str),
    /// An array has another number of axes than its operation needs.
    Rank(&'static str),
    /// The engine refuses the layer.
    Layer {
        /// Why.
        error: LayerError,
        /// Whether the weights would have fitted.
        channels: Channels,
    },
    /// The weights have another shape than the layer's.
    Weights {
        /// What the layer has.
        expected: Vec<usize>,
        /// What the case has.
        found: Vec<usize>,
        /// What the engine said to that many numbers; nothing if their number happens to be the same.
        said: Option<OperandError>,
    },
    /// The engine refuses the numbers.
    Operands(OperandError),
}

impl Problem {
    /// The problem for a reader.
    pub fn sentence(&self) -> String {
        match self {
            Self::Case(sentence) => sentence.clone(),
            Self::Negative(what) => format!("{what} is negative"),
            Self::Rank(what) => format!("the {what} has the wrong number of axes"),
            Self::Layer { error, channels: _ } => format!("the engine refuses the layer: {error:?}"),
            Self::Weights { expected, found, said: _ } => {
                format!("the weights have the shape {found:?}, the layer's have {expected:?}")
            }
            Self::Operands(error) => format!("the engine refuses the numbers: {error:?}"),
        }
    }
}

impl From<String> for Problem {
    fn from(sentence: String) -> Self {
        Self::Case(sentence)
    }
}

/// The layers that a case goes through, one after the other.
pub struct Stack {
    /// The layers; two for [`Op::Separable`].
    pub layers: Vec<Geometry>,
    /// Number of samples.
    pub batch: usize,
}

impl Stack {
    /// The layers of a case, whose weights have the right shapes.
    pub fn new(op: Op, case: &Value) -> Result<Self, Problem> {
        let (input, weight) = (read::array(case, "input")?, read::array(case, "weight")?);
        let (batch, sample) = sample(op, &sides(&input, "a side of the input", "input", op.input_rank())?);
        let kernel = sides(&weight, "a side of the weights", "weight", op.weight_rank())?;
        let layer = layer(op, read::field(case, "params")?, sample, &kernel)?;
        let mut layers = vec![geometry(op, &layer, kernel)?];
        if op == Op::Separable {
            layers.push(pointwise(case, layers[0].output())?);
        }
        Ok(Self { layers, batch })
    }

    /// What comes out at the end.
    pub fn output(&self) -> Shape {
        self.layers[self.layers.len() - 1].output()
    }
}

/// The second layer of a separable convolution: a 1x1 kernel over all maps of the first.
fn pointwise(case: &Value, input: Shape) -> Result<Geometry, Problem> {
    let array = read::array(case, "pointwise")?;
    let kernel = sides(&array, "a side of the pointwise weights", "pointwise", 4)?;
    let layer = Layer {
        input,
        out_channels: kernel[0],
        kernel: Axes::new(kernel[2], kernel[3]),
        stride: Axes::both(1),
        dilation: Axes::both(1),
        padding: Padding::default(),
        groups: 1,
        operation: Operation::Convolution { sharing: Sharing::Shared, flip: false },
    };
    geometry(Op::Conv, &layer, kernel)
}

/// The checked layer, if its weights have this shape.
fn geometry(op: Op, layer: &Layer, weights: Vec<usize>) -> Result<Geometry, Problem> {
    let geometry =
        Geometry::new(layer).map_err(|error| Problem::Layer { error, channels: channels(op, layer, &weights) })?;
    let expected = weight_shape(op, &geometry);
    if expected == weights {
        return Ok(geometry);
    }
    let said = refused_weights(&geometry, &weights);
    Err(Problem::Weights { expected, found: weights, said })
}

/// Whether the weights are for another number of input channels than there are.
fn channels(op: Op, layer: &Layer, weights: &[usize]) -> Channels {
    let expected = match op {
        Op::Conv | Op::Separable => weights[1].checked_mul(layer.groups),
        Op::Local => weights[3].checked_mul(layer.groups),
        Op::Transposed => Some(weights[0]),
        Op::Linear => Some(weights[1]),
    };
    if expected == Some(layer.input.channels) { Channels::Fit } else { Channels::Mismatch }
}

fn sides(array: &Array, side: &'static str, what: &'static str, rank: usize) -> Result<Vec<usize>, Problem> {
    if array.shape.len() != rank {
        return Err(Problem::Rank(what));
    }
    array.shape.iter().map(|&length| usize::try_from(length).map_err(|_| Problem::Negative(side))).collect()
}

/// Batch and shape of one sample. The features of a fully connected layer are channels of one value.
fn sample(op: Op, sides: &[usize]) -> (usize, Shape) {
    match op {
        Op::Linear => (sides[0], Shape::new(sides[1], 1, 1)),
        Op::Conv | Op::Transposed | Op::Local | Op::Separable => (sides[0], Shape::new(sides[1], sides[2], sides[3])),
    }
}

fn layer(op: Op, params: &Value, input: Shape, weight: &[usize]) -> Result<Layer, Problem> {
    let pair = |name, what| {
        let [row, col] = read::exactly::<2>(params, name)?;
        Ok::<_, Problem>(Axes::new(natural(row, what)?, natural(col, what)?))
    };
    let [top, left, bottom, right] = read::exactly::<4>(params, "padding")?;
    let border = |width| natural(width, "the padding");
    let padding = Padding {
        top: border(top)?,
        left: border(left)?,
        bottom: border(bottom)?,
        right: border(right)?,
        mode: mode(read::text(params, "padding_mode")?)?,
    };
    let groups = natural(read::whole(params, "groups")?, "the number of groups")?;
    let flip = read::flag(params, "flip")?;
    let (out_channels, kernel) = match op {
        Op::Conv | Op::Separable => (weight[0], Axes::new(weight[2], weight[3])),
        // No groups at all are refused as such, not as no output channels.
        Op::Transposed => (weight[1].saturating_mul(groups.max(1)), Axes::new(weight[2], weight[3])),
        Op::Local => (weight[2], Axes::new(weight[4], weight[5])),
        Op::Linear => (weight[0], Axes::both(1)),
    };
    let operation = match op {
        Op::Conv | Op::Separable => Operation::Convolution { sharing: Sharing::Shared, flip },
        Op::Local => Operation::Convolution { sharing: Sharing::Local, flip },
        Op::Linear => Operation::Dense { output: Axes::both(1) },
        Op::Transposed if flip => {
            return Err(Problem::Case("a flipped transposed convolution is not an operation of the engine".to_owned()));
        }
        Op::Transposed => Operation::Transposed { output_padding: pair("output_padding", "the output padding")? },
    };
    let (stride, dilation) = (pair("stride", "the stride")?, pair("dilation", "the dilation")?);
    Ok(Layer { input, out_channels, kernel, stride, dilation, padding, groups, operation })
}

fn natural(value: i64, what: &'static str) -> Result<usize, Problem> {
    usize::try_from(value).map_err(|_| Problem::Negative(what))
}

fn mode(name: &str) -> Result<PaddingMode, String> {
    match name {
        "zeros" => Ok(PaddingMode::Zeros),
        "reflect" => Ok(PaddingMode::Reflect),
        "replicate" => Ok(PaddingMode::Replicate),
        "circular" => Ok(PaddingMode::Circular),
        "symmetric" => Ok(PaddingMode::Symmetric),
        _ => Err(format!("`{name}` is not a padding mode of the schema")),
    }
}

/// The shape of the weights in the schema's layout.
fn weight_shape(op: Op, geometry: &Geometry) -> Vec<usize> {
    let layer = geometry.layer();
    let kernel = [layer.kernel.row, layer.kernel.col];
    let outputs = geometry.output();
    match op {
        Op::Conv | Op::Separable => [&[layer.out_channels, geometry.channels_per_group()], &kernel[..]].concat(),
        Op::Transposed => [&[layer.input.channels, geometry.filters_per_group()], &kernel[..]].concat(),
        Op::Local => {
            let places = [outputs.size.row, outputs.size.col, layer.out_channels, geometry.channels_per_group()];
            [&places[..], &kernel[..]].concat()
        }
        Op::Linear => vec![layer.out_channels, layer.input.channels],
    }
}

/// What the engine says to weights of this shape, of which it is given no more than 64 Ki.
fn refused_weights(geometry: &Geometry, found: &[usize]) -> Option<OperandError> {
    let number = found.iter().fold(1usize, |all, &side| all.saturating_mul(side));
    fast::Prepared::new(geometry, &vec![0.0; number.min(1 << 16)], None).err()
}

/// The outputs of a case: their shape with the batch, and row-major numbers.
pub struct Outputs {
    /// `[batch, channels, height, width]`, or `[batch, features]`.
    pub shape: Vec<usize>,
    /// All samples, one after the other.
    pub data: Vec<f32>,
}

/// Runs both engines on every sample of a case.
pub fn run(op: Op, case: &Value) -> Result<Outputs, Problem> {
    let stack = Stack::new(op, case)?;
    let weights = [read::optional_array(case, "weight")?, read::optional_array(case, "pointwise")?];
    let weights: Vec<Vec<f32>> =
        weights.iter().flatten().map(|array| array.singles("weight")).collect::<Result<_, _>>()?;
    let bias = read::optional_array(case, "bias")?.map(|bias| bias.singles("bias")).transpose()?;
    let input = read::array(case, "input")?.singles("input")?;
    let shape = stack.layers[0].input();
    let mut data = Vec::new();
    for sample in input.chunks(shape.len()) {
        let mut values =
            Tensor::new(shape, sample.to_vec()).ok_or_else(|| "a sample has the wrong length".to_owned())?;
        for (number, (layer, weights)) in stack.layers.iter().zip(&weights).enumerate() {
            let last = number + 1 == stack.layers.len();
            values = both(layer, &values, weights, bias.as_deref().filter(|_| last))?;
        }
        data.extend_from_slice(values.data());
    }
    Ok(Outputs { shape: output_shape(op, &stack), data })
}

/// The output of both engines, which must be the same bits.
fn both(layer: &Geometry, input: &Tensor, weights: &[f32], bias: Option<&[f32]>) -> Result<Tensor, Problem> {
    let slow = reference::forward(layer, input, weights, bias).map_err(Problem::Operands)?;
    let quick = fast::forward(layer, input, weights, bias).map_err(Problem::Operands)?;
    let differing = slow.data().iter().zip(quick.data()).position(|(a, b)| a.to_bits() != b.to_bits());
    match differing {
        None => Ok(quick),
        Some(at) => {
            let (slow, quick) = (slow.data()[at], quick.data()[at]);
            Err(Problem::Case(format!("output {at} is {slow:?} by the reference and {quick:?} by the fast engine")))
        }
    }
}

/// The shape of the outputs in the schema's layout.
pub fn output_shape(op: Op, stack: &Stack) -> Vec<usize> {
    let Shape { channels, size } = stack.output();
    match op {
        Op::Linear => vec![stack.batch, channels],
        Op::Conv | Op::Transposed | Op::Local | Op::Separable => vec![stack.batch, channels, size.row, size.col],
    }
}
