//! From a [`Frame`] to a [`Scene`]: what is seen.
//!
//! [`compose`] is a function of the frame, the view's size, theme and words: it knows no earlier picture. It also says which
//! cell lies where, for pointing and for the editor of a cell.

pub mod aside;
mod bench;
pub mod beside;
mod dense;
mod easel;
mod flipped;
mod kin;
mod lab;
mod lens;
mod line;
mod local;
mod morph;
mod over;
mod rows;
mod rows_layout;
mod separable;
mod sheet;
mod single;
mod stacks;
mod stamp;
pub mod theme;

pub(crate) use easel::{digit, share, text};
pub use morph::Morph;
pub use theme::{Theme, ThemeName};

use crate::i18n::Messages;
use crate::scene::{Area, Scene, Stroke};
use crate::spec::Kind;
use crate::timeline::{Frame, Plan, Role, Target};

/// What a picture is made for.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Width of the box in CSS pixels.
    pub width: f64,
    /// Height of the box in CSS pixels.
    pub height: f64,
    /// The colours.
    pub theme: &'a Theme,
    /// The words.
    pub messages: &'a Messages,
    /// True if nothing may slide.
    pub calm: bool,
}

/// Cells that can be pointed at: a grid whose cells are neighbours in a tensor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Region {
    /// Where the grid lies.
    pub area: Area,
    /// Its rows.
    pub rows: usize,
    /// Its columns.
    pub cols: usize,
    /// The cell with the lowest position: in the upper left corner, the others follow row-major.
    pub first: Target,
    /// True if the grid is turned by 180 degrees: `first` is then in the lower right corner.
    pub turned: bool,
}

impl Region {
    /// The grid cell (row-major, from the upper left) of the n-th cell in the tensor, and the other way round.
    const fn turn(&self, nth: usize) -> usize {
        if self.turned { self.rows * self.cols - 1 - nth } else { nth }
    }

    /// The cell at a point of the grid.
    fn target_at(&self, x: f64, y: f64) -> Target {
        let part = |at: f64, from: f64, length: f64, count: usize| {
            (((at - from) / length * count as f64) as usize).min(count - 1)
        };
        let row = part(y, self.area.y, self.area.h, self.rows);
        let col = part(x, self.area.x, self.area.w, self.cols);
        shifted(self.first, self.turn(row * self.cols + col))
    }
}

/// A scene, and where its cells are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// What is painted.
    pub scene: Scene,
    /// What can be pointed at; later regions lie above earlier ones.
    pub regions: Vec<Region>,
}

impl Picture {
    /// The cell at a point.
    pub fn target_at(&self, x: f64, y: f64) -> Option<Target> {
        self.regions.iter().rev().find(|region| region.area.holds(x, y)).map(|region| region.target_at(x, y))
    }

    /// Outlines every sheet, kernel or row of cells of a role; of the input only sheets, not the cells that its border borrows.
    pub fn outline(&mut self, role: Role, theme: &Theme) {
        let color = match role {
            Role::Input => theme.input,
            Role::Weight => theme.weight,
            Role::Output => theme.output,
            Role::Plain => return,
        };
        let is_sheet =
            |region: &&Region| region.first.role() == role && (role != Role::Input || region.rows * region.cols > 1);
        let only = !self.regions.iter().any(|region| is_sheet(&region));
        for region in self.regions.iter().filter(|region| region.first.role() == role) {
            if only || is_sheet(&region) {
                let stroke = Stroke::solid(theme.paper, 5.0 * theme.lines);
                self.scene.outline(region.area.grow(2.0), 6.0, stroke);
                self.scene.outline(region.area.grow(2.0), 6.0, Stroke { color, width: 2.6 * theme.lines, ..stroke });
            }
        }
    }

    /// Where a cell lies, if it is drawn.
    pub fn area_of(&self, target: Target) -> Option<Area> {
        self.regions.iter().rev().find_map(|region| {
            let offset = distance(region.first, target).filter(|&offset| offset < region.rows * region.cols)?;
            let (row, col) = (region.turn(offset) / region.cols, region.turn(offset) % region.cols);
            let (w, h) = (region.area.w / region.cols as f64, region.area.h / region.rows as f64);
            Some(Area::new(region.area.x + col as f64 * w, region.area.y + row as f64 * h, w, h))
        })
    }
}

fn shifted(target: Target, by: usize) -> Target {
    match target {
        Target::Input(index) => Target::Input(index + by),
        Target::Weight(index) => Target::Weight(index + by),
        Target::Output(index) => Target::Output(index + by),
    }
}

/// How many cells `target` stands after `first` in the same tensor.
fn distance(first: Target, target: Target) -> Option<usize> {
    match (first, target) {
        (Target::Input(from), Target::Input(to))
        | (Target::Weight(from), Target::Weight(to))
        | (Target::Output(from), Target::Output(to)) => to.checked_sub(from),
        (Target::Input(_) | Target::Weight(_) | Target::Output(_), _) => None,
    }
}

/// Boxes narrower than this, in CSS pixels, get the stacked stage.
pub const STACKED_BELOW: f64 = 600.0;

/// The height in CSS pixels that the stage wants at a width, for pages that scroll.
pub fn natural_height(plan: &Plan, width: f64) -> f64 {
    let wide = if width < STACKED_BELOW { 4000.0 } else { width * 0.8 };
    match plan.spec().kind {
        Kind::Dense => dense::layout(plan, width, wide).height,
        Kind::Local if plan.spec().is_single() => local::layout(plan, width, wide).height,
        Kind::Separable => separable::Layout::new(plan, 0, width, wide).height,
        Kind::Transposed => stamp::Layout::new(plan, width, wide).parts.height,
        Kind::Line => line::Layout::new(plan, width, wide).height,
        _ if plan.other_way().is_some() => flipped::Layout::new(plan, width, wide).height,
        _ if plan.spec().is_single() => single::Layout::new(plan, width, wide).height,
        _ => tallest_rows(plan, width, wide),
    }
}

/// The greatest height over the first, a middle and the last output: bars above and below come and go.
fn tallest_rows(plan: &Plan, width: f64, height: f64) -> f64 {
    let (steps, channels) = (plan.steps(), plan.geometry().channels_per_group());
    let cases = [(0, 0), (steps / 2, channels / 2), (steps - 1, channels - 1)];
    cases.into_iter().map(|case| rows::Layout::new(plan, case, width, height).height).fold(0.0, f64::max)
}

/// The colours and lines of a picture, and how much larger than usual it is painted: a wide picture for a room, of a
/// width in CSS pixels, is composed as a small one, so that its words and digits are seen from the last row.
pub fn for_room(plan: &Plan, theme: &Theme, width: Option<f64>) -> (Theme, f64) {
    let Some(width) = width else { return (*theme, 1.0) };
    let small = match plan.spec().kind {
        // As high as it is, it would not fit below the title.
        Kind::Line => 1300.0,
        Kind::Local => 1100.0,
        _ if plan.spec().in_channels > 4 => 1100.0,
        _ => 880.0,
    };
    // Lines grow along with everything else.
    (Theme { lines: 1.0, ..*theme }, width / small)
}

/// The picture of an instant.
pub fn compose(frame: &Frame<'_>, view: &View<'_>) -> Picture {
    let mut easel = easel::Easel::new(view);
    if let Some(other) = frame.plan.other_way() {
        flipped::draw(&mut easel, frame, other);
        return easel.finish();
    }
    match frame.plan.spec().kind {
        Kind::Dense => dense::draw(&mut easel, frame),
        Kind::Local if frame.plan.spec().is_single() => local::draw(&mut easel, frame),
        Kind::Separable => separable::draw(&mut easel, frame),
        Kind::Transposed => stamp::draw(&mut easel, frame),
        Kind::Line => line::draw(&mut easel, frame),
        _ if frame.plan.spec().is_single() => single::draw(&mut easel, frame),
        _ => rows::draw(&mut easel, frame),
    }
    easel.finish()
}
