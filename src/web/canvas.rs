//! A [`Scene`] on a 2D canvas: the twin of [`crate::scene::svg`].
//!
//! A frame has over a thousand shapes and a budget of a few milliseconds, so nothing is told to the canvas twice: the last
//! colour, width, dashes, face and alignment are remembered, and texts and colours are kept as JavaScript strings.

use crate::scene::svg::{SANS, SERIF};
use crate::scene::{Align, Area, Color, Dash, Face, Pen, Scene, Shape, Stroke, Text};
use std::f64::consts::{FRAC_PI_2, TAU};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

// The same methods as in `web_sys`, which takes every text as a Rust string and decodes it at every call.
#[wasm_bindgen]
extern "C" {
    /// The drawing context, taking texts that are JavaScript's already.
    #[wasm_bindgen(js_name = CanvasRenderingContext2D, extends = CanvasRenderingContext2d)]
    type Context;
    #[wasm_bindgen(method, setter, js_name = fillStyle)]
    fn fill_style(this: &Context, color: &JsValue);
    #[wasm_bindgen(method, setter, js_name = strokeStyle)]
    fn stroke_style(this: &Context, color: &JsValue);
    #[wasm_bindgen(method, setter, js_name = font)]
    fn font_of(this: &Context, font: &JsValue);
    #[wasm_bindgen(method, js_name = fillText)]
    fn write(this: &Context, words: &JsValue, x: f64, y: f64);
    #[wasm_bindgen(method, js_name = roundRect)]
    fn round(this: &Context, x: f64, y: f64, w: f64, h: f64, radius: f64);
    #[wasm_bindgen(method, js_name = arc)]
    fn turn(this: &Context, x: f64, y: f64, radius: f64, from: f64, to: f64);
}

/// A canvas that scenes are painted on.
pub struct Canvas {
    context: Context,
    element: HtmlCanvasElement,
    /// True if the browser draws round corners.
    rounds: bool,
    brush: Brush,
    texts: Kept<Rc<str>>,
    colors: Kept<Color>,
    fonts: Kept<Font>,
    /// One small canvas for each picture of pixels in a scene, with what it shows.
    pixels: Vec<Pixels>,
}

/// What the context was told last.
#[derive(Default)]
struct Brush {
    fill: Option<Color>,
    stroke: Option<Color>,
    width: Option<f64>,
    dash: Option<Dash>,
    font: Option<Font>,
    align: Option<Align>,
}

/// A face: its size in hundredths of a CSS pixel.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Font {
    size: u32,
    bold: bool,
    serif: bool,
}

struct Pixels {
    colors: Rc<[Color]>,
    cols: usize,
    canvas: HtmlCanvasElement,
}

impl Canvas {
    /// Takes hold of a canvas element; `None` if it cannot be drawn on.
    pub fn new(element: HtmlCanvasElement) -> Option<Self> {
        let options = js_sys::Object::new();
        // Every picture covers all of it: the browser need not mix it with what lies below.
        js_sys::Reflect::set(&options, &"alpha".into(), &JsValue::FALSE).ok()?;
        let context = element.get_context_with_context_options("2d", &options).ok()??.unchecked_into::<Context>();
        let rounds = js_sys::Reflect::has(&context, &"roundRect".into()).unwrap_or(false);
        Some(Self {
            context,
            element,
            rounds,
            brush: Brush::default(),
            texts: Kept::new(),
            colors: Kept::new(),
            fonts: Kept::new(),
            pixels: Vec::new(),
        })
    }

    /// Gives the canvas as many pixels as the screen has for it. It is then black.
    pub fn resize(&mut self, width: u32, height: u32) {
        self.element.set_width(width);
        self.element.set_height(height);
        self.brush = Brush::default();
    }

    /// Paints a scene over all of the canvas, on a ground of one colour.
    pub fn paint(&mut self, scene: &Scene, ground: Color) {
        let (width, height) = (f64::from(self.element.width()), f64::from(self.element.height()));
        let reset = |context: &Context, x, y| context.set_transform(x, 0.0, 0.0, y, 0.0, 0.0);
        // Sets no numbers that a matrix cannot hold.
        let _ = reset(&self.context, width / scene.width, height / scene.height);
        self.context.set_image_smoothing_enabled(false);
        self.fill(ground);
        self.context.fill_rect(0.0, 0.0, scene.width, scene.height);
        let mut nth = 0;
        for shape in &scene.shapes {
            match shape {
                Shape::Rect { area, radius, fill, stroke } => self.rect(area, *radius, *fill, *stroke),
                Shape::Circle { x, y, radius, fill, stroke } => {
                    self.context.begin_path();
                    self.context.turn(*x, *y, *radius, 0.0, TAU);
                    self.finish(*fill, *stroke);
                }
                Shape::Path { pen, fill, stroke } => {
                    self.context.begin_path();
                    pen.iter().for_each(|pen| self.step(pen));
                    self.finish(*fill, *stroke);
                }
                Shape::Text(text) => self.text(text),
                Shape::Pixels { area, cols, colors } => {
                    self.picture(nth, area, *cols, colors);
                    nth += 1;
                }
            }
        }
    }

    fn rect(&mut self, area: &Area, radius: f64, fill: Option<Color>, stroke: Option<Stroke>) {
        let Area { x, y, w, h } = *area;
        if radius > 0.0 && self.rounds {
            self.context.begin_path();
            self.context.round(x, y, w, h, radius);
            self.finish(fill, stroke);
            return;
        }
        if let Some(color) = fill {
            self.fill(color);
            self.context.fill_rect(x, y, w, h);
        }
        if let Some(stroke) = stroke {
            self.stroke(stroke);
            self.context.stroke_rect(x, y, w, h);
        }
    }

    fn step(&self, pen: &Pen) {
        match *pen {
            Pen::Move(x, y) => self.context.move_to(x, y),
            Pen::Line(x, y) => self.context.line_to(x, y),
            Pen::Quad(a, b, x, y) => self.context.quadratic_curve_to(a, b, x, y),
            Pen::Cubic(a, b, c, d, x, y) => self.context.bezier_curve_to(a, b, c, d, x, y),
            Pen::Close => self.context.close_path(),
        }
    }

    /// Fills and outlines the path that has been begun.
    fn finish(&mut self, fill: Option<Color>, stroke: Option<Stroke>) {
        if let Some(color) = fill {
            self.fill(color);
            self.context.fill();
        }
        if let Some(stroke) = stroke {
            self.stroke(stroke);
            self.context.stroke();
        }
    }

    fn fill(&mut self, color: Color) {
        if self.brush.fill != Some(color) {
            self.brush.fill = Some(color);
            self.context.fill_style(self.colors.get(place(&[color.r, color.g, color.b, color.a]), &color, css));
        }
    }

    fn stroke(&mut self, Stroke { color, width, dash }: Stroke) {
        if self.brush.stroke != Some(color) {
            self.brush.stroke = Some(color);
            self.context.stroke_style(self.colors.get(place(&[color.r, color.g, color.b, color.a]), &color, css));
        }
        if self.brush.width != Some(width) {
            self.brush.width = Some(width);
            self.context.set_line_width(width);
        }
        if self.brush.dash != Some(dash) {
            self.brush.dash = Some(dash);
            let (lengths, cap): (&[f64], &str) = match dash {
                Dash::Solid => (&[], "butt"),
                Dash::Dots(gap) => (&[0.1, gap], "round"),
                Dash::Strokes(on, off) => (&[on, off], "butt"),
            };
            let lengths: js_sys::Array = lengths.iter().copied().map(JsValue::from_f64).collect();
            // Lengths are finite and not negative.
            let _ = self.context.set_line_dash(&lengths);
            self.context.set_line_cap(cap);
        }
    }

    fn text(&mut self, text: &Text) {
        let Text { x, y, words, size, color, align, bold, face, upwards } = text;
        self.fill(*color);
        self.face(Font { size: (size * 100.0).round() as u32, bold: *bold, serif: *face == Face::Serif });
        if self.brush.align != Some(*align) {
            self.brush.align = Some(*align);
            self.context.set_text_align(match align {
                Align::Start => "left",
                Align::Middle => "center",
                Align::End => "right",
            });
        }
        let context = &self.context;
        let words = self.texts.get(place(words.as_bytes()), words, |words| words.to_string());
        if *upwards {
            context.save();
            let _ = context.translate(*x, *y);
            let _ = context.rotate(-FRAC_PI_2);
            context.write(words, 0.0, 0.0);
            context.restore();
        } else {
            context.write(words, *x, *y);
        }
    }

    fn face(&mut self, font: Font) {
        if self.brush.font == Some(font) {
            return;
        }
        self.brush.font = Some(font);
        let place = font.size as usize * 4 + usize::from(font.bold) * 2 + usize::from(font.serif);
        self.context.font_of(self.fonts.get(place, &font, |font| {
            let (weight, family) = (if font.bold { 700 } else { 400 }, if font.serif { SERIF } else { SANS });
            format!("{weight} {}.{:02}px {family}", font.size / 100, font.size % 100)
        }));
    }

    /// Paints the `nth` picture of pixels of a scene. Its small canvas is filled anew only if the colours changed.
    fn picture(&mut self, nth: usize, area: &Area, cols: usize, colors: &Rc<[Color]>) {
        if self.pixels.len() <= nth {
            let Ok(canvas) = super::document::document().create_element("canvas") else { return };
            self.pixels.push(Pixels { colors: Rc::new([]), cols: 0, canvas: canvas.unchecked_into() });
        }
        let pixels = &mut self.pixels[nth];
        if pixels.cols != cols || pixels.colors != *colors {
            pixels.show(cols, colors);
        }
        let Area { x, y, w, h } = *area;
        let _ = self.context.draw_image_with_html_canvas_element_and_dw_and_dh(&pixels.canvas, x, y, w, h);
    }
}

impl Pixels {
    fn show(&mut self, cols: usize, colors: &Rc<[Color]>) {
        let rows = colors.len() / cols.max(1);
        self.canvas.set_width(cols as u32);
        self.canvas.set_height(rows as u32);
        let bytes: Vec<u8> = colors.iter().flat_map(|color| [color.r, color.g, color.b, color.a]).collect();
        let data = ImageData::new_with_u8_clamped_array(wasm_bindgen::Clamped(&bytes), cols as u32);
        let context = self.canvas.get_context("2d");
        if let (Ok(data), Ok(Some(context))) = (data, context) {
            let _ = context.unchecked_into::<CanvasRenderingContext2d>().put_image_data(&data, 0.0, 0.0);
        }
        self.colors = Rc::clone(colors);
        self.cols = cols;
    }
}

/// Texts that JavaScript has already, by what they were made from. Of two whose places agree the later stays.
struct Kept<K>(Vec<Option<(K, JsValue)>>);

impl<K: Clone + PartialEq> Kept<K> {
    /// More than a picture has of one kind, so that few are made anew from frame to frame.
    const PLACES: usize = 1024;

    fn new() -> Self {
        Self((0..Self::PLACES).map(|_| None).collect())
    }

    fn get(&mut self, place: usize, key: &K, make: impl FnOnce(&K) -> String) -> &JsValue {
        let slot = &mut self.0[place % Self::PLACES];
        if slot.as_ref().is_none_or(|(kept, _)| kept != key) {
            *slot = None;
        }
        &slot.get_or_insert_with(|| (key.clone(), JsValue::from_str(&make(key)))).1
    }
}

/// A number that is seldom the same for two short texts: FNV-1a.
fn place(bytes: &[u8]) -> usize {
    bytes.iter().fold(0x811C_9DC5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) as usize
}

/// A colour as CSS writes it.
fn css(color: &Color) -> String {
    let Color { r, g, b, a } = color;
    format!("#{r:02X}{g:02X}{b:02X}{a:02X}")
}

/// A scene painted on a canvas that is nowhere in the document; `None` if there is no canvas to be had.
pub fn painted(scene: &Scene, ground: Color, scale: f64) -> Option<HtmlCanvasElement> {
    let element: HtmlCanvasElement = super::document::document().create_element("canvas").ok()?.unchecked_into();
    let mut canvas = Canvas::new(element.clone())?;
    canvas.resize((scene.width * scale).round() as u32, (scene.height * scale).round() as u32);
    canvas.paint(scene, ground);
    Some(element)
}
