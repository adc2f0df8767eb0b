//! Between plotters and a scene: what it draws becomes shapes, in [`FINE`] steps to a CSS pixel.
//!
//! plotters counts in whole pixels and asks the browser how wide a text is, by adding elements to the page. Here it counts in
//! eighths, so that curves are smooth, and widths are estimated.

use crate::scene::{Align, Area, Color, Face, Pen, Scene, Shape, Stroke, Text};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendTextStyle};
use plotters_backend::{BackendStyle, DrawingBackend, DrawingErrorKind};
use std::convert::Infallible;

/// Steps to a CSS pixel.
pub(super) const FINE: f64 = 8.0;

/// Width of a line of text, estimated: a Han character is as wide as it is high, others a little over half.
pub fn text_width(text: &str, size: f64) -> f64 {
    let width = |letter: char| match letter {
        '\u{2e80}'.. => 1.0,
        'i' | 'l' | 'j' | 't' | 'f' | 'r' | '.' | ',' | ':' | ' ' | '(' | ')' => 0.34,
        'm' | 'w' | 'M' | 'W' => 0.88,
        'A'..='Z' => 0.68,
        _ => 0.58,
    };
    text.chars().map(width).sum::<f64>() * size
}

/// Appends what is drawn to a part of a scene.
pub(super) struct SceneBackend<'a> {
    scene: &'a mut Scene,
    area: Area,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl<'a> SceneBackend<'a> {
    pub(super) const fn new(scene: &'a mut Scene, area: Area) -> Self {
        Self { scene, area }
    }

    fn place(&self, (x, y): BackendCoord) -> (f64, f64) {
        (self.area.x + f64::from(x) / FINE, self.area.y + f64::from(y) / FINE)
    }

    fn pen(&self, points: impl IntoIterator<Item = BackendCoord>) -> Vec<Pen> {
        let points = points.into_iter().enumerate();
        points
            .map(|(nth, point)| {
                let (x, y) = self.place(point);
                if nth == 0 { Pen::Move(x, y) } else { Pen::Line(x, y) }
            })
            .collect()
    }
}

fn color(BackendColor { alpha, rgb: (r, g, b) }: BackendColor) -> Option<Color> {
    (alpha > 0.0).then(|| Color { r, g, b, a: (alpha * 255.0).round() as u8 })
}

fn stroke(style: &impl BackendStyle) -> Option<Stroke> {
    color(style.color()).map(|color| Stroke::solid(color, f64::from(style.stroke_width()) / FINE))
}

impl DrawingBackend for SceneBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        ((self.area.w * FINE) as u32, (self.area.h * FINE) as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, ink: BackendColor) -> Drawn {
        let (x, y) = self.place(point);
        if let Some(color) = color(ink) {
            self.scene.block(Area::new(x, y, 1.0 / FINE, 1.0 / FINE), 0.0, color);
        }
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        let ((x, y), (right, bottom)) = (self.place(from), self.place(to));
        let area = Area::new(x.min(right), y.min(bottom), (right - x).abs(), (bottom - y).abs());
        let (filled, line) = if fill { (color(style.color()), None) } else { (None, stroke(style)) };
        self.scene.shapes.push(Shape::Rect { area, radius: 0.0, fill: filled, stroke: line });
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        if let Some(stroke) = stroke(style) {
            let pen = self.pen(path);
            self.scene.line(pen, stroke);
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let (filled, line) = if fill { (color(style.color()), None) } else { (None, stroke(style)) };
        self.scene.circle(self.place(center), f64::from(radius) / FINE, filled, line);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        if let Some(color) = color(style.color()) {
            let pen = self.pen(path);
            self.scene.fill(pen, color);
        }
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let Some(color) = color(style.color()) else { return Ok(()) };
        let size = style.size() / FINE;
        let (x, y) = self.place(at);
        let anchor = style.anchor();
        let align = match anchor.h_pos {
            HPos::Left => Align::Start,
            HPos::Center => Align::Middle,
            HPos::Right => Align::End,
        };
        // The height of digits is 0.72 of the face's.
        let down = match anchor.v_pos {
            VPos::Top => 0.86,
            VPos::Center => 0.36,
            VPos::Bottom => -0.14,
        };
        let y = y + size * down;
        let words = text.into();
        self.scene.text(Text { x, y, words, size, color, align, bold: false, face: Face::Sans, upwards: false });
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((text_width(text, style.size()) as u32, style.size() as u32))
    }

    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        Ok(())
    }
}
