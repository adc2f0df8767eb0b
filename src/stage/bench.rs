//! The bench: window x kernel = products, one channel at a time, and how its numbers arrive.

use super::easel::{Easel, ease, staggered};
use super::sheet::{Sheet, related};
use crate::conv::Pool;
use crate::scene::{Align, Area};
use crate::spec::Kind;
use crate::timeline::{Beat, Frame, Target, Term};

/// Where the three blocks of one channel lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Blocks {
    /// Upper left corner of the window's values.
    pub window: (f64, f64),
    /// Upper left corner of the kernel.
    pub kernel: (f64, f64),
    /// Upper left corner of the products.
    pub products: (f64, f64),
    /// Side of a tile.
    pub tile: f64,
    /// Rows of the kernel.
    pub rows: usize,
    /// Columns of the kernel.
    pub cols: usize,
}

impl Blocks {
    /// A block of which the upper left corner is given.
    pub fn area(&self, (x, y): (f64, f64)) -> Area {
        Area::new(x, y, self.cols as f64 * self.tile, self.rows as f64 * self.tile)
    }

    /// One tile of a block.
    pub fn cell(&self, (x, y): (f64, f64), tap: usize) -> Area {
        let (row, col) = (tap / self.cols, tap % self.cols);
        Area::new(x + col as f64 * self.tile, y + row as f64 * self.tile, self.tile, self.tile)
    }
}

/// Draws one channel's blocks; `rank` counts channels inside the group, `sum` is where products go.
pub fn channel(easel: &mut Easel<'_>, frame: &Frame<'_>, blocks: &Blocks, rank: usize, sheet: &Sheet, sum: (f64, f64)) {
    let terms = frame.channel_terms(rank);
    if frame.plan.spec().kind == Kind::Pooling {
        pooled(easel, frame, blocks, terms, sheet, sum);
        return;
    }
    for (tap, term) in terms.iter().enumerate() {
        window_tile(easel, frame, blocks, sheet, (tap, terms.len()), term);
        kernel_tile(easel, frame, blocks, tap, term);
        product_tile(easel, frame, blocks, (tap, terms.len()), term, sum);
    }
    let turned =
        matches!(frame.plan.geometry().layer().operation, crate::conv::Operation::Convolution { flip: true, .. });
    let first = terms.iter().filter_map(|term| term.link.weight).min();
    if let Some(first) = first {
        let area = blocks.area(blocks.kernel);
        let target = Target::Weight(first);
        if turned {
            easel.region_turned(area, blocks.rows, blocks.cols, target);
        } else {
            easel.region(area, blocks.rows, blocks.cols, target);
        }
    }
}

/// The window alone: its values go to the mean, or the largest of them, once they have been compared one by one.
fn pooled(easel: &mut Easel<'_>, frame: &Frame<'_>, blocks: &Blocks, terms: &[Term], sheet: &Sheet, sum: (f64, f64)) {
    let taps = terms.len();
    let largest = frame.plan.spec().pool == Pool::Max;
    for (tap, term) in terms.iter().enumerate() {
        window_tile(easel, frame, blocks, sheet, (tap, taps), term);
        if !largest {
            gather(
                easel,
                frame,
                blocks.cell(blocks.window, tap),
                (tap, taps),
                (term.input, frame.plan.scales().input),
                sum,
            );
        }
    }
    let share = frame.bench().share_of(Beat::Multiply);
    let compared = if easel.view.calm && share > 0.0 { taps } else { (share * taps as f64).ceil() as usize };
    let Some(last) = compared.checked_sub(1).filter(|_| largest) else { return };
    // The engine takes a later value only if it is larger.
    let Some(best) = terms.iter().position(|term| term.product == terms[last].running) else { return };
    let cell = blocks.cell(blocks.window, best);
    let color = easel.theme().ink;
    easel.ring(cell, color, 1.0);
    gather(easel, frame, cell, (0, 1), (terms[best].input, frame.plan.scales().input), sum);
}

/// What stands in the circle where a step's numbers become one.
pub fn sum_sign(frame: &Frame<'_>) -> &'static str {
    match (frame.plan.spec().kind, frame.plan.spec().pool) {
        (Kind::Pooling, Pool::Max) => "max",
        (Kind::Pooling, Pool::Mean) => "mean",
        _ => "Σ",
    }
}

/// A value of the window: a dot until its copy has travelled here.
pub fn window_tile(
    easel: &mut Easel<'_>,
    frame: &Frame<'_>,
    blocks: &Blocks,
    sheet: &Sheet,
    (tap, taps): (usize, usize),
    term: &Term,
) {
    let scale = frame.plan.scales().input;
    let cell = blocks.cell(blocks.window, tap);
    let here = travelled(easel, frame, Beat::Pair, tap, taps, 0.5);
    if here >= 1.0 {
        easel.bench_tile(cell, term.input, scale, false);
        return;
    }
    easel.dot(cell);
    if here > 0.0 && !sheet.is_pixels() {
        let from = sheet.cell(term.link.position.row, term.link.position.col);
        easel.bench_tile(from.towards(&cell, ease(here)), term.input, scale, true);
    }
}

/// A weight of the kernel, ringed if it or the input that it meets is pointed at.
pub fn kernel_tile(easel: &mut Easel<'_>, frame: &Frame<'_>, blocks: &Blocks, tap: usize, term: &Term) {
    let cell = blocks.cell(blocks.kernel, tap);
    easel.bench_tile(cell, term.weight, frame.plan.scales().weight, false);
    let lit = related(frame).is_some_and(|focus| match (focus.target, term.link.weight) {
        (Target::Weight(_), Some(weight)) => focus.has_weight(weight),
        (Target::Input(pointed), Some(_)) => term.link.input == Some(pointed),
        (Target::Input(_) | Target::Weight(_) | Target::Output(_), _) => false,
    });
    if lit {
        let color = easel.theme().weight;
        easel.ring(cell, color, 1.0);
    }
    let pinned = frame.focus.filter(|focus| focus.pinned).map(|focus| focus.target);
    if pinned.is_some() && pinned == term.link.weight.map(Target::Weight) {
        easel.pin(cell);
    }
}

/// A product: a dot until it is multiplied; while gathering, a copy goes to the sum.
pub fn product_tile(
    easel: &mut Easel<'_>,
    frame: &Frame<'_>,
    blocks: &Blocks,
    (tap, taps): (usize, usize),
    term: &Term,
    sum: (f64, f64),
) {
    let scale = frame.plan.scales().product;
    let cell = blocks.cell(blocks.products, tap);
    let grown = travelled(easel, frame, Beat::Multiply, tap, taps, 0.25);
    if grown <= 0.0 {
        easel.dot(cell);
        return;
    }
    let size = ease(grown.max(0.3));
    easel.bench_tile(cell.grow(-cell.w / 2.0 * (1.0 - size)), term.product, scale, false);
    gather(easel, frame, cell, (tap, taps), (term.product, scale), sum);
}

/// While gathering, a copy of a tile goes to the sum.
fn gather(
    easel: &mut Easel<'_>,
    frame: &Frame<'_>,
    cell: Area,
    (tap, taps): (usize, usize),
    (value, scale): (f32, f32),
    (sum_x, sum_y): (f64, f64),
) {
    let moment = frame.bench();
    let gathering = moment.beat == Beat::Gather && moment.progress < 1.0;
    let gone = travelled(easel, frame, Beat::Gather, tap, taps, 0.5);
    if gathering && gone > 0.0 && gone < 1.0 && !easel.view.calm {
        let goal = Area::new(sum_x - cell.w * 0.15, sum_y - cell.w * 0.15, cell.w * 0.3, cell.w * 0.3);
        easel.bench_tile(cell.towards(&goal, ease(gone)), value, scale, true);
    }
}

/// How far one of several things that follow one another is within a beat; at once where nothing may move.
pub fn travelled(easel: &Easel<'_>, frame: &Frame<'_>, beat: Beat, nth: usize, count: usize, part: f64) -> f64 {
    let share = frame.bench().share_of(beat);
    match share {
        _ if easel.view.calm => f64::from(u8::from(share > 0.0)),
        share if share <= 0.0 => 0.0,
        share if share >= 1.0 => 1.0,
        share => staggered(share, nth, count, part),
    }
}

/// The sign between two blocks.
pub fn sign(easel: &mut Easel<'_>, x: f64, y: f64, words: &str, tile: f64) {
    let (size, color) = ((tile * 0.66).clamp(12.0, 40.0), easel.theme().ink3);
    easel.words(x, y + size * 0.34, words, size, color, Align::Middle, false);
}
