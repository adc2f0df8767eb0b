//! Who is who in two pictures: a shape is known by the cell it lies in, else by the sheet it covers, else by its looks.

use super::Picture;
use crate::conv::{Geometry, Operation, Place, Sharing};
use crate::scene::{Area, Shape};
use crate::timeline::{Plan, Target};

/// A picture and the figure it is of.
pub type Shown<'a> = (&'a Picture, &'a Plan);

/// What a shape stands for and where it lies.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Equal in two pictures if one shape becomes the other.
    name: u64,
    /// True if it stands for nothing but itself.
    itself: bool,
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
    let mut start = 0;
    let pair = |(shape, known): (&Shape, &Known)| {
        // Cells come in the same order in most pictures: the search goes on where it ended.
        let to = find(known, other.1, &taken, if known.itself { 0 } else { start })?;
        let moves = known.itself && middle(shape) != middle(&other.0[to]);
        if moves && count(known.name, own.1) != count(known.name, other.1) {
            return None;
        }
        start = to + 1;
        let surplus = std::mem::replace(&mut taken[to], true);
        Some(Way { to, surplus, turn: turn(known, &other.1[to]) })
    };
    own.0.iter().zip(own.1).map(pair).collect()
}

/// Where a name stands next, not yet taken; if all are taken, any of them, for a cell.
fn find(known: &Known, names: &[Known], taken: &[bool], start: usize) -> Option<usize> {
    let mut found = None;
    for range in [start..names.len(), 0..start.min(names.len())] {
        for at in range {
            if names[at].name == known.name {
                if !taken[at] {
                    return Some(at);
                }
                found = Some(at);
            }
        }
    }
    found.filter(|_| !known.itself)
}

fn count(name: u64, names: &[Known]) -> usize {
    names.iter().filter(|known| known.name == name).count()
}

fn turn(one: &Known, two: &Known) -> Option<[(f64, f64); 2]> {
    let ((from, turned), (to, turned_there)) = one.grid.zip(two.grid)?;
    (turned != turned_there).then_some([from, to])
}

fn known(shape: &Shape, picture: &Picture, plan: &Plan, places: bool) -> Known {
    let (area, (x, y)) = (bounds(shape), middle(shape));
    let mut known = Known { name: name(0, look(shape), looks(shape)), itself: true, grid: None };
    for region in &picture.regions {
        let (w, h) = (region.area.w / region.cols as f64, region.area.h / region.rows as f64);
        let cell = region.area.holds(x, y) && area.w <= w + 2.0 && area.h <= h + 2.0;
        let target = match cell {
            true => region.target_at(x, y),
            false if near(region.area, area) => region.first,
            false => continue,
        };
        let (role, parts) = identity(target, plan, places);
        let Some(parts) = parts else { continue };
        let grid = (role == 1).then_some(((region.area.mid_x(), region.area.mid_y()), region.turned));
        known = Known { name: name(1 + 2 * role + u32::from(cell), look(shape), parts), itself: false, grid };
    }
    known
}

/// One number for what a shape stands for: FNV-1a, by words.
fn name(role: u32, look: u32, parts: [u32; 4]) -> u64 {
    let start = u64::from(role * 8 + look) ^ 0xCBF2_9CE4_8422_2325;
    parts.into_iter().fold(start, |sum, part| sum.wrapping_mul(0x0000_0100_0000_01B3) ^ u64::from(part))
}

/// A frame may stand out from its sheet by so many CSS pixels.
const FRAME: f64 = 8.0;

fn near(one: Area, two: Area) -> bool {
    let edges = [(one.x, two.x), (one.y, two.y), (one.right(), two.right()), (one.bottom(), two.bottom())];
    edges.into_iter().all(|(one, two)| (one - two).abs() <= FRAME)
}

/// The kind of shape, as a number below 8.
fn look(shape: &Shape) -> u32 {
    match shape {
        // A disc can become a tile.
        Shape::Rect { fill, .. } | Shape::Circle { fill, .. } => {
            if fill.is_some() {
                1
            } else {
                2
            }
        }
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
            let round = u32::from(matches!(shape, Shape::Circle { .. }));
            stroke.map_or([0, 0, 0, round], |line| [color(line.color), line.width as u32, 1, round])
        }
        Shape::Path { pen, stroke, .. } => [stroke.map_or(1, |line| color(line.color)), pen.len() as u32, 0, 0],
        Shape::Text(text) if text.bold => [color(text.color), 1, 0, 0],
        // All numbers of the bench are alike: they keep their order. The second is the first byte of a true minus.
        Shape::Text(text) if matches!(text.words.as_bytes(), [b'0'..=b'9' | 0xE2, ..]) => [2; 4],
        Shape::Text(text) => {
            let sum = |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte));
            [0, 0, text.words.bytes().fold(7, sum), u32::from(text.upwards)]
        }
        Shape::Pixels { .. } => [0; 4],
    }
}

/// The middle of a line of digits above its base line, as a share of their size.
pub const RISE: f64 = 0.36;

/// The box around a shape; of a text a line in the middle, as high as its face; a path has none.
fn bounds(shape: &Shape) -> Area {
    match shape {
        Shape::Rect { area, .. } | Shape::Pixels { area, .. } => *area,
        Shape::Circle { x, y, radius, .. } => Area::new(*x, *y, 0.0, 0.0).grow(*radius),
        Shape::Text(text) => Area::new(text.x, text.y - (0.5 + RISE) * text.size, 0.0, text.size),
        // Far from every cell.
        Shape::Path { .. } => Area::new(f64::MIN, 0.0, 0.0, 0.0),
    }
}

/// The middle of a shape.
pub fn middle(shape: &Shape) -> (f64, f64) {
    let area = bounds(shape);
    (area.mid_x(), area.mid_y())
}

/// True if every place has weights of its own.
pub const fn has_places(geometry: &Geometry) -> bool {
    matches!(
        geometry.layer().operation,
        Operation::Dense { .. } | Operation::Convolution { sharing: Sharing::Local, .. }
    )
}

/// The role of a cell, and what it is in any figure: channel, row and column of an input or output; of a weight the two
/// channels and the tap, or, between figures with weights for every place, the two places.
fn identity(target: Target, plan: &Plan, places: bool) -> (u32, Option<[u32; 4]>) {
    let of = |pass: usize, Place { channel, row, col }| [channel as u32, row as u32, col as u32, pass as u32];
    match target {
        Target::Input(index) => (0, Some(of(0, plan.input().shape().place(index)))),
        Target::Weight(index) => {
            let (pass, index) = plan.pass_of_weight(index);
            let parts = weight(index, &plan.passes()[pass].geometry, places);
            (1, parts.map(|[to, from, row, col]| [to + ((pass as u32) << 16), from, row, col]))
        }
        Target::Output(index) => (2, Some(of(plan.pass_of_output(index).0, plan.output_place(index)))),
    }
}

fn weight(index: usize, geometry: &Geometry, places: bool) -> Option<[u32; 4]> {
    if places {
        let link = geometry.links_of_weight(index).into_iter().next()?;
        let (from, to) = (geometry.input().place(link.input?), geometry.output().place(link.output));
        let pack = |place: Place| (place.row << 16 | place.col) as u32;
        return Some([to.channel as u32, from.channel as u32, pack(to), pack(from)]);
    }
    let layer = geometry.layer();
    let (map, tap) = (index / layer.kernel.area(), index % layer.kernel.area());
    let (filters, channels) = (geometry.filters_per_group(), geometry.channels_per_group());
    let (output, input) = match layer.operation {
        Operation::Dense { .. } | Operation::Pooling(_) => return None,
        Operation::Transposed { .. } => {
            (geometry.group_of_input(map / filters) * filters + map % filters, map / filters)
        }
        // Of a local layer the places come first.
        Operation::Convolution { .. } => {
            let output = map / channels % layer.out_channels;
            (output, geometry.group_of_output(output) * channels + map % channels)
        }
    };
    Some([output as u32, input as u32, (tap / layer.kernel.col) as u32, (tap % layer.kernel.col) as u32])
}
