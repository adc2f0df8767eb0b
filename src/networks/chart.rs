//! Pictures of a network: where its parameters and multiply-adds sit.
//!
//! Takes sums, a width in CSS pixels and the theme; gives a [`Scene`]. Colours stand for kinds; every share is also a number.

use super::totals::{Part, Totals};
use super::{Network, Row, say};
use crate::chart::{Axis, Bar as Column, Chart, Scale};
use crate::costs::picture::short;
use crate::i18n::Lang;
use crate::i18n::number::commas;
use crate::i18n::panels::networks::{NetworkWords, words};
use crate::scene::{Align, Area, Color, Face, Scene, Text};
use crate::stage::theme::Theme;

/// A network's name for a bar, and its sums.
#[derive(Clone, Copy, Debug)]
pub struct Bar<'a> {
    /// What stands before the bar where there is more than one.
    pub name: &'a str,
    /// The sums.
    pub totals: &'a Totals,
}

/// A part of a bar, or a line of the key.
#[derive(Clone, Copy)]
struct Share {
    color: Color,
    name: &'static str,
    params: u64,
    macs: u64,
}

const HEIGHT: f64 = 26.0;
const GAP: f64 = 6.0;
const LINE: f64 = 22.0;
const SMALL: f64 = 12.5;

/// Parameters and multiply-adds by kind, as bars that are whole; several networks have bars on one scale, above a key with their shares in
/// the last of them.
pub fn kinds(bars: &[Bar<'_>], width: f64, theme: &Theme, lang: Lang) -> Scene {
    let words = words(lang);
    let mut drawing = Drawing { scene: Scene::new(width, 0.0), theme, y: 0.0 };
    drawing.bars(words.params, bars, |share| share.params, words);
    drawing.y += 10.0;
    drawing.bars(words.macs, bars, |share| share.macs, words);
    drawing.y += 8.0;
    if let Some(bar) = bars.last() {
        drawing.key(bar.totals, words);
    }
    drawing.scene.height = drawing.y + 4.0;
    drawing.scene
}

/// The shares of a network: its kinds, and normalisation last.
fn shares(totals: &Totals, theme: &Theme, words: &NetworkWords) -> Vec<Share> {
    let share = |part: &Part| Share {
        color: theme.group(part.kind as usize),
        name: say::kind(part.kind, words),
        params: part.params,
        macs: part.macs,
    };
    let mut shares: Vec<Share> = totals.parts.iter().map(share).collect();
    if totals.norm > 0 {
        shares.push(Share { color: theme.control, name: words.norm, params: totals.norm, macs: 0 });
    }
    shares
}

struct Drawing<'a> {
    scene: Scene,
    theme: &'a Theme,
    y: f64,
}

impl Drawing<'_> {
    fn text(&mut self, x: f64, y: f64, align: Align, words: &str, color: Color, bold: bool) {
        let text =
            Text { x, y, words: words.into(), size: SMALL, color, align, bold, face: Face::Sans, upwards: false };
        self.scene.text(text);
    }

    /// The bars of one quantity, the longest as wide as the picture.
    fn bars(&mut self, title: &str, bars: &[Bar<'_>], of: fn(&Share) -> u64, words: &NetworkWords) {
        let (width, theme) = (self.scene.width, self.theme);
        let all: Vec<Vec<Share>> = bars.iter().map(|bar| shares(bar.totals, theme, words)).collect();
        let sum = |shares: &[Share]| shares.iter().map(of).sum::<u64>();
        let most = all.iter().map(|shares| sum(shares)).max().unwrap_or_default().max(1) as f64;
        for (bar, shares) in bars.iter().zip(&all) {
            self.y += 15.0;
            let y = self.y;
            self.text(0.0, y, Align::Start, title, theme.ink, true);
            let whole = sum(shares);
            let note = if bars.len() > 1 { format!("{} {}", bar.name, commas(whole)) } else { commas(whole) };
            self.text(width, y, Align::End, &note, theme.ink2, false);
            self.y += GAP;
            self.bar(shares, of, width * whole as f64 / most);
            self.y += HEIGHT + GAP;
        }
    }

    fn bar(&mut self, shares: &[Share], of: fn(&Share) -> u64, width: f64) {
        let whole = shares.iter().map(of).sum::<u64>().max(1) as f64;
        let mut x = 0.0;
        for share in shares.iter().filter(|share| of(share) > 0) {
            let part = width * of(share) as f64 / whole;
            // A hairline of paper between neighbours, as long as there is something to see.
            let seen = (part - 1.5).max(part.min(1.0));
            self.scene.block(Area::new(x, self.y, seen, HEIGHT), 3.0_f64.min(seen / 2.0), share.color);
            if part >= 52.0 {
                let color = readable(share.color, self.theme);
                self.text(x + 8.0, self.y + 17.5, Align::Start, &percent(of(share), whole), color, true);
            }
            x += part;
        }
    }

    /// A line for each kind: its colour, its name, its shares.
    fn key(&mut self, totals: &Totals, words: &NetworkWords) {
        let (width, theme) = (self.scene.width, self.theme);
        let (params, macs) = (totals.params.max(1) as f64, totals.macs.max(1) as f64);
        let column = (width * 0.24).clamp(74.0, 130.0);
        self.y += 14.0;
        self.text(width - column, self.y, Align::End, words.params, theme.ink3, false);
        self.text(width, self.y, Align::End, words.macs, theme.ink3, false);
        for share in shares(totals, theme, words) {
            self.y += LINE;
            let y = self.y;
            self.scene.block(Area::new(0.0, y - 10.0, 11.0, 11.0), 2.0, share.color);
            self.text(19.0, y, Align::Start, share.name, theme.ink, false);
            self.text(width - column, y, Align::End, &percent(share.params, params), theme.ink, false);
            self.text(width, y, Align::End, &percent(share.macs, macs), theme.ink, false);
        }
        self.y += 6.0;
    }
}

/// Paper or ink, what stands out more.
fn readable(ground: Color, theme: &Theme) -> Color {
    if theme.paper.contrast(ground) >= theme.ink.contrast(ground) { theme.paper } else { theme.ink }
}

/// A share in per cent with one decimal, `< 0.1 %` for a little, `0 %` for nothing.
fn percent(part: u64, whole: f64) -> String {
    let thousandths = (part as f64 * 1000.0 / whole).round() as u64;
    match (part, thousandths) {
        (0, _) => "0 %".to_owned(),
        (_, 0) => "< 0.1 %".to_owned(),
        (_, n) => format!("{}.{} %", n / 10, n % 10),
    }
}

/// Height of the picture of one count, layer by layer.
const DEPTH: f64 = 170.0;

/// Parameters, and below them multiply-adds, of every layer of the table in order, coloured by kind. `chosen`, a number counted from 1, is marked.
pub fn depth(network: &Network, chosen: Option<usize>, width: f64, theme: &Theme, lang: Lang) -> Scene {
    let words = words(lang);
    let layers: Vec<&Row> = network.layers().collect();
    let chosen = chosen.filter(|&layer| layer <= layers.len());
    let mut scene = Scene::new(width, 2.0 * DEPTH);
    let params = columns(&layers, (words.params, Row::params), "", chosen, theme);
    params.draw(&mut scene, Area::new(0.0, 0.0, width, DEPTH), theme);
    let macs = columns(&layers, (words.macs, |row| row.cost.multiply_adds), words.col_layer, chosen, theme);
    macs.draw(&mut scene, Area::new(0.0, DEPTH, width, DEPTH), theme);
    scene
}

/// A bar for each layer.
fn columns(
    layers: &[&Row],
    (name, count): (&str, fn(&Row) -> u64),
    x: &str,
    chosen: Option<usize>,
    theme: &Theme,
) -> Chart {
    let most = layers.iter().map(|row| count(row)).max().unwrap_or_default().max(1) as f64;
    let bar = |(nth, row): (usize, &&Row)| {
        let middle = nth as f64 + 1.0;
        let high = count(row) as f64;
        Column { x: (middle - 0.4, middle + 0.4), y: (0.0, high), color: theme.group(row.kind as usize) }
    };
    let last = layers.len() as f64;
    Chart {
        x: Axis { scale: Scale::even(0.5, last + 0.5), name: x.into(), label: short },
        y: Axis { scale: Scale::even(0.0, most * 1.04), name: name.into(), label: short },
        lines: Vec::new(),
        bars: layers.iter().enumerate().map(bar).filter(|bar| bar.y.1 > 0.0).collect(),
        mark: chosen.map(|layer| layer as f64),
    }
}
