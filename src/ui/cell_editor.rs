//! A field over the cell whose value is being changed. The player lays it there.

use super::Same;
use super::events::{key, text};
use crate::i18n::{Lang, Messages};
use crate::spec::edits;
use crate::state::{Action, Edit, EditError};
use crate::timeline::{Plan, Target};
use crate::web::document;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What is edited.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The cell and the text.
    pub edit: Edit,
    /// The figure.
    pub plan: Same<Plan>,
    /// Takes what is typed.
    pub act: Callback<Action>,
}

/// The field, and why its text is refused.
#[component]
pub fn CellEditor(props: &Props) -> Html {
    let Props { lang, edit, plan, act } = props;
    let messages = lang.messages();
    let field = use_node_ref();
    use_focus(&field);
    let typing = text(act, Box::new(|text| Some(Action::EditText(text))));
    let keys = key(
        act,
        Box::new(|key| match key.as_str() {
            "Enter" => Some(Action::EditDone),
            "Escape" => Some(Action::Escape),
            _ => None,
        }),
    );
    let leaving = {
        let act = act.clone();
        Callback::from(move |_: FocusEvent| act.emit(Action::EditDone))
    };
    let error = edit.error.map(|error| explain(error, messages));
    html! {
        <div id="editor">
            <input ref={field} id="edit" type="text" inputmode="decimal" autocomplete="off" value={edit.text.clone()}
                aria-label={name(edit.target, plan, messages)} aria-invalid={error.as_ref().map(|_| "true")}
                aria-describedby="err-edit" oninput={typing} onkeydown={keys} onblur={leaving} />
            <p id="err-edit" class="error" aria-live="polite">{ error }</p>
        </div>
    }
}

/// Takes the focus, with all of the text selected, and gives it back to the figure.
#[hook]
fn use_focus(field: &NodeRef) {
    let field = field.clone();
    use_effect_with((), move |()| {
        document::focus_id("edit");
        if let Some(field) = field.cast::<HtmlInputElement>() {
            field.select();
        }
        || {
            if document::focused().is_none_or(|element| element.id() == "edit") {
                document::focus_id("stage");
            }
        }
    });
}

fn explain(error: EditError, messages: &Messages) -> String {
    match error {
        EditError::NotNumber => messages.edit_not_number.to_owned(),
        EditError::TooMany => (messages.edit_too_many)(edits::MOST),
    }
}

fn name(target: Target, plan: &Plan, messages: &Messages) -> String {
    match target {
        Target::Weight(index) => {
            let [filter, channel, row, col] = plan.spec().weight_place(index);
            (messages.edit_weight)(filter + 1, channel + 1, row + 1, col + 1)
        }
        Target::Input(index) | Target::Output(index) => {
            let place = plan.input().shape().place(index);
            (messages.edit_input)(place.channel + 1, place.row + 1, place.col + 1)
        }
    }
}
