//! A [`Scene`] as SVG text: text stays text, coordinates have two decimals.

use super::{Align, Area, Color, Dash, Face, Pen, Scene, Shape, Stroke, Text};
use std::fmt::Write;
use std::rc::Rc;

/// The sans family of the design; digits are the same in both languages.
pub const SANS: &str = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', system-ui, sans-serif";
/// The serif family of the design.
pub const SERIF: &str = "'Iowan Old Style', 'Palatino Linotype', 'Source Serif 4', 'Noto Serif', 'Songti SC', 'Noto Serif CJK SC', 'Source Han Serif SC', Georgia, serif";

/// Writes the picture as a stand-alone SVG document, with `title` as its accessible name.
pub fn write(scene: &Scene, title: &str) -> String {
    write_described(scene, title, "", "")
}

/// The same with a description for who cannot see it, unless that is empty, in the language of a tag.
pub fn write_described(scene: &Scene, title: &str, description: &str, lang: &str) -> String {
    let mut out = String::new();
    let (w, h) = (short(scene.width), short(scene.height));
    push(
        &mut out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\" font-family=\"{SANS}\""
        ),
    );
    if !lang.is_empty() {
        push(&mut out, format_args!(" lang=\"{lang}\""));
    }
    push(&mut out, format_args!(">\n<title>{}</title>\n", escape(title)));
    if !description.is_empty() {
        push(&mut out, format_args!("<desc>{}</desc>\n", escape(description)));
    }
    for shape in &scene.shapes {
        element(shape).write(&mut out);
        out.push('\n');
    }
    out.push_str("</svg>\n");
    out
}

/// The same on a ground of its own, with a margin around: for a picture that leaves the page.
pub fn write_framed(scene: &Scene, title: &str, ground: Color, margin: f64) -> String {
    let (width, height) = (scene.width + 2.0 * margin, scene.height + 2.0 * margin);
    let ground =
        Shape::Rect { area: Area::new(0.0, 0.0, width, height), radius: 0.0, fill: Some(ground), stroke: None };
    let whole = write(&Scene { width, height, shapes: vec![ground] }, title);
    let inner: String = scene
        .shapes
        .iter()
        .map(|shape| {
            let mut out = String::new();
            element(shape).write(&mut out);
            out + "\n"
        })
        .collect();
    let end = "</svg>\n";
    let head = whole.strip_suffix(end).unwrap_or(&whole);
    format!("{head}<g transform=\"translate({} {})\">\n{inner}</g>\n{end}", short(margin), short(margin))
}

/// An element of SVG, before it is written as text or put into a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// What it is.
    pub tag: &'static str,
    /// Names and values, in the order in which they are written.
    pub attributes: Vec<(&'static str, String)>,
    /// The text in it.
    pub text: Option<Rc<str>>,
    /// The elements in it.
    pub children: Vec<Self>,
}

impl Element {
    const fn new(tag: &'static str) -> Self {
        Self { tag, attributes: Vec::new(), text: None, children: Vec::new() }
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    fn placed(self, area: &Area) -> Self {
        let Area { x, y, w, h } = *area;
        self.with("x", short(x)).with("y", short(y)).with("width", short(w)).with("height", short(h))
    }

    fn painted(mut self, fill: Option<Color>, stroke: Option<Stroke>) -> Self {
        self = match fill {
            None => self.with("fill", "none"),
            Some(color) => self.with("fill", color.to_hex()).faded("fill-opacity", color),
        };
        let Some(Stroke { color, width, dash }) = stroke else { return self };
        self = self.with("stroke", color.to_hex()).with("stroke-width", short(width)).faded("stroke-opacity", color);
        match dash {
            Dash::Solid => self,
            Dash::Dots(gap) => {
                self.with("stroke-dasharray", format!("0.1 {}", short(gap))).with("stroke-linecap", "round")
            }
            Dash::Strokes(on, off) => self.with("stroke-dasharray", format!("{} {}", short(on), short(off))),
        }
    }

    fn faded(self, name: &'static str, color: Color) -> Self {
        if color.a < 255 { self.with(name, short(f64::from(color.a) / 255.0)) } else { self }
    }

    fn write(&self, out: &mut String) {
        push(out, format_args!("<{}", self.tag));
        for (name, value) in &self.attributes {
            push(out, format_args!(" {name}=\"{value}\""));
        }
        if self.text.is_none() && self.children.is_empty() {
            return out.push_str("/>");
        }
        out.push('>');
        out.push_str(&escape(self.text.as_deref().unwrap_or_default()));
        self.children.iter().for_each(|child| child.write(out));
        push(out, format_args!("</{}>", self.tag));
    }
}

/// A shape as an element.
pub fn element(shape: &Shape) -> Element {
    match shape {
        Shape::Rect { area, radius, fill, stroke } => {
            Element::new("rect").placed(area).with("rx", short(*radius)).painted(*fill, *stroke)
        }
        Shape::Circle { x, y, radius, fill, stroke } => {
            let circle = Element::new("circle").with("cx", short(*x)).with("cy", short(*y));
            circle.with("r", short(*radius)).painted(*fill, *stroke)
        }
        Shape::Path { pen, fill, stroke } => Element::new("path").with("d", path(pen)).painted(*fill, *stroke),
        Shape::Text(text) => of_text(text),
        Shape::Pixels { area, cols, colors } => pixels(area, *cols, colors),
    }
}

fn of_text(text: &Text) -> Element {
    let Text { x, y, words, size, color, align, bold, face, upwards } = text;
    let (x, y) = (short(*x), short(*y));
    let mut element = Element::new("text").with("x", x.as_str()).with("y", y.as_str()).with("font-size", short(*size));
    element = match align {
        Align::Start => element,
        Align::Middle => element.with("text-anchor", "middle"),
        Align::End => element.with("text-anchor", "end"),
    };
    if *bold {
        element = element.with("font-weight", "700");
    }
    element = match face {
        Face::Sans => element,
        Face::Serif => element.with("font-family", SERIF),
    };
    if *upwards {
        element = element.with("transform", format!("rotate(-90 {x} {y})"));
    }
    Element { text: Some(Rc::clone(words)), ..element.painted(Some(*color), None) }
}

/// Neighbouring blocks of one colour in a row become one rectangle.
fn pixels(area: &Area, cols: usize, colors: &[Color]) -> Element {
    let mut group = Element::new("g").with("shape-rendering", "crispEdges");
    let rows = colors.len() / cols;
    let (w, h) = (area.w / cols as f64, area.h / rows as f64);
    for (row, line) in colors.chunks(cols).enumerate() {
        let mut col = 0;
        for run in line.chunk_by(|one, two| one == two) {
            let block = Area::new(area.x + col as f64 * w, area.y + row as f64 * h, run.len() as f64 * w, h);
            group.children.push(Element::new("rect").placed(&block).painted(Some(run[0]), None));
            col += run.len();
        }
    }
    group
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
pub fn short(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    format!("{rounded}")
}

/// Text as it stands between tags and in attributes.
pub fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("writing to a String does not fail");
}
