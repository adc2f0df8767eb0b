//! A [`Scene`] as SVG text: text stays text, coordinates have two decimals.

use super::{Align, Area, Color, Dash, Face, Pen, Scene, Shape, Stroke, Text};
use std::fmt::Write;

/// The sans family of the design; digits are the same in both languages.
pub const SANS: &str = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', system-ui, sans-serif";
/// The serif family of the design.
pub const SERIF: &str = "'Iowan Old Style', 'Palatino Linotype', 'Source Serif 4', 'Noto Serif', 'Songti SC', 'Noto Serif CJK SC', 'Source Han Serif SC', Georgia, serif";

/// Writes the picture as a stand-alone SVG document, with `title` as its accessible name.
pub fn write(scene: &Scene, title: &str) -> String {
    let mut out = String::new();
    let (w, h) = (short(scene.width), short(scene.height));
    push(
        &mut out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\" font-family=\"{SANS}\">\n<title>{}</title>\n",
            escape(title)
        ),
    );
    for shape in &scene.shapes {
        write_shape(&mut out, shape);
        out.push('\n');
    }
    out.push_str("</svg>\n");
    out
}

fn write_shape(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Rect { area, radius, fill, stroke } => {
            push(out, format_args!("<rect {} rx=\"{}\"{}/>", place(area), short(*radius), paint(*fill, *stroke)));
        }
        Shape::Circle { x, y, radius, fill, stroke } => push(
            out,
            format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>",
                short(*x),
                short(*y),
                short(*radius),
                paint(*fill, *stroke)
            ),
        ),
        Shape::Path { pen, fill, stroke } => {
            push(out, format_args!("<path d=\"{}\"{}/>", path(pen), paint(*fill, *stroke)));
        }
        Shape::Text(text) => write_text(out, text),
        Shape::Pixels { area, cols, colors } => write_pixels(out, area, *cols, colors),
    }
}

fn write_text(out: &mut String, text: &Text) {
    let Text { x, y, words, size, color, align, bold, face, upwards } = text;
    let anchor = match align {
        Align::Start => "",
        Align::Middle => " text-anchor=\"middle\"",
        Align::End => " text-anchor=\"end\"",
    };
    let weight = if *bold { " font-weight=\"700\"" } else { "" };
    let family = match face {
        Face::Sans => String::new(),
        Face::Serif => format!(" font-family=\"{SERIF}\""),
    };
    let (x, y) = (short(*x), short(*y));
    let turn = if *upwards { format!(" transform=\"rotate(-90 {x} {y})\"") } else { String::new() };
    let fill = paint(Some(*color), None);
    push(
        out,
        format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\"{anchor}{weight}{family}{turn}{fill}>{}</text>",
            short(*size),
            escape(words)
        ),
    );
}

/// Neighbouring blocks of one colour in a row become one rectangle.
fn write_pixels(out: &mut String, area: &Area, cols: usize, colors: &[Color]) {
    let rows = colors.len() / cols;
    let (w, h) = (area.w / cols as f64, area.h / rows as f64);
    out.push_str("<g shape-rendering=\"crispEdges\">");
    for (row, line) in colors.chunks(cols).enumerate() {
        let mut col = 0;
        for run in line.chunk_by(|one, two| one == two) {
            let block = Area::new(area.x + col as f64 * w, area.y + row as f64 * h, run.len() as f64 * w, h);
            push(out, format_args!("<rect {}{}/>", place(&block), paint(Some(run[0]), None)));
            col += run.len();
        }
    }
    out.push_str("</g>");
}

fn place(area: &Area) -> String {
    let Area { x, y, w, h } = *area;
    format!("x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", short(x), short(y), short(w), short(h))
}

fn paint(fill: Option<Color>, stroke: Option<Stroke>) -> String {
    let mut out = String::new();
    match fill {
        None => out.push_str(" fill=\"none\""),
        Some(color) => {
            push(&mut out, format_args!(" fill=\"{}\"", color.to_hex()));
            opacity(&mut out, "fill-opacity", color);
        }
    }
    let Some(Stroke { color, width, dash }) = stroke else { return out };
    push(&mut out, format_args!(" stroke=\"{}\" stroke-width=\"{}\"", color.to_hex(), short(width)));
    opacity(&mut out, "stroke-opacity", color);
    match dash {
        Dash::Solid => {}
        Dash::Dots(gap) => {
            push(&mut out, format_args!(" stroke-dasharray=\"0.1 {}\" stroke-linecap=\"round\"", short(gap)));
        }
        Dash::Strokes(on, off) => push(&mut out, format_args!(" stroke-dasharray=\"{} {}\"", short(on), short(off))),
    }
    out
}

fn opacity(out: &mut String, name: &str, color: Color) {
    if color.a < 255 {
        push(out, format_args!(" {name}=\"{}\"", short(f64::from(color.a) / 255.0)));
    }
}

fn path(pen: &[Pen]) -> String {
    let mut out = String::new();
    for step in pen {
        let (letter, numbers): (char, Vec<f64>) = match *step {
            Pen::Move(x, y) => ('M', vec![x, y]),
            Pen::Line(x, y) => ('L', vec![x, y]),
            Pen::Quad(a, b, x, y) => ('Q', vec![a, b, x, y]),
            Pen::Cubic(a, b, c, d, x, y) => ('C', vec![a, b, c, d, x, y]),
            Pen::Close => ('Z', Vec::new()),
        };
        out.push(letter);
        let words: Vec<String> = numbers.into_iter().map(short).collect();
        out.push_str(&words.join(" "));
    }
    out
}

/// A coordinate with at most two decimals and no trailing zeros.
fn short(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    format!("{rounded}")
}

fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("writing to a String does not fail");
}
