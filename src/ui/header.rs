//! The top line: name, chapters, words for keys, colours and language.

use super::Part;
use super::button::Button;
use super::glyph::{glyph, mark};
use crate::i18n::Messages;
use crate::keys::other_theme;
use crate::spec::Kind;
use crate::stage::ThemeName;
use crate::state::{Action, Panel};
use yew::prelude::*;

/// The top line.
pub fn header(Part { state, messages, act }: &Part<'_>) -> Html {
    let now = state.spec().kind;
    let (lang, theme) = (state.lang.other(), other_theme(state.dress()));
    let theme_word = match theme {
        ThemeName::Dark => messages.switch_to_dark,
        ThemeName::Light | ThemeName::Projector => messages.switch_to_light,
    };
    let help = Button { class: Some("word help"), ..Button::WORD };
    let stage = Button { id: Some("present"), ..Button::WORD };
    let dress = Button { id: Some("theme"), ..Button::WORD };
    let speak = Button { id: Some("lang"), lang: Some(lang.messages().tag), ..Button::WORD };
    html! {
        <header>
            <p class="wordmark">{ mark() }{ "Convoscope" }</p>
            <nav aria-label={messages.chapters}>
                <ol class="rail">
                    { for Kind::STORY.iter().map(|&kind| chapter(kind, kind == now, messages, act)) }
                    { more(now, messages, act) }
                </ol>
            </nav>
            <div class="choices">
                { stage.word(messages.present, act, Action::Present(true)) }
                { help.word(messages.keys, act, Action::Panel(Some(Panel::Keys))) }
                { dress.word(theme_word, act, Action::Theme(theme)) }
                { speak.word(messages.switch_language, act, Action::Language(lang)) }
            </div>
        </header>
    }
}

/// The word that opens the list of the chapters beside the story: the browser's own popover, which closes at Escape and at a
/// press elsewhere. Its key is the chapter's, so that a chosen chapter closes it.
fn more(now: Kind, messages: &Messages, act: &Callback<Action>) -> Html {
    let beside = Kind::MORE.contains(&now);
    html! {
        <li class="more" key={now.id()}>
            <button class="word" type="button" popovertarget="more" aria-current={beside.then_some("true")}>
                { messages.more }
            </button>
            <ul id="more" class="pop" popover="auto">
                { for Kind::MORE.iter().map(|&kind| chapter(kind, kind == now, messages, act)) }
            </ul>
        </li>
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
