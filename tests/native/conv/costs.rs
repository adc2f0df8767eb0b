//! Counts, and how far a stack sees.

use super::random::{Random, for_every_kind};
use convoscope::conv::cost::{Reach, Step, cost, reach, reach_2d, receptive_field};
use convoscope::conv::{Axes, Axis, Geometry, Layer, Operation, Padding, PaddingMode, Shape, Sharing};

#[test]
fn multiply_adds_are_the_links_counted() {
    for_every_kind(300, |geometry, _| {
        let cost = cost(geometry, true);
        let links: usize = (0..geometry.output().len()).map(|output| geometry.links_of_output(output).len()).sum();
        match geometry.layer().operation {
            // What falls outside of the crop is counted by convention.
            Operation::Transposed { .. } => assert!(links as u64 <= cost.multiply_adds),
            Operation::Convolution { .. } | Operation::Dense { .. } | Operation::Pooling(_) => {
                assert_eq!(cost.multiply_adds, links as u64);
            }
        }
        assert_eq!(cost.activations, geometry.output().len() as u64);
        assert_eq!(cost.weights, geometry.weights() as u64);
    });
}

#[test]
fn multiply_adds_of_uncropped_stamps_are_the_links_counted() {
    for_every_kind(300, |geometry, _| {
        if let (Operation::Transposed { .. }, true) = (geometry.layer().operation, geometry.layer().padding.is_none()) {
            let links: usize = (0..geometry.output().len()).map(|output| geometry.links_of_output(output).len()).sum();
            assert_eq!(cost(geometry, false).multiply_adds, links as u64);
        }
    });
}

fn layer(input: Shape, out_channels: usize, kernel: usize, operation: Operation) -> Layer {
    Layer {
        input,
        out_channels,
        kernel: Axes::both(kernel),
        stride: Axes::both(1),
        dilation: Axes::both(1),
        padding: Padding::zeros(1),
        groups: 1,
        operation,
    }
}

#[test]
fn a_bias_has_an_entry_per_channel_or_dense_output_and_none_for_pooling() {
    let entries = |operation| {
        let geometry = Geometry::new(&layer(Shape::new(2, 4, 4), 2, 3, operation)).expect("a layer that can be");
        assert_eq!(cost(&geometry, false).bias, 0);
        cost(&geometry, true).bias
    };
    assert_eq!(entries(Operation::Convolution { sharing: Sharing::Shared, flip: false }), 2);
    assert_eq!(entries(Operation::Convolution { sharing: Sharing::Local, flip: false }), 2);
    assert_eq!(entries(Operation::Dense { output: Axes::new(2, 3) }), 12);
    assert_eq!(entries(Operation::Transposed { output_padding: Axes::both(0) }), 2);
    assert_eq!(entries(Operation::Pooling(convoscope::conv::Pool::Max)), 0);
}

#[test]
fn sharing_is_what_makes_a_convolution_cheap() {
    let shape = Shape::new(64, 56, 56);
    let parameters = |operation| {
        cost(&Geometry::new(&layer(shape, 64, 3, operation)).expect("a layer that can be"), true).parameters()
    };
    assert_eq!(parameters(Operation::Convolution { sharing: Sharing::Shared, flip: false }), 36_928);
    assert_eq!(parameters(Operation::Convolution { sharing: Sharing::Local, flip: false }), 115_605_568);
}

fn step(kernel: usize, stride: usize, dilation: usize, padding_before: usize) -> Step {
    Step { kernel, stride, dilation, padding_before }
}

#[test]
fn receptive_fields_of_well_known_stacks() {
    let field = receptive_field(&[]);
    assert_eq!((field.size, field.jump, field.start), (1, 1, 0));
    let field = receptive_field(&[step(3, 1, 1, 1), step(3, 1, 1, 1)]);
    assert_eq!((field.size, field.jump, field.start), (5, 1, -2));
    let alexnet = [step(11, 4, 1, 0), step(3, 2, 1, 0), step(5, 1, 1, 2), step(3, 2, 1, 0), step(3, 1, 1, 1)];
    let field = receptive_field(&alexnet);
    assert_eq!((field.size, field.jump), (99, 16));
    assert_eq!(field.window(2), (field.start + 32, field.start + 32 + 98));
}

#[test]
fn receptive_fields_beyond_all_numbers_stay_at_the_largest() {
    let field = receptive_field(&[step(usize::MAX, usize::MAX, usize::MAX, usize::MAX); 9]);
    assert_eq!((field.size, field.jump), (u64::MAX, u64::MAX));
    let _ = field.window(usize::MAX);
    assert_eq!(receptive_field(&[step(0, 1, 1, 0)]).size, 1, "no tap sees what is there");
}

/// A stack of one to three axes, each the input of the next.
fn stack(random: &mut Random) -> Vec<Axis> {
    let mut input = random.between(4, 24);
    let mut stack = Vec::new();
    for _ in 0..random.between(1, 3) {
        let mode = random.one_of(&PaddingMode::ALL);
        let mut side = || random.between(0, mode.widest(input).map_or(3, |widest| widest.min(3)));
        let (before, after) = (side(), side());
        let (stride, dilation) = (random.between(1, 3), random.between(1, 3));
        let most = (before + input + after - 1) / dilation + 1;
        let axis = Axis { input, kernel: random.between(1, most.min(4)), stride, dilation, before, after, mode };
        input = axis.output();
        stack.push(axis);
    }
    stack
}

/// Every way from an output back to the input, walked one by one.
fn walk(stack: &[Axis], position: usize, found: &mut Vec<usize>) {
    let Some((last, before)) = stack.split_last() else { return found.push(position) };
    for input in (0..last.kernel).filter_map(|tap| last.source(position, tap)) {
        walk(before, input, found);
    }
}

#[test]
fn what_an_output_reaches_is_what_the_ways_back_reach() {
    for seed in 0..2000 {
        let stack = stack(&mut Random::new(seed));
        for position in 0..stack[stack.len() - 1].output() {
            let mut ends = Vec::new();
            walk(&stack, position, &mut ends);
            let paths = ends.len() as u128;
            ends.sort_unstable();
            ends.dedup();
            let expected =
                ends.first().zip(ends.last()).map(|(&first, &last)| Reach { first, last, taps: ends.len(), paths });
            assert_eq!(reach(&stack, position), expected, "seed {seed}, output {position} of {stack:?}");
        }
    }
}

#[test]
fn inside_of_all_borders_the_formula_is_what_is_reached() {
    let mut tried = 0;
    for seed in 0..2000 {
        let stack = stack(&mut Random::new(seed));
        let bare: Vec<Axis> = stack.iter().map(|axis| Axis { before: 0, after: 0, ..*axis }).collect();
        let fits = |pair: &[Axis]| pair[0].output() >= pair[1].input;
        if bare.iter().any(|axis| axis.span() > axis.input) || !bare.windows(2).all(fits) {
            continue;
        }
        tried += 1;
        let field = receptive_field(&bare.iter().map(Step::from).collect::<Vec<_>>());
        let (first, last) = field.window(0);
        let found = reach(&bare, 0).expect("without borders something is seen");
        assert_eq!((found.first as i64, found.last as i64), (first, last), "seed {seed}, {bare:?}");
    }
    assert!(tried > 500, "only {tried} stacks");
}

#[test]
fn an_output_may_see_nothing_but_border() {
    let axis = Axis { input: 2, kernel: 2, stride: 1, dilation: 1, before: 3, after: 0, mode: PaddingMode::Zeros };
    assert_eq!(reach(&[axis], 0), None);
    assert_eq!(reach(&[axis], 2).map(|reach| (reach.first, reach.last)), Some((0, 0)));
    assert_eq!(reach_2d(&[Axes::both(axis)], Axes::new(0, 3)), None);
    let found = reach_2d(&[Axes::both(axis)], Axes::new(2, 3)).expect("both sides see something");
    assert_eq!((found.row.taps, found.col.taps), (1, 2));
}
