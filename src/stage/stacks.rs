//! Three stacks of dilated layers, read from the top: one output, its ways down, the inputs at their ends.

use super::STACKED_BELOW;
use super::easel::Easel;
use crate::field::{LAYERS, Stack};
use crate::scene::{Align, Color, Pen, Stroke};

/// From one stack to the next.
pub const GAP: f64 = 28.0;
/// From the top to the output: two lines of words.
const HEAD: f64 = 56.0;
/// What a third line takes, where the second is too long for its column.
const THIRD: f64 = 16.0;
/// From the inputs to the end of the bracket.
const FOOT: f64 = 22.0;

/// From one level to the next.
const fn step(stacked: bool) -> f64 {
    if stacked { 36.0 } else { 42.0 }
}

/// Room for the words above a stack.
fn head(width: f64) -> f64 {
    if (STACKED_BELOW..720.0).contains(&width) { HEAD + THIRD } else { HEAD }
}

/// The height of one stack.
pub fn height(width: f64) -> f64 {
    head(width) + step(width < STACKED_BELOW) * LAYERS as f64 + FOOT
}

/// Draws the stacks, beside one another or one below the other, on the same scale.
pub fn draw(easel: &mut Easel<'_>, all: &[Stack]) {
    let width = easel.view.width;
    let stacked = width < STACKED_BELOW;
    let columns = all.iter().fold(0, |most, stack| most.max(stack.columns));
    let wide = if stacked { width } else { (width - 2.0 * GAP) / 3.0 };
    for (nth, stack) in all.iter().enumerate() {
        let far = nth as f64;
        let corner = if stacked { (0.0, far * (height(width) + GAP)) } else { (far * (wide + GAP), 0.0) };
        one(easel, stack, corner, (wide, columns));
    }
}

fn one(easel: &mut Easel<'_>, stack: &Stack, (left, top): (f64, f64), (width, columns): (f64, usize)) {
    let (theme, messages) = (easel.theme(), easel.view.messages);
    let missed = stack.missed();
    let reach = (messages.stack_reach)(stack.reach, missed);
    easel.words(left, top + 15.0, &stack.title(messages), 15.0, theme.ink, Align::Start, true);
    let color = if missed > 0 { theme.warn } else { theme.ink3 };
    let head = head(easel.view.width);
    let (mut line, mut rest) = (reach.as_str(), "");
    if head > HEAD
        && let Some(comma) = reach.find([',', '，'])
    {
        (line, rest) = reach.split_at(comma);
    }
    easel.words(left, top + 34.0, line, 13.0, color, Align::Start, false);
    if !rest.is_empty() {
        let rest = rest.trim_start_matches([',', '，', ' ']);
        easel.words(left, top + 34.0 + THIRD, rest, 13.0, color, Align::Start, false);
    }

    let pitch = (width / columns as f64).min(24.0);
    let first = left + pitch * (0.5 + (columns - stack.columns) as f64 / 2.0);
    let down = step(easel.view.width < STACKED_BELOW);
    let at = |level: usize, column: usize| (first + pitch * column as f64, top + head + down * (LAYERS - level) as f64);
    let radius = (pitch * 0.27).clamp(1.6, 4.2);
    let mut links = Vec::new();
    for &(level, from, to) in &stack.links {
        let ((x0, y0), (x1, y1)) = (at(level + 1, from), at(level, to));
        links.push(Pen::Move(x0, y0));
        links.push(Pen::Line(x1, y1));
    }
    let line = easel.stroke(theme.ink3, 1.0);
    easel.back.line(links, line);
    for (level, lit) in stack.levels.iter().enumerate() {
        for (column, &lit) in lit.iter().enumerate() {
            let inside = column >= stack.first() && column < stack.first() + stack.reach;
            node(easel, at(level, column), radius, Node::of(level, lit, inside));
        }
    }
    let (y, low) = (at(0, 0).1 + 10.0, at(0, 0).1 + 15.0);
    let (from, upto) = (at(0, stack.first()).0 - radius, at(0, stack.first() + stack.reach - 1).0 + radius);
    let bracket = easel.stroke(theme.input, 1.6);
    let pen = vec![Pen::Move(from, y), Pen::Line(from, low), Pen::Line(upto, low), Pen::Line(upto, y)];
    easel.front.line(pen, bracket);
}

/// What stands at one place of a stack.
enum Node {
    Output,
    Hidden,
    Input,
    Missed,
    Nothing,
}

impl Node {
    const fn of(level: usize, lit: bool, inside: bool) -> Self {
        match (level, lit) {
            (LAYERS, true) => Self::Output,
            (0, true) => Self::Input,
            (_, true) => Self::Hidden,
            (0, false) if inside => Self::Missed,
            (_, false) => Self::Nothing,
        }
    }
}

fn node(easel: &mut Easel<'_>, at: (f64, f64), radius: f64, node: Node) {
    let theme = easel.theme();
    let fill: Option<Color> = match node {
        Node::Output => Some(theme.output),
        Node::Hidden => Some(theme.ink),
        Node::Input => Some(theme.input),
        Node::Missed => None,
        Node::Nothing => Some(theme.control.mix(theme.paper, 0.35)),
    };
    let ring = fill.is_none().then(|| Stroke::solid(theme.warn, (radius * 0.4).max(1.0)));
    let radius = match node {
        Node::Nothing => 1.1,
        Node::Missed => radius - 0.5,
        Node::Output | Node::Hidden | Node::Input => radius,
    };
    easel.front.circle(at, radius, fill, ring);
}
