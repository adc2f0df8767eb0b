//! Layers in the words of Flax, `flax.linen`, with channels last; written only.
//!
//! A border of numbers is exact there for every layer. A transposed layer stamps its kernel as the others do only with
//! `transpose_kernel=True`.

use super::layer::{Framework, Given, Groups, Layer, Op};
use super::notice::Remark;
use super::write::{Arguments, Out, crops, lines, numpy_mode, pairs, signed, tuple};
use crate::conv::{Axes, Padding, PaddingMode, Pool};

const HERE: Framework = Framework::Flax;

/// One text for one or more modules.
pub(super) fn whole(steps: &[String]) -> String {
    if let [only] = steps { only.clone() } else { lines("nn.Sequential([", steps, "])") }
}

/// The modules of a layer.
pub(super) fn steps(given: &Given<'_>, alone: bool, out: &mut Out) {
    let layer = given.layer;
    match layer.op {
        Op::Conv => conv(given, layer, "nn.Conv", out),
        Op::Separable => {
            let first = Layer { op: Op::Conv, bias: false, ..*layer };
            conv(given, &first, "nn.Conv", out);
            let call = Arguments::of("nn.Conv")
                .value(&format!("features={}", given.outputs()))
                .value(&format!("kernel_size={}", tuple(Axes::both(1), layer.line)));
            out.step(call.named("use_bias", "False", layer.bias).end());
        }
        Op::Local if layer.groups != Groups::Of(1) => out.none(Remark::LocalGroups(HERE)),
        Op::Local => {
            if layer.bias {
                out.remark(Remark::BiasPerPlace(HERE));
            }
            conv(given, layer, "nn.ConvLocal", out);
        }
        Op::Transposed if layer.groups != Groups::Of(1) => out.none(Remark::NoGroups(HERE)),
        Op::Transposed => transposed(given, out),
        Op::Pool(pool) => pooling(given, pool, alone, out),
        Op::Dense => {
            let call = Arguments::of("nn.Dense").value(&format!("features={}", given.outputs()));
            out.step(call.named("use_bias", "False", layer.bias).end());
        }
    }
}

/// The border as an argument: `'VALID'` for none, nothing for `same`; one that holds no zeros stands before the layer.
fn padding(given: &Given<'_>, out: &mut Out) -> Option<String> {
    let layer = given.layer;
    if layer.same && layer.padding.mode == PaddingMode::Zeros {
        return None;
    }
    let pad = given.sides(out);
    if pad.is_none() {
        return Some("'VALID'".to_owned());
    }
    if pad.mode != PaddingMode::Zeros {
        let Padding { top, left, bottom, right, mode } = pad;
        let sides =
            if layer.line { format!("({left}, {right})") } else { format!("({top}, {bottom}), ({left}, {right})") };
        out.remark(Remark::BorderBefore(HERE));
        out.step(format!("lambda x: jnp.pad(x, ((0, 0), {sides}, (0, 0)), mode='{}')", numpy_mode(mode)));
        return Some("'VALID'".to_owned());
    }
    Some(pairs(signed(pad), layer.line))
}

fn conv(given: &Given<'_>, layer: &Layer, name: &str, out: &mut Out) {
    let (inputs, one) = (given.inputs(), Axes::both(1));
    let padding = padding(given, out);
    let groups = layer.groups_of(inputs);
    let call = Arguments::of(name)
        .value(&format!("features={}", layer.channels_after(Some(inputs)).unwrap_or(inputs)))
        .value(&format!("kernel_size={}", tuple(layer.kernel, layer.line)))
        .named("strides", &tuple(layer.stride, layer.line), layer.stride == one)
        .named("padding", padding.as_deref().unwrap_or_default(), padding.is_none())
        .named("kernel_dilation", &tuple(layer.dilation, layer.line), layer.dilation == one)
        .named("feature_group_count", &groups.to_string(), groups == 1)
        .named("use_bias", "False", layer.bias);
    out.step(call.end());
}

/// The border there is that of the convolution that stamps: what the kernel reaches beyond, less what is cropped.
fn transposed(given: &Given<'_>, out: &mut Out) {
    let (layer, one) = (given.layer, Axes::both(1));
    let reach = layer.span().map(|span| span as i64 - 1);
    let [top, left, bottom, right] = crops(layer);
    let pad = [reach.row - top, reach.col - left, reach.row - bottom, reach.col - right];
    let call = Arguments::of("nn.ConvTranspose")
        .value(&format!("features={}", given.outputs()))
        .value(&format!("kernel_size={}", tuple(layer.kernel, layer.line)))
        .named("strides", &tuple(layer.stride, layer.line), layer.stride == one)
        .value(&format!("padding={}", pairs(pad, layer.line)))
        .named("kernel_dilation", &tuple(layer.dilation, layer.line), layer.dilation == one)
        .named("use_bias", "False", layer.bias);
    out.step(call.value("transpose_kernel=True").end());
}

fn pooling(given: &Given<'_>, pool: Pool, alone: bool, out: &mut Out) {
    let (layer, before) = (given.layer, out.steps.len());
    let padding = padding(given, out);
    let call = if layer.dilation == Axes::both(1) {
        let name = if pool == Pool::Max { "nn.max_pool" } else { "nn.avg_pool" };
        let same = "'SAME'".to_owned();
        let padding = padding.unwrap_or(same);
        Arguments::of(name)
            .value("x")
            .value(&tuple(layer.kernel, layer.line))
            .named("strides", &tuple(layer.stride, layer.line), layer.stride == Axes::both(1))
            .named("padding", &padding, padding == "'VALID'")
            .named("count_include_pad", "False", !layer.leaves_border_out())
            .end()
    } else {
        spread(given, pool, out)
    };
    // A function by itself, or a module of several.
    let lambda = !alone || out.steps.len() > before;
    out.step(if lambda { format!("lambda x: {call}") } else { call });
}

/// A window with holes, by JAX itself: batch and channels are axes of one.
fn spread(given: &Given<'_>, pool: Pool, out: &mut Out) -> String {
    let layer = given.layer;
    let all = |axes: Axes<usize>| {
        if layer.line { format!("(1, {}, 1)", axes.col) } else { format!("(1, {}, {}, 1)", axes.row, axes.col) }
    };
    let pad = given.sides(out);
    let pad = if pad.mode == PaddingMode::Zeros { signed(pad) } else { [0; 4] };
    let [top, left, bottom, right] = pad;
    let inner = if layer.line { format!("({left}, {right})") } else { format!("({top}, {bottom}), ({left}, {right})") };
    let padding = format!("((0, 0), {inner}, (0, 0))");
    let (start, join, divisor) = match pool {
        Pool::Max => ("-jnp.inf", "jax.lax.max", String::new()),
        Pool::Mean => ("0.0", "jax.lax.add", format!(" / {}", layer.kernel.area())),
    };
    let call = Arguments::of("jax.lax.reduce_window")
        .value("x")
        .value(start)
        .value(join)
        .value(&all(layer.kernel))
        .value(&all(layer.stride))
        .value(&padding)
        .value(&format!("window_dilation={}", all(layer.dilation)))
        .end();
    format!("{call}{divisor}")
}
