//! What there is to see in the matrix, in a sentence with its numbers.

use crate::conv::{Axes, Geometry, Operation, Sharing};
use crate::i18n::Messages;
use crate::i18n::number::{commas, filled};
use crate::spec::Kind;
use crate::timeline::Plan;

/// Rows and columns, in words; of a product those of both matrices.
pub fn size(plan: &Plan, messages: &Messages) -> String {
    let mut counts = Vec::new();
    for pass in plan.passes().iter().rev() {
        counts.extend([pass.geometry.output().len(), pass.geometry.input().len()]);
    }
    numbered(if counts.len() > 2 { "# × # · # × #" } else { messages.matrix_size }, &counts)
}

/// What there is to see: the sentence of the chapter of which the layer has the structure, whatever its own chapter is.
pub fn describe(plan: &Plan, messages: &Messages) -> String {
    let geometry: &Geometry = plan.geometry();
    let (layer, inside) = (geometry.layer(), geometry.channels_per_group());
    let (taps, all) = (layer.kernel.area(), geometry.input().len() * geometry.output().len());
    let stride = layer.stride.row.max(layer.stride.col);
    let (kind, numbers) = match layer.operation {
        _ if plan.passes().len() > 1 => (Kind::Separable, [0, 0]),
        Operation::Dense { .. } => (Kind::Dense, [all, 0]),
        Operation::Pooling(_) => (Kind::Pooling, [0, 0]),
        Operation::Transposed { .. } => (Kind::Transposed, [taps, 0]),
        Operation::Convolution { sharing: Sharing::Local, .. } => (Kind::Local, [0, 0]),
        Operation::Convolution { .. } if layer.groups > 1 && inside == 1 => (Kind::Depthwise, [layer.groups, 0]),
        Operation::Convolution { .. } if layer.groups > 1 => (Kind::Grouped, [layer.groups, all]),
        Operation::Convolution { .. } if inside * layer.out_channels > 1 => {
            (Kind::Channels, [layer.out_channels, inside])
        }
        Operation::Convolution { flip: true, .. } => (Kind::Flipped, [taps, 0]),
        Operation::Convolution { .. } if layer.dilation != Axes::both(1) => (Kind::Dilated, [taps, 0]),
        Operation::Convolution { .. } if stride > 1 => (Kind::Strided, [taps, stride]),
        Operation::Convolution { .. } if layer.input.size.row == 1 => (Kind::Line, [taps, 0]),
        Operation::Convolution { .. } => (Kind::Shared, [taps, 0]),
    };
    numbered(kind.words(messages).matrix, &numbers)
}

fn numbered(sentence: &str, counts: &[usize]) -> String {
    let numbers: Vec<String> = counts.iter().map(|&count| commas(count as u64)).collect();
    filled(sentence, &numbers)
}
