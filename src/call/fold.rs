//! What a text says in several layers and a framework means as one: a border before a layer, a crop behind a transposed one, a
//! depthwise layer with a 1 x 1 behind it, a dilated layer of which every so manyth place is kept.

use super::layer::{Groups, Layer, Op};
use super::notice::Notice;
use crate::conv::{Axes, Padding, PaddingMode, Pool};
use std::ops::Range;

/// A layer or a border of its own, as the text has them.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece {
    /// A layer.
    Layer(Layer),
    /// Rows and columns added, or cut away where negative: top, left, bottom, right.
    Border { sides: [i64; 4], mode: PaddingMode, infinite: bool },
}

/// The layers of the pieces, each with its place in the text.
pub(super) fn fold(pieces: Vec<(Piece, Range<usize>)>, notices: &mut Vec<Notice>) -> Vec<(Layer, Range<usize>)> {
    let mut layers: Vec<(Layer, Range<usize>)> = Vec::new();
    let mut pending: Option<([i64; 4], PaddingMode, bool)> = None;
    let tell = |notice, notices: &mut Vec<Notice>| {
        if !notices.contains(&notice) {
            notices.push(notice);
        }
    };
    for (piece, at) in pieces {
        match piece {
            Piece::Border { sides, mode, infinite } => {
                let cropped = layers.last_mut().is_some_and(|(last, _)| cropped(last, sides));
                if !cropped && pending.replace((sides, mode, infinite)).is_some() {
                    tell(Notice::BorderLost, notices);
                }
            }
            Piece::Layer(mut layer) => {
                if let Some((sides, mode, infinite)) = pending.take() {
                    if !bordered(&mut layer, sides, mode) {
                        tell(Notice::BorderLost, notices);
                    } else if layer.op == Op::Pool(Pool::Max) && mode == PaddingMode::Zeros && !infinite {
                        tell(Notice::ZerosInMax, notices);
                    }
                }
                let joined =
                    layers.last().and_then(|(last, _)| thinned(last, &layer).or_else(|| pointwise(last, &layer)));
                match (joined, layers.last_mut()) {
                    (Some(joined), Some((last, _))) => *last = joined,
                    _ => layers.push((layer, at)),
                }
            }
        }
    }
    if pending.is_some() {
        tell(Notice::BorderLost, notices);
    }
    layers
}

/// Cuts away what a transposed layer gives, if nothing is added.
fn cropped(layer: &mut Layer, sides: [i64; 4]) -> bool {
    let possible = layer.op == Op::Transposed && sides.iter().all(|&side| side <= 0);
    if possible {
        let [top, left, bottom, right] = sides.map(|side| side.unsigned_abs() as usize);
        let Padding { top: t, left: l, bottom: b, right: r, mode } = layer.padding;
        layer.padding = Padding {
            top: t.saturating_add(top),
            left: l.saturating_add(left),
            bottom: b.saturating_add(bottom),
            right: r.saturating_add(right),
            mode,
        };
        *layer = layer.normal();
    }
    possible
}

/// Gives a layer the border before it, if it can have one.
fn bordered(layer: &mut Layer, sides: [i64; 4], mode: PaddingMode) -> bool {
    let takes = matches!(layer.op, Op::Conv | Op::Local | Op::Separable | Op::Pool(_));
    let alike = layer.padding.is_none() || layer.padding.mode == mode;
    let possible = takes && alike && !layer.same && sides.iter().all(|&side| side >= 0);
    if possible {
        let [top, left, bottom, right] = sides.map(|side| side.unsigned_abs() as usize);
        let own = layer.padding;
        layer.padding = Padding {
            top: own.top.saturating_add(top),
            left: own.left.saturating_add(left),
            bottom: own.bottom.saturating_add(bottom),
            right: own.right.saturating_add(right),
            mode,
        };
        *layer = layer.normal();
    }
    possible
}

/// A dilated layer with every so manyth of its places kept: one window of 1 x 1, moved by the stride.
fn thinned(first: &Layer, second: &Layer) -> Option<Layer> {
    let one = Axes::both(1);
    let conv = matches!(first.op, Op::Conv | Op::Separable) && first.dilation != one && first.stride == one;
    let keeps = second.op == Op::Pool(Pool::Max)
        && second.kernel == one
        && second.stride != one
        && second.padding.is_none()
        && !second.same;
    (conv && keeps).then(|| Layer { stride: second.stride, padding: first.sides(None), same: false, ..*first }.normal())
}

/// A depthwise layer without bias and a 1 x 1 behind it.
pub(super) fn pointwise(first: &Layer, second: &Layer) -> Option<Layer> {
    let one = Axes::both(1);
    let single = (first.in_channels, first.out_channels) == (Some(1), Some(1));
    let each = match first.groups {
        Groups::Each(multiplier) => multiplier,
        Groups::Of(_) if single => 1,
        Groups::Of(_) => return None,
    };
    let depthwise = first.op == Op::Conv && !first.bias && first.line == second.line;
    let plain = second.op == Op::Conv
        && second.groups == Groups::Of(1)
        && (second.kernel, second.stride) == (one, one)
        && second.padding.is_none();
    let fits = second.in_channels.is_none() || first.out_channels.is_none() || second.in_channels == first.out_channels;
    (depthwise && plain && fits).then_some(Layer {
        op: Op::Separable,
        out_channels: second.out_channels,
        bias: second.bias,
        groups: Groups::Each(each),
        ..*first
    })
}
