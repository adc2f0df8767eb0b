//! Layers as operators of ONNX in its text form, with their attributes; written only. Opset 19.
//!
//! `pads` has all beginnings, then all ends; the weights are an input, so their shape is said beside the text.

use super::layer::{Framework, Given, Layer, Op};
use super::notice::Remark;
use super::write::{Out, crops, numpy_mode, signed};
use crate::conv::{Axes, Padding, PaddingMode, Pool};

const HERE: Framework = Framework::Onnx;

/// The operators of a layer.
pub(super) fn steps(given: &Given<'_>, out: &mut Out) {
    let layer = given.layer;
    let inputs = given.inputs();
    match layer.op {
        Op::Local => out.none(Remark::None(HERE)),
        Op::Separable => {
            let first = Layer { op: Op::Conv, bias: false, ..*layer };
            conv(given, &first, out);
            let between = first.channels_after(Some(inputs)).unwrap_or(1);
            let mut second = Layer::new(Op::Conv, layer.line);
            (second.bias, second.in_channels, second.out_channels) = (layer.bias, Some(between), layer.out_channels);
            conv(&Given { layer: &second, size: None, channels: Some(between) }, &second, out);
        }
        Op::Conv => conv(given, layer, out),
        Op::Transposed => transposed(given, out),
        Op::Pool(pool) => pooling(given, pool, out),
        Op::Dense => {
            weights(&format!("[{}, {inputs}]", given.outputs()), out);
            operator("Gemm", &["transB = 1".to_owned()], Some(layer.bias), out);
        }
    }
}

fn conv(given: &Given<'_>, layer: &Layer, out: &mut Out) {
    let inputs = given.inputs();
    let mut attributes = vec![attribute("kernel_shape", layer.kernel, layer.line)];
    window(layer, &mut attributes);
    border(&Given { layer, ..*given }, &mut attributes, out);
    let groups = layer.groups_of(inputs);
    if groups > 1 {
        attributes.push(format!("group = {groups}"));
    }
    let outputs = layer.channels_after(Some(inputs)).unwrap_or(inputs);
    weights(&shape(outputs, inputs / groups, layer), out);
    operator("Conv", &attributes, Some(layer.bias), out);
}

fn transposed(given: &Given<'_>, out: &mut Out) {
    let (layer, inputs) = (given.layer, given.inputs());
    let mut attributes = vec![attribute("kernel_shape", layer.kernel, layer.line)];
    window(layer, &mut attributes);
    let crops = crops(layer);
    let pads = crops.map(|side| side.max(0));
    if pads != [0; 4] {
        attributes.push(format!("pads = {}", sides(pads, layer.line)));
    }
    if layer.output_padding != Axes::both(0) {
        attributes.push(attribute("output_padding", layer.output_padding, layer.line));
    }
    let groups = layer.groups_of(inputs);
    if groups > 1 {
        attributes.push(format!("group = {groups}"));
    }
    weights(&shape(inputs, given.outputs() / groups, layer), out);
    operator("ConvTranspose", &attributes, Some(layer.bias), out);
}

fn pooling(given: &Given<'_>, pool: Pool, out: &mut Out) {
    let layer = given.layer;
    let mut attributes = vec![attribute("kernel_shape", layer.kernel, layer.line)];
    window(layer, &mut attributes);
    border(given, &mut attributes, out);
    let bordered = attributes.iter().any(|one| one.starts_with("pads"));
    if pool == Pool::Mean && bordered && !layer.leaves_border_out() {
        attributes.push("count_include_pad = 1".to_owned());
    }
    operator(if pool == Pool::Max { "MaxPool" } else { "AveragePool" }, &attributes, None, out);
}

/// Stride and dilation, where they are not 1.
fn window(layer: &Layer, attributes: &mut Vec<String>) {
    for (name, axes) in [("strides", layer.stride), ("dilations", layer.dilation)] {
        if axes != Axes::both(1) {
            attributes.push(attribute(name, axes, layer.line));
        }
    }
}

/// The border as an attribute; one that holds no zeros is an operator before.
fn border(given: &Given<'_>, attributes: &mut Vec<String>, out: &mut Out) {
    let layer = given.layer;
    if layer.same && layer.padding.mode == PaddingMode::Zeros {
        return attributes.push("auto_pad = \"SAME_UPPER\"".to_owned());
    }
    let pad = given.sides(out);
    if pad.is_none() {
        return;
    }
    if pad.mode == PaddingMode::Zeros {
        return attributes.push(format!("pads = {}", sides(signed(pad), layer.line)));
    }
    let Padding { top, left, bottom, right, mode } = pad;
    let mode = if mode == PaddingMode::Symmetric {
        out.remark(Remark::Mode(HERE));
        PaddingMode::Reflect
    } else {
        mode
    };
    out.remark(Remark::BorderBefore(HERE));
    let all = if layer.line {
        format!("[0, 0, {left}, 0, 0, {right}]")
    } else {
        format!("[0, 0, {top}, {left}, 0, 0, {bottom}, {right}]")
    };
    let before = last(out);
    out.step(format!("pads = Constant <value_ints = {all}> ()"));
    out.step(format!("Padded = Pad <mode = \"{}\"> ({before}, pads)", numpy_mode(mode)));
}

fn attribute(name: &str, axes: Axes<usize>, line: bool) -> String {
    if line { format!("{name} = [{}]", axes.col) } else { format!("{name} = [{}, {}]", axes.row, axes.col) }
}

fn sides([top, left, bottom, right]: [i64; 4], line: bool) -> String {
    if line { format!("[{left}, {right}]") } else { format!("[{top}, {left}, {bottom}, {right}]") }
}

/// The shape of weights: filters, channels of each, taps.
fn shape(filters: usize, channels: usize, layer: &Layer) -> String {
    let Axes { row, col } = layer.kernel;
    if layer.line {
        format!("[{filters}, {channels}, {col}]")
    } else {
        format!("[{filters}, {channels}, {row}, {col}]")
    }
}

fn weights(shape: &str, out: &mut Out) {
    out.remark(Remark::Weights(format!("W{}: {shape}", number(out))));
}

/// What the last operator gives, or the input.
fn last(out: &Out) -> String {
    let named = |step: &String| step.split(' ').next().map(str::to_owned);
    out.steps.last().and_then(named).unwrap_or_else(|| "X".to_owned())
}

/// Which weighted operator comes next, for its names: nothing for the first.
fn number(out: &Out) -> String {
    let before = out.steps.iter().filter(|step| step.starts_with('Y')).count();
    if before == 0 { String::new() } else { (before + 1).to_string() }
}

/// One operator, its weights and bias behind what it reads.
fn operator(name: &str, attributes: &[String], bias: Option<bool>, out: &mut Out) {
    let (number, input) = (number(out), last(out));
    let weights = match bias {
        None => String::new(),
        Some(false) => format!(", W{number}"),
        Some(true) => format!(", W{number}, B{number}"),
    };
    out.step(format!("Y{number} = {name} <{}> ({input}{weights})", attributes.join(", ")));
}
