//! Layers in the words of PyTorch 2, `torch.nn`.

use super::layer::{Framework, Given, Groups, Layer, Op};
use super::notice::Remark;
use super::write::{Arguments, Out, axes, crops, is_mean_with_holes, lines, mean_as_conv, pair, signed};
use crate::conv::{Axes, Padding, PaddingMode, Pool};

const HERE: Framework = Framework::PyTorch;

/// One text for one or more modules.
pub(super) fn whole(steps: &[String]) -> String {
    if let [only] = steps { only.clone() } else { lines("nn.Sequential(", steps, ")") }
}

/// The modules of a layer.
pub(super) fn steps(given: &Given<'_>, alone: bool, out: &mut Out) {
    let layer = given.layer;
    match layer.op {
        Op::Conv => conv(given, layer, out),
        Op::Separable => separable(given, out),
        Op::Transposed => transposed(given, out),
        Op::Pool(_) if is_mean_with_holes(layer) => {
            out.remark(Remark::MeanAsConv(HERE));
            conv(given, &mean_as_conv(layer), out);
        }
        Op::Pool(pool) => pooling(given, pool, out),
        Op::Dense => {
            let call =
                Arguments::of("nn.Linear").value(&given.inputs().to_string()).value(&given.outputs().to_string());
            out.step(call.named("bias", "False", layer.bias).end());
        }
        Op::Local if alone => local(given, out),
        Op::Local => out.none(Remark::None(HERE)),
    }
}

fn conv(given: &Given<'_>, layer: &Layer, out: &mut Out) {
    let inputs = given.inputs();
    let pad = known_mode(given.sides(out), out);
    let even = pad.top == pad.bottom && pad.left == pad.right;
    // `same` has no stride, and its odd element at the end too.
    let same = !even && layer.stride == Axes::both(1) && given.is_same(pad);
    if !even && !same {
        border(pad, layer.line, out);
    }
    let own = if even { pad } else { Padding { mode: pad.mode, ..Padding::default() } };
    let width = Axes::new(own.top, own.left);
    let outputs = layer.channels_after(Some(inputs)).unwrap_or(inputs);
    let mode = format!("'{}'", torch_mode(pad.mode));
    let groups = layer.groups_of(inputs);
    let call = Arguments::of(&format!("nn.Conv{}d", axes(layer)))
        .value(&inputs.to_string())
        .value(&outputs.to_string())
        .value(&pair(layer.kernel, layer.line))
        .named("stride", &pair(layer.stride, layer.line), layer.stride == Axes::both(1))
        .named("padding", "'same'", !same)
        .named("padding", &pair(width, layer.line), own.is_none())
        .named("dilation", &pair(layer.dilation, layer.line), layer.dilation == Axes::both(1))
        .named("groups", &groups.to_string(), groups == 1)
        .named("bias", "False", layer.bias)
        .named("padding_mode", &mode, pad.mode == PaddingMode::Zeros || !(even || same));
    out.step(call.end());
}

/// Depthwise without a bias, then 1 x 1 with it.
fn separable(given: &Given<'_>, out: &mut Out) {
    let layer = given.layer;
    let first = Layer { op: Op::Conv, bias: false, ..*layer };
    conv(given, &first, out);
    let between = first.channels_after(Some(given.inputs())).unwrap_or(1);
    let call = Arguments::of(&format!("nn.Conv{}d", axes(layer)))
        .value(&between.to_string())
        .value(&given.outputs().to_string())
        .value("1");
    out.step(call.named("bias", "False", layer.bias).end());
}

/// `padding` crops both ends alike, `output_padding` adds at the end; what is left is cropped by a border of less than nothing.
fn transposed(given: &Given<'_>, out: &mut Out) {
    let layer = given.layer;
    let [top, left, bottom, right] = crops(layer);
    let most = |stride: usize, dilation: usize| stride.max(dilation) as i64 - 1;
    let row = ends(top, bottom, most(layer.stride.row, layer.dilation.row));
    let col = ends(left, right, most(layer.stride.col, layer.dilation.col));
    let (inputs, none) = (given.inputs(), Axes::both(0));
    let width = Axes::new(row.padding, col.padding);
    let added = Axes::new(row.added, col.added);
    let groups = layer.groups_of(inputs);
    let call = Arguments::of(&format!("nn.ConvTranspose{}d", axes(layer)))
        .value(&inputs.to_string())
        .value(&given.outputs().to_string())
        .value(&pair(layer.kernel, layer.line))
        .named("stride", &pair(layer.stride, layer.line), layer.stride == Axes::both(1))
        .named("padding", &pair(width, layer.line), width == none)
        .named("output_padding", &pair(added, layer.line), added == none)
        .named("groups", &groups.to_string(), groups == 1)
        .named("bias", "False", layer.bias)
        .named("dilation", &pair(layer.dilation, layer.line), layer.dilation == Axes::both(1));
    out.step(call.end());
    let left_over = [row.before, col.before, row.after, col.after];
    if left_over != [0; 4] {
        let adds = left_over.iter().any(|&side| side > 0);
        out.remark(if adds { Remark::OutputPadding } else { Remark::CropAfter(HERE) });
        out.step(zero_pad(left_over, layer.line));
    }
}

/// How PyTorch crops one axis.
struct Ends {
    padding: usize,
    added: usize,
    /// What is still to be added before and after; negative where it is cropped.
    before: i64,
    after: i64,
}

/// For so much to be cropped before, after (less than nothing: added), and the most that can be added.
fn ends(before: i64, after: i64, most: i64) -> Ends {
    let padding = before.min((after + most).max(0));
    let added = (padding - after).clamp(0, most);
    Ends {
        padding: padding.unsigned_abs() as usize,
        added: added.unsigned_abs() as usize,
        before: padding - before,
        after: padding - added - after,
    }
}

fn pooling(given: &Given<'_>, pool: Pool, out: &mut Out) {
    let (layer, pad) = (given.layer, known_mode(given.sides(out), out));
    let half = layer.span().map(|span| span / 2);
    let even = pad.top == pad.bottom && pad.left == pad.right && pad.mode == PaddingMode::Zeros;
    let own = even && pad.top <= half.row && pad.left <= half.col;
    let leaves_out = layer.leaves_border_out() && !pad.is_none();
    if !own {
        if pool == Pool::Max && pad.mode == PaddingMode::Zeros {
            let [top, left, bottom, right] = signed(pad);
            let sides =
                if layer.line { format!("({left}, {right})") } else { format!("({left}, {right}, {top}, {bottom})") };
            out.remark(Remark::BorderBefore(HERE));
            out.step(format!("nn.ConstantPad{}d({sides}, float('-inf'))", axes(layer)));
        } else {
            border(pad, layer.line, out);
        }
        if leaves_out {
            out.remark(Remark::CountsBorder(HERE));
        }
    }
    let width = if own { Axes::new(pad.top, pad.left) } else { Axes::both(0) };
    let name = if pool == Pool::Max { "Max" } else { "Avg" };
    let call = Arguments::of(&format!("nn.{name}Pool{}d", axes(layer)))
        .value(&pair(layer.kernel, layer.line))
        .named("stride", &pair(layer.stride, layer.line), layer.stride == layer.kernel)
        .named("padding", &pair(width, layer.line), width == Axes::both(0))
        .named("dilation", &pair(layer.dilation, layer.line), layer.dilation == Axes::both(1))
        .named("count_include_pad", "False", !(leaves_out && own));
    out.step(call.end());
}

/// A border as a module of its own.
fn border(pad: Padding, line: bool, out: &mut Out) {
    out.remark(Remark::BorderBefore(HERE));
    let name = match pad.mode {
        PaddingMode::Zeros => return out.step(zero_pad(signed(pad), line)),
        PaddingMode::Reflect | PaddingMode::Symmetric => "Reflection",
        PaddingMode::Replicate => "Replication",
        PaddingMode::Circular => "Circular",
    };
    out.step(zero_pad(signed(pad), line).replace("Zero", name));
}

fn zero_pad([top, left, bottom, right]: [i64; 4], line: bool) -> String {
    if line {
        format!("nn.ZeroPad1d(({left}, {right}))")
    } else {
        format!("nn.ZeroPad2d(({left}, {right}, {top}, {bottom}))")
    }
}

/// The border with a mode that PyTorch has.
fn known_mode(pad: Padding, out: &mut Out) -> Padding {
    if pad.mode != PaddingMode::Symmetric || pad.is_none() {
        return pad;
    }
    out.remark(Remark::Mode(HERE));
    Padding { mode: PaddingMode::Reflect, ..pad }
}

const fn torch_mode(mode: PaddingMode) -> &'static str {
    match mode {
        PaddingMode::Zeros => "zeros",
        PaddingMode::Reflect | PaddingMode::Symmetric => "reflect",
        PaddingMode::Replicate => "replicate",
        PaddingMode::Circular => "circular",
    }
}

/// Windows as columns, each multiplied by weights of its own.
fn local(given: &Given<'_>, out: &mut Out) {
    let (layer, pad) = (given.layer, known_mode(given.sides(out), out));
    out.remark(Remark::Unfolded);
    let even = pad.top == pad.bottom && pad.left == pad.right && pad.mode == PaddingMode::Zeros;
    let mut input = if layer.line { "x.unsqueeze(2)".to_owned() } else { "x".to_owned() };
    if !even {
        let mode = if pad.mode == PaddingMode::Zeros { "constant" } else { torch_mode(pad.mode) };
        let Padding { top, left, bottom, right, mode: _ } = pad;
        input = format!("F.pad({input}, ({left}, {right}, {top}, {bottom}), mode='{mode}')");
    }
    let width = if even { Axes::new(pad.top, pad.left) } else { Axes::both(0) };
    let unfold = Arguments::of("F.unfold")
        .value(&input)
        .value(&pair(layer.kernel, false))
        .named("dilation", &pair(layer.dilation, false), layer.dilation == Axes::both(1))
        .named("padding", &pair(width, false), width == Axes::both(0))
        .named("stride", &pair(layer.stride, false), layer.stride == Axes::both(1))
        .end();
    let (inputs, outputs) = (given.inputs(), given.outputs());
    let groups = layer.groups_of(inputs);
    // 64 bits: channels and taps of the largest that are read are more than 32 hold.
    let taps = (inputs / groups) as u64 * layer.kernel.area() as u64;
    let size = given.size.and_then(|size| layer.output(size));
    let places = size.map_or_else(|| "places".to_owned(), |size| size.area().to_string());
    let (split, sum, joined, shape) = if groups == 1 {
        (String::new(), "nkp,okp->nop", "", format!("({outputs}, {taps}, {places})"))
    } else {
        let split = format!(".unflatten(1, ({groups}, {taps}))");
        let shape = format!("({groups}, {}, {taps}, {places})", outputs / groups);
        (split, "ngkp,gokp->ngop", ".flatten(1, 2)", shape)
    };
    out.remark(Remark::Weights(shape));
    let bias = if layer.bias { " + bias[:, None]" } else { "" };
    out.step(format!(
        "windows = {unfold}{split}\ny = torch.einsum('{sum}', windows, weight){joined}{bias}{}",
        size.filter(|_| !layer.line)
            .map_or_else(String::new, |size| { format!("\ny = y.unflatten(2, ({}, {}))", size.row, size.col) })
    ));
}

/// True if a layer is depthwise.
pub(super) const fn is_each(layer: &Layer) -> bool {
    matches!(layer.groups, Groups::Each(_))
}
