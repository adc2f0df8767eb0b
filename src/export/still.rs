//! The stage as a picture that stands alone: nothing of the page around it, its words under it.

use super::caption;
use crate::i18n::Lang;
use crate::scene::{Align, Area, Face, Scene, Shape, Text, svg};
use crate::stage::beside::{self, shifted};
use crate::stage::{Theme, ThemeName, View};
use crate::timeline::{Frame, Plan};

/// Around the stage, in CSS pixels; half of it in pictures narrower than [`NARROW`].
const MARGIN: f64 = 24.0;
/// Pictures narrower than this have smaller words and margins.
const NARROW: f64 = 600.0;

/// How a picture is made.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Width of the whole picture in CSS pixels, 240 at least.
    pub width: f64,
    /// Height of the whole picture in CSS pixels; `None`: as high as the stage wants to be.
    pub height: Option<f64>,
    /// The colours.
    pub theme: &'a Theme,
    /// The language.
    pub lang: Lang,
    /// True if the caption stands under the picture, as text.
    pub caption: bool,
    /// What stands beside the figure, or below it in pictures that are not wide enough.
    pub beside: Option<&'a Plan>,
}

impl Default for Look<'_> {
    /// 720 CSS pixels wide, as high as the stage wants to be, light, with its caption.
    fn default() -> Self {
        Self {
            width: 720.0,
            height: None,
            theme: ThemeName::Light.theme(),
            lang: Lang::English,
            caption: true,
            beside: None,
        }
    }
}

/// The margin, the words, and the room of the stage: width and height.
fn parts(frame: &Frame<'_>, look: &Look<'_>) -> (f64, Foot, (f64, f64)) {
    let margin = if look.width < NARROW { MARGIN / 2.0 } else { MARGIN };
    let width = (look.width - 2.0 * margin).max(1.0);
    let words = Foot::new(frame, look, width);
    let room = |height: f64| (height - 2.0 * margin - words.height()).max(1.0);
    let natural = || beside::stage_height(frame.plan, look.beside, width);
    let height = look.height.map_or_else(natural, room);
    (margin, words, (width, height))
}

/// The stage of an instant in a room.
fn stage(frame: &Frame<'_>, look: &Look<'_>, (width, height): (f64, f64)) -> Scene {
    let messages = look.lang.messages();
    let view = View { width, height, theme: look.theme, messages, calm: false };
    let name = |plan: &Plan| plan.spec().kind.words(messages).short;
    let names = [name(frame.plan), look.beside.map_or("", name)];
    beside::stage(frame, look.beside, names, &view).scene
}

/// True if the stage of an instant has room in a picture, with all that stands in it.
pub fn fits(frame: &Frame<'_>, look: &Look<'_>) -> bool {
    let (_, _, (width, height)) = parts(frame, look);
    let inside =
        |area: &Area| area.x >= -1.0 && area.y >= -1.0 && area.right() <= width + 1.0 && area.bottom() <= height + 1.0;
    stage(frame, look, (width, height)).shapes.iter().all(|shape| match shape {
        Shape::Rect { area, .. } | Shape::Pixels { area, .. } => inside(area),
        Shape::Circle { x, y, radius, .. } => inside(&Area::new(*x, *y, 0.0, 0.0).grow(*radius)),
        Shape::Text(text) => inside(&Area::new(text.x, text.y, 0.0, 0.0)),
        Shape::Path { .. } => true,
    })
}

/// The picture of an instant, on a ground of its own, with all that stands in it.
pub fn scene(frame: &Frame<'_>, look: &Look<'_>) -> Scene {
    let (margin, words, (width, height)) = parts(frame, look);
    let whole = look.height.unwrap_or(height + 2.0 * margin + words.height());
    let mut scene = Scene::new(look.width, whole);
    scene.block(Area::new(0.0, 0.0, look.width, whole), 0.0, look.theme.paper);
    let stage = stage(frame, look, (width, height));
    scene.shapes.extend(stage.shapes.into_iter().map(|shape| shifted(shape, margin, margin)));
    words.write(&mut scene, (margin, whole - margin - words.height()), look);
    scene
}

/// The picture of an instant as a stand-alone SVG document, with the layer as its title and [`caption::alt`] as its description.
pub fn svg(frame: &Frame<'_>, look: &Look<'_>) -> String {
    let title = caption::layer(frame.plan.spec(), look.lang);
    let told = caption::beside(caption::alt(frame, look.lang), look.beside, look.lang);
    svg::write_described(&scene(frame, look), &title, &told, look.lang.messages().tag)
}

/// The words under a picture: the layer from the left, the step at the right end of the first line.
struct Foot {
    lines: Vec<String>,
    step: String,
    size: f64,
    width: f64,
}

impl Foot {
    fn new(frame: &Frame<'_>, look: &Look<'_>, width: f64) -> Self {
        let size = if look.width < NARROW { 12.0 } else { 13.0 };
        if !look.caption {
            return Self { lines: Vec::new(), step: String::new(), size, width };
        }
        let step = caption::step_number(frame.plan, frame.moment, look.lang);
        let words = caption::described_beside(frame.plan, look.beside, look.lang);
        // As much room in every step, so that the lines stay as they are.
        let longest = (look.lang.messages().step_of)(frame.plan.steps(), frame.plan.steps());
        let first = width - text_width(&longest, size).max(text_width(&step, size)) - 2.0 * size;
        let lines = wrap(&words, size, first, width);
        Self { lines, step, size, width }
    }

    fn line(&self) -> f64 {
        (self.size * 1.4).round()
    }

    /// With the room above.
    fn height(&self) -> f64 {
        if self.lines.is_empty() { 0.0 } else { self.line() * self.lines.len() as f64 + self.size }
    }

    fn write(&self, scene: &mut Scene, (x, y): (f64, f64), look: &Look<'_>) {
        if self.lines.is_empty() {
            return;
        }
        let text = |x: f64, nth: usize, words: &str, align: Align, bold: bool| Text {
            x,
            y: y + self.size + self.line() * (nth as f64 + 1.0) - 0.35 * self.size,
            words: words.into(),
            size: self.size,
            color: if bold { look.theme.ink } else { look.theme.ink2 },
            align,
            bold,
            face: Face::Sans,
            upwards: false,
        };
        for (nth, line) in self.lines.iter().enumerate() {
            scene.text(text(x, nth, line, Align::Start, false));
        }
        scene.text(text(x + self.width, 0, &self.step, Align::End, true));
    }
}

/// A width that the text has in no usual face more than, in CSS pixels.
fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(|letter| if is_wide(letter) { 1.0 } else { 0.56 }).sum::<f64>() * size
}

/// True for Chinese letters and marks, which are as wide as they are high.
fn is_wide(letter: char) -> bool {
    letter >= '\u{2E80}'
}

/// Text in lines: the first has less room than the others. Breaks at spaces and between Chinese letters, not before marks.
fn wrap(text: &str, size: f64, first: f64, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for part in pieces(text) {
        let room = if lines.len() == 1 { first } else { width };
        let line = lines
            .last_mut()
            .filter(|line| line.is_empty() || text_width(line, size) + text_width(part.trim_end(), size) <= room);
        match line {
            Some(line) => line.push_str(part),
            None => lines.push(part.to_owned()),
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// What is not broken apart: words with the space behind them, Chinese letters with the mark behind them.
fn pieces(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let mark = |letter: char| "，。；：、）”".contains(letter);
        let between = is_wide(before) && letter != ' ' || is_wide(letter) && before != ' ';
        if at > from && (before == ' ' || between && !mark(letter) && before != '（') {
            parts.push(&text[from..at]);
            from = at;
        }
        before = letter;
    }
    parts.push(&text[from..]);
    parts
}
