//! The top line: name, chapters, words for keys, colours and language.

use super::Part;
use super::events::click;
use super::glyph::{glyph, mark};
use crate::i18n::Messages;
use crate::keys::other_theme;
use crate::spec::Kind;
use crate::stage::ThemeName;
use crate::state::{Action, Panel};
use yew::prelude::*;

/// The top line.
pub fn header(Part { state, messages, act }: &Part<'_>) -> Html {
    let (lang, theme) = (state.lang.other(), other_theme(state.theme));
    let theme_word = match theme {
        ThemeName::Dark => messages.switch_to_dark,
        ThemeName::Light | ThemeName::Projector => messages.switch_to_light,
    };
    html! {
        <header>
            <p class="wordmark">{ mark() }{ "Convoscope" }</p>
            <nav aria-label={messages.chapters}>
                <ol class="rail">
                    { for Kind::ALL.into_iter().map(|kind| chapter(kind, kind == state.spec().kind, messages, act)) }
                </ol>
            </nav>
            <div class="choices">
                <button class="word help" type="button" aria-controls="keys"
                    onclick={click(act, Action::Panel(Some(Panel::Keys)))}>{ messages.keys }</button>
                <button class="word" id="theme" type="button" onclick={click(act, Action::Theme(theme))}>
                    { theme_word }
                </button>
                <button class="word" id="lang" type="button" lang={lang.messages().tag}
                    onclick={click(act, Action::Language(lang))}>{ messages.switch_language }</button>
            </div>
        </header>
    }
}

/// A link, so that it can be opened elsewhere; a plain click stays in the page.
fn chapter(kind: Kind, present: bool, messages: &Messages, act: &Callback<Action>) -> Html {
    let act = act.clone();
    let choose = Callback::from(move |event: MouseEvent| {
        let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if plain {
            event.prevent_default();
            act.emit(Action::Choose(kind));
        }
    });
    let current = present.then_some("page");
    html! {
        <li>
            <a href={format!("#kind={}", kind.id())} aria-current={current} onclick={choose}>
                { glyph(kind) }
                <span>{ kind.words(messages).short }</span>
            </a>
        </li>
    }
}
