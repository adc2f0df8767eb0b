//! Numbers as visitors read and write them.

use convoscope::i18n::number::{commas, num, plain, read, tile};

#[test]
fn numbers_have_a_true_minus_and_at_most_two_decimals() {
    let cases = [
        (0.0, "0"),
        (-0.0, "0"),
        (3.0, "3"),
        (-3.0, "−3"),
        (0.5, "0.5"),
        (0.0625, "0.06"),
        (1.005, "1"),
        (-0.001_2, "−0.0012"),
        (0.000_34, "0.00034"),
        (0.000_01, "0"),
        (1234.0, "1234"),
        (999_999.0, "999999"),
        (2_000_000.0, "2e6"),
        (-9.6e9, "−1e10"),
        (1.0 / 9.0, "0.11"),
        (2.0 / 3.0, "0.67"),
        (f32::INFINITY, "?"),
        (f32::NAN, "?"),
    ];
    for (value, expected) in cases {
        assert_eq!(num(value), expected, "{value}");
    }
}

#[test]
fn a_tile_has_at_most_four_signs() {
    let mut value = 1e-6f32;
    while value < 1e9 {
        for signed in [value, -value] {
            let text = tile(signed);
            assert!(text.chars().count() <= 5, "{signed} -> {text}");
        }
        value *= 1.37;
    }
    assert_eq!(tile(-12.34), "−12");
    assert_eq!(tile(12_345.0), "12k");
    assert_eq!(tile(1.234), "1.23");
    assert_eq!(tile(-1.234), "−1.2");
}

#[test]
fn what_is_written_plainly_is_read_again() {
    for thousandths in (-9_999_000..=9_999_000).step_by(1237) {
        let value = (f64::from(thousandths) / 1000.0) as f32;
        assert_eq!(read(&plain(value)).map(|read| read as f32), Some(value), "{value}");
    }
}

#[test]
fn decimals_are_read_as_the_standard_library_reads_them() {
    for text in [
        "0",
        "7",
        "-7",
        "+7",
        "12.5",
        ".5",
        "5.",
        "1e3",
        "1e-3",
        "-2.25E2",
        "999999999999",
        "0.1",
        "3.14159",
        "1e22",
        "1e400",
        "-1e400",
        "1e-400",
    ] {
        assert_eq!(read(text), text.parse().ok(), "{text}");
    }
    for text in ["", "-", ".", "e5", "1e", "abc", "1 2", "1,2", "--1", "nan", "inf", "0x1", "1e5.5", "½"] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn thousands_have_commas_in_prose() {
    assert_eq!(commas(0), "0");
    assert_eq!(commas(999), "999");
    assert_eq!(commas(1000), "1,000");
    assert_eq!(commas(1_234_567), "1,234,567");
}
