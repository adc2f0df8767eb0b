//! Formulas as MathML: letters and numbers in the colours of what they count.

use crate::i18n::Messages;
use crate::readout::{Formula, Piece, Role, When};
use yew::prelude::*;

/// A formula with its name above and its words below.
pub fn block(formula: &Formula, messages: &Messages) -> Html {
    let Formula { name, lines, words } = formula;
    let names = [messages.rows, messages.columns];
    let axis = |index: usize| (lines.len() > 1).then(|| html! { <span class="axis">{ names[index % 2] }</span> });
    html! {
        <div class="formula">
            <p class="caption">{ *name }</p>
            { for lines.iter().enumerate().map(|(index, line)| html! { <p class="math">{ axis(index) }{ math(line) }</p> }) }
            <p class="caption">{ *words }</p>
        </div>
    }
}

/// A row of signs.
pub fn math(line: &[Piece]) -> Html {
    html! { <math><mrow>{ for line.iter().map(piece) }</mrow></math> }
}

fn piece(piece: &Piece) -> Html {
    match piece {
        Piece::Number(text, role, when) => html! { <mn class={time(*when).or(color(*role))}>{ text }</mn> },
        Piece::Struck(text) => html! { <mn class="struck">{ text }</mn> },
        Piece::Sign(text, when) => sign(text, *when),
        Piece::More(text, when) => html! { <mtext class={time(*when)}>{ text }</mtext> },
        Piece::Result(text, role, known) => {
            let class = match (known, role) {
                (false, _) => "unknown",
                (true, Role::Output) => "result output",
                (true, Role::Plain | Role::Input | Role::Weight) => "result",
            };
            html! { <mn {class}>{ text }</mn> }
        }
    }
}

/// Brackets cling to what they hold and do not grow.
fn sign(text: &'static str, when: When) -> Html {
    let form = match text {
        "(" | "⌊" | "max" => "prefix",
        ")" | "⌋" | "," => "postfix",
        _ => "infix",
    };
    html! { <mo {form} stretchy="false" class={time(when)}>{ text }</mo> }
}

const fn color(role: Role) -> Option<&'static str> {
    match role {
        Role::Plain => None,
        Role::Input => Some("input"),
        Role::Weight => Some("weight"),
        Role::Output => Some("output"),
    }
}

const fn time(when: When) -> Option<&'static str> {
    match when {
        When::Passed => None,
        When::Now => Some("now"),
        When::Coming => Some("coming"),
    }
}
