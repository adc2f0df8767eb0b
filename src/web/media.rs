//! What the visitor's system says about language, colours and motion, at the start and when it changes.

use super::listen::Listener;
use super::window;
use crate::i18n::Lang;
use crate::stage::ThemeName;
use crate::state::{Action, Browser};
use std::rc::Rc;
use web_sys::MediaQueryList;

const DARK: &str = "(prefers-color-scheme: dark)";
const CALM: &str = "(prefers-reduced-motion: reduce)";
const TOUCH: &str = "(hover: none)";

/// What is known before anything else happens.
pub fn browser() -> Browser {
    Browser { lang: lang(), theme: theme(matches(DARK)), calm: matches(CALM) }
}

/// True if fingers do the pointing.
pub fn touch() -> bool {
    matches(TOUCH)
}

/// Tells of changes for as long as the listeners are kept.
pub fn follow(act: &Rc<dyn Fn(Action)>) -> Vec<Listener> {
    let (act, dark) = (Rc::clone(act), Rc::clone(act));
    let changes = [
        on_change(DARK, move |dark_now| dark(Action::SystemTheme(theme(dark_now)))),
        on_change(CALM, move |calm_now| act(Action::Calm(calm_now))),
    ];
    changes.into_iter().flatten().collect()
}

fn on_change(query: &'static str, tell: impl Fn(bool) + 'static) -> Option<Listener> {
    let list = list(query)?;
    Some(Listener::new(&list, "change", move |_| tell(matches(query))))
}

const fn theme(dark: bool) -> ThemeName {
    if dark { ThemeName::Dark } else { ThemeName::Light }
}

fn matches(query: &str) -> bool {
    list(query).is_some_and(|list| list.matches())
}

fn list(query: &str) -> Option<MediaQueryList> {
    window().match_media(query).ok().flatten()
}

/// The first of the visitor's languages that the page has.
fn lang() -> Lang {
    let wanted = window().navigator().languages();
    let tags = wanted.iter().filter_map(|tag| tag.as_string());
    tags.chain(window().navigator().language()).find_map(|tag| Lang::of_tag(&tag)).unwrap_or_default()
}
