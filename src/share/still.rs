//! The figure as it stands, as a picture and in words.

use super::{detail, title};
use crate::export::still::{Look, scene, svg};
use crate::export::{Figure, caption, gif};
use crate::i18n::Lang;
use crate::i18n::panels::share::Words;
use crate::link::Link;
use crate::scene::{Color, Scene};
use crate::stage::ThemeName;
use std::rc::Rc;

/// Width of the picture in CSS pixels.
const WIDTH: f64 = 780.0;

/// A picture without anything of the page around it, and what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Still {
    /// The figure of the link, for who makes other things of it.
    pub figure: Figure,
    /// What is shown of the picture before it is saved: the stage alone.
    pub preview: Scene,
    /// The whole picture, with its words under it.
    pub scene: Rc<Scene>,
    /// The same as an SVG document.
    pub svg: Rc<str>,
    /// The colour of its ground.
    pub ground: Color,
    /// What it shows, short.
    pub title: String,
    /// The value of what the chapter is about.
    pub detail: String,
    /// For who cannot see it.
    pub alt: String,
    /// What stands below it.
    pub caption: String,
    /// The name of its files, without an ending.
    pub file: String,
    /// How many steps the figure has as a loop and how long that is: "72 steps, 12 s".
    pub length: String,
}

impl Still {
    /// Of a link; `None` if its layer cannot be computed.
    pub fn new(link: &Link, lang: Lang, theme: ThemeName) -> Option<Self> {
        let (words, theme) = (Words::of(lang), theme.theme());
        let figure = Figure::new(link).ok()?;
        let frame = figure.frame(figure.moment());
        let look = Look { width: WIDTH, height: None, theme, lang, caption: true, beside: figure.other() };
        let film = gif::Film::new(&figure);
        Some(Self {
            preview: scene(&frame, &Look { caption: false, ..look }),
            scene: Rc::new(scene(&frame, &look)),
            svg: svg(&frame, &look).into(),
            ground: theme.paper,
            title: title(&link.spec, lang),
            detail: detail(&link.spec, words),
            alt: caption::beside(caption::alt(&frame, lang), figure.other(), lang),
            caption: caption::beside(caption::caption(&frame, lang), figure.other(), lang),
            file: figure.file_name(link.step.and_then(|step| step.checked_sub(1))),
            length: caption::loop_length(figure.plan(), &film.steps, gif::length(&figure, &film), lang),
            figure,
        })
    }

    /// Width and height of the picture in CSS pixels.
    pub fn size(&self) -> (u32, u32) {
        // Casts from f64 saturate.
        (self.scene.width.round() as u32, self.scene.height.round() as u32)
    }
}
