//! What is known about a network, put into the words of a language.

use super::compare::{Checked, Published, Quantity, Relation, Verdict};
use super::field::Field;
use super::read::{Fault, ReadError};
use super::stage::{Figure, Numbers};
use super::swap::Swapped;
use super::{LayerKind, Network, Row, Swap, Totals};
use crate::conv::{Axes, Padding, Shape};
use crate::i18n::Lang;
use crate::i18n::number::commas;
use crate::i18n::panels::networks::{NetworkWords, words};

/// The name of a kind.
pub fn kind(kind: LayerKind, words: &NetworkWords) -> &'static str {
    words.kinds[kind as usize]
}

/// Why a file cannot be read.
pub fn error(error: ReadError, words: &NetworkWords) -> String {
    let sentence = match error.fault {
        Fault::Unreadable => words.unreadable,
        Fault::Source => words.wrong_source,
        Fault::Size => words.wrong_size,
        Fault::Sum => words.wrong_sum,
    };
    sentence(error.line)
}

/// A published figure: what it is, ours and how it differs, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// `Parameters: more than 120,000,000`.
    pub figure: String,
    /// `Here 118,923,774: 1,076,226 less, 0.9 %.`
    pub ours: String,
    /// `DeepFace paper (seen in a public text)`.
    pub place: String,
    /// True if ours is not theirs, not even when rounded.
    pub differs: bool,
}

/// A published figure in words.
pub fn comparison(published: &Published, network: &Network, totals: &Totals, lang: Lang) -> Comparison {
    let words = words(lang);
    let ours = published.ours(network, totals);
    let verdict = published.verdict(&ours);
    let share = published.quantity == Quantity::Share;
    let theirs = list(&published.values);
    let theirs = if share { (words.percent)(&theirs) } else { theirs };
    let related = match published.relation {
        Relation::Is => theirs,
        Relation::Above => (words.above)(&theirs),
        Relation::Below => (words.below)(&theirs),
        Relation::About => (words.about)(&theirs),
    };
    let ours_text = if share { (words.percent)(&decimal(ours[0], 100)) } else { list(&ours) };
    let checked = Checked::ALL.iter().position(|&known| known == published.checked).unwrap_or_default();
    Comparison {
        figure: (words.figure)(words.quantities[published.quantity as usize], &related),
        ours: (words.ours)(&ours_text, &difference(verdict, published.values.len(), words)),
        place: (words.place)(published.place.of(lang), words.checked[checked]),
        differs: matches!(verdict, Verdict::Entries(_) | Verdict::More(..) | Verdict::Less(..)),
    }
}

fn difference(verdict: Verdict, entries: usize, words: &NetworkWords) -> String {
    let percent = |thousandths: u64| match thousandths {
        0 => (words.percent)("< 0.1"),
        n => (words.percent)(&decimal(n, 10)),
    };
    match verdict {
        Verdict::Same => words.same.to_owned(),
        Verdict::Rounded => words.rounded.to_owned(),
        Verdict::Cut => words.cut.to_owned(),
        Verdict::Holds => words.holds.to_owned(),
        Verdict::Entries(differ) => (words.entries)(differ, entries),
        Verdict::More(by, share) => (words.more)(&commas(by), &percent(share)),
        Verdict::Less(by, share) => (words.less)(&commas(by), &percent(share)),
    }
}

/// Numbers with a comma in each thousand; several are set apart by a comma and a space.
fn list(numbers: &[u64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(|&number| commas(number)).collect();
    numbers.join(", ")
}

/// A number of parts as a decimal, without zeros at the end: 999 of 10 is `99.9`.
pub fn decimal(parts: u64, whole: u64) -> String {
    let digits = whole.max(1).ilog10() as usize;
    let text = format!("{}.{:0digits$}", parts / whole, parts % whole);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The name of a change.
pub fn swap(swap: Swap, words: &NetworkWords) -> String {
    match swap {
        Swap::None => words.swap_none.to_owned(),
        Swap::Separable => words.swap_separable.to_owned(),
        Swap::Standard => words.swap_standard.to_owned(),
        Swap::Shared => words.swap_shared.to_owned(),
        Swap::Groups(groups) => (words.swap_groups)(groups),
    }
}

/// What a change did.
pub fn swapped(swap: Swap, done: &Swapped, words: &NetworkWords) -> String {
    let (n, kept) = (done.changed, done.kept);
    match swap {
        _ if n == 0 => words.did_nothing.to_owned(),
        Swap::None => String::new(),
        Swap::Separable => (words.did_separable)(n, kept),
        Swap::Standard => (words.did_standard)(n, kept),
        Swap::Shared => (words.did_shared)(n, kept),
        Swap::Groups(groups) => (words.did_groups)(n, kept, groups),
    }
}

/// How much there was before a change, and how many times that there is now.
pub fn change(before: u64, after: u64, words: &NetworkWords) -> String {
    // Rounded to the nearest.
    let share =
        |whole: u64| after.saturating_mul(whole).saturating_add(before / 2).checked_div(before).unwrap_or_default();
    let ratio = match share(10_000) {
        n if n >= 10_000 => (words.times)(&decimal(share(100), 100)),
        n if n >= 9_900 => (words.part_of)(&(words.percent)(&decimal(n, 100))),
        n if n >= 1_000 => (words.part_of)(&(words.percent)(&decimal((n + 50) / 100, 1))),
        n => (words.part_of)(&(words.percent)(&decimal((n + 5) / 10, 10))),
    };
    (words.change)(&commas(before), &ratio)
}

/// Two numbers as one if they are the same: `3 × 3` stays whole, see `cross`.
fn one_or_cross(axes: Axes<usize>) -> String {
    if axes.row == axes.col { axes.row.to_string() } else { cross(axes) }
}

/// `3 × 5`.
pub fn cross(axes: Axes<usize>) -> String {
    format!("{} × {}", axes.row, axes.col)
}

/// What a row sees.
pub fn field(field: &Field, words: &NetworkWords) -> String {
    let size = field.window.map(|window| window.map(|field| field.size as usize));
    // Along one axis there is one number.
    let size = size.map(|size| if size.row == 1 && size.col > 1 { size.col.to_string() } else { one_or_cross(size) });
    match (size, field.whole) {
        (Some(size), false) => (words.field)(&size),
        (Some(size), true) => (words.whole_and_window)(&size),
        (None, _) => words.whole.to_owned(),
    }
}

/// What a row reads and gives: `3 × 224 × 224 → 64 × 112 × 112`.
pub fn shapes(row: &Row) -> String {
    let shape = |shape: Shape| match shape.size.area() {
        1 if row.kind == LayerKind::Dense => commas(shape.channels as u64),
        _ => format!("{} × {}", commas(shape.channels as u64), cross(shape.size)),
    };
    if row.kind.joins() { shape(row.output) } else { format!("{} → {}", shape(row.input), shape(row.output)) }
}

/// The window of a row: `3 × 3`, and what is not usual about it. Empty where there is none.
pub fn window(row: &Row, words: &NetworkWords) -> String {
    let one = Axes::both(1);
    if !row.kind.has_weights() && row.kernel == one || row.kind == LayerKind::Dense {
        return String::new();
    }
    let mut parts = vec![cross(row.kernel)];
    if row.stride != one {
        parts.push((words.stride)(&one_or_cross(row.stride)));
    }
    if row.dilation != one {
        parts.push((words.rate)(&one_or_cross(row.dilation)));
    }
    let Padding { top, left, bottom, right, mode: _ } = row.padding;
    if !row.padding.is_none() {
        parts.push((words.padding)(&sides([top, left, bottom, right])));
    }
    if row.kind == LayerKind::Grouped {
        parts.push((words.groups)(row.groups));
    }
    parts.join(words.comma)
}

/// The fewest numbers that say a border.
fn sides([top, left, bottom, right]: [usize; 4]) -> String {
    if top == left && left == bottom && bottom == right {
        top.to_string()
    } else if top == bottom && left == right {
        format!("{top}, {left}")
    } else {
        format!("{top}, {left}, {bottom}, {right}")
    }
}

/// What a row reads, where it is not simply the row above.
pub fn reads(network: &Network, nth: usize, words: &NetworkWords) -> Option<String> {
    let row = network.rows.get(nth)?;
    if row.reads == [nth] {
        return None;
    }
    let name = |&source: &usize| match source.checked_sub(1).and_then(|nth| network.rows.get(nth)) {
        Some(row) => row.name.as_str(),
        None => words.the_input,
    };
    let names: Vec<&str> = row.reads.iter().map(name).collect();
    Some((words.reads)(&names.join(words.comma)))
}

/// What stands on the stage: the layer's own numbers, and those that are drawn.
pub fn figure(network: &str, layer: &str, figure: &Figure, words: &NetworkWords) -> String {
    let Figure { spec: _, dense, real, drawn } = figure;
    let own = numbers(real, drawn, *dense, words);
    if own == numbers(drawn, real, *dense, words) {
        return (words.drawn_whole)(network, layer, &own);
    }
    (words.drawn)(network, layer, &own, &numbers(drawn, real, *dense, words))
}

/// Channels and size, and the other numbers that are not the same in both.
fn numbers(these: &Numbers, those: &Numbers, dense: bool, words: &NetworkWords) -> String {
    if dense {
        return (words.vectors)(these.inputs, these.outputs);
    }
    let mut parts = vec![(words.channels_at)(these.inputs, these.outputs, &cross(these.size))];
    if these.kernel != those.kernel {
        parts.push((words.part_kernel)(&cross(these.kernel)));
    }
    if these.stride != those.stride {
        parts.push((words.part_stride)(&one_or_cross(these.stride)));
    }
    if these.dilation != those.dilation {
        parts.push((words.part_rate)(&one_or_cross(these.dilation)));
    }
    if these.padding != those.padding {
        parts.push((words.part_padding)(&sides(these.padding)));
    }
    if these.groups != those.groups && these.groups != these.inputs {
        parts.push((words.part_groups)(these.groups));
    }
    parts.join(words.comma)
}
