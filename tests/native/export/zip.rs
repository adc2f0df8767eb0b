//! Archives, unpacked again, and the sheet for print.

use super::{figure, links};
use convoscope::export::still::{self, Look};
use convoscope::export::zip::{Archive, MOST_STILLS, Stills, crc, distance, picked};
use convoscope::export::{caption, sheet};
use convoscope::i18n::Lang;
use convoscope::timeline::Moment;
use std::io::{Cursor, Read};

/// Names and contents; the reader checks every sum.
fn unpack(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    (0..archive.len())
        .map(|nth| {
            let mut file = archive.by_index(nth).expect("the list leads to the file");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("its sum is right");
            assert_eq!(file.crc32(), crc(&content));
            (file.name().to_owned(), content)
        })
        .collect()
}

#[test]
fn sums_are_the_standard_s() {
    assert_eq!(crc(b"123456789"), 0xCBF4_3926);
    assert_eq!(crc(b""), 0);
}

#[test]
fn files_come_back() {
    let mut archive = Archive::default();
    archive.add("one.txt", b"");
    archive.add("图.svg", &[7; 70_000]);
    let files = unpack(&archive.finish());
    assert_eq!(files, [("one.txt".to_owned(), Vec::new()), ("图.svg".to_owned(), vec![7; 70_000])]);
    assert_eq!(unpack(&Archive::default().finish()), []);
}

#[test]
fn a_changed_byte_is_noticed() {
    let mut archive = Archive::default();
    archive.add("a", b"0123456789");
    let mut bytes = archive.finish();
    bytes[31 + 4] ^= 1;
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("the list is whole");
    let mut content = Vec::new();
    assert!(archive.by_index(0).expect("the file is there").read_to_end(&mut content).is_err());
}

#[test]
fn an_archive_has_a_still_for_each_step_and_its_words() {
    let figure = figure("kind=grouped");
    let look = Look { lang: Lang::Chinese, ..Look::default() };
    let mut stills = Stills::new(&figure, &(20..24), look);
    assert_eq!(stills.done(), (0, 4));
    assert!(stills.advance());
    assert_eq!(stills.done(), (1, 4));
    let files = unpack(&stills.finish());
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "convoscope-grouped-step-021.svg",
            "convoscope-grouped-step-022.svg",
            "convoscope-grouped-step-023.svg",
            "convoscope-grouped-step-024.svg",
            "captions.txt"
        ]
    );
    let svg = still::svg(&figure.running(Moment::done(22)), &look);
    assert_eq!(String::from_utf8_lossy(&files[2].1), svg);
    let words = String::from_utf8_lossy(&files[4].1);
    for lang in Lang::ALL {
        let told = caption::alt(&figure.running(Moment::done(22)), lang);
        assert!(words.contains(&format!("{told}\n")), "{words}");
    }
    assert!(words.contains("convoscope-grouped-step-023.svg\n"));
}

#[test]
fn long_figures_are_thinned() {
    assert_eq!(picked(&(0..5), 10), [0, 1, 2, 3, 4]);
    assert_eq!(picked(&(0..10), 4), [2, 5, 8, 9]);
    assert_eq!(picked(&(10..20), 4), [12, 15, 18, 19]);
    assert_eq!(distance(&(0..10), 4), 3);
    for (steps, most) in [(1, 1), (7, 3), (300, 300), (301, 300), (4096, 300), (99, 24)] {
        let picked = picked(&(0..steps), most);
        assert!(picked.len() <= most && picked.last() == Some(&(steps - 1)), "{steps} {most} {}", picked.len());
    }
    let figure = figure("kind=shared&n=40");
    let (_, count) = Stills::new(&figure, &(0..figure.steps()), Look::default()).done();
    assert!(count <= MOST_STILLS && count > MOST_STILLS / 2);
}

#[test]
fn names_have_the_digits_of_the_last_step() {
    assert_eq!(figure("kind=shared").file_name(Some(0)), "convoscope-shared-step-001");
    assert_eq!(figure("kind=shared&n=40").file_name(Some(0)), "convoscope-shared-step-0001");
    assert_eq!(figure("kind=line").file_name(None), "convoscope-line");
}

#[test]
fn a_sheet_has_the_stills_in_order_with_their_words() {
    for link in links() {
        let figure = figure(&link);
        let steps = 0..figure.steps();
        for lang in Lang::ALL {
            let html = sheet::html(&figure, &steps, lang);
            let picked = picked(&steps, sheet::MOST_PICTURES);
            assert_eq!(html.matches("<figure>").count(), picked.len(), "{link}");
            assert_eq!(html.matches("<svg ").count(), picked.len(), "{link}");
            let mut from = 0;
            for step in picked {
                let told = caption::step(&figure.running(Moment::done(step)), lang);
                let told = format!("<figcaption>{}</figcaption>", convoscope::scene::svg::escape(&told));
                let at = html[from..].find(&told).unwrap_or_else(|| panic!("{link}: {told}"));
                from += at;
            }
            assert!(html.contains("size: A4") && html.contains("#FFFFFF") && !html.contains("#FBFAF7"), "{link}");
            assert!(!html.contains("<script") && !html.contains("src=") && !html.contains("href="));
        }
    }
}
