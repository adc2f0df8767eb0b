//! Files and links that are not what they should be.

use super::text;
use crate::conv::random::Random;
use convoscope::i18n::Lang;
use convoscope::i18n::panels::networks::words;
use convoscope::link;
use convoscope::networks::read::{Fault, ReadError};
use convoscope::networks::{Choice, LIST, Swap, Totals, field, read, say, stage};
use convoscope::panels::{Ask, File, Place, State};

/// Everything that is done with a network.
fn use_up(text: &str) {
    let Ok(network) = read(text) else { return };
    let totals = Totals::of(&network);
    for row in &network.rows {
        stage::figure(row);
        stage::formulas(row);
        say::window(row, words(Lang::English));
    }
    for figure in &network.published {
        say::comparison(figure, &network, &totals, Lang::Chinese);
    }
    for swap in Swap::ALL {
        let done = swap.apply(&network);
        Totals::of(&done.network);
        field::fields(&done.network.rows);
    }
}

#[test]
fn a_damaged_file_never_panics() {
    for seed in 0..4000 {
        let mut random = Random::new(seed);
        let entry = LIST[random.bits() as usize % LIST.len()];
        let mut bytes = text(entry.id).into_bytes();
        for _ in 0..=random.bits() % 4 {
            let at = random.bits() as usize % bytes.len();
            match random.bits() % 4 {
                0 => bytes[at] = b"0123456789xe<>@,. \n"[random.bits() as usize % 19],
                1 => {
                    bytes.remove(at);
                }
                2 => bytes.insert(at, b"0987,x\n "[random.bits() as usize % 8]),
                _ => {
                    let end = (at + random.bits() as usize % 200).min(bytes.len());
                    bytes.drain(at..end);
                }
            }
        }
        use_up(&String::from_utf8_lossy(&bytes));
    }
}

/// A small file whose one row is given.
fn file(row: &str) -> String {
    format!("title.en A\ninput 3x8x8\nlayers\na conv 3x8x8 4x6x6 108 3888 k3\n{row}\n")
}

#[test]
fn the_line_that_is_wrong_is_named_with_what_is_wrong() {
    assert!(read(&file("b conv 4x6x6 2x6x6 74 2592 k3 p1 bias")).is_ok());
    let cases = [
        ("b conv 4x6x6 2x6x6 73 2592 k3 p1 bias", Fault::Sum),
        ("b conv 4x6x6 2x6x6 74 2593 k3 p1 bias", Fault::Sum),
        ("b conv 4x6x6 2x5x6 74 2592 k3 p1 bias", Fault::Size),
        ("b conv 5x6x6 2x6x6 74 2592 k3 p1 bias", Fault::Size),
        ("b conv 4x6x6 2x6x6 74 2592 k3 p1 bias <c", Fault::Source),
        ("b conv 4x6x6 2x6x6 74 2592 k3 p1 bias <b", Fault::Source),
        ("b conv 4x6x6 2x6x6 74 2592 k3 p1 bias g2", Fault::Unreadable),
        ("b conv 4x6x6 2x6x6 74 2592 k3 p1 bias ?", Fault::Unreadable),
        ("b conv 4x6x6 2x6x6 74", Fault::Unreadable),
        ("b conv 4x6x6 2x6x6 74 -2592 k3", Fault::Unreadable),
        ("b magic 4x6x6 2x6x6", Fault::Unreadable),
        ("b conv 4x6x6 2x6x6 74 2592 k0", Fault::Size),
        ("b conv 4x6x6 99999999999x6x6 74 2592 k3", Fault::Unreadable),
        ("b conv 4x6x6 1000000x6x6 74 2592 k3", Fault::Size),
        ("@b concat 9x6x6 <a,a", Fault::Size),
        ("@b sum 4x6x6 <a,input", Fault::Size),
        ("b fc 143 10 1430 1430", Fault::Size),
    ];
    for (row, fault) in cases {
        assert_eq!(read(&file(row)), Err(ReadError { line: 5, fault }), "{row}");
    }
    assert_eq!(read("").map_err(|error| error.fault), Err(Fault::Unreadable));
    let page = "<!doctype html>\n<title>Not found</title>";
    assert!(read(page).is_err(), "an error page is no network");
    let sentence = say::error(ReadError { line: 5, fault: Fault::Sum }, words(Lang::English));
    assert_eq!(sentence, "This table cannot be read: in line 5 the counts do not follow from the sizes.");
}

#[test]
fn numbers_beyond_all_measure_do_not_panic() {
    let mut long = String::from("title.en A\ninput 1x1048576x1\nlayers\n");
    for row in 0..40 {
        long.push_str(&format!("r{row} maxpool 1x1x1 1x1x1 s32768x32768 p32768\n"));
    }
    use_up(&long);
    use_up(
        "title.en A\ninput 1x1x1\nlayers\na maxpool 1x1x1 1x1x1 s30000\nb maxpool 1x1x1 1x1x1 s30000\nc maxpool 1x1x1 1x1x1 s30000\nd maxpool 1x1x1 1x1x1 s30000\ne maxpool 1x1x1 1x1x1 s30000\nf maxpool 1x1x1 1x1x1 k3 p1 s30000\n",
    );
    use_up("title.en A\ninput 1x1x1\nnorm 99999999999999999999 0\nlayers\na maxpool 1x1x1 1x1x1\n");
    use_up("title.en A\ninput 1x1x1\npublished params 1e99 seen a | b\nlayers\na maxpool 1x1x1 1x1x1\n");
    use_up("title.en A\ninput 1x1x1\npublished share 999999e9 seen a | b\nlayers\na maxpool 1x1x1 1x1x1\n");
}

#[test]
fn a_part_of_a_link_is_read_and_written_the_same() {
    for network in 0..LIST.len() {
        for (swap, layer) in Swap::ALL.into_iter().flat_map(|swap| [(swap, None), (swap, Some(7))]) {
            let choice = Choice { network, swap, layer };
            let written = choice.write();
            assert!(written.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)), "{written}");
            assert_eq!(Choice::read(&written), (choice, Vec::new()), "{written}");
        }
    }
}

#[test]
fn a_part_of_a_link_that_is_not_known_falls_back_and_is_named() {
    assert_eq!(Choice::read(""), (Choice::default(), Vec::new()));
    assert_eq!(Choice::default().write(), "mobilenet_v1");
    let (choice, unknown) = Choice::read("lenet.g3");
    assert_eq!((choice, unknown), (Choice::default(), vec!["lenet".to_owned(), "g3".to_owned()]));
    assert_eq!(Choice::read("deepface.7").0.write(), "deepface.7");
    assert_eq!(Choice::read("deepface.007.shared").0.write(), "deepface.shared.7");
    assert_eq!(Choice::read("deepface.0").1, ["0"]);
    let (choice, unknown) = Choice::read("deepface.g64");
    assert_eq!(choice.write(), "deepface");
    assert_eq!(unknown, ["g64"]);
    for seed in 0..2000 {
        let mut random = Random::new(seed);
        let text: String =
            (0..random.bits() % 20).map(|_| b"mobilenet_v1.stdg3-,"[random.bits() as usize % 20] as char).collect();
        let canonical = Choice::read(&text).0.write();
        assert_eq!(Choice::read(&canonical).0.write(), canonical, "{text}");
    }
}

#[test]
fn the_open_panel_wants_its_network_once_and_again_only_when_asked() {
    let place = |panel: &str| Place { panel: panel.to_owned(), ..Place::default() };
    let state = State::new(place("networks.deepface.shared"));
    let address = state.wanted().expect("a file");
    assert!(address.starts_with("networks/deepface.txt?v="), "{address}");
    let coming = state.after(&Ask::Fetch(address.clone()));
    assert_eq!(coming.wanted(), None, "it is on its way");
    let missing = coming.clone().after(&Ask::Fetched(address.clone(), None));
    assert_eq!((missing.wanted(), missing.file(&address)), (None, Some(&File::Missing)), "no endless trying");
    let here = coming.after(&Ask::Fetched(address.clone(), Some(text("deepface"))));
    assert!(matches!(here.file(&address), Some(File::Here(text)) if read(text).is_ok()));
    assert_ne!(here.after(&Ask::Place(Box::new(place("networks.xception")))).wanted(), None);
    assert_eq!(State::new(place("cost")).wanted(), None, "no other panel fetches a network");
}

#[test]
fn a_layer_is_put_on_the_stage_and_into_the_panels_link_at_once() {
    let state = State::new(Place { panel: "networks.deepface".to_owned(), ..Place::default() });
    let row = read(&text("deepface")).expect("a network").rows[3].clone();
    let spec = stage::figure(&row).expect("a figure").spec;
    let (link, notices) = link::read(&state.link_showing(&spec, "networks.deepface.4"));
    assert_eq!((link.spec, link.panel.as_deref(), notices.len()), (spec, Some("networks.deepface.4"), 0));
}
