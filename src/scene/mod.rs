//! The drawing vocabulary: what a picture is made of, before anyone paints it.
//!
//! A [`Scene`] is a list of [`Shape`]s in painting order, in CSS pixels from the top left corner. [`svg`] writes it as
//! text; the browser's canvas painter is its twin. To add a shape, add a variant: both painters stop compiling.

pub mod color;
pub mod svg;

pub use color::{Color, Ramp};
use std::rc::Rc;

/// A rectangle, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Area {
    /// From the left and top edge, width and height.
    pub const fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    /// Right edge.
    pub const fn right(&self) -> f64 {
        self.x + self.w
    }

    /// Bottom edge.
    pub const fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// Centre, horizontally.
    pub const fn mid_x(&self) -> f64 {
        self.x + self.w / 2.0
    }

    /// Centre, vertically.
    pub const fn mid_y(&self) -> f64 {
        self.y + self.h / 2.0
    }

    /// Grown by `by` on every side (shrunk if negative).
    pub const fn grow(&self, by: f64) -> Self {
        Self { x: self.x - by, y: self.y - by, w: self.w + 2.0 * by, h: self.h + 2.0 * by }
    }

    /// The same in a picture that is painted so many times as large.
    pub const fn times(&self, zoom: f64) -> Self {
        Self { x: self.x * zoom, y: self.y * zoom, w: self.w * zoom, h: self.h * zoom }
    }

    /// True if the point lies inside; left and top edge belong to it.
    pub fn holds(&self, x: f64, y: f64) -> bool {
        x >= self.x && y >= self.y && x < self.right() && y < self.bottom()
    }

    /// The rectangle on the way from `self` (0) to `other` (1).
    pub fn towards(&self, other: &Self, share: f64) -> Self {
        let way = |from: f64, to: f64| from + (to - from) * share;
        Self { x: way(self.x, other.x), y: way(self.y, other.y), w: way(self.w, other.w), h: way(self.h, other.h) }
    }
}

/// How a line is interrupted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dash {
    /// Not at all.
    Solid,
    /// Round dots at a distance.
    Dots(f64),
    /// Strokes and gaps of given lengths.
    Strokes(f64, f64),
}

/// A line's colour, width and dashes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Color,
    /// Width in CSS pixels.
    pub width: f64,
    /// Interruption.
    pub dash: Dash,
}

impl Stroke {
    /// An uninterrupted line.
    pub const fn solid(color: Color, width: f64) -> Self {
        Self { color, width, dash: Dash::Solid }
    }
}

/// One command of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pen {
    /// Goes to a point without drawing.
    Move(f64, f64),
    /// A straight line to a point.
    Line(f64, f64),
    /// A quadratic curve: control point, end point.
    Quad(f64, f64, f64, f64),
    /// A cubic curve: two control points, end point.
    Cubic(f64, f64, f64, f64, f64, f64),
    /// Back to the start of the subpath.
    Close,
}

/// Where a text's `x` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At its left end.
    Start,
    /// In its middle.
    Middle,
    /// At its right end.
    End,
}

/// Family of faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Interface and digits.
    Sans,
    /// Titles and letters of formulas.
    Serif,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Horizontal anchor.
    pub x: f64,
    /// Baseline.
    pub y: f64,
    /// The words or digits.
    pub words: Rc<str>,
    /// Height of the face in CSS pixels.
    pub size: f64,
    /// Colour.
    pub color: Color,
    /// What the anchor is.
    pub align: Align,
    /// Weight 700 instead of 400.
    pub bold: bool,
    /// Family.
    pub face: Face,
    /// Reads from bottom to top, turned about the anchor.
    pub upwards: bool,
}

/// A thing to paint.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle with round corners.
    Rect {
        /// Where.
        area: Area,
        /// Radius of the corners.
        radius: f64,
        /// Fill, if any.
        fill: Option<Color>,
        /// Outline, if any, centred on the edge.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Centre, horizontally.
        x: f64,
        /// Centre, vertically.
        y: f64,
        /// Radius.
        radius: f64,
        /// Fill, if any.
        fill: Option<Color>,
        /// Outline, if any.
        stroke: Option<Stroke>,
    },
    /// A path.
    Path {
        /// The commands.
        pen: Vec<Pen>,
        /// Fill, if any.
        fill: Option<Color>,
        /// Line, if any.
        stroke: Option<Stroke>,
    },
    /// A line of text.
    Text(Text),
    /// A picture of one block per value, row-major, without smoothing.
    Pixels {
        /// Where; each block takes an equal share.
        area: Area,
        /// Blocks in a row.
        cols: usize,
        /// One colour per block.
        colors: Rc<[Color]>,
    },
}

/// A picture: shapes in painting order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// What is painted, first to last.
    pub shapes: Vec<Shape>,
}

impl Scene {
    /// An empty picture.
    pub const fn new(width: f64, height: f64) -> Self {
        Self { width, height, shapes: Vec::new() }
    }

    /// A filled rectangle.
    pub fn block(&mut self, area: Area, radius: f64, fill: Color) {
        self.shapes.push(Shape::Rect { area, radius, fill: Some(fill), stroke: None });
    }

    /// A rectangle's outline.
    pub fn outline(&mut self, area: Area, radius: f64, stroke: Stroke) {
        self.shapes.push(Shape::Rect { area, radius, fill: None, stroke: Some(stroke) });
    }

    /// A line along some commands.
    pub fn line(&mut self, pen: Vec<Pen>, stroke: Stroke) {
        self.shapes.push(Shape::Path { pen, fill: None, stroke: Some(stroke) });
    }

    /// An area inside some commands.
    pub fn fill(&mut self, pen: Vec<Pen>, fill: Color) {
        self.shapes.push(Shape::Path { pen, fill: Some(fill), stroke: None });
    }

    /// A circle.
    pub fn circle(&mut self, (x, y): (f64, f64), radius: f64, fill: Option<Color>, stroke: Option<Stroke>) {
        self.shapes.push(Shape::Circle { x, y, radius, fill, stroke });
    }

    /// A text.
    pub fn text(&mut self, text: Text) {
        self.shapes.push(Shape::Text(text));
    }
}
