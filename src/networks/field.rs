//! What each row of a network sees of the network's input, borders left aside.
//!
//! The field of a window on a field is that of [`receptive_field`]. What joins several rows sees what any of them sees (Araujo, Norris and Sim
//! 2019, "Computing Receptive Fields of Convolutional Neural Networks", arbitrary computation graphs). What reads a whole map sees the whole
//! input; so does everything that is multiplied by it.

use super::{LayerKind, Row};
use crate::conv::cost::{ReceptiveField, Step, receptive_field};
use crate::conv::{Axes, Shape};

/// What one output of a row sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// By way of windows alone, if there is such a way.
    pub window: Option<Axes<ReceptiveField>>,
    /// True if there is a way over a whole map: it sees all of the input.
    pub whole: bool,
}

/// The field of every row, in order.
pub fn fields(rows: &[Row]) -> Vec<Field> {
    let point = receptive_field(&[]);
    // First the input itself, so that the numbers in `reads` are positions.
    let mut all = vec![Field { window: Some(Axes::both(point)), whole: false }];
    for row in rows {
        let read = row.reads.iter().filter_map(|&source| all.get(source)).copied().reduce(both);
        let read = read.unwrap_or(Field { window: None, whole: true });
        all.push(after(row, read));
    }
    all.remove(0);
    all
}

/// The field of a row whose input has a field.
fn after(row: &Row, read: Field) -> Field {
    let over_maps = row.kind == LayerKind::WholePool && row.output.size != row.input.size;
    if row.kind == LayerKind::Dense || over_maps {
        return Field { window: None, whole: true };
    }
    let steps = Axes::new(step(row, |axes| axes.row, row.padding.top), step(row, |axes| axes.col, row.padding.left));
    Field { window: read.window.map(|window| window.zip(steps).map(|(field, step)| then(field, &step))), ..read }
}

fn step(row: &Row, side: fn(Axes<usize>) -> usize, padding_before: usize) -> Step {
    Step { kernel: side(row.kernel), stride: side(row.stride), dilation: side(row.dilation), padding_before }
}

/// The field of a window on a field: that of the one layer, stretched by the distance of what it reads.
fn then(field: ReceptiveField, step: &Step) -> ReceptiveField {
    let own = receptive_field(std::slice::from_ref(step));
    ReceptiveField {
        size: field.size.saturating_add((own.size - 1).saturating_mul(field.jump)),
        jump: field.jump.saturating_mul(own.jump),
        start: field.start.saturating_add(own.start.saturating_mul(signed(field.jump))),
    }
}

/// What sees the one or the other.
fn both(one: Field, two: Field) -> Field {
    let window = match (one.window, two.window) {
        (Some(one), Some(two)) => Some(one.zip(two).map(|(one, two)| union(one, two))),
        (one, two) => one.or(two),
    };
    Field { window, whole: one.whole || two.whole }
}

/// From the first element of either to the last of either.
fn union(one: ReceptiveField, two: ReceptiveField) -> ReceptiveField {
    let end = |field: &ReceptiveField| field.start.saturating_add(signed(field.size));
    let (start, end) = (one.start.min(two.start), end(&one).max(end(&two)));
    ReceptiveField { size: end.abs_diff(start), jump: one.jump.max(two.jump), start }
}

/// Numbers beyond 63 bits stay at the largest.
fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// True if an output map with this field, all its places together, sees every element of the input.
pub fn covers(window: Axes<ReceptiveField>, output: Shape, input: Shape) -> bool {
    let side = |field: ReceptiveField, places: usize, length: usize| {
        field.start <= 0 && field.window(places.saturating_sub(1)).1 + 1 >= length as i64
    };
    side(window.row, output.size.row, input.size.row) && side(window.col, output.size.col, input.size.col)
}
