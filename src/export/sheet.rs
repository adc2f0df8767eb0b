//! Stills of many steps on paper: one page of HTML that needs nothing else, light, for A4.

use super::gif::shape_at;
use super::still::{self, Look};
use super::zip::{distance, picked};
use super::{Figure, caption};
use crate::i18n::Lang;
use crate::i18n::number::filled;
use crate::i18n::panels::export::Words;
use crate::scene::Color;
use crate::scene::svg::{SANS, SERIF, escape};
use crate::stage::{Theme, ThemeName};
use crate::timeline::Moment;
use std::ops::Range;

/// Pictures on a sheet at most: three pages of low ones.
pub const MOST_PICTURES: usize = 24;
/// The width for which a picture is composed that takes half of a page, in CSS pixels: its words are 6 points high there.
const WIDTH: f64 = 560.0;

/// The sheet of some steps, counted from 0; of more than [`MOST_PICTURES`], as [`picked`] says.
pub fn html(figure: &Figure, steps: &Range<usize>, lang: Lang) -> String {
    let (words, messages, plan) = (Words::of(lang), lang.messages(), figure.plan());
    let white = Color::hex(0xFF_FFFF);
    let theme = Theme { paper: white, surface: white, ..*ThemeName::Light.theme() };
    let width = figure.wide(WIDTH);
    let height = Some((width * shape_at(figure, WIDTH)).round());
    let look = Look { width, height, theme: &theme, lang, caption: false, beside: figure.other() };
    let name = escape(caption::name(plan.spec(), lang));
    let about = caption::described_beside(plan, figure.other(), lang);
    let each = distance(steps, MOST_PICTURES);
    let every = if each > 1 {
        words.between.to_owned() + &filled(words.sheet_every, &[each.to_string()])
    } else {
        String::new()
    };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{name}</title>\n<style>\n{}</style>\n</head>\n<body>\n<h1>{name}</h1>\n<p>{}{}{}</p>\n<div>\n",
        messages.tag,
        style(if figure.other().is_some() { "1fr" } else { "1fr 1fr" }),
        escape(&about),
        words.end,
        escape(&every),
    );
    for step in picked(steps, MOST_PICTURES) {
        let frame = figure.running(Moment::done(step));
        let svg = still::svg(&frame, &look);
        let told = escape(&caption::step(&frame, lang));
        out.push_str(&format!("<figure>\n{svg}<figcaption>{told}</figcaption>\n</figure>\n"));
    }
    out.push_str("</div>\n</body>\n</html>\n");
    out
}

/// Two figures beside each other take all of a page's width.
fn style(columns: &str) -> String {
    format!(
        "@page {{ size: A4; margin: 12mm; }}\n\
         body {{ margin: 0 auto; max-width: 186mm; color: #000; background: #fff; font: 10pt/1.4 {SANS}; }}\n\
         h1 {{ margin: 0; font: 700 18pt/1.2 {SERIF}; }}\n\
         p {{ margin: 1mm 0 4mm; }}\n\
         div {{ display: grid; grid-template-columns: {columns}; gap: 5mm 6mm; }}\n\
         figure {{ margin: 0; break-inside: avoid; }}\n\
         svg {{ display: block; width: 100%; height: auto; border-bottom: 0.5pt solid #bdbdbd; }}\n\
         figcaption {{ padding-top: 1mm; font-size: 8.5pt; }}\n\
         @media print {{ body {{ -webkit-print-color-adjust: exact; print-color-adjust: exact; }} }}\n"
    )
}
