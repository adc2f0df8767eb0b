//! One axis at a time, by examples that can be checked by eye.

use convoscope::conv::{Axes, Axis, PaddingMode, Shape, Tensor};

fn axis(input: usize, kernel: usize, stride: usize, dilation: usize, before: usize, after: usize) -> Axis {
    Axis { input, kernel, stride, dilation, before, after, mode: PaddingMode::Zeros }
}

/// The bordered axis of `a b c d`, spelled out.
fn bordered(mode: PaddingMode, before: usize, after: usize) -> String {
    let letter = |position| mode.source(position, 4).map_or('0', |index| char::from(b"abcd"[index]));
    (-(before as isize)..4 + after as isize).map(letter).collect()
}

#[test]
fn borders_hold_what_their_mode_says() {
    assert_eq!(bordered(PaddingMode::Zeros, 3, 2), "000abcd00");
    assert_eq!(bordered(PaddingMode::Reflect, 3, 3), "dcbabcdcba");
    assert_eq!(bordered(PaddingMode::Replicate, 2, 6), "aaabcddddddd");
    assert_eq!(bordered(PaddingMode::Circular, 4, 4), "abcdabcdabcd");
    assert_eq!(bordered(PaddingMode::Symmetric, 4, 4), "dcbaabcddcba");
    assert_eq!(bordered(PaddingMode::Symmetric, 6, 5), "cddcbaabcddcbaa", "to and fro, as often as it takes");
}

#[test]
fn borders_are_as_wide_as_pytorch_and_scipy_allow() {
    let widest = PaddingMode::ALL.map(|mode| mode.widest(4));
    assert_eq!(widest, [None, Some(3), None, Some(4), None]);
    assert_eq!(PaddingMode::Reflect.widest(1), Some(0));
}

#[test]
fn output_sizes_of_well_known_layers() {
    assert_eq!(axis(227, 11, 4, 1, 0, 0).output(), 55, "AlexNet's first layer");
    assert_eq!(axis(224, 7, 2, 1, 3, 3).output(), 112, "ResNet's stem");
    assert_eq!(axis(65, 3, 1, 18, 18, 18).output(), 65, "a branch of DeepLab's pyramid");
    assert_eq!(axis(6, 4, 3, 1, 0, 0).output(), 1, "the window fits once and two elements are left over");
    assert_eq!(axis(6, 4, 3, 1, 0, 0).unused(), 2);
}

#[test]
fn a_dilated_kernel_spans_its_holes() {
    assert_eq!(axis(9, 3, 1, 4, 0, 0).span(), 9);
    assert_eq!(axis(9, 1, 1, 4, 0, 0).span(), 1, "one tap has no holes");
}

#[test]
fn taps_read_where_they_stand() {
    let axis = axis(5, 3, 2, 1, 1, 1);
    let read: Vec<_> = (0..axis.output()).map(|out| [0, 1, 2].map(|tap| axis.source(out, tap))).collect();
    assert_eq!(read, [[None, Some(0), Some(1)], [Some(1), Some(2), Some(3)], [Some(3), Some(4), None]]);
    assert_eq!(axis.position(0, 0), -1);
}

#[test]
fn places_and_positions_are_each_others_reverse() {
    let shape = Shape::new(3, 4, 5);
    for index in 0..shape.len() {
        let place = shape.place(index);
        assert_eq!(shape.index(place.channel, place.row, place.col), index);
    }
    assert_eq!(shape.map(1), 20..40);
    assert_eq!((shape.len(), shape.is_empty(), Shape::new(3, 0, 5).is_empty()), (60, false, true));
}

#[test]
fn a_tensor_has_as_many_numbers_as_its_shape() {
    let shape = Shape::new(2, 2, 2);
    assert!(Tensor::new(shape, vec![0.0; 7]).is_none());
    let tensor = Tensor::from_fn(shape, |place| (place.channel * 100 + place.row * 10 + place.col) as f32);
    assert_eq!(tensor.data(), [0.0, 1.0, 10.0, 11.0, 100.0, 101.0, 110.0, 111.0]);
    assert_eq!((tensor.at(1, 0, 1), tensor.map(1)[2], tensor.largest()), (101.0, 110.0, 111.0));
    assert_eq!(Tensor::zeros(shape).largest(), 0.0);
}

#[test]
fn pairs_are_changed_axis_by_axis() {
    let pair = Axes::new(2, 3);
    assert_eq!(pair.map(|side| side * 2), Axes::new(4, 6));
    assert_eq!(pair.zip(Axes::both('x')), Axes::new((2, 'x'), (3, 'x')));
    assert_eq!(pair.area(), 6);
}
