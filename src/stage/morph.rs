//! From one figure's picture to another's: what stays moves, what leaves fades, what is new fades in.
//!
//! Until half time the old picture's shapes are painted, in their order, from then on the new one's: nothing that stays is
//! painted twice, and begin and end are the two pictures. Only where several cells become one (or one several) is the
//! surplus painted too, below the rest.

use super::Theme;
use super::easel::ease;
use super::kin::{self, Shown, Way};
use crate::scene::{Area, Color, Dash, Pen, Scene, Shape, Stroke};
use crate::spec::Spec;
use crate::timeline::{Plan, Target};

/// When what happens, in milliseconds from the start: the design's section 10.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Times {
    /// What leaves is gone.
    gone: f64,
    /// What stays moves.
    moves: (f64, f64),
    /// What is new begins to appear, and is there.
    comes: (f64, f64),
    /// The end.
    end: f64,
}

const CHAPTER: Times = Times { gone: 250.0, moves: (150.0, 550.0), comes: (450.0, 700.0), end: 700.0 };
/// Outlines of what became one stay for a beat.
const GATHER: Times = Times { end: 1400.0, ..CHAPTER };
const SETTING: Times = Times { gone: 150.0, moves: (0.0, 350.0), comes: (200.0, 350.0), end: 350.0 };
const TURN: Times = Times { gone: 200.0, moves: (0.0, 600.0), comes: (400.0, 600.0), end: 600.0 };

/// One of the two pictures.
#[derive(Clone, Debug)]
struct Side {
    shapes: Vec<Shape>,
    /// For each shape where its counterpart is.
    ways: Vec<Option<Way>>,
}

/// The way from one picture to another.
#[derive(Clone, Debug)]
pub struct Morph {
    from: Side,
    to: Side,
    size: (f64, f64),
    times: Times,
    /// Where things were that became one, and the line around them.
    traces: (Vec<Area>, Color),
}

impl Morph {
    /// Finds what stays, once for all shares.
    pub fn new(from: Shown<'_>, to: Shown<'_>, theme: &Theme) -> Self {
        let (old, new) = (kin::names(from, to.1), kin::names(to, from.1));
        let (before, after) = (&from.0.scene.shapes, &to.0.scene.shapes);
        let side = |own: &[Shape], names: &[kin::Known], other: &[Shape], others: &[kin::Known]| Side {
            shapes: own.to_vec(),
            ways: kin::ways((own, names), (other, others)),
        };
        let traces = traces(from, to.1);
        Self {
            from: side(before, &old, after, &new),
            to: side(after, &new, before, &old),
            size: (to.0.scene.width, to.0.scene.height),
            times: if traces.is_empty() { times(from.1.spec(), to.1.spec()) } else { GATHER },
            traces: (traces, theme.control),
        }
    }

    /// How long it takes, in milliseconds.
    pub const fn length(&self) -> f64 {
        self.times.end
    }

    /// Width and height of the new picture.
    pub const fn size(&self) -> (f64, f64) {
        self.size
    }

    /// The picture at a share of the time: at 0 the old one's shapes, at 1 the new one's.
    pub fn scene_at(&self, share: f64) -> Scene {
        let mut scene = Scene::new(self.size.0, self.size.1);
        if share <= 0.0 || share >= 1.0 {
            scene.shapes = if share <= 0.0 { &self.from } else { &self.to }.shapes.clone();
            return scene;
        }
        let (now, times) = (share * self.times.end, self.times);
        let part = |(start, end): (f64, f64)| ((now - start) / (end - start)).clamp(0.0, 1.0);
        let moved = part(times.moves);
        let late = moved >= 0.5;
        let (own, other) = if late { (&self.to, &self.from) } else { (&self.from, &self.to) };
        let eased = ease(moved);
        // From here on all is seen from the side that is painted: 0 is at its own place.
        let (share, sign) = if late { (1.0 - eased, -1.0) } else { (eased, 1.0) };
        let opacity = if late { part(times.comes) } else { 1.0 - part((0.0, times.gone)) };
        let stand = Stand { share, sign, dip: (2.0 * moved - 1.0).abs() };
        let back = Stand { share: 1.0 - share, sign: -sign, ..stand };
        self.trace(&mut scene, now);
        for (shape, way) in other.shapes.iter().zip(&other.ways) {
            if let Some(way) = way.as_ref().filter(|way| way.surplus) {
                scene.shapes.push(between(shape, &own.shapes[way.to], way, back));
            }
        }
        for (shape, way) in own.shapes.iter().zip(&own.ways) {
            match way {
                Some(way) => scene.shapes.push(between(shape, &other.shapes[way.to], way, stand)),
                None if opacity > 0.0 => scene.shapes.push(faded(shape, opacity)),
                None => {}
            }
        }
        scene
    }

    /// Dashed outlines where things were that became one.
    fn trace(&self, scene: &mut Scene, now: f64) {
        let opacity = ((self.times.end - now) / 300.0).min((now - self.times.moves.0) / 100.0);
        let stroke = Stroke { color: self.traces.1.fade(opacity), width: 1.2, dash: Dash::Strokes(3.0, 3.0) };
        self.traces.0.iter().filter(|_| opacity > 0.0).for_each(|area| scene.outline(*area, 3.0, stroke));
    }
}

fn times(from: &Spec, to: &Spec) -> Times {
    match from {
        from if from.kind != to.kind => CHAPTER,
        from if from.flip != to.flip => TURN,
        _ => SETTING,
    }
}

/// Where a figure had a kernel for every place, if the next has one for all.
fn traces((picture, plan): Shown<'_>, to: &Plan) -> Vec<Area> {
    if !kin::has_places(plan.geometry()) || kin::has_places(to.geometry()) {
        return Vec::new();
    }
    let grids = picture.regions.iter().filter(|region| matches!(region.first, Target::Weight(_)));
    grids.map(|region| region.area).collect()
}

/// How far a shape is on its way to its counterpart.
#[derive(Clone, Copy)]
struct Stand {
    /// 0 is its own place, 1 the other.
    share: f64,
    /// 1 forward, -1 back: which way round it turns.
    sign: f64,
    /// Opacity of digits that change.
    dip: f64,
}

/// A shape on the way to its counterpart.
fn between(own: &Shape, other: &Shape, way: &Way, stand: Stand) -> Shape {
    let share = stand.share;
    let mix = |one: f64, two: f64| one + (two - one) * share;
    let (from, to) = (middle(own), middle(other));
    let (x, y) = match way.turn {
        Some(centers) => around(from, to, centers, stand),
        None => (mix(from.0, to.0), mix(from.1, to.1)),
    };
    let mut shape = own.clone();
    match (&mut shape, other) {
        (
            Shape::Rect { area, radius, fill, stroke },
            Shape::Rect { area: goal, radius: round, fill: paint, stroke: line },
        ) => {
            let size = area.towards(goal, share);
            *area = Area::new(x - size.w / 2.0, y - size.h / 2.0, size.w, size.h);
            *radius = mix(*radius, *round);
            tint(fill, stroke, *paint, *line, share);
            if way.turn.is_some() {
                return Shape::Path { pen: turned(area, stand), fill: *fill, stroke: *stroke };
            }
        }
        (
            Shape::Circle { x: mid_x, y: mid_y, radius, fill, stroke },
            Shape::Circle { radius: round, fill: paint, stroke: line, .. },
        ) => {
            (*mid_x, *mid_y, *radius) = (x, y, mix(*radius, *round));
            tint(fill, stroke, *paint, *line, share);
        }
        (Shape::Text(text), Shape::Text(goal)) => {
            text.size = mix(text.size, goal.size);
            (text.x, text.y) = (x, y + kin::RISE * text.size);
            text.color = text.color.mix(goal.color, share);
            if text.words != goal.words {
                text.color = text.color.fade(stand.dip);
            }
        }
        (Shape::Path { pen, fill, stroke }, Shape::Path { pen: goal, fill: paint, stroke: line }) => {
            for (one, two) in pen.iter_mut().zip(goal) {
                *one = step(*one, *two, share);
            }
            tint(fill, stroke, *paint, *line, share);
        }
        (Shape::Pixels { area, .. }, Shape::Pixels { area: goal, .. }) => *area = area.towards(goal, share),
        // The kind of shape is part of what it is known by.
        _ => {}
    }
    shape
}

fn middle(shape: &Shape) -> (f64, f64) {
    let area = kin::bounds(shape);
    (area.mid_x(), area.mid_y())
}

/// A place on a grid that turns by half a turn about its middle, while it goes to the other grid's middle.
fn around(from: (f64, f64), to: (f64, f64), [own, other]: [(f64, f64); 2], stand: Stand) -> (f64, f64) {
    let mix = |one: f64, two: f64| one + (two - one) * stand.share;
    let (sin, cos) = half_turn(stand);
    let (x, y) = (mix(from.0 - own.0, other.0 - to.0), mix(from.1 - own.1, other.1 - to.1));
    (mix(own.0, other.0) + x * cos - y * sin, mix(own.1, other.1) + x * sin + y * cos)
}

/// Sine and cosine of a share of half a turn, by Bhaskara: exact at quarters, elsewhere within 0.002.
fn half_turn(stand: Stand) -> (f64, f64) {
    let sine = |share: f64| 16.0 * share * (1.0 - share) / (5.0 - 4.0 * share * (1.0 - share));
    let share = stand.share;
    let cos = if share < 0.5 { sine(share + 0.5) } else { -sine(share - 0.5) };
    (sine(share) * stand.sign, cos)
}

/// A tile as it lies on a grid that turns.
fn turned(area: &Area, stand: Stand) -> Vec<Pen> {
    let (sin, cos) = half_turn(stand);
    let (a, b) = (area.w / 2.0, area.h / 2.0);
    let corner = |x: f64, y: f64| (area.mid_x() + x * cos - y * sin, area.mid_y() + x * sin + y * cos);
    let line = |x: f64, y: f64| {
        let (x, y) = corner(x, y);
        Pen::Line(x, y)
    };
    let (x, y) = corner(-a, -b);
    vec![Pen::Move(x, y), line(a, -b), line(a, b), line(-a, b), Pen::Close]
}

fn step(one: Pen, two: Pen, share: f64) -> Pen {
    let mix = |one: f64, two: f64| one + (two - one) * share;
    match (one, two) {
        (Pen::Move(a, b), Pen::Move(x, y)) => Pen::Move(mix(a, x), mix(b, y)),
        (Pen::Line(a, b), Pen::Line(x, y)) => Pen::Line(mix(a, x), mix(b, y)),
        (Pen::Quad(a, b, c, d), Pen::Quad(p, q, x, y)) => Pen::Quad(mix(a, p), mix(b, q), mix(c, x), mix(d, y)),
        (Pen::Cubic(a, b, c, d, e, f), Pen::Cubic(p, q, r, s, x, y)) => {
            Pen::Cubic(mix(a, p), mix(b, q), mix(c, r), mix(d, s), mix(e, x), mix(f, y))
        }
        (one, _) => one,
    }
}

/// Fill and line on the way to another fill and line.
fn tint(fill: &mut Option<Color>, stroke: &mut Option<Stroke>, paint: Option<Color>, line: Option<Stroke>, share: f64) {
    if let (Some(own), Some(other)) = (fill, paint) {
        *own = own.mix(other, share);
    }
    if let (Some(own), Some(other)) = (stroke, line) {
        own.color = own.color.mix(other.color, share);
        own.width += (other.width - own.width) * share;
    }
}

/// A shape seen by a share.
fn faded(shape: &Shape, opacity: f64) -> Shape {
    let mut shape = shape.clone();
    match &mut shape {
        Shape::Rect { fill, stroke, .. } | Shape::Circle { fill, stroke, .. } | Shape::Path { fill, stroke, .. } => {
            if let Some(fill) = fill {
                *fill = fill.fade(opacity);
            }
            if let Some(stroke) = stroke {
                stroke.color = stroke.color.fade(opacity);
            }
        }
        Shape::Text(text) => text.color = text.color.fade(opacity),
        Shape::Pixels { colors, .. } => *colors = colors.iter().map(|color| color.fade(opacity)).collect(),
    }
    shape
}
