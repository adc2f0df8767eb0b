//! The layer as one matrix: a row for each output, a column for each input, both channel by channel, and a weight where the
//! two meet. Times the input, plus the bias, it is the output.
//!
//! Of a figure of two passes each has its matrix, and their product takes the input to the output. Takes geometry and weights, gives a [`Scene`] and says where each entry lies and which lies at a point. It reads the
//! engine's links alone, so it is right for every operation. What stands still is drawn once, as [`Matrix`]; the rings of
//! what runs or is pointed at are laid over it by [`Matrix::scene`].

mod entries;
mod words;

pub use entries::{Entry, Factor};
pub use words::{describe, size};

use crate::conv::tensor::largest;
use crate::i18n::number;
use crate::scene::{Align, Area, Color, Scene, Shape, Stroke};
use crate::stage::{Theme, digit, share, text};
use crate::timeline::{Focus, Plan, Target};

/// Rings stick out of the matrix by less than this.
const MARGIN: f64 = 4.0;
/// Between the two matrices of a product, for the sign.
const BETWEEN: f64 = 24.0;
/// Share of the ramp that entries without digits use.
const CAP: f64 = 0.8;
/// Entries from this size on, in CSS pixels, are tiles with digits.
const DIGITS_FROM: usize = 18;
/// The most links that a picture looks at: of larger layers it draws evenly chosen rows.
const MOST_LINKS: usize = 300_000;
/// The most entries of one weight that are ringed.
const MOST_RINGS: usize = 400;
/// Every row, or every column.
const ALL: usize = usize::MAX;
/// A pointer meets an entry this near, in CSS pixels.
const REACH: f64 = 6.0;

/// The part of the matrix that an enlarged view shows: around a place, as far as there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zoom {
    /// The row in the middle.
    pub row: usize,
    /// The column in the middle.
    pub col: usize,
    /// Side of an entry in CSS pixels.
    pub side: usize,
}

impl Zoom {
    /// Around a place, with digits.
    pub const fn around((row, col): (usize, usize)) -> Self {
        Self { row, col, side: 24 }
    }

    /// With entries twice or half as large; `None` if they would be too small to be told apart.
    pub fn by(self, larger: bool) -> Option<Self> {
        let side = if larger { (self.side * 2).min(48) } else { self.side / 2 };
        (side >= 6).then_some(Self { side, ..self })
    }
}

/// What the picture is made for.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// The colours.
    pub theme: &'a Theme,
    /// The part that is shown; `None` shows all.
    pub zoom: Option<Zoom>,
}

/// Where the rows and columns that are drawn of one matrix lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    /// All that is drawn.
    pub area: Area,
    /// The first row and column that are drawn.
    pub first: (usize, usize),
    /// Rows and columns that are drawn.
    pub count: (usize, usize),
}

impl Grid {
    fn new(factor: &Factor<'_>, area: Area, zoom: Option<Zoom>) -> Self {
        let (rows, cols) = (factor.rows(), factor.cols());
        let Some(Zoom { row, col, side }) = zoom else { return Self { area, first: (0, 0), count: (rows, cols) } };
        let part = |middle: usize, all: usize, room: f64| {
            let count = (room as usize / side).clamp(1, all);
            (middle.saturating_sub(count / 2).min(all - count), count)
        };
        let ((top, high), (left, wide)) = (part(row, rows, area.h), part(col, cols, area.w));
        let area = Area { w: (wide * side) as f64, h: (high * side) as f64, ..area };
        Self { area, first: (top, left), count: (high, wide) }
    }

    /// Width and height of an entry.
    pub const fn tile(&self) -> (f64, f64) {
        (self.area.w / self.count.1 as f64, self.area.h / self.count.0 as f64)
    }

    /// Where a row and column lies, if it is drawn.
    pub fn area_of(&self, row: usize, col: usize) -> Option<Area> {
        let (down, right) = (row.checked_sub(self.first.0)?, col.checked_sub(self.first.1)?);
        let (w, h) = self.tile();
        let inside = down < self.count.0 && right < self.count.1;
        inside.then(|| Area::new(self.area.x + right as f64 * w, self.area.y + down as f64 * h, w, h))
    }

    /// The row and column at a point, or the nearest.
    pub fn place_at(&self, x: f64, y: f64) -> (usize, usize) {
        let (w, h) = self.tile();
        let (down, right) = (((y - self.area.y) / h) as usize, ((x - self.area.x) / w) as usize);
        (self.first.0 + down.min(self.count.0 - 1), self.first.1 + right.min(self.count.1 - 1))
    }
}

/// The matrix as it stands still. With two factors, the product of the second and the first.
#[derive(Clone, Debug)]
pub struct Matrix {
    scene: Scene,
    /// So many shapes stand still; the rings come after them.
    still: usize,
    grids: Vec<Grid>,
}

impl Matrix {
    /// Draws the weights of a figure of one pass, or of two where the second takes what the first gives.
    pub fn new(plan: &Plan, view: &View<'_>) -> Self {
        let mut scene = Scene::new(view.width, view.height);
        let count = plan.passes().len() as f64;
        let width = ((view.width - 2.0 * MARGIN - BETWEEN * (count - 1.0)) / count).max(1.0);
        let height = (view.height - 2.0 * MARGIN).max(1.0);
        let mut grids = Vec::new();
        for nth in 0..plan.passes().len() {
            let factor = &Factor::of(plan, nth);
            // The matrix that meets the input stands on the right.
            let x = MARGIN + (count - 1.0 - nth as f64) * (width + BETWEEN);
            if nth > 0 {
                let at = (x + width + BETWEEN / 2.0, MARGIN + height / 2.0 + 5.0);
                scene.text(text(at.0, at.1, "×".into(), 15.0, view.theme.ink3, Align::Middle, false));
            }
            let grid = Grid::new(factor, Area::new(x, MARGIN, width, height), view.zoom);
            let digits = view.zoom.is_some_and(|zoom| zoom.side >= DIGITS_FROM);
            let painter = Painter { factor, grid, theme: view.theme, scale: largest(factor.weights) };
            scene.block(grid.area, 0.0, view.theme.sunken);
            painter.paint(&mut scene, digits);
            grids.push(grid);
        }
        Self { still: scene.shapes.len(), scene, grids }
    }

    /// Where the matrix of each factor lies.
    pub fn grids(&self) -> &[Grid] {
        &self.grids
    }

    /// The output, counted through all passes, and what it reads, of the entry at a point or of one near enough to be meant.
    pub fn entry_at(&self, plan: &Plan, x: f64, y: f64) -> Option<(usize, usize)> {
        let pass = self.grids.iter().position(|grid| grid.area.holds(x, y))?;
        let grid = &self.grids[pass];
        let (row, col) = grid.place_at(x, y);
        let col = Factor::of(plan, pass).nearest(row, col, 0, (REACH / grid.tile().0) as usize)?;
        Some((plan.before(pass).0 + row, col))
    }

    /// The picture at a step: with the row of the running output ringed, and what is pointed at.
    pub fn scene(&mut self, plan: &Plan, step: usize, focus: Option<&Focus>, theme: &Theme) -> &Scene {
        self.scene.shapes.truncate(self.still);
        let mut ring = |pass, row, col, color| self.ring(pass, row, col, Stroke::solid(color, 1.5 * theme.lines));
        let (pass, row) = plan.pass_of_output(step);
        ring(pass, row, ALL, theme.ink.fade(if focus.is_some() { 0.4 } else { 1.0 }));
        if let Some(focus) = focus {
            let (pass, row) = plan.pass_of_output(focus.output().unwrap_or_default());
            match (focus.entry, focus.target) {
                (Some((_, read)), _) => {
                    ring(pass, row, ALL, theme.output);
                    ring(pass, ALL, read, if pass == 0 { theme.input } else { theme.output });
                    ring(pass, row, read, theme.weight);
                }
                (None, Target::Input(input)) => ring(0, ALL, input, theme.input),
                (None, Target::Output(_)) => {
                    ring(pass, row, ALL, theme.output);
                    // What a pass gives is what the next one reads.
                    ring(pass + 1, ALL, row, theme.output);
                }
                (None, Target::Weight(weight)) => {
                    let (pass, weight) = plan.pass_of_weight(weight);
                    let links = plan.passes()[pass].geometry.links_of_weight(weight);
                    for link in links.iter().step_by(links.len() / MOST_RINGS + 1) {
                        if let Some(input) = link.input {
                            ring(pass, link.output, input, theme.weight);
                        }
                    }
                }
            }
        }
        &self.scene
    }

    /// A ring around a row or a column, which sticks out at both ends, or around the place where both meet.
    fn ring(&mut self, pass: usize, row: usize, col: usize, stroke: Stroke) {
        let Some(grid) = self.grids.get(pass) else { return };
        let (at_row, at_col) =
            (if row == ALL { grid.first.0 } else { row }, if col == ALL { grid.first.1 } else { col });
        let Some(cell) = grid.area_of(at_row, at_col) else { return };
        let (w, h) = (cell.w.max(4.0), cell.h.max(4.0));
        let mut area = Area::new(cell.mid_x() - w / 2.0, cell.mid_y() - h / 2.0, w, h);
        if col == ALL {
            (area.x, area.w) = (grid.area.x - 2.0, grid.area.w + 4.0);
        }
        if row == ALL {
            (area.y, area.h) = (grid.area.y - 2.0, grid.area.h + 4.0);
        }
        self.scene.outline(area, 2.0, stroke);
    }
}

/// Draws the entries of one factor.
struct Painter<'a> {
    factor: &'a Factor<'a>,
    grid: Grid,
    theme: &'a Theme,
    scale: f32,
}

impl Painter<'_> {
    /// Entries as tiles with digits, from a size on; else as pixels: one each, or where there are more entries than pixels,
    /// the strongest of those that share one. Of very large layers evenly chosen rows are looked at.
    fn paint(&self, scene: &mut Scene, digits: bool) {
        let Grid { area, first, count } = self.grid;
        let links = self.factor.row(first.0 + count.0 / 2).len().max(1);
        let rows = count.0.min(MOST_LINKS / links).max(1);
        let (high, wide) = (rows.min(area.h as usize).max(1), count.1.min(area.w as usize).max(1));
        let mut colors = vec![self.theme.sunken; high * wide];
        let mut strongest = vec![-1.0; high * wide];
        for nth in 0..rows {
            let row = first.0 + nth * count.0 / rows;
            for entry in self.factor.row(row) {
                let Some(cell) = self.grid.area_of(row, entry.col) else { continue };
                if digits {
                    self.tile(scene, cell, entry.value);
                    continue;
                }
                let pixel = nth * high / rows * wide + (entry.col - first.1) * wide / count.1;
                if entry.value.abs() > strongest[pixel] {
                    strongest[pixel] = entry.value.abs();
                    colors[pixel] = self.color(row, entry.value);
                }
            }
        }
        if !digits {
            scene.shapes.push(Shape::Pixels { area, cols: wide, colors: colors.into() });
        }
    }

    /// Digits need the inner part of the ramp, whatever the group.
    fn tile(&self, scene: &mut Scene, cell: Area, value: f32) {
        let theme = self.theme;
        scene.block(cell.grow(-0.7), 2.0, theme.ramp.at(self.share(value) * theme.digit_cap));
        let color = if value == 0.0 { theme.ink3 } else { theme.digit };
        digit(scene, cell, number::tile(value), color, false);
    }

    /// By value; where channels stand in groups, in the hue of the group, darker or lighter by magnitude.
    fn color(&self, row: usize, value: f32) -> Color {
        let (geometry, theme) = (self.factor.geometry, self.theme);
        if self.factor.weights.is_empty() {
            return theme.ink3;
        }
        let share = self.share(value);
        if geometry.layer().groups > 1 && geometry.channels_per_group() > 1 {
            let group = geometry.group_of_output(geometry.output().place(row).channel);
            return theme.sunken.mix(theme.group(group), 0.15 + 0.85 * share.abs());
        }
        theme.ramp.at(share * CAP)
    }

    /// A weight on the scale of all, from -1 to 1.
    fn share(&self, value: f32) -> f64 {
        share(value, self.scale)
    }
}
