//! The words of the chapters: every chapter has all of them, in every language.

use convoscope::i18n::{KindWords, Lang};
use convoscope::spec::Kind;

#[test]
fn every_chapter_has_all_its_words_in_every_language() {
    for lang in Lang::ALL {
        for kind in Kind::ALL {
            let KindWords { id, short, title, text, control, low, high, matrix, question, about } =
                kind.words(lang.messages());
            let aside = matches!(kind, Kind::Flipped | Kind::Dilated);
            assert_eq!((!question.is_empty(), !about.is_empty()), (aside, aside), "{lang:?} {id}");
            assert_eq!(*id, kind.id(), "{lang:?}");
            for words in [short, title, text, control, low, high, matrix] {
                assert!(!words.trim().is_empty(), "{lang:?} {id} lacks words");
                assert!(!words.contains('<'), "{lang:?} {id}: words are no markup: {words}");
            }
            assert_eq!(text.matches('*').count() % 2, 0, "{lang:?} {id}: what begins strong ends strong");
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
