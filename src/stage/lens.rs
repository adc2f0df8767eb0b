//! The lens on an input sheet: where it is at an instant, and the rings of what is pointed at.

use super::easel::{Easel, ease};
use super::sheet::{Sheet, Window, related};
use crate::i18n::number;
use crate::scene::{Align, Area, Color, Dash, Stroke};
use crate::timeline::{Beat, Frame, Target};

/// More rings than this are not drawn one by one: the paling of the rest shows the relation.
const MOST_RINGS: usize = 400;

/// Where the lens lies on the padded input at an instant, in cells, and how opaque it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// Top, in cells from the first true row.
    pub row: f64,
    /// Left, in cells.
    pub col: f64,
    /// 0 to 1.
    pub opacity: f64,
}

impl Lens {
    /// The lens at the frame's moment: it slides along a row, and fades over at a row's end.
    pub fn of(frame: &Frame<'_>, calm: bool) -> Self {
        let moment = frame.moment;
        let goal = Window::of(frame, moment.step.min(frame.plan.steps() - 1));
        let at = |window: Window, opacity| Self { row: window.row as f64, col: window.col as f64, opacity };
        if moment.beat != Beat::Slide || calm {
            return at(goal, 1.0);
        }
        let Some(before) = moment.step.checked_sub(1) else { return at(goal, ease(moment.progress)) };
        let from = Window::of(frame, before);
        let share = ease(moment.progress);
        if from.row == goal.row && from.col < goal.col {
            let col = from.col as f64 + (goal.col - from.col) as f64 * share;
            return Self { row: goal.row as f64, col, opacity: 1.0 };
        }
        if share < 0.5 { at(from, 1.0 - 2.0 * share) } else { at(goal, 2.0 * share - 1.0) }
    }

    /// Where it lies on a sheet.
    pub fn area(&self, sheet: &Sheet, frame: &Frame<'_>) -> Area {
        let axes = frame.plan.geometry().axes();
        let (rows, cols) = (axes.row.span() as f64 * sheet.tile, axes.col.span() as f64 * sheet.tile);
        Area::new(sheet.x + self.col * sheet.tile, sheet.y + self.row * sheet.tile, cols, rows)
    }
}

/// Draws the lens of the running step, and the window of an output that is pointed at; gives the area that the bench shows.
pub fn draw(easel: &mut Easel<'_>, frame: &Frame<'_>, sheet: &Sheet, color: Color) -> (Area, f64) {
    let lens = Lens::of(frame, easel.view.calm);
    let running = lens.area(sheet, frame);
    let elsewhere = frame.shown != frame.moment.step;
    let opacity = if elsewhere || related(frame).is_some() { 0.35 } else { lens.opacity };
    around(easel, frame, sheet, running, color, opacity);
    if !elsewhere {
        return (running, opacity);
    }
    let shown = Window::of(frame, frame.shown).area(sheet);
    let role = easel.theme().output;
    around(easel, frame, sheet, shown, role, 1.0);
    (shown, 1.0)
}

/// A lens; with dilation a dotted outline, the taps ringed one by one.
fn around(easel: &mut Easel<'_>, frame: &Frame<'_>, sheet: &Sheet, area: Area, color: Color, opacity: f64) {
    let spec = frame.plan.spec();
    let thin = sheet.tile < 18.0;
    let area = if area.w < 10.0 { area.grow((10.0 - area.w) / 2.0) } else { area };
    if spec.dilation.row == 1 && spec.dilation.col == 1 {
        if thin {
            let line = easel.stroke(color.fade(opacity), 2.0);
            easel.front.outline(area, 4.0, Stroke::solid(easel.theme().paper.fade(opacity), line.width + 2.0));
            easel.front.outline(area, 4.0, line);
        } else {
            easel.lens(area, color, opacity);
        }
        return;
    }
    let width = 1.6 * easel.theme().lines;
    let dotted = Stroke { color: color.fade(opacity), width, dash: Dash::Dots(5.5) };
    easel.front.outline(area.grow(if thin { 1.5 } else { 3.0 }), 9.0, dotted);
    for tap_row in 0..spec.kernel.row {
        for tap_col in 0..spec.kernel.col {
            let x = area.x + (tap_col * spec.dilation.col) as f64 * sheet.tile;
            let y = area.y + (tap_row * spec.dilation.row) as f64 * sheet.tile;
            let tap = Area::new(x, y, sheet.tile, sheet.tile);
            let line = easel.stroke(color.fade(opacity), if thin { 1.2 } else { 2.0 });
            easel.front.outline(tap.grow(if thin { -0.5 } else { -1.5 }), if thin { 2.0 } else { 5.0 }, line);
        }
    }
}

/// Rings on the inputs that the focus names: the pointed one, or all that meet a weight.
pub fn ring_inputs(easel: &mut Easel<'_>, frame: &Frame<'_>, sheet: &Sheet, channel: usize) {
    let Some(focus) = related(frame) else { return };
    if sheet.is_pixels() || focus.inputs.len() > MOST_RINGS {
        return;
    }
    let (shape, color) = (frame.plan.input().shape(), easel.theme().input);
    for &index in &focus.inputs {
        let place = shape.place(index);
        if place.channel == channel {
            easel.ring(sheet.cell(place.row as isize, place.col as isize), color, 1.0);
        }
    }
    if let (true, Target::Input(index)) = (focus.pinned, focus.target)
        && shape.place(index).channel == channel
    {
        let place = shape.place(index);
        easel.pin(sheet.cell(place.row as isize, place.col as isize));
    }
}

/// Rings on the outputs of a map that the focus reaches, each with the weight used on the way there, and on the running
/// one.
pub fn ring_outputs(
    easel: &mut Easel<'_>,
    frame: &Frame<'_>,
    sheet: &Sheet,
    (nth, channel): (usize, usize),
    hue: Color,
) {
    let theme = easel.theme();
    let first = frame.plan.before(nth).0 + frame.plan.passes()[nth].output.shape().index(channel, 0, 0);
    // The cell of an output, if it stands in this map.
    let cell = |output: usize| {
        let at = output.checked_sub(first).filter(|&at| at < sheet.rows * sheet.cols)?;
        Some(sheet.cell((at / sheet.cols) as isize, (at % sheet.cols) as isize))
    };
    let elsewhere = frame.focus.is_some()
        && !matches!(frame.focus.map(|focus| focus.target), Some(Target::Output(index)) if index == frame.moment.step);
    if let Some(here) = cell(frame.moment.step) {
        let sliding = frame.moment.beat == Beat::Slide && !easel.view.calm;
        let opacity = if elsewhere {
            0.35
        } else if sliding {
            frame.moment.progress
        } else {
            1.0
        };
        mark(easel, here, hue, opacity);
    }
    let Some(focus) = frame.focus else { return };
    if let Target::Output(index) = focus.target {
        if let Some(cell) = cell(index) {
            mark(easel, cell, theme.output, 1.0);
            if focus.pinned {
                easel.pin(cell);
            }
        }
        return;
    }
    if sheet.is_pixels() || focus.outputs.len() > MOST_RINGS {
        return;
    }
    for &(output, weight) in &focus.outputs {
        let Some(cell) = cell(output) else { continue };
        easel.ring(cell, theme.output, 1.0);
        let wide = matches!(focus.target, Target::Input(_)) && cell.w >= 22.0;
        if let Some(value) = frame.plan.weight(weight).filter(|_| wide) {
            badge(easel, cell, &number::tile(value));
        }
    }
}

/// The weight used on the way to an output, on its tile's upper right corner.
pub fn badge(easel: &mut Easel<'_>, cell: Area, words: &str) {
    let theme = easel.theme();
    let width = 7.0 + 5.0 * words.chars().count() as f64;
    let area = Area::new(cell.right() + 3.0 - width, cell.y - 4.0, width, 13.0);
    easel.front.block(area, 6.5, theme.weight);
    easel.words(area.mid_x(), area.y + 9.8, words, 9.0, theme.paper, Align::Middle, true);
}

/// The lens on one output place.
pub fn mark(easel: &mut Easel<'_>, cell: Area, color: Color, opacity: f64) {
    if cell.w >= 18.0 {
        easel.lens(cell, color, opacity);
    } else {
        let area = if cell.w < 8.0 { cell.grow((8.0 - cell.w) / 2.0) } else { cell };
        let line = easel.stroke(color.fade(opacity), 2.0);
        easel.front.outline(area, 3.0, Stroke::solid(easel.theme().paper.fade(opacity), line.width + 2.0));
        easel.front.outline(area, 3.0, line);
    }
}
