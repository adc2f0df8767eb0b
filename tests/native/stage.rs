//! The picture: snapshots of every chapter, tokens as the style sheet has them, pointing, the bound on tiles.

use convoscope::i18n::Lang;
use convoscope::scene::{Color, Shape, svg};
use convoscope::spec::Kind;
use convoscope::stage::{Picture, ThemeName, View, compose, natural_height};
use convoscope::state::{Browser, State};
use convoscope::timeline::{Frame, Target};

fn open(text: &str) -> State {
    State::open(text, Browser::default())
}

fn draw(state: &State, width: f64, height: f64, theme: ThemeName, lang: Lang) -> Picture {
    let view = View { width, height, theme: theme.theme(), messages: lang.messages(), calm: false };
    let frame = Frame::new(&state.plan, state.moment(), state.focus().map(AsRef::as_ref));
    compose(&frame, &view)
}

/// Compares with the file in `tests/native/snapshots`; `UPDATE_SNAPSHOTS=1` writes it.
pub fn snapshot(name: &str, text: &str) {
    let path = format!("{}/tests/native/snapshots/{name}.svg", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, text).expect("the folder of snapshots can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let first = kept.lines().zip(text.lines()).position(|(one, two)| one != two);
    assert!(kept == text, "{name}.svg differs from line {first:?} on; look at it, then run with UPDATE_SNAPSHOTS=1");
}

#[test]
fn every_chapter_looks_as_before() {
    for kind in Kind::ALL {
        for lang in Lang::ALL {
            let state = open(&format!("kind={}&step=8&beat=gather", kind.id()));
            let picture = draw(&state, 780.0, 700.0, ThemeName::Light, lang);
            let name = format!("{}-{}", kind.id(), lang.messages().tag);
            snapshot(&name, &svg::write(&picture.scene, kind.words(lang.messages()).title));
        }
    }
}

#[test]
fn every_chapter_looks_as_before_on_a_narrow_screen() {
    for kind in Kind::ALL {
        let state = open(&format!("kind={}&step=8", kind.id()));
        let height = natural_height(&state.plan, 350.0);
        let picture = draw(&state, 350.0, height, ThemeName::Dark, Lang::Chinese);
        snapshot(&format!("{}-narrow", kind.id()), &svg::write(&picture.scene, ""));
    }
}

/// Links from small to the largest that can be asked for.
const SIZES: &[&str] = &[
    "n=1&k=1",
    "n=64&in=cat",
    "n=64&k=7&p=8&d=4",
    "n=1x64&k=1x7",
    "n=64x1&k=7x1&in=ramp",
    "n=44&in=cat&step=900",
    "kind=channels&cin=8&cout=8&n=16",
    "kind=channels&cin=16&cout=16&n=32&step=3000",
    "kind=channels&cin=64&cout=64&n=8&step=500",
    "kind=channels&cin=1024&cout=1&n=64",
    "kind=channels&cin=1&cout=1024&n=16&step=9000",
    "kind=channels&cin=1024&cout=256&n=8&step=2000",
    "kind=grouped&cin=64&cout=64&g=32&n=8&step=900",
    "kind=grouped&cin=1024&cout=1024&g=64&n=6&step=100",
    "kind=grouped&cin=8&cout=8&g=8&k=5&p=2&n=5",
    "kind=depthwise&cin=1024&n=64&step=90000",
    "kind=depthwise&cin=4&cout=12",
    "kind=transposed&n=1&k=1",
    "kind=transposed&n=1&k=7&s=8&d=8",
    "kind=transposed&n=64&k=7&s=8&d=8&p=3&step=5000",
    "kind=transposed&n=64&k=7&s=1&p=3&step=900",
    "kind=transposed&n=6x2&k=3x7&s=1&step=9",
    "kind=transposed&n=5&k=1&s=3&step=4",
    "kind=pooling&n=1&k=1",
    "kind=pooling&n=64&k=7&s=8&p=3&step=30",
    "kind=pooling&n=64&k=7&s=1&d=8&p=3&pool=mean&step=30",
    "kind=pooling&cin=5&n=16&step=90",
    "kind=pooling&cin=1024&n=8&step=900",
    "kind=line&n=1&k=1",
    "kind=line&n=64&k=7&s=8&p=3&d=8&step=2",
    "kind=line&n=64&k=7&s=1&p=3&d=1&step=64",
    "kind=line&n=64&k=7&p=8&d=8&step=1",
    "kind=line&n=9&k=3&d=4&p=3&bias=1&step=7",
    "kind=flipped&n=1&k=1",
    "kind=flipped&n=64&k=7&p=8&d=4",
    "kind=flipped&n=64x7&k=7x1&flip=0",
    "kind=flipped&n=12&k=5",
];

#[test]
fn no_picture_has_more_than_4096_tiles_and_everything_lies_inside() {
    for link in SIZES {
        let state = open(link);
        for (width, height) in
            [(780.0, 700.0), (350.0, natural_height(&state.plan, 350.0)), (280.0, natural_height(&state.plan, 280.0))]
        {
            let picture = draw(&state, width, height, ThemeName::Light, Lang::English);
            let tiles =
                picture.scene.shapes.iter().filter(|shape| matches!(shape, Shape::Rect { fill: Some(_), .. })).count();
            assert!(tiles <= 4096, "{link} at {width}: {tiles} tiles");
            for shape in &picture.scene.shapes {
                if let Shape::Rect { area, .. } | Shape::Pixels { area, .. } = shape {
                    let inside = area.x >= -10.0
                        && area.y >= -10.0
                        && area.right() <= width + 10.0
                        && area.bottom() <= height + 10.0;
                    assert!(inside, "{link} at {width} x {height}: {area:?}");
                    assert!(area.w > 0.0 && area.h > 0.0, "{link}: {area:?}");
                }
            }
        }
    }
}

#[test]
fn a_cell_is_found_where_it_is_drawn() {
    for kind in Kind::ALL {
        let state = open(&format!("kind={}&step=5", kind.id()));
        for (width, height) in [(780.0, 700.0), (350.0, natural_height(&state.plan, 350.0))] {
            let picture = draw(&state, width, height, ThemeName::Light, Lang::English);
            let least = if kind == Kind::Pooling { 2 } else { 3 };
            assert!(picture.regions.len() >= least, "{kind:?}: input, kernel if there is one, output");
            for region in &picture.regions {
                for cell in 0..region.rows * region.cols {
                    let (w, h) = (region.area.w / region.cols as f64, region.area.h / region.rows as f64);
                    let x = region.area.x + ((cell % region.cols) as f64 + 0.5) * w;
                    let y = region.area.y + ((cell / region.cols) as f64 + 0.5) * h;
                    let target = picture.target_at(x, y).expect("a region covers this point");
                    let area = picture.area_of(target).expect("what is found is drawn");
                    // A weight of a field of kernels lies on the bench too: one of its places is found again.
                    let found = picture.target_at(area.mid_x(), area.mid_y());
                    assert!(area.holds(x, y) || found == Some(target), "{kind:?} {target:?}");
                    assert!(target.exists(&state.plan), "{kind:?} {target:?}");
                }
            }
        }
    }
}

#[test]
fn a_cell_of_the_padding_points_at_the_input_it_borrows_from() {
    let point = |mode: &str| {
        let state = open(&format!("n=6&k=3&p=2&pad={mode}&step=1"));
        let picture = draw(&state, 780.0, 700.0, ThemeName::Light, Lang::English);
        let first = picture.area_of(Target::Input(0)).expect("the input is drawn");
        picture.target_at(first.mid_x() - 2.0 * first.w, first.mid_y() - first.h)
    };
    assert_eq!(point("zeros"), None, "a zero comes from nowhere");
    assert_eq!(point("replicate"), Some(Target::Input(0)));
    assert_eq!(point("reflect"), Some(Target::Input(6 + 2)));
    assert_eq!(point("circular"), Some(Target::Input(5 * 6 + 4)));
    assert_eq!(point("symmetric"), Some(Target::Input(1)));
}

#[test]
fn a_turned_kernels_tiles_point_at_the_weights_they_show() {
    let state = open("kind=flipped&step=3");
    let picture = draw(&state, 780.0, 700.0, ThemeName::Light, Lang::English);
    let first = picture.area_of(Target::Weight(0)).expect("the kernel is drawn");
    let last = picture.area_of(Target::Weight(8)).expect("the kernel is drawn");
    assert!(first.x > last.x && first.y > last.y, "the stored first tap lies in the lower right corner");
}

/// A custom property of one theme's block in the style sheet.
fn token(css: &str, theme: ThemeName, name: &str) -> Option<u32> {
    let block = css.split(&format!("[data-theme=\"{}\"]", theme.id())).nth(1)?.split('}').next()?;
    let value = block.split(&format!("--{name}:")).nth(1)?.split(';').next()?.trim();
    u32::from_str_radix(value.strip_prefix('#')?, 16).ok()
}

#[test]
fn the_style_sheet_and_the_stage_have_the_same_tokens() {
    let css = include_str!("../../static/style.css");
    for name in ThemeName::ALL {
        let theme = name.theme();
        let tokens = [
            ("paper", theme.paper),
            ("surface", theme.surface),
            ("sunken", theme.sunken),
            ("line", theme.line),
            ("control", theme.control),
            ("ink", theme.ink),
            ("ink2", theme.ink2),
            ("ink3", theme.ink3),
            ("input", theme.input),
            ("weight", theme.weight),
            ("output", theme.output),
            ("warn", theme.warn),
            ("digit", theme.digit),
            ("quiet", theme.quiet),
        ];
        for (token_name, color) in tokens {
            assert_eq!(token(css, name, token_name).map(Color::hex), Some(color), "{} {token_name}", name.id());
        }
    }
}

#[test]
fn text_and_parts_reach_their_contrast_in_every_theme() {
    for name in ThemeName::ALL {
        let theme = name.theme();
        let least = if name == ThemeName::Projector { 7.0 } else { 4.5 };
        for ground in [theme.paper, theme.surface, theme.sunken] {
            for ink in [theme.ink, theme.ink2, theme.ink3, theme.input, theme.weight, theme.output, theme.warn] {
                assert!(ink.contrast(ground) >= least, "{} {} on {}", name.id(), ink.to_hex(), ground.to_hex());
            }
            assert!(theme.control.contrast(ground) >= 3.0);
        }
        for step in -50..=50 {
            let fill = theme.ramp.at(f64::from(step) / 50.0 * theme.digit_cap);
            assert!(theme.digit.contrast(fill) >= 4.5, "{} digit on {}", name.id(), fill.to_hex());
            let pale = fill.mix(theme.paper, 0.6);
            assert!(theme.quiet.contrast(pale) >= 4.5, "{} quiet on {}", name.id(), pale.to_hex());
        }
        for (hue, as_text) in theme.groups.into_iter().zip(theme.groups_as_text) {
            let contrast = hue.contrast(theme.paper);
            assert!(contrast >= 3.0, "{} {}", name.id(), hue.to_hex());
            assert_eq!(as_text, contrast >= 4.5, "{} {} {contrast}", name.id(), hue.to_hex());
        }
    }
}
