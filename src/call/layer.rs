//! A layer as code knows it: what a call states, and no more.
//!
//! A [`Layer`] has one form for one meaning ([`Layer::normal`]), so that two layers are equal exactly if they compute the same
//! from the same weights. What the text does not state (Keras: the input's channels) is `None`.
//!
//! A chain of layers multiplies what it is given, so sizes and channels stop at the largest number that there is: reading refuses
//! them long before ([`Why::Grows`](super::Why::Grows)).

use crate::conv::{Axes, Padding, PaddingMode, Pool};

/// Whose code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Framework {
    /// `torch.nn`.
    #[default]
    PyTorch,
    /// `keras.layers`.
    Keras,
    /// `flax.linen`.
    Flax,
    /// The operators of ONNX, in its text form.
    Onnx,
}

impl Framework {
    /// Every framework, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::PyTorch, Self::Keras, Self::Flax, Self::Onnx];

    /// The word in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::PyTorch => "pytorch",
            Self::Keras => "keras",
            Self::Flax => "flax",
            Self::Onnx => "onnx",
        }
    }

    /// The name, the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PyTorch => "PyTorch",
            Self::Keras => "Keras",
            Self::Flax => "Flax",
            Self::Onnx => "ONNX",
        }
    }
}

/// What a layer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Convolution with one kernel for all places (cross-correlation, as in every framework).
    Conv,
    /// A kernel of its own at every place.
    Local,
    /// Depthwise without a bias, then 1 x 1 across channels.
    Separable,
    /// Every input stamps the kernel onto the output; `padding` is cropped from the result.
    Transposed,
    /// A window without weights.
    Pool(Pool),
    /// Every input meets every output; the channels are features.
    Dense,
}

/// How channels are split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Groups {
    /// So many groups.
    Of(usize),
    /// One for each input channel, with so many outputs each: depthwise.
    Each(usize),
}

/// One layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layer {
    /// What it does.
    pub op: Op,
    /// True for one axis (`Conv1d`): the rows of every pair are then 1, their border 0.
    pub line: bool,
    /// Input channels or features, where they are stated.
    pub in_channels: Option<usize>,
    /// Output channels or features; `None` for pooling, and depthwise where the input is not stated.
    pub out_channels: Option<usize>,
    /// Taps along each axis.
    pub kernel: Axes<usize>,
    /// Distance of neighbouring windows.
    pub stride: Axes<usize>,
    /// Distance of neighbouring taps.
    pub dilation: Axes<usize>,
    /// The border on each side.
    pub padding: Padding,
    /// True: the border is what `same` asks for with a stride, and `padding` has its mode alone. Never for a transposed layer.
    pub same: bool,
    /// Groups of channels.
    pub groups: Groups,
    /// True: a bias joins each sum.
    pub bias: bool,
    /// Of a transposed layer: rows and columns added below and to the right.
    pub output_padding: Axes<usize>,
    /// Of mean pooling: true if the border counts in the divisor.
    pub counts_border: bool,
}

/// Layers one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Size and channels of the input, where they are stated.
    pub input: Option<(Axes<usize>, usize)>,
    /// The layers, first one first; at least one.
    pub layers: Vec<Layer>,
}

/// A layer in its call, with what it is given.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The layer.
    pub layer: &'a Layer,
    /// Size of its input, where it is known.
    pub size: Option<Axes<usize>>,
    /// Channels of its input, where they are known.
    pub channels: Option<usize>,
}

impl Layer {
    /// A layer with the values that calls leave out.
    pub const fn new(op: Op, line: bool) -> Self {
        Self {
            op,
            line,
            in_channels: None,
            out_channels: None,
            kernel: Axes::both(1),
            stride: Axes::both(1),
            dilation: Axes::both(1),
            padding: Padding::zeros(0),
            same: false,
            groups: Groups::Of(1),
            bias: !matches!(op, Op::Pool(_)),
            output_padding: Axes::both(0),
            counts_border: true,
        }
    }

    /// The one form among those that mean the same.
    #[must_use]
    pub fn normal(mut self) -> Self {
        match (self.in_channels, self.groups, self.op) {
            (Some(channels), Groups::Of(groups), Op::Conv) if groups == channels && channels > 1 => {
                self.groups = Groups::Each((self.out_channels.unwrap_or(channels) / channels).max(1));
            }
            (Some(1), Groups::Each(multiplier), Op::Conv) => {
                self.groups = Groups::Of(1);
                self.out_channels = Some(multiplier);
            }
            _ => {}
        }
        if let (Some(channels), Groups::Each(multiplier), Op::Conv) = (self.in_channels, self.groups, self.op) {
            self.out_channels = Some(channels.saturating_mul(multiplier));
        }
        if self.op == Op::Transposed {
            // What is cropped from the end and added to the end again is neither.
            let (row, col) =
                (self.padding.bottom.min(self.output_padding.row), self.padding.right.min(self.output_padding.col));
            (self.padding.bottom, self.padding.right) = (self.padding.bottom - row, self.padding.right - col);
            self.output_padding = Axes::new(self.output_padding.row - row, self.output_padding.col - col);
        }
        if self.same && self.stride == Axes::both(1) {
            // Without a stride, the size of the input plays no part.
            self.padding = self.sides(None);
            self.same = false;
        }
        if self.padding.is_none() && !self.same {
            self.padding.mode = PaddingMode::Zeros;
            self.counts_border = true;
        }
        self.counts_border |= self.op != Op::Pool(Pool::Mean);
        self
    }

    /// Elements that the stretched kernel spans along each axis: `dilation * (kernel - 1) + 1`.
    pub fn span(&self) -> Axes<usize> {
        self.dilation
            .zip(self.kernel)
            .map(|(dilation, kernel)| dilation.saturating_mul(kernel.saturating_sub(1)).saturating_add(1))
    }

    /// The border on each side for an input of `size`, as `same` means it there (TensorFlow's rule, in `nn.ops.convolution` of
    /// its documentation: the output has `ceil(size / stride)` places, the odd element stands at the end). Without a size, an
    /// input that the stride divides.
    pub fn sides(&self, size: Option<Axes<usize>>) -> Padding {
        if !self.same {
            return self.padding;
        }
        let span = self.span();
        let (top, bottom) = same_sides(size.map(|size| size.row), span.row, self.stride.row);
        let (left, right) = same_sides(size.map(|size| size.col), span.col, self.stride.col);
        Padding { top, left, bottom, right, mode: self.padding.mode }
    }

    /// Size of the output for an input of `size`; `None` if no window fits.
    pub fn output(&self, size: Axes<usize>) -> Option<Axes<usize>> {
        let (pad, span) = (self.sides(Some(size)), self.span());
        let along = |n: usize, before: usize, after: usize, span: usize, stride: usize, more: usize| match self.op {
            Op::Transposed => {
                let stamped = n.checked_sub(1)?.saturating_mul(stride).saturating_add(span).saturating_add(more);
                stamped.checked_sub(before.saturating_add(after)).filter(|&places| places > 0)
            }
            _ => Some((n.saturating_add(before).saturating_add(after).checked_sub(span)? / stride).saturating_add(1)),
        };
        if self.op == Op::Dense {
            return Some(size);
        }
        Some(Axes::new(
            along(size.row, pad.top, pad.bottom, span.row, self.stride.row, self.output_padding.row)?,
            along(size.col, pad.left, pad.right, span.col, self.stride.col, self.output_padding.col)?,
        ))
    }

    /// Channels of the output for `channels` of the input.
    pub fn channels_after(&self, channels: Option<usize>) -> Option<usize> {
        match (self.op, self.groups) {
            (Op::Pool(_), _) => channels,
            (Op::Conv, Groups::Each(multiplier)) => channels.map(|channels| channels.saturating_mul(multiplier)),
            _ => self.out_channels,
        }
    }

    /// The most channels that the layer makes of `channels` of the input: its own, or those between its two passes.
    pub fn widest(&self, channels: Option<usize>) -> usize {
        let between = match (self.groups, channels) {
            (Groups::Each(multiplier), Some(channels)) => channels.saturating_mul(multiplier),
            _ => 0,
        };
        between.max(self.channels_after(channels).unwrap_or(0))
    }

    /// True if a mean leaves the border out of its divisor.
    pub fn leaves_border_out(&self) -> bool {
        self.op == Op::Pool(Pool::Mean) && !self.counts_border
    }

    /// Groups as a number, for so many input channels.
    pub const fn groups_of(&self, channels: usize) -> usize {
        match self.groups {
            Groups::Of(groups) => groups,
            Groups::Each(_) => channels,
        }
    }

    /// Input channels: stated, or as the input has them, or 1.
    pub fn channels(&self, before: Option<usize>) -> usize {
        self.in_channels.or(before).unwrap_or(1)
    }
}

impl Call {
    /// The layers with what each is given, as far as it is known.
    pub fn walk(&self) -> Vec<Given<'_>> {
        let mut size = self.input.map(|(size, _)| size);
        let mut channels = self.input.map(|(_, channels)| channels);
        let mut walked = Vec::with_capacity(self.layers.len());
        for layer in &self.layers {
            let given = Given { layer, size, channels: layer.in_channels.or(channels) };
            channels = layer.channels_after(given.channels);
            size = size.and_then(|size| layer.output(size));
            walked.push(given);
        }
        walked
    }

    /// The same with each layer's input channels taken from what stands before it, where the text leaves them out.
    #[must_use]
    pub fn chained(mut self) -> Self {
        let mut channels = self.input.map(|(_, channels)| channels);
        for layer in &mut self.layers {
            // A dense layer reads features: what stands before it may have been flattened.
            if layer.op != Op::Dense {
                layer.in_channels = layer.in_channels.or(channels);
            }
            *layer = layer.normal();
            channels = layer.channels_after(layer.in_channels);
        }
        self
    }
}

/// The border before and after along one axis that `same` means.
fn same_sides(size: Option<usize>, span: usize, stride: usize) -> (usize, usize) {
    let total = match size {
        Some(size) => {
            let reached = size.div_ceil(stride).saturating_sub(1).saturating_mul(stride);
            reached.saturating_add(span).saturating_sub(size)
        }
        None => span.saturating_sub(stride),
    };
    (total / 2, total - total / 2)
}
