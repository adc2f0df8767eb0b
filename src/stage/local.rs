//! The stage of a local, unshared layer with one channel: between the sheets the field of kernels, one for each place.

use super::easel::{Easel, Tone, curve, share};
use super::lens;
use super::over::{self, Layout};
use super::sheet::{self, Window, related};
use crate::scene::{Align, Area, Shape};
use crate::timeline::{Beat, Frame, Plan, Target};

/// More weights than this are drawn as one pixel for each kernel.
const MOST_WEIGHTS: usize = 20_000;
/// More weights than this are drawn as pixels.
const MOST_TILES: usize = 1_200;

/// The layout of the stage.
pub fn layout(plan: &Plan, width: f64, height: f64) -> Layout {
    Layout::new(plan, plan.spec().kernel, [0.4, 0.33, 0.27], width, height)
}

/// Where the kernels lie.
struct Field {
    x: f64,
    y: f64,
    tile: f64,
    gap: f64,
    rows: usize,
    cols: usize,
    taps: (usize, usize),
}

impl Field {
    fn new(plan: &Plan, middle: Area) -> Self {
        let (size, kernel) = (plan.output().shape().size, plan.spec().kernel);
        let gap = if size.row.max(size.col) <= 10 { 6.0 } else { 2.0 };
        let side = |length: f64, places: usize, taps: usize| (length - gap * places as f64) / (places * taps) as f64;
        let tile = side(middle.w, size.col, kernel.col).min(side(middle.h, size.row, kernel.row)).clamp(0.5, 12.0);
        let tile = if tile > 4.0 { tile.floor() } else { tile };
        let (w, h) = (
            size.col as f64 * (kernel.col as f64 * tile + gap) - gap,
            size.row as f64 * (kernel.row as f64 * tile + gap) - gap,
        );
        let (x, y) = (middle.mid_x() - w / 2.0, middle.mid_y() - h / 2.0);
        Self { x, y, tile, gap, rows: size.row, cols: size.col, taps: (kernel.row, kernel.col) }
    }

    fn area(&self) -> Area {
        let last = self.kernel(self.rows * self.cols - 1);
        Area::new(self.x, self.y, last.right() - self.x, last.bottom() - self.y)
    }

    /// The kernel of a place.
    fn kernel(&self, place: usize) -> Area {
        let (w, h) = (self.taps.1 as f64 * self.tile, self.taps.0 as f64 * self.tile);
        let (row, col) = ((place / self.cols) as f64, (place % self.cols) as f64);
        Area::new(self.x + col * (w + self.gap), self.y + row * (h + self.gap), w, h)
    }

    fn tap(&self, place: usize, tap: usize) -> Area {
        let kernel = self.kernel(place);
        let (row, col) = ((tap / self.taps.1) as f64, (tap % self.taps.1) as f64);
        Area::new(kernel.x + col * self.tile, kernel.y + row * self.tile, self.tile, self.tile)
    }
}

/// Draws the stage.
pub fn draw(easel: &mut Easel<'_>, frame: &Frame<'_>) {
    let layout = layout(frame.plan, easel.view.width, easel.view.height);
    let field = Field::new(frame.plan, layout.middle);
    let (theme, messages) = (easel.theme(), easel.view.messages);
    let window = Window::of(frame, frame.shown);
    sheet::input(easel, frame, &layout.input, 0, Some(&window));
    let (lens_area, opacity) = lens::draw(easel, frame, &layout.input, theme.ink);
    lens::ring_inputs(easel, frame, &layout.input, 0);
    kernels(easel, frame, &field);
    sheet::output(easel, frame, &layout.output, (0, 0), true);
    lens::ring_outputs(easel, frame, &layout.output, (0, 0), theme.ink);
    let place = frame.place();
    let own = field.kernel(frame.shown);
    let around = field.area();
    let line = easel.stroke(theme.ink.fade(opacity), 1.8);
    let edge = layout.input.area().right() + frame.plan.spec().padding.right as f64 * layout.input.tile;
    easel.back.line(curve((edge + 5.0, lens_area.mid_y()), (around.x - 8.0, own.mid_y()), 0.5), line);
    if !layout.stacked {
        let cell = layout.output.cell(place.row as isize, place.col as isize);
        let goal = (layout.output.x - 8.0, cell.mid_y());
        easel.back.line(curve((around.right() + 8.0, own.mid_y()), goal, 0.5), line);
    }
    let kernel = (messages.kernel_of_place)(place.row + 1, place.col + 1);
    over::bench(easel, frame, &layout, (messages.window, &kernel));
    let spec = frame.plan.spec();
    let top = layout.input.y - spec.padding.top as f64 * layout.input.tile - 13.0;
    let (input, out) = (layout.input.area(), frame.plan.output().shape().size);
    easel.heading(input.mid_x(), top, &(messages.input_sheet)(spec.size.row, spec.size.col), Some(theme.input));
    let count = (messages.kernels_one_each)(field.rows * field.cols);
    easel.heading(around.mid_x(), (around.y - 14.0).min(top), &count, Some(theme.weight));
    let area = layout.output.area();
    let words = (messages.output_sheet)(out.row, out.col);
    if layout.stacked {
        easel.words(area.x - 5.0, area.y - 20.0, &words, 13.0, theme.output, Align::Start, true);
    } else {
        easel.heading(area.mid_x(), area.y - 16.0, &words, Some(theme.output));
    }
}

/// Every place's kernel; the running one is ringed.
fn kernels(easel: &mut Easel<'_>, frame: &Frame<'_>, field: &Field) {
    let weights = frame.plan.weights();
    let scale = frame.plan.scales().weight;
    let taps = field.taps.0 * field.taps.1;
    let focus = related(frame);
    if weights.len() > MOST_TILES || field.tile < 3.0 {
        pixels(easel, frame, field);
    } else {
        for (index, &weight) in weights.iter().enumerate() {
            let (place, tap) = (index / taps, index % taps);
            let lit = match focus {
                Some(focus) => focus.has_weight(index),
                None => place == frame.shown,
            };
            let fill = easel.fill(share(weight, scale), false, if lit { Tone::Lit } else { Tone::Ghost(0.42) });
            easel.front.block(field.tap(place, tap).grow(-0.4), 0.0, fill);
        }
        for place in 0..field.rows * field.cols {
            easel.region(field.kernel(place), field.taps.0, field.taps.1, Target::Weight(place * taps));
        }
    }
    let sliding = frame.moment.beat == Beat::Slide && !easel.view.calm && frame.shown == frame.moment.step;
    let opacity = if sliding { frame.moment.progress } else { 1.0 };
    let color = easel.theme().weight;
    easel.lens(field.kernel(frame.shown).grow(2.5), color, opacity);
    if let Some((focus, Target::Weight(index))) = focus.map(|focus| (focus, focus.target)) {
        let cell = field.tap(index / taps, index % taps);
        easel.ring(cell.grow(1.5), color, 1.0);
        if focus.pinned {
            easel.pin(cell);
        }
    }
}

/// A large field as one picture: a pixel for each weight, or for each kernel.
fn pixels(easel: &mut Easel<'_>, frame: &Frame<'_>, field: &Field) {
    let (weights, scale) = (frame.plan.weights(), frame.plan.scales().weight);
    let (down, right) = if weights.len() > MOST_WEIGHTS { (1, 1) } else { field.taps };
    let (taps, cols) = (field.taps.0 * field.taps.1, field.cols * right);
    let color = |at: usize| {
        let (row, col) = (at / cols, at % cols);
        let place = (row / down) * field.cols + col / right;
        let tap = (row % down) * right + col % right;
        let value = if down * right == taps { weights[place * taps + tap] } else { weights[place * taps + taps / 2] };
        easel.fill(share(value, scale), false, if place == frame.shown { Tone::Lit } else { Tone::Ghost(0.3) })
    };
    let colors: Vec<_> = (0..field.rows * down * cols).map(color).collect();
    easel.front.shapes.push(Shape::Pixels { area: field.area(), cols, colors: colors.into() });
}
