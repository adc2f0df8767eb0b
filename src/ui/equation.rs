//! The sizes, this step and the layer's call, in formulas.

use super::Part;
use super::formula::{block, caption, in_letters as letters, math};
use super::node::{Node, node};
use super::sheet::sheet;
use crate::general;
use crate::i18n::Messages;
use crate::readout::{self, Argument, Call};
use crate::spec::Kind;
use crate::state::{Sheet, State};
use crate::timeline::Plan;

/// Sizes, this step, the layer.
pub fn equation(Part { state, messages, act }: &Part<'_>) -> Node {
    let plan = &*state.plan;
    let sized = plan.spec().kind != Kind::Dense;
    sheet(Sheet::Equation, messages.equation, state.sheet, messages, act)
        .slot(sized.then(|| node("div").class("size").child(block(&readout::output_size(plan, messages), messages))))
        .slot(sized.then(|| span(plan, messages)))
        .child(this_step(state, messages))
        .slot(layer(plan, messages))
}

/// The window if it is stretched, and what is never read.
fn span(plan: &Plan, messages: &Messages) -> Node {
    node("div")
        .class("span")
        .children(readout::window(plan, messages).map(|formula| block(&formula, messages)))
        .children(readout::unused(plan, messages).iter().map(|sentence| caption(sentence)))
}

/// The running sum, term by term.
fn this_step(state: &State, messages: &Messages) -> Node {
    let focus = state.focus().map(std::rc::Rc::as_ref);
    let plan = &*state.plan;
    let step = readout::step(plan, state.moment(), focus, messages);
    let sum = node("p")
        .class("math")
        .child(node("var").class("output").attr("data-role", "output").text(general::letter(plan, step.output)))
        .child(node("sub").text(&step.indices))
        .children(step.lines.iter().map(|line| math(line)));
    let opens = node("button").class("word").attr("type", "button").attr("popovertarget", "general");
    node("div")
        .class("formula this-step")
        .child(caption(messages.this_step))
        .child(opens.text(messages.general))
        .child(sum)
        .child(caption(step.words))
        .child(in_letters(state, messages))
}

/// The formula in letters, which a word opens: the browser's own popover.
fn in_letters(state: &State, messages: &Messages) -> Node {
    let plan = &*state.plan;
    let lines = general::general(plan, state.moment(), state.focus().map(std::rc::Rc::as_ref));
    let words = match plan.spec().kind {
        Kind::Dense => messages.general_dense,
        Kind::Transposed => messages.general_transposed,
        _ => messages.general_words,
    };
    node("section")
        .id("general")
        .class("pop formula")
        .attr("popover", "auto")
        .label(messages.general)
        .children(lines.iter().map(|line| letters(line)))
        .child(caption(words))
}

/// The layer as its library writes it.
fn layer(plan: &Plan, messages: &Messages) -> Option<Node> {
    let calls = readout::calls(plan);
    let content = || node("div").class("layer").child(caption(messages.layer)).children(calls.iter().map(call));
    (!calls.is_empty()).then(content)
}

fn call(Call { name, arguments, before, weights }: &Call) -> Node {
    let note = |text: &str| node("span").class("note").text(text);
    let code = node("code").text(name).text("(");
    let code = arguments.iter().enumerate().fold(code, argument).text(")");
    node("p").class("call").children(before.as_deref().map(note)).child(code).children(weights.as_deref().map(note))
}

/// Lines break after a comma.
fn argument(code: Node, (nth, Argument { text, own }): (usize, &Argument)) -> Node {
    let class = if *own { "argument own" } else { "argument" };
    let code = if nth > 0 { code.text(", ") } else { code };
    code.child(node("span").class(class).text(text))
}
