//! What leaves the page: words for pictures, stills, the loop as a GIF, one still for each step, a sheet for print.
//!
//! Everything follows from a link and an instant, without a browser. Only a GIF takes pixels: whoever paints pushes them, frame by
//! frame, so that it can show progress and stop in between.
//!
//! ```text
//!  Link ──Figure::new──> Figure ──frame(Moment)──> Frame ─┬─caption::alt, caption::caption──> words
//!         may fail                                  Look ─┴─still::scene──> Scene ─┬─still::svg──> SVG
//!                                                                                  └─(painted)──> gif::Encoder ──> GIF
//! ```
//!
//! | to make | call |
//! | --- | --- |
//! | alt text and caption of what a link shows | [`caption::alt`], [`caption::caption`] with `figure.frame(figure.moment())` |
//! | what it is compared with, in all of these | [`Figure::other`] in [`still::Look`] |
//! | the picture of a link | [`still::svg`] |
//! | its words and length as a loop | [`caption::loop_alt`], [`caption::loop_caption`], [`caption::loop_length`], [`gif::length`] |
//! | the loop | [`gif::Film`], [`gif::estimate`], [`gif::shots`]; each painted, pushed into [`gif::Encoder`] |
//! | a still for each step | [`zip::Stills`] |
//! | a page for print | [`sheet::html`] |

pub mod caption;
pub mod gif;
pub mod sheet;
pub mod still;
pub mod zip;

use crate::link::{Link, compared};
use crate::spec::SpecError;
use crate::timeline::{Focus, Frame, Moment, Plan, Speed};
use std::cell::OnceCell;

/// The least width of a picture of two figures side by side, in CSS pixels.
const PAIR: f64 = 780.0;

/// The figure of a link, with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    link: Link,
    plan: Plan,
    other: Option<Plan>,
    pin: Option<Focus>,
    /// See [`Figure::shape`].
    shape: OnceCell<f64>,
}

impl Figure {
    /// Computes a link's layer.
    ///
    /// # Errors
    /// If the layer cannot be computed. The layer of a link that was read can be.
    pub fn new(link: &Link) -> Result<Self, SpecError> {
        let plan = Plan::new(&link.spec)?;
        let other = link.with.map(|kind| Plan::new(&compared(&link.spec, kind))).transpose()?;
        let pin = link.pin.and_then(|target| Focus::new(&plan, target, true));
        Ok(Self { link: link.clone(), plan, other, pin, shape: OnceCell::new() })
    }

    /// The link.
    pub const fn link(&self) -> &Link {
        &self.link
    }

    /// The numbers.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The numbers of what it is compared with, if the link names it.
    pub const fn other(&self) -> Option<&Plan> {
        self.other.as_ref()
    }

    /// How wide a picture is composed that is `width` wide in CSS pixels for one figure: two have to find room side by side.
    pub const fn wide(&self, width: f64) -> f64 {
        if self.other.is_some() { width.max(PAIR) } else { width }
    }

    /// How many steps there are; at least one.
    pub fn steps(&self) -> usize {
        self.plan.steps()
    }

    /// How high a frame of the loop is for one of its width.
    fn shape(&self) -> f64 {
        *self.shape.get_or_init(|| gif::shape(self))
    }

    /// The instant that the link names: the end of its step, or of a beat of it, or the empty beginning.
    pub fn moment(&self) -> Moment {
        self.link.clock(self.steps()).moment(Speed::One)
    }

    /// What is true at an instant, with what the link has pinned.
    pub fn frame(&self, moment: Moment) -> Frame<'_> {
        Frame::new(&self.plan, moment, self.pin.as_ref())
    }

    /// What is true at an instant of a run through the steps: nothing is pinned.
    pub fn running(&self, moment: Moment) -> Frame<'_> {
        Frame::new(&self.plan, moment, None)
    }

    /// The name of a file of the figure, or of a step of it counted from 0, without its ending: `convoscope-grouped-step-023`, with
    /// as many digits as the last step has, three at least.
    pub fn file_name(&self, step: Option<usize>) -> String {
        let kind = self.plan.spec().kind.id();
        let digits = self.steps().to_string().len().max(3);
        step.map_or_else(
            || format!("convoscope-{kind}"),
            |step| format!("convoscope-{kind}-step-{:0digits$}", step + 1),
        )
    }
}
