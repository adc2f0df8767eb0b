//! What there is to see in the matrix, in a sentence with its numbers.

use crate::conv::{Axes, Geometry, Operation, Sharing};
use crate::i18n::Messages;
use crate::i18n::number::{commas, filled};
use crate::timeline::Plan;

/// Rows and columns, in words; of a product those of both matrices.
pub fn size(plan: &Plan, messages: &Messages) -> String {
    let mut counts = Vec::new();
    for pass in plan.passes().iter().rev() {
        counts.extend([pass.geometry.output().len(), pass.geometry.input().len()]);
    }
    numbered(if counts.len() > 2 { "# × # · # × #" } else { messages.matrix_size }, &counts)
}

/// The sentence under the matrix of a figure.
pub fn describe(plan: &Plan, messages: &Messages) -> String {
    let geometry: &Geometry = plan.geometry();
    let (layer, inside) = (geometry.layer(), geometry.channels_per_group());
    let (taps, all) = (layer.kernel.area(), geometry.input().len() * geometry.output().len());
    let pairs = inside * layer.out_channels;
    let stride = layer.stride.row.max(layer.stride.col);
    let (sentence, numbers) = match layer.operation {
        _ if plan.passes().len() > 1 => (messages.matrix_separable, [0, 0]),
        Operation::Dense { .. } => (messages.matrix_dense, [all, 0]),
        Operation::Pooling(_) => (messages.matrix_pooling, [0, 0]),
        Operation::Transposed { .. } => (messages.matrix_transposed, [taps, 0]),
        Operation::Convolution { sharing: Sharing::Local, .. } => (messages.matrix_local, [0, 0]),
        Operation::Convolution { .. } if layer.groups > 1 && inside == 1 => {
            (messages.matrix_depthwise, [layer.groups, 0])
        }
        Operation::Convolution { .. } if layer.groups > 1 => (messages.matrix_groups, [layer.groups, all]),
        Operation::Convolution { .. } if taps == 1 => (messages.matrix_pointwise, [0, 0]),
        Operation::Convolution { .. } if pairs > 1 => (messages.matrix_channels, [layer.out_channels, inside]),
        Operation::Convolution { flip: true, .. } => (messages.matrix_flipped, [taps, 0]),
        Operation::Convolution { .. } if layer.dilation != Axes::both(1) => (messages.matrix_dilated, [taps, 0]),
        Operation::Convolution { .. } if stride > 1 => (messages.matrix_strided, [taps, stride]),
        Operation::Convolution { .. } => (messages.matrix_shared, [taps, 0]),
    };
    numbered(sentence, &numbers)
}

fn numbered(sentence: &str, counts: &[usize]) -> String {
    let numbers: Vec<String> = counts.iter().map(|&count| commas(count as u64)).collect();
    filled(sentence, &numbers)
}
