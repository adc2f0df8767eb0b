//! The sums of the tables.

use super::{all, network, text};
use convoscope::i18n::Lang;
use convoscope::networks::{LIST, LayerKind, Totals};
use serde_json::Value;
use std::path::Path;

/// What the frameworks counted, by network.
fn truth() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/networks/totals.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("the totals are there")).expect("the totals are JSON")
}

#[test]
fn every_file_is_in_the_list_and_the_list_is_ordered_by_year() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/networks");
    let files = std::fs::read_dir(folder).expect("the folder is there").flatten();
    let mut names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".txt"));
    let mut listed: Vec<String> = LIST.iter().map(|entry| format!("{}.txt", entry.id)).collect();
    names.sort();
    listed.sort();
    assert_eq!(names, listed);
    assert!(LIST.is_sorted_by_key(|entry| (entry.year, entry.id)));
}

#[test]
fn a_list_entry_says_what_its_file_says() {
    for entry in LIST {
        let network = network(entry.id);
        for lang in Lang::ALL {
            assert_eq!(entry.title(lang), network.title.of(lang), "{}", entry.id);
            assert!(!network.source.of(lang).is_empty() && !network.remark.of(lang).is_empty(), "{}", entry.id);
        }
        assert_eq!(entry.year, network.year);
        assert!(entry.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'), "{} in a link", entry.id);
        assert!(entry.address().starts_with("networks/"), "same origin, below the page's own address");
    }
}

#[test]
fn every_table_adds_up_to_what_the_frameworks_counted() {
    let truth = truth();
    assert_eq!(truth.as_object().map(serde_json::Map::len), Some(LIST.len()));
    for (id, network) in all() {
        let (totals, truth) = (Totals::of(&network), &truth[id]);
        let own = [
            ("rows", network.layers().count() as u64),
            ("params", totals.params),
            ("norm_params", totals.norm),
            ("norm_statistics", network.statistics),
            ("layer_params", totals.params - totals.norm),
            ("layer_params_no_bias", totals.weights),
            ("macs", totals.macs),
        ];
        for (name, value) in own {
            assert_eq!(truth[name].as_u64(), Some(value), "{id}: {name}");
        }
        let by_kind = truth["by_kind"].as_object().expect("kinds");
        assert_eq!(by_kind.len(), totals.parts.len(), "{id}");
        for part in &totals.parts {
            let kind = &by_kind[part.kind.id()];
            assert_eq!(kind["layers"].as_u64(), Some(part.layers as u64), "{id} {}", part.kind.id());
            assert_eq!(kind["params"].as_u64(), Some(part.params), "{id} {}", part.kind.id());
            assert_eq!(kind["macs"].as_u64(), Some(part.macs), "{id} {}", part.kind.id());
        }
    }
}

#[test]
fn there_are_805_layers_and_each_follows_from_its_own_geometry() {
    let mut rows = 0;
    for (id, network) in all() {
        for row in &network.rows {
            let again = row.clone().settled().expect("a row can be");
            assert_eq!(&again, row, "{id} {}", row.name);
            // Written out once more, without the engine's formulas.
            let (cin, cout) = (row.input.channels as u64, row.output.channels as u64);
            let places = row.output.size.area() as u64;
            let window = row.kernel.area() as u64 * cin / row.groups as u64;
            let (weights, bias) = match row.kind {
                LayerKind::Local => (places * cout * window, places * cout),
                LayerKind::Dense => (cin * cout, cout),
                kind if kind.has_weights() => (cout * window, cout),
                _ => (0, 0),
            };
            let macs = if row.kind == LayerKind::Local { weights } else { weights * places };
            assert_eq!(row.params(), weights + if row.bias { bias } else { 0 }, "{id} {}", row.name);
            assert_eq!(row.cost.multiply_adds, macs, "{id} {}", row.name);
            rows += usize::from(row.listed);
        }
    }
    assert_eq!(rows, 805);
}

#[test]
fn the_listed_layers_of_deepface_add_up_to_118_9_million() {
    let deepface = network("deepface");
    assert_eq!(Totals::of(&deepface).params, 118_923_774);
    assert!(deepface.remark.english.contains("add up to 118.9 million"), "{}", deepface.remark.english);
    assert!(deepface.remark.english.contains("not to the paper's more than 120 million"));
    assert!(deepface.remark.chinese.contains("1.189 亿") && deepface.remark.chinese.contains("1.2 亿"));
}

/// Numbers of four digits and more, with commas.
fn large_numbers(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == ','));
    let words = words.map(|word| word.trim_matches(','));
    let mut numbers: Vec<u64> =
        words.filter(|word| word.contains(',')).map(|word| word.replace(',', "").parse().expect("a number")).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[test]
fn remarks_give_the_same_large_numbers_in_both_languages_and_they_follow_from_the_data() {
    for (id, network) in all() {
        let totals = Totals::of(&network);
        let mut known = vec![
            totals.params,
            totals.macs,
            totals.params + network.statistics,
            convoscope::networks::totals::neurons(&network).iter().sum(),
            network.input.channels as u64,
        ];
        for published in &network.published {
            known.extend(&published.values);
            known.extend(published.values.iter().map(|value| totals.params.abs_diff(*value)));
        }
        for row in &network.rows {
            known.extend([row.params(), row.output.channels as u64, row.cost.activations]);
        }
        if id == "deepface" {
            let variant = super::network("deepface_vggface2");
            known.extend(variant.rows.iter().map(|row| row.output.channels as u64));
        }
        if id == "alexnet_2012_ungrouped" {
            known.push(totals.params - Totals::of(&super::network("alexnet_2012_groups")).params);
        }
        let field = convoscope::networks::field::fields(&network.rows).pop().and_then(|field| field.window);
        known.extend(field.map(|field| field.col.size));
        known.extend(field.map(|field| field.col.size - 1));
        let [english, chinese] = [&network.remark.english, &network.remark.chinese].map(|text| large_numbers(text));
        assert_eq!(english, chinese, "{id}");
        for number in english {
            assert!(known.contains(&number), "{id}: {number} does not follow from the table");
        }
    }
}

#[test]
fn no_file_is_longer_than_a_page_may_fetch() {
    for entry in LIST {
        let length = text(entry.id).len();
        assert!(length < 16_000, "{}: {length} bytes", entry.id);
    }
}
