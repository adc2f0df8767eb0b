//! The presenter view, step by step: what a clicker's click does.

use super::{Presenting, State};
use crate::timeline::lesson::{self, Leg};
use crate::timeline::{Beat, Clock, Speed};

impl State {
    /// The presenter view starts at the step that is under way, and ends where it has come to.
    pub(super) fn present(&mut self, on: bool) {
        self.compare(None);
        if self.clock != Clock::START {
            self.clock = Clock::at(self.moment().step, Beat::Rest);
        }
        let played = self.presenting.map_or(self.playing || self.resume, |presenting| presenting.played);
        self.presenting = on.then_some(Presenting { played, ..Presenting::default() });
        (self.playing, self.resume) = (played && !on && !self.calm, false);
        if self.playing {
            self.clock = self.clock.run(self.plan.steps());
        }
        (self.pointed, self.pinned, self.edit, self.draft, self.sheet) = (None, None, None, None, None);
        self.hint = None;
        self.epoch += 1;
        self.visits += u32::from(on);
    }

    /// A slide on which nothing moves: the figure, or the chapter's text.
    pub(super) fn open_slide(&mut self, text: bool) {
        if let Some(presenting) = &mut self.presenting {
            *presenting = Presenting { blank: false, text, goal: None, ..*presenting };
            self.playing = false;
        }
    }

    /// A clicker's click: paper turns into the slide again, what runs is there, else the way goes on.
    pub(super) fn turn(&mut self, forward: bool) {
        let Some(Presenting { blank, text, goal, .. }) = self.presenting else { return };
        self.open_slide(text && blank);
        let moved = goal.filter(|_| forward);
        if let Some(leg) = moved {
            self.stand_at(leg.goal);
        }
        if blank || moved.is_some_and(|leg| leg.runs) {
            return;
        }
        match (forward, text) {
            (false, true) => {}
            (true, true) if self.spec().kind.next(true).is_none() => self.open_slide(true),
            (true, true) => self.turn_chapter(true),
            (true, false) => match lesson::forward(&self.plan, &self.clock) {
                Some(leg) => self.set_out(leg),
                None if self.has_text() => self.open_slide(true),
                None => self.turn_chapter(true),
            },
            (false, false) => match lesson::back(&self.plan, &self.clock) {
                Some(clock) => self.stand_at(clock),
                None => self.turn_chapter(false),
            },
        }
    }

    /// Time runs to a goal; at once where nothing may move by itself.
    pub(super) fn set_out(&mut self, leg: Leg) {
        if self.calm {
            return self.stand_at(leg.goal);
        }
        let nth = if leg.runs { usize::MAX / 2 } else { usize::from(leg.goal.step() > self.clock.step()) };
        let beats = leg.goal.moment(Speed::One).beat < Beat::Rest;
        self.clock = self.clock.run(self.plan.steps()).paced(if beats { 0 } else { nth });
        self.playing = true;
        self.epoch += 1;
        if let Some(presenting) = &mut self.presenting {
            presenting.goal = Some(leg);
        }
    }

    /// The next chapter from its beginning, or the last slide of the one before.
    pub(super) fn turn_chapter(&mut self, forward: bool) {
        let Some(kind) = self.spec().kind.next(forward) else { return };
        self.choose(kind);
        if !forward {
            self.stand_at(Clock::at(self.plan.steps() - 1, Beat::Rest));
            self.open_slide(self.has_text());
        }
    }

    /// True if the chapter's text does not fit beside its title.
    pub(super) fn has_text(&self) -> bool {
        !self.spec().kind.words(self.messages()).sentences().1.is_empty()
    }
}
