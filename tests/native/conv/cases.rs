//! The golden cases of other people's libraries, one test per file.

#[path = "../../cases/mod.rs"]
mod judge;

use super::random::Random;
use judge::{Judged, Verdict, judge_file};

/// The names of the case files, and the one test that each is.
macro_rules! families {
    ($($family:ident),* $(,)?) => {
        $(
            #[test]
            fn $family() {
                passes(stringify!($family), include_str!(concat!("../../cases/", stringify!($family), ".json")));
            }
        )*

        /// Every family that has a test.
        #[cfg(not(target_family = "wasm"))]
        const FAMILIES: &[&str] = &[$(stringify!($family)),*];
    };
}

families!(
    conv1d,
    conv2d_onnx_pads,
    conv2d_random,
    conv2d_systematic,
    conv_transpose,
    errors,
    groups_depthwise,
    keras_conv,
    keras_local,
    linear,
    local,
    math_convolution,
    numeric,
    padding_modes,
    receptive_field,
    separable,
    shapes_counts,
);

fn passes(family: &str, text: &str) {
    let judged = judge_file(family, text);
    let failures: Vec<String> = judged.iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{} of {} cases failed:\n{}", failures.len(), judged.len(), failures.join("\n"));
}

fn failure(judged: &Judged) -> Option<String> {
    let Judged { family, id, verdict } = judged;
    match verdict {
        Verdict::Failed(why) => Some(format!("{family}/{id}: {why}")),
        Verdict::Skipped(why) if id != "num_012_denormal_f64" => Some(format!("{family}/{id} is skipped: {why}")),
        Verdict::Passed(_) | Verdict::Skipped(_) => None,
    }
}

#[cfg(not(target_family = "wasm"))]
#[test]
fn every_file_of_cases_has_a_test() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
        .collect();
    files.sort();
    assert_eq!(files, FAMILIES);
}

/// A small case that passes, to be spoiled.
const GOOD: &str = r#"{"id": "good", "op": "conv2d", "exact": "f32", "magnitude": 11, "terms": 2, "tags": [],
    "params": {"stride": [1, 1], "padding": [0, 0, 0, 0], "padding_mode": "zeros", "dilation": [1, 1], "groups": 1,
               "transposed": false, "output_padding": [0, 0], "flip": false},
    "input": {"shape": [1, 1, 1, 3], "data": [1, 2, 3]}, "weight": {"shape": [1, 1, 1, 2], "data": [1, 3]},
    "bias": null, "output": {"shape": [1, 1, 1, 2], "data": [7, 11]}}"#;

fn verdict(spoil: impl Fn(&str) -> String) -> Verdict {
    judge::judge(&serde_json::from_str(&spoil(GOOD)).expect("JSON"))
}

fn failed_because(needle: &str, verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Failed(why) if why.contains(needle))
}

#[test]
fn a_case_that_is_right_passes() {
    assert!(matches!(verdict(str::to_owned), Verdict::Passed(error) if error == 0.0));
}

#[test]
fn a_wrong_output_fails() {
    let wrong = |name: &str, to: &str| verdict(|good| good.replace(name, to));
    assert!(failed_because("expected 1.1000001e1 at output 1", &wrong("[7, 11]", "[7, 11.000001]")));
    assert!(failed_because("output shape", &wrong("[1, 1, 1, 2], \"data\": [7", "[1, 1, 2, 1], \"data\": [7")));
    assert!(matches!(wrong("\"exact\": \"f32\"", "\"exact\": null"), Verdict::Passed(_)));
}

#[test]
fn a_malformed_case_fails_with_a_sentence() {
    let spoiled = |name: &str, to: &str| verdict(|good| good.replace(name, to));
    assert!(failed_because("`op` is missing", &spoiled("\"op\": \"conv2d\",", "")));
    assert!(failed_because(
        "`terms` is missing",
        &spoiled("\"f32\", \"magnitude\": 11, \"terms\": 2", "null, \"magnitude\": 11")
    ));
    assert!(failed_because("`dilation` has 1 entries", &spoiled("\"dilation\": [1, 1]", "\"dilation\": [1]")));
    assert!(failed_because("not a padding mode", &spoiled("zeros", "mirror")));
    assert!(failed_because("`input` has 2 numbers", &spoiled("[1, 2, 3]", "[1, 2]")));
    assert!(failed_because("no number", &spoiled("[1, 2, 3]", "[1, 2, \"3\"]")));
    assert!(failed_because("no single precision number", &spoiled("[1, 2, 3]", "[1, 2, 0.1]")));
    assert!(failed_because("refuses the layer", &spoiled("\"groups\": 1", "\"groups\": 2")));
    assert!(failed_because("is negative", &spoiled("[1, 1, 1, 3]", "[1, 1, -1, 3]")));
}

#[test]
fn a_file_without_cases_fails() {
    for text in ["", "[]", "{}", r#"{"cases": 3}"#, r#"{"cases": []}"#, "{\"cases\": [{}]}"] {
        let judged = judge_file("file", text);
        assert!(matches!(judged[..], [Judged { verdict: Verdict::Failed(_), .. }]), "{text}");
    }
}

#[test]
fn a_case_that_should_be_refused_but_is_legal_fails() {
    let error = r#""error": {"kind": "stride_nonpositive"}, "bias": null"#;
    let with_error = |good: &str| good.replace(r#""bias": null"#, error);
    assert!(failed_because("the engine accepts it", &verdict(with_error)));
    assert!(matches!(
        verdict(|good| with_error(good).replace("[1, 1], \"padding\"", "[0, 1], \"padding\"")),
        Verdict::Passed(_)
    ));
    assert!(failed_because(
        "found [\"dilation",
        &verdict(|good| with_error(good).replace("\"dilation\": [1, 1]", "\"dilation\": [0, 1]"))
    ));
}

#[test]
fn cases_for_others_are_skipped_with_a_reason() {
    let skipped = |name: &str, to: &str| verdict(|good| good.replace(name, to));
    assert!(
        matches!(skipped("\"tags\": []", "\"tags\": [\"needs_f64\"]"), Verdict::Skipped(why) if why.contains("f64"))
    );
    assert!(matches!(skipped("conv2d", "conv9d"), Verdict::Skipped(why) if why.contains("conv9d")));
}

#[test]
fn no_case_makes_the_judge_panic() {
    let strange = [
        "-1",
        "0",
        "3",
        "1e300",
        "9223372036854775807",
        "18446744073709551615",
        "0.5",
        "null",
        "[]",
        "{}",
        "\"x\"",
        "true",
    ];
    let mut random = Random::new(17);
    let starts: Vec<usize> = GOOD.match_indices([':', '[', ',']).map(|(at, _)| at + 1).collect();
    for _ in 0..20_000 {
        let mut text = GOOD.to_owned();
        for _ in 0..random.between(1, 3) {
            let start = random.one_of(&starts).min(text.len());
            let length = text[start..].find([',', ']', '}']).unwrap_or(0);
            text.replace_range(start..start + length, random.one_of(&strange));
        }
        let op = random.one_of(&["conv2d", "conv_transpose2d", "local2d", "separable2d", "linear", "receptive_field"]);
        let extra = random.one_of(&["", "\"error\": {\"kind\": \"bias_mismatch\"}, ", "\"counts\": {}, "]);
        let text = text.replace("conv2d", op).replacen('{', &format!("{{{extra}"), 1);
        judge_file("spoiled", &format!("{{\"cases\": [{text}]}}"));
    }
}
