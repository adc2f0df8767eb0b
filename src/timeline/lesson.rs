//! Where a clicker goes within a chapter.
//!
//! The first output of a pass is shown beat by beat, since each beat is something to be said; the next ones output by output,
//! until the class has seen the pattern; then one click lets the rest run. A pass of few outputs goes on output by output
//! to its end. The way back skips what ran by itself.

use super::{Beat, Clock, Plan};
use std::ops::Range;

/// Outputs of a pass that are shown one by one.
const SHOWN: usize = 4;
/// A pass of so many outputs is shown one by one to its end.
const FEW: usize = 12;

/// One click forward.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leg {
    /// Where time stands still again.
    pub goal: Clock,
    /// True if it runs through outputs that are not shown one by one.
    pub runs: bool,
}

/// The way forward from where time stands; `None`: the chapter is over.
pub fn forward(plan: &Plan, clock: &Clock) -> Option<Leg> {
    let (step, pass) = (clock.step(), pass_at(plan, clock.step()));
    let stop = |goal| Some(Leg { goal, runs: false });
    if !clock.is_complete() {
        return stop(if step == pass.start { clock.forward_beat(plan.steps()) } else { clock.forward(plan.steps()) });
    }
    let next = step + 1;
    match next {
        next if next >= plan.steps() => None,
        next if next == pass.end => stop(clock.forward_beat(plan.steps())),
        next if pass.len() <= FEW || next < pass.start + SHOWN => stop(Clock::at(next, Beat::Rest)),
        _ => Some(Leg { goal: Clock::at(pass.end - 1, Beat::Rest), runs: true }),
    }
}

/// The way back; `None`: before the chapter's first beat.
pub fn back(plan: &Plan, clock: &Clock) -> Option<Clock> {
    if *clock == Clock::START {
        return None;
    }
    let (step, pass) = (clock.step(), pass_at(plan, clock.step()));
    let last_shown = pass.start + SHOWN - 1;
    Some(match step {
        step if step == pass.start => clock.back_beat(),
        step if pass.len() > FEW && step > last_shown => Clock::at(last_shown, Beat::Rest),
        _ => clock.back(),
    })
}

/// The steps of the pass that a step belongs to.
fn pass_at(plan: &Plan, step: usize) -> Range<usize> {
    let first = plan.output().shape().len();
    if step < first { 0..first } else { first..plan.steps() }
}
