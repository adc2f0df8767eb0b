//! The loop that is chosen, and files of many steps: what they are made from, and how far their making is.

use crate::export::Figure;
use crate::export::gif::{self, Film};
use crate::export::still::Look;
use crate::i18n::Lang;
use crate::link::Link;
use crate::stage::{Theme, ThemeName};
use crate::timeline::Speed;

/// What is chosen of a loop; what is not chosen is as [`Film::new`] has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Width in pixels, one of [`gif::WIDTHS`].
    pub width: Option<u32>,
    /// How fast, one of [`gif::SPEEDS`].
    pub speed: Option<Speed>,
    /// The first and the last step, counted from 1.
    pub steps: Option<(usize, usize)>,
}

/// A file of many steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Make {
    /// The loop as an animated GIF.
    Gif,
    /// A still for each step, in one archive.
    Stills,
    /// A page with stills for print.
    Sheet,
}

/// How far the making of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Making {
    /// What is made.
    pub what: Make,
    /// Pictures that are done.
    pub done: usize,
    /// Pictures that it will have.
    pub all: usize,
    /// Bytes so far; 0 if that is not known.
    pub bytes: usize,
}

/// What a file of many steps is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Reel {
    /// The figure.
    pub figure: Figure,
    /// The loop.
    pub film: Film,
    /// How long it takes, in milliseconds: at most.
    pub length: f64,
    /// How many frames it has.
    pub frames: usize,
    /// About how many bytes it will have.
    pub bytes: u64,
    /// The language of its words.
    pub lang: Lang,
    /// The colours.
    pub theme: &'static Theme,
}

impl Reel {
    /// Of a link and what is chosen; `None` if the layer cannot be computed.
    pub fn new(link: &Link, wish: Wish, lang: Lang, theme: ThemeName) -> Option<Self> {
        let figure = Figure::new(link).ok()?;
        let usual = Film::new(&figure);
        let steps = wish.steps.map_or(usual.steps, |(first, last)| first.saturating_sub(1)..last);
        let film = Film { width: wish.width.unwrap_or(usual.width), speed: wish.speed.unwrap_or(usual.speed), steps };
        let film = film.held(&figure);
        let (length, frames) = (gif::length(&figure, &film), gif::shots(&figure, &film).len());
        let bytes = gif::estimate(&figure, &film);
        Some(Self { figure, film, length, frames, bytes, lang, theme: theme.theme() })
    }

    /// How the stills are made: as wide as the loop's frames are composed, as high as each wants to be.
    pub const fn look(&self) -> Look<'_> {
        Look {
            width: self.figure.wide(720.0),
            height: None,
            theme: self.theme,
            lang: self.lang,
            caption: true,
            beside: self.figure.other(),
        }
    }

    /// The name of a file, without its ending: with the steps, if they are not all.
    pub fn file_name(&self) -> String {
        let name = self.figure.file_name(None);
        let steps = &self.film.steps;
        if *steps == (0..self.figure.steps()) { name } else { format!("{name}-{}-{}", steps.start + 1, steps.end) }
    }
}
