//! Cases about sizes alone: the output's shape, and how many parameters and multiply-adds there are.

use super::layers::{Op, Stack, output_shape};
use super::read;
use convoscope::conv::cost::cost;
use serde_json::Value;

/// Compares shape and counts. Multiply-adds are those of the whole batch.
pub fn judge(op: Op, case: &Value) -> Result<(), String> {
    let stack = Stack::new(op, case).map_err(|problem| problem.sentence())?;
    let (found, wanted) = (output_shape(op, &stack), read::array(case, "output")?.shape);
    if !wanted.iter().map(|&side| usize::try_from(side).ok()).eq(found.iter().map(|&side| Some(side))) {
        return Err(format!("expected the output shape {wanted:?}, found {found:?}"));
    }
    let bias = entries(&stack, read::optional_array(case, "bias")?.map(|bias| bias.shape));
    let costs: Vec<_> = stack.layers.iter().map(|layer| cost(layer, false)).collect();
    let sum = |of: fn(&convoscope::conv::cost::Cost) -> u64| costs.iter().map(of).sum::<u64>();
    let counts = read::field(case, "counts")?;
    same(counts, "params", sum(|cost| cost.weights) + bias)?;
    same(counts, "params_no_bias", sum(|cost| cost.weights))?;
    same(counts, "macs", sum(|cost| cost.multiply_adds).saturating_mul(stack.batch as u64))
}

/// Entries of the bias: those that the last layer has, or as many as its outputs if the case has one for each place.
fn entries(stack: &Stack, bias: Option<Vec<i64>>) -> u64 {
    match bias {
        None => 0,
        Some(shape) if shape.len() == 3 => stack.output().len() as u64,
        Some(_) => stack.layers.last().map_or(0, |layer| cost(layer, true).bias),
    }
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
