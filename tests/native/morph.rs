//! From picture to picture: begin and end are the two pictures, what stays is painted once, nothing leaves the view.

use convoscope::i18n::Lang;
use convoscope::scene::{Area, Dash, Scene, Shape, Text};
use convoscope::spec::Kind;
use convoscope::stage::{Morph, Picture, ThemeName, View, compose};
use convoscope::state::{Browser, State};
use convoscope::timeline::{Frame, Target};

const SHARES: [f64; 11] = [0.0, 0.02, 0.15, 0.3, 0.45, 0.499, 0.5, 0.6, 0.75, 0.9, 1.0];

struct Shown {
    state: State,
    picture: Picture,
}

fn show(link: &str, width: f64, height: f64) -> Shown {
    let state = State::open(link, Browser::default());
    let theme = ThemeName::Light.theme();
    let view = View { width, height, theme, messages: Lang::English.messages(), calm: false };
    let picture = compose(&Frame::new(&state.plan, state.moment(), None), &view);
    Shown { state, picture }
}

fn morph(from: &Shown, to: &Shown) -> Morph {
    let (old, new) = ((&from.picture, &*from.state.plan), (&to.picture, &*to.state.plan));
    Morph::new(old, new, ThemeName::Light.theme())
}

/// Each chapter after the one before, and the changes of settings.
fn changes() -> Vec<(String, String)> {
    let chapter = |kind: Kind| format!("kind={}&step=0", kind.id());
    let mut changes: Vec<_> = Kind::ALL.windows(2).map(|pair| (chapter(pair[0]), chapter(pair[1]))).collect();
    let settings = [
        ("kind=dilated&d=1&step=3", "kind=dilated&d=3&step=3"),
        ("n=7&k=3&step=2", "n=7&k=5&step=2"),
        ("kind=strided&s=1&p=0&step=4", "kind=strided&s=2&p=2&step=4"),
        ("kind=strided&pad=reflect&p=2&step=4", "kind=strided&p=1&step=4"),
        ("kind=grouped&g=1&step=9", "kind=grouped&g=4&step=9"),
        ("kind=channels&cin=2&step=1", "kind=channels&cin=6&step=1"),
        ("kind=flipped&flip=0&step=8", "kind=flipped&flip=1&step=8"),
        ("kind=depthwise&cin=4&cout=4&step=1", "kind=depthwise&cin=4&cout=12&step=1"),
        ("n=40&in=cat&step=5", "n=64&in=cat&step=5"),
    ];
    changes.extend(settings.map(|(from, to)| (from.to_string(), to.to_string())));
    changes
}

/// The box of a shape without the width of its line.
fn area(shape: &Shape) -> Option<Area> {
    match shape {
        Shape::Rect { area, .. } | Shape::Pixels { area, .. } => Some(*area),
        Shape::Circle { x, y, radius, .. } => Some(Area::new(*x, *y, 0.0, 0.0).grow(*radius)),
        Shape::Text(Text { x, y, .. }) => Some(Area::new(*x, *y, 0.0, 0.0)),
        Shape::Path { .. } => None,
    }
}

/// Tiles: fills of at least this size.
fn tiles(scene: &Scene) -> usize {
    let tile =
        |shape: &&Shape| matches!(shape, Shape::Rect { area, fill: Some(fill), .. } if area.w > 3.0 && fill.a == 255);
    scene.shapes.iter().filter(tile).count()
}

#[test]
fn a_change_begins_with_the_old_picture_and_ends_with_the_new_one() {
    for (from, to) in changes() {
        let (old, new) = (show(&from, 780.0, 700.0), show(&to, 780.0, 700.0));
        let morph = morph(&old, &new);
        assert_eq!(morph.scene_at(0.0).shapes, old.picture.scene.shapes, "{from} to {to}");
        assert_eq!(morph.scene_at(1.0).shapes, new.picture.scene.shapes, "{from} to {to}");
    }
}

#[test]
fn a_change_to_the_same_picture_shows_it_all_the_time() {
    for kind in Kind::ALL {
        let (one, two) = (
            show(&format!("kind={}&step=7", kind.id()), 780.0, 700.0),
            show(&format!("kind={}&step=7", kind.id()), 780.0, 700.0),
        );
        for share in SHARES {
            let tiles_then = tiles(&morph(&one, &two).scene_at(share));
            assert_eq!(tiles_then, tiles(&one.picture.scene), "{kind:?} at {share}");
        }
    }
}

#[test]
fn nothing_leaves_the_view_and_no_share_has_more_shapes_than_both_pictures() {
    for (width, height) in [(780.0, 700.0), (350.0, 2000.0)] {
        for (from, to) in changes() {
            let (old, new) = (show(&from, width, height), show(&to, width, height));
            let morph = morph(&old, &new);
            for share in SHARES {
                let scene = morph.scene_at(share);
                let most = old.picture.scene.shapes.len() + new.picture.scene.shapes.len();
                assert!(scene.shapes.len() <= most, "{from} to {to} at {share}: {}", scene.shapes.len());
                for area in scene.shapes.iter().filter_map(area) {
                    let inside = area.x >= -10.0
                        && area.y >= -10.0
                        && area.right() <= width + 10.0
                        && area.bottom() <= height + 10.0;
                    assert!(inside, "{from} to {to} at {share}: {area:?}");
                }
            }
        }
    }
}

#[test]
fn the_same_change_is_the_same_every_time() {
    for (from, to) in changes() {
        let (old, new) = (show(&from, 780.0, 700.0), show(&to, 780.0, 700.0));
        for share in SHARES {
            assert_eq!(morph(&old, &new).scene_at(share), morph(&old, &new).scene_at(share));
        }
    }
}

/// Filled rectangles of a scene whose middle lies in an area.
fn fills_in(scene: &Scene, area: Area) -> usize {
    let inside = |shape: &&Shape| matches!(shape, Shape::Rect { area: tile, fill: Some(fill), .. } if fill.a > 0 && area.holds(tile.mid_x(), tile.mid_y()));
    scene.shapes.iter().filter(inside).count()
}

#[test]
fn an_input_that_stays_is_painted_once_where_it_is_on_its_way() {
    let (old, new) = (show("n=7&k=3&step=0", 780.0, 700.0), show("n=9&k=3&step=0", 780.0, 700.0));
    let morph = morph(&old, &new);
    let place = |shown: &Shown, target| shown.picture.area_of(target).expect("the cell is drawn");
    for (row, col) in [(0, 0), (3, 4), (6, 6)] {
        let (from, to) = (place(&old, Target::Input(row * 7 + col)), place(&new, Target::Input(row * 9 + col)));
        assert_ne!(from, to);
        assert_eq!(fills_in(&morph.scene_at(0.0), from.grow(-from.w * 0.4)), 1);
        for share in [0.2, 0.4, 0.5, 0.6, 0.8] {
            let here = moving(&morph.scene_at(share), &from, &to);
            assert_eq!(here.len(), 1, "input {row}, {col} at {share}: {here:?}");
        }
    }
}

/// Tiles between two places, on the straight line from one to the other and of a size between.
fn moving(scene: &Scene, from: &Area, to: &Area) -> Vec<Area> {
    let on_the_way = |shape: &Shape| match shape {
        Shape::Rect { area, fill: Some(_), .. } => {
            let share = (area.mid_x() - from.mid_x()) / (to.mid_x() - from.mid_x());
            let there = from.towards(to, share);
            let near = (there.mid_x() - area.mid_x()).abs() < 0.01 && (there.mid_y() - area.mid_y()).abs() < 0.01;
            let size = (there.w - area.w - 2.0).abs() < 1.5;
            (near && size && (0.0..=1.0).contains(&share)).then_some(*area)
        }
        _ => None,
    };
    scene.shapes.iter().filter_map(on_the_way).collect()
}

#[test]
fn a_kernel_turns_about_its_middle_with_its_digits_upright() {
    let (old, new) =
        (show("kind=flipped&flip=0&step=8", 780.0, 700.0), show("kind=flipped&flip=1&step=8", 780.0, 700.0));
    let morph = morph(&old, &new);
    let corner = old.picture.area_of(Target::Weight(0)).expect("the kernel is drawn");
    let opposite = new.picture.area_of(Target::Weight(0)).expect("the kernel is drawn");
    let (x, y) = ((corner.mid_x() + opposite.mid_x()) / 2.0, (corner.mid_y() + opposite.mid_y()) / 2.0);
    let radius = (corner.mid_x() - x).hypot(corner.mid_y() - y);
    let scene = morph.scene_at(0.15);
    let turning = |shape: &&Shape| matches!(shape, Shape::Path { fill: Some(_), pen, .. } if pen.len() == 5);
    assert!(scene.shapes.iter().filter(turning).count() >= 9, "nine tiles turn");
    let digits: Vec<&Text> = scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Text(text) => Some(text),
            _ => None,
        })
        .filter(|text| ((text.x - x).hypot(text.y - 0.36 * text.size - y) - radius).abs() < 0.5)
        .collect();
    assert!(digits.len() >= 4, "the digits of the corners stay at their distance: {digits:?}");
    assert!(digits.iter().all(|text| !text.upwards));
}

#[test]
fn a_chapter_takes_twice_as_long_as_a_setting() {
    let length = |from: &str, to: &str| morph(&show(from, 780.0, 700.0), &show(to, 780.0, 700.0)).length();
    assert_eq!(length("kind=strided", "kind=dilated"), 700.0);
    assert_eq!(length("kind=dilated&d=1", "kind=dilated&d=2"), 350.0);
    assert_eq!(length("kind=flipped&flip=0", "kind=flipped&flip=1"), 600.0);
}

#[test]
fn the_kernels_of_all_places_slide_onto_one_and_leave_their_outlines_for_a_beat() {
    let (old, new) = (show("kind=local&step=3", 780.0, 700.0), show("kind=shared&step=0", 780.0, 700.0));
    let morph = morph(&old, &new);
    assert_eq!(morph.length(), 1200.0);
    let one = new.picture.area_of(Target::Weight(0)).expect("the kernel is drawn");
    let on_it = |share: f64| fills_in(&morph.scene_at(share), one.grow(-one.w * 0.4));
    let places = old.state.plan.output().shape().size.area();
    assert!(on_it(0.45) > places / 2, "all are where the one is: {}", on_it(0.45));
    assert_eq!(on_it(1.0), 1);
    let dashed = |share: f64| {
        let outline = |shape: &&Shape| matches!(shape, Shape::Rect { stroke: Some(line), fill: None, .. } if line.dash != Dash::Solid);
        morph.scene_at(share).shapes.iter().filter(outline).count()
    };
    assert_eq!((dashed(0.6), dashed(1.0)), (places, 0));
}
