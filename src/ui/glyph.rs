//! The signs: the page's mark, a chapter's weight matrix in six by six.

use crate::spec::Kind;
use yew::prelude::*;

const SIDE: usize = 6;
/// Width of a cell's square; cells stand 3 apart.
const SQUARE: &str = "2.4";

/// The weight matrix of a chapter: which of six outputs (rows) reads which of six inputs (columns), and how heavily.
pub fn glyph(kind: Kind) -> Html {
    let cells = (0..SIDE * SIDE).map(|cell| (cell / SIDE, cell % SIDE));
    let squares = cells.filter_map(|(row, col)| Some((row, col, weight(kind, row, col)?))).map(|(row, col, weight)| {
        html! {
            <rect x={(col * 3).to_string()} y={(row * 3).to_string()} width={SQUARE} height={SQUARE} rx="0.6"
                opacity={weight} />
        }
    });
    html! { <svg class="glyph" viewBox="0 0 18 18" aria-hidden="true">{ for squares }</svg> }
}

/// The opacity of an entry; `None` where there is no weight.
fn weight(kind: Kind, row: usize, col: usize) -> Option<&'static str> {
    const BAND: [&str; 3] = ["0.35", "1", "0.65"];
    let off = col as isize - row as isize;
    let band = |off: isize| usize::try_from(off + 1).ok().and_then(|nth| BAND.get(nth).copied());
    let block = row / 3 == col / 3;
    match kind {
        Kind::Shared => band(off),
        Kind::Flipped => band(5 - col as isize - row as isize),
        Kind::Strided => (row % 2 == 0 && (0..=1).contains(&off)).then_some("1"),
        Kind::Dilated => (off.abs() <= 2 && off % 2 == 0).then_some("1"),
        Kind::Channels => Some(if block { "0.95" } else { "0.55" }),
        Kind::Grouped => block.then_some("1"),
        Kind::Depthwise => (off == 0).then_some("1"),
    }
}

/// The mark: a lens over nine values.
pub fn mark() -> Html {
    let tiles = (0..9).map(|tile| {
        let place = |index: usize| (index as f64 * 4.4 - 6.1).to_string();
        let class = (tile % 2 == 1).then_some("pale");
        html! { <rect x={place(tile % 3)} y={place(tile / 3)} width="3.4" height="3.4" rx="0.7" {class} /> }
    });
    html! {
        <svg class="mark" viewBox="-11 -11 22 22" aria-hidden="true">
            <circle r="9.6" />
            { for tiles }
        </svg>
    }
}
