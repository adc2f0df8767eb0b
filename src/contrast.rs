//! How two figures on the same data differ, in words: weights, multiply-adds, what one output sees, the outputs.

use crate::i18n::Messages;
use crate::i18n::number::{commas, filled, num};
use crate::timeline::Plan;

/// How the results differ: in how many outputs, and at most by how much. `None` if their shapes do.
pub fn differing(one: &Plan, two: &Plan) -> Option<(usize, f32)> {
    let (one, two) = (one.result(), two.result());
    if one.shape() != two.shape() {
        return None;
    }
    let pairs = one.data().iter().zip(two.data());
    Some(pairs.fold((0, 0.0), |(count, most), (a, b)| (count + usize::from(a != b), f32::max(most, (a - b).abs()))))
}

/// Height and width of the input's part that one output sees.
pub fn sees(plan: &Plan) -> (usize, usize) {
    let axes = plan.geometry().axes();
    match plan.geometry().layer().operation {
        crate::conv::Operation::Dense { .. } => (axes.row.input, axes.col.input),
        // A place of the output is reached by as many inputs as stamps overlap there.
        crate::conv::Operation::Transposed { .. } => {
            (axes.row.span().div_ceil(axes.row.stride), axes.col.span().div_ceil(axes.col.stride))
        }
        crate::conv::Operation::Convolution { .. } | crate::conv::Operation::Pooling(_) => {
            (axes.row.span(), axes.col.span())
        }
    }
}

/// The difference in sentences. `names`: what the two are called.
pub fn sentences(one: &Plan, two: &Plan, names: [&str; 2], messages: &Messages) -> Vec<String> {
    let [first, second] = names.map(str::to_owned);
    let count = |what: &str, a: u64, b: u64| {
        if a == b {
            return filled(messages.contrast_same, &[what.to_owned(), commas(a)]);
        }
        let counts = [what.to_owned(), first.clone(), commas(a), second.clone(), commas(b)];
        let (more, fewer) = (a.max(b), a.min(b));
        if fewer == 0 {
            return filled(messages.contrast_none, &counts);
        }
        let factor = num((more as f64 / fewer as f64) as f32);
        filled(messages.contrast_count, &[counts.as_slice(), &[factor]].concat())
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
