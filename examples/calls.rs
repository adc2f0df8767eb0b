//! Writes every kind of layer in every framework as JSON lines, for `tests/frameworks/check.py` to build in the real libraries.
//!
//! Each line: `framework`, `name`, `text`, `input` and `output` (shapes with a batch of one, as the framework has them),
//! `parameters` (as the framework counts them), `weights` (ONNX: the shapes of its weight inputs; PyTorch's unfolded text: that of its weight).

use convoscope::call::{self, Framework, Remark};
use convoscope::conv::{Axes, Geometry, Padding, PaddingMode, Pool, Shape, Tensor, reference};
use convoscope::spec::{Filter, Kind, Picture, Spec};

fn main() {
    for (name, spec) in specs() {
        let spec = Spec { picture: Picture::Random, filter: Filter::Random, ..spec };
        for framework in Framework::ALL {
            println!("{}", line(&name, &spec, framework));
        }
    }
}

/// The start of every chapter, and layers that a framework says in a way of its own.
fn specs() -> Vec<(String, Spec)> {
    let two = Axes::both(2);
    let pad = |top, left, bottom, right| Padding { top, left, bottom, right, mode: PaddingMode::Zeros };
    let mut specs: Vec<(String, Spec)> =
        Kind::ALL.into_iter().map(|kind| (kind.id().to_owned(), kind.spec())).collect();
    let mut more = |name: &str, spec: Spec| {
        assert!(spec.check().is_ok(), "{name}");
        specs.push((name.to_owned(), spec));
    };
    for kind in
        [Kind::Channels, Kind::Grouped, Kind::Depthwise, Kind::Separable, Kind::Transposed, Kind::Local, Kind::Line]
    {
        let (id, start) = (kind.id(), Spec { bias: true, ..kind.spec() });
        more(&format!("{id}, padded"), Spec { padding: pad(1, 1, 1, 1), ..start.clone() }.settled());
        more(&format!("{id}, uneven border"), Spec { padding: pad(0, 1, 1, 2), ..start.clone() }.settled());
        more(&format!("{id}, strided"), Spec { stride: two, padding: pad(1, 1, 1, 1), ..start.clone() }.settled());
        more(&format!("{id}, uneven stride"), Spec { stride: Axes::new(1, 2), ..start.clone() }.settled());
        more(&format!("{id}, dilated"), Spec { dilation: two, ..start.clone() }.settled());
        more(&format!("{id}, strided and dilated"), Spec { stride: two, dilation: two, ..start.clone() }.settled());
        more(
            &format!("{id}, as same"),
            Spec { stride: two, padding: pad(0, 0, 1, 1), size: Axes::both(8), ..start }.settled(),
        );
    }
    for mode in PaddingMode::ALL {
        let padding = Padding { mode, ..pad(1, 1, 1, 1) };
        more(&format!("border, {mode:?}"), Spec { padding, ..Kind::Channels.spec() });
        more(&format!("border, {mode:?}, pooling"), Spec { padding, ..Kind::Pooling.spec() });
        more(&format!("border, {mode:?}, local"), Spec { padding, ..Kind::Local.spec() });
    }
    for pool in [Pool::Max, Pool::Mean] {
        let start = Spec { pool, in_channels: 3, ..Kind::Pooling.spec() }.settled();
        more(&format!("{pool:?} pooling"), start.clone());
        more(&format!("{pool:?} pooling, padded"), Spec { padding: pad(1, 1, 1, 1), ..start.clone() });
        more(
            &format!("{pool:?} pooling, uneven border"),
            Spec { padding: pad(0, 0, 1, 1), stride: Axes::both(1), ..start.clone() },
        );
        more(&format!("{pool:?} pooling, dilated"), Spec { dilation: two, ..start });
    }
    let wide = Spec { kernel: two, stride: Axes::both(3), size: Axes::both(4), ..Kind::Transposed.spec() };
    more("transposed, gaps", wide);
    more("local, grouped", Spec { in_channels: 2, out_channels: 4, groups: 2, ..Kind::Local.spec() });
    more("grouped, depth multiplier", Spec { in_channels: 3, out_channels: 6, groups: 3, ..Kind::Depthwise.spec() });
    specs
}

fn line(name: &str, spec: &Spec, framework: Framework) -> String {
    let written = call::write_spec(spec, framework);
    let (passes, line) = (spec.passes().unwrap_or_default(), spec.kind == Kind::Line);
    let (Some(first), Some(last)) = (passes.first(), passes.last()) else { return String::new() };
    let shape = |shape: Shape| match (spec.kind, framework, line) {
        (Kind::Dense, ..) => format!("[1, {}]", shape.len()),
        (_, Framework::Keras | Framework::Flax, true) => format!("[1, {}, {}]", shape.size.col, shape.channels),
        (_, Framework::Keras | Framework::Flax, false) => {
            format!("[1, {}, {}, {}]", shape.size.row, shape.size.col, shape.channels)
        }
        (_, _, true) => format!("[1, {}, {}]", shape.channels, shape.size.col),
        (_, _, false) => format!("[1, {}, {}, {}]", shape.channels, shape.size.row, shape.size.col),
    };
    // Frameworks give a local layer a bias for each place; a mean as a depthwise layer has weights that are all the same.
    let per_place = spec.kind == Kind::Local && framework != Framework::PyTorch;
    let outputs = if spec.kind == Kind::Dense || per_place { last.output().len() } else { last.output().channels };
    let as_conv = written.remarks.iter().any(|remark| matches!(remark, Remark::MeanAsConv(_)));
    let equal = if as_conv { spec.in_channels * spec.kernel.area() } else { 0 };
    let count: usize = passes.iter().map(Geometry::weights).sum();
    let parameters = count + equal + if spec.bias { outputs } else { 0 };
    let shapes: Vec<&str> = written
        .remarks
        .iter()
        .filter_map(|remark| match remark {
            Remark::Weights(shape) => Some(shape.split(": ").last().unwrap_or(shape)),
            _ => None,
        })
        .collect();
    let (x, w, b) = (spec.input(), spec.weights(&passes), spec.bias(last));
    let y = outputs_of(&passes, &x, &w, b.as_deref());
    format!(
        r#"{{"framework": "{}", "name": "{name}", "text": {}, "input": {}, "output": {}, "parameters": {parameters}, "shapes": {shapes:?}, "x": {:?}, "w": {:?}, "b": {:?}, "y": {:?}}}"#,
        framework.id(),
        quoted(&written.text),
        shape(first.input()),
        shape(last.output()),
        x.data(),
        turned(spec, w),
        b.unwrap_or_default(),
        y.data(),
    )
}

/// Every pass after the other; the bias joins the last.
fn outputs_of(passes: &[Geometry], x: &Tensor, weights: &[Vec<f32>], bias: Option<&[f32]>) -> Tensor {
    let mut values = x.clone();
    for (nth, (pass, weights)) in passes.iter().zip(weights).enumerate() {
        let bias = bias.filter(|_| nth + 1 == passes.len());
        values = reference::forward(pass, &values, weights, bias).expect("the numbers are of this geometry");
    }
    values
}

/// The weights as a framework would hold them, which turns no kernel.
fn turned(spec: &Spec, weights: Vec<Vec<f32>>) -> Vec<Vec<f32>> {
    let turn = |sheet: &[f32]| sheet.iter().rev().copied().collect::<Vec<f32>>();
    let flips = spec.flip && spec.kind.turns();
    weights
        .into_iter()
        .map(|pass| if flips { pass.chunks(spec.kernel.area()).flat_map(turn).collect() } else { pass })
        .collect()
}

/// A text as a string of JSON.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
