//! The top line: name, chapters, words for keys, colours and language.

use super::glyph::{glyph, mark};
use crate::i18n::{Lang, Messages};
use crate::keys::other_theme;
use crate::spec::Kind;
use crate::stage::ThemeName;
use crate::state::{Action, Panel};
use yew::prelude::*;

/// What the top line shows.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The colours.
    pub theme: ThemeName,
    /// The present chapter.
    pub kind: Kind,
    /// Takes the choices.
    pub act: Callback<Action>,
}

/// The top line.
#[component]
pub fn Header(props: &Props) -> Html {
    let Props { lang, theme, kind, act } = props;
    let messages = lang.messages();
    let other = (lang.other(), other_theme(*theme));
    let speak = act.reform(move |_: MouseEvent| Action::Language(other.0));
    let dress = act.reform(move |_: MouseEvent| Action::Theme(other.1));
    let help = act.reform(|_: MouseEvent| Action::Panel(Some(Panel::Keys)));
    let theme_word = match other.1 {
        ThemeName::Dark => messages.switch_to_dark,
        ThemeName::Light | ThemeName::Projector => messages.switch_to_light,
    };
    html! {
        <header>
            <p class="wordmark">{ mark() }{ "Convoscope" }</p>
            <nav aria-label={messages.chapters}>
                <ol class="rail">
                    { for Kind::ALL.into_iter().map(|each| chapter(each, each == *kind, messages, act)) }
                </ol>
            </nav>
            <div class="choices">
                <button class="word help" type="button" aria-controls="keys" onclick={help}>{ messages.keys }</button>
                <button class="word" id="theme" type="button" onclick={dress}>{ theme_word }</button>
                <button class="word" id="lang" type="button" lang={other.0.messages().tag} onclick={speak}>
                    { messages.switch_language }
                </button>
            </div>
        </header>
    }
}

/// A link, so that it can be opened elsewhere; a plain click stays in the page.
fn chapter(kind: Kind, present: bool, messages: &Messages, act: &Callback<Action>) -> Html {
    let act = act.clone();
    let choose = move |event: MouseEvent| {
        let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if plain {
            event.prevent_default();
            act.emit(Action::Choose(kind));
        }
    };
    let current = present.then_some("page");
    html! {
        <li key={kind.id()}>
            <a href={format!("#kind={}", kind.id())} aria-current={current} onclick={choose}>
                { glyph(kind) }
                <span>{ kind.words(messages).short }</span>
            </a>
        </li>
    }
}
