//! Links in all three directions, against a list made by nothing but the definition of each kind.

use super::random::for_every_kind;
use convoscope::conv::{Axes, Axis, Geometry, Layer, Link, Operation, PaddingMode, Sharing};
use std::collections::BTreeMap;

/// Layers tried of each kind.
const LAYERS: u64 = 250;

/// A link, in the order of summation: output, channel, tap; then weight and input.
type Meeting = (usize, usize, usize, Option<usize>, Option<usize>);

fn meeting(link: &Link) -> Meeting {
    (link.output, link.channel, link.tap, link.weight, link.input)
}

/// Every link of a layer, from the definition: walks the weights as they stand in memory.
fn by_definition(geometry: &Geometry) -> Vec<Meeting> {
    let mut meetings = match geometry.layer().operation {
        Operation::Convolution { sharing: Sharing::Shared, flip } => shared(geometry, flip),
        Operation::Convolution { sharing: Sharing::Local, flip } => local(geometry, flip),
        Operation::Dense { .. } => dense(geometry),
        Operation::Transposed { .. } => transposed(geometry),
        Operation::Pooling(_) => pooling(geometry),
    };
    meetings.sort_unstable();
    meetings
}

/// The elements of a bordered axis: index of the input, or a zero.
fn bordered(axis: &Axis) -> Vec<Option<usize>> {
    let n = axis.input;
    let period: Vec<usize> = match axis.mode {
        PaddingMode::Zeros | PaddingMode::Replicate | PaddingMode::Circular => (0..n).collect(),
        PaddingMode::Reflect => (0..n).chain((1..n.saturating_sub(1)).rev()).collect(),
        PaddingMode::Symmetric => (0..n).chain((0..n).rev()).collect(),
    };
    let element = |at: usize| match (axis.mode, at.checked_sub(axis.before)) {
        (PaddingMode::Zeros, inside) => inside.filter(|&inside| inside < n),
        (PaddingMode::Replicate, inside) => Some(inside.unwrap_or(0).min(n - 1)),
        (_, _) => Some(period[(at + period.len() * axis.before - axis.before) % period.len()]),
    };
    (0..axis.before + n + axis.after).map(element).collect()
}

/// What the taps of each output read along an axis: `[output][tap]`.
fn windows(axis: &Axis) -> Vec<Vec<Option<usize>>> {
    let elements = bordered(axis);
    let starts = (0..elements.len()).step_by(axis.stride);
    let window = |start| {
        let taps: Vec<_> = (0..axis.kernel).map(|tap| elements.get(start + tap * axis.dilation).copied()).collect();
        taps.into_iter().collect::<Option<Vec<_>>>()
    };
    starts.map_while(window).collect()
}

/// Calls `visit` with output row and column, tap (row and column) and what it reads, for every place and tap.
fn each_window(geometry: &Geometry, mut visit: impl FnMut(Axes<usize>, usize, Option<(usize, usize)>)) {
    let (rows, cols) = (windows(&geometry.axes().row), windows(&geometry.axes().col));
    assert_eq!((rows.len(), cols.len()), (geometry.output().size.row, geometry.output().size.col), "the output's size");
    for (row, row_taps) in rows.iter().enumerate() {
        for (col, col_taps) in cols.iter().enumerate() {
            for (tap, (down, right)) in row_taps.iter().flat_map(|&d| col_taps.iter().map(move |&r| (d, r))).enumerate()
            {
                visit(Axes::new(row, col), tap, down.zip(right));
            }
        }
    }
}

fn turned(flip: bool, tap: usize, layer: &Layer) -> usize {
    if flip { layer.kernel.row * layer.kernel.col - 1 - tap } else { tap }
}

fn shared(geometry: &Geometry, flip: bool) -> Vec<Meeting> {
    let (layer, output) = (geometry.layer(), geometry.output());
    let (per_group, filters) = (layer.input.channels / layer.groups, layer.out_channels / layer.groups);
    let taps = layer.kernel.row * layer.kernel.col;
    let mut meetings = Vec::new();
    for filter in 0..layer.out_channels {
        for rank in 0..per_group {
            let (channel, first) = (filter / filters * per_group + rank, (filter * per_group + rank) * taps);
            each_window(geometry, |at, tap, read| {
                let input = read.map(|(row, col)| layer.input.index(channel, row, col));
                let weight = first + turned(flip, tap, layer);
                meetings.push((output.index(filter, at.row, at.col), channel, tap, Some(weight), input));
            });
        }
    }
    meetings
}

fn local(geometry: &Geometry, flip: bool) -> Vec<Meeting> {
    let (layer, output) = (geometry.layer(), geometry.output());
    let (per_group, filters) = (layer.input.channels / layer.groups, layer.out_channels / layer.groups);
    let taps = layer.kernel.row * layer.kernel.col;
    let mut meetings = Vec::new();
    each_window(geometry, |at, tap, read| {
        for filter in 0..layer.out_channels {
            for rank in 0..per_group {
                let channel = filter / filters * per_group + rank;
                let place = at.row * output.size.col + at.col;
                let kernel = (place * layer.out_channels + filter) * per_group + rank;
                let input = read.map(|(row, col)| layer.input.index(channel, row, col));
                let weight = kernel * taps + turned(flip, tap, layer);
                meetings.push((output.index(filter, at.row, at.col), channel, tap, Some(weight), input));
            }
        }
    });
    meetings
}

fn dense(geometry: &Geometry) -> Vec<Meeting> {
    let (inputs, area) = (geometry.input().len(), geometry.input().size.area());
    let meeting = |weight| {
        let input = weight % inputs;
        (weight / inputs, input / area, input % area, Some(weight), Some(input))
    };
    (0..inputs * geometry.output().len()).map(meeting).collect()
}

/// Every input place stamps its kernel; what falls outside of the output is lost.
fn transposed(geometry: &Geometry) -> Vec<Meeting> {
    let (layer, output) = (geometry.layer(), geometry.output());
    let (per_group, filters) = (layer.input.channels / layer.groups, layer.out_channels / layer.groups);
    let mut meetings = Vec::new();
    for weight in 0..geometry.weights() {
        let tap = weight % layer.kernel.area();
        let (tap_row, tap_col) = (tap / layer.kernel.col, tap % layer.kernel.col);
        let (channel, rank) = (weight / layer.kernel.area() / filters, weight / layer.kernel.area() % filters);
        for place in layer.input.map(channel).map(|input| layer.input.place(input)) {
            let row = (place.row * layer.stride.row + tap_row * layer.dilation.row).checked_sub(layer.padding.top);
            let col = (place.col * layer.stride.col + tap_col * layer.dilation.col).checked_sub(layer.padding.left);
            let inside = row.zip(col).filter(|&(row, col)| row < output.size.row && col < output.size.col);
            let Some((row, col)) = inside else { continue };
            let to = output.index(channel / per_group * filters + rank, row, col);
            meetings.push((to, channel, tap, Some(weight), Some(layer.input.index(channel, place.row, place.col))));
        }
    }
    meetings
}

fn pooling(geometry: &Geometry) -> Vec<Meeting> {
    let (input, output) = (geometry.input(), geometry.output());
    let mut meetings = Vec::new();
    for channel in 0..input.channels {
        each_window(geometry, |at, tap, read| {
            let input = read.map(|(row, col)| input.index(channel, row, col));
            meetings.push((output.index(channel, at.row, at.col), channel, tap, None, input));
        });
    }
    meetings
}

/// The meetings that have a key, by key.
fn by_key(all: &[Meeting], key: impl Fn(&Meeting) -> Option<usize>) -> BTreeMap<usize, Vec<Meeting>> {
    let mut groups: BTreeMap<usize, Vec<Meeting>> = BTreeMap::new();
    for meeting in all {
        if let Some(key) = key(meeting) {
            groups.entry(key).or_default().push(*meeting);
        }
    }
    groups
}

fn same(groups: &BTreeMap<usize, Vec<Meeting>>, count: usize, links: impl Fn(usize) -> Vec<Link>, what: &str) {
    for key in 0..count {
        let found: Vec<Meeting> = links(key).iter().map(meeting).collect();
        let expected = groups.get(&key).map_or(&[][..], Vec::as_slice);
        assert_eq!(found, expected, "the links of {what} {key}");
    }
}

#[test]
fn links_of_an_output_are_those_of_the_definition_in_order() {
    for_every_kind(LAYERS, |geometry, _| {
        let groups = by_key(&by_definition(geometry), |meeting| Some(meeting.0));
        same(&groups, geometry.output().len(), |output| geometry.links_of_output(output), "output");
    });
}

#[test]
fn links_of_an_input_are_those_of_the_definition() {
    for_every_kind(LAYERS, |geometry, _| {
        let groups = by_key(&by_definition(geometry), |meeting| meeting.4);
        same(&groups, geometry.input().len(), |input| geometry.links_of_input(input), "input");
    });
}

#[test]
fn links_of_a_weight_are_those_of_the_definition() {
    for_every_kind(LAYERS, |geometry, _| {
        let groups = by_key(&by_definition(geometry), |meeting| meeting.3);
        same(&groups, geometry.weights(), |weight| geometry.links_of_weight(weight), "weight");
    });
}

#[test]
fn positions_agree_with_what_is_read() {
    for_every_kind(LAYERS / 5, |geometry, _| {
        for link in (0..geometry.output().len()).flat_map(|output| geometry.links_of_output(output)) {
            let Axes { row, col } = geometry.input().size;
            let inside =
                (0..row as isize).contains(&link.position.row) && (0..col as isize).contains(&link.position.col);
            let place = link.input.map(|input| geometry.input().place(input));
            match place {
                Some(place) if inside => {
                    assert_eq!(link.position, Axes::new(place.row as isize, place.col as isize), "{link:?}");
                }
                Some(_) => assert_ne!(geometry.layer().padding.mode, PaddingMode::Zeros, "{link:?}"),
                None => assert!(!inside && geometry.layer().padding.mode == PaddingMode::Zeros, "{link:?}"),
            }
            assert!(place.is_none_or(|place| place.channel == link.channel), "{link:?}");
        }
    });
}
