//! Layers as text: what the frameworks have in common; each has a file of its own.

use super::layer::{Call, Framework, Given, Layer, Op};
use super::notice::Remark;
use super::{flax, keras, onnx, torch};
use crate::conv::{Axes, Padding, PaddingMode};

/// A text, and what it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The text; empty where the framework has no such layer.
    pub text: String,
    /// What is said beside it.
    pub remarks: Vec<Remark>,
}

/// Expressions and remarks, as they come.
#[derive(Default)]
pub(super) struct Out {
    /// One for each layer of the framework.
    pub(super) steps: Vec<String>,
    /// What is said beside them.
    pub(super) remarks: Vec<Remark>,
    /// True if a layer has no text.
    pub(super) lost: bool,
}

/// The layers in the words of a framework.
pub fn write(call: &Call, framework: Framework) -> Written {
    let mut out = Out::default();
    for given in call.walk() {
        match framework {
            Framework::PyTorch => torch::steps(&given, call.layers.len() == 1, &mut out),
            Framework::Keras => keras::steps(&given, &mut out),
            Framework::Flax => flax::steps(&given, call.layers.len() == 1, &mut out),
            Framework::Onnx => onnx::steps(&given, &mut out),
        }
    }
    if out.lost {
        return Written { text: String::new(), remarks: out.remarks };
    }
    let text = match framework {
        Framework::PyTorch => torch::whole(&out.steps),
        Framework::Keras => keras::whole(call, &out.steps),
        Framework::Flax => flax::whole(&out.steps),
        Framework::Onnx => out.steps.join("\n"),
    };
    Written { text, remarks: out.remarks }
}

impl Out {
    pub(super) fn step(&mut self, step: String) {
        self.steps.push(step);
    }

    pub(super) fn remark(&mut self, remark: Remark) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// No text can be had.
    pub(super) fn none(&mut self, remark: Remark) {
        self.lost = true;
        self.remark(remark);
    }
}

impl Given<'_> {
    /// Input channels: stated, or as the layer before gives them, or 1.
    pub(super) fn inputs(&self) -> usize {
        self.layer.channels(self.channels)
    }

    /// Output channels; without any word of them, those of the input.
    pub(super) fn outputs(&self) -> usize {
        let inputs = self.inputs();
        self.layer.channels_after(Some(inputs)).unwrap_or(inputs)
    }

    /// The border on each side; where `same` is meant for an unknown size, it says so.
    pub(super) fn sides(&self, out: &mut Out) -> Padding {
        if self.layer.same && self.size.is_none() {
            out.remark(Remark::SameGuessed);
        }
        self.layer.sides(self.size)
    }

    /// True if the border is what `same` means for the known size.
    pub(super) fn is_same(&self, pad: Padding) -> bool {
        let layer = self.layer;
        if layer.same {
            return true;
        }
        let known = self.size.is_some() || layer.stride == Axes::both(1);
        let same = Layer { same: true, ..*layer }.sides(self.size);
        known && pad == same && !pad.is_none()
    }

    /// True if windows and taps both stand apart.
    pub(super) fn strided_and_dilated(&self) -> bool {
        let one = Axes::both(1);
        self.layer.stride != one && self.layer.dilation != one
    }
}

/// The arguments of a call.
pub(super) struct Arguments {
    text: String,
}

impl Arguments {
    /// The call of a name, nothing given yet.
    pub(super) fn of(name: &str) -> Self {
        Self { text: format!("{name}(") }
    }

    /// One more value.
    pub(super) fn value(mut self, value: &str) -> Self {
        if !self.text.ends_with('(') {
            self.text.push_str(", ");
        }
        self.text.push_str(value);
        self
    }

    /// One more value by name, if it is not what it is without saying.
    pub(super) fn named(self, name: &str, value: &str, unless: bool) -> Self {
        if unless { self } else { self.value(&format!("{name}={value}")) }
    }

    /// The whole call.
    pub(super) fn end(mut self) -> String {
        self.text.push(')');
        self.text
    }
}

/// One number where both are alike or one axis is meant, else a pair.
pub(super) fn pair(axes: Axes<usize>, line: bool) -> String {
    if line || axes.row == axes.col { axes.col.to_string() } else { format!("({}, {})", axes.row, axes.col) }
}

/// A tuple of one for each axis.
pub(super) fn tuple(axes: Axes<usize>, line: bool) -> String {
    if line { format!("({},)", axes.col) } else { format!("({}, {})", axes.row, axes.col) }
}

/// A tuple of the pairs of each axis: before and after.
pub(super) fn pairs(pad: [i64; 4], line: bool) -> String {
    let [top, left, bottom, right] = pad;
    if line { format!("(({left}, {right}),)") } else { format!("(({top}, {bottom}), ({left}, {right}))") }
}

/// The sides as signed numbers: top, left, bottom, right.
pub(super) const fn signed(pad: Padding) -> [i64; 4] {
    [pad.top as i64, pad.left as i64, pad.bottom as i64, pad.right as i64]
}

/// Rows and columns cropped before and behind a transposed layer's result; behind, less what is added there.
pub(super) const fn crops(layer: &Layer) -> [i64; 4] {
    let Padding { top, left, bottom, right, mode: _ } = layer.padding;
    [
        top as i64,
        left as i64,
        bottom as i64 - layer.output_padding.row as i64,
        right as i64 - layer.output_padding.col as i64,
    ]
}

/// A mode as NumPy, and after it Keras, JAX and ONNX, call it.
pub(super) const fn numpy_mode(mode: PaddingMode) -> &'static str {
    match mode {
        PaddingMode::Zeros => "constant",
        PaddingMode::Reflect => "reflect",
        PaddingMode::Replicate => "edge",
        PaddingMode::Circular => "wrap",
        PaddingMode::Symmetric => "symmetric",
    }
}

/// Expressions one below the other inside brackets.
pub(super) fn lines(open: &str, steps: &[String], close: &str) -> String {
    let mut text = open.to_owned();
    for step in steps {
        text.push_str("\n    ");
        text.push_str(step);
        text.push(',');
    }
    text.push('\n');
    text.push_str(close);
    text
}

/// The number of axes of a layer as names have it: `1` or `2`.
pub(super) const fn axes(layer: &Layer) -> char {
    if layer.line { '1' } else { '2' }
}

/// True if the layer is a mean over taps that stand apart, which only ONNX has.
pub(super) fn is_mean_with_holes(layer: &Layer) -> bool {
    layer.op == Op::Pool(crate::conv::Pool::Mean) && layer.dilation != Axes::both(1)
}

/// The same mean as a depthwise layer with equal weights.
pub(super) fn mean_as_conv(layer: &Layer) -> Layer {
    Layer { op: Op::Conv, groups: super::Groups::Each(1), bias: false, ..*layer }
}
