//! Time: steps of beats, by the design's table of durations.
//!
//! A [`Clock`] only counts; it knows neither numbers nor pictures. Durations are in milliseconds at speed 1.

/// A part of a step, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Beat {
    /// The lens moves to the window.
    Slide,
    /// The window's values come to the bench.
    Pair,
    /// Products appear.
    Multiply,
    /// Products become one sum.
    Gather,
    /// The sum goes to its place.
    Place,
    /// Nothing moves.
    Rest,
}

impl Beat {
    /// Every beat, in order.
    pub const ALL: [Self; 6] = [Self::Slide, Self::Pair, Self::Multiply, Self::Gather, Self::Place, Self::Rest];
    /// The beats that have a name for visitors.
    pub const NAMED: [Self; 4] = [Self::Pair, Self::Multiply, Self::Gather, Self::Place];

    /// The word in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Slide => "slide",
            Self::Pair => "pair",
            Self::Multiply => "multiply",
            Self::Gather => "gather",
            Self::Place => "place",
            Self::Rest => "rest",
        }
    }

    const fn next(self) -> Option<Self> {
        match self {
            Self::Slide => Some(Self::Pair),
            Self::Pair => Some(Self::Multiply),
            Self::Multiply => Some(Self::Gather),
            Self::Gather => Some(Self::Place),
            Self::Place => Some(Self::Rest),
            Self::Rest => None,
        }
    }
}

/// How closely a step is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// The first output of a run: every product seen.
    Slow,
    /// The next three.
    Normal,
    /// The rest.
    Brisk,
}

impl Pace {
    /// The pace of the n-th step of a run, counted from 0.
    pub const fn of(nth: usize) -> Self {
        match nth {
            0 => Self::Slow,
            1..=3 => Self::Normal,
            _ => Self::Brisk,
        }
    }

    /// Length of a beat in milliseconds.
    pub const fn duration(self, beat: Beat) -> f64 {
        let [slow, normal, brisk] = match beat {
            Beat::Slide => [320.0, 250.0, 160.0],
            Beat::Pair => [700.0, 0.0, 0.0],
            Beat::Multiply => [900.0, 150.0, 0.0],
            Beat::Gather => [900.0, 150.0, 60.0],
            Beat::Place => [400.0, 200.0, 120.0],
            Beat::Rest => [500.0, 150.0, 40.0],
        };
        match self {
            Self::Slow => slow,
            Self::Normal => normal,
            Self::Brisk => brisk,
        }
    }
}

/// The speed a visitor chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Speed {
    /// Every step as closely as the first, at half its speed.
    Quarter,
    /// Every step as closely as the first.
    Half,
    /// The first step closely, then faster.
    #[default]
    One,
    /// Twice that.
    Two,
    /// Four times that.
    Four,
    /// One output per frame, without beats.
    Sweep,
}

impl Speed {
    /// Every speed, slowest first.
    pub const ALL: [Self; 6] = [Self::Quarter, Self::Half, Self::One, Self::Two, Self::Four, Self::Sweep];

    /// The word in links.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Quarter => "0.25",
            Self::Half => "0.5",
            Self::One => "1",
            Self::Two => "2",
            Self::Four => "4",
            Self::Sweep => "sweep",
        }
    }

    /// True if the n-th step of a run is shown closely.
    fn is_close(self, nth: usize) -> bool {
        match self {
            Self::Quarter | Self::Half => true,
            Self::One | Self::Two | Self::Four => Pace::of(nth) == Pace::Slow,
            Self::Sweep => false,
        }
    }

    /// Length of a beat of the n-th step of a run, in milliseconds; `None` when sweeping.
    fn duration(self, nth: usize, beat: Beat) -> Option<f64> {
        match self {
            Self::Quarter => Some(Pace::Slow.duration(beat) * 2.0),
            Self::Half => Some(Pace::Slow.duration(beat)),
            Self::One => Some(Pace::of(nth).duration(beat)),
            Self::Two => Some(Pace::of(nth).duration(beat) / 2.0),
            Self::Four => Some(Pace::of(nth).duration(beat) / 4.0),
            Self::Sweep => None,
        }
    }
}

/// A point in time: what a frame is made from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// Step, counted from 0: the position in the output's data.
    pub step: usize,
    /// Part of the step.
    pub beat: Beat,
    /// How much of the beat has passed, 0 to 1.
    pub progress: f64,
    /// True if the step is shown closely, so that channels are gone through one by one.
    pub closely: bool,
}

impl Moment {
    /// Before anything happened.
    pub const START: Self = Self { step: 0, beat: Beat::Slide, progress: 0.0, closely: true };

    /// The moment when a step is complete.
    pub const fn done(step: usize) -> Self {
        Self::end_of(step, Beat::Rest)
    }

    /// The moment when a beat of a step is complete.
    pub const fn end_of(step: usize, beat: Beat) -> Self {
        Self { step, beat, progress: 1.0, closely: true }
    }

    /// Outputs that stand in their places, the present one included once it has been placed.
    pub fn placed(&self) -> usize {
        let here = self.beat == Beat::Rest || (self.beat == Beat::Place && self.progress >= 1.0);
        self.step + usize::from(here)
    }

    /// How much of a beat has passed: 1 if it is over, 0 if it is still to come.
    pub fn share_of(&self, beat: Beat) -> f64 {
        match self.beat.cmp(&beat) {
            std::cmp::Ordering::Less => 0.0,
            std::cmp::Ordering::Equal => self.progress,
            std::cmp::Ordering::Greater => 1.0,
        }
    }
}

/// A moment that moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    step: usize,
    beat: Beat,
    /// Milliseconds of the beat that have passed, at speed 1.
    passed: f64,
    /// Steps since the run began: sets the pace.
    nth: usize,
    /// True if the beat has been shown to its end and does not move by itself.
    held: bool,
}

impl Clock {
    /// Before anything happened.
    pub const START: Self = Self { step: 0, beat: Beat::Slide, passed: 0.0, nth: 0, held: false };

    /// Held at the end of a beat.
    pub const fn at(step: usize, beat: Beat) -> Self {
        Self { step, beat, passed: 0.0, nth: 0, held: true }
    }

    /// The step, counted from 0.
    pub const fn step(&self) -> usize {
        self.step
    }

    /// True if time stands where the step's number has been placed.
    pub fn is_complete(&self) -> bool {
        self.held && self.beat >= Beat::Place
    }

    /// True if the end of a beat at which another clock is held has been reached.
    pub fn has_reached(&self, goal: &Self) -> bool {
        self.held || (self.step, self.beat) > (goal.step, goal.beat)
    }

    /// The same place in a run that began so many steps before.
    pub const fn paced(self, nth: usize) -> Self {
        Self { nth, ..self }
    }

    /// Where we are, seen at `speed`.
    pub fn moment(&self, speed: Speed) -> Moment {
        let whole = speed.duration(self.nth, self.beat).unwrap_or(0.0);
        let progress = if self.held || whole <= 0.0 { 1.0 } else { (self.passed / whole).clamp(0.0, 1.0) };
        Moment { step: self.step, beat: self.beat, progress, closely: self.held || speed.is_close(self.nth) }
    }

    /// Starts a run from here: from the beginning if the last step is complete; the pace is slow again.
    pub fn run(&self, steps: usize) -> Self {
        match (self.is_complete(), self.held) {
            (true, _) if self.step + 1 >= steps => Self::START,
            (true, _) => Self { step: self.step + 1, ..Self::START },
            (false, true) => Self { step: self.step, beat: self.beat.next().unwrap_or(Beat::Rest), ..Self::START },
            (false, false) => Self { nth: 0, ..*self },
        }
    }

    /// The clock after `elapsed` milliseconds, and whether it still runs: at the end of the last step it stops, held.
    ///
    /// However the time is cut into pieces, the same sum leads to the same place.
    pub fn advance(&self, elapsed: f64, speed: Speed, steps: usize) -> (Self, bool) {
        let mut clock = *self;
        if speed == Speed::Sweep {
            return clock.sweep(steps);
        }
        clock.held = false;
        clock.passed += elapsed.max(0.0);
        while let Some(whole) = speed.duration(clock.nth, clock.beat)
            && clock.passed >= whole
        {
            clock.passed -= whole;
            match clock.beat.next() {
                Some(beat) => clock.beat = beat,
                None if clock.step + 1 >= steps => return (Self::at(clock.step, Beat::Rest), false),
                None => clock = Self { step: clock.step + 1, beat: Beat::Slide, nth: clock.nth + 1, ..clock },
            }
        }
        (clock, true)
    }

    /// The next output, complete.
    fn sweep(&self, steps: usize) -> (Self, bool) {
        let step = if self.held || self.beat == Beat::Rest { self.step + 1 } else { self.step };
        let last = steps.saturating_sub(1);
        (Self::at(step.min(last), Beat::Rest), step < last)
    }

    /// The end of the next step (of this one, if it is under way), held.
    pub fn forward(&self, steps: usize) -> Self {
        Self::at((self.step + usize::from(self.is_complete())).min(steps.saturating_sub(1)), Beat::Rest)
    }

    /// The end of the step before, held; before the first, the empty beginning.
    pub fn back(&self) -> Self {
        match self.step {
            0 => Self::START,
            step => Self::at(step - 1, Beat::Rest),
        }
    }

    /// The end of the next beat that has a name, held.
    pub fn forward_beat(&self, steps: usize) -> Self {
        let next = match self.beat {
            Beat::Slide => Some(Beat::Pair),
            beat if !self.held => Some(beat),
            Beat::Pair => Some(Beat::Multiply),
            Beat::Multiply => Some(Beat::Gather),
            Beat::Gather => Some(Beat::Place),
            Beat::Place | Beat::Rest => None,
        };
        match next {
            Some(beat) => Self::at(self.step, beat),
            None if self.step + 1 < steps => Self::at(self.step + 1, Beat::Pair),
            None => Self::at(self.step, Beat::Rest),
        }
    }

    /// The end of the beat before, held.
    pub fn back_beat(&self) -> Self {
        match self.beat {
            Beat::Place | Beat::Rest => Self::at(self.step, Beat::Gather),
            Beat::Gather => Self::at(self.step, Beat::Multiply),
            Beat::Multiply => Self::at(self.step, Beat::Pair),
            Beat::Pair | Beat::Slide => self.back(),
        }
    }

    /// The same place in a plan of another length.
    pub fn within(&self, steps: usize) -> Self {
        if self.step < steps { *self } else { Self::at(steps.saturating_sub(1), Beat::Rest) }
    }
}
