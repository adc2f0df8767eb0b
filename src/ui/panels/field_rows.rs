//! The editor of a stack: a row for each layer. A change of a row is a change of the panel's part of the link.

use super::super::events::heard;
use super::super::node::{Node, node};
use super::Part;
use super::field::{changed, set};
use crate::i18n::panels::stack::Words;
use crate::stack::{Field, Layer, LayerKind, Stack};
use crate::web::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement};

/// The rows, the first layer first.
pub fn rows(stack: &Stack, part: &Part<'_>, text: &Words) -> Node {
    let row = |(nth, layer): (usize, &Layer)| {
        node("li")
            .class("stack-row")
            .key(&nth.to_string())
            .label(&(text.layer)(nth + 1))
            .child(node("span").class("stack-number").decorative().text(&(nth + 1).to_string()))
            .child(kind(stack, nth, layer, part, text))
            .children(Field::ALL.into_iter().map(|field| number(stack, nth, field, part, text)))
            .child(padded(stack, nth, layer, part, text))
            .child(doings(stack, nth, part, text))
    };
    node("ol").class("stack-rows").label(text.layers).children(stack.layers().iter().enumerate().map(row))
}

/// A named part of a row.
fn named(name: &str, class: &str, control: Node) -> Node {
    node("label").class(class).child(node("span").class("caption").text(name)).child(control)
}

fn kind(stack: &Stack, nth: usize, layer: &Layer, part: &Part<'_>, text: &Words) -> Node {
    let now = layer.kind;
    let option = |(kind, name): (LayerKind, &str)| {
        node("option").attr("value", &kind.letter().to_string()).flag("selected", kind == now).text(name)
    };
    let (stack, layer) = (stack.clone(), *layer);
    let chosen = changed("change", part, move |event| {
        let list: HtmlSelectElement = event.target()?.unchecked_into();
        let kind = LayerKind::ALL.get(usize::try_from(list.selected_index()).ok()?)?;
        Some(stack.with(nth, layer.of_kind(*kind)))
    });
    let list = node("select")
        .label(&(text.of_layer)(text.kind, nth + 1))
        .chosen(&now.letter().to_string())
        .on(chosen)
        .children(LayerKind::ALL.into_iter().zip(text.kinds).map(option));
    named(text.kind, "stack-kind", list)
}

/// A number: legal ones count as they are typed, others become the nearest when the field is left.
fn number(stack: &Stack, nth: usize, field: Field, part: &Part<'_>, text: &Words) -> Node {
    let layer = stack.layers()[nth];
    let most = field.most(layer.kind, stack.extent());
    let value = layer.get(field);
    let name = text.fields[field as usize];
    let input = |event: &Event| event.target()?.dyn_into::<HtmlInputElement>().ok();
    let after = {
        let stack = stack.clone();
        move |value| set(&stack.with(nth, layer.with(field, value)))
    };
    let typed = {
        let after = after.clone();
        move |event: &Event| {
            let value: usize = input(event)?.value().trim().parse().ok()?;
            ((1..=most).contains(&value)).then(|| after(value))
        }
    };
    let left = move |event: &Event| {
        let input = input(event)?;
        let wish = input.value_as_number();
        let nearest = if wish.is_finite() { wish.round().clamp(1.0, most as f64) as usize } else { value };
        input.set_value(&nearest.to_string());
        (nearest != value).then(|| after(nearest))
    };
    // What is being typed and counts for nothing yet stays as it is.
    let label = (text.of_layer)(name, nth + 1);
    let typing = document::focused()
        .filter(|field| field.get_attribute("aria-label").as_deref() == Some(&label))
        .map(|field| field.unchecked_into::<HtmlInputElement>().value())
        .filter(|text| text.parse().is_ok_and(|wish: usize| wish > most));
    let control = node("input")
        .attr("type", "number")
        .attr("inputmode", "numeric")
        .attr("min", "1")
        .attr("max", &most.to_string())
        .flag("disabled", most == 1)
        .label(&label)
        .value(&typing.unwrap_or_else(|| value.to_string()))
        .on(heard("input", part.act, Box::new(typed)))
        .on(heard("change", part.act, Box::new(left)));
    named(name, "stack-number-field", control)
}

fn padded(stack: &Stack, nth: usize, layer: &Layer, part: &Part<'_>, text: &Words) -> Node {
    let after = stack.with(nth, Layer { padded: !layer.padded, ..*layer });
    let control = node("input")
        .attr("type", "checkbox")
        .label(&(text.of_layer)(text.padded, nth + 1))
        .checked(layer.padded)
        .on(changed("change", part, move |_| Some(after.clone())));
    named(text.padded, "stack-padded", control)
}

/// What can be done with a whole layer. The focus goes with the layer.
fn doings(stack: &Stack, nth: usize, part: &Part<'_>, text: &Words) -> Node {
    let last = stack.layers().len() - 1;
    let word = |name: &'static str, after: Option<Stack>, to: Option<bool>| {
        let off = after.is_none();
        node("button")
            .attr("type", "button")
            .class("word")
            .attr("data-do", name)
            .maybe("aria-disabled", off.then_some("true"))
            .label(&(text.of_layer)(name, nth + 1))
            .text(name)
            .on(changed("click", part, move |event| {
                let after = after.clone()?;
                if let Some(down) = to {
                    follow(event, name, down);
                }
                Some(after)
            }))
    };
    let up = nth.checked_sub(1).map(|before| stack.swapped(before));
    let down = (nth < last).then(|| stack.swapped(nth));
    let gone = (last > 0).then(|| stack.without(nth));
    node("span")
        .class("stack-doings")
        .child(word(text.earlier, up, Some(false)))
        .child(word(text.later, down, Some(true)))
        .child(word(text.remove, gone, (nth == last).then_some(false)))
}

/// Puts the focus on the same word of the row before or after: there the layer will be, or what is next to the removed one.
fn follow(event: &Event, name: &str, down: bool) {
    let row = event.target().and_then(|target| target.dyn_into::<Element>().ok()?.closest("li").ok()?);
    let next = row.and_then(|row| if down { row.next_element_sibling() } else { row.previous_element_sibling() });
    let word = next.and_then(|next| next.query_selector(&format!("[data-do=\"{name}\"]")).ok()?);
    if let Some(word) = word {
        // A word that is there can take the focus.
        let _ = word.unchecked_into::<HtmlElement>().focus();
    }
}
