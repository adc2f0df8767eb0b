//! Cases about sizes alone: the output's shape, and how many parameters and multiply-adds there are.

use super::layers::{self, Op};
use super::read;
use convoscope::conv::cost::cost;
use serde_json::Value;

/// Compares shape and counts. Multiply-adds are those of the whole batch.
pub fn judge(op: Op, case: &Value) -> Result<(), String> {
    if op == Op::Separable {
        return Err("counts of a separable convolution are not described by the schema".to_owned());
    }
    let layer = layers::checked(op, case).map_err(|problem| problem.sentence())?;
    let cost = cost(&layer.geometry, read::optional(case, "bias").is_some());
    let size = layer.geometry.output();
    let shape = [layer.batch, size.channels, size.size.row, size.size.col];
    let shape = if op == Op::Linear { &shape[..2] } else { &shape[..] };
    let wanted = read::array(case, "output")?.shape;
    if !wanted.iter().map(|&side| usize::try_from(side).ok()).eq(shape.iter().map(|&side| Some(side))) {
        return Err(format!("expected the output shape {wanted:?}, found {shape:?}"));
    }
    let counts = read::field(case, "counts")?;
    same(counts, "params", cost.parameters())?;
    same(counts, "params_no_bias", cost.weights)?;
    same(counts, "macs", cost.multiply_adds.saturating_mul(layer.batch as u64))
}

fn same(counts: &Value, name: &str, found: u64) -> Result<(), String> {
    match read::optional(counts, name) {
        None => Ok(()),
        Some(_) => match read::count(counts, name)? {
            expected if expected == found => Ok(()),
            expected => Err(format!("expected {expected} {name}, found {found}")),
        },
    }
}
