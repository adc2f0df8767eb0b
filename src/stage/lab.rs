//! The laboratory under the flipped chapter: two rows of five small sheets and a large number each, then both kernels joined.

use super::STACKED_BELOW;
use super::aside::verdict;
use super::easel::{Easel, Tone, radius};
use crate::conv::Tensor;
use crate::i18n::number::num;
use crate::lab::{Lab, Way};
use crate::scene::{Align, Area, Color, Face, Pen, Stroke, Text};

/// Room for a line of words above sheets.
const LINE: f64 = 24.0;
/// From one row to the next.
const GAP: f64 = 10.0;
/// Room for the large number below its sheets, on narrow screens.
const NUMBER: f64 = 34.0;

/// Side of a tile: the smallest with digits, larger where there is room.
fn tile(width: f64) -> f64 {
    if width < 960.0 { 18.0 } else { 24.0 }
}

/// Boxes narrower than this have the large number below its sheets.
const BESIDE_FROM: f64 = 680.0;

/// The height of the sheets of one way, and of all that one way takes. Sheets are at most five tiles high.
fn heights(width: f64) -> (f64, f64) {
    let side = tile(width) * 5.0;
    let sheets = if width < STACKED_BELOW { 2.0 * side + GAP } else { side };
    (sheets, LINE + sheets + GAP + if width < BESIDE_FROM { NUMBER } else { 0.0 })
}

/// The height that it takes at a width.
pub fn height(width: f64) -> f64 {
    let under = if width < STACKED_BELOW { 42.0 } else { 4.0 };
    2.0 * heights(width).1 + LINE + tile(width) * 3.0 + under
}

/// Draws the laboratory.
pub fn draw(easel: &mut Easel<'_>, lab: &Lab) {
    let messages = easel.view.messages;
    let ways = [(messages.lab_with, &lab.with, '∗'), (messages.lab_without, &lab.without, '⋆')];
    let mut top = 0.0;
    for (name, way, sign) in ways {
        top = row(easel, lab, way, (name, sign), top);
    }
    for (nth, (_, way, sign)) in ways.into_iter().enumerate() {
        joined(easel, way, sign, (easel.view.width / 2.0 * nth as f64, top));
    }
}

/// Both orders of filtering in one way; gives the top of the next row.
fn row(easel: &mut Easel<'_>, lab: &Lab, way: &Way, (name, sign): (&str, char), top: f64) -> f64 {
    let (theme, messages, width) = (easel.theme(), easel.view.messages, easel.view.width);
    let (sheets, all) = heights(width);
    let (words, holds) = verdict(way, messages);
    let color = if holds { theme.output } else { theme.warn };
    easel.words(0.0, top + 15.0, name, 14.0, theme.ink, Align::Start, true);
    let law = if holds { "(xoa)ob=xo(aob)" } else { "(xoa)ob!xo(aob)" };
    formula(easel, (breadth(name) + 14.0, top + 15.0), law, sign);
    let side = tile(width) * 5.0;
    let first = top + LINE + side / 2.0;
    let second = if width < STACKED_BELOW {
        (0.0, first + side + GAP)
    } else {
        ((width - if width < BESIDE_FROM { 0.0 } else { 76.0 }) / 2.0 + 6.0, first)
    };
    expression(easel, lab, (way, 0), ("(xoa)ob=", sign), (0.0, first));
    expression(easel, lab, (way, 1), ("xo(aob)=", sign), second);
    let number = num(way.association());
    if width < BESIDE_FROM {
        let y = top + LINE + sheets + 26.0;
        large(easel, (0.0, y + 2.0), &number, 30.0, color, Align::Start);
        let after = 14.0 + 16.0 * number.chars().count() as f64;
        easel.words(after, y, messages.lab_difference, 12.5, theme.ink3, Align::Start, false);
        easel.words(width, y, words, 13.0, color, Align::End, true);
    } else {
        large(easel, (width, first + 8.0), &number, 46.0, color, Align::End);
        easel.words(width, first + 28.0, messages.lab_difference, 12.0, theme.ink3, Align::End, false);
        easel.words(width, top + 15.0, words, 14.0, color, Align::End, true);
    }
    top + all
}

/// A number or a letter in the serif face.
fn large(easel: &mut Easel<'_>, (x, y): (f64, f64), words: &str, size: f64, color: Color, align: Align) {
    let upright = super::easel::text(x, y, words.into(), size, color, align, size > 20.0);
    easel.front.text(Text { face: Face::Serif, ..upright });
}

/// A law: `o` is the sign of the operation, `!` says that it does not hold.
fn formula(easel: &mut Easel<'_>, (left, y): (f64, f64), law: &str, sign: char) {
    let color = easel.theme().ink;
    let room = if easel.view.width < STACKED_BELOW { 0.82 } else { 1.0 };
    let mut x = left;
    for part in law.chars() {
        let wide = match part {
            '(' | ')' => 7.0,
            '=' | '!' => 26.0,
            'o' => 18.0,
            _ => 10.0,
        } * room;
        match part {
            '=' | '!' => equals(easel, (x + wide / 2.0, y - 5.0), 16.0, part == '=', color),
            _ => large(
                easel,
                (x + wide / 2.0, y),
                utf8(if part == 'o' { sign } else { part }, &mut [0; 4]),
                16.0,
                color,
                Align::Middle,
            ),
        }
        x += wide;
    }
}

fn utf8(sign: char, room: &mut [u8; 4]) -> &str {
    sign.encode_utf8(room)
}

/// A sign of equality, struck through if nothing is equal: not every face has the sign for that.
fn equals(easel: &mut Easel<'_>, (x, middle): (f64, f64), size: f64, holds: bool, color: Color) {
    easel.words(x, middle + size * 0.34, "=", size, color, Align::Middle, false);
    if !holds {
        let line = easel.stroke(color, 1.3);
        easel
            .front
            .line(vec![Pen::Move(x - 3.0, middle + size * 0.42), Pen::Line(x + 3.0, middle - size * 0.42)], line);
    }
}

/// About how wide a name of 14 pixels is: Han characters are as wide as they are high.
fn breadth(name: &str) -> f64 {
    name.chars().map(|c| if c.is_ascii() { 7.4 } else { 14.2 }).sum()
}

/// One order of filtering: letters are sheets, `o` is the sign of the operation. The result comes last.
fn expression(
    easel: &mut Easel<'_>,
    lab: &Lab,
    (way, nth): (&Way, usize),
    (order, sign): (&str, char),
    (left, middle): (f64, f64),
) {
    let (theme, tile) = (easel.theme(), tile(easel.view.width));
    let (count, spare) = if easel.view.width < STACKED_BELOW {
        (1.0, 0.0)
    } else {
        (2.0, if easel.view.width < BESIDE_FROM { 20.0 } else { 84.0 })
    };
    // Three signs stand between twelve columns and the brackets.
    let room = (((easel.view.width - spare) / count - 12.0 * tile - 24.0) / 48.0).clamp(0.6, 1.35);
    let mut x = left;
    for part in order.chars() {
        let wide = match part {
            'x' => {
                sheet(easel, &lab.x, (x, middle), lab.x.largest());
                name(easel, part, (x, middle), &lab.x, theme.input);
                lab.x.shape().size.col as f64 * tile
            }
            'a' | 'b' => {
                let kernel = &lab.kernels[usize::from(part == 'b')];
                sheet(easel, kernel, (x, middle), lab.kernels[0].largest().max(lab.kernels[1].largest()));
                name(easel, part, (x, middle), kernel, theme.weight);
                2.0 * tile
            }
            _ => {
                let (wide, size, down) = match part {
                    '(' | ')' => (12.0, tile * 2.6, 0.3),
                    _ => (16.0 * room, 18.0, 0.34),
                };
                let words = if part == 'o' { sign } else { part };
                easel.words(
                    x + wide / 2.0,
                    middle + size * down,
                    utf8(words, &mut [0; 4]),
                    size,
                    theme.ink3,
                    Align::Middle,
                    false,
                );
                wide
            }
        };
        x += wide;
    }
    let [one, two] = &way.filtered;
    sheet(easel, &way.filtered[nth], (x, middle), one.largest().max(two.largest()));
    if nth == 1 && !verdict(way, easel.view.messages).1 {
        differing(easel, [one, two], (x, middle));
    }
}

/// The letter under a sheet.
fn name(easel: &mut Easel<'_>, letter: char, (x, middle): (f64, f64), of: &Tensor, color: Color) {
    let (size, tile) = (of.shape().size, tile(easel.view.width));
    let at = (x + size.col as f64 * tile / 2.0, middle + size.row as f64 * tile / 2.0 + 14.0);
    large(easel, at, utf8(letter, &mut [0; 4]), 15.0, color, Align::Middle);
}

/// A cell of a sheet that is centred on `middle`.
fn cell(easel: &Easel<'_>, values: &Tensor, (x, middle): (f64, f64), at: usize) -> Area {
    let (size, tile) = (values.shape().size, tile(easel.view.width));
    let (row, col) = ((at / size.col) as f64, (at % size.col) as f64);
    Area::new(x + col * tile, middle + (row - size.row as f64 / 2.0) * tile, tile, tile)
}

fn sheet(easel: &mut Easel<'_>, values: &Tensor, at: (f64, f64), scale: f32) {
    for (nth, &value) in values.data().iter().enumerate() {
        let cell = cell(easel, values, at, nth);
        easel.tile(cell, value, scale, Tone::Lit, true);
    }
}

/// Rings on the cells in which the second sheet differs from the first.
fn differing(easel: &mut Easel<'_>, [one, two]: [&Tensor; 2], at: (f64, f64)) {
    let line = Stroke::solid(easel.theme().warn, 1.4);
    for (nth, (one, other)) in one.data().iter().zip(two.data()).enumerate() {
        if one != other {
            let cell = cell(easel, two, at, nth).grow(-0.9);
            easel.front.outline(cell, radius(cell.w), line);
        }
    }
}

/// The two kernels joined in both orders.
fn joined(easel: &mut Easel<'_>, way: &Way, sign: char, (left, top): (f64, f64)) {
    let (theme, messages, tile) = (easel.theme(), easel.view.messages, tile(easel.view.width));
    let holds = way.commutation() == 0.0;
    let (law, words, color) = if holds {
        ("aob=boa", messages.commutative, theme.output)
    } else {
        ("aob!boa", messages.not_commutative, theme.warn)
    };
    formula(easel, (left, top + 15.0), law, sign);
    let (middle, side) = (top + LINE + tile * 1.5, 3.0 * tile);
    let [one, two] = &way.joined;
    let scale = one.largest().max(two.largest());
    let second = left + side + 22.0;
    sheet(easel, one, (left, middle), scale);
    sheet(easel, two, (second, middle), scale);
    equals(easel, (second - 11.0, middle), 18.0, holds, theme.ink3);
    if !holds {
        differing(easel, [one, two], (second, middle));
    }
    let narrow = easel.view.width < STACKED_BELOW;
    let (x, y) = if narrow { (left, middle + side / 2.0 + 17.0) } else { (second + side + 14.0, middle - 4.0) };
    easel.words(x, y, words, 13.0, color, Align::Start, true);
    let said = if holds { messages.lab_difference } else { messages.the_same_turned };
    let said = if holds { (messages.control_now)(said, "0") } else { said.to_owned() };
    easel.words(x, y + 17.0, &said, 12.0, theme.ink3, Align::Start, false);
}
