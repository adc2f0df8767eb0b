//! How two figures on the same data differ, in words: weights, multiply-adds, what one output sees, the outputs.

use crate::conv::{Axes, Axis, Operation};
use crate::i18n::Messages;
use crate::i18n::number::{commas, filled, num};
use crate::timeline::Plan;

/// Of the largest output: differences below come from the order in which the same terms are added.
const ROUNDING: f32 = 1.0 / 262_144.0;

/// How the results differ, rounding left aside: in how many outputs, and at most by how much. `None` if their shapes do.
pub fn differing(one: &Plan, two: &Plan) -> Option<(usize, f32)> {
    let (one, two) = (one.result(), two.result());
    if one.shape() != two.shape() {
        return None;
    }
    let least = one.largest().max(two.largest()) * ROUNDING;
    let (mut count, mut most) = (0, 0.0);
    for (index, a) in one.data().iter().enumerate() {
        let apart = (a - two.data()[index]).abs();
        if apart > least {
            count += 1;
            most = apart.max(most);
        }
    }
    Some((count, most))
}

/// Height and width of the input's part that one output sees.
pub fn sees(plan: &Plan) -> (usize, usize) {
    let Axes { row, col } = plan.geometry().axes();
    match plan.geometry().layer().operation {
        Operation::Dense { .. } => (row.input, col.input),
        Operation::Transposed { .. } => (stamps(row), stamps(col)),
        Operation::Convolution { .. } | Operation::Pooling(_) => (row.span(), col.span()),
    }
}

/// Inputs from the first to the last whose stamps reach one place of a transposed layer: those of taps at the same distance
/// from a stride's start.
fn stamps(axis: &Axis) -> usize {
    let place = |tap: usize| tap * axis.dilation;
    let mut most = 0;
    for first in 0..axis.kernel {
        for last in first..axis.kernel {
            if (place(last) - place(first)).is_multiple_of(axis.stride) {
                most = most.max((place(last) - place(first)) / axis.stride + 1);
            }
        }
    }
    most
}

/// The difference in sentences. `names`: what the two are called.
pub fn sentences(one: &Plan, two: &Plan, names: [&str; 2], messages: &Messages) -> Vec<String> {
    let [first, second] = names.map(str::to_owned);
    let count = |what: &str, a: u64, b: u64| {
        if a == b {
            return filled(messages.contrast_same, &[what.to_owned(), commas(a)]);
        }
        let mut counts = vec![what.to_owned(), first.clone(), commas(a), second.clone(), commas(b)];
        let (more, fewer) = (a.max(b), a.min(b));
        if fewer == 0 {
            return filled(messages.contrast_none, &counts);
        }
        counts.push(num((more as f64 / fewer as f64) as f32));
        filled(messages.contrast_count, &counts)
    };
    let size = |(rows, cols): (usize, usize)| format!("{rows} × {cols}");
    let (a, b) = (sees(one), sees(two));
    let field = if a == b {
        filled(messages.contrast_sees_same, &[size(a)])
    } else {
        filled(messages.contrast_sees, &[size(a), first.clone(), size(b), second.clone()])
    };
    let outputs = one.result().shape().len();
    let results = match differing(one, two) {
        Some((0, _)) => filled(messages.outputs_equal, &[commas(outputs as u64)]),
        Some((count, most)) => {
            filled(messages.outputs_differ, &[commas(count as u64), commas(outputs as u64), num(most)])
        }
        None => {
            let [a, b] = [one, two].map(|plan| {
                let shape = plan.result().shape();
                format!("{} × {}", shape.channels, size((shape.size.row, shape.size.col)))
            });
            filled(messages.outputs_shapes, &[a, b])
        }
    };
    vec![
        count(messages.weights_count, one.cost().weights, two.cost().weights),
        count(messages.multiply_adds, one.cost().multiply_adds, two.cost().multiply_adds),
        field,
        results,
    ]
}
