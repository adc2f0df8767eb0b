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
use std::mem::discriminant;

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
const GATHER: Times = Times { end: 1200.0, ..CHAPTER };
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
        let stand = Stand { share, sign, dip: (2.0 * moved - 1.0).abs(), above: true };
        let back = Stand { share: 1.0 - share, sign: -sign, above: false, ..stand };
        self.trace(&mut scene, now);
        for (side, goals, stand) in [(other, own, back), (own, other, stand)] {
            for (shape, way) in side.shapes.iter().zip(&side.ways) {
                let mut shape = shape.clone();
                match way {
                    Some(way) if stand.above || way.surplus => between(&mut shape, &goals.shapes[way.to], way, stand),
                    None if stand.above && opacity > 0.0 => fade(&mut shape, opacity),
                    _ => continue,
                }
                scene.shapes.push(shape);
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
    let mut areas: Vec<Area> = grids.map(|region| region.area).collect();
    // Not the one on the bench, which is larger.
    let width = areas.first().map_or(0.0, |area| area.w);
    areas.retain(|area| area.w <= width);
    areas
}

/// How far the shapes of a side are on their way.
#[derive(Clone, Copy)]
struct Stand {
    /// 0 is their own place, 1 the other.
    share: f64,
    /// 1 forward, -1 back: which way round they turn.
    sign: f64,
    /// Opacity of digits that change.
    dip: f64,
    /// True for the side that is painted in full, above the surplus of the other.
    above: bool,
}

/// Puts a shape on the way to its counterpart.
fn between(shape: &mut Shape, goal: &Shape, way: &Way, stand: Stand) {
    let (from, to) = (kin::middle(shape), kin::middle(goal));
    let (mut numbers, mut colors, mut there) = (Vec::new(), Vec::new(), goal.clone());
    if discriminant(shape) != discriminant(goal) {
        squarely(shape);
        squarely(&mut there);
    }
    visit(&mut there, &mut |number| numbers.push(*number), &mut |color| colors.push(*color));
    let (mut numbers, mut colors) = (numbers.into_iter(), colors.into_iter());
    visit(
        shape,
        &mut |number| *number += numbers.next().map_or(0.0, |goal| (goal - *number) * stand.share),
        &mut |color| *color = color.mix(colors.next().unwrap_or(*color), stand.share),
    );
    if let (Shape::Text(text), Shape::Text(there)) = (&mut *shape, goal)
        && text.words != there.words
    {
        text.color = text.color.fade(stand.dip);
    }
    if let Some(centers) = way.turn {
        turn(shape, around(from, to, centers, stand), stand);
    }
}

/// A disc as a rectangle with corners that round.
fn squarely(shape: &mut Shape) {
    if let Shape::Circle { x, y, radius, fill, stroke } = *shape {
        *shape = Shape::Rect { area: Area::new(x, y, 0.0, 0.0).grow(radius), radius, fill, stroke };
    }
}

/// Puts a shape in its place on a grid that turns: a tile lies as the grid does, digits stay upright.
fn turn(shape: &mut Shape, (x, y): (f64, f64), stand: Stand) {
    match shape {
        Shape::Rect { area, fill, stroke, .. } => {
            let (sin, cos) = half_turn(stand);
            let half = area.w / 2.0;
            let (a, b) = (half * (cos - sin), half * (cos + sin));
            let pen = vec![
                Pen::Move(x - a, y - b),
                Pen::Line(x + b, y - a),
                Pen::Line(x + a, y + b),
                Pen::Line(x - b, y + a),
                Pen::Close,
            ];
            *shape = Shape::Path { pen, fill: *fill, stroke: *stroke };
        }
        Shape::Text(text) => (text.x, text.y) = (x, y + kin::RISE * text.size),
        Shape::Circle { .. } | Shape::Path { .. } | Shape::Pixels { .. } => {}
    }
}

/// Shows every length and place of a shape to one, its colours to the other, always in the same order.
fn visit(shape: &mut Shape, number: &mut dyn FnMut(&mut f64), color: &mut dyn FnMut(&mut Color)) {
    match shape {
        Shape::Rect { area, radius, .. } => all([&mut area.x, &mut area.y, &mut area.w, &mut area.h, radius], number),
        Shape::Pixels { area, .. } => all([&mut area.x, &mut area.y, &mut area.w, &mut area.h], number),
        Shape::Circle { x, y, radius, .. } => all([x, y, radius], number),
        Shape::Text(text) => {
            all([&mut text.x, &mut text.y, &mut text.size], number);
            color(&mut text.color);
        }
        Shape::Path { pen, .. } => {
            for step in pen {
                match step {
                    Pen::Move(x, y) | Pen::Line(x, y) => all([x, y], number),
                    Pen::Quad(a, b, x, y) => all([a, b, x, y], number),
                    Pen::Cubic(a, b, c, d, x, y) => all([a, b, c, d, x, y], number),
                    Pen::Close => {}
                }
            }
        }
    }
    if let Shape::Rect { fill, stroke, .. } | Shape::Circle { fill, stroke, .. } | Shape::Path { fill, stroke, .. } =
        shape
    {
        if let Some(fill) = fill {
            color(fill);
        }
        if let Some(stroke) = stroke {
            color(&mut stroke.color);
        }
    }
}

fn all<const N: usize>(numbers: [&mut f64; N], visit: &mut dyn FnMut(&mut f64)) {
    for number in numbers {
        visit(number);
    }
}

fn fade(shape: &mut Shape, opacity: f64) {
    visit(shape, &mut |_| {}, &mut |color| *color = color.fade(opacity));
    if let Shape::Pixels { colors, .. } = shape {
        *colors = colors.iter().map(|color| color.fade(opacity)).collect();
    }
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
