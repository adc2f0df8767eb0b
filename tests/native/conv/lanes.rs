//! Every set of lanes computes what four numbers by themselves would.

use super::random::Random;
use convoscope::conv::lanes::{LANES, Lanes, Native, Scalar};

/// Numbers that are easily got wrong, and some by chance.
fn quartets() -> Vec<[f32; LANES]> {
    let mut random = Random::new(7);
    let mut quartets: Vec<[f32; LANES]> = (0..200).map(|_| std::array::from_fn(|_| random.finite())).collect();
    quartets.push([0.0, -0.0, f32::INFINITY, f32::NEG_INFINITY]);
    quartets.push([-0.0, 0.0, f32::NAN, 1.0]);
    quartets.push([1.0, f32::MAX, f32::MIN_POSITIVE, f32::NAN]);
    quartets
}

fn bits(lanes: impl Lanes) -> [u32; LANES] {
    lanes.store().map(canonical)
}

/// The bits of a number; all that are no number count as one.
fn canonical(value: f32) -> u32 {
    if value.is_nan() { f32::NAN.to_bits() } else { value.to_bits() }
}

fn lane_by_lane(a: &[f32; LANES], b: &[f32; LANES], each: impl Fn(f32, f32) -> f32) -> [u32; LANES] {
    std::array::from_fn(|lane| canonical(each(a[lane], b[lane])))
}

fn arithmetic<L: Lanes>() {
    for a in &quartets() {
        for b in &quartets() {
            let (x, y) = (L::load(a), L::load(b));
            assert_eq!(bits(x.add(y)), lane_by_lane(a, b, |a, b| a + b), "{a:?} + {b:?}");
            assert_eq!(bits(x.mul(y)), lane_by_lane(a, b, |a, b| a * b), "{a:?} * {b:?}");
            assert_eq!(bits(x.max(y)), lane_by_lane(a, b, |a, b| if b > a { b } else { a }), "{a:?} max {b:?}");
        }
    }
}

fn movement<L: Lanes>() {
    assert_eq!(L::splat(2.5).store(), [2.5; LANES]);
    let row = |first: f32| L::load(&[first, first + 1.0, first + 2.0, first + 3.0]);
    let columns = L::transpose([row(0.0), row(10.0), row(20.0), row(30.0)]);
    assert_eq!(columns[0].store(), [0.0, 10.0, 20.0, 30.0]);
    assert_eq!(columns[1].store(), [1.0, 11.0, 21.0, 31.0]);
    assert_eq!(columns[2].store(), [2.0, 12.0, 22.0, 32.0]);
    assert_eq!(columns[3].store(), [3.0, 13.0, 23.0, 33.0]);
}

#[test]
fn plain_lanes_compute_lane_by_lane() {
    arithmetic::<Scalar>();
    movement::<Scalar>();
}

#[test]
fn the_lanes_of_this_program_compute_lane_by_lane() {
    arithmetic::<Native>();
    movement::<Native>();
}
