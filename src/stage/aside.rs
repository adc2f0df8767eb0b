//! The picture under the stage, in the chapters that have one: it changes with the figure, not with time.

use super::easel::Easel;
use super::{STACKED_BELOW, View, lab, stacks};
use crate::field::Stack;
use crate::i18n::Messages;
use crate::i18n::number::num;
use crate::lab::{Lab, Way, is_rounding};
use crate::scene::Scene;
use crate::spec::Kind;
use crate::timeline::Plan;

/// What a picture under the stage is of.
pub enum Aside {
    /// The order of two filters.
    Lab(Box<Lab>),
    /// How far three stacks see: the middle one is the visitor's.
    Stacks(Vec<Stack>),
}

impl Aside {
    /// The one of this figure, computed.
    pub fn of(plan: &Plan) -> Option<Self> {
        let slots = &plan.spec().slots;
        match plan.spec().kind {
            Kind::Flipped => Some(Self::Lab(Box::new(Lab::new(plan.input(), slots)))),
            Kind::Dilated => {
                let mut all = Vec::new();
                for rates in [[1, 1, 1], slots.rates(), [2, 2, 2]] {
                    all.push(Stack::new(rates));
                }
                Some(Self::Stacks(all))
            }
            _ => None,
        }
    }

    /// The height in CSS pixels that it takes at a width.
    pub fn height(&self, width: f64) -> f64 {
        let stacked = width < STACKED_BELOW;
        match self {
            Self::Lab(_) => lab::height(width),
            Self::Stacks(_) if stacked => stacks::height(width) * 3.0 + 2.0 * stacks::GAP,
            Self::Stacks(_) => stacks::height(width),
        }
    }

    /// The picture.
    pub fn compose(&self, view: &View<'_>) -> Scene {
        let mut easel = Easel::new(view);
        match self {
            Self::Lab(lab) => lab::draw(&mut easel, lab),
            Self::Stacks(all) => stacks::draw(&mut easel, all),
        }
        easel.finish().scene
    }

    /// What it says, in words.
    pub fn says(&self, messages: &Messages) -> String {
        let mut says = String::new();
        let mut say =
            |name: &str, what: &str| says = (messages.control_now)(&says, &(messages.control_now)(name, what));
        match self {
            Self::Lab(lab) => {
                for (name, way) in [(messages.lab_with, &lab.with), (messages.lab_without, &lab.without)] {
                    say(name, verdict(way, messages).0);
                    say(messages.lab_difference, &num(way.association()));
                }
            }
            Self::Stacks(all) => {
                for stack in all {
                    say(&stack.title(messages), &(messages.stack_reach)(stack.reach, stack.missed()));
                }
            }
        }
        says
    }
}

/// Whether the associative law holds, in words.
pub fn verdict(way: &Way, messages: &Messages) -> (&'static str, bool) {
    if way.association() == 0.0 {
        (messages.associative, true)
    } else if is_rounding(&way.filtered) {
        (messages.associative_rounded, true)
    } else {
        (messages.not_associative, false)
    }
}
