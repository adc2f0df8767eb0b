//! Layers in the words of Keras 3 (`keras.layers`); what Keras 2 alone has is said.

use super::layer::{Call, Framework, Given, Groups, Layer, Op};
use super::notice::Remark;
use super::torch::is_each;
use super::write::{Arguments, Out, axes, crops, is_mean_with_holes, lines, mean_as_conv, numpy_mode, pair, signed};
use crate::conv::{Axes, Padding, PaddingMode, Pool};

const HERE: Framework = Framework::Keras;

/// One layer as it is; several, or one with its input, as a sequence.
pub(super) fn whole(call: &Call, steps: &[String]) -> String {
    let first = &call.layers[0];
    let shape = match (call.input, first.in_channels) {
        (_, Some(features)) if first.op == Op::Dense => Some(format!("({features},)")),
        (Some((size, channels)), _) if first.line => Some(format!("({}, {channels})", size.col)),
        (Some((size, channels)), _) => Some(format!("({}, {}, {channels})", size.row, size.col)),
        (None, Some(channels)) if first.line => Some(format!("(None, {channels})")),
        (None, Some(channels)) => Some(format!("(None, None, {channels})")),
        (None, None) => None,
    };
    match (shape, steps) {
        (None, [only]) => only.clone(),
        (shape, steps) => {
            let input = shape.map(|shape| format!("keras.Input(shape={shape})"));
            let all: Vec<String> = input.into_iter().chain(steps.iter().cloned()).collect();
            lines("keras.Sequential([", &all, "])")
        }
    }
}

/// The layers of a layer.
pub(super) fn steps(given: &Given<'_>, out: &mut Out) {
    let layer = given.layer;
    let one = Axes::both(1);
    match layer.op {
        Op::Conv | Op::Separable if given.strided_and_dilated() => {
            out.remark(Remark::Subsampled);
            let pad = given.sides(out);
            let dilated = Layer { stride: one, padding: pad, same: false, ..*layer };
            conv(&Given { layer: &dilated, ..*given }, out);
            out.step(format!("layers.MaxPooling{}D(1, strides={})", axes(layer), pair(layer.stride, layer.line)));
        }
        Op::Conv | Op::Separable => conv(given, out),
        Op::Local if layer.dilation != one => out.none(Remark::None(HERE)),
        Op::Local if layer.groups != Groups::Of(1) => out.none(Remark::LocalGroups(HERE)),
        Op::Local => local(given, out),
        Op::Transposed if layer.groups != Groups::Of(1) => out.none(Remark::NoGroups(HERE)),
        Op::Transposed if given.strided_and_dilated() => out.none(Remark::None(HERE)),
        Op::Transposed => transposed(given, out),
        Op::Pool(Pool::Mean) if is_mean_with_holes(layer) => {
            out.remark(Remark::MeanAsConv(HERE));
            mean_with_holes(given, out);
        }
        Op::Pool(_) if layer.dilation != one => out.none(Remark::None(HERE)),
        Op::Pool(pool) => pooling(given, pool, out),
        Op::Dense => {
            let call = Arguments::of("layers.Dense").value(&given.outputs().to_string());
            out.step(call.named("use_bias", "False", layer.bias).end());
        }
    }
}

/// `'same'`, `'causal'`, or nothing; any other border stands before the layer.
fn padding(given: &Given<'_>, out: &mut Out) -> &'static str {
    let layer = given.layer;
    if layer.same && layer.padding.mode == PaddingMode::Zeros {
        return "'same'";
    }
    let pad = given.sides(out);
    let zeros = pad.mode == PaddingMode::Zeros;
    let causal = layer.line && layer.op == Op::Conv && !is_each(layer);
    let borders = !matches!(layer.op, Op::Local);
    if pad.is_none() {
        return "";
    } else if zeros && borders && given.is_same(pad) {
        return "'same'";
    } else if zeros && causal && pad.right == 0 && pad.left == layer.span().col - 1 {
        return "'causal'";
    }
    border(pad, layer.line, out);
    ""
}

/// A border as a layer of its own.
fn border(pad: Padding, line: bool, out: &mut Out) {
    let Padding { top, left, bottom, right, mode } = pad;
    out.remark(Remark::BorderBefore(HERE));
    if mode == PaddingMode::Zeros {
        return out.step(sized("layers.ZeroPadding", signed(pad), line));
    }
    let sides = if line { format!("({left}, {right})") } else { format!("({top}, {bottom}), ({left}, {right})") };
    out.remark(Remark::ModeBackend);
    out.step(format!(
        "layers.Lambda(lambda x: keras.ops.pad(x, ((0, 0), {sides}, (0, 0)), mode='{}'))",
        numpy_mode(mode)
    ));
}

/// A border or a crop with its four sides, in as few numbers as say it.
fn sized(name: &str, [top, left, bottom, right]: [i64; 4], line: bool) -> String {
    let axes = if line { '1' } else { '2' };
    let sides = match (top == bottom && left == right, line) {
        (true, true) => left.to_string(),
        (false, true) => format!("({left}, {right})"),
        (true, false) if top == left => top.to_string(),
        (true, false) => format!("({top}, {left})"),
        (false, false) => format!("(({top}, {bottom}), ({left}, {right}))"),
    };
    format!("{name}{axes}D({sides})")
}

fn conv(given: &Given<'_>, out: &mut Out) {
    let (layer, one) = (given.layer, Axes::both(1));
    let padding = padding(given, out);
    // TensorFlow has one stride for both axes where channels are kept apart.
    let uneven = layer.stride.row != layer.stride.col && !layer.line;
    let each = if uneven && given.channels.is_some() { None } else { Some(layer.groups) };
    let (name, multiplier) = match (layer.op, each) {
        (Op::Separable, Some(Groups::Each(multiplier))) => ("SeparableConv", multiplier),
        (Op::Conv, Some(Groups::Each(multiplier))) => ("DepthwiseConv", multiplier),
        _ => ("Conv", 1),
    };
    let first = Layer { op: Op::Conv, ..*layer };
    let split = layer.op == Op::Separable && name == "Conv";
    let (inputs, shown) = (given.inputs(), if split { &first } else { layer });
    let outputs = shown.channels_after(Some(inputs)).unwrap_or(1);
    let groups = if name == "Conv" { layer.groups_of(inputs) } else { 1 };
    let call = Arguments::of(&format!("layers.{name}{}D", axes(layer)));
    let call = if name == "DepthwiseConv" { call } else { call.value(&outputs.to_string()) };
    let call = call
        .value(&pair(layer.kernel, layer.line))
        .named("strides", &pair(layer.stride, layer.line), layer.stride == one)
        .named("padding", padding, padding.is_empty());
    let times = |call: Arguments| call.named("depth_multiplier", &multiplier.to_string(), multiplier == 1);
    let call = if name == "DepthwiseConv" { times(call) } else { call };
    let call = call.named("dilation_rate", &pair(layer.dilation, layer.line), layer.dilation == one);
    let call = if name == "SeparableConv" { times(call) } else { call };
    let call = call.named("groups", &groups.to_string(), groups == 1);
    out.step(call.named("use_bias", "False", layer.bias && !split).end());
    if split {
        let call =
            Arguments::of(&format!("layers.Conv{}D", axes(layer))).value(&given.outputs().to_string()).value("1");
        out.step(call.named("use_bias", "False", layer.bias).end());
    }
}

fn mean_with_holes(given: &Given<'_>, out: &mut Out) {
    let conv = mean_as_conv(given.layer);
    let before = out.steps.len();
    steps(&Given { layer: &conv, ..*given }, out);
    let constant = format!(", depthwise_initializer=keras.initializers.Constant(1 / {}))", conv.kernel.area());
    for step in out.steps.iter_mut().skip(before).filter(|step| step.starts_with("layers.Depthwise")) {
        step.pop();
        step.push_str(&constant);
    }
}

fn local(given: &Given<'_>, out: &mut Out) {
    let layer = given.layer;
    out.remark(Remark::Keras2);
    if layer.bias {
        out.remark(Remark::BiasPerPlace(HERE));
    }
    padding(given, out);
    let call = Arguments::of(&format!("layers.LocallyConnected{}D", axes(layer)))
        .value(&given.outputs().to_string())
        .value(&pair(layer.kernel, layer.line))
        .named("strides", &pair(layer.stride, layer.line), layer.stride == Axes::both(1));
    out.step(call.named("use_bias", "False", layer.bias).end());
}

/// `valid` gives `size * stride` places and what the kernel reaches beyond, `same` exactly `size * stride`; the rest is cropped.
fn transposed(given: &Given<'_>, out: &mut Out) {
    let (layer, wanted) = (given.layer, crops(given.layer));
    let rest = layer.span().zip(layer.stride).map(|(span, stride)| span as i64 - stride as i64);
    let added = rest.map(|rest| rest.min(0));
    let total = rest.map(|rest| rest.max(0));
    let valid = [0, 0, added.row, added.col];
    let same =
        [total.row / 2, total.col / 2, total.row - total.row / 2 + added.row, total.col - total.col / 2 + added.col];
    let is_same = wanted == same && wanted != valid;
    let call = Arguments::of(&format!("layers.Conv{}DTranspose", axes(layer)))
        .value(&given.outputs().to_string())
        .value(&pair(layer.kernel, layer.line))
        .named("strides", &pair(layer.stride, layer.line), layer.stride == Axes::both(1))
        .named("padding", "'same'", !is_same)
        .named("dilation_rate", &pair(layer.dilation, layer.line), layer.dilation == Axes::both(1));
    out.step(call.named("use_bias", "False", layer.bias).end());
    if is_same || wanted == valid {
        return;
    }
    let crop = [wanted[0], wanted[1], wanted[2] - valid[2], wanted[3] - valid[3]];
    if crop.iter().any(|&side| side > 0) {
        out.remark(Remark::CropAfter(HERE));
        out.step(sized("layers.Cropping", crop.map(|side| side.max(0)), layer.line));
    }
    if crop.iter().any(|&side| side < 0) {
        out.remark(Remark::OutputPadding);
        out.step(sized("layers.ZeroPadding", crop.map(|side| (-side).max(0)), layer.line));
    }
}

fn pooling(given: &Given<'_>, pool: Pool, out: &mut Out) {
    let layer = given.layer;
    let pad = given.layer.sides(given.size);
    // `same` leaves the border out of a mean; a border of its own counts in it.
    let own = pool == Pool::Max || layer.leaves_border_out() || pad.is_none();
    let padding = if own {
        let before = out.steps.len();
        let padding = padding(given, out);
        if out.steps.len() > before && pad.mode == PaddingMode::Zeros {
            let max = pool == Pool::Max;
            out.remark(if max { Remark::ZerosInMax(HERE) } else { Remark::CountsBorder(HERE) });
        }
        padding
    } else {
        border(pad, layer.line, out);
        ""
    };
    let name = if pool == Pool::Max { "Max" } else { "Average" };
    let call = Arguments::of(&format!("layers.{name}Pooling{}D", axes(layer)))
        .value(&pair(layer.kernel, layer.line))
        .named("strides", &pair(layer.stride, layer.line), layer.stride == layer.kernel)
        .named("padding", padding, padding.is_empty());
    out.step(call.end());
}
