//! Cases about what the outputs of a stack see of its input.

use super::read;
use convoscope::conv::cost::{ReceptiveField, Step, reach, receptive_field};
use convoscope::conv::{Axes, Axis, Geometry, Layer, Operation, Padding, Pool, Shape, Sharing};
use serde_json::Value;

/// Compares the layers' output sizes, the receptive field by formula, and what single outputs really read.
pub fn judge(case: &Value) -> Result<(), String> {
    let stack = stack(case)?;
    formula(&stack, read::field(case, "receptive_field")?)?;
    read::list(case, "probes")?.iter().try_for_each(|expected| probe(&stack, expected))
}

/// The axes of each layer, first layer first.
fn stack(case: &Value) -> Result<Vec<Axes<Axis>>, String> {
    let [_, _, height, width] = read::counts::<4>(read::field(case, "input")?, "shape")?;
    let layers = read::list(case, "layers")?;
    let outputs = read::list(case, "layer_outputs")?;
    if layers.len() != outputs.len() {
        return Err(format!("there are {} layers but {} layer outputs", layers.len(), outputs.len()));
    }
    let mut size = Axes::new(height, width);
    let mut stack = Vec::new();
    for (layer, output) in layers.iter().zip(outputs) {
        let geometry =
            Geometry::new(&one(layer, size)?).map_err(|error| format!("the engine refuses a layer: {error:?}"))?;
        size = geometry.output().size;
        if *output != serde_json::json!([size.row, size.col]) {
            return Err(format!("expected the layer output {output}, found [{},{}]", size.row, size.col));
        }
        stack.push(*geometry.axes());
    }
    Ok(stack)
}

/// A layer with one channel, as it sees.
fn one(layer: &Value, size: Axes<usize>) -> Result<Layer, String> {
    let pair = |name| read::counts::<2>(layer, name).map(|[row, col]| Axes::new(row, col));
    let [top, left, bottom, right] = read::counts(layer, "padding")?;
    let operation = match read::text(layer, "kind")? {
        "conv" => Operation::Convolution { sharing: Sharing::Shared, flip: false },
        "pool" => Operation::Pooling(Pool::Mean),
        other => return Err(format!("`{other}` is not a kind of layer of the schema")),
    };
    Ok(Layer {
        input: Shape { channels: 1, size },
        out_channels: 1,
        kernel: pair("kernel")?,
        stride: pair("stride")?,
        dilation: pair("dilation")?,
        padding: Padding { top, left, bottom, right, ..Padding::default() },
        groups: 1,
        operation,
    })
}

fn side(stack: &[Axes<Axis>], pick: impl Fn(&Axes<Axis>) -> Axis) -> Vec<Axis> {
    stack.iter().map(pick).collect()
}

fn formula(stack: &[Axes<Axis>], expected: &Value) -> Result<(), String> {
    let field = |axes: Vec<Axis>| receptive_field(&axes.iter().map(Step::from).collect::<Vec<_>>());
    let (rows, cols) = (field(side(stack, |axes| axes.row)), field(side(stack, |axes| axes.col)));
    let same = |name: &str, of: fn(&ReceptiveField) -> u64| {
        let wanted = read::list(expected, name)?;
        let found = [of(&rows), of(&cols)];
        let fits =
            wanted.len() == 2 && wanted.iter().zip(found).all(|(wanted, found)| wanted.is_null() || *wanted == found);
        if fits {
            Ok(())
        } else {
            Err(format!("expected the {name} {wanted:?} of the receptive field, found {found:?}"))
        }
    };
    same("size", |field| field.size)?;
    same("jump", |field| field.jump)
}

/// One output: first and last input index that reach it, how many different ones, and by how many ways.
fn probe(stack: &[Axes<Axis>], expected: &Value) -> Result<(), String> {
    let [row, col] = read::counts::<2>(expected, "output")?;
    let last = stack.last().ok_or("the stack has no layers")?;
    if row >= last.row.output() || col >= last.col.output() {
        return Err(format!("there is no output [{row},{col}]"));
    }
    let rows = reach(&side(stack, |axes| axes.row), row);
    let cols = reach(&side(stack, |axes| axes.col), col);
    let of = |name| read::field(expected, name);
    let product = rows
        .zip(cols)
        .map_or((0, 0), |(rows, cols)| (rows.taps as u128 * cols.taps as u128, rows.paths.saturating_mul(cols.paths)));
    let fits = seen(of("first")?, rows.map(|rows| rows.first), cols.map(|cols| cols.first))
        && seen(of("last")?, rows.map(|rows| rows.last), cols.map(|cols| cols.last))
        && of("taps")?.as_u64().map(u128::from) == Some(product.0)
        && of("paths")?.as_u64().map(u128::from) == Some(product.1);
    if fits { Ok(()) } else { Err(format!("expected {expected}, found rows {rows:?} and columns {cols:?}")) }
}

/// Whether an index of the schema is these; null, as a whole or for one axis, stands for nothing but border.
fn seen(expected: &Value, row: Option<usize>, col: Option<usize>) -> bool {
    match expected.as_array().map(Vec::as_slice) {
        None => expected.is_null() && row.zip(col).is_none(),
        Some([wanted_row, wanted_col]) => {
            let same = |wanted: &Value, found: Option<usize>| found.map_or(wanted.is_null(), |found| *wanted == found);
            same(wanted_row, row) && same(wanted_col, col)
        }
        Some(_) => false,
    }
}
