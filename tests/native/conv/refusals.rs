//! Impossible layers are refused, each with a value that would do.

use super::random::Random;
use convoscope::conv::cost::cost;
use convoscope::conv::layer::{LARGEST_SIDE, LARGEST_TENSOR, LARGEST_WORK};
use convoscope::conv::{
    Axes, Count, Direction, Geometry, Layer, LayerError, Operation, Padding, PaddingMode, Pool, Shape, Sharing,
    legal_groups,
};

const SHARED: Operation = Operation::Convolution { sharing: Sharing::Shared, flip: false };
const TRANSPOSED: Operation = Operation::Transposed { output_padding: Axes::new(0, 0) };

/// A layer that can be.
fn good() -> Layer {
    Layer {
        input: Shape::new(6, 8, 9),
        out_channels: 4,
        kernel: Axes::both(3),
        stride: Axes::both(1),
        dilation: Axes::both(1),
        padding: Padding::zeros(1),
        groups: 2,
        operation: SHARED,
    }
}

fn refusal(layer: &Layer) -> LayerError {
    Geometry::new(layer).expect_err("a refusal")
}

fn is_legal(layer: &Layer) -> bool {
    Geometry::new(layer).is_ok()
}

/// The counts of a layer, each as a place to write to.
fn counts(layer: &mut Layer) -> Vec<(Count, &mut usize)> {
    let mut counts = vec![
        (Count::InChannels, &mut layer.input.channels),
        (Count::InputSide, &mut layer.input.size.row),
        (Count::InputSide, &mut layer.input.size.col),
        (Count::OutChannels, &mut layer.out_channels),
        (Count::Kernel, &mut layer.kernel.row),
        (Count::Kernel, &mut layer.kernel.col),
        (Count::Stride, &mut layer.stride.row),
        (Count::Stride, &mut layer.stride.col),
        (Count::Dilation, &mut layer.dilation.row),
        (Count::Dilation, &mut layer.dilation.col),
        (Count::Groups, &mut layer.groups),
    ];
    if let Operation::Dense { output } = &mut layer.operation {
        counts.push((Count::OutputSide, &mut output.row));
        counts.push((Count::OutputSide, &mut output.col));
    }
    counts
}

/// `good`, made dense so that it has every count, with the count number `which` set; gives its name.
fn with_count(which: usize, value: usize) -> (Layer, Count) {
    let mut layer = Layer { operation: Operation::Dense { output: Axes::both(2) }, ..good() };
    let (what, count) = counts(&mut layer).swap_remove(which);
    *count = value;
    (layer, what)
}

#[test]
fn no_count_is_zero_and_one_would_do() {
    for which in 0..13 {
        let (layer, what) = with_count(which, 0);
        assert_eq!(refusal(&layer), LayerError::Zero(what));
        assert!(is_legal(&with_count(which, 1).0), "1 for {what:?}");
    }
}

#[test]
fn no_count_is_beyond_the_largest_and_the_largest_would_do() {
    for which in 0..13 {
        for value in [LARGEST_SIDE + 1, usize::MAX] {
            let (layer, what) = with_count(which, value);
            assert_eq!(refusal(&layer), LayerError::TooLarge { what: Some(what), value });
        }
        let small = Layer { input: Shape::new(1, 1, 1), out_channels: 1, ..with_count(which, LARGEST_SIDE).0 };
        let mut small = Layer { operation: Operation::Dense { output: Axes::both(1) }, ..small };
        *counts(&mut small).swap_remove(which).1 = LARGEST_SIDE;
        assert!(is_legal(&small), "{LARGEST_SIDE} for count {which}");
    }
}

#[test]
fn no_border_is_beyond_the_largest() {
    let with = |top| Layer { padding: Padding { top, ..Padding::default() }, ..good() };
    assert_eq!(refusal(&with(usize::MAX)), LayerError::TooLarge { what: None, value: usize::MAX });
    assert!(is_legal(&with(LARGEST_SIDE)));
}

#[test]
fn groups_divide_both_channel_counts() {
    let with =
        |inputs, outputs, groups| Layer { input: Shape::new(inputs, 8, 9), out_channels: outputs, groups, ..good() };
    let expected = |groups, channels, input, nearest| LayerError::Groups { groups, channels, input, nearest };
    assert_eq!(refusal(&with(6, 4, 4)), expected(4, 6, true, (2, 2)));
    assert_eq!(refusal(&with(8, 12, 3)), expected(3, 8, true, (2, 4)));
    assert_eq!(refusal(&with(12, 8, 3)), expected(3, 8, false, (2, 4)));
    assert_eq!(refusal(&with(5, 5, 900)), expected(900, 5, true, (5, 5)));
}

#[test]
fn the_nearest_groups_are_legal_and_nearest() {
    let mut random = Random::new(3);
    for _ in 0..2000 {
        let (inputs, outputs, groups) = (random.between(1, 40), random.between(1, 40), random.between(1, 60));
        let with = |groups| Layer { input: Shape::new(inputs, 8, 9), out_channels: outputs, groups, ..good() };
        let legal = legal_groups(inputs, outputs);
        assert!(legal.iter().all(|&groups| is_legal(&with(groups))));
        match Geometry::new(&with(groups)) {
            Ok(_) => assert!(legal.contains(&groups)),
            Err(LayerError::Groups { nearest: (below, above), .. }) => {
                assert!(!legal.contains(&groups));
                assert_eq!(Some(&below), legal.iter().rfind(|&&legal| legal < groups));
                assert_eq!(above, legal.iter().copied().find(|&legal| legal > groups).unwrap_or(below));
            }
            Err(other) => panic!("{other:?} for {groups} groups of {inputs} and {outputs}"),
        }
    }
}

#[test]
fn pooling_keeps_the_channels() {
    let pool = Layer { operation: Operation::Pooling(Pool::Max), ..good() };
    let LayerError::PoolChannels { channels } = refusal(&pool) else { panic!("another refusal") };
    assert!(is_legal(&Layer { out_channels: channels, ..pool }));
}

#[test]
fn a_window_fits_after_either_remedy() {
    let mut random = Random::new(5);
    let mut refused = 0;
    for _ in 0..5000 {
        let layer = Layer {
            input: Shape { size: random.axes(1, 9), ..good().input },
            kernel: random.axes(1, 6),
            dilation: random.axes(1, 5),
            padding: Padding { top: random.between(0, 2), right: random.between(0, 2), ..Padding::default() },
            ..good()
        };
        let Err(error) = Geometry::new(&layer) else { continue };
        refused += 1;
        let LayerError::Window { direction, span, padded, fitting_dilation, missing, .. } = error else {
            panic!("{error:?} for {layer:?}")
        };
        assert_eq!(missing, span - padded);
        assert!(window_of(direction, &with_border(layer, direction, missing)).is_none(), "{error:?} for {layer:?}");
        assert!(window_of(direction, &with_border(layer, direction, missing - 1)).is_some(), "{error:?} for {layer:?}");
        if let Some(rate) = fitting_dilation {
            assert!(window_of(direction, &with_dilation(layer, direction, rate)).is_none(), "{error:?} for {layer:?}");
        }
        let more = fitting_dilation.unwrap_or(0) + 1;
        assert!(window_of(direction, &with_dilation(layer, direction, more)).is_some(), "{error:?} for {layer:?}");
    }
    assert!(refused > 500);
}

/// The refusal of the window along this axis, if that is what is wrong.
fn window_of(direction: Direction, layer: &Layer) -> Option<LayerError> {
    let of_axis =
        |error: &LayerError| matches!(error, LayerError::Window { direction: found, .. } if *found == direction);
    Geometry::new(layer).err().filter(of_axis)
}

fn with_border(layer: Layer, direction: Direction, more: usize) -> Layer {
    let mut padding = layer.padding;
    match direction {
        Direction::Vertical => padding.bottom += more,
        Direction::Horizontal => padding.left += more,
    }
    Layer { padding, ..layer }
}

fn with_dilation(layer: Layer, direction: Direction, rate: usize) -> Layer {
    let dilation = match direction {
        Direction::Vertical => Axes::new(rate, layer.dilation.col),
        Direction::Horizontal => Axes::new(layer.dilation.row, rate),
    };
    Layer { dilation, ..layer }
}

#[test]
fn a_border_is_no_wider_than_its_mode_fills() {
    for mode in PaddingMode::ALL {
        let with = |width| Layer { padding: Padding { mode, ..Padding::zeros(width) }, ..good() };
        match Geometry::new(&with(30)) {
            Ok(_) => assert!(matches!(mode, PaddingMode::Zeros | PaddingMode::Replicate | PaddingMode::Symmetric)),
            Err(LayerError::Border { direction, mode: found, width, widest }) => {
                assert_eq!((direction, found, width), (Direction::Vertical, mode, 30));
                assert!(is_legal(&with(widest)), "{mode:?}");
                assert!(!is_legal(&with(widest + 1)), "{mode:?}");
            }
            Err(other) => panic!("{other:?}"),
        }
    }
    let right = Padding { right: 9, mode: PaddingMode::Reflect, ..Padding::default() };
    let error =
        LayerError::Border { direction: Direction::Horizontal, mode: PaddingMode::Reflect, width: 9, widest: 8 };
    assert_eq!(refusal(&Layer { padding: right, ..good() }), error);
}

#[test]
fn a_transposed_border_holds_zeros() {
    for mode in PaddingMode::ALL {
        let layer = Layer { padding: Padding { mode, ..Padding::zeros(1) }, operation: TRANSPOSED, ..good() };
        let expected = (mode != PaddingMode::Zeros).then_some(LayerError::TransposedMode);
        assert_eq!(Geometry::new(&layer).err(), expected);
    }
}

#[test]
fn output_padding_is_below_stride_or_dilation() {
    let with = |value, stride, dilation| Layer {
        operation: Operation::Transposed { output_padding: Axes::new(0, value) },
        stride: Axes::both(stride),
        dilation: Axes::both(dilation),
        ..good()
    };
    for (stride, dilation, largest) in [(1, 1, 0), (3, 1, 2), (1, 4, 3), (2, 3, 2)] {
        for value in [largest + 1, usize::MAX] {
            let error = LayerError::OutputPadding { direction: Direction::Horizontal, value, largest };
            assert_eq!(refusal(&with(value, stride, dilation)), error);
        }
        assert!(is_legal(&with(largest, stride, dilation)));
    }
}

#[test]
fn a_transposed_layer_keeps_at_least_one_element() {
    let with =
        |top, bottom| Layer { padding: Padding { top, bottom, ..Padding::default() }, operation: TRANSPOSED, ..good() };
    let LayerError::Cropped { direction, largest } = refusal(&with(LARGEST_SIDE, 7)) else { panic!("another refusal") };
    assert_eq!((direction, largest), (Direction::Vertical, 9));
    assert!(is_legal(&with(largest, 0)) && is_legal(&with(4, largest - 4)));
    assert!(!is_legal(&with(largest + 1, 0)));
}

#[test]
fn tensors_and_work_are_bounded() {
    let wide = |side| Layer { input: Shape::new(2, side, side), ..good() };
    assert!(is_legal(&wide(4096)));
    let LayerError::Work { tensor, .. } = refusal(&wide(16384)) else { panic!("another refusal") };
    assert!(tensor > LARGEST_TENSOR as u64);
    let heavy = Layer {
        input: Shape::new(1024, 128, 128),
        out_channels: 1024,
        kernel: Axes::both(9),
        padding: Padding::zeros(4),
        groups: 1,
        ..good()
    };
    let LayerError::Work { tensor, work } = refusal(&heavy) else { panic!("another refusal") };
    assert!(tensor <= LARGEST_TENSOR as u64 && work > LARGEST_WORK);
}

/// Any number at all, mostly one that is easily got wrong.
fn hostile(random: &mut Random) -> usize {
    let extreme = [
        0,
        1,
        2,
        3,
        5,
        64,
        1000,
        LARGEST_SIDE - 1,
        LARGEST_SIDE,
        LARGEST_SIDE + 1,
        65_535,
        65_536,
        1 << 26,
        1 << 30,
        i32::MAX as usize,
        1 << 31,
        u32::MAX as usize,
        isize::MAX as usize,
        usize::MAX / 2 + 2,
        usize::MAX - 1,
        usize::MAX,
    ];
    match random.between(0, 9) {
        0..=3 => random.between(1, 4),
        4..=8 => random.one_of(&extreme),
        _ => random.bits() as usize,
    }
}

fn hostile_layer(random: &mut Random) -> Layer {
    // Most fields stay harmless, so that the checks behind the first are reached.
    let rate = random.between(1, 12);
    let mut any = |harmless: usize| if random.once_in(rate) { hostile(random) } else { harmless };
    let input = Shape::new(any(6), any(8), any(9));
    let (out_channels, groups) = (any(6), any(2));
    let mut pair = |harmless| Axes::new(any(harmless), any(harmless));
    let (kernel, stride, dilation) = (pair(3), pair(2), pair(1));
    let (one, other) = (pair(1), pair(2));
    let operation_pair = pair(1);
    let mode = random.one_of(&PaddingMode::ALL);
    let padding = Padding { top: one.row, left: one.col, bottom: other.row, right: other.col, mode };
    let flip = random.once_in(2);
    let operation = random.one_of(&[
        Operation::Convolution { sharing: Sharing::Shared, flip },
        Operation::Convolution { sharing: Sharing::Local, flip },
        Operation::Dense { output: operation_pair },
        Operation::Transposed { output_padding: operation_pair },
        Operation::Pooling(Pool::Max),
        Operation::Pooling(Pool::Mean),
    ]);
    Layer { input, out_channels, kernel, stride, dilation, padding, groups, operation }
}

#[test]
fn hostile_layers_are_refused_or_counted_without_a_panic() {
    let mut accepted = 0;
    for seed in 0..200_000 {
        let layer = hostile_layer(&mut Random::new(seed));
        let Ok(geometry) = Geometry::new(&layer) else { continue };
        accepted += 1;
        let cost = cost(&geometry, true);
        assert!(cost.multiply_adds <= LARGEST_WORK && geometry.output().len() <= LARGEST_TENSOR, "{layer:?}");
        let first_link = |output| {
            let mut first = None;
            if cost.multiply_adds < 1 << 16 {
                geometry.each_link(output, |link| first = first.or(Some(link)));
            }
            first
        };
        let _ = (first_link(0), first_link(geometry.output().len() - 1));
    }
    assert!(accepted > 20_000, "only {accepted}");
}
