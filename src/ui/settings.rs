//! Everything that can be set: one list of numbers, and what stands in input, kernels and border.

use super::Part;
use super::button::word;
use super::choice::choice;
use super::events::{Heard, check, option};
use super::field::field;
use super::node::{Node, node};
use super::sheet::sheet;
use crate::conv::PaddingMode;
use crate::i18n::Messages;
use crate::link::mode_id;
use crate::readout::{edits, filter_name, matters, own_setting, picture_name};
use crate::spec::error::mode_name;
use crate::spec::{Filter, Kind, Picture, Setting, Spec};
use crate::state::{Action, Sheet, State};
use std::rc::Rc;
use yew::Callback;

/// True if two states have different settings to show.
pub fn differ(one: &State, other: &State) -> bool {
    !Rc::ptr_eq(&one.plan, &other.plan)
        || one.lang != other.lang
        || one.sheet != other.sheet
        || one.draft != other.draft
}

/// The settings.
pub fn settings(Part { state, messages, act }: &Part<'_>) -> Node {
    let spec = state.spec();
    let own = own_setting(spec);
    let numbers = Setting::ALL.into_iter().filter(|&setting| matters(setting, spec));
    let numbers = numbers.map(|each| field(each, spec, state.draft.as_ref(), own == Some(each), messages, act));
    let (weighted, bordered) = (spec.kind != Kind::Pooling, !matches!(spec.kind, Kind::Dense | Kind::Transposed));
    let content = node("div")
        .class("settings")
        .child(picture(spec, messages, act))
        .children(weighted.then(|| filter(spec, messages, act)))
        .children(numbers)
        .children(bordered.then(|| mode(spec, messages, act)))
        .children(spec.kind.turns().then(|| switch("flip", messages.flip, spec.flip, check(act, Action::Flip))))
        .children(weighted.then(|| switch("bias", messages.bias_setting, spec.bias, check(act, Action::Bias))))
        .child(buttons(spec, messages, act));
    sheet(Sheet::Settings, messages.settings, state.sheet, messages, act).child(content)
}

fn picture(spec: &Spec, messages: &Messages, act: &Callback<Action>) -> Node {
    let pictures = Picture::ALL.map(|each| (each.id(), picture_name(each, messages)));
    let picture = option(act, |nth| Picture::ALL.get(nth).map(|&picture| Action::Picture(picture)));
    list("picture", messages.picture, &pictures, spec.picture.id(), picture)
}

fn filter(spec: &Spec, messages: &Messages, act: &Callback<Action>) -> Node {
    let filters = Filter::ALL.map(|each| (each.id(), filter_name(each, messages).to_owned()));
    let filter = option(act, |nth| Filter::ALL.get(nth).map(|&filter| Action::Filter(filter)));
    list("filter", messages.kernel_values, &filters, spec.filter.id(), filter)
}

fn mode(spec: &Spec, messages: &Messages, act: &Callback<Action>) -> Node {
    let modes = PaddingMode::ALL.map(|each| (mode_id(each), mode_name(each, messages).to_owned()));
    let mode = option(act, |nth| PaddingMode::ALL.get(nth).map(|&mode| Action::Mode(mode)));
    list("mode", messages.padding_mode, &modes, mode_id(spec.padding.mode), mode)
}

/// A list with its label.
fn list(
    id: &'static str,
    name: &'static str,
    options: &[(&'static str, String)],
    now: &'static str,
    change: Heard,
) -> Node {
    let label = node("label").attr("for", id).text(name);
    node("div").class("choice").key(id).child(label).child(choice(id, options, now, change))
}

fn switch(id: &'static str, name: &'static str, checked: bool, change: Heard) -> Node {
    let input = node("input").id(id).attr("type", "checkbox").checked(checked).on(change);
    node("label").class("check").key(id).child(input).child(node("span").text(name))
}

fn buttons(spec: &Spec, messages: &Messages, act: &Callback<Action>) -> Node {
    let edits = edits(spec);
    let button = |id: &'static str, name: &str, action: Action| word(name, act, action).id(id);
    let random = matters(Setting::Seed, spec);
    let undo = || button("undo-edits", &(messages.edits_undo)(edits), Action::UndoEdits);
    node("div")
        .class("buttons")
        .key("buttons")
        .children(random.then(|| button("new-numbers", messages.new_numbers, Action::NewSeed)))
        .children((edits > 0).then(undo))
        .child(button("start-fresh", messages.start_fresh, Action::StartFresh))
}
