//! Pictures that stand alone.

use super::{figure, links};
use convoscope::export::caption;
use convoscope::export::still::{self, Look};
use convoscope::i18n::Lang;
use convoscope::scene::{Align, Shape};
use convoscope::stage::ThemeName;

#[test]
fn a_still_has_its_title_its_description_and_its_size() {
    let figure = figure("kind=grouped&step=23");
    let frame = figure.frame(figure.moment());
    for lang in Lang::ALL {
        for theme in ThemeName::ALL {
            let look =
                Look { width: 720.0, height: Some(420.0), theme: theme.theme(), lang, caption: true, beside: None };
            let svg = still::svg(&frame, &look);
            assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"420\""));
            assert!(svg.contains(&format!("lang=\"{}\"", lang.messages().tag)));
            assert!(svg.contains(&format!("<title>{}</title>", caption::layer(figure.plan().spec(), lang))));
            assert!(svg.contains(&format!("<desc>{}</desc>", caption::alt(&frame, lang))));
            assert!(svg.contains(&format!(">{}</text>", caption::step_number(figure.plan(), frame.moment, lang))));
            assert!(svg.contains(&theme.theme().paper.to_hex()));
            assert!(!svg.contains("style=") && !svg.contains("<script") && !svg.contains("href"));
        }
    }
}

#[test]
fn a_caption_is_wanted_or_not() {
    let figure = figure("kind=dilated&step=3");
    let frame = figure.frame(figure.moment());
    let with = still::scene(&frame, &Look::default());
    let without = still::scene(&frame, &Look { caption: false, ..Look::default() });
    assert!(with.height > without.height + 12.0 && with.height < without.height + 60.0);
    let step = |scene: &convoscope::scene::Scene| {
        scene.shapes.iter().any(|shape| matches!(shape, Shape::Text(text) if &*text.words == "Step 3 of 25"))
    };
    assert!(step(&with) && !step(&without));
}

/// Words under the picture stand inside it, on lines of their own, and do not run into the step.
#[test]
fn the_words_under_a_picture_have_room() {
    for link in links() {
        let figure = figure(&link);
        let frame = figure.frame(figure.moment());
        for lang in Lang::ALL {
            for width in [360.0, 480.0, 640.0, 720.0] {
                let look = Look { width, lang, ..Look::default() };
                let scene = still::scene(&frame, &look);
                let words = caption::described(figure.plan(), lang);
                let step = caption::step_number(figure.plan(), frame.moment, lang);
                let texts: Vec<_> = scene
                    .shapes
                    .iter()
                    .filter_map(|shape| match shape {
                        Shape::Text(text) => Some(text),
                        _ => None,
                    })
                    .collect();
                let (last, before) = texts.split_last().expect("the step stands last");
                assert_eq!(&*last.words, step);
                assert_eq!(last.align, Align::End);
                let mut lines: Vec<_> =
                    before.iter().rev().take_while(|text| words.contains(&*text.words) && text.y >= last.y).collect();
                lines.reverse();
                let joined: String = lines.iter().map(|text| text.words.to_string()).collect();
                let bare = |text: &str| text.replace(' ', "");
                assert_eq!(bare(&joined), bare(&words), "{link} {width}");
                for (nth, line) in lines.iter().enumerate() {
                    assert!(line.y < scene.height - 8.0, "{link} {width}");
                    // Letters of the usual faces are about half as wide as high, Chinese ones as wide.
                    let wide = |text: &str| {
                        text.chars().map(|letter| if letter > '\u{2E80}' { 1.0 } else { 0.52 }).sum::<f64>() * line.size
                    };
                    let end = line.x + wide(&line.words);
                    let room = if nth == 0 { last.x - wide(&last.words) } else { last.x };
                    assert!(end <= room + 0.5, "{link} {width}: {}", line.words);
                }
            }
        }
    }
}

/// Nothing is painted outside of a picture that has the size of a loop's frames.
#[test]
fn a_picture_holds_all_that_is_in_it() {
    use convoscope::export::gif::{Film, WIDTHS};
    for link in links() {
        let figure = figure(&link);
        for width in WIDTHS {
            let film = Film { width, ..Film::new(&figure) };
            let look = film.look(&figure, ThemeName::Light.theme(), Lang::English);
            for step in [0, figure.steps() / 2, figure.steps() - 1] {
                let frame = figure.running(convoscope::timeline::Moment::done(step));
                let scene = still::scene(&frame, &look);
                for shape in &scene.shapes {
                    let Shape::Rect { area, .. } = shape else { continue };
                    let inside = area.x >= -1.0
                        && area.y >= -1.0
                        && area.right() <= scene.width + 1.0
                        && area.bottom() <= scene.height + 1.0;
                    assert!(inside, "{link} {width} {area:?} of {} × {}", scene.width, scene.height);
                }
            }
        }
    }
}

/// What a figure is compared with stands in its picture, in the texts of it, and in the room that the loop's frames have.
#[test]
fn what_it_is_compared_with_is_in_the_picture_and_its_words() {
    use convoscope::export::gif::{Film, WIDTHS};
    for (link, name) in [
        ("kind=shared&with=dilated&step=5", "Dilated"),
        ("kind=channels&with=grouped&step=9", "Grouped"),
        ("kind=grouped&with=depthwise&step=23", "Depthwise"),
        ("kind=shared&with=dense&step=3", "Dense"),
    ] {
        let figure = figure(link);
        let other = figure.other().expect("the link names it");
        let frame = figure.frame(figure.moment());
        let look = Look { beside: Some(other), ..Look::default() };
        let svg = still::svg(&frame, &look);
        assert!(svg.contains(&format!(">{name}</text>")), "{link}");
        let (english, chinese) = (Lang::English, Lang::Chinese);
        let layer = |lang| caption::layer(other.spec(), lang);
        assert!(svg.contains(&format!(" Beside it, on the same input: {}.</desc>", layer(english))), "{link}");
        let told = caption::beside("一".into(), Some(other), chinese);
        assert_eq!(told, format!("一旁边是同一输入上的{}。", layer(chinese)));
        for width in WIDTHS {
            let film = Film { width, ..Film::new(&figure) };
            for step in [0, figure.steps() / 2, figure.steps() - 1] {
                let frame = figure.running(convoscope::timeline::Moment::done(step));
                let look = film.look(&figure, ThemeName::Light.theme(), english);
                assert!(still::fits(&frame, &look), "{link} at {width}, step {step}");
            }
        }
    }
    assert_eq!(figure("kind=shared").other(), None);
}
