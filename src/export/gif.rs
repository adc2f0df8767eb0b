//! The loop as an animated GIF: which instants it shows and for how long, its colours, its bytes.
//!
//! # Time
//!
//! Browsers show a frame of less than 2 hundredths of a second for 10. So no frame is shorter than 2; where the figure would need
//! one, a frame is left out and the one before stands until the next. All times are rounded down from the figure's own clock, so the
//! GIF never takes longer than the figure itself. The first frame is the last picture, complete, and rests for a second: where only
//! the first frame is shown it says most.
//!
//! A GIF has at most [`MOST_SHOTS`] frames. The rule: 20 frames a second; if these are too many, 10; then the end of each beat; then two
//! of each step, its sum and its end; then the end of each step, of every second step, and so on.
//!
//! # Colours
//!
//! One [`Palette`] for all frames, made from the theme before any is painted: a value has the same colour in every frame. It holds the
//! tokens, the ramp as tiles have it, and what letters and lines mix with the ground at their edges.

use super::Figure;
use super::still::{Look, fits};
use crate::i18n::Lang;
use crate::scene::Color;
use crate::stage::{Theme, ThemeName};
use crate::timeline::{Beat, Clock, Moment, Speed};
use std::ops::Range;

/// Frames of a GIF at most.
pub const MOST_SHOTS: usize = 600;
/// The widths that a GIF can have, in pixels.
pub const WIDTHS: [u32; 3] = [480, 720, 1080];
/// The speeds that it can have.
pub const SPEEDS: [Speed; 3] = [Speed::One, Speed::Two, Speed::Four];
/// Steps of a loop at most: it could not show each of more.
pub const MOST_STEPS: usize = 1000;
/// A loop that is not chosen otherwise takes at most so long, in milliseconds.
const COMFORTABLE: f64 = 15_000.0;
/// How long the complete picture rests, in hundredths of a second.
const REST: u16 = 100;
/// The shortest frame, in hundredths of a second.
const SHORTEST: u32 = 2;

/// How a loop is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Film {
    /// Width in pixels, one of [`WIDTHS`].
    pub width: u32,
    /// How fast, one of [`SPEEDS`].
    pub speed: Speed,
    /// The steps that it goes through, counted from 0; at least one, all within the figure's.
    pub steps: Range<usize>,
}

impl Film {
    /// All steps, 720 pixels wide, as slowly as 15 seconds allow; of a figure that takes longer at any speed, the first steps.
    pub fn new(figure: &Figure) -> Self {
        let all = |speed| Self { width: WIDTHS[1], speed, steps: 0..figure.steps() };
        let within = |speed| within(figure, &all(speed), COMFORTABLE);
        let whole = SPEEDS.into_iter().find(|speed| within(*speed) == figure.steps());
        whole.map_or_else(|| Self { steps: 0..within(SPEEDS[2]).max(1), ..all(SPEEDS[2]) }, all)
    }

    /// The same with its numbers inside what is possible.
    #[must_use]
    pub fn held(mut self, figure: &Figure) -> Self {
        let last = figure.steps() - 1;
        let start = self.steps.start.min(last);
        self.steps = start..self.steps.end.clamp(start + 1, (start + MOST_STEPS).min(last + 1));
        if !WIDTHS.contains(&self.width) {
            self.width = WIDTHS[1];
        }
        if !SPEEDS.contains(&self.speed) {
            self.speed = SPEEDS[0];
        }
        self
    }

    /// How the frames are composed: smaller ones not quite as small as they are painted, so that input and output still stand side
    /// by side; larger ones as those of 720 pixels.
    pub fn look<'a>(&self, figure: &'a Figure, theme: &'a Theme, lang: Lang) -> Look<'a> {
        let width = figure.wide(if self.width < 660 { SMALL } else { 720.0 });
        Look {
            width,
            height: Some((width * figure.shape()).round()),
            theme,
            lang,
            caption: true,
            beside: figure.other(),
        }
    }

    /// Width and height of the frames in pixels.
    pub fn size(&self, figure: &Figure) -> (u32, u32) {
        let look = self.look(figure, ThemeName::Light.theme(), Lang::English);
        let height = look.height.unwrap_or(look.width) / look.width * f64::from(self.width);
        (self.width, height.round() as u32)
    }
}

/// The width for which the smallest frames are composed, in CSS pixels.
const SMALL: f64 = 660.0;
/// Heights of frames for one of their width: that of 720 × 420 pixels, and for figures that have no room there, higher ones.
const SHAPES: [f64; 6] = [7.0 / 12.0, 0.75, 1.0, 1.4, 2.0, 3.0];

/// The height of the loop's frames for one of their width.
pub(super) fn shape(figure: &Figure) -> f64 {
    shape_at(figure, SMALL)
}

/// The lowest of the shapes that has room for the figure in every step, composed so wide in CSS pixels; the highest one, if none
/// has.
pub(super) fn shape_at(figure: &Figure, width: f64) -> f64 {
    let last = figure.steps() - 1;
    let frames = [0, last / 2, last].map(|step| [Beat::Gather, Beat::Rest].map(|beat| Moment::end_of(step, beat)));
    let width = figure.wide(width);
    let fits = |shape: &f64| {
        let height = Some((width * shape).round());
        Lang::ALL.into_iter().all(|lang| {
            let look = Look { width, height, lang, beside: figure.other(), ..Look::default() };
            frames.iter().flatten().all(|moment| fits(&figure.running(*moment), &look))
        })
    };
    SHAPES.into_iter().find(fits).unwrap_or(SHAPES[5])
}

/// A frame: what it shows and how long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shot {
    /// The instant.
    pub moment: Moment,
    /// How long it is shown, in hundredths of a second; 2 at least.
    pub delay: u16,
}

/// When frames are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grain {
    /// At equal distances, in milliseconds.
    Every(usize),
    /// At the end of each beat.
    Beats,
    /// When a step's sum is complete, and at its end.
    Halves,
    /// At the end of each n-th step.
    Steps(usize),
}

/// The time that the figure takes for a film's steps at its speed, in milliseconds, with a second of rest: no GIF of it is longer.
pub fn length(figure: &Figure, film: &Film) -> f64 {
    let mut length = 0.0;
    run(figure, film, |at, _, _| {
        length = at as f64;
        true
    });
    length + f64::from(REST) * 10.0
}

/// How many of a film's steps are complete within a time in milliseconds, the rest at its end included.
fn within(figure: &Figure, film: &Film, time: f64) -> usize {
    let mut complete = 0;
    run(figure, film, |at, _, now| {
        let goes_on = at as f64 + f64::from(REST) * 10.0 <= time;
        if goes_on {
            complete = now.map_or(film.steps.end, |now| now.step) - film.steps.start;
        }
        goes_on
    });
    complete
}

/// The frames of a loop, in order. Together at most as long as [`length`] says, at most [`MOST_SHOTS`].
pub fn shots(figure: &Figure, film: &Film) -> Vec<Shot> {
    let mut grain = Grain::Every(50);
    loop {
        let shots = shots_at(figure, film, grain);
        if shots.len() <= MOST_SHOTS {
            return shots;
        }
        grain = match grain {
            Grain::Every(50) => Grain::Every(100),
            Grain::Every(_) => Grain::Beats,
            Grain::Beats => Grain::Halves,
            Grain::Halves => Grain::Steps(1),
            Grain::Steps(count) => Grain::Steps(count + 1),
        };
    }
}

fn shots_at(figure: &Figure, film: &Film, grain: Grain) -> Vec<Shot> {
    // When each begins, in hundredths of a second.
    let mut taken: Vec<(u32, Moment)> = Vec::new();
    let mut end = 0;
    run(figure, film, |at, before, now| {
        let hundredths = (at / 10) as u32;
        end = hundredths;
        let ended =
            before.filter(|before: &Moment| now.is_none_or(|now| (now.step, now.beat) != (before.step, before.beat)));
        let ends = |ended: &Moment| match grain {
            Grain::Every(_) => false,
            Grain::Beats => true,
            Grain::Halves => matches!(ended.beat, Beat::Gather | Beat::Rest),
            Grain::Steps(count) => {
                ended.beat == Beat::Rest && (ended.step + 1 - film.steps.start).is_multiple_of(count)
            }
        };
        let wanted = match (grain, now) {
            (Grain::Every(distance), Some(now)) => at.is_multiple_of(distance).then_some(now),
            (_, Some(now)) if at == 0 => Some(now),
            (_, _) => ended.filter(ends).map(|ended| Moment { progress: 1.0, ..ended }),
        };
        if let Some(moment) = wanted
            && taken.last().is_none_or(|(last, _)| last + SHORTEST <= hundredths)
        {
            taken.push((hundredths, moment));
        }
        taken.len() <= MOST_SHOTS
    });
    while taken.len() > 1 && taken.last().is_some_and(|(last, _)| last + SHORTEST > end) {
        taken.pop();
    }
    let ends = taken.iter().skip(1).map(|(start, _)| *start).chain([end]);
    let played =
        taken.iter().zip(ends).map(|((start, moment), end)| Shot { moment: *moment, delay: (end - start) as u16 });
    let complete = Shot { moment: Moment::done(film.steps.end - 1), delay: REST };
    std::iter::once(complete).chain(played).collect()
}

/// Lets the figure's clock run through a film's steps, a millisecond at a time: `each` hears the time in milliseconds, the instant
/// before, and the present one, and says whether it goes on; at the end there is none.
fn run(figure: &Figure, film: &Film, mut each: impl FnMut(usize, Option<Moment>, Option<Moment>) -> bool) {
    let plan = figure.plan();
    let mut clock = match film.steps.start {
        0 => Clock::START,
        start => Clock::at(start - 1, Beat::Rest).run(plan.steps()),
    };
    let mut before = None;
    for at in 0.. {
        let moment = clock.moment(film.speed);
        if !each(at, before, Some(moment)) {
            return;
        }
        before = Some(moment);
        let (next, runs) = clock.advance(1.0, film.speed, plan.steps());
        let next = plan.paced(&clock, next);
        if !runs || next.step() >= film.steps.end {
            each(at + 1, before, None);
            return;
        }
        clock = next;
    }
}

/// About how many bytes a loop will have.
pub fn estimate(figure: &Figure, film: &Film) -> u64 {
    let (width, height) = film.size(figure);
    let area = f64::from(width * height);
    let frames = shots(figure, film).len() as f64;
    (area * FIRST_FRAME + frames * area * OTHER_FRAME) as u64
}

/// Bytes for each pixel of the first frame.
const FIRST_FRAME: f64 = 0.1;
/// Bytes for each pixel of a later one, most of whose pixels stay as they are.
const OTHER_FRAME: f64 = 0.012;

/// The colours of all frames; the last one is none: the pixel stays as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    colors: Vec<Color>,
    /// What was last looked for, by some of its bits, and what is nearest to it.
    known: Vec<(u32, u8)>,
}

/// Colours that can be remembered.
const KNOWN: usize = 1 << 12;
/// Colours of a palette at most: one more means none.
const MOST_COLORS: usize = 255;

impl Palette {
    /// The colours of a theme, for a figure with so many groups of channels.
    pub fn new(theme: &Theme, groups: usize) -> Self {
        Self { colors: colors(theme, groups), known: vec![(u32::MAX, 0); KNOWN] }
    }

    /// The colours, at most 255.
    pub fn colors(&self) -> &[Color] {
        &self.colors
    }

    /// The number of the nearest colour.
    pub fn nearest(&mut self, red: u8, green: u8, blue: u8) -> u8 {
        let wish = u32::from_be_bytes([0, red, green, blue]);
        let slot = (wish.wrapping_mul(0x9E37_79B1) >> 20) as usize % KNOWN;
        if self.known[slot].0 != wish {
            self.known[slot] = (wish, self.search(red, green, blue));
        }
        self.known[slot].1
    }

    fn search(&self, red: u8, green: u8, blue: u8) -> u8 {
        let distance = |color: &Color| {
            let square = |one: u8, two: u8| (i32::from(one) - i32::from(two)).pow(2);
            // As the eye weighs them, roughly.
            2 * square(red, color.r) + 4 * square(green, color.g) + 3 * square(blue, color.b)
        };
        let nearest = self.colors.iter().enumerate().min_by_key(|(_, color)| distance(color));
        nearest.map_or(0, |(nth, _)| nth as u8)
    }

    fn transparent(&self) -> u8 {
        self.colors.len() as u8
    }

    fn bytes(&self) -> Vec<u8> {
        let none = Color::hex(0);
        self.colors.iter().chain([&none]).flat_map(|color| [color.r, color.g, color.b]).collect()
    }
}

/// The colours in order of need; what does not fit is left out.
fn colors(theme: &Theme, groups: usize) -> Vec<Color> {
    let paper = theme.paper;
    let mut colors: Vec<Color> = Vec::new();
    let mut add = |color: Color| {
        if color.a == 255 && colors.len() < MOST_COLORS && !colors.contains(&color) {
            colors.push(color);
        }
    };
    let roles = [theme.ink, theme.ink2, theme.ink3, theme.input, theme.weight, theme.output];
    let rest = [paper, theme.surface, theme.sunken, theme.line, theme.control, theme.warn, theme.digit, theme.quiet];
    roles.into_iter().chain(rest).for_each(&mut add);
    let hues = if groups > 1 { &theme.groups[..groups.min(8)] } else { &[] };
    for &hue in hues {
        add(hue);
        // The grounds of a running and a waiting group.
        [0.075, 0.045].into_iter().for_each(|share| add(paper.mix(hue, share)));
    }
    // Values: tiles with digits, tiles without, pale ones.
    let ramp = |nth: i32, of: i32| theme.ramp.at(f64::from(nth) / f64::from(of) * 0.62);
    (-20..=20).for_each(|nth| add(ramp(nth, 20)));
    (-10..=10).for_each(|nth| add(ramp(nth, 10).mix(paper, 0.6)));
    // Edges of letters and lines on the ground.
    for color in roles.into_iter().chain([theme.control, theme.quiet]) {
        [0.25, 0.5, 0.75].into_iter().for_each(|share| add(paper.mix(color, share)));
    }
    // Edges of digits on tiles.
    for nth in -4..=4 {
        [0.3, 0.6].into_iter().for_each(|share| add(ramp(nth, 4).mix(theme.digit, share)));
    }
    for nth in -2..=2 {
        [0.3, 0.6].into_iter().for_each(|share| add(ramp(nth, 2).mix(paper, 0.6).mix(theme.quiet, share)));
    }
    // Edges of the roles' lines on their grounds, and the hues' own.
    for &hue in hues {
        [0.25, 0.5, 0.75].into_iter().for_each(|share| add(paper.mix(hue, share)));
    }
    for role in [theme.input, theme.weight, theme.output] {
        [0.08, 0.16, 0.35, 0.6, 0.88].into_iter().for_each(|share| add(paper.mix(role, share)));
    }
    // What is left goes to finer steps of the ramp.
    (-40..=40).for_each(|nth| add(ramp(nth, 40)));
    colors
}

/// Why pixels are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Width or height is 0 or above 65,535, or the pixels are not width × height × 4 bytes.
    Size,
    /// There is no memory left.
    Memory,
}

/// Writes a GIF that repeats for ever, frame by frame.
pub struct Encoder {
    writer: gif::Encoder<Vec<u8>>,
    width: u16,
    height: u16,
    palette: Palette,
    /// What stands on the screen, as numbers of colours; empty before the first frame.
    shown: Vec<u8>,
    /// The last frame: it stays longer if the next one is the same.
    last: Option<gif::Frame<'static>>,
}

impl Encoder {
    /// A GIF of a size in pixels.
    ///
    /// # Errors
    /// [`Refused::Size`].
    pub fn new((width, height): (u32, u32), palette: Palette) -> Result<Self, Refused> {
        let side = |length: u32| u16::try_from(length).ok().filter(|&length| length > 0).ok_or(Refused::Size);
        let (width, height) = (side(width)?, side(height)?);
        let mut writer = gif::Encoder::new(Vec::new(), width, height, &palette.bytes()).map_err(|_| Refused::Memory)?;
        writer.set_repeat(gif::Repeat::Infinite).map_err(|_| Refused::Memory)?;
        Ok(Self { writer, width, height, palette, shown: Vec::new(), last: None })
    }

    /// Adds a frame: its pixels row by row, four bytes each (red, green, blue, and opacity, which is not looked at), and how long it is
    /// shown, in hundredths of a second.
    ///
    /// # Errors
    /// [`Refused::Size`] if there are more or fewer pixels than the GIF has, [`Refused::Memory`].
    pub fn push(&mut self, rgba: &[u8], delay: u16) -> Result<(), Refused> {
        if rgba.len() != usize::from(self.width) * usize::from(self.height) * 4 {
            return Err(Refused::Size);
        }
        let palette = &mut self.palette;
        let pixels: Vec<u8> =
            rgba.as_chunks::<4>().0.iter().map(|&[red, green, blue, _]| palette.nearest(red, green, blue)).collect();
        let changed = self.changed(&pixels);
        let longer = self.last.as_ref().and_then(|last| last.delay.checked_add(delay));
        if let (None, Some(last), Some(longer)) = (&changed, &mut self.last, longer) {
            last.delay = longer;
            return Ok(());
        }
        // A picture that stays beyond the longest delay goes on as a frame that changes one pixel to itself.
        let (cols, rows) = changed.unwrap_or((0..1, 0..1));
        let frame = self.frame(&pixels, cols, rows, delay);
        self.write_last()?;
        self.last = Some(frame);
        self.shown = pixels;
        Ok(())
    }

    /// Bytes written so far.
    pub fn len(&self) -> usize {
        self.writer.get_ref().len()
    }

    /// True if nothing has been written; never, since a head is written at once.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The whole file.
    ///
    /// # Errors
    /// [`Refused::Memory`].
    pub fn finish(mut self) -> Result<Vec<u8>, Refused> {
        self.write_last()?;
        self.writer.into_inner().map_err(|_| Refused::Memory)
    }

    /// The columns and rows in which a picture differs from what is shown; `None` if it does not.
    fn changed(&self, pixels: &[u8]) -> Option<(Range<usize>, Range<usize>)> {
        let width = usize::from(self.width);
        if self.shown.is_empty() {
            return Some((0..width, 0..usize::from(self.height)));
        }
        let mut changed: Option<(Range<usize>, Range<usize>)> = None;
        for (row, (now, before)) in pixels.chunks(width).zip(self.shown.chunks(width)).enumerate() {
            let differs = |(now, before): (&u8, &u8)| now != before;
            let Some(first) = now.iter().zip(before).position(differs) else { continue };
            let last = now.iter().zip(before).rposition(differs).unwrap_or(first);
            changed = Some(match changed {
                Some((cols, rows)) => (cols.start.min(first)..cols.end.max(last + 1), rows.start..row + 1),
                None => (first..last + 1, row..row + 1),
            });
        }
        changed
    }

    /// The part of a picture that changed; what did not change in it is transparent.
    fn frame(&self, pixels: &[u8], cols: Range<usize>, rows: Range<usize>, delay: u16) -> gif::Frame<'static> {
        let (width, transparent) = (usize::from(self.width), self.palette.transparent());
        let mut buffer = Vec::with_capacity(cols.len() * rows.len());
        for row in rows.clone() {
            let line = row * width + cols.start..row * width + cols.end;
            match self.shown.get(line.clone()) {
                Some(before) => buffer.extend(
                    pixels[line].iter().zip(before).map(|(now, before)| if now == before { transparent } else { *now }),
                ),
                None => buffer.extend_from_slice(&pixels[line]),
            }
        }
        gif::Frame {
            delay,
            transparent: Some(transparent),
            left: cols.start as u16,
            top: rows.start as u16,
            width: cols.len() as u16,
            height: rows.len() as u16,
            buffer: buffer.into(),
            ..gif::Frame::default()
        }
    }

    fn write_last(&mut self) -> Result<(), Refused> {
        match self.last.take() {
            Some(frame) => self.writer.write_frame(&frame).map_err(|_| Refused::Memory),
            None => Ok(()),
        }
    }
}
