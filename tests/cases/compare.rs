//! Compares outputs with those of a case.

use super::layers::Outputs;
use super::read;
use serde_json::Value;

/// The worst `|got - want| / magnitude` of the outputs.
///
/// # Errors
/// If the shape is another, or an output is further from the expected number than the case allows: by nothing where
/// `exact` is `f32`, else by `2^-23 * (terms + 4) * magnitude`.
pub fn outputs(case: &Value, got: &Outputs) -> Result<f64, String> {
    let want = read::array(case, "output")?;
    if !want.shape.iter().map(|&side| usize::try_from(side).ok()).eq(got.shape.iter().map(|&side| Some(side))) {
        return Err(format!("expected the output shape {:?}, found {:?}", want.shape, got.shape));
    }
    let allowed = allowed(case)?;
    let mut worst: f64 = 0.0;
    for (at, (&want, &got)) in want.numbers("output")?.iter().zip(&got.data).enumerate() {
        let error = (f64::from(got) - want).abs();
        if error > allowed || error.is_nan() {
            return Err(format!(
                "expected {want:e} at output {at}, found {got:e}: {error:e} apart, {allowed:e} allowed"
            ));
        }
        worst = worst.max(error);
    }
    let magnitude = magnitude(case)?;
    Ok(if magnitude > 0.0 { worst / magnitude } else { worst })
}

fn allowed(case: &Value) -> Result<f64, String> {
    match read::optional(case, "exact").map(Value::as_str) {
        Some(Some("f32")) => Ok(0.0),
        None | Some(Some("f64")) => {
            Ok(f64::from(f32::EPSILON) * (read::number(case, "terms")? + 4.0) * magnitude(case)?)
        }
        Some(_) => Err("`exact` is none of \"f32\", \"f64\" and null".to_owned()),
    }
}

fn magnitude(case: &Value) -> Result<f64, String> {
    read::number(case, "magnitude")
}
