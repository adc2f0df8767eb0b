//! Loops, decoded again.

use super::raster::paint;
use super::{figure, links};
use convoscope::export::Figure;
use convoscope::export::gif::{
    Encoder, Film, MOST_SHOTS, MOST_STEPS, Palette, Refused, SPEEDS, Shot, WIDTHS, estimate, length, shots,
};
use convoscope::export::still;
use convoscope::i18n::Lang;
use convoscope::scene::Color;
use convoscope::stage::ThemeName;
use convoscope::timeline::{Beat, Clock, Moment, Speed};

/// A GIF as a viewer sees it.
struct Seen {
    size: (u16, u16),
    repeat: gif::Repeat,
    colors: usize,
    /// Delay and all pixels of each frame, three bytes each.
    frames: Vec<(u16, Vec<u8>)>,
    /// Pixels in the rectangles of the frames.
    painted: Vec<usize>,
}

fn decode(bytes: &[u8]) -> Seen {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::Indexed);
    let mut decoder = options.read_info(bytes).expect("a GIF begins");
    let palette = decoder.global_palette().expect("there is one palette").to_vec();
    let (width, height) = (decoder.width(), decoder.height());
    let mut screen = vec![0; usize::from(width) * usize::from(height) * 3];
    let (mut frames, mut painted) = (Vec::new(), Vec::new());
    while let Some(frame) = decoder.read_next_frame().expect("a frame can be read") {
        assert_eq!(frame.palette, None, "no frame has colours of its own");
        assert_eq!(frame.dispose, gif::DisposalMethod::Keep);
        assert!(frame.left + frame.width <= width && frame.top + frame.height <= height);
        for (nth, &index) in frame.buffer.iter().enumerate() {
            let (x, y) = (nth % usize::from(frame.width), nth / usize::from(frame.width));
            let at = ((y + usize::from(frame.top)) * usize::from(width) + x + usize::from(frame.left)) * 3;
            if Some(index) != frame.transparent {
                screen[at..at + 3].copy_from_slice(&palette[usize::from(index) * 3..][..3]);
            }
        }
        frames.push((frame.delay, screen.clone()));
        painted.push(frame.buffer.len());
    }
    Seen { size: (width, height), repeat: decoder.repeat(), colors: palette.len() / 3, frames, painted }
}

fn palette() -> Palette {
    Palette::new(ThemeName::Light.theme(), 1)
}

/// Pixels of one colour with one block of another at a place.
fn block(width: usize, height: usize, ground: Color, color: Color, at: (usize, usize)) -> Vec<u8> {
    let pixel = |nth: usize| {
        let (x, y) = (nth % width, nth / width);
        let inside = (at.0..at.0 + 3).contains(&x) && (at.1..at.1 + 2).contains(&y);
        let Color { r, g, b, .. } = if inside { color } else { ground };
        [r, g, b, 255]
    };
    (0..width * height).flat_map(pixel).collect()
}

fn without_opacity(rgba: &[u8]) -> Vec<u8> {
    rgba.chunks(4).flat_map(|pixel| pixel[..3].to_vec()).collect()
}

#[test]
fn made_up_frames_come_back_pixel_by_pixel() {
    let theme = ThemeName::Light.theme();
    let pictures: Vec<Vec<u8>> =
        (0..4).map(|nth| block(20, 12, theme.paper, theme.input, (nth * 4, nth * 2))).collect();
    let mut encoder = Encoder::new((20, 12), palette()).expect("the size is possible");
    let delays = [100, 2, 7, 300];
    for (picture, delay) in pictures.iter().zip(delays) {
        encoder.push(picture, delay).expect("the pixels have the size");
    }
    let seen = decode(&encoder.finish().expect("it can be written"));
    assert_eq!(seen.size, (20, 12));
    assert_eq!(seen.repeat, gif::Repeat::Infinite);
    assert!(seen.colors <= 256);
    assert_eq!(seen.frames.iter().map(|(delay, _)| *delay).collect::<Vec<_>>(), delays);
    for ((_, pixels), picture) in seen.frames.iter().zip(&pictures) {
        assert_eq!(*pixels, without_opacity(picture));
    }
    // The first frame is whole, the others hold the block that goes and the one that comes.
    assert_eq!(seen.painted, [240, 7 * 4, 7 * 4, 7 * 4]);
}

#[test]
fn a_picture_that_stays_is_one_frame() {
    let theme = ThemeName::Light.theme();
    let [one, two] = [(0, 0), (5, 5)].map(|at| block(9, 9, theme.paper, theme.weight, at));
    let mut encoder = Encoder::new((9, 9), palette()).expect("the size is possible");
    for (picture, delay) in [(&one, 5), (&one, 6), (&two, 60_000), (&two, 60_000), (&one, 3)] {
        encoder.push(picture, delay).expect("the pixels have the size");
    }
    let seen = decode(&encoder.finish().expect("it can be written"));
    assert_eq!(seen.frames.iter().map(|(delay, _)| *delay).collect::<Vec<_>>(), [11, 60_000, 60_000, 3]);
    assert_eq!(seen.frames[2].1, without_opacity(&two));
    assert_eq!(seen.frames[3].1, without_opacity(&one));
}

#[test]
fn wrong_sizes_are_refused() {
    assert_eq!(Encoder::new((0, 5), palette()).err(), Some(Refused::Size));
    assert_eq!(Encoder::new((70_000, 5), palette()).err(), Some(Refused::Size));
    let mut encoder = Encoder::new((2, 2), palette()).expect("the size is possible");
    assert_eq!(encoder.push(&[0; 15], 2), Err(Refused::Size));
    assert_eq!(encoder.push(&[0; 16], 2), Ok(()));
}

#[test]
fn a_palette_fits_and_knows_the_theme() {
    for name in ThemeName::ALL {
        let theme = name.theme();
        for groups in [1, 2, 8, 32] {
            let mut palette = Palette::new(theme, groups);
            let colors = palette.colors().to_vec();
            assert!(colors.len() <= 255, "one number is for none");
            let tokens = [theme.paper, theme.ink, theme.ink2, theme.ink3, theme.input, theme.weight, theme.output];
            for color in tokens.into_iter().chain(theme.groups.into_iter().take(if groups > 1 { groups } else { 0 })) {
                let nth = palette.nearest(color.r, color.g, color.b);
                assert_eq!(colors[usize::from(nth)], color, "{name:?} {groups}");
            }
            // Tiles are never far from the colour that their value has.
            for nth in -100..=100 {
                let color = theme.ramp.at(f64::from(nth) / 100.0 * 0.62);
                let near = colors[usize::from(palette.nearest(color.r, color.g, color.b))];
                let off = |one: u8, two: u8| u32::from(one.abs_diff(two));
                let distance = off(color.r, near.r) + off(color.g, near.g) + off(color.b, near.b);
                assert!(distance <= 16, "{name:?} {groups} {color:?} {near:?}");
            }
        }
    }
}

fn duration(shots: &[Shot]) -> u32 {
    shots.iter().map(|shot| u32::from(shot.delay)).sum()
}

#[test]
fn a_loop_is_never_slower_than_the_figure() {
    for link in links() {
        let figure = figure(&link);
        let steps = figure.steps();
        for speed in SPEEDS {
            for steps in [0..steps, 0..1, steps / 3..steps / 3 + 1, steps / 2..steps] {
                let film = Film { width: 720, speed, steps: steps.clone() };
                let shots = shots(&figure, &film);
                assert!(shots.len() <= MOST_SHOTS, "{link} {}", shots.len());
                assert!(shots.iter().all(|shot| shot.delay >= 2), "{link} {speed:?} {steps:?}");
                let most = length(&figure, &film) / 10.0;
                let takes = f64::from(duration(&shots));
                assert!(takes <= most && takes > most - 1.01, "{link} {speed:?} {steps:?}: {takes} of {most}");
                assert_eq!(shots[0].moment, Moment::done(steps.end - 1), "the first frame is complete");
                assert!(shots[1].moment.step == steps.start && shots[1].moment.beat == Beat::Slide);
                let order = |moment: &Moment| (moment.step, moment.beat);
                assert!(shots[1..].windows(2).all(|two| order(&two[0].moment) <= order(&two[1].moment)));
                assert!(shots.iter().all(|shot| steps.contains(&shot.moment.step)));
            }
        }
    }
}

/// The length of a loop is the time in which the page's own clock gets there, in frames of a screen.
#[test]
fn the_length_is_that_of_the_figure_s_own_clock() {
    for link in ["kind=shared", "kind=grouped", "kind=separable", "kind=line"] {
        let figure = figure(link);
        for speed in SPEEDS {
            let (mut clock, mut passed) = (Clock::START, 0.0);
            loop {
                let (next, runs) = clock.advance(0.25, speed, figure.steps());
                clock = figure.plan().paced(&clock, next);
                passed += 0.25;
                if !runs {
                    break;
                }
            }
            let film = Film { width: 720, speed, steps: 0..figure.steps() };
            let length = length(&figure, &film) - 1000.0;
            assert!((length - passed).abs() <= 1.5, "{link} {speed:?}: {length} and {passed}");
        }
    }
}

#[test]
fn thinner_loops_follow_the_rule() {
    let film = |figure: &Figure, speed| Film { width: 720, speed, steps: 0..figure.steps() };
    // 36 steps at speed 2: 20 frames a second, each of 5 hundredths, the end aside.
    let short = figure("kind=shared");
    let shots_of = |figure: &Figure, speed| shots(figure, &film(figure, speed));
    let played = shots_of(&short, Speed::Two);
    assert!(played[1..played.len() - 1].iter().all(|shot| shot.delay == 5));
    // 72 steps at speed 1 would be more than 600 of them: 10 frames a second.
    let longer = figure("kind=grouped");
    let played = shots_of(&longer, Speed::One);
    assert!(played[1..played.len() - 1].iter().all(|shot| shot.delay == 10));
    // 147 steps: the end of each beat. 196: the sum and the end of each step. Some thousand: the end of steps.
    let beats = |size: &str| {
        let played = shots_of(&figure(&format!("kind=shared&n={size}")), Speed::One);
        assert!(played[2..].iter().all(|shot| shot.moment.progress >= 1.0), "{size}");
        let mut beats: Vec<Beat> = played[20..].iter().map(|shot| shot.moment.beat).collect();
        beats.sort();
        beats.dedup();
        beats
    };
    assert_eq!(beats("9x23"), [Beat::Slide, Beat::Gather, Beat::Place, Beat::Rest]);
    assert_eq!(beats("16"), [Beat::Gather, Beat::Rest]);
    let longest = figure("kind=shared&n=40");
    let played = shots_of(&longest, Speed::One);
    assert!(
        played.len() > 400
            && played[2..]
                .iter()
                .all(|shot| shot.moment == Moment { closely: shot.moment.closely, ..Moment::done(shot.moment.step) })
    );
}

#[test]
fn a_film_is_held_inside_the_figure() {
    let figure = figure("kind=line");
    let steps = figure.steps();
    let held = Film { width: 7, speed: Speed::Sweep, steps: std::ops::Range { start: 100, end: 20 } }.held(&figure);
    assert_eq!(held, Film { width: 720, speed: Speed::One, steps: steps - 1..steps });
    let film = Film { width: 1080, speed: Speed::Four, steps: 2..5 };
    assert_eq!(film.clone().held(&figure), film);
}

#[test]
fn a_usual_loop_takes_fifteen_seconds_at_most() {
    for link in links() {
        let figure = figure(&link);
        let film = Film::new(&figure);
        assert!(length(&figure, &film) <= 15_000.0, "{link}");
        assert!(film.steps == (0..figure.steps()) || film.speed == Speed::Four, "{link}");
    }
}

/// Real frames, coarsely painted: what is decoded is what was painted, in the palette's colours; and the file is small.
#[test]
fn a_real_loop_comes_back() {
    let figure = figure("kind=shared");
    let film = Film { speed: Speed::Two, ..Film::new(&figure) };
    let theme = ThemeName::Light.theme();
    let (width, height) = film.size(&figure);
    assert_eq!((width, height), (720, 420));
    let look = film.look(&figure, theme, Lang::English);
    let mut palette = palette();
    let colors = palette.colors().to_vec();
    let mut encoder = Encoder::new((width, height), palette.clone()).expect("the size is possible");
    let shots = shots(&figure, &film);
    let mut painted: Vec<(u16, Vec<u8>)> = Vec::new();
    for shot in &shots {
        let scene = still::scene(&figure.running(shot.moment), &look);
        let raster = paint(&scene, width as usize, height as usize);
        encoder.push(&raster.rgba, shot.delay).expect("the pixels have the size");
        let mapped: Vec<u8> = raster
            .rgba
            .chunks(4)
            .flat_map(|pixel| {
                let color = colors[usize::from(palette.nearest(pixel[0], pixel[1], pixel[2]))];
                [color.r, color.g, color.b]
            })
            .collect();
        match painted.last_mut() {
            Some((delay, last)) if *last == mapped => *delay += shot.delay,
            _ => painted.push((shot.delay, mapped)),
        }
    }
    let bytes = encoder.finish().expect("it can be written");
    let seen = decode(&bytes);
    assert_eq!(seen.size, (720, 420));
    assert_eq!(seen.repeat, gif::Repeat::Infinite);
    assert!(seen.frames == painted, "{} frames decoded, {} painted", seen.frames.len(), painted.len());
    assert!(seen.frames.len() > 100, "it moves");
    let takes: u32 = seen.frames.iter().map(|(delay, _)| u32::from(*delay)).sum();
    assert!(f64::from(takes) * 10.0 <= length(&figure, &film));
    assert!(bytes.len() < 4_000_000, "{}", bytes.len());
}

#[test]
fn larger_and_longer_loops_are_estimated_larger() {
    let figure = figure("kind=shared");
    let film = Film::new(&figure);
    let bytes = WIDTHS.map(|width| estimate(&figure, &Film { width, ..film.clone() }));
    assert!(bytes[0] < bytes[1] && bytes[1] < bytes[2], "{bytes:?}");
    assert!(bytes[1] < 4_000_000, "{bytes:?}");
    assert!(estimate(&figure, &Film { steps: 0..3, ..film.clone() }) < bytes[1] / 2);
}

/// The steps of a layer that is too large to be shown as a whole, and that everything about it is found quickly.
#[test]
fn a_loop_of_a_large_layer_is_its_first_steps() {
    for (link, most) in
        [("kind=shared&n=64", 400), ("kind=channels&n=32&cin=16&cout=16", 400), ("kind=transposed&s=3&k=5", 200)]
    {
        let figure = figure(link);
        let film = Film::new(&figure);
        assert!(film.steps.start == 0 && film.steps.len() < most && film.steps.len() < figure.steps(), "{link}");
        let took = length(&figure, &film);
        assert!((14_000.0..=15_000.0).contains(&took), "{link}: {took} ms");
        let all = Film { steps: 0..figure.steps(), ..film.clone() }.held(&figure);
        assert_eq!(all.steps.len(), figure.steps().min(MOST_STEPS), "{link}");
        assert!(shots(&figure, &all).len() <= MOST_SHOTS);
        // From anywhere.
        let last = Film { steps: figure.steps() - 1..figure.steps(), ..film }.held(&figure);
        assert_eq!(last.steps, figure.steps() - 1..figure.steps());
    }
}
