//! The signs: the page's mark, a chapter's weight matrix in six by six.

use super::node::{Node, node};
use crate::spec::Kind;

const SIDE: usize = 6;
/// Every opacity that [`weight`] gives.
const OPACITIES: [&str; 5] = ["0.35", "0.55", "0.65", "0.95", "1"];

/// The weight matrix of a chapter: which of six outputs (rows) reads which of six inputs (columns), and how heavily.
pub fn glyph(kind: Kind) -> Node {
    let path = |opacity: &'static str| {
        let squares = squares(kind, opacity);
        (!squares.is_empty()).then(|| node("path").attr("d", &squares).attr("opacity", opacity))
    };
    node("svg")
        .class("glyph")
        .attr("viewBox", "0 0 18 18")
        .decorative()
        .children(OPACITIES.into_iter().filter_map(path))
}

fn cells() -> impl Iterator<Item = (usize, usize)> {
    (0..SIDE * SIDE).map(|cell| (cell / SIDE, cell % SIDE))
}

/// The squares of one opacity, with corners a little cut.
fn squares(kind: Kind, opacity: &str) -> String {
    let same = cells().filter(|&(row, col)| weight(kind, row, col) == Some(opacity));
    same.map(|(row, col)| format!("M{}.4 {}h1.6l.4.4v1.6l-.4.4h-1.6l-.4-.4v-1.6z", col * 3, row * 3)).collect()
}

/// The opacity of an entry; `None` where there is no weight.
fn weight(kind: Kind, row: usize, col: usize) -> Option<&'static str> {
    const BAND: [&str; 3] = ["0.35", "1", "0.65"];
    let off = col as isize - row as isize;
    let band = |off: isize| usize::try_from(off + 1).ok().and_then(|nth| BAND.get(nth).copied());
    let block = row / 3 == col / 3;
    match kind {
        Kind::Dense => Some("0.65"),
        Kind::Local => (off.abs() <= 1).then(|| BAND[(row * 2 + col) % 3]),
        Kind::Shared => band(off),
        Kind::Flipped => band(5 - col as isize - row as isize),
        Kind::Strided => (row.is_multiple_of(2) && (0..=1).contains(&off)).then_some("1"),
        Kind::Dilated => (off.abs() <= 2 && off % 2 == 0).then_some("1"),
        Kind::Channels => Some(if block { "0.95" } else { "0.55" }),
        Kind::Grouped => block.then_some("1"),
        Kind::Depthwise => (off == 0).then_some("1"),
        Kind::Separable => Some(if off == 0 { "1" } else { "0.35" }),
        Kind::Transposed => (col == row / 2 || col == row.div_ceil(2)).then_some("1"),
        Kind::Pooling => (col / 2 == row).then_some("0.65"),
        Kind::Line => band(off),
    }
}

/// The mark: a lens over nine values.
pub fn mark() -> Node {
    const DARK: &str = "M-6.1-6.1h3.4v3.4h-3.4zM2.7-6.1h3.4v3.4h-3.4zM-1.7-1.7h3.4v3.4h-3.4zM-6.1 2.7h3.4v3.4h-3.4zM2.7 2.7h3.4v3.4h-3.4z";
    const PALE: &str = "M-1.7-6.1h3.4v3.4h-3.4zM-6.1-1.7h3.4v3.4h-3.4zM2.7-1.7h3.4v3.4h-3.4zM-1.7 2.7h3.4v3.4h-3.4z";
    node("svg")
        .class("mark")
        .attr("viewBox", "-11 -11 22 22")
        .decorative()
        .child(node("circle").attr("r", "9.6"))
        .child(node("path").attr("d", DARK))
        .child(node("path").class("pale").attr("d", PALE))
}
