//! Links: never a panic, always in range, the canonical form stable, released links open for ever.

use crate::conv::random::Random;
use convoscope::link::framing::FRAMING;
use convoscope::link::{self, KEYS};
use convoscope::spec::{Kind, Setting};
use convoscope::state::{Browser, State};
use convoscope::timeline::Plan;

/// Links that were written once, and what they open to, as the canonical link. Only ever added to.
const GOLDEN: &[(&str, &str)] = &[
    ("", ""),
    ("kind=shared", ""),
    ("kind=dilated", "kind=dilated"),
    ("kind=dilated&d=3&n=12", "kind=dilated&n=12&d=3"),
    ("kind=grouped&g=4&step=23", "kind=grouped&g=4&step=23"),
    ("kind=depthwise&cin=8", "kind=depthwise&cin=8"),
    ("k=5&s=2x1&p=1,2,0,3&pad=reflect", "k=5&s=2x1&p=1,2,0,3&pad=reflect"),
    ("in=cat&filter=box&x=1.2.3:4,1.1.1:-0.5", "in=cat&filter=box&x=1.1.1:-0.5,1.2.3:4"),
    ("kind=flipped&pin=x1.2.3&step=3&beat=gather", "kind=flipped&step=3&beat=gather&pin=x1.2.3"),
    (
        "kind=channels&w=1.2.3.1:9&speed=0.5&lang=zh&theme=dark",
        "kind=channels&w=1.2.3.1:9&speed=0.5&lang=zh-Hans&theme=dark",
    ),
    ("#?n=7x9", "n=7x9"),
    ("n=%37x9", "n=7x9"),
    ("kind=pooling&pool=mean", "kind=pooling&pool=mean"),
    ("kind=dilated&rates=1,2,5&with=shared", "kind=dilated&rates=1,2,5&with=shared"),
    ("view=present&kind=line", "kind=line&view=present"),
    ("panel=cost.lin.groups&kind=grouped", "kind=grouped&panel=cost.lin.groups"),
    ("panel=field.c3s2-p2s2-c3d2.1d", "panel=field.c3s2-p2s2-c3d2.1d"),
    ("panel=networks.mobilenet_v1.std&theme=projector", "theme=projector&panel=networks.mobilenet_v1.std"),
    ("kind=separable&panel=code.keras", "kind=separable&panel=code.keras"),
];

#[test]
fn golden_links_open_to_the_same_state() {
    for &(text, canonical) in GOLDEN {
        let (opened, notices) = link::read(text);
        assert_eq!(link::write(&opened), canonical, "{text}");
        assert!(notices.is_empty(), "{text}: {notices:?}");
    }
}

#[test]
fn bad_links_fall_back_with_a_notice() {
    let cases = [
        ("kind=nonsense", ""),
        ("k=99", "k=7"),
        ("k=0", "k=1"),
        ("k=-3", "k=1"),
        ("s=1e9", "s=8"),
        ("n=abc", ""),
        ("n=", ""),
        ("n=3&k=5", "n=3"),
        ("kind=grouped&g=3", "kind=grouped"),
        ("p=5&pad=reflect&n=4", "n=4&p=3&pad=reflect"),
        ("cin=5000", "cin=1024"),
        ("step=999", "step=36"),
        ("step=-1", "step=0"),
        ("unknown=1", ""),
        ("v=2", ""),
        ("pin=z9", ""),
        ("pin=x9.9.9", ""),
        ("x=1.1:3", ""),
        ("x=1.1.1:NaN", ""),
        ("panel=nonsense", ""),
        ("panel=costs", ""),
        ("panel=cost.<b>", ""),
        ("panel=code.%26k=5", ""),
    ];
    for (text, canonical) in cases {
        let (opened, notices) = link::read(text);
        assert!(!notices.is_empty(), "{text}");
        let written = link::write(&opened);
        assert_eq!(written, canonical, "{text}: {notices:?}");
    }
}

#[test]
fn a_too_long_link_opens_the_first_chapter() {
    let (opened, notices) = link::read(&format!("kind=dilated&x={}", "1.1.1:1,".repeat(2000)));
    assert_eq!(notices, vec![link::Notice::TooLong]);
    assert_eq!(link::write(&opened), "");
}

/// One random link: known keys with plausible, border and hostile values, in any order.
fn random_link(random: &mut Random, dictionary: &[(&'static str, Vec<String>)]) -> String {
    let mut parts = Vec::new();
    for _ in 0..random.between(0, 9 - 1) {
        let (key, values) = &dictionary[random.between(0, dictionary.len() - 1)];
        let value = match random.between(0, 4 - 1) {
            0 => random.one_of(&Kind::ALL).id().to_owned(),
            1 => (1 + random.between(0, 12 - 1)).to_string(),
            2 => {
                let [channel, row, col] = [(); 3].map(|()| random.between(1, 9));
                format!("{channel}.{row}.{col}:{}", random.between(0, 98))
            }
            _ => values[random.between(0, values.len() - 1)].clone(),
        };
        parts.push(format!("{key}={value}"));
    }
    parts.join("&")
}

#[test]
fn a_million_random_links_are_in_range_and_canonical() {
    let (mut random, dictionary) = (Random::new(7), link::book::dictionary());
    for round in 0..1_000_000 {
        let text = random_link(&mut random, &dictionary);
        let (opened, _) = link::read(&text);
        assert!(opened.spec.check().is_ok(), "round {round}: {text}");
        for setting in Setting::ALL {
            if let Some(value) = setting.value(&opened.spec) {
                assert!(setting.range().contains(&value), "round {round}: {text}: {setting:?} {value}");
            }
        }
        let canonical = link::write(&opened);
        let (again, _) = link::read(&canonical);
        assert_eq!(again, opened, "round {round}: {text} -> {canonical}");
        assert!(canonical.len() <= 2000, "round {round}: {canonical}");
    }
}

#[test]
fn the_page_opens_any_link_and_writes_one_that_opens_to_the_same() {
    let (mut random, dictionary) = (Random::new(11), link::book::dictionary());
    for _ in 0..300 {
        let text = random_link(&mut random, &dictionary);
        let (opened, _) = link::read(&text);
        let work = Plan::new(&opened.spec).expect("checked above").cost().multiply_adds;
        if work > 20_000_000 {
            continue;
        }
        let state = State::open(&text, Browser::default());
        let written = link::write(&state.link());
        let again = State::open(&written, Browser::default());
        assert_eq!(link::write(&again.link()), written, "{text}");
        assert_eq!(again.plan, state.plan, "{text}");
        if !state.playing {
            assert_eq!(again.moment(), state.moment(), "{text} -> {written}");
        }
    }
}

#[test]
fn every_key_is_documented_and_unique() {
    for (index, key) in KEYS.iter().enumerate() {
        assert!(!key.holds.is_empty());
        assert!(KEYS[..index].iter().all(|other| other.name != key.name), "{}", key.name);
    }
}

#[test]
fn every_key_stands_in_the_readme() {
    let readme = include_str!("../../README.md");
    for key in KEYS.iter().filter(|key| key.name != "v") {
        assert!(readme.contains(&format!("`{}`", key.name)), "{}", key.name);
    }
    for key in &FRAMING {
        assert!(readme.contains(&format!("`{}`", key.name)), "{}", key.name);
    }
}
