//! Draws a link's figure as SVG: `cargo run --example draw -- 'kind=dilated&step=9' 780x700 light en > figure.svg`;
//! a fifth word plays that many milliseconds from the beginning first. `780xaside` draws what stands under the stage.

use convoscope::i18n::Lang;
use convoscope::scene::svg;
use convoscope::stage::aside::Aside;
use convoscope::stage::{ThemeName, View, compose};
use convoscope::state::{Browser, State};
use convoscope::timeline::{Clock, Frame};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |index: usize| words.get(index).map_or("", String::as_str);
    let state = State::open(word(0), Browser::default());
    let (width, height) = word(1).split_once('x').unwrap_or(("780", "700"));
    let theme = ThemeName::ALL.into_iter().find(|name| name.id() == word(2)).unwrap_or_default();
    let messages = Lang::of_tag(word(3)).unwrap_or_default().messages();
    let aside = Aside::of(&state.plan).filter(|_| height == "aside");
    let width = width.parse().unwrap_or(780.0);
    let view = View {
        width,
        height: aside.as_ref().map_or_else(|| height.parse().unwrap_or(700.0), |aside| aside.height(width)),
        theme: theme.theme(),
        messages,
        calm: false,
    };
    if let Some(aside) = aside {
        println!("{}", svg::write(&aside.compose(&view), &aside.says(messages)));
        return;
    }
    let moment = match word(4).parse() {
        Ok(elapsed) => Clock::START.advance(elapsed, state.speed, state.plan.steps()).0.moment(state.speed),
        Err(_) => state.moment(),
    };
    let frame = Frame::new(&state.plan, moment, state.focus().map(AsRef::as_ref));
    println!("{}", svg::write(&compose(&frame, &view).scene, state.spec().kind.words(messages).title));
}
