//! Cases that must be refused, for the right reason.

use super::layers::{Channels, Op, Problem, Stack};
use super::read;
use convoscope::conv::{Count, LayerError, OperandError, PaddingMode, fast};
use serde_json::Value;

/// Passes if the layer or its numbers are refused, and the reason is one that the case's kind of error stands for.
pub fn judge(op: Op, case: &Value) -> Result<(), String> {
    let kind = read::text(read::field(case, "error")?, "kind")?;
    let problem = match refused(op, case) {
        Err(Problem::Case(sentence)) => return Err(sentence),
        Err(problem) => problem,
        Ok(()) => return Err(format!("expected a refusal of the kind {kind}, but the engine accepts it")),
    };
    let fair = kinds(op, &problem);
    if fair.contains(&kind) {
        Ok(())
    } else {
        Err(format!("expected a refusal of the kind {kind}, found {fair:?}: {}", problem.sentence()))
    }
}

/// Fails with what is wrong first: a layer, its weights, then the bias. Nothing is computed.
fn refused(op: Op, case: &Value) -> Result<(), Problem> {
    let stack = Stack::new(op, case)?;
    let Some(bias) = read::optional_array(case, "bias")? else { return Ok(()) };
    let zeros = zeros(&bias.shape)?;
    if bias.shape.len() != 1 && !(op == Op::Local && bias.shape.len() == 3) {
        return Err(Problem::Rank("bias"));
    }
    let layer = &stack.layers[stack.layers.len() - 1];
    let weights = vec![0.0; layer.weights()];
    fast::Prepared::new(layer, &weights, Some(&zeros)).map(|_| ()).map_err(Problem::Operands)
}

fn zeros(shape: &[i64]) -> Result<Vec<f32>, Problem> {
    let sides: Option<Vec<usize>> = shape.iter().map(|&side| usize::try_from(side).ok()).collect();
    let sides = sides.ok_or(Problem::Negative("a side of the bias"))?;
    let length = sides.iter().try_fold(1usize, |all, &side| all.checked_mul(side)).filter(|&length| length <= 1 << 24);
    Ok(vec![0.0; length.ok_or_else(|| "the bias is too long to be tried".to_owned())?])
}

/// The schema's kinds of error that a problem is.
fn kinds(op: Op, problem: &Problem) -> Vec<&'static str> {
    match problem {
        Problem::Case(_) => vec![],
        Problem::Rank("bias") => vec!["rank_mismatch", "bias_mismatch"],
        Problem::Rank(_) => vec!["rank_mismatch"],
        Problem::Negative(what) => vec![negative(what)],
        Problem::Layer { error, channels: Channels::Fit } => layer_kinds(error),
        // Two things are wrong, and either is a fair answer.
        Problem::Layer { error, channels: Channels::Mismatch } => {
            let also = if op == Op::Linear { "features_mismatch" } else { "in_channels_mismatch" };
            [layer_kinds(error), vec![also]].concat()
        }
        Problem::Weights { expected, found, said } => weight_kinds(op, expected, found, *said),
        Problem::Operands(error) => match error {
            OperandError::Input { .. } => vec!["in_channels_mismatch", "features_mismatch"],
            OperandError::Weights { .. } => vec!["in_channels_mismatch", "features_mismatch", "positions_mismatch"],
            OperandError::Bias { .. } => vec!["bias_mismatch"],
        },
    }
}

fn negative(what: &str) -> &'static str {
    match what {
        "the padding" => "padding_negative",
        "the output padding" => "output_padding_negative",
        "the stride" => "stride_nonpositive",
        "the dilation" => "dilation_nonpositive",
        "the number of groups" => "groups_nonpositive",
        _ => "negative_shape",
    }
}

fn layer_kinds(error: &LayerError) -> Vec<&'static str> {
    match error {
        LayerError::Zero(count) => match count {
            Count::InputSide | Count::InChannels => vec!["input_empty"],
            Count::OutChannels | Count::OutputSide => vec![],
            Count::Kernel => vec!["kernel_size_zero"],
            Count::Stride => vec!["stride_nonpositive"],
            Count::Dilation => vec!["dilation_nonpositive"],
            Count::Groups => vec!["groups_nonpositive"],
        },
        LayerError::Groups { input: true, .. } => vec!["groups_in_channels"],
        LayerError::Groups { input: false, .. } => vec!["groups_out_channels"],
        LayerError::Window { .. } => vec!["kernel_larger_than_input", "output_size_nonpositive"],
        LayerError::Border { mode: PaddingMode::Reflect, .. } => vec!["reflect_padding_too_large"],
        LayerError::Border { mode: PaddingMode::Circular, .. } => vec!["circular_padding_too_large"],
        LayerError::OutputPadding { .. } => vec!["output_padding_too_large"],
        LayerError::Cropped { .. } => vec!["output_size_nonpositive"],
        LayerError::Border { .. }
        | LayerError::PoolChannels { .. }
        | LayerError::TransposedMode
        | LayerError::TooLarge { .. }
        | LayerError::Work { .. } => vec![],
    }
}

/// Which side of the weights is wrong. The engine, which is given them without a shape, must have refused their number,
/// unless it is the right one by chance.
fn weight_kinds(op: Op, expected: &[usize], found: &[usize], said: Option<OperandError>) -> Vec<&'static str> {
    let number = |sides: &[usize]| sides.iter().fold(1usize, |all, &side| all.saturating_mul(side));
    if number(expected) != number(found) && !matches!(said, Some(OperandError::Weights { .. })) {
        return vec![];
    }
    let differs = |axis: usize| expected[axis] != found[axis];
    match op {
        Op::Linear => vec!["features_mismatch"],
        Op::Conv | Op::Separable | Op::Transposed => vec!["in_channels_mismatch"],
        Op::Local => {
            let places = (differs(0) || differs(1)).then_some("positions_mismatch");
            places.into_iter().chain(differs(3).then_some("in_channels_mismatch")).collect()
        }
    }
}
