//! What the libraries themselves would refuse, said before.

use super::arguments::Bound;
use super::layer::{Call, Framework, Groups, Layer, Op};
use super::refusal::{Refusal, Why};
use super::signature::Role;
use crate::conv::{Axes, PaddingMode, legal_groups};
use std::ops::Range;

/// What the library itself would refuse.
pub(super) fn check(layer: &Layer, library: Framework, bound: &[Bound<'_, '_>]) -> Result<(), Box<Refusal>> {
    let at = |role: Role| bound.iter().find(|(own, ..)| *own == role).map_or(0..0, |(_, _, node)| node.at.clone());
    let torch = library == Framework::PyTorch;
    let strided = layer.stride.row > 1 || layer.stride.col > 1;
    let dilated = layer.dilation.row > 1 || layer.dilation.col > 1;
    if torch && layer.same && strided {
        let half = layer.span().map(|span| (span - 1) / 2);
        let near = super::write::pair(half, layer.line);
        return Err(Refusal::new(at(Role::Padding), Why::SameStride).near(&near));
    }
    if !torch && strided && dilated && !matches!(layer.op, Op::Pool(_)) {
        return Err(Refusal::new(at(Role::Dilation), Why::StrideDilation).near("1"));
    }
    if layer.op == Op::Local && layer.same {
        return Err(Refusal::new(at(Role::Padding), Why::LocalSame).near("'valid'"));
    }
    if layer.op == Op::Transposed && layer.padding.mode != PaddingMode::Zeros {
        return Err(Refusal::new(at(Role::Mode), Why::TransposedMode).near("'zeros'"));
    }
    if let Groups::Of(groups) = layer.groups {
        check_groups(groups, layer.in_channels, layer.out_channels, at(Role::Groups))?;
    }
    let span = layer.span();
    let widest = (span.row / 2).min(span.col / 2).max(if layer.line { span.col / 2 } else { 0 });
    let padding = layer.padding.top.max(layer.padding.left);
    if matches!(layer.op, Op::Pool(_)) && padding > widest {
        return Err(Refusal::new(at(Role::Padding), Why::PoolPadding(widest)).near(&widest.to_string()));
    }
    let most = Axes::new(
        layer.stride.row.max(layer.dilation.row).saturating_sub(1),
        layer.stride.col.max(layer.dilation.col).saturating_sub(1),
    );
    if torch && (layer.output_padding.row > most.row || layer.output_padding.col > most.col) {
        let largest = if layer.line { most.col } else { most.row.min(most.col) };
        return Err(Refusal::new(at(Role::OutputPadding), Why::OutputPadding(largest)).near(&largest.to_string()));
    }
    Ok(())
}

/// Groups divide the channels that are known.
pub(super) fn check_groups(
    groups: usize,
    inputs: Option<usize>,
    outputs: Option<usize>,
    at: Range<usize>,
) -> Result<(), Box<Refusal>> {
    let (Some(first), Some(second)) = (inputs.or(outputs), outputs.or(inputs)) else { return Ok(()) };
    let Some(odd) = [first, second].into_iter().find(|channels| !channels.is_multiple_of(groups)) else {
        return Ok(());
    };
    let legal = legal_groups(first, second);
    let below = legal.iter().rev().find(|&&fewer| fewer < groups).copied().unwrap_or(1);
    let above = legal.iter().find(|&&more| more > groups).copied().unwrap_or(below);
    Err(Refusal::new(at, Why::Groups(groups, odd, (below, above))).near(&below.to_string()))
}

/// In a sequence each layer reads what the one before it gives.
pub(super) fn check_chain(call: &Call, places: &[Range<usize>], chained: bool) -> Result<(), Box<Refusal>> {
    let mut given = call.input.map(|(_, channels)| channels);
    for (layer, at) in call.layers.iter().zip(places) {
        if let (Some(reads), Some(given), true) = (layer.in_channels, given, chained)
            && reads != given
            && layer.op != Op::Dense
        {
            return Err(Refusal::new(at.clone(), Why::Chain(reads, given)));
        }
        if let (Groups::Of(groups), Some(_)) = (layer.groups, layer.in_channels) {
            check_groups(groups, layer.in_channels, layer.out_channels, at.clone()).map_err(|mut refusal| {
                // The place is the whole layer: its name is no number.
                refusal.nearest = None;
                refusal
            })?;
        }
        given = layer.channels_after(layer.in_channels.or(given));
    }
    Ok(())
}
