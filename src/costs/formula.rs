//! What a kind costs as a formula with the numbers in; what it does without stays, struck through.
//!
//! In letters, with `k` taps along an axis, `Ci` and `Co` channels, `g` groups and `P` output places:
//!
//! | kind | weights | multiply-adds |
//! | --- | --- | --- |
//! | dense | `(Ci H W) (Co P)` | the same |
//! | local | `k k Ci Co P` | the same |
//! | shared, dilated | `k k Ci Co` | times `P` |
//! | grouped | `k k Ci Co / g` | times `P` |
//! | depthwise | `k k Co` (`Co = Ci m`) | times `P` |
//! | separable | `k k Ci + Ci Co` | times `P` |
//!
//! The formulas are those of the table in [`crate::conv::cost::cost`]; a test holds the numbers equal to the engine's links.

use super::{Rival, Rung};
use crate::conv::{Axes, Geometry};
use crate::i18n::number::commas;
use crate::readout::{Piece, Role, When};
use crate::spec::Kind;

/// The number of weights in letters.
pub const fn letters(rival: Rival) -> &'static str {
    match rival {
        Rival::Dense => "(Cᵢ H W) · (Cₒ P)",
        Rival::Local => "k k · Cᵢ Cₒ · P",
        Rival::Shared | Rival::Dilated(_) | Rival::Own(Kind::Transposed) => "k k · Cᵢ Cₒ",
        Rival::Grouped(_) => "k k · Cᵢ Cₒ / g",
        Rival::Depthwise => "k k · Cₒ",
        Rival::Separable => "k k · Cᵢ + Cᵢ Cₒ",
        Rival::Own(_) => "0",
    }
}

/// The number of weights.
pub fn weights(rung: &Rung) -> Vec<Piece> {
    let mut line = factors(rung);
    if line.is_empty() {
        return vec![result(0)];
    }
    line.extend([sign("="), result(rung.cost.weights)]);
    line
}

/// The number of multiply-adds: the weights times the places that use them.
pub fn multiply_adds(rung: &Rung) -> Vec<Piece> {
    let places = rung.passes.last().map_or(0, |pass| pass.output().size.area());
    let (counted, times) = match rung.rival {
        Rival::Dense | Rival::Local => (rung.cost.weights, None),
        // Each input place meets each weight.
        Rival::Own(Kind::Transposed) => {
            (rung.cost.weights, rung.passes.first().map(|pass| (pass.input().size.area(), Role::Input)))
        }
        // A window's values are compared or added.
        Rival::Own(_) => (
            rung.passes.first().map_or(0, |pass| pass.layer().kernel.area() as u64 * pass.output().channels as u64),
            Some((places, Role::Output)),
        ),
        _ => (rung.cost.weights, Some((places, Role::Output))),
    };
    let role = if matches!(rung.rival, Rival::Own(Kind::Pooling)) { Role::Plain } else { Role::Weight };
    let mut line = vec![Piece::Number(commas(counted), role, When::Passed)];
    match times {
        Some((places, role)) => line.extend([sign("×"), number(places, role)]),
        None => line.extend([sign("×"), struck(places)]),
    }
    line.extend([sign("="), result(rung.cost.multiply_adds)]);
    line
}

fn factors(rung: &Rung) -> Vec<Piece> {
    let Some(first) = rung.passes.first() else { return Vec::new() };
    let (input, output) = (first.input(), first.output());
    let places = output.size.area();
    let outs = rung.passes.last().map_or(0, |pass| pass.output().channels);
    let channels = [sign("×"), number(input.channels, Role::Input), sign("×"), number(outs, Role::Output)];
    let mut line = kernel(first, false);
    match rung.rival {
        Rival::Dense => {
            return vec![number(input.len(), Role::Input), sign("×"), number(output.len(), Role::Output)];
        }
        Rival::Own(Kind::Pooling) => return Vec::new(),
        Rival::Local => {
            line.extend(channels);
            line.extend([sign("×"), number(places, Role::Output)]);
        }
        Rival::Shared | Rival::Dilated(_) | Rival::Own(_) => {
            line.extend(channels);
            line.extend([sign("×"), struck(places)]);
        }
        Rival::Grouped(groups) => {
            line.extend(channels);
            line.extend([sign("÷"), number(groups, Role::Plain)]);
        }
        Rival::Depthwise => {
            line.extend([sign("×"), struck(input.channels), sign("×"), number(outs, Role::Output)]);
        }
        Rival::Separable => {
            line.extend([sign("×"), number(input.channels, Role::Input), sign("×"), struck(outs), sign("+")]);
            line.extend(kernel(first, true));
            line.extend(channels);
        }
    }
    line
}

/// The taps, all of them there or all struck through. A window along one axis has one number.
fn kernel(pass: &Geometry, gone: bool) -> Vec<Piece> {
    let Axes { row, col } = pass.layer().kernel;
    let side = |side: usize| if gone { struck(side) } else { number(side, Role::Weight) };
    if pass.input().size.row == 1 && row == 1 { vec![side(col)] } else { vec![side(row), sign("×"), side(col)] }
}

fn number(value: usize, role: Role) -> Piece {
    Piece::Number(commas(value as u64), role, When::Passed)
}

const fn sign(text: &'static str) -> Piece {
    Piece::Sign(text, When::Passed)
}

fn struck(value: usize) -> Piece {
    Piece::Struck(commas(value as u64))
}

fn result(value: u64) -> Piece {
    Piece::Result(commas(value), Role::Plain, true)
}
