//! Reads the file of a network, and holds it to its word: sizes, parameters and multiply-adds must follow from each row's own geometry.
//!
//! Takes any text. Gives a [`Network`], or a [`ReadError`] with the first line that is wrong. Never panics. The format stands in
//! `src/networks/FORMAT.md`.

use super::compare::{Checked, Published, Quantity, Relation};
use super::{LayerKind, Network, Row, Words};
use crate::conv::{Axes, Shape};

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A word, number or shape cannot be read, or one is missing.
    Unreadable,
    /// A row reads something that does not stand above it.
    Source,
    /// The sizes do not fit what is read, or do not follow from the window.
    Size,
    /// Parameters or multiply-adds do not follow from the sizes.
    Sum,
}

/// Larger numbers, in sides and settings, are not read.
const LARGEST: u64 = 1 << 20;
/// Larger counts are not read, so that sums of them need no thought.
const LARGEST_COUNT: u64 = 1 << 50;

/// Reads a whole file.
///
/// # Errors
/// The first line that is wrong.
pub fn read(text: &str) -> Result<Network, ReadError> {
    let mut network = Network {
        title: Words::default(),
        source: Words::default(),
        year: 0,
        input: Shape::new(0, 0, 0),
        norm: 0,
        statistics: 0,
        published: Vec::new(),
        remark: Words::default(),
        rows: Vec::new(),
    };
    let (mut table, mut last) = (false, 0);
    for (nth, line) in text.lines().enumerate() {
        let line = line.trim();
        last = nth + 1;
        let done = match (line, table) {
            ("" | "layers", _) => {
                table |= line == "layers";
                Ok(())
            }
            (_, false) => head(line, &mut network).ok_or(Fault::Unreadable),
            (_, true) => row(line, &network).map(|row| network.rows.push(row)),
        };
        done.map_err(|fault| ReadError { line: last, fault })?;
    }
    let whole = table && !network.rows.is_empty() && !network.title.english.is_empty();
    if whole { Ok(network) } else { Err(ReadError { line: last, fault: Fault::Unreadable }) }
}

/// A line above the table. Words that are not known are passed over, so that a later version may add some.
fn head(line: &str, network: &mut Network) -> Option<()> {
    let (word, rest) = line.split_once(' ')?;
    let text = || rest.to_owned();
    match word {
        "title.en" => network.title.english = text(),
        "title.zh" => network.title.chinese = text(),
        "source.en" => network.source.english = text(),
        "source.zh" => network.source.chinese = text(),
        "remark.en" => network.remark.english = text(),
        "remark.zh" => network.remark.chinese = text(),
        "year" => network.year = rest.parse().ok()?,
        "input" => network.input = shape(rest)?,
        "norm" => {
            let (trained, kept) = rest.split_once(' ')?;
            (network.norm, network.statistics) = (count(trained)?, count(kept)?);
        }
        "published" => network.published.push(published(rest)?),
        _ => {}
    }
    Some(())
}

/// `params >120e6 seen where in English | where in Chinese`.
fn published(text: &str) -> Option<Published> {
    let mut words = text.splitn(4, ' ');
    let (quantity, value, checked, place) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let (english, chinese) = place.split_once(" | ")?;
    let relations = [('>', Relation::Above), ('<', Relation::Below), ('~', Relation::About)];
    let found = relations.iter().find_map(|&(sign, relation)| Some((relation, value.strip_prefix(sign)?)));
    let (relation, numbers) = found.unwrap_or((Relation::Is, value));
    let (mut values, mut unit) = (Vec::new(), 1);
    for number in numbers.split(',') {
        let (value, last_digit) = figure(number)?;
        values.push(value);
        unit = last_digit;
    }
    Some(Published {
        quantity: Quantity::ALL.into_iter().find(|known| known.id() == quantity)?,
        relation,
        values,
        unit,
        checked: Checked::ALL.into_iter().find(|known| known.id() == checked)?,
        place: Words { english: english.to_owned(), chinese: chinese.to_owned() },
    })
}

/// A number as it was published, `25.03e6`, and the worth of its last digit.
fn figure(text: &str) -> Option<(u64, u64)> {
    let (digits, power) = text.split_once('e').unwrap_or((text, "0"));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let power = power.parse::<u32>().ok()?.checked_sub(u32::try_from(part.len()).ok()?)?;
    let unit = 10_u64.checked_pow(power)?;
    let value = count(&format!("{whole}{part}"))?.checked_mul(unit)?;
    (value.max(unit) <= LARGEST_COUNT).then_some((value, unit))
}

fn count(text: &str) -> Option<u64> {
    text.parse().ok().filter(|&count| count <= LARGEST_COUNT)
}

/// A line of the table: `name kind input output parameters multiply-adds`, then what is not usual.
fn row(line: &str, network: &Network) -> Result<Row, Fault> {
    let mut words = line.split(' ');
    let mut word = || words.next().ok_or(Fault::Unreadable);
    let (name, kind) = (word()?, word()?);
    let kind = LayerKind::ALL.into_iter().find(|known| known.id() == kind).ok_or(Fault::Unreadable)?;
    let first = shape(word()?).ok_or(Fault::Unreadable)?;
    let output = if kind.joins() { first } else { shape(word()?).ok_or(Fault::Unreadable)? };
    let mut counted = || word().and_then(|text| count(text).ok_or(Fault::Unreadable));
    let stated = if kind.has_weights() { (counted()?, counted()?) } else { (0, 0) };
    let own = name.strip_prefix('@');
    let mut row = Row::new(own.unwrap_or(name).to_owned(), kind, first, output);
    row.listed = own.is_none();
    row.reads = vec![network.rows.len()];
    for word in words {
        option(word, &mut row, network)?;
    }
    if !named_right(&row) {
        return Err(Fault::Unreadable);
    }
    fits(&row, network)?;
    let row = row.settled().ok_or(Fault::Size)?;
    if row.output != output {
        return Err(Fault::Size);
    }
    if (row.params(), row.cost.multiply_adds) == stated { Ok(row) } else { Err(Fault::Sum) }
}

/// One of `k3 s2 p1 d1 g1 bias <sources`.
fn option(word: &str, row: &mut Row, network: &Network) -> Result<(), Fault> {
    if let Some(sources) = word.strip_prefix('<') {
        let find = |name| position(name, network).ok_or(Fault::Source);
        row.reads = sources.split(',').map(find).collect::<Result<_, _>>()?;
        return Ok(());
    }
    let mut read = || {
        let numbers = word.get(1..)?;
        match word.as_bytes().first()? {
            _ if word == "bias" => row.bias = true,
            b'k' => row.kernel = pair(numbers)?,
            b's' => row.stride = pair(numbers)?,
            b'd' => row.dilation = pair(numbers)?,
            b'p' => sides(numbers, row)?,
            b'g' => row.groups = number(numbers)?,
            _ => return None,
        }
        Some(())
    };
    read().ok_or(Fault::Unreadable)
}

/// Where a name stands: 0 for the input, else a row counted from 1.
fn position(name: &str, network: &Network) -> Option<usize> {
    if name == "input" {
        return Some(0);
    }
    network.rows.iter().position(|row| row.name == name).map(|nth| nth + 1)
}

/// A border: one number, two for rows and columns, or four for top, left, bottom, right.
fn sides(text: &str, row: &mut Row) -> Option<()> {
    let sides = text.split(',').map(number).collect::<Option<Vec<usize>>>()?;
    let (top, left, bottom, right) = match sides[..] {
        [all] => (all, all, all, all),
        [rows, cols] => (rows, cols, rows, cols),
        [top, left, bottom, right] => (top, left, bottom, right),
        _ => return None,
    };
    (row.padding.top, row.padding.left, row.padding.bottom, row.padding.right) = (top, left, bottom, right);
    Some(())
}

fn number(text: &str) -> Option<usize> {
    let value: u64 = text.parse().ok()?;
    usize::try_from(value).ok().filter(|_| value <= LARGEST)
}

/// `3`, or `1x7` for rows and columns.
fn pair(text: &str) -> Option<Axes<usize>> {
    match text.split_once('x') {
        Some((rows, cols)) => Some(Axes::new(number(rows)?, number(cols)?)),
        None => Some(Axes::both(number(text)?)),
    }
}

/// `channels x height x width`, or the length of a vector. Small enough to be multiplied in 32 bits.
fn shape(text: &str) -> Option<Shape> {
    let (channels, size) = match text.split_once('x') {
        Some((channels, size)) => (number(channels)?, pair(size)?),
        None => (number(text)?, Axes::both(1)),
    };
    let values = [channels, size.row, size.col].iter().try_fold(1_u32, |all, &side| all.checked_mul(side as u32))?;
    (values > 0).then_some(Shape { channels, size })
}

/// A kind is what its window and groups make it.
fn named_right(row: &Row) -> bool {
    match row.kind {
        LayerKind::Conv | LayerKind::Local => row.groups == 1,
        LayerKind::Pointwise => row.groups == 1 && row.kernel.area() == 1,
        LayerKind::Depthwise => row.groups == row.input.channels,
        LayerKind::Grouped => row.groups > 1,
        _ => true,
    }
}

/// What the sources of a row give is what it reads.
fn fits(row: &Row, network: &Network) -> Result<(), Fault> {
    let shape_of = |&source: &usize| source.checked_sub(1).map_or(network.input, |nth| network.rows[nth].output);
    let sources: Vec<Shape> = row.reads.iter().map(shape_of).collect();
    let (out, first) = (row.output, sources[0]);
    let same_size = sources.iter().all(|source| source.size == out.size);
    let small = |shape: &Shape| shape.channels == out.channels && (shape.size == out.size || shape.size.area() == 1);
    let fits = match row.kind {
        LayerKind::Concat => {
            same_size && sources.iter().map(|source| source.channels as u64).sum::<u64>() == out.channels as u64
        }
        LayerKind::Sum => sources.iter().all(|&source| source == out),
        LayerKind::Multiply => first == out && sources.iter().all(small),
        LayerKind::Slice => same_size && sources.len() == 1 && first.channels >= out.channels,
        LayerKind::Resize => sources.len() == 1 && small(&first),
        _ if sources.len() != 1 => false,
        LayerKind::Dense => first.len() == row.input.channels && row.input.size.area() == 1 && out.size.area() == 1,
        // Over whole maps, or none at all.
        LayerKind::WholePool => {
            first == row.input && first.channels == out.channels && (out.size == first.size || out.size.area() == 1)
        }
        _ => first == row.input,
    };
    if fits { Ok(()) } else { Err(Fault::Size) }
}
