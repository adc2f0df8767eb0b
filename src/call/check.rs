//! What the libraries themselves would refuse, said before.

use super::arguments::{Bound, LARGEST};
use super::layer::{Call, Framework, Groups, Layer, Op};
use super::refusal::{Refusal, Why};
use super::signature::Role;
use super::write::pair;
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
        let near = pair(half, layer.line);
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
    let within = |asked: Axes<usize>, most: Axes<usize>, role: Role, why: fn(usize) -> Why| {
        let Some(most_there) = first_above(asked, most) else { return Ok(()) };
        let near = pair(asked.zip(most).map(|(asked, most)| asked.min(most)), layer.line);
        Err(Refusal::new(at(role), why(most_there)).near(&near))
    };
    if matches!(layer.op, Op::Pool(_)) {
        let padding = Axes::new(layer.padding.top, layer.padding.left);
        within(padding, layer.span().map(|span| span / 2), Role::Padding, Why::PoolPadding)?;
    }
    let most = Axes::new(
        layer.stride.row.max(layer.dilation.row).saturating_sub(1),
        layer.stride.col.max(layer.dilation.col).saturating_sub(1),
    );
    if torch {
        within(layer.output_padding, most, Role::OutputPadding, Why::OutputPadding)?;
    }
    Ok(())
}

/// The most along the first axis on which more is asked for: rows with rows, columns with columns.
fn first_above(asked: Axes<usize>, most: Axes<usize>) -> Option<usize> {
    [(asked.row, most.row), (asked.col, most.col)].into_iter().find(|(asked, most)| asked > most).map(|(_, most)| most)
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

/// In a sequence each layer reads what the one before it gives; nothing on the way is larger than what is read.
pub(super) fn check_chain(call: &Call, places: &[Range<usize>], chained: bool) -> Result<(), Box<Refusal>> {
    let (mut size, mut given) = call.input.unzip();
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
        let inputs = layer.in_channels.or(given);
        (size, given) = (size.and_then(|size| layer.output(size)), layer.channels_after(inputs));
        let sides = size.map_or(0, |size| size.row.max(size.col));
        if sides.max(layer.widest(inputs)) > LARGEST {
            return Err(Refusal::new(at.clone(), Why::Grows(LARGEST)));
        }
    }
    Ok(())
}
