//! Charts as scenes: plotters draws axes, lines and bars through a backend that appends shapes.
//!
//! A [`Chart`] says what is drawn; [`Chart::draw`] puts it into a [`Scene`] and gives back where its values lie, so that a caller can
//! write beside them and know what is pointed at. A scene goes on to the page and to files like every other.
//!
//! To add a kind of chart: describe it with [`Line`]s and [`Bar`]s on two [`Scale`]s; `costs::picture` is the one to copy.

mod backend;
mod scale;

pub use backend::text_width;
pub use scale::Scale;

use crate::scene::{Align, Area, Color, Face, Pen, Scene, Stroke, Text};
use crate::stage::theme::Theme;
use backend::{FINE, SceneBackend};
use plotters::prelude::*;
use plotters::style::Color as _;
use std::rc::Rc;

/// Height of a chart's words, in CSS pixels.
pub const WORDS: f64 = 12.0;

/// An axis: where values lie, what they are called, how they are written.
#[derive(Clone, Debug)]
pub struct Axis {
    /// Where values lie, and which of them are labelled.
    pub scale: Scale,
    /// What is measured.
    pub name: Rc<str>,
    /// A value in words.
    pub label: fn(f64) -> String,
}

/// A line through points, in the units of the axes.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it shows, for the legend; empty: it is not in the legend.
    pub name: Rc<str>,
    /// Its points, in the order in which they are joined.
    pub points: Vec<(f64, f64)>,
    /// Its colour.
    pub color: Color,
    /// True: a dot at each point.
    pub dots: bool,
}

/// A filled rectangle, in the units of the axes.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    /// Where it begins and ends along x.
    pub x: (f64, f64),
    /// Where it begins and ends along y.
    pub y: (f64, f64),
    /// Its colour.
    pub color: Color,
}

/// Lines and bars on two axes.
#[derive(Clone, Debug)]
pub struct Chart {
    /// To the right.
    pub x: Axis,
    /// Upwards.
    pub y: Axis,
    /// Lines, the first one undermost.
    pub lines: Vec<Line>,
    /// Bars, under the lines.
    pub bars: Vec<Bar>,
    /// A value of x that is marked, with a point on each line that passes there.
    pub mark: Option<f64>,
}

/// Where the values of a chart lie in its scene.
#[derive(Clone, Debug)]
pub struct Plot {
    /// The part between the axes, in CSS pixels.
    pub area: Area,
    x: Scale,
    y: Scale,
}

impl Plot {
    /// Where a value of x lies.
    pub fn x(&self, value: f64) -> f64 {
        self.area.x + self.x.share(value) * self.area.w
    }

    /// Where a value of y lies.
    pub fn y(&self, value: f64) -> f64 {
        self.area.bottom() - self.y.share(value) * self.area.h
    }
}

impl Chart {
    /// Draws the chart into a part of a scene.
    pub fn draw(&self, scene: &mut Scene, area: Area, theme: &Theme) -> Plot {
        let legend = self.legend(scene, area, theme);
        let head = legend + WORDS + 10.0;
        let foot = WORDS * 2.0 + 12.0;
        let left =
            self.y.scale.ticks().iter().map(|&tick| text_width(&(self.y.label)(tick), WORDS)).fold(0.0, f64::max)
                + 10.0;
        let plot =
            Area::new(area.x + left, area.y + head, (area.w - left - 12.0).max(40.0), (area.h - head - foot).max(40.0));
        name(scene, &self.y.name, (area.x, area.y + legend + WORDS - 2.0), Align::Start, theme);
        name(scene, &self.x.name, (plot.right(), area.bottom() - 3.0), Align::End, theme);
        // Nothing that is drawn into a scene can fail.
        let _ = self.mesh(scene, plot, left, theme);
        let plot = Plot { area: plot, x: self.x.scale.clone(), y: self.y.scale.clone() };
        self.marked(scene, &plot, theme);
        plot
    }

    /// Grid, labels, bars and lines, by plotters.
    fn mesh(&self, scene: &mut Scene, plot: Area, left: f64, theme: &Theme) -> Result<(), Box<dyn std::error::Error>> {
        let fine = |length: f64| (length * FINE).round() as i32;
        let foot = WORDS + 8.0;
        let around = Area::new(plot.x - left, plot.y, plot.w + left, plot.h + foot);
        let root = SceneBackend::new(scene, around).into_drawing_area();
        let mut context = ChartBuilder::on(&root)
            .set_label_area_size(LabelAreaPosition::Left, fine(left))
            .set_label_area_size(LabelAreaPosition::Bottom, fine(foot))
            .build_cartesian_2d(self.x.scale.clone(), self.y.scale.clone())?;
        let ink = rgba(theme.ink3);
        let labels = TextStyle::from(("sans-serif", WORDS * FINE).into_font()).color(&ink);
        let (x, y) = (self.x.label, self.y.label);
        context
            .configure_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(rgba(theme.line).stroke_width(FINE as u32))
            .axis_style(rgba(theme.line).stroke_width(FINE as u32))
            .set_all_tick_mark_size(fine(4.0))
            .x_label_style(labels.clone())
            .y_label_style(labels)
            .x_label_formatter(&|value| x(*value))
            .y_label_formatter(&|value| y(*value))
            .draw()?;
        let bar = |bar: &Bar| Rectangle::new([(bar.x.0, bar.y.0), (bar.x.1, bar.y.1)], rgba(bar.color).filled());
        context.draw_series(self.bars.iter().map(bar))?;
        for line in &self.lines {
            let style = rgba(line.color).stroke_width(fine(2.0) as u32);
            context.draw_series(LineSeries::new(line.points.iter().copied(), style))?;
            let dot = |&point: &(f64, f64)| Circle::new(point, fine(2.5), rgba(line.color).filled());
            context.draw_series(line.points.iter().filter(|_| line.dots).map(dot))?;
        }
        Ok(())
    }

    /// What each line is, in rows above the chart; gives their height.
    fn legend(&self, scene: &mut Scene, area: Area, theme: &Theme) -> f64 {
        let named: Vec<&Line> = self.lines.iter().filter(|line| !line.name.is_empty()).collect();
        let (mut x, mut row) = (area.x, 0.0);
        for line in &named {
            let width = 24.0 + text_width(&line.name, WORDS + 1.0) + 20.0;
            if x > area.x && x + width > area.right() + 20.0 {
                (x, row) = (area.x, row + 1.0);
            }
            let y = area.y + row * 18.0 + 8.0;
            scene.line(vec![Pen::Move(x, y), Pen::Line(x + 16.0, y)], Stroke::solid(line.color, 2.5));
            scene.text(words(&line.name, (x + 22.0, y + 4.5), WORDS + 1.0, theme.ink2, Align::Start));
            x += width;
        }
        if named.is_empty() { 0.0 } else { (row + 1.0) * 18.0 + 6.0 }
    }

    /// The marked value: an upright line, a ring on every line that has a point there, and its number.
    fn marked(&self, scene: &mut Scene, plot: &Plot, theme: &Theme) {
        let Some(mark) = self.mark else { return };
        let x = plot.x(mark);
        let upright = vec![Pen::Move(x, plot.area.y), Pen::Line(x, plot.area.bottom())];
        scene.line(upright, Stroke::solid(theme.ink, 1.0));
        for line in &self.lines {
            let here = line.points.iter().find(|point| (point.0 - mark).abs() < 1e-9);
            for &(_, value) in here.iter().copied() {
                scene.circle((x, plot.y(value)), 5.0, Some(theme.paper), Some(Stroke::solid(line.color, 2.5)));
            }
        }
    }
}

fn name(scene: &mut Scene, text: &str, at: (f64, f64), align: Align, theme: &Theme) {
    scene.text(words(text, at, WORDS, theme.ink3, align));
}

/// A line of a chart's words.
pub fn words(text: &str, (x, y): (f64, f64), size: f64, color: Color, align: Align) -> Text {
    Text { x, y, words: text.into(), size, color, align, bold: false, face: Face::Sans, upwards: false }
}

fn rgba(color: Color) -> RGBAColor {
    RGBAColor(color.r, color.g, color.b, f64::from(color.a) / 255.0)
}
