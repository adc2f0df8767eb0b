//! Draws a link's figure as SVG: `cargo run --example draw -- 'kind=dilated&step=9' 780x700 light en > figure.svg`;
//! a fifth word plays that many milliseconds from the beginning first. Instead of a height, `780xaside` draws what stands under
//! the stage, `780xmatrix` the weight matrix (as wide as it is high), `780xnatural` the stage as high as it wants to be.
//!
//! With `-` in place of the link, draws many: each line of standard input holds a file, a link, a size, a theme and a language,
//! with tabs between. Such a picture has the theme's paper as its ground and a margin, which the size includes; a link that does not read without notices is an error,
//! and so is a word that is not known.

use std::io::{BufRead, stdin};
use std::process::ExitCode;

use convoscope::i18n::Lang;
use convoscope::matrix::{self, Matrix, describe};
use convoscope::scene::{Scene, svg};
use convoscope::stage::aside::Aside;
use convoscope::stage::{ThemeName, View, beside, compose, natural_height};
use convoscope::state::{Browser, State};
use convoscope::timeline::{Clock, Frame};

/// Around each of many pictures, in CSS pixels: a lens may stick out of a stage.
const MARGIN: f64 = 8.0;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |index: usize| words.get(index).map_or("", String::as_str);
    if word(0) == "-" {
        for line in stdin().lock().lines() {
            if let Err(sentence) = line.map_err(|error| error.to_string()).and_then(|line| write_one(&line)) {
                eprintln!("error: {sentence}");
                return ExitCode::FAILURE;
            }
        }
        return ExitCode::SUCCESS;
    }
    let theme = theme(word(2)).unwrap_or_default();
    let lang = Lang::of_tag(word(3)).unwrap_or_default();
    let size = if word(1).contains('x') { word(1) } else { "780x700" };
    match draw(State::open(word(0), browser(theme, lang)), size, theme, lang, word(4).parse().ok()) {
        Ok((scene, title)) => println!("{}", svg::write(&scene, &title)),
        Err(sentence) => {
            eprintln!("error: {sentence}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// A size without the margin around the picture.
fn inside(size: &str) -> String {
    let less =
        |side: &str| side.parse::<f64>().map_or_else(|_| side.to_owned(), |side| (side - 2.0 * MARGIN).to_string());
    size.split('x').map(less).collect::<Vec<_>>().join("x")
}

/// Draws what a line asks for into its file.
fn write_one(line: &str) -> Result<(), String> {
    let words: Vec<&str> = line.split('\t').collect();
    let [file, link, size, theme_word, lang_word] = words[..] else {
        return Err(format!("a line has a file, a link, a size, a theme and a language, not {line:?}"));
    };
    let theme = theme(theme_word).ok_or_else(|| format!("{file}: no theme is called {theme_word:?}"))?;
    let lang = Lang::of_tag(lang_word).ok_or_else(|| format!("{file}: no language is called {lang_word:?}"))?;
    let state = State::open(link, browser(theme, lang));
    if let Some(notice) = state.notices.first() {
        return Err(format!("{file}: {link:?}: {}", notice.explain(Lang::English.messages())));
    }
    let (scene, title) =
        draw(state, &inside(size), theme, lang, None).map_err(|sentence| format!("{file}: {sentence}"))?;
    let text = svg::write_framed(&scene, &title, theme.theme().paper, MARGIN);
    std::fs::write(file, text).map_err(|error| format!("{file}: {error}"))
}

fn theme(word: &str) -> Option<ThemeName> {
    ThemeName::ALL.into_iter().find(|name| name.id() == word)
}

fn browser(theme: ThemeName, lang: Lang) -> Browser {
    Browser { lang, theme, ..Browser::default() }
}

/// The picture of a state, and its title. `elapsed` plays that many milliseconds from the beginning.
fn draw(
    state: State,
    size: &str,
    theme: ThemeName,
    lang: Lang,
    elapsed: Option<f64>,
) -> Result<(Scene, String), String> {
    let (width, height) = size.split_once('x').ok_or_else(|| format!("a size is 780x700, not {size:?}"))?;
    let width: f64 = width.parse().map_err(|_| format!("a width is a number, not {width:?}"))?;
    let (theme, messages) = (theme.theme(), lang.messages());
    let view = |height| View { width, height, theme, messages, calm: false };
    let title = state.spec().kind.words(messages).title.to_owned();
    let aside = Aside::of(&state.plan).filter(|_| height == "aside");
    if let Some(aside) = aside {
        return Ok((aside.compose(&view(aside.height(width))), aside.says(messages)));
    }
    let moment = match elapsed {
        Some(elapsed) => Clock::START.advance(elapsed, state.speed, state.plan.steps()).0.moment(state.speed),
        None => state.moment(),
    };
    let focus = state.focus().map(AsRef::as_ref);
    if height == "matrix" {
        let mut matrix = Matrix::new(&state.plan, &matrix::View { width, height: width, theme, zoom: None });
        return Ok((matrix.scene(&state.plan, moment.step, focus, theme).clone(), describe(&state.plan, messages)));
    }
    let natural = || match &state.beside {
        Some(other) => beside::natural_height(&state.plan, other, width),
        None => natural_height(&state.plan, width),
    };
    let height = match height {
        "natural" => natural(),
        number => number.parse().map_err(|_| format!("a height is a number or a word, not {number:?}"))?,
    };
    let frame = Frame::new(&state.plan, moment, focus);
    let picture = match &state.beside {
        Some(other) => {
            let [this, that] = state.names_beside();
            beside::compose(&frame, other, [&this, &that], &view(height))
        }
        None => compose(&frame, &view(height)),
    };
    Ok((picture.scene, title))
}
