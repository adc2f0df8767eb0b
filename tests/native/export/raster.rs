//! Scenes as pixels, coarsely: for encoders that want pixels of real frames, not for the eye. Rectangles are filled without round
//! corners, lines are drawn with a square pen, a letter is a block.

use convoscope::scene::{Align, Area, Color, Pen, Scene, Shape};

/// A picture of `width` × `height` pixels, four bytes each.
pub struct Raster {
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<u8>,
}

/// Paints a scene over all of a picture.
pub fn paint(scene: &Scene, width: usize, height: usize) -> Raster {
    let mut raster = Raster { width, height, rgba: vec![255; width * height * 4] };
    let scale = (width as f64 / scene.width, height as f64 / scene.height);
    let scaled = |area: &Area| Area::new(area.x * scale.0, area.y * scale.1, area.w * scale.0, area.h * scale.1);
    for shape in &scene.shapes {
        match shape {
            Shape::Rect { area, fill, stroke, .. } => {
                if let Some(color) = fill {
                    raster.block(&scaled(area), *color);
                }
                if let Some(stroke) = stroke {
                    let corners = [
                        (area.x, area.y),
                        (area.right(), area.y),
                        (area.right(), area.bottom()),
                        (area.x, area.bottom()),
                        (area.x, area.y),
                    ];
                    corners.windows(2).for_each(|ends| raster.line(ends[0], ends[1], scale, stroke.color));
                }
            }
            Shape::Circle { x, y, radius, fill, stroke } => {
                let area = Area::new(x - radius, y - radius, 2.0 * radius, 2.0 * radius);
                if let Some(color) = fill.or(stroke.map(|stroke| stroke.color)) {
                    raster.block(&scaled(&area), color);
                }
            }
            Shape::Path { pen, fill: _, stroke } => {
                let Some(stroke) = stroke else { continue };
                let mut at = (0.0, 0.0);
                for step in pen {
                    match *step {
                        Pen::Move(x, y) => at = (x, y),
                        Pen::Line(x, y) | Pen::Quad(_, _, x, y) | Pen::Cubic(_, _, _, _, x, y) => {
                            raster.line(at, (x, y), scale, stroke.color);
                            at = (x, y);
                        }
                        Pen::Close => {}
                    }
                }
            }
            Shape::Text(text) => {
                let letters = text.words.chars().count() as f64;
                let wide = letters * text.size * 0.55;
                let left = match text.align {
                    Align::Start => text.x,
                    Align::Middle => text.x - wide / 2.0,
                    Align::End => text.x - wide,
                };
                for (nth, letter) in text.words.chars().enumerate().filter(|(_, letter)| *letter != ' ') {
                    // A height of its own for each letter, so that other words are other pixels.
                    let high = text.size * (0.4 + f64::from(letter as u32 % 7) / 20.0);
                    let block = Area::new(left + nth as f64 * text.size * 0.55, text.y - high, text.size * 0.4, high);
                    raster.block(&scaled(&block), text.color);
                }
            }
            Shape::Pixels { area, cols, colors } => {
                let rows = colors.len() / cols;
                let (w, h) = (area.w / *cols as f64, area.h / rows as f64);
                for (nth, color) in colors.iter().enumerate() {
                    let (row, col) = (nth / cols, nth % cols);
                    let block = Area::new(area.x + col as f64 * w, area.y + row as f64 * h, w, h);
                    raster.block(&scaled(&block), *color);
                }
            }
        }
    }
    raster
}

impl Raster {
    fn dot(&mut self, x: usize, y: usize, color: Color) {
        if x < self.width && y < self.height {
            let from = (y * self.width + x) * 4;
            let below = Color { r: self.rgba[from], g: self.rgba[from + 1], b: self.rgba[from + 2], a: 255 };
            let mixed = below.mix(Color { a: 255, ..color }, f64::from(color.a) / 255.0);
            self.rgba[from..from + 3].copy_from_slice(&[mixed.r, mixed.g, mixed.b]);
        }
    }

    fn block(&mut self, area: &Area, color: Color) {
        let side = |at: f64| at.round().max(0.0) as usize;
        for y in side(area.y)..side(area.bottom()).min(self.height) {
            for x in side(area.x)..side(area.right()).min(self.width) {
                self.dot(x, y, color);
            }
        }
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), scale: (f64, f64), color: Color) {
        let length = ((to.0 - from.0) * scale.0).hypot((to.1 - from.1) * scale.1).ceil().max(1.0) as usize;
        for step in 0..=length {
            let share = step as f64 / length as f64;
            let (x, y) = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
            if x >= 0.0 && y >= 0.0 {
                self.dot((x * scale.0) as usize, (y * scale.1) as usize, color);
            }
        }
    }
}
