//! What-if totals.

use super::{all, network};
use convoscope::networks::field::fields;
use convoscope::networks::{Swap, Totals};

fn totals(id: &str, swap: Swap) -> (u64, u64, usize, usize) {
    let done = swap.apply(&network(id));
    let totals = Totals::of(&done.network);
    (totals.params, totals.macs, done.changed, done.kept)
}

#[test]
fn mobilenet_with_standard_convolutions_has_29_million_parameters() {
    // Each pair of cin to cout channels on a map of side `places`: 9 * cin * cout weights.
    let pairs: [(u64, u64, u64); 9] = [
        (32, 64, 112),
        (64, 128, 56),
        (128, 128, 56),
        (128, 256, 28),
        (256, 256, 28),
        (256, 512, 14),
        (512, 512, 14),
        (512, 1024, 7),
        (1024, 1024, 7),
    ];
    let times = |cout: u64, cin: u64| if cin == 512 && cout == 512 { 5 } else { 1 };
    let weights: u64 = pairs.iter().map(|&(cin, cout, _)| 9 * cin * cout * times(cout, cin)).sum();
    let macs: u64 = pairs.iter().map(|&(cin, cout, side)| 9 * cin * cout * side * side * times(cout, cin)).sum();
    let (first, classifier, norm) = (864, 1024 * 1000 + 1000, 21_888);
    let expected = (weights + first + classifier + norm, macs + 10_838_016 + 1_024_000, 13, 0);
    assert_eq!(totals("mobilenet_v1", Swap::Standard), expected);
    assert_eq!(expected.0 / 100_000, 293, "29.3 million");
}

#[test]
fn the_groups_of_alexnet_are_what_makes_its_two_tables_differ() {
    let two = Totals::of(&network("alexnet_2012_groups"));
    let one = Totals::of(&network("alexnet_2012_ungrouped"));
    let (params, macs, changed, kept) = totals("alexnet_2012_groups", Swap::Groups(1));
    assert_eq!((params, macs, changed, kept), (one.params, one.macs, 3, 0));
    assert_eq!(one.params - two.params, 1_413_120);
    // Of the ungrouped table, four layers can have two groups; the first has 3 channels.
    let (_, _, changed, kept) = totals("alexnet_2012_ungrouped", Swap::Groups(2));
    assert_eq!((changed, kept), (4, 1));
}

#[test]
fn resnext_in_other_groups_has_its_grouped_weights_in_inverse_proportion() {
    let resnext = network("resnext50_32x4d");
    let before = Totals::of(&resnext);
    for groups in [1, 2, 4, 8, 16] {
        let (params, macs, changed, kept) = totals("resnext50_32x4d", Swap::Groups(groups));
        let factor = 32 / groups as u64 - 1;
        // The first layer, 3 to 64 channels, has one group already, or cannot have more.
        assert_eq!((changed, kept), (16, usize::from(groups > 1)), "{groups}");
        assert_eq!(params, before.params + 1_414_656 * factor, "{groups}");
        assert_eq!(macs, before.macs + 231_211_008 * factor, "{groups}");
    }
    assert_eq!(totals("resnext50_32x4d", Swap::Groups(32)), (before.params, before.macs, 0, 1));
}

#[test]
fn xception_with_standard_convolutions_has_nine_times_the_weights_of_its_pointwise_ones() {
    let xception = network("xception");
    // All pointwise layers but the four shortcuts follow a depthwise one.
    let layers = xception.layers().filter(|row| row.kind.id() == "pointwise" && !row.name.starts_with("conv2d"));
    let (weights, macs) = layers.fold((0, 0), |(w, m), row| (w + row.cost.weights, m + row.cost.multiply_adds));
    let before = Totals::of(&xception);
    let expected = (before.params - 207_432 + 8 * weights, before.macs - 132_190_344 + 8 * macs, 34, 0);
    assert_eq!(totals("xception", Swap::Standard), expected);
}

#[test]
fn deepface_with_shared_kernels_is_small() {
    // 16 maps of 16: 9 x 9, 7 x 7, 5 x 5, and a bias for each map.
    let shared: u64 = [81_u64, 49, 25].iter().map(|window| 256 * window + 16).sum();
    let before = Totals::of(&network("deepface"));
    let after = totals("deepface", Swap::Shared);
    assert_eq!(after, (before.params - 73_454_256 + shared, before.macs, 3, 0));
}

#[test]
fn separable_and_back_is_the_same_network() {
    for (id, network) in all() {
        if network.rows.iter().any(|row| row.kind.id() == "depthwise" || row.kind.id() == "grouped") {
            continue;
        }
        let there = Swap::Separable.apply(&network);
        let back = Swap::Standard.apply(&there.network);
        assert_eq!((there.changed, there.kept, back.kept), (back.changed, 0, 0), "{id}");
        let (own, returned) = (Totals::of(&network), Totals::of(&back.network));
        assert_eq!(own, returned, "{id}");
        assert_eq!(network.rows.len(), back.network.rows.len());
    }
}

#[test]
fn no_change_moves_sizes_connections_or_fields() {
    for (id, network) in all() {
        let before = fields(&network.rows);
        for swap in Swap::ALL {
            let done = swap.apply(&network);
            let after = fields(&done.network.rows);
            assert_eq!(before.last(), after.last(), "{id} {}", swap.id());
            for (nth, row) in done.network.rows.iter().enumerate() {
                for &source in &row.reads {
                    assert!(source <= nth, "{id} {} {}: reads a row below", swap.id(), row.name);
                }
                if !row.kind.joins() && row.kind.id() != "fc" {
                    let source = row.reads[0].checked_sub(1);
                    let given = source.map_or(network.input, |source| done.network.rows[source].output);
                    assert_eq!(given, row.input, "{id} {} {}", swap.id(), row.name);
                }
                assert_eq!(row.clone().settled().as_ref(), Some(row), "{id} {} {}", swap.id(), row.name);
            }
        }
    }
}

#[test]
fn only_changes_that_change_something_are_offered() {
    let offered = |id| Swap::offered(&network(id)).iter().map(|swap| swap.id()).collect::<Vec<_>>();
    assert_eq!(offered("deepface"), ["", "sep", "shared", "g2", "g4", "g8", "g16"]);
    assert_eq!(offered("mobilenet_v1"), ["", "sep", "std"]);
    assert_eq!(offered("resnext50_32x4d"), ["", "sep", "g1", "g2", "g4", "g8", "g16"]);
    // Of 15 depthwise layers, the 8 with squeeze-and-excite behind them are not read by a pointwise one directly.
    let done = Swap::Standard.apply(&network("mobilenet_v3_large"));
    assert_eq!((done.changed, done.kept), (7, 8));
}
