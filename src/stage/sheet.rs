//! Sheets: one map of a tensor as tiles, with its padding ring, or as pixels where tiles would be too small.

use super::easel::{Easel, Tone, share};
use crate::conv::{Axis, Pool};
use crate::scene::{Area, Color, Dash, Pen, Shape as Drawn, Stroke};
use crate::spec::Kind;
use crate::timeline::{Beat, Focus, Frame, Target};

/// Sheets with smaller tiles, in CSS pixels, become pixels.
const TILES_FROM: f64 = 6.0;
/// Sheets with more cells become pixels: two of them stay below the most tiles of a scene.
const MOST_TILES: usize = 1600;

/// Where a map lies and how large its tiles are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    /// Left edge of the first true cell; padding lies outside.
    pub x: f64,
    /// Top edge of the first true cell.
    pub y: f64,
    /// Side of a tile.
    pub tile: f64,
    /// Rows of the map.
    pub rows: usize,
    /// Columns of the map.
    pub cols: usize,
    /// True if tiles may carry digits.
    pub digits: bool,
}

impl Sheet {
    /// The true cells.
    pub fn area(&self) -> Area {
        Area::new(self.x, self.y, self.cols as f64 * self.tile, self.rows as f64 * self.tile)
    }

    /// One cell; positions outside lie in the padding.
    pub fn cell(&self, row: isize, col: isize) -> Area {
        Area::new(self.x + col as f64 * self.tile, self.y + row as f64 * self.tile, self.tile, self.tile)
    }

    /// A block of cells.
    pub fn block(&self, row: isize, col: isize, rows: usize, cols: usize) -> Area {
        let cell = self.cell(row, col);
        Area::new(cell.x, cell.y, cols as f64 * self.tile, rows as f64 * self.tile)
    }

    /// True if the sheet is drawn as pixels.
    pub const fn is_pixels(&self) -> bool {
        self.tile < TILES_FROM || self.rows * self.cols > MOST_TILES
    }
}

/// The window of the shown output on the input's axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Upper left corner on the padded input.
    pub row: isize,
    /// The same, horizontally.
    pub col: isize,
    /// Rows it spans, holes included.
    pub rows: usize,
    /// Columns it spans.
    pub cols: usize,
}

impl Window {
    /// The window of an output place.
    pub fn of(frame: &Frame<'_>, output: usize) -> Self {
        let axes = frame.plan.geometry().axes();
        let place = frame.plan.output().shape().place(output);
        Self {
            row: axes.row.position(place.row, 0),
            col: axes.col.position(place.col, 0),
            rows: axes.row.span(),
            cols: axes.col.span(),
        }
    }

    /// Where it lies on a sheet.
    pub fn area(&self, sheet: &Sheet) -> Area {
        sheet.block(self.row, self.col, self.rows, self.cols)
    }

    /// The tone of a cell under this window: taps lit, holes nearly paper, the rest pale.
    fn tone(&self, axes: (&Axis, &Axis), row: isize, col: isize) -> Tone {
        let (down, right) = (row - self.row, col - self.col);
        let inside = down >= 0 && right >= 0 && down < self.rows as isize && right < self.cols as isize;
        let tap = down % axes.0.dilation as isize == 0 && right % axes.1.dilation as isize == 0;
        match (inside, tap) {
            (true, true) => Tone::Lit,
            (true, false) => Tone::Hole,
            (false, _) => Tone::Pale,
        }
    }
}

/// The tone of each input cell: the relation's if an input or weight is pointed at, else the window's.
pub fn input_tone(frame: &Frame<'_>, window: Option<&Window>, channel: usize, row: isize, col: isize) -> Tone {
    let geometry = frame.plan.geometry();
    let axes = (&geometry.axes().row, &geometry.axes().col);
    if let Some(focus) = related(frame) {
        let shape = geometry.input();
        let inside = row >= 0 && col >= 0 && row < shape.size.row as isize && col < shape.size.col as isize;
        let lit = inside && focus.has_input(shape.index(channel, row as usize, col as usize));
        return if lit { Tone::Lit } else { Tone::Pale };
    }
    match window {
        Some(window) => window.tone(axes, row, col),
        None if is_stamped(frame) => {
            let index = geometry.input().index(channel, row as usize, col as usize);
            if frame.terms.iter().any(|term| term.link.input == Some(index)) { Tone::Lit } else { Tone::Pale }
        }
        None => Tone::Pale,
    }
}

/// True if inputs stamp the kernel onto the output: no window, no border around the input.
fn is_stamped(frame: &Frame<'_>) -> bool {
    frame.plan.spec().kind == Kind::Transposed
}

/// The focus, if its relation rather than a window says what is lit.
pub fn related<'a>(frame: &Frame<'a>) -> Option<&'a Focus> {
    frame.focus.filter(|focus| matches!(focus.target, Target::Input(_) | Target::Weight(_)))
}

/// One input map, with its ring of padding.
pub fn input(easel: &mut Easel<'_>, frame: &Frame<'_>, sheet: &Sheet, channel: usize, window: Option<&Window>) {
    let plan = frame.plan;
    let scale = plan.scales().input;
    let values = plan.input().map(channel);
    let tone = |row: usize, col: usize| input_tone(frame, window, channel, row as isize, col as isize);
    if sheet.is_pixels() {
        let shades = Shades::new(easel);
        pixels(easel, sheet, |at| {
            let tone = tone(at / sheet.cols, at % sheet.cols);
            shades.of(share(values[at], scale), tone)
        });
    } else {
        for row in 0..sheet.rows {
            for col in 0..sheet.cols {
                let value = values[row * sheet.cols + col];
                easel.tile(sheet.cell(row as isize, col as isize), value, scale, tone(row, col), sheet.digits);
            }
        }
    }
    ring(easel, frame, sheet, channel, window);
    if plan.spec().is_single() && !is_stamped(frame) {
        unused(easel, frame, sheet);
    }
    let shape = plan.input().shape();
    easel.region(sheet.area(), sheet.rows, sheet.cols, Target::Input(shape.index(channel, 0, 0)));
}

/// The rows and columns at the far edge that no window reaches, hatched.
fn unused(easel: &mut Easel<'_>, frame: &Frame<'_>, sheet: &Sheet) {
    let axes = frame.plan.geometry().axes();
    let whole =
        sheet.block(-(axes.row.before as isize), -(axes.col.before as isize), axes.row.padded(), axes.col.padded());
    let (h, w) = (axes.row.unused() as f64 * sheet.tile, axes.col.unused() as f64 * sheet.tile);
    hatch(easel, Area::new(whole.x, whole.bottom() - h, whole.w, h));
    hatch(easel, Area::new(whole.right() - w, whole.y, w, whole.h - h));
}

fn hatch(easel: &mut Easel<'_>, Area { x, y, w, h }: Area) {
    if w <= 0.0 || h <= 0.0 {
        return;
    }
    let mut pen = Vec::new();
    let mut at = 3.0;
    while at < w + h {
        pen.push(Pen::Move(x + f64::min(at, w), y + f64::max(at - w, 0.0)));
        pen.push(Pen::Line(x + f64::max(at - h, 0.0), y + f64::min(at, h)));
        at += 6.0;
    }
    let theme = easel.theme();
    let line = easel.stroke(theme.control.mix(theme.paper, 0.3), 1.0);
    easel.front.line(pen, line);
}

/// The padding: another material, no fill, a dashed outline, the borrowed value.
fn ring(easel: &mut Easel<'_>, frame: &Frame<'_>, sheet: &Sheet, channel: usize, window: Option<&Window>) {
    let padding = frame.plan.spec().padding;
    if padding.is_none() || is_stamped(frame) {
        return;
    }
    let (top, left) = (padding.top as isize, padding.left as isize);
    let (bottom, right) = ((sheet.rows + padding.bottom) as isize, (sheet.cols + padding.right) as isize);
    let inside =
        |row: isize, col: isize| row >= 0 && col >= 0 && row < sheet.rows as isize && col < sheet.cols as isize;
    if !sheet.is_pixels() {
        for row in -top..bottom {
            for col in -left..right {
                if !inside(row, col) {
                    border_cell(easel, frame, sheet, channel, window, (row, col));
                }
            }
        }
    }
    let theme = easel.theme();
    let frame_line = easel.stroke(theme.input, if sheet.tile >= 18.0 { 1.7 } else { 1.2 });
    easel.front.outline(sheet.area().grow(1.0), 6.0, frame_line);
    let outer = sheet.block(-top, -left, (bottom + top) as usize, (right + left) as usize);
    if sheet.is_pixels() {
        let stroke = Stroke { color: theme.control, width: 1.0, dash: Dash::Strokes(4.0, 3.0) };
        easel.front.outline(outer.grow(1.0), 6.0, stroke);
    }
}

fn border_cell(
    easel: &mut Easel<'_>,
    frame: &Frame<'_>,
    sheet: &Sheet,
    channel: usize,
    window: Option<&Window>,
    (row, col): (isize, isize),
) {
    let theme = easel.theme();
    let (cell, source) = (sheet.cell(row, col), borrowed(frame, channel, row, col));
    if let Some(index) = source {
        easel.region(cell, 1, 1, Target::Input(index));
    }
    let lit = match related(frame) {
        Some(focus) => source.is_some_and(|index| focus.has_input(index)),
        None => input_tone(frame, window, channel, row, col) == Tone::Lit,
    };
    let color = if lit { theme.control } else { theme.control.mix(theme.paper, 0.3) };
    if sheet.tile < 18.0 {
        let line = Stroke::solid(color.mix(theme.paper, 0.35), 0.7);
        easel.front.outline(cell.grow(-sheet.tile * 0.12), 1.2, line);
        return;
    }
    let dash = Dash::Strokes(sheet.tile * 0.1, sheet.tile * 0.09);
    let stroke = Stroke { color, width: 1.3 * theme.lines, dash };
    let fill = lit.then_some(theme.surface);
    easel.front.shapes.push(Drawn::Rect { area: cell.grow(-2.5), radius: 4.0, fill, stroke: Some(stroke) });
    let value = source.map_or(border_value(frame), |index| frame.plan.input().data()[index]);
    let ink = if lit { theme.ink2 } else { theme.ink3 };
    let inner = cell.grow(-sheet.tile * 0.1);
    super::easel::digit(&mut easel.front, inner, crate::i18n::number::tile(value), ink, false);
}

/// What a border of zeros counts as: for a maximum nothing at all.
fn border_value(frame: &Frame<'_>) -> f32 {
    let spec = frame.plan.spec();
    if spec.kind == Kind::Pooling && spec.pool == Pool::Max { f32::NEG_INFINITY } else { 0.0 }
}

/// The input whose value a cell of the padding shows; `None` for a zero.
fn borrowed(frame: &Frame<'_>, channel: usize, row: isize, col: isize) -> Option<usize> {
    let (shape, mode) = (frame.plan.input().shape(), frame.plan.spec().padding.mode);
    let (row, col) = mode.source(row, shape.size.row).zip(mode.source(col, shape.size.col))?;
    Some(shape.index(channel, row, col))
}

/// One output map of a pass: its frame if there is room, what has been placed, dots for the rest.
pub fn output(easel: &mut Easel<'_>, frame: &Frame<'_>, sheet: &Sheet, (nth, channel): (usize, usize), framed: bool) {
    let pass = &frame.plan.passes()[nth];
    let shape = pass.output.shape();
    let (values, scale) = (pass.output.map(channel), pass.scales.output);
    let first = frame.plan.before(nth).0 + shape.index(channel, 0, 0);
    let placed = frame.moment.placed();
    let theme = easel.theme();
    let margin = if sheet.tile >= 18.0 { 5.0 } else { 3.0 };
    if framed {
        easel.front.outline(sheet.area().grow(margin), 9.0, Stroke::solid(theme.line, 1.0));
    }
    let read = Read::of(frame, nth);
    let tone = |at: usize| match related(frame) {
        Some(focus) if focus.weight_of_output(first + at).is_none() => Tone::Pale,
        Some(_) => Tone::Lit,
        None => read.tone(at),
    };
    if sheet.is_pixels() {
        let shades = Shades::new(easel);
        pixels(easel, sheet, |at| {
            let fill = shades.of(share(values[at], scale), tone(at));
            if first + at < placed { fill } else { fill.fade(0.0) }
        });
    } else {
        for (at, &value) in values.iter().enumerate() {
            let cell = sheet.cell((at / sheet.cols) as isize, (at % sheet.cols) as isize);
            if first + at < placed {
                easel.tile(cell, value, scale, tone(at), sheet.digits);
            } else if !under_wire(frame, first, at, sheet) {
                if is_stamped(frame) && cell.w >= 18.0 {
                    let stamps = frame.plan.geometry().stamps(at / sheet.cols, at % sheet.cols);
                    dots(easel, cell, stamps.row.min(4), stamps.col.min(4));
                } else {
                    easel.dot(cell);
                }
            }
        }
    }
    arriving(easel, frame, sheet, (nth, first));
    easel.region(sheet.area(), sheet.rows, sheet.cols, Target::Output(first));
}

/// What the running pass reads of the maps of the pass before.
enum Read {
    /// These are not read now.
    Not,
    /// This place of every map.
    Place(usize),
}

impl Read {
    fn of(frame: &Frame<'_>, pass: usize) -> Self {
        let place = frame.place();
        let running = frame.plan.pass_of_output(frame.shown).0;
        if pass < running {
            Self::Place(place.row * frame.pass().output.shape().size.col + place.col)
        } else {
            Self::Not
        }
    }

    fn tone(&self, at: usize) -> Tone {
        match *self {
            Self::Place(place) if place != at => Tone::Pale,
            Self::Place(_) | Self::Not => Tone::Lit,
        }
    }
}

/// The cell of a map, of which the first output is given, that the running step fills.
fn running(frame: &Frame<'_>, first: usize, sheet: &Sheet) -> Option<usize> {
    frame.moment.step.checked_sub(first).filter(|&at| at < sheet.rows * sheet.cols)
}

/// A dot for each stamp that will overlap here: the pattern of an artefact, before there are numbers.
fn dots(easel: &mut Easel<'_>, cell: Area, rows: usize, cols: usize) {
    let pitch = cell.w * 0.17;
    for at in 0..rows * cols {
        let off = |nth: usize, count: usize| (nth as f64 - (count - 1) as f64 / 2.0) * pitch;
        let (x, y) = (cell.x + off(at % cols, cols), cell.y + off(at / cols, rows));
        easel.dot(Area { x, y, ..cell });
    }
}

/// Empty places below the running one, through which the wire enters, carry no dot.
fn under_wire(frame: &Frame<'_>, first: usize, at: usize, sheet: &Sheet) -> bool {
    running(frame, first, sheet).is_some_and(|here| at >= here && at % sheet.cols == here % sheet.cols)
}

/// The running output's tile grows from its centre while it is placed.
fn arriving(easel: &mut Easel<'_>, frame: &Frame<'_>, sheet: &Sheet, (pass, first): (usize, usize)) {
    let moment = frame.moment;
    let Some(here) = running(frame, first, sheet) else { return };
    if moment.beat != Beat::Place || moment.progress >= 1.0 || sheet.is_pixels() {
        return;
    }
    let grown = ((moment.progress - 0.55) / 0.45).clamp(0.0, 1.0);
    if grown > 0.0 {
        let cell = sheet.cell((here / sheet.cols) as isize, (here % sheet.cols) as isize);
        let inner = cell.grow(-cell.w / 2.0 * (1.0 - super::easel::ease(grown)));
        let share = share(frame.plan.output_value(moment.step), frame.plan.passes()[pass].scales.output);
        let fill = easel.fill(share, sheet.tile >= 18.0, Tone::Lit);
        easel.front.block(inner.grow(-0.7), super::easel::radius(cell.w), fill);
    }
}

fn pixels(easel: &mut Easel<'_>, sheet: &Sheet, color: impl Fn(usize) -> Color) {
    let colors: Vec<Color> = (0..sheet.rows * sheet.cols).map(color).collect();
    easel.front.shapes.push(Drawn::Pixels { area: sheet.area(), cols: sheet.cols, colors: colors.into() });
}

/// The ramp in 257 steps for each tone of a sheet: a look-up for each of thousands of pixels instead of mixing.
struct Shades {
    lit: Vec<Color>,
    pale: Vec<Color>,
    hole: Vec<Color>,
}

impl Shades {
    fn new(easel: &Easel<'_>) -> Self {
        let ramp = |tone| (0..=256).map(|step| easel.fill(f64::from(step) / 128.0 - 1.0, false, tone)).collect();
        Self { lit: ramp(Tone::Lit), pale: ramp(Tone::Pale), hole: ramp(Tone::Hole) }
    }

    fn of(&self, share: f64, tone: Tone) -> Color {
        let step = ((share + 1.0) * 128.0).round().clamp(0.0, 256.0) as usize;
        match tone {
            Tone::Lit => self.lit[step],
            Tone::Pale | Tone::Ghost(_) => self.pale[step],
            Tone::Hole => self.hole[step],
        }
    }
}
