//! What the pictures of a stack are drawn with: words whose width is known beforehand, brackets, dashes, samples of colours.

use super::View;
use crate::chart::text_width;
use crate::scene::{Align, Area, Color, Dash, Face, Pen, Scene, Stroke, Text};

/// Height of the smaller words.
pub const SMALL: f64 = 12.5;
/// From one line of small words to the next.
pub const LINE: f64 = 19.0;

/// A line of words, in the small size.
pub fn small(scene: &mut Scene, (x, y): (f64, f64), words: &str, color: Color, align: Align) {
    written(scene, (x, y), words, color, align, false);
}

/// The same, standing out.
pub fn strong(scene: &mut Scene, (x, y): (f64, f64), words: &str, color: Color, align: Align) {
    written(scene, (x, y), words, color, align, true);
}

fn written(scene: &mut Scene, (x, y): (f64, f64), words: &str, color: Color, align: Align, bold: bool) {
    let words = words.into();
    scene.text(Text { x, y, words, size: SMALL, color, align, bold, face: Face::Sans, upwards: false });
}

/// How wide small words are, about.
pub fn wide(words: &str) -> f64 {
    text_width(words, SMALL)
}

/// A line for the screen, thicker on a projector.
pub fn stroke(view: &View<'_>, color: Color, width: f64) -> Stroke {
    Stroke::solid(color, width * view.theme.lines)
}

/// The same, dashed.
pub fn dashed(view: &View<'_>, color: Color, width: f64) -> Stroke {
    Stroke { dash: Dash::Strokes(5.0, 3.5), ..stroke(view, color, width) }
}

/// A blue bracket under something, with its name below.
pub fn bracket(scene: &mut Scene, view: &View<'_>, (from, upto): (f64, f64), y: f64, words: &str) {
    let pen = vec![Pen::Move(from, y), Pen::Line(from, y + 5.0), Pen::Line(upto, y + 5.0), Pen::Line(upto, y)];
    scene.line(pen, stroke(view, view.theme.input, 1.6));
    let half = wide(words) / 2.0;
    let x = ((from + upto) / 2.0).clamp(half.min(view.width - half), (view.width - half).max(half));
    small(scene, (x, y + 21.0), words, view.theme.input, Align::Middle);
}

/// A small sample of a colour before words in a list, and the words, on one line; the words begin at the same place after every
/// sample, and after none.
pub fn sample(scene: &mut Scene, view: &View<'_>, (x, y): (f64, f64), sample: Sample, words: &str) {
    let area = Area::new(x + 1.0, y - 10.0, 11.0, 11.0);
    match sample {
        Sample::Block(color) => scene.block(area, 2.0, color),
        Sample::Square(color) => scene.outline(area, 1.0, stroke(view, color, 1.8)),
        Sample::Ring(color) => scene.circle((x + 6.5, y - 4.5), 3.6, None, Some(stroke(view, color, 1.4))),
        Sample::Nothing => {}
        Sample::Dashes(color) => {
            scene.line(vec![Pen::Move(x, y - 4.5), Pen::Line(x + 13.0, y - 4.5)], dashed(view, color, 1.6));
        }
    }
    small(scene, (x + 20.0, y), words, view.theme.ink2, Align::Start);
}

/// What stands before the words of a list.
#[derive(Clone, Copy)]
pub enum Sample {
    /// A filled block.
    Block(Color),
    /// An empty square.
    Square(Color),
    /// An empty ring.
    Ring(Color),
    /// A dashed line.
    Dashes(Color),
    /// Nothing: the picture has no sign for what the words say.
    Nothing,
}
