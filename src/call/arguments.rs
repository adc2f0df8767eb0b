//! The arguments of a call: each with what it means, and its value in numbers.

use super::layer::{Framework, Op};
use super::parse::{self, Node, Value};
use super::refusal::{Refusal, Why, quote};
use super::signature::{Found, Role, What};
use crate::conv::{Axes, PaddingMode};

/// Larger numbers are not read: two multiplied fit 32 bits, as in [`crate::conv::layer::LARGEST_SIDE`].
pub(super) const LARGEST: usize = crate::conv::layer::LARGEST_SIDE;

/// An argument with its role, its own name, its value.
pub(super) type Bound<'n, 'a> = (Role, &'static str, &'n Node<'a>);

/// Every argument with what it means.
pub(super) fn bind<'n, 'a>(call: &'n parse::Call<'a>, found: &Found) -> Result<Vec<Bound<'n, 'a>>, Box<Refusal>> {
    let (signature, layer) = (found.signature, || call.name().to_owned());
    let mut bound: Vec<Bound<'n, 'a>> = Vec::new();
    let mut named = false;
    for (nth, argument) in call.arguments.iter().enumerate() {
        let (name, role, at) = match &argument.name {
            None if named => return Err(Refusal::new(argument.value.at.clone(), Why::PositionalAfterNamed)),
            None => match signature.parameters.get(nth) {
                Some(&(name, role)) => (name, role, argument.value.at.clone()),
                None => {
                    let why = Why::TooMany(layer(), signature.parameters.len());
                    return Err(Refusal::new(argument.value.at.clone(), why));
                }
            },
            Some((word, at)) => {
                named = true;
                let Some((name, role)) = signature.parameter(word) else {
                    let refusal = Refusal::new(at.clone(), Why::UnknownArgument(quote(word), layer()));
                    return Err(match signature.near(word) {
                        Some(near) => refusal.near(near),
                        None => refusal,
                    });
                };
                (name, role, at.clone())
            }
        };
        if !name.is_empty() && bound.iter().any(|(_, own, _)| *own == name) {
            return Err(Refusal::new(at, Why::Twice(name)));
        }
        bound.push((role, name, &argument.value));
    }
    let default = |role| role == Role::Kernel && signature.framework == Framework::Keras && is_pool(signature.what);
    for role in [Role::In, Role::Out, Role::Kernel] {
        let name = signature.named(role);
        if !name.is_empty() && !default(role) && bound.iter().all(|(own, ..)| *own != role) {
            return Err(Refusal::new(call.at.clone(), Why::Missing(name, layer())));
        }
    }
    Ok(bound)
}

pub(super) const fn is_pool(what: What) -> bool {
    matches!(what, What::Layer(Op::Pool(_)))
}

/// The four sides of a border of its own: top, left, bottom, right; in PyTorch they may be negative.
pub(super) fn sides(bound: &[Bound<'_, '_>], found: &Found) -> Result<[i64; 4], Box<Refusal>> {
    let torch = found.signature.framework == Framework::PyTorch;
    let Some(&(_, name, node)) = bound.iter().find(|(role, ..)| *role == Role::Sides) else {
        let one = i64::from(found.signature.what != What::Crop && !torch);
        return Ok(if found.line { [0, one, 0, one] } else { [one; 4] });
    };
    let number = |node: &Node<'_>| {
        let least = if torch { -(LARGEST as i64) } else { 0 };
        match node.value {
            Value::Whole(value) if value < least => Err(Refusal::new(node.at.clone(), Why::Least(name, 0)).near("0")),
            Value::Whole(value) if value > LARGEST as i64 => {
                Err(Refusal::new(node.at.clone(), Why::Most(name, LARGEST)))
            }
            Value::Whole(value) => Ok(value),
            _ => Err(Refusal::new(node.at.clone(), Why::NotWhole(name))),
        }
    };
    let both = |node: &Node<'_>| match &node.value {
        Value::List(nodes) if nodes.len() == 2 => Ok((number(&nodes[0])?, number(&nodes[1])?)),
        _ => number(node).map(|value| (value, value)),
    };
    let Value::List(nodes) = &node.value else {
        let value = number(node)?;
        return Ok(if found.line { [0, value, 0, value] } else { [value; 4] });
    };
    match (&nodes[..], torch, found.line) {
        ([left, right], _, true) => Ok([0, number(left)?, 0, number(right)?]),
        ([left, right, top, bottom], true, false) => Ok([number(top)?, number(left)?, number(bottom)?, number(right)?]),
        ([rows, cols], false, false) => {
            let ((top, bottom), (left, right)) = (both(rows)?, both(cols)?);
            Ok([top, left, bottom, right])
        }
        _ => Err(Refusal::new(node.at.clone(), Why::NotPair(name))),
    }
}

/// A pair whose row means nothing on a line.
pub(super) const fn on_line(axes: Axes<usize>, line: bool, row: usize) -> Axes<usize> {
    if line { Axes::new(row, axes.col) } else { axes }
}

pub(super) fn is_none(node: &Node<'_>) -> bool {
    matches!(node.value, Value::Name("None"))
}

/// A string, or a word that PyTorch prints without quotes.
pub(super) fn word<'a>(node: &Node<'a>) -> Option<&'a str> {
    match node.value {
        Value::Text(text) | Value::Name(text) => Some(text),
        _ => None,
    }
}

/// A whole number from `least`.
pub(super) fn count(node: &Node<'_>, name: &'static str, least: usize) -> Result<usize, Box<Refusal>> {
    let Value::Whole(value) = node.value else {
        return Err(Refusal::new(node.at.clone(), Why::NotWhole(name)));
    };
    match usize::try_from(value) {
        Ok(value) if value > LARGEST => {
            Err(Refusal::new(node.at.clone(), Why::Most(name, LARGEST)).near(&LARGEST.to_string()))
        }
        Ok(value) if value >= least => Ok(value),
        _ => Err(Refusal::new(node.at.clone(), Why::Least(name, least)).near(&least.to_string())),
    }
}

/// One number for both axes, or a pair; on a line, one number or one in brackets.
pub(super) fn pair(node: &Node<'_>, name: &'static str, least: usize, line: bool) -> Result<Axes<usize>, Box<Refusal>> {
    let pair = match &node.value {
        Value::Whole(_) => Axes::both(count(node, name, least)?),
        Value::List(nodes) => match (&nodes[..], line) {
            ([row, col], false) => Axes::new(count(row, name, least)?, count(col, name, least)?),
            ([only], true) => Axes::both(count(only, name, least)?),
            _ => return Err(Refusal::new(node.at.clone(), Why::NotPair(name))),
        },
        _ => return Err(Refusal::new(node.at.clone(), Why::NotPair(name))),
    };
    Ok(on_line(pair, line, 1))
}

pub(super) fn yes_no(node: &Node<'_>, name: &'static str) -> Result<bool, Box<Refusal>> {
    match word(node) {
        Some("True") => Ok(true),
        Some("False") => Ok(false),
        other => {
            let refusal = Refusal::new(node.at.clone(), Why::NotOneOf(name, "True, False"));
            Err(match (other, &node.value) {
                (Some(word), _) if word.eq_ignore_ascii_case("true") => refusal.near("True"),
                (Some(word), _) if word.eq_ignore_ascii_case("false") => refusal.near("False"),
                (_, Value::Whole(value)) => refusal.near(if *value == 0 { "False" } else { "True" }),
                _ => refusal,
            })
        }
    }
}

pub(super) fn mode(node: &Node<'_>, name: &'static str) -> Result<PaddingMode, Box<Refusal>> {
    let mode = word(node).and_then(|word| match word {
        "zeros" => Some(PaddingMode::Zeros),
        "reflect" => Some(PaddingMode::Reflect),
        "replicate" => Some(PaddingMode::Replicate),
        "circular" => Some(PaddingMode::Circular),
        _ => None,
    });
    let modes = "'zeros', 'reflect', 'replicate', 'circular'";
    mode.ok_or_else(|| Refusal::new(node.at.clone(), Why::NotOneOf(name, modes)))
}
