//! The fast engine and the slim one give the bits of the reference.

use super::random::{Kind, Random, for_every_kind, for_kind, operands};
use convoscope::conv::{
    Axes, Geometry, Layer, OperandError, Operation, Padding, PaddingMode, Pool, Shape, Sharing, Tensor, fast,
    reference, slim,
};

/// Layers tried of each kind.
const LAYERS: u64 = 10_000;

/// Fails at the first output whose bits differ; all that are no number count as one.
fn assert_same_bits(slow: &Tensor, quick: &Tensor) {
    assert_eq!(slow.shape(), quick.shape());
    for (at, (slow, quick)) in slow.data().iter().zip(quick.data()).enumerate() {
        let same = slow.to_bits() == quick.to_bits() || (slow.is_nan() && quick.is_nan());
        assert!(same, "output {at} is {slow:?} by the reference and {quick:?} by the other engine");
    }
}

fn assert_agree(geometry: &Geometry, input: &Tensor, weights: &[f32], bias: Option<&[f32]>) {
    let slow = reference::forward(geometry, input, weights, bias).expect("operands of this geometry");
    for forward in [fast::forward, slim::forward] {
        let quick = forward(geometry, input, weights, bias).expect("operands of this geometry");
        assert_same_bits(&slow, &quick);
    }
}

fn kind_agrees(kind: Kind) {
    for_kind(kind, LAYERS, |geometry, random| {
        let (input, weights, bias) = operands(geometry, random);
        assert_agree(geometry, &input, &weights, bias.as_deref());
    });
}

/// One test per kind, so that they run side by side.
macro_rules! kinds_agree {
    ($($name:ident: $kind:ident),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                kind_agrees(Kind::$kind);
            }
        )*

        #[test]
        fn every_kind_has_a_test() {
            assert_eq!(Kind::ALL, [$(Kind::$kind),*]);
        }
    };
}

kinds_agree!(
    shared_layers_agree: Shared,
    flipped_layers_agree: Flipped,
    bordered_layers_agree: Bordered,
    dilated_layers_agree: Dilated,
    grouped_layers_agree: Grouped,
    depthwise_layers_agree: Depthwise,
    local_layers_agree: Local,
    dense_layers_agree: Dense,
    transposed_layers_agree: Transposed,
    maximum_pooling_agrees: MaxPool,
    mean_pooling_agrees: MeanPool,
    one_dimensional_layers_agree: OneDimensional,
);

#[test]
fn operands_that_are_not_finite_agree() {
    let strange = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, -f32::MAX];
    for_every_kind(300, |geometry, random| {
        let (mut input, mut weights, bias) = operands(geometry, random);
        let mut spoil = |values: &mut [f32]| {
            if !values.is_empty() && !random.once_in(3) {
                let at = random.between(0, values.len() - 1);
                values[at] = random.one_of(&strange);
            }
        };
        spoil(input.data_mut());
        spoil(&mut weights);
        assert_agree(geometry, &input, &weights, bias.as_deref());
    });
}

#[test]
fn one_output_has_the_bits_of_all() {
    for_every_kind(100, |geometry, random| {
        let (input, weights, bias) = operands(geometry, random);
        let all = reference::forward(geometry, &input, &weights, bias.as_deref()).expect("operands of this geometry");
        for (output, value) in all.data().iter().enumerate() {
            let one = reference::output(geometry, &input, &weights, bias.as_deref(), output);
            assert_eq!(one.to_bits(), value.to_bits(), "output {output}");
        }
    });
}

#[test]
fn the_last_partial_sum_of_the_links_is_the_output() {
    for_every_kind(100, |geometry, random| {
        let (input, weights, _) = operands(geometry, random);
        if matches!(geometry.layer().operation, Operation::Pooling(_)) {
            return;
        }
        let all = fast::forward(geometry, &input, &weights, None).expect("operands of this geometry");
        for (output, value) in all.data().iter().enumerate() {
            let mut sum = 0.0f32;
            for link in geometry.links_of_output(output) {
                let read = link.input.map_or(0.0, |input_at| input.data()[input_at]);
                sum += weights[link.weight.expect("only pooling has none")] * read;
            }
            assert_eq!(sum.to_bits(), value.to_bits(), "output {output}");
        }
    });
}

fn shared(input: Shape, out_channels: usize, kernel: usize, stride: usize, padding: usize) -> Layer {
    Layer {
        input,
        out_channels,
        kernel: Axes::both(kernel),
        stride: Axes::both(stride),
        dilation: Axes::both(1),
        padding: Padding::zeros(padding),
        groups: 1,
        operation: Operation::Convolution { sharing: Sharing::Shared, flip: false },
    }
}

/// Layers as in real networks, larger than those by chance: several bands, blocks and tiles.
fn larger() -> Vec<Layer> {
    let plain = shared(Shape::new(37, 19, 23), 22, 3, 1, 1);
    let local = Operation::Convolution { sharing: Sharing::Local, flip: false };
    let transposed = Operation::Transposed { output_padding: Axes::both(1) };
    vec![
        plain,
        shared(Shape::new(3, 65, 67), 18, 7, 2, 3),
        shared(Shape::new(130, 7, 7), 33, 1, 1, 0),
        shared(Shape::new(64, 14, 14), 20, 1, 2, 0),
        shared(Shape::new(1, 300, 301), 1, 5, 1, 2),
        shared(Shape::new(8, 200, 120), 3, 3, 1, 1),
        Layer { groups: 37, out_channels: 74, ..plain },
        Layer { dilation: Axes::both(6), padding: Padding::zeros(6), ..plain },
        Layer { operation: local, out_channels: 6, ..plain },
        Layer { operation: Operation::Dense { output: Axes::both(1) }, out_channels: 101, ..plain },
        Layer { operation: transposed, stride: Axes::both(2), ..plain },
        Layer { operation: Operation::Pooling(Pool::Max), out_channels: 37, stride: Axes::both(2), ..plain },
        Layer { operation: Operation::Pooling(Pool::Max), ..shared(Shape::new(1, 700, 300), 1, 3, 1, 1) },
        Layer { operation: Operation::Pooling(Pool::Mean), out_channels: 37, kernel: Axes::both(7), ..plain },
        Layer { padding: Padding { mode: PaddingMode::Circular, ..Padding::zeros(5) }, ..plain },
    ]
}

/// Layers that the fast engine leaves to the reference, and some that it nearly does.
fn extreme() -> Vec<Layer> {
    let dot = shared(Shape::new(70, 1, 1), 1, 1, 1, 0);
    let transposed = Operation::Transposed { output_padding: Axes::both(0) };
    let wide = Padding { left: 32_768, right: 32_767, ..Padding::default() };
    let stamps = Layer { operation: transposed, ..shared(Shape::new(1, 2, 2), 1, 1, 4, 1) };
    vec![
        Layer { padding: wide, ..dot },
        Layer { padding: wide, stride: Axes::both(4096), ..dot },
        Layer {
            padding: wide,
            groups: 70,
            out_channels: 70,
            kernel: Axes::new(1, 999),
            stride: Axes::both(999),
            ..dot
        },
        stamps,
        Layer { kernel: Axes::both(90), stride: Axes::both(90), padding: Padding::zeros(40), ..stamps },
        Layer { kernel: Axes::both(2), stride: Axes::both(500), padding: Padding::default(), ..stamps },
    ]
}

#[test]
fn layers_at_the_limits_of_the_scratch_copy_agree() {
    for layer in extreme() {
        let geometry = Geometry::new(&layer).expect("a layer that can be");
        let (input, weights, bias) = operands(&geometry, &mut Random::new(13));
        assert_agree(&geometry, &input, &weights, bias.as_deref());
    }
}

#[test]
fn a_prepared_layer_serves_many_samples() {
    for_every_kind(50, |geometry, random| {
        let (_, weights, bias) = operands(geometry, random);
        let prepared = fast::Prepared::new(geometry, &weights, bias.as_deref()).expect("operands of this geometry");
        for _ in 0..3 {
            let input = random.tensor(geometry.input());
            let slow = reference::forward(geometry, &input, &weights, bias.as_deref()).expect("as before");
            assert_same_bits(&slow, &prepared.forward(&input).expect("an input of this geometry"));
        }
        let other = Shape { channels: geometry.input().channels + 1, ..geometry.input() };
        assert!(prepared.forward(&Tensor::zeros(other)).is_err());
    });
}

#[test]
fn layers_of_several_tiles_agree() {
    for layer in larger() {
        let geometry = Geometry::new(&layer).expect("a layer that can be");
        let (input, weights, bias) = operands(&geometry, &mut Random::new(11));
        assert_agree(&geometry, &input, &weights, bias.as_deref());
    }
}

#[test]
fn numbers_of_another_layer_are_refused() {
    let geometry = Geometry::new(&shared(Shape::new(2, 4, 4), 3, 3, 1, 0)).expect("a layer that can be");
    let (input, weights) = (Tensor::zeros(geometry.input()), vec![0.0; geometry.weights()]);
    for forward in [fast::forward, reference::forward] {
        let other = Tensor::zeros(Shape::new(2, 4, 5));
        let refused = |input: &Tensor, weights: &[f32], bias: Option<&[f32]>| {
            forward(&geometry, input, weights, bias).expect_err("a refusal")
        };
        let wrong_input = OperandError::Input { expected: geometry.input(), found: other.shape() };
        assert_eq!(refused(&other, &weights, None), wrong_input);
        let wrong_weights = OperandError::Weights { expected: 54, found: 53 };
        assert_eq!(refused(&input, &weights[1..], None), wrong_weights);
        let wrong_bias = OperandError::Bias { expected: 3, or: None, found: 12 };
        assert_eq!(refused(&input, &weights, Some(&[0.0; 12])), wrong_bias);
        assert!(forward(&geometry, &input, &weights, Some(&[0.0; 3])).is_ok());
    }
}

#[test]
fn a_bias_has_an_entry_for_each_channel_or_where_legal_each_value() {
    let geometry = |operation| {
        let layer = Layer { operation, out_channels: 2, ..shared(Shape::new(2, 4, 4), 2, 3, 1, 0) };
        Geometry::new(&layer).expect("a layer that can be")
    };
    let lengths = |operation| {
        let geometry = geometry(operation);
        let (input, weights) = (Tensor::zeros(geometry.input()), vec![0.0; geometry.weights()]);
        let legal = |&length: &usize| fast::forward(&geometry, &input, &weights, Some(&vec![0.0; length])).is_ok();
        (0..50).filter(legal).collect::<Vec<_>>()
    };
    assert_eq!(lengths(Operation::Convolution { sharing: Sharing::Shared, flip: false }), [2]);
    assert_eq!(lengths(Operation::Convolution { sharing: Sharing::Local, flip: false }), [2, 8]);
    assert_eq!(lengths(Operation::Dense { output: Axes::new(3, 4) }), [24]);
    assert_eq!(lengths(Operation::Transposed { output_padding: Axes::both(0) }), [2]);
    assert_eq!(lengths(Operation::Pooling(Pool::Max)), [0]);
}
