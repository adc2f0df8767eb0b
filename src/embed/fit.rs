//! How a figure is fitted into a box of any size: composed for a larger one where it needs to be, and painted smaller.

use crate::scene::{Align, Area, Pen, Scene, Shape};
use crate::stage::{self, View};
use crate::timeline::{Beat, Clock, Frame, Plan};

/// The smallest share of its usual size that a figure is painted in.
const SMALLEST: f64 = 0.25;
/// What may lie outside of the box, in CSS pixels: half of a line.
const SLACK: f64 = 3.0;

/// The largest share of its usual size, at most 1, in which all of the figure is seen in the view's box at any step.
///
/// The figure, with `other` beside it if it is compared, is composed for a box that is larger by the share's inverse. Three steps are looked at: the first, the last and one
/// between, since what waits above and below the running channel comes and goes.
pub fn share(plan: &Plan, other: Option<&Plan>, view: &View<'_>) -> f64 {
    let steps = plan.steps();
    let moments =
        [0, steps / 2, steps.saturating_sub(1)].map(|step| Clock::at(step, Beat::Rest).moment(Default::default()));
    let mut share = 1.0;
    while share > SMALLEST {
        let larger = View { width: view.width / share, height: view.height / share, ..*view };
        let inside = |moment| {
            let scene = stage::beside::stage(&Frame::new(plan, moment, None), other, ["", ""], &larger).scene;
            let area = extent(&scene);
            area.x >= -SLACK
                && area.y >= -SLACK
                && area.right() <= larger.width + SLACK
                && area.bottom() <= larger.height + SLACK
        };
        if moments.iter().all(|&moment| inside(moment)) {
            return share;
        }
        share *= 0.96;
    }
    SMALLEST
}

/// The smallest area with everything in it; of texts about as wide as they usually are.
pub fn extent(scene: &Scene) -> Area {
    let mut bounds: Option<(f64, f64, f64, f64)> = None;
    let mut add = |area: Area| {
        let (x, y, right, bottom) = bounds.unwrap_or((area.x, area.y, area.right(), area.bottom()));
        bounds = Some((x.min(area.x), y.min(area.y), right.max(area.right()), bottom.max(area.bottom())));
    };
    for shape in &scene.shapes {
        match shape {
            Shape::Rect { area, .. } | Shape::Pixels { area, .. } => add(*area),
            Shape::Circle { x, y, radius, .. } => add(Area::new(x - radius, y - radius, radius * 2.0, radius * 2.0)),
            Shape::Path { pen, .. } => {
                pen.iter().filter_map(end).for_each(|(x, y)| add(Area::new(x, y, 0.0, 0.0)));
            }
            Shape::Text(text) => {
                let wide = |c: char| if c.is_ascii() { 0.52 } else { 1.0 };
                let length = text.words.chars().map(wide).sum::<f64>() * text.size;
                let before = match text.align {
                    Align::Start => 0.0,
                    Align::Middle => length / 2.0,
                    Align::End => length,
                };
                add(if text.upwards {
                    Area::new(text.x - text.size, text.y - length + before, text.size, length)
                } else {
                    Area::new(text.x - before, text.y - text.size * 0.8, length, text.size)
                });
            }
        }
    }
    bounds.map_or_else(Area::default, |(x, y, right, bottom)| Area::new(x, y, right - x, bottom - y))
}

/// Where a command of a path ends.
const fn end(pen: &Pen) -> Option<(f64, f64)> {
    match *pen {
        Pen::Move(x, y) | Pen::Line(x, y) | Pen::Quad(_, _, x, y) | Pen::Cubic(_, _, _, _, x, y) => Some((x, y)),
        Pen::Close => None,
    }
}
