//! The stage's tools: two layers (wires lie under tiles), tiles, lenses, words. Everything in tokens of the theme.

use super::{Picture, Region, Theme, View};
use crate::i18n::number;
use crate::scene::{Align, Area, Color, Dash, Face, Pen, Scene, Stroke, Text};
use crate::timeline::Target;
use std::rc::Rc;

/// Digits switch on at this tile size, in CSS pixels.
pub const DIGITS_FROM: f64 = 18.0;
/// Width of a digit for one of its size.
const SIGN: f64 = 0.54;
/// Digits are no smaller, in CSS pixels.
const SMALLEST: f64 = 6.5;
/// Share of paper in a tile outside the lens.
pub const PALE: f64 = 0.6;
/// Share of paper in a hole of a dilated kernel.
pub const HOLE: f64 = 0.78;
/// Share of the ramp that tiles without digits use.
const CAP: f64 = 0.62;

/// How strongly a tile stands out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tone {
    /// Full strength.
    Lit,
    /// Outside the lens.
    Pale,
    /// Between the taps of a dilated kernel.
    Hole,
    /// Faint, by a share of paper, and without its digit.
    Ghost(f64),
}

/// A picture under construction.
pub struct Easel<'a> {
    /// Size, theme, words.
    pub view: &'a View<'a>,
    /// Wires, grounds, projections.
    pub back: Scene,
    /// Tiles, digits, lenses.
    pub front: Scene,
    /// Travelling things, above everything.
    pub above: Scene,
    regions: Vec<Region>,
}

impl<'a> Easel<'a> {
    /// An empty picture of the view's size.
    pub fn new(view: &'a View<'a>) -> Self {
        let empty = || Scene::new(view.width, view.height);
        Self { view, back: empty(), front: empty(), above: empty(), regions: Vec::new() }
    }

    /// The layers, one over the other.
    pub fn finish(self) -> Picture {
        let mut scene = self.back;
        scene.shapes.extend(self.front.shapes);
        scene.shapes.extend(self.above.shapes);
        Picture { scene, regions: self.regions }
    }

    /// The colours.
    pub const fn theme(&self) -> &'a Theme {
        self.view.theme
    }

    /// A line of a width given for the screen, thicker on a projector.
    pub fn stroke(&self, color: Color, width: f64) -> Stroke {
        Stroke::solid(color, width * self.theme().lines)
    }

    /// Makes a grid of cells known to the pointer.
    pub fn region(&mut self, area: Area, rows: usize, cols: usize, first: Target) {
        self.regions.push(Region { area, rows, cols, first, turned: false });
    }

    /// The same for a grid that lies turned by 180 degrees.
    pub fn region_turned(&mut self, area: Area, rows: usize, cols: usize, first: Target) {
        self.regions.push(Region { area, rows, cols, first, turned: true });
    }

    /// The fill of a value: `share` from -1 to 1, toned.
    pub fn fill(&self, share: f64, digits: bool, tone: Tone) -> Color {
        let cap = if digits { self.theme().digit_cap } else { CAP };
        let color = self.theme().ramp.at(share * cap);
        match tone {
            Tone::Lit => color,
            Tone::Pale => color.mix(self.theme().paper, PALE),
            Tone::Hole => color.mix(self.theme().paper, HOLE),
            Tone::Ghost(paper) => color.mix(self.theme().paper, paper),
        }
    }

    /// A tile: its value as fill and, where there is room and digits are wanted, as digits.
    pub fn tile(&mut self, cell: Area, value: f32, scale: f32, tone: Tone, digits: bool) {
        let digits = digits && cell.w >= DIGITS_FROM && !matches!(tone, Tone::Ghost(_));
        let fill = self.fill(share(value, scale), digits, tone);
        self.front.block(cell.grow(-gap(cell.w) / 2.0), radius(cell.w), fill);
        if digits {
            let color = match tone {
                Tone::Lit if value == 0.0 => self.theme().ink3,
                Tone::Lit => self.theme().digit,
                Tone::Pale | Tone::Hole | Tone::Ghost(_) => self.theme().quiet,
            };
            digit(&mut self.front, cell, number::tile(value), color, false);
        }
    }

    /// A tile of the bench: the whole number, smaller if it is long. `above`: on the travelling layer.
    pub fn bench_tile(&mut self, cell: Area, value: f32, scale: f32, above: bool) {
        let fill = self.fill(share(value, scale), true, Tone::Lit);
        let color = if value == 0.0 { self.theme().ink3 } else { self.theme().digit };
        let layer = if above { &mut self.above } else { &mut self.front };
        layer.block(cell.grow(-gap(cell.w) / 2.0), radius(cell.w), fill);
        if cell.w >= 12.0 {
            digit(layer, cell, number::num(value), color, false);
        }
    }

    /// A place where nothing stands yet: a dot, not a zero.
    pub fn dot(&mut self, cell: Area) {
        let color = self.theme().control.mix(self.theme().paper, 0.35);
        if cell.w < 12.0 {
            // A square of this size looks the same and is painted several times as fast.
            self.front.block(Area::new(cell.mid_x() - 0.6, cell.mid_y() - 0.6, 1.2, 1.2), 0.0, color);
            return;
        }
        self.front.circle((cell.mid_x(), cell.mid_y()), (cell.w * 0.05).clamp(0.7, 3.0), Some(color), None);
    }

    /// The lens, two-tone so that it stands on any tile.
    pub fn lens(&mut self, area: Area, color: Color, opacity: f64) {
        let width = 2.4 * self.theme().lines;
        let halo = Stroke::solid(self.theme().paper.fade(opacity), width + 2.5);
        self.front.outline(area, 6.0, halo);
        self.front.outline(area, 6.0, Stroke::solid(color.fade(opacity), width));
    }

    /// A ring around one cell, thinner where cells are small.
    pub fn ring(&mut self, cell: Area, color: Color, opacity: f64) {
        let width = if cell.w >= 18.0 { 2.2 } else { 1.2 } * self.theme().lines;
        let area = cell.grow(-width * 0.3);
        if cell.w >= 18.0 {
            self.front.outline(
                area,
                radius(cell.w) + 1.0,
                Stroke::solid(self.theme().paper.fade(opacity), width + 2.0),
            );
        }
        self.front.outline(area, radius(cell.w) + 1.0, Stroke::solid(color.fade(opacity), width));
    }

    /// The head of a pin in a cell's upper left corner: this cell stays when the pointer leaves.
    pub fn pin(&mut self, cell: Area) {
        let halo = Stroke::solid(self.theme().paper, 1.5);
        self.above.circle((cell.x + 1.0, cell.y + 1.0), 4.0, Some(self.theme().ink), Some(halo));
    }

    /// A sheet's name in its role colour.
    pub fn heading(&mut self, x: f64, y: f64, words: &str, role: Option<Color>) {
        let color = role.unwrap_or(self.theme().ink3);
        self.words(x, y, words, 13.0, color, Align::Middle, role.is_some());
    }

    /// A line of words in the sans face.
    #[expect(clippy::too_many_arguments, reason = "a text has that many properties, and all differ between calls")]
    pub fn words(&mut self, x: f64, y: f64, words: &str, size: f64, color: Color, align: Align, bold: bool) {
        self.front.text(text(x, y, words.into(), size, color, align, bold));
    }

    /// A line of words that reads upwards.
    pub fn words_upwards(&mut self, x: f64, y: f64, words: &str, size: f64, color: Color, bold: bool) {
        let upright = text(x, y, words.into(), size, color, Align::Middle, bold);
        self.front.text(Text { upwards: true, ..upright });
    }

    /// The sum sign in its circle.
    pub fn sum_sign(&mut self, x: f64, y: f64, radius: f64, color: Color, ink: Color) {
        self.sign_in_circle((x, y), radius, "Σ", color, ink);
    }

    /// The sign of what makes one number out of several.
    pub fn sign_in_circle(&mut self, (x, y): (f64, f64), radius: f64, sign: &str, color: Color, ink: Color) {
        let stroke = self.stroke(color, 1.8);
        self.front.circle((x, y), radius, Some(self.theme().paper), Some(stroke));
        let (size, drop) = if sign.len() > 2 { (0.66, 0.23) } else { (1.06, 0.37) };
        let size = radius * size;
        self.words(x, y + radius * drop, sign, size, ink, Align::Middle, false);
    }

    /// A waiting wire: dotted.
    pub fn waiting(&mut self, pen: Vec<Pen>, color: Color) {
        let stroke = Stroke { color, width: 1.2 * self.theme().lines, dash: Dash::Dots(6.0) };
        self.back.line(pen, stroke);
    }

    /// The light cone from a window on the sheet to its block on the bench; it appears at the sheet's right `edge`.
    pub fn projection(&mut self, window: Area, edge: f64, block: Area, color: Color, opacity: f64) {
        let left = block.x - 5.0;
        let share = ((edge + 1.0 - window.right()) / (left - window.right())).clamp(0.0, 1.0);
        let start = window.right() + (left - window.right()) * share;
        let top = window.y + (block.y - window.y) * share;
        let bottom = window.bottom() + (block.bottom() - window.bottom()) * share;
        self.back.fill(
            vec![
                Pen::Move(start, top),
                Pen::Line(left, block.y),
                Pen::Line(left, block.bottom()),
                Pen::Line(start, bottom),
                Pen::Close,
            ],
            color.fade(0.075 * opacity),
        );
        let line = self.stroke(color.fade(0.42 * opacity), 1.0);
        self.back.line(vec![Pen::Move(start, top), Pen::Line(left, block.y)], line);
        self.back.line(vec![Pen::Move(start, bottom), Pen::Line(left, block.bottom())], line);
    }
}

/// Digits in the middle of a cell, as large as their number of signs allows: in small cells no wider than the cell.
pub(crate) fn digit(layer: &mut Scene, cell: Area, words: String, color: Color, bold: bool) {
    let signs = words.chars().count();
    let part = match signs {
        0..=2 => 0.46,
        3 => 0.40,
        4 => 0.34,
        more => 1.36 / more as f64,
    };
    let least = if signs > 4 { 7.5 } else { 10.0 };
    let fitting = cell.w / (SIGN * signs as f64);
    let size = (cell.w * part).max(fitting.clamp(SMALLEST, least)).min(40.0);
    layer.text(text(cell.mid_x(), cell.mid_y() + size * 0.36, words.into(), size, color, Align::Middle, bold));
}

/// A line of text in the sans face.
pub(crate) const fn text(x: f64, y: f64, words: Rc<str>, size: f64, color: Color, align: Align, bold: bool) -> Text {
    Text { x, y, words, size, color, align, bold, face: Face::Sans, upwards: false }
}

/// A value on the scale of its role, from -1 to 1; what is infinite has no colour.
pub(crate) fn share(value: f32, scale: f32) -> f64 {
    if scale > 0.0 && value.is_finite() { f64::from(value / scale) } else { 0.0 }
}

/// Room between two tiles, by their size.
pub const fn gap(tile: f64) -> f64 {
    if tile >= 30.0 {
        2.0
    } else if tile >= 14.0 {
        1.4
    } else {
        0.8
    }
}

/// Radius of a tile's corners, by its size.
pub const fn radius(tile: f64) -> f64 {
    if tile >= 30.0 {
        4.0
    } else if tile >= 18.0 {
        3.0
    } else if tile >= 10.0 {
        1.6
    } else {
        // Round corners of 0.8 cannot be seen, and would double the time for the largest sheets.
        0.0
    }
}

/// A curve that leaves to the right and arrives from the left.
pub fn curve((x0, y0): (f64, f64), (x1, y1): (f64, f64), bend: f64) -> Vec<Pen> {
    let reach = (x1 - x0) * bend;
    vec![Pen::Move(x0, y0), Pen::Cubic(x0 + reach, y0, x1 - reach, y1, x1, y1)]
}

/// The point at a share of a path's length, by straight pieces.
pub fn along(pen: &[Pen], share: f64) -> (f64, f64) {
    let points = flatten(pen);
    let length = |pair: &[(f64, f64)]| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1);
    let total: f64 = points.windows(2).map(length).sum();
    let mut left = total * share.clamp(0.0, 1.0);
    for pair in points.windows(2) {
        let piece = length(pair);
        if piece >= left && piece > 0.0 {
            let part = left / piece;
            return (pair[0].0 + (pair[1].0 - pair[0].0) * part, pair[0].1 + (pair[1].1 - pair[0].1) * part);
        }
        left -= piece;
    }
    points.last().copied().unwrap_or_default()
}

/// Points on a path, sixteen for each curve.
fn flatten(pen: &[Pen]) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for step in pen {
        let (x, y) = points.last().copied().unwrap_or_default();
        match *step {
            Pen::Move(a, b) | Pen::Line(a, b) => points.push((a, b)),
            Pen::Quad(a, b, c, d) => points.extend((1..=16).map(|n| {
                let (t, u) = (f64::from(n) / 16.0, 1.0 - f64::from(n) / 16.0);
                (u * u * x + 2.0 * u * t * a + t * t * c, u * u * y + 2.0 * u * t * b + t * t * d)
            })),
            Pen::Cubic(a, b, c, d, e, f) => points.extend((1..=16).map(|n| {
                let (t, u) = (f64::from(n) / 16.0, 1.0 - f64::from(n) / 16.0);
                let mix = |p: f64, q: f64, r: f64, s: f64| {
                    u * u * u * p + 3.0 * u * u * t * q + 3.0 * u * t * t * r + t * t * t * s
                };
                (mix(x, a, c, e), mix(y, b, d, f))
            })),
            Pen::Close => {}
        }
    }
    points
}

/// The design's ease for moves, `cubic-bezier(.3, 0, .1, 1)`, from 0 to 1.
pub fn ease(time: f64) -> f64 {
    let time = time.clamp(0.0, 1.0);
    let bezier = |one: f64, two: f64, t: f64| {
        let u = 1.0 - t;
        3.0 * u * u * t * one + 3.0 * u * t * t * two + t * t * t
    };
    // Halving finds the parameter of a curve that only rises.
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..24 {
        let middle = (low + high) / 2.0;
        if bezier(0.3, 0.1, middle) < time { low = middle } else { high = middle }
    }
    bezier(0.0, 1.0, (low + high) / 2.0)
}

/// How far the n-th of `count` things is, when they follow one another within one beat: each takes `part` of it.
pub fn staggered(progress: f64, nth: usize, count: usize, part: f64) -> f64 {
    let start = if count > 1 { (1.0 - part) * nth as f64 / (count - 1) as f64 } else { 0.0 };
    ((progress - start) / part).clamp(0.0, 1.0)
}
