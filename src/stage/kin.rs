//! Who is who in two pictures: a shape is known by the cell it lies in, else by the sheet it covers, else by its looks.

use super::{Picture, Region};
use crate::conv::{Geometry, Operation, Place, Sharing};
use crate::scene::{Area, Pen, Shape};
use crate::timeline::{Plan, Target};

/// A picture and the figure it is of.
pub type Shown<'a> = (&'a Picture, &'a Plan);

/// What a shape stands for: equal in two pictures if one becomes the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Name {
    /// The kind of shape, and whether it stands for a cell, for a sheet or for itself.
    tag: u32,
    parts: [u32; 4],
}

/// A shape's name and where it lies.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    name: Name,
    /// The middle of the grid of weights that it lies in, and whether that is turned.
    grid: Option<((f64, f64), bool)>,
}

/// The other end of a shape's way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Way {
    /// Position of its counterpart among the other picture's shapes.
    pub to: usize,
    /// True if the counterpart has another counterpart: several become one.
    pub surplus: bool,
    /// The middle of both grids, its own first, if one is the other turned by 180 degrees.
    pub turn: Option<[(f64, f64); 2]>,
}

/// What each shape of a picture stands for.
pub fn names((picture, plan): Shown<'_>, other: &Plan) -> Vec<Known> {
    let places = has_places(plan.geometry()) && has_places(other.geometry());
    picture.scene.shapes.iter().map(|shape| known(shape, picture, plan, places)).collect()
}

/// For each shape of one picture its way to the other, if it has one.
pub fn ways(own: (&[Shape], &[Known]), other: (&[Shape], &[Known])) -> Vec<Option<Way>> {
    let mut taken = vec![false; other.1.len()];
    let mut next = 0;
    let pair = |(shape, known): (&Shape, &Known)| {
        let start = if known.name.is_itself() { 0 } else { next };
        let same = |to: &usize| other.1[*to].name == known.name;
        let around = (start..other.1.len()).chain(0..start).filter(same);
        let free = around.clone().find(|&to| !taken[to]);
        let to = if known.name.is_itself() {
            let alike = || count(own.1, known.name) == count(other.1, known.name);
            free.filter(|&to| *shape == other.0[to] || alike())?
        } else {
            free.or_else(|| around.clone().next())?
        };
        next = to + 1;
        let surplus = std::mem::replace(&mut taken[to], true);
        Some(Way { to, surplus, turn: turn(known, &other.1[to]) })
    };
    own.0.iter().zip(own.1).map(pair).collect()
}

fn turn(one: &Known, two: &Known) -> Option<[(f64, f64); 2]> {
    let ((from, turned), (to, turned_there)) = one.grid.zip(two.grid)?;
    (turned != turned_there).then_some([from, to])
}

fn count(names: &[Known], name: Name) -> usize {
    names.iter().filter(|known| known.name == name).count()
}

impl Name {
    const CELL: u32 = 8;
    const SHEET: u32 = 32;

    fn is_itself(&self) -> bool {
        self.tag < Self::CELL
    }
}

fn known(shape: &Shape, picture: &Picture, plan: &Plan, places: bool) -> Known {
    let area = bounds(shape);
    let of = |region: &Region, at: Target, kind: u32| {
        let parts = identity(at, plan, places)?;
        let role = match at {
            Target::Input(_) => 0,
            Target::Weight(_) => 1,
            Target::Output(_) => 2,
        };
        let grid = (role == 1).then_some(((region.area.mid_x(), region.area.mid_y()), region.turned));
        Some(Known { name: Name { tag: kind * (role + 1) + look(shape), parts }, grid })
    };
    let cell = || {
        let (x, y) = (area.mid_x(), area.mid_y());
        let region = picture.regions.iter().rev().find(|region| region.area.holds(x, y))?;
        let (w, h) = (region.area.w / region.cols as f64, region.area.h / region.rows as f64);
        let inside = area.w <= w + 2.0 && area.h <= h + 2.0;
        inside.then(|| picture.target_at(x, y).and_then(|at| of(region, at, Name::CELL))).flatten()
    };
    let sheet =
        || picture.regions.iter().find(|region| near(region.area, area)).and_then(|it| of(it, it.first, Name::SHEET));
    cell().or_else(sheet).unwrap_or_else(|| Known { name: Name { tag: look(shape), parts: looks(shape) }, grid: None })
}

/// A frame may stand out from its sheet by so many CSS pixels.
const FRAME: f64 = 8.0;

fn near(one: Area, two: Area) -> bool {
    let close = |one: f64, two: f64| (one - two).abs() <= FRAME;
    close(one.x, two.x) && close(one.y, two.y) && close(one.right(), two.right()) && close(one.bottom(), two.bottom())
}

/// The kind of shape, as a number below 8.
fn look(shape: &Shape) -> u32 {
    match shape {
        Shape::Rect { fill, stroke, .. } => u32::from(fill.is_some()) + 2 * u32::from(stroke.is_some()),
        Shape::Circle { .. } => 4,
        Shape::Path { .. } => 5,
        Shape::Text(_) => 6,
        Shape::Pixels { .. } => 7,
    }
}

/// What tells shapes of one kind apart: a line by its colour, a heading by its colour, words by their letters.
fn looks(shape: &Shape) -> [u32; 4] {
    let color = |color: crate::scene::Color| u32::from_be_bytes([color.r, color.g, color.b, 0]);
    match shape {
        Shape::Rect { stroke, .. } | Shape::Circle { stroke, .. } => {
            stroke.map_or([0; 4], |line| [color(line.color), line.width as u32, 0, 0])
        }
        Shape::Path { pen, stroke, .. } => [stroke.map_or(1, |line| color(line.color)), pen.len() as u32, 0, 0],
        Shape::Text(text) if text.bold => [color(text.color), 1, 0, 0],
        Shape::Text(text) => {
            let letters =
                text.words.bytes().fold(7, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
            [0, 0, letters, u32::from(text.upwards)]
        }
        Shape::Pixels { .. } => [0; 4],
    }
}

/// The middle of a line of digits above its base line, as a share of their size.
pub const RISE: f64 = 0.36;

/// The box around a shape; of a text only the middle of its line, of a path only the start.
pub fn bounds(shape: &Shape) -> Area {
    match shape {
        Shape::Rect { area, .. } | Shape::Pixels { area, .. } => *area,
        Shape::Circle { x, y, radius, .. } => Area::new(*x, *y, 0.0, 0.0).grow(*radius),
        Shape::Text(text) => Area::new(text.x, text.y - RISE * text.size, 0.0, 0.0),
        Shape::Path { pen, .. } => match pen.first() {
            // A path is never a cell.
            Some(Pen::Move(x, y)) => Area::new(*x, *y, f64::INFINITY, 0.0),
            _ => Area::default(),
        },
    }
}

/// True if every place has weights of its own.
pub const fn has_places(geometry: &Geometry) -> bool {
    matches!(
        geometry.layer().operation,
        Operation::Dense { .. } | Operation::Convolution { sharing: Sharing::Local, .. }
    )
}

/// What a cell is in any figure: channel, row and column of an input or output; of a weight the two channels and the tap,
/// or, between figures with weights for every place, the two places.
fn identity(target: Target, plan: &Plan, places: bool) -> Option<[u32; 4]> {
    let of = |Place { channel, row, col }: Place| [channel as u32, row as u32, col as u32, 0];
    match target {
        Target::Input(index) => Some(of(plan.input().shape().place(index))),
        Target::Output(index) => Some(of(plan.output().shape().place(index))),
        Target::Weight(index) => weight(index, plan.geometry(), places),
    }
}

fn weight(index: usize, geometry: &Geometry, places: bool) -> Option<[u32; 4]> {
    let kernel = geometry.layer().kernel;
    let (map, tap) = (index / kernel.area(), index % kernel.area());
    let (filters, channels) = (geometry.filters_per_group(), geometry.channels_per_group());
    let shared = |output: usize, input: usize| {
        [output as u32, input as u32, (tap / kernel.col) as u32, (tap % kernel.col) as u32]
    };
    let by_rank = |output: usize| shared(output, geometry.group_of_output(output) * channels + map % channels);
    match geometry.layer().operation {
        Operation::Dense { .. } | Operation::Convolution { sharing: Sharing::Local, .. } if places => {
            let link = geometry.links_of_weight(index).into_iter().next()?;
            let (from, to) = (geometry.input().place(link.input?), geometry.output().place(link.output));
            let pack = |place: Place| (place.row << 16 | place.col) as u32;
            Some([to.channel as u32, from.channel as u32, pack(to), pack(from)])
        }
        Operation::Convolution { sharing: Sharing::Shared, .. } => Some(by_rank(map / channels)),
        Operation::Convolution { .. } => Some(by_rank(map / channels % geometry.layer().out_channels)),
        Operation::Transposed { .. } => {
            let input = map / filters;
            Some(shared(geometry.group_of_input(input) * filters + map % filters, input))
        }
        Operation::Dense { .. } | Operation::Pooling(_) => None,
    }
}
