//! Embedding: the frame's keys, a host's messages, when a figure plays. Whatever a host sends, the figure stays one that can be
//! computed.

use crate::conv::random::Random;
use convoscope::embed::rate::{Gate, MOST_IN, Outbox, PAUSE};
use convoscope::embed::{Done, Embed, Order, Refusal, Value, fit, message};
use convoscope::i18n::Lang;
use convoscope::link::framing::{self, Control, FRAMING, Start};
use convoscope::link::{self, book};
use convoscope::spec::Kind;
use convoscope::stage::{ThemeName, View};
use convoscope::state::{Action, Browser, State};
use convoscope::timeline::{Clock, Plan};

fn opened(query: &str, fragment: &str) -> Embed {
    Embed::open(query, fragment, if fragment.is_empty() { query } else { fragment }, Browser::default())
}

fn envelope(kind: &str, data: Value) -> Value {
    Value::fields([("convoscope", 1.into()), ("id", "a".into()), ("type", kind.into()), ("data", data)])
}

fn ask(embed: &mut Embed, kind: &str, data: Value) -> Result<Done, Refusal> {
    let request = message::read(&envelope(kind, data)).expect("an envelope of ours");
    request.order.and_then(|order| embed.obey(&order))
}

fn told(done: Result<Done, Refusal>, name: &str) -> Value {
    match done {
        Ok(Done::Value(value)) => value.field(name).cloned().unwrap_or(Value::Null),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_frame_is_read_from_query_and_fragment() {
    let (frame, notices) =
        framing::read("?start=click&lock=1&links=0", "#kind=dilated&start=manual&origin=HTTPS://A.example:443/");
    assert!(notices.is_empty());
    assert_eq!((frame.start, frame.lock, frame.links), (Start::Manual, true, false));
    assert_eq!(frame.origin.as_deref(), Some("https://a.example"));
    assert_eq!(framing::write(&frame), "lock=1&start=manual&links=0&origin=https://a.example");
    let (again, _) = framing::read(&framing::write(&frame), "");
    assert_eq!(again, frame);
}

#[test]
fn only_an_origin_is_one() {
    for good in ["https://example.org", "http://localhost:8080", "http://127.0.0.1:4000", "http://[::1]:8080"] {
        assert_eq!(framing::origin(good).as_deref(), Some(good));
    }
    let bad = [
        "",
        "*",
        "null",
        "example.org",
        "javascript:alert(1)",
        "https://a/b",
        "https://u@a",
        "https://a:0",
        "https://a:b",
        "file:///",
        "https://a b",
        "https://",
        "ftp://a",
    ];
    for bad in bad {
        assert_eq!(framing::origin(bad), None, "{bad}");
    }
}

#[test]
fn controls_can_be_chosen_and_left_out() {
    let controls = |text: &str| framing::read(text, "").0.controls;
    assert!(!controls("").has(Control::Title) && controls("").has(Control::Open));
    assert!(
        controls("controls=title,play").has(Control::Title) && !controls("controls=title,play").has(Control::Track)
    );
    assert!(Control::ALL.into_iter().all(|control| !controls("controls=none").has(control)));
    assert!(controls("ui=compact").has(Control::Title));
    let (frame, notices) = framing::read("controls=everything", "");
    assert!(frame.controls == controls("") && notices.len() == 1);
}

#[test]
fn any_values_of_the_frame_give_a_frame_that_is_written_and_read_again() {
    let dictionary = book::dictionary();
    let mut random = Random::new(5);
    for _ in 0..100_000 {
        let part = |random: &mut Random| {
            let (name, values) = &dictionary[random.between(dictionary.len() - FRAMING.len(), dictionary.len() - 1)];
            format!("{name}={}", values[random.between(0, values.len() - 1)])
        };
        let parts: Vec<String> = (0..random.between(0, 5)).map(|_| part(&mut random)).collect();
        let text = parts.join("&");
        let (frame, _) = framing::read(&text, "");
        let written = framing::write(&frame);
        assert_eq!(framing::read(&written, "").0, frame, "{text} -> {written}");
    }
}

#[test]
fn the_full_page_knows_the_names_of_the_frame() {
    let (opened, notices) =
        link::read("kind=dilated&start=click&ui=bare&controls=play&lock=1&links=0&origin=https://a.b&id=x");
    assert!(notices.is_empty(), "{notices:?}");
    assert_eq!(link::write(&opened), "kind=dilated");
    assert!(FRAMING.iter().map(|key| key.name).eq(framing::NAMES));
}

#[test]
fn every_key_is_in_the_page_the_schema_and_the_dictionary() {
    let (page, schema, dictionary) = (book::page("link.css"), book::schema(), book::dictionary_text());
    let parsed: serde_json::Value = serde_json::from_str(&schema).expect("the schema is JSON");
    for entry in book::entries() {
        assert!(!entry.holds.is_empty());
        assert!(page.contains(&format!("<code>{}</code>", entry.name)), "{}", entry.name);
        assert!(parsed["properties"][entry.name]["description"].is_string(), "{}", entry.name);
        assert!(dictionary.contains(&format!("\"{}=", entry.name)), "{}", entry.name);
    }
    assert!(dictionary.contains("\"kind=depthwise\"") && dictionary.contains("\"start=manual\""));
}

#[test]
fn only_our_envelope_is_read() {
    let other = [
        Value::Null,
        Value::from("hello"),
        Value::fields([("type", "play".into())]),
        Value::fields([("convoscope", 2.into()), ("type", "play".into())]),
        Value::fields([("convoscope", "1".into()), ("type", "play".into())]),
        Value::fields([("convoscope", 1.into()), ("type", 5.into())]),
        Value::List(vec![Value::from("slide:start")]),
    ];
    for value in other {
        assert_eq!(message::read(&value), None, "{value:?}");
    }
    let request = message::read(&Value::from("slide:start")).expect("reveal.js says so");
    assert_eq!(request.order, Ok(Order::Slide(true)));
}

#[test]
fn bad_data_changes_nothing_and_is_answered() {
    let mut embed = opened("", "kind=dilated&step=3");
    let before = embed.state.clone();
    for (kind, data) in [
        ("seek", Value::from("three")),
        ("seek", Value::Number(f64::NAN)),
        ("step", Value::fields([("n", 1.into())])),
        ("set", Value::from("kind=dense")),
        ("set", Value::fields([])),
        ("set", Value::fields([("state", 5.into())])),
        ("set", Value::fields([("d", Value::List(vec![]))])),
        ("theme", Value::from("pink")),
        ("theme", Value::Null),
        ("lang", Value::from("fr")),
        ("image", Value::fields([("type", "exe".into())])),
        ("visible", Value::from("yes")),
    ] {
        assert_eq!(ask(&mut embed, kind, data.clone()), Err(Refusal::BadData), "{kind} {data:?}");
    }
    assert_eq!(ask(&mut embed, "navigate", Value::from("https://example.org")), Err(Refusal::UnknownType));
    assert_eq!(embed.state, before);
}

#[test]
fn a_host_moves_through_time() {
    let mut embed = opened("", "kind=dilated&step=3");
    assert_eq!(told(ask(&mut embed, "step", 1.into()), "step"), 4.into());
    assert_eq!(told(ask(&mut embed, "step", Value::Number(-2.0)), "step"), 2.into());
    assert_eq!(told(ask(&mut embed, "seek", 9.into()), "step"), 9.into());
    assert_eq!(told(ask(&mut embed, "seek", Value::Number(1e12)), "step"), 25.into());
    assert_eq!(told(ask(&mut embed, "seek", 0.into()), "step"), 0.into());
    assert_eq!(told(ask(&mut embed, "step", Value::Number(-1e300)), "step"), 0.into());
    assert_eq!(told(ask(&mut embed, "reset", Value::Null), "step"), 3.into());
    assert_eq!(told(ask(&mut embed, "play", Value::Null), "playing"), true.into());
    assert_eq!(told(ask(&mut embed, "pause", Value::Null), "playing"), false.into());
}

#[test]
fn a_host_changes_the_figure_through_the_link_s_own_parser() {
    let mut embed = opened("", "kind=dilated&step=3");
    let done = ask(&mut embed, "set", Value::fields([("d", 99.into())]));
    assert!(matches!(told(done, "warnings"), Value::List(warnings) if !warnings.is_empty()));
    assert!(embed.state.spec().check().is_ok());
    let done = ask(&mut embed, "set", Value::fields([("state", "kind=grouped&g=4&step=7".into())]));
    assert_eq!(told(done, "state"), "kind=grouped&g=4&step=7".into());
    let done = ask(&mut embed, "set", Value::fields([("g", 2.into())]));
    assert_eq!(told(done, "step"), 7.into());
    assert_eq!(embed.state.spec().groups, 2);
    // What belongs to the full page is not shown here.
    let done = ask(&mut embed, "set", Value::fields([("state", "kind=line&panel=cost".into())]));
    assert_eq!(told(done, "state"), "kind=line".into());
    let done = ask(&mut embed, "set", Value::fields([("state", "kind=dense&view=present&step=2".into())]));
    assert_eq!(told(done, "state"), "kind=dense&step=2".into());
}

#[test]
fn colours_and_language_follow_the_host_and_stay_out_of_the_link() {
    let mut embed = opened("", "kind=dilated&step=3&theme=light&lang=en");
    assert_eq!(told(ask(&mut embed, "theme", "dark".into()), "state"), "kind=dilated&step=3&lang=en".into());
    assert_eq!(told(ask(&mut embed, "lang", "zh-CN".into()), "state"), "kind=dilated&step=3".into());
    assert_eq!((embed.state.theme, embed.state.lang), (ThemeName::Dark, Lang::Chinese));
    assert!(ask(&mut embed, "theme", "auto".into()).is_ok() && embed.state.theme == ThemeName::Light);
}

#[test]
fn a_figure_plays_when_it_is_seen_and_waits_when_it_is_not() {
    let mut embed = opened("", "kind=dilated");
    assert!(!embed.state.playing);
    embed.see(true);
    assert!(embed.state.playing);
    embed.see(false);
    assert!(!embed.state.playing);
    embed.see(true);
    assert!(embed.state.playing);
    embed.act(Action::Toggle);
    embed.see(false);
    embed.see(true);
    assert!(!embed.state.playing, "what the reader paused stays so");
    assert!(ask(&mut embed, "visible", false.into()).is_ok());
    assert!(ask(&mut embed, "play", Value::Null).is_ok());
    assert!(embed.state.playing);
}

#[test]
fn who_waits_to_be_seen_says_where_it_goes_on() {
    let mut embed = opened("", "kind=dilated");
    embed.see(true);
    let clock = Clock::at(4, convoscope::timeline::Beat::Rest);
    embed.act(Action::Reached(clock, true));
    embed.see(false);
    assert_eq!(embed.link(), "kind=dilated&step=5&play=1");
    let mut again = opened("", &embed.link());
    again.see(true);
    assert!(again.state.playing && again.step() == 5);
}

#[test]
fn a_start_is_kept_to() {
    for (query, seen, expected) in [
        ("start=visible", true, true),
        ("start=click", true, false),
        ("start=manual", true, false),
        ("start=auto", false, true),
        ("start=visible&step=3", true, false),
    ] {
        let mut embed = opened(query, "");
        if seen {
            embed.see(true);
        }
        assert_eq!(embed.state.playing, expected, "{query}");
    }
    let mut manual = opened("start=manual", "");
    manual.see(true);
    assert!(manual.obey(&Order::Slide(true)).is_ok() && !manual.state.playing);
    let mut embed = opened("", "kind=dilated");
    assert!(embed.obey(&Order::Slide(true)).is_ok() && embed.state.playing);
    assert!(embed.obey(&Order::Slide(false)).is_ok() && !embed.state.playing);
}

#[test]
fn less_motion_is_less_motion_here_too() {
    let calm = Browser { calm: true, ..Browser::default() };
    let mut embed = Embed::open("start=auto", "", "", calm);
    embed.see(true);
    assert!(!embed.state.playing);
}

#[test]
fn a_locked_figure_only_moves_through_time() {
    let mut embed = opened("lock=1", "kind=dilated&step=3");
    let pin = Action::Pin(Some(convoscope::timeline::Target::Input(4)));
    embed.act(pin.clone());
    assert!(embed.state.pinned.is_none());
    embed.act(Action::Forward);
    assert_eq!(embed.step(), 4);
    let mut open = opened("", "kind=dilated&step=3");
    open.act(pin);
    assert!(open.state.pinned.is_some());
    // Chapters, colours, the presenter view are the full page's.
    for action in
        [Action::Choose(Kind::Dense), Action::Present(true), Action::Theme(ThemeName::Dark), Action::Nudge(true)]
    {
        assert!(!open.allows(&action), "{action:?}");
    }
}

#[test]
fn a_small_box_holds_a_still_picture() {
    let mut embed = opened("", "kind=dilated");
    embed.see(true);
    embed.measure(280.0, 200.0);
    assert!(embed.is_still() && !embed.state.playing && embed.step() == 13);
    assert!(ask(&mut embed, "play", Value::Null).is_ok() && !embed.state.playing);
    embed.measure(720.0, 420.0);
    assert!(!embed.is_still());
}

#[test]
fn keys_that_have_nothing_left_to_do_are_the_host_s() {
    let embed = opened("", "kind=dilated&step=25");
    assert!(embed.passes_on("PageDown") && embed.passes_on("ArrowRight") && !embed.passes_on("PageUp"));
    let embed = opened("", "kind=dilated&step=0");
    assert!(embed.passes_on("PageUp") && !embed.passes_on("PageDown"));
}

#[test]
fn no_more_is_read_in_a_second_than_may_be() {
    let mut gate = Gate::default();
    let read = (0..1000).filter(|&index| gate.opens(f64::from(index))).count();
    assert_eq!(read, MOST_IN);
    assert!(gate.opens(1001.0));
}

#[test]
fn what_goes_out_often_is_put_together() {
    let (mut outbox, mut said) = (Outbox::default(), Vec::new());
    for now in 0..1000 {
        outbox.put(Value::Number(f64::from(now)));
        said.extend(outbox.take(f64::from(now)));
    }
    assert_eq!(said.len(), 10);
    assert_eq!(outbox.wait(999.0), Some(1.0));
    assert_eq!(outbox.take(900.0 + PAUSE), Some(Value::Number(999.0)));
    outbox.put(Value::Number(999.0));
    assert_eq!(outbox.wait(2000.0), None, "what was said last is not said again");
}

/// Any value, most of them near to a message.
fn any(random: &mut Random, depth: usize) -> Value {
    const WORDS: [&str; 24] = [
        "play",
        "pause",
        "step",
        "seek",
        "set",
        "get",
        "theme",
        "lang",
        "image",
        "visible",
        "reset",
        "hello",
        "state",
        "kind=dilated&d=3",
        "kind=grouped&cin=1024&cout=1024",
        "dark",
        "zh",
        "png",
        "<script>",
        "__proto__",
        "constructor",
        "\u{202e}",
        "slide:start",
        "slide:stop",
    ];
    match random.between(0, if depth == 0 { 3 } else { 6 }) {
        0 => Value::Null,
        1 => Value::Bool(random.between(0, 1) == 1),
        2 => Value::Number([0.0, 1.0, -1.0, 5.0, 1e300, f64::NAN, f64::INFINITY, 0.5][random.between(0, 7)]),
        3 => Value::from(random.one_of(&WORDS)),
        4 => Value::List((0..random.between(0, 3)).map(|_| any(random, depth - 1)).collect()),
        5 => Value::Fields(
            (0..random.between(0, 4)).map(|_| (random.one_of(&WORDS).to_owned(), any(random, depth - 1))).collect(),
        ),
        _ => {
            let kind = Value::from(random.one_of(&WORDS[..12]));
            Value::fields([
                ("convoscope", 1.into()),
                ("type", kind),
                ("id", any(random, 0)),
                ("data", any(random, depth - 1)),
            ])
        }
    }
}

#[test]
fn no_message_breaks_a_figure() {
    let (mut random, mut embed, mut read) = (Random::new(3), opened("", "kind=dilated"), 0);
    embed.see(true);
    for round in 0..20_000 {
        if round % 50 == 0 {
            embed = opened("", "kind=dilated");
        }
        let Some(request) = message::read(&any(&mut random, 3)) else { continue };
        read += 1;
        let _ = request.order.and_then(|order| embed.obey(&order));
        let state: &State = &embed.state;
        assert!(state.spec().check().is_ok() && embed.step() <= state.plan.steps());
        assert!(state.presenting.is_none() && state.panel.is_none());
        assert!(embed.link().len() <= link::LONGEST);
    }
    assert!(read > 2000, "{read}");
}

#[test]
fn every_figure_is_whole_in_every_box() {
    for kind in Kind::ALL {
        let plan = Plan::new(&kind.spec()).expect("a chapter can be computed");
        for (width, height) in
            [(664.0, 326.0), (336.0, 400.0), (280.0, 196.0), (268.0, 160.0), (440.0, 280.0), (1200.0, 300.0)]
        {
            let view =
                View { width, height, theme: ThemeName::Light.theme(), messages: Lang::English.messages(), calm: true };
            let share = fit::share(&plan, None, &view);
            assert!(share > 0.3, "{kind:?} in {width} x {height}: {share}");
        }
    }
}

/// What a figure is compared with is not cut off.
#[test]
fn two_figures_are_whole_in_every_box() {
    for link in
        ["kind=local&with=shared", "kind=flipped&with=shared", "kind=grouped&with=channels", "kind=dilated&with=shared"]
    {
        let state = State::open(link, Browser::default());
        let other = state.beside.as_deref().expect("the link names it");
        for (width, height) in [(704.0, 356.0), (344.0, 400.0), (944.0, 496.0), (1280.0, 540.0)] {
            let view =
                View { width, height, theme: ThemeName::Light.theme(), messages: Lang::English.messages(), calm: true };
            let share = fit::share(&state.plan, Some(other), &view);
            assert!(share > 0.25, "{link} in {width} x {height}: {share}");
        }
    }
}
