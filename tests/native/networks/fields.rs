//! How far the layers see.

use super::{all, network};
use convoscope::conv::cost::{Step, receptive_field};
use convoscope::networks::field::{Field, covers, fields};
use convoscope::networks::{LayerKind, Network, Row};

fn step(row: &Row, col: bool) -> Step {
    let side = |axes: convoscope::conv::Axes<usize>| if col { axes.col } else { axes.row };
    let padding_before = if col { row.padding.left } else { row.padding.top };
    Step { kernel: side(row.kernel), stride: side(row.stride), dilation: side(row.dilation), padding_before }
}

fn field_of(network: &Network, name: &str) -> Field {
    let nth = network.rows.iter().position(|row| row.name == name).unwrap_or_else(|| panic!("no {name}"));
    fields(&network.rows)[nth]
}

/// Size and distance of a field with equal sides.
fn square(network: &Network, name: &str) -> (u64, u64) {
    let window = field_of(network, name).window.unwrap_or_else(|| panic!("{name} has no window"));
    assert_eq!((window.row.size, window.row.jump), (window.col.size, window.col.jump), "{name}");
    (window.col.size, window.col.jump)
}

#[test]
fn a_network_without_branches_sees_what_the_stack_of_its_layers_sees() {
    let mut checked = 0;
    for (id, network) in all() {
        let all = fields(&network.rows);
        let (mut rows, mut cols) = (Vec::new(), Vec::new());
        for (nth, row) in network.rows.iter().enumerate() {
            if row.reads != [nth] || all[nth].whole {
                break;
            }
            rows.push(step(row, false));
            cols.push(step(row, true));
            let window = all[nth].window.expect("a window");
            assert_eq!(window.row, receptive_field(&rows), "{id} {}", row.name);
            assert_eq!(window.col, receptive_field(&cols), "{id} {}", row.name);
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn receptive_fields_are_those_that_were_published() {
    // google-research/receptive_field, RECEPTIVE_FIELD_TABLE.md: alexnet_v2 with each of its end points; inception_v3, mobilenet_v1 with
    // their last one. Sizes and distances do not depend on how borders are set; the shapes of these networks are the same.
    let alexnet = network("alexnet_2012_groups");
    let points = [("conv1", 11, 4), ("pool1", 19, 8), ("conv2", 51, 8), ("conv3", 99, 16), ("conv4", 131, 16)];
    for (name, size, jump) in points.into_iter().chain([("conv5", 163, 16), ("pool5", 195, 32)]) {
        assert_eq!(square(&alexnet, name), (size, jump), "{name}");
    }
    assert_eq!(square(&network("alexnet_torchvision"), "features.12"), (195, 32));
    assert_eq!(square(&network("inception_v3"), "Mixed_7c"), (1311, 32));
    assert_eq!(square(&network("mobilenet_v1"), "conv_pw_13"), (315, 32));
    // The WaveNet paper, section 2.1.
    let last = field_of(&network("wavenet_stack"), "blocks.9").window.expect("a window");
    assert_eq!((last.row.size, last.col.size, last.col.start), (1, 1024, -1023));
}

#[test]
fn what_reads_whole_maps_sees_the_whole_input_and_all_places_together_really_do() {
    for (id, network) in all() {
        let all = fields(&network.rows);
        for (nth, row) in network.rows.iter().enumerate() {
            let over_maps =
                row.kind == LayerKind::Dense || (row.kind == LayerKind::WholePool && row.output.size != row.input.size);
            if !over_maps {
                continue;
            }
            assert!(all[nth].whole && all[nth].window.is_none(), "{id} {}", row.name);
            let source = row.reads[0];
            let Some(before) = source.checked_sub(1) else { continue };
            if let Some(window) = all[before].window {
                assert!(covers(window, network.rows[before].output, network.input), "{id} {}", row.name);
            }
        }
    }
}

#[test]
fn what_is_multiplied_by_a_whole_map_sees_the_whole_input_and_its_window_is_kept() {
    let network = network("mobilenet_v3_large");
    let before = field_of(&network, "features.4.block.1.0");
    let scaled = field_of(&network, "features.4.scaled");
    assert!(!before.whole && scaled.whole);
    assert_eq!(before.window, scaled.window);
    assert!(field_of(&network, "features.4.block.2.fc1").window.is_none());
    assert!(field_of(&network, "features.16.0").whole);
}

#[test]
fn the_branches_of_a_pyramid_see_as_far_as_their_rates_and_their_join_as_the_widest() {
    let network = network("deeplabv3_aspp_os16");
    for (name, size) in [("0.convs.0.0", 1), ("0.convs.1.0", 13), ("0.convs.2.0", 25), ("0.convs.3.0", 37)] {
        assert_eq!(square(&network, name), (size, 1));
        assert!(!field_of(&network, name).whole);
    }
    assert_eq!(square(&network, "branches"), (37, 1));
    assert!(field_of(&network, "branches").whole, "one branch reads the whole map");
}

#[test]
fn no_join_sees_less_than_what_it_joins() {
    for (id, network) in all() {
        let all = fields(&network.rows);
        for (nth, row) in network.rows.iter().enumerate().filter(|(_, row)| row.kind.joins()) {
            for source in row.reads.iter().filter_map(|source| source.checked_sub(1)) {
                let (Some(one), Some(joined)) = (all[source].window, all[nth].window) else { continue };
                let ends = |field: convoscope::conv::cost::ReceptiveField| (field.start, field.window(0).1);
                for (one, joined) in [(one.row, joined.row), (one.col, joined.col)] {
                    assert!(ends(joined).0 <= ends(one).0 && ends(joined).1 >= ends(one).1, "{id} {}", row.name);
                    assert_eq!(one.jump, joined.jump, "{id} {}: what is joined has one distance", row.name);
                }
            }
        }
    }
}
