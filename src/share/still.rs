//! The figure as it stands, as a picture and in words.

use super::{detail, title};
use crate::i18n::Lang;
use crate::i18n::panels::share::Words;
use crate::link::Link;
use crate::scene::{Color, Scene};
use crate::stage::{ThemeName, View, compose, natural_height};
use crate::timeline::{Focus, Frame, Plan, Speed};
use std::rc::Rc;

/// Width of the picture in CSS pixels.
const WIDTH: f64 = 780.0;

/// A picture without anything of the page around it, and what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Still {
    /// The picture.
    pub scene: Rc<Scene>,
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
    /// How many steps the figure has.
    pub steps: usize,
}

impl Still {
    /// Of a link; `None` if its layer cannot be computed.
    pub fn new(link: &Link, lang: Lang, theme: ThemeName) -> Option<Self> {
        let (words, messages, theme) = (Words::of(lang), lang.messages(), theme.theme());
        let plan = Plan::new(&link.spec).ok()?;
        let moment = link.clock(plan.steps()).moment(Speed::One);
        let pin = link.pin.and_then(|target| Focus::new(&plan, target, true));
        let frame = Frame::new(&plan, moment, pin.as_ref());
        let view = View { width: WIDTH, height: natural_height(&plan, WIDTH), theme, messages, calm: true };
        let title = title(&link.spec, words);
        let step = (messages.step_of)(moment.step + 1, plan.steps());
        Some(Self {
            scene: Rc::new(compose(&frame, &view).scene),
            ground: theme.paper,
            detail: detail(&link.spec, words),
            alt: format!("{title}. {step}."),
            caption: title.clone(),
            title,
            steps: plan.steps(),
        })
    }
}
