//! The weight matrix: times the input it is the output; it is pointed at where it is drawn; its structure is its kind's.

use crate::conv::random::{Kind, for_every_kind, for_kind};
use convoscope::conv::{Geometry, Operation, PaddingMode, Pool, Tensor, reference};
use convoscope::i18n::Lang;
use convoscope::matrix::{Factor, Matrix, View, Zoom, describe};
use convoscope::scene::{Shape, svg};
use convoscope::spec::Kind as Chapter;
use convoscope::stage::ThemeName;
use convoscope::state::{Action, Browser, State, Way};
use convoscope::timeline::{Focus, Plan, Target};

fn open(text: &str) -> State {
    State::open(text, Browser::default())
}

/// The passes of a figure as matrices.
fn factors(plan: &Plan) -> Vec<Factor<'_>> {
    (0..plan.passes().len()).map(|pass| Factor::of(plan, pass)).collect()
}

fn view(width: f64, height: f64, zoom: Option<Zoom>) -> View<'static> {
    View { width, height, theme: ThemeName::Light.theme(), zoom }
}

/// Whole numbers from -3 to 3: their products and sums are exact, in any order.
fn whole(count: usize, start: usize) -> Vec<f32> {
    (start..start + count).map(|n| ((n * 37 + n / 7) % 7) as f32 - 3.0).collect()
}

/// The columns of a row that hold something, ascending.
fn columns(factor: &Factor<'_>, row: usize) -> Vec<usize> {
    let mut columns: Vec<usize> = factor.row(row).iter().map(|entry| entry.col).collect();
    columns.sort_unstable();
    columns
}

#[test]
fn the_matrix_times_the_input_plus_the_bias_is_the_output() {
    for_every_kind(60, |geometry, _| {
        let operation = geometry.layer().operation;
        if matches!(operation, Operation::Pooling(Pool::Max)) {
            return;
        }
        let data = whole(geometry.input().len(), 0);
        let input = Tensor::from_fn(geometry.input(), |place| {
            data[geometry.input().index(place.channel, place.row, place.col)]
        });
        let weights = whole(geometry.weights(), 5);
        let bias = match operation {
            Operation::Pooling(_) => None,
            Operation::Dense { .. } => Some(whole(geometry.output().len(), 2)),
            _ => Some(whole(geometry.output().channels, 2)),
        };
        let output = reference::forward(geometry, &input, &weights, bias.as_deref()).expect("operands of this layer");
        let factor = Factor { geometry, weights: &weights };
        for (row, &expected) in output.data().iter().enumerate() {
            let sum: f32 = factor.row(row).iter().map(|entry| entry.value * data[entry.col]).sum();
            let bias = bias.as_ref().map_or(0.0, |bias| match operation {
                Operation::Dense { .. } => bias[row],
                _ => bias[geometry.output().place(row).channel],
            });
            let result = match operation {
                Operation::Pooling(_) => sum / geometry.layer().kernel.area() as f32,
                _ => sum + bias,
            };
            assert_eq!(result, expected, "row {row}");
        }
    });
}

#[test]
fn every_place_of_the_matrix_stands_once_in_its_row() {
    for_every_kind(60, |geometry, _| {
        let weights = whole(geometry.weights(), 0);
        let factor = Factor { geometry, weights: &weights };
        for row in 0..factor.rows() {
            let columns = columns(&factor, row);
            assert!(columns.windows(2).all(|pair| pair[0] < pair[1]), "row {row}: {columns:?}");
            assert!(columns.iter().all(|&col| col < factor.cols()));
        }
    });
}

#[test]
fn a_figure_of_two_passes_is_the_product_of_their_matrices() {
    let state = open("kind=separable&step=3");
    let plan = &state.plan;
    let [first, second] = factors(plan)[..] else { panic!("two passes") };
    assert_eq!(second.cols(), first.rows());
    let times = |factor: Factor<'_>, values: &[f32], row: usize| -> f32 {
        factor.row(row).iter().map(|entry| entry.value * values[entry.col]).sum()
    };
    let between: Vec<f32> = (0..first.rows()).map(|row| times(first, plan.input().data(), row)).collect();
    for row in 0..second.rows() {
        let bias = plan.passes()[1].bias_of(row).unwrap_or_default();
        // The chapter's numbers are small and whole.
        assert_eq!(times(second, &between, row) + bias, plan.result().data()[row], "row {row}");
    }
}

/// Checks a promise about every row of layers of a kind.
fn each_row(kind: Kind, mut check: impl FnMut(&Geometry, &Factor<'_>, usize)) {
    for_kind(kind, 40, |geometry, _| {
        let weights = whole(geometry.weights(), 0);
        let factor = Factor { geometry, weights: &weights };
        (0..factor.rows()).for_each(|row| check(geometry, &factor, row));
    });
}

#[test]
fn a_dense_matrix_has_no_empty_place() {
    each_row(Kind::Dense, |_, factor, row| {
        assert_eq!(columns(factor, row), (0..factor.cols()).collect::<Vec<_>>());
    });
}

#[test]
fn a_grouped_matrix_is_empty_outside_its_blocks() {
    for kind in [Kind::Grouped, Kind::Depthwise] {
        each_row(kind, |geometry, factor, row| {
            let group = geometry.group_of_output(geometry.output().place(row).channel);
            for col in columns(factor, row) {
                assert_eq!(geometry.group_of_input(geometry.input().place(col).channel), group, "row {row}");
            }
        });
    }
}

#[test]
fn a_depthwise_matrix_has_one_block_for_each_channel() {
    each_row(Kind::Depthwise, |geometry, factor, row| {
        let multiplier = geometry.layer().out_channels / geometry.input().channels;
        let channel = geometry.output().place(row).channel / multiplier;
        assert!(columns(factor, row).iter().all(|&col| geometry.input().place(col).channel == channel), "row {row}");
    });
}

#[test]
fn rows_of_a_shared_matrix_repeat_and_move_along() {
    each_row(Kind::Shared, |geometry, factor, row| {
        let (place, size) = (geometry.output().place(row), geometry.output().size);
        if place.col + 1 < size.col {
            let moved = |entry: &convoscope::matrix::Entry| (entry.col + geometry.layer().stride.col, entry.value);
            let here: Vec<_> = factor.row(row).iter().map(moved).collect();
            let next: Vec<_> = factor.row(row + 1).iter().map(|entry| (entry.col, entry.value)).collect();
            assert_eq!(here, next, "row {row}");
        }
    });
}

#[test]
fn a_borrowed_value_adds_to_the_entry_of_its_source() {
    let state = open("kind=shared&n=3&k=3&p=1&pad=replicate");
    let geometry = state.plan.geometry();
    assert_eq!(geometry.layer().padding.mode, PaddingMode::Replicate);
    let weights: Vec<f32> = (0..9).map(|n| 2_f32.powi(n)).collect();
    let factor = Factor { geometry, weights: &weights };
    // The corner's window meets the corner with four of its taps: the upper left ones.
    let corner = factor.row(0).into_iter().find(|entry| entry.col == 0).expect("the corner meets itself");
    assert_eq!(corner.value, 1.0 + 2.0 + 8.0 + 16.0);
}

#[test]
fn an_entry_is_pointed_at_where_it_is_drawn() {
    for kind in Chapter::ALL {
        let state = open(&format!("kind={}&step=3", kind.id()));
        let all = factors(&state.plan);
        for (width, height, zoom) in [
            (900.0, 900.0, None),
            (228.0, 138.0, Some(Zoom { row: 2, col: 4, side: 24 })),
            (780.0, 600.0, Some(Zoom { row: 0, col: 0, side: 12 })),
        ] {
            let matrix = Matrix::new(&state.plan, &view(width, height, zoom));
            let mut seen = 0;
            for (nth, factor) in all.iter().enumerate() {
                for row in 0..factor.rows() {
                    for col in columns(factor, row) {
                        let Some(area) = matrix.grids()[nth].area_of(row, col) else { continue };
                        let found = matrix.entry_at(&state.plan, area.mid_x(), area.mid_y());
                        assert_eq!(found, Some((state.plan.before(nth).0 + row, col)), "{kind:?} {zoom:?}");
                        seen += 1;
                    }
                }
            }
            assert!(seen > 0, "{kind:?} {zoom:?}");
            assert_eq!(matrix.entry_at(&state.plan, 1.0, 1.0), None, "{kind:?}: the margin");
        }
    }
}

#[test]
fn nothing_is_met_where_nothing_is_drawn() {
    let state = open("kind=grouped&step=3");
    let mut matrix = Matrix::new(&state.plan, &view(228.0, 138.0, None));
    // The upper right and the lower left block of two groups.
    for (x, y) in [(200.0, 20.0), (30.0, 120.0)] {
        assert_eq!(matrix.entry_at(&state.plan, x, y), None);
    }
    let Some(Shape::Pixels { area, cols, colors }) = matrix
        .scene(&state.plan, 0, None, ThemeName::Light.theme())
        .shapes
        .iter()
        .find(|shape| matches!(shape, Shape::Pixels { .. }))
    else {
        panic!("small entries are pixels")
    };
    assert!(area.w > 200.0);
    let sunken = ThemeName::Light.theme().sunken;
    let rows = colors.len() / cols;
    assert!(
        (0..rows / 2).all(|row| colors[row * cols + cols / 2..(row + 1) * cols].iter().all(|&color| color == sunken))
    );
    assert!(colors[..cols / 2].iter().any(|&color| color != sunken));
}

#[test]
fn layers_of_any_size_are_drawn_in_few_pixels() {
    for link in [
        "n=64",
        "kind=depthwise&cin=1024&n=64",
        "kind=channels&cin=1024&cout=1&n=64",
        "kind=channels&cin=64&cout=64&n=8",
        "kind=grouped&cin=1024&cout=1024&g=64&n=6",
        "kind=dense&n=32",
        "kind=separable&cin=64&cout=64&n=16",
    ] {
        let state = open(link);
        let mut matrix = Matrix::new(&state.plan, &view(228.0, 138.0, None));
        let mut pixels = 0;
        for shape in matrix.scene(&state.plan, 0, None, ThemeName::Dark.theme()).shapes.clone() {
            if let Shape::Pixels { colors, .. } = shape {
                assert!(colors.iter().any(|&color| color != ThemeName::Light.theme().sunken), "{link}");
                pixels += colors.len();
            }
        }
        assert!(pixels > 0 && pixels <= 220 * 130, "{link}: {pixels} pixels");
    }
}

#[test]
fn an_entry_lights_its_output_its_input_and_its_weight_alone() {
    for kind in Chapter::ALL {
        let state = open(&format!("kind={}&step=3", kind.id()));
        for (pass, factor) in factors(&state.plan).iter().enumerate() {
            let (row, entry) = (factor.rows() / 2, factor.row(factor.rows() / 2)[0]);
            let output = state.plan.before(pass).0 + row;
            let focus = Focus::of_entry(&state.plan, (output, entry.col), false).expect("they meet");
            assert_eq!(focus.output(), Some(output));
            assert!(focus.outputs.iter().any(|&(each, _)| each == output) || kind == Chapter::Pooling, "{kind:?}");
            if pass == 0 {
                assert_eq!(focus.inputs, [entry.col], "{kind:?}");
            }
            assert_eq!(focus.weights.len(), usize::from(!factor.weights.is_empty()), "{kind:?}");
        }
    }
    let state = open("kind=grouped&step=3");
    let last = state.plan.input().data().len() - 1;
    assert_eq!(Focus::of_entry(&state.plan, (0, last), false), None, "another group");
    assert_eq!(Focus::of_entry(&state.plan, (1_000_000, 0), false), None);
}

#[test]
fn pointing_at_the_matrix_pauses_says_it_and_goes_on() {
    let state = open("kind=dilated&play=1").after(Action::Toggle);
    let state = if state.playing { state } else { state.after(Action::Toggle) };
    let state = state.after(Action::PointEntry(Some((6, 10))));
    assert!(!state.playing);
    let said = state.sentence().expect("it is said");
    assert!(said.contains("Output 1, row 2, column 2 takes input 1, row 2, column 2 times"), "{said}");
    let state = state.after(Action::PointEntry(None));
    assert!(state.playing && state.focus().is_none());
}

#[test]
fn an_entry_is_pinned_moved_along_its_row_and_freed() {
    let state = open("kind=grouped&step=3").after(Action::PinEntry(Some((0, 0))));
    let entry = |state: &State| state.pinned.as_ref().and_then(|focus| focus.entry);
    assert_eq!(entry(&state), Some((0, 0)));
    let right = state.clone().after(Action::MoveEntry(Way::Right));
    assert_eq!(entry(&right), Some((0, 1)));
    let down = state.clone().after(Action::MoveEntry(Way::Down));
    assert_eq!(entry(&down), Some((1, 1)), "the next row begins one place further");
    assert_eq!(entry(&state.clone().after(Action::MoveEntry(Way::Left))), Some((0, 0)), "the end of the row");
    assert_eq!(entry(&state.clone().after(Action::MoveEntry(Way::Up))), Some((0, 0)), "the first row");
    assert_eq!(entry(&state.clone().after(Action::PinEntry(Some((0, 0))))), None, "a second click frees");
    assert_eq!(entry(&state.after(Action::Escape)), None);
}

#[test]
fn the_first_arrow_pins_the_running_row_s_first_entry() {
    let state = open("kind=shared&step=3").after(Action::MoveEntry(Way::Down));
    assert_eq!(state.pinned.as_ref().and_then(|focus| focus.entry), Some((2, 2)));
    assert!(state.live().contains("Output 1, row 1, column 3"), "{}", state.live());
}

#[test]
fn a_pinned_entry_survives_a_change_that_keeps_it() {
    let state = open("kind=shared&step=3").after(Action::PinEntry(Some((0, 0))));
    let other = state.clone().after(Action::Bias(true));
    assert_eq!(other.pinned.as_ref().and_then(|focus| focus.entry), Some((0, 0)));
    let gone = state.after(Action::PinEntry(Some((35, 63)))).after(Action::Choose(Chapter::Dilated));
    assert_eq!(gone.pinned, None);
}

#[test]
fn the_matrix_is_enlarged_moved_and_put_back() {
    let state = open("kind=channels&step=30").after(Action::Zoom(open("kind=channels&step=30").zoomed(true)));
    let zoom = state.zoom.expect("it is large");
    assert_eq!(zoom.row, 29, "the running row");
    let by = |state: State, larger: bool| {
        let zoom = state.zoomed(larger);
        state.after(Action::Zoom(zoom))
    };
    assert!(by(state.clone(), true).zoom.is_some_and(|larger| larger.side > zoom.side));
    assert!((0..9).fold(state.clone(), |state, _| by(state, true)).zoom.is_some());
    assert_eq!((0..9).fold(state.clone(), |state, _| by(state, false)).zoom, None);
    assert_eq!(state.after(Action::Escape).zoom, None);
}

#[test]
fn an_enlarged_part_stays_inside_the_matrix() {
    let state = open("kind=channels&step=30");
    for (row, col) in [(0, 0), (71, 191), (1_000_000, 1_000_000), (36, 90)] {
        for side in [6, 12, 24, 36] {
            let matrix = Matrix::new(&state.plan, &view(700.0, 500.0, Some(Zoom { row, col, side })));
            let grid = matrix.grids()[0];
            assert!(grid.first.0 + grid.count.0 <= 72 && grid.first.1 + grid.count.1 <= 192, "{grid:?}");
            assert!(grid.area.right() <= 700.0 && grid.area.bottom() <= 500.0, "{grid:?}");
        }
    }
}

#[test]
fn every_kind_says_what_there_is_to_see() {
    let say = |link: &str, lang: Lang| describe(&open(link).plan, lang.messages());
    assert_eq!(
        say("kind=grouped", Lang::English),
        "2 blocks on the diagonal. The rest of the 14,400 places holds nothing."
    );
    assert!(say("kind=dilated", Lang::English).contains("the same weights, 9 of them, with gaps"));
    assert!(say("kind=shared&k=1", Lang::English).contains("the same weights, 1 of them"));
    let mut said = Vec::new();
    for kind in Chapter::ALL {
        for lang in Lang::ALL {
            let sentence = say(&format!("kind={}", kind.id()), lang);
            assert!(sentence.ends_with(if lang == Lang::English { '.' } else { '。' }), "{sentence}");
            assert!(!said.contains(&sentence) && !sentence.contains('#'), "{kind:?}: {sentence}");
            said.push(sentence);
        }
    }
}

/// Compares with the file in `tests/native/snapshots`; `UPDATE_SNAPSHOTS=1` writes it.
fn snapshot(name: &str, text: &str) {
    let path = format!("{}/tests/native/snapshots/{name}.svg", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, text).expect("the folder of snapshots can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "{name}.svg differs; look at it, then run with UPDATE_SNAPSHOTS=1");
}

#[test]
fn matrices_look_as_before() {
    for (name, link, focus, zoom) in [
        ("grouped", "kind=grouped&step=23", None, None),
        ("dilated", "kind=dilated&step=9", Some(Target::Weight(4)), None),
        ("separable", "kind=separable&step=30", None, None),
        ("pooling", "kind=pooling&step=2", Some(Target::Input(9)), None),
        ("enlarged", "kind=channels&step=9", Some(Target::Output(10)), Some(Zoom { row: 8, col: 20, side: 24 })),
    ] {
        let state = open(link);
        let (width, height) = if zoom.is_some() { (400.0, 300.0) } else { (228.0, 138.0) };
        let mut matrix = Matrix::new(&state.plan, &view(width, height, zoom));
        let focus = focus.and_then(|target| Focus::new(&state.plan, target, false));
        let scene = matrix.scene(&state.plan, state.moment().step, focus.as_ref(), ThemeName::Light.theme());
        snapshot(&format!("matrix-{name}"), &svg::write(scene, name));
    }
}
