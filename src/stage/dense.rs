//! The stage of a dense layer: inputs and outputs as discs, a wire for every weight, and on the bench the whole input.

use super::easel::{Easel, Tone, digit, share};
use super::lens;
use super::over::{self, Layout};
use super::sheet::{self, Sheet, related};
use crate::i18n::number;
use crate::scene::{Align, Color, Pen, Stroke};
use crate::timeline::{Frame, Plan, Target};

/// With more wires than this, only those of the running output are drawn.
const MOST_WIRES: usize = 1_600;
/// Discs become tiles or pixels below this size.
const DISCS_FROM: f64 = 16.0;
/// Larger inputs are not laid on the bench: the wires show who meets whom.
const MOST_ON_BENCH: usize = 100;

/// The layout of the stage.
pub fn layout(plan: &Plan, width: f64, height: f64) -> Layout {
    let layout = Layout::new(plan, plan.spec().size, [0.36, 0.36, 0.28], width, height);
    if layout.stacked {
        // The outputs stand where the wires end, above the bench.
        let bottom = layout.blocks.area(layout.blocks.window).bottom() + 30.0;
        Layout { output: beside(&layout), height: bottom, ..layout }
    } else {
        layout
    }
}

/// Draws the stage.
pub fn draw(easel: &mut Easel<'_>, frame: &Frame<'_>) {
    let layout = layout(frame.plan, easel.view.width, easel.view.height);
    let output = layout.output;
    wires(easel, frame, &layout);
    if layout.input.tile >= DISCS_FROM {
        inputs(easel, frame, &layout.input);
    } else {
        sheet::input(easel, frame, &layout.input, 0, None);
    }
    lens::ring_inputs(easel, frame, &layout.input, 0);
    if output.tile >= DISCS_FROM {
        outputs(easel, frame, &output);
    } else {
        sheet::output(easel, frame, &output, (0, 0), true);
    }
    lens::ring_outputs(easel, frame, &output, (0, 0), easel.theme().ink);
    let place = frame.place();
    if frame.terms.len() <= MOST_ON_BENCH {
        let messages = easel.view.messages;
        let weights = (messages.weights_of_output)(place.row + 1, place.col + 1);
        over::bench(easel, frame, &layout, (messages.input, &weights));
    }
    headings(easel, frame, &layout);
}

/// The output sheet right of the wires.
fn beside(layout: &Layout) -> Sheet {
    let Layout { middle, output, .. } = *layout;
    let tile = ((middle.w * 0.55) / output.cols as f64).min(middle.h / output.rows as f64).clamp(1.0, 30.0);
    let (w, h) = (output.cols as f64 * tile, output.rows as f64 * tile);
    Sheet { x: middle.right() - w, y: middle.mid_y() - h / 2.0, tile, ..output }
}

/// Every wire faintly, those of the running output, or of what is pointed at, strongly.
fn wires(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    let (ins, outs) = (frame.plan.input().data().len(), frame.plan.steps());
    let theme = easel.theme();
    let ends = |input: usize, output: usize| {
        let from = layout.input.cell((input / layout.input.cols) as isize, (input % layout.input.cols) as isize);
        let upto = layout.output.cell((output / layout.output.cols) as isize, (output % layout.output.cols) as isize);
        [Pen::Move(from.mid_x(), from.mid_y()), Pen::Line(upto.mid_x(), upto.mid_y())]
    };
    if ins * outs <= MOST_WIRES {
        let all = (0..outs).flat_map(|output| (0..ins).flat_map(move |input| ends(input, output)));
        easel.back.line(all.collect(), Stroke::solid(theme.ink.fade(0.12), 1.0));
    }
    let own = |output: usize| (0..ins).flat_map(move |input| ends(input, output));
    let (pen, color): (Vec<Pen>, Color) = match related(frame).map(|focus| focus.target) {
        Some(Target::Input(input)) => ((0..outs).flat_map(|output| ends(input, output)).collect(), theme.input),
        Some(Target::Weight(weight)) => (ends(weight % ins, weight / ins).into(), theme.weight),
        Some(Target::Output(_)) | None => (own(frame.shown).collect(), theme.ink),
    };
    let width = if pen.len() > 200 { 0.6 } else { 1.5 };
    let line = easel.stroke(color, width);
    easel.back.line(pen, line);
}

fn inputs(easel: &mut Easel<'_>, frame: &Frame<'_>, sheet: &Sheet) {
    let scale = frame.plan.scales().input;
    for (index, &value) in frame.plan.input().data().iter().enumerate() {
        let lit = related(frame).is_none_or(|focus| focus.has_input(index));
        disc(easel, sheet, index, share(value, scale), lit, &number::tile(value));
    }
    easel.region(sheet.area(), sheet.rows, sheet.cols, Target::Input(0));
}

fn outputs(easel: &mut Easel<'_>, frame: &Frame<'_>, sheet: &Sheet) {
    let (scale, theme) = (frame.plan.scales().output, easel.theme());
    for (index, &value) in frame.plan.output().data().iter().enumerate() {
        if index < frame.moment.placed() {
            let lit = related(frame).is_none_or(|focus| focus.weight_of_output(index).is_some());
            disc(easel, sheet, index, share(value, scale), lit, &number::tile(value));
        } else {
            let cell = sheet.cell((index / sheet.cols) as isize, (index % sheet.cols) as isize);
            let line = easel.stroke(theme.control.mix(theme.paper, 0.3), 1.2);
            easel.front.circle((cell.mid_x(), cell.mid_y()), cell.w * 0.4, Some(theme.paper), Some(line));
        }
    }
    easel.region(sheet.area(), sheet.rows, sheet.cols, Target::Output(0));
}

/// A value as a disc.
fn disc(easel: &mut Easel<'_>, sheet: &Sheet, index: usize, share: f64, lit: bool, words: &str) {
    let theme = easel.theme();
    let cell = sheet.cell((index / sheet.cols) as isize, (index % sheet.cols) as isize);
    let fill = easel.fill(share, true, if lit { Tone::Lit } else { Tone::Pale });
    let line = easel.stroke(theme.line, 1.0);
    easel.front.circle((cell.mid_x(), cell.mid_y()), cell.w * 0.42, Some(fill), Some(line));
    if cell.w >= 22.0 {
        let color = if lit { theme.digit } else { theme.quiet };
        digit(&mut easel.front, cell.grow(-cell.w * 0.1), words.to_owned(), color, false);
    }
}

fn headings(easel: &mut Easel<'_>, frame: &Frame<'_>, layout: &Layout) {
    let (theme, messages) = (easel.theme(), easel.view.messages);
    let (size, out) = (frame.plan.spec().size, frame.plan.output().shape().size);
    let (input, output) = (layout.input.area(), layout.output.area());
    let top = input.y.min(output.y) - 13.0;
    easel.heading(input.mid_x().max(46.0), top, &(messages.input_sheet)(size.row, size.col), Some(theme.input));
    let words = (messages.output_sheet)(out.row, out.col);
    easel.heading(output.mid_x(), top, &words, Some(theme.output));
    let wires = (messages.wires)(frame.plan.cost().weights);
    if !layout.stacked {
        let x = (input.right() + output.x) / 2.0;
        easel.words(x, input.bottom().max(output.bottom()) + 22.0, &wires, 12.5, theme.ink3, Align::Middle, false);
    }
}
