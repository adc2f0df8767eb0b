//! Two figures side by side, one below the other on narrow screens, stepping together.

use super::easel::text;
use super::{Picture, Region, STACKED_BELOW, View};
use crate::scene::{Align, Area, Pen, Scene, Shape, Stroke};
use crate::timeline::{Focus, Frame, Moment, Plan, Target};

/// Room for a name over each figure.
const HEAD: f64 = 30.0;
/// Room between the two.
const GAP: f64 = 28.0;

/// The step of `other` that belongs to a step of `plan`: the same if both have as many, else that of the same place, else the
/// last.
pub fn step_beside(plan: &Plan, other: &Plan, step: usize) -> usize {
    if plan.steps() == other.steps() {
        return step;
    }
    let (place, shape) = (plan.output_place(step), other.result().shape());
    let before = other.steps() - shape.len();
    let inside = place.channel < shape.channels && place.row < shape.size.row && place.col < shape.size.col;
    if inside { before + shape.index(place.channel, place.row, place.col) } else { other.steps() - 1 }
}

/// The picture of a figure, or of two if there is another one.
pub fn stage(frame: &Frame<'_>, other: Option<&Plan>, names: [&str; 2], view: &View<'_>) -> Picture {
    match other {
        Some(other) => compose(frame, other, names, view),
        None => super::compose(frame, view),
    }
}

/// The height in CSS pixels that a figure wants at a width, or two if there is another one, for pages that scroll.
pub fn stage_height(plan: &Plan, other: Option<&Plan>, width: f64) -> f64 {
    match other {
        Some(other) => natural_height(plan, other, width),
        None => super::natural_height(plan, width),
    }
}

/// The height in CSS pixels that both want at a width, for pages that scroll.
pub fn natural_height(plan: &Plan, other: &Plan, width: f64) -> f64 {
    let (below, half) = halves(width);
    let [one, two] = [plan, other].map(|plan| HEAD + super::natural_height(plan, half));
    if below { one + GAP + two } else { one.max(two) }
}

/// Whether the second stands below the first, and how wide each is.
fn halves(width: f64) -> (bool, f64) {
    let below = width < STACKED_BELOW;
    (below, if below { width } else { (width - GAP) / 2.0 })
}

/// The picture of both at an instant of the first. `names` stand over them.
pub fn compose(frame: &Frame<'_>, other: &Plan, names: [&str; 2], view: &View<'_>) -> Picture {
    let (below, half) = halves(view.width);
    let first_height = if below { super::natural_height(frame.plan, half) } else { view.height - HEAD };
    let second_height = if below { super::natural_height(other, half) } else { view.height - HEAD };
    let step = step_beside(frame.plan, other, frame.moment.step);
    let moment = Moment { step, ..frame.moment };
    let focus = frame.focus.and_then(|focus| focus_beside(frame.plan, other, focus));
    let second = Frame::new(other, moment, focus.as_ref());
    let one = super::compose(frame, &View { width: half, height: first_height, ..*view });
    let two = super::compose(&second, &View { width: half, height: second_height, ..*view });
    let (x, y) = if below { (0.0, HEAD + first_height + GAP) } else { (half + GAP, 0.0) };
    let mut scene = Scene::new(view.width, view.height);
    let theme = view.theme;
    for ((x, y), name) in [(0.0, 0.0), (x, y)].into_iter().zip(names) {
        scene.text(text(x, y + 17.0, name.into(), 16.0, theme.ink, Align::Start, true));
    }
    let line = Stroke::solid(theme.line, 1.0);
    let pen = if below {
        vec![Pen::Move(0.0, y - GAP / 2.0), Pen::Line(view.width, y - GAP / 2.0)]
    } else {
        vec![Pen::Move(x - GAP / 2.0, 0.0), Pen::Line(x - GAP / 2.0, view.height)]
    };
    scene.line(pen, line);
    // What the second shows can be pointed at where the first has the same: its inputs. Those of the first lie above.
    let same = frame.plan.input().shape() == other.input().shape();
    let mut picture = Picture { scene, regions: Vec::new() };
    picture.add(two, (x, y + HEAD), &|region| same && matches!(region.first, Target::Input(_)));
    picture.add(one, (0.0, HEAD), &|_| true);
    picture
}

impl Picture {
    /// Puts another picture at a place, and those of its regions that are wanted.
    #[inline(never)]
    fn add(&mut self, other: Self, (x, y): (f64, f64), wanted: &dyn Fn(&Region) -> bool) {
        for shape in other.scene.shapes {
            self.scene.shapes.push(shifted(shape, x, y));
        }
        for region in other.regions {
            if wanted(&region) {
                self.regions.push(Region { area: area(region.area, x, y), ..region });
            }
        }
    }
}

/// The same cell of the other figure, if it has one: inputs and outputs by their place.
fn focus_beside(plan: &Plan, other: &Plan, focus: &Focus) -> Option<Focus> {
    let target = match focus.target {
        Target::Input(_) if plan.input().shape() != other.input().shape() => return None,
        Target::Output(output) => Target::Output(step_beside(plan, other, output)),
        Target::Input(index) => Target::Input(index),
        Target::Weight(_) => return None,
    };
    Focus::new(other, target, focus.pinned)
}

fn area(area: Area, x: f64, y: f64) -> Area {
    Area { x: area.x + x, y: area.y + y, ..area }
}

/// A shape at another place.
pub(crate) fn shifted(shape: Shape, dx: f64, dy: f64) -> Shape {
    match shape {
        Shape::Rect { area: at, radius, fill, stroke } => Shape::Rect { area: area(at, dx, dy), radius, fill, stroke },
        Shape::Circle { x, y, radius, fill, stroke } => Shape::Circle { x: x + dx, y: y + dy, radius, fill, stroke },
        Shape::Pixels { area: at, cols, colors } => Shape::Pixels { area: area(at, dx, dy), cols, colors },
        Shape::Text(mut text) => {
            (text.x, text.y) = (text.x + dx, text.y + dy);
            Shape::Text(text)
        }
        Shape::Path { mut pen, fill, stroke } => {
            for step in &mut pen {
                let points: &mut [(&mut f64, &mut f64)] = match step {
                    Pen::Move(x, y) | Pen::Line(x, y) => &mut [(x, y)],
                    Pen::Quad(a, b, x, y) => &mut [(a, b), (x, y)],
                    Pen::Cubic(a, b, c, d, x, y) => &mut [(a, b), (c, d), (x, y)],
                    Pen::Close => &mut [],
                };
                for (x, y) in points {
                    (**x, **y) = (**x + dx, **y + dy);
                }
            }
            Shape::Path { pen, fill, stroke }
        }
    }
}
