//! Between the layer of the page and layers of code.

use super::fold::pointwise;
use super::layer::{Call, Framework, Given, Groups, Layer, Op};
use super::notice::{Notice, Remark};
use super::write::{Written, write};
use crate::conv::{Axes, Padding};
use crate::link;
use crate::spec::{Kind, MOST_UNSHARED, Setting, Spec};

/// The layer of the page, on its input. A turned kernel is not said: no framework turns it.
pub fn of_spec(spec: &Spec) -> Call {
    let op = match spec.kind {
        Kind::Dense => Op::Dense,
        Kind::Local => Op::Local,
        Kind::Separable => Op::Separable,
        Kind::Transposed => Op::Transposed,
        Kind::Pooling => Op::Pool(spec.pool),
        Kind::Shared
        | Kind::Flipped
        | Kind::Strided
        | Kind::Dilated
        | Kind::Channels
        | Kind::Grouped
        | Kind::Depthwise
        | Kind::Line => Op::Conv,
    };
    let new = Layer::new(op, spec.kind == Kind::Line);
    if op == Op::Dense {
        let (inputs, outputs) = dense_features(spec);
        let layer = Layer { in_channels: Some(inputs), out_channels: Some(outputs), bias: spec.bias, ..new };
        return Call { input: None, layers: vec![layer] };
    }
    let pool = matches!(op, Op::Pool(_));
    let layer = Layer {
        in_channels: Some(spec.in_channels),
        out_channels: (!pool).then_some(spec.out_channels),
        kernel: spec.kernel,
        stride: spec.stride,
        dilation: spec.dilation,
        padding: spec.padding,
        groups: if op == Op::Separable { Groups::Each(1) } else { Groups::Of(if pool { 1 } else { spec.groups }) },
        bias: spec.bias && !pool,
        ..new
    };
    Call { input: Some((spec.size, spec.in_channels)), layers: vec![layer.normal()] }
}

/// Inputs and outputs of a dense layer of the page.
fn dense_features(spec: &Spec) -> (usize, usize) {
    let side = |side: usize| side.saturating_sub(1).max(1);
    (spec.size.area(), spec.size.map(side).area())
}

/// The layer of the page in the words of a framework.
pub fn write_spec(spec: &Spec, framework: Framework) -> Written {
    let mut written = write(&of_spec(spec), framework);
    let mut more = Vec::new();
    if spec.flip && spec.kind.turns() {
        more.push(Remark::Flipped);
    }
    if spec.kind == Kind::Dense {
        more.push(Remark::Flatten);
    } else if framework != Framework::Keras && !written.text.is_empty() {
        more.push(Remark::Input(input_shape(spec, framework)));
    }
    written.remarks.extend(more);
    written
}

/// The input as the framework has it: a batch of one; channels first or last.
fn input_shape(spec: &Spec, framework: Framework) -> String {
    let (Axes { row, col }, channels) = (spec.size, spec.in_channels);
    match (framework == Framework::Flax, spec.kind == Kind::Line) {
        (true, true) => format!("(1, {col}, {channels})"),
        (true, false) => format!("(1, {row}, {col}, {channels})"),
        (false, true) => format!("(1, {channels}, {col})"),
        (false, false) => format!("(1, {channels}, {row}, {col})"),
    }
}

/// One layer of a call, counted from 0, as the page draws it, with what had to change. What the call does not say stays as it is
/// `now`.
pub fn to_spec(call: &Call, nth: usize, now: &Spec) -> (Spec, Vec<Notice>) {
    let mut change = Change { now, notices: Vec::new() };
    let walked = call.walk();
    let nth = nth.min(walked.len().saturating_sub(1));
    let Some(&Given { layer, size, channels }) = walked.get(nth) else { return (now.clone(), Vec::new()) };
    let joined = walked.get(nth + 1).and_then(|next| {
        let plain = Layer { bias: false, ..*layer };
        pointwise(&plain, next.layer)
    });
    let used = if joined.is_some() { 2 } else { 1 };
    if call.layers.len() > used {
        change.notices.push(Notice::OneOf(nth + 1, call.layers.len()));
    }
    if joined.is_some() && layer.bias {
        change.notices.push(Notice::InnerBias);
    }
    let layer = joined.as_ref().unwrap_or(layer);
    let mut spec = match layer.op {
        Op::Dense => change.dense(layer, size, channels),
        _ => change.window(layer, size, channels),
    };
    let asked = spec.clone();
    link::repair(&mut spec, &mut Vec::new());
    change.adjusted(&asked, &spec);
    (spec, change.notices)
}

/// A spec in the making, and what was changed on the way.
struct Change<'a> {
    now: &'a Spec,
    notices: Vec<Notice>,
}

impl Change<'_> {
    /// A number within what is drawn.
    fn held(&mut self, setting: Setting, asked: usize) -> usize {
        let range = setting.range();
        let shown = asked.clamp(*range.start(), *range.end());
        let notice = Notice::Shown(setting, asked, shown);
        if shown != asked && !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
        shown
    }

    fn held_pair(&mut self, setting: Setting, asked: Axes<usize>) -> Axes<usize> {
        Axes::new(self.held(setting, asked.row), self.held(setting, asked.col))
    }

    /// Says what was changed so that it goes together.
    fn adjusted(&mut self, asked: &Spec, shown: &Spec) {
        if asked != shown {
            self.notices.push(Notice::Adjusted);
        }
        let widest = |spec: &Spec| {
            let Padding { top, left, bottom, right, mode: _ } = spec.padding;
            let pair = |axes: Axes<usize>| axes.row.max(axes.col);
            [
                (Setting::Size, pair(spec.size)),
                (Setting::Kernel, pair(spec.kernel)),
                (Setting::Stride, pair(spec.stride)),
                (Setting::Padding, top.max(left).max(bottom).max(right)),
                (Setting::Dilation, pair(spec.dilation)),
                (Setting::InChannels, spec.in_channels),
                (Setting::OutChannels, spec.out_channels),
                (Setting::Groups, spec.groups),
            ]
        };
        let pairs = widest(asked).into_iter().zip(widest(shown)).filter(|(asked, shown)| asked != shown);
        for ((setting, asked), (_, last)) in pairs {
            // What was held within its range before is said once, from what the call asks for to what is shown in the end.
            let held = self.notices.iter_mut().find_map(|notice| match notice {
                Notice::Shown(of, _, shown) if *of == setting && *shown == asked => Some(shown),
                _ => None,
            });
            match held {
                Some(shown) => *shown = last,
                None => self.notices.push(Notice::Shown(setting, asked, last)),
            }
        }
    }

    /// The page's dense layer reads one sheet, and gives one with a row and a column less. Channels of a stated size are not yet
    /// features: how many there are is not known then.
    fn dense(&mut self, layer: &Layer, size: Option<Axes<usize>>, channels: Option<usize>) -> Spec {
        let now = self.now;
        let inputs = layer.in_channels.or(channels.filter(|_| size.is_none()));
        let outputs = layer.out_channels.unwrap_or(1);
        let fits = |(own_in, own_out): (usize, usize)| inputs.map_or(own_out == outputs, |inputs| own_in == inputs);
        let size = if now.kind == Kind::Dense && fits(dense_features(now)) {
            now.size
        } else {
            let mut side = inputs.map_or(outputs.isqrt() + 1, usize::isqrt).clamp(1, *Setting::Size.range().end());
            while (side * (side - 1)).pow(2) as u64 > MOST_UNSHARED {
                side -= 1;
            }
            Axes::both(side)
        };
        let spec = Spec { kind: Kind::Dense, size, bias: layer.bias, ..now.clone() }.settled();
        let shown = dense_features(&spec);
        match inputs {
            Some(inputs) if (inputs, outputs) != shown => {
                self.notices.push(Notice::DenseSize((inputs, outputs), shown));
            }
            Some(_) => {}
            None => {
                self.notices.push(Notice::ChannelsKept(shown.0));
                if outputs != shown.1 {
                    self.notices.push(Notice::Shown(Setting::OutChannels, outputs, shown.1));
                }
            }
        }
        spec
    }

    fn window(&mut self, layer: &Layer, size: Option<Axes<usize>>, channels: Option<usize>) -> Spec {
        let (in_channels, out_channels, groups) = self.channels(layer, channels);
        let kind = self.kind(layer, in_channels, out_channels, groups);
        let size = self.size(layer, size);
        let pad = layer.sides(Some(size));
        let [top, left, bottom, right] =
            [pad.top, pad.left, pad.bottom, pad.right].map(|side| self.held(Setting::Padding, side));
        if layer.output_padding != Axes::both(0) {
            self.notices.push(Notice::OutputPadding);
        }
        if layer.leaves_border_out() && !pad.is_none() {
            self.notices.push(Notice::CountsBorder);
        }
        if kind == Kind::Transposed && (in_channels, out_channels) != (1, 1) {
            self.notices.push(Notice::OneChannel(in_channels, out_channels));
        }
        let pool = if let Op::Pool(pool) = layer.op { pool } else { self.now.pool };
        Spec {
            kind,
            size,
            in_channels,
            out_channels,
            kernel: self.held_pair(Setting::Kernel, layer.kernel),
            stride: self.held_pair(Setting::Stride, layer.stride),
            dilation: self.held_pair(Setting::Dilation, layer.dilation),
            padding: Padding { top, left, bottom, right, mode: pad.mode },
            groups,
            flip: false,
            pool,
            bias: layer.bias,
            ..self.now.clone()
        }
        .settled()
    }

    /// Channels in and out, and groups.
    fn channels(&mut self, layer: &Layer, known: Option<usize>) -> (usize, usize, usize) {
        let now = self.now.in_channels;
        let known = layer.in_channels.or(known);
        let inputs = known.unwrap_or(match layer.groups {
            Groups::Of(groups) => now.next_multiple_of(groups),
            Groups::Each(_) => now,
        });
        if known.is_none() && !matches!(layer.op, Op::Pool(_)) {
            self.notices.push(Notice::ChannelsKept(inputs));
        }
        let inputs = self.held(Setting::InChannels, inputs);
        let outputs = match (layer.op, layer.groups) {
            (Op::Pool(_), _) => inputs,
            (Op::Separable, Groups::Each(multiplier)) => {
                if multiplier > 1 {
                    self.notices.push(Notice::Multiplier(multiplier));
                }
                layer.out_channels.unwrap_or(inputs)
            }
            (_, Groups::Each(multiplier)) => {
                let most = *Setting::OutChannels.range().end() / inputs * inputs;
                let asked = inputs.saturating_mul(multiplier);
                if asked > most {
                    self.notices.push(Notice::Shown(Setting::OutChannels, asked, most));
                }
                asked.min(most)
            }
            (_, Groups::Of(_)) => layer.out_channels.unwrap_or(inputs),
        };
        let groups = if layer.op == Op::Separable { 1 } else { layer.groups_of(inputs) };
        (inputs, self.held(Setting::OutChannels, outputs), self.held(Setting::Groups, groups))
    }

    /// The size of the input: stated, or as it is now; a line is one row.
    fn size(&mut self, layer: &Layer, stated: Option<Axes<usize>>) -> Axes<usize> {
        let now = self.now.size;
        let own = match (layer.line, self.now.kind == Kind::Line) {
            (true, _) => Axes::new(1, now.col),
            (false, true) => Axes::both(now.col),
            (false, false) => now,
        };
        self.held_pair(Setting::Size, stated.unwrap_or(own))
    }

    /// The chapter that is about this layer: the present one if it still is, else what stands out most.
    fn kind(&self, layer: &Layer, inputs: usize, outputs: usize, groups: usize) -> Kind {
        match layer.op {
            Op::Dense => return Kind::Dense,
            Op::Local => return Kind::Local,
            Op::Separable => return Kind::Separable,
            Op::Transposed => return Kind::Transposed,
            Op::Pool(_) => return Kind::Pooling,
            Op::Conv => {}
        }
        let one = Axes::both(1);
        let single = inputs == 1 && outputs == 1;
        let border = layer.same || !layer.padding.is_none();
        if layer.line && single {
            return Kind::Line;
        }
        let is = |kind: Kind| match kind {
            Kind::Depthwise => groups > 1 && groups == inputs,
            Kind::Grouped => groups > 1 && groups < inputs,
            Kind::Dilated => layer.dilation != one,
            Kind::Channels => groups == 1 && !single && layer.dilation == one,
            Kind::Strided => layer.stride != one || border,
            Kind::Shared => true,
            _ => false,
        };
        let order = [Kind::Depthwise, Kind::Grouped, Kind::Dilated, Kind::Channels, Kind::Strided, Kind::Shared];
        // What the groups make of a layer stands before all else.
        let open = groups == 1 || self.now.kind == Kind::Dilated || order[..2].contains(&self.now.kind);
        let stays = self.now.kind != Kind::Shared && is(self.now.kind) && open;
        if stays { self.now.kind } else { order.into_iter().find(|&kind| is(kind)).unwrap_or_default() }
    }
}
