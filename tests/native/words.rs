//! The words of the chapters: every chapter has all of them, in every language, and they lead where they say.

use convoscope::i18n::{KindWords, Lang, Texts};
use convoscope::link;
use convoscope::spec::{Kind, tries};

#[test]
fn every_chapter_has_all_its_words_in_every_language() {
    for lang in Lang::ALL {
        for kind in Kind::ALL {
            let words = kind.words(lang.messages());
            let KindWords { id, short, title, text, control, low, high, matrix, question, about, used, names, tries } =
                words;
            let aside = matches!(kind, Kind::Flipped | Kind::Dilated);
            assert_eq!((!question.is_empty(), !about.is_empty()), (aside, aside), "{lang:?} {id}");
            assert_eq!(*id, kind.id(), "{lang:?}");
            let required = [short, title, text, control, low, high, matrix, used, names];
            for words in required.into_iter().chain(tries) {
                assert!(!words.trim().is_empty(), "{lang:?} {id} lacks words");
                assert!(!words.contains('<'), "{lang:?} {id}: words are no markup: {words}");
            }
            assert_eq!(text.matches('*').count() % 2, 0, "{lang:?} {id}: what begins strong ends strong");
        }
    }
}

#[test]
fn a_chapter_s_text_fits_its_column() {
    for (lang, most) in [(Lang::English, 225), (Lang::Chinese, 100)] {
        for kind in Kind::ALL {
            let KindWords { id, text, used, tries, .. } = kind.words(lang.messages());
            // A letter of Latin is half a sign of Chinese.
            let length = |text: &str| match lang {
                Lang::English => text.chars().count(),
                Lang::Chinese => text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() / 2,
            };
            assert!(length(text) <= most, "{lang:?} {id}: {} signs", length(text));
            assert!(length(used) <= most, "{lang:?} {id}: {} signs of use", length(used));
            assert!(tries.iter().all(|label| length(label) <= 40), "{lang:?} {id}: {tries:?}");
        }
    }
}

#[test]
fn the_files_hold_the_chapters_and_nothing_else() {
    for file in [include_str!("../../src/i18n/chapters.en.html"), include_str!("../../src/i18n/chapters.zh.html")] {
        let ids: Vec<&str> = file.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']')).collect();
        assert_eq!(ids, Kind::ALL.map(Kind::id));
    }
}

#[test]
fn every_sentence_stands_in_the_files_in_the_order_of_its_name() {
    for file in [include_str!("../../src/i18n/chapters.en.html"), include_str!("../../src/i18n/chapters.zh.html")] {
        let named = file.lines().take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once(": "));
        let names: Vec<&str> = named.filter(|(_, text)| !text.trim().is_empty()).map(|(name, _)| name).collect();
        assert_eq!(names, Texts::NAMES);
    }
}

#[test]
fn a_word_that_lights_the_figure_says_for_which_letter() {
    for file in [include_str!("../../src/i18n/chapters.en.html"), include_str!("../../src/i18n/chapters.zh.html")] {
        let lines = file.lines().filter(|line| line.contains('|') && !line.starts_with("key_list:"));
        let mut lit = 0;
        for line in lines {
            for (nth, part) in line.split('*').enumerate().filter(|(_, part)| part.contains('|')) {
                let (letter, word) = part.split_once('|').expect("a bar");
                assert!(nth % 2 == 1 && ["x", "w", "y"].contains(&letter) && !word.is_empty(), "{line}");
                lit += 1;
            }
        }
        assert!(lit > 20, "{lit}");
    }
}

#[test]
fn every_setting_worth_a_look_opens_as_it_is_asked_for() {
    for kind in Kind::ALL {
        for fragment in tries::tries(kind) {
            let asked = format!("kind={}&{fragment}", kind.id());
            let (link, notices) = link::read(&asked);
            assert_eq!(notices, [], "{asked}");
            assert_eq!(link.spec.kind, kind, "{asked}");
            assert!(link.spec.check().is_ok(), "{asked}");
            // Whatever a link says that is so already would be left out.
            let count = |link: &str| link.split('&').count();
            let written = link::write(&link);
            let default = usize::from(kind == Kind::default());
            assert_eq!(count(&written) + default, count(&asked), "{asked} is written as {written}");
        }
    }
}
