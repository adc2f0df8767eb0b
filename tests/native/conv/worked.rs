//! Examples small enough to be computed by hand, one for each kind.

use convoscope::conv::{
    Axes, Geometry, Layer, Operation, Padding, PaddingMode, Pool, Shape, Sharing, Tensor, fast, reference,
};

const SHARED: Operation = Operation::Convolution { sharing: Sharing::Shared, flip: false };

/// A layer with one channel and a 2x2 window.
fn layer(height: usize, width: usize, operation: Operation) -> Layer {
    Layer {
        input: Shape::new(1, height, width),
        out_channels: 1,
        kernel: Axes::both(2),
        stride: Axes::both(1),
        dilation: Axes::both(1),
        padding: Padding::default(),
        groups: 1,
        operation,
    }
}

/// The output, which both engines agree on.
fn output(layer: &Layer, input: &[f32], weights: &[f32], bias: Option<&[f32]>) -> Vec<f32> {
    let geometry = Geometry::new(layer).expect("a layer that can be");
    let input = Tensor::new(layer.input, input.to_vec()).expect("as many numbers as the shape says");
    let slow = reference::forward(&geometry, &input, weights, bias).expect("operands of this geometry");
    let quick = fast::forward(&geometry, &input, weights, bias).expect("operands of this geometry");
    assert_eq!(slow, quick);
    slow.data().to_vec()
}

const NINE: [f32; 9] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0];

#[test]
fn a_shared_kernel_slides() {
    // 1*1 + 2*2 + 3*4 + 4*5 = 37 at the top left; one to the right each factor of the input is one more: + 10.
    let sums = output(&layer(3, 3, SHARED), &NINE, &[1.0, 2.0, 3.0, 4.0], Some(&[100.0]));
    assert_eq!(sums, [137.0, 147.0, 167.0, 177.0]);
}

#[test]
fn a_flipped_kernel_is_turned_by_half() {
    let flipped = Operation::Convolution { sharing: Sharing::Shared, flip: true };
    let turned = output(&layer(3, 3, flipped), &NINE, &[1.0, 2.0, 3.0, 4.0], None);
    assert_eq!(turned, output(&layer(3, 3, SHARED), &NINE, &[4.0, 3.0, 2.0, 1.0], None));
}

#[test]
fn strides_skip_and_borders_surround() {
    let bordered = Layer { stride: Axes::both(2), padding: Padding::zeros(1), ..layer(3, 3, SHARED) };
    assert_eq!(output(&bordered, &NINE, &[1.0; 4], None), [1.0, 5.0, 11.0, 28.0]);
    let wrapped = Layer { padding: Padding { mode: PaddingMode::Circular, ..bordered.padding }, ..bordered };
    assert_eq!(output(&wrapped, &NINE, &[1.0; 4], None), [20.0, 22.0, 26.0, 28.0]);
}

#[test]
fn dilation_spreads_the_taps() {
    let spread = Layer { dilation: Axes::both(2), ..layer(3, 3, SHARED) };
    assert_eq!(output(&spread, &NINE, &[1.0, 10.0, 100.0, 1000.0], None), [1.0 + 30.0 + 700.0 + 9000.0]);
}

#[test]
fn groups_keep_channels_apart() {
    let two = Layer { input: Shape::new(2, 1, 1), out_channels: 2, kernel: Axes::both(1), ..layer(1, 1, SHARED) };
    assert_eq!(output(&two, &[2.0, 3.0], &[1.0, 10.0, 100.0, 1000.0], None), [32.0, 3200.0]);
    assert_eq!(output(&Layer { groups: 2, ..two }, &[2.0, 3.0], &[1.0, 10.0], None), [2.0, 30.0]);
}

#[test]
fn a_local_layer_has_a_kernel_for_each_place() {
    let local = layer(2, 3, Operation::Convolution { sharing: Sharing::Local, flip: false });
    let weights = [1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0];
    assert_eq!(output(&local, &NINE[..6], &weights, Some(&[0.5, 0.25])), [12.5, 2.25]);
}

#[test]
fn a_dense_layer_weighs_every_input_for_every_output() {
    let dense = layer(1, 3, Operation::Dense { output: Axes::new(1, 2) });
    assert_eq!(output(&dense, &[1.0, 2.0, 3.0], &[1.0, 1.0, 1.0, 0.0, 0.0, 2.0], Some(&[0.0, 1.0])), [6.0, 7.0]);
}

#[test]
fn a_transposed_layer_stamps_its_kernel() {
    let stamps = layer(1, 2, Operation::Transposed { output_padding: Axes::both(0) });
    let weights = [1.0, 2.0, 3.0, 4.0];
    assert_eq!(output(&stamps, &[1.0, 10.0], &weights, None), [1.0, 12.0, 20.0, 3.0, 34.0, 40.0]);
    let apart = Layer { stride: Axes::both(2), ..stamps };
    assert_eq!(output(&apart, &[1.0, 10.0], &weights, None), [1.0, 2.0, 10.0, 20.0, 3.0, 4.0, 30.0, 40.0]);
}

#[test]
fn pooling_takes_the_largest_or_the_mean() {
    assert_eq!(output(&layer(3, 3, Operation::Pooling(Pool::Max)), &NINE, &[], None), [5.0, 6.0, 8.0, 9.0]);
    assert_eq!(output(&layer(3, 3, Operation::Pooling(Pool::Mean)), &NINE, &[], None), [3.0, 4.0, 6.0, 7.0]);
}

#[test]
fn pooling_counts_the_border_for_the_mean_and_leaves_it_out_for_the_largest() {
    let bordered = |pool| Layer { padding: Padding::zeros(1), ..layer(1, 1, Operation::Pooling(pool)) };
    assert_eq!(output(&bordered(Pool::Mean), &[-8.0], &[], None), [-2.0; 4]);
    assert_eq!(output(&bordered(Pool::Max), &[-8.0], &[], None), [-8.0; 4]);
    let nothing = Layer { padding: Padding::zeros(2), ..bordered(Pool::Max) };
    assert_eq!(output(&nothing, &[-8.0], &[], None)[0], f32::NEG_INFINITY, "the largest of nothing");
}

#[test]
fn the_largest_of_something_that_is_no_number_is_no_number() {
    for at in 0..4 {
        let mut input = [1.0, 2.0, 3.0, 4.0];
        input[at] = f32::NAN;
        let layer = layer(2, 2, Operation::Pooling(Pool::Max));
        let geometry = Geometry::new(&layer).expect("a layer that can be");
        let input = Tensor::new(layer.input, input.to_vec()).expect("as many numbers as the shape says");
        for forward in [fast::forward, reference::forward] {
            let output = forward(&geometry, &input, &[], None).expect("operands of this geometry");
            assert!(output.data()[0].is_nan(), "the number at {at}");
        }
    }
}
